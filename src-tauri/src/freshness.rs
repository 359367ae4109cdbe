//! Keeps the window fresh: when the open book changes, by this window or another program, the pages hear `changed`.

use std::time::Duration;

use tauri::{AppHandle, Emitter as _, Manager as _};

use crate::desk::Desk;

const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Looks at the open book's data version from a thread of its own, for as long as the program runs.
pub fn watch(app: AppHandle) {
    std::thread::spawn(move || {
        let mut seen = None;
        loop {
            std::thread::sleep(LOOK_EVERY);
            // A book that cannot be asked now is asked again; the next call of a page tells the user why.
            let version = app.state::<Desk>().book().and_then(|book| book.door.data_version()).ok();
            if seen.is_some() && version.is_some() && seen != version {
                let _ = app.emit("changed", ());
            }
            seen = version;
        }
    });
}
