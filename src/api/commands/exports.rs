//! The way out.

use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::api::{Context, Job};
use crate::error::Result;
use crate::exchange::Watch;
use crate::exchange::export::{self, Exported, Format};

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct ExportBook {
    pub format: Format,
    /// The file to write, which takes the place of one that is there; for `csv` the folder.
    pub path: String,
}

/// The whole book at one moment.
pub fn run(context: &Context<'_>, job: &Job<'_>, input: ExportBook) -> Result<Exported> {
    let progress = |done, total| context.progress("export", done, total);
    let watch = Watch { progress: &progress, cancelled: context.cancelled() };
    job.read(|r| export::export(r, input.format, Path::new(&input.path), context.language, watch))
}
