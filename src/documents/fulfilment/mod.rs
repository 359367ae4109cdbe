//! From quote to invoice: what a line was made from, how far it has come, and what is left of it.
//!
//! A line names its source, and the act that issues it covers that name. Everything else follows from standing documents:
//! [`quantities`] counts, [`sources`] refuses what is more than is left, [`rests`] makes parts add up to the cent, and
//! `kept` writes what is open beside the documents, which the proof recomputes. Voiding a document gives its quantities
//! back, because only standing documents count.

mod kept;
mod quantities;
mod rests;
mod sources;
mod tree;

pub use kept::open_line_faults;
pub(super) use kept::{invoiced_beyond, keep};
pub use quantities::Progress;
pub(super) use rests::take_rests;
pub(super) use sources::{Inherited, Made, roots_of};
pub use sources::{OVER_DELIVERY, credited_of, progress_from, sources_of};
pub use tree::LineKey;
