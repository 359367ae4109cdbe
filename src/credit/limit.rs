//! A limit and terms that figures suggest, with their arithmetic. Source: DOMAIN §5; vectors `credit_limit`.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::grade::Grade;
use crate::error::{Error, Result};
use crate::money::{Currency, Figure, Money, Rounding, round};

/// A figure for each grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(rename = "CreditByGrade")]
#[schemars(rename = "CreditByGrade")]
pub struct ByGrade {
    pub a: Figure,
    pub b: Figure,
    pub c: Figure,
    pub d: Figure,
}

impl ByGrade {
    pub(super) fn new(figures: [Decimal; 4]) -> ByGrade {
        let [a, b, c, d] = figures.map(Figure);
        ByGrade { a, b, c, d }
    }

    pub fn of(&self, grade: Grade) -> Decimal {
        match grade {
            Grade::A => self.a.0,
            Grade::B => self.b.0,
            Grade::C => self.c.0,
            Grade::D => self.d.0,
        }
    }

    pub(super) fn all(&self) -> [Figure; 4] {
        [self.a, self.b, self.c, self.d]
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable, rename = "CreditLimitRule")]
#[schemars(rename = "CreditLimitRule")]
pub struct LimitRule {
    /// What is added to the need.
    pub buffer_percent: Figure,
    /// The part of the need that a grade is given.
    pub factor: ByGrade,
    /// The part of the tangible net worth that it is given at most.
    pub net_worth_percent: ByGrade,
    /// No limit above it, in the book's currency.
    pub cap: Option<Figure>,
    /// The limit of whom nothing is known; without one, they pay first.
    pub starter: Option<Figure>,
    /// Days to pay.
    pub terms_days: ByGrade,
    /// What is paid first.
    pub prepaid_percent: ByGrade,
}

/// What the suggestion is made from; amounts in the book's currency.
#[derive(Debug, Clone, Copy)]
pub struct Need {
    pub annual_sales: Money,
    pub terms_days: u32,
    /// How many days late, on the average.
    pub expected_delay: u32,
    pub grade: Option<Grade>,
    pub net_worth: Option<Money>,
}

/// The suggestion, step by step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct SuggestedLimit {
    /// Sales of twelve months, tax included.
    pub annual_sales: Money,
    /// ÷ 365
    pub per_day: Money,
    pub terms_days: u32,
    pub expected_delay: u32,
    /// × (terms + expected delay)
    pub owed: Money,
    pub buffer_percent: Figure,
    /// × (1 + buffer)
    pub need: Money,
    /// Of the grade; absent where it is not rated.
    pub factor: Option<Figure>,
    /// × the factor of the grade
    pub by_grade: Money,
    /// What the net worth allows, where one is known.
    pub net_worth_cap: Option<Money>,
    pub policy_cap: Option<Money>,
    /// The least of them.
    pub least: Money,
    /// Two significant digits, down.
    pub limit: Money,
    /// Days to pay that go with it; nought for cash.
    pub suggested_terms_days: u32,
    pub prepaid_percent: Figure,
}

const DAYS_A_YEAR: u32 = 365;

/// # Errors
/// `amount_overflow`.
pub fn suggested_limit(need: &Need, rule: &LimitRule, rounding: Rounding) -> Result<SuggestedLimit> {
    let currency = need.annual_sales.currency();
    let money =
        |value: Option<Decimal>| Money::rounded(value.ok_or(Error::AmountOverflow)?, currency, rounding);
    let per_day = need.annual_sales.to_decimal().max(Decimal::ZERO).checked_div(Decimal::from(DAYS_A_YEAR));
    let days = Decimal::from(need.terms_days + need.expected_delay);
    let owed = per_day.and_then(|a_day| a_day.checked_mul(days));
    let buffer = Decimal::ONE + rule.buffer_percent.0 / Decimal::ONE_HUNDRED;
    let needed = owed.and_then(|owed| owed.checked_mul(buffer));
    let factor = need.grade.map(|grade| rule.factor.of(grade));
    let starter = rule.starter.map_or(Decimal::ZERO, |starter| starter.0);
    let by_grade = match factor {
        Some(factor) => needed.and_then(|needed| needed.checked_mul(factor)),
        None => Some(starter),
    };
    let net_worth_cap = match (need.net_worth, need.grade) {
        (Some(worth), Some(grade)) => {
            let part = rule.net_worth_percent.of(grade) / Decimal::ONE_HUNDRED;
            Some(money(worth.to_decimal().max(Decimal::ZERO).checked_mul(part))?)
        }
        _ => None,
    };
    let policy_cap = rule.cap.map(|cap| money(Some(cap.0))).transpose()?;
    let by_grade = money(by_grade)?;
    let caps = [net_worth_cap, policy_cap].into_iter().flatten();
    let least = caps.fold(by_grade, |least, cap| if cap.minor() < least.minor() { cap } else { least });
    let whole = |value: Decimal| round(value, 0, Rounding::HalfUp).to_u32().unwrap_or_default();
    Ok(SuggestedLimit {
        annual_sales: need.annual_sales,
        per_day: money(per_day)?,
        terms_days: need.terms_days,
        expected_delay: need.expected_delay,
        owed: money(owed)?,
        buffer_percent: rule.buffer_percent,
        need: money(needed)?,
        factor: factor.map(Figure),
        by_grade,
        net_worth_cap,
        policy_cap,
        least,
        limit: two_digits_down(least, currency),
        suggested_terms_days: need.grade.map_or(0, |grade| whole(rule.terms_days.of(grade))),
        prepaid_percent: Figure(
            need.grade.map_or(Decimal::ONE_HUNDRED, |grade| rule.prepaid_percent.of(grade)),
        ),
    })
}

/// Down to two significant digits of whole units: 85,800 → 85,000.
fn two_digits_down(amount: Money, currency: Currency) -> Money {
    let unit = 10_i64.pow(currency.exponent());
    let mut step = unit;
    while amount.minor() / step >= 100 {
        step = step.saturating_mul(10);
    }
    Money::from_minor(amount.minor() / step * step, currency)
}
