//! 此后变动: what was recorded after a moment and counts on a day that had passed by then.
//!
//! The moment is a close, a day, an instant, or the act up to which a statement was printed ([`since`]). By months of the
//! books, so that a month that was reported already and has lines here is one whose report no longer holds.

use rusqlite::named_params;

use super::names::party_labels;
use super::origin::{Origin, voucher};
use super::report::{Cell, ColumnKind, Link, Report, Row, RowKind, columns};
use super::request::Scope;
use crate::audit;
use crate::calendar::{Day, Month, parse_instant};
use crate::error::{Error, Result};
use crate::ledger::closings;
use crate::store::{DocumentId, PartyId, Reader, Seq};

const WIDTH: usize = 10;

struct Change {
    seq: Seq,
    date: Day,
    month: Month,
    voucher: String,
    recorded_on: Day,
    actor: String,
    origin: Origin,
    document: Option<DocumentId>,
    party: Option<PartyId>,
    summary: Option<String>,
    debit: i64,
    credit: i64,
}

/// The act a report counts from: `2026-06` is the close of that month, `#123` an act as papers print it, a day its end,
/// and an instant itself.
///
/// # Errors
/// `not_found` for a month that was not closed; `date_unreadable`.
pub(super) fn since(r: &Reader<'_>, text: &str) -> Result<Seq> {
    let text = text.trim();
    if let Some(seq) = text.strip_prefix('#') {
        let unreadable = |_| Error::DateUnreadable { text: text.into(), field: Some("since".into()) };
        return Ok(Seq::new(seq.parse().map_err(unreadable)?));
    }
    if let Ok(month) = text.parse::<Month>() {
        return closings(r)?
            .into_iter()
            .find(|closing| closing.month == month)
            .map(|closing| closing.seq)
            .ok_or_else(|| Error::NotFound { kind: "closing".into(), key: text.into() });
    }
    audit::known_at(r, parse_instant(text).map_err(|error| error.in_field("since"))?)
}

/// The latest close, where nothing was named; the book's beginning where no month was closed.
pub(super) fn last_close(r: &Reader<'_>) -> Result<Seq> {
    Ok(closings(r)?.iter().map(|closing| closing.seq).max().unwrap_or(Seq::new(0)))
}

pub(super) fn run(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    let party = scope.party.as_ref().map(|party| party.id);
    let found = r.rows(
        include_str!("changes.sql"),
        named_params! {":since": scope.since, ":as_of": scope.as_of, ":known": scope.known(), ":party": party},
        |row| {
            Ok(Change {
                seq: row.get("seq")?,
                date: row.get("date")?,
                month: row.get("month")?,
                voucher: voucher(row)?,
                recorded_on: row.get("recorded_on")?,
                actor: row.get("actor")?,
                origin: Origin::read(row)?,
                document: row.get("document_seq")?,
                party: row.get("party_id")?,
                summary: row.get("summary")?,
                debit: row.get("debit_minor")?,
                credit: row.get("credit_minor")?,
            })
        },
    )?;
    let names = party_labels(r, scope.known(), scope.latest)?;
    let mut rows = Vec::with_capacity(found.len() + 4);
    for group in found.chunk_by(|a, b| a.month == b.month) {
        let month = group.first().map(|change| change.month);
        for change in group {
            let party = change.party.and_then(|id| names.get(&id)).map(|label| label.name.as_str());
            let label = vec![
                Cell::text(&change.voucher),
                Cell::Day(change.date),
                Cell::Day(change.recorded_on),
                Cell::text(&change.actor),
                change.origin.word_cell(),
                change.origin.number_cell(),
                Cell::text_or_empty(party),
                Cell::text_or_empty(change.summary.as_deref()),
            ];
            let link = change.document.map_or(Link::Entry { seq: change.seq }, |id| Link::Document { id });
            rows.push(Row::line(cells(label, [change.debit, change.credit], scope)).opens(link));
        }
        let row = Row::new(RowKind::Subtotal, cells(labelled("subtotal"), sums(group), scope));
        rows.push(match month {
            Some(month) => {
                row.opens(Link::Journal { from: month.first_day(), as_of: month.last_day().min(scope.as_of) })
            }
            None => row,
        });
    }
    rows.push(Row::new(RowKind::Total, cells(labelled("total"), sums(&found), scope)));
    let (text, day, money) = (ColumnKind::Text, ColumnKind::Date, ColumnKind::Money);
    let mut report = scope.report(
        columns(&[
            ("voucher", text),
            ("date", day),
            ("recorded_on", day),
            ("recorded_by", text),
            ("kind", text),
            ("document", text),
            ("party", text),
            ("summary", text),
            ("debit", money),
            ("credit", money),
        ]),
        rows,
    );
    report.parameters.from = None;
    report.parameters.since = Some(audit::head(r, Some(scope.since))?);
    Ok(report)
}

fn labelled(word: &str) -> Vec<Cell> {
    let mut label = vec![Cell::word(word)];
    label.resize(WIDTH - 2, Cell::Empty);
    label
}

fn sums(of: &[Change]) -> [i64; 2] {
    of.iter().fold([0, 0], |[debit, credit], change| [debit + change.debit, credit + change.credit])
}

fn cells(mut label: Vec<Cell>, figures: [i64; 2], scope: &Scope) -> Vec<Cell> {
    label.extend(figures.map(|minor| Cell::nonzero(minor, scope.book.currency)));
    label
}
