//! 信用政策: weights, knots, thresholds and bounds as data. Every version is a posted row, so that a grade of before is computed
//! as it was then; a book that has saved none keeps to [`CreditPolicy::default`].

use rusqlite::named_params;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::curve::Knot;
use super::grade::GradeRule;
use super::hold::HoldRule;
use super::lateness::LateRule;
use super::limit::{ByGrade, LimitRule};
use super::scorecard::{EvidenceRule, Factor, FactorRule};
use crate::audit;
use crate::error::{Error, Result};
use crate::money::Figure;
use crate::store::{Reader, Seq, Writer};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct CreditPolicy {
    /// Each factor once; the points of the best values add up to a hundred.
    pub factors: Vec<FactorRule>,
    pub evidence: EvidenceRule,
    pub grades: GradeRule,
    /// Days past due that count as in time.
    pub grace_days: u32,
    /// How early a payment counts at most, in the signed average.
    pub early_cap_days: u32,
    /// Items of less than this share of a year's volume are not looked at for the worst.
    pub material_percent: Figure,
    pub limit: LimitRule,
    pub hold: HoldRule,
}

/// The knots as DOMAIN §5 lists them, values in hundredths.
const KNOTS: [(Factor, &[(i64, i64)]); 9] = [
    (Factor::DaysLate, &[(0, 30), (700, 24), (1_500, 17), (3_000, 9), (6_000, 2), (9_000, 0)]),
    (Factor::OnTime, &[(50, 0), (95, 20)]),
    (Factor::WorstOverdue, &[(700, 10), (3_000, 7), (6_000, 4), (9_000, 1), (12_000, 0)]),
    (Factor::DsoToTerms, &[(100, 10), (125, 7), (150, 5), (200, 2), (250, 0)]),
    (Factor::BrokenPromises, &[(0, 8), (50, 0)]),
    (Factor::Disputes, &[(0, 5), (10, 0)]),
    (Factor::Tenure, &[(0, 0), (600, 2), (1_200, 4), (2_400, 6), (3_600, 7)]),
    (Factor::Volume, &[(100, 5), (200, 3), (300, 1)]),
    (Factor::PeakUse, &[(70, 5), (85, 4), (100, 2), (110, 0)]),
];

impl Default for CreditPolicy {
    fn default() -> CreditPolicy {
        let whole = |figures: [i64; 4]| ByGrade::new(figures.map(Decimal::from));
        let figure = |value: i64| Figure(Decimal::from(value));
        let factors = KNOTS.map(|(factor, knots)| FactorRule {
            factor,
            knots: knots.iter().map(|(value, points)| Knot::new(Decimal::new(*value, 2), *points)).collect(),
        });
        CreditPolicy {
            factors: factors.to_vec(),
            evidence: EvidenceRule { prior: figure(60), prior_invoices: 5, invoices_min: 5, months_min: 3 },
            grades: GradeRule {
                a: figure(80),
                b: figure(65),
                c: figure(45),
                margin: figure(3),
                reviews_up: 2,
                notches_down: 2,
            },
            grace_days: 3,
            early_cap_days: 30,
            material_percent: Figure::ONE,
            limit: LimitRule {
                buffer_percent: figure(10),
                factor: ByGrade::new(
                    [(12, 1), (1, 0), (5, 1), (0, 0)].map(|(n, scale)| Decimal::new(n, scale)),
                ),
                net_worth_percent: whole([45, 35, 15, 0]),
                cap: None,
                starter: None,
                terms_days: whole([60, 30, 15, 0]),
                prepaid_percent: whole([0, 0, 30, 100]),
            },
            hold: HoldRule {
                warn_percent: figure(80),
                soft_percent: figure(100),
                hard_percent: figure(110),
                soft_days: whole([15, 10, 5, 5]),
                hard_days: whole([45, 30, 15, 15]),
            },
        }
    }
}

impl CreditPolicy {
    pub fn late_rule(&self) -> LateRule {
        LateRule { grace_days: self.grace_days.into(), early_cap_days: self.early_cap_days.into() }
    }

    /// # Errors
    /// `field_invalid`, naming the field, for knots that do not rise, points that do not add up to a hundred, thresholds out
    /// of order, or a figure beyond its bounds.
    fn refuse_invalid(&self) -> Result<()> {
        let invalid = |field: &str, value: String| Err(Error::FieldInvalid { field: field.into(), value });
        let named: Vec<Factor> = self.factors.iter().map(|rule| rule.factor).collect();
        if named != Factor::ALL {
            return invalid("factors", named.len().to_string());
        }
        let hundred = Decimal::ONE_HUNDRED;
        let within = |figure: Figure, most: Decimal| figure >= Figure::ZERO && figure.0 <= most;
        for (place, rule) in self.factors.iter().enumerate() {
            let rises = rule.knots.windows(2).all(|pair| pair[0].value < pair[1].value);
            let bounded = rule
                .knots
                .iter()
                .all(|knot| within(knot.points, hundred) && within(knot.value, Decimal::from(10_000)));
            if !rises || !bounded || !(2..=12).contains(&rule.knots.len()) {
                let values = rule.knots.iter().map(|knot| format!("{} → {}", knot.value, knot.points));
                return invalid(&format!("factors.{place}.knots"), values.collect::<Vec<_>>().join(", "));
            }
        }
        let sum: Decimal = self.factors.iter().map(FactorRule::most).sum();
        if sum != hundred {
            return invalid("points", Figure(sum).to_string());
        }
        let GradeRule { a, b, c, margin, reviews_up, notches_down } = &self.grades;
        if !(within(*a, hundred) && a > b && b > c && *c > Figure::ZERO) {
            return invalid("grades", format!("{a} / {b} / {c}"));
        }
        let HoldRule { warn_percent, soft_percent, hard_percent, soft_days, hard_days } = &self.hold;
        let thousand = Decimal::from(1_000);
        if !(within(*hard_percent, thousand) && hard_percent >= soft_percent && soft_percent >= warn_percent)
        {
            return invalid("hold", format!("{warn_percent} / {soft_percent} / {hard_percent}"));
        }
        if *reviews_up == 0 || *notches_down == 0 || !within(*margin, hundred) {
            return invalid("margin", format!("{margin} / {reviews_up} / {notches_down}"));
        }
        if !within(self.evidence.prior, hundred) || self.evidence.prior_invoices == 0 {
            return invalid("prior", format!("{} / {}", self.evidence.prior, self.evidence.prior_invoices));
        }
        let LimitRule {
            buffer_percent,
            factor,
            net_worth_percent,
            cap,
            starter,
            terms_days,
            prepaid_percent,
        } = &self.limit;
        let percents = net_worth_percent.all().into_iter().chain(prepaid_percent.all());
        let days = [terms_days, soft_days, hard_days].into_iter().flat_map(ByGrade::all);
        let bounded = percents.chain([self.material_percent]).all(|figure| within(figure, hundred))
            && days.into_iter().all(|figure| within(figure, thousand) && figure.0.fract().is_zero())
            && factor.all().into_iter().all(|figure| within(figure, hundred))
            && within(*buffer_percent, thousand);
        let most = Decimal::from(1_000_000_000_000_i64);
        let amounts = [cap, starter].into_iter().flatten().all(|amount| within(*amount, most));
        if !bounded || !amounts || self.grace_days > 365 || self.early_cap_days > 365 {
            return invalid("limit", buffer_percent.to_string());
        }
        Ok(())
    }
}

/// The policy as it stands, or as it was known at an act.
pub fn credit_policy(r: &Reader<'_>, known: Seq) -> Result<CreditPolicy> {
    let found: Option<String> = r.row(
        "select content from credit_policy where seq <= :known order by seq desc limit 1",
        named_params! {":known": known},
        |row| row.get("content"),
    )?;
    match found {
        None => Ok(CreditPolicy::default()),
        Some(content) => serde_json::from_str(&content)
            .map_err(|error| Error::BookDamaged { reason: format!("credit policy: {error}") }),
    }
}

/// Saves a new version; grades that were kept stay as they are.
///
/// # Errors
/// `field_invalid`.
pub fn save_credit_policy(w: &Writer<'_>, new: &CreditPolicy) -> Result<CreditPolicy> {
    new.refuse_invalid()?;
    if credit_policy(w, Seq::LATEST)? == *new {
        return Ok(new.clone());
    }
    let content = serde_json::to_value(new).map_err(Error::unexpected)?;
    let seq = audit::record(w, &json!({"credit_policy": content}))?;
    w.execute(
        "insert into credit_policy (seq, content) values (:seq, :content)",
        named_params! {":seq": seq, ":content": audit::canonical(&content)},
    )?;
    Ok(new.clone())
}
