//! Month-end: the checklist, the folder for the accountant, and closing.
//!
//! The folder holds the month's reports as PDF, a workbook of them, every customer's statement, and
//! `manifest.json` with the SHA-256 of each file and the chain's head. It is made at one `seq`: the closing's, or
//! the latest act of a month that is open. The same `seq` gives the same bytes. A month whose checklist fails is
//! never closed, and its folder says that it is a draft.

use std::fs;
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::checklist::{CheckState, Checklist, checklist};
use super::printing::Printing;
use super::report_paper::report_paper;
use super::statement_paper::statement_papers;
use crate::audit::{self, Head};
use crate::calendar::Month;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::ledger::{self, closings};
use crate::reports::render::{self, Sheet};
use crate::reports::{self, Report, ReportName, ReportRequest};
use crate::statements::StatementKind;
use crate::store::{PartyId, Reader, Seq, Writer};
use crate::templates::TemplatedKind;

/// What a run is asked for.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
pub struct MonthEnd {
    pub month: Month,
    /// Where the files go; made where it does not exist.
    pub folder: String,
    /// Locks the month first, where the checklist allows.
    #[serde(default)]
    pub close: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
pub struct MonthFile {
    /// Relative to the folder, with `/`.
    pub name: String,
    pub sha256: String,
    #[ts(type = "number")]
    pub bytes: u64,
}

#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct MonthPack {
    pub month: Month,
    pub folder: String,
    /// A check failed: the folder is marked and the month stays open.
    pub draft: bool,
    pub closed: bool,
    pub checklist: Checklist,
    pub head: Head,
    pub files: Vec<MonthFile>,
    /// Characters that no font of ours covers, with the statement they are on.
    pub uncovered: Vec<String>,
}

/// The reports of the folder, in their order.
const REPORTS: [ReportName; 6] = [
    ReportName::TrialBalance,
    ReportName::BalanceSheet,
    ReportName::ProfitAndLoss,
    ReportName::GeneralLedger,
    ReportName::ArAging,
    ReportName::ApAging,
];

/// What a run needs of its caller: snapshots, one write, progress and cancel.
pub struct Steps<'s> {
    pub read: &'s ReadStep<'s>,
    pub write: &'s WriteStep<'s>,
    /// Hears step, done, total; refuses once the caller has cancelled.
    pub progress: &'s dyn Fn(&str, u64, u64) -> Result<()>,
    pub language: Language,
}

type ReadStep<'s> = dyn Fn(&mut dyn FnMut(&Reader<'_>) -> Result<()>) -> Result<()> + 's;
type WriteStep<'s> = dyn Fn(&mut dyn FnMut(&Writer<'_>) -> Result<()>) -> Result<()> + 's;

impl std::fmt::Debug for Steps<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Steps").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Steps<'_> {
    pub(super) fn read<T>(&self, mut body: impl FnMut(&Reader<'_>) -> Result<T>) -> Result<T> {
        let mut answer = None;
        (self.read)(&mut |r| {
            answer = Some(body(r)?);
            Ok(())
        })?;
        answer.ok_or(Error::Cancelled)
    }

    pub(super) fn write<T>(&self, mut body: impl FnMut(&Writer<'_>) -> Result<T>) -> Result<T> {
        let mut answer = None;
        (self.write)(&mut |w| {
            answer = Some(body(w)?);
            Ok(())
        })?;
        answer.ok_or(Error::Cancelled)
    }
}

/// Checks the month, closes it where that is asked and allowed, and writes the folder.
///
/// # Errors
/// `file_forbidden`, `file_unusable`, `disk_full` for the folder; `cancelled`, after which the folder has no manifest.
pub fn month_end(steps: &Steps<'_>, input: &MonthEnd) -> Result<MonthPack> {
    let month = input.month;
    let checked = steps.read(|r| checklist(r, month))?;
    let known = steps.read(|r| known_seq(r, month))?;
    let known = match known {
        Some(seq) => seq,
        None if input.close && checked.ready => steps.write(|w| ledger::close(w, month))?,
        None => steps.read(|r| audit::head(r, None))?.seq,
    };
    let mut folder = Folder::open(Path::new(&input.folder))?;
    let mut made = Vec::new();
    for (index, name) in REPORTS.into_iter().enumerate() {
        (steps.progress)(name.as_str(), index as u64, REPORTS.len() as u64)?;
        let report = steps.read(|r| reports::run(r, &request(name, month, known)))?;
        let title = render::title(&report, steps.language);
        let asked = Printing::in_language(Some(steps.language));
        let kind = Some(TemplatedKind::Report);
        let chosen = steps.read(|r| asked.chosen(r, kind, None, Some(report.head.seq)))?;
        let paper = report_paper(&report, steps.language, &chosen.design)?;
        folder.write(&format!("{:02} {title}.pdf", index + 1), &paper.bytes)?;
        made.push(report);
    }
    let laid_out: Vec<_> = made.iter().map(Report::laid_out).collect();
    let sheets: Vec<Sheet<'_>> = laid_out.iter().map(|report| Sheet::of(report, steps.language)).collect();
    folder.write(&workbook_name(steps.language), &render::workbook(&sheets, steps.language)?)?;
    let uncovered = write_statements(steps, &mut folder, month, known)?;
    let closed = steps.read(|r| Ok(ledger::last_closed(r)?.is_some_and(|last| last >= month)))?;
    let pack = MonthPack {
        month,
        folder: input.folder.clone(),
        draft: !closed && !checked.ready,
        closed,
        head: steps.read(|r| audit::head(r, Some(known)))?,
        checklist: checked,
        files: std::mem::take(&mut folder.files),
        uncovered,
    };
    folder.finish(&pack)?;
    Ok(pack)
}

/// The act a closed month's papers count up to; `None` while it is open.
fn known_seq(r: &Reader<'_>, month: Month) -> Result<Option<Seq>> {
    let all = closings(r)?;
    // Closing a month closes the open ones before it: the earliest closing at or after it counts.
    Ok(all.iter().rfind(|closing| closing.month >= month).map(|closing| closing.seq))
}

fn request(name: ReportName, month: Month, known: Seq) -> ReportRequest {
    ReportRequest {
        from: Some(month.first_day()),
        known_seq: Some(known),
        ..ReportRequest::new(name, month.last_day())
    }
}

fn workbook_name(language: Language) -> String {
    if language == Language::En { "Reports.xlsx".into() } else { "报表.xlsx".into() }
}

fn write_statements(steps: &Steps<'_>, folder: &mut Folder, month: Month, known: Seq) -> Result<Vec<String>> {
    let customers: Vec<PartyId> =
        steps.read(|r| r.rows(include_str!("customers.sql"), [], |row| row.get("id")))?;
    let place = if steps.language == Language::En { "Statements" } else { "对账单" };
    let mut uncovered = Vec::new();
    for (index, party) in customers.iter().enumerate() {
        (steps.progress)("statements", index as u64, customers.len() as u64)?;
        let request = ReportRequest {
            party_id: Some(*party),
            kind: StatementKind::BalanceForward,
            ..request(ReportName::Statement, month, known)
        };
        let made = steps.read(|r| statement_papers(r, &request, None))?;
        if made.empty {
            continue;
        }
        for (number, paper) in made.papers.iter().map(|one| &one.paper).enumerate() {
            let suffix = if number == 0 { String::new() } else { format!(" {}", number + 1) };
            let name = file_name(&format!("{} {}{suffix}", made.party_code, made.party_name));
            folder.write(&format!("{place}/{name}.pdf"), &paper.bytes)?;
            if !paper.uncovered.is_empty() {
                let missing: String = paper.uncovered.iter().collect();
                uncovered.push(format!("{} {missing}", made.party_code));
            }
        }
    }
    Ok(uncovered)
}

/// A name every file system takes: what Windows forbids becomes `_`, and it is cut at 80 characters.
pub(super) fn file_name(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| if c.is_control() || "<>:\"/\\|?*".contains(c) { '_' } else { c })
        .take(80)
        .collect();
    plain.trim_end_matches(['.', ' ']).to_owned()
}

/// The folder while it is written. Its manifest goes first and comes last, so that a folder with a manifest is
/// whole.
struct Folder {
    path: PathBuf,
    files: Vec<MonthFile>,
}

const MANIFEST: &str = "manifest.json";

impl Folder {
    fn open(path: &Path) -> Result<Folder> {
        fs::create_dir_all(path).map_err(|error| Error::of_file(path, &error))?;
        let folder = Folder { path: path.to_owned(), files: Vec::new() };
        folder.remove_earlier()?;
        Ok(folder)
    }

    /// Takes away what an earlier run wrote here, and nothing else.
    fn remove_earlier(&self) -> Result<()> {
        #[derive(Deserialize)]
        struct Earlier {
            files: Vec<MonthFile>,
        }
        let manifest = self.path.join(MANIFEST);
        let Ok(text) = fs::read_to_string(&manifest) else { return Ok(()) };
        fs::remove_file(&manifest).map_err(|error| Error::of_file(&manifest, &error))?;
        let earlier: Earlier = serde_json::from_str(&text).unwrap_or(Earlier { files: Vec::new() });
        for file in earlier.files.iter().filter(|file| !file.name.contains("..")) {
            let path = self.path.join(&file.name);
            match fs::remove_file(&path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(Error::of_file(&path, &error));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn write(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.path.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|error| Error::of_file(parent, &error))?;
        }
        fs::write(&path, bytes).map_err(|error| Error::of_file(&path, &error))?;
        self.files.push(MonthFile {
            name: name.into(),
            sha256: audit::hex(&audit::digest(&[bytes])),
            bytes: bytes.len() as u64,
        });
        Ok(())
    }

    fn finish(&self, pack: &MonthPack) -> Result<()> {
        let failed: Vec<&str> = pack
            .checklist
            .checks
            .iter()
            .filter(|check| check.state == CheckState::Failed)
            .map(|check| check.code.as_str())
            .collect();
        let manifest = json!({
            "month": pack.month, "state": if pack.draft { "draft" } else if pack.closed { "closed" } else { "open" },
            "failed_checks": failed, "seq": pack.head.seq, "chain_head": pack.head.hash,
            "recorded_at": pack.head.recorded_at, "files": pack.files,
        });
        let path = self.path.join(MANIFEST);
        fs::write(&path, format!("{manifest:#}\n")).map_err(|error| Error::of_file(&path, &error))
    }
}
