//! What a stage asks for before one enters or leaves it, and whether an opportunity has it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::opportunity::Opportunity;
use super::quote;
use super::stage::Stage;
use crate::error::Result;
use crate::store::Reader;

/// A fact of an opportunity; which is missing is told by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "StageCondition")]
#[schemars(rename = "StageCondition")]
pub enum Condition {
    /// The amount is above nought.
    AmountSet,
    /// What is offered is listed, item by item.
    ItemsListed,
    /// Whom one talks to is named.
    ContactNamed,
    /// What comes next is said, and when.
    NextStepSet,
    /// The day on which it is expected to close.
    CloseExpected,
    /// A quote was issued that names the opportunity, and was not voided.
    QuoteIssued,
    /// Every task of the stage it stands in is done.
    TasksDone,
}

impl Condition {
    pub fn as_str(self) -> &'static str {
        match self {
            Condition::AmountSet => "amount_set",
            Condition::ItemsListed => "items_listed",
            Condition::ContactNamed => "contact_named",
            Condition::NextStepSet => "next_step_set",
            Condition::CloseExpected => "close_expected",
            Condition::QuoteIssued => "quote_issued",
            Condition::TasksDone => "tasks_done",
        }
    }

    fn holds(self, r: &Reader<'_>, of: &Opportunity) -> Result<bool> {
        let fields = &of.fields;
        Ok(match self {
            Condition::AmountSet => of.amount.minor() > 0,
            Condition::ItemsListed => !fields.items.is_empty(),
            Condition::ContactNamed => !fields.contact.is_empty(),
            Condition::NextStepSet => !fields.next_step.is_empty() && fields.next_step_on.is_some(),
            Condition::CloseExpected => fields.expected_close_on.is_some(),
            Condition::QuoteIssued => quote::issued(r, of.id)?,
            Condition::TasksDone => of.tasks.iter().all(|task| task.done),
        })
    }
}

/// What an opportunity lacks to go from the stage it stands in to another: what its stage asks of those who go on, and
/// what the other asks of those who come. Losing it and going back ask for nothing here.
pub(super) fn missing(
    r: &Reader<'_>,
    of: &Opportunity,
    from: &Stage,
    to: &Stage,
    onward: bool,
) -> Result<Vec<Condition>> {
    let asked = match onward {
        true => from.exit.iter().chain(&to.entry).copied().collect(),
        false => Vec::new(),
    };
    let mut missing: Vec<Condition> = Vec::new();
    for condition in asked {
        if !missing.contains(&condition) && !condition.holds(r, of)? {
            missing.push(condition);
        }
    }
    Ok(missing)
}
