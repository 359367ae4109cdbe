//! How often a commit waits for the disk: both programs post under `strace`, which counts what they sync.
//!
//! A sync of the database file is a checkpoint's; a checkpoint also syncs the log once before it, and the log's header when
//! it begins anew. The other syncs of the log are the commits'.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Figure;
use crate::bare::Bare;
use crate::ours::Ours;
use crate::trade::{Invoice, invoice};

const DOCUMENTS: u32 = 200;

/// Names the folder and the program that a watched child posts with.
const TASK: &str = "KEZHANG_BENCH_COMMITS";

/// What a watched child does.
#[derive(Debug)]
pub struct Task {
    program: String,
    folder: PathBuf,
}

/// The task this process was started for.
pub fn task() -> Option<Task> {
    let task = std::env::var(TASK).ok()?;
    let (program, folder) = task.split_once(' ')?;
    Some(Task { program: program.into(), folder: folder.into() })
}

impl Task {
    pub fn run(&self) {
        let series: Vec<Invoice> = (0..DOCUMENTS).map(|n| invoice(n, DOCUMENTS)).collect();
        if self.program == "ours" {
            let ours = Ours::create(&self.folder.join("synced.kz"));
            mark();
            series.iter().for_each(|invoice| ours.post_one(invoice));
        } else {
            let mut bare = Bare::create(&self.folder.join("synced.db"));
            mark();
            series.chunks(1).for_each(|one| bare.post(one, false));
        }
        mark();
    }
}

/// Stands in the trace between making the book and posting, and between posting and closing.
fn mark() {
    assert!(std::fs::metadata(MARK).is_err());
}

const MARK: &str = "/nothing/of/this/name";

pub fn figures(folder: &Path) -> Vec<Figure> {
    let Some((ours, bare)) = syncs(folder, "ours").zip(syncs(folder, "bare")) else {
        println!("strace is missing: syncs are not counted");
        return Vec::new();
    };
    let each = |count: usize| count as f64 / f64::from(DOCUMENTS);
    let figure = |name, ours, bare, bound| Figure { name, ours, bare, unit: "× ", bound };
    vec![
        figure("syncs of the log in a commit", each(ours[0]), each(bare[0]), Some(1.02)),
        figure("syncs of checkpoints in a document", each(ours[1]), each(bare[1]), None),
    ]
}

/// Syncs of the log and of the database while the documents were posted.
fn syncs(folder: &Path, program: &str) -> Option<[usize; 2]> {
    let trace = folder.join(format!("{program}.trace"));
    let status = Command::new("strace")
        .args(["-f", "-y", "-e", "trace=fsync,fdatasync,statx", "-o"])
        .arg(&trace)
        .arg(std::env::current_exe().unwrap())
        .env(TASK, format!("{program} {}", folder.display()))
        .status()
        .ok()?;
    assert!(status.success(), "{program} under strace");
    let text = std::fs::read_to_string(trace).unwrap();
    let posting = text.split(MARK).nth(1).unwrap();
    let synced = posting.lines().filter(|line| line.contains("sync("));
    let (log, database): (Vec<&str>, Vec<&str>) = synced.partition(|line| line.contains("-wal"));
    Some([log.len() - database.len(), database.len()])
}
