//! A customer with everything it can be classed by, as of a day and as known at a moment.

use std::collections::BTreeMap;

use chrono::Months;
use rusqlite::named_params;

use super::rank::{Abc, Bought, Power, Rfm, abc, power, rfm};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::book;
use crate::money::{Currency, Figure, Money};
use crate::parties::PartyFields;
use crate::store::{PartyId, Reader, Seq, UserId};

/// Up to which day, and up to which act, everything counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    pub day: Day,
    pub known: Seq,
}

impl AsOf {
    /// As everything stands on a day, whatever was recorded.
    pub fn now(day: Day) -> AsOf {
        AsOf { day, known: Seq::LATEST }
    }

    /// The day after which the twelve months begin.
    ///
    /// # Errors
    /// `date_unreadable` before the beginning of the calendar.
    pub fn year_ago(self) -> Result<Day> {
        let unreadable = || Error::DateUnreadable { text: self.day.to_string(), field: None };
        self.day.checked_sub_months(Months::new(12)).ok_or_else(unreadable)
    }
}

/// What is known of a customer, amounts in minor units of the book's currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    pub id: PartyId,
    pub industry: Option<String>,
    pub region: Option<String>,
    pub tags: Vec<String>,
    pub source: Option<String>,
    pub owner: Option<UserId>,
    pub currency: Option<String>,
    pub terms: Option<String>,
    pub potential_minor: Option<i64>,
    pub registered_capital_minor: Option<i64>,
    pub headcount: Option<i64>,
    pub bought: Sales,
}

/// What a customer bought, and its classes by it; nothing of both where it never did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sales {
    pub net_12m_minor: i64,
    pub orders: i64,
    pub orders_12m: i64,
    pub last_order_on: Option<Day>,
    pub days_since_order: Option<i64>,
    pub rfm: Option<Rfm>,
    pub abc: Option<Abc>,
    pub power: Option<Power>,
}

impl Customer {
    /// What it buys here of what it says it buys, in percent; apart from its class.
    pub fn wallet_share_percent(&self) -> Option<Figure> {
        let potential = self.potential_minor.filter(|potential| *potential > 0)?;
        let share = rust_decimal::Decimal::from(self.bought.net_12m_minor)
            * rust_decimal::Decimal::ONE_HUNDRED
            / rust_decimal::Decimal::from(potential);
        Some(Figure(share.round_dp(1)))
    }
}

/// Every customer of the book, by key; the archived ones too, because they bought.
pub fn customers(r: &Reader<'_>, as_of: AsOf) -> Result<Vec<Customer>> {
    let latest = as_of.known == Seq::LATEST;
    let found = if latest { facts_now(r, None)? } else { facts_at(r, as_of.known)? };
    with_sales(r, found, as_of)
}

/// Every customer, or one, as known now; without what was bought where nothing asks for it.
pub(super) fn customers_now(
    r: &Reader<'_>,
    party: Option<PartyId>,
    ranked_on: Option<AsOf>,
) -> Result<Vec<Customer>> {
    let found = facts_now(r, party)?;
    match ranked_on {
        Some(as_of) => with_sales(r, found, as_of),
        None => Ok(found),
    }
}

fn with_sales(r: &Reader<'_>, mut found: Vec<Customer>, as_of: AsOf) -> Result<Vec<Customer>> {
    let mut sales = sales(r, as_of)?;
    for customer in &mut found {
        customer.bought = sales.remove(&customer.id).unwrap_or_default();
    }
    Ok(found)
}

/// What each party bought, with scores and classes among all who ever ordered.
pub fn sales(r: &Reader<'_>, as_of: AsOf) -> Result<BTreeMap<PartyId, Sales>> {
    let values = rusqlite::params![as_of.day, as_of.year_ago()?, as_of.known];
    let mut found: Vec<(PartyId, Sales)> = r.rows(include_str!("bought.sql"), values, |row| {
        let last_order_on: Option<Day> = row.get("last_order_on")?;
        let sales = Sales {
            net_12m_minor: row.get("net_12m_minor")?,
            orders: row.get("orders")?,
            orders_12m: row.get("orders_12m")?,
            last_order_on,
            days_since_order: last_order_on.map(|day| (as_of.day - day).num_days()),
            ..Sales::default()
        };
        Ok((row.get("party_id")?, sales))
    })?;
    let mut buyers: Vec<&mut Sales> =
        found.iter_mut().map(|(_, sales)| sales).filter(|sales| sales.orders > 0).collect();
    let bought: Vec<Bought> = buyers
        .iter()
        .map(|sales| Bought {
            days: sales.days_since_order.unwrap_or_default(),
            orders: sales.orders_12m,
            net_minor: sales.net_12m_minor,
        })
        .collect();
    let scores = rfm(&bought);
    let classes = abc(&bought.iter().map(|bought| bought.net_minor).collect::<Vec<_>>());
    for (place, (sales, class)) in buyers.iter_mut().zip(classes).enumerate() {
        sales.rfm = scores.as_ref().and_then(|scores| scores.get(place).copied());
        sales.abc = Some(class);
        sales.power = Some(power(sales.rfm.map(|score| score.m), class));
    }
    Ok(found.into_iter().collect())
}

fn facts_now(r: &Reader<'_>, party: Option<PartyId>) -> Result<Vec<Customer>> {
    let rows = r.rows(include_str!("facts_now.sql"), named_params! {":party": party}, |row| {
        let customer = Customer {
            id: row.get("id")?,
            industry: row.get("industry")?,
            region: row.get("region")?,
            tags: Vec::new(),
            source: row.get("source")?,
            owner: row.get("owner_id")?,
            currency: row.get("currency")?,
            terms: row.get("terms")?,
            potential_minor: row.get("potential_minor")?,
            registered_capital_minor: row.get("registered_capital_minor")?,
            headcount: row.get("headcount")?,
            bought: Sales::default(),
        };
        Ok((customer, row.get::<_, String>("tags")?))
    })?;
    rows.into_iter().map(|(customer, tags)| Ok(Customer { tags: parse(&tags)?, ..customer })).collect()
}

fn facts_at(r: &Reader<'_>, known: Seq) -> Result<Vec<Customer>> {
    let currency = book(r)?.currency;
    let rows: Vec<(PartyId, String)> =
        r.rows(include_str!("facts_at.sql"), named_params! {":known": known}, |row| {
            Ok((row.get("id")?, row.get("body")?))
        })?;
    let mut found = Vec::new();
    for (id, body) in rows {
        let fields: PartyFields = parse(&body)?;
        if fields.is_customer {
            found.push(customer_of(id, fields, currency));
        }
    }
    Ok(found)
}

/// One who never bought anything.
pub(super) fn customer_of(id: PartyId, fields: PartyFields, currency: Currency) -> Customer {
    let minor = |figure: Option<Figure>| {
        figure.and_then(|figure| Money::parse(&figure.to_string(), currency).ok()).map(Money::minor)
    };
    let mut tags = fields.tags;
    tags.sort();
    Customer {
        id,
        industry: fields.industry,
        region: fields.region,
        tags,
        source: fields.source,
        owner: fields.owner,
        currency: fields.currency.map(|currency| currency.to_string()),
        terms: fields.terms,
        potential_minor: minor(fields.potential),
        registered_capital_minor: minor(fields.registered_capital),
        headcount: fields.headcount.map(i64::from),
        bought: Sales::default(),
    }
}

fn parse<T: serde::de::DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| Error::BookDamaged { reason: error.to_string() })
}
