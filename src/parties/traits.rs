//! What groups customers: tags, industry, region, as they were known.

use rusqlite::named_params;

use crate::error::{Error, Result};
use crate::store::{PartyId, Reader, Seq};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartyTraits {
    /// In the order in which they were given.
    pub tags: Vec<String>,
    pub industry: Option<String>,
    pub region: Option<String>,
}

/// Every party's, as known at `known`; of one entered later as it was first.
pub fn traits_at(r: &Reader<'_>, known: Seq) -> Result<Vec<(PartyId, PartyTraits)>> {
    let rows = r.rows(include_str!("traits_at.sql"), named_params! {":known": known}, |row| {
        let tags: Option<String> = row.get("tags")?;
        Ok((row.get("party_id")?, tags, row.get("industry")?, row.get("region")?))
    })?;
    rows.into_iter()
        .map(|(id, tags, industry, region)| {
            let tags = tags.map(|text| serde_json::from_str(&text)).transpose();
            let tags = tags.map_err(|error| Error::BookDamaged { reason: format!("tags: {error}") })?;
            Ok((id, PartyTraits { tags: tags.unwrap_or_default(), industry, region }))
        })
        .collect()
}
