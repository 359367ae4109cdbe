//! Parties with their balances.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use rusqlite::types::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::calendar::Day;
use crate::classes::{AsOf, SegmentRule, condition, segment};
use crate::error::{Error, Result};
use crate::ledger::{Control, book};
use crate::money::Money;
use crate::parties::place;
use crate::store::{Page, PartyId, Query, Reader, SegmentId, search};

/// The side of the business a party is seen from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Business {
    Customer,
    Supplier,
}

impl Business {
    /// Names of the chart's roles: control account and advance account.
    fn roles(self) -> [Value; 2] {
        match self {
            Business::Customer => ["AR".to_owned().into(), "CUST_ADV".to_owned().into()],
            Business::Supplier => ["AP".to_owned().into(), "SUPP_PREP".to_owned().into()],
        }
    }

    /// Everything open with a party: debts, what was paid ahead, deposits.
    pub fn open_controls(self) -> [Control; 3] {
        let [debts, advances] = self.controls();
        let deposits = match self {
            Business::Customer => Control::CustomerDeposit,
            Business::Supplier => Control::SupplierDeposit,
        };
        [debts, advances, deposits]
    }

    pub fn controls(self) -> [Control; 2] {
        match self {
            Business::Customer => [Control::Receivable, Control::CustomerAdvance],
            Business::Supplier => [Control::Payable, Control::SupplierPrepayment],
        }
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartyView {
    #[default]
    All,
    /// Something is open.
    Open,
    Overdue,
    Archived,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartySort {
    #[default]
    Name,
    Code,
    Balance,
    Overdue,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct PartyList {
    pub business: Business,
    /// This one alone.
    #[serde(default)]
    pub id: Option<PartyId>,
    /// Any part of a name, code, phone, tax number or pinyin.
    pub text: Option<String>,
    #[serde(default)]
    pub view: PartyView,
    /// GB/T 4754 code or its beginning.
    pub industry: Option<String>,
    /// GB/T 2260 code or its beginning.
    pub region: Option<String>,
    /// The customers of a saved segment.
    #[serde(default)]
    pub segment: Option<SegmentId>,
    /// The same by a rule that is not saved.
    #[serde(default)]
    pub rule: Option<SegmentRule>,
    #[serde(default)]
    pub sort: PartySort,
    #[serde(default)]
    pub descending: bool,
    pub after: Option<String>,
    pub limit: Option<u32>,
}

/// Amounts in the book's currency.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct PartyRow {
    pub id: PartyId,
    pub code: String,
    pub name: String,
    pub short_name: String,
    pub industry: Option<String>,
    pub region: Option<String>,
    /// The region in words: province and city.
    pub place: Option<String>,
    /// What is open on the control account, credit notes taken off.
    pub balance: Money,
    pub overdue: Money,
    /// Advances not applied yet; never netted.
    pub advance: Money,
    pub oldest_due_on: Option<Day>,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct PartyTotals {
    #[ts(type = "number")]
    pub count: i64,
    pub balance: Money,
    pub overdue: Money,
    pub advance: Money,
}

/// One page of parties.
pub fn list(r: &Reader<'_>, input: &PartyList, today: Day) -> Result<Page<PartyRow>> {
    let limit = input.limit.unwrap_or(100).min(1000);
    let mut query = filtered(r, include_str!("list.sql"), input, today)?;
    if let Some(after) = &input.after {
        let (key, id) = parse_key(after, input.sort)?;
        let condition = match (input.sort, input.descending) {
            (PartySort::Name, false) => "(name, id) > (?, ?)",
            (PartySort::Name, true) => "(name, id) < (?, ?)",
            (PartySort::Code, false) => "(code, id) > (?, ?)",
            (PartySort::Code, true) => "(code, id) < (?, ?)",
            (PartySort::Balance, false) => "(balance_minor, id) > (?, ?)",
            (PartySort::Balance, true) => "(balance_minor, id) < (?, ?)",
            (PartySort::Overdue, false) => "(overdue_minor, id) > (?, ?)",
            (PartySort::Overdue, true) => "(overdue_minor, id) < (?, ?)",
        };
        query = query.filter(condition, [key, id]);
    }
    let rows = rows(r, query.limit(limit), input)?;
    let full = rows.len() == limit as usize;
    let next = rows.last().filter(|_| full).map(|row| {
        let key = match input.sort {
            PartySort::Name => row.name.clone(),
            PartySort::Code => row.code.clone(),
            PartySort::Balance => row.balance.minor().to_string(),
            PartySort::Overdue => row.overdue.minor().to_string(),
        };
        format!("{}|{key}", row.id)
    });
    Ok(Page { rows, next })
}

/// Every party the filter leaves, in the order of the list.
pub fn list_whole(r: &Reader<'_>, input: &PartyList, today: Day) -> Result<Vec<PartyRow>> {
    rows(r, filtered(r, include_str!("list.sql"), input, today)?, input)
}

fn rows(r: &Reader<'_>, query: Query, input: &PartyList) -> Result<Vec<PartyRow>> {
    let currency = book(r)?.currency;
    let column = match input.sort {
        PartySort::Name => "name",
        PartySort::Code => "code",
        PartySort::Balance => "balance_minor",
        PartySort::Overdue => "overdue_minor",
    };
    let mut rows = query.order(&[column, "id"], input.descending).rows(r, |row| {
        let money = |column: &str| Ok::<_, rusqlite::Error>(Money::from_minor(row.get(column)?, currency));
        Ok(PartyRow {
            id: row.get("id")?,
            code: row.get("code")?,
            name: row.get("name")?,
            short_name: row.get("short_name")?,
            industry: row.get("industry")?,
            region: row.get("region")?,
            place: None,
            balance: money("balance_minor")?,
            overdue: money("overdue_minor")?,
            advance: money("advance_minor")?,
            oldest_due_on: row.get("oldest_due_on")?,
        })
    })?;
    name_places(&mut rows)?;
    Ok(rows)
}

/// Names each region once, however many parties lie in it.
fn name_places(rows: &mut [PartyRow]) -> Result<()> {
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for row in rows {
        let Some(code) = &row.region else { continue };
        let place = match known.entry(code.clone()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(place(code)?),
        };
        row.place = Some(place.clone());
    }
    Ok(())
}

/// The sums over every party the filter leaves.
pub fn list_totals(r: &Reader<'_>, input: &PartyList, today: Day) -> Result<PartyTotals> {
    let currency = book(r)?.currency;
    let rows = filtered(r, include_str!("list.sql"), input, today)?.rows(r, |row| {
        Ok([row.get::<_, i64>("balance_minor")?, row.get("overdue_minor")?, row.get("advance_minor")?])
    })?;
    let sum = |index: usize| Money::from_minor(rows.iter().map(|row| row[index]).sum(), currency);
    Ok(PartyTotals { count: rows.len() as i64, balance: sum(0), overdue: sum(1), advance: sum(2) })
}

fn filtered(r: &Reader<'_>, select: &'static str, input: &PartyList, today: Day) -> Result<Query> {
    let [control, advance] = input.business.roles();
    let like = |code: &String| Value::from(format!("{}%", code.replace(['%', '_'], "")));
    let mut query = Query::new(select).bind([today.to_string().into(), control, advance]);
    query = query.filter("archived = ?", [i64::from(input.view == PartyView::Archived).into()]);
    query = match input.business {
        Business::Customer => query.filter("is_customer", []),
        Business::Supplier => query.filter("is_supplier", []),
    };
    query = match input.view {
        PartyView::Open => query.filter("(balance_minor <> 0 or advance_minor <> 0)", []),
        PartyView::Overdue => query.filter("overdue_minor > 0", []),
        PartyView::All | PartyView::Archived => query,
    };
    let saved = input.segment.map(|id| segment(r, id)).transpose()?.map(|segment| segment.rule);
    for rule in saved.iter().chain(&input.rule) {
        query = query.filter_by(condition(r, rule, AsOf::now(today))?);
    }
    let query = query
        .filter_some("id = ?", input.id.map(PartyId::value))
        .filter_some("industry like ?", input.industry.as_ref().map(like))
        .filter_some("region like ?", input.region.as_ref().map(like))
        .filter_some(
            "id in (select rowid from party_search where tokens match ?)",
            input.text.as_deref().and_then(search::query_text),
        );
    Ok(query)
}

fn parse_key(after: &str, sort: PartySort) -> Result<(Value, Value)> {
    let invalid = || Error::FieldInvalid { field: "after".into(), value: after.into() };
    let (id, key) = after.split_once('|').ok_or_else(invalid)?;
    let key = match sort {
        PartySort::Name | PartySort::Code => key.to_owned().into(),
        PartySort::Balance | PartySort::Overdue => key.parse::<i64>().map_err(|_| invalid())?.into(),
    };
    Ok((key, id.parse::<i64>().map_err(|_| invalid())?.into()))
}
