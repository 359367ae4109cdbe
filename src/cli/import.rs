//! `kezhang import`: the report on stdout, the refusal on stderr.

use std::path::Path;

use kezhang::error::{Error, Result};
use kezhang::exchange::mapping::Mapping;
use serde_json::{Value, json};

use super::commands::{print, unusable};
use super::desk::Desk;

/// What the words of the command line say.
pub(crate) struct Import<'a> {
    pub(crate) book: &'a Path,
    pub(crate) kind: &'a str,
    pub(crate) file: &'a Path,
    pub(crate) map: Option<&'a Path>,
    pub(crate) dry_run: bool,
}

/// Prints the report of an import, be it done, refused or a dry run.
///
/// # Errors
/// `import_refused` where a row has a problem, also in a dry run.
pub(crate) fn run(desk: &Desk, import: &Import<'_>) -> Result<()> {
    let kind: kezhang::exchange::mapping::Kind = import.kind.parse()?;
    let mapping = import.map.map(read_mapping).transpose()?;
    let open = desk.open(import.book)?;
    let answer = open.call(
        "import.run",
        json!({"path": import.file, "kind": kind, "mapping": mapping, "dry_run": import.dry_run}),
    );
    let closed = open.close();
    match answer {
        Ok(report) => {
            print(&report)?;
            closed.and(refuse_problems(&report))
        }
        Err(Error::ImportRefused { count, first_row, first_code, report }) => {
            print(&report)?;
            Err(Error::ImportRefused { count, first_row, first_code, report: Value::Null })
        }
        Err(error) => Err(error),
    }
}

/// A dry run with problems ends as the import itself would.
fn refuse_problems(report: &Value) -> Result<()> {
    let first = |pointer: &str| report.pointer(&format!("/problems/0{pointer}"));
    let Some(row) = first("/row").and_then(Value::as_u64) else { return Ok(()) };
    let code = first("/error/code").and_then(Value::as_str).unwrap_or_default();
    let count = report.get("problem_count").and_then(Value::as_u64).unwrap_or_default();
    Err(Error::ImportRefused { count, first_row: row, first_code: code.into(), report: Value::Null })
}

fn read_mapping(path: &Path) -> Result<Mapping> {
    let text =
        std::fs::read_to_string(path).map_err(|error| unusable(&path.display().to_string(), &error))?;
    Mapping::from_json(&text)
}
