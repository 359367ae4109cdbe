//! What one party bought (or what we bought from it), item by item and month by month.
//!
//! Net of tax, in the book's currency, by the day of the document; credits count below nought, and a voided document
//! counts back on the day of its void (DOMAIN §11). Every amount is what the document's entry posted, shared over its
//! lines, so that the history adds up to the sales report.

use std::collections::BTreeMap;

use rusqlite::named_params;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::trade_totals::shared;
use crate::calendar::{Day, Month};
use crate::error::Result;
use crate::ledger::book;
use crate::money::{Figure, Money};
use crate::store::{ItemId, PartyId, Reader, Seq};
use crate::subledger::Business;

/// Whose history, and of which days.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct PurchaseHistoryInput {
    pub party_id: PartyId,
    pub business: Business,
    /// Twelve months where absent, the month of `to` the last.
    pub from: Option<Day>,
    /// Today where absent.
    pub to: Option<Day>,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct PurchaseHistory {
    pub from: Day,
    pub to: Day,
    /// Every month of the time, with nought where nothing was bought.
    pub months: Vec<MonthOfPurchases>,
    /// What was bought most of, in money, first.
    pub items: Vec<PurchasedItem>,
    pub net: Money,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct MonthOfPurchases {
    pub month: Month,
    pub net: Money,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct PurchasedItem {
    /// Absent for lines without an item, which go by their words.
    pub item_id: Option<ItemId>,
    pub code: String,
    pub name_zh: String,
    pub name_en: String,
    pub unit: String,
    pub quantity: Figure,
    pub net: Money,
    /// The last day on which a document said it.
    pub last_on: Day,
    /// In the order of the history's months.
    pub months: Vec<MonthOfItem>,
}

#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct MonthOfItem {
    pub month: Month,
    pub quantity: Figure,
    pub net: Money,
}

/// A line of a document, or of its void.
struct Line {
    seq: Seq,
    date: Day,
    key: Key,
    names: [String; 2],
    unit: String,
    quantity: Decimal,
    net_minor: i64,
    document_base_minor: i64,
}

/// An item with its unit, or the words of a line that has none.
type Key = (Option<ItemId>, String, String);

#[derive(Default)]
struct Sums {
    names: [String; 2],
    unit: String,
    last_on: Option<Day>,
    months: BTreeMap<Month, (Decimal, i64)>,
}

/// The history of one party; `today` ends it where no day is given.
pub fn purchase_history(r: &Reader<'_>, input: &PurchaseHistoryInput, today: Day) -> Result<PurchaseHistory> {
    let to = input.to.unwrap_or(today);
    let from =
        input.from.unwrap_or_else(|| (1..12).fold(Month::of(to), |month, _| month.previous()).first_day());
    let mut groups: BTreeMap<Key, Sums> = BTreeMap::new();
    let lines = lines(r, input, from, to)?;
    for document in lines.chunk_by(|a, b| (a.seq, a.date) == (b.seq, b.date)) {
        let weights: Vec<i64> = document.iter().map(|line| line.net_minor).collect();
        let whole = document.first().map_or(0, |line| line.document_base_minor);
        for (line, minor) in document.iter().zip(shared(whole, &weights)?) {
            let sums = groups.entry(line.key.clone()).or_default();
            (sums.names, sums.unit) = (line.names.clone(), line.unit.clone());
            sums.last_on = sums.last_on.max(Some(line.date));
            let month = sums.months.entry(Month::of(line.date)).or_default();
            month.0 += line.quantity;
            month.1 += minor;
        }
    }
    laid_out(r, groups, from, to)
}

fn laid_out(r: &Reader<'_>, groups: BTreeMap<Key, Sums>, from: Day, to: Day) -> Result<PurchaseHistory> {
    let currency = book(r)?.currency;
    let money = |minor: i64| Money::from_minor(minor, currency);
    let mut months = vec![Month::of(from)];
    while let Some(last) = months.last().copied().filter(|last| *last < Month::of(to)) {
        months.push(last.next());
    }
    let net_of = |month: Month| {
        groups.values().filter_map(|sums| sums.months.get(&month)).map(|(_, minor)| minor).sum::<i64>()
    };
    let by_month = months.iter().map(|month| MonthOfPurchases { month: *month, net: money(net_of(*month)) });
    let by_month = by_month.collect::<Vec<_>>();
    let total = by_month.iter().map(|month| month.net.minor()).sum();
    let mut items: Vec<PurchasedItem> = groups
        .into_iter()
        .map(|((item_id, code, _), sums)| {
            let [name_zh, name_en] = sums.names;
            let of = |month: &Month| {
                let (quantity, minor) = sums.months.get(month).copied().unwrap_or_default();
                MonthOfItem { month: *month, quantity: Figure(quantity), net: money(minor) }
            };
            PurchasedItem {
                item_id,
                code,
                name_zh,
                name_en,
                unit: sums.unit,
                quantity: Figure(sums.months.values().map(|(quantity, _)| quantity).sum()),
                net: money(sums.months.values().map(|(_, minor)| minor).sum()),
                last_on: sums.last_on.unwrap_or(to),
                months: months.iter().map(of).collect(),
            }
        })
        .collect();
    items.sort_by_key(|item| std::cmp::Reverse(item.net.minor()));
    Ok(PurchaseHistory { from, to, months: by_month, items, net: money(total) })
}

fn lines(r: &Reader<'_>, input: &PurchaseHistoryInput, from: Day, to: Day) -> Result<Vec<Line>> {
    let (plain, credit, sign) = match input.business {
        Business::Customer => ("invoice", "credit_note", -1),
        Business::Supplier => ("bill", "supplier_credit", 1),
    };
    r.rows(
        include_str!("party_trade_lines.sql"),
        named_params! {":party": input.party_id, ":plain": plain, ":credit": credit, ":from": from,
        ":as_of": to, ":known": Seq::LATEST, ":sign": sign},
        |row| {
            let quantity: String = row.get("quantity")?;
            let sign = Decimal::from(row.get::<_, i64>("sign")?);
            let item: Option<ItemId> = row.get("item_id")?;
            let described: String = row.get("description")?;
            let unit: String = row.get::<_, Option<String>>("unit")?.unwrap_or_default();
            let name = |name: Option<String>| {
                name.filter(|name| !name.is_empty()).unwrap_or_else(|| described.clone())
            };
            let names = match item {
                Some(_) => [name(row.get("name_zh")?), name(row.get("name_en")?)],
                None => [described.clone(), described.clone()],
            };
            let code: Option<String> = row.get("code")?;
            let words = if item.is_some() { unit.clone() } else { format!("{described}\u{1f}{unit}") };
            Ok(Line {
                seq: row.get("seq")?,
                date: row.get("date")?,
                key: (item, code.filter(|_| item.is_some()).unwrap_or_default(), words),
                names,
                unit,
                quantity: quantity.parse::<Decimal>().unwrap_or_default() * sign,
                net_minor: row.get("net_minor")?,
                document_base_minor: row.get("document_base_minor")?,
            })
        },
    )
}
