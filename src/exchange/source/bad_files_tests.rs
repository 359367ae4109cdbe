//! `tests/data/bad` and files that are worse.

use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::*;

fn bad(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/bad").join(name)
}

fn code_of(bytes: &[u8], name: &str) -> String {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    match Source::open(&path, &ReadOptions::default())
        .and_then(|source| source.rows()?.collect::<Result<Vec<_>>>())
    {
        Ok(_) => "read".into(),
        Err(error) => error.code(),
    }
}

#[test]
fn every_file_of_csv_spectrum_reads_as_its_author_expects() {
    let mut seen = 0;
    for entry in std::fs::read_dir(bad("csv-spectrum/csvs")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let json = std::fs::read_to_string(bad(&format!("csv-spectrum/json/{name}.json"))).unwrap();
        let expected: serde_json::Value = serde_json::from_str(&json).unwrap();
        // The copies have lost the carriage returns that two of them are about.
        let mut text = std::fs::read_to_string(&path).unwrap();
        if name.ends_with("_crlf") {
            text = text.replace('\n', "\r\n");
        }
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, text).unwrap();
        let source = Source::open(&path, &ReadOptions::default()).unwrap();
        let rows: Vec<serde_json::Value> = source
            .rows()
            .unwrap()
            .map(|row| {
                let row = row.unwrap();
                let cells = source.columns().iter().zip(row.cells().map(serde_json::Value::from));
                cells.map(|(column, cell)| (column.clone(), cell)).collect::<serde_json::Map<_, _>>().into()
            })
            .collect();
        assert_eq!(serde_json::Value::from(rows), expected, "{name}");
        seen += 1;
    }
    assert_eq!(seen, 11);
}

#[test]
fn the_correctness_file_of_univocity_keeps_its_quotes_and_lines() {
    let source = Source::open(&bad("univocity-correctness.csv"), &ReadOptions::default()).unwrap();
    let rows: Vec<Row> = source.rows().unwrap().collect::<Result<_>>().unwrap();
    assert_eq!(source.columns(), ["Year", "Make", "Model", "Description", "Price"]);
    assert_eq!(rows.len(), 5);
    assert_eq!(rows[1].cell(2), "Venture \"Extended Edition\"");
    assert_eq!(rows[2].cell(3), "MUST SELL!\nair, moon roof, loaded");
    assert_eq!(rows[4].cell(4), "4900.00");
}

#[test]
fn formulas_that_attack_a_spreadsheet_stay_text() {
    let text = std::fs::read_to_string(bad("csv-injection.txt")).unwrap();
    for payload in text.lines() {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["name", "note"]).unwrap();
        writer.write_record(["x", payload]).unwrap();
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, writer.into_inner().unwrap()).unwrap();
        let source = Source::open(&path, &ReadOptions::default()).unwrap();
        assert_eq!(source.rows().unwrap().next().unwrap().unwrap().cell(1), payload);
    }
}

#[test]
fn naughty_strings_come_through_as_they_are() {
    let naughty: Vec<String> =
        serde_json::from_str(&std::fs::read_to_string(bad("blns.json")).unwrap()).unwrap();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.csv");
    let mut writer = csv::Writer::from_path(&path).unwrap();
    writer.write_record(["number", "text"]).unwrap();
    for (number, text) in naughty.iter().enumerate() {
        writer.write_record([&number.to_string(), text]).unwrap();
    }
    drop(writer);
    let source = Source::open(&path, &ReadOptions::default()).unwrap();
    let read: Vec<String> = source.rows().unwrap().map(|row| row.unwrap().cell(1).to_owned()).collect();
    assert_eq!(read, naughty);
}

#[test]
fn a_file_that_is_no_table_says_what_it_is() {
    assert_eq!(code_of(b"", "a.csv"), "import_empty");
    assert_eq!(code_of(b"\n \n\r\n", "a.csv"), "import_empty");
    assert_eq!(code_of(b"%PDF-1.7\n", "a.csv"), "import_not_a_table");
    assert_eq!(code_of(&[0_u8; 4096], "a.csv"), "import_not_a_table");
    assert_eq!(code_of(b"a,b,c\n", "a.csv"), "read");
    assert_eq!(
        code_of(b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "a.xlsx"),
        "import_workbook_damaged"
    );
    assert_eq!(code_of(b"PK\x03\x04 and then nothing of the kind", "a.xlsx"), "import_workbook_damaged");
    assert_eq!(code_of(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 cut off", "a.xls"), "import_workbook_damaged");
    assert_eq!(code_of(b"SQLite format 3\0 and then nothing", "a.sqlite"), "import_database_unreadable");
    let folder = TempDir::new().unwrap();
    assert_eq!(Format::of(folder.path()).unwrap_err().code(), "import_not_a_table");
    assert_eq!(Format::of(&folder.path().join("none.csv")).unwrap_err().code(), "file_missing");
}

#[test]
fn ten_million_commas_are_refused_by_row_and_limit() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.csv");
    std::fs::write(&path, vec![b','; 10_000_000]).unwrap();
    let refused = Source::open(&path, &ReadOptions::default()).unwrap_err();
    assert!(matches!(refused, Error::ImportTooWide { row: 1, limit: 1_000 }), "{refused}");

    let path = folder.path().join("later.csv");
    let mut file = std::fs::File::create(&path).unwrap();
    file.write_all(b"a,b\n1,2\n").unwrap();
    file.write_all(&vec![b','; 10_000_000]).unwrap();
    let source =
        Source::open(&path, &ReadOptions { delimiter: Some(','), ..ReadOptions::default() }).unwrap();
    let refused = source.rows().unwrap().find_map(|row| row.err()).unwrap();
    assert!(matches!(refused, Error::ImportTooWide { row: 3, limit: 1_000 }), "{refused}");
}

#[test]
fn a_field_without_end_is_refused_before_it_fills_the_memory() {
    let mut endless = b"a,b\n1,".to_vec();
    endless.resize(FIELD_BYTES_MAX * 3, b'x');
    assert_eq!(code_of(&endless, "a.csv"), "import_field_too_long");
    assert_eq!(code_of(b"a,b\n1,2\n3,\"open\n5,6\n7,8\n", "a.csv"), "import_quote_unclosed");
}

#[test]
fn bytes_of_nul_among_the_text_are_left_for_the_field_to_judge() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.csv");
    std::fs::write(&path, b"code,name\nC1,ab\0cd\nC2,plain\n").unwrap();
    let source = Source::open(&path, &ReadOptions::default()).unwrap();
    assert_eq!(source.rows().unwrap().next().unwrap().unwrap().cell(1), "ab\0cd");
}
