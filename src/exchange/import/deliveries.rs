//! Deliveries that name their orders: each line goes on from an open line of the order, and what the file leaves out is
//! as it was ordered.

use std::collections::BTreeMap;

use rusqlite::named_params;
use rust_decimal::Decimal;

use super::super::reading::{DocumentRow, LineRow};
use super::refusal::{Refusal, Refused};
use crate::documents::{Desk, LineFields, LineKey, LineSource, Progress, Record, RecordLine, TradeFields};
use crate::documents::{progress_from, record};
use crate::error::{Error, Result};
use crate::money::{Figure, Money};
use crate::store::{DocumentId, ItemId, PartyId, Reader};

/// An order as far as a delivery goes on from it.
struct Order {
    record: Record,
    /// Line by line.
    items: Vec<Option<ItemId>>,
    progress: BTreeMap<LineKey, Progress>,
}

/// A line of an order, counted from one, and what of it is not delivered yet.
#[derive(Clone, Copy)]
struct Place<'o> {
    number: u32,
    line: &'o RecordLine,
    open: Decimal,
}

/// Links the lines that name an order to its lines: of the same item, else of the same words; where it has several, to the
/// first of which enough is open.
///
/// # Errors
/// `not_found` for an order, or a line of it, that there is not; `duplicate` where several orders of the customer have that
/// reference.
pub(super) fn follow(
    desk: &Desk<'_, '_>,
    row: &DocumentRow,
    party: PartyId,
    trade: &mut TradeFields,
) -> Refused<()> {
    let mut orders: BTreeMap<&str, Order> = BTreeMap::new();
    let mut taken: BTreeMap<LineKey, Decimal> = BTreeMap::new();
    for (said, fields) in row.lines.iter().zip(&mut trade.lines) {
        let Some(number) = said.order_number.as_deref() else { continue };
        if !orders.contains_key(number) {
            let order =
                order(desk.reader(), party, number).map_err(Refusal::of_line(said.row, "order_number"))?;
            orders.insert(number, order);
        }
        let Some(order) = orders.get(number) else { continue };
        let place = order.place(fields, &taken).ok_or_else(|| {
            let word = said.item_code.as_deref().unwrap_or(&fields.description);
            let field = if said.item_code.is_some() { "item_code" } else { "description" };
            let key = format!("{} / {word}", order.record.number);
            Refusal::of_line(said.row, field)(Error::NotFound { kind: "document_line".into(), key })
        })?;
        *taken.entry((order.record.id, place.number)).or_default() += fields.quantity.0;
        place.fill(desk, said, fields, order.record.id)?;
    }
    if let Some(Order { record, .. }) = orders.values().next() {
        trade.tax_mode = match row.tax_inclusive {
            None => record.tax_mode.unwrap_or_default(),
            Some(_) => trade.tax_mode,
        };
        trade.terms.clone_from(&record.terms);
        trade.language.clone_from(&record.language);
        trade.discount_percent = record.discount_percent;
        trade.discounts_after_tax = record.detail.discounts_after_tax;
    }
    Ok(())
}

/// The standing order of that number, the customer's before others'; else the one the customer calls so.
fn order(r: &Reader<'_>, party: PartyId, number: &str) -> Result<Order> {
    let values = named_params! {":number": number, ":party": party};
    let read = |row: &rusqlite::Row<'_>| row.get::<_, DocumentId>("seq");
    let mut found = r.rows(include_str!("order_by_number.sql"), values, read)?;
    found.truncate(1);
    if found.is_empty() {
        found = r.rows(include_str!("order_by_reference.sql"), values, read)?;
    }
    let not_found = || Error::NotFound { kind: "sales_order".into(), key: number.into() };
    match found.as_slice() {
        [id] => Order::of(r, record(r, *id)?.ok_or_else(not_found)?),
        [] => Err(not_found()),
        _ => Err(Error::Duplicate { kind: "sales_order".into(), key: number.into() }),
    }
}

impl Order {
    fn of(r: &Reader<'_>, record: Record) -> Result<Order> {
        let sql = "select v.item_id from document_line l left join item_version v on v.id = l.item_version_id
                   where l.seq = :seq order by l.line";
        let items = r.rows(sql, named_params! {":seq": record.id}, |row| row.get("item_id"))?;
        let progress = progress_from(r, record.id)?;
        Ok(Order { record, items, progress })
    }

    fn place(&self, fields: &LineFields, taken: &BTreeMap<LineKey, Decimal>) -> Option<Place<'_>> {
        let lines = (1_u32..).zip(self.record.lines.iter().zip(&self.items));
        let same = lines.filter(|(_, (line, item))| match fields.item_id {
            Some(wanted) => **item == Some(wanted),
            None => line.description == fields.description.trim(),
        });
        let places: Vec<Place<'_>> = same
            .map(|(number, (line, _))| {
                let key = (self.record.id, number);
                let left = self.progress.get(&key).map_or(Decimal::ZERO, |progress| progress.to_deliver);
                let open = left - taken.get(&key).copied().unwrap_or_default();
                Place { number, line, open }
            })
            .collect();
        let enough = |place: &&Place<'_>| place.open >= fields.quantity.0;
        let some = |place: &&Place<'_>| place.open > Decimal::ZERO;
        places.iter().find(enough).or_else(|| places.iter().find(some)).or(places.first()).copied()
    }
}

impl Place<'_> {
    fn fill(
        &self,
        desk: &Desk<'_, '_>,
        said: &LineRow,
        fields: &mut LineFields,
        order: DocumentId,
    ) -> Result<()> {
        let line = self.line;
        fields.source = Some(LineSource { document_id: order, line: self.number });
        fields.specification = line.specification.clone().unwrap_or_default();
        if said.description.is_none() {
            fields.description.clone_from(&line.description);
        }
        if said.unit.is_none() {
            fields.unit = line.unit.clone().unwrap_or_default();
        }
        if said.unit_price.is_none() {
            fields.unit_price = line.unit_price;
            fields.price.clone_from(&line.price);
            fields.discount_percent = fields.discount_percent.or(line.discount_percent);
        }
        if said.tax_percent.is_none() {
            fields.tax = Some(line.tax_code.clone());
        }
        fields.account = fields.account.take().or_else(|| Some(line.account.clone()));
        fields.cost = line.cost.map(|cost| self.share(desk, cost, fields.quantity.0)).transpose()?;
        Ok(())
    }

    /// The share of a cost that so much of the line has: the parts add up to the whole.
    fn share(&self, desk: &Desk<'_, '_>, cost: Money, quantity: Decimal) -> Result<Figure> {
        let whole = self.line.quantity.0;
        let up_to = |quantity: Decimal| -> Result<Money> {
            let part = cost.to_decimal().checked_mul(quantity).ok_or(Error::AmountOverflow)?;
            let part = part.checked_div(whole).unwrap_or_default();
            Money::rounded(part, cost.currency(), desk.book().rounding)
        };
        let before = whole - self.open;
        Ok(Figure(up_to(before + quantity)?.checked_sub(up_to(before)?)?.to_decimal()))
    }
}
