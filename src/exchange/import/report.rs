//! What an import did, or would do.

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::super::reading::RowProblem;
use crate::error::{Error, Result};
use crate::store::ImportRunId;

/// Problems that are told one by one; the others are counted.
pub const PROBLEMS_SHOWN: usize = 200;

/// Rows are counted as things: an invoice of five lines is one.
#[derive(Debug, Default, Serialize, TS, JsonSchema)]
pub struct ImportReport {
    /// Absent where nothing new was in the file, and in the report of a refused import.
    pub run_id: Option<ImportRunId>,
    pub dry_run: bool,
    #[ts(type = "number")]
    pub read: u64,
    #[ts(type = "number")]
    pub imported: u64,
    /// Imported before, with the same content.
    #[ts(type = "number")]
    pub skipped: u64,
    /// Imported before, with other content; each is a problem too.
    #[ts(type = "number")]
    pub changed: u64,
    #[ts(type = "number")]
    pub problem_count: u64,
    /// The first two hundred of them, in the order of the file.
    pub problems: Vec<RowProblem>,
}

impl ImportReport {
    pub(super) fn note(&mut self, problem: RowProblem) {
        self.problem_count += 1;
        if self.problems.len() < PROBLEMS_SHOWN {
            self.problems.push(problem);
        }
    }

    /// The report of an import whose rows were all written; else the refusal that rolls it back, with the report
    /// inside.
    ///
    /// # Errors
    /// `import_refused`.
    pub fn refuse_problems(mut self) -> Result<ImportReport> {
        let Some(first) = self.problems.first() else { return Ok(self) };
        let (count, first_row, first_code) = (self.problem_count, first.row, first.error.code());
        (self.run_id, self.imported) = (None, 0);
        let report = serde_json::to_value(&self).map_err(Error::unexpected)?;
        Err(Error::ImportRefused { count, first_row: first_row.into(), first_code, report })
    }
}
