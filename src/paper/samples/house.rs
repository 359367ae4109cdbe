//! The papers of the house on A4, kind by kind.

use super::*;

#[test]
fn a_quote_and_a_delivery_note_can_be_signed_on_one_page() {
    let quote = |paper, number| before_invoice(PaperKind::Quote, number, paper);
    let delivery = |paper, number| before_invoice(PaperKind::DeliveryNote, number, paper);
    let bare = |paper| InvoicePaper { without_prices: true, ..paper };
    for (name, paper, language) in [
        ("08-quote-zh", quote(chinese_invoice(), "BJ-2026-0064"), Language::ZhCn),
        ("08-quote-en", quote(english_invoice(), "QU-2026-0064"), Language::En),
        ("08-delivery-zh", delivery(chinese_invoice(), "SH-2026-0751"), Language::ZhCn),
        ("08-delivery-en", delivery(english_invoice(), "DN-2026-0219"), Language::En),
        ("08-delivery-bare-zh", bare(delivery(chinese_invoice(), "SH-2026-0751")), Language::ZhCn),
        ("08-delivery-bare-en", bare(delivery(english_invoice(), "DN-2026-0219")), Language::En),
    ] {
        let printed = invoice(&paper, language, &Design::default()).unwrap();
        keep(name, &printed);
        assert_eq!((printed.pages, printed.uncovered.len()), (1, 0), "{name}");
    }
}

#[test]
fn an_invoice_fits_one_page_in_both_languages() {
    for (name, paper, language) in [
        ("01-invoice-zh", chinese_invoice(), Language::ZhCn),
        ("02-invoice-en", english_invoice(), Language::En),
    ] {
        let printed = invoice(&paper, language, &Design::default()).unwrap();
        keep(name, &printed);
        assert_eq!((printed.pages, printed.uncovered.len()), (1, 0), "{name}");
        // Two hundred different Han characters, eighty of them in bold too, are what ten lines in Chinese have.
        assert!(printed.bytes.len() <= 40_000, "{name}: {} bytes", printed.bytes.len());
    }
}

#[test]
fn a_plan_of_instalments_stands_under_the_total_and_breaks_over_pages() {
    for (name, paper, language, pages) in [
        ("04-instalments-zh", in_instalments(chinese_invoice(), 3, "定金"), Language::ZhCn, 2),
        ("05-instalments-en", in_instalments(english_invoice(), 3, "Deposit"), Language::En, 2),
        ("06-instalments-long-zh", in_instalments(chinese_invoice(), 60, "定金"), Language::ZhCn, 3),
    ] {
        let printed = invoice(&paper, language, &Design::default()).unwrap();
        keep(name, &printed);
        assert_eq!((printed.pages, printed.uncovered.len()), (pages, 0), "{name}");
    }
}

#[test]
fn a_rare_name_beside_a_latin_one_is_printed_within_forty_kilobytes() {
    for (name, mut paper, language) in [
        ("01b-invoice-rare-zh", chinese_invoice(), Language::ZhCn),
        ("02b-invoice-rare-en", english_invoice(), Language::En),
    ] {
        paper.heading.recipient = "䶮记文具 Müller & Søn GmbH".into();
        paper.heading.addressee[0].clone_from(&paper.heading.recipient);
        let printed = invoice(&paper, language, &Design::default()).unwrap();
        keep(name, &printed);
        assert!(printed.uncovered.is_empty());
        assert!(printed.bytes.len() <= 40_000, "{name}: {} bytes", printed.bytes.len());
        paper.heading.addressee[0].push_str(" 𠮷");
        assert_eq!(invoice(&paper, language, &Design::default()).unwrap().uncovered, ['𠮷']);
    }
}

#[test]
fn a_long_invoice_breaks_over_three_pages() {
    let printed = invoice(&long_invoice(), Language::ZhCn, &Design::default()).unwrap();
    keep("03-invoice-long-zh", &printed);
    assert_eq!(printed.pages, 3);
}

#[test]
fn the_same_invoice_gives_the_same_bytes() {
    let print = || invoice(&long_invoice(), Language::ZhCn, &Design::default()).unwrap().bytes;
    assert_eq!(print(), print());
}

#[test]
fn drafts_voids_and_settlements_have_their_own_faces() {
    let mut draft = chinese_invoice();
    draft.state = PaperState::Draft;
    draft.number = String::new();
    draft.taxing = Taxing::NotTaxed;
    draft.taxes.clear();
    keep("20-draft-untaxed-zh", &invoice(&draft, Language::ZhCn, &Design::default()).unwrap());
    let mut void = english_invoice();
    void.state = PaperState::Void;
    void.kind = PaperKind::CreditNote;
    void.taxing = Taxing::NotTaxed;
    keep("21-void-credit-note-en", &invoice(&void, Language::En, &Design::default()).unwrap());
    let settles = |number: &str, amount| InvoiceLine {
        name: number.into(),
        net: Some(yuan(amount)),
        ..InvoiceLine::default()
    };
    let receipt = InvoicePaper {
        kind: PaperKind::Receipt,
        number: "SK-2026-0221".into(),
        due_on: None,
        heading: to_hangzhou(vec![
            Fact::text("receipt_number", "SK-2026-0221").bold(),
            Fact::day("received_on", day("2026-07-29")),
            Fact::text("method", "承兑汇票"),
        ]),
        taxing: Taxing::NotTaxed,
        lines: vec![settles("XS-2026-0336 销售账单余额", "5780.00"), settles("预收款", "1000.00")],
        net: yuan("6780.00"),
        tax: yuan("0.00"),
        gross: yuan("6780.00"),
        payable: yuan("6780.00"),
        taxes: Vec::new(),
        pay_to: Vec::new(),
        terms: String::new(),
        plan: Vec::new(),
        early: Vec::new(),
        ..chinese_invoice()
    };
    keep("22-receipt-zh", &invoice(&receipt, Language::ZhCn, &Design::default()).unwrap());
    for taxing in [Taxing::Inclusive, Taxing::NotTaxed] {
        let paper = InvoicePaper { taxing, ..long_invoice() };
        assert!(
            invoice(&paper, Language::En, &Design::default()).is_ok()
                && invoice(&paper, Language::ZhCn, &Design::default()).is_ok()
        );
    }
}

#[test]
fn statements_of_three_kinds_fit_one_page() {
    let opening_on = day("2026-07-01");
    let forward = StatementBody::BalanceForward { opening_on, opening: yuan("46380.00"), rows: movements() };
    let mut given = statement_of(forward, yuan("53283.52"));
    let printed = statement(&given, Language::ZhCn, &Design::default()).unwrap();
    given.slip = false;
    let without_slip = statement(&given, Language::ZhCn, &Design::default()).unwrap();
    keep("04-statement-zh-balance-forward", &printed);
    assert_ne!(printed, without_slip, "the slip is on the page");
    assert_eq!(printed.pages, 1);
    let activity = StatementBody::Activity { rows: movements() };
    let printed =
        statement(&statement_of(activity, yuan("6903.52")), Language::ZhCn, &Design::default()).unwrap();
    keep("04b-statement-zh-activity", &printed);
    assert_eq!(printed.pages, 1);
    let item = |number: &str, dated, due, late, order: &str, original, settled, open| OpenItemRow {
        number: number.into(),
        dated: day(dated),
        due_on: Some(day(due)),
        days_late: late,
        reference: order.into(),
        original: euro(original),
        settled: euro(settled),
        open: euro(open),
    };
    let items = vec![
        item(
            "INV-2026-0112",
            "2026-04-14",
            "2026-05-14",
            Some(78),
            "PO 4471",
            "1284.60",
            "-800.00",
            "484.60",
        ),
        item("INV-2026-0139", "2026-05-19", "2026-06-18", Some(43), "PO 4502", "936.25", "0", "936.25"),
        item("INV-2026-0187", "2026-07-24", "2026-08-23", None, "PO 4558", "6789.11", "0", "6789.11"),
    ];
    let credit = |number: &str, dated, text: &str, amount| CreditRow {
        number: number.into(),
        dated: day(dated),
        text: text.into(),
        amount: euro(amount),
    };
    let credits = vec![
        credit("CN-2026-0009", "2026-06-22", "Credit note, planners returned", "-118.08"),
        credit("RC-2026-0133", "2026-07-20", "Payment on account, not yet applied", "-200.00"),
    ];
    let mut open = statement_of(StatementBody::OpenItem { items, credits }, euro("7891.88"));
    open.heading = to_galway(vec![
        Fact::text("statement_number", "ST-2026-0731-006").bold(),
        Fact::day("as_of", day("2026-07-31")),
        Fact::text("customer_code", "C0006"),
    ]);
    open.number = "ST-2026-0731-006".into();
    open.pay_to = english_invoice().pay_to;
    for (cell, (label, amount)) in open.aging.iter_mut().zip([
        ("Not yet due", "6789.11"),
        ("1–30 days", "0.00"),
        ("31–60 days", "936.25"),
        ("61–90 days", "484.60"),
        ("Over 90 days", "0.00"),
    ]) {
        (cell.label, cell.amount) = (label.into(), euro(amount));
    }
    let printed = statement(&open, Language::En, &Design::default()).unwrap();
    keep("05-statement-en-open-item", &printed);
    assert_eq!(printed.pages, 1);
}

#[test]
fn a_long_statement_keeps_its_balance_with_its_last_rows() {
    let rows = (0..90).flat_map(|_| movements()).take(90).collect();
    let body = StatementBody::BalanceForward { opening_on: day("2026-07-01"), opening: yuan("0"), rows };
    let asks = statement_of(body, yuan("53283.52"));
    let printed = statement(&asks, Language::ZhCn, &Design::default()).unwrap();
    keep("04c-statement-zh-long", &printed);
    assert_eq!(printed.pages, 4, "its slip follows on a page of its own");
    let informs = StatementPaper { number: String::new(), ..asks };
    assert_eq!(statement(&informs, Language::ZhCn, &Design::default()).unwrap().pages, 3);
    let empty = StatementBody::Activity { rows: Vec::new() };
    assert_eq!(
        statement(&statement_of(empty, yuan("0")), Language::En, &Design::default()).unwrap().pages,
        1
    );
}

#[test]
fn a_demand_stands_on_one_page_with_its_slip_and_a_long_one_breaks() {
    let facts = || {
        vec![
            Fact::text("demand_number", "CK-1204-3").bold(),
            Fact::day("letter_dated", day("2026-07-15")),
            Fact::day("pay_by", day("2026-07-22")).bold(),
            Fact::text("customer_code", "K0042"),
            Fact::text("contact", "陈芸"),
        ]
    };
    let formal =
        demand(&letter(true, to_hangzhou(facts()), yuan, 3), Language::ZhCn, &Design::default()).unwrap();
    keep("30-demand-zh", &formal);
    let english =
        demand(&letter(true, to_galway(facts()), euro, 3), Language::En, &Design::default()).unwrap();
    keep("31-demand-en", &english);
    let reminder =
        demand(&letter(false, to_galway(facts()), euro, 4), Language::En, &Design::default()).unwrap();
    keep("32-reminder-en", &reminder);
    let long =
        demand(&letter(true, to_hangzhou(facts()), yuan, 60), Language::ZhCn, &Design::default()).unwrap();
    keep("33-demand-zh-long", &long);
    let pages = [formal.pages, english.pages, reminder.pages, long.pages];
    assert!(pages[..3] == [1, 1, 1] && pages[3] > 1, "{pages:?}");
}

#[test]
fn reports_stand_in_portrait_and_landscape_and_repeat_their_heads() {
    let printed = report(&trial_balance(33), Language::ZhCn, &Design::default()).unwrap();
    keep("10b-trial-balance-zh", &printed);
    assert_eq!(printed.pages, 1);
    let printed = report(&trial_balance(120), Language::ZhCn, &Design::default()).unwrap();
    keep("10c-trial-balance-long", &printed);
    assert_eq!(printed.pages, 3);
    let heads =
        ["No.", "Customer", "Terms", "Limit", "Not due", "1–30", "31–60", "61–90", "Over 90", "Total open"];
    let columns = heads
        .iter()
        .enumerate()
        .map(|(index, head)| ReportColumn { head: (*head).into(), group: None, figures: index > 1 })
        .collect();
    let names = ["Kestrel & Byrne Stationers Ltd", "Harbour & Hill Gallery Ltd", "Blackthorn Books Ltd"];
    let row = |index: usize| {
        let mut cells = vec![
            ReportCell::Text(format!("C{:04}", index + 6)),
            ReportCell::Text(names[index % 3].into()),
            ReportCell::Count(30),
        ];
        cells.extend((0..7).map(|_| ReportCell::Amount(euro("7557.51"))));
        ReportRow { kind: ReportRowKind::Line, indent: 0, cells }
    };
    let mut aging = ReportPaper {
        title: "Receivables by age".into(),
        subtitle: strings(&[
            "Shiguang Paper Europe Ltd",
            "as of 31 July 2026, by due date",
            "EUR, including VAT",
        ]),
        answer: "{amount} overdue, 24.0 %".into(),
        answer_amount: "15,708.29".into(),
        landscape: true,
        columns,
        rows: (0..18).map(row).collect(),
        signatures: Vec::new(),
        notes: strings(&["Terms in days. Credits are never netted against an age."]),
        ..trial_balance(1)
    };
    let mut total = row(0);
    total.kind = ReportRowKind::Total;
    total.cells[0] = ReportCell::Text("18".into());
    total.cells[1] = ReportCell::Text("customers".into());
    aging.rows.push(total);
    let printed = report(&aging, Language::En, &Design::default()).unwrap();
    keep("10a-aging-en-landscape", &printed);
    assert_eq!(printed.pages, 1);
}

#[test]
fn every_word_the_room_asks_for_exists() {
    let sources = [
        include_str!("../invoice/mod.rs"),
        include_str!("../invoice/goods.rs"),
        include_str!("../invoice/payment.rs"),
        include_str!("../demand.rs"),
        include_str!("../statement.rs"),
        include_str!("../head.rs"),
        include_str!("../letterhead.rs"),
        include_str!("../report.rs"),
        include_str!("../slip.rs"),
    ];
    let sections = [
        "answer.",
        "audit.",
        "demand.",
        "footer.",
        "line.",
        "notice.",
        "pay.",
        "slip.",
        "state.",
        "statement.",
        "taxes.",
        "title.",
        "total.",
    ];
    for literal in sources.iter().flat_map(|source| source.split('"').skip(1).step_by(2)) {
        let is_key = literal.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c == '.')
            && sections.iter().any(|section| literal.starts_with(section) && literal.len() > section.len());
        if is_key {
            assert!(Language::En.words().has(literal), "{literal}");
        }
    }
}

#[test]
fn the_file_claims_pdf_a_and_hides_nothing_random() {
    let printed = invoice(&chinese_invoice(), Language::ZhCn, &Design::default()).unwrap();
    let text = String::from_utf8_lossy(&printed.bytes).into_owned();
    for claim in ["%PDF-1.7", "<pdfaid:part>3</pdfaid:part>", "<pdfaid:conformance>B</pdfaid:conformance>"] {
        assert!(text.contains(claim), "{claim}");
    }
}

/// The cost of a run of papers, to be compared by hand: `cargo test --release -- --ignored --nocapture two_hundred`.
#[test]
#[ignore = "a measurement, not a check"]
fn two_hundred_invoices() {
    let paper = chinese_invoice();
    let bytes: usize =
        (0..200).map(|_| invoice(&paper, Language::ZhCn, &Design::default()).unwrap().bytes.len()).sum();
    assert!(bytes > 0);
}
