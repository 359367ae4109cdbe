//! Items.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::api::Context;
use crate::catalog::{self, Item, ItemFields, ItemList};
use crate::error::Result;
use crate::store::{ItemId, Page, Reader, Writer};

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct ItemKey {
    pub id: ItemId,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct SaveItem {
    /// Absent for a new item.
    pub id: Option<ItemId>,
    /// The version that was edited; a stale one is refused.
    pub version: Option<u32>,
    pub fields: ItemFields,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct ArchiveItem {
    pub id: ItemId,
    pub archived: bool,
}

pub fn list(_: &Context<'_>, r: &Reader<'_>, input: ItemList) -> Result<Page<Item>> {
    catalog::list(r, &input)
}

pub fn get(_: &Context<'_>, r: &Reader<'_>, input: ItemKey) -> Result<Item> {
    catalog::get(r, input.id)
}

pub fn save(_: &Context<'_>, w: &Writer<'_>, input: SaveItem) -> Result<Item> {
    catalog::save(w, input.id, input.version, &input.fields)
}

pub fn archive(_: &Context<'_>, w: &Writer<'_>, input: ArchiveItem) -> Result<Item> {
    catalog::archive(w, input.id, input.archived)
}
