//! House rules: what no compiler checks.
//!
//! One module per rule. Each rule is a function from sources to offences, so that every module proves twice:
//! the tree keeps the rule, and an invented breach of it is found.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot read the tree should stop")]

mod clock; // only the door reads the clock
mod documentation; // the map shows every room, links lead somewhere
mod floors; // a room uses itself and lower floors
mod languages; // Chinese and English say the same things
mod lints; // every package keeps the house lints
mod migrations; // what was released is never edited
mod names; // no rag-bags
mod network; // one place opens connections
mod places; // nothing points at one machine
mod size; // no file needs a guide
mod sql; // every statement compiles, and only the core speaks it
mod tree; // the files the rules look at
mod words; // the window's words live in one place
