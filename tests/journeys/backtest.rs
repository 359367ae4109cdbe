//! `kezhang backtest`: a history in, a report in words, the scores on the last line; a wrong file is told by its cells.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::program::{KEZHANG, Outcome, run};

const HEADER: &str = "invoice_id,customer,invoice_date,due_date,amount,settled_date,disputed\n";

struct Bench {
    folder: TempDir,
}

impl Bench {
    fn new() -> Bench {
        Bench { folder: tempfile::tempdir().unwrap() }
    }

    fn file(&self, text: &str) -> PathBuf {
        let path = self.folder.path().join("history.csv");
        std::fs::write(&path, text).unwrap();
        path
    }

    fn backtest(&self, text: &str, language: &str) -> Outcome {
        let mut command = Command::new(KEZHANG);
        // Scratch books are made and left where the system keeps what is temporary: here.
        command.env("TMPDIR", self.folder.path());
        command.arg("backtest").arg(self.file(text)).args(["--lang", language]);
        run(&mut command, "")
    }
}

fn day(number: i64) -> String {
    let first = chrono::NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
    (first + chrono::Duration::days(number)).to_string()
}

/// Two years of five customers: each pays its own number of days after the due day, give or take two.
fn history() -> String {
    let mut rows = HEADER.to_owned();
    for number in 0..500_i64 {
        let customer = number % 5;
        let issued = number * 3 / 2;
        let delay = [-20, 0, 3, 12, 25][customer as usize] + number * 7 % 5 - 2;
        let settled = issued + 30 + delay;
        let settled = if settled > 750 { String::new() } else { day(settled) };
        let disputed = if number % 17 == 0 { "yes" } else { "no" };
        let (date, due) = (day(issued), day(issued + 30));
        let amount = 500 + number * 37 % 900;
        writeln!(rows, "A{number},\"Kunde, {customer}\",{date},{due},{amount}.50,{settled},{disputed}")
            .unwrap();
    }
    // Paid before it was issued.
    rows + "P1,\"Kunde, 1\",2024-05-06,2024-06-05,100,2024-05-01,\n"
}

fn scores(outcome: &Outcome) -> Value {
    serde_json::from_str(outcome.answer.lines().last().unwrap()).unwrap()
}

#[test]
fn a_history_is_told_in_words_and_its_scores_are_the_last_line() {
    let bench = Bench::new();
    let outcome = bench.backtest(&history(), "en").expect(0);
    let scores = scores(&outcome);
    let keys = ["late_auc", "late_brier", "wape_open", "wape_total", "coverage_80"];
    for key in keys {
        assert!(scores[key].is_number(), "{key}: {scores}");
        for rule in ["due_date", "customer_median", "flat_average"] {
            assert!(scores["baselines"][rule].get(key).is_some(), "{rule} {key}: {scores}");
        }
    }
    let figure = |value: &Value| value.as_f64().unwrap();
    assert!(figure(&scores["late_auc"]) > 0.9, "{scores}");
    for rule in ["due_date", "flat_average"] {
        assert!(figure(&scores["wape_open"]) < figure(&scores["baselines"][rule]["wape_open"]), "{scores}");
    }
    assert!(outcome.answer.contains("501 invoices of 5 customers from 2024-01-01"), "{}", outcome.answer);
    assert!(outcome.answer.contains("1 were paid before they were issued"), "{}", outcome.answer);
    let left: Vec<_> = std::fs::read_dir(bench.folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "only the history is left: {left:?}");
    let again = bench.backtest(&history(), "zh-CN").expect(0);
    assert_eq!(self::scores(&again), scores);
    assert!(again.answer.contains("5 个客户的 501 张发票"), "{}", again.answer);
}

#[test]
fn whether_an_invoice_is_disputed_changes_nothing() {
    let bench = Bench::new();
    let other = history().replace(",yes\n", ",no\n");
    assert_eq!(scores(&bench.backtest(&history(), "en")), scores(&bench.backtest(&other, "en")));
}

#[test]
fn a_wrong_history_is_refused_with_its_rows_and_columns() {
    let bench = Bench::new();
    let refused = |text: &str| bench.backtest(text, "en").expect(1).refusal();
    assert_eq!(refused(""), "import_empty");
    assert_eq!(refused(HEADER), "import_empty");
    let outcome = bench.backtest(&history().replace("due_date", "due"), "zh-CN").expect(1);
    assert_eq!(outcome.error_body()["details"]["column"], "due_date");
    assert!(outcome.error.contains("文件里没有“due_date”这一列"), "{}", outcome.error);
    let rows = [
        ("A1,X,2024-02-30,2024-03-01,10,,no", "invoice_date", "date_unreadable"),
        ("A1,X,2024-02-01,2024-03-01,-10,,no", "amount", "field_invalid"),
        ("A1,X,2024-02-01,2024-03-01,ten,,no", "amount", "amount_unreadable"),
        ("A1,X,2024-02-01,2024-01-01,10,,no", "due_date", "due_before_date"),
        ("A1,X,2024-02-01,2024-03-01,10,soon,no", "settled_date", "date_unreadable"),
        ("A1,X,2024-02-01,2024-03-01,10,,perhaps", "disputed", "field_invalid"),
        (",X,2024-02-01,2024-03-01,10,,no", "invoice_id", "field_missing"),
        ("A0,X,2024-02-01,2024-03-01,10,,no", "invoice_id", "duplicate"),
    ];
    for (row, column, code) in rows {
        let text = format!("{HEADER}A0,X,2024-02-01,2024-03-01,10,,no\n{row}\n");
        let outcome = bench.backtest(&text, "en").expect(1);
        let details = &outcome.error_body()["details"];
        assert_eq!(
            (details["first_row"].as_u64(), details["first_code"].as_str()),
            (Some(3), Some(code)),
            "{row}"
        );
        assert_eq!(outcome.body()["problems"][0]["column"], column, "{row}");
    }
    let mut missing = Command::new(KEZHANG);
    run(missing.args(["backtest", "no-such-file.csv"]), "").expect(1);
    run(Command::new(KEZHANG).arg("backtest"), "").expect(2);
}
