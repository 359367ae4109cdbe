//! What the outbox can show of its rows.

use super::lists::{Field, day, field, text};
use crate::mail::MailRow;
use crate::reports::{Cell, ColumnKind};

pub(super) fn mail_fields() -> Vec<Field<'static, MailRow>> {
    use ColumnKind::{Date, Number, Text};
    vec![
        field("written_at", "written_at", Date, |row: &MailRow| {
            text(row.written_at.get(..10).unwrap_or_default())
        }),
        field("kind", "kind", Text, |row: &MailRow| Cell::Word(format!("mail_{}", row.kind.as_str()))),
        field("number", "number", Text, |row: &MailRow| text(&row.number)),
        field("party", "customer", Text, |row: &MailRow| text(&row.party_name)),
        field("recipients", "recipients", Text, |row: &MailRow| {
            text(&row.recipients.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
        }),
        field("subject", "mail_subject", Text, |row: &MailRow| text(&row.subject)),
        field("state", "state", Text, |row: &MailRow| {
            Cell::Word(format!("mail_state_{}", row.state.as_str()))
        }),
        field("settled_on", "sent_on", Date, |row: &MailRow| day(row.settled_on)),
        field("tries", "tries", Number, |row: &MailRow| match row.tries {
            0 => Cell::Empty,
            tries => Cell::Count(tries),
        }),
        field("reply", "reply", Text, |row: &MailRow| text(&row.reply)),
        field("written_by", "written_by", Text, |row: &MailRow| text(&row.written_by)),
    ]
}
