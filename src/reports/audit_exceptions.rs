//! 审计异常: entries of a period that an auditor looks at first, by what they are: recorded after the month they
//! belong to, or after its close; voids and reversals; vouchers by hand on control accounts; and what was tried without
//! the right to it, on the day it was tried.

use rusqlite::named_params;

use super::origin::{Origin, voucher};
use super::report::{Cell, ColumnKind, Link, Report, Row, RowKind, columns};
use super::request::Scope;
use crate::calendar::{Day, Month};
use crate::error::Result;
use crate::store::{Reader, Seq};

const WIDTH: usize = 9;

struct Exception {
    exception: String,
    seq: Seq,
    date: Day,
    recorded_on: Day,
    voucher: String,
    origin: Origin,
    actor: String,
    summary: Option<String>,
    base_minor: Option<i64>,
}

pub(super) fn run(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    let found = r.rows(
        include_str!("audit_exceptions.sql"),
        named_params! {":from_month": Month::of(scope.from), ":to_month": Month::of(scope.as_of), ":from": scope.from, ":as_of": scope.as_of, ":known": scope.known()},
        |row| {
            Ok(Exception {
                exception: row.get("exception")?,
                seq: row.get("seq")?,
                date: row.get("date")?,
                recorded_on: row.get("recorded_on")?,
                voucher: voucher(row)?,
                origin: Origin::read(row)?,
                actor: row.get("actor")?,
                summary: row.get("summary")?,
                base_minor: row.get("base_minor")?,
            })
        },
    )?;
    let currency = scope.book.currency;
    let mut rows = Vec::with_capacity(found.len() + 4);
    for group in found.chunk_by(|a, b| a.exception == b.exception) {
        let name = group.first().map(|first| first.exception.clone()).unwrap_or_default();
        rows.push(Row::heading(vec![Cell::word(name)], WIDTH));
        for exception in group {
            let days = exception.recorded_on.signed_duration_since(exception.date).num_days();
            let cells = vec![
                Cell::text(&exception.voucher),
                Cell::Day(exception.date),
                Cell::Day(exception.recorded_on),
                if days > 0 { Cell::Count(days) } else { Cell::Empty },
                exception.origin.word_cell(),
                exception.origin.number_cell(),
                Cell::text_or_empty(exception.summary.as_deref()),
                Cell::text(&exception.actor),
                Cell::minor(exception.base_minor.unwrap_or_default(), currency),
            ];
            rows.push(Row::line(cells).depth(1).opens(Link::Entry { seq: exception.seq }));
        }
    }
    let refused = refused(r, scope)?;
    let count = (found.len() + refused.len()) as i64;
    if !refused.is_empty() {
        rows.push(Row::heading(vec![Cell::word("refused_attempt")], WIDTH));
        rows.extend(refused);
    }
    let mut cells = vec![Cell::word("total"), Cell::Empty, Cell::Empty, Cell::Count(count)];
    cells.resize(WIDTH, Cell::Empty);
    rows.push(Row::new(RowKind::Total, cells));
    let text = ColumnKind::Text;
    Ok(scope.report(
        columns(&[
            ("voucher", text),
            ("date", ColumnKind::Date),
            ("recorded_on", ColumnKind::Date),
            ("days_later", ColumnKind::Number),
            ("kind", text),
            ("document", text),
            ("summary", text),
            ("recorded_by", text),
            ("amount", ColumnKind::Money),
        ]),
        rows,
    ))
}

/// What a role did not allow; the trail tells who tried it.
fn refused(r: &Reader<'_>, scope: &Scope) -> Result<Vec<Row>> {
    r.rows(
        include_str!("refused_attempts.sql"),
        named_params! {":from": scope.from, ":as_of": scope.as_of, ":known": scope.known()},
        |row| {
            let day = Cell::Day(row.get("recorded_on")?);
            let (command, actor): (String, String) = (row.get("command")?, row.get("actor")?);
            let mut cells = vec![Cell::text(format!("#{}", row.get::<_, Seq>("seq")?)), day.clone(), day];
            cells.resize(WIDTH - 3, Cell::Empty);
            cells.extend([Cell::text(command), Cell::text(actor), Cell::Empty]);
            Ok(Row::line(cells).depth(1))
        },
    )
}
