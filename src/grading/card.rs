//! One customer's grade with everything it is made from.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::behaviour::{Behaviour, Window};
use super::items::{Item, each_item};
use super::score::{Beside, FactorLine, Scored, excused, score};
use crate::calendar::Day;
use crate::classes::{self, Abc, AsOf};
use crate::commitments::{self, Dispute, Promise};
use crate::credit::{
    self, AgreedLimit, CreditAssessment, CreditExposure, CreditFact, CreditOverride, CreditPolicy,
    CreditReviewRow, Grade, Hold, KnockOut, SuggestedLimit,
};
use crate::error::Result;
use crate::ledger::book;
use crate::money::{Currency, Figure, Money, Rounding, round};
use crate::store::{DocumentId, PartyId, Reader};

/// An item that the grade counts: paid in the year, or open and overdue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct CreditDocument {
    pub document_id: Option<DocumentId>,
    pub number: String,
    pub date: Day,
    pub due_on: Day,
    /// When the last of it was paid; absent where something is open and overdue.
    pub settled_on: Option<Day>,
    /// What counts of it, in the book's currency.
    pub amount: Money,
    /// By its latest part; below nought where early.
    #[ts(type = "number")]
    pub days_late: i64,
    pub on_time: bool,
    /// What it adds to the average of days late.
    pub adds_days: Figure,
    /// It is in dispute, or was with reason: it adds nothing.
    pub disputed: bool,
}

/// What takes the grade up, or down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct GradeStep {
    pub grade: Grade,
    /// At least this score takes it up; less than this takes it down.
    pub score: Figure,
    /// In how many reviews on end still, this one included.
    pub reviews: u32,
}

/// The most that was owed, with its day and the limit of that day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct CreditPeak {
    pub on: Day,
    pub owed: Money,
    pub limit: Money,
}

/// A customer's grade as of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct CreditCard {
    pub party_id: PartyId,
    pub as_of: Day,
    /// The grade in force: what overrules it, else the last review, else what the figures say. Absent where not rated.
    pub grade: Option<Grade>,
    /// What the figures of this day alone say.
    pub computed: Option<Grade>,
    /// `AAA` to `D`; absent where not rated.
    pub step: Option<String>,
    /// Drawn toward the middle; absent where not rated.
    pub score: Option<Figure>,
    pub raw: Figure,
    /// What the score is likely in, with eighty percent.
    pub likely_from: Option<Figure>,
    pub likely_to: Option<Figure>,
    /// PAYDEX-style.
    pub late_index: Option<Figure>,
    /// Closed by money in the year.
    pub invoices: u32,
    pub months: u32,
    pub since: Option<Day>,
    pub factors: Vec<FactorLine>,
    pub knock_outs: Vec<KnockOut>,
    pub up: Option<GradeStep>,
    pub down: Option<GradeStep>,
    pub dso_days: Option<Figure>,
    pub terms_days: u32,
    /// With tax, less credit notes, of twelve months.
    pub sales: Money,
    /// When customers were last ranked by volume.
    pub ranked_on: Day,
    pub peak: Option<CreditPeak>,
    pub suggested: SuggestedLimit,
    pub agreed: Option<AgreedLimit>,
    /// Now; absent as of another day.
    pub exposure: Option<CreditExposure>,
    /// What control says of it now, where a limit is agreed.
    pub hold: Option<Hold>,
    pub overruled: Option<CreditOverride>,
    pub last_review: Option<CreditReviewRow>,
    /// What is known beside the books, the latest first.
    pub known: Vec<CreditFact>,
    /// The last assessment, which takes no points.
    pub assessed: Option<CreditAssessment>,
    /// What adds most to days late first, at most [`SHOWN`].
    pub documents: Vec<CreditDocument>,
    #[ts(type = "number")]
    pub document_count: usize,
    /// Due in the year, as they stood on the day.
    pub promises: Vec<Promise>,
    /// Open on the day, or closed in the year.
    pub disputes: Vec<Dispute>,
    pub policy: CreditPolicy,
}

/// Whose grade, as of which day.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct CreditCardInput {
    pub party_id: PartyId,
    /// Today where absent.
    pub as_of: Option<Day>,
    /// As it was known then; the latest where absent.
    pub known_at: Option<String>,
}

/// How many documents a card lists.
const SHOWN: usize = 500;

/// How long the classes by volume of a review hold before customers are ranked anew.
const RANKED_DAYS: i64 = 45;

/// The grade of a customer as of a day and as known at an act. `today` is what exposure is of.
///
/// # Errors
/// `not_found`.
pub fn card(r: &Reader<'_>, party: PartyId, as_of: AsOf, today: Day) -> Result<CreditCard> {
    let book = book(r)?;
    let (policy, window) = (credit::credit_policy(r, as_of.known)?, Window::of(as_of.day)?);
    let only = (party, party);
    let (mut behaviour, mut documents) = (Behaviour::default(), Vec::new());
    let promises = commitments::promises_between(r, only, as_of.day, as_of.known)?;
    let disputes = commitments::disputes_between(r, only, as_of.day, as_of.known)?;
    let excused = excused(&disputes);
    each_item(r, Some(party), as_of, |item| {
        let is_excused = excused.contains(&item.id);
        behaviour.add(item, window, &policy, is_excused);
        documents.extend(document(item, window, &policy, (book.currency, is_excused)));
        Ok(())
    })?;
    let (limits, known) = (credit::limits(r, only, as_of.known)?, credit::facts_known(r, only, as_of.known)?);
    let last_review = credit::last_review(r, party, as_of.day, as_of.known)?;
    let (volume, ranked_on) = volume(r, party, as_of, last_review.as_ref())?;
    let beside = Beside { limits: &limits, known: &known, volume, promises: &promises, disputes: &disputes };
    let scored = score(&mut behaviour, beside, window, &policy);
    let computed = credit::reviewed(None, scored.counted(), scored.cap(), &policy.grades).grade;
    let overruled = credit::override_on(r, party, as_of.day, as_of.known)?;
    let grade = match (&overruled, &last_review) {
        (Some(given), _) => given.grade,
        (None, Some(review)) => review.grade,
        (None, None) => computed,
    };
    let document_count = documents.len();
    let rises = last_review.as_ref().map_or(0, |review| review.rises);
    let (up, down) = steps(last_review.as_ref().map_or(computed, |review| review.grade), rises, &policy);
    let is_now = as_of == AsOf::now(today);
    let clearance = if is_now { credit::clearance(r, party, today)? } else { None };
    let money = |minor| Money::from_minor(minor, book.currency);
    let likely = |side: Decimal| {
        let end = (scored.score + side * scored.half_width).clamp(Decimal::ZERO, Decimal::ONE_HUNDRED);
        scored.counted().map(|_| Figure(round(end, 1, Rounding::HalfUp)))
    };
    Ok(CreditCard {
        party_id: party,
        as_of: as_of.day,
        grade,
        computed,
        step: scored.counted().map(|score| credit::step(score).to_owned()),
        score: scored.counted().map(Figure),
        raw: Figure(scored.raw),
        likely_from: likely(Decimal::NEGATIVE_ONE),
        likely_to: likely(Decimal::ONE),
        late_index: scored.late_index.map(Figure),
        invoices: scored.invoices,
        months: scored.months,
        since: behaviour.first_on,
        knock_outs: scored.knock_outs.clone(),
        up,
        down,
        dso_days: scored.dso_days.map(Figure),
        terms_days: scored.terms_days,
        sales: money(scored.sales_minor),
        ranked_on,
        peak: scored.peak.map(|peak| CreditPeak {
            on: peak.on,
            owed: money(peak.owed_minor),
            limit: money(peak.limit_minor),
        }),
        suggested: scored.limit(grade, &book, &policy)?,
        agreed: credit::limit_on(r, party, as_of.day, as_of.known)?,
        hold: clearance.as_ref().map(|clearance| clearance.hold(money(0))).transpose()?,
        exposure: match &clearance {
            Some(clearance) => Some(clearance.exposure().clone()),
            None if is_now => Some(credit::exposure(r, party, today)?),
            None => None,
        },
        overruled,
        last_review,
        known,
        assessed: credit::assessments(r, party, as_of.day, as_of.known)?.into_iter().next(),
        documents: weighed(documents),
        document_count,
        promises: promises.into_iter().filter(|promise| promise.due_on > window.from).collect(),
        disputes: disputes.into_iter().filter(|dispute| counts(dispute, window)).collect(),
        factors: scored.factors,
        policy,
    })
}

/// Whether a dispute says anything of the year.
fn counts(dispute: &Dispute, window: Window) -> bool {
    dispute.closed_on.is_none_or(|on| on > window.from)
}

/// The customer's class by volume and the day of its ranking: that of a recent review, else all are ranked now.
fn volume(
    r: &Reader<'_>,
    party: PartyId,
    as_of: AsOf,
    last_review: Option<&CreditReviewRow>,
) -> Result<(u32, Day)> {
    if let Some(review) = last_review.filter(|review| (as_of.day - review.date).num_days() <= RANKED_DAYS) {
        return Ok((review.volume, review.date));
    }
    let sales = classes::sales(r, as_of)?;
    Ok((class_place(sales.get(&party).and_then(|sales| sales.abc)), as_of.day))
}

/// 1 is A, 2 is B, 3 is C and who never bought.
pub(super) fn class_place(class: Option<Abc>) -> u32 {
    match class {
        Some(Abc::A) => 1,
        Some(Abc::B) => 2,
        Some(Abc::C) | None => 3,
    }
}

fn steps(grade: Option<Grade>, rises: u32, policy: &CreditPolicy) -> (Option<GradeStep>, Option<GradeStep>) {
    let rule = &policy.grades;
    let Some(grade) = grade else { return (None, None) };
    let place = Grade::ALL.iter().position(|each| *each == grade).unwrap_or_default();
    let up = place.checked_sub(1).and_then(|better| Grade::ALL.get(better)).map(|better| GradeStep {
        grade: *better,
        score: Figure(rule.threshold(*better) + rule.margin.0),
        reviews: rule.reviews_up.saturating_sub(rises).max(1),
    });
    let down = Grade::ALL.get(place + 1).map(|lower| GradeStep {
        grade: *lower,
        score: Figure(rule.threshold(grade) - rule.margin.0),
        reviews: 1,
    });
    (up, down)
}

/// What a card lists of an item, where the grade counts it.
fn document(
    item: &Item,
    window: Window,
    policy: &CreditPolicy,
    (currency, disputed): (Currency, bool),
) -> Option<CreditDocument> {
    if item.base_minor <= 0 {
        return None;
    }
    let paid: Vec<_> = item.paid().into_iter().filter(|part| part.on > window.from).collect();
    let open = item.open_base_minor();
    let overdue = open > 0 && !item.is_settled() && item.due_on < window.day;
    let settled_on = paid.iter().map(|part| part.on).max();
    let until = if overdue { Some(window.day) } else { settled_on };
    let days_late = (until? - item.due_on).num_days();
    let parts = paid.iter().map(|part| ((part.on - item.due_on).num_days(), part.base_minor));
    let parts: Vec<(i64, i64)> = parts.chain(overdue.then_some((days_late, open))).collect();
    let weighted: i128 =
        parts.iter().map(|(days, minor)| i128::from((*days).max(0)) * i128::from(*minor)).sum();
    Some(CreditDocument {
        document_id: item.document,
        number: item.number.clone(),
        date: item.dated,
        due_on: item.due_on,
        settled_on: settled_on.filter(|_| !overdue),
        amount: Money::from_minor(parts.iter().map(|(_, minor)| minor).sum(), currency),
        days_late,
        on_time: days_late <= i64::from(policy.grace_days),
        // Weighted days for now; `weighed` divides them by all amounts.
        adds_days: match disputed {
            true => Figure::ZERO,
            false => Figure(Decimal::try_from_i128_with_scale(weighted, 0).unwrap_or_default()),
        },
        disputed,
    })
}

/// The documents that add most first, with what each adds.
fn weighed(mut documents: Vec<CreditDocument>) -> Vec<CreditDocument> {
    let counting = documents.iter().filter(|document| !document.disputed);
    let total: i64 = counting.map(|document| document.amount.minor()).sum();
    documents.sort_by(|a, b| b.adds_days.cmp(&a.adds_days).then(b.due_on.cmp(&a.due_on)));
    documents.truncate(SHOWN);
    for document in &mut documents {
        let adds = document.adds_days.0.checked_div(Decimal::from(total)).unwrap_or_default();
        document.adds_days = Figure(round(adds, 2, Rounding::HalfUp));
    }
    documents
}

/// The score that a review keeps of a customer.
pub(super) fn review_row(
    party: PartyId,
    day: Day,
    scored: &Scored,
    standing: credit::Standing,
    volume: u32,
    limit: Money,
) -> CreditReviewRow {
    CreditReviewRow {
        party_id: party,
        date: day,
        grade: standing.grade,
        rises: standing.rises,
        score: scored.counted().map(Figure),
        raw: Some(Figure(scored.raw)),
        late_index: scored.late_index.map(Figure),
        invoices: scored.invoices,
        volume,
        knock_out: scored.knock_outs.first().map(|knock_out| (*knock_out).into()),
        limit,
        points: scored.factors.iter().map(|line| line.points).collect(),
    }
}
