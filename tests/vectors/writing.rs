//! Sections `cn_uppercase`, `cn_uppercase_date` and `usci`.

use kezhang::money::{Currency, Money, Zheng, uppercase_amount, uppercase_date};
use kezhang::parties::{UsciFault, check_usci, organisation_check_digit};

use crate::reader::{day, id, section, text};

#[test]
fn amounts_are_written_in_capital_figures() {
    for example in section("cn_uppercase") {
        let amount = Money::parse(text(&example["input"]["amount"]), Currency::CNY).unwrap();
        let expected = &example["expected"];
        let written = uppercase_amount(amount, Zheng::AfterJiao);
        if let Some(accepted) = expected["accepted"].as_array() {
            assert!(accepted.iter().any(|form| text(form) == written), "{}: {written}", id(&example));
            continue;
        }
        assert_eq!(written, text(&expected["canonical"]), "{}", id(&example));
        let of_banks = uppercase_amount(amount, Zheng::OnlyAfterYuan);
        assert_eq!(of_banks, text(&expected["bank_no_zheng_after_jiao"]), "{}", id(&example));
    }
}

#[test]
fn dates_are_written_in_capital_figures() {
    for example in section("cn_uppercase_date") {
        let written = uppercase_date(day(&example["input"]["date"]));
        assert_eq!(written, text(&example["expected"]), "{}", id(&example));
    }
}

#[test]
fn tax_numbers_are_checked_by_their_last_character() {
    for example in section("usci") {
        let (code, expected) = (text(&example["input"]), &example["expected"]);
        let found = check_usci(code);
        assert_eq!(found.is_ok(), expected["valid"].as_bool().unwrap(), "{}", id(&example));
        match expected["reason"].as_str() {
            Some("check digit") => assert_eq!(found, Err(UsciFault::CheckDigit), "{}", id(&example)),
            Some(_) => assert_eq!(found, Err(UsciFault::Alphabet), "{}", id(&example)),
            None => {}
        }
        if let Some(check) = expected["org_code_check"].as_str() {
            assert_eq!(organisation_check_digit(code), check.chars().next(), "{}", id(&example));
        }
    }
}
