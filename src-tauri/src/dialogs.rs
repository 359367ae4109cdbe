//! Where the user's files are: the system's dialogs for opening and saving.
//!
//! A dialog of the system cannot be driven by a test. Where `KEZHANG_PICK` names a file, its first line is the
//! answer and no dialog appears; an empty file is a dialog that was cancelled.

use std::path::PathBuf;

use serde::Deserialize;
use tauri::{AppHandle, Manager as _};
use tauri_plugin_dialog::{DialogExt as _, FileDialogBuilder, FilePath};

use crate::failure::{Outcome, file_failure, lost_work, refused_file};

/// A line of a dialog's list of file kinds: its name in the user's words and the endings it covers, without dots.
#[derive(Debug, Deserialize)]
pub struct FileKind {
    name: String,
    extensions: Vec<String>,
}

/// The file the user chose to open, of these kinds where any are named; or `null` where the dialog was cancelled.
#[tauri::command]
pub async fn pick_file(app: AppHandle, kinds: Vec<FileKind>) -> Outcome<Option<PathBuf>> {
    answer(app, kinds, |dialog| dialog.blocking_pick_file()).await
}

/// The folder the user chose, or `null`.
#[tauri::command]
pub async fn pick_folder(app: AppHandle) -> Outcome<Option<PathBuf>> {
    answer(app, Vec::new(), |dialog| dialog.blocking_pick_folder()).await
}

/// Where the user wants a file saved, beginning with the name proposed; or `null`.
#[tauri::command]
pub async fn save_path(app: AppHandle, file_name: String, kinds: Vec<FileKind>) -> Outcome<Option<PathBuf>> {
    answer(app, kinds, |dialog| dialog.set_file_name(file_name).blocking_save_file()).await
}

async fn answer(
    app: AppHandle,
    kinds: Vec<FileKind>,
    ask: impl FnOnce(FileDialogBuilder<tauri::Wry>) -> Option<FilePath> + Send + 'static,
) -> Outcome<Option<PathBuf>> {
    if let Some(prepared) = prepared_answer()? {
        return Ok(prepared);
    }
    let work = tauri::async_runtime::spawn_blocking(move || {
        let mut dialog = app.dialog().file();
        if let Some(window) = app.get_webview_window("main") {
            dialog = dialog.set_parent(&window);
        }
        for kind in kinds {
            let extensions: Vec<&str> = kind.extensions.iter().map(String::as_str).collect();
            dialog = dialog.add_filter(kind.name, &extensions);
        }
        ask(dialog)
    });
    match work.await.map_err(lost_work)? {
        Some(chosen) => {
            let shown = PathBuf::from(chosen.to_string());
            Ok(Some(chosen.into_path().map_err(|reason| file_failure(&shown, reason))?))
        }
        None => Ok(None),
    }
}

/// The outer option: whether an answer is prepared at all; the inner: whether the user cancelled.
fn prepared_answer() -> Outcome<Option<Option<PathBuf>>> {
    let Some(answers) = std::env::var_os("KEZHANG_PICK").map(PathBuf::from) else { return Ok(None) };
    let text = std::fs::read_to_string(&answers).map_err(|error| refused_file(&answers, &error))?;
    Ok(Some(text.lines().next().filter(|line| !line.is_empty()).map(PathBuf::from)))
}
