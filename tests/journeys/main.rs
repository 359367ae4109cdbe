//! What a business does in a day, and what its books say afterwards.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod bad_files;
mod bad_input;
mod collecting;
mod control_reports;
mod credit_losses;
mod deposits;
mod desk;
mod early_payment;
mod editor;
mod exports;
mod idempotence;
mod instalments;
mod journal_book;
mod journal_ifrs;
mod judges;
mod kill;
mod late_interest;
mod ledger_reports;
mod lists;
mod northwind;
mod northwind_trades;
mod old_book;
mod payables;
mod periods;
mod program;
mod properties;
mod read_only;
mod refusals;
mod renderings;
mod rerun;
mod rescheduling;
mod roles;
mod sample_company;
mod settling;
mod statements;
mod subledgers;
mod tamper;
mod taxes;
mod vat;
mod worked;
mod year;
