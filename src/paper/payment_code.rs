//! Payment codes: the EPC code that a bank's app reads (EPC069-12), its fields checked, and QR codes on paper.

use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

use super::ink::{Frame, Ink, Length};
use crate::money::{Currency, Money};

/// What a transfer needs.
#[derive(Debug, Clone, Default)]
pub struct Transfer<'t> {
    /// 1 is UTF-8, 2 ISO 8859-1; the texts are of one that both write alike where it is 2.
    pub charset: u8,
    pub name: &'t str,
    pub iban: &'t str,
    /// May be empty.
    pub bic: &'t str,
    pub text: &'t str,
}

/// The largest that the standard allows, in bytes and as a version of the code.
const MOST_BYTES: usize = 331;
const MOST_VERSION: u8 = 13;
/// The least and the most that a code asks for, in cents.
const AMOUNTS: std::ops::RangeInclusive<i64> = 1..=99_999_999_999;

/// The lines of an EPC code; `None` where the transfer has none: another currency, no IBAN that checks, an amount or
/// text beyond the standard.
pub fn epc(transfer: &Transfer<'_>, amount: Money) -> Option<String> {
    let iban: String = transfer.iban.chars().filter(|c| !c.is_whitespace()).collect();
    let bic: String = transfer.bic.chars().filter(|c| !c.is_whitespace()).collect();
    let one_line = |text: &str, most: usize| -> String {
        text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(most).collect()
    };
    let sayable = amount.currency() == Currency::EUR && AMOUNTS.contains(&amount.minor());
    if !sayable || !iban_checks(&iban) || transfer.name.trim().is_empty() {
        return None;
    }
    let reference = one_line(transfer.text, 140);
    // A creditor reference (ISO 11649) has a line of its own.
    let compact: String = reference.chars().filter(|c| *c != ' ').collect();
    let structured = compact.len() <= 25 && compact.starts_with("RF") && mod97(&compact) == Some(1);
    let (structured, text) = if structured { (compact.as_str(), "") } else { ("", reference.as_str()) };
    let lines = [
        "BCD",
        "002",
        &transfer.charset.to_string(),
        "SCT",
        &bic,
        &one_line(transfer.name, 70),
        &iban,
        &format!("EUR{}", amount.to_plain()),
        "",
        structured,
        text,
    ];
    let payload = lines.join("\n").trim_end_matches('\n').to_owned();
    (payload.len() <= MOST_BYTES).then_some(payload)
}

/// Whether an IBAN's check figures are right (ISO 13616).
pub fn iban_checks(iban: &str) -> bool {
    let shaped = (15..=34).contains(&iban.len())
        && iban.bytes().take(2).all(|byte| byte.is_ascii_uppercase())
        && iban.bytes().skip(2).take(2).all(|byte| byte.is_ascii_digit());
    shaped && mod97(iban) == Some(1)
}

/// The remainder by 97 with the first four at the end and letters as numbers; `None` for other characters.
fn mod97(code: &str) -> Option<u32> {
    let (head, tail) = code.split_at_checked(4)?;
    tail.chars().chain(head.chars()).try_fold(0, |rest, c| {
        let value = c.to_digit(36).filter(|_| !c.is_ascii_lowercase())?;
        Some((rest * if value < 10 { 10 } else { 100 } + value) % 97)
    })
}

/// A text as a QR code of level M, no larger than the standard of payments allows; `None` where it does not fit.
pub fn code(text: &str) -> Option<QrCode> {
    let segments = QrSegment::make_segments(text);
    let most = Version::new(MOST_VERSION);
    QrCode::encode_segments_advanced(&segments, QrCodeEcc::Medium, Version::MIN, most, None, false).ok()
}

/// Prints a code into a square of that side, its white border outside.
pub fn print(ink: &mut Ink, code: &QrCode, x: Length, y: Length, side: Length) {
    let size = code.size();
    let at = |module: i32| side * module / size;
    for row in 0..size {
        let mut column = 0;
        while column < size {
            let from = column;
            while column < size && code.get_module(column, row) {
                column += 1;
            }
            if column > from {
                ink.fill(Frame {
                    x: x + at(from),
                    y: y + at(row),
                    width: at(column) - at(from),
                    height: at(row + 1) - at(row),
                });
            }
            column += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn euro(minor: i64) -> Money {
        Money::from_minor(minor, Currency::EUR)
    }

    fn vectors(group: &str) -> Vec<serde_json::Value> {
        let all: serde_json::Value =
            serde_json::from_str(include_str!("../../tests/vectors/vectors.json")).unwrap();
        all[group].as_array().unwrap().clone()
    }

    #[test]
    fn the_epc_vector_is_the_code_of_its_fields() {
        let vectors = vectors("pay_qr");
        let vector = vectors.iter().find(|vector| vector["id"] == "EPC_1").unwrap();
        let field = |name: &str| vector["input"][name].as_str().unwrap();
        let transfer = Transfer {
            charset: field("charset").parse().unwrap(),
            name: field("name"),
            iban: field("iban"),
            bic: "",
            text: field("text"),
        };
        let payload = epc(&transfer, Money::parse(field("amount"), Currency::EUR).unwrap()).unwrap();
        let expected = &vector["expected"];
        assert_eq!(payload, expected["payload"].as_str().unwrap());
        assert_eq!(payload.len() as u64, expected["bytes"].as_u64().unwrap());
        assert!(
            u64::from(code(&payload).unwrap().version().value()) <= expected["max_version"].as_u64().unwrap()
        );
        assert_eq!(MOST_BYTES as u64, expected["max_bytes"].as_u64().unwrap());
    }

    #[test]
    fn a_wrong_iban_another_currency_and_nothing_to_pay_have_no_code() {
        let vectors = vectors("pay_qr");
        let wrong = vectors.iter().find(|vector| vector["id"] == "IBAN_2").unwrap();
        assert!(!iban_checks(wrong["input"].as_str().unwrap()));
        let good = Transfer {
            charset: 1,
            name: "Shiguang",
            iban: "DE33 1002 0500 0001 1947 00",
            ..Transfer::default()
        };
        assert!(epc(&good, euro(100)).is_some());
        assert!(epc(&good, euro(0)).is_none());
        assert!(epc(&good, Money::from_minor(100, Currency::CNY)).is_none());
        assert!(epc(&Transfer { iban: "DE33100205000001194701", ..good.clone() }, euro(100)).is_none());
        assert!(epc(&Transfer { name: " ", ..good }, euro(100)).is_none());
    }

    #[test]
    fn a_creditor_reference_has_its_own_line() {
        let vectors = vectors("pay_qr");
        let scor =
            vectors.iter().find(|vector| vector["id"] == "SCOR_1").unwrap()["expected"].as_str().unwrap();
        let transfer =
            Transfer { charset: 1, name: "A", iban: "DE33100205000001194700", bic: "", text: scor };
        let payload = epc(&transfer, euro(2_000)).unwrap();
        assert!(payload.ends_with(&format!("EUR20.00\n\n{scor}")), "{payload}");
        let text = Transfer { text: "INV-2026-0187", ..transfer };
        assert!(epc(&text, euro(2_000)).unwrap().ends_with("EUR20.00\n\n\nINV-2026-0187"));
    }
}
