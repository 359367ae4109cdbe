//! Whatever happens in whatever order, the books keep their promises.
//!
//! [`events`] makes up what may happen to a business, [`company`] does it in a book in memory, [`promises`] reads every
//! row and looks whether the books still hold, [`reminders`] whether a letter went to anybody who was to have none,
//! [`plain_reports`] is a second way to aging and statements.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod collecting;
mod company;
mod deeds;
mod events;
mod plain_reports;
mod promises;
mod reminders;
mod rows;
mod sequences;
mod settling;
mod splitting;
