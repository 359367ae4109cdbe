//! Vouchers before they are posted.

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::approval::{People, approve};
use super::draft::{keep, refuse_other_version, remove};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::{Entry, Purpose, Why};
use crate::settlement::{VoucherFields, post_voucher_with};
use crate::store::{DraftId, Reader, UserId, Writer};

/// The kind under which the drafts of vouchers are kept.
const KIND: &str = "voucher";

#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct VoucherDraft {
    pub id: DraftId,
    /// Counts the saves; saving, approving or posting a stale draft is refused.
    pub version: u32,
    pub fields: VoucherFields,
    pub updated_at: String,
    /// 制单: who saved it last.
    pub prepared_by: UserId,
    pub prepared_by_name: String,
    /// 审核: who approved it as it stands.
    pub approved_by: Option<UserId>,
    pub approved_by_name: Option<String>,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct SaveVoucherDraft {
    /// Absent for a new draft.
    pub id: Option<DraftId>,
    /// The version that was edited; required with `id`.
    pub version: Option<u32>,
    pub fields: VoucherFields,
}

const SELECT: &str = "select d.id, d.version, d.body, d.updated_at, d.updated_by, d.approved_by,
       b.name as prepared_by_name, a.name as approved_by_name
from draft d
join user b on b.id = d.updated_by
left join user a on a.id = d.approved_by";

fn read(row: &Row<'_>) -> rusqlite::Result<Result<VoucherDraft>> {
    let body: String = row.get("body")?;
    let (id, version, updated_at) = (row.get("id")?, row.get("version")?, row.get("updated_at")?);
    let (prepared_by, approved_by) = (row.get("updated_by")?, row.get("approved_by")?);
    let (prepared_by_name, approved_by_name) = (row.get("prepared_by_name")?, row.get("approved_by_name")?);
    Ok(serde_json::from_str(&body)
        .map(|fields| VoucherDraft {
            id,
            version,
            fields,
            updated_at,
            prepared_by,
            prepared_by_name,
            approved_by,
            approved_by_name,
        })
        .map_err(|error| Error::BookDamaged { reason: error.to_string() }))
}

pub fn voucher_draft(r: &Reader<'_>, id: DraftId) -> Result<VoucherDraft> {
    r.row(
        &format!("{SELECT} where d.id = :id and d.kind = :kind"),
        named_params! {":id": id, ":kind": KIND},
        read,
    )?
    .transpose()?
    .ok_or_else(|| Error::NotFound { kind: "draft".into(), key: id.to_string() })
}

/// Drafts of vouchers, latest first.
pub fn voucher_drafts(r: &Reader<'_>) -> Result<Vec<VoucherDraft>> {
    let sql = format!("{SELECT} where d.kind = :kind order by d.updated_at desc, d.id desc");
    r.rows(&sql, named_params! {":kind": KIND}, read)?.into_iter().collect()
}

/// Saves a draft, complete or not.
///
/// # Errors
/// `stale` with both texts where another save came between.
pub fn save_voucher_draft(w: &Writer<'_>, input: &SaveVoucherDraft) -> Result<VoucherDraft> {
    if let Some(id) = input.id {
        refuse_stale(&voucher_draft(w, id)?, input.version.unwrap_or(0), &input.fields)?;
    }
    let id = keep(w, input.id, KIND, None, &input.fields)?;
    voucher_draft(w, id)
}

fn refuse_stale(current: &VoucherDraft, version: u32, yours: &VoucherFields) -> Result<()> {
    refuse_other_version(current.id, current.version, version, yours, &current.fields)
}

/// Throws a draft away; nothing was posted, so nothing remains.
pub fn discard_voucher_draft(w: &Writer<'_>, id: DraftId) -> Result<()> {
    voucher_draft(w, id)?;
    remove(w, id)
}

/// # Errors
/// `approval_own` where the actor prepared it; `stale`.
pub fn approve_voucher_draft(w: &Writer<'_>, id: DraftId, version: u32) -> Result<VoucherDraft> {
    let draft = voucher_draft(w, id)?;
    refuse_stale(&draft, version, &draft.fields)?;
    approve(w, id, draft.prepared_by)?;
    voucher_draft(w, id)
}

/// Posts a draft and removes it.
///
/// # Errors
/// `approval_missing`, `stale`, and whatever posting refuses; the draft then stays.
pub fn post_voucher_draft(w: &Writer<'_>, id: DraftId, version: u32, today: Day) -> Result<Entry> {
    let draft = voucher_draft(w, id)?;
    refuse_stale(&draft, version, &draft.fields)?;
    let people = People { prepared_by: draft.prepared_by, approved_by: draft.approved_by };
    people.refuse_unapproved(w, true)?;
    let entry = post_voucher_with(w, &draft.fields, people.name_in(Why::of(Purpose::Voucher), w), today)?;
    remove(w, id)?;
    Ok(entry)
}
