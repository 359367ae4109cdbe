//! 预期信用损失: what is expected to be lost of receivables, by age. Source: DOMAIN §6; vectors `ecl`.
//!
//! Gross is what is open of each debt; credits and advances are never netted into it. Where the chart keeps an allowance,
//! what is required stands beside its balance; under 小企业会计准则 this informs and posts nothing.

use std::collections::BTreeMap;

use chrono::{Days, Months};
use rusqlite::named_params;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::aging::aged_receivables;
use super::balances::movements;
use super::buckets::{AgeUnit, Aged, Ages};
use super::loss_segments::{members, name_cell, names};
use super::report::{Cell, ColumnKind, Report, Row, RowKind, columns};
use super::request::{ReportName, ReportRequest, Scope};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::{
    AccountRole, Chart, LossRate, LossRates, Segment, account_by_role, loss_rates_on, segment_rates_on,
};
use crate::money::{Figure, Money, Rounding, round};
use crate::parties::traits_at;
use crate::store::{PartyId, Reader};

/// What is required on a day, matrix by matrix, and what it changes.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct Allowance {
    pub date: Day,
    /// One for each segment with rates of its own, then that of all other customers.
    pub matrices: Vec<LossMatrix>,
    /// No rates of all were entered: nothing can be posted.
    pub proposed: bool,
    pub gross: Money,
    pub required: Money,
    /// What stands on the allowance account, credit above nought; absent where the chart has none.
    pub balance: Option<Money>,
    /// `required` less `balance`: what posting would add, or take back where it is below nought.
    pub difference: Option<Money>,
}

/// Receivables of customers that share their rates.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct LossMatrix {
    pub rates: LossRates,
    /// The segment in words; empty where it is of all others.
    pub name_zh: String,
    pub name_en: String,
    /// No rates were entered: these are the company's own history.
    pub proposed: bool,
    pub buckets: Vec<LossBucket>,
    pub gross: Money,
    pub required: Money,
}

#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct LossBucket {
    /// Days past due: above `from`, up to `to`; both absent where it is not due.
    pub from: Option<u32>,
    pub to: Option<u32>,
    pub gross: Money,
    pub rate: LossRate,
    /// The rate in percent, rounded for showing.
    pub rate_percent: Figure,
    /// The rate with the factor for the future, in percent, rounded for showing.
    pub percent: Figure,
    pub allowance: Money,
}

/// What is expected to be lost of what is open on `date`, as known now.
pub fn allowance(r: &Reader<'_>, date: Day) -> Result<Allowance> {
    required(r, &Scope::resolve(r, &ReportRequest::new(ReportName::CreditLosses, date))?)
}

fn required(r: &Reader<'_>, scope: &Scope) -> Result<Allowance> {
    let (date, currency) = (scope.as_of, scope.book.currency);
    let mut all = segment_rates_on(r, date, scope.known())?;
    let entered = loss_rates_on(r, date, scope.known())?;
    let proposed = entered.is_none();
    all.push(match entered {
        Some(rates) => rates,
        None => history(r, scope, &Ages::default(), None)?.as_rates(date),
    });
    let segments: Vec<&Segment> = all.iter().filter_map(|rates| rates.segment.as_ref()).collect();
    let members = members(r, &segments, scope.known())?;
    let mut matrices = Vec::with_capacity(all.len());
    let mut aged: BTreeMap<&[u32], Vec<(PartyId, Aged)>> = BTreeMap::new();
    for (at, rates) in all.iter().enumerate() {
        if !aged.contains_key(rates.ends.as_slice()) {
            let by_ends = Scope { ages: Ages::new(AgeUnit::Days, &rates.ends)?, ..scope.clone() };
            aged.insert(&rates.ends, aged_receivables(r, &by_ends)?);
        }
        // The last is of all that belong to no segment.
        let place = |party: &PartyId| members.get(party).copied().unwrap_or(all.len() - 1);
        let of_matrix = aged.get(rates.ends.as_slice()).into_iter().flatten();
        let mut sum = Aged::default();
        of_matrix.filter(|(party, _)| place(party) == at).for_each(|(_, aged)| sum.add_all(*aged));
        matrices.push(LossMatrix {
            proposed: proposed && rates.segment.is_none(),
            ..matrix(scope, rates, &sum)?
        });
    }
    let total = |of: fn(&LossMatrix) -> Money| {
        matrices.iter().map(of).try_fold(Money::zero(currency), Money::checked_add)
    };
    let (gross, required) = (total(|matrix| matrix.gross)?, total(|matrix| matrix.required)?);
    let balance = balance(r, scope)?;
    let difference = balance.map(|balance| required.checked_sub(balance)).transpose()?;
    Ok(Allowance { date, matrices, proposed, gross, required, balance, difference })
}

/// What is lost of receivables by their rates, each bucket rounded.
fn matrix(scope: &Scope, rates: &LossRates, aged: &Aged) -> Result<LossMatrix> {
    let currency = scope.book.currency;
    let spans = std::iter::once((None, None)).chain(
        rates
            .ends
            .iter()
            .zip(std::iter::once(&0).chain(&rates.ends))
            .map(|(to, from)| (Some(*from), Some(*to))),
    );
    let spans = spans.chain(std::iter::once((rates.ends.last().copied(), None)));
    let nought = Money::zero(currency);
    let (mut gross_total, mut required) = (nought, nought);
    let mut buckets = Vec::with_capacity(rates.rates.len());
    for (((from, to), minor), rate) in spans.zip(aged.buckets).zip(&rates.rates) {
        let gross = Money::from_minor(minor, currency);
        let lost = rate.of_amount(gross.to_decimal(), rates.factor)?;
        let allowance = Money::rounded(lost, currency, scope.book.rounding)?;
        gross_total = gross_total.checked_add(gross)?;
        required = required.checked_add(allowance)?;
        let percent = (rate.percent() * rates.factor.0).min(Decimal::ONE_HUNDRED);
        let percent = Figure(round(percent, 4, Rounding::HalfUp));
        let rate_percent = Figure(round(rate.percent(), 4, Rounding::HalfUp));
        buckets.push(LossBucket { from, to, gross, rate: *rate, rate_percent, percent, allowance });
    }
    let [name_zh, name_en] = rates.segment.as_ref().map(names).transpose()?.unwrap_or_default();
    let rates = rates.clone();
    Ok(LossMatrix { rates, name_zh, name_en, proposed: false, buckets, gross: gross_total, required })
}

/// The allowance as it stands, credit above nought.
fn balance(r: &Reader<'_>, scope: &Scope) -> Result<Option<Money>> {
    if scope.book.chart == Chart::CnSmall {
        return Ok(None);
    }
    let account = account_by_role(r, AccountRole::Allowance)?;
    let moved = movements(r, scope.from, scope.as_of, scope.known())?;
    let closing = moved.get(&account.id).map_or(0, |movement| movement.closing());
    Ok(Some(Money::from_minor(-closing, scope.book.currency)))
}

/// How what fell due in a year was paid, and the loss rates that follow.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct LossHistory {
    /// Days past due at which each bucket ends, but the last.
    pub ends: Vec<u32>,
    /// What fell due after `from`, up to `to`; by now it is older than the last bucket's beginning.
    pub from: Day,
    pub to: Day,
    pub sales: Money,
    /// What of it was unpaid when each bucket but the first began.
    pub unpaid: Vec<Money>,
    /// What of it was given up, or is open still.
    pub lost: Money,
    pub rates: Vec<LossRate>,
}

impl LossHistory {
    /// As rates from a day on.
    fn as_rates(&self, valid_from: Day) -> LossRates {
        let (ends, rates) = (self.ends.clone(), self.rates.clone());
        LossRates { valid_from, segment: None, ends, rates, factor: Figure::ONE }
    }
}

/// Loss rates by the company's own history: the year whose debts are all older than the last end on `as_of`. Of the
/// customers of a segment, or of all that are in none where it is absent.
///
/// # Errors
/// `field_invalid` for ends that do not rise.
pub fn loss_history(
    r: &Reader<'_>,
    as_of: Day,
    ends: &[u32],
    segment: Option<&Segment>,
) -> Result<LossHistory> {
    let scope = Scope::resolve(r, &ReportRequest::new(ReportName::CreditLosses, as_of))?;
    let ages = Ages::new(AgeUnit::Days, ends)?;
    let in_force = segment_rates_on(r, as_of, scope.known())?;
    let mut segments: Vec<&Segment> = in_force.iter().filter_map(|rates| rates.segment.as_ref()).collect();
    // A segment to come counts as one that is there.
    if let Some(segment) = segment.filter(|segment| !segments.contains(segment)) {
        segments.push(segment);
    }
    if segments.is_empty() {
        return history(r, &scope, &ages, None);
    }
    let asked = segment.and_then(|segment| segments.iter().position(|other| *other == segment));
    let members = members(r, &segments, scope.known())?;
    let parties = traits_at(r, scope.known())?.into_iter().map(|(party, _)| party);
    let parties: Vec<PartyId> = parties.filter(|party| members.get(party).copied() == asked).collect();
    history(r, &scope, &ages, Some(&parties))
}

/// Of those parties, or of all.
fn history(r: &Reader<'_>, scope: &Scope, ages: &Ages, of: Option<&[PartyId]>) -> Result<LossHistory> {
    let ends = ages.ends().to_vec();
    let last = ends.last().copied().unwrap_or_default();
    let to = scope.as_of.checked_sub_days(Days::new(u64::from(last)));
    let period = to.and_then(|to| Some((to.checked_sub_months(Months::new(12))?, to)));
    let (from, to) =
        period.ok_or_else(|| Error::DateUnreadable { text: scope.as_of.to_string(), field: None })?;
    let unpaid: Vec<i64> = r.rows(
        include_str!("loss_history.sql"),
        named_params! {":as_of": scope.as_of, ":from": from, ":to": to, ":known": scope.known(),
        ":ends": serde_json::to_string(&ends).map_err(Error::unexpected)?,
        ":parties": of.map(serde_json::to_string).transpose().map_err(Error::unexpected)?},
        |row| row.get("unpaid_minor"),
    )?;
    let money = |minor: i64| Money::from_minor(minor, scope.book.currency);
    // All of it, what was unpaid when each bucket began, what is unpaid now.
    let (Some((lost, begun)), Some(sales)) = (unpaid.split_last(), unpaid.first()) else {
        return Err(Error::unexpected("a history without rows"));
    };
    let rate = |of: &i64| match of {
        0 => LossRate { lost: Figure::ZERO, of: Figure::ONE },
        of => LossRate {
            lost: Figure(money(*lost.clamp(&0, of)).to_decimal()),
            of: Figure(money(*of).to_decimal()),
        },
    };
    Ok(LossHistory {
        from,
        to,
        sales: money(*sales),
        unpaid: begun.iter().skip(1).map(|minor| money(*minor)).collect(),
        lost: money(*lost),
        rates: begun.iter().map(rate).collect(),
        ends,
    })
}

/// The matrices, a line a bucket, each under the name of its segment where there are any; then the allowance as it stands
/// and what is missing.
pub(super) fn run(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    let allowance = required(r, scope)?;
    let has_segments = allowance.matrices.len() > 1;
    let mut rows: Vec<Row> = Vec::new();
    let sum = |kind: RowKind, word: &str, gross: Cell, amount: Money| {
        Row::new(kind, vec![Cell::word(word), gross, Cell::Empty, Cell::Money(amount)])
    };
    for matrix in &allowance.matrices {
        if has_segments {
            let name = match matrix.rates.segment {
                Some(_) => name_cell(&matrix.name_zh, &matrix.name_en),
                None => Cell::word("other_customers"),
            };
            rows.push(Row::heading(vec![name], 4));
        }
        rows.extend(matrix.buckets.iter().map(line));
        if has_segments {
            rows.push(sum(RowKind::Subtotal, "subtotal", Cell::Money(matrix.gross), matrix.required));
        }
    }
    rows.push(sum(RowKind::Total, "total", Cell::Money(allowance.gross), allowance.required));
    if let (Some(balance), Some(difference)) = (allowance.balance, allowance.difference) {
        rows.push(sum(RowKind::Total, "allowance_balance", Cell::Empty, balance));
        rows.push(sum(RowKind::Total, "difference", Cell::Empty, difference));
    }
    let mut report = scope.report(
        columns(&[
            ("age_days", ColumnKind::Text),
            ("receivable", ColumnKind::Money),
            ("loss_rate", ColumnKind::Percent),
            ("allowance", ColumnKind::Money),
        ]),
        rows,
    );
    report.parameters.from = None;
    Ok(report)
}

fn line(bucket: &LossBucket) -> Row {
    let age = match (bucket.from, bucket.to) {
        (None, _) => Cell::word("not_due"),
        (Some(from), Some(to)) => Cell::text(format!("{}–{to}", from + 1)),
        (Some(from), None) => Cell::text(format!("> {from}")),
    };
    let (gross, allowance) = (Cell::Money(bucket.gross), Cell::Money(bucket.allowance));
    Row::line(vec![age, gross, Cell::Figure(bucket.percent), allowance])
}
