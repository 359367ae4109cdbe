//! Sales and purchases of a period by party, item or month: without tax, less credits, in the book's currency.
//!
//! A document counts on its day with what its entry posted beside the control and tax accounts; one that was voided counts
//! back on the day of its void. Over its lines that amount is shared by their net, so that every grouping adds up to the
//! same total.

use std::collections::BTreeMap;

use rusqlite::named_params;
use rust_decimal::Decimal;

use super::names::party_labels;
use super::report::{Cell, ColumnKind, Link, Report, Row, RowKind, columns};
use super::request::{Grouping, Scope};
use super::subledger::Subledger;
use crate::calendar::{Day, Month};
use crate::error::Result;
use crate::money::split;
use crate::store::{ItemVersionId, PartyId, Reader, Seq};

/// A line of a document, or of its void.
struct TradeLine {
    seq: Seq,
    party: PartyId,
    date: Day,
    item: Option<ItemVersionId>,
    code: Option<String>,
    name: String,
    quantity: Decimal,
    net_minor: i64,
    /// Of the whole document.
    document_base_minor: i64,
}

#[derive(Debug, Default)]
struct Group {
    label: [String; 2],
    link: Option<Link>,
    documents: BTreeMap<Seq, ()>,
    quantity: Decimal,
    net_minor: i64,
}

pub(super) fn run(r: &Reader<'_>, scope: &Scope, side: Subledger) -> Result<Report> {
    let mut lines = lines(r, scope, side)?;
    lines.retain(|line| scope.counts(line.party));
    let names = party_labels(r, scope.known(), scope.latest)?;
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for document in lines.chunk_by(|a, b| (a.seq, a.date) == (b.seq, b.date)) {
        for (line, minor) in document.iter().zip(shares(document)?) {
            let (key, label, link) = match scope.group {
                Grouping::Party => match names.get(&line.party) {
                    Some(party) => (
                        party.code.clone(),
                        [party.code.clone(), party.name.clone()],
                        Some(Link::Party { id: party.id }),
                    ),
                    None => continue,
                },
                Grouping::Item => {
                    let code = line.code.clone().unwrap_or_default();
                    (format!("{code}\u{1f}{}", line.name), [code, line.name.clone()], None)
                }
                Grouping::Month => {
                    let month = Month::of(line.date).to_string();
                    (month.clone(), [month, String::new()], None)
                }
            };
            let group = groups.entry(key).or_default();
            (group.label, group.link) = (label, link);
            group.documents.insert(line.seq, ());
            group.quantity += line.quantity;
            group.net_minor += minor;
        }
    }
    Ok(report(scope, groups))
}

/// What each line of a document counts for.
fn shares(document: &[TradeLine]) -> Result<Vec<i64>> {
    let Some(first) = document.first() else { return Ok(Vec::new()) };
    let nets: Vec<i64> = document.iter().map(|line| line.net_minor).collect();
    shared(first.document_base_minor, &nets)
}

/// What a document posted, shared over the net amounts of its lines.
pub(super) fn shared(whole: i64, nets: &[i64]) -> Result<Vec<i64>> {
    let weights: Vec<Decimal> = nets.iter().copied().map(Decimal::from).collect();
    let one_sign = weights.iter().all(|weight| !weight.is_sign_negative())
        && weights.iter().any(|weight| !weight.is_zero());
    if one_sign {
        return split(whole, &weights);
    }
    let signed: i64 = nets.iter().sum();
    // Lines of both signs keep their own amounts; the first takes what exchange makes different.
    let mut shares: Vec<i64> = nets.iter().map(|net| net * whole.signum() * signed.signum()).collect();
    if let Some(share) = shares.first_mut() {
        *share += whole - signed * whole.signum() * signed.signum();
    }
    Ok(shares)
}

fn lines(r: &Reader<'_>, scope: &Scope, side: Subledger) -> Result<Vec<TradeLine>> {
    let (plain, credit) = match side {
        Subledger::Customers => ("invoice", "credit_note"),
        Subledger::Suppliers => ("bill", "supplier_credit"),
    };
    let party = scope.party.as_ref().map(|party| party.id);
    r.rows(
        include_str!("trade_lines.sql"),
        named_params! {":plain": plain, ":credit": credit, ":from": scope.from, ":as_of": scope.as_of,
        ":known": scope.known(), ":party": party, ":sign": -side.sign()},
        |row| {
            let quantity: String = row.get("quantity")?;
            let sign = Decimal::from(row.get::<_, i64>("sign")?);
            Ok(TradeLine {
                seq: row.get("seq")?,
                party: row.get("party_id")?,
                date: row.get("date")?,
                item: row.get("item_version_id")?,
                code: row.get("code")?,
                name: row.get("description")?,
                quantity: quantity.parse::<Decimal>().unwrap_or_default() * sign,
                net_minor: row.get("net_minor")?,
                document_base_minor: row.get("document_base_minor")?,
            })
        },
    )
    .map(|lines| lines.into_iter().map(named_by_item).collect())
}

/// A line of an item goes by the item's code; one without stands by its own words.
fn named_by_item(line: TradeLine) -> TradeLine {
    let code = line.code.filter(|_| line.item.is_some());
    TradeLine { code, ..line }
}

fn report(scope: &Scope, groups: BTreeMap<String, Group>) -> Report {
    let currency = scope.book.currency;
    let by_item = scope.group == Grouping::Item;
    let total: i64 = groups.values().map(|group| group.net_minor).sum();
    let documents: BTreeMap<Seq, ()> = groups.values().flat_map(|group| group.documents.clone()).collect();
    let mut groups: Vec<Group> = groups.into_values().collect();
    if scope.group != Grouping::Month {
        groups.sort_by_key(|group| std::cmp::Reverse(group.net_minor));
    }
    let cells = |label: [Cell; 2], documents: usize, quantity: Decimal, net: i64| {
        let [code, name] = label;
        let figure = match by_item {
            true => Cell::Figure(crate::money::Figure(quantity)),
            false => Cell::Count(documents as i64),
        };
        vec![code, name, figure, Cell::minor(net, currency), share(net, total)]
    };
    let mut rows: Vec<Row> = groups
        .into_iter()
        .map(|group| {
            let label = group.label.map(|text| if text.is_empty() { Cell::Empty } else { Cell::Text(text) });
            let row = Row::line(cells(label, group.documents.len(), group.quantity, group.net_minor));
            match group.link {
                Some(link) => row.opens(link),
                None => row,
            }
        })
        .collect();
    let mut last = cells([Cell::word("total"), Cell::Empty], documents.len(), Decimal::ZERO, total);
    if by_item {
        last[2] = Cell::Empty;
    }
    rows.push(Row::new(RowKind::Total, last));
    let heads = match scope.group {
        Grouping::Party => ["party_code", "party", "documents"],
        Grouping::Item => ["item_code", "item", "quantity"],
        Grouping::Month => ["month", "item", "documents"],
    };
    scope.report(
        columns(&[
            (heads[0], ColumnKind::Text),
            (heads[1], ColumnKind::Text),
            (heads[2], ColumnKind::Number),
            ("net", ColumnKind::Money),
            ("share", ColumnKind::Percent),
        ]),
        rows,
    )
}

fn share(part: i64, total: i64) -> Cell {
    if total == 0 {
        return Cell::Empty;
    }
    let percent = Decimal::from(part) * Decimal::ONE_HUNDRED / Decimal::from(total);
    Cell::Figure(crate::money::Figure(percent.round_dp(1)))
}
