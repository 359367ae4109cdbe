//! Import: looking into a file, bringing it in, taking it back.

use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Nothing;
use crate::api::{Context, Job};
use crate::error::{Error, Result};
use crate::exchange::import::{self, ImportReport, ImportRun, SavedMapping, Undone, mapping, mappings};
use crate::exchange::mapping::{Kind, Mapping};
use crate::exchange::source::{ReadOptions, Source};
use crate::exchange::{Inspection, Watch, inspect};
use crate::store::{ImportRunId, Reader, Writer};

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct InspectInput {
    pub path: String,
    /// Guessed where absent.
    pub kind: Option<Kind>,
    pub options: Option<ReadOptions>,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ImportInput {
    pub path: String,
    pub kind: Kind,
    /// Which column fills which field; a saved mapping, or a guess from the headers, where absent.
    pub mapping: Option<Mapping>,
    pub mapping_name: Option<String>,
    /// Tells what would happen and writes nothing.
    #[serde(default)]
    pub dry_run: bool,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct ImportKey {
    pub run_id: ImportRunId,
}

pub fn look_into(_: &Context<'_>, _: &Reader<'_>, input: InspectInput) -> Result<Inspection> {
    inspect(Path::new(&input.path), &input.options.unwrap_or_default(), input.kind)
}

/// One transaction for the whole file. A dry run answers with every problem; a real one refuses them.
pub fn run(context: &Context<'_>, job: &Job<'_>, input: ImportInput) -> Result<ImportReport> {
    let path = PathBuf::from(&input.path);
    let mapping = chosen_mapping(job, &path, &input)?;
    let source = Source::open(&path, &mapping.read)?;
    let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let progress = |done, total| context.progress("import", done, total);
    let watch = Watch { progress: &progress, cancelled: context.cancelled() };
    let body = |w: &Writer<'_>| import::run(w, &source, &mapping, &file_name, context.today, watch);
    if input.dry_run {
        return Ok(ImportReport { run_id: None, dry_run: true, ..job.rehearse(body)? });
    }
    job.write(|w| body(w)?.refuse_problems())
}

fn chosen_mapping(job: &Job<'_>, path: &Path, input: &ImportInput) -> Result<Mapping> {
    let chosen = match (&input.mapping, &input.mapping_name) {
        (Some(mapping), _) => mapping.clone(),
        (None, Some(name)) => job.read(|r| mapping(r, name))?,
        (None, None) => {
            let inspection = inspect(path, &ReadOptions::default(), Some(input.kind))?;
            let guess = inspection.guess.ok_or(Error::ImportTableUnchosen)?;
            guess.mapping
        }
    };
    if chosen.kind != input.kind {
        return Err(Error::FieldInvalid { field: "kind".into(), value: chosen.kind.as_str().into() });
    }
    Ok(chosen)
}

pub fn undo(context: &Context<'_>, job: &Job<'_>, input: ImportKey) -> Result<Undone> {
    let progress = |done, total| context.progress("undo", done, total);
    let watch = Watch { progress: &progress, cancelled: context.cancelled() };
    job.write(|w| import::undo(w, input.run_id, watch))
}

pub fn runs(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Vec<ImportRun>> {
    import::runs(r)
}

pub fn list_mappings(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Vec<SavedMapping>> {
    mappings(r)
}

pub fn save_mapping(_: &Context<'_>, w: &Writer<'_>, input: SavedMapping) -> Result<SavedMapping> {
    import::save_mapping(w, &input)?;
    Ok(input)
}
