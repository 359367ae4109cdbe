//! Recurring documents (定期账单): a template, the days it comes back on, and what was made of it.
//!
//! A template is an invoice or a bill without its days. Its [`Schedule`] names a day for each document; a day that is
//! due is made once and only once, whatever happens in between: the row of the occurrence and the document are one
//! transaction, and the row's key is the template and the day. Days that were missed are made one by one, each on its own
//! day, or on the first day of the next open month where its own is closed. Pure first: [`Schedule`] and the
//! placeholders know no book. Verbs: [`save`], [`pause`], [`resume`], [`end`], [`skip`], [`make`].

mod ahead;
mod credits;
mod due;
mod list;
mod make;
mod placeholder;
mod schedule;
mod template;

pub use ahead::{Ahead, ahead};
pub use credits::CreditRule;
pub use due::{Due, Upcoming, UpcomingInput, due, upcoming};
pub use list::{MadeDocument, Outcome, RecurringList, RecurringRow, list, made};
pub use make::{Made, issue_draft, make};
pub use placeholder::{Placeholder, PlaceholderName, placeholder_names};
pub use schedule::{Covers, Ends, Schedule, Unit};
pub use template::{
    Delivery, Recurring, RecurringFields, RecurringState, SaveRecurring, change_party, end, get, pause,
    resume, save, skip,
};
