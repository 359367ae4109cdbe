//! Our own company, as papers show it; versioned like a party.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use super::fields::{Address, BankAccount};
use crate::audit;
use crate::error::{Error, Result};
use crate::store::{AttachmentId, CompanyVersionId, Reader, Seq, Writer};

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct Company {
    pub name: String,
    pub short_name: String,
    /// The name on English papers; `name` where empty.
    pub name_en: String,
    pub tax_id: String,
    pub address: Address,
    pub phone: String,
    pub email: String,
    pub website: String,
    /// Legal line of the footer: register, directors.
    pub registration: String,
    pub banks: Vec<BankAccount>,
    pub logo: Option<AttachmentId>,
    /// Code of the terms a new customer gets.
    pub default_terms: Option<String>,
    /// Printed under every invoice, per language.
    pub invoice_note_zh: String,
    pub invoice_note_en: String,
    /// Code of the tax a new line gets.
    pub default_tax: Option<String>,
    /// Whether prices on new documents include tax.
    pub prices_include_tax: bool,
}

/// The company as it is now.
pub fn company(r: &Reader<'_>) -> Result<(CompanyVersionId, Company)> {
    let found = r.row("select id, body from company_version order by id desc limit 1", [], |row| {
        Ok((row.get("id")?, row.get::<_, String>("body")?))
    })?;
    match found {
        Some((id, body)) => Ok((id, parse(&body)?)),
        None => Err(Error::BookDamaged { reason: "the book has no company".into() }),
    }
}

/// The company as it was known at `known`; its first version where it was entered later.
pub fn company_at(r: &Reader<'_>, known: Seq) -> Result<Company> {
    let body: Option<String> = r.row(
        "select body from company_version where seq <= :known or id = (select min(id) from company_version)
         order by id desc limit 1",
        named_params! {":known": known},
        |row| row.get("body"),
    )?;
    parse(&body.ok_or_else(|| Error::BookDamaged { reason: "the book has no company".into() })?)
}

/// The company as a document was issued with.
pub fn company_version(r: &Reader<'_>, id: CompanyVersionId) -> Result<Company> {
    parse(&r.value::<String>("select body from company_version where id = :id", named_params! {":id": id})?)
}

/// Writes a new version.
pub fn save_company(w: &Writer<'_>, fields: &Company) -> Result<CompanyVersionId> {
    if fields.name.trim().is_empty() {
        return Err(Error::FieldMissing { field: "name".into() });
    }
    let act = audit::begin(w)?;
    let salt = audit::salt(w, "company")?;
    let body = text(fields)?;
    let id = w.insert(
        "insert into company_version (seq, body, salt) values (:seq, :body, :salt)",
        named_params! {":seq": act.seq, ":body": body, ":salt": salt},
    )?;
    audit::seal(w, act, audit::Subject::Company, audit::salted_digest(&salt, &body))?;
    Ok(id)
}

/// What the trail's digest covers of the version written by `seq`: its salt and text.
pub fn canonical_company(r: &Reader<'_>, seq: Seq) -> Result<Option<([u8; 16], String)>> {
    r.row("select salt, body from company_version where seq = :seq", named_params! {":seq": seq}, |row| {
        Ok((row.get("salt")?, row.get("body")?))
    })
}

fn parse(body: &str) -> Result<Company> {
    serde_json::from_str(body).map_err(|error| Error::BookDamaged { reason: error.to_string() })
}

/// Master data is stored in its canonical text, which is what the digest covers.
pub(super) fn text(fields: &impl Serialize) -> Result<String> {
    let value: Value = serde_json::to_value(fields).map_err(Error::unexpected)?;
    Ok(audit::canonical(&value))
}
