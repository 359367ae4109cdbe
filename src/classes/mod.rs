//! Classes of customers: what is known of them and what they bought, as scores, classes and segments.
//!
//! Figures count from invoices and credit notes without tax, in the book's currency, by invoice date: a void counts back on
//! its own day. [`rank`](rfm) is arithmetic without a book; [`customers`] gives everyone with everything as of a day and
//! as known at a moment; a [`SegmentRule`] is asked of one customer ([`SegmentRule::holds`]) or of the book
//! ([`condition`]).

mod condition;
mod customer;
mod rank;
mod rule;

pub use condition::{condition, members};
pub use customer::{AsOf, Customer, Sales, customers, sales};
pub use rank::{Abc, Bought, Power, Rfm, SCORED_FROM, abc, power, quintiles, rfm};
pub use rule::{Owed, SegmentChoice, SegmentFigure, SegmentRule};
