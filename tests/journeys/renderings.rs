//! Reports as people and programs get them. The tables are golden files in `tests/golden/reports`, small enough
//! to check by hand; `UPDATE_GOLDEN=1 cargo test --test journeys` writes them anew.

use std::path::Path;

use kezhang::language::Language;
use kezhang::ledger::{self, DatedInterestTerms, FixedCharge, InterestRate, InterestTerms, ReferenceRate};
use kezhang::money::Figure;
use kezhang::paper::Design;
use kezhang::reports::render::{self, Sheet};
use kezhang::reports::{AgeUnit, Cell, Comparison, Report, ReportName, ReportRequest, StatementKind};
use kezhang::runs;

use crate::desk::{Quarter, day, quarter, statement_request};

fn assert_golden(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/reports").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, found).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(kept == found, "{name} differs; it is now:\n{found}");
}

/// The table without its last line, whose hash is salted and differs from book to book.
fn table(report: &Report, language: Language) -> String {
    let text = render::table(report, language);
    let (body, footer) = text.trim_end().rsplit_once("\n\n").unwrap();
    assert!(footer.contains(&report.head.hash[..16]));
    format!("{body}\n")
}

/// Reports that need more than a name and a day.
const MADE_APART: [ReportName; 4] =
    [ReportName::Statement, ReportName::Changes, ReportName::StatementChanges, ReportName::LateInterest];

/// Half more than a published rate that moves, and 40.00 for each late debt of at least 1,000.00: one was paid late, one in
/// parts.
fn charged_late() -> Report {
    let quarter = quarter();
    let figure = |text: &str| text.parse::<Figure>().unwrap();
    for (from, percent) in [("2026-01-20", "3"), ("2026-06-20", "2.8")] {
        let rate = ReferenceRate {
            name: "LPR1Y".into(),
            valid_from: day(from),
            percent: figure(percent),
            source: "NIFC".into(),
        };
        quarter.desk.write(|w| ledger::save_reference_rate(w, &rate));
    }
    let terms = InterestTerms {
        rate: InterestRate::Reference {
            name: "LPR1Y".into(),
            markup_percent: figure("50"),
            points: Figure::ZERO,
            fixed_at_breach: false,
        },
        basis: 365,
        fixed: vec![FixedCharge { from: figure("1000"), amount: figure("40") }],
        tax: None,
    };
    let dated = DatedInterestTerms { party_id: None, valid_from: day("2026-01-01"), terms: Some(terms) };
    quarter.desk.write(|w| ledger::save_interest_terms(w, &dated));
    quarter.desk.plain_report(ReportName::LateInterest, "2026-06-30")
}

/// A statement as of the end of May was sent before June's receipt; since then a sale of May came to light.
fn sent_changes() -> Report {
    let quarter = quarter();
    let sent = quarter.desk.sends_statement(quarter.shanghai, "2026-05-31");
    quarter.desk.invoice(quarter.shanghai, "2026-05-20", "2026-06-19", "250.00");
    quarter.desk.receipt(quarter.shanghai, "2026-06-29", "300.00");
    quarter.desk.report(&ReportRequest {
        sent: Some(sent),
        ..ReportRequest::new(ReportName::StatementChanges, day("2026-06-30"))
    })
}

/// Every report there is, at the end of June.
fn all(quarter: &Quarter) -> Vec<(String, Report)> {
    let statements = [StatementKind::OpenItem, StatementKind::BalanceForward, StatementKind::Activity];
    let named = ReportName::ALL
        .into_iter()
        .filter(|name| !MADE_APART.contains(name))
        .map(|name| (name.as_str().to_owned(), ReportRequest::new(name, day("2026-06-30"))));
    let of_party = statements.into_iter().map(|kind| {
        let name = serde_json::to_value(kind).unwrap().as_str().unwrap().to_owned();
        (format!("statement_{name}"), statement_request(quarter.shanghai, kind, "2026-06-01", "2026-06-30"))
    });
    let aging = || ReportRequest::new(ReportName::ArAging, day("2026-06-30"));
    let by_item = ReportRequest { detail: true, ..aging() };
    let by_month = ReportRequest { age_unit: AgeUnit::Months, ages: vec![1, 2, 6], ..aging() };
    let beside = |name, compare, from| ReportRequest {
        compare,
        from: Some(day(from)),
        ..ReportRequest::new(name, day("2026-06-30"))
    };
    let (period, year) = (Comparison::PriorPeriod, Comparison::PriorYear);
    let compared = [
        ("balance_sheet_compared", beside(ReportName::BalanceSheet, period, "2026-06-01")),
        ("profit_and_loss_compared", beside(ReportName::ProfitAndLoss, year, "2026-06-01")),
        ("cash_flow_compared", beside(ReportName::CashFlow, period, "2026-04-01")),
        ("trial_balance_compared", beside(ReportName::TrialBalance, period, "2026-06-01")),
    ];
    let first_level =
        ReportRequest { level: Some(1), ..ReportRequest::new(ReportName::TrialBalance, day("2026-06-30")) };
    let changes = ReportRequest {
        since: Some(format!("#{}", quarter.desk.now().value() - 4)),
        ..ReportRequest::new(ReportName::Changes, day("2026-06-30"))
    };
    let delays_by_item =
        ReportRequest { detail: true, ..ReportRequest::new(ReportName::ArDelays, day("2026-06-30")) };
    named
        .chain(of_party)
        .chain([
            ("ar_aging_by_item".to_owned(), by_item),
            ("ar_aging_by_month".to_owned(), by_month),
            ("ar_delays_by_item".to_owned(), delays_by_item),
            ("trial_balance_first_level".to_owned(), first_level),
            ("changes".to_owned(), changes),
        ])
        .chain(compared.map(|(name, request)| (name.to_owned(), request)))
        .map(|(name, request)| (name, quarter.desk.report(&request)))
        .chain([
            ("statement_changes".to_owned(), sent_changes()),
            ("late_interest".to_owned(), charged_late()),
        ])
        .collect()
}

#[test]
fn tables_read_as_they_were_checked_by_hand() {
    for (name, report) in all(&quarter()) {
        assert_golden(&format!("{name}.zh-CN.txt"), &table(&report, Language::ZhCn));
    }
}

#[test]
fn tables_read_in_english_too() {
    let quarter = quarter();
    for (name, report) in all(&quarter).iter().filter(|(name, _)| name != "journal") {
        assert_golden(&format!("{name}.en.txt"), &table(report, Language::En));
    }
}

#[test]
fn every_code_of_every_report_has_a_word() {
    for (name, report) in all(&quarter()) {
        for language in Language::ALL {
            let has = |code: String| assert_ne!(render::word(language, &code), code, "{name} {language:?}");
            has(format!("report.{}", report.name.as_str()));
            for column in &report.columns {
                let head = render::head(column, language);
                let is_code = ["column.", "head.", "{{"].iter().any(|mark| head.contains(mark));
                assert!(!is_code, "{name} {language:?}: {head}");
            }
            for cell in report.rows.iter().flat_map(|row| &row.cells) {
                if let Cell::Word(code) = cell {
                    has(format!("word.{code}"));
                }
            }
        }
    }
}

#[test]
fn the_wire_form_is_read_back_as_it_was() {
    for (name, report) in all(&quarter()) {
        let text = serde_json::to_string(&report).unwrap();
        let back: Report = serde_json::from_str(&text).unwrap();
        assert_eq!(back, report, "{name}");
    }
}

#[test]
fn csv_holds_plain_amounts_and_the_heads_of_the_table() {
    let quarter = quarter();
    let report = quarter.desk.plain_report(ReportName::ArAging, "2026-06-30");
    let bytes = render::csv(&Sheet::of(&report, Language::En), Language::En).unwrap();
    let text = std::str::from_utf8(&bytes).unwrap();
    let lines: Vec<&str> = text.strip_prefix('\u{feff}').unwrap().lines().collect();
    assert_eq!(lines.len(), report.rows.len() + 1);
    assert!(lines[0].starts_with("Code,Party,Not due,"), "{}", lines[0]);
    assert_eq!(lines[1], "K0001,上海远航贸易有限公司,904.00,6300.00,,,,-113.00,7091.00,");
}

#[test]
fn one_workbook_holds_several_reports_and_has_the_same_bytes_each_time() {
    let quarter = quarter();
    let reports = all(&quarter);
    let sheets: Vec<Sheet<'_>> =
        reports.iter().map(|(_, report)| Sheet::of(report, Language::ZhCn)).collect();
    let bytes = render::workbook(&sheets, Language::ZhCn).unwrap();
    assert_eq!(bytes, render::workbook(&sheets, Language::ZhCn).unwrap());
    let mut read: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    let names = calamine::Reader::sheet_names(&read);
    assert_eq!(names.len(), reports.len());
    assert_eq!(names[0], "科目余额表");
    let sheet = calamine::Reader::worksheet_range(&mut read, "应收账龄分析表").unwrap();
    assert_eq!(sheet.get_value((5, 2)), Some(&calamine::Data::Float(904.0)));
}

/// The form as a table, whose rows the paper and the spreadsheet print.
#[test]
fn statements_of_a_small_business_stand_on_the_forms_of_its_standard() {
    let quarter = quarter();
    for name in [ReportName::BalanceSheet, ReportName::ProfitAndLoss, ReportName::CashFlow] {
        let report = quarter.desk.plain_report(name, "2026-06-30");
        let form = report.laid_out();
        assert_golden(&format!("form_{}.zh-CN.txt", name.as_str()), &table(&form, Language::ZhCn));
        let paper = runs::report_paper(&report, Language::ZhCn, &Design::default()).unwrap();
        assert_eq!(paper.pages, 1, "{name:?}");
        let bytes = render::workbook(&[Sheet::of(&form, Language::ZhCn)], Language::ZhCn).unwrap();
        let mut read: calamine::Xlsx<_> =
            calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
        let sheet = calamine::Reader::worksheet_range_at(&mut read, 0).unwrap().unwrap();
        assert_eq!(sheet.width(), form.columns.len(), "{name:?}");
    }
    // Assets and their equal stand on one line; what is compared is no form.
    let form = quarter.desk.plain_report(ReportName::BalanceSheet, "2026-06-30");
    let form = form.laid_out();
    let totals = form.rows.last().unwrap();
    assert_eq!(form.cell(totals, "closing"), form.cell(totals, "right_closing"));
    let compared = ReportRequest {
        compare: Comparison::PriorYear,
        ..ReportRequest::new(ReportName::BalanceSheet, day("2026-06-30"))
    };
    assert_eq!(quarter.desk.report(&compared).form, None);
}
