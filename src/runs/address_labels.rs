//! Addresses of customers and suppliers on labels.

use super::sheet::{addressee, language_of};
use crate::calendar::Instant;
use crate::error::Result;
use crate::language::Language;
use crate::paper::{LabelSheet, Paper, labels};
use crate::parties::{self, AddressKind};
use crate::store::{PartyId, Reader};

/// The postal addresses of parties, three by eight to a sheet, from the label `start` on; each in its own order.
///
/// # Errors
/// `not_found`; `field_invalid` for a start beyond the sheet.
pub fn address_labels(
    r: &Reader<'_>,
    ids: &[PartyId],
    start: u32,
    moment: (Language, Instant),
) -> Result<Paper> {
    let mut addresses = Vec::with_capacity(ids.len());
    for id in ids {
        let party = parties::get(r, *id)?.fields;
        let language = language_of(&party, moment.0.tag());
        addresses.push(addressee(&party, AddressKind::Postal, language));
    }
    let start = usize::try_from(start).unwrap_or(0);
    labels(&addresses, LabelSheet::THREE_BY_EIGHT, start, moment, (0, 0))
}
