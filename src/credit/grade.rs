//! Grades: from a score, by its evidence, held steady from review to review.
//!
//! Source: DOMAIN §5 and its clarifications; vectors `credit_score` (`HY_*`).

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::calendar::Day;
use crate::money::Figure;

/// A is best. Who is not rated (未评级) has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[ts(rename = "CreditGrade")]
#[schemars(rename = "CreditGrade")]
pub enum Grade {
    A,
    B,
    C,
    D,
}

impl Grade {
    pub const ALL: [Grade; 4] = [Grade::A, Grade::B, Grade::C, Grade::D];

    pub fn as_str(self) -> &'static str {
        match self {
            Grade::A => "A",
            Grade::B => "B",
            Grade::C => "C",
            Grade::D => "D",
        }
    }

    pub(super) fn from_stored(text: &str) -> Option<Grade> {
        Grade::ALL.into_iter().find(|grade| grade.as_str() == text)
    }

    fn above(self) -> Option<Grade> {
        match self {
            Grade::A => None,
            Grade::B => Some(Grade::A),
            Grade::C => Some(Grade::B),
            Grade::D => Some(Grade::C),
        }
    }

    fn below(self) -> Option<Grade> {
        match self {
            Grade::A => Some(Grade::B),
            Grade::B => Some(Grade::C),
            Grade::C => Some(Grade::D),
            Grade::D => None,
        }
    }
}

/// The score from which on a grade is given, and what keeps it steady.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(rename = "CreditGradeRule")]
#[schemars(rename = "CreditGradeRule")]
pub struct GradeRule {
    pub a: Figure,
    pub b: Figure,
    pub c: Figure,
    /// How far beyond a threshold a score has to be for the grade to change.
    pub margin: Figure,
    /// In how many monthly reviews on end, for a better one.
    pub reviews_up: u32,
    /// How far a grade falls in one review, at most.
    pub notches_down: u32,
}

impl GradeRule {
    /// From which score on the grade is given; D from any.
    pub fn threshold(&self, grade: Grade) -> Decimal {
        match grade {
            Grade::A => self.a.0,
            Grade::B => self.b.0,
            Grade::C => self.c.0,
            Grade::D => Decimal::ZERO,
        }
    }

    /// The grade of a score by itself.
    pub fn grade(&self, score: Decimal) -> Grade {
        let reached = Grade::ALL.into_iter().find(|grade| score >= self.threshold(*grade));
        reached.unwrap_or(Grade::D)
    }
}

/// The eight steps: from which score on each is given, the best first.
const STEPS: [(i64, &str); 7] =
    [(92, "AAA"), (85, "AA"), (78, "A"), (70, "BBB"), (60, "BB"), (50, "B"), (35, "CCC")];

/// The finer grade of a score, in eight steps from `AAA` to `D`.
pub fn step(score: Decimal) -> &'static str {
    STEPS.iter().find(|(from, _)| score >= Decimal::from(*from)).map_or("D", |(_, name)| *name)
}

/// What overrules the score, at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(rename = "CreditKnockOut")]
#[schemars(rename = "CreditKnockOut")]
pub enum KnockOut {
    /// A debt was written off in the last 24 months.
    WriteOff {
        on: Day,
    },
    Insolvency {
        since: Day,
    },
    /// A sum that matters is open for more than ninety days after it was due.
    LongOverdue {
        #[ts(type = "number")]
        days: i64,
    },
    /// An instrument of payment came back unpaid in the last twelve months.
    Bounced {
        on: Day,
    },
}

impl KnockOut {
    /// The best grade that is possible in spite of it.
    pub fn cap(self) -> Grade {
        match self {
            KnockOut::WriteOff { .. } | KnockOut::Insolvency { .. } => Grade::D,
            KnockOut::LongOverdue { .. } | KnockOut::Bounced { .. } => Grade::C,
        }
    }
}

/// How somebody stands after a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub grade: Option<Grade>,
    /// For how many reviews on end the score has been good enough for the next better grade.
    pub rises: u32,
}

/// The grade after a review. `score` is absent where the evidence is too thin, `cap` the best that knock-outs leave.
///
/// Falls one notch at a time while the score is more than the margin below the grade, rises one notch when it was beyond the
/// margin above the better one often enough; counting starts anew after every change. Who had no grade gets that of the score.
pub fn reviewed(
    before: Option<Standing>,
    score: Option<Decimal>,
    cap: Option<Grade>,
    rule: &GradeRule,
) -> Standing {
    let after = match (score, before.and_then(|before| before.grade.map(|grade| (grade, before.rises)))) {
        (None, _) => return Standing { grade: cap, rises: 0 },
        (Some(score), None) => Standing { grade: Some(rule.grade(score)), rises: 0 },
        (Some(score), Some((grade, rises))) => moved(grade, rises, score, rule),
    };
    match (after.grade, cap) {
        (Some(grade), Some(cap)) if grade < cap => Standing { grade: Some(cap), rises: 0 },
        _ => after,
    }
}

fn moved(before: Grade, rises: u32, score: Decimal, rule: &GradeRule) -> Standing {
    let margin = rule.margin.0;
    let mut grade = before;
    for _ in 0..rule.notches_down {
        match grade.below() {
            Some(lower) if score < rule.threshold(grade) - margin => grade = lower,
            _ => break,
        }
    }
    if grade != before {
        return Standing { grade: Some(grade), rises: 0 };
    }
    match before.above() {
        Some(better) if score >= rule.threshold(better) + margin => match rises + 1 {
            enough if enough >= rule.reviews_up => Standing { grade: Some(better), rises: 0 },
            rises => Standing { grade: Some(before), rises },
        },
        _ => Standing { grade: Some(before), rises: 0 },
    }
}
