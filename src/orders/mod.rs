//! From quote to invoice without typing anything again, and the billing run.
//!
//! What a line was made from, how far it has come and what is left of it are facts of documents; this room goes on from
//! them: [`next`] writes the document that comes next, [`track`] shows the chain of a document and its quantities, [`open`]
//! lists what is to be delivered and to be invoiced, [`plan`] and [`bill`] make invoices of what was delivered, one for an
//! order or one for a customer and month (月结). Nothing here is kept: a quantity is given back by voiding what took it.

mod billing;
mod next;
mod open;
mod policy;
mod track;

pub use billing::{BillingInput, PlannedInvoice, SourceDocument, bill, plan};
pub use next::{NextInput, next};
pub use open::{
    OpenLineRow, OpenLines, OpenLinesInput, OpenParty, OpenTotals, OpenView, by_party, open, open_totals,
    open_whole,
};
pub use policy::{OrderPolicy, OverDelivery, policy, save_policy};
pub use track::{LineProgress, Track, track};
