//! Billing what lateness costs: late interest and the fees of letters, and the invoice that charges them. Vector `I07`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::calendar::Day;
use crate::documents::{
    DocumentFields, Issued, ItemInterest, LineFields, Origin, TaxMode, TradeFields, issue, late_interest,
};
use crate::dunning::{self, ReminderFee};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::ledger::{AccountRole, account_by_role, book};
use crate::money::{Currency, Figure, Money};
use crate::parties;
use crate::store::{PartyId, Reader, Seq, Writer};

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct InterestInput {
    pub party_id: PartyId,
    /// The last day that is charged, and the day of the invoice; today where absent.
    #[serde(default)]
    pub until: Option<Day>,
    /// Debts in this currency; the book's where absent.
    #[serde(default)]
    pub currency: Option<Currency>,
}

/// What a customer could be charged: a claim, posted by nobody before it is billed.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct InterestClaim {
    pub until: Day,
    pub items: Vec<ItemInterest>,
    /// Claimed by letters that went out; in the book's currency.
    pub fees: Vec<ReminderFee>,
    pub total: Money,
}

pub fn interest_claim(r: &Reader<'_>, input: &InterestInput, today: Day) -> Result<InterestClaim> {
    let until = input.until.unwrap_or(today);
    let own = book(r)?.currency;
    let currency = input.currency.unwrap_or(own);
    let found = late_interest(r, Some(input.party_id), until, Seq::LATEST)?;
    let items: Vec<ItemInterest> =
        found.into_iter().map(|(_, item)| item).filter(|item| item.amount.currency() == currency).collect();
    let mut fees = dunning::reminder_fees(r, input.party_id, until)?;
    fees.retain(|fee| fee.amount.currency() == currency);
    let mut amounts = items.iter().map(|item| item.amount).chain(fees.iter().map(|fee| fee.amount));
    let total = amounts.try_fold(Money::zero(currency), Money::checked_add)?;
    Ok(InterestClaim { until, items, fees, total })
}

/// Issues an invoice with a line for each late debt and each fee, onto 营业外收入 (other income); what it charges is charged.
///
/// # Errors
/// `interest_not_due` where there is nothing to charge, and whatever issuing an invoice refuses.
pub fn bill_interest(w: &Writer<'_>, input: &InterestInput, today: Day) -> Result<Issued> {
    let party = parties::get(w, input.party_id)?;
    let claim = interest_claim(w, input, today)?;
    if claim.items.is_empty() && claim.fees.is_empty() {
        return Err(Error::InterestNotDue { party: party.fields.code, until: claim.until.to_string() });
    }
    let tag = party.fields.language.unwrap_or(book(w)?.language);
    let language: Language = tag.parse()?;
    let account = account_by_role(w, AccountRole::NonOpIncome)?.code;
    let line = |description: String, amount: Money, tax: Option<&String>| LineFields {
        description,
        quantity: Figure::ONE,
        unit_price: Figure(amount.to_decimal()),
        tax: Some(tax.cloned().unwrap_or_else(|| NOT_TAXED.into())),
        account: Some(account.clone()),
        ..LineFields::default()
    };
    let interest =
        claim.items.iter().map(|item| line(described(item, language), item.amount, item.tax.as_ref()));
    // taxed as the interest beside it is
    let tax = claim.items.iter().find_map(|item| item.tax.as_ref());
    let fees = claim.fees.iter().map(|fee| line(fee_described(fee, language), fee.amount, tax));
    let fields = DocumentFields::Invoice(TradeFields {
        party_id: Some(input.party_id),
        date: Some(claim.until),
        currency: Some(claim.total.currency()),
        // the tax is within what is charged (价外费用)
        tax_mode: TaxMode::Inclusive,
        lines: interest.chain(fees).collect(),
        interest: claim.items.clone(),
        reminder_fees: claim.fees.iter().map(|fee| fee.seq).collect(),
        ..TradeFields::default()
    });
    issue(w, &fields, Origin::Ours, today)
}

/// The tax of what bears none.
const NOT_TAXED: &str = "NOT_TAXED";

/// Which debt, how many days and at what rate.
fn described(item: &ItemInterest, language: Language) -> String {
    let mut percents: Vec<String> = item.spans.iter().map(|span| format!("{}%", span.percent)).collect();
    percents.dedup();
    let (from, to) = (item.spans.first().map(|span| span.from), item.spans.last().map(|span| span.to));
    let [from, to] = [from, to].map(|day| day.map_or_else(String::new, |day| day.to_string()));
    let word = if item.basis == 1 { "interest.by_day" } else { "interest.by_year" };
    language.words().fill(
        word,
        &[
            ("number", item.number.as_deref().unwrap_or("–")),
            ("from", &from),
            ("to", &to),
            ("days", &item.days.to_string()),
            ("percent", &percents.join("/")),
        ],
    )
}

/// Which letter.
fn fee_described(fee: &ReminderFee, language: Language) -> String {
    let date = fee.date.to_string();
    language.words().fill("interest.fee", &[("date", &date), ("title", &fee.title)])
}
