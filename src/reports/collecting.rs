//! 催收成效: promises kept, by who took them; and what came after letters, by level and by who sent them.

use std::collections::BTreeMap;

use rusqlite::named_params;
use rust_decimal::Decimal;

use super::report::{Cell, ColumnKind, Report, Row, RowKind, columns};
use super::request::Scope;
use crate::commitments::{PromiseStatus, promises_between};
use crate::error::Result;
use crate::money::{Figure, Money, Rounding, round};
use crate::store::{PartyId, Reader};

/// What came within so many days of a letter, and before the next one, counts as brought by it.
const DAYS: i64 = 14;

/// Promises due in the period as they stand on its last day, by who recorded them.
pub(super) fn promises_kept(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    let everyone = (PartyId::new(0), PartyId::new(i64::MAX));
    let mut by_person: BTreeMap<String, [i64; 4]> = BTreeMap::new();
    let mut all = [0; 4];
    for promise in promises_between(r, everyone, scope.as_of, scope.known())? {
        let place = match promise.status {
            PromiseStatus::Kept => 0,
            PromiseStatus::Partly => 1,
            PromiseStatus::Broken => 2,
            PromiseStatus::Open => 3,
            PromiseStatus::Withdrawn => continue,
        };
        if promise.due_on < scope.from || promise.due_on > scope.as_of {
            continue;
        }
        let own = by_person.entry(promise.recorded_by).or_default();
        for counts in [own, &mut all] {
            if let Some(count) = counts.get_mut(place) {
                *count += 1;
            }
        }
    }
    let row = |kind: RowKind, name: Cell, [kept, partly, broken, open]: [i64; 4]| {
        let judged = kept + partly + broken;
        // One kept in part is half.
        let share = percent(Decimal::from(2 * kept + partly), Decimal::from(2 * judged));
        let counts = [judged + open, kept, partly, broken, open].map(Cell::Count);
        Row::new(kind, std::iter::once(name).chain(counts).chain([share]).collect())
    };
    let mut rows: Vec<Row> =
        by_person.into_iter().map(|(name, counts)| row(RowKind::Line, Cell::text(name), counts)).collect();
    if !rows.is_empty() {
        rows.push(row(RowKind::Total, Cell::word("total"), all));
    }
    let number = ColumnKind::Number;
    Ok(scope.report(
        columns(&[
            ("owner", ColumnKind::Text),
            ("promises", number),
            ("promises_kept", number),
            ("promises_partly", number),
            ("promises_broken", number),
            ("promises_open", number),
            ("kept_percent", number),
        ]),
        rows,
    ))
}

/// An item that a letter claimed.
struct Claimed {
    letter: i64,
    level: u8,
    sender: String,
    claimed_minor: i64,
    paid_minor: i64,
}

/// Whose effect is told.
#[derive(Debug, Clone, Copy)]
pub(super) enum By {
    Level,
    Person,
}

#[derive(Debug, Default)]
struct Effect {
    letters: std::collections::BTreeSet<i64>,
    items: i64,
    claimed_minor: i64,
    paid_minor: i64,
}

impl Effect {
    fn add(&mut self, of: &Claimed) {
        self.letters.insert(of.letter);
        self.items += 1;
        self.claimed_minor += of.claimed_minor;
        self.paid_minor += of.paid_minor.min(of.claimed_minor);
    }

    fn row(&self, kind: RowKind, name: Cell, scope: &Scope) -> Row {
        let money = |minor| Cell::Money(Money::from_minor(minor, scope.book.currency));
        let letters = i64::try_from(self.letters.len()).unwrap_or_default();
        Row::new(
            kind,
            vec![
                name,
                Cell::Count(letters),
                Cell::Count(self.items),
                money(self.claimed_minor),
                money(self.paid_minor),
                percent(Decimal::from(self.paid_minor), Decimal::from(self.claimed_minor)),
            ],
        )
    }
}

/// What letters of the period claimed, and what of it came within two weeks and before the next one.
pub(super) fn effect(r: &Reader<'_>, scope: &Scope, by: By) -> Result<Report> {
    let values =
        named_params! {":from": scope.from, ":as_of": scope.as_of, ":known": scope.known(), ":days": DAYS};
    let claimed = r.rows(include_str!("reminded.sql"), values, |row| {
        Ok(Claimed {
            letter: row.get("letter")?,
            level: row.get("level")?,
            sender: row.get("sender")?,
            claimed_minor: row.get("claimed_minor")?,
            paid_minor: row.get("paid_minor")?,
        })
    })?;
    let mut effects: BTreeMap<String, Effect> = BTreeMap::new();
    let mut all = Effect::default();
    for each in &claimed {
        let key = match by {
            By::Level => format!("L{}", each.level),
            By::Person => each.sender.clone(),
        };
        effects.entry(key).or_default().add(each);
        all.add(each);
    }
    let mut rows: Vec<Row> =
        effects.iter().map(|(name, effect)| effect.row(RowKind::Line, Cell::text(name), scope)).collect();
    if !rows.is_empty() {
        rows.push(all.row(RowKind::Total, Cell::word("total"), scope));
    }
    let (number, money) = (ColumnKind::Number, ColumnKind::Money);
    let first = match by {
        By::Level => "dunning_level",
        By::Person => "owner",
    };
    Ok(scope.report(
        columns(&[
            (first, ColumnKind::Text),
            ("letters", number),
            ("claimed_items", number),
            ("claimed", money),
            ("came_in_time", money),
            ("effect_percent", number),
        ]),
        rows,
    ))
}

fn percent(part: Decimal, of: Decimal) -> Cell {
    match part.checked_mul(Decimal::ONE_HUNDRED).and_then(|part| part.checked_div(of)) {
        Some(percent) => Cell::Figure(Figure(round(percent, 1, Rounding::HalfUp))),
        None => Cell::Empty,
    }
}
