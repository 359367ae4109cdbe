//! The record: forecasts that were kept, week by week, set against what customers then paid.

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::kept::{KeptForecast, KeptWeek, all_kept};
use super::receivable::{OpenSide, paid_since};
use super::tell::CashBand;
use crate::calendar::Day;
use crate::error::Result;
use crate::forecast::accuracy::{self, figure};
use crate::ledger::book;
use crate::money::Money;
use crate::store::Reader;

/// What told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CashMethod {
    /// The middle of the band that was kept.
    Forecast,
    DueDate,
    CustomerMedian,
    FlatAverage,
}

/// A week that has passed since it was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct ScoredWeek {
    pub told_on: Day,
    pub from: Day,
    pub to: Day,
    /// What was told of everything customers pay.
    pub told: CashBand,
    /// What they paid.
    pub came: Money,
    /// Of items that were open when it was told.
    pub came_open: Money,
    pub is_inside: bool,
    pub due_date: Money,
    pub flat_average: Money,
}

/// How well one method told the weeks that have passed; absent where nothing was scored.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ScoredMethod {
    pub method: CashMethod,
    /// Σ|error| ÷ Σ|actual|, of items open when it was told, and of everything.
    pub wape_open: Option<f64>,
    pub wape_total: Option<f64>,
    /// (Σ told − Σ actual) ÷ Σ|actual|: above nought where too much was expected.
    pub bias_total: Option<f64>,
    /// The share of weeks inside the band; of the forecast alone.
    pub coverage_80: Option<f64>,
}

/// What was kept, and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct CashRecord {
    /// Forecasts that were kept.
    #[ts(type = "number")]
    pub kept: usize,
    pub first_on: Option<Day>,
    pub last_on: Option<Day>,
    pub methods: Vec<ScoredMethod>,
    /// The mean pinball loss over the three lines of the band, in units of the book's currency.
    pub pinball: Option<Money>,
    /// The latest week first.
    pub weeks: Vec<ScoredWeek>,
}

/// Forecasts that were kept, set against what came up to yesterday.
pub fn record(r: &Reader<'_>, today: Day) -> Result<CashRecord> {
    let kept = all_kept(r)?;
    let currency = book(r)?.currency;
    let Some(first) = kept.first().map(|kept| kept.date) else {
        return Ok(CashRecord {
            kept: 0,
            first_on: None,
            last_on: None,
            methods: Vec::new(),
            pinball: None,
            weeks: Vec::new(),
        });
    };
    let came = paid_since(r, OpenSide::Customers, first)?;
    let mut passed: Vec<Passed<'_>> = Vec::new();
    for forecast in &kept {
        for week in forecast.weeks.iter().filter(|week| week.to < today) {
            let within = || came.iter().filter(|(day, ..)| (week.from..=week.to).contains(day));
            let open = within().filter(|(_, item, _)| item.is_some_and(|day| day <= forecast.date));
            passed.push(Passed {
                forecast,
                week,
                open: open.map(|(.., minor)| minor).sum(),
                total: within().map(|(.., minor)| minor).sum(),
            });
        }
    }
    let scored =
        [CashMethod::Forecast, CashMethod::DueDate, CashMethod::CustomerMedian, CashMethod::FlatAverage]
            .map(|method| scored(method, &passed));
    let pinball = accuracy::band_loss(passed.iter().map(|passed| {
        let band = passed.week.total;
        ([band.p10, band.p50, band.p90].map(Money::minor), passed.total)
    }));
    let mut weeks: Vec<ScoredWeek> = passed.iter().map(|passed| passed.row(currency)).collect();
    weeks.reverse();
    Ok(CashRecord {
        kept: kept.len(),
        first_on: Some(first),
        last_on: kept.last().map(|kept| kept.date),
        methods: if passed.is_empty() { Vec::new() } else { scored.to_vec() },
        pinball: pinball.map(|minor| Money::from_minor(minor, currency)),
        weeks,
    })
}

struct Passed<'k> {
    forecast: &'k KeptForecast,
    week: &'k KeptWeek,
    open: i64,
    total: i64,
}

impl Passed<'_> {
    fn told(&self, method: CashMethod) -> [i64; 2] {
        let week = self.week;
        let told = match method {
            CashMethod::Forecast => [week.open.p50, week.total.p50],
            CashMethod::DueDate => week.due_date,
            CashMethod::CustomerMedian => week.customer_median,
            CashMethod::FlatAverage => week.flat_average,
        };
        told.map(Money::minor)
    }

    fn is_inside(&self) -> bool {
        (self.week.total.p10.minor()..=self.week.total.p90.minor()).contains(&self.total)
    }

    fn row(&self, currency: crate::money::Currency) -> ScoredWeek {
        ScoredWeek {
            told_on: self.forecast.date,
            from: self.week.from,
            to: self.week.to,
            told: self.week.total,
            came: Money::from_minor(self.total, currency),
            came_open: Money::from_minor(self.open, currency),
            is_inside: self.is_inside(),
            due_date: self.week.due_date[1],
            flat_average: self.week.flat_average[1],
        }
    }
}

fn scored(method: CashMethod, passed: &[Passed<'_>]) -> ScoredMethod {
    let pairs = |place: usize| -> Vec<(i64, i64)> {
        let told =
            passed.iter().map(|passed| (passed.told(method)[place], [passed.open, passed.total][place]));
        told.collect()
    };
    let is_ours = method == CashMethod::Forecast;
    ScoredMethod {
        method,
        wape_open: accuracy::wape_minor(&pairs(0)).map(figure),
        wape_total: accuracy::wape_minor(&pairs(1)).map(figure),
        bias_total: accuracy::bias_minor(&pairs(1)).map(figure),
        coverage_80: accuracy::share(passed.iter().map(Passed::is_inside)).filter(|_| is_ours).map(figure),
    }
}
