//! The coherent book of the vectors: at its end the trial balance and the open items are the worked ones, before and after
//! the year is closed.

use kezhang::error::Error;
use kezhang::money::parse_decimal;
use serde_json::{Value, json};

use crate::calls::call;
use crate::worked::{self, example};
use crate::worked_book::{Business, worked_book};

#[test]
fn the_worked_book_comes_out_to_the_cent() {
    let book = worked_book();
    let balances = worked::trial_balance(&book.door, "2026-07-14");
    worked::assert_balances("TB_before_close", &balances);
    subledgers_tie(&book, "2026-07-14");
    reports_agree(&book);
    year_end(&book);
    subledgers_tie(&book, "2026-12-31");
    let proof = book.call("book.verify", json!({}));
    assert_eq!(proof["holds"], true, "{proof}");
}

/// Every control account is the sum of what its parties have open.
fn subledgers_tie(book: &Business, as_of: &str) {
    let tie = example("journal_checks", "SUBLEDGER_TIE");
    let [owed_to_us, owed] = ["open_items", "AP"].map(|key| tie["input"][key].clone());
    assert_eq!(book.owed("K3", "customer"), [owed_to_us["K3"].as_str().unwrap()]);
    assert_eq!(book.owed("K6", "customer"), [owed_to_us["K6 (USD 600.00)"].as_str().unwrap()]);
    assert_eq!(book.owed("OLD", "customer"), [owed_to_us["opening less K7 write-off"].as_str().unwrap()]);
    assert_eq!(book.owed("OLD", "supplier"), [owed["opening"].as_str().unwrap()]);
    assert_eq!(book.owed("V1", "supplier"), [owed["V1"].as_str().unwrap()]);
    for settled in ["K1", "K2", "K4", "K7"] {
        assert!(book.open(settled, "customer").is_empty(), "{settled}");
    }
    let balances = worked::trial_balance(&book.door, as_of);
    for (account, expected) in tie["expected"].as_object().unwrap() {
        let expected = parse_decimal(expected.as_str().unwrap()).unwrap();
        assert_eq!(balances.get(account).copied().unwrap_or_default().abs(), expected, "{account} {as_of}");
    }
}

/// Profit is transferred at the end of July, the year closed at the end of December; the statements stay as they were.
fn year_end(book: &Business) {
    let month = json!({"month": "2026-07"});
    let before = statements(book);
    assert_eq!(before[0], format!("{:.2}", worked_profit()));
    let preview = book.call("profit.preview", month.clone());
    assert_eq!(preview[0]["lines"].as_array().unwrap().len(), 3);
    let transferred = book.call("profit.transfer", month.clone());
    worked::assert_entry("J35", &transferred[0]);
    worked::assert_entry("J36", &transferred[1]);
    let again = call(&book.door, "profit.transfer", month).unwrap_err();
    assert!(matches!(again, Error::NothingToPost), "{again}");
    assert_eq!(statements(book), before, "a transfer changes no statement");
    let planned = book.call("year.preview", json!({"year": 2026}));
    let closed = book.call("year.close", json!({"year": 2026}));
    assert_eq!(planned.as_array().unwrap().len(), 2);
    worked::assert_entry("J37", &closed[0]);
    worked::assert_entry("J38", &closed[1]);
    assert_eq!(statements(book), before, "closing the year changes no statement");
    worked::assert_only_balances("TB_after_close", &worked::trial_balance(&book.door, "2026-12-31"));
}

fn worked_profit() -> rust_decimal::Decimal {
    parse_decimal(example("journal_checks", "PROFIT")["expected"]["profit"].as_str().unwrap()).unwrap()
}

/// Net profit of the year, both sides of the balance sheet, and what equity keeps, at the year's end.
fn statements(book: &Business) -> Vec<String> {
    let figure = |name: &str, line: &str, column: usize| {
        let report =
            book.call("report.run", json!({"name": name, "as_of": "2026-12-31", "from": "2026-12-01"}));
        let rows = report["rows"].as_array().unwrap().clone();
        let row = rows.iter().find(|row| row["cells"][1]["value"] == line).unwrap();
        row["cells"][column]["value"]["amount"].as_str().unwrap().to_owned()
    };
    let sheet = ["30", "51", "53"].map(|line| figure("balance_sheet", line, 2));
    [vec![figure("profit_and_loss", "32", 3)], sheet.to_vec()].concat()
}

/// Cash flow ends at the cash in hand; parties, items and months share one total of sales; party balances add up to their
/// control accounts.
fn reports_agree(book: &Business) {
    let report = |input: Value| book.call("report.run", input);
    let cash = report(json!({"name": "cash_flow", "as_of": "2026-07-14", "from": "2026-06-01"}));
    let closing = worked::cell(&cash, "total", "year_to_date");
    // 100201 213,465.21 and 100202 2,832.00
    assert_eq!(closing, "216297.21", "{cash}");
    let sales = |group: &str| {
        let report =
            report(json!({"name": "sales", "as_of": "2026-07-14", "from": "2026-06-01", "group": group}));
        worked::cell(&report, "total", "net")
    };
    for group in ["party", "item", "month"] {
        assert_eq!(sales(group), "35188.50", "{group}");
    }
    let purchases = report(json!({"name": "purchases", "as_of": "2026-07-14", "from": "2026-06-01"}));
    assert_eq!(worked::cell(&purchases, "total", "net"), "11000.00");
    let balances = report(json!({"name": "customer_balances", "as_of": "2026-07-14", "from": "2026-06-01"}));
    assert_eq!(worked::cell(&balances, "total", "closing"), "34548.00");
    let open = report(json!({"name": "ap_open_items", "as_of": "2026-07-14"}));
    assert_eq!(worked::cell(&open, "total", "open_base"), "24520.00");
}
