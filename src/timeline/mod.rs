//! What happened with a party, and what is to be done today: one list each, of everything that has a day.
//!
//! Both are a union with an arm for each kind of row, in one `.sql`; a new kind of row is a new arm. [`timeline`] is read
//! page by key, each arm by its own index and never further than the page; [`today`] puts what is late first. The room
//! only reads.

mod agenda;
mod events;

pub use agenda::{Agenda, AgendaCount, AgendaKind, AgendaRow, Readable, count, today, today_whole};
pub use events::{
    Event, EventDocument, EventGroup, EventKind, EventOpportunity, EventReconciliation, Timeline, timeline,
    timeline_whole,
};
