//! What each person is to sell in a month, and whose hands there are.

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use crate::audit;
use crate::calendar::{Day, Month};
use crate::error::{Error, Result};
use crate::ledger;
use crate::money::{Figure, Money};
use crate::store::{Reader, Seq, UserId, Writer};

/// A person's target for a month: net sales, in the book's currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(rename = "SalesTarget")]
#[schemars(rename = "SalesTarget")]
pub struct Target {
    pub user_id: UserId,
    pub month: Month,
    pub amount: Figure,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
pub struct SaveTargets {
    /// One of nought takes a target away.
    pub targets: Vec<Target>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
pub struct TargetList {
    #[ts(type = "number")]
    pub year: i32,
}

/// Somebody who can have opportunities, or still has some.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(rename = "SalesOwner")]
#[schemars(rename = "SalesOwner")]
pub struct Owner {
    pub id: UserId,
    pub name: String,
    /// False for one who left.
    pub active: bool,
    /// Open opportunities and open leads in their hands.
    #[ts(type = "number")]
    pub opportunities: i64,
    #[ts(type = "number")]
    pub leads: i64,
}

const MOST_TARGETS: usize = 1200;

/// Every user, with what is open in their hands.
pub fn owners(r: &Reader<'_>) -> Result<Vec<Owner>> {
    r.rows(include_str!("owners.sql"), [], |row| {
        Ok(Owner {
            id: row.get("id")?,
            name: row.get("name")?,
            active: row.get("active")?,
            opportunities: row.get("opportunities")?,
            leads: row.get("leads")?,
        })
    })
}

/// The targets of a year that count, by person and month.
pub fn targets(r: &Reader<'_>, year: i32) -> Result<Vec<Target>> {
    let [first, last] = [1, 12].map(|month| format!("{year:04}-{month:02}"));
    let book = ledger::book(r)?;
    let all = r.rows(
        include_str!("targets.sql"),
        named_params! {":from": first, ":to": last, ":known": Seq::LATEST},
        read,
    )?;
    all.into_iter()
        .map(|(user_id, month, minor)| {
            let amount = Figure(Money::from_minor(minor, book.currency).to_decimal().normalize());
            Ok(Target { user_id, month: month.parse()?, amount })
        })
        .collect()
}

/// The targets of the months from that of `from` to that of `to`, as they were known at an act.
pub fn targets_at(r: &Reader<'_>, [from, to]: [Day; 2], known: Seq) -> Result<Vec<(UserId, Month, Money)>> {
    let currency = ledger::book(r)?.currency;
    let months = named_params! {":from": Month::of(from).to_string(), ":to": Month::of(to).to_string(), ":known": known};
    let all = r.rows(include_str!("targets.sql"), months, read)?;
    all.into_iter()
        .map(|(user, month, minor)| Ok((user, month.parse()?, Money::from_minor(minor, currency))))
        .collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<(UserId, String, i64)> {
    Ok((row.get("user_id")?, row.get("month")?, row.get("amount_minor")?))
}

/// Records targets; an earlier one for the same person and month stays and no longer counts.
///
/// # Errors
/// `field_missing` where none is given, `field_invalid` for one below nought; `amount_too_precise`; `not_found` for nobody.
pub fn save_targets(w: &Writer<'_>, input: &SaveTargets) -> Result<()> {
    if input.targets.is_empty() || input.targets.len() > MOST_TARGETS {
        return Err(Error::FieldMissing { field: "targets".into() });
    }
    let currency = ledger::book(w)?.currency;
    let known = owners(w)?;
    if let Some(target) =
        input.targets.iter().find(|target| !known.iter().any(|owner| owner.id == target.user_id))
    {
        return Err(Error::NotFound { kind: "user".into(), key: target.user_id.to_string() });
    }
    if let Some((place, target)) =
        input.targets.iter().enumerate().find(|(_, target)| target.amount < Figure::ZERO)
    {
        let field = format!("targets.{place}.amount");
        return Err(Error::FieldInvalid { field, value: target.amount.to_string() });
    }
    let seq = audit::record(w, &json!({"sales_targets": input.targets}))?;
    for target in &input.targets {
        let amount = Money::parse(&target.amount.to_string(), currency)?;
        w.execute(
            "insert into sales_target (seq, user_id, month, amount_minor) values (:seq, :user, :month, :amount)
             on conflict (user_id, month, seq) do nothing",
            named_params! {":seq": seq, ":user": target.user_id, ":month": target.month.to_string(),
            ":amount": amount.minor()},
        )?;
    }
    Ok(())
}
