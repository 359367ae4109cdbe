//! The review of all customers: everyone's grade in one pass over what they owed, compared with the month before.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::behaviour::{Behaviour, Window};
use super::card::{class_place, review_row};
use super::items::each_item;
use super::score::{Beside, excused, score};
use crate::calendar::{Day, Month};
use crate::classes::{self, AsOf};
use crate::commitments;
use crate::credit::{self, CreditReviewRow, Grade, KnockOutKind};
use crate::error::{Error, Result};
use crate::ledger::book;
use crate::money::{Figure, Money};
use crate::store::{PartyId, Reader, Seq};

/// A review to be made, or only looked at.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ReviewCredit {
    /// Today where absent.
    pub date: Option<Day>,
    /// Whether it is kept; a preview otherwise.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub keep: bool,
}

/// A customer whose grade the review changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable, rename = "CreditChange")]
#[schemars(rename = "CreditChange")]
pub struct Change {
    pub party_id: PartyId,
    pub party_code: String,
    pub party_name: String,
    /// Absent where it was not rated.
    pub from: Option<Grade>,
    pub to: Option<Grade>,
    /// Whether the month before said anything of it.
    pub is_new: bool,
    pub score: Option<Figure>,
    pub knock_out: Option<KnockOutKind>,
    pub limit: Money,
}

/// What a review found, and whether it was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable, rename = "CreditReviewed")]
#[schemars(rename = "CreditReviewed")]
pub struct Reviewed {
    pub date: Day,
    /// The day of the review that it is compared with.
    pub compared_with: Option<Day>,
    #[ts(type = "number")]
    pub customers: usize,
    /// How many are A, B, C, D and not rated.
    #[ts(type = "[number, number, number, number, number]")]
    pub grades: [usize; 5],
    pub changes: Vec<Change>,
    /// The act that kept it.
    pub kept: Option<Seq>,
}

/// Every customer with anything receivable up to a day, graded; by customer. `progress` hears rows read and the rows there are
/// at least, and may stop the pass.
pub fn review(
    r: &Reader<'_>,
    day: Day,
    progress: &dyn Fn(u64, u64) -> Result<()>,
) -> Result<Vec<CreditReviewRow>> {
    let as_of = AsOf::now(day);
    let (book, policy, window) = (book(r)?, credit::credit_policy(r, as_of.known)?, Window::of(day)?);
    let everyone = (PartyId::new(0), PartyId::new(i64::MAX));
    let total = u64::try_from(r.value::<i64>("select count(*) from open_item", [])?).unwrap_or_default();
    let mut behaviours: BTreeMap<PartyId, Behaviour> = BTreeMap::new();
    let (mut items, mut told) = (0_u64, 0_u64);
    let promises = commitments::promises_between(r, everyone, as_of.day, as_of.known)?;
    let disputes = commitments::disputes_between(r, everyone, as_of.day, as_of.known)?;
    let excused = excused(&disputes);
    each_item(r, None, as_of, |item| {
        behaviours.entry(item.party).or_default().add(item, window, &policy, excused.contains(&item.id));
        items += 1;
        if items >= told + TOLD_EACH {
            told = items;
            progress(items, total.max(items))?;
        }
        Ok(())
    })?;
    progress(items, items)?;
    let limits = credit::limits(r, everyone, as_of.known)?;
    let known = credit::facts_known(r, everyone, as_of.known)?;
    let sales = classes::sales(r, as_of)?;
    let before = before(r, day)?;
    let mut rows = Vec::with_capacity(behaviours.len());
    for (party, mut behaviour) in behaviours {
        let volume = class_place(sales.get(&party).and_then(|sales| sales.abc));
        let beside = Beside {
            limits: of_party(&limits, party, |limit| limit.party_id),
            known: of_party(&known, party, |fact| fact.party_id),
            volume,
            promises: of_party(&promises, party, |promise| promise.party_id),
            disputes: of_party(&disputes, party, |dispute| dispute.party_id),
        };
        let scored = score(&mut behaviour, beside, window, &policy);
        let standing = before.as_ref().and_then(|before| before.standing(party, day));
        let standing = credit::reviewed(standing, scored.counted(), scored.cap(), &policy.grades);
        let limit = scored.limit(standing.grade, &book, &policy)?.limit;
        rows.push(review_row(party, day, &scored, standing, volume, limit));
    }
    Ok(rows)
}

/// How often progress is told: each time so many items are read.
const TOLD_EACH: u64 = 5_000;

/// The last review of a month before that of `day`.
fn before(r: &Reader<'_>, day: Day) -> Result<Option<credit::Review>> {
    credit::standings(r, Month::of(day).previous().last_day(), Seq::LATEST)
}

/// The rows of a party among rows that are ordered by party.
fn of_party<Row>(rows: &[Row], party: PartyId, party_of: impl Fn(&Row) -> PartyId) -> &[Row] {
    let first = rows.partition_point(|row| party_of(row) < party);
    let rest = rows.get(first..).unwrap_or_default();
    rest.get(..rest.partition_point(|row| party_of(row) == party)).unwrap_or_default()
}

/// What a review would change, by name.
pub fn compare(r: &Reader<'_>, day: Day, rows: &[CreditReviewRow], kept: Option<Seq>) -> Result<Reviewed> {
    let before = before(r, day)?;
    let names: BTreeMap<PartyId, (String, String)> = r
        .rows("select id, code, name from party where is_customer", [], |row| {
            Ok((row.get("id")?, (row.get("code")?, row.get("name")?)))
        })?
        .into_iter()
        .collect();
    let mut grades = [0; 5];
    let mut changes = Vec::new();
    for row in rows {
        let place =
            row.grade.and_then(|grade| Grade::ALL.iter().position(|each| *each == grade)).unwrap_or(4);
        if let Some(count) = grades.get_mut(place) {
            *count += 1;
        }
        let earlier = before.as_ref().and_then(|before| before.rows.get(&row.party_id));
        let from = earlier.and_then(|earlier| earlier.grade);
        if from != row.grade {
            let (party_code, party_name) = names.get(&row.party_id).cloned().unwrap_or_default();
            changes.push(Change {
                party_id: row.party_id,
                party_code,
                party_name,
                from,
                to: row.grade,
                is_new: earlier.is_none(),
                score: row.score,
                knock_out: row.knock_out,
                limit: row.limit,
            });
        }
    }
    changes.sort_by(|a, b| {
        let fall = |change: &Change| change.from.zip(change.to).is_none_or(|(from, to)| to <= from);
        fall(a).cmp(&fall(b)).then_with(|| a.party_code.cmp(&b.party_code))
    });
    Ok(Reviewed {
        date: day,
        compared_with: before.map(|before| before.date),
        customers: rows.len(),
        grades,
        changes,
        kept,
    })
}

/// # Errors
/// `field_invalid` for a day to come.
pub fn review_day(input: &ReviewCredit, today: Day) -> Result<Day> {
    let day = input.date.unwrap_or(today);
    match day > today {
        true => Err(Error::FieldInvalid { field: "date".into(), value: day.to_string() }),
        false => Ok(day),
    }
}
