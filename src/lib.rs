//! Kezhang 客账: the accounting core and its command line.
//!
//! `docs/ARCHITECTURE.md` is the map. Rooms stand on floors; a room uses itself and lower floors only
//! (`tests/house` checks it).

pub mod calendar;
pub mod error;
pub mod money;
