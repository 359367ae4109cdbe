//! The first page: cash, receivable by age, who is late, this month's sales.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;
use ts_rs::TS;

use super::list::{Business, PartyList, PartySort, PartyView, list};
use crate::calendar::{Day, Month};
use crate::documents::DocumentKind;
use crate::error::Result;
use crate::ledger::book;
use crate::money::Money;
use crate::store::{PartyId, Reader};

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Overview {
    pub today: Day,
    pub receivable: Money,
    pub overdue: Money,
    /// 预收账款, shown beside and never netted.
    pub advances: Money,
    /// Absent for who may not see the books.
    pub books: Option<BooksOverview>,
    /// Not due, 1–30, 31–60, 61–90, over 90 days late.
    pub ages: Vec<AgeBucket>,
    pub late: Vec<LateParty>,
    /// Net sales of the last thirteen months, the current one last.
    pub sales: Vec<MonthSales>,
    /// Those the reader may see.
    #[ts(type = "number")]
    pub drafts: i64,
    #[ts(type = "number")]
    pub customers: i64,
    #[ts(type = "number")]
    pub documents: i64,
}

/// What only the books say.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct BooksOverview {
    /// Bank and cash accounts by the ledger.
    pub cash: Money,
    pub payable: Money,
    pub payable_overdue: Money,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct AgeBucket {
    /// First and last day late; `None` is open-ended.
    pub from_days: Option<i32>,
    pub to_days: Option<i32>,
    pub amount: Money,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct LateParty {
    pub id: PartyId,
    pub name: String,
    pub overdue: Money,
    #[ts(type = "number")]
    pub days_late: i64,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct MonthSales {
    pub month: Month,
    pub net: Money,
}

const LATE_SHOWN: u32 = 8;
const MONTHS_SHOWN: usize = 13;

/// The overview as of `today`; without what only the books say unless `with_books`.
pub fn overview(r: &Reader<'_>, today: Day, with_books: bool) -> Result<Overview> {
    let currency = book(r)?.currency;
    let money = |minor: i64| Money::from_minor(minor, currency);
    let ages = r
        .row(include_str!("ages.sql"), named_params! {":today": today, ":role": "AR"}, |row| {
            Ok([
                row.get("current")?,
                row.get("late_30")?,
                row.get("late_60")?,
                row.get("late_90")?,
                row.get("later")?,
            ])
        })?
        .unwrap_or([0_i64; 5]);
    let bounds =
        [(None, Some(0)), (Some(1), Some(30)), (Some(31), Some(60)), (Some(61), Some(90)), (Some(91), None)];
    let total = |role: &str| r.value::<i64>(include_str!("role_total.sql"), named_params! {":role": role});
    Ok(Overview {
        today,
        receivable: money(total("AR")?),
        overdue: money(ages[1..].iter().sum()),
        advances: money(total("CUST_ADV")?),
        books: with_books.then(|| books(r, today)).transpose()?,
        ages: bounds
            .into_iter()
            .zip(ages)
            .map(|((from_days, to_days), minor)| AgeBucket { from_days, to_days, amount: money(minor) })
            .collect(),
        late: late(r, today)?,
        sales: sales(r, today)?
            .into_iter()
            .map(|(month, minor)| MonthSales { month, net: money(minor) })
            .collect(),
        drafts: drafts(r, with_books)?,
        customers: r.value("select count(*) from party where is_customer and not archived", [])?,
        documents: r.value("select count(*) from (select 1 from document limit 1)", [])?,
    })
}

/// What bank and cash accounts hold by the ledger, in minor units of the book's currency.
pub fn cash_minor(r: &Reader<'_>) -> Result<i64> {
    r.value(include_str!("cash.sql"), [])
}

fn books(r: &Reader<'_>, today: Day) -> Result<BooksOverview> {
    let currency = book(r)?.currency;
    let money = |minor: i64| Money::from_minor(minor, currency);
    let payables = named_params! {":today": today, ":role": "AP"};
    Ok(BooksOverview {
        cash: money(cash_minor(r)?),
        payable: money(r.value(include_str!("role_total.sql"), named_params! {":role": "AP"})?),
        payable_overdue: money(r.value(include_str!("overdue.sql"), payables)?),
    })
}

fn drafts(r: &Reader<'_>, with_books: bool) -> Result<i64> {
    let seen = DocumentKind::ALL.into_iter().filter(|kind| with_books || kind.is_sales());
    let kinds = json!(seen.map(DocumentKind::as_str).collect::<Vec<_>>()).to_string();
    r.value(
        "select count(*) from draft where kind in (select value from json_each(:kinds))",
        named_params! {":kinds": kinds},
    )
}

fn late(r: &Reader<'_>, today: Day) -> Result<Vec<LateParty>> {
    let input = PartyList {
        id: None,
        business: Business::Customer,
        text: None,
        view: PartyView::Overdue,
        industry: None,
        region: None,
        segment: None,
        rule: None,
        sort: PartySort::Overdue,
        descending: true,
        after: None,
        limit: Some(LATE_SHOWN),
    };
    let rows = list(r, &input, today)?.rows;
    Ok(rows
        .into_iter()
        .map(|row| LateParty {
            id: row.id,
            days_late: row.oldest_due_on.map_or(0, |due| (today - due).num_days()),
            name: if row.short_name.is_empty() { row.name } else { row.short_name },
            overdue: row.overdue,
        })
        .collect())
}

fn sales(r: &Reader<'_>, today: Day) -> Result<Vec<(Month, i64)>> {
    let mut months = vec![Month::of(today)];
    while months.len() < MONTHS_SHOWN {
        months.push(months[months.len() - 1].previous());
    }
    months
        .into_iter()
        .rev()
        .map(|month| Ok((month, r.value(include_str!("month_sales.sql"), named_params! {":month": month})?)))
        .collect()
}
