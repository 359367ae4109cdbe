//! Payment runs: bills chosen, listed for signing and paid together.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::papers::{Printed, printed};
use crate::api::Context;
use crate::documents::{self, Desk, DueBill, DueBills, PaidRun, PaymentRun, RunPlan};
use crate::error::Result;
use crate::language::Language;
use crate::reports::render;
use crate::runs;
use crate::store::{Reader, Writer};

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct PrintPaymentRun {
    pub run: PaymentRun,
    /// The user's where absent.
    pub language: Option<Language>,
}

pub fn due(context: &Context<'_>, r: &Reader<'_>, input: DueBills) -> Result<Vec<DueBill>> {
    documents::due_bills(r, &input, context.today)
}

pub fn plan(context: &Context<'_>, r: &Reader<'_>, run: PaymentRun) -> Result<RunPlan> {
    documents::plan_run(&Desk::new(r)?, &run, context.today)
}

pub fn pdf(context: &Context<'_>, r: &Reader<'_>, input: PrintPaymentRun) -> Result<Printed> {
    let language = input.language.unwrap_or(context.language);
    let plan = plan(context, r, input.run)?;
    let paper = runs::payment_list(r, &plan, language)?;
    let name = format!("{} {}", render::word(language, "report.payment_list"), plan.date);
    Ok(printed(context, paper, &name))
}

pub fn pay(context: &Context<'_>, w: &Writer<'_>, run: PaymentRun) -> Result<PaidRun> {
    documents::refuse_unapproved(w, false)?;
    documents::pay_run(w, &run, context.today)
}
