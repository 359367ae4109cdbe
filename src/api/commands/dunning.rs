//! Reminders: the next run, runs, letters, holds, calls, limitation periods. Who keeps the books sends; who grants credit approves.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Nothing;
use super::parties::PartyKey;
use crate::api::{Context, Job};
use crate::dunning::{
    self, AssignDunning, CallList, DecideDunning, DunningHold, DunningPlan, DunningPolicy, DunningPolicyRow,
    DunningRun, LimitationList, LimitationRow, PlanDunning, RecordLimitation, RunLetter, SetDunningHold,
    StartDunning,
};
use crate::error::Result;
use crate::runs;
use crate::store::{Reader, Seq, Writer};

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct DunningRunKey {
    pub run: Seq,
}

/// Which letters go out: all of the run that are ready, or some.
#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct CarryOutDunning {
    pub run: Seq,
    #[serde(default)]
    pub lines: Option<Vec<u32>>,
}

pub fn plan(context: &Context<'_>, r: &Reader<'_>, input: PlanDunning) -> Result<DunningPlan> {
    dunning::plan(r, &input, context.today)
}

pub fn start(context: &Context<'_>, w: &Writer<'_>, input: StartDunning) -> Result<DunningRun> {
    dunning::start(w, &input, context.today)
}

pub fn decide(context: &Context<'_>, w: &Writer<'_>, input: DecideDunning) -> Result<RunLetter> {
    dunning::decide(w, &input, context.today)
}

pub fn carry_out(context: &Context<'_>, job: &Job<'_>, input: CarryOutDunning) -> Result<Vec<RunLetter>> {
    let ready = job.read(|r| runs::ready_letters(r, input.run, input.lines.as_deref()))?;
    let total = u64::try_from(ready.len()).unwrap_or_default();
    for (done, line) in (0_u64..).zip(&ready) {
        context.progress("dunning_letters", done, total);
        job.write(|w| runs::send_letter(w, input.run, *line, context.today))?;
    }
    job.read(|r| dunning::letters(r, input.run))
}

pub fn runs_of(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Vec<DunningRun>> {
    dunning::runs(r)
}

pub fn letters(_: &Context<'_>, r: &Reader<'_>, input: DunningRunKey) -> Result<Vec<RunLetter>> {
    dunning::letters(r, input.run)
}

pub fn letters_to(_: &Context<'_>, r: &Reader<'_>, input: PartyKey) -> Result<Vec<RunLetter>> {
    dunning::letters_to(r, input.id)
}

pub fn calls(context: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<CallList> {
    dunning::call_list(r, context.today)
}

pub fn holds(context: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Vec<DunningHold>> {
    dunning::holds(r, context.today)
}

pub fn set_hold(context: &Context<'_>, w: &Writer<'_>, input: SetDunningHold) -> Result<DunningHold> {
    dunning::set_hold(w, &input, context.today)
}

pub fn policies(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Vec<DunningPolicyRow>> {
    dunning::policies(r)
}

pub fn save_policy(_: &Context<'_>, w: &Writer<'_>, input: DunningPolicy) -> Result<DunningPolicy> {
    dunning::save_policy(w, &input)
}

pub fn assign(_: &Context<'_>, w: &Writer<'_>, input: AssignDunning) -> Result<Vec<DunningPolicyRow>> {
    dunning::assign(w, &input)?;
    dunning::policies(w)
}

pub fn limitation(
    context: &Context<'_>,
    r: &Reader<'_>,
    input: LimitationList,
) -> Result<Vec<LimitationRow>> {
    dunning::limitation(r, &input, context.today)
}

pub fn record_limitation(
    context: &Context<'_>,
    w: &Writer<'_>,
    input: RecordLimitation,
) -> Result<Vec<LimitationRow>> {
    dunning::record_limitation(w, &input, context.today)
}
