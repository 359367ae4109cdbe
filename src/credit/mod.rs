//! 信用: who may owe how much. Grades and limits as pure rules, and what is agreed, overruled, released and known of a customer.
//!
//! The rules are arithmetic on arguments: [`late_index`], [`points_at`], [`EvidenceRule::shrunk`], [`reviewed`],
//! [`suggested_limit`], [`hold`]. Their numbers are a [`CreditPolicy`], every version of which is a posted row. So is all that
//! is said of a customer: [`set_limit`], [`overrule`], [`record_fact`], [`assess`], [`release`]; of several rows the last that counts on a
//! day holds, and its text stands in the trail too. [`clearance`] is what issuing asks for; the grades of a review are kept by
//! [`keep_review`] and computed upstairs, in `grading`.

mod agreed;
mod assessed;
mod control;
mod curve;
mod exposure;
mod grade;
mod hold;
mod known;
mod lateness;
mod limit;
mod overrule;
mod paydex;
mod policy;
mod release;
mod review;
mod scorecard;

pub use agreed::{AgreedLimit, SetCreditLimit, limit_history, limit_on, limits, set_limit};
pub use assessed::{AssessCredit, CreditAssessment, FiveC, assess, assessments};
pub use control::{
    CheckBody, Checked, Clearance, CreditCheck, CreditCheckRow, Stops, check_of, checks, clearance,
    grade_in_force,
};
pub use curve::{Knot, next_better, points_at};
pub use exposure::{CreditExposure, exposure, exposures};
pub use grade::{Grade, GradeRule, KnockOut, Standing, reviewed, step};
pub use hold::{ExposureParts, Hold, HoldFacts, HoldLevel, HoldReason, HoldRule, hold, hold_beside_amount};
pub use known::{CreditFact, CreditFactKind, RecordCreditFact, facts_known, record_fact};
pub use lateness::{LateRule, Lateness};
pub use limit::{ByGrade, LimitRule, Need, SuggestedLimit, suggested_limit};
pub use overrule::{CreditOverride, OverrideCredit, in_force, override_on, overrides, overrule};
pub use paydex::{Paid, late_index, late_score, shown_index};
pub use policy::{CreditPolicy, credit_policy, save_credit_policy};
pub use release::{CreditRelease, ReleaseCredit, release, releases, usable_release};
pub use review::{
    CreditReviewRow, CreditReviewRun, KnockOutKind, Review, history, keep_review, last_review, review_faults,
    review_runs, standings,
};
pub use scorecard::{EvidenceRule, Factor, FactorRule, raw_score, square_root};
