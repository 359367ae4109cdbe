//! What a business does in a day, and what its books say afterwards.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod bad_input;
mod desk;
mod idempotence;
mod journal_book;
mod kill;
mod ledger_reports;
mod northwind;
mod old_book;
mod program;
mod properties;
mod renderings;
mod roles;
mod sample_company;
mod statements;
mod subledgers;
mod tamper;
mod taxes;
mod worked;
