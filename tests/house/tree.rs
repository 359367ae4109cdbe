//! The files the rules look at: what git tracks or would track.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A text file of the project, by its path from the root.
#[derive(Debug)]
pub struct Source {
    pub path: String,
    pub text: String,
}

impl Source {
    /// An invented file, for showing that a rule can be broken.
    pub fn invented(path: &str, text: &str) -> Source {
        Source { path: path.into(), text: text.into() }
    }

    pub fn has_extension(&self, extensions: &[&str]) -> bool {
        Path::new(&self.path)
            .extension()
            .and_then(|extension| extension.to_str())
            .is_some_and(|extension| extensions.contains(&extension))
    }

    pub fn lies_in(&self, folders: &[&str]) -> bool {
        folders.iter().any(|folder| self.path.starts_with(folder))
    }

    /// The lines with their numbers from 1, for offences that name a place.
    pub fn numbered_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every text file of the project; binary files are left out.
pub fn sources() -> Vec<Source> {
    let listing = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .expect("git lists the files of the project");
    assert!(listing.status.success(), "the house rules need the git repository");
    let paths = String::from_utf8(listing.stdout).expect("paths are UTF-8");
    paths.split('\0').filter(|path| !path.is_empty()).filter_map(read).collect()
}

/// A file deleted but not yet committed is listed and cannot be read: it is passed over like a binary one.
fn read(path: &str) -> Option<Source> {
    let text = std::fs::read_to_string(root().join(path)).ok()?;
    Some(Source { path: path.into(), text })
}

/// Fails with one offence a line.
#[track_caller]
pub fn assert_none(offences: Vec<String>) {
    assert!(offences.is_empty(), "\n{}\n", offences.join("\n"));
}
