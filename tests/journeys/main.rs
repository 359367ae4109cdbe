//! What a business does in a day, and what its books say afterwards.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod desk;
mod ledger_reports;
mod northwind;
mod renderings;
mod statements;
mod subledgers;
