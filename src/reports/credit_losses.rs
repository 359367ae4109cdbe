//! 预期信用损失: what is expected to be lost of receivables, by age. Source: DOMAIN §6; vectors `ecl`.
//!
//! Gross is what is open of each debt; credits and advances are never netted into it. Where the chart keeps an allowance,
//! what is required stands beside its balance; under 小企业会计准则 this informs and posts nothing.

use chrono::{Days, Months};
use rusqlite::named_params;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::aging::aged_receivables;
use super::balances::movements;
use super::buckets::{AgeUnit, Ages};
use super::report::{Cell, ColumnKind, Report, Row, RowKind, columns};
use super::request::{ReportName, ReportRequest, Scope};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::{AccountRole, Chart, LossRate, LossRates, account_by_role, loss_rates_on};
use crate::money::{Figure, Money, Rounding, round};
use crate::store::Reader;

/// What is required on a day, bucket by bucket, and what it changes.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct Allowance {
    pub date: Day,
    pub rates: LossRates,
    /// No rates were entered: these are the company's own history, and nothing can be posted by them.
    pub proposed: bool,
    pub buckets: Vec<LossBucket>,
    pub gross: Money,
    pub required: Money,
    /// What stands on the allowance account, credit above nought; absent where the chart has none.
    pub balance: Option<Money>,
    /// `required` less `balance`: what posting would add, or take back where it is below nought.
    pub difference: Option<Money>,
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
    let entered = loss_rates_on(r, date, scope.known())?;
    let proposed = entered.is_none();
    let rates = match entered {
        Some(rates) => rates,
        None => history(r, scope, &Ages::default())?.as_rates(date),
    };
    let scope = Scope { ages: Ages::new(AgeUnit::Days, &rates.ends)?, ..scope.clone() };
    let aged = aged_receivables(r, &scope)?;
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
    let balance = balance(r, &scope)?;
    let difference = balance.map(|balance| required.checked_sub(balance)).transpose()?;
    Ok(Allowance { date, rates, proposed, buckets, gross: gross_total, required, balance, difference })
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
        LossRates { valid_from, ends: self.ends.clone(), rates: self.rates.clone(), factor: Figure::ONE }
    }
}

/// Loss rates by the company's own history: the year whose debts are all older than the last end on `as_of`.
///
/// # Errors
/// `field_invalid` for ends that do not rise.
pub fn loss_history(r: &Reader<'_>, as_of: Day, ends: &[u32]) -> Result<LossHistory> {
    let scope = Scope::resolve(r, &ReportRequest::new(ReportName::CreditLosses, as_of))?;
    history(r, &scope, &Ages::new(AgeUnit::Days, ends)?)
}

fn history(r: &Reader<'_>, scope: &Scope, ages: &Ages) -> Result<LossHistory> {
    let ends = ages.ends().to_vec();
    let last = ends.last().copied().unwrap_or_default();
    let to = scope.as_of.checked_sub_days(Days::new(u64::from(last)));
    let period = to.and_then(|to| Some((to.checked_sub_months(Months::new(12))?, to)));
    let (from, to) =
        period.ok_or_else(|| Error::DateUnreadable { text: scope.as_of.to_string(), field: None })?;
    let unpaid: Vec<i64> = r.rows(
        include_str!("loss_history.sql"),
        named_params! {":as_of": scope.as_of, ":from": from, ":to": to, ":known": scope.known(),
        ":ends": serde_json::to_string(&ends).map_err(Error::unexpected)?},
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

/// The matrix, a line a bucket; then the allowance as it stands and what is missing.
pub(super) fn run(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    let matrix = required(r, scope)?;
    let mut rows: Vec<Row> = Vec::with_capacity(matrix.buckets.len() + 3);
    for bucket in &matrix.buckets {
        let age = match (bucket.from, bucket.to) {
            (None, _) => Cell::word("not_due"),
            (Some(from), Some(to)) => Cell::text(format!("{}–{to}", from + 1)),
            (Some(from), None) => Cell::text(format!("> {from}")),
        };
        let (gross, allowance) = (Cell::Money(bucket.gross), Cell::Money(bucket.allowance));
        rows.push(Row::line(vec![age, gross, Cell::Figure(bucket.percent), allowance]));
    }
    let closing = |word: &str, gross: Cell, amount: Money| {
        Row::new(RowKind::Total, vec![Cell::word(word), gross, Cell::Empty, Cell::Money(amount)])
    };
    rows.push(closing("total", Cell::Money(matrix.gross), matrix.required));
    if let (Some(balance), Some(difference)) = (matrix.balance, matrix.difference) {
        rows.push(closing("allowance_balance", Cell::Empty, balance));
        rows.push(closing("difference", Cell::Empty, difference));
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
