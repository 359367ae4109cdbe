//! Where the price of a line comes from: what a list, the item or the last purchase offered for it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::money::Figure;
use crate::store::{DocumentId, PriceListId};

/// Where a price comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PriceSource {
    List {
        id: PriceListId,
        name: String,
        version: u32,
        /// The quantity from which it counts; nought for any.
        from_quantity: Figure,
        /// The class or the customer for whom it counts; absent for a list of all.
        #[serde(default)]
        whose: Option<PriceFor>,
    },
    /// The item's own.
    Item,
    /// What the customer paid last.
    LastPaid { document_id: DocumentId, number: String, date: Day },
}

/// For whom a list counts. A class is named as it was called then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum PriceFor {
    Customer,
    Class { name_zh: String, name_en: String },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct OfferedPrice {
    pub unit_price: Figure,
    pub source: PriceSource,
}

/// How a line came by its price: from what was offered, or typed by hand where it differs from that or nothing was.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct LinePrice {
    pub offered: Option<OfferedPrice>,
}

impl LinePrice {
    /// Its text at rest, which the trail's digest covers.
    pub(super) fn to_stored(&self) -> Result<String> {
        Ok(audit::canonical(&serde_json::to_value(self).map_err(Error::unexpected)?))
    }

    pub(super) fn from_stored(text: &str) -> Result<LinePrice> {
        serde_json::from_str(text).map_err(|error| Error::BookDamaged { reason: format!("price: {error}") })
    }
}
