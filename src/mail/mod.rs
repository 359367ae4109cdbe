//! Mail: the account, the texts, the outbox, and the one place of the core that opens a connection.
//!
//! A mail is posted when it is queued ([`queue`]), with its bytes, its Message-ID and its date, so that it is the same mail however often
//! it is tried. [`send`] takes one at a time: `claimed` is on the disk before the server hears of it, `transmitting` before the first
//! byte of its text leaves. What dies before that goes back into the queue; what dies after it is `unknown` and never tried again by
//! itself: a person says that it went, or sends it again ([`settle`]). So every mail goes out once or is plainly in doubt.
//!
//! Passwords are in the key store of the system or in the memory of the process ([`Secrets`]), never in a book.

mod account;
mod address;
mod kind;
mod message;
mod outbox;
mod queue;
mod secret;
mod send;
mod smtp;
mod standing;
mod template;

pub use account::{MailAccount, MailSecurity, account, save_account};
pub use address::{MailAddress, MailRecipient, MailRole, addresses};
pub use kind::{MailKind, MailPlaceholder};
pub use message::eml;
pub use outbox::{Mail, MailList, MailOutcomeKind, MailRow, MailState, counts, mail, outbox, outbox_whole};
pub use queue::{MailSettlement, NewMail, SettleMail, queue, settle};
pub use secret::{SecretPlace, Secrets};
pub use send::{MailRound, Round, due, recover, send};
pub use standing::{DeliveryState, MailDelivery};
pub use template::{
    MailFacts, MailTemplate, MailText, SaveMailTemplate, filled_template, preview, save_template, templates,
};
