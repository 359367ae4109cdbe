//! The window of Kezhang: a shell that shows the pages of `ui/` and opens the core's door to them.
//!
//! Thin on purpose: what a page asks goes to [`kezhang`]'s board unchanged. The shell adds what only a desktop
//! has: the window, file dialogs, the system's viewer, the clock.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod book;
mod clock;
mod desk;
mod dialogs;
mod door;
mod failure;
mod freshness;
mod recent;

use std::path::PathBuf;

use tauri::{AppHandle, Manager as _, RunEvent};

use crate::desk::Desk;

fn main() -> tauri::Result<()> {
    let app = tauri::Builder::default()
        // First, so that a second start hands over before it opens anything.
        .plugin(tauri_plugin_single_instance::init(|app, _, _| bring_to_front(app)))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_window_state::Builder::new().build())
        .manage(Desk::default())
        .invoke_handler(tauri::generate_handler![
            book::book_close,
            book::book_demo,
            book::book_new,
            book::book_open,
            book::book_opened,
            book::book_recent,
            book::book_restore,
            dialogs::pick_file,
            dialogs::pick_folder,
            dialogs::save_path,
            door::bytes,
            door::call,
            door::cancel,
            door::login,
            door::logout,
            door::print,
            door::save_bytes,
        ])
        .setup(|app| {
            open_named_book(app.handle());
            freshness::watch(app.handle().clone());
            Ok(())
        })
        .build(configuration())?;
    app.run(|app, event| {
        if let RunEvent::Exit = event {
            close_book(app);
        }
    });
    Ok(())
}

/// `kezhang-desktop BOOK` opens that book. One that cannot be opened is asked for again by the first page, which
/// can say why; here there is no one to tell but the terminal.
fn open_named_book(app: &AppHandle) {
    let Some(path) = std::env::args_os().nth(1).map(PathBuf::from) else { return };
    if let Err(error) = book::open(app, &path) {
        eprintln!("{error}");
    }
}

/// The last act: the write-ahead log is emptied, so that one file remains to copy.
fn close_book(app: &AppHandle) {
    if let Err(error) = app.state::<Desk>().clear() {
        eprintln!("{error}");
    }
}

/// `tauri.conf.json` and the pages of `ui/dist`, built into the program.
#[allow(clippy::disallowed_types, reason = "what the macro writes keeps the pages in a HashMap")]
fn configuration() -> tauri::Context {
    tauri::generate_context!()
}

/// Shows the one window; where it cannot be raised (some desktops forbid it) nothing happens.
fn bring_to_front(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        let _ = window.unminimize().and_then(|()| window.set_focus());
    }
}
