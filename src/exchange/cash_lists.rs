//! What the lists of the cash forecast can show of their rows.

use super::lists::{Field, field, text};
use crate::cash::{CashFlowRow, CashPeriod, CashWord};
use crate::reports::{Cell, ColumnKind};

pub(super) fn period_fields() -> Vec<Field<'static, CashPeriod>> {
    use ColumnKind::{Date, Money};
    vec![
        field("from", "from", Date, |row: &CashPeriod| Cell::Day(row.from)),
        field("to", "to", Date, |row: &CashPeriod| Cell::Day(row.to)),
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
            Some(word) => Cell::Word(format!("cash_{}", word_of(word))),
            None => text(&row.name),
        }),
        field("on", "due_on", Date, |row: &CashFlowRow| Cell::Day(row.on)),
        field("amount", "amount", Money, |row: &CashFlowRow| Cell::Money(row.amount)),
        field("expected", "cash_expected", Money, |row: &CashFlowRow| Cell::Money(row.expected)),
        field("percent", "cash_percent", Number, |row: &CashFlowRow| Cell::Count(i64::from(row.percent))),
    ]
}

fn word_of(word: CashWord) -> &'static str {
    match word {
        CashWord::LaterSales => "later_sales",
        CashWord::TaxStanding => "tax_standing",
        CashWord::VatOfPeriod => "vat_of_period",
        CashWord::SurtaxOfPeriod => "surtax_of_period",
        CashWord::LoanPaidOut => "loan_paid_out",
        CashWord::LoanRepaid => "loan_repaid",
    }
}
