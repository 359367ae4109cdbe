//! What the lists of credit and of the cash forecast can show of their rows.

use super::lists::{Field, day, field, text};
use crate::cash::{CashFlowRow, CashPeriod};
use crate::credit::{Grade, HoldLevel};
use crate::grading::CreditRow;
use crate::money::{Figure, Money};
use crate::reports::{Cell, ColumnKind};

pub(super) fn credit_fields() -> Vec<Field<'static, CreditRow>> {
    use ColumnKind::{Date, Number, Text};
    let money = |amount: Option<Money>| amount.map_or(Cell::Empty, Cell::Money);
    let figure = |figure: Option<Figure>| figure.map_or(Cell::Empty, Cell::Figure);
    vec![
        field("name", "customer", Text, |row: &CreditRow| text(&row.name)),
        field("code", "code", Text, |row: &CreditRow| text(&row.code)),
        field("grade", "credit_grade", Text, |row: &CreditRow| text(row.grade.map_or("N", Grade::as_str))),
        field("score", "credit_score", Number, move |row: &CreditRow| figure(row.score)),
        field("index", "credit_index", Number, move |row: &CreditRow| figure(row.late_index)),
        field("limit", "credit_limit", ColumnKind::Money, move |row: &CreditRow| money(row.limit)),
        field("exposure", "credit_exposure", ColumnKind::Money, |row: &CreditRow| Cell::Money(row.exposure)),
        field("used", "credit_used", Number, move |row: &CreditRow| figure(row.used_percent)),
        field("overdue", "days_overdue", Number, |row: &CreditRow| Cell::Count(row.overdue_days)),
        field("suggested", "credit_suggested", ColumnKind::Money, move |row: &CreditRow| {
            money(row.suggested)
        }),
        field("reviewed", "credit_reviewed", Date, |row: &CreditRow| day(row.reviewed_on)),
        field("status", "state", Text, |row: &CreditRow| match row.level {
            None => Cell::Empty,
            Some(HoldLevel::Ok) => Cell::Word("credit_ok".into()),
            Some(HoldLevel::Warn) => Cell::Word("credit_warn".into()),
            Some(HoldLevel::Soft) => Cell::Word("credit_soft".into()),
            Some(HoldLevel::Hard) => Cell::Word("credit_hard".into()),
        }),
    ]
}

pub(super) fn period_fields() -> Vec<Field<'static, CashPeriod>> {
    use ColumnKind::{Money, Text};
    vec![
        field("period", "cash_period", Text, |row: &CashPeriod| {
            Cell::Text(format!("{} – {}", row.from, row.to))
        }),
        field("opening", "opening", Money, |row: &CashPeriod| Cell::Money(row.opening)),
        field("inflow", "cash_in", Money, |row: &CashPeriod| Cell::Money(row.inflow)),
        field("outflow", "cash_out", Money, |row: &CashPeriod| Cell::Money(row.outflow)),
        field("closing", "closing", Money, |row: &CashPeriod| Cell::Money(row.closing)),
        field("p10", "cash_p10", Money, |row: &CashPeriod| Cell::Money(row.closing_band.p10)),
        field("p50", "cash_p50", Money, |row: &CashPeriod| Cell::Money(row.closing_band.p50)),
        field("p90", "cash_p90", Money, |row: &CashPeriod| Cell::Money(row.closing_band.p90)),
        field("known", "cash_known", Money, |row: &CashPeriod| Cell::Money(row.closing_known)),
        field("pipeline", "cash_pipeline", Money, |row: &CashPeriod| Cell::Money(row.pipeline)),
    ]
}

pub(super) fn flow_fields() -> Vec<Field<'static, CashFlowRow>> {
    use ColumnKind::{Date, Money, Number, Text};
    vec![
        field("source", "cash_source", Text, |row: &CashFlowRow| {
            Cell::Word(format!("cash_{}", row.source.as_str()))
        }),
        field("party", "party", Text, |row: &CashFlowRow| text(&row.party_name)),
        field("name", "document", Text, |row: &CashFlowRow| match row.word {
            Some(word) => Cell::Word(format!("cash_{}", word.as_str())),
            None => text(&row.name),
        }),
        field("on", "due_on", Date, |row: &CashFlowRow| Cell::Day(row.on)),
        field("promised_on", "promised_on", Date, |row: &CashFlowRow| {
            row.promised_on.map_or(Cell::Empty, Cell::Day)
        }),
        field("amount", "amount", Money, |row: &CashFlowRow| Cell::Money(row.amount)),
        field("expected", "cash_expected", Money, |row: &CashFlowRow| Cell::Money(row.expected)),
        field("percent", "cash_percent", Number, |row: &CashFlowRow| Cell::Count(i64::from(row.percent))),
    ]
}
