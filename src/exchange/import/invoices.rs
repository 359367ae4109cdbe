//! Invoices, bills, orders and deliveries.

use rusqlite::named_params;

use super::super::mapping::Kind;
use super::super::reading::{DocumentRow, LineRow};
use super::deliveries;
use super::masters::tax_of;
use super::refusal::{Refusal, Refused};
use crate::calendar::Day;
use crate::documents::{self, Desk, DocumentFields, LineFields, Origin, TaxMode, TradeFields};
use crate::error::{Error, Result};
use crate::ledger::AccountRole;
use crate::money::Figure;
use crate::store::{PartyId, Reader, Writer};

/// The tax of a line for which the file says nothing.
const UNSAID_TAX: &str = "NOT_TAXED";

/// Issues the document under the number it came with and returns its key.
pub(super) fn issue(
    desk: &Desk<'_, '_>,
    w: &Writer<'_>,
    kind: Kind,
    row: &DocumentRow,
    today: Day,
) -> Refused<i64> {
    let party = party_id(desk, row.party_code.as_deref(), row.party_name.as_deref())?;
    let lines =
        row.lines.iter().map(|line| line_fields(desk, line, row.date)).collect::<Refused<Vec<_>>>()?;
    let mut trade = TradeFields {
        party_id: Some(party),
        date: Some(row.date),
        due_on: row.due_on,
        currency: Some(row.currency),
        tax_mode: if row.tax_inclusive == Some(true) { TaxMode::Inclusive } else { TaxMode::Exclusive },
        lines,
        reference: row.reference.clone().unwrap_or_default(),
        notes: row.notes.clone().unwrap_or_default(),
        // What a shop or a cash desk recorded was handed over: it waits for its invoice, not for its delivery.
        without_delivery: kind == Kind::Orders,
        ..TradeFields::default()
    };
    if kind == Kind::Deliveries {
        deliveries::follow(desk, row, party, &mut trade)?;
    }
    let fields = match kind {
        Kind::Bills => DocumentFields::Bill(trade),
        Kind::Orders => DocumentFields::SalesOrder(trade),
        Kind::Deliveries => DocumentFields::Delivery(trade),
        _ => DocumentFields::Invoice(trade),
    };
    refuse_other_amounts(desk, &row.lines, &fields, today)?;
    let issued = documents::issue_at(desk, w, &fields, Origin::Imported { number: &row.number }, today)
        .map_err(|error| placed(error, &row.lines))?;
    Ok(issued.id.value())
}

/// What a line asks too much of is told with the row of that line.
fn placed(error: Error, lines: &[LineRow]) -> Refusal {
    let line = match &error {
        Error::QuantityExceeds { line, .. } | Error::OverDelivery { line, .. } => usize::try_from(*line).ok(),
        _ => None,
    };
    let row = line.and_then(|line| lines.get(line.checked_sub(1)?)).map(|line| line.row);
    Refusal { row, ..Refusal::from(error) }
}

/// The party a row names, by code where it has one.
///
/// # Errors
/// `not_found`; `duplicate` where several have that name.
pub(super) fn party_id(desk: &Desk<'_, '_>, code: Option<&str>, name: Option<&str>) -> Refused<PartyId> {
    if let Some(code) = code {
        return desk.party_by_code(code).map_err(Refusal::of("party_code"));
    }
    let name = name.unwrap_or_default();
    let not_found = || Error::NotFound { kind: "party".into(), key: name.into() };
    party_by_name(desk.reader(), name)?.ok_or_else(not_found).map_err(Refusal::of("party_name"))
}

fn party_by_name(r: &Reader<'_>, name: &str) -> Refused<Option<PartyId>> {
    let named: Vec<PartyId> = r.rows(
        "select id from party where name = :name and not archived limit 2",
        named_params! {":name": name},
        |row| row.get("id"),
    )?;
    match named.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(*one)),
        _ => Err(Refusal::of("party_name")(Error::Duplicate { kind: "party".into(), key: name.into() })),
    }
}

fn line_fields(desk: &Desk<'_, '_>, line: &LineRow, date: Day) -> Refused<LineFields> {
    let blame = |field| Refusal::of_line(line.row, field);
    let item = line.item_code.as_deref().map(|code| desk.item_by_code(code));
    let item = item.transpose().map_err(blame("item_code"))?;
    let tax = line.tax_percent.map(|percent| tax_of(desk.reader(), percent, Some(date)));
    let tax = tax.transpose().map_err(blame("tax_percent"))?;
    let account = match &line.account_role {
        Some(role) => Some(role_account(desk, role).map_err(blame("account_role"))?),
        None => line.account_code.clone(),
    };
    Ok(LineFields {
        item_id: item,
        description: line.description.clone().unwrap_or_default(),
        specification: String::new(),
        unit: line.unit.clone().unwrap_or_default(),
        quantity: line.quantity,
        unit_price: line.unit_price.unwrap_or(Figure::ZERO),
        discount_percent: Some(line.discount_percent).filter(|percent| *percent != Figure::ZERO),
        tax: Some(tax.unwrap_or_else(|| UNSAID_TAX.into())),
        account,
        ..LineFields::default()
    })
}

/// The account of a posting role as a mapping writes it: `other_income`.
fn role_account(desk: &Desk<'_, '_>, role: &str) -> Result<String> {
    let known: AccountRole = serde_json::from_value(role.to_uppercase().into())
        .map_err(|_| Error::FieldInvalid { field: "account_role".into(), value: role.into() })?;
    Ok(desk.role(known)?.code.clone())
}

/// An amount that the file states beside quantity and price must be what they give: before or after the line's
/// discount, with or without its tax.
fn refuse_other_amounts(
    desk: &Desk<'_, '_>,
    rows: &[LineRow],
    fields: &DocumentFields,
    today: Day,
) -> Refused<()> {
    if rows.iter().all(|row| row.stated_amount.is_none()) {
        return Ok(());
    }
    let totals = documents::totals_at(desk, fields, today)?;
    for (row, amounts) in rows.iter().zip(&totals.lines) {
        let given = [amounts.gross, amounts.net, amounts.total].map(|amount| Figure(amount.to_decimal()));
        if let Some(stated) = row.stated_amount.filter(|stated| !given.contains(stated)) {
            let computed = amounts.net.to_plain();
            let error = Error::ImportAmountDiffers { stated: stated.to_string(), computed };
            return Err(Refusal::of_line(row.row, "amount")(error));
        }
    }
    Ok(())
}
