//! The worked examples of `vectors.json` against the pure functions. Each example names its source there.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod aging;
mod cash;
mod classify;
mod close;
mod collection;
mod credit;
mod documents;
mod dunning;
mod electronic;
mod figures;
mod late_interest;
mod payments;
mod reader;
mod sales;
mod statements;
mod writing;
