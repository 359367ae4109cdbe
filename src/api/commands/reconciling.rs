//! 对账 with customers: runs, replies, lists compared, differences settled, balances confirmed.

use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Nothing;
use super::parties::PartyKey;
use crate::api::{Context, Job};
use crate::error::Result;
use crate::exchange::Inspection;
use crate::exchange::source::ReadOptions;
use crate::reconciling::{
    self, AnswerReconciliation, Comparison, ConfirmedBalance, ConfirmedBalances, ConfirmedRow,
    ReconciliationList, ReconciliationReply, ReconciliationRow, ReconciliationRun, ResolveFindings,
};
use crate::runs::{
    self, CompareList, MadeReconciliation, MakeReconciliation, PlannedLetter, ReconciliationPlan, Steps,
};
use crate::store::{Page, Reader, Seq, Writer};

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct ReconciliationKey {
    /// The letter, by its act.
    pub seq: Seq,
}

/// A letter with everything that came of it.
#[derive(Debug, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ReconciliationFile {
    pub letter: ReconciliationRow,
    /// The latest first.
    pub replies: Vec<ReconciliationReply>,
    /// The list that was compared last.
    pub comparison: Option<Comparison>,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct WriteLetters {
    /// The run, by its act.
    pub run: Seq,
    /// Where the PDFs go; made where it does not exist.
    pub folder: String,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct InspectList {
    /// The letter, by its act.
    pub seq: Seq,
    pub path: String,
    pub options: Option<ReadOptions>,
}

pub fn plan(context: &Context<'_>, r: &Reader<'_>, input: ReconciliationPlan) -> Result<Vec<PlannedLetter>> {
    runs::plan_reconciliation(r, &input, context.today)
}

pub fn make(context: &Context<'_>, job: &Job<'_>, input: MakeReconciliation) -> Result<MadeReconciliation> {
    with_steps(context, job, |steps| runs::make_reconciliation(steps, &input, context.today))
}

/// The names of the files.
pub fn write(context: &Context<'_>, job: &Job<'_>, input: WriteLetters) -> Result<Vec<String>> {
    with_steps(context, job, |steps| runs::write_letters(steps, input.run, &input.folder))
}

fn with_steps<T>(
    context: &Context<'_>,
    job: &Job<'_>,
    body: impl FnOnce(&Steps<'_>) -> Result<T>,
) -> Result<T> {
    body(&Steps {
        read: &|step| job.read(|r| step(r)),
        write: &|step| job.write(|w| step(w)),
        progress: &|step, done, total| {
            context.progress(step, done, total);
            context.refuse_cancelled()
        },
        language: context.language,
    })
}

pub fn runs(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Vec<ReconciliationRun>> {
    reconciling::runs(r)
}

pub fn list(_: &Context<'_>, r: &Reader<'_>, input: ReconciliationList) -> Result<Page<ReconciliationRow>> {
    reconciling::reconciliations(r, &input)
}

pub fn get(_: &Context<'_>, r: &Reader<'_>, input: ReconciliationKey) -> Result<ReconciliationFile> {
    Ok(ReconciliationFile {
        letter: reconciling::reconciliation(r, input.seq)?,
        replies: reconciling::replies(r, input.seq)?,
        comparison: reconciling::last_comparison(r, input.seq)?,
    })
}

pub fn reply(
    context: &Context<'_>,
    w: &Writer<'_>,
    input: AnswerReconciliation,
) -> Result<Vec<ReconciliationReply>> {
    reconciling::reply(w, &input, context.today)
}

pub fn inspect(_: &Context<'_>, r: &Reader<'_>, input: InspectList) -> Result<Inspection> {
    runs::inspect_list(r, input.seq, Path::new(&input.path), &input.options.unwrap_or_default())
}

pub fn compare(context: &Context<'_>, job: &Job<'_>, input: CompareList) -> Result<Comparison> {
    context.progress("comparing", 0, 0);
    job.write(|w| runs::compare_list(w, &input))
}

pub fn resolve(context: &Context<'_>, w: &Writer<'_>, input: ResolveFindings) -> Result<Comparison> {
    reconciling::resolve(w, &input, context.today)
}

pub fn confirmed(_: &Context<'_>, r: &Reader<'_>, input: ConfirmedBalances) -> Result<Page<ConfirmedRow>> {
    reconciling::confirmed(r, &input)
}

/// The last balance that a customer has confirmed.
pub fn last_confirmed(_: &Context<'_>, r: &Reader<'_>, input: PartyKey) -> Result<Option<ConfirmedBalance>> {
    reconciling::last_confirmed(r, input.id)
}
