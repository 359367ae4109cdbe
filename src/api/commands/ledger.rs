//! Vouchers, rates of exchange, revaluation and the policies of the book.

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::{DraftKey, DraftVersion, Nothing};
use crate::api::Context;
use crate::audit;
use crate::calendar::Day;
use crate::documents::{self, Approval, DiscountBase, SaveVoucherDraft, TaxRounding, VoucherDraft};
use crate::error::Result;
use crate::ledger::{self, Entry, NewRate, Purpose, Quote, RateList};
use crate::money::Currency;
use crate::settlement::{self, Revaluation, RevaluedAccount, VoucherFields, VoucherTotals};
use crate::store::{Page, Reader, Writer, set_setting, setting};

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct SaveRates {
    pub rates: Vec<NewRate>,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct RateOn {
    pub currency: Currency,
    /// Today where absent.
    pub date: Option<Day>,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct OnDay {
    pub date: Day,
}

/// What becomes of a revaluation on the next day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RevaluationPolicy {
    /// The items are carried on at the new amount.
    #[default]
    Carry,
    Reverse,
}

/// Whether an early-payment discount takes its share of tax back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DiscountTax {
    /// 增值税不变
    #[default]
    Keep,
    Adjust,
}

/// 凭证字
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum VoucherTypes {
    /// 记
    #[default]
    General,
    /// 收, 付 and 转
    ReceiptPaymentTransfer,
}

/// Choices of the book that decide how later acts are posted.
#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct Policy {
    pub revaluation: RevaluationPolicy,
    pub discount_tax: DiscountTax,
    pub discount_base: DiscountBase,
    pub tax_rounding: TaxRounding,
    #[serde(default)]
    #[ts(as = "Option<VoucherTypes>", optional)]
    pub voucher_types: VoucherTypes,
    #[serde(default)]
    #[ts(as = "Option<Approval>", optional)]
    pub approval: Approval,
}

pub fn post_voucher(context: &Context<'_>, w: &Writer<'_>, input: VoucherFields) -> Result<Entry> {
    documents::refuse_unapproved(w, true)?;
    settlement::post_voucher(w, &input, Purpose::Voucher, context.today)
}

pub fn voucher_totals(context: &Context<'_>, r: &Reader<'_>, input: VoucherFields) -> Result<VoucherTotals> {
    settlement::voucher_totals(r, &input, context.today)
}

pub fn voucher_drafts(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Vec<VoucherDraft>> {
    documents::voucher_drafts(r)
}

pub fn voucher_draft(_: &Context<'_>, r: &Reader<'_>, input: DraftKey) -> Result<VoucherDraft> {
    documents::voucher_draft(r, input.id)
}

pub fn save_voucher_draft(_: &Context<'_>, w: &Writer<'_>, input: SaveVoucherDraft) -> Result<VoucherDraft> {
    documents::save_voucher_draft(w, &input)
}

pub fn discard_voucher_draft(_: &Context<'_>, w: &Writer<'_>, input: DraftKey) -> Result<Nothing> {
    documents::discard_voucher_draft(w, input.id)?;
    Ok(Nothing {})
}

pub fn approve_voucher_draft(_: &Context<'_>, w: &Writer<'_>, input: DraftVersion) -> Result<VoucherDraft> {
    documents::approve_voucher_draft(w, input.id, input.version)
}

pub fn post_voucher_draft(context: &Context<'_>, w: &Writer<'_>, input: DraftVersion) -> Result<Entry> {
    documents::post_voucher_draft(w, input.id, input.version, context.today)
}

pub fn rates(_: &Context<'_>, r: &Reader<'_>, input: RateList) -> Result<Page<Quote>> {
    ledger::list_rates(r, &input)
}

pub fn rate_on(context: &Context<'_>, r: &Reader<'_>, input: RateOn) -> Result<Quote> {
    ledger::rate_on(r, input.currency, input.date.unwrap_or(context.today))
}

pub fn save_rates(_: &Context<'_>, w: &Writer<'_>, input: SaveRates) -> Result<Nothing> {
    ledger::save_rates(w, &input.rates)?;
    Ok(Nothing {})
}

pub fn preview_revaluation(_: &Context<'_>, r: &Reader<'_>, input: OnDay) -> Result<Vec<RevaluedAccount>> {
    settlement::preview_revaluation(r, input.date)
}

pub fn revalue(_: &Context<'_>, w: &Writer<'_>, input: OnDay) -> Result<Revaluation> {
    settlement::revalue(w, input.date)
}

pub fn policy(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Policy> {
    Ok(Policy {
        revaluation: choice(r, "fx_revaluation")?,
        discount_tax: choice(r, "discount_tax")?,
        discount_base: choice(r, "discount_base")?,
        tax_rounding: choice(r, "tax_rounding")?,
        voucher_types: choice(r, "voucher_types")?,
        approval: choice(r, "approval")?,
    })
}

/// A setting as its word says; the usual choice where none is kept.
fn choice<Choice: DeserializeOwned + Default>(r: &Reader<'_>, key: &str) -> Result<Choice> {
    let word = setting(r, key)?.unwrap_or_default();
    Ok(serde_json::from_value(word.into()).unwrap_or_default())
}

pub fn save_policy(context: &Context<'_>, w: &Writer<'_>, input: Policy) -> Result<Policy> {
    let word = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    for (key, value) in [
        ("fx_revaluation", word(json!(input.revaluation))),
        ("discount_tax", word(json!(input.discount_tax))),
        ("discount_base", word(json!(input.discount_base))),
        ("tax_rounding", word(json!(input.tax_rounding))),
        ("voucher_types", word(json!(input.voucher_types))),
        ("approval", word(json!(input.approval))),
    ] {
        set_setting(w, key, Some(&value))?;
    }
    audit::record(w, &json!({"policy": input}))?;
    policy(context, w, Nothing {})
}
