//! The ledger's reports against the entries themselves.

use kezhang::money::{Currency, Money};
use kezhang::reports::{Cell, Report, ReportName, ReportRequest, Row, RowKind};
use rusqlite::named_params;

use crate::desk::{Desk, cny, day, quarter};

fn money(report: &Report, row: &Row, key: &str) -> Money {
    match report.cell(row, key) {
        Some(Cell::Money(amount)) => *amount,
        Some(Cell::Empty) => Money::zero(report.currency),
        other => panic!("{key}: {other:?}"),
    }
}

fn total(report: &Report) -> &Row {
    report.rows.iter().find(|row| row.kind == RowKind::Total).expect("a total")
}

fn account_row<'r>(report: &'r Report, code: &str) -> &'r Row {
    report.rows.iter().find(|row| row.cells[0] == Cell::Text(code.into())).expect("the account")
}

/// Debit or credit of an account over a period, line by line.
fn summed(desk: &Desk, code: &str, side: i64, from: &str, as_of: &str) -> Money {
    let minor = desk.read(|r| {
        r.value(
            "select coalesce(sum(base_minor), 0) from entry_line
             where account_id = (select id from account where code = :code) and side = :side
               and date >= :from and date <= :as_of",
            named_params! {":code": code, ":side": side, ":from": from, ":as_of": as_of},
        )
    });
    Money::from_minor(minor, Currency::CNY)
}

const PERIODS: [(&str, &str); 5] = [
    ("2026-06-01", "2026-06-30"),
    ("2026-06-06", "2026-06-20"),
    ("2026-03-15", "2026-06-12"),
    ("2026-05-07", "2026-05-20"),
    ("2026-01-01", "2026-12-31"),
];

#[test]
fn the_trial_balance_is_the_sum_of_the_entries_in_any_period() {
    let quarter = quarter();
    for (from, as_of) in PERIODS {
        let request = ReportRequest {
            from: Some(day(from)),
            ..ReportRequest::new(ReportName::TrialBalance, day(as_of))
        };
        let report = quarter.desk.report(&request);
        let total = total(&report);
        for pair in
            [("opening_debit", "opening_credit"), ("debit", "credit"), ("closing_debit", "closing_credit")]
        {
            assert_eq!(money(&report, total, pair.0), money(&report, total, pair.1), "{from} {as_of}");
        }
        for row in report.rows.iter().filter(|row| row.kind == RowKind::Line) {
            let Cell::Text(code) = &row.cells[0] else { panic!("{row:?}") };
            let entries = |side, from, as_of| summed(&quarter.desk, code, side, from, as_of);
            assert_eq!(money(&report, row, "debit"), entries(1, from, as_of), "{code} {from} {as_of}");
            assert_eq!(money(&report, row, "credit"), entries(-1, from, as_of), "{code} {from} {as_of}");
            let closing =
                entries(1, "0001-01-01", as_of).checked_sub(entries(-1, "0001-01-01", as_of)).unwrap();
            let shown = money(&report, row, "closing_debit")
                .checked_sub(money(&report, row, "closing_credit"))
                .unwrap();
            assert_eq!(shown, closing, "{code} {from} {as_of}");
        }
    }
}

#[test]
fn accounts_above_show_the_sum_of_those_below() {
    let report = quarter().desk.plain_report(ReportName::TrialBalance, "2026-06-30");
    let taxes = account_row(&report, "2221");
    assert_eq!(taxes.kind, RowKind::Subtotal);
    // output 130 + 1,300 + 104 − 13 = 1,521, input 1,040
    assert_eq!(money(&report, taxes, "closing_credit"), cny("481.00"));
}

#[test]
fn the_general_ledger_runs_from_opening_to_closing() {
    let quarter = quarter();
    let request = ReportRequest {
        account: Some("1122".into()),
        ..ReportRequest::new(ReportName::GeneralLedger, day("2026-06-30"))
    };
    let report = quarter.desk.report(&request);
    let opening = report.rows.iter().find(|row| row.kind == RowKind::Line).unwrap();
    assert_eq!(money(&report, opening, "balance"), cny("12430.00"));
    let closing = report.rows.iter().find(|row| row.kind == RowKind::Subtotal).unwrap();
    assert_eq!(money(&report, closing, "balance"), cny("7091.00"));
    let last_line = report.rows.iter().rev().find(|row| row.kind == RowKind::Line).unwrap();
    assert_eq!(money(&report, last_line, "balance"), cny("7091.00"));
}

#[test]
fn the_balance_sheet_balances_on_any_day() {
    let quarter = quarter();
    for as_of in ["2026-02-28", "2026-03-01", "2026-06-11", "2026-06-30", "2026-12-31"] {
        let report = quarter.desk.plain_report(ReportName::BalanceSheet, as_of);
        let totals: Vec<Money> = report
            .rows
            .iter()
            .filter(|row| row.kind == RowKind::Total)
            .map(|row| money(&report, row, "closing"))
            .collect();
        assert_eq!(totals.len(), 2);
        assert_eq!(totals[0], totals[1], "{as_of}");
    }
}

#[test]
fn profit_is_revenue_less_expense_of_the_period_and_of_the_year() {
    let report = quarter().desk.plain_report(ReportName::ProfitAndLoss, "2026-06-30");
    let profit = total(&report);
    assert_eq!(money(&report, profit, "period"), cny("700.00"));
    assert_eq!(money(&report, profit, "year_to_date"), cny("11700.00"));
}

#[test]
fn a_report_at_a_past_moment_stays_the_same_whatever_is_posted_later() {
    let quarter = quarter();
    quarter.desk.sends_statement(quarter.shanghai, "2026-06-15");
    let known = quarter.desk.now();
    let of_party = [ReportName::Statement, ReportName::StatementChanges];
    let requests: Vec<ReportRequest> = ReportName::ALL
        .into_iter()
        .flat_map(|name| ["2026-06-15", "2026-06-30", "2026-09-30"].map(|as_of| (name, as_of)))
        .map(|(name, as_of)| ReportRequest {
            known_seq: Some(known),
            party_id: of_party.contains(&name).then_some(quarter.shanghai),
            ..ReportRequest::new(name, day(as_of))
        })
        .collect();
    let run = || -> Vec<Report> { requests.iter().map(|request| quarter.desk.report(request)).collect() };
    let before = run();
    let earlier = quarter.desk.invoice(quarter.shanghai, "2026-04-01", "2026-05-01", "77.00");
    quarter.desk.apply(quarter.credit_note, earlier, "2026-06-25", "1.00");
    quarter.desk.void(quarter.second_invoice, "2026-06-30").unwrap();
    quarter.desk.receipt(quarter.shanghai, "2026-06-01", "50000.00");
    quarter.desk.bill(quarter.supplier, "2026-02-01", "2026-03-01", "5.00");
    quarter.desk.rename(quarter.beijing, "Beijing Renamed Ltd");
    let after = run();
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before, after, "{:?}", before.name);
    }
    let now = quarter.desk.plain_report(ReportName::TrialBalance, "2026-06-30");
    assert_ne!(now.rows, before[1].rows, "the later postings are seen without known_at");
}
