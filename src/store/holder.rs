//! Who holds the write lock of a book.

use std::path::Path;

const LOOKS: u32 = 5;

/// The program that has the book's write-ahead index locked, as `name (pid)`; empty where the system does
/// not tell. Reads `/proc/locks`, so it answers on Linux only.
pub(super) fn find(book: &Path) -> String {
    // The system hands its list out in pieces while locks come and go, so one look may miss a line.
    (0..LOOKS).find_map(|_| find_in_proc(book)).unwrap_or_default()
}

#[cfg(target_os = "linux")]
fn find_in_proc(book: &Path) -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    let index = format!("{}-shm", book.display());
    let inode = std::fs::metadata(index).ok()?.ino().to_string();
    let own = std::process::id().to_string();
    let locks = std::fs::read_to_string("/proc/locks").ok()?;
    let pid = locks.lines().find_map(|line| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let (kind, pid, file) = (fields.get(3)?, fields.get(4)?, fields.get(5)?);
        let held = *kind == "WRITE" && file.rsplit(':').next() == Some(&inode) && **pid != own;
        held.then(|| (*pid).to_owned())
    })?;
    let name = std::fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
    Some(format!("{} ({pid})", name.trim()))
}

#[cfg(not(target_os = "linux"))]
fn find_in_proc(_book: &Path) -> Option<String> {
    None
}
