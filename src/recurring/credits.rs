//! Credits applied by rule: what a party has paid or was credited ahead settles its new document at once.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::Result;
use crate::ledger::Control;
use crate::money::{Figure, Money};
use crate::settlement::{self, ApplyInput, OpenItem, ShareInput, items_of_document, outstanding_of};
use crate::store::{DocumentId, Writer};

/// What is applied to a document as soon as it is issued.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CreditRule {
    #[default]
    None,
    /// 预收账款, or 预付账款 of a supplier.
    Advances,
    CreditNotes,
    Both,
}

impl CreditRule {
    /// Whether the rule takes a credit of that kind.
    fn takes(self, is_advance: bool) -> bool {
        match self {
            CreditRule::None => false,
            CreditRule::Advances => is_advance,
            CreditRule::CreditNotes => !is_advance,
            CreditRule::Both => true,
        }
    }
}

/// Settles what a document opened with the party's credits that the rule takes: those of its currency that there were
/// on its day, the oldest first against what is due first, each by an act of its own dated by the document. Returns what
/// was applied in all.
///
/// # Errors
/// Whatever `settlement::apply` refuses.
pub(super) fn apply(w: &Writer<'_>, rule: CreditRule, document: DocumentId) -> Result<Option<Money>> {
    let mut debts: Vec<OpenItem> = items_of_document(w, document)?.into_iter().filter(is_debt).collect();
    let Some(first) = debts.first() else { return Ok(None) };
    let (date, currency) = (first.date, first.remaining.currency());
    let mut applied = Money::zero(currency);
    for credit in credits_for(w, rule, first)? {
        let mut left = Money::from_minor(credit.remaining.minor().abs(), currency);
        let mut shares = Vec::new();
        for debt in &mut debts {
            let minor = debt.remaining.minor().min(left.minor());
            if minor > 0 {
                let amount = Money::from_minor(minor, currency);
                debt.remaining = debt.remaining.checked_sub(amount)?;
                left = left.checked_sub(amount)?;
                applied = applied.checked_add(amount)?;
                shares.push(ShareInput::new(debt.id, Figure(amount.to_decimal())));
            }
        }
        if shares.is_empty() {
            break;
        }
        settlement::apply(w, &ApplyInput { credit_item_id: credit.id, date, shares })?;
    }
    Ok(Some(applied))
}

fn is_debt(item: &OpenItem) -> bool {
    matches!(item.control, Control::Receivable | Control::Payable) && item.remaining.minor() > 0
}

/// The credits that may settle a debt, by day.
fn credits_for(w: &Writer<'_>, rule: CreditRule, debt: &OpenItem) -> Result<Vec<OpenItem>> {
    let advance = match debt.control {
        Control::Payable => Control::SupplierPrepayment,
        _ => Control::CustomerAdvance,
    };
    let fits = |item: &OpenItem| {
        let is_advance = item.control == advance;
        let is_credit = if is_advance { item.remaining.minor() > 0 } else { item.remaining.minor() < 0 };
        let is_reached = is_advance || item.account_id == debt.account_id;
        let is_then = item.date <= debt.date && item.remaining.currency() == debt.remaining.currency();
        rule.takes(is_advance) && is_credit && is_reached && is_then
    };
    let mut credits = outstanding_of(w, debt.party_id, &[debt.control, advance])?;
    credits.retain(fits);
    credits.sort_by_key(|item| (item.date, item.id));
    Ok(credits)
}
