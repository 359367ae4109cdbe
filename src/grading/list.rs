//! All customers with grade, limit and how much of it is used.

use std::collections::BTreeMap;

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::calendar::Day;
use crate::credit::{self, CreditExposure, Grade, Hold, HoldFacts, HoldLevel};
use crate::error::Result;
use crate::ledger::book;
use crate::money::{Figure, Money};
use crate::store::{PartyId, Reader, Seq};

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct CreditList {
    /// Part of name or code.
    pub text: Option<String>,
    /// Only those that a soft or hard stop would meet.
    #[ts(as = "Option<bool>", optional)]
    pub held: bool,
    /// Customers without grade, limit and debt too.
    #[ts(as = "Option<bool>", optional)]
    pub all: bool,
}

/// A customer's credit as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct CreditRow {
    pub party_id: PartyId,
    pub code: String,
    pub name: String,
    /// In force.
    pub grade: Option<Grade>,
    /// Until when somebody gave it.
    pub given_until: Option<Day>,
    pub score: Option<Figure>,
    pub late_index: Option<Figure>,
    pub reviewed_on: Option<Day>,
    pub limit: Option<Money>,
    pub suggested: Option<Money>,
    pub exposure: Money,
    pub used_percent: Option<Figure>,
    #[ts(type = "number")]
    pub overdue_days: i64,
    /// What would be said of one more document that adds nothing; absent without a limit.
    pub level: Option<HoldLevel>,
}

/// By code.
pub fn credit_list(r: &Reader<'_>, input: &CreditList, today: Day) -> Result<Vec<CreditRow>> {
    let (book, policy) = (book(r)?, credit::credit_policy(r, Seq::LATEST)?);
    let everyone = (PartyId::new(0), PartyId::new(i64::MAX));
    let exposures: BTreeMap<PartyId, CreditExposure> =
        credit::exposures(r, everyone, today)?.into_iter().map(|each| (each.party_id, each)).collect();
    let rows = r.rows(include_str!("list.sql"), named_params! {":today": today}, |row| {
        let money = |column: &str| {
            let minor: Option<i64> = row.get(column)?;
            Ok::<_, rusqlite::Error>(minor.map(|minor| Money::from_minor(minor, book.currency)))
        };
        let until: Option<Day> = row.get("given_until")?;
        let given: Option<String> = row.get("given_grade")?;
        let given = given.filter(|_| until.is_some_and(|until| until >= today));
        let reviewed: Option<String> = row.get("grade")?;
        let grade = given.clone().or(reviewed);
        let figures = [row.get::<_, Option<String>>("score")?, row.get("late_index")?];
        let row = CreditRow {
            party_id: row.get("id")?,
            code: row.get("code")?,
            name: row.get("name")?,
            grade: Grade::ALL.into_iter().find(|each| Some(each.as_str()) == grade.as_deref()),
            given_until: until.filter(|_| given.is_some()),
            score: None,
            late_index: None,
            reviewed_on: row.get("reviewed_on")?,
            limit: money("limit_minor")?,
            suggested: money("suggested_minor")?,
            exposure: Money::zero(book.currency),
            used_percent: None,
            overdue_days: 0,
            level: None,
        };
        Ok((row, figures))
    })?;
    let text = input.text.as_deref().map(|text| text.trim().to_lowercase()).unwrap_or_default();
    let mut listed = Vec::new();
    for (mut row, [score, late_index]) in rows {
        if !text.is_empty() && ![&row.name, &row.code].iter().any(|each| each.to_lowercase().contains(&text))
        {
            continue;
        }
        let figure = |text: Option<String>| text.as_deref().map(str::parse).transpose();
        (row.score, row.late_index) = (figure(score)?, figure(late_index)?);
        let exposure = exposures.get(&row.party_id);
        if let Some(exposure) = exposure {
            (row.exposure, row.overdue_days) = (exposure.total, exposure.oldest_overdue_days);
        }
        let held = row.limit.map(|limit| hold_now(&row, limit, &policy)).transpose()?;
        row.used_percent = held.as_ref().and_then(|hold| hold.used_percent);
        row.level = held.map(|hold| hold.level);
        let says_anything = row.reviewed_on.is_some() || row.limit.is_some() || !row.exposure.is_zero();
        let is_held = matches!(row.level, Some(HoldLevel::Soft | HoldLevel::Hard));
        if (input.all || says_anything) && (!input.held || is_held) {
            listed.push(row);
        }
    }
    Ok(listed)
}

fn hold_now(row: &CreditRow, limit: Money, policy: &credit::CreditPolicy) -> Result<Hold> {
    let facts = HoldFacts {
        limit,
        exposure: row.exposure,
        adds: Money::zero(limit.currency()),
        oldest_overdue_days: row.overdue_days,
        grade: row.grade,
    };
    credit::hold(&facts, &policy.hold)
}
