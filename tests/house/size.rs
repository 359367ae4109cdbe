//! A file holds an idea: 800 lines are the ceiling.

use crate::tree::{Source, assert_none, sources};

const CEILING_LINES: usize = 800;

fn offences(files: &[Source]) -> Vec<String> {
    files
        .iter()
        .filter(|file| file.has_extension(&["rs", "ts", "tsx", "css", "sql"]))
        .filter(|file| !file.lies_in(&["ui/src/bindings/"])) // written by the tests from the Rust types
        .map(|file| (file, file.text.lines().count()))
        .filter(|(_, lines)| *lines > CEILING_LINES)
        .map(|(file, lines)| format!("{}: {lines} lines, the ceiling is {CEILING_LINES}", file.path))
        .collect()
}

#[test]
fn every_file_stays_under_the_ceiling() {
    assert_none(offences(&sources()));
}

#[test]
fn a_file_over_the_ceiling_is_found() {
    let long = "\n".repeat(CEILING_LINES + 1);
    assert_eq!(offences(&[Source::invented("src/god.rs", &long)]).len(), 1);
    assert_none(offences(&[Source::invented("src/idea.rs", &long[1..])]));
}
