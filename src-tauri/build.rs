//! Names the shell's commands, so that a page may call only those its capability grants.

use std::path::Path;

const COMMANDS: &[&str] = &[
    "book_close",
    "book_demo",
    "book_new",
    "book_open",
    "book_opened",
    "book_recent",
    "book_restore",
    "bytes",
    "call",
    "cancel",
    "login",
    "logout",
    "pick_file",
    "pick_folder",
    "print",
    "save_bytes",
    "save_path",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // The pages are built by npm; a check of the Rust code alone needs only their folder to exist.
    std::fs::create_dir_all(Path::new("../ui/dist"))?;
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}
