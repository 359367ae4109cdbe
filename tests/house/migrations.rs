//! A migration that was released is never edited: `migrations.lock` holds the digest of each, and only grows.
//!
//! `make freeze` (this test with `KEZHANG_FREEZE=1`) adds the digests of new migrations, as part of a release;
//! it never rewrites a line.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::tree::{Source, assert_none, root, sources};

const LOCK: &str = "tests/house/migrations.lock";

/// The migrations among `files`, in the order in which they run.
pub fn migrations(files: &[Source]) -> Vec<&Source> {
    let mut found: Vec<&Source> =
        files.iter().filter(|file| file.lies_in(&["migrations/"]) && file.has_extension(&["sql"])).collect();
    found.sort_by(|left, right| left.path.cmp(&right.path));
    found
}

fn digest(text: &str) -> String {
    let mut hex = String::new();
    for byte in Sha256::digest(text) {
        write!(hex, "{byte:02x}").unwrap();
    }
    hex
}

/// Lock lines are `digest  path`, as `sha256sum` prints them.
fn locked(lock: &str) -> BTreeMap<&str, &str> {
    lock.lines().filter_map(|line| line.split_once("  ")).map(|(digest, path)| (path, digest)).collect()
}

fn offences(lock: &str, files: &[Source]) -> Vec<String> {
    let locked = locked(lock);
    let present = migrations(files);
    let mut found: Vec<String> = locked
        .keys()
        .filter(|path| !present.iter().any(|file| file.path == **path))
        .map(|path| format!("{path}: was released and is gone"))
        .collect();
    for (index, file) in present.iter().enumerate() {
        let number = format!("migrations/{:04}_", index + 1);
        if !file.path.starts_with(&number) {
            found.push(format!("{}: the next migration begins with {number}", file.path));
        }
        match locked.get(file.path.as_str()) {
            Some(released) if *released != digest(&file.text) => {
                found.push(format!("{}: was released; write a new migration instead", file.path));
            }
            None if locked.keys().any(|released| *released > file.path.as_str()) => {
                found.push(format!("{}: comes before a released migration", file.path));
            }
            _ => {}
        }
    }
    found
}

#[test]
fn released_migrations_are_untouched() {
    let files = sources();
    let path = root().join(LOCK);
    let mut lock = std::fs::read_to_string(&path).unwrap_or_default();
    assert_none(offences(&lock, &files));
    if std::env::var_os("KEZHANG_FREEZE").is_some() {
        let known: Vec<String> = locked(&lock).keys().map(|path| (*path).to_owned()).collect();
        for file in migrations(&files).into_iter().filter(|file| !known.contains(&file.path)) {
            writeln!(lock, "{}  {}", digest(&file.text), file.path).unwrap();
        }
        std::fs::write(path, lock).unwrap();
    }
}

#[test]
fn a_released_migration_that_changed_is_found() {
    let lock = format!("{}  migrations/0001_book.sql\n", digest("create table book (id);"));
    let book = |text: &str| Source::invented("migrations/0001_book.sql", text);
    let next = |path: &str| Source::invented(path, "select 1;");

    assert_none(offences(&lock, &[book("create table book (id);"), next("migrations/0002_more.sql")]));
    assert_eq!(offences(&lock, &[book("create table book (id, name);")]).len(), 1, "edited");
    assert_eq!(offences(&lock, &[]).len(), 1, "deleted");
    let misnumbered = [book("create table book (id);"), next("migrations/0003_more.sql")];
    assert_eq!(offences(&lock, &misnumbered).len(), 1, "a number left out");
    assert!(
        !offences(&lock, &[next("migrations/0000_before.sql"), book("create table book (id);")]).is_empty()
    );
}
