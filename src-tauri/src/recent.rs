//! The books opened last, newest first, kept in the user's configuration.
//!
//! A list that cannot be read is an empty list and one that cannot be written is left: forgetting where a book lay
//! harms no book.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Manager as _};

const KEPT: usize = 10;

/// A book that was open: where it lies and the name it is shown by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecentBook {
    pub path: PathBuf,
    pub name: String,
}

impl RecentBook {
    pub fn at(path: &Path) -> RecentBook {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        RecentBook { path: path.to_owned(), name }
    }
}

/// The books that still lie where they lay.
pub fn books(app: &AppHandle) -> Vec<RecentBook> {
    let mut books = list_file(app).map(|file| read(&file)).unwrap_or_default();
    books.retain(|book| book.path.exists());
    books
}

pub fn remember(app: &AppHandle, path: &Path) {
    let Some(file) = list_file(app) else { return };
    let books = with_newest(read(&file), RecentBook::at(path));
    let Ok(text) = serde_json::to_string_pretty(&books) else { return };
    let folder_made = file.parent().map(std::fs::create_dir_all);
    if matches!(folder_made, Some(Ok(()))) {
        let _ = std::fs::write(file, text);
    }
}

fn list_file(app: &AppHandle) -> Option<PathBuf> {
    Some(app.path().app_config_dir().ok()?.join("recent-books.json"))
}

fn read(file: &Path) -> Vec<RecentBook> {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

fn with_newest(mut books: Vec<RecentBook>, newest: RecentBook) -> Vec<RecentBook> {
    books.retain(|book| book.path != newest.path);
    books.insert(0, newest);
    books.truncate(KEPT);
    books
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_opened_again_comes_first_and_once() {
        let books = ["a.kz", "b.kz"].map(|path| RecentBook::at(Path::new(path))).to_vec();
        let books = with_newest(books, RecentBook::at(Path::new("b.kz")));
        assert_eq!(books.iter().map(|book| book.name.as_str()).collect::<Vec<_>>(), ["b", "a"]);
    }

    #[test]
    fn only_the_last_ten_are_kept() {
        let books = (0..30).fold(Vec::new(), |books, number| {
            with_newest(books, RecentBook::at(Path::new(&format!("{number}.kz"))))
        });
        assert_eq!(books.len(), KEPT);
        assert_eq!(books[0].name, "29");
    }
}
