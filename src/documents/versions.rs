//! Versions of a quote: a new one replaces the last, and both are kept.

use rusqlite::named_params;

use crate::error::{Error, Result};
use crate::store::{DocumentId, Reader};

/// The standing version that replaced a quote.
pub(super) fn successor(r: &Reader<'_>, id: DocumentId) -> Result<Option<DocumentId>> {
    r.row(include_str!("successor.sql"), named_params! {":id": id}, |row| row.get("seq"))
}

/// The versions of a quote from the first to the last, void ones among them, whichever of them is asked for.
pub fn versions(r: &Reader<'_>, id: DocumentId) -> Result<Vec<DocumentId>> {
    r.rows(include_str!("versions.sql"), named_params! {":id": id}, |row| row.get("seq"))
}

/// The number of the version that replaces a quote: that of the first, and which it is: `BJ2601-0003-2`.
///
/// # Errors
/// `source_unfit` for one that is void, or that another version replaced.
pub(super) fn next_version(r: &Reader<'_>, replaced: DocumentId) -> Result<String> {
    let all = versions(r, replaced)?;
    let first = all.first().copied().unwrap_or(replaced);
    let name = |id: DocumentId| -> Result<String> {
        r.value("select number from document where seq = :id", named_params! {":id": id})
    };
    let void: bool = r.value(
        "select exists (select 1 from document_void where document_seq = :id)",
        named_params! {":id": replaced},
    )?;
    let reason = if void { Some("is_void") } else { successor(r, replaced)?.map(|_| "superseded") };
    match reason {
        Some(reason) => Err(Error::SourceUnfit { number: name(replaced)?, reason: reason.into() }),
        None => Ok(format!("{}-{}", name(first)?, all.len() + 1)),
    }
}
