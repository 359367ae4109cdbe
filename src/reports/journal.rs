//! 记账凭证: every entry of the period with its lines, in the order of the voucher numbers.

use rusqlite::{Row as SqlRow, named_params};

use super::names::party_labels;
use super::origin::{Origin, voucher};
use super::report::{Cell, ColumnKind, Link, Report, Row, RowKind, columns};
use super::request::Scope;
use crate::calendar::{Day, Month};
use crate::error::Result;
use crate::ledger::Side;
use crate::store::{PartyId, Reader, Seq};

struct Line {
    seq: Seq,
    first: bool,
    date: Day,
    voucher: String,
    origin: Origin,
    summary: Option<String>,
    account: String,
    name: Cell,
    party: Option<PartyId>,
    side: Side,
    base_minor: i64,
}

pub(super) fn run(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    let lines = r.rows(
        include_str!("entries.sql"),
        named_params! {":from_month": Month::of(scope.from), ":to_month": Month::of(scope.as_of),
        ":from": scope.from, ":as_of": scope.as_of, ":known": scope.known()},
        read,
    )?;
    let names = party_labels(r, scope.known(), scope.latest)?;
    let currency = scope.book.currency;
    let total = |side: Side| {
        let minor = lines.iter().filter(|line| line.side == side).map(|line| line.base_minor).sum();
        Cell::minor(minor, currency)
    };
    let mut rows: Vec<Row> = Vec::with_capacity(lines.len() + 1);
    for line in &lines {
        let on = |side: Side| {
            if line.side == side { Cell::minor(line.base_minor, currency) } else { Cell::Empty }
        };
        let once = |cell: Cell| if line.first { cell } else { Cell::Empty };
        let party = line.party.and_then(|id| names.get(&id)).map(|label| label.name.as_str());
        rows.push(
            Row::line(vec![
                once(Cell::Day(line.date)),
                once(Cell::text(&line.voucher)),
                once(line.origin.word_cell()),
                once(line.origin.number_cell()),
                once(Cell::text_or_empty(line.summary.as_deref())),
                Cell::text(&line.account),
                line.name.clone(),
                Cell::text_or_empty(party),
                on(Side::Debit),
                on(Side::Credit),
            ])
            .opens(Link::Entry { seq: line.seq }),
        );
    }
    let mut cells = vec![Cell::Empty, Cell::word("total")];
    cells.resize(8, Cell::Empty);
    cells.extend([total(Side::Debit), total(Side::Credit)]);
    rows.push(Row::new(RowKind::Total, cells));
    let text = ColumnKind::Text;
    Ok(scope.report(
        columns(&[
            ("date", ColumnKind::Date),
            ("voucher", text),
            ("kind", text),
            ("document", text),
            ("summary", text),
            ("account", text),
            ("account_name", text),
            ("party", text),
            ("debit", ColumnKind::Money),
            ("credit", ColumnKind::Money),
        ]),
        rows,
    ))
}

fn read(row: &SqlRow<'_>) -> rusqlite::Result<Line> {
    Ok(Line {
        seq: row.get("seq")?,
        first: row.get::<_, i64>("line")? == 1,
        date: row.get("date")?,
        voucher: voucher(row)?,
        origin: Origin::read(row)?,
        summary: row.get("summary")?,
        account: row.get("code")?,
        name: Cell::Name { zh: row.get("name_zh")?, en: row.get("name_en")? },
        party: row.get("party_id")?,
        side: Side::from_sign(row.get("side")?),
        base_minor: row.get("base_minor")?,
    })
}
