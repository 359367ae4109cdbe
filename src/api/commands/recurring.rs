//! Recurring documents. A template asks for the right that issuing its kind asks for; one that settles by itself, for
//! that of settling too.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Nothing;
use super::documents::may_see;
use crate::access::Right;
use crate::api::{Context, Job};
use crate::calendar::Day;
use crate::documents::DocumentKind;
use crate::error::Result;
use crate::recurring::{
    self, CreditRule, Due, MadeDocument, PlaceholderName, Recurring, RecurringList, RecurringRow,
    SaveRecurring, Upcoming, UpcomingInput,
};
use crate::runs::{self, BillingRun};
use crate::store::{Reader, RecurringId, Writer};

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct RecurringKey {
    pub id: RecurringId,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ResumeRecurring {
    pub id: RecurringId,
    /// What lies before it and was not made is left out; today where absent.
    #[serde(default)]
    pub from: Option<Day>,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct SkipOccurrence {
    pub id: RecurringId,
    /// A day of the schedule.
    pub day: Day,
    pub skipped: bool,
}

/// What is due up to a day.
#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct DueDocuments {
    /// Of one template; of all where absent.
    #[serde(default)]
    pub id: Option<RecurringId>,
    /// Today where absent.
    #[serde(default)]
    pub up_to: Option<Day>,
}

pub fn list(context: &Context<'_>, r: &Reader<'_>, input: RecurringList) -> Result<Vec<RecurringRow>> {
    recurring::list(r, &visible(context, input)?, context.today)
}

pub fn get(context: &Context<'_>, r: &Reader<'_>, input: RecurringKey) -> Result<Recurring> {
    let found = recurring::get(r, input.id)?;
    demand_view(context, found.fields.kind())?;
    Ok(found)
}

pub fn save(context: &Context<'_>, w: &Writer<'_>, input: SaveRecurring) -> Result<Recurring> {
    context.demand(input.fields.kind().right())?;
    let before = match input.id {
        Some(id) => recurring::get(w, id)?.fields.credits,
        None => CreditRule::None,
    };
    if input.fields.credits != before {
        context.demand(Right::Keep)?;
    }
    recurring::save(w, &input)
}

pub fn pause(context: &Context<'_>, w: &Writer<'_>, input: RecurringKey) -> Result<Recurring> {
    demand_issue(context, w, input.id)?;
    recurring::pause(w, input.id)
}

pub fn resume(context: &Context<'_>, w: &Writer<'_>, input: ResumeRecurring) -> Result<Recurring> {
    demand_issue(context, w, input.id)?;
    recurring::resume(w, input.id, input.from.unwrap_or(context.today))
}

pub fn end(context: &Context<'_>, w: &Writer<'_>, input: RecurringKey) -> Result<Recurring> {
    demand_issue(context, w, input.id)?;
    recurring::end(w, input.id)
}

pub fn skip(context: &Context<'_>, w: &Writer<'_>, input: SkipOccurrence) -> Result<Recurring> {
    demand_issue(context, w, input.id)?;
    recurring::skip(w, input.id, input.day, input.skipped)
}

pub fn upcoming(context: &Context<'_>, r: &Reader<'_>, input: UpcomingInput) -> Result<Vec<Upcoming>> {
    demand_view(context, input.fields.kind())?;
    recurring::upcoming(r, &input)
}

pub fn placeholders(context: &Context<'_>, _: &Reader<'_>, _: Nothing) -> Result<Vec<PlaceholderName>> {
    Ok(recurring::placeholder_names(context.language))
}

pub fn due(context: &Context<'_>, r: &Reader<'_>, input: DueDocuments) -> Result<Vec<Due>> {
    let due = recurring::due(r, input.id, input.up_to.unwrap_or(context.today))?;
    Ok(due.into_iter().filter(|due| may_see(context, due.kind)).collect())
}

pub fn made(context: &Context<'_>, r: &Reader<'_>, input: RecurringKey) -> Result<Vec<MadeDocument>> {
    demand_view(context, recurring::get(r, input.id)?.fields.kind())?;
    recurring::made(r, input.id, context.today)
}

/// Makes what is due of the kinds that the caller may issue.
pub fn make_due(context: &Context<'_>, job: &Job<'_>, input: DueDocuments) -> Result<BillingRun> {
    if let Some(id) = input.id {
        job.read(|r| demand_issue(context, r, id))?;
    }
    let mut due = job.read(|r| recurring::due(r, input.id, input.up_to.unwrap_or(context.today)))?;
    due.retain(|due| context.actor.role.allows(due.kind.right()));
    let progress = |done, total| context.progress("recurring", done, total);
    runs::make_due(&due, progress, |due| job.write(|w| recurring::make(w, due, context.today)))
}

/// The list without the kinds the caller may not see; refused where it asks for no others.
pub fn visible(context: &Context<'_>, input: RecurringList) -> Result<RecurringList> {
    match input.kind {
        Some(kind) => demand_view(context, kind).map(|()| input),
        None if may_see(context, DocumentKind::Bill) => Ok(input),
        None => Ok(RecurringList { kind: Some(DocumentKind::Invoice), ..input }),
    }
}

fn demand_issue(context: &Context<'_>, r: &Reader<'_>, id: RecurringId) -> Result<()> {
    context.demand(recurring::get(r, id)?.fields.kind().right())
}

fn demand_view(context: &Context<'_>, kind: DocumentKind) -> Result<()> {
    context.demand(if kind.is_sales() { Right::ViewSales } else { Right::ViewBooks })
}
