//! Names as they were known.

use std::collections::BTreeMap;

use rusqlite::named_params;

use super::report::{Cell, PartyLabel};
use crate::error::Result;
use crate::ledger::Account;
use crate::parties;
use crate::store::{PartyId, Reader, Seq};

pub(super) fn party_label(r: &Reader<'_>, id: PartyId, known: Seq) -> Result<PartyLabel> {
    let version = parties::version_at(r, id, known)?;
    Ok(PartyLabel { id, code: version.fields.code, name: version.fields.name })
}

/// Every party's code and name; `latest` reads the kept names instead of the versions.
pub(super) fn party_labels(
    r: &Reader<'_>,
    known: Seq,
    latest: bool,
) -> Result<BTreeMap<PartyId, PartyLabel>> {
    let read = |row: &rusqlite::Row<'_>| {
        let id = row.get("id")?;
        Ok((id, PartyLabel { id, code: row.get("code")?, name: row.get("name")? }))
    };
    let rows = match latest {
        true => r.rows("select id, code, name from party", [], read)?,
        false => r.rows(include_str!("party_names_at.sql"), named_params! {":known": known}, read)?,
    };
    Ok(rows.into_iter().collect())
}

pub(super) fn account_name(account: &Account) -> Cell {
    Cell::Name { zh: account.name_zh.clone(), en: account.name_en.clone() }
}
