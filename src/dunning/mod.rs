//! 催收: who is reminded on which day at which level, runs with their letters, whom to call, and until when debts can be claimed.
//!
//! The days are arithmetic ([`next_stage`], the vectors `dunning`). A [`plan`] shows the next run and writes nothing; [`start`] keeps it,
//! [`decide`] approves what needs it, and a letter goes out as it stands on its day ([`outgoing`], [`keep_outgoing`]): what was paid,
//! promised or disputed since is no longer in it. Fees and late interest are claims in a letter; nothing is posted here. Rows are
//! never changed, and their text stands in the trail too.

mod calls;
mod facts;
mod fees;
mod hold;
mod letter;
mod limitation;
mod plan;
mod policy;
mod rule;
mod run;

pub use calls::{CallList, CallRow, LastWord, call_list};
pub use fees::{ReminderFee, reminder_fees};
pub use hold::{DunningHold, SetDunningHold, holds, set_hold};
pub use letter::{DunningItem, DunningLetter};
pub use limitation::{
    LimitationCause, LimitationList, LimitationRow, RecordLimitation, limitation, record_limitation,
};
pub use plan::{DunningPlan, PlanDunning, Skipped, SkippedParty, amount_in_prose, plan};
pub use policy::{
    AssignDunning, DunningChannel, DunningLevel, DunningPolicy, DunningPolicyRow, DunningTone, assign,
    policies, save_policy,
};
pub use rule::{DunningRule, ItemFacts, PromiseFact, Stage, StepSent, next_stage};
pub use run::{
    DecideDunning, DunningRun, LetterState, LowerLevel, Outgoing, RunLetter, StartDunning, decide,
    keep_outgoing, letter, letters, letters_to, outgoing, runs, start,
};
