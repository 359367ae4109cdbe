//! What is to be delivered and to be invoiced: line by line, by customer, in total.

use rusqlite::named_params;
use rusqlite::types::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::calendar::Day;
use crate::documents::DocumentKind;
use crate::error::Result;
use crate::ledger::book;
use crate::money::{Figure, Money};
use crate::store::{DocumentId, PartyId, Query, Reader};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OpenView {
    /// 未交货: of orders, what was not delivered.
    #[default]
    ToDeliver,
    /// 已送货未开账单: what was delivered, or is invoiced as it was ordered, and stands on no invoice.
    ToInvoice,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct OpenLinesInput {
    pub view: OpenView,
    pub party_id: Option<PartyId>,
    /// Part of the document's number, the customer's name or the description.
    pub text: Option<String>,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct OpenLineRow {
    pub document_id: DocumentId,
    pub kind: DocumentKind,
    pub number: String,
    pub line: u32,
    pub party_id: PartyId,
    pub party_name: String,
    pub date: Day,
    /// By when an order is to be delivered.
    pub due_on: Option<Day>,
    pub description: String,
    pub specification: String,
    pub unit: String,
    pub quantity: Figure,
    /// What of it was delivered, or stands on invoices.
    pub done: Figure,
    /// What is left of it.
    pub open: Figure,
    /// Its share of the line, with tax, in the document's currency.
    pub amount: Money,
}

/// The first rows, those that are due first; the sums are over everything that fits.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct OpenLines {
    pub rows: Vec<OpenLineRow>,
    #[ts(type = "number")]
    pub count: i64,
    /// In the book's currency, at the rate of each document.
    pub total: Money,
}

const SHOWN: usize = 1_000;

pub fn open(r: &Reader<'_>, input: &OpenLinesInput) -> Result<OpenLines> {
    let own = book(r)?.currency;
    let (rows, base) = whole(r, input)?;
    let count = rows.len() as i64;
    let shown = rows.into_iter().take(SHOWN).collect();
    Ok(OpenLines { rows: shown, count, total: Money::from_minor(base, own) })
}

/// Every line that fits, in the order of the list.
pub fn open_whole(r: &Reader<'_>, input: &OpenLinesInput) -> Result<Vec<OpenLineRow>> {
    Ok(whole(r, input)?.0)
}

/// The lines and their sum in the book's currency, in minor units.
fn whole(r: &Reader<'_>, input: &OpenLinesInput) -> Result<(Vec<OpenLineRow>, i64)> {
    let select = match input.view {
        OpenView::ToDeliver => include_str!("to_deliver.sql"),
        OpenView::ToInvoice => include_str!("to_bill.sql"),
    };
    let found = filtered(Query::new(select), input)
        .order(&["coalesce(d.due_on, d.date)", "o.seq", "o.line"], false)
        .rows(r, |row| {
            let kind: String = row.get("kind")?;
            let texts = [row.get::<_, String>("quantity")?, row.get("open")?];
            let line = OpenLineRow {
                document_id: row.get("seq")?,
                kind: DocumentKind::from_name(&kind).unwrap_or(DocumentKind::SalesOrder),
                number: row.get("number")?,
                line: row.get("line")?,
                party_id: row.get("party_id")?,
                party_name: row.get("party_name")?,
                date: row.get("date")?,
                due_on: row.get("due_on")?,
                description: row.get("description")?,
                specification: row.get::<_, Option<String>>("specification")?.unwrap_or_default(),
                unit: row.get::<_, Option<String>>("unit")?.unwrap_or_default(),
                quantity: Figure::ZERO,
                done: Figure::ZERO,
                open: Figure::ZERO,
                amount: Money::from_minor(row.get("open_minor")?, row.get("currency")?),
            };
            Ok((line, texts, row.get::<_, i64>("open_base_minor")?))
        })?;
    let mut base = 0_i64;
    let mut rows = Vec::with_capacity(found.len());
    for (line, [quantity, open], minor) in found {
        base += minor;
        let [quantity, open]: [Figure; 2] = [quantity.parse()?, open.parse()?];
        rows.push(OpenLineRow { quantity, done: Figure(quantity.0 - open.0), open, ..line });
    }
    Ok((rows, base))
}

fn filtered(query: Query, input: &OpenLinesInput) -> Query {
    let query = query.filter_some("o.party_id = ?", input.party_id.map(|id| id.value()));
    match input.text.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        None => query,
        Some(text) => {
            let part = Value::from(format!("%{}%", text.replace(['%', '_'], "")));
            let condition = "(d.number like ? or p.name like ? or l.description like ?)";
            query.filter(condition, [part.clone(), part.clone(), part])
        }
    }
}

/// What a customer ordered and was delivered that stands on no invoice, with tax, in the book's currency. Together they are
/// what orders add to what the customer owes.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct OpenParty {
    pub party_id: PartyId,
    pub party_name: String,
    /// Ordered, neither delivered nor invoiced.
    pub ordered: Money,
    /// Delivered, or to be invoiced as ordered.
    pub delivered: Money,
}

/// By customer, the most first.
pub fn by_party(r: &Reader<'_>, party: Option<PartyId>) -> Result<Vec<OpenParty>> {
    let own = book(r)?.currency;
    let money = |minor: i64| Money::from_minor(minor, own);
    let (first, last) = party.map_or((0, i64::MAX), |id| (id.value(), id.value()));
    r.rows(include_str!("by_party.sql"), named_params! {":first": first, ":last": last}, |row| {
        Ok(OpenParty {
            party_id: row.get("party_id")?,
            party_name: row.get("party_name")?,
            ordered: money(row.get("ordered_minor")?),
            delivered: money(row.get("delivered_minor")?),
        })
    })
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct OpenTotals {
    pub ordered: Money,
    pub delivered: Money,
    /// Delivery notes and orders that the billing run takes.
    #[ts(type = "number")]
    pub to_bill: i64,
    /// Orders that are late: their day is past and something is left to deliver.
    #[ts(type = "number")]
    pub late: i64,
}

/// Over all customers.
pub fn open_totals(r: &Reader<'_>, today: Day) -> Result<OpenTotals> {
    let own = book(r)?.currency;
    let totals = r.row(include_str!("open_totals.sql"), named_params! {":today": today}, |row| {
        let money = |column: &str| Ok::<_, rusqlite::Error>(Money::from_minor(row.get(column)?, own));
        Ok(OpenTotals {
            ordered: money("ordered_minor")?,
            delivered: money("delivered_minor")?,
            to_bill: row.get("to_bill")?,
            late: row.get("late")?,
        })
    })?;
    let none = Money::zero(own);
    Ok(totals.unwrap_or(OpenTotals { ordered: none, delivered: none, to_bill: 0, late: 0 }))
}
