//! Runs, and the papers they sent.

use chrono::Datelike;
use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::list::{ReconciliationRow, reconciliation};
use super::unknown;
use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::money::Money;
use crate::parties::keep_file;
use crate::statements::Way;
use crate::store::{PartyId, Reader, Seq, Writer};

/// Which paper a run sends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReconciliationForm {
    /// 往来款项对账函
    #[default]
    Letter,
    /// 询证函: for an auditor.
    Inquiry,
    /// 对账单 with its open items.
    Statement,
}

impl ReconciliationForm {
    const ALL: [ReconciliationForm; 3] =
        [ReconciliationForm::Letter, ReconciliationForm::Inquiry, ReconciliationForm::Statement];

    pub fn as_str(self) -> &'static str {
        match self {
            ReconciliationForm::Letter => "letter",
            ReconciliationForm::Inquiry => "inquiry",
            ReconciliationForm::Statement => "statement",
        }
    }

    pub(super) fn from_stored(word: &str) -> rusqlite::Result<ReconciliationForm> {
        ReconciliationForm::ALL
            .into_iter()
            .find(|each| each.as_str() == word)
            .ok_or_else(|| unknown("form", word))
    }
}

/// A run, and how far its letters have come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReconciliationRun {
    pub seq: Seq,
    pub form: ReconciliationForm,
    /// The cut-off.
    pub as_of: Day,
    /// The last act that its papers tell of.
    pub known_seq: Seq,
    pub sent_on: Day,
    pub way: Way,
    /// To whom the customers reply, where not to us.
    pub reply_to: String,
    pub note: String,
    pub made_by: String,
    /// Its papers, without those withdrawn.
    #[ts(type = "number")]
    pub letters: i64,
    /// Of them those confirmed, and those with a list compared and differences open.
    #[ts(type = "number")]
    pub confirmed: i64,
    #[ts(type = "number")]
    pub compared: i64,
}

/// A run about to be kept.
#[derive(Debug)]
pub struct NewRun<'r> {
    pub form: ReconciliationForm,
    pub as_of: Day,
    pub known_seq: Seq,
    pub sent_on: Day,
    pub way: Way,
    pub reply_to: &'r str,
    pub note: &'r str,
}

/// Begins a run; its letters follow one by one.
///
/// # Errors
/// `statement_sent_early` where it leaves before its cut-off.
pub fn keep_run(w: &Writer<'_>, new: &NewRun<'_>) -> Result<Seq> {
    if new.sent_on < new.as_of {
        return Err(Error::StatementSentEarly {
            sent_on: new.sent_on.to_string(),
            as_of: new.as_of.to_string(),
        });
    }
    let (note, reply_to) = (new.note.trim(), new.reply_to.trim());
    let seq = audit::record(
        w,
        &json!({"reconciliation_run": {"as_of": new.as_of, "form": new.form, "known_seq": new.known_seq,
            "note": note, "reply_to": reply_to, "sent_on": new.sent_on, "way": new.way}}),
    )?;
    w.execute(
        include_str!("insert_run.sql"),
        named_params! {":seq": seq, ":form": new.form.as_str(), ":as_of": new.as_of, ":known": new.known_seq,
        ":sent_on": new.sent_on, ":way": new.way.as_str(), ":reply_to": reply_to, ":note": note},
    )?;
    Ok(seq)
}

/// Every run, the latest first.
pub fn runs(r: &Reader<'_>) -> Result<Vec<ReconciliationRun>> {
    r.rows(concat!(include_str!("runs.sql"), " order by n.seq desc"), [], read)
}

/// # Errors
/// `not_found`.
pub fn run(r: &Reader<'_>, seq: Seq) -> Result<ReconciliationRun> {
    r.row(concat!(include_str!("runs.sql"), " where n.seq = :seq"), named_params! {":seq": seq}, read)?
        .ok_or_else(|| Error::NotFound { kind: "reconciliation_run".into(), key: format!("#{seq}") })
}

fn read(row: &Row<'_>) -> rusqlite::Result<ReconciliationRun> {
    Ok(ReconciliationRun {
        seq: row.get("seq")?,
        form: ReconciliationForm::from_stored(&row.get::<_, String>("form")?)?,
        as_of: row.get("as_of")?,
        known_seq: row.get("known_seq")?,
        sent_on: row.get("sent_on")?,
        way: Way::from_stored(&row.get::<_, String>("way")?)?,
        reply_to: row.get("reply_to")?,
        note: row.get("note")?,
        made_by: row.get("made_by")?,
        letters: row.get("letters")?,
        confirmed: row.get("confirmed")?,
        compared: row.get("compared")?,
    })
}

/// The number the next letter of a cut-off gets: `DZ202606-001`, without gaps in a month.
pub fn next_number(r: &Reader<'_>, as_of: Day) -> Result<String> {
    let stem = format!("DZ{:04}{:02}-", as_of.year(), as_of.month());
    let taken: i64 = r.value(
        "select count(*) from reconciliation where substr(number, 1, :length) = :stem",
        named_params! {":stem": stem, ":length": stem.len() as i64},
    )?;
    Ok(format!("{stem}{:03}", taken + 1))
}

/// A paper about to be kept as sent.
#[derive(Debug)]
pub struct NewLetter<'p> {
    pub run: Seq,
    pub number: &'p str,
    pub party_id: PartyId,
    pub language: Language,
    /// What it says is owed.
    pub balance: Money,
    pub bytes: &'p [u8],
}

/// Keeps a paper of a run as it left, with its bytes.
pub fn keep_letter(w: &Writer<'_>, new: &NewLetter<'_>) -> Result<ReconciliationRow> {
    let NewLetter { run, number, party_id, language, balance, bytes } = *new;
    let sha256 = audit::hex(&audit::digest(&[bytes]));
    let seq = audit::record(
        w,
        &json!({"reconciliation": {"balance_minor": balance.minor(), "currency": balance.currency(),
            "language": language.tag(), "number": number, "party_id": party_id, "run_seq": run,
            "sha256": sha256}}),
    )?;
    let file = keep_file(w, seq, &format!("{number}.pdf"), bytes)?;
    w.execute(
        include_str!("insert_letter.sql"),
        named_params! {":seq": seq, ":run": run, ":number": number, ":party": party_id,
        ":language": language.tag(), ":currency": balance.currency(), ":balance": balance.minor(),
        ":attachment": file.id},
    )?;
    reconciliation(w, seq)
}
