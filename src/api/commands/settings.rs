//! Company, accounts, taxes, terms, numbers, users, and reference lists.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::Nothing;
use crate::access::{self, User, UserFields};
use crate::api::{Blob, Context, Handle};
use crate::audit;
use crate::error::{Error, Result};
use crate::ledger::{self, Account, AccountFields, Series, Tax, Treatment};
use crate::money::{Currency, Figure};
use crate::parties::{self, Company, INDUSTRIES, Industry, Region, Terms};
use crate::store::{AttachmentId, Reader, UserId, Writer};

/// The largest file kept in a book.
const ATTACHMENT_LIMIT_BYTES: u64 = 20 * 1024 * 1024;

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct AddAttachment {
    /// The file to read into the book.
    pub path: String,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Attachment {
    pub id: AttachmentId,
    pub file_name: String,
    pub media_type: String,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct AttachmentKey {
    pub id: AttachmentId,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct TaxFields {
    pub code: String,
    pub treatment: Treatment,
    pub rate_percent: Figure,
    pub name_zh: String,
    pub name_en: String,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct SetPassword {
    pub user_id: UserId,
    /// Takes the password away where absent or empty.
    pub password: Option<String>,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct RegionParent {
    /// The provinces where absent.
    pub parent: Option<String>,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct CurrencyInfo {
    pub code: Currency,
    pub decimals: u32,
}

pub fn company(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Company> {
    Ok(parties::company(r)?.1)
}

pub fn save_company(_: &Context<'_>, w: &Writer<'_>, input: Company) -> Result<Company> {
    parties::save_company(w, &input)?;
    Ok(parties::company(w)?.1)
}

pub fn add_attachment(_: &Context<'_>, w: &Writer<'_>, input: AddAttachment) -> Result<Attachment> {
    let unusable = |reason: String| Error::FileUnusable { path: input.path.clone(), reason };
    let size = std::fs::metadata(&input.path).map_err(|error| unusable(error.to_string()))?.len();
    if size > ATTACHMENT_LIMIT_BYTES {
        return Err(unusable(format!("{size} bytes are more than {ATTACHMENT_LIMIT_BYTES}")));
    }
    let bytes = std::fs::read(&input.path).map_err(|error| unusable(error.to_string()))?;
    let media_type = media_type(&bytes);
    let path = std::path::Path::new(&input.path);
    let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let sha256 = audit::digest(&[&bytes]);
    let seq = audit::record(w, &json!({"attachment": file_name, "sha256": audit::hex(&sha256)}))?;
    let id = w.insert(
        "insert into attachment (seq, file_name, media_type, sha256, bytes)
         values (:seq, :file_name, :media_type, :sha256, :bytes)",
        named_params! {":seq": seq, ":file_name": file_name, ":media_type": media_type, ":sha256": sha256,
        ":bytes": bytes},
    )?;
    Ok(Attachment { id, file_name, media_type: media_type.into() })
}

/// By the file's first bytes, never by its name.
fn media_type(bytes: &[u8]) -> &'static str {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [b'%', b'P', b'D', b'F', ..] => "application/pdf",
        _ => "application/octet-stream",
    }
}

pub fn attachment(context: &Context<'_>, r: &Reader<'_>, input: AttachmentKey) -> Result<Handle> {
    let found = r.row(
        "select file_name, bytes from attachment where id = :id",
        named_params! {":id": input.id},
        |row| Ok((row.get::<_, String>("file_name")?, row.get::<_, Vec<u8>>("bytes")?)),
    )?;
    let (file_name, bytes) =
        found.ok_or_else(|| Error::NotFound { kind: "attachment".into(), key: input.id.to_string() })?;
    Ok(context.keep(Blob { media_type: media_type(&bytes), file_name, bytes }))
}

pub fn accounts(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Vec<Account>> {
    ledger::accounts(r)
}

pub fn save_account(_: &Context<'_>, w: &Writer<'_>, input: AccountFields) -> Result<Account> {
    ledger::save_account(w, &input)
}

pub fn taxes(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Vec<Tax>> {
    ledger::taxes(r)
}

pub fn save_tax(_: &Context<'_>, w: &Writer<'_>, input: TaxFields) -> Result<Tax> {
    ledger::save_tax(w, &input.code, input.treatment, input.rate_percent, [&input.name_zh, &input.name_en])
}

pub fn terms(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Vec<Terms>> {
    parties::list_terms(r)
}

pub fn save_terms(_: &Context<'_>, w: &Writer<'_>, input: Terms) -> Result<Terms> {
    parties::save_terms(w, &input)
}

pub fn series(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Vec<Series>> {
    ledger::list_series(r)
}

pub fn save_series(_: &Context<'_>, w: &Writer<'_>, input: Series) -> Result<Series> {
    ledger::save_series(w, &input)
}

pub fn users(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Vec<User>> {
    access::list(r)
}

pub fn save_user(_: &Context<'_>, w: &Writer<'_>, input: UserFields) -> Result<User> {
    access::save(w, &input)
}

pub fn set_password(_: &Context<'_>, w: &Writer<'_>, input: SetPassword) -> Result<Nothing> {
    access::set_password(w, input.user_id, input.password.as_deref())?;
    Ok(Nothing {})
}

pub fn industries(_: &Context<'_>, _: &Reader<'_>, _: Nothing) -> Result<Vec<Industry>> {
    Ok(INDUSTRIES.to_vec())
}

pub fn regions(_: &Context<'_>, _: &Reader<'_>, input: RegionParent) -> Result<Vec<Region>> {
    parties::regions(input.parent.as_deref())
}

pub fn currencies(_: &Context<'_>, _: &Reader<'_>, _: Nothing) -> Result<Vec<CurrencyInfo>> {
    let mut all: Vec<CurrencyInfo> =
        Currency::all().map(|code| CurrencyInfo { code, decimals: code.exponent() }).collect();
    all.sort_by_key(|currency| currency.code);
    Ok(all)
}
