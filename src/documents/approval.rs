//! Four eyes: what one user prepares another approves before it is posted.
//!
//! A policy of the book says what needs it. An approval holds for the version it was given to: whoever saves the draft
//! again prepares it anew. The entry names who prepared and who approved it; who posted it stands in the trail.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::calendar::instant_text;
use crate::error::{Error, Result};
use crate::ledger::Why;
use crate::store::{DraftId, Reader, UserId, Writer, setting};

/// What another user approves before it is posted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Approval {
    #[default]
    None,
    Vouchers,
    /// Vouchers and documents.
    All,
}

/// Whether a document or a voucher needs approval now.
fn needs_approval(r: &Reader<'_>, is_voucher: bool) -> Result<bool> {
    Ok(match setting(r, "approval")?.as_deref() {
        Some("all") => true,
        Some("vouchers") => is_voucher,
        _ => false,
    })
}

/// Refuses what is posted without a draft where that needs approval.
///
/// # Errors
/// `approval_missing`.
pub fn refuse_unapproved(r: &Reader<'_>, is_voucher: bool) -> Result<()> {
    if needs_approval(r, is_voucher)? { Err(Error::ApprovalMissing) } else { Ok(()) }
}

/// Approves a draft as it stands; returns to whom the approval holds.
///
/// # Errors
/// `approval_own` where the actor prepared it.
pub(super) fn approve(w: &Writer<'_>, id: DraftId, prepared_by: UserId) -> Result<()> {
    let stamp = w.stamp();
    if stamp.actor == prepared_by {
        return Err(Error::ApprovalOwn);
    }
    w.execute(
        "update draft set approved_by = :by, approved_at = :at where id = :id",
        named_params! {":by": stamp.actor, ":at": instant_text(stamp.now), ":id": id},
    )?;
    Ok(())
}

/// Who prepared and who approved a draft, as its entry names them.
#[derive(Debug, Clone, Copy)]
pub(super) struct People {
    pub prepared_by: UserId,
    pub approved_by: Option<UserId>,
}

impl People {
    /// # Errors
    /// `approval_missing` where the draft needs approval and has none.
    pub fn refuse_unapproved(self, r: &Reader<'_>, is_voucher: bool) -> Result<()> {
        if self.approved_by.is_some() { Ok(()) } else { refuse_unapproved(r, is_voucher) }
    }

    /// What the entry records: nothing where one user did it all.
    pub fn name_in(self, why: Why, w: &Writer<'_>) -> Why {
        let alone = self.approved_by.is_none() && self.prepared_by == w.stamp().actor;
        Why { prepared_by: Some(self.prepared_by).filter(|_| !alone), approved_by: self.approved_by, ..why }
    }
}
