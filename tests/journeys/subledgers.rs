//! Open items against their control accounts.

use kezhang::money::Money;
use kezhang::reports::{AgingBasis, Cell, Report, ReportName, ReportRequest, Row, RowKind};
use proptest::prelude::*;

use crate::desk::{Desk, cny, day, quarter};

/// The three last rows: total, control account, difference.
fn proof(report: &Report) -> [&Row; 3] {
    let totals: Vec<&Row> = report.rows.iter().filter(|row| row.kind == RowKind::Total).collect();
    totals.try_into().expect("a total and its proof")
}

fn amount(report: &Report, row: &Row, key: &str) -> Money {
    match report.cell(row, key) {
        Some(Cell::Money(amount)) => *amount,
        _ => Money::zero(report.currency),
    }
}

/// What is open is what the control account holds.
pub fn assert_proven(report: &Report) {
    let [total, control, difference] = proof(report);
    for key in ["total", "advances"] {
        assert_eq!(
            amount(report, total, key),
            amount(report, control, key),
            "{key} at {:?}",
            report.parameters
        );
        assert!(amount(report, difference, key).is_zero(), "{key}");
    }
}

/// Aging of both sides on a day, by party and by item, by both dates; all proven and in agreement.
fn assert_aging_is_the_control_account(desk: &Desk, as_of: &str) {
    for name in [ReportName::ArAging, ReportName::ApAging] {
        for by in [AgingBasis::DueDate, AgingBasis::DocumentDate] {
            let request = ReportRequest { by, ..ReportRequest::new(name, day(as_of)) };
            let by_party = desk.report(&request);
            let by_item = desk.report(&ReportRequest { detail: true, ..request });
            assert_proven(&by_party);
            assert_proven(&by_item);
            for key in ["not_due", "up_to_30", "up_to_60", "up_to_90", "over_90", "credits", "advances"] {
                let of = |report: &Report| amount(report, proof(report)[0], key);
                assert_eq!(of(&by_party), of(&by_item), "{key} {as_of} {by:?}");
            }
        }
    }
}

#[test]
fn aging_is_the_control_account_on_every_day() {
    let quarter = quarter();
    for as_of in [
        "2026-02-28",
        "2026-03-31",
        "2026-04-01",
        "2026-06-11",
        "2026-06-12",
        "2026-06-25",
        "2026-06-30",
        "2027-01-31",
    ] {
        assert_aging_is_the_control_account(&quarter.desk, as_of);
    }
}

#[test]
fn credits_and_advances_stand_in_columns_of_their_own() {
    let report = quarter().desk.plain_report(ReportName::ArAging, "2026-06-30");
    let [total, ..] = proof(&report);
    for (key, expected) in [
        ("not_due", "904.00"),
        ("up_to_30", "6300.00"),
        ("credits", "-113.00"),
        ("total", "7091.00"),
        ("advances", "370.00"),
    ] {
        assert_eq!(amount(&report, total, key), cny(expected), "{key}");
    }
}

#[test]
fn a_credit_applied_later_counts_from_its_own_day() {
    let quarter = quarter();
    quarter.desk.apply(quarter.credit_note, quarter.second_invoice, "2026-07-10", "113.00");
    let before = quarter.desk.plain_report(ReportName::ArAging, "2026-07-09");
    assert_eq!(amount(&before, proof(&before)[0], "credits"), cny("-113.00"));
    let after = quarter.desk.plain_report(ReportName::ArAging, "2026-07-10");
    assert_eq!(amount(&after, proof(&after)[0], "credits"), cny("0.00"));
    assert_aging_is_the_control_account(&quarter.desk, "2026-07-09");
    assert_aging_is_the_control_account(&quarter.desk, "2026-07-10");
}

#[test]
fn a_party_ledger_ends_in_the_account_less_the_advances() {
    let report = quarter().desk.plain_report(ReportName::CustomerLedger, "2026-06-30");
    let total = report.rows.iter().find(|row| row.kind == RowKind::Total).unwrap();
    assert_eq!(amount(&report, total, "balance"), cny("6721.00"));
    let report = quarter().desk.plain_report(ReportName::SupplierLedger, "2026-06-30");
    let total = report.rows.iter().find(|row| row.kind == RowKind::Total).unwrap();
    assert_eq!(amount(&report, total, "balance"), cny("5040.00"));
}

/// One thing that happens to a customer or supplier on a day of the year.
#[derive(Debug, Clone)]
enum Happening {
    Invoice {
        party: usize,
        ordinal: u32,
        days: u32,
        fen: u32,
    },
    CreditNote {
        party: usize,
        ordinal: u32,
        fen: u32,
    },
    Receipt {
        party: usize,
        ordinal: u32,
        fen: u32,
    },
    Bill {
        ordinal: u32,
        days: u32,
        fen: u32,
    },
    Payment {
        ordinal: u32,
        fen: u32,
    },
    /// Voids the document of an earlier happening where nothing settles it.
    Void {
        which: usize,
        ordinal: u32,
    },
}

fn happening() -> impl Strategy<Value = Happening> {
    let (party, ordinal, days, fen) = (0..2_usize, 1..300_u32, 0..90_u32, 1..500_000_u32);
    prop_oneof![
        4 => (party.clone(), ordinal.clone(), days.clone(), fen.clone())
            .prop_map(|(party, ordinal, days, fen)| Happening::Invoice { party, ordinal, days, fen }),
        1 => (party.clone(), ordinal.clone(), fen.clone())
            .prop_map(|(party, ordinal, fen)| Happening::CreditNote { party, ordinal, fen }),
        3 => (party, ordinal.clone(), fen.clone())
            .prop_map(|(party, ordinal, fen)| Happening::Receipt { party, ordinal, fen }),
        2 => (ordinal.clone(), days, fen.clone())
            .prop_map(|(ordinal, days, fen)| Happening::Bill { ordinal, days, fen }),
        1 => (ordinal.clone(), fen).prop_map(|(ordinal, fen)| Happening::Payment { ordinal, fen }),
        1 => (0..12_usize, ordinal).prop_map(|(which, ordinal)| Happening::Void { which, ordinal }),
    ]
}

fn on(ordinal: u32) -> String {
    chrono::NaiveDate::from_yo_opt(2026, ordinal).unwrap().to_string()
}

fn yuan(fen: u32) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_aging_is_the_control_account(
        happenings in prop::collection::vec(happening(), 1..14),
        days in prop::collection::vec(1..365_u32, 4),
    ) {
        let desk = Desk::new();
        let customers = [desk.customer("甲"), desk.customer("乙")];
        let supplier = desk.supplier("丙");
        let mut issued = Vec::new();
        for happening in happenings {
            match happening {
                Happening::Invoice { party, ordinal, days, fen } => {
                    let due_on = on((ordinal + days).min(365));
                    issued.push(desk.invoice(customers[party], &on(ordinal), &due_on, &yuan(fen)));
                }
                Happening::CreditNote { party, ordinal, fen } => {
                    issued.push(desk.credit_note(customers[party], &on(ordinal), &yuan(fen)));
                }
                Happening::Receipt { party, ordinal, fen } => {
                    issued.push(desk.receipt(customers[party], &on(ordinal), &yuan(fen)));
                }
                Happening::Bill { ordinal, days, fen } => {
                    let due_on = on((ordinal + days).min(365));
                    issued.push(desk.bill(supplier, &on(ordinal), &due_on, &yuan(fen)));
                }
                Happening::Payment { ordinal, fen } => {
                    issued.push(desk.payment(supplier, &on(ordinal), &yuan(fen)));
                }
                Happening::Void { which, ordinal } => {
                    if let Some(document) = issued.get(which) {
                        // a settled or void document refuses; that leaves the book as it was
                        let _ = desk.void(*document, &on(ordinal));
                    }
                }
            }
        }
        for ordinal in days {
            assert_aging_is_the_control_account(&desk, &on(ordinal));
        }
    }
}
