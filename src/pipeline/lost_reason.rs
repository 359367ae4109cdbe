//! Why opportunities are lost: a list that a company keeps.

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::stage::shortened;
use crate::audit;
use crate::error::{Error, Result};
use crate::store::{LostReasonId, Reader, Writer};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct LostReason {
    pub id: LostReasonId,
    pub name_zh: String,
    pub name_en: String,
    /// Somebody decided against us; otherwise nothing was decided: given up, no answer, entered twice.
    pub decided: bool,
    pub archived: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct SaveLostReason {
    /// Absent for a new one.
    #[serde(default)]
    pub id: Option<LostReasonId>,
    pub name_zh: String,
    pub name_en: String,
    pub decided: bool,
    #[serde(default)]
    pub archived: bool,
}

/// What a book begins with, each with whether it is a decision.
const SEED: [(&str, &str, bool); 7] = [
    ("价格", "Price", true),
    ("选择了竞争对手", "Chose a competitor", true),
    ("产品不合适", "Product does not fit", true),
    ("交期不合适", "Delivery time", true),
    ("需求取消", "No longer needed", false),
    ("联系不上", "No answer", false),
    ("重复录入", "Entered twice", false),
];
const LONGEST_NAME: usize = 80;
const SELECT: &str = "select id, name_zh, name_en, decided, archived from lost_reason";

fn read(row: &Row<'_>) -> rusqlite::Result<LostReason> {
    Ok(LostReason {
        id: row.get("id")?,
        name_zh: row.get("name_zh")?,
        name_en: row.get("name_en")?,
        decided: row.get("decided")?,
        archived: row.get("archived")?,
    })
}

/// Every reason, the archived ones too, in the order they were made in.
pub fn lost_reasons(r: &Reader<'_>) -> Result<Vec<LostReason>> {
    r.rows(&format!("{SELECT} order by id"), [], read)
}

/// # Errors
/// `not_found`.
pub(super) fn lost_reason(r: &Reader<'_>, id: LostReasonId) -> Result<LostReason> {
    r.row(&format!("{SELECT} where id = :id"), named_params! {":id": id}, read)?
        .ok_or_else(|| Error::NotFound { kind: "lost_reason".into(), key: id.to_string() })
}

/// Adds a reason or changes one; what was lost for it keeps it, archived or not.
///
/// # Errors
/// `field_missing` without a name, `field_invalid` for one too long, `duplicate` for one there is; `not_found`.
pub fn save_lost_reason(w: &Writer<'_>, input: &SaveLostReason) -> Result<LostReason> {
    let names = [input.name_zh.trim(), input.name_en.trim()];
    if names.iter().all(|name| name.is_empty()) {
        return Err(Error::FieldMissing { field: "name_zh".into() });
    }
    if let Some(name) = names.iter().find(|name| name.chars().count() > LONGEST_NAME) {
        return Err(Error::FieldInvalid { field: "name_zh".into(), value: shortened(name) });
    }
    let same = |other: &LostReason| {
        Some(other.id) != input.id
            && ((!names[0].is_empty() && other.name_zh == names[0])
                || (!names[1].is_empty() && other.name_en == names[1]))
    };
    if let Some(other) = lost_reasons(w)?.into_iter().find(same) {
        return Err(Error::Duplicate {
            kind: "lost_reason".into(),
            key: format!("{} {}", other.name_zh, other.name_en),
        });
    }
    let id = match input.id {
        Some(id) => lost_reason(w, id)?.id,
        None => w.insert(
            "insert into lost_reason (seq, name_zh, name_en, decided, archived) values (0, '', '', 0, 0)",
            [],
        )?,
    };
    let [zh, en] = names;
    let seq = audit::record(
        w,
        &json!({"lost_reason": id, "name_zh": zh, "name_en": en, "decided": input.decided, "archived": input.archived}),
    )?;
    w.execute(
        "update lost_reason set seq = :seq, name_zh = :zh, name_en = :en, decided = :decided, archived = :archived
         where id = :id",
        named_params! {":seq": seq, ":zh": zh, ":en": en, ":decided": input.decided, ":archived": input.archived,
        ":id": id},
    )?;
    lost_reason(w, id)
}

pub(super) fn seed(w: &Writer<'_>) -> Result<()> {
    for (zh, en, decided) in SEED {
        w.execute(
            "insert into lost_reason (seq, name_zh, name_en, decided, archived) values (0, :zh, :en, :decided, 0)",
            named_params! {":zh": zh, ":en": en, ":decided": decided},
        )?;
    }
    Ok(())
}
