//! Books as files: make, open, restore, close.

use std::path::{Path, PathBuf};

use tauri::{AppHandle, Manager as _};

use kezhang::api::{Door, NewBook};
use kezhang::error::Result;

use crate::clock;
use crate::desk::Desk;
use crate::door::aside;
use crate::failure::Outcome;
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
pub async fn book_open(app: AppHandle, path: PathBuf) -> Outcome<()> {
    aside(move || open(&app, &path)).await
}

/// Puts a checked backup in the place of a book that does not exist yet, and opens it.
#[tauri::command]
pub async fn book_restore(app: AppHandle, backup: PathBuf, path: PathBuf) -> Outcome<()> {
    aside(move || {
        kezhang::store::restore(&backup, &path)?;
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
