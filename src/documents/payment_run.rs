//! Payment runs: the bills that are due, chosen and paid together.
//!
//! A run is one payment for each supplier and currency, settling exactly the bills that were chosen, and all of them are
//! posted or none. What would be posted is planned by the same function that posts it ([`plan_run`]), so the list that
//! is signed and the entries agree.

use std::collections::BTreeSet;

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::desk::Desk;
use super::early::{AvailableDiscount, available_discounts};
use super::fields::{CashFields, DocumentFields, Origin};
use super::issue::{Issued, issue_at};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::Control;
use crate::money::{Currency, Figure, Money};
use crate::parties::BankAccount;
use crate::settlement::{Rule, ShareInput, item};
use crate::store::{DocumentId, OpenItemId, PartyId, Reader, Writer};

/// Bills that a run shows at most.
const BILLS_MAX: usize = 2_000;

/// Which bills could be paid.
#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct DueBills {
    /// Due then or before.
    pub due_to: Day,
    pub currency: Option<Currency>,
    pub party_id: Option<PartyId>,
    /// The day they would be paid; today where absent.
    pub date: Option<Day>,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct DueBill {
    pub item_id: OpenItemId,
    pub party_id: PartyId,
    pub party_code: String,
    pub party_name: String,
    pub document_id: Option<DocumentId>,
    pub number: Option<String>,
    /// The number the supplier gave it.
    pub supplier_number: Option<String>,
    pub date: Day,
    pub due_on: Day,
    pub remaining: Money,
    /// Credits and prepayments of the supplier that could be applied instead.
    pub credit: Money,
    /// What may be taken off for paying it that day.
    pub discount: Option<AvailableDiscount>,
}

/// What is paid, from which account.
#[derive(Debug, Clone, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct PaymentRun {
    /// Today where absent.
    pub date: Option<Day>,
    /// Code of the bank or cash account; the chart's bank where absent.
    pub account: Option<String>,
    #[serde(default)]
    pub reference: String,
    /// The bills, each with what is paid of it and what is taken off for paying early.
    pub bills: Vec<ShareInput>,
}

/// The payments a run makes.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct RunPlan {
    pub date: Day,
    pub account: String,
    pub payments: Vec<PlannedPayment>,
    /// By currency.
    pub totals: Vec<Money>,
}

/// One supplier's payment in one currency.
#[derive(Debug, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct PlannedPayment {
    pub party_id: PartyId,
    pub party_name: String,
    /// Where the money goes: the supplier's first bank account.
    pub bank: Option<BankAccount>,
    pub amount: Money,
    pub bills: Vec<PlannedBill>,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct PlannedBill {
    pub item_id: OpenItemId,
    pub number: String,
    pub due_on: Day,
    pub remaining: Money,
    pub discount: Money,
    pub amount: Money,
}

/// What a run has posted.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct PaidRun {
    pub payments: Vec<Issued>,
    pub totals: Vec<Money>,
}

/// The bills due by a day, by currency and supplier.
pub fn due_bills(r: &Reader<'_>, input: &DueBills, today: Day) -> Result<Vec<DueBill>> {
    let mut bills = r.rows(
        include_str!("due_bills.sql"),
        named_params! {":due_to": input.due_to, ":currency": input.currency, ":party": input.party_id,
        ":limit": BILLS_MAX as i64},
        |row| {
            let currency = row.get("currency")?;
            Ok(DueBill {
                item_id: row.get("item_id")?,
                party_id: row.get("party_id")?,
                party_code: row.get("party_code")?,
                party_name: row.get("party_name")?,
                document_id: row.get("document_seq")?,
                number: row.get("number")?,
                supplier_number: row.get("supplier_number")?,
                date: row.get("date")?,
                due_on: row.get("due_on")?,
                remaining: Money::from_minor(row.get("remaining_minor")?, currency),
                credit: Money::from_minor(row.get("credit_minor")?, currency),
                discount: None,
            })
        },
    )?;
    let day = input.date.unwrap_or(today);
    let parties: BTreeSet<PartyId> = bills.iter().map(|bill| bill.party_id).collect();
    for party in parties {
        for available in available_discounts(r, party, Control::Payable, day)? {
            if let Some(bill) = bills.iter_mut().find(|bill| bill.item_id == available.item_id) {
                bill.discount = Some(available);
            }
        }
    }
    Ok(bills)
}

/// What a run would pay: one payment for each supplier and currency, in the order of the bills.
///
/// # Errors
/// `field_missing` without bills; `field_invalid` for a bill named twice, or something that is no bill;
/// `over_allocation` for more than is open.
pub fn plan_run(desk: &Desk<'_, '_>, run: &PaymentRun, today: Day) -> Result<RunPlan> {
    if run.bills.is_empty() {
        return Err(Error::FieldMissing { field: "bills".into() });
    }
    let refuse = |id: OpenItemId| Error::FieldInvalid { field: "bills".into(), value: id.to_string() };
    let mut seen = BTreeSet::new();
    let mut payments: Vec<PlannedPayment> = Vec::new();
    let mut totals: Vec<Money> = Vec::new();
    for share in &run.bills {
        let bill = item(desk.reader(), share.item_id)?;
        if bill.control != Control::Payable || bill.amount.minor() < 0 || !seen.insert(share.item_id) {
            return Err(refuse(share.item_id));
        }
        let currency = bill.remaining.currency();
        let read = |figure: Figure| Money::parse(&figure.to_string(), currency);
        let (amount, discount) = (read(share.amount)?, read(share.discount.unwrap_or(Figure::ZERO))?);
        let settled = amount.checked_add(discount)?;
        if amount.minor() <= 0 || discount.minor() < 0 {
            return Err(refuse(share.item_id));
        }
        if settled.minor() > bill.remaining.minor() {
            return Err(bill.over_allocated(settled));
        }
        let planned = PlannedBill {
            item_id: bill.id,
            number: bill.name(),
            due_on: bill.due_on,
            remaining: bill.remaining,
            discount,
            amount,
        };
        let same = |payment: &&mut PlannedPayment| {
            payment.party_id == bill.party_id && payment.amount.currency() == currency
        };
        match payments.iter_mut().find(same) {
            Some(payment) => {
                payment.amount = payment.amount.checked_add(amount)?;
                payment.bills.push(planned);
            }
            None => {
                let fields = &desk.party(bill.party_id)?.fields;
                payments.push(PlannedPayment {
                    party_id: bill.party_id,
                    party_name: fields.name.clone(),
                    bank: fields.banks.first().cloned(),
                    amount,
                    bills: vec![planned],
                });
            }
        }
        match totals.iter_mut().find(|total| total.currency() == currency) {
            Some(total) => *total = total.checked_add(amount)?,
            None => totals.push(amount),
        }
    }
    let account = match run.account.as_deref().filter(|code| !code.is_empty()) {
        Some(code) => desk.account(code)?,
        None => desk.role(crate::ledger::AccountRole::Bank)?,
    };
    Ok(RunPlan { date: run.date.unwrap_or(today), account: account.code.clone(), payments, totals })
}

/// Posts a run's payments.
///
/// # Errors
/// Whatever [`plan_run`] and issuing a payment refuse; the caller's transaction then holds none of them.
pub fn pay_run(w: &Writer<'_>, run: &PaymentRun, today: Day) -> Result<PaidRun> {
    let desk = Desk::new(w)?;
    let plan = plan_run(&desk, run, today)?;
    let mut payments = Vec::with_capacity(plan.payments.len());
    for payment in &plan.payments {
        let shares = payment.bills.iter().map(|bill| ShareInput {
            item_id: bill.item_id,
            amount: Figure(bill.amount.to_decimal()),
            discount: (!bill.discount.is_zero()).then(|| Figure(bill.discount.to_decimal())),
        });
        let fields = CashFields {
            party_id: Some(payment.party_id),
            date: Some(plan.date),
            amount: Figure(payment.amount.to_decimal()),
            currency: Some(payment.amount.currency()),
            account: Some(plan.account.clone()),
            reference: run.reference.clone(),
            shares: shares.collect(),
            rule: Rule::Chosen,
            ..CashFields::default()
        };
        payments.push(issue_at(&desk, w, &DocumentFields::Payment(fields), Origin::Ours, today)?);
    }
    Ok(PaidRun { payments, totals: plan.totals })
}
