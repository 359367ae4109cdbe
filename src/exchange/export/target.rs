//! A file that appears under its name when it is whole.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Written beside its place as `NAME.partial`, which goes away unless [`Target::finish`] is reached.
#[derive(Debug)]
pub(super) struct Target {
    path: PathBuf,
    partial: PathBuf,
    file: BufWriter<File>,
    finished: bool,
}

impl Target {
    pub(super) fn create(path: &Path) -> Result<Target> {
        let mut partial = path.as_os_str().to_owned();
        partial.push(".partial");
        let partial = PathBuf::from(partial);
        let file = File::create(&partial).map_err(|error| Error::of_file(path, &error))?;
        Ok(Target { path: path.to_owned(), partial, file: BufWriter::new(file), finished: false })
    }

    pub(super) fn put(&mut self, text: &str) -> Result<()> {
        self.file.write_all(text.as_bytes()).map_err(|error| self.failed(&error))
    }

    /// For writers of other libraries; what they fail of is told by [`Target::failed`].
    pub(super) fn file(&mut self) -> &mut BufWriter<File> {
        &mut self.file
    }

    pub(super) fn failed(&self, error: &std::io::Error) -> Error {
        Error::of_file(&self.path, error)
    }

    /// Puts the file in its place, durably, and tells its size.
    pub(super) fn finish(mut self) -> Result<u64> {
        let file = self.file.flush().and_then(|()| {
            let file = self.file.get_ref();
            file.sync_all().and_then(|()| file.metadata())
        });
        let bytes = file.map_err(|error| self.failed(&error))?.len();
        std::fs::rename(&self.partial, &self.path).map_err(|error| self.failed(&error))?;
        self.finished = true;
        Ok(bytes)
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        if !self.finished
            && let Err(error) = std::fs::remove_file(&self.partial)
        {
            tracing::warn!(%error, "an unfinished export stays behind");
        }
    }
}
