//! Rows good and bad.

use std::path::Path;

use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::exchange::inspect;
use crate::exchange::mapping::{Expression, guess};
use crate::exchange::source::{ReadOptions, Source};

/// Reads a text as this kind by its guessed mapping, changed by `correct`.
fn read_with(kind: Kind, text: &str, correct: impl FnOnce(&mut Mapping)) -> Vec<Outcome> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.csv");
    std::fs::write(&path, text).unwrap();
    let source = Source::open(&path, &ReadOptions::default()).unwrap();
    let mut mapping = guess(kind, "test", source.columns()).mapping;
    correct(&mut mapping);
    read(&source, &mapping, Currency::CNY).unwrap().collect()
}

type Outcome = std::result::Result<ImportRow, Vec<RowProblem>>;

fn read_text(kind: Kind, text: &str) -> Vec<Outcome> {
    read_with(kind, text, |_| {})
}

/// `row column code` of each problem.
fn problems(outcomes: &[Outcome]) -> Vec<String> {
    let problems = outcomes.iter().filter_map(|outcome| outcome.as_ref().err()).flatten();
    problems
        .map(|problem| {
            format!("{} {} {}", problem.row, problem.column.as_deref().unwrap_or("-"), problem.error.code())
        })
        .collect()
}

fn documents(outcomes: Vec<Outcome>) -> Vec<DocumentRow> {
    let document = |outcome: Outcome| match outcome {
        Ok(ImportRow::Document(document)) => document,
        other => panic!("no document: {other:?}"),
    };
    outcomes.into_iter().map(document).collect()
}

#[test]
fn a_bad_amount_or_date_is_told_by_row_and_column() {
    let text = "number,customer name,date,amount\n\
        R1,Müller,2026-02-30,1e400\n\
        R2,Müller,2026-03-01,\"12,34\"\n\
        R3,Müller,3/5/2026,１２３\n\
        R4,Müller,2026-03-01,１２３\n\
        R5,,2026-03-01,1.005\n\
        R6,Müller,2026-03-01,-5\n\
        R7,Müller,2026-03-01,\n";
    let outcomes = read_text(Kind::Receipts, text);
    assert_eq!(
        problems(&outcomes),
        [
            "2 date date_unreadable",
            "2 amount amount_unreadable",
            "3 amount amount_unreadable",
            "4 date date_unreadable",
            "6 customer name field_missing",
            "6 amount amount_too_precise",
            "7 amount field_invalid",
            "8 amount field_missing",
        ]
    );
    let Ok(ImportRow::Money(fourth)) = &outcomes[3] else { panic!("no receipt") };
    assert_eq!((fourth.row, fourth.amount.to_plain().as_str()), (5, "123.00"));
}

#[test]
fn a_decimal_comma_and_a_day_first_need_to_be_chosen() {
    let text = "number;customer name;date;amount\nR1;Müller;05.03.2026;\"1.234,50\"\n";
    assert_eq!(problems(&read_text(Kind::Receipts, text)).len(), 2);
    let outcomes = read_with(Kind::Receipts, text, |mapping| {
        mapping.dates = DateOrder::DayFirst;
        mapping.decimals = DecimalMark::Comma;
    });
    let Ok(ImportRow::Money(receipt)) = &outcomes[0] else { panic!("{outcomes:?}") };
    assert_eq!(
        (receipt.date.to_string(), receipt.amount.to_plain()),
        ("2026-03-05".into(), "1234.50".into())
    );
}

#[test]
fn lines_of_one_number_become_one_document() {
    let text = "单据编号,单据日期,到期日,客户名称,商品名称,数量,单价,折扣,税率,运费\n\
        A1,2026年3月5日,2026-04-04,浦江贸易,螺丝,10,1.5,,13%,20\n\
        A1,,,,螺母,,2,5%,13,20\n\
        A2,2026-03-06,,浦江贸易,垫片,3,0.335,,0,0\n";
    let documents = documents(read_text(Kind::Invoices, text));
    assert_eq!(documents.len(), 2);
    let first = &documents[0];
    assert_eq!((first.number.as_str(), first.row, first.lines.len()), ("A1", 2, 3));
    assert_eq!(first.lines[1].discount_percent.to_string(), "5");
    assert_eq!(first.lines[1].quantity.to_string(), "1");
    assert_eq!(first.lines[2].description.as_deref(), Some("运费"));
    assert_eq!(first.lines[2].account_role.as_deref(), Some("other_income"));
    assert_eq!((documents[1].lines.len(), documents[1].currency), (1, Currency::CNY));
}

#[test]
fn a_document_whose_rows_disagree_is_refused() {
    let text = "number,date,due date,customer name,description,quantity,unit price\n\
        A1,2026-03-05,2026-03-01,Müller,x,1,1\n\
        A2,2026-03-05,,Müller,x,1,1\n\
        A2,2026-03-06,,Meier,x,1,1\n\
        A3,2026-03-05,,Müller,x,two,\n\
        ,2026-03-05,,Müller,x,1,1\n";
    assert_eq!(
        problems(&read_text(Kind::Invoices, text)),
        [
            "2 due date due_before_date",
            "4 customer name import_header_differs",
            "4 date import_header_differs",
            "5 quantity amount_unreadable",
            "5 unit price field_missing",
            "6 number field_missing",
        ]
    );
}

#[test]
fn numbers_that_come_back_later_are_sorted_together() {
    let text = "number,date,customer name,description,quantity,unit price\n\
        B,2026-03-05,Müller,first,1,1\nA,2026-03-05,Müller,second,1,1\nB,2026-03-05,Müller,third,1,1\n";
    let documents = documents(read_text(Kind::Invoices, text));
    let told: Vec<(String, u32, Vec<u32>)> = documents
        .into_iter()
        .map(|document| (document.number, document.row, document.lines.iter().map(|line| line.row).collect()))
        .collect();
    assert_eq!(told, [("B".into(), 2, vec![2, 4]), ("A".into(), 3, vec![3])]);
}

#[test]
fn a_stray_delimiter_is_told_once_for_its_row() {
    let text = "number,date,customer name,quantity,unit price\nA1,2026-03-05,Müller, Söhne,1,1,\n";
    let told = problems(&read_text(Kind::Invoices, text));
    assert_eq!(told.iter().filter(|problem| problem.contains("import_row_too_long")).count(), 1, "{told:?}");
    // Empty cells beyond the headers are no matter.
    let text = "code,name\nC1,Müller,,,\n";
    assert!(problems(&read_text(Kind::Customers, text)).is_empty());
}

#[test]
fn a_fraction_of_tax_needs_to_be_called_one() {
    let text = "code,name,tax rate\n1,x,0.13\n2,x,0.5%\n3,x,13\n4,x,130\n";
    assert_eq!(
        problems(&read_text(Kind::Items, text)),
        ["2 tax rate field_invalid", "5 tax rate field_invalid"]
    );
    let outcomes = read_with(Kind::Items, text, |mapping| {
        let fraction = Expression::column("tax rate");
        mapping.columns.insert("tax_percent".into(), Expression::Percent(Box::new(fraction)));
    });
    let Ok(ImportRow::Item(item)) = &outcomes[0] else { panic!("{outcomes:?}") };
    assert_eq!(item.tax_percent.unwrap().to_string(), "13");
}

#[test]
fn opening_balances_have_sides_and_signs() {
    let text = "方向,往来单位,单据号,日期,到期日,余额\n应收,浦江,A1,2025-12-01,2025-12-31,\"1,130.00\"\n\
        应付,铁厂,B1,2025-12-01,,-20\n中间,铁厂,B2,2025-12-01,,1\n";
    let outcomes = read_text(Kind::OpeningBalances, text);
    let Ok(ImportRow::OpenItem(second)) = &outcomes[1] else { panic!("{outcomes:?}") };
    assert_eq!((second.side, second.amount.minor()), (Side::Payable, -2000));
    assert_eq!(problems(&outcomes), ["4 方向 field_invalid"]);
    let text = "科目编码,期末借方余额,期末贷方余额\n1122,100.50,\n2202,,7\n";
    let minor: Vec<i64> = read_text(Kind::AccountBalances, text)
        .into_iter()
        .map(|outcome| match outcome {
            Ok(ImportRow::AccountBalance(account)) => account.balance.minor(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(minor, [10_050, -700]);
}

#[test]
fn bytes_of_another_encoding_and_control_characters_are_refused_in_a_field() {
    let text = "code,name\nC1,ab\0cd\nC2,a\u{fffd}b\nC3,ok\0\nC4,\u{7f}\n";
    let outcomes = read_text(Kind::Customers, text);
    assert_eq!(problems(&outcomes), ["2 name field_invalid", "3 name field_invalid", "5 name field_invalid"]);
    let Ok(ImportRow::Party(third)) = &outcomes[2] else { panic!("no party") };
    assert_eq!(third.name, "ok");
}

#[test]
fn naughty_strings_are_names_or_refusals_and_never_more() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/bad/blns.json");
    let naughty: Vec<String> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["code", "name", "credit limit"]).unwrap();
    for (number, text) in naughty.iter().enumerate() {
        writer.write_record([&number.to_string(), text, text]).unwrap();
    }
    let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
    let outcomes = read_with(Kind::Customers, &text, |mapping| {
        mapping.columns.remove("credit_limit");
    });
    assert_eq!(outcomes.len(), naughty.len());
    let is_nothing = |c: char| c.is_whitespace() || c == '\u{feff}';
    for (outcome, text) in outcomes.iter().zip(&naughty) {
        match outcome {
            Ok(ImportRow::Party(party)) if text.trim_matches(is_nothing).is_empty() => {
                assert_eq!(Some(&party.name), party.code.as_ref())
            }
            Ok(ImportRow::Party(party)) => {
                assert!(text.contains(&party.name), "{text:?} became {:?}", party.name)
            }
            Ok(other) => panic!("{other:?}"),
            Err(problems) => assert!(problems.iter().all(|problem| problem.error.code() == "field_invalid")),
        }
    }
    // As amounts, they are numbers that a person would read so, or refusals.
    assert!(read_text(Kind::Customers, &text).iter().any(|outcome| outcome.is_err()));
}

#[test]
fn a_file_that_breaks_off_says_so_after_its_good_rows() {
    let outcomes = read_text(Kind::Customers, "code,name\nC1,one\nC2,\"two\nC3,three\n");
    assert!(outcomes[0].is_ok());
    assert_eq!((outcomes.len(), problems(&outcomes)), (2, vec!["3 - import_quote_unclosed".to_owned()]));
}

#[test]
fn headers_alone_are_a_table_without_rows() {
    assert!(read_text(Kind::Customers, "code,name\n").is_empty());
    assert!(read_text(Kind::Invoices, "number,date,customer name,unit price\n").is_empty());
}

#[test]
fn an_inspection_proposes_what_reading_needs() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("invoices.csv");
    let text = "Sales report;;;;;\n\nInvoice No;Invoice Date;Customer;Product;Qty;Price;Discount\n\
        1;31/12/2025;Müller;x;2;1.50;0.1\n2;05/01/2026;Müller;x;2;1.50;0\n";
    std::fs::write(&path, encoding_rs::WINDOWS_1252.encode(text).0).unwrap();
    let inspection = inspect(&path, &ReadOptions::default(), None).unwrap();
    assert_eq!((inspection.encoding.as_deref(), inspection.delimiter), (Some("windows-1252"), Some(';')));
    assert_eq!((inspection.header_row, inspection.sample.len()), (3, 2));
    assert_eq!(inspection.kind.as_ref().unwrap().kind, Kind::Invoices);
    let mapping = inspection.guess.unwrap().mapping;
    assert_eq!(mapping.dates, DateOrder::DayFirst);
    let source = Source::open(&path, &mapping.read).unwrap();
    let read: Vec<Outcome> = read(&source, &mapping, Currency::EUR).unwrap().collect();
    let documents = documents(read);
    assert_eq!(documents[1].date.to_string(), "2026-01-05");
    assert_eq!(documents[0].lines[0].discount_percent.to_string(), "10");
}

proptest! {
    /// However the rows of documents are shuffled, each document gets its own lines and no others.
    #[test]
    fn no_line_is_lost_or_strays(numbers in prop::collection::vec(0_u8..6, 1..40)) {
        let mut text = String::from("number,date,customer name,description,unit price\n");
        for (place, number) in numbers.iter().enumerate() {
            text.push_str(&format!("N{number},2026-03-05,Müller,{place},1\n"));
        }
        let documents = documents(read_text(Kind::Invoices, &text));
        let mut distinct = numbers.clone();
        distinct.sort_unstable();
        distinct.dedup();
        prop_assert_eq!(documents.len(), distinct.len());
        for document in documents {
            let places: Vec<usize> =
                document.lines.iter().map(|line| line.description.as_ref().unwrap().parse().unwrap()).collect();
            let expected: Vec<usize> =
                (0..numbers.len()).filter(|place| format!("N{}", numbers[*place]) == document.number).collect();
            prop_assert_eq!(places, expected);
        }
    }
}
