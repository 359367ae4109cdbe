//! The board: a column for each stage with its count and sums, and its first cards; the rest of a column by key.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::list::{Flag, OpportunityList, OpportunityRow, filtered, list, list_totals};
use super::measures::Decided;
use super::measures::percent;
use super::pipelines::{Pipeline, pipeline_or_first};
use super::stage::Ends;
use crate::calendar::{Day, Month};
use crate::classes::segment_members;
use crate::error::Result;
use crate::ledger;
use crate::money::{Currency, Figure, Money};
use crate::store::{Page, PartyId, PipelineId, Query, Reader, SegmentId, StageId, UserId};
use rust_decimal::Decimal;

/// Which opportunities a board shows.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct BoardInput {
    /// The first that is not archived where absent.
    pub pipeline_id: Option<PipelineId>,
    #[ts(as = "Option<Vec<UserId>>", optional)]
    pub owner_ids: Vec<UserId>,
    /// Of the customers of a saved segment only.
    pub segment: Option<SegmentId>,
    /// Who they are, looked up once for all columns.
    #[serde(skip)]
    #[ts(skip)]
    pub members: Option<Vec<PartyId>>,
    pub text: Option<String>,
    pub flag: Option<Flag>,
    pub closes_to: Option<Day>,
    /// Cards of each column; 20 where absent.
    pub cards: Option<u32>,
}

/// More cards of one column.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
#[ts(rename = "BoardColumnInput")]
#[schemars(rename = "BoardColumnInput")]
pub struct ColumnInput {
    pub board: BoardInput,
    pub stage_id: StageId,
    #[serde(default)]
    pub after: Option<String>,
    #[serde(default)]
    pub limit: Option<u32>,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct CurrencySum {
    #[ts(type = "number")]
    pub count: i64,
    pub sum: Money,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct BoardColumn {
    pub stage_id: StageId,
    #[ts(type = "number")]
    pub count: i64,
    /// In each currency, the book's first.
    pub sums: Vec<CurrencySum>,
    /// In the book's currency, without what has no rate.
    pub total: Money,
    /// `total` by the stage's probability.
    pub weighted: Money,
    /// Those in a foreign currency without a rate.
    #[ts(type = "number")]
    pub unrated: i64,
    pub cards: Page<OpportunityRow>,
}

/// What was won or lost this month.
#[derive(Debug, Serialize, TS, JsonSchema)]
#[ts(rename = "BoardEnded")]
#[schemars(rename = "BoardEnded")]
pub struct Ended {
    pub stage_id: StageId,
    #[ts(type = "number")]
    pub count: i64,
    pub total: Money,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
#[ts(rename = "PipelineBoard")]
#[schemars(rename = "PipelineBoard")]
#[ts(optional_fields = nullable)]
pub struct Board {
    pub pipeline: Pipeline,
    /// The open stages in their order.
    pub columns: Vec<BoardColumn>,
    #[ts(type = "number")]
    pub count: i64,
    pub total: Money,
    pub weighted: Money,
    pub won: Ended,
    pub lost: Ended,
    #[ts(type = "number")]
    pub slipped: i64,
    #[ts(type = "number")]
    pub no_next_step: i64,
    /// Won ÷ (won + lost) of the last twelve months, in percent.
    pub win_rate_of_decided: Option<Figure>,
    /// Won ÷ everything closed of the last twelve months, in percent.
    pub win_rate_of_closed: Option<Figure>,
    /// First day of the twelve months.
    pub rates_from: Day,
}

struct Sum {
    stage: StageId,
    currency: Currency,
    count: i64,
    minor: i64,
    base_minor: i64,
    unrated: i64,
}

const SUMS: &str = "select o.stage_id, o.currency, count(*) as count, sum(o.amount_minor) as minor,
  coalesce(sum(o.base_minor), 0) as base_minor, count(*) - count(o.base_minor) as unrated
from opportunity o";

/// The board of a pipeline.
///
/// # Errors
/// `not_found`.
pub fn board(r: &Reader<'_>, input: &BoardInput, today: Day) -> Result<Board> {
    let input = &BoardInput { members: segment_members(r, input.segment, today)?, ..input.clone() };
    let pipeline = pipeline_or_first(r, input.pipeline_id)?;
    let book = ledger::book(r)?;
    let sums = sums(r, &pipeline, input, today)?;
    let mut columns = Vec::new();
    let zero = Money::zero(book.currency);
    let (mut count, mut total, mut weighted) = (0, zero, zero);
    for stage in pipeline.stages.iter().filter(|stage| stage.is_open()) {
        let own: Vec<&Sum> = sums.iter().filter(|sum| sum.stage == stage.id).collect();
        let base = Money::from_minor(own.iter().map(|sum| sum.base_minor).sum(), book.currency);
        let part = base.to_decimal() * Decimal::from(stage.probability) / Decimal::ONE_HUNDRED;
        let mut by_currency: Vec<CurrencySum> = own
            .iter()
            .map(|sum| CurrencySum { count: sum.count, sum: Money::from_minor(sum.minor, sum.currency) })
            .collect();
        by_currency.sort_by_key(|sum| sum.sum.currency() != book.currency);
        let column = BoardColumn {
            stage_id: stage.id,
            count: own.iter().map(|sum| sum.count).sum(),
            sums: by_currency,
            total: base,
            weighted: Money::rounded(part, book.currency, book.rounding)?,
            unrated: own.iter().map(|sum| sum.unrated).sum(),
            cards: list(r, &cards_of(input, &pipeline, stage.id, None, input.cards), today)?,
        };
        count += column.count;
        total = total.checked_add(column.total)?;
        weighted = weighted.checked_add(column.weighted)?;
        columns.push(column);
    }
    let (slipped, no_next_step) = late(r, &pipeline, input, today)?;
    let rates_from =
        Month::of(today).first_day().checked_sub_months(chrono::Months::new(11)).unwrap_or(today);
    let decided = decided(r, &pipeline, input, rates_from, today)?;
    Ok(Board {
        columns,
        count,
        total,
        weighted,
        won: ended(r, &pipeline, input, Ends::Won, today)?,
        lost: ended(r, &pipeline, input, Ends::Lost, today)?,
        slipped,
        no_next_step,
        win_rate_of_decided: decided.win_rate_of_decided().map(|rate| Figure(percent(rate))),
        win_rate_of_closed: decided.win_rate_of_closed().map(|rate| Figure(percent(rate))),
        rates_from,
        pipeline,
    })
}

/// The next cards of a column.
///
/// # Errors
/// `not_found`; `field_invalid` for an `after` that no page gave.
pub fn column(r: &Reader<'_>, input: &ColumnInput, today: Day) -> Result<Page<OpportunityRow>> {
    let pipeline = pipeline_or_first(r, input.board.pipeline_id)?;
    list(r, &cards_of(&input.board, &pipeline, input.stage_id, input.after.clone(), input.limit), today)
}

fn of_board(input: &BoardInput, pipeline: &Pipeline) -> OpportunityList {
    OpportunityList {
        pipeline_id: Some(pipeline.id),
        owner_ids: input.owner_ids.clone(),
        segment: input.segment,
        members: input.members.clone(),
        text: input.text.clone(),
        flag: input.flag,
        closes_to: input.closes_to,
        ..OpportunityList::default()
    }
}

fn cards_of(
    input: &BoardInput,
    pipeline: &Pipeline,
    stage: StageId,
    after: Option<String>,
    limit: Option<u32>,
) -> OpportunityList {
    const CARDS: u32 = 20;
    OpportunityList {
        pipeline_id: None,
        stage_id: Some(stage),
        state: Some(Ends::Open),
        after,
        limit: Some(limit.unwrap_or(CARDS)),
        ..of_board(input, pipeline)
    }
}

fn sums(r: &Reader<'_>, pipeline: &Pipeline, input: &BoardInput, today: Day) -> Result<Vec<Sum>> {
    let open = OpportunityList { state: Some(Ends::Open), ..of_board(input, pipeline) };
    let plain = open.text.is_none()
        && open.flag.is_none()
        && open.owner_ids.is_empty()
        && open.members.is_none()
        && open.closes_to.is_none();
    let query = match plain {
        // What no filter narrows is answered by an index alone.
        true => Query::new(SUMS).filter("o.state = 'open'", []),
        false => filtered(Query::new(SUMS), &open, today)?,
    };
    query.group("o.stage_id, o.currency").rows(r, |row| {
        Ok(Sum {
            stage: row.get("stage_id")?,
            currency: row.get("currency")?,
            count: row.get("count")?,
            minor: row.get("minor")?,
            base_minor: row.get("base_minor")?,
            unrated: row.get("unrated")?,
        })
    })
}

/// How many open ones are past their deadline, and without a next step, whichever of them the board shows.
fn late(r: &Reader<'_>, pipeline: &Pipeline, input: &BoardInput, today: Day) -> Result<(i64, i64)> {
    const LATE: &str = "select coalesce(sum(o.deadline_on < ?), 0) as slipped,
  coalesce(sum(o.next_step = '' or o.next_step_on is null or o.next_step_on < ?), 0) as no_next_step
from opportunity o";
    let day = || today.to_string().into();
    let open = OpportunityList { state: Some(Ends::Open), flag: None, ..of_board(input, pipeline) };
    let found = filtered(Query::new(LATE).bind([day(), day()]), &open, today)?
        .rows(r, |row| Ok((row.get("slipped")?, row.get("no_next_step")?)))?;
    Ok(found.first().copied().unwrap_or_default())
}

fn ended(r: &Reader<'_>, pipeline: &Pipeline, input: &BoardInput, ends: Ends, today: Day) -> Result<Ended> {
    let stage = pipeline.stages.iter().find(|stage| stage.ends == ends && !stage.removed);
    let filter = OpportunityList {
        state: Some(ends),
        ended_from: Some(Month::of(today).first_day()),
        flag: None,
        closes_to: None,
        ..of_board(input, pipeline)
    };
    let totals = list_totals(r, &filter, today)?;
    Ok(Ended {
        stage_id: stage.map_or(StageId::new(0), |stage| stage.id),
        count: totals.count,
        total: totals.total,
    })
}

fn decided(
    r: &Reader<'_>,
    pipeline: &Pipeline,
    input: &BoardInput,
    from: Day,
    today: Day,
) -> Result<Decided> {
    const ENDS: &str = "select o.state, coalesce(l.decided, 1) as decided, count(*) as count
from opportunity o
left join lost_reason l on l.id = o.lost_reason_id";
    let filter =
        OpportunityList { ended_from: Some(from), flag: None, closes_to: None, ..of_board(input, pipeline) };
    let rows = filtered(Query::new(ENDS), &filter, today)?.group("o.state, coalesce(l.decided, 1)").rows(
        r,
        |row| {
            Ok((row.get::<_, String>("state")?, row.get::<_, bool>("decided")?, row.get::<_, i64>("count")?))
        },
    )?;
    let counts: BTreeMap<(bool, bool), i64> =
        rows.into_iter().map(|(state, decided, count)| ((state == "won", decided), count)).collect();
    let count = |key| u64::try_from(counts.get(&key).copied().unwrap_or(0)).unwrap_or(0);
    Ok(Decided { won: count((true, true)), lost: count((false, true)), given_up: count((false, false)) })
}
