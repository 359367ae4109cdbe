//! A promise to pay within a line: 答应周五付 5000, `promised to pay 5,000 by Friday`.

use std::ops::Range;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::line::Line;
use crate::money::Figure;

/// What somebody does who says that money will come; a line with none of them says what we are to do.
const PROMISING: &[&str] = &[
    "答应",
    "承诺",
    "保证",
    "约定",
    "约好",
    "说好",
    "同意",
    "会付",
    "会打",
    "promised",
    "promises",
    "promise",
    "agreed",
    "will pay",
    "says he pays",
    "says she pays",
    "is going to pay",
];

const PAYING: &[&str] = &[
    "付", "打款", "打", "汇", "转账", "转", "结清", "结账", "还", "回款", "pay", "pays", "paying",
    "transfer", "settle", "wire", "remit", "payment",
];

/// What makes a number a day, a time or a share instead of an amount.
const NO_AMOUNT: &str = "月日号天周星年点:：%个期";

/// Whether somebody promised to pay.
pub(super) fn is_promise(line: &Line, from: usize) -> bool {
    let says = |words: &[&str]| (from..line.len()).any(|at| line.one_of_at(at, words).is_some());
    says(PROMISING) && says(PAYING)
}

/// The first amount that stands outside the day, and where.
pub(super) fn amount_in(line: &Line, from: usize, day_at: &Range<usize>) -> Option<(Figure, Range<usize>)> {
    let mut at = from;
    while at < line.len() {
        if day_at.contains(&at) || !line.at(at).is_some_and(|c| c.is_ascii_digit()) {
            at += 1;
            continue;
        }
        let end = number_end(line, at);
        let digits: String = (at..end).filter_map(|at| line.at(at)).filter(|c| *c != ',').collect();
        let after = line.skip_spaces(end);
        let (times, end) = match line.at(after) {
            Some('万') => (10_000, after + 1),
            Some('千') => (1_000, after + 1),
            Some('k') if line.begins_word(after + 1) => (1_000, after + 1),
            _ => (1, end),
        };
        let is_amount = !line.at(end).is_some_and(|c| NO_AMOUNT.contains(c));
        let value = Decimal::from_str(&digits).ok().and_then(|value| value.checked_mul(Decimal::from(times)));
        match value.filter(|value| is_amount && *value > Decimal::ZERO) {
            Some(value) => return Some((Figure(value.normalize()), at..end)),
            None => at = end,
        }
    }
    None
}

/// Where digits end that a comma or a point may divide.
fn number_end(line: &Line, from: usize) -> usize {
    let is_digit = |at: usize| line.at(at).is_some_and(|c| c.is_ascii_digit());
    let mut at = from;
    while is_digit(at) || line.at(at).is_some_and(|c| c == ',' || c == '.') && is_digit(at + 1) {
        at += 1;
    }
    at
}
