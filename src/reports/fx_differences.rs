//! 汇兑损益: what rates gained or lost in a period, by currency and document. Realised is what settling gave,
//! unrealised what revaluing the open items and balances gave and took back; a loss stands below nought.

use rusqlite::named_params;

use super::names::party_labels;
use super::origin::{Origin, voucher};
use super::report::{Cell, ColumnKind, Link, Report, Row, RowKind, columns};
use super::request::Scope;
use crate::calendar::Day;
use crate::error::Result;
use crate::money::Currency;
use crate::store::{DocumentId, PartyId, Reader, Seq};

const WIDTH: usize = 8;

struct Difference {
    seq: Seq,
    date: Day,
    voucher: String,
    currency: Currency,
    party: Option<PartyId>,
    account: Option<String>,
    document: Option<DocumentId>,
    origin: Origin,
    minor: [i64; 2],
}

pub(super) fn run(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    let found = r.rows(
        include_str!("fx_differences.sql"),
        named_params! {":from": scope.from, ":as_of": scope.as_of, ":known": scope.known()},
        |row| {
            Ok(Difference {
                seq: row.get("seq")?,
                date: row.get("date")?,
                voucher: voucher(row)?,
                currency: row.get("currency")?,
                party: row.get("party_id")?,
                account: row.get("account_code")?,
                document: row.get("document_seq")?,
                origin: Origin::read(row)?,
                minor: [row.get("realised_minor")?, row.get("unrealised_minor")?],
            })
        },
    )?;
    let names = party_labels(r, scope.known(), scope.latest)?;
    let sum = |of: &[Difference]| {
        of.iter().fold([0, 0], |sum, difference| [sum[0] + difference.minor[0], sum[1] + difference.minor[1]])
    };
    let mut rows = Vec::with_capacity(found.len() + 4);
    for group in found.chunk_by(|a, b| a.currency == b.currency) {
        let currency = group.first().map(|difference| difference.currency.to_string()).unwrap_or_default();
        rows.push(Row::heading(vec![Cell::text(&currency)], WIDTH));
        for difference in group {
            let party = difference.party.and_then(|id| names.get(&id)).map(|label| label.name.as_str());
            let label = vec![
                Cell::text(&difference.voucher),
                Cell::Day(difference.date),
                match &difference.account {
                    Some(_) => Cell::word("balance"),
                    None => difference.origin.word_cell(),
                },
                Cell::text_or_empty(difference.account.as_deref().or(difference.origin.number.as_deref())),
                Cell::text_or_empty(party),
            ];
            let link = match difference.document {
                Some(id) => Link::Document { id },
                None => Link::Entry { seq: difference.seq },
            };
            rows.push(Row::line(cells(label, difference.minor, scope)).depth(1).opens(link));
        }
        let label = labelled(Cell::word("subtotal"));
        rows.push(Row::new(RowKind::Subtotal, cells(label, sum(group), scope)));
    }
    rows.push(Row::new(RowKind::Total, cells(labelled(Cell::word("total")), sum(&found), scope)));
    let (text, money) = (ColumnKind::Text, ColumnKind::Money);
    Ok(scope.report(
        columns(&[
            ("voucher", text),
            ("date", ColumnKind::Date),
            ("kind", text),
            ("document", text),
            ("party", text),
            ("realised", money),
            ("unrealised", money),
            ("total", money),
        ]),
        rows,
    ))
}

fn labelled(word: Cell) -> Vec<Cell> {
    let mut label = vec![word];
    label.resize(WIDTH - 3, Cell::Empty);
    label
}

fn cells(mut label: Vec<Cell>, [realised, unrealised]: [i64; 2], scope: &Scope) -> Vec<Cell> {
    let currency = scope.book.currency;
    label.extend([
        Cell::nonzero(realised, currency),
        Cell::nonzero(unrealised, currency),
        Cell::minor(realised + unrealised, currency),
    ]);
    label
}
