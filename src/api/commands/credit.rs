//! Credit: grades, limits, what overrules them, reviews, control.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Nothing;
use super::documents::DocumentInput;
use super::parties::PartyKey;
use crate::api::{Context, Job};
use crate::audit;
use crate::calendar::parse_instant;
use crate::cash::{self, LateRisk, LateRiskInput};
use crate::classes::AsOf;
use crate::credit::{
    self, AgreedLimit, AssessCredit, CreditAssessment, CreditCheckRow, CreditExposure, CreditFact,
    CreditOverride, CreditPolicy, CreditRelease, CreditReviewRow, CreditReviewRun, OverrideCredit,
    RecordCreditFact, ReleaseCredit, SetCreditLimit,
};
use crate::error::Result;
use crate::grading::{
    self, CreditCard, CreditCardInput, CreditList, CreditPreview, CreditRow, ReviewCredit, Reviewed,
};
use crate::store::{PartyId, Reader, Seq, Writer};

/// Of which customer; of all where absent.
#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct CreditJournal {
    #[serde(default)]
    pub party_id: Option<PartyId>,
}

/// What a customer was graded, agreed and given, each the latest first.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct CreditHistory {
    pub reviews: Vec<CreditReviewRow>,
    pub limits: Vec<AgreedLimit>,
    pub overrides: Vec<CreditOverride>,
}

/// How many reviews and checks are shown: five years of months, and the last documents.
const SHOWN: u32 = 60;

pub fn card(context: &Context<'_>, r: &Reader<'_>, input: CreditCardInput) -> Result<CreditCard> {
    let known = match &input.known_at {
        Some(text) => audit::known_at(r, parse_instant(text)?)?,
        None => Seq::LATEST,
    };
    let as_of = AsOf { day: input.as_of.unwrap_or(context.today), known };
    grading::card(r, input.party_id, as_of, context.today)
}

pub fn list(context: &Context<'_>, r: &Reader<'_>, input: CreditList) -> Result<Vec<CreditRow>> {
    grading::credit_list(r, &input, context.today)
}

pub fn review(context: &Context<'_>, job: &Job<'_>, input: ReviewCredit) -> Result<Reviewed> {
    let day = grading::review_day(&input, context.today)?;
    let progress = |done, total| {
        context.progress("credit_review", done, total);
        context.refuse_cancelled()
    };
    let rows = job.read(|r| grading::review(r, day, &progress))?;
    match input.keep {
        false => job.read(|r| grading::compare(r, day, &rows, None)),
        true => job.write(|w| {
            let seq = credit::keep_review(w, day, &rows)?;
            grading::compare(w, day, &rows, Some(seq))
        }),
    }
}

/// # Errors
/// `field_invalid` for more than a year.
pub fn risk(context: &Context<'_>, job: &Job<'_>, input: LateRiskInput) -> Result<LateRisk> {
    job.read(|r| cash::late_risk(r, &input, context.today))
}

pub fn reviews(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Vec<CreditReviewRun>> {
    credit::review_runs(r)
}

pub fn history(context: &Context<'_>, r: &Reader<'_>, input: PartyKey) -> Result<CreditHistory> {
    Ok(CreditHistory {
        reviews: credit::history(r, input.id, context.today, Seq::LATEST, SHOWN)?,
        limits: credit::limit_history(r, input.id)?,
        overrides: credit::overrides(r, (input.id, input.id), Seq::LATEST)?,
    })
}

pub fn set_limit(context: &Context<'_>, w: &Writer<'_>, input: SetCreditLimit) -> Result<AgreedLimit> {
    credit::set_limit(w, &input, context.today)
}

pub fn overrule(context: &Context<'_>, w: &Writer<'_>, input: OverrideCredit) -> Result<CreditOverride> {
    credit::overrule(w, &input, context.today)
}

pub fn record_fact(context: &Context<'_>, w: &Writer<'_>, input: RecordCreditFact) -> Result<CreditFact> {
    credit::record_fact(w, &input, context.today)
}

pub fn assess(context: &Context<'_>, w: &Writer<'_>, input: AssessCredit) -> Result<CreditAssessment> {
    credit::assess(w, &input, context.today)
}

pub fn exposure(context: &Context<'_>, r: &Reader<'_>, input: PartyKey) -> Result<CreditExposure> {
    credit::exposure(r, input.id, context.today)
}

pub fn check(context: &Context<'_>, r: &Reader<'_>, input: DocumentInput) -> Result<Option<CreditPreview>> {
    grading::preview(r, &input.fields, context.today)
}

pub fn release(context: &Context<'_>, w: &Writer<'_>, input: ReleaseCredit) -> Result<CreditRelease> {
    credit::release(w, &input, context.today)
}

pub fn releases(_: &Context<'_>, r: &Reader<'_>, input: CreditJournal) -> Result<Vec<CreditRelease>> {
    credit::releases(r, input.party_id)
}

pub fn checks(_: &Context<'_>, r: &Reader<'_>, input: CreditJournal) -> Result<Vec<CreditCheckRow>> {
    credit::checks(r, input.party_id, SHOWN)
}

pub fn policy(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<CreditPolicy> {
    credit::credit_policy(r, Seq::LATEST)
}

pub fn save_policy(_: &Context<'_>, w: &Writer<'_>, input: CreditPolicy) -> Result<CreditPolicy> {
    credit::save_credit_policy(w, &input)
}
