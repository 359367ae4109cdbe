//! What has to be right before a month is closed.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::calendar::Month;
use crate::error::Result;
use crate::inspection;
use crate::ledger::{book, last_closed};
use crate::money::Money;
use crate::recurring;
use crate::store::Reader;
use crate::vat;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CheckState {
    Ok,
    /// Worth a look; closing goes on.
    Warning,
    /// Closing is refused and the folder is a draft.
    Failed,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
pub struct MonthCheck {
    /// A stable name: `drafts`, `voucher_numbers`, `control_accounts` …
    pub code: String,
    pub state: CheckState,
    #[ts(type = "number | null")]
    pub count: Option<i64>,
    pub amount: Option<Money>,
    /// What contradicts it: entries, documents, accounts.
    pub faults: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
pub struct Checklist {
    pub month: Month,
    pub closed: bool,
    /// No check failed.
    pub ready: bool,
    pub checks: Vec<MonthCheck>,
}

/// The inspection's checks that a month must pass.
const PROVEN: [&str; 6] = [
    "voucher_numbers",
    "document_numbers",
    "entries_balance",
    "control_accounts",
    "kept_balances",
    "documents_match_entries",
];

/// Looks at a month: drafts, numbering, receivable and payable against their control accounts, money that waits
/// unapplied, the trial balance, tax that was not transferred, recurring documents that were not made, what was open
/// before.
pub fn checklist(r: &Reader<'_>, month: Month) -> Result<Checklist> {
    let currency = book(r)?.currency;
    let closed = last_closed(r)?.is_some_and(|last| last >= month);
    let drafts: i64 = r.value(include_str!("drafts_until.sql"), named_params! {":last": month.last_day()})?;
    let mut checks = vec![counted("drafts", drafts, CheckState::Failed)];
    for name in PROVEN {
        let faults = inspection::faults(r, name)?;
        let state = if faults.is_empty() { CheckState::Ok } else { CheckState::Failed };
        checks.push(MonthCheck { code: name.into(), state, count: None, amount: None, faults });
    }
    let difference: i64 = r.value(include_str!("trial_balance.sql"), named_params! {":month": month})?;
    checks.push(amount("trial_balance", Money::from_minor(difference, currency), CheckState::Failed));
    for (code, role) in [("unapplied_receipts", "CUST_ADV"), ("unapplied_payments", "SUPP_PREP")] {
        let open: i64 =
            r.value(include_str!("role_balance.sql"), named_params! {":role": role, ":month": month})?;
        checks.push(amount(code, Money::from_minor(open, currency), CheckState::Warning));
    }
    let opening: i64 =
        r.value(include_str!("role_balance.sql"), named_params! {":role": "OPEN_EQ", ":month": month})?;
    checks.push(amount("opening_clearing", Money::from_minor(opening, currency), CheckState::Warning));
    if let Some(left) = vat::untransferred(r, month)? {
        checks.push(amount("vat_transfer", left, CheckState::Warning));
    }
    let unmade = recurring::due(r, None, month.last_day())?.len();
    if unmade > 0 {
        checks.push(counted("recurring", unmade as i64, CheckState::Warning));
    }
    let earlier: i64 = r.value(include_str!("open_months_before.sql"), named_params! {":month": month})?;
    checks.push(counted("earlier_months", earlier, CheckState::Warning));
    let ready = checks.iter().all(|check| check.state != CheckState::Failed);
    Ok(Checklist { month, closed, ready, checks })
}

fn counted(code: &str, count: i64, otherwise: CheckState) -> MonthCheck {
    let state = if count == 0 { CheckState::Ok } else { otherwise };
    MonthCheck { code: code.into(), state, count: Some(count), amount: None, faults: Vec::new() }
}

fn amount(code: &str, amount: Money, otherwise: CheckState) -> MonthCheck {
    let state = if amount.is_zero() { CheckState::Ok } else { otherwise };
    MonthCheck { code: code.into(), state, count: None, amount: Some(amount), faults: Vec::new() }
}
