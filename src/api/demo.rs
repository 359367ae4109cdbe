//! The sample company behind its door.

use std::path::Path;

use super::book::NewBook;
use super::door::Door;
use crate::calendar::{Day, Instant};
use crate::error::Result;
use crate::language::Language;
use crate::runs::sample::Sample;

/// Makes the sample company that speaks `language`, with two years of trade up to the month before `today`'s, and
/// opens it. Where it cannot be filled, no file remains.
///
/// # Errors
/// `book_exists`, `book_read_only`, `disk_full`.
pub fn create_demo(path: &Path, language: Language, today: Day, now: Instant) -> Result<Door> {
    let sample = Sample::new(language, today)?;
    let new = NewBook {
        name: sample.company_name().into(),
        currency: sample.currency(),
        chart: sample.chart(),
        language,
    };
    let door = Door::create(path, &new, sample.begun_at(now))?;
    match sample.fill(door.book(), now) {
        Ok(()) => Ok(door),
        Err(error) => {
            door.abandon();
            Err(error)
        }
    }
}
