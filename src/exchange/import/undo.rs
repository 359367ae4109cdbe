//! Taking a whole run back.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;
use ts_rs::TS;

use super::super::mapping::Kind;
use super::{Watch, contacts};
use crate::audit;
use crate::calendar::{Day, Month};
use crate::catalog;
use crate::documents;
use crate::error::{Error, Result};
use crate::ledger;
use crate::parties;
use crate::settlement;
use crate::store::{ImportRunId, ItemId, PartyId, Reader, Seq, Writer};

/// What taking a run back did.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Undone {
    pub run_id: ImportRunId,
    /// Postings that were reversed.
    #[ts(type = "number")]
    pub reversed: u64,
    /// Parties or items that nothing else uses, and people who were taken out of their party again.
    #[ts(type = "number")]
    pub archived: u64,
    /// Parties or items that something else uses, postings that were taken back before, and exchange rates: they stay,
    /// and a later one for the day corrects them.
    #[ts(type = "number")]
    pub kept: u64,
}

/// Takes a run back inside the caller's transaction: its postings are reversed, the latest first, each on its own
/// day or on the first day that is open; parties and items that nothing else uses are archived. Its identities
/// are forgotten, so that the same file may be imported again.
///
/// # Errors
/// `not_found`; `import_undone` the second time; `document_settled` where something outside the run settles what
/// is in it; `cancelled`.
pub fn undo(w: &Writer<'_>, run: ImportRunId, watch: Watch<'_>) -> Result<Undone> {
    let kind = standing(w, run)?;
    let subjects: Vec<i64> =
        w.rows(include_str!("subjects.sql"), named_params! {":run": run}, |row| row.get("subject_id"))?;
    let first_open = ledger::next_open_month(w)?.map(Month::first_day);
    let mut undone = Undone { run_id: run, reversed: 0, archived: 0, kept: 0 };
    let total = subjects.len() as u64;
    for (done, subject) in subjects.into_iter().enumerate() {
        watch.step(done as u64, total)?;
        let count = match kind {
            Kind::Customers | Kind::Suppliers => match archive_party(w, PartyId::new(subject))? {
                true => &mut undone.archived,
                false => &mut undone.kept,
            },
            Kind::Contacts => match contacts::take_out(w, subject)? {
                true => &mut undone.archived,
                false => &mut undone.kept,
            },
            Kind::Items => match archive_item(w, ItemId::new(subject))? {
                true => &mut undone.archived,
                false => &mut undone.kept,
            },
            Kind::Rates => &mut undone.kept,
            _ => match reverse(w, Seq::new(subject), first_open)? {
                true => &mut undone.reversed,
                false => &mut undone.kept,
            },
        };
        *count += 1;
    }
    w.execute("delete from import_identity where run_id = :run", named_params! {":run": run})?;
    let seq = audit::record(w, &json!({"undone_import": run}))?;
    w.execute(
        "update import_run set undone_seq = :seq where id = :run",
        named_params! {":seq": seq, ":run": run},
    )?;
    Ok(undone)
}

/// The kind of a run that stands.
fn standing(r: &Reader<'_>, run: ImportRunId) -> Result<Kind> {
    let found = r.row(
        "select kind, undone_seq from import_run where id = :run",
        named_params! {":run": run},
        |row| Ok((row.get::<_, String>("kind")?, row.get::<_, Option<Seq>>("undone_seq")?)),
    )?;
    match found {
        None => Err(Error::NotFound { kind: "import".into(), key: run.to_string() }),
        Some((_, Some(_))) => Err(Error::ImportUndone { run: run.to_string() }),
        Some((kind, None)) => kind.parse(),
    }
}

/// Reverses a document, or an entry that no document made; false where that was done before.
fn reverse(w: &Writer<'_>, seq: Seq, first_open: Option<Day>) -> Result<bool> {
    let (is_document, date, taken_back): (bool, Day, bool) = w
        .row(include_str!("posting.sql"), named_params! {":seq": seq}, |row| {
            Ok((row.get("is_document")?, row.get("date")?, row.get("taken_back")?))
        })?
        .ok_or_else(|| Error::BookDamaged { reason: format!("posting {seq} of an import is missing") })?;
    if taken_back {
        return Ok(false);
    }
    let date = first_open.map_or(date, |open| date.max(open));
    if is_document {
        documents::void(w, seq.into(), date, "")?;
    } else {
        settlement::take_back(w, seq, date)?;
    }
    Ok(true)
}

/// Archives a party that nothing uses; false where something does.
pub(super) fn archive_party(w: &Writer<'_>, party: PartyId) -> Result<bool> {
    let used: bool = w.value(include_str!("party_used.sql"), named_params! {":party": party})?;
    if !used {
        parties::archive(w, party, true)?;
    }
    Ok(!used)
}

fn archive_item(w: &Writer<'_>, item: ItemId) -> Result<bool> {
    let used: bool = w.value(include_str!("item_used.sql"), named_params! {":item": item})?;
    if !used {
        catalog::archive(w, item, true)?;
    }
    Ok(!used)
}
