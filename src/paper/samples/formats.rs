//! Every kind of paper on every format, of one page and of many.

use super::*;

/// Prints one paper in a design.
type Printer = Box<dyn Fn(&Design) -> Paper>;

/// Everything that is drawn with a letter's head, in both languages, with about so many rows.
fn kinds(rows: usize) -> Vec<(&'static str, Printer)> {
    let lines = |paper: InvoicePaper| InvoicePaper {
        lines: paper.lines.iter().cycle().take(rows).cloned().collect(),
        ..paper
    };
    let trade = move |kind: PaperKind, number: &'static str, language: Language| {
        let paper = if language == Language::En { english_invoice() } else { chinese_invoice() };
        let paper = match kind {
            PaperKind::Invoice | PaperKind::CreditNote => {
                InvoicePaper { kind, number: number.into(), ..paper }
            }
            kind => before_invoice(kind, number, paper),
        };
        let paper = lines(paper);
        move |design: &Design| invoice(&paper, language, design).unwrap()
    };
    let facts = || vec![Fact::day("pay_by", day("2026-07-22")).bold(), Fact::text("customer_code", "K0042")];
    let movements: Vec<MovementRow> = movements().into_iter().cycle().take(rows).collect();
    let forward = StatementBody::BalanceForward {
        opening_on: day("2026-07-01"),
        opening: yuan("46380.00"),
        rows: movements,
    };
    let statement_paper = statement_of(forward, yuan("53283.52"));
    let demand_zh = letter(true, to_hangzhou(facts()), yuan, rows);
    let demand_en = letter(false, to_galway(facts()), euro, rows);
    let confirmation_paper = confirmation_letter();
    let trial = trial_balance(rows);
    vec![
        ("invoice-zh", Box::new(trade(PaperKind::Invoice, "XS-2026-0418", Language::ZhCn))),
        ("invoice-en", Box::new(trade(PaperKind::Invoice, "INV-2026-0187", Language::En))),
        ("quote-zh", Box::new(trade(PaperKind::Quote, "BJ-2026-0064", Language::ZhCn))),
        ("order-en", Box::new(trade(PaperKind::OrderConfirmation, "SO-2026-0419", Language::En))),
        ("delivery-zh", Box::new(trade(PaperKind::DeliveryNote, "SH-2026-0751", Language::ZhCn))),
        ("credit-note-en", Box::new(trade(PaperKind::CreditNote, "CN-2026-0009", Language::En))),
        ("receipt-zh", Box::new(trade(PaperKind::Receipt, "SK-2026-0221", Language::ZhCn))),
        (
            "statement-zh",
            Box::new(move |design| statement(&statement_paper, Language::ZhCn, design).unwrap()),
        ),
        ("demand-zh", Box::new(move |design| demand(&demand_zh, Language::ZhCn, design).unwrap())),
        ("reminder-en", Box::new(move |design| demand(&demand_en, Language::En, design).unwrap())),
        (
            "confirmation-zh",
            Box::new(move |design| confirmation(&confirmation_paper, Language::ZhCn, design).unwrap()),
        ),
        ("trial-balance-zh", Box::new(move |design| report(&trial, Language::ZhCn, design).unwrap())),
    ]
}

fn confirmation_letter() -> ConfirmationPaper {
    ConfirmationPaper {
        number: "DZ-2026-0731-014".into(),
        inquiry: false,
        as_of: day("2026-07-31"),
        heading: to_hangzhou(vec![Fact::text("customer_code", "K0042")]),
        rows: vec![BalanceRow { owed: yuan("53283.52"), owing: yuan("2000"), remark: "货款".into() }],
        currency: Currency::CNY,
        later: vec![(day("2026-08-03"), yuan("5000"))],
        reply_to: String::new(),
    }
}

const PAGES: [(PageSize, &str); 5] = [
    (PageSize::A4, "a4"),
    (PageSize::A5, "a5"),
    (PageSize::FormFull, "full"),
    (PageSize::FormHalf, "half"),
    (PageSize::FormThird, "third"),
];

#[test]
fn every_kind_stands_on_every_format() {
    for rows in [4, 40] {
        for (kind, print) in kinds(rows) {
            for (page, name) in PAGES {
                let printed = print(&Design { page, ..Design::default() });
                keep(&format!("formats/{kind}-{name}-{rows}"), &printed);
                assert!(printed.uncovered.is_empty(), "{kind} {name}");
            }
        }
    }
}

/// What a reader copies out of papers on every format, small enough to check by hand. `UPDATE_GOLDEN=1` writes the
/// files anew; without pdftotext nothing is compared.
#[test]
fn the_text_of_papers_is_as_it_was_checked() {
    let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/papers");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/target/paper-samples/formats");
    let write = std::env::var_os("UPDATE_GOLDEN").is_some();
    for (kind, print) in kinds(4) {
        for (page, name) in [PAGES[0], PAGES[1], PAGES[4]] {
            let file = format!("golden-{kind}-{name}");
            keep(&format!("formats/{file}"), &print(&Design { page, ..Design::default() }));
            let arguments = ["-layout", &format!("{folder}/{file}.pdf"), "-"];
            let Ok(read) = std::process::Command::new("pdftotext").args(arguments).output() else { return };
            let text = String::from_utf8(read.stdout).unwrap();
            let place = format!("{golden}/{kind}-{name}.txt");
            if write {
                std::fs::create_dir_all(golden).unwrap();
                std::fs::write(&place, &text).unwrap();
            }
            let expected = std::fs::read_to_string(&place).unwrap();
            assert_eq!(text, expected, "{place}: written anew with UPDATE_GOLDEN=1");
        }
    }
}
