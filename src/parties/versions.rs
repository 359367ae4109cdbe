//! Parties and their versions at rest.

use std::borrow::Cow;

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::company::text;
use super::fields::{PartyFields, Warning};
use super::merge::{MergedParty, merged_into, merged_parties, refuse_merged};
use crate::access;
use crate::audit::{self, Subject};
use crate::error::{Error, Result};
use crate::store::{PartyId, PartyVersionId, PriceListId, Reader, Seq, UserId, Writer, search};

/// A party as it is now.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
pub struct Party {
    pub id: PartyId,
    /// Counts the saves; a save of a stale one is refused.
    pub version: u32,
    pub version_id: PartyVersionId,
    pub archived: bool,
    pub fields: PartyFields,
    pub warnings: Vec<Warning>,
    /// The party that remains, of one that was merged.
    #[serde(default)]
    pub merged_into: Option<MergedParty>,
    /// Those that were merged into it, the latest first.
    #[serde(default)]
    pub merged: Vec<MergedParty>,
}

/// A party as it was in one version.
#[derive(Debug, Clone)]
pub struct PartyVersion {
    pub id: PartyVersionId,
    pub party_id: PartyId,
    pub fields: PartyFields,
}

const SELECT: &str = "select p.id, p.archived, v.id as version_id, v.version, v.body
     from party p join party_version v on v.id = p.version_id";

pub fn get(r: &Reader<'_>, id: PartyId) -> Result<Party> {
    r.row(&format!("{SELECT} where p.id = :id"), named_params! {":id": id}, read)?
        .transpose()?
        .ok_or_else(|| Error::NotFound { kind: "party".into(), key: id.to_string() })
}

pub fn by_code(r: &Reader<'_>, code: &str) -> Result<Option<Party>> {
    r.row(&format!("{SELECT} where p.code = :code"), named_params! {":code": code}, read)?.transpose()
}

fn read(row: &Row<'_>) -> rusqlite::Result<Result<Party>> {
    let body: String = row.get("body")?;
    let party = Party {
        id: row.get("id")?,
        version: row.get("version")?,
        version_id: row.get("version_id")?,
        archived: row.get("archived")?,
        fields: PartyFields::default(),
        warnings: Vec::new(),
        merged_into: None,
        merged: Vec::new(),
    };
    Ok(parse(&body).map(|fields| Party { warnings: fields.warnings(), fields, ..party }))
}

/// A party with what was merged into it, or where it went.
pub fn get_with_merges(r: &Reader<'_>, id: PartyId) -> Result<Party> {
    let (merged_into, merged) = (merged_into(r, id)?, merged_parties(r, id)?);
    Ok(Party { merged_into, merged, ..get(r, id)? })
}

/// Parties of a name, written in whatever width, case and spacing: those in use, else those that are archived and
/// went into no other.
pub fn named(r: &Reader<'_>, name: &str) -> Result<Vec<Party>> {
    let Some(query) = search::query_text(name) else { return Ok(Vec::new()) };
    let ids: Vec<PartyId> =
        r.rows(include_str!("named.sql"), named_params! {":name": name.trim(), ":query": query}, |row| {
            row.get("id")
        })?;
    let all: Vec<Party> = ids.into_iter().map(|id| get(r, id)).collect::<Result<_>>()?;
    let (archived, in_use): (Vec<Party>, Vec<Party>) = all.into_iter().partition(|party| party.archived);
    if !in_use.is_empty() {
        return Ok(in_use);
    }
    let mut left = Vec::new();
    for party in archived {
        if merged_into(r, party.id)?.is_none() {
            left.push(party);
        }
    }
    // Of several that nobody uses, the latest comes back.
    Ok(left.pop().into_iter().collect())
}

/// The version of the same party before one; `None` for the first.
pub fn version_before(r: &Reader<'_>, id: PartyVersionId) -> Result<Option<PartyVersion>> {
    let before: Option<PartyVersionId> =
        r.row(include_str!("version_before.sql"), named_params! {":id": id}, |row| row.get("id"))?;
    before.map(|id| version(r, id)).transpose()
}

/// The version a document was issued with.
pub fn version(r: &Reader<'_>, id: PartyVersionId) -> Result<PartyVersion> {
    let (party_id, body) = r
        .row("select party_id, body from party_version where id = :id", named_params! {":id": id}, |row| {
            Ok((row.get("party_id")?, row.get::<_, String>("body")?))
        })?
        .ok_or_else(|| Error::NotFound { kind: "party_version".into(), key: id.to_string() })?;
    Ok(PartyVersion { id, party_id, fields: parse(&body)? })
}

/// The party as it was known at `known`; its first version where it was entered later.
pub fn version_at(r: &Reader<'_>, party: PartyId, known: Seq) -> Result<PartyVersion> {
    let id =
        r.row(include_str!("version_at.sql"), named_params! {":party": party, ":seq": known}, |row| {
            row.get("id")
        })?;
    version(r, id.ok_or_else(|| Error::NotFound { kind: "party".into(), key: party.to_string() })?)
}

/// Parties whose name, code, phone, tax number, contact or pinyin contains what was typed; best first.
pub fn find(r: &Reader<'_>, typed: &str, limit: u32) -> Result<Vec<PartyId>> {
    let Some(query) = search::query_text(typed) else { return Ok(Vec::new()) };
    r.rows(include_str!("find.sql"), named_params! {":query": query, ":limit": limit}, |row| row.get("id"))
}

/// Adds a party (no `id`) or writes its next version.
///
/// # Errors
/// `stale` with both texts where `expected_version` is not the current one; `duplicate` for a taken code.
pub fn save(
    w: &Writer<'_>,
    id: Option<PartyId>,
    expected_version: Option<u32>,
    fields: &PartyFields,
) -> Result<Party> {
    fields.check()?;
    if let Some(id) = id {
        refuse_merged(w, id)?;
    }
    let current = id.map(|id| get(w, id)).transpose()?;
    if let Some((current, expected)) = current.as_ref().zip(expected_version).filter(|(c, e)| c.version != *e)
    {
        tracing::debug!(expected, found = current.version, "stale party");
        return Err(Error::Stale {
            kind: "party".into(),
            key: current.fields.code.clone(),
            yours: serde_json::to_value(fields).unwrap_or_default(),
            theirs: serde_json::to_value(&current.fields).unwrap_or_default(),
        });
    }
    let mut fields = fields.tidied();
    refuse_owner(w, current.as_ref(), fields.owner)?;
    refuse_price_list(w, current.as_ref(), fields.price_list)?;
    fields.code = match (fields.code.trim(), &current) {
        ("", Some(current)) => current.fields.code.clone(),
        ("", None) => next_code(w, &fields)?,
        (code, _) => code.to_owned(),
    };
    if let Some(other) = by_code(w, &fields.code)?.filter(|other| Some(other.id) != id) {
        return Err(Error::Duplicate { kind: "party".into(), key: other.fields.code });
    }
    if current.as_ref().is_some_and(|current| current.fields == fields) {
        return get(w, current.map(|current| current.id).unwrap_or(PartyId::new(0)));
    }
    write_version(w, current, &fields)
}

/// A customer is given to a user who is there; one whose owner has left keeps that owner until it is given to another.
fn refuse_owner(r: &Reader<'_>, current: Option<&Party>, owner: Option<UserId>) -> Result<()> {
    let kept = current.is_some_and(|current| current.fields.owner == owner);
    let Some(owner) = owner.filter(|_| !kept) else { return Ok(()) };
    let user = access::list(r)?.into_iter().find(|user| user.id == owner);
    match user {
        Some(user) if user.active => Ok(()),
        Some(user) => Err(Error::UserInactive { user: user.name }),
        None => Err(Error::NotFound { kind: "user".into(), key: owner.to_string() }),
    }
}

/// A customer is given a price list that is in use; one that was put away meanwhile stays named until it is given another.
fn refuse_price_list(r: &Reader<'_>, current: Option<&Party>, list: Option<PriceListId>) -> Result<()> {
    let kept = current.is_some_and(|current| current.fields.price_list == list);
    let Some(list) = list.filter(|_| !kept) else { return Ok(()) };
    let sql = "select exists (select 1 from price_list where id = :id and not archived)";
    if r.value(sql, named_params! {":id": list})? {
        return Ok(());
    }
    Err(Error::NotFound { kind: "price_list".into(), key: list.to_string() })
}

fn write_version(w: &Writer<'_>, current: Option<Party>, fields: &PartyFields) -> Result<Party> {
    let declared = fields.declared(w.value("select currency from book", [])?)?;
    let act = audit::begin(w)?;
    let (salt, body) = (audit::salt(w, "party")?, text(fields)?);
    let party_id: PartyId = match &current {
        Some(current) => current.id,
        None => w.insert(
            "insert into party (code, name, is_customer, is_supplier, version_id) values (:code, '', 0, 0, 0)",
            named_params! {":code": fields.code},
        )?,
    };
    let version = current.as_ref().map_or(1, |current| current.version + 1);
    let version_id: PartyVersionId = w.insert(
        include_str!("insert_version.sql"),
        named_params! {":party_id": party_id, ":version": version, ":seq": act.seq, ":name": fields.name,
        ":body": body, ":salt": salt},
    )?;
    w.execute(
        include_str!("point_to_version.sql"),
        named_params! {":id": party_id, ":code": fields.code, ":name": fields.name,
            ":short_name": fields.short_name, ":is_customer": fields.is_customer, ":is_supplier": fields.is_supplier,
            ":industry": fields.industry, ":region": fields.region, ":version_id": version_id,
            ":source": fields.source, ":owner": fields.owner, ":potential": declared.potential_minor,
            ":registered_capital": declared.registered_capital_minor, ":headcount": fields.headcount,
            ":currency": fields.currency, ":terms": fields.terms, ":visit_days": fields.visit_days},
    )?;
    tag(w, party_id, &fields.tags)?;
    index(w, party_id, fields)?;
    audit::seal(w, act, Subject::Party(party_id.value()), audit::salted_digest(&salt, &body))?;
    get(w, party_id)
}

fn tag(w: &Writer<'_>, party: PartyId, tags: &[String]) -> Result<()> {
    w.execute("delete from party_tag where party_id = :party", named_params! {":party": party})?;
    tags.iter().try_for_each(|tag| {
        w.execute(
            "insert into party_tag (tag, party_id) values (:tag, :party)",
            named_params! {":tag": tag, ":party": party},
        )
        .map(|_| ())
    })
}

fn index(w: &Writer<'_>, party: PartyId, fields: &PartyFields) -> Result<()> {
    w.execute(
        "insert or replace into party_search (rowid, tokens) values (:id, :tokens)",
        named_params! {":id": party, ":tokens": search::index_text(search_texts(w, party, fields)?.iter().map(|text| text.as_ref()))},
    )?;
    Ok(())
}

/// What finds a party: its own texts, and those of the parties that were merged into it.
fn search_texts<'f>(r: &Reader<'_>, party: PartyId, fields: &'f PartyFields) -> Result<Vec<Cow<'f, str>>> {
    let mut texts = fields.search_fields();
    for merged in merged_parties(r, party)? {
        let gone = get(r, merged.id)?.fields;
        texts.extend(gone.search_fields().into_iter().map(|text| Cow::Owned(text.into_owned())));
    }
    Ok(texts)
}

/// Makes the index of one party anew.
pub(super) fn reindex(w: &Writer<'_>, party: PartyId) -> Result<()> {
    index(w, party, &get(w, party)?.fields)
}

/// Makes the index of every party anew, for a book whose rows came from elsewhere.
pub fn index_for_search(w: &Writer<'_>) -> Result<()> {
    let ids: Vec<PartyId> = w.rows("select id from party order by id", [], |row| row.get("id"))?;
    ids.into_iter().try_for_each(|id| index(w, id, &get(w, id)?.fields))
}

/// Takes a party out of pickers and lists, or back; its history stays.
///
/// # Errors
/// `party_merged` for one that went into another.
pub fn archive(w: &Writer<'_>, id: PartyId, archived: bool) -> Result<Party> {
    refuse_merged(w, id)?;
    set_archived(w, id, archived)?;
    audit::record(w, &serde_json::json!({"party": id, "archived": archived}))?;
    get(w, id)
}

/// The change alone, for acts that record themselves.
pub fn set_archived(w: &Writer<'_>, id: PartyId, archived: bool) -> Result<()> {
    w.execute(
        "update party set archived = :archived where id = :id",
        named_params! {":archived": archived, ":id": id},
    )?;
    Ok(())
}

/// What the trail's digest covers of the version written by `seq`: its salt and text.
pub fn canonical_version(r: &Reader<'_>, seq: Seq) -> Result<Option<([u8; 16], String)>> {
    r.row("select salt, body from party_version where seq = :seq", named_params! {":seq": seq}, |row| {
        Ok((row.get("salt")?, row.get("body")?))
    })
}

/// `K0001` for customers, `S0001` for suppliers: one more than the highest of its kind.
fn next_code(r: &Reader<'_>, fields: &PartyFields) -> Result<String> {
    let prefix = if fields.is_customer { "K" } else { "S" };
    let highest: i64 = r.value(include_str!("highest_code.sql"), named_params! {":prefix": prefix})?;
    Ok(format!("{prefix}{:04}", highest + 1))
}

fn parse(body: &str) -> Result<PartyFields> {
    serde_json::from_str(body).map_err(|error| Error::BookDamaged { reason: error.to_string() })
}
