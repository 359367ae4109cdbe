//! Segments (客户分群): rules under a name, asked anew each time. Saved, put away, and found again; each an act of the trail.

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use ts_rs::TS;

use super::condition::condition;
use super::customer::AsOf;
use super::rule::SegmentRule;
use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::store::{Fragments, Reader, SegmentId, Seq, Writer};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
pub struct CustomerSegment {
    pub id: SegmentId,
    /// The act that says it as it stands; saving what another act has changed meanwhile is refused.
    pub version: Seq,
    pub name: String,
    pub rule: SegmentRule,
    pub archived: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct SaveSegment {
    /// Absent for a new one.
    #[serde(default)]
    pub id: Option<SegmentId>,
    /// The version that was edited; required with `id`.
    #[serde(default)]
    pub version: Option<Seq>,
    pub name: String,
    pub rule: SegmentRule,
}

/// How many customers a rule leaves, of how many in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct SegmentCount {
    #[ts(type = "number")]
    pub customers: i64,
    #[ts(type = "number")]
    pub of: i64,
}

const SELECT: &str = "select id, seq, name, rule, archived from customer_segment";

fn read(row: &Row<'_>) -> rusqlite::Result<CustomerSegment> {
    let rule: String = row.get("rule")?;
    Ok(CustomerSegment {
        id: row.get("id")?,
        version: row.get("seq")?,
        name: row.get("name")?,
        rule: serde_json::from_str(&rule)
            .map_err(|error| rusqlite::Error::UserFunctionError(error.into()))?,
        archived: row.get("archived")?,
    })
}

/// # Errors
/// `not_found`.
pub fn segment(r: &Reader<'_>, id: SegmentId) -> Result<CustomerSegment> {
    r.row(&format!("{SELECT} where id = :id"), named_params! {":id": id}, read)?
        .ok_or_else(|| Error::NotFound { kind: "customer_segment".into(), key: id.to_string() })
}

/// Every segment by name; those put away too where they are asked for.
pub fn segments(r: &Reader<'_>, archived: bool) -> Result<Vec<CustomerSegment>> {
    let sql = format!("{SELECT} where archived <= :archived order by name, id");
    r.rows(&sql, named_params! {":archived": archived}, read)
}

/// How many customers in use a rule leaves.
///
/// # Errors
/// What [`condition`] refuses.
pub fn count(r: &Reader<'_>, rule: &SegmentRule, today: Day) -> Result<SegmentCount> {
    let of = r.value("select count(*) from party where is_customer and not archived", [])?;
    let select =
        Fragments::of("select count(*) as found from party where is_customer and not archived and", []);
    let counted = select.then(condition(r, rule, AsOf::now(today))?);
    let found: Vec<i64> = counted.rows(r, |row| row.get("found"))?;
    let customers = found.first().copied().unwrap_or_default();
    Ok(SegmentCount { customers, of })
}

/// Saves a segment.
///
/// # Errors
/// `field_missing` without a name, `duplicate` for a name that is taken, `stale` with both texts where another act has
/// changed it, and what [`condition`] refuses.
pub fn save_segment(w: &Writer<'_>, input: &SaveSegment, today: Day) -> Result<CustomerSegment> {
    let name = input.name.trim();
    if name.is_empty() {
        return Err(Error::FieldMissing { field: "name".into() });
    }
    if name.chars().count() > 100 || name.chars().any(char::is_control) {
        return Err(Error::FieldInvalid { field: "name".into(), value: name.into() });
    }
    condition(w, &input.rule, AsOf::now(today))?;
    refuse_taken(w, name, input.id)?;
    let rule = serde_json::to_string(&input.rule).map_err(Error::unexpected)?;
    let id = match input.id.map(|id| segment(w, id)).transpose()? {
        None => w.insert(
            "insert into customer_segment (seq, name, rule) values (0, :name, :rule)",
            named_params! {":name": name, ":rule": rule},
        )?,
        Some(current) => {
            refuse_stale(&current, input)?;
            w.execute(
                "update customer_segment set name = :name, rule = :rule where id = :id",
                named_params! {":name": name, ":rule": rule, ":id": current.id},
            )?;
            current.id
        }
    };
    record(w, id, &json!({"customer_segment": id, "name": name, "rule": input.rule}))
}

/// Takes a segment out of the lists, or back.
///
/// # Errors
/// `not_found`.
pub fn archive_segment(w: &Writer<'_>, id: SegmentId, archived: bool) -> Result<CustomerSegment> {
    if segment(w, id)?.archived == archived {
        return segment(w, id);
    }
    w.execute(
        "update customer_segment set archived = :archived where id = :id",
        named_params! {":archived": archived, ":id": id},
    )?;
    record(w, id, &json!({"customer_segment": id, "archived": archived}))
}

fn refuse_taken(r: &Reader<'_>, name: &str, id: Option<SegmentId>) -> Result<()> {
    let other: Option<SegmentId> =
        r.row("select id from customer_segment where name = :name", named_params! {":name": name}, |row| {
            row.get("id")
        })?;
    match other.filter(|other| Some(*other) != id) {
        None => Ok(()),
        Some(_) => Err(Error::Duplicate { kind: "customer_segment".into(), key: name.into() }),
    }
}

fn refuse_stale(current: &CustomerSegment, input: &SaveSegment) -> Result<()> {
    if input.version == Some(current.version) {
        return Ok(());
    }
    Err(Error::Stale {
        kind: "customer_segment".into(),
        key: current.name.clone(),
        yours: json!({"name": input.name, "rule": input.rule}),
        theirs: json!({"name": current.name, "rule": current.rule}),
    })
}

/// Records the change; the segment stands as that act says.
fn record(w: &Writer<'_>, id: SegmentId, act: &Value) -> Result<CustomerSegment> {
    let seq = audit::record(w, act)?;
    w.execute(
        "update customer_segment set seq = :seq where id = :id",
        named_params! {":seq": seq, ":id": id},
    )?;
    segment(w, id)
}
