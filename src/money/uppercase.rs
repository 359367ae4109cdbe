//! 大写: amounts and dates in the capital figures of Chinese bills.
//!
//! Sources: 会计基础工作规范 §52, 支付结算办法 annex 1 (DOMAIN §2); vectors `cn_uppercase`, `cn_uppercase_date`.

use chrono::{Datelike, NaiveDate};

use super::Money;

/// Whether 整 follows an amount that ends in 角. Writing it satisfies both rules and is the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zheng {
    #[default]
    AfterJiao,
    /// The banks' rule may omit it.
    OnlyAfterYuan,
}

const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];

/// `2003.50` → 贰仟零叁元伍角整; negative amounts begin with 负. The currency must have two decimals or fewer.
pub fn uppercase_amount(amount: Money, zheng: Zheng) -> String {
    let exponent = amount.currency().exponent().min(2);
    let fen = amount.minor().unsigned_abs() * 10_u64.pow(2 - exponent);
    let (yuan, jiao, fen) = (fen / 100, (fen / 10 % 10) as usize, (fen % 10) as usize);
    let mut text = String::new();
    if amount.minor() < 0 {
        text.push('负');
    }
    if yuan > 0 || (jiao == 0 && fen == 0) {
        text.push_str(&uppercase_integer(yuan));
        text.push('元');
    }
    match (jiao, fen) {
        (0, 0) => text.push('整'),
        (0, fen) => {
            if yuan > 0 {
                text.push('零');
            }
            text.extend([DIGITS[fen], '分']);
        }
        (jiao, fen) => {
            if yuan > 0 && yuan % 10 == 0 {
                text.push('零');
            }
            text.extend([DIGITS[jiao], '角']);
            if fen > 0 {
                text.extend([DIGITS[fen], '分']);
            } else if zheng == Zheng::AfterJiao {
                text.push('整');
            }
        }
    }
    text
}

/// Groups of four digits: 亿 above 万; a run of zeros between non-zero digits reads as one 零.
fn uppercase_integer(value: u64) -> String {
    if value == 0 {
        return "零".into();
    }
    const HIGH: u64 = 100_000_000;
    if value >= HIGH {
        let (high, low) = (value / HIGH, value % HIGH);
        let mut text = uppercase_integer(high) + "亿";
        if low > 0 {
            if low < HIGH / 10 || (low / 10_000 == 0) {
                text.push('零');
            }
            text.push_str(&uppercase_integer(low));
        }
        return text;
    }
    let (wan, low) = (value / 10_000, value % 10_000);
    let mut text = String::new();
    if wan > 0 {
        text.push_str(&uppercase_group(wan));
        text.push('万');
        if low > 0 && low < 1_000 {
            text.push('零');
        }
    }
    if low > 0 {
        text.push_str(&uppercase_group(low));
    }
    text
}

/// One to four digits, without a leading 零.
fn uppercase_group(value: u64) -> String {
    let mut text = String::new();
    let mut zero_pending = false;
    for (divisor, unit) in [(1000, "仟"), (100, "佰"), (10, "拾"), (1, "")] {
        let digit = (value / divisor % 10) as usize;
        if digit == 0 {
            zero_pending = !text.is_empty();
            continue;
        }
        if zero_pending {
            text.push('零');
            zero_pending = false;
        }
        text.push(DIGITS[digit]);
        text.push_str(unit);
    }
    text
}

/// `2026-10-20` → 贰零贰陆年零壹拾月零贰拾日, the form that cannot be altered on a bill.
pub fn uppercase_date(day: NaiveDate) -> String {
    let year: String =
        day.year().to_string().chars().filter_map(|c| c.to_digit(10)).map(|d| DIGITS[d as usize]).collect();
    let (month, day) = (day.month(), day.day());
    let month_prefix = if matches!(month, 1 | 2 | 10) { "零" } else { "" };
    let day_prefix = if day < 10 || matches!(day, 10 | 20 | 30) { "零" } else { "" };
    format!("{year}年{month_prefix}{}月{day_prefix}{}日", uppercase_ordinal(month), uppercase_ordinal(day))
}

/// 1–31; eleven to nineteen are written 壹拾壹 … 壹拾玖.
fn uppercase_ordinal(value: u32) -> String {
    uppercase_group(u64::from(value))
}
