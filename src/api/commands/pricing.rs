//! Price lists, and the price that counts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::api::Context;
use crate::error::Result;
use crate::pricing::{self, FindPrice, PriceList, PriceListRow, PriceOffer, SavePriceList};
use crate::store::{PriceListId, Reader, Writer};

#[derive(Debug, Default, Deserialize, Serialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct PriceLists {
    /// Those put away too.
    #[ts(as = "Option<bool>", optional)]
    pub archived: bool,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct PriceListKey {
    pub id: PriceListId,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct ArchivePriceList {
    pub id: PriceListId,
    pub archived: bool,
}

pub fn list(_: &Context<'_>, r: &Reader<'_>, input: PriceLists) -> Result<Vec<PriceListRow>> {
    pricing::price_lists(r, input.archived)
}

pub fn get(_: &Context<'_>, r: &Reader<'_>, input: PriceListKey) -> Result<PriceList> {
    pricing::price_list(r, input.id)
}

pub fn save(_: &Context<'_>, w: &Writer<'_>, input: SavePriceList) -> Result<PriceList> {
    pricing::save_price_list(w, &input)
}

pub fn archive(_: &Context<'_>, w: &Writer<'_>, input: ArchivePriceList) -> Result<PriceList> {
    pricing::archive_price_list(w, input.id, input.archived)
}

pub fn find(context: &Context<'_>, r: &Reader<'_>, input: FindPrice) -> Result<PriceOffer> {
    pricing::find_price(r, &input, context.today)
}
