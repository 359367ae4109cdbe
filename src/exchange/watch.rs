use std::sync::atomic::{AtomicBool, Ordering};

use crate::error::{Error, Result};

/// Rows between two words to the caller.
const ROWS_PER_STEP: u64 = 200;

/// What a caller hears and can stop.
#[derive(Clone, Copy)]
pub struct Watch<'w> {
    /// Hears what is done and how much there is in all, nought where nobody knows.
    pub progress: &'w dyn Fn(u64, u64),
    pub cancelled: &'w AtomicBool,
}

impl std::fmt::Debug for Watch<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watch").field("cancelled", &self.cancelled).finish_non_exhaustive()
    }
}

impl Watch<'_> {
    /// # Errors
    /// `cancelled` once the caller has asked for it.
    pub(super) fn step(&self, done: u64, total: u64) -> Result<()> {
        if done.is_multiple_of(ROWS_PER_STEP) {
            (self.progress)(done, total);
            if self.cancelled.load(Ordering::Relaxed) {
                return Err(Error::Cancelled);
            }
        }
        Ok(())
    }
}
