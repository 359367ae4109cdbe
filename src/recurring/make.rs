//! Making one document of a template, once and only once.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::credits;
use super::due::{Due, dated, document_on, open_days, total_of};
use super::template::{Delivery, Recurring, RecurringState, get};
use crate::calendar::{Day, instant_text};
use crate::documents::{self, Issued, Origin, SaveDraft, refuse_unapproved};
use crate::error::Result;
use crate::ledger::first_open_day;
use crate::money::Money;
use crate::store::{DocumentId, DraftId, RecurringId, Writer};

/// A document that was made.
#[derive(Debug, Serialize, TS, JsonSchema)]
#[ts(rename = "MadeNow", optional_fields = nullable)]
#[schemars(rename = "MadeNow")]
pub struct Made {
    pub due: Due,
    /// Of a draft.
    pub draft_id: Option<DraftId>,
    /// Of what was issued, with its number.
    pub document_id: Option<DocumentId>,
    pub number: Option<String>,
    pub total: Option<Money>,
    /// What credits have settled of it.
    pub applied: Option<Money>,
}

/// Makes what is due: the document, its row and what credits settle of it, all or nothing. `None` where it was made
/// meanwhile, or is due no more.
///
/// # Errors
/// `approval_missing` where the books want a draft to be approved, and whatever issuing refuses; it stays due.
pub fn make(w: &Writer<'_>, due: &Due, today: Day) -> Result<Option<Made>> {
    let template = get(w, due.recurring_id)?;
    let open = open_days(w, &template)?.find(|day| day.scheduled_on >= due.scheduled_on);
    let open = open.filter(|day| day.scheduled_on == due.scheduled_on);
    let Some(open) = open.filter(|_| template.state == RecurringState::Active) else { return Ok(None) };
    let date = dated(open.scheduled_on, first_open_day(w)?);
    let fields = document_on(w, &template.fields, open, date)?;
    let mut made = Made {
        due: Due { date, number: open.number, ..due.clone() },
        draft_id: None,
        document_id: None,
        number: None,
        total: None,
        applied: None,
    };
    match template.fields.delivery {
        Delivery::Draft => {
            made.total = total_of(w, &fields, date);
            let draft = documents::save_draft(w, &SaveDraft { id: None, version: None, fields })?;
            made.draft_id = Some(draft.id);
        }
        Delivery::Issue => {
            refuse_unapproved(w, false)?;
            let Issued { id, number, total, .. } = documents::issue(w, &fields, Origin::Ours, today)?;
            made.applied = credits::apply(w, template.fields.credits, id)?;
            (made.document_id, made.number, made.total) = (Some(id), Some(number), Some(total));
        }
    }
    insert(w, &template, open.scheduled_on, &made)?;
    Ok(Some(made))
}

fn insert(w: &Writer<'_>, template: &Recurring, scheduled_on: Day, made: &Made) -> Result<()> {
    let outcome = if made.draft_id.is_some() { "draft" } else { "issued" };
    w.execute(
        include_str!("insert_occurrence.sql"),
        named_params! {":recurring_id": template.id, ":scheduled_on": scheduled_on, ":outcome": outcome,
        ":template_seq": template.version, ":document_seq": made.document_id, ":draft_id": made.draft_id,
        ":made_at": instant_text(w.stamp().now)},
    )?;
    Ok(())
}

/// Issues a draft. Where a template made it, the document is told of the template, and what the template's rule says of
/// credits is done, in the same transaction.
///
/// # Errors
/// Whatever [`documents::issue_draft`] and the settlement refuse.
pub fn issue_draft(w: &Writer<'_>, id: DraftId, version: u32, today: Day) -> Result<Issued> {
    let source: Option<(RecurringId, Day)> = w.row(
        "select recurring_id, scheduled_on from recurring_occurrence where draft_id = :id",
        named_params! {":id": id},
        |row| Ok((row.get("recurring_id")?, row.get("scheduled_on")?)),
    )?;
    let issued = documents::issue_draft(w, id, version, today)?;
    if let Some((recurring, scheduled_on)) = source {
        w.execute(
            "update recurring_occurrence set document_seq = :document
             where recurring_id = :recurring and scheduled_on = :scheduled_on",
            named_params! {":document": issued.id, ":recurring": recurring, ":scheduled_on": scheduled_on},
        )?;
        credits::apply(w, get(w, recurring)?.fields.credits, issued.id)?;
    }
    Ok(issued)
}
