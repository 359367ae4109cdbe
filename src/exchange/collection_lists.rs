//! What the lists of collecting can show of their rows: promises, disputes, calls, runs, holds, limitation periods.

use super::lists::{Field, day, field, text};
use crate::commitments::{Dispute, Promise};
use crate::dunning::{CallRow, DunningHold, DunningRun, LimitationRow};
use crate::money::Money;
use crate::reports::{Cell, ColumnKind};

fn currency(amount: Money) -> Cell {
    Cell::Text(amount.currency().to_string())
}

pub(super) fn promise_fields() -> Vec<Field<'static, Promise>> {
    use ColumnKind::{Date, Money, Text};
    let numbers =
        |row: &Promise| row.items.iter().map(|item| item.number.clone()).collect::<Vec<_>>().join(" ");
    vec![
        field("made", "promised_on", Date, |row: &Promise| Cell::Day(row.made_on)),
        field("party", "party", Text, |row: &Promise| text(&row.party_name)),
        field("due", "due_on", Date, |row: &Promise| Cell::Day(row.due_on)),
        field("currency", "currency", Text, |row: &Promise| currency(row.amount)),
        field("total", "amount", Money, |row: &Promise| Cell::Money(row.amount)),
        field("paid", "paid", Money, |row: &Promise| Cell::Money(row.paid)),
        field("items", "document", Text, move |row: &Promise| text(&numbers(row))),
        field("contact", "contact", Text, |row: &Promise| text(&row.contact)),
        field("status", "state", Text, |row: &Promise| {
            Cell::Word(format!("promise_{}", row.status.as_str()))
        }),
    ]
}

pub(super) fn dispute_fields() -> Vec<Field<'static, Dispute>> {
    use ColumnKind::{Date, Money, Text};
    let numbers =
        |row: &Dispute| row.items.iter().map(|item| item.number.clone()).collect::<Vec<_>>().join(" ");
    vec![
        field("opened", "opened_on", Date, |row: &Dispute| Cell::Day(row.opened_on)),
        field("party", "party", Text, |row: &Dispute| text(&row.party_name)),
        field("items", "document", Text, move |row: &Dispute| text(&numbers(row))),
        field("reason", "reason", Text, |row: &Dispute| {
            Cell::Word(format!("dispute_{}", row.reason.as_str()))
        }),
        field("currency", "currency", Text, |row: &Dispute| currency(row.amount)),
        field("total", "amount", Money, |row: &Dispute| Cell::Money(row.amount)),
        field("owner", "assignee", Text, |row: &Dispute| text(&row.owner)),
        field("deadline", "deadline_on", Date, |row: &Dispute| Cell::Day(row.deadline_on)),
        field("outcome", "state", Text, |row: &Dispute| match row.outcome {
            None => Cell::Word("open".into()),
            Some(outcome) => Cell::Word(format!("dispute_{}", outcome.as_str())),
        }),
        field("closed", "closed_on", Date, |row: &Dispute| day(row.closed_on)),
    ]
}

pub(super) fn call_fields() -> Vec<Field<'static, CallRow>> {
    use ColumnKind::{Date, Money, Number, Text};
    vec![
        field("party", "party", Text, |row: &CallRow| text(&row.party_name)),
        field("contact", "contact", Text, |row: &CallRow| text(&row.contact)),
        field("phone", "phone", Text, |row: &CallRow| text(&row.phone)),
        field("overdue", "overdue", Money, |row: &CallRow| Cell::Money(row.overdue)),
        field("oldest", "days_overdue", Number, |row: &CallRow| Cell::Count(row.oldest_days)),
        field("kept", "kept_percent", Number, |row: &CallRow| Cell::Figure(row.kept_percent)),
        field("expected", "expected", Money, |row: &CallRow| Cell::Money(row.expected)),
        field("promise", "promised_for", Date, |row: &CallRow| {
            day(row.promise.as_ref().map(|promise| promise.due_on))
        }),
        field("level", "dunning_level", Number, |row: &CallRow| {
            row.last_level.map_or(Cell::Empty, |level| Cell::Count(level.into()))
        }),
        field("letter", "last_letter_on", Date, |row: &CallRow| day(row.last_letter_on)),
        field("word", "text", Text, |row: &CallRow| {
            text(row.last_activity.as_ref().map(|word| word.text.as_str()).unwrap_or_default())
        }),
    ]
}

pub(super) fn limitation_fields() -> Vec<Field<'static, LimitationRow>> {
    use ColumnKind::{Date, Money, Number, Text};
    vec![
        field("party", "party", Text, |row: &LimitationRow| text(&row.party_name)),
        field("number", "document", Text, |row: &LimitationRow| text(&row.number)),
        field("due", "due_on", Date, |row: &LimitationRow| Cell::Day(row.due_on)),
        field("currency", "currency", Text, |row: &LimitationRow| currency(row.open)),
        field("open", "open", Money, |row: &LimitationRow| Cell::Money(row.open)),
        field("since", "limitation_since", Date, |row: &LimitationRow| Cell::Day(row.since)),
        field("cause", "reason", Text, |row: &LimitationRow| {
            Cell::Word(format!("limitation_{}", row.cause.as_str()))
        }),
        field("barred", "barred_on", Date, |row: &LimitationRow| Cell::Day(row.barred_on)),
        field("left", "days_left", Number, |row: &LimitationRow| Cell::Count(row.days_left)),
    ]
}

pub(super) fn hold_fields() -> Vec<Field<'static, DunningHold>> {
    use ColumnKind::{Date, Text};
    vec![
        field("party", "party", Text, |row: &DunningHold| text(&row.party_name)),
        field("date", "date", Date, |row: &DunningHold| Cell::Day(row.date)),
        field("until", "held_until", Date, |row: &DunningHold| day(row.until)),
        field("reason", "reason", Text, |row: &DunningHold| text(&row.reason)),
        field("by", "recorded_by", Text, |row: &DunningHold| text(&row.set_by)),
        field("state", "state", Text, |row: &DunningHold| {
            Cell::Word(if row.holds { "hold_holds" } else { "hold_ended" }.into())
        }),
    ]
}

pub(super) fn run_fields() -> Vec<Field<'static, DunningRun>> {
    use ColumnKind::{Date, Money, Number, Text};
    vec![
        field("date", "date", Date, |row: &DunningRun| Cell::Day(row.date)),
        field("by", "recorded_by", Text, |row: &DunningRun| text(&row.started_by)),
        field("letters", "letters", Number, |row: &DunningRun| Cell::Count(row.letters)),
        field("to_approve", "letters_to_approve", Number, |row: &DunningRun| Cell::Count(row.to_approve)),
        field("ready", "letters_ready", Number, |row: &DunningRun| Cell::Count(row.ready)),
        field("sent", "letters_sent", Number, |row: &DunningRun| Cell::Count(row.sent)),
        field("total", "amount", Money, |row: &DunningRun| Cell::Money(row.total)),
    ]
}
