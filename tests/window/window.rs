//! The real window, driven as a person would: clicks, typing, reading, pictures.
//!
//! These tests need a screen and the built program, so a plain `cargo test` ignores them; `make window` and
//! `make test` run them on a screen of their own. What they saw is kept in `target/window-shots`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

mod adjustments; // what settles open items without money
mod bookkeeping; // vouchers, rates, revaluation
#[path = "../journeys/calls.rs"]
#[allow(dead_code, reason = "journeys call in more ways")]
mod calls; // the board in this process, to make a book
mod classes; // customers by class, segments, prices
mod contacts; // people, duplicates, cards, contracts
mod credit; // grades, limits, what is stopped and released
mod deposits; // money that goes back one day
mod door; // what a page may ask, and what it is told
mod dunning; // reminders to the letter, a promise broken, a payment
mod early_payment; // a discount taken with the money
mod forecast; // cash to come, the plan beside the books, scenarios, the record
mod instalments; // a plan of instalments from the terms to the paper
mod journal_book; // the worked book, closed and tied out
#[path = "../journeys/judge.rs"]
mod judge; // programs of others
mod lists; // what a list shows, saved as a file
mod login; // who works: passwords, roles, changing the user
mod losses; // late interest, published rates, loss rates by segment
mod mail; // an invoice by mail, and one whose answer never came
#[path = "../journeys/mail_server.rs"]
#[allow(dead_code, reason = "journeys ask more of it")]
mod mail_server; // a server that misbehaves as it is told
mod main_job; // first run, customer, invoice, paper, receipt, statement, month-end
mod opening; // the window opens and shows its pages
mod orders; // from quote to invoice, and the billing run
mod paging; // a long list, page after page
mod periods; // the end of a period, and four eyes
#[allow(dead_code, reason = "a vocabulary: not every story needs every verb")]
mod person; // the verbs of the tests
mod pipeline; // leads, the board, what the sales work brings
mod policy; // nothing remote can be loaded
mod reconciling; // a customer’s list beside our books, settled and confirmed
mod recurring; // what comes every month, written once
mod sent_statement; // what left, what changed since, what the customer answers
mod sheets; // everything there is to look at, by hand
mod shell; // asking the shell without a page
mod taxes; // taxes of parts and by day
mod templates; // a paper designed while it is watched, and an invoice printed with it
mod timeline; // a customer’s one screen: said in one line, done today
mod tour; // every page, in both languages, light and dark, full and empty
mod vat; // the tax of a month, posted beside its checks
mod whole_way; // from a first contact to the money, with the keyboard alone
#[path = "../journeys/worked.rs"]
#[allow(dead_code, reason = "journeys compare more")]
mod worked; // entries and balances as the vectors work them out
#[path = "../journeys/worked_book.rs"]
#[allow(dead_code, reason = "journeys ask more of it")]
mod worked_book; // the coherent book of the vectors
