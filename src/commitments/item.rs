//! The items that a promise or a dispute is about.

use std::collections::BTreeMap;

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::book;
use crate::money::{Currency, Figure, Money};
use crate::parties;
use crate::store::{DocumentId, OpenItemId, PartyId, Reader, Seq};

/// An item as it stood on the day that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct CommittedItem {
    pub item_id: OpenItemId,
    pub document_id: Option<DocumentId>,
    pub document_kind: Option<String>,
    /// XS2601-0001 (2/3).
    pub number: String,
    pub due_on: Day,
    pub amount: Money,
    pub open: Money,
}

/// Which rows name items.
#[derive(Debug, Clone, Copy)]
pub(super) enum Of {
    Promises,
    Disputes,
}

/// The items of promises or disputes of the customers between two keys, by the act that names them.
pub(super) fn items_of(
    r: &Reader<'_>,
    of: Of,
    (first, last): (PartyId, PartyId),
    (day, known): (Day, Seq),
) -> Result<BTreeMap<Seq, Vec<CommittedItem>>> {
    let sql = match of {
        Of::Promises => include_str!("promise_items.sql"),
        Of::Disputes => include_str!("dispute_items.sql"),
    };
    let values = named_params! {":first": first, ":last": last, ":day": day, ":known": known};
    let mut items: BTreeMap<Seq, Vec<CommittedItem>> = BTreeMap::new();
    let rows = r.rows(sql, values, |row| {
        let currency = row.get("currency")?;
        let item = CommittedItem {
            item_id: row.get("item_id")?,
            document_id: row.get("document_seq")?,
            document_kind: row.get("kind")?,
            number: row.get::<_, Option<String>>("name")?.unwrap_or_default(),
            due_on: row.get("due_on")?,
            amount: Money::from_minor(row.get("amount_minor")?, currency),
            open: Money::from_minor(row.get("open_minor")?, currency),
        };
        Ok((row.get("seq")?, item))
    })?;
    for (seq, item) in rows {
        items.entry(seq).or_default().push(item);
    }
    Ok(items)
}

/// What is open now of items of a customer, all in one currency and none twice; of a promise for the account, in the currency
/// that is asked for.
///
/// # Errors
/// `party_role_missing`; `field_invalid` for an item that is not the customer's, is settled, or stands twice; `currency_mismatch`.
pub(super) fn open_of(
    r: &Reader<'_>,
    party: PartyId,
    items: &[OpenItemId],
    currency: Option<Currency>,
) -> Result<Money> {
    let fields = parties::get(r, party)?.fields;
    if !fields.is_customer {
        return Err(Error::PartyRoleMissing { party: fields.name, role: "customer".into() });
    }
    let open: BTreeMap<OpenItemId, Money> = r
        .rows(include_str!("open_items.sql"), named_params! {":party": party}, |row| {
            Ok((row.get("item_id")?, Money::from_minor(row.get("remaining_minor")?, row.get("currency")?)))
        })?
        .into_iter()
        .collect();
    if items.is_empty() {
        let currency = match currency {
            Some(currency) => currency,
            None => book(r)?.currency,
        };
        let of = open.into_values().filter(|amount| amount.currency() == currency);
        return of.into_iter().try_fold(Money::zero(currency), Money::checked_add);
    }
    let refuse = |id: OpenItemId| Error::FieldInvalid { field: "items".into(), value: id.to_string() };
    let mut sum: Option<Money> = None;
    for (place, id) in items.iter().enumerate() {
        let is_twice = items.get(..place).is_some_and(|before| before.contains(id));
        let amount = open.get(id).filter(|amount| amount.minor() > 0 && !is_twice);
        let amount = *amount.ok_or_else(|| refuse(*id))?;
        sum = Some(sum.map_or(Ok(amount), |sum| sum.checked_add(amount))?);
    }
    sum.ok_or(Error::AmountOverflow)
}

/// An amount above nought in the currency of what is open; all of that where it is absent.
///
/// # Errors
/// `field_invalid`; `amount_too_precise`.
pub(super) fn amount_of(asked: Option<Figure>, open: Money, most: Option<Money>) -> Result<Money> {
    let amount = match asked {
        Some(asked) => Money::parse(&asked.to_string(), open.currency())?,
        None => open,
    };
    match amount.minor() <= 0 || most.is_some_and(|most| amount.minor() > most.minor()) {
        true => Err(Error::FieldInvalid { field: "amount".into(), value: amount.to_plain() }),
        false => Ok(amount),
    }
}
