//! Opportunities as they stood on a day, as it was known at an act: what every figure of the past is made from.

use std::collections::BTreeMap;

use rusqlite::named_params;

use super::measures::Outcome;
use super::pipelines::{Pipeline, pipelines};
use super::stage::Ends;
use crate::calendar::Day;
use crate::error::Result;
use crate::money::{Currency, Money};
use crate::store::{LostReasonId, OpportunityId, PartyId, PipelineId, Reader, Seq, StageId, UserId};

/// A stay in a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    pub stage: StageId,
    pub entered_on: Day,
    /// Absent where it stands there still.
    pub left_on: Option<Day>,
}

/// An opportunity on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    pub id: OpportunityId,
    pub pipeline_id: PipelineId,
    pub title: String,
    pub party_id: PartyId,
    pub owner_id: UserId,
    pub created_on: Day,
    /// In their order, at least one.
    pub visits: Vec<Visit>,
    pub outcome: Outcome,
    /// When it was won or lost.
    pub ended_on: Option<Day>,
    pub lost_reason_id: Option<LostReasonId>,
    pub amount: Money,
    /// In minor units of the book's currency; absent where there was no rate.
    pub base_minor: Option<i64>,
    pub expected_close_on: Option<Day>,
    pub deadline_on: Option<Day>,
}

/// Everything known of one opportunity, in the order it was recorded in.
#[derive(Debug)]
pub struct Life {
    id: OpportunityId,
    moves: Vec<Move>,
    versions: Vec<Version>,
}

#[derive(Debug, Clone)]
struct Move {
    stage: StageId,
    enters: bool,
    date: Day,
    owner: UserId,
    deadline_on: Option<Day>,
    lost_reason: Option<LostReasonId>,
}

#[derive(Debug, Clone)]
struct Version {
    date: Day,
    amount: Money,
    base_minor: Option<i64>,
    party: PartyId,
    title: String,
    expected_close_on: Option<Day>,
}

/// How stages end, and to which pipeline each belongs.
pub(super) type Kinds = BTreeMap<StageId, (PipelineId, Ends)>;

impl Past {
    pub fn ever_entered(&self, stage: StageId) -> bool {
        self.visits.iter().any(|visit| visit.stage == stage)
    }

    /// Where it stands.
    pub fn stage(&self) -> Option<StageId> {
        self.visits.last().map(|visit| visit.stage)
    }

    /// From its beginning to its end, of one that was won.
    pub fn cycle_days(&self) -> Option<i64> {
        self.ended_on
            .filter(|_| self.outcome == Outcome::Won)
            .map(|end| super::measures::days_between(self.created_on, end))
    }
}

impl Life {
    /// As it stood at the end of a day; `None` where it had not begun.
    pub(super) fn at(&self, day: Day, kinds: &Kinds) -> Option<Past> {
        let moves: Vec<&Move> = self.moves.iter().filter(|each| each.date <= day).collect();
        let version = self.versions.iter().rev().find(|each| each.date <= day).or(self.versions.first())?;
        let (first, last) = moves.first().zip(moves.last())?;
        let mut visits: Vec<Visit> = Vec::new();
        for each in moves.iter().filter(|each| each.enters) {
            if let Some(before) = visits.last_mut() {
                before.left_on = Some(each.date);
            }
            visits.push(Visit { stage: each.stage, entered_on: each.date, left_on: None });
        }
        let (pipeline_id, ends) = *kinds.get(&last.stage)?;
        let outcome = match ends {
            Ends::Open => Outcome::Open,
            Ends::Won => Outcome::Won,
            Ends::Lost => Outcome::Lost,
        };
        Some(Past {
            id: self.id,
            pipeline_id,
            title: version.title.clone(),
            party_id: version.party,
            owner_id: last.owner,
            created_on: first.date,
            ended_on: visits.last().filter(|_| outcome != Outcome::Open).map(|visit| visit.entered_on),
            visits,
            outcome,
            lost_reason_id: last.lost_reason,
            amount: version.amount,
            base_minor: version.base_minor,
            expected_close_on: version.expected_close_on,
            deadline_on: last.deadline_on,
        })
    }
}

/// Every opportunity as it stood at the end of a day, as it was known at an act, in the order they were made in.
pub fn past(r: &Reader<'_>, as_of: Day, known: Seq) -> Result<Vec<Past>> {
    let kinds = kinds(r)?;
    Ok(lives(r, known)?.iter().filter_map(|life| life.at(as_of, &kinds)).collect())
}

pub(super) fn kinds(r: &Reader<'_>) -> Result<Kinds> {
    let of = |pipeline: Pipeline| {
        let id = pipeline.id;
        pipeline.stages.into_iter().map(move |stage| (stage.id, (id, stage.ends)))
    };
    Ok(pipelines(r)?.into_iter().flat_map(of).collect())
}

pub(super) fn lives(r: &Reader<'_>, known: Seq) -> Result<Vec<Life>> {
    let mut lives: BTreeMap<OpportunityId, Life> = BTreeMap::new();
    let moves = r.rows(include_str!("moves_known.sql"), named_params! {":known": known}, |row| {
        let told = Move {
            stage: row.get("stage_id")?,
            enters: row.get("enters")?,
            date: row.get("date")?,
            owner: row.get("owner_id")?,
            deadline_on: row.get("deadline_on")?,
            lost_reason: row.get("lost_reason_id")?,
        };
        Ok((row.get::<_, OpportunityId>("opportunity_id")?, told))
    })?;
    for (id, told) in moves {
        let life = lives.entry(id).or_insert_with(|| Life { id, moves: Vec::new(), versions: Vec::new() });
        life.moves.push(told);
    }
    let versions = r.rows(include_str!("versions_known.sql"), named_params! {":known": known}, |row| {
        let currency: Currency = row.get("currency")?;
        let told = Version {
            date: row.get("date")?,
            amount: Money::from_minor(row.get("amount_minor")?, currency),
            base_minor: row.get("base_minor")?,
            party: row.get("party_id")?,
            title: row.get("title")?,
            expected_close_on: row.get("expected_close_on")?,
        };
        Ok((row.get::<_, OpportunityId>("opportunity_id")?, told))
    })?;
    for (id, told) in versions {
        if let Some(life) = lives.get_mut(&id) {
            life.versions.push(told);
        }
    }
    Ok(lives.into_values().collect())
}
