//! Opportunities in a list, cut by key.

use rusqlite::Row;
use rusqlite::types::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::opportunity::read_state;
use super::stage::Ends;
use crate::calendar::Day;
use crate::classes::segment_members;
use crate::error::{Error, Result};
use crate::ledger;
use crate::money::{Currency, Money};
use crate::store::{
    LostReasonId, OpportunityId, Page, PartyId, PipelineId, Query, Reader, SegmentId, Seq, StageId, UserId,
};

/// What deserves a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "OpportunityFlag")]
#[schemars(rename = "OpportunityFlag")]
pub enum Flag {
    /// Its deadline is past.
    Slipped,
    /// Nothing is said to come next, or the day for it is past.
    NoNextStep,
    /// Who has it has left.
    OwnerLeft,
    /// The day on which it was expected to close is past.
    CloseSlipped,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OpportunitySort {
    /// The most urgent first.
    #[default]
    Deadline,
    /// By worth in the book's currency, the largest first.
    Amount,
    ExpectedClose,
    /// The latest first.
    Created,
    Title,
}

/// Which opportunities a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct OpportunityList {
    pub pipeline_id: Option<PipelineId>,
    pub stage_id: Option<StageId>,
    /// Open, won or lost; all where absent.
    pub state: Option<Ends>,
    /// Of any of these; all where empty.
    #[ts(as = "Option<Vec<UserId>>", optional)]
    pub owner_ids: Vec<UserId>,
    pub party_id: Option<PartyId>,
    /// Of the customers of a saved segment only.
    pub segment: Option<SegmentId>,
    /// Who they are, looked up once however many queries ask.
    #[serde(skip)]
    #[ts(skip)]
    pub members: Option<Vec<PartyId>>,
    pub lost_reason_id: Option<LostReasonId>,
    pub flag: Option<Flag>,
    /// Part of the title, the customer's name or the source.
    pub text: Option<String>,
    /// Expected to close from, and up to.
    pub closes_from: Option<Day>,
    pub closes_to: Option<Day>,
    /// Begun from, and up to.
    pub created_from: Option<Day>,
    pub created_to: Option<Day>,
    /// Won or lost from, and up to.
    pub ended_from: Option<Day>,
    pub ended_to: Option<Day>,
    /// Ever came into this stage.
    pub ever_entered: Option<StageId>,
    #[ts(as = "Option<OpportunitySort>", optional)]
    pub sort: OpportunitySort,
    pub after: Option<String>,
    pub limit: Option<u32>,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct OpportunityRow {
    pub id: OpportunityId,
    /// The act that says where it stands; a move names it.
    pub moved: Seq,
    pub pipeline_id: PipelineId,
    pub stage_id: StageId,
    pub state: Ends,
    pub title: String,
    pub party_id: PartyId,
    pub party_name: String,
    pub owner_id: UserId,
    pub owner_name: String,
    /// The owner still works here.
    pub owner_active: bool,
    pub amount: Money,
    pub base_amount: Option<Money>,
    pub expected_close_on: Option<Day>,
    pub source: String,
    pub next_step: String,
    pub next_step_on: Option<Day>,
    pub created_on: Day,
    pub entered_on: Day,
    /// Days in its stage.
    #[ts(type = "number")]
    pub age_days: i64,
    pub deadline_on: Option<Day>,
    /// Open, and its deadline is past.
    pub slipped: bool,
    /// Open, and nothing comes next or the day for it is past.
    pub no_next_step: bool,
    pub lost_reason_id: Option<LostReasonId>,
}

/// Of all rows the filter leaves.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct OpportunityTotals {
    #[ts(type = "number")]
    pub count: i64,
    /// In the book's currency.
    pub total: Money,
    /// Those in a foreign currency without a rate, which the sum leaves out.
    #[ts(type = "number")]
    pub unrated: i64,
}

const SELECT: &str = include_str!("list.sql");

/// Opportunities in the order asked for; `today` decides what has slipped.
///
/// # Errors
/// `field_invalid` for an `after` that no page gave.
pub fn list(r: &Reader<'_>, input: &OpportunityList, today: Day) -> Result<Page<OpportunityRow>> {
    let input = &input.with_members(r, today)?;
    let limit = input.limit.unwrap_or(100).clamp(1, 1000);
    let order = input.order();
    let mut query = filtered(Query::new(SELECT), input, today)?;
    if let Some(after) = &input.after {
        query = query.filter(order.beyond, order.key(after)?);
    }
    let base = ledger::book(r)?.currency;
    let rows = query
        .order(&order.columns, order.descending)
        .limit(limit)
        .rows(r, |row| Ok((read(row, base, today)?, key_of(row, input.sort)?)))?;
    let full = rows.len() == limit as usize;
    let next = rows.last().filter(|_| full).map(|(row, key)| format!("{key}|{}", row.id));
    Ok(Page { rows: rows.into_iter().map(|(row, _)| row).collect(), next })
}

/// Every opportunity the filter leaves, in the order of the list.
pub fn list_whole(r: &Reader<'_>, input: &OpportunityList, today: Day) -> Result<Vec<OpportunityRow>> {
    let input = &input.with_members(r, today)?;
    let order = input.order();
    let base = ledger::book(r)?.currency;
    filtered(Query::new(SELECT), input, today)?
        .order(&order.columns, order.descending)
        .rows(r, |row| read(row, base, today))
}

/// The sums over everything the filter leaves.
pub fn list_totals(r: &Reader<'_>, input: &OpportunityList, today: Day) -> Result<OpportunityTotals> {
    const SUMS: &str = "select count(*) as count, coalesce(sum(o.base_minor), 0) as total_minor,
  count(*) - count(o.base_minor) as unrated
from opportunity o";
    let base = ledger::book(r)?.currency;
    let input = &input.with_members(r, today)?;
    let found = filtered(Query::new(SUMS), input, today)?.rows(r, |row| {
        Ok(OpportunityTotals {
            count: row.get("count")?,
            total: Money::from_minor(row.get("total_minor")?, base),
            unrated: row.get("unrated")?,
        })
    })?;
    found.into_iter().next().ok_or_else(|| Error::BookDamaged { reason: "opportunity".into() })
}

/// How a sort is ordered and where a page of it begins.
struct Order {
    columns: [&'static str; 2],
    descending: bool,
    beyond: &'static str,
    numeric: bool,
}

impl OpportunityList {
    /// With the customers of its segment.
    pub(super) fn with_members(&self, r: &Reader<'_>, today: Day) -> Result<OpportunityList> {
        let members = match &self.members {
            Some(known) => Some(known.clone()),
            None => segment_members(r, self.segment, today)?,
        };
        Ok(OpportunityList { members, ..self.clone() })
    }

    fn order(&self) -> Order {
        let order = |columns, descending, beyond| Order { columns, descending, beyond, numeric: false };
        match self.sort {
            // An open one always has a deadline: an index has them in order.
            OpportunitySort::Deadline if self.state == Some(Ends::Open) => {
                order(["o.deadline_on", "o.id"], false, "(o.deadline_on, o.id) > (?, ?)")
            }
            OpportunitySort::Deadline => order(
                ["coalesce(o.deadline_on, '9999')", "o.id"],
                false,
                "(coalesce(o.deadline_on, '9999'), o.id) > (?, ?)",
            ),
            OpportunitySort::Amount => Order {
                numeric: true,
                ..order(
                    ["coalesce(o.base_minor, 0)", "o.id"],
                    true,
                    "(coalesce(o.base_minor, 0), o.id) < (?, ?)",
                )
            },
            OpportunitySort::ExpectedClose => order(
                ["coalesce(o.expected_close_on, '9999')", "o.id"],
                false,
                "(coalesce(o.expected_close_on, '9999'), o.id) > (?, ?)",
            ),
            OpportunitySort::Created => {
                order(["o.created_on", "o.id"], true, "(o.created_on, o.id) < (?, ?)")
            }
            OpportunitySort::Title => order(["o.title", "o.id"], false, "(o.title, o.id) > (?, ?)"),
        }
    }
}

impl Order {
    fn key(&self, after: &str) -> Result<[Value; 2]> {
        let invalid = || Error::FieldInvalid { field: "after".into(), value: super::stage::shortened(after) };
        let (key, id) = after.rsplit_once('|').ok_or_else(invalid)?;
        let whole = |text: &str| text.parse::<i64>().map(Value::from).map_err(|_| invalid());
        let key = if self.numeric { whole(key)? } else { Value::from(key.to_owned()) };
        Ok([key, whole(id)?])
    }
}

fn key_of(row: &Row<'_>, sort: OpportunitySort) -> rusqlite::Result<String> {
    let day = |column: &str| Ok(row.get::<_, Option<String>>(column)?.unwrap_or_else(|| "9999".into()));
    match sort {
        OpportunitySort::Deadline => day("deadline_on"),
        OpportunitySort::Amount => Ok(row.get::<_, Option<i64>>("base_minor")?.unwrap_or(0).to_string()),
        OpportunitySort::ExpectedClose => day("expected_close_on"),
        OpportunitySort::Created => day("created_on"),
        OpportunitySort::Title => row.get("title"),
    }
}

/// The conditions of a filter, on the opportunity `o` alone.
pub(super) fn filtered(mut query: Query, input: &OpportunityList, today: Day) -> Result<Query> {
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    query = query
        .filter_some("o.pipeline_id = ?", input.pipeline_id.map(|id| id.value()))
        .filter_some("o.stage_id = ?", input.stage_id.map(|id| id.value()))
        .filter_some("o.state = ?", input.state.map(|state| state.as_str().to_owned()))
        .filter_some("o.party_id = ?", input.party_id.map(|id| id.value()))
        .filter_some("o.lost_reason_id = ?", input.lost_reason_id.map(|id| id.value()))
        .filter_some("o.expected_close_on >= ?", day(input.closes_from))
        .filter_some("o.expected_close_on <= ?", day(input.closes_to))
        .filter_some("o.created_on >= ?", day(input.created_from))
        .filter_some("o.created_on <= ?", day(input.created_to))
        .filter_some("o.state in ('won', 'lost') and o.entered_on >= ?", day(input.ended_from))
        .filter_some("o.state in ('won', 'lost') and o.entered_on <= ?", day(input.ended_to))
        .filter_some(
            "exists (select 1 from opportunity_move e where e.opportunity_id = o.id and e.enters and e.stage_id = ?)",
            input.ever_entered.map(|id| id.value()),
        );
    if !input.owner_ids.is_empty() {
        let ids: Vec<String> = input.owner_ids.iter().map(ToString::to_string).collect();
        let json = format!("[{}]", ids.join(","));
        query = query.filter("o.owner_id in (select value from json_each(?))", [json.into()]);
    }
    if let Some(members) = &input.members {
        let json = serde_json::to_string(members).map_err(Error::unexpected)?;
        query = query.filter("o.party_id in (select value from json_each(?))", [json.into()]);
    }
    let now = || Value::from(today.to_string());
    query = match input.flag {
        None => query,
        Some(Flag::Slipped) => query.filter("o.state = 'open' and o.deadline_on < ?", [now()]),
        Some(Flag::NoNextStep) => query.filter(
            "o.state = 'open' and (o.next_step = '' or o.next_step_on is null or o.next_step_on < ?)",
            [now()],
        ),
        Some(Flag::CloseSlipped) => query.filter("o.state = 'open' and o.expected_close_on < ?", [now()]),
        Some(Flag::OwnerLeft) => {
            query.filter("o.state = 'open' and o.owner_id in (select id from user where not active)", [])
        }
    };
    Ok(match input.text.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        None => query,
        Some(text) => {
            let part = Value::from(format!("%{}%", text.replace(['%', '_'], "")));
            let condition = "(o.title like ? or o.source like ? or o.party_id in (select id from party where name like ?))";
            query.filter(condition, [part.clone(), part.clone(), part])
        }
    })
}

pub(super) fn read(row: &Row<'_>, base: Currency, today: Day) -> rusqlite::Result<OpportunityRow> {
    let state = read_state(row)?;
    let deadline_on: Option<Day> = row.get("deadline_on")?;
    let next_step: String = row.get("next_step")?;
    let next_step_on: Option<Day> = row.get("next_step_on")?;
    let entered_on: Day = row.get("entered_on")?;
    let is_open = state == Ends::Open;
    let base_minor: Option<i64> = row.get("base_minor")?;
    Ok(OpportunityRow {
        id: row.get("id")?,
        moved: row.get("move_seq")?,
        pipeline_id: row.get("pipeline_id")?,
        stage_id: row.get("stage_id")?,
        state,
        title: row.get("title")?,
        party_id: row.get("party_id")?,
        party_name: row.get("party_name")?,
        owner_id: row.get("owner_id")?,
        owner_name: row.get("owner_name")?,
        owner_active: row.get("owner_active")?,
        amount: Money::from_minor(row.get("amount_minor")?, row.get("currency")?),
        base_amount: base_minor.map(|minor| Money::from_minor(minor, base)),
        expected_close_on: row.get("expected_close_on")?,
        source: row.get("source")?,
        created_on: row.get("created_on")?,
        entered_on,
        age_days: (today - entered_on).num_days(),
        deadline_on,
        slipped: is_open && deadline_on.is_some_and(|deadline| deadline < today),
        no_next_step: is_open && (next_step.is_empty() || next_step_on.is_none_or(|day| day < today)),
        next_step,
        next_step_on,
        lost_reason_id: row.get("lost_reason_id")?,
    })
}
