//! Books as files: make, open, restore, close; the sample company.

use std::path::{Path, PathBuf};

use tauri::{AppHandle, Manager as _};

use kezhang::api::{Door, NewBook, create_demo};
use kezhang::error::Result;
use kezhang::language::Language;

use crate::clock;
use crate::desk::Desk;
use crate::door::{Caller, aside};
use crate::failure::{Outcome, lost_work};
use crate::recent::{self, RecentBook};

/// Makes a book at `path` and opens it.
#[tauri::command]
pub async fn book_new(app: AppHandle, path: PathBuf, input: NewBook) -> Outcome<()> {
    aside(move || {
        let door = Door::create(&path, &input, clock::now()?)?;
        lay(&app, &path, door)
    })
    .await
}

#[tauri::command]
pub async fn book_open(app: AppHandle, path: PathBuf, read_only: Option<bool>) -> Outcome<()> {
    aside(move || match read_only {
        Some(true) => lay(&app, &path, Door::open_to_read(&path, None)?),
        _ => open(&app, &path),
    })
    .await
}

/// Opens the sample company that speaks `language`: the book at `path`, or the one among the user's documents.
/// Where it lies already it is opened as it was left, otherwise it is made with two years of trade; that takes a
/// moment, so it tells its progress and can be cancelled by its `call_id`.
#[tauri::command]
pub async fn book_demo(
    app: AppHandle,
    path: Option<PathBuf>,
    language: Language,
    call_id: Option<String>,
) -> Outcome<()> {
    let path = match path {
        Some(path) => path,
        None => sample_path(&app, language)?,
    };
    aside(move || {
        if path.exists() {
            return open(&app, &path);
        }
        let caller = Caller { call_id, ..Caller::default() };
        let door = caller.run(&app, |call| create_demo(&path, language, call))?;
        lay(&app, &path, door)
    })
    .await
}

/// Among the documents, or in the home of a user who has no such folder.
fn sample_path(app: &AppHandle, language: Language) -> Outcome<PathBuf> {
    let name = if language == Language::En { "Kezhang sample.kz" } else { "客账示例.kz" };
    let paths = app.path();
    let folder = paths.document_dir().or_else(|_| paths.home_dir()).map_err(lost_work)?;
    Ok(folder.join(name))
}

/// Puts a checked backup in the place of a book that does not exist yet, and opens it.
#[tauri::command]
pub async fn book_restore(app: AppHandle, backup: PathBuf, path: PathBuf) -> Outcome<()> {
    aside(move || {
        kezhang::api::restore(&backup, &path)?;
        open(&app, &path)
    })
    .await
}

/// The books opened last that still lie where they lay, newest first.
#[tauri::command]
pub fn book_recent(app: AppHandle) -> Vec<RecentBook> {
    recent::books(&app)
}

/// The book that lies open: after a reload of the pages, or when the program was started with one.
#[tauri::command]
pub fn book_opened(app: AppHandle) -> Option<RecentBook> {
    app.state::<Desk>().book().ok().map(|book| RecentBook::at(&book.path))
}

#[tauri::command]
pub async fn book_close(app: AppHandle) -> Outcome<()> {
    aside(move || app.state::<Desk>().clear()).await
}

pub fn open(app: &AppHandle, path: &Path) -> Result<()> {
    lay(app, path, Door::open(path, None, clock::now()?)?)
}

fn lay(app: &AppHandle, path: &Path, door: Door) -> Result<()> {
    app.state::<Desk>().lay(path, door)?;
    recent::remember(app, path);
    Ok(())
}
