//! What a company's own history says of its stages.

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::measures::{Outcome, days_between, median, percent, share};
use super::past::Past;
use super::pipelines::Pipeline;
use crate::money::Figure;
use crate::store::StageId;

/// How many that came into a stage must have ended before anything is learned from them.
pub const MINIMUM_ENTERED: u64 = 10;

/// A stage as its history has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct LearnedStage {
    pub stage_id: StageId,
    /// What is entered in the settings, in percent.
    #[ts(type = "number")]
    pub standard: u8,
    /// Won of those that ever came into the stage and have ended, in percent of two decimals; absent below
    /// [`MINIMUM_ENTERED`].
    pub learned: Option<Figure>,
    /// Those that ever came into the stage.
    #[ts(type = "number")]
    pub entered: u64,
    /// Of those: how many have ended, and how many of these were won.
    #[ts(type = "number")]
    pub ended: u64,
    #[ts(type = "number")]
    pub won: u64,
    /// How many must have ended before anything is learned.
    #[ts(type = "number")]
    pub minimum: u64,
    /// The middle of all stays that are over, in days.
    pub median_days: Option<Figure>,
}

/// What the opportunities of a pipeline say of its stages, in their order.
pub fn learned(pipeline: &Pipeline, all: &[Past]) -> Vec<LearnedStage> {
    let own: Vec<&Past> = all.iter().filter(|each| each.pipeline_id == pipeline.id).collect();
    let count = |rows: &[&&Past]| u64::try_from(rows.len()).unwrap_or(u64::MAX);
    let of = |stage: &super::stage::Stage| {
        let entered: Vec<&&Past> = own.iter().filter(|each| each.ever_entered(stage.id)).collect();
        let ended: Vec<&&Past> =
            entered.iter().copied().filter(|each| each.outcome != Outcome::Open).collect();
        let won: Vec<&&Past> = ended.iter().copied().filter(|each| each.outcome == Outcome::Won).collect();
        let stays: Vec<i64> = entered
            .iter()
            .flat_map(|each| &each.visits)
            .filter(|visit| visit.stage == stage.id)
            .filter_map(|visit| visit.left_on.map(|left| days_between(visit.entered_on, left)))
            .collect();
        let enough = count(&ended) >= MINIMUM_ENTERED;
        LearnedStage {
            stage_id: stage.id,
            standard: stage.probability,
            learned: share(count(&won), count(&ended)).filter(|_| enough).map(|rate| Figure(percent(rate))),
            entered: count(&entered),
            ended: count(&ended),
            won: count(&won),
            minimum: MINIMUM_ENTERED,
            median_days: median(&stays).map(Figure),
        }
    };
    pipeline.stages.iter().filter(|stage| !stage.removed).map(of).collect()
}
