//! What became of each difference.

use std::collections::BTreeMap;

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::comparison::{Comparison, comparison, last_comparison};
use super::list::{ReconciliationState, reconciliation};
use super::unknown;
use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::store::{DocumentId, Reader, Seq, TaskId, Writer};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ResolutionAct {
    /// It settles itself: the other books it in the next period, or has been told how to.
    Explained,
    /// We credit it: the credit note is named.
    CreditNote,
    /// We correct our books: what corrects them is named where it is a document.
    Correction,
    /// The customer is asked; it stays open until they have answered.
    Asked,
    /// Left as it is.
    Accepted,
    /// What was said before does not hold.
    Reopened,
}

impl ResolutionAct {
    const ALL: [ResolutionAct; 6] = [
        ResolutionAct::Explained,
        ResolutionAct::CreditNote,
        ResolutionAct::Correction,
        ResolutionAct::Asked,
        ResolutionAct::Accepted,
        ResolutionAct::Reopened,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            ResolutionAct::Explained => "explained",
            ResolutionAct::CreditNote => "credit_note",
            ResolutionAct::Correction => "correction",
            ResolutionAct::Asked => "asked",
            ResolutionAct::Accepted => "accepted",
            ResolutionAct::Reopened => "reopened",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct Resolution {
    pub seq: Seq,
    pub act: ResolutionAct,
    pub date: Day,
    pub document_id: Option<DocumentId>,
    pub document_number: Option<String>,
    pub document_kind: Option<String>,
    pub task_id: Option<TaskId>,
    pub note: String,
    pub resolved_by: String,
}

impl Resolution {
    /// A question waits for its answer, and what was reopened is as it was.
    pub fn settles(&self) -> bool {
        !matches!(self.act, ResolutionAct::Reopened | ResolutionAct::Asked)
    }
}

/// What becomes of differences, one or several alike.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ResolveFindings {
    /// The comparison, by its act.
    pub comparison: Seq,
    /// Their numbers in it.
    pub findings: Vec<u32>,
    pub act: ResolutionAct,
    /// The credit note, or the document that corrects.
    pub document_id: Option<DocumentId>,
    /// The task by which the customer is asked.
    pub task_id: Option<TaskId>,
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub note: String,
}

/// Says what becomes of differences; of several words the last counts.
///
/// # Errors
/// `not_found`; `field_missing` without findings, for the credit note, and for the note of what is explained or accepted;
/// `field_invalid` for a finding that is no difference, a document of another customer, and a comparison that another one
/// replaced; `reconciliation_closed` for a letter that is confirmed or withdrawn.
pub fn resolve(w: &Writer<'_>, input: &ResolveFindings, today: Day) -> Result<Comparison> {
    let compared = comparison(w, input.comparison)?;
    let letter = reconciliation(w, compared.reconciliation)?;
    if matches!(letter.state, ReconciliationState::Confirmed | ReconciliationState::Withdrawn) {
        return Err(Error::ReconciliationClosed { number: letter.number });
    }
    let last = last_comparison(w, compared.reconciliation)?;
    if last.is_some_and(|last| last.seq != input.comparison) {
        let value = format!("#{}", input.comparison);
        return Err(Error::FieldInvalid { field: "comparison".into(), value });
    }
    if input.findings.is_empty() {
        return Err(Error::FieldMissing { field: "findings".into() });
    }
    for no in &input.findings {
        let found = compared.findings.iter().find(|finding| finding.no == *no);
        if !found.is_some_and(|finding| finding.kind.is_difference()) {
            return Err(Error::FieldInvalid { field: "findings".into(), value: no.to_string() });
        }
    }
    let note = input.note.trim();
    match input.act {
        ResolutionAct::CreditNote if input.document_id.is_none() => {
            return Err(Error::FieldMissing { field: "document_id".into() });
        }
        ResolutionAct::Explained | ResolutionAct::Accepted if note.is_empty() => {
            return Err(Error::FieldMissing { field: "note".into() });
        }
        _ => {}
    }
    if let Some(document) = input.document_id {
        let kind: Option<String> = w.row(
            "select d.kind from document d where d.seq = :document and d.party_id = :party
             and not exists (select 1 from document_void v where v.document_seq = d.seq)",
            named_params! {":document": document, ":party": letter.party_id},
            |row| row.get("kind"),
        )?;
        let fits = match input.act {
            ResolutionAct::CreditNote => kind.as_deref() == Some("credit_note"),
            _ => kind.is_some(),
        };
        if !fits {
            return Err(Error::FieldInvalid { field: "document_id".into(), value: document.to_string() });
        }
    }
    let mut findings = input.findings.clone();
    findings.sort_unstable();
    findings.dedup();
    let seq = audit::record(
        w,
        &json!({"reconciliation_resolution": {"act": input.act, "comparison_seq": input.comparison,
            "date": today, "document_seq": input.document_id, "findings": findings, "note": note,
            "task_id": input.task_id}}),
    )?;
    for finding in findings {
        w.execute(
            include_str!("insert_resolution.sql"),
            named_params! {":seq": seq, ":comparison": input.comparison, ":finding": finding,
            ":act": input.act.as_str(), ":date": today, ":document": input.document_id,
            ":task": input.task_id, ":note": note},
        )?;
    }
    comparison(w, input.comparison)
}

/// The words that count, by finding.
pub(super) fn resolutions(r: &Reader<'_>, comparison: Seq) -> Result<BTreeMap<u32, Resolution>> {
    let rows = r.rows(include_str!("resolutions.sql"), named_params! {":comparison": comparison}, read)?;
    // In the order of their acts, so that the last of a finding stays.
    Ok(rows.into_iter().collect())
}

fn read(row: &Row<'_>) -> rusqlite::Result<(u32, Resolution)> {
    let word: String = row.get("act")?;
    let resolution = Resolution {
        seq: row.get("seq")?,
        act: ResolutionAct::ALL
            .into_iter()
            .find(|each| each.as_str() == word)
            .ok_or_else(|| unknown("act", &word))?,
        date: row.get("date")?,
        document_id: row.get("document_seq")?,
        document_number: row.get("document_number")?,
        document_kind: row.get("document_kind")?,
        task_id: row.get("task_id")?,
        note: row.get("note")?,
        resolved_by: row.get("resolved_by")?,
    };
    Ok((row.get("finding")?, resolution))
}
