//! The price that counts, and those beside it.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::list::PriceScope;
use crate::calendar::Day;
use crate::catalog;
use crate::classes::{AsOf, ClassNames, ClassWord, CustomerClass, Memberships, Proposed, proposal};
use crate::documents::{OfferedPrice, PriceFor, PriceSource};
use crate::error::{Error, Result};
use crate::ledger::book;
use crate::money::{Currency, Figure};
use crate::parties::{self, Party};
use crate::store::{ItemId, PartyId, PriceListId, Reader};

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct FindPrice {
    pub item_id: ItemId,
    /// Only lists of all count where absent.
    #[serde(default)]
    pub party_id: Option<PartyId>,
    /// One where absent.
    #[serde(default)]
    pub quantity: Option<Figure>,
    /// The customer's, then the book's, where absent.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// Today where absent.
    #[serde(default)]
    pub date: Option<Day>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct PriceOffer {
    pub currency: Currency,
    /// Absent where neither a list nor the item has a price in that currency.
    pub chosen: Option<OfferedPrice>,
    /// Other lists that fit, the item's own price, and what was paid last.
    pub others: Vec<OfferedPrice>,
}

struct Candidate {
    id: PriceListId,
    name: String,
    version: u32,
    scope: PriceScope,
    valid_from: Option<Day>,
    from_quantity: Figure,
    unit_price: Figure,
}

/// The price of an item for a customer, a quantity and a day.
///
/// # Errors
/// `not_found` for an item or customer the book does not have.
pub fn find_price(r: &Reader<'_>, input: &FindPrice, today: Day) -> Result<PriceOffer> {
    let item = catalog::get(r, input.item_id)?;
    let party = input.party_id.map(|id| parties::get(r, id)).transpose()?;
    let own = book(r)?.currency;
    let currency =
        input.currency.or_else(|| party.as_ref().and_then(|party| party.fields.currency)).unwrap_or(own);
    let date = input.date.unwrap_or(today);
    let preferred = preferred_lists(r, party.as_ref(), date)?;
    let place = |id| preferred.iter().position(|preferred| preferred.id == id);
    let mut found = candidates(r, input, &preferred, (currency, date))?;
    found.sort_by_key(|candidate| {
        let rank = match candidate.scope {
            PriceScope::Party { .. } => 0,
            _ if place(candidate.id).is_some() => 1,
            PriceScope::Class { .. } => 2,
            PriceScope::All => 3,
        };
        (rank, place(candidate.id), std::cmp::Reverse(candidate.valid_from), std::cmp::Reverse(candidate.id))
    });
    let names = ClassNames::new(r)?;
    let mut offers: Vec<OfferedPrice> =
        found.into_iter().map(|each| offered(r, each, &preferred, &names)).collect::<Result<_>>()?;
    if let Some(unit_price) = item.fields.price.filter(|_| currency == own) {
        offers.push(OfferedPrice { unit_price, source: PriceSource::Item });
    }
    let mut offers = offers.into_iter();
    let chosen = offers.next();
    let mut others: Vec<OfferedPrice> = offers.collect();
    others.extend(last_paid(r, input, currency, date)?);
    Ok(PriceOffer { currency, chosen, others })
}

/// A list that goes before those of classes and of all, and for whom it does.
struct Preferred {
    id: PriceListId,
    whose: PriceFor,
}

/// The list agreed with the customer, then the one that its class proposes.
fn preferred_lists(r: &Reader<'_>, party: Option<&Party>, date: Day) -> Result<Vec<Preferred>> {
    let Some(party) = party else { return Ok(Vec::new()) };
    let own = party.fields.price_list.map(|id| Preferred { id, whose: PriceFor::Customer });
    let of_class = proposal(r, party.id, date)?.price_list.map(|list| {
        let Proposed { value, name_zh, name_en, .. } = list;
        Preferred { id: PriceListId::new(value), whose: PriceFor::Class { name_zh, name_en } }
    });
    Ok(own.into_iter().chain(of_class).collect())
}

/// The price of each list that fits, by the largest quantity that is reached.
fn candidates(
    r: &Reader<'_>,
    input: &FindPrice,
    preferred: &[Preferred],
    (currency, date): (Currency, Day),
) -> Result<Vec<Candidate>> {
    let values = named_params! {":item": input.item_id, ":currency": currency, ":date": date};
    let rows = r.rows(include_str!("candidates.sql"), values, |row| {
        let figure = |column: &str| -> rusqlite::Result<Figure> {
            let text: String = row.get(column)?;
            text.parse().map_err(|error: Error| rusqlite::Error::UserFunctionError(error.into()))
        };
        Ok(Candidate {
            id: row.get("id")?,
            name: row.get("name")?,
            version: row.get("version")?,
            scope: PriceScope::read(row)?,
            valid_from: row.get("valid_from")?,
            from_quantity: figure("from_quantity")?,
            unit_price: figure("unit_price")?,
        })
    })?;
    let quantity = input.quantity.unwrap_or(Figure::ONE);
    let classes: Vec<CustomerClass> = rows
        .iter()
        .filter_map(|row| match &row.scope {
            PriceScope::Class { class } => Some(class.clone()),
            _ => None,
        })
        .collect();
    let memberships = Memberships::of(r, &classes, input.party_id, AsOf::now(date))?;
    let fits = |candidate: &Candidate| {
        let whose = match &candidate.scope {
            PriceScope::All => true,
            PriceScope::Party { party_id } => Some(*party_id) == input.party_id,
            PriceScope::Class { class } => {
                input.party_id.is_some_and(|party| memberships.holds(party, class))
            }
        };
        (whose || preferred.iter().any(|list| list.id == candidate.id)) && candidate.from_quantity <= quantity
    };
    let mut best: Vec<Candidate> = Vec::new();
    for candidate in rows.into_iter().filter(fits) {
        match best.last_mut().filter(|last| last.id == candidate.id) {
            Some(last) if last.from_quantity >= candidate.from_quantity => {}
            Some(last) => *last = candidate,
            None => best.push(candidate),
        }
    }
    Ok(best)
}

fn offered(
    r: &Reader<'_>,
    candidate: Candidate,
    preferred: &[Preferred],
    names: &ClassNames,
) -> Result<OfferedPrice> {
    let Candidate { id, name, version, scope, from_quantity, unit_price, .. } = candidate;
    let preferred = preferred.iter().find(|preferred| preferred.id == id);
    let whose = match (&scope, preferred) {
        (PriceScope::Party { .. }, _) => Some(PriceFor::Customer),
        (_, Some(preferred)) => Some(preferred.whose.clone()),
        (PriceScope::All, None) => None,
        (PriceScope::Class { class }, None) => {
            let ClassWord { name_zh, name_en, .. } = class.name(r, names)?;
            Some(PriceFor::Class { name_zh, name_en })
        }
    };
    Ok(OfferedPrice { unit_price, source: PriceSource::List { id, name, version, from_quantity, whose } })
}

fn last_paid(
    r: &Reader<'_>,
    input: &FindPrice,
    currency: Currency,
    date: Day,
) -> Result<Option<OfferedPrice>> {
    let Some(party) = input.party_id else { return Ok(None) };
    let values =
        named_params! {":party": party, ":item": input.item_id, ":currency": currency, ":date": date};
    r.row(include_str!("last_paid.sql"), values, |row| {
        let price: String = row.get("unit_price")?;
        Ok(OfferedPrice {
            unit_price: price
                .parse()
                .map_err(|error: Error| rusqlite::Error::UserFunctionError(error.into()))?,
            source: PriceSource::LastPaid {
                document_id: row.get("seq")?,
                number: row.get("number")?,
                date: row.get("date")?,
            },
        })
    })
}
