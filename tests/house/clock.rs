//! Time is passed in; only the door (the command line's `src/main.rs`, the window's `src-tauri`) reads the clock.
//! Clippy forbids the calls; this rule says where the ban may be lifted.

use crate::tree::{Source, assert_none, sources};

const DOORS: &[&str] = &["src/main.rs", "src-tauri/", "tests/", "benches/"];

fn offences(files: &[Source]) -> Vec<String> {
    files
        .iter()
        .filter(|file| file.has_extension(&["rs"]) && !file.lies_in(DOORS))
        .filter(|file| {
            file.text.contains("clippy::disallowed_methods") || file.text.contains("SystemTime::now")
        })
        .map(|file| format!("{}: take the time as an argument", file.path))
        .collect()
}

#[test]
fn only_the_door_reads_the_clock() {
    assert_none(offences(&sources()));
}

#[test]
fn a_room_that_reads_the_clock_is_found() {
    let text = "#[allow(clippy::disallowed_methods)]\nfn f() { Utc::now(); }";
    assert_eq!(offences(&[Source::invented("src/ledger/post.rs", text)]).len(), 1);
    assert_none(offences(&[Source::invented("src/main.rs", text)]));
}
