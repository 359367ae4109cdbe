//! The sample company behind its door.

use std::path::Path;
use std::sync::atomic::Ordering;

use super::book::NewBook;
use super::context::{Call, Progress};
use super::door::Door;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::runs::sample::Sample;

/// Makes the sample company that speaks `language`, with two years of trade up to the month before `today`'s, and
/// opens it. `call` brings the clock, hears each month and may cancel. Where the book cannot be filled, no file
/// remains.
///
/// # Errors
/// `book_exists`, `book_read_only`, `disk_full`, `cancelled`.
pub fn create_demo(path: &Path, language: Language, call: &Call<'_>) -> Result<Door> {
    let Call { today, now, .. } = *call;
    let sample = Sample::new(language, today)?;
    let new = NewBook {
        name: sample.company_name().into(),
        currency: sample.currency(),
        chart: sample.chart(),
        language,
    };
    let door = Door::create(path, &new, sample.begun_at(now))?;
    let told = |done, total| {
        (call.progress)(Progress { step: "sample".into(), done, total });
        if call.cancelled.load(Ordering::Relaxed) { Err(Error::Cancelled) } else { Ok(()) }
    };
    match sample.fill(door.book(), now, &told) {
        Ok(()) => Ok(door),
        Err(error) => {
            door.abandon();
            Err(error)
        }
    }
}
