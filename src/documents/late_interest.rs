//! 逾期利息: simple interest on debts that are, or were, paid late. Source: DOMAIN §7; vectors `late_interest`.
//!
//! A day counts from the one after the due day to the one of payment, on what was open when it began. Each debt is rounded
//! once. What a standing invoice charged is never charged again; interest bears none itself.

use std::collections::BTreeMap;

use rusqlite::named_params;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::{InterestRate, InterestTerms, ReferenceRate, book, interest_terms_on, reference_rates};
use crate::money::{Figure, Money};
use crate::store::{DocumentId, OpenItemId, PartyId, Reader, Seq};

/// Days in a row on which a debt was as high and its rate the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct InterestSpan {
    pub days: u32,
    /// The first day that counts.
    pub from: Day,
    /// For `basis` days.
    pub percent: Figure,
    pub principal: Money,
    /// The last day that counts.
    pub to: Day,
}

/// What one debt costs, with its evidence; fields in the order of their names, as the digest covers them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ItemInterest {
    /// With the fixed compensation.
    pub amount: Money,
    /// Days that a span's percent is for: 365 or 360, or 1.
    pub basis: u32,
    pub days: u32,
    pub document_id: Option<DocumentId>,
    pub due_on: Day,
    pub fixed: Option<Money>,
    pub item_id: OpenItemId,
    pub number: Option<String>,
    pub spans: Vec<InterestSpan>,
    /// Code of the tax within it.
    pub tax: Option<String>,
}

/// A debt as it is charged: what of it was open, and since when.
#[derive(Debug, Clone)]
pub struct LateDebt {
    pub due_on: Day,
    pub amount: Money,
    /// What was settled on which day; below nought where that was taken back.
    pub settled: Vec<(Day, i64)>,
    /// Days charged before: first and last.
    pub charged: Vec<(Day, Day)>,
}

/// The days of a debt up to `until` that were not charged yet, at the rate that holds on each.
pub fn spans(debt: &LateDebt, rates: &[(Day, Figure)], until: Day) -> Result<Vec<InterestSpan>> {
    let before = |day: &Day| day.pred_opt().unwrap_or(*day);
    let mut ends: Vec<Day> = vec![debt.due_on, until];
    ends.extend(debt.settled.iter().map(|(day, _)| *day));
    ends.extend(debt.charged.iter().flat_map(|(first, last)| [before(first), *last]));
    ends.extend(rates.iter().map(|(day, _)| before(day)));
    ends.retain(|day| (debt.due_on..=until).contains(day));
    ends.sort_unstable();
    ends.dedup();
    let mut spans: Vec<InterestSpan> = Vec::new();
    for (start, end) in ends.iter().zip(ends.iter().skip(1)) {
        let Some(first) = start.succ_opt() else { continue };
        let settled = debt.settled.iter().filter(|(day, _)| day <= start).map(|(_, minor)| minor);
        let open = debt.amount.minor() - settled.sum::<i64>();
        let is_charged = debt.charged.iter().any(|(from, to)| (*from..=*to).contains(&first));
        let Some((_, percent)) = rates.iter().rev().find(|(day, _)| *day <= first) else { continue };
        if open <= 0 || is_charged {
            continue;
        }
        let principal = Money::from_minor(open, debt.amount.currency());
        let days = u32::try_from((*end - *start).num_days()).map_err(|_| Error::AmountOverflow)?;
        match spans.last_mut() {
            Some(last) if last.to == *start && last.principal == principal && last.percent == *percent => {
                last.days += days;
                last.to = *end;
            }
            _ => spans.push(InterestSpan { days, from: first, percent: *percent, principal, to: *end }),
        }
    }
    Ok(spans)
}

/// Simple interest of the spans, unrounded.
pub fn interest(spans: &[InterestSpan], basis: u32) -> Result<Decimal> {
    let mut product = Decimal::ZERO;
    for span in spans {
        let days = span.principal.to_decimal().checked_mul(Decimal::from(span.days));
        let part = days.and_then(|days| days.checked_mul(span.percent.0)).ok_or(Error::AmountOverflow)?;
        product = product.checked_add(part).ok_or(Error::AmountOverflow)?;
    }
    let whole = Decimal::ONE_HUNDRED * Decimal::from(basis);
    product.checked_div(whole).ok_or(Error::AmountOverflow)
}

/// The rates of terms for a debt whose first late day is `breach`: by the day from which each holds.
///
/// # Errors
/// `reference_rate_missing` where the published rate is not known on that day.
pub fn rates_of(
    terms: &InterestTerms,
    published: &[ReferenceRate],
    breach: Day,
) -> Result<Vec<(Day, Figure)>> {
    let (name, markup, points, fixed) = match &terms.rate {
        InterestRate::Yearly { percent } | InterestRate::Daily { percent } => {
            return Ok(vec![(breach, *percent)]);
        }
        InterestRate::Reference { name, markup_percent, points, fixed_at_breach } => {
            (name, markup_percent, points, *fixed_at_breach)
        }
    };
    let raised = |rate: &ReferenceRate| {
        Figure(rate.percent.0 * (Decimal::ONE + markup.0 / Decimal::ONE_HUNDRED) + points.0)
    };
    let named = || published.iter().filter(|rate| rate.name == *name);
    let first = named()
        .rfind(|rate| rate.valid_from <= breach)
        .ok_or_else(|| Error::ReferenceRateMissing { name: name.clone(), date: breach.to_string() })?;
    let later = named().filter(|rate| !fixed && rate.valid_from > breach);
    Ok(std::iter::once((breach, raised(first)))
        .chain(later.map(|rate| (rate.valid_from, raised(rate))))
        .collect())
}

struct LateItem {
    id: OpenItemId,
    party: PartyId,
    document: Option<DocumentId>,
    number: Option<String>,
    debt: LateDebt,
}

/// What customers could be charged up to `until`, as known at `known`: of one, or of all who have agreed to any.
///
/// # Errors
/// `reference_rate_missing`.
pub fn late_interest(
    r: &Reader<'_>,
    party: Option<PartyId>,
    until: Day,
    known: Seq,
) -> Result<Vec<(PartyId, ItemInterest)>> {
    let rounding = book(r)?.rounding;
    let published = reference_rates(r, known)?;
    let mut terms: BTreeMap<(PartyId, Day), Option<InterestTerms>> = BTreeMap::new();
    let mut charged = charged_before(r, party, known)?;
    let mut found = Vec::new();
    for LateItem { id, party, document, number, mut debt } in late_items(r, party, until, known)? {
        let Some(breach) = debt.due_on.succ_opt() else { continue };
        if let std::collections::btree_map::Entry::Vacant(slot) = terms.entry((party, breach)) {
            slot.insert(interest_terms_on(r, Some(party), breach, known)?);
        }
        let Some(Some(terms)) = terms.get(&(party, breach)) else { continue };
        let before = charged.remove(&id);
        let is_first = before.is_none();
        debt.charged = before.unwrap_or_default();
        let spans = spans(&debt, &rates_of(terms, &published, breach)?, until)?;
        if spans.is_empty() {
            continue;
        }
        let currency = debt.amount.currency();
        let fixed = terms.fixed_for(debt.amount.to_decimal()).filter(|_| is_first);
        let fixed = fixed.map(|amount| Money::rounded(amount.0, currency, rounding)).transpose()?;
        let interest = Money::rounded(interest(&spans, terms.days())?, currency, rounding)?;
        let amount = fixed.map_or(Ok(interest), |fixed| interest.checked_add(fixed))?;
        if amount.is_zero() {
            continue;
        }
        let item = ItemInterest {
            amount,
            basis: terms.days(),
            days: spans.iter().map(|span| span.days).sum(),
            document_id: document,
            due_on: debt.due_on,
            fixed,
            item_id: id,
            number,
            spans,
            tax: terms.tax.clone(),
        };
        found.push((party, item));
    }
    Ok(found)
}

fn keys(party: Option<PartyId>) -> [i64; 2] {
    party.map_or([0, i64::MAX], |party| [party.value(); 2])
}

fn late_items(r: &Reader<'_>, party: Option<PartyId>, until: Day, known: Seq) -> Result<Vec<LateItem>> {
    let [first, last] = keys(party);
    let rows = r.rows(
        include_str!("late_items.sql"),
        named_params! {":first_party": first, ":last_party": last, ":until": until, ":known": known},
        |row| {
            let settled: Option<(Day, i64)> =
                row.get::<_, Option<Day>>("settled_on")?.zip(row.get("settled_minor")?);
            Ok(LateItem {
                id: row.get("id")?,
                party: row.get("party_id")?,
                document: row.get("document_seq")?,
                number: row.get("number")?,
                debt: LateDebt {
                    due_on: row.get("due_on")?,
                    amount: Money::from_minor(row.get("amount_minor")?, row.get("currency")?),
                    settled: settled.into_iter().collect(),
                    charged: Vec::new(),
                },
            })
        },
    )?;
    // The settlements of a debt follow each other.
    let mut items: Vec<LateItem> = Vec::with_capacity(rows.len());
    for row in rows {
        match items.last_mut() {
            Some(item) if item.id == row.id => item.debt.settled.extend(row.debt.settled),
            _ => items.push(row),
        }
    }
    Ok(items)
}

/// The days of each debt that standing invoices charge.
fn charged_before(
    r: &Reader<'_>,
    party: Option<PartyId>,
    known: Seq,
) -> Result<BTreeMap<OpenItemId, Vec<(Day, Day)>>> {
    let [first, last] = keys(party);
    let texts: Vec<String> = r.rows(
        include_str!("billed_interest.sql"),
        named_params! {":first_party": first, ":last_party": last, ":known": known},
        |row| row.get("interest"),
    )?;
    let mut charged: BTreeMap<OpenItemId, Vec<(Day, Day)>> = BTreeMap::new();
    for text in texts {
        let items: Vec<ItemInterest> = serde_json::from_str(&text)
            .map_err(|error| Error::BookDamaged { reason: format!("late interest: {error}") })?;
        for item in items {
            charged
                .entry(item.item_id)
                .or_default()
                .extend(item.spans.iter().map(|span| (span.from, span.to)));
        }
    }
    Ok(charged)
}
