//! Statements of one customer: three kinds, one balance.

use kezhang::reports::{self, ReportRequest, StatementKind};
use kezhang::runs::statement_papers;

use crate::desk::{cny, day, quarter, statement_request};

const KINDS: [StatementKind; 3] =
    [StatementKind::OpenItem, StatementKind::BalanceForward, StatementKind::Activity];

#[test]
fn the_three_kinds_agree_at_any_cut_off() {
    let quarter = quarter();
    quarter.desk.apply(quarter.credit_note, quarter.second_invoice, "2026-07-10", "113.00");
    for party in [quarter.shanghai, quarter.beijing] {
        for as_of in ["2026-03-01", "2026-05-31", "2026-06-12", "2026-06-30", "2026-07-09", "2026-07-10"] {
            let from = &format!("{}-01", &as_of[..7]);
            let closings = KINDS.map(|kind| quarter.desk.statement(party, kind, from, as_of).closing);
            assert_eq!(closings[0], closings[1], "{as_of}");
            assert_eq!(closings[1], closings[2], "{as_of}");
        }
    }
}

#[test]
fn the_aging_strip_and_the_credits_add_up_to_the_closing() {
    let quarter = quarter();
    let statement =
        quarter.desk.statement(quarter.shanghai, StatementKind::OpenItem, "2026-06-01", "2026-06-30");
    assert_eq!(statement.closing, cny("7091.00"));
    assert_eq!(statement.aging.not_due, cny("904.00"));
    assert_eq!(statement.aging.up_to_30, cny("6300.00"));
    assert_eq!(statement.aging.unapplied, cny("-113.00"));
}

#[test]
fn an_overpaying_customer_has_a_credit_balance() {
    let quarter = quarter();
    let statement =
        quarter.desk.statement(quarter.beijing, StatementKind::BalanceForward, "2026-06-01", "2026-06-30");
    assert_eq!(statement.opening, cny("1130.00"));
    assert_eq!(statement.credit, cny("1500.00"));
    assert_eq!(statement.closing, cny("-370.00"));
}

#[test]
fn an_activity_statement_names_what_a_receipt_settled() {
    let quarter = quarter();
    let statement =
        quarter.desk.statement(quarter.shanghai, StatementKind::Activity, "2026-06-01", "2026-06-30");
    let receipt = statement.lines.iter().find(|line| line.kind == "receipt").unwrap();
    assert_eq!(receipt.applied.len(), 1);
    assert_eq!(receipt.applied[0].amount, cny("5000.00"));
    assert_eq!(receipt.applied[0].number.as_deref(), Some("XS2605-0001"));
}

#[test]
fn a_statement_for_a_past_day_has_the_same_content_after_later_postings() {
    let quarter = quarter();
    for kind in KINDS {
        let run = || quarter.desk.statement(quarter.shanghai, kind, "2026-06-01", "2026-06-30");
        let before = run();
        quarter.desk.receipt(quarter.shanghai, "2026-07-03", "6300.00");
        let after = run();
        assert_eq!(before.lines, after.lines);
        assert_eq!(before.items, after.items);
        assert_eq!(before.aging, after.aging);
        assert_eq!(before.closing, after.closing);
    }
}

#[test]
fn receipts_after_the_cut_off_are_named_where_they_are_asked_for() {
    let quarter = quarter();
    quarter.desk.receipt(quarter.shanghai, "2026-07-03", "300.00");
    let plain = statement_request(quarter.shanghai, StatementKind::OpenItem, "2026-06-01", "2026-06-30");
    let asked = ReportRequest { later_receipts: true, ..plain.clone() };
    let run = |request: &ReportRequest| quarter.desk.read(|r| reports::statements(r, request)).remove(0);
    assert!(run(&plain).later_receipts.is_empty());
    let statement = run(&asked);
    assert_eq!(statement.later_receipts.len(), 1);
    assert_eq!(statement.later_receipts[0].date, day("2026-07-03"));
    assert_eq!(statement.later_receipts[0].credit, cny("300.00"));
    assert_eq!(statement.closing, cny("7091.00"));
}

#[test]
fn a_statement_on_paper_keeps_its_bytes_at_the_moment_it_was_known() {
    let quarter = quarter();
    let print = |kind, known_seq| {
        let request = ReportRequest {
            known_seq,
            ..statement_request(quarter.shanghai, kind, "2026-06-01", "2026-06-30")
        };
        quarter.desk.read(|r| statement_papers(r, &request, None)).papers.remove(0).paper.bytes
    };
    let known = Some(quarter.desk.now());
    let before = KINDS.map(|kind| print(kind, known));
    assert_eq!(before, KINDS.map(|kind| print(kind, None)), "nothing was recorded since");
    // Each of these changes what stands on the paper: within the period, the customer's name, an item's remainder.
    quarter.desk.receipt(quarter.shanghai, "2026-06-29", "300.00");
    quarter.desk.invoice(quarter.shanghai, "2026-06-15", "2026-07-15", "450.00");
    quarter.desk.apply(quarter.credit_note, quarter.second_invoice, "2026-06-30", "113.00");
    quarter.desk.rename(quarter.shanghai, "上海远航国际贸易有限公司");
    assert!(before == KINDS.map(|kind| print(kind, known)), "the same moment, other bytes");
    for (kind, then) in KINDS.into_iter().zip(&before) {
        assert!(*then != print(kind, None), "{kind:?}: what was recorded since is missing");
    }
}
