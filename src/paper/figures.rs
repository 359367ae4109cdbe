//! Numbers and days as paper shows them: grouped by thousands, with a true minus, in the reader's order.

use chrono::Datelike;

use crate::calendar::{Day, Instant};
use crate::language::Language;
use crate::money::{Currency, Figure, Money, grouped};

/// A true minus, as wide as a figure.
const MINUS: &str = "−";

/// A zero among the amounts of a report.
pub const NOTHING: &str = "–";

/// `1,234.50`, `−159.00`: for columns whose head names the currency.
pub fn amount(money: Money) -> String {
    signed(&money.to_plain())
}

/// Blank for zero, as columns of debits and credits are read.
pub fn amount_or_blank(money: Money) -> String {
    if money.is_zero() { String::new() } else { amount(money) }
}

/// `¥27,395.52` in Chinese for CNY, glued to its amount; `EUR 6,789.11` everywhere else.
pub fn money(money: Money, language: impl Into<Language>) -> String {
    let language = language.into();
    if language == Language::ZhCn && money.currency() == Currency::CNY {
        let plain = amount(money);
        return match plain.strip_prefix(MINUS) {
            Some(positive) => format!("{MINUS}¥{positive}"),
            None => format!("¥{plain}"),
        };
    }
    format!("{} {}", money.currency(), amount(money))
}

/// `1,000`, `0.5`: a quantity without trailing zeros.
pub fn quantity(figure: Figure) -> String {
    signed(&figure.to_string())
}

/// A price with at least the currency's decimals: `12.80`, `0.0375`.
pub fn price(figure: Figure, currency: Currency) -> String {
    padded(figure, currency.exponent() as usize)
}

/// How many decimals a figure needs.
pub fn decimals(figure: Figure) -> usize {
    figure.to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len())
}

/// A figure with at least so many decimals, as a column of them is read: `7.9`, `2.0`.
pub fn padded(figure: Figure, wanted: usize) -> String {
    let plain = figure.to_string();
    let decimals = decimals(figure);
    if decimals >= wanted {
        return signed(&plain);
    }
    let point = if decimals == 0 { "." } else { "" };
    signed(&format!("{plain}{point}{}", "0".repeat(wanted - decimals)))
}

/// `5%` in Chinese, `5 %` in English.
pub fn percent(figure: Figure, language: impl Into<Language>) -> String {
    let language = language.into();
    match language {
        Language::ZhCn => format!("{}%", quantity(figure)),
        Language::En => format!("{} %", quantity(figure)),
    }
}

/// A day beside other facts: `2026-07-24`, `24 July 2026`.
pub fn day(day: Day, language: impl Into<Language>) -> String {
    let language = language.into();
    match language {
        Language::ZhCn => day.to_string(),
        Language::En => day.format("%-d %B %Y").to_string(),
    }
}

/// A day in a column: `2026-07-24`, `24 Jul 2026`.
pub fn day_in_column(day: Day, language: impl Into<Language>) -> String {
    let language = language.into();
    match language {
        Language::ZhCn => day.to_string(),
        Language::En => day.format("%d %b %Y").to_string(),
    }
}

/// `2026-07-01至07-31`; `1 July – 31 July 2026`. The year is said once where both days share it.
pub fn period(from: Day, to: Day, language: impl Into<Language>) -> String {
    let language = language.into();
    let one_year = from.year() == to.year();
    match language {
        Language::ZhCn if one_year => format!("{from}至{}", to.format("%m-%d")),
        Language::ZhCn => format!("{from}至{to}"),
        Language::En if one_year => format!("{} – {}", from.format("%-d %b"), to.format("%-d %b %Y")),
        Language::En => format!("{} – {}", from.format("%-d %b %Y"), to.format("%-d %b %Y")),
    }
}

/// A period under a title: `2026年7月1日至7月31日`, `1 Jul – 31 Jul 2026`.
pub fn period_in_prose(from: Day, to: Day, language: impl Into<Language>) -> String {
    let language = language.into();
    match language {
        Language::ZhCn if from.year() == to.year() => {
            format!("{}至{}月{}日", language.day_in_prose(from), to.month(), to.day())
        }
        Language::ZhCn => format!("{}至{}", language.day_in_prose(from), language.day_in_prose(to)),
        Language::En => period(from, to, language),
    }
}

/// `2026-07-24 16:20 UTC`: minutes are enough for a person; the file states the seconds.
pub fn instant(at: Instant, language: impl Into<Language>) -> String {
    let language = language.into();
    match language {
        Language::ZhCn => at.format("%Y-%m-%d %H:%M UTC").to_string(),
        Language::En => at.format("%-d %b %Y %H:%M UTC").to_string(),
    }
}

fn signed(plain: &str) -> String {
    grouped(plain).replace('-', MINUS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped_and_signed_as_each_language_writes_them() {
        let of = |minor, currency| Money::from_minor(minor, currency);
        assert_eq!(amount(of(-15_900, Currency::CNY)), "−159.00");
        assert_eq!(amount(of(123_456_789, Currency::CNY)), "1,234,567.89");
        assert_eq!(money(of(-2_739_552, Currency::CNY), Language::ZhCn), "−¥27,395.52");
        assert_eq!(money(of(2_739_552, Currency::CNY), Language::En), "CNY 27,395.52");
        assert_eq!(money(of(1_000, "JPY".parse().unwrap()), Language::ZhCn), "JPY 1,000");
        assert_eq!(amount_or_blank(of(0, Currency::EUR)), "");
    }

    #[test]
    fn prices_keep_their_decimals_and_show_at_least_the_currencys() {
        let of = |text: &str| price(text.parse().unwrap(), Currency::CNY);
        assert_eq!(
            [of("12.8"), of("268"), of("0.0375"), of("4200")],
            ["12.80", "268.00", "0.0375", "4,200.00"]
        );
        assert_eq!(quantity("1000.50".parse().unwrap()), "1,000.5");
    }

    #[test]
    fn days_follow_the_language() {
        let on = crate::calendar::parse_day("2026-07-04").unwrap();
        let to = crate::calendar::parse_day("2026-07-31").unwrap();
        assert_eq!(Language::ZhCn.day_in_prose(on), "2026年7月4日");
        assert_eq!(day(on, Language::En), "4 July 2026");
        assert_eq!(day_in_column(on, Language::En), "04 Jul 2026");
        assert_eq!(period(on, to, Language::ZhCn), "2026-07-04至07-31");
        assert_eq!(period(on, to, Language::En), "4 Jul – 31 Jul 2026");
        assert_eq!(period_in_prose(on, to, Language::ZhCn), "2026年7月4日至7月31日");
        let new_year = crate::calendar::parse_day("2027-01-02").unwrap();
        assert_eq!(period_in_prose(on, new_year, Language::ZhCn), "2026年7月4日至2027年1月2日");
        assert_eq!(percent("5".parse().unwrap(), Language::En), "5 %");
    }
}
