//! Rows of libraries that lend their cursor: a thread pulls them, a bounded channel hands them over.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use super::row::Row;
use crate::error::{Error, Result};

/// Rows that may wait between the thread and its reader; bounds the memory.
const WAITING_MAX: usize = 64;

/// The reading end. Dropping it ends the thread at its next row.
#[derive(Debug)]
pub(super) struct Rows {
    receiver: Receiver<Result<Option<Row>>>,
    broken_off: fn() -> Error,
}

/// The writing end, for the body of the thread.
pub(super) struct Sink {
    sender: SyncSender<Result<Option<Row>>>,
}

impl Sink {
    /// Hands a row over, waiting for room; `false` where nobody reads any more.
    pub(super) fn give(&self, row: Row) -> bool {
        self.sender.send(Ok(Some(row))).is_ok()
    }
}

impl Rows {
    /// Runs `produce` in a thread of its own. A panic in it (a damaged workbook can cause one in its reader)
    /// arrives as `broken_off`, as the channel then ends without an end.
    pub(super) fn of(
        broken_off: fn() -> Error,
        produce: impl FnOnce(&Sink) -> Result<()> + Send + 'static,
    ) -> Result<Rows> {
        let (sender, receiver) = sync_channel(WAITING_MAX);
        let sink = Sink { sender };
        std::thread::Builder::new()
            .name("rows of a file".into())
            .spawn(move || {
                let end = produce(&sink).map(|()| None);
                // A reader that has gone needs no end.
                let _ = sink.sender.send(end);
            })
            .map_err(Error::unexpected)?;
        Ok(Rows { receiver, broken_off })
    }

    pub(super) fn next_row(&mut self) -> Result<Option<Row>> {
        match self.receiver.recv() {
            Ok(row) => row,
            Err(_) => Err((self.broken_off)()),
        }
    }
}
