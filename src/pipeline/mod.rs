//! The way from a first contact to a signed order (销售管道): leads, opportunities, the stages they pass, and what the work
//! brings.
//!
//! A [`Lead`] is who is not a customer yet; [`convert`] makes it a party and an opportunity in one act of business. An
//! [`Opportunity`] stands in one stage of one pipeline, in somebody's hands and until a day; each move, each new owner and
//! each new deadline is a row of its own, what is known of it a version, and neither is ever changed. A stage may ask for
//! facts before one enters or leaves it ([`Condition`]); a move that lacks them is refused by name. Pure first: [`measures`]
//! knows no book. Verbs: [`save_pipeline`], [`save`], [`move_to`], [`assign`], [`postpone`], [`do_task`], [`save_lead`],
//! [`convert`], [`dismiss`], [`save_targets`].

mod cards;
mod condition;
mod fields;
mod forecast;
mod lead;
mod lead_list;
mod learned;
mod list;
mod lost_reason;
pub mod measures;
mod moves;
mod opportunity;
mod past;
mod pipelines;
mod quote;
mod stage;
mod target;

pub use cards::{Board, BoardColumn, BoardInput, ColumnInput, CurrencySum, Ended, board, column};
pub use condition::Condition;
pub use fields::{NewOpportunity, OpportunityFields, OpportunityItem};
pub use forecast::{MonthForecast, forecasts};
pub use lead::{
    ConvertLead, Converted, DismissLead, Lead, LeadFields, LeadState, SaveLead, canonical_lead, convert,
    dismiss, lead, lead_history, reopen_lead, save_lead,
};
pub use lead_list::{LeadList, LeadRow, leads, leads_whole};
pub use learned::{LearnedStage, MINIMUM_ENTERED, learned};
pub use list::{
    Flag, OpportunityList, OpportunityRow, OpportunitySort, OpportunityTotals, list, list_totals, list_whole,
};
pub use lost_reason::{LostReason, SaveLostReason, lost_reasons, save_lost_reason};
pub use moves::{
    AssignOpportunities, DoTask, MoveOpportunity, PostponeOpportunity, assign, do_task, move_to, postpone,
};
pub use opportunity::{
    HistoryKind, HistoryRow, Opportunity, SaveOpportunity, StageTask, canonical_opportunity, change_party,
    create, get, history, save,
};
pub use past::{Past, Visit, past};
pub use pipelines::{
    MovedStage, Pipeline, SavePipeline, canonical_pipeline, pipeline, pipeline_at, pipelines, pipelines_at,
    save_pipeline, seed,
};
pub use quote::{documents_of, draft_quote};
pub use stage::{Ends, Stage, StageFields};
pub use target::{Owner, SaveTargets, Target, TargetList, owners, save_targets, targets, targets_at};

/// A word that was stored by this program and is no longer known to it.
fn unknown(column: &str, word: &str) -> rusqlite::Error {
    let reason = format!("{column}: {word}");
    rusqlite::Error::UserFunctionError(crate::error::Error::BookDamaged { reason }.into())
}
