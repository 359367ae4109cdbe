//! From how a customer behaved to its score: the value and points of each factor, what overrules it, and how sure it is.

use std::collections::BTreeSet;

use chrono::Datelike;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::behaviour::{Behaviour, Peak, Window};
use crate::calendar::Day;
use crate::commitments::{Dispute, DisputeOutcome, Promise, PromiseStatus};
use crate::credit::{
    AgreedLimit, CreditFact, CreditFactKind, CreditPolicy, Factor, Grade, KnockOut, Knot, Need,
    SuggestedLimit, next_better, raw_score, shown_index, suggested_limit,
};
use crate::error::Result;
use crate::ledger::BookInfo;
use crate::money::{Figure, Money, Rounding, round};
use crate::store::OpenItemId;

/// Why a factor has all its points without a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FactorNote {
    /// No promise of the year is due yet.
    NoPromises,
    /// No limit was agreed.
    NoLimit,
    /// Nothing was sold or paid in the year.
    NothingYet,
}

/// A factor with what it came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable, rename = "CreditFactorLine")]
#[schemars(rename = "CreditFactorLine")]
pub struct FactorLine {
    pub factor: Factor,
    /// Days, shares, months, or the place of the class; absent where nothing is known.
    pub value: Option<Figure>,
    pub points: Figure,
    /// The most it is worth.
    pub most: Figure,
    /// The nearest value that is worth more, and what it is worth.
    pub better: Option<Knot>,
    pub note: Option<FactorNote>,
}

/// What was found of a customer, scored.
#[derive(Debug)]
pub(super) struct Scored {
    pub factors: Vec<FactorLine>,
    pub raw: Decimal,
    pub score: Decimal,
    /// Half the width of what the score is likely in.
    pub half_width: Decimal,
    pub late_index: Option<Decimal>,
    pub invoices: u32,
    pub months: u32,
    pub rated: bool,
    pub knock_outs: Vec<KnockOut>,
    pub expected_delay: u32,
    pub terms_days: u32,
    pub dso_days: Option<Decimal>,
    pub sales_minor: i64,
    pub peak: Option<Peak>,
    pub net_worth: Option<Money>,
}

/// What the score is made from, beside the behaviour: of one customer, the latest first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beside<'a> {
    pub limits: &'a [AgreedLimit],
    pub known: &'a [CreditFact],
    /// The class by volume: 1 is A, 2 is B, 3 is C.
    pub volume: u32,
    pub promises: &'a [Promise],
    pub disputes: &'a [Dispute],
}

/// Of one customer, the items that a dispute keeps from counting as late: it is open on the day, or was justified.
pub(super) fn excused(disputes: &[Dispute]) -> BTreeSet<OpenItemId> {
    let excusing = disputes.iter().filter(|dispute| dispute.excuses());
    excusing.flat_map(|dispute| dispute.items.iter().map(|item| item.item_id)).collect()
}

/// Whether a promise of the year has shown what it is worth.
pub(super) fn is_judged(promise: &Promise, window: Window) -> bool {
    use PromiseStatus::{Broken, Kept, Partly};
    promise.due_on > window.from && matches!(promise.status, Kept | Partly | Broken)
}

/// Broken promises ÷ promises; one that was kept in part counts half.
fn broken_ratio(promises: &[Promise], window: Window) -> Option<Decimal> {
    let judged: Vec<&Promise> = promises.iter().filter(|promise| is_judged(promise, window)).collect();
    let halves: u32 = judged
        .iter()
        .map(|promise| match promise.status {
            PromiseStatus::Broken => 2,
            PromiseStatus::Partly => 1,
            _ => 0,
        })
        .sum();
    let ratio = Decimal::from(halves).checked_div(Decimal::from(judged.len()) * Decimal::TWO)?;
    Some(round(ratio, 4, Rounding::HalfUp))
}

/// Whether a dispute of the year turned out unjustified.
pub(super) fn is_unjustified(dispute: &Dispute, window: Window) -> bool {
    dispute.outcome == Some(DisputeOutcome::Rejected) && dispute.closed_on.is_some_and(|on| on > window.from)
}

/// Unjustified disputes ÷ invoices.
fn dispute_ratio(disputes: &[Dispute], invoices: u32, window: Window) -> Option<Decimal> {
    let rejected = disputes.iter().filter(|dispute| is_unjustified(dispute, window)).count();
    if invoices == 0 && rejected == 0 {
        return None;
    }
    let ratio = Decimal::from(rejected).checked_div(Decimal::from(invoices.max(1)))?;
    Some(round(ratio, 4, Rounding::HalfUp))
}

pub(super) fn score(
    behaviour: &mut Behaviour,
    beside: Beside<'_>,
    window: Window,
    policy: &CreditPolicy,
) -> Scored {
    behaviour.order();
    let material = material_minor(behaviour.sales_minor, policy);
    let months = behaviour.first_on.map_or(0, |first| months_between(first, window.day));
    let (dso_days, terms_days) = (behaviour.dso_days(window), behaviour.terms_days());
    let peak = behaviour.peak(beside.limits, window);
    let said =
        [broken_ratio(beside.promises, window), dispute_ratio(beside.disputes, behaviour.issued, window)];
    let values = values(behaviour, material, months, (dso_days, terms_days), (beside.volume, said), peak);
    let factors: Vec<FactorLine> = policy
        .factors
        .iter()
        .map(|rule| {
            let (value, note) = values
                .iter()
                .find(|(factor, ..)| *factor == rule.factor)
                .map_or((None, None), |(_, value, note)| (*value, *note));
            FactorLine {
                factor: rule.factor,
                value: value.map(Figure),
                points: Figure(rule.points(value)),
                most: Figure(rule.most()),
                better: value.and_then(|value| next_better(&rule.knots, value)),
                note,
            }
        })
        .collect();
    let raw = raw_score(factors.iter().map(|line| line.points.0));
    let invoices = behaviour.invoices;
    let weight = Decimal::from(invoices)
        .checked_div(Decimal::from(invoices + policy.evidence.prior_invoices))
        .unwrap_or_default();
    Scored {
        raw,
        score: policy.evidence.shrunk(raw, invoices),
        half_width: round(behaviour.half_width() * weight, 2, Rounding::HalfUp),
        late_index: behaviour.late.index().map(shown_index),
        invoices,
        months,
        rated: policy.evidence.suffices(invoices, months),
        knock_outs: knock_outs(behaviour, beside.known, material, window),
        expected_delay: whole_days(behaviour.late.average_days()),
        terms_days: whole_days(terms_days),
        dso_days: dso_days.map(|days| round(days, 1, Rounding::HalfUp)),
        sales_minor: behaviour.sales_minor,
        peak,
        net_worth: net_worth(beside.known, window.day),
        factors,
    }
}

impl Scored {
    /// The best grade that what overrules the score leaves.
    pub fn cap(&self) -> Option<Grade> {
        self.knock_outs.iter().map(|knock_out| knock_out.cap()).max()
    }

    /// The score where it counts.
    pub fn counted(&self) -> Option<Decimal> {
        Some(self.score).filter(|_| self.rated)
    }

    /// # Errors
    /// `amount_overflow`.
    pub fn limit(
        &self,
        grade: Option<Grade>,
        book: &BookInfo,
        policy: &CreditPolicy,
    ) -> Result<SuggestedLimit> {
        let need = Need {
            annual_sales: Money::from_minor(self.sales_minor, book.currency),
            terms_days: self.terms_days,
            expected_delay: self.expected_delay,
            grade,
            net_worth: self.net_worth,
        };
        suggested_limit(&need, &policy.limit, book.rounding)
    }
}

type Value = (Factor, Option<Decimal>, Option<FactorNote>);

/// The value of each factor; what nothing is known of has all its points and says so.
fn values(
    behaviour: &Behaviour,
    material_minor: i64,
    months: u32,
    (dso_days, terms_days): (Option<Decimal>, Option<Decimal>),
    (volume, [promises, disputes]): (u32, [Option<Decimal>; 2]),
    peak: Option<Peak>,
) -> [Value; 9] {
    let noted = |factor, value: Option<Decimal>, note| {
        let note = if value.is_none() { Some(note) } else { None };
        (factor, value, note)
    };
    let late = &behaviour.late;
    let worst = late.is_known().then(|| Decimal::from(late.worst(material_minor)));
    let ratio = dso_days.zip(terms_days).and_then(|(dso, terms)| {
        let ratio = dso.checked_div(terms.max(Decimal::ONE))?;
        Some(round(ratio, 2, Rounding::HalfUp))
    });
    [
        noted(Factor::DaysLate, late.average_days(), FactorNote::NothingYet),
        noted(Factor::OnTime, late.on_time_ratio(), FactorNote::NothingYet),
        noted(Factor::WorstOverdue, worst, FactorNote::NothingYet),
        noted(Factor::DsoToTerms, ratio, FactorNote::NothingYet),
        noted(Factor::BrokenPromises, promises, FactorNote::NoPromises),
        noted(Factor::Disputes, disputes, FactorNote::NothingYet),
        noted(Factor::Tenure, Some(Decimal::from(months)), FactorNote::NothingYet),
        noted(Factor::Volume, Some(Decimal::from(volume)), FactorNote::NothingYet),
        noted(Factor::PeakUse, peak.map(|peak| peak.ratio), FactorNote::NoLimit),
    ]
}

fn knock_outs(
    behaviour: &Behaviour,
    known: &[CreditFact],
    material_minor: i64,
    window: Window,
) -> Vec<KnockOut> {
    let last = |kinds: &[CreditFactKind]| {
        known.iter().find(|fact| kinds.contains(&fact.kind) && fact.date <= window.day)
    };
    let insolvency = last(&[CreditFactKind::Insolvency, CreditFactKind::InsolvencyEnded])
        .filter(|fact| fact.kind == CreditFactKind::Insolvency)
        .map(|fact| KnockOut::Insolvency { since: fact.date });
    let bounced = last(&[CreditFactKind::Bounced])
        .filter(|fact| fact.date > window.from)
        .map(|fact| KnockOut::Bounced { on: fact.date });
    let days = behaviour.open_late.worst(material_minor);
    let long_overdue = (days > LONG_OVERDUE_DAYS).then_some(KnockOut::LongOverdue { days });
    let write_off = behaviour.written_off_on.map(|on| KnockOut::WriteOff { on });
    [write_off, insolvency, long_overdue, bounced].into_iter().flatten().collect()
}

/// Open for more days than this after it was due, a sum that matters keeps the grade at C.
const LONG_OVERDUE_DAYS: i64 = 90;

fn net_worth(known: &[CreditFact], day: Day) -> Option<Money> {
    let last = known.iter().find(|fact| fact.kind == CreditFactKind::NetWorth && fact.date <= day)?;
    last.amount
}

/// From which amount on an item is looked at for the worst.
pub(super) fn material_minor(sales_minor: i64, policy: &CreditPolicy) -> i64 {
    let share = Decimal::from(sales_minor.max(0)) * policy.material_percent.0 / Decimal::ONE_HUNDRED;
    share.ceil().to_i64().unwrap_or_default()
}

/// Whole months.
pub(super) fn months_between(from: Day, to: Day) -> u32 {
    let months = (to.year() - from.year()) * 12 + i32::try_from(to.month()).unwrap_or_default()
        - i32::try_from(from.month()).unwrap_or_default();
    let whole = if to.day() < from.day() { months - 1 } else { months };
    u32::try_from(whole).unwrap_or_default()
}

fn whole_days(days: Option<Decimal>) -> u32 {
    round(days.unwrap_or_default(), 0, Rounding::HalfUp).to_u32().unwrap_or_default()
}
