//! Every package keeps the house lints, and nothing outside tests and benchmarks switches off the ban on stopping the program.

use regex::Regex;

use crate::tree::{Source, assert_none, sources};

fn packages_without_the_lints(files: &[Source]) -> Vec<String> {
    let inherits = Regex::new(r"(?m)^\[lints\]\s*\nworkspace = true").unwrap();
    files
        .iter()
        .filter(|file| file.path.ends_with("Cargo.toml") && file.text.contains("[package]"))
        .filter(|file| !inherits.is_match(&file.text))
        .map(|file| format!("{}: add [lints] workspace = true", file.path))
        .collect()
}

fn bans_switched_off(files: &[Source]) -> Vec<String> {
    let switched_off =
        Regex::new(r"(?:allow|expect)\([^)]*clippy::(?:unwrap_used|expect_used|panic)").unwrap();
    files
        .iter()
        .filter(|file| {
            file.has_extension(&["rs"])
                && !file.path.split('/').any(|part| matches!(part, "tests" | "benches"))
        })
        .filter(|file| switched_off.is_match(&file.text))
        .map(|file| format!("{}: return an Error instead of stopping the program", file.path))
        .collect()
}

#[test]
fn every_package_keeps_the_lints() {
    assert_none(packages_without_the_lints(&sources()));
}

#[test]
fn no_code_outside_tests_may_stop_the_program() {
    assert_none(bans_switched_off(&sources()));
}

#[test]
fn a_package_without_lints_and_a_ban_switched_off_are_found() {
    let package = Source::invented("extra/Cargo.toml", "[package]\nname = \"extra\"\n");
    assert_eq!(packages_without_the_lints(&[package]).len(), 1);
    let code = Source::invented("src/ledger/post.rs", "#[allow(clippy::unwrap_used)]\nfn f() {}");
    assert_eq!(bans_switched_off(&[code]).len(), 1);
}
