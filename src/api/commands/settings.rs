//! Company, accounts, taxes, terms, numbers, users, and reference lists.

use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Nothing;
use crate::access::{self, NamedUser, User, UserFields, UserName};
use crate::api::{Blob, Context, Handle};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::{self, Account, AccountFields, Series, Tax, TaxFields, Taxpayer};
use crate::money::Currency;
use crate::parties::{self, AttachedFile, Attachment, Company, INDUSTRIES, Industry, Region, Terms};
use crate::store::{AttachmentId, Reader, Seq, UserId, Writer};

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct AddAttachment {
    /// The file to read into the book.
    pub path: String,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct AttachmentKey {
    pub id: AttachmentId,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct EndTax {
    pub code: String,
    /// The last day.
    pub valid_to: Day,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct ArchiveTax {
    pub code: String,
    pub archived: bool,
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
    parties::attach(w, Path::new(&input.path))
}

pub fn attachment(context: &Context<'_>, r: &Reader<'_>, input: AttachmentKey) -> Result<Handle> {
    let AttachedFile { file_name, media_type, bytes } = parties::attached_file(r, input.id)?;
    Ok(context.keep(Blob { media_type, file_name, bytes }))
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
    ledger::save_tax(w, &input)
}

pub fn end_tax(_: &Context<'_>, w: &Writer<'_>, input: EndTax) -> Result<Tax> {
    ledger::end_tax(w, &input.code, input.valid_to)
}

pub fn taxpayers(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Vec<Taxpayer>> {
    ledger::taxpayers(r, Seq::LATEST)
}

pub fn save_taxpayer(_: &Context<'_>, w: &Writer<'_>, input: Taxpayer) -> Result<Taxpayer> {
    ledger::save_taxpayer(w, &input)
}

/// # Errors
/// `tax_is_default` while new documents begin with it.
pub fn archive_tax(_: &Context<'_>, w: &Writer<'_>, input: ArchiveTax) -> Result<Tax> {
    let default = parties::company(w)?.1.default_tax;
    if input.archived && default.as_deref() == Some(input.code.as_str()) {
        return Err(Error::TaxIsDefault { tax: input.code });
    }
    ledger::archive_tax(w, &input.code, input.archived)
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

pub fn user_names(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Vec<NamedUser>> {
    access::names(r)
}

pub fn salespeople(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Vec<UserName>> {
    access::salespeople(r)
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
