//! The window of Kezhang: a shell that shows the pages of `ui/` and opens the core's door to them.
//!
//! Thin on purpose: what a page asks goes to [`kezhang`]'s board unchanged. The shell adds what only a desktop
//! has: the window, file dialogs, the system's viewer, the clock.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod dialogs;
mod failure;

use tauri::{AppHandle, Manager as _};

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        // First, so that a second start hands over before it opens anything.
        .plugin(tauri_plugin_single_instance::init(|app, _, _| bring_to_front(app)))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_window_state::Builder::new().build())
        .invoke_handler(tauri::generate_handler![
            dialogs::pick_file,
            dialogs::pick_folder,
            dialogs::save_path,
        ])
        .run(configuration())
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
