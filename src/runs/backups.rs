//! Backups that happen by themselves: at each close of a month, and once a day when the book is closed.
//!
//! They go to the folder of the setting `backup_folder`, else to `NAME backups` beside the book. Each is opened
//! and checked before it counts. The last [`DAILY_KEPT`] daily ones stay; those of closes stay for good.

use std::fs;
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::audit;
use crate::calendar::{Day, Month};
use crate::error::{Error, Result};
use crate::store::{Backup, Book, Reader, Writer, back_up, set_setting, setting, synchronised_folder};

const FOLDER: &str = "backup_folder";
const DAILY_KEPT: usize = 10;
const ENDING: &str = "kz";

/// Where backups go, and what the place of the book deserves saying.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct BackupPlace {
    pub folder: String,
    /// The service that synchronises the folder the book lies in; copying a live book from under it can damage it.
    pub synchronised_by: Option<String>,
    /// Names of the backups there, latest first.
    pub kept: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ChooseBackupFolder {
    /// Beside the book where absent.
    pub folder: Option<String>,
}

pub fn backup_place(r: &Reader<'_>, book: &Path) -> Result<BackupPlace> {
    let folder = folder(r, book)?;
    let mut kept: Vec<String> = backups_in(&folder)
        .into_iter()
        .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
        .collect();
    kept.reverse();
    Ok(BackupPlace {
        folder: folder.display().to_string(),
        synchronised_by: synchronised_folder(book).map(str::to_owned),
        kept,
    })
}

/// # Errors
/// `file_unusable` where the folder cannot be made.
pub fn choose_backup_folder(w: &Writer<'_>, input: &ChooseBackupFolder) -> Result<()> {
    if let Some(folder) = &input.folder {
        make(Path::new(folder))?;
    }
    set_setting(w, FOLDER, input.folder.as_deref())?;
    audit::record(w, &serde_json::json!({FOLDER: input.folder}))?;
    Ok(())
}

/// The backup of a close: `NAME 2026-10 closed 1a2b3c4d.kz`, named after the chain's head.
pub fn back_up_close(book: &Book, month: Month) -> Result<Backup> {
    let (folder, head) = book.read(|r| Ok((folder(r, book.path())?, audit::head(r, None)?)))?;
    make(&folder)?;
    let short: String = head.hash.chars().take(8).collect();
    back_up(book, &folder.join(format!("{} {month} closed {short}.{ENDING}", stem(book.path()))))
}

/// The day's backup, where there is none yet; older daily ones beyond the last ten go.
pub fn back_up_daily(book: &Book, today: Day) -> Result<Option<Backup>> {
    let folder = book.read(|r| folder(r, book.path()))?;
    let daily = |day: &str| folder.join(format!("{} {day}.{ENDING}", stem(book.path())));
    let wanted = daily(&today.to_string());
    if wanted.exists() {
        return Ok(None);
    }
    make(&folder)?;
    let made = back_up(book, &wanted)?;
    let prefix = format!("{} ", stem(book.path()));
    let mut dailies: Vec<PathBuf> = backups_in(&folder)
        .into_iter()
        .filter(|path| path.file_stem().is_some_and(|name| is_daily(&name.to_string_lossy(), &prefix)))
        .collect();
    while dailies.len() > DAILY_KEPT {
        let oldest = dailies.remove(0);
        fs::remove_file(&oldest).map_err(|error| Error::of_file(&oldest, &error))?;
    }
    Ok(Some(made))
}

fn is_daily(name: &str, prefix: &str) -> bool {
    name.strip_prefix(prefix).is_some_and(|rest| crate::calendar::parse_day(rest).is_ok())
}

/// The backups of a folder by name, which is by day.
fn backups_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == ENDING))
        .collect();
    paths.sort();
    paths
}

fn folder(r: &Reader<'_>, book: &Path) -> Result<PathBuf> {
    Ok(match setting(r, FOLDER)? {
        Some(folder) => PathBuf::from(folder),
        None => book.with_file_name(format!("{} backups", stem(book))),
    })
}

fn stem(book: &Path) -> String {
    book.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

fn make(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(|error| Error::of_file(folder, &error))
}
