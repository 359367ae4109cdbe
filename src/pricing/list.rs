//! Price lists at rest. A list is one row with its prices that a recorded act replaces; the acts of the trail hold every
//! version.

use std::collections::BTreeSet;

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use crate::audit;
use crate::calendar::Day;
use crate::catalog;
use crate::classes::{ClassKind, ClassNames, ClassWord, CustomerClass};
use crate::error::{Error, Result};
use crate::money::{Currency, Figure};
use crate::parties;
use crate::store::{ItemId, PartyId, PriceListId, Reader, Writer};

/// More prices than this are no list that a person keeps.
const PRICES_MAX: usize = 20_000;

/// Whose a list is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum PriceScope {
    #[default]
    All,
    Party {
        party_id: PartyId,
    },
    Class {
        class: CustomerClass,
    },
}

/// A price from a quantity on, with or without tax as the document says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct PriceFields {
    pub item_id: ItemId,
    /// Nought for any quantity.
    #[serde(default)]
    pub from_quantity: Figure,
    pub unit_price: Figure,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct PriceListFields {
    pub name: String,
    pub currency: Currency,
    #[serde(default)]
    pub scope: PriceScope,
    /// First day; always where absent.
    #[serde(default)]
    pub valid_from: Option<Day>,
    /// Last day.
    #[serde(default)]
    pub valid_to: Option<Day>,
    pub prices: Vec<PriceFields>,
}

#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct PriceList {
    pub id: PriceListId,
    /// Counts the saves; a save of a stale one is refused.
    pub version: u32,
    pub archived: bool,
    pub fields: PriceListFields,
}

/// A list among others.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct PriceListRow {
    pub id: PriceListId,
    pub version: u32,
    pub archived: bool,
    pub name: String,
    pub currency: Currency,
    pub scope: PriceScope,
    /// The customer or the class; absent for all.
    pub scope_name: Option<ClassWord>,
    pub valid_from: Option<Day>,
    pub valid_to: Option<Day>,
    pub prices: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct SavePriceList {
    /// Absent for a new one.
    #[serde(default)]
    pub id: Option<PriceListId>,
    /// The version that was edited; required with `id`.
    #[serde(default)]
    pub version: Option<u32>,
    pub fields: PriceListFields,
}

impl PriceScope {
    fn stored(&self) -> (&'static str, String) {
        match self {
            PriceScope::All => ("all", String::new()),
            PriceScope::Party { party_id } => ("party", party_id.to_string()),
            PriceScope::Class { class } => (class.class.as_str(), class.value.clone()),
        }
    }

    pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<PriceScope> {
        let (scope, value): (String, String) = (row.get("scope")?, row.get("value")?);
        Ok(match scope.as_str() {
            "all" => PriceScope::All,
            "party" => PriceScope::Party { party_id: PartyId::new(value.parse().unwrap_or_default()) },
            class => PriceScope::Class {
                class: CustomerClass {
                    class: ClassKind::from_stored(class).unwrap_or(ClassKind::Tag),
                    value,
                },
            },
        })
    }

    fn check(&self, r: &Reader<'_>) -> Result<()> {
        match self {
            PriceScope::All => Ok(()),
            PriceScope::Party { party_id } => parties::get(r, *party_id).map(|_| ()),
            PriceScope::Class { class } => class.check(r),
        }
    }

    pub(super) fn name(&self, r: &Reader<'_>, names: &ClassNames) -> Result<Option<ClassWord>> {
        Ok(match self {
            PriceScope::All => None,
            PriceScope::Party { party_id } => {
                let name = parties::get(r, *party_id)?.fields.name;
                Some(ClassWord { value: party_id.to_string(), name_zh: name.clone(), name_en: name })
            }
            PriceScope::Class { class } => Some(class.name(r, names)?),
        })
    }
}

impl PriceListFields {
    fn tidied(&self) -> PriceListFields {
        let mut prices = self.prices.clone();
        prices.sort_by_key(|price| (price.item_id, price.from_quantity));
        PriceListFields { name: self.name.trim().to_owned(), prices, ..self.clone() }
    }

    fn check(&self, r: &Reader<'_>) -> Result<()> {
        let invalid = |field: &str, value: String| Err(Error::FieldInvalid { field: field.into(), value });
        if self.name.is_empty() {
            return Err(Error::FieldMissing { field: "name".into() });
        }
        if self.name.chars().count() > 100 || self.name.chars().any(char::is_control) {
            return invalid("name", self.name.clone());
        }
        self.scope.check(r)?;
        if let Some((from, to)) = self.valid_from.zip(self.valid_to).filter(|(from, to)| to < from) {
            tracing::debug!(%from, "a price list ends before it begins");
            return invalid("valid_to", to.to_string());
        }
        if self.prices.len() > PRICES_MAX {
            return invalid("prices", self.prices.len().to_string());
        }
        let mut known = BTreeSet::new();
        for price in &self.prices {
            if price.unit_price < Figure::ZERO {
                return invalid("unit_price", price.unit_price.to_string());
            }
            if price.from_quantity < Figure::ZERO {
                return invalid("from_quantity", price.from_quantity.to_string());
            }
            let item = catalog::get(r, price.item_id)?;
            if !known.insert((price.item_id, price.from_quantity)) {
                let key = format!("{} ≥ {}", item.fields.code, price.from_quantity);
                return Err(Error::Duplicate { kind: "price".into(), key });
            }
        }
        Ok(())
    }
}

const SELECT: &str =
    "select l.id, l.version, l.archived, l.name, l.currency, l.scope, l.value, l.valid_from, l.valid_to,
            (select count(*) from price p where p.price_list_id = l.id) as prices
     from price_list l";

fn read(row: &Row<'_>) -> rusqlite::Result<PriceListRow> {
    Ok(PriceListRow {
        id: row.get("id")?,
        version: row.get("version")?,
        archived: row.get("archived")?,
        name: row.get("name")?,
        currency: row.get("currency")?,
        scope: PriceScope::read(row)?,
        scope_name: None,
        valid_from: row.get("valid_from")?,
        valid_to: row.get("valid_to")?,
        prices: row.get("prices")?,
    })
}

/// Every list by name; those put away too where they are asked for.
pub fn price_lists(r: &Reader<'_>, archived: bool) -> Result<Vec<PriceListRow>> {
    let names = ClassNames::new(r)?;
    let sql = format!("{SELECT} where l.archived <= :archived order by l.name, l.id");
    let rows = r.rows(&sql, named_params! {":archived": archived}, read)?;
    rows.into_iter().map(|row| Ok(PriceListRow { scope_name: row.scope.name(r, &names)?, ..row })).collect()
}

/// # Errors
/// `not_found`.
pub fn price_list(r: &Reader<'_>, id: PriceListId) -> Result<PriceList> {
    let row = r
        .row(&format!("{SELECT} where l.id = :id"), named_params! {":id": id}, read)?
        .ok_or_else(|| Error::NotFound { kind: "price_list".into(), key: id.to_string() })?;
    let prices = r.rows(
        "select item_id, from_quantity, unit_price from price where price_list_id = :id",
        named_params! {":id": id},
        |row| {
            let figure = |column: &str| -> rusqlite::Result<Figure> {
                let text: String = row.get(column)?;
                text.parse().map_err(|error: Error| rusqlite::Error::UserFunctionError(error.into()))
            };
            Ok(PriceFields {
                item_id: row.get("item_id")?,
                from_quantity: figure("from_quantity")?,
                unit_price: figure("unit_price")?,
            })
        },
    )?;
    let PriceListRow { version, archived, name, currency, scope, valid_from, valid_to, .. } = row;
    let fields = PriceListFields { name, currency, scope, valid_from, valid_to, prices }.tidied();
    Ok(PriceList { id, version, archived, fields })
}

/// Saves a list with all its prices; documents keep the prices they were issued with.
///
/// # Errors
/// `stale` with both texts; `field_missing`, `field_invalid`, `not_found`, `duplicate` for a name or a quantity that is
/// there already.
pub fn save_price_list(w: &Writer<'_>, input: &SavePriceList) -> Result<PriceList> {
    let fields = input.fields.tidied();
    fields.check(w)?;
    let taken: Option<PriceListId> =
        w.row("select id from price_list where name = :name", named_params! {":name": fields.name}, |row| {
            row.get("id")
        })?;
    if taken.is_some_and(|taken| Some(taken) != input.id) {
        return Err(Error::Duplicate { kind: "price_list".into(), key: fields.name });
    }
    let id = match input.id.map(|id| price_list(w, id)).transpose()? {
        None => w.insert(
            "insert into price_list (seq, version, name, currency, scope, value) values (0, 0, :name, :currency, 'all', '')",
            named_params! {":name": fields.name, ":currency": fields.currency},
        )?,
        Some(current) => {
            refuse_stale(&current, input)?;
            current.id
        }
    };
    let (scope, value) = fields.scope.stored();
    w.execute(
        include_str!("update_list.sql"),
        named_params! {":id": id, ":name": fields.name, ":currency": fields.currency, ":scope": scope, ":value": value,
            ":valid_from": fields.valid_from, ":valid_to": fields.valid_to},
    )?;
    w.execute("delete from price where price_list_id = :id", named_params! {":id": id})?;
    for price in &fields.prices {
        w.execute(
            "insert into price (price_list_id, item_id, from_quantity, unit_price) values (:list, :item, :from, :price)",
            named_params! {":list": id, ":item": price.item_id, ":from": price.from_quantity.to_string(),
                ":price": price.unit_price.to_string()},
        )?;
    }
    record(w, id, &json!({"price_list": id, "fields": fields}))
}

/// Takes a list out of use, or back.
///
/// # Errors
/// `not_found`.
pub fn archive_price_list(w: &Writer<'_>, id: PriceListId, archived: bool) -> Result<PriceList> {
    if price_list(w, id)?.archived == archived {
        return price_list(w, id);
    }
    w.execute(
        "update price_list set archived = :archived where id = :id",
        named_params! {":archived": archived, ":id": id},
    )?;
    record(w, id, &json!({"price_list": id, "archived": archived}))
}

fn refuse_stale(current: &PriceList, input: &SavePriceList) -> Result<()> {
    if input.version == Some(current.version) {
        return Ok(());
    }
    Err(Error::Stale {
        kind: "price_list".into(),
        key: current.fields.name.clone(),
        yours: serde_json::to_value(&input.fields).map_err(Error::unexpected)?,
        theirs: serde_json::to_value(&current.fields).map_err(Error::unexpected)?,
    })
}

fn record(w: &Writer<'_>, id: PriceListId, act: &serde_json::Value) -> Result<PriceList> {
    let seq = audit::record(w, act)?;
    w.execute("update price_list set seq = :seq where id = :id", named_params! {":seq": seq, ":id": id})?;
    price_list(w, id)
}
