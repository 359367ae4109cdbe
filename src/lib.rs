//! Kezhang 客账: the accounting core and its command line.
//!
//! `docs/ARCHITECTURE.md` is the map. Rooms stand on floors; a room uses itself and lower floors only
//! (`tests/house` checks it).

pub mod access;
pub mod activities;
pub mod api;
pub mod audit;
pub mod calendar;
pub mod cash;
pub mod catalog;
pub mod classes;
pub mod commitments;
pub mod contracts;
pub mod credit;
pub mod documents;
pub mod dunning;
pub mod error;
pub mod exchange;
pub mod forecast;
pub mod grading;
pub mod input;
pub mod inspection;
pub mod language;
pub mod ledger;
pub mod mail;
pub mod money;
pub mod orders;
pub mod paper;
pub mod parties;
pub mod period_end;
pub mod pipeline;
pub mod pricing;
pub mod reconciling;
pub mod recurring;
pub mod reports;
pub mod runs;
pub mod settlement;
pub mod statements;
pub mod store;
pub mod subledger;
pub mod templates;
pub mod timeline;
pub mod vat;
