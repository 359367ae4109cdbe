//! The clock: read here and nowhere else in the window's program.

use kezhang::calendar::{Day, Instant, parse_day, parse_instant};
use kezhang::error::Result;

/// This moment, or the one `KEZHANG_NOW` names (for tests and reruns).
#[allow(clippy::disallowed_methods, reason = "the door reads the clock and passes it in")]
pub fn now() -> Result<Instant> {
    match std::env::var("KEZHANG_NOW") {
        Ok(text) => parse_instant(&text),
        Err(_) => Ok(chrono::Utc::now()),
    }
}

/// The user's day, which near midnight is not the UTC day; or the one `KEZHANG_TODAY` names.
#[allow(clippy::disallowed_methods, reason = "the door reads the clock and passes it in")]
pub fn today() -> Result<Day> {
    match std::env::var("KEZHANG_TODAY") {
        Ok(text) => parse_day(&text),
        Err(_) => Ok(chrono::Local::now().date_naive()),
    }
}
