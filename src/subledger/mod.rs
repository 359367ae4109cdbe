//! Customers and suppliers with what they owe and are owed: lists, the overview, and search over everything.
//!
//! The same code serves both sides; [`Business`] says which control accounts count. Figures come from the rows
//! that posting maintains and are never recomputed on read.

mod list;
mod overview;
mod search;

pub use list::{
    Business, PartyList, PartyRow, PartySort, PartyTotals, PartyView, list, list_totals, list_whole,
};
pub use overview::{AgeBucket, BooksOverview, LateParty, MonthSales, Overview, cash_minor, overview};
pub use search::{Hit, HitKind, search_all};
