//! Files that are no customers, no workbook, no table: the refusal says so in the user's language, and the book is
//! unharmed.

use std::path::{Path, PathBuf};
use std::process::Command;

use regex::Regex;
use serde_json::{Value, json};

use crate::program::{KEZHANG, Outcome, Program, run};

/// What the words of a Chinese sentence may be beside Chinese ones: names of formats and what one types.
const NAMES: [&str; 8] = ["CSV", "JSON", "SQLite", "kezhang", "import", "verify", "map", "sheet"];

/// Every file of `tests/data/bad`, folders within included.
fn bad_files() -> Vec<PathBuf> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/bad")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}

fn import(program: &Program, file: &Path, kind: &str, map: Option<&Path>, language: &str) -> Outcome {
    let mut command = Command::new(KEZHANG);
    command.args(["import", program.path(), kind]).arg(file).args(["--lang", language]);
    if let Some(map) = map {
        command.arg("--map").arg(map);
    }
    run(&mut command, "")
}

/// The message without the data in it.
fn bare_message(refusal: &Value) -> String {
    let mut message = refusal["message"].as_str().unwrap().to_owned();
    for datum in refusal["details"].as_object().into_iter().flat_map(|details| details.values()) {
        let text = datum.as_str().map_or_else(|| datum.to_string(), str::to_owned);
        message = message.replace(&text, "");
    }
    message
}

/// Refused with exit code 1, the same in both languages, each in its own words.
fn assert_refused_in_both_languages(refused: impl Fn(&str) -> Outcome) -> String {
    let [chinese, english] = ["zh-CN", "en"].map(|language| refused(language).expect(1).error_body());
    assert_eq!(chinese["code"], english["code"]);
    let strange = Regex::new("[A-Za-z]{3,}").unwrap();
    let message = bare_message(&chinese);
    let foreign: Vec<&str> =
        strange.find_iter(&message).map(|word| word.as_str()).filter(|word| !NAMES.contains(word)).collect();
    assert!(foreign.is_empty(), "{foreign:?} in {message}");
    let has_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    assert!(has_chinese(&message) && !has_chinese(&bare_message(&english)), "{chinese} {english}");
    chinese["code"].as_str().unwrap().to_owned()
}

#[test]
fn every_bad_file_is_refused_as_every_kind() {
    let program = Program::new();
    let files = bad_files();
    assert!(files.len() >= 28, "{}", files.len());
    for file in files {
        for kind in ["customers", "invoices", "account_balances"] {
            let code =
                assert_refused_in_both_languages(|language| import(&program, &file, kind, None, language));
            assert_eq!(code, "import_field_unmapped", "{} as {kind}", file.display());
        }
    }
    program.verify();
}

/// The first column taken for a customer's name and an invoice's every field: what comes in is text, what does not
/// is told by row.
#[test]
fn bad_files_with_a_mapping_come_in_as_text_or_are_refused_by_row() {
    let mut taken = 0;
    for file in bad_files() {
        let program = Program::new();
        let looked = program.call("import.inspect", json!({"path": file})).expect(0);
        let inspection: Value = serde_json::from_str(&looked.answer).unwrap();
        let first = json!({"column": inspection["columns"][0]});
        let map = program.folder.path().join("map.json");
        let write = |mapping: Value| std::fs::write(&map, mapping.to_string()).unwrap();
        let columns = json!({"number": first, "date": first, "party_name": first, "amount": first});
        write(json!({"kind": "invoices", "source": "bad", "columns": columns}));
        let code = assert_refused_in_both_languages(|language| {
            import(&program, &file, "invoices", Some(&map), language)
        });
        assert!(
            ["import_refused", "import_quote_unclosed"].contains(&code.as_str()),
            "{code} {}",
            file.display()
        );
        write(json!({"kind": "customers", "source": "bad", "columns": {"name": first}}));
        let customers = import(&program, &file, "customers", Some(&map), "en");
        assert!([0, 1].contains(&customers.code), "{customers:?}");
        taken += i32::from(customers.code == 0);
        program.verify();
    }
    assert!(taken > 5, "{taken}");
}

#[test]
fn files_that_are_worse_are_told_by_what_they_are() {
    let program = Program::new();
    let write = |name: &str, bytes: &[u8]| {
        let path = program.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let empty_zip = b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
    let mut later = b"Code,Name\nA,Alpha\n".to_vec();
    later.resize(10_000_000, b',');
    for (file, refusal) in [
        (write("nothing.xlsx", empty_zip), "import_workbook_damaged"),
        (write("cut.xlsx", b"PK\x03\x04 and then nothing of the kind"), "import_workbook_damaged"),
        (write("commas.csv", &vec![b','; 10_000_000]), "import_too_wide"),
        (write("later.csv", &later), "import_too_wide"),
        (write("empty.csv", b""), "import_empty"),
        (write("paper.csv", b"%PDF-1.7\n"), "import_not_a_table"),
        (write("books.sqlite", b"SQLite format 3\0 and then nothing"), "import_database_unreadable"),
        (program.folder.path().join("none.csv"), "file_missing"),
    ] {
        let code =
            assert_refused_in_both_languages(|language| import(&program, &file, "customers", None, language));
        assert_eq!(code, refusal, "{}", file.display());
    }
    program.verify();
}

#[test]
fn values_that_are_none_are_told_by_row_and_column() {
    let program = Program::new();
    let file = program.folder.path().join("invoices.csv");
    let rows = [
        "1,上海墨香,宣纸,2026-07-01,2026-07-31,1e400",
        "2,上海墨香,宣纸,2026-07-01,2026-07-31,\"12,34\"",
        "3,上海墨香,宣纸,2026-02-30,2026-07-31,1",
        "4,上海墨香,宣纸,2026-07-01,2026-06-30,1",
        "5,上海墨香,宣纸,2026-07-01,2026-07-31,１２３",
    ];
    std::fs::write(
        &file,
        format!("Number,Customer,Description,Date,Due Date,Unit Price\n{}\n", rows.join("\n")),
    )
    .unwrap();
    let refused = import(&program, &file, "invoices", None, "en").expect(1);
    let report: Value = serde_json::from_str(&refused.answer).unwrap();
    let problems: Vec<String> = report["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| format!("{} {} {}", problem["row"], problem["column"], problem["error"]["code"]))
        .collect();
    assert_eq!(
        problems,
        [
            r#"2 "Unit Price" "amount_unreadable""#,
            r#"3 "Unit Price" "amount_unreadable""#,
            r#"4 "Date" "date_unreadable""#,
            r#"5 "Due Date" "due_before_date""#,
        ]
    );
    program.verify();
}
