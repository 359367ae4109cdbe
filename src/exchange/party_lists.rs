//! What the lists of a party's file and of today's work can show of their rows.

use super::lists::{Field, day, field, text};
use crate::activities::{ActivityRow, Task, TaskState};
use crate::calendar::Day;
use crate::reports::{Cell, ColumnKind, PurchasedItem};
use crate::timeline::{AgendaRow, Event};

pub(super) fn event_fields() -> Vec<Field<'static, Event>> {
    use ColumnKind::{Date, Money, Text};
    vec![
        field("date", "date", Date, |row: &Event| Cell::Day(row.date)),
        field("time", "time", Text, |row: &Event| text(row.time.as_deref().unwrap_or_default())),
        field("kind", "kind", Text, |row: &Event| Cell::Word(format!("event_{}", row.kind.as_str()))),
        field("document", "document", Text, |row: &Event| {
            row.document.as_ref().map_or(Cell::Empty, |document| Cell::Word(document.kind.as_str().into()))
        }),
        field("number", "number", Text, |row: &Event| {
            row.document.as_ref().map_or(Cell::Empty, |document| text(&document.number))
        }),
        field("currency", "currency", Text, |row: &Event| {
            row.amount.map_or(Cell::Empty, |amount| Cell::Text(amount.currency().to_string()))
        }),
        field("total", "amount", Money, |row: &Event| row.amount.map_or(Cell::Empty, Cell::Money)),
        field("contact", "contact", Text, |row: &Event| text(&row.contact)),
        field("text", "text", Text, |row: &Event| text(&row.text)),
        field("next_step", "next_step", Text, |row: &Event| text(&row.next_step)),
        field("next_on", "due_on", Date, |row: &Event| day(row.next_on)),
        field("author", "author", Text, |row: &Event| text(&row.author)),
    ]
}

pub(super) fn activity_fields() -> Vec<Field<'static, ActivityRow>> {
    use ColumnKind::{Date, Text};
    vec![
        field("date", "date", Date, |row: &ActivityRow| Cell::Day(row.date)),
        field("time", "time", Text, |row: &ActivityRow| text(row.time.as_deref().unwrap_or_default())),
        field("kind", "kind", Text, |row: &ActivityRow| Cell::Word(format!("event_{}", row.kind.as_str()))),
        field("party", "party", Text, |row: &ActivityRow| text(&row.party_name)),
        field("contact", "contact", Text, |row: &ActivityRow| text(&row.contact)),
        field("text", "text", Text, |row: &ActivityRow| text(&row.text)),
        field("next_step", "next_step", Text, |row: &ActivityRow| text(&row.next_step)),
        field("next_on", "due_on", Date, |row: &ActivityRow| day(row.next_on)),
        field("author", "author", Text, |row: &ActivityRow| text(&row.author)),
    ]
}

pub(super) fn agenda_fields() -> Vec<Field<'static, AgendaRow>> {
    use ColumnKind::{Date, Money, Number, Text};
    vec![
        field("date", "date", Date, |row: &AgendaRow| Cell::Day(row.date)),
        field("kind", "kind", Text, |row: &AgendaRow| Cell::Word(format!("today_{}", row.kind.as_str()))),
        field("title", "subject", Text, |row: &AgendaRow| text(&row.title)),
        field("party", "party", Text, |row: &AgendaRow| text(row.party_name.as_deref().unwrap_or_default())),
        field("due", "due_on", Date, |row: &AgendaRow| Cell::Day(row.due_on)),
        field("late", "days_overdue", Number, |row: &AgendaRow| match row.days_late {
            0 => Cell::Empty,
            days => Cell::Count(days),
        }),
        field("currency", "currency", Text, |row: &AgendaRow| {
            row.amount.map_or(Cell::Empty, |amount| Cell::Text(amount.currency().to_string()))
        }),
        field("total", "amount", Money, |row: &AgendaRow| row.amount.map_or(Cell::Empty, Cell::Money)),
        field("assignee", "assignee", Text, |row: &AgendaRow| {
            text(row.assignee.as_deref().unwrap_or_default())
        }),
    ]
}

pub(super) fn task_fields(today: Day) -> Vec<Field<'static, Task>> {
    use ColumnKind::{Date, Text};
    vec![
        field("title", "subject", Text, |row: &Task| text(&row.fields.title)),
        field("party", "party", Text, |row: &Task| text(row.party_name.as_deref().unwrap_or_default())),
        field("due", "due_on", Date, |row: &Task| Cell::Day(row.fields.due_on)),
        field("snoozed", "snoozed_until", Date, |row: &Task| day(row.snoozed_until)),
        field("assignee", "assignee", Text, |row: &Task| text(&row.assignee)),
        field("state", "state", Text, move |row: &Task| {
            let word = match row.state {
                TaskState::Open if row.fields.due_on < today => "overdue",
                TaskState::Open => "open",
                TaskState::Done => "task_done",
                TaskState::Dropped => "task_dropped",
            };
            Cell::Word(word.into())
        }),
        field("done", "done_on", Date, |row: &Task| day(row.done_on)),
    ]
}

pub(super) fn purchase_fields() -> Vec<Field<'static, PurchasedItem>> {
    use ColumnKind::{Date, Money, Text};
    vec![
        field("code", "item_code", Text, |row: &PurchasedItem| text(&row.code)),
        field("name", "name", Text, |row: &PurchasedItem| Cell::Name {
            zh: row.name_zh.clone(),
            en: row.name_en.clone(),
        }),
        field("unit", "unit", Text, |row: &PurchasedItem| text(&row.unit)),
        field("quantity", "quantity", Text, |row: &PurchasedItem| Cell::Figure(row.quantity)),
        field("net", "net", Money, |row: &PurchasedItem| Cell::Money(row.net)),
        field("last", "last_on", Date, |row: &PurchasedItem| Cell::Day(row.last_on)),
    ]
}
