//! The coherent book of the vectors in the window: its trial balance, the profit transferred and the year closed by the
//! buttons of the month-end page, and the open items that make up their accounts before and after.

use std::collections::BTreeMap;

use serde_json::json;

use crate::person::{ENTER, Person};
use crate::shell::asks_shell;
use crate::worked::example;
use crate::worked_book::worked_book;

/// The words of each row that the report shows.
const ROWS: &str = "return [...document.querySelectorAll('.report-row')]
    .map(row => [...row.querySelectorAll('[role=gridcell]')].map(cell => cell.innerText.trim()))";

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn the_worked_book_is_closed_and_ties_out_in_the_window() {
    let mut person = Person::starts("journal-book").await;
    person.reads("body").await;
    let path = person.at_home("worked.kz");
    worked_book().call("book.backup", json!({"path": path}));
    asks_shell(&mut person, "book_open", json!({"path": path})).await.unwrap();
    person.reloads().await;
    person.presses("Language").await;
    person.has_a_window_of(1280, 720).await;

    ties_out(&mut person, "2026-07-14", "TB_before_close").await;
    person.goes_to("/month-end?month=2026-07").await;
    person.presses("结转损益").await;
    person.keeps_a_picture("profit").await;
    person.presses("过账").await;
    person.sees("已结转损益").await;
    person.goes_to("/month-end?month=2026-12").await;
    person.presses("年末结账").await;
    person.keeps_a_picture("year").await;
    person.presses("过账").await;
    person.sees("年末已结账").await;
    person.keeps_a_picture("year-closed").await;

    ties_out(&mut person, "2026-12-31", "TB_after_close").await;
    person.leaves().await;
}

/// The trial balance is the worked one, account by account, and what is open makes up 1122 and 2202.
async fn ties_out(person: &mut Person, as_of: &str, vector: &str) {
    let rows = reads_report(person, "trial_balance", as_of).await;
    let shown: BTreeMap<&str, i64> = rows
        .iter()
        .map(|row| (row[0].as_str(), row))
        .filter(|(account, _)| account.bytes().all(|byte| byte.is_ascii_digit()))
        .map(|(account, row)| (account, cents(&row[row.len() - 2]) - cents(&row[row.len() - 1])))
        .collect();
    person.keeps_a_picture(vector).await;
    let expected = example("journal_checks", vector)["expected"].clone();
    for (account, balance) in expected.as_object().unwrap() {
        let balance = cents(balance.as_str().unwrap());
        assert_eq!(shown.get(account.as_str()).copied().unwrap_or_default(), balance, "{vector} {account}");
    }
    let tie = example("journal_checks", "SUBLEDGER_TIE")["expected"].clone();
    for (report, account) in [("ar_open_items", "1122"), ("ap_open_items", "2202")] {
        let rows = reads_report(person, report, as_of).await;
        let total = rows.last().and_then(|row| row.iter().rfind(|cell| !cell.is_empty())).unwrap();
        assert_eq!(cents(total), cents(tie[account].as_str().unwrap()), "{report} {as_of}");
    }
}

async fn reads_report(person: &mut Person, name: &str, as_of: &str) -> Vec<Vec<String>> {
    person.goes_to(&format!("/reports/{name}")).await;
    person.writes("截至", as_of).await;
    person.types(ENTER).await;
    person.is_still().await;
    let rows = person.asks(ROWS).await;
    serde_json::from_value(rows).unwrap()
}

/// `-1,234.50` in hundredths; a dash or nothing is nought.
fn cents(shown: &str) -> i64 {
    let digits: String = shown.chars().filter(|character| character.is_ascii_digit()).collect();
    let amount: i64 = digits.parse().unwrap_or_default();
    if shown.starts_with(['-', '−']) { -amount } else { amount }
}
