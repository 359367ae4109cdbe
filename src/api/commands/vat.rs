//! Value added tax at a month's end, and what the law of a day says.

use super::{MonthKey, Nothing};
use crate::api::Context;
use crate::error::Result;
use crate::store::{Reader, Seq, Writer};
use crate::vat::{self, TransferInput, Transferred, VatPreview, VatRule};

pub fn preview(_: &Context<'_>, r: &Reader<'_>, input: MonthKey) -> Result<VatPreview> {
    vat::preview(r, input.month)
}

pub fn transfer(_: &Context<'_>, w: &Writer<'_>, input: TransferInput) -> Result<Transferred> {
    vat::transfer(w, &input)
}

pub fn rules(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Vec<VatRule>> {
    vat::vat_rules(r, Seq::LATEST)
}

pub fn save_rule(_: &Context<'_>, w: &Writer<'_>, input: VatRule) -> Result<Vec<VatRule>> {
    vat::save_vat_rule(w, &input)
}
