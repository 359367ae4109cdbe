//! Open items, allocation and advances.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::parties::demand_view;
use crate::api::Context;
use crate::calendar::Day;
use crate::documents::{self, AvailableDiscount};
use crate::error::Result;
use crate::ledger::book;
use crate::money::{Currency, Figure, Money};
use crate::settlement::{self, Applied, ApplyInput, Debt, OpenItem, Rule, ShareInput};
use crate::store::{OpenItemId, PartyId, Reader, Seq, Writer};
use crate::subledger::Business;

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct OpenItems {
    pub party_id: PartyId,
    pub business: Business,
}

/// What may still be taken off for paying on a day; today where absent.
#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct DiscountsOn {
    pub party_id: PartyId,
    pub business: Business,
    pub date: Option<Day>,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ProposeInput {
    pub party_id: PartyId,
    pub business: Business,
    pub amount: Figure,
    /// The book's where absent.
    pub currency: Option<Currency>,
    pub date: Option<Day>,
    #[serde(default)]
    pub rule: Rule,
    /// The credit note whose amount it is: what that corrects comes first, its last instalment before the others.
    #[serde(default)]
    pub credit_item_id: Option<OpenItemId>,
}

/// How an amount would be spread.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct SettlementProposal {
    pub shares: Vec<ProposedShare>,
    /// What no item takes.
    pub advance: Money,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ProposedShare {
    pub item_id: OpenItemId,
    pub amount: Money,
    /// Taken off for paying early, on top of `amount`.
    pub discount: Option<Money>,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct TakeBack {
    /// The act of settlement, as `settlement.apply` returned it.
    pub seq: Seq,
    pub date: Option<Day>,
}

pub fn open_items(context: &Context<'_>, r: &Reader<'_>, input: OpenItems) -> Result<Vec<OpenItem>> {
    demand_view(context, input.business)?;
    settlement::outstanding_of(r, input.party_id, &input.business.open_controls())
}

pub fn available_discounts(
    context: &Context<'_>,
    r: &Reader<'_>,
    input: DiscountsOn,
) -> Result<Vec<AvailableDiscount>> {
    demand_view(context, input.business)?;
    let [control, _] = input.business.controls();
    documents::available_discounts(r, input.party_id, control, input.date.unwrap_or(context.today))
}

pub fn propose(context: &Context<'_>, r: &Reader<'_>, input: ProposeInput) -> Result<SettlementProposal> {
    demand_view(context, input.business)?;
    let currency = match input.currency {
        Some(currency) => currency,
        None => book(r)?.currency,
    };
    let date = input.date.unwrap_or(context.today);
    let amount = Money::parse(&input.amount.to_string(), currency)?;
    let [control, _] = input.business.controls();
    let debts: Vec<Debt<OpenItemId>> = settlement::open_amounts(r, input.party_id, control)?
        .into_iter()
        .filter(|item| item.date <= date && item.remaining.currency() == currency)
        .map(|item| Debt {
            key: item.item_id,
            open_minor: item.remaining.minor(),
            due_on: item.due_on,
            burden: rust_decimal::Decimal::ZERO,
        })
        .collect();
    let corrected = input.credit_item_id.map(|id| documents::corrected_items(r, id)).transpose()?;
    let named = corrected.unwrap_or_default();
    // Where no debt is exactly the amount, one may be with the discount for paying early.
    let is_exact = debts.iter().any(|debt| debt.open_minor == amount.minor());
    if input.rule == Rule::ExactThenOldest && !is_exact && input.credit_item_id.is_none() {
        let early = documents::settled_early(r, input.party_id, control, amount, date)?;
        if let Some(ShareInput { item_id, discount: Some(off), .. }) = early {
            let discount = Some(Money::parse(&off.to_string(), currency)?);
            let shares = vec![ProposedShare { item_id, amount, discount }];
            return Ok(SettlementProposal { shares, advance: Money::zero(currency) });
        }
    }
    let proposal = settlement::propose(amount.minor(), &debts, &named, input.rule, date)?;
    let share = |(item_id, minor)| ProposedShare {
        item_id,
        amount: Money::from_minor(minor, currency),
        discount: None,
    };
    Ok(SettlementProposal {
        shares: proposal.applied.into_iter().map(share).collect(),
        advance: Money::from_minor(proposal.advance_minor, currency),
    })
}

pub fn apply(_: &Context<'_>, w: &Writer<'_>, input: ApplyInput) -> Result<Applied> {
    settlement::apply(w, &input)
}

pub fn take_back(context: &Context<'_>, w: &Writer<'_>, input: TakeBack) -> Result<Applied> {
    settlement::take_back(w, input.seq, input.date.unwrap_or(context.today))
}
