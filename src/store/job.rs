//! The rows of long work: what runs, what ended how, what a crash interrupted.

use rusqlite::named_params;

use super::{JobId, Reader, Writer};
use crate::calendar::instant_text;
use crate::error::Result;

/// Begins a row; `input` is the command's input as JSON.
pub fn start_job(w: &Writer<'_>, input: &str) -> Result<JobId> {
    let stamp = w.stamp();
    w.insert(
        include_str!("start_job.sql"),
        named_params! {":command": stamp.command, ":input": input, ":actor": stamp.actor,
        ":process": std::process::id(), ":at": instant_text(stamp.now)},
    )
}

/// Ends a row as `done`, `cancelled` or `failed` with the code of the error.
pub fn end_job(w: &Writer<'_>, id: JobId, state: &str, error: Option<&str>) -> Result<()> {
    w.execute(
        "update job set state = :state, error = :error, finished_at = :at where id = :id",
        named_params! {":state": state, ":error": error, ":at": instant_text(w.stamp().now), ":id": id},
    )?;
    Ok(())
}

/// Rows whose process is gone.
pub fn abandoned_jobs(r: &Reader<'_>) -> Result<Vec<JobId>> {
    let running: Vec<(JobId, u32)> =
        r.rows("select id, process from job where state = 'running'", [], |row| {
            Ok((row.get("id")?, row.get("process")?))
        })?;
    Ok(running.into_iter().filter(|(_, process)| !is_running(*process)).map(|(id, _)| id).collect())
}

/// Another program: this one has only just opened the book.
fn is_running(process: u32) -> bool {
    process != std::process::id() && process_runs(process)
}

/// Whether a process of that number runs.
pub fn process_runs(process: u32) -> bool {
    std::path::Path::new(&format!("/proc/{process}")).exists()
}
