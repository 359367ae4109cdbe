//! Classes of customers: what is known of them and what they bought, as scores, classes and segments.
//!
//! Figures count from invoices and credit notes without tax, in the book's currency, by invoice date: a void counts back on
//! its own day. [`rank`](rfm) is arithmetic without a book; [`customers`] gives everyone with everything as of a day and
//! as known at a moment; a [`SegmentRule`] is asked of one customer ([`SegmentRule::holds`]) or of the book
//! ([`condition`]). A class carries what is proposed to its customers ([`proposal`]). Verbs: [`save_segment`],
//! [`archive_segment`], [`save_class_default`], [`end_class_default`].

mod choices;
mod class;
mod class_default;
mod condition;
mod customer;
mod evidence;
mod membership;
mod pivot;
mod rank;
mod rule;
mod segment;
mod visits;

pub use choices::{ChoiceField, ClassNames, ClassWord, FigureField, SegmentChoices, segment_choices};
pub use class::ClassBy;
pub use class_default::{
    ClassDefault, ClassOffer, ClassProposal, Proposed, SaveClassDefault, class_defaults, end_class_default,
    proposal, proposal_for, save_class_default,
};
pub use condition::{condition, members, segment_members};
pub use customer::{AsOf, Customer, Sales, customers, sales};
pub use evidence::{SalesDocuments, sales_documents};
pub use membership::{ClassKind, CustomerClass, Memberships};
pub use pivot::{
    OrderChange, PivotMeasure, PivotPeriod, SoldByWord, SoldInMonth, order_changes, sold_by_month,
    sold_by_word,
};
pub use rank::{Abc, Bought, Power, Rfm, SCORED_FROM, abc, power, quintiles, rfm};
pub use rule::{Owed, SegmentChoice, SegmentFigure, SegmentRule};
pub use segment::{
    CustomerSegment, SaveSegment, SegmentCount, archive_segment, count, save_segment, segment, segments,
};
pub use visits::{DueVisits, VisitDue, due_visits, visits_on_list};
