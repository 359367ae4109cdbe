//! 催收电话: whom to call first, with the number, what was said last and what was promised.

use std::collections::BTreeMap;

use rusqlite::named_params;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::facts::{Known, between, known};
use super::hold::held;
use super::plan::{first_person, phone_of};
use crate::calendar::Day;
use crate::commitments::{Promise, PromiseStatus};
use crate::error::{Error, Result};
use crate::ledger::{BookInfo, book};
use crate::money::{Figure, Money, Rounding, round};
use crate::parties;
use crate::store::{PartyId, Reader};

/// A customer who owes something overdue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct CallRow {
    pub party_id: PartyId,
    pub party_code: String,
    pub party_name: String,
    pub contact: String,
    pub phone: String,
    /// Overdue and not in dispute, in the book's currency.
    pub overdue: Money,
    #[ts(type = "number")]
    pub items: usize,
    #[ts(type = "number")]
    pub oldest_days: i64,
    /// In dispute: not to be asked for.
    pub disputed: Money,
    /// How much of what was promised came, of the promises that are judged; one kept and one broken are assumed beside them.
    pub kept_percent: Figure,
    pub kept: u32,
    pub judged: u32,
    /// What a call may bring: overdue × kept share.
    pub expected: Money,
    /// The last promise.
    pub promise: Option<Promise>,
    /// An open promise covers it, or it is left alone: a call can wait until then.
    pub waits_until: Option<Day>,
    pub last_level: Option<u8>,
    pub last_letter_on: Option<Day>,
    pub last_activity: Option<LastWord>,
}

/// What was said last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct LastWord {
    pub kind: String,
    pub date: Day,
    pub text: String,
}

/// Whom to call, with the sums of all, in the book's currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct CallList {
    pub rows: Vec<CallRow>,
    pub overdue: Money,
    pub expected: Money,
}

/// Customers with something overdue, what a call may bring most first; those who can wait last.
pub fn call_list(r: &Reader<'_>, today: Day) -> Result<CallList> {
    let book = book(r)?;
    let before = today.pred_opt().unwrap_or(today);
    let known = known(r, between(None), today, before)?;
    let held = held(r, today)?;
    let (levels, words) = (last_letters(r)?, last_words(r)?);
    let mut rows = Vec::new();
    for party in known.owed.keys() {
        let mut row = row_of(r, &known, *party, &book, today)?;
        let promised = known.promises.get(party).into_iter().flatten();
        let open =
            promised.filter(|promise| promise.status == PromiseStatus::Open).map(|promise| promise.last_on);
        row.waits_until = open.chain(held.get(party).copied()).max();
        if let Some((level, on)) = levels.get(party) {
            (row.last_level, row.last_letter_on) = (Some(*level), Some(*on));
        }
        row.last_activity = words.get(party).cloned();
        rows.push(row);
    }
    rows.sort_by(|a, b| {
        let waits = |row: &CallRow| row.waits_until.is_some() || row.overdue.is_zero();
        waits(a)
            .cmp(&waits(b))
            .then(b.expected.minor().cmp(&a.expected.minor()))
            .then(a.party_code.cmp(&b.party_code))
    });
    let sum = |of: fn(&CallRow) -> Money| {
        rows.iter().try_fold(Money::zero(book.currency), |sum, row| sum.checked_add(of(row)))
    };
    let (overdue, expected) = (sum(|row| row.overdue)?, sum(|row| row.expected)?);
    Ok(CallList { rows, overdue, expected })
}

fn row_of(r: &Reader<'_>, known: &Known, party: PartyId, book: &BookInfo, today: Day) -> Result<CallRow> {
    let fields = parties::get(r, party)?.fields;
    let owed = known.owed.get(&party).map(Vec::as_slice).unwrap_or_default();
    let is_disputed = |item: &&super::facts::Owed| {
        known.facts(party, item).disputed.iter().any(|(first, last)| (*first..=*last).contains(&today))
    };
    let (disputed, free): (Vec<_>, Vec<_>) = owed.iter().partition(is_disputed);
    let sum = |items: &[&super::facts::Owed]| {
        Money::from_minor(items.iter().map(|item| item.open_base.minor()).sum(), book.currency)
    };
    let promises = known.promises.get(&party).map(Vec::as_slice).unwrap_or_default();
    let (kept, judged, share) = kept_share(promises);
    let overdue = sum(&free);
    let worth = overdue.to_decimal().checked_mul(share).ok_or(Error::AmountOverflow)?;
    let person = first_person(&fields);
    Ok(CallRow {
        party_id: party,
        contact: person.map(|person| person.name.clone()).unwrap_or_default(),
        phone: phone_of(&fields),
        party_code: fields.code,
        party_name: fields.name,
        overdue,
        items: free.len(),
        oldest_days: free.iter().map(|item| (today - item.due_on).num_days()).max().unwrap_or_default(),
        disputed: sum(&disputed),
        kept_percent: Figure(round(share * Decimal::ONE_HUNDRED, 0, Rounding::HalfUp)),
        kept,
        judged,
        expected: Money::rounded(worth, book.currency, book.rounding)?,
        promise: promises.iter().max_by_key(|promise| promise.seq).cloned(),
        waits_until: None,
        last_level: None,
        last_letter_on: None,
        last_activity: None,
    })
}

/// How many promises were kept of how many, and the share, one kept in part as half: (kept + 1) ÷ (judged + 2).
fn kept_share(promises: &[Promise]) -> (u32, u32, Decimal) {
    let (mut kept, mut judged, mut halves) = (0, 0, 0);
    for promise in promises {
        match promise.status {
            PromiseStatus::Kept => (kept, judged, halves) = (kept + 1, judged + 1, halves + 2),
            PromiseStatus::Partly => (judged, halves) = (judged + 1, halves + 1),
            PromiseStatus::Broken => judged += 1,
            PromiseStatus::Open | PromiseStatus::Withdrawn => {}
        }
    }
    let share = Decimal::from(halves + 2).checked_div(Decimal::from(2 * judged + 4)).unwrap_or_default();
    (kept, judged, share)
}

fn last_letters(r: &Reader<'_>) -> Result<BTreeMap<PartyId, (u8, Day)>> {
    let rows = r.rows(
        "select party_id, level, date from dunning_sent where outcome = 'sent' order by seq",
        [],
        |row| Ok((row.get("party_id")?, (row.get("level")?, row.get("date")?))),
    )?;
    Ok(rows.into_iter().collect())
}

fn last_words(r: &Reader<'_>) -> Result<BTreeMap<PartyId, LastWord>> {
    let rows = r.rows(include_str!("last_words.sql"), named_params! {}, |row| {
        let word = LastWord { kind: row.get("kind")?, date: row.get("date")?, text: row.get("text")? };
        Ok((row.get("party_id")?, word))
    })?;
    Ok(rows.into_iter().collect())
}
