//! Whether more may be owed: exposure, its share of the limit, and what stops. Source: DOMAIN §5 and its clarifications;
//! vectors `credit_hold`.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::grade::Grade;
use super::limit::ByGrade;
use crate::error::Result;
use crate::money::{Figure, Money, Rounding, round};

/// From the mildest to the hardest.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum HoldLevel {
    #[default]
    Ok,
    /// Shown.
    Warn,
    /// Stopped until somebody who may releases it.
    Soft,
    /// Stopped: more is paid, or a higher limit agreed.
    Hard,
}

impl HoldLevel {
    const ALL: [HoldLevel; 4] = [HoldLevel::Ok, HoldLevel::Warn, HoldLevel::Soft, HoldLevel::Hard];

    pub fn as_str(self) -> &'static str {
        match self {
            HoldLevel::Ok => "ok",
            HoldLevel::Warn => "warn",
            HoldLevel::Soft => "soft",
            HoldLevel::Hard => "hard",
        }
    }

    pub(super) fn from_stored(text: &str) -> HoldLevel {
        HoldLevel::ALL.into_iter().find(|level| level.as_str() == text).unwrap_or_default()
    }
}

/// What a level is given for, with the bound that was passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum HoldReason {
    /// Grade D, and not paid first.
    NotPrepaid,
    /// The oldest overdue item is older than the grade allows.
    Overdue {
        #[ts(type = "number")]
        days: i64,
        #[ts(type = "number")]
        allowed: i64,
    },
    /// More than so many percent of the limit.
    Exposure { percent: Figure },
    /// The limit is nought and something is owed.
    NoLimit,
}

impl HoldReason {
    /// As the trail's digest covers it: `overdue 31>30`.
    pub(super) fn canonical(&self) -> String {
        match self {
            HoldReason::NotPrepaid => "not_prepaid".into(),
            HoldReason::Overdue { days, allowed } => format!("overdue {days}>{allowed}"),
            HoldReason::Exposure { percent } => format!("exposure>{percent}"),
            HoldReason::NoLimit => "no_limit".into(),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(rename = "CreditHoldRule")]
#[schemars(rename = "CreditHoldRule")]
pub struct HoldRule {
    pub warn_percent: Figure,
    pub soft_percent: Figure,
    pub hard_percent: Figure,
    /// Days overdue beyond which somebody is stopped; who is not rated counts as C.
    pub soft_days: ByGrade,
    pub hard_days: ByGrade,
}

/// What somebody owes or is about to, part by part, in the book's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ExposureParts {
    /// Open items, less open credits.
    pub open: Money,
    /// Drafts and cheques that are not paid yet.
    pub notes: Money,
    /// Delivered, on no invoice.
    pub delivered: Money,
    /// Ordered, not delivered.
    pub ordered: Money,
    /// Paid in advance and not applied.
    pub advances: Money,
}

impl ExposureParts {
    /// open + notes + delivered + ordered − advances
    ///
    /// # Errors
    /// `amount_overflow`, `currency_mismatch`.
    pub fn total(&self) -> Result<Money> {
        let owed = self.open.checked_add(self.notes)?.checked_add(self.delivered)?;
        owed.checked_add(self.ordered)?.checked_sub(self.advances)
    }
}

/// What is asked: how much is owed, with what is new, against which limit.
#[derive(Debug, Clone, Copy)]
pub struct HoldFacts {
    pub limit: Money,
    pub exposure: Money,
    /// What the document in question adds.
    pub adds: Money,
    pub oldest_overdue_days: i64,
    pub grade: Option<Grade>,
}

/// The answer, with its arithmetic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct Hold {
    pub level: HoldLevel,
    /// Those of the level that was given.
    pub reasons: Vec<HoldReason>,
    pub limit: Money,
    pub exposure: Money,
    pub adds: Money,
    /// With it.
    pub after: Money,
    /// Of the limit, in percent to two decimals; absent where the limit is nought.
    pub used_percent: Option<Figure>,
    #[ts(type = "number")]
    pub oldest_overdue_days: i64,
    pub grade: Option<Grade>,
}

/// The level: the worst that age, grade or amount give. Exactly on a bound is below it.
///
/// # Errors
/// `amount_overflow`, `currency_mismatch`.
pub fn hold(facts: &HoldFacts, rule: &HoldRule) -> Result<Hold> {
    let after = facts.exposure.checked_add(facts.adds)?;
    let used = after.to_decimal().checked_div(facts.limit.to_decimal());
    let found = [by_grade(facts, after), by_age(facts, rule), by_amount(after, used, rule)];
    let level = found.iter().flatten().map(|(level, _)| *level).max().unwrap_or_default();
    let reasons = found.into_iter().flatten().filter(|(given, _)| *given == level);
    Ok(Hold {
        level,
        reasons: reasons.map(|(_, reason)| reason).collect(),
        limit: facts.limit,
        exposure: facts.exposure,
        adds: facts.adds,
        after,
        used_percent: used.map(|used| Figure(round(used * Decimal::ONE_HUNDRED, 2, Rounding::HalfUp))),
        oldest_overdue_days: facts.oldest_overdue_days,
        grade: facts.grade,
    })
}

/// The level that grade and age alone give: what adds nothing is measured by it, its amount was decided on before.
pub fn hold_beside_amount(facts: &HoldFacts, rule: &HoldRule) -> Result<HoldLevel> {
    let after = facts.exposure.checked_add(facts.adds)?;
    let found = [by_grade(facts, after), by_age(facts, rule)];
    Ok(found.into_iter().flatten().map(|(level, _)| level).max().unwrap_or_default())
}

fn by_grade(facts: &HoldFacts, after: Money) -> Option<(HoldLevel, HoldReason)> {
    let unpaid = facts.grade == Some(Grade::D) && after.minor() > 0;
    unpaid.then_some((HoldLevel::Hard, HoldReason::NotPrepaid))
}

fn by_age(facts: &HoldFacts, rule: &HoldRule) -> Option<(HoldLevel, HoldReason)> {
    let grade = facts.grade.unwrap_or(Grade::C);
    let days = facts.oldest_overdue_days;
    [(HoldLevel::Hard, &rule.hard_days), (HoldLevel::Soft, &rule.soft_days)].into_iter().find_map(
        |(level, bounds)| {
            let allowed = bounds.of(grade);
            let whole = i64::try_from(allowed.trunc()).unwrap_or_default();
            let beyond = Decimal::from(days) > allowed;
            beyond.then_some((level, HoldReason::Overdue { days, allowed: whole }))
        },
    )
}

fn by_amount(after: Money, used: Option<Decimal>, rule: &HoldRule) -> Option<(HoldLevel, HoldReason)> {
    let Some(used) = used else {
        return (after.minor() > 0).then_some((HoldLevel::Hard, HoldReason::NoLimit));
    };
    let percent = used * Decimal::ONE_HUNDRED;
    let bounds = [
        (HoldLevel::Hard, rule.hard_percent),
        (HoldLevel::Soft, rule.soft_percent),
        (HoldLevel::Warn, rule.warn_percent),
    ];
    let passed = bounds.into_iter().find(|(_, bound)| percent > bound.0);
    passed.map(|(level, percent)| (level, HoldReason::Exposure { percent }))
}
