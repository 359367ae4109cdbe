//! Items: what is sold and bought. Versioned like parties; there is no stock ledger.

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::audit::{self, Subject};
use crate::error::{Error, Result};
use crate::money::Figure;
use crate::store::{ItemId, ItemVersionId, Page, Query, Reader, Seq, Writer, search};

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct ItemFields {
    /// Unique; given by the book (`I0001`) where left empty.
    pub code: String,
    pub name_zh: String,
    pub name_en: String,
    pub unit: String,
    pub specification: String,
    /// Per unit, in the book's currency; with or without tax as the document says.
    pub price: Option<Figure>,
    /// Code of the tax its lines get.
    pub tax: Option<String>,
    /// Code of the revenue account its lines post to; the chart's sales account where absent.
    pub account: Option<String>,
    pub notes: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
pub struct Item {
    pub id: ItemId,
    pub version: u32,
    pub version_id: ItemVersionId,
    pub archived: bool,
    pub fields: ItemFields,
}

impl ItemFields {
    /// The name in a language, or the other one where it is missing.
    pub fn name(&self, language: &str) -> &str {
        let (first, second) = match language {
            "en" => (&self.name_en, &self.name_zh),
            _ => (&self.name_zh, &self.name_en),
        };
        if first.is_empty() { second } else { first }
    }
}

const SELECT: &str = "select i.id, i.archived, v.id as version_id, v.version, v.body
     from item i join item_version v on v.id = i.version_id";

fn read(row: &Row<'_>) -> rusqlite::Result<Item> {
    let body: String = row.get("body")?;
    Ok(Item {
        id: row.get("id")?,
        version: row.get("version")?,
        version_id: row.get("version_id")?,
        archived: row.get("archived")?,
        fields: serde_json::from_str(&body)
            .map_err(|error| rusqlite::Error::UserFunctionError(error.into()))?,
    })
}

pub fn get(r: &Reader<'_>, id: ItemId) -> Result<Item> {
    r.row(&format!("{SELECT} where i.id = :id"), named_params! {":id": id}, read)?
        .ok_or_else(|| Error::NotFound { kind: "item".into(), key: id.to_string() })
}

pub fn by_code(r: &Reader<'_>, code: &str) -> Result<Option<Item>> {
    r.row(&format!("{SELECT} where i.code = :code"), named_params! {":code": code}, read)
}

#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ItemList {
    /// Any part of a name, code or pinyin.
    pub text: Option<String>,
    #[serde(default)]
    pub archived: bool,
    pub after: Option<String>,
    pub limit: Option<u32>,
}

/// Items by code.
pub fn list(r: &Reader<'_>, input: &ItemList) -> Result<Page<Item>> {
    let limit = input.limit.unwrap_or(200).min(1000);
    let query = filtered(input).filter_some("i.code > ?", input.after.clone()).limit(limit);
    let rows = query.rows(r, read)?;
    let next =
        (rows.len() == limit as usize).then(|| rows.last().map(|item| item.fields.code.clone())).flatten();
    Ok(Page { rows, next })
}

/// Every item the filter leaves, by code.
pub fn list_whole(r: &Reader<'_>, input: &ItemList) -> Result<Vec<Item>> {
    filtered(input).rows(r, read)
}

fn filtered(input: &ItemList) -> Query {
    let found = input.text.as_deref().and_then(search::query_text);
    Query::new(SELECT)
        .filter("i.archived = ?", [i64::from(input.archived).into()])
        .filter_some("i.id in (select rowid from item_search where tokens match ?)", found)
        .order(&["i.code"], false)
}

/// Adds an item (no `id`) or writes its next version; see [`crate::parties::save`] for the errors.
pub fn save(
    w: &Writer<'_>,
    id: Option<ItemId>,
    expected_version: Option<u32>,
    fields: &ItemFields,
) -> Result<Item> {
    if fields.name_zh.trim().is_empty() && fields.name_en.trim().is_empty() {
        return Err(Error::FieldMissing { field: "name".into() });
    }
    let current = id.map(|id| get(w, id)).transpose()?;
    if let Some(current) = current.as_ref().filter(|c| expected_version.is_some_and(|e| e != c.version)) {
        return Err(Error::Stale {
            kind: "item".into(),
            key: current.fields.code.clone(),
            yours: serde_json::to_value(fields).unwrap_or_default(),
            theirs: serde_json::to_value(&current.fields).unwrap_or_default(),
        });
    }
    let mut fields = fields.clone();
    fields.code = match (fields.code.trim(), &current) {
        ("", Some(current)) => current.fields.code.clone(),
        ("", None) => {
            let highest: i64 = w.value(include_str!("highest_code.sql"), [])?;
            format!("I{:04}", highest + 1)
        }
        (code, _) => code.to_owned(),
    };
    if let Some(other) = by_code(w, &fields.code)?.filter(|other| Some(other.id) != id) {
        return Err(Error::Duplicate { kind: "item".into(), key: other.fields.code });
    }
    match current {
        Some(current) if current.fields == fields => Ok(current),
        current => write_version(w, current, &fields),
    }
}

fn write_version(w: &Writer<'_>, current: Option<Item>, fields: &ItemFields) -> Result<Item> {
    let act = audit::begin(w)?;
    let value = serde_json::to_value(fields).map_err(Error::unexpected)?;
    let (salt, body) = (audit::salt(w, "item")?, audit::canonical(&value));
    let item_id: ItemId = match &current {
        Some(current) => current.id,
        None => w.insert(
            "insert into item (code, version_id) values (:code, 0)",
            named_params! {":code": fields.code},
        )?,
    };
    let version_id: ItemVersionId = w.insert(
        "insert into item_version (item_id, version, seq, body, salt) values (:item_id, :version, :seq, :body, :salt)",
        named_params! {":item_id": item_id, ":version": current.map_or(1, |current| current.version + 1),
            ":seq": act.seq, ":body": body, ":salt": salt},
    )?;
    w.execute(
        "update item set code = :code, name_zh = :zh, name_en = :en, version_id = :version_id where id = :id",
        named_params! {":code": fields.code, ":zh": fields.name_zh, ":en": fields.name_en, ":version_id": version_id,
            ":id": item_id},
    )?;
    index(w, item_id, fields)?;
    audit::seal(w, act, Subject::Item(item_id.value()), audit::salted_digest(&salt, &body))?;
    get(w, item_id)
}

fn index(w: &Writer<'_>, item_id: ItemId, fields: &ItemFields) -> Result<()> {
    let words = [&fields.code, &fields.name_zh, &fields.name_en, &fields.specification];
    let tokens = search::index_text(words.into_iter().map(String::as_str).filter(|text| !text.is_empty()));
    w.execute(
        "insert or replace into item_search (rowid, tokens) values (:id, :tokens)",
        named_params! {":id": item_id, ":tokens": tokens},
    )?;
    Ok(())
}

/// Makes the index of every item anew, for a book whose rows came from elsewhere.
pub fn index_for_search(w: &Writer<'_>) -> Result<()> {
    let ids: Vec<ItemId> = w.rows("select id from item order by id", [], |row| row.get("id"))?;
    ids.into_iter().try_for_each(|id| index(w, id, &get(w, id)?.fields))
}

pub fn archive(w: &Writer<'_>, id: ItemId, archived: bool) -> Result<Item> {
    set_archived(w, id, archived)?;
    audit::record(w, &serde_json::json!({"item": id, "archived": archived}))?;
    get(w, id)
}

/// The change alone, for acts that record themselves.
pub fn set_archived(w: &Writer<'_>, id: ItemId, archived: bool) -> Result<()> {
    w.execute(
        "update item set archived = :archived where id = :id",
        named_params! {":archived": archived, ":id": id},
    )?;
    Ok(())
}

/// What the trail's digest covers of the version written by `seq`: its salt and text.
pub fn canonical_version(r: &Reader<'_>, seq: Seq) -> Result<Option<([u8; 16], String)>> {
    r.row("select salt, body from item_version where seq = :seq", named_params! {":seq": seq}, |row| {
        Ok((row.get("salt")?, row.get("body")?))
    })
}
