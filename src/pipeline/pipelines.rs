//! Pipelines at rest: each with all its stages, version by version.

use std::collections::BTreeSet;

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::moves;
use super::stage::{Ends, Stage, StageFields};
use crate::audit::{self, Subject};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::store::{OpportunityId, PipelineId, Reader, Seq, StageId, Writer};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Pipeline {
    pub id: PipelineId,
    /// The act that says it as it stands; saving what another act has changed meanwhile is refused. 0 came with the program.
    pub version: Seq,
    pub name_zh: String,
    pub name_en: String,
    pub archived: bool,
    /// In their order, the ones that were taken out at the end.
    pub stages: Vec<Stage>,
}

#[derive(Serialize, Deserialize)]
struct Body {
    archived: bool,
    name_en: String,
    name_zh: String,
    stages: Vec<Stage>,
}

/// Where what stands in a stage goes when it is taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MovedStage {
    pub from: StageId,
    pub to: StageId,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct SavePipeline {
    /// Absent for a new one.
    pub id: Option<PipelineId>,
    /// The version that was edited; required with `id`.
    pub version: Option<Seq>,
    pub name_zh: String,
    pub name_en: String,
    pub archived: bool,
    /// Every stage in its order; one that is not named any more is taken out.
    pub stages: Vec<StageFields>,
    /// What still stands in a stage that is taken out is moved; without, it keeps the stage from being taken out.
    pub moved: Vec<MovedStage>,
    /// Why, for the history of what is moved.
    pub why: String,
}

const SELECT: &str = "select v.pipeline_id, v.seq, v.body from pipeline_version v";
const LATEST: &str = "v.seq = (select max(l.seq) from pipeline_version l where l.pipeline_id = v.pipeline_id
    and l.seq <= :known)";
/// Examples that a refusal names.
const SHOWN: usize = 5;
const MOST_STAGES: usize = 30;

impl Pipeline {
    /// # Errors
    /// `not_found` for a stage of another pipeline, or one that was taken out.
    pub(super) fn stage(&self, id: StageId) -> Result<&Stage> {
        self.any_stage(id).filter(|stage| !stage.removed).ok_or_else(|| missing(id))
    }

    pub(super) fn any_stage(&self, id: StageId) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.id == id)
    }

    pub(super) fn place(&self, id: StageId) -> usize {
        self.stages.iter().position(|stage| stage.id == id).unwrap_or(usize::MAX)
    }

    /// Where a new opportunity begins.
    pub(super) fn first(&self) -> Result<&Stage> {
        self.stages.iter().find(|stage| stage.is_open()).ok_or_else(|| missing(StageId::new(0)))
    }

    /// Its name for error data.
    pub fn label(&self) -> String {
        if self.name_zh.is_empty() { self.name_en.clone() } else { self.name_zh.clone() }
    }
}

fn missing(id: StageId) -> Error {
    Error::NotFound { kind: "stage".into(), key: id.to_string() }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Pipeline> {
    let body: String = row.get("body")?;
    let Body { archived, name_en, name_zh, stages } =
        serde_json::from_str(&body).map_err(|error| rusqlite::Error::UserFunctionError(error.into()))?;
    Ok(Pipeline { id: row.get("pipeline_id")?, version: row.get("seq")?, name_zh, name_en, archived, stages })
}

/// Every pipeline as it stands, in the order they were made in.
pub fn pipelines(r: &Reader<'_>) -> Result<Vec<Pipeline>> {
    pipelines_at(r, Seq::LATEST)
}

/// Every pipeline as it was known at an act.
pub fn pipelines_at(r: &Reader<'_>, known: Seq) -> Result<Vec<Pipeline>> {
    let sql = format!("{SELECT} where {LATEST} order by v.pipeline_id");
    r.rows(&sql, named_params! {":known": known}, read)
}

/// # Errors
/// `not_found`.
pub fn pipeline(r: &Reader<'_>, id: PipelineId) -> Result<Pipeline> {
    pipeline_at(r, id, Seq::LATEST)
}

/// The pipeline as it was known at an act.
///
/// # Errors
/// `not_found` where it was made later.
pub fn pipeline_at(r: &Reader<'_>, id: PipelineId, known: Seq) -> Result<Pipeline> {
    let sql = format!("{SELECT} where v.pipeline_id = :id and {LATEST}");
    r.row(&sql, named_params! {":id": id, ":known": known}, read)?
        .ok_or_else(|| Error::NotFound { kind: "pipeline".into(), key: id.to_string() })
}

/// The pipeline named, or the first that is not archived.
///
/// # Errors
/// `not_found`.
pub(super) fn pipeline_or_first(r: &Reader<'_>, id: Option<PipelineId>) -> Result<Pipeline> {
    match id {
        Some(id) => pipeline(r, id),
        None => pipelines(r)?
            .into_iter()
            .find(|pipeline| !pipeline.archived)
            .ok_or_else(|| Error::NotFound { kind: "pipeline".into(), key: "1".into() }),
    }
}

/// Saves a pipeline with all its stages. Opportunities keep the stages they have gone through.
///
/// # Errors
/// `stale`; `field_missing`, `field_invalid`: it needs a name, a stage to begin with, one that wins and one that loses, and
/// a stage cannot become one that ends otherwise; `in_use` where opportunities stand in a stage that is taken out and are
/// not moved, or in a pipeline that is archived; `not_found` for the stage they are moved to.
pub fn save_pipeline(w: &Writer<'_>, input: &SavePipeline, today: Day) -> Result<Pipeline> {
    refuse_invalid(input)?;
    let current = input.id.map(|id| pipeline(w, id)).transpose()?;
    if let Some(current) = current.as_ref().filter(|current| input.version != Some(current.version)) {
        return Err(Error::Stale {
            kind: "pipeline".into(),
            key: current.label(),
            yours: serde_json::to_value(input).map_err(Error::unexpected)?,
            theirs: serde_json::to_value(current).map_err(Error::unexpected)?,
        });
    }
    let known: &[Stage] = current.as_ref().map_or(&[], |current| &current.stages);
    refuse_other_stages(known, &input.stages)?;
    move_out(w, current.as_ref(), input, today)?;
    let act = audit::begin(w)?;
    let id = match &current {
        Some(current) => current.id,
        None => w.insert("insert into pipeline default values", [])?,
    };
    let mut stages = Vec::with_capacity(input.stages.len());
    for fields in &input.stages {
        let key = match fields.id {
            Some(key) => key,
            None => w.insert(
                "insert into stage (pipeline_id, ends) values (:pipeline, :ends)",
                named_params! {":pipeline": id, ":ends": fields.ends.as_str()},
            )?,
        };
        stages.push(fields.kept(key));
    }
    let kept: BTreeSet<StageId> = stages.iter().map(|stage| stage.id).collect();
    let out = known.iter().filter(|stage| !kept.contains(&stage.id));
    stages.extend(out.map(|stage| Stage { removed: true, ..stage.clone() }));
    let (name_zh, name_en) = (input.name_zh.trim().to_owned(), input.name_en.trim().to_owned());
    let body = audit::canonical(&json!(Body { archived: input.archived, name_en, name_zh, stages }));
    insert(w, id, act.seq, &body)?;
    audit::seal(w, act, Subject::Pipeline(id.value()), audit::digest(&[body.as_bytes()]))?;
    pipeline(w, id)
}

fn insert(w: &Writer<'_>, id: PipelineId, seq: Seq, body: &str) -> Result<()> {
    w.execute(
        "insert into pipeline_version (pipeline_id, seq, body) values (:id, :seq, :body)",
        named_params! {":id": id, ":seq": seq, ":body": body},
    )?;
    Ok(())
}

fn refuse_invalid(input: &SavePipeline) -> Result<()> {
    if input.name_zh.trim().is_empty() && input.name_en.trim().is_empty() {
        return Err(Error::FieldMissing { field: "name_zh".into() });
    }
    for (field, text) in [("name_zh", &input.name_zh), ("name_en", &input.name_en)] {
        if text.chars().count() > 80 {
            return Err(Error::FieldInvalid { field: field.into(), value: super::stage::shortened(text) });
        }
    }
    for (place, stage) in input.stages.iter().enumerate() {
        stage.refuse_invalid(place)?;
    }
    let count = |ends: Ends| input.stages.iter().filter(|stage| stage.ends == ends).count();
    let fits = count(Ends::Open) > 0 && count(Ends::Won) == 1 && count(Ends::Lost) == 1;
    if !fits || input.stages.len() > MOST_STAGES {
        let counts = Ends::ALL.map(|ends| format!("{} {}", count(ends), ends.as_str())).join(", ");
        return Err(Error::FieldInvalid { field: "stages".into(), value: counts });
    }
    Ok(())
}

/// Stages that are named belong to the pipeline, once, and end as they did.
fn refuse_other_stages(known: &[Stage], named: &[StageFields]) -> Result<()> {
    let mut seen = BTreeSet::new();
    for fields in named {
        let Some(id) = fields.id else { continue };
        let stage = known.iter().find(|stage| stage.id == id).ok_or_else(|| missing(id))?;
        if stage.ends != fields.ends || !seen.insert(id) {
            return Err(Error::FieldInvalid { field: "stages".into(), value: stage.label() });
        }
    }
    Ok(())
}

/// Moves what stands in stages that are taken out; what nobody moves keeps them, and what is open keeps its pipeline.
fn move_out(w: &Writer<'_>, current: Option<&Pipeline>, input: &SavePipeline, today: Day) -> Result<()> {
    let Some(current) = current else { return Ok(()) };
    let named: BTreeSet<StageId> = input.stages.iter().filter_map(|stage| stage.id).collect();
    for stage in current.stages.iter().filter(|stage| !stage.removed && !named.contains(&stage.id)) {
        let standing = standing_in(w, &[stage.id])?;
        if standing.is_empty() {
            continue;
        }
        let to = input.moved.iter().find(|moved| moved.from == stage.id).map(|moved| moved.to);
        match to.filter(|to| named.contains(to)).map(|to| current.stage(to)).transpose()? {
            Some(to) if to.ends == stage.ends => {
                for (id, _) in standing {
                    moves::carry_over(w, id, to.id, today, &input.why)?;
                }
            }
            _ => return Err(in_use("stage", stage.label(), standing)),
        }
    }
    if input.archived && !current.archived {
        let open: Vec<StageId> = current.stages.iter().filter(|s| s.is_open()).map(|s| s.id).collect();
        let standing = standing_in(w, &open)?;
        if !standing.is_empty() {
            return Err(in_use("pipeline", current.label(), standing));
        }
    }
    Ok(())
}

fn in_use(kind: &str, name: String, by: Vec<(OpportunityId, String)>) -> Error {
    let count = by.len() as u64;
    let titles = by.iter().take(SHOWN).map(|(_, title)| super::stage::shortened(title));
    let examples = titles.collect::<Vec<_>>().join(" · ");
    Error::InUse { kind: kind.into(), name, count, examples }
}

fn standing_in(r: &Reader<'_>, stages: &[StageId]) -> Result<Vec<(OpportunityId, String)>> {
    let keys = serde_json::to_string(stages).map_err(Error::unexpected)?;
    r.rows(
        "select id, title from opportunity where stage_id in (select value from json_each(:stages)) order by id",
        named_params! {":stages": keys},
        |row| Ok((row.get("id")?, row.get("title")?)),
    )
}

/// What the trail's digest covers of the version written by `seq`.
pub fn canonical_pipeline(r: &Reader<'_>, seq: Seq) -> Result<Option<String>> {
    r.row("select body from pipeline_version where seq = :seq", named_params! {":seq": seq}, |row| {
        row.get("body")
    })
}

/// The pipeline and the lost reasons that a book begins with; no act says them. A book of before gets the same rows by
/// its migration, held together by `journeys::exports`.
pub fn seed(w: &Writer<'_>) -> Result<()> {
    const SEED: &str = include_str!("seed.json");
    let body: Body = serde_json::from_str(SEED).map_err(Error::unexpected)?;
    let id = w.insert("insert into pipeline default values", [])?;
    for stage in &body.stages {
        w.execute(
            "insert into stage (id, pipeline_id, ends) values (:id, :pipeline, :ends)",
            named_params! {":id": stage.id, ":pipeline": id, ":ends": stage.ends.as_str()},
        )?;
    }
    insert(w, id, Seq::new(0), SEED)?;
    super::lost_reason::seed(w)
}
