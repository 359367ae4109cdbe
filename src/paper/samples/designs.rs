//! What templates change: looks, colour, columns, texts, both languages, codes, windows, marks.

use super::*;

fn euro_invoice() -> InvoicePaper {
    let mut paper = english_invoice();
    for line in &mut paper.pay_to {
        if line.label == "iban" {
            line.value = "DE33 1002 0500 0001 1947 00".into();
        }
    }
    paper
}

fn designs() -> Vec<(&'static str, Design)> {
    let blue = Accent::parse("#1a4f8b");
    let usual = Design::default;
    vec![
        ("modern", Design { look: Look::Modern, accent: blue, barcode: true, payment_code: true, ..usual() }),
        ("compact", Design { look: Look::Compact, logo: LogoPlace::Right, copy: true, ..usual() }),
        ("both", Design { beside: Some(Language::En), ..usual() }),
        ("no-window", Design { window: AddressWindow::None, barcode: true, ..usual() }),
        ("din-a", Design { window: AddressWindow::DinA, copy: true, ..usual() }),
        ("din-b", Design { window: AddressWindow::DinB, logo: LogoPlace::Off, ..usual() }),
        (
            "columns",
            Design {
                columns: vec![PaperColumn::Name, PaperColumn::Net, PaperColumn::Quantity, PaperColumn::Unit],
                heading: "账单 {number}".into(),
                intro: "{customer}：请于{due}前支付{amount}。".into(),
                closing: "感谢惠顾 · {company}".into(),
                footer: "质量问题请于7日内提出。".into(),
                payment_picture: Some(mark()),
                ..usual()
            },
        ),
        ("a5-both", Design { page: PageSize::A5, beside: Some(Language::En), ..usual() }),
        (
            "third-both",
            Design { page: PageSize::FormThird, beside: Some(Language::En), barcode: true, ..usual() },
        ),
    ]
}

#[test]
fn every_design_is_printed_whole() {
    for (name, design) in designs() {
        let zh = invoice(&chinese_invoice(), Language::ZhCn, &design).unwrap();
        keep(&format!("formats/design-{name}-zh"), &zh);
        let en = invoice(&euro_invoice(), Language::En, &design).unwrap();
        keep(&format!("formats/design-{name}-en"), &en);
        assert!(zh.uncovered.is_empty() && en.uncovered.is_empty(), "{name}");
        assert!(zh.bytes.len() <= 70_000 && en.bytes.len() <= 70_000, "{name}");
    }
}

#[test]
fn an_offset_moves_everything_and_nothing_else() {
    let print = |offset| {
        let design = Design { offset, ..Design::default() };
        invoice(&chinese_invoice(), Language::ZhCn, &design).unwrap()
    };
    assert_eq!(print((0, 0)), invoice(&chinese_invoice(), Language::ZhCn, &Design::default()).unwrap());
    assert_ne!(print((0, 0)).bytes, print((1_500, -2_000)).bytes);
}

#[test]
fn a_picture_that_cannot_be_printed_is_refused_by_its_field() {
    let refused = |bytes: Vec<u8>| {
        let design = Design { payment_picture: Some(bytes), ..Design::default() };
        invoice(&chinese_invoice(), Language::ZhCn, &design).unwrap_err().code()
    };
    assert_eq!(refused(b"\x89PNG\r\n\x1a\n".to_vec()), "picture_unreadable");
    assert_eq!(refused(vec![0x89; 100 << 20]), "picture_too_large");
    let mut wide = Vec::new();
    let mut encoder = png::Encoder::new(&mut wide, 20_000, 20_000);
    encoder.set_color(png::ColorType::Grayscale);
    drop(encoder.write_header().unwrap());
    assert_eq!(refused(wide), "picture_too_large");
    let unused = Design { logo: LogoPlace::Off, ..Design::default() };
    let mut paper = chinese_invoice();
    paper.heading.sender.logo = Some(b"GIF89a".to_vec());
    assert!(invoice(&paper, Language::ZhCn, &unused).is_ok(), "a logo that is left out is not read");
}

/// Scanned by zbar, where it is installed (`scripts/tools.sh` does).
#[test]
fn a_scanner_reads_the_codes_of_a_paper() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/target/paper-samples");
    let (_, design) = designs().swap_remove(0);
    keep("codes", &invoice(&euro_invoice(), Language::En, &design).unwrap());
    let run = |program: &str, arguments: &[&str]| {
        std::process::Command::new(program).args(arguments).current_dir(folder).output().ok()
    };
    let drawn = run("pdftoppm", &["-r", "200", "-png", "-singlefile", "codes.pdf", "codes"]);
    let scanned = drawn.and_then(|_| run("zbarimg", &["--quiet", "--raw", "codes.png"]));
    let Some(scanned) = scanned else { return };
    let text = String::from_utf8(scanned.stdout).unwrap();
    let transfer =
        "BCD\n002\n1\nSCT\nKZHGIE2D\nShiguang Paper Europe Ltd\nDE33100205000001194700\nEUR6789.11\n";
    assert!(text.contains(transfer), "{text}");
    assert!(text.contains("INV-2026-0187"), "{text}");
}

#[test]
fn names_of_other_scripts_are_printed_by_number_and_reported_on_every_paper() {
    for page in PageSize::ALL {
        let mut paper = chinese_invoice();
        paper.heading.recipient = "سلام ร้าน 😀 𠮷野家".into();
        paper.heading.addressee = vec![paper.heading.recipient.clone()];
        let design = Design { page, ..Design::default() };
        let printed = invoice(&paper, Language::ZhCn, &design).unwrap();
        for c in ['س', 'ร', '😀', '𠮷'] {
            assert!(printed.uncovered.contains(&c), "{page:?} {c}");
        }
        assert!(!printed.uncovered.contains(&'野'));
    }
}
