//! Reading numbers as people and files write them.

use rust_decimal::Decimal;

use crate::error::{Error, Result};

/// Reads `-1,234.50`, `１２３`, `1 234.5`, `(12.00)`, `¥12`, `+7`, `−3`.
///
/// Commas count only as groups of three before the point; anything that could be read two ways is refused:
/// `12,34`, `1e400`, `1.2.3`, an empty text.
///
/// # Errors
/// `amount_unreadable` with the text as it was.
pub fn parse_decimal(text: &str) -> Result<Decimal> {
    let refuse = || Error::AmountUnreadable { text: text.chars().take(60).collect(), field: None };
    let plain: String = text.trim().chars().map(narrow).collect();
    let (negative, digits) = strip_sign(plain.trim()).ok_or_else(refuse)?;
    let digits = digits.trim_start_matches(['¥', '$', '€', '£']).trim();
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let whole = ungroup(whole).ok_or_else(refuse)?;
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let fraction_fits = fraction.is_none_or(|part| !part.is_empty() && all_digits(part));
    if !all_digits(&whole) || !fraction_fits || (whole.is_empty() && fraction.is_none()) {
        return Err(refuse());
    }
    let plain = match fraction {
        Some(fraction) => format!("{}.{fraction}", zero_if_empty(&whole)),
        None => whole,
    };
    let value = Decimal::from_str_exact(&plain).map_err(|_| refuse())?;
    Ok(if negative { -value } else { value })
}

/// Full-width digits and signs become their ASCII forms; every other character stays.
fn narrow(c: char) -> char {
    match c {
        '０'..='９' | '．' | '，' | '－' | '＋' | '（' | '）' => {
            char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)
        }
        '￥' => '¥',
        '\u{2212}' => '-',
        '\u{a0}' | '\u{202f}' | '\u{3000}' => ' ',
        _ => c,
    }
}

/// The sign and the rest; accountants' parentheses are a minus.
fn strip_sign(text: &str) -> Option<(bool, &str)> {
    if let Some(inner) = text.strip_prefix('(') {
        return Some((true, inner.strip_suffix(')')?));
    }
    let unsigned = text.strip_prefix(['¥', '$', '€', '£']).unwrap_or(text);
    if let Some(rest) = unsigned.strip_prefix('-') {
        return Some((true, rest));
    }
    Some((false, unsigned.strip_prefix('+').unwrap_or(unsigned)))
}

/// Drops thousands separators where every group after the first has three digits.
fn ungroup(whole: &str) -> Option<String> {
    let separator = match (whole.contains(','), whole.contains(' '), whole.contains('\'')) {
        (false, false, false) => return Some(whole.to_owned()),
        (true, false, false) => ',',
        (false, true, false) => ' ',
        (false, false, true) => '\'',
        _ => return None,
    };
    let mut groups = whole.split(separator);
    let first = groups.next()?;
    let fits = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    fits.then(|| whole.replace(separator, ""))
}

fn zero_if_empty(whole: &str) -> &str {
    if whole.is_empty() { "0" } else { whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, expected) in [
            ("1,234.50", "1234.50"),
            ("１２３", "123"),
            ("(12.00)", "-12.00"),
            ("−3", "-3"),
            ("¥ 12", "12"),
            ("-¥12.5", "-12.5"),
            ("￥-12.5", "-12.5"),
            ("1 234 567", "1234567"),
            (".5", "0.5"),
            ("+7", "7"),
        ] {
            assert_eq!(parse_decimal(text).unwrap().to_string(), expected, "{text}");
        }
    }

    #[test]
    fn what_could_be_read_two_ways_is_refused() {
        for text in
            ["", " ", "1e400", "12,34", "1.2.3", "1.", "abc", "--1", "1,23,456", "NaN", "∞", "1,234,5", "(1"]
        {
            assert!(parse_decimal(text).is_err(), "{text}");
        }
        assert!(parse_decimal(&"9".repeat(40)).is_err());
    }
}
