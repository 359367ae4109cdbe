//! Programs of others that `make tools` has put beside what is built.

use std::path::{Path, PathBuf};

/// A program that `make tools` has put beside what is built.
pub fn judge(name: &str) -> PathBuf {
    let built = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let path = built.join("judges/bin").join(name);
    assert!(path.exists(), "{} is missing: run make tools", path.display());
    path
}
