//! What the past teaches a forecast, in numbers that can be kept: the rule that told best, and how far bands held.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::accuracy::wape;
use super::backtest::{ToldWeek, Widening, rehearsed_weeks, widened};
use super::band::Band;
use super::behaviour::{Behaviour, Tuning, USUAL, tuned};
use super::history::{DayNumber, History, Terms, day_of, number_of};
use super::paths::WEEKS;
use super::rules::{Medians, by_rules};
use crate::calendar::Day;

/// What tells when an open item is paid.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OpenRule {
    /// The customer's own delays.
    #[default]
    Delays,
    /// The middle of the customer's delays.
    CustomerMedian,
    /// The due day as it stands.
    DueDate,
}

/// What tells what comes of invoices that are not issued yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LaterRule {
    /// The recent level of invoices with its seasons, paid as customers pay.
    #[default]
    Invoicing,
    /// What recent weeks brought on the average.
    FlatAverage,
}

/// How a forecast is told: what did best on the book's own past.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ForecastMethod {
    pub open_by: OpenRule,
    pub later_by: LaterRule,
    /// After so many days an invoice counts half for its customer's habits.
    pub half_life_days: u32,
    /// What is borrowed from all customers counts as so many invoices.
    pub borrowed: u32,
    /// How wide bands are beside what chance alone would make them, below and above the middle, in thousandths.
    pub open_widths: [u32; 2],
    pub total_widths: [u32; 2],
    /// Past weeks that were told and scored.
    pub weeks: u32,
}

/// Fewer past weeks than these choose nothing.
const WEEKS_MIN: usize = 26;

impl Default for ForecastMethod {
    fn default() -> ForecastMethod {
        ForecastMethod {
            open_by: OpenRule::Delays,
            later_by: LaterRule::Invoicing,
            half_life_days: super::whole_minor(USUAL.half_life_days) as u32,
            borrowed: super::whole_minor(USUAL.borrowed) as u32,
            open_widths: [1000; 2],
            total_widths: [1000; 2],
            weeks: 0,
        }
    }
}

impl ForecastMethod {
    /// Rehearses the forecast on a history and takes what told best.
    pub fn learn(history: &History) -> ForecastMethod {
        let tuning = tuned(history);
        let told = rehearsed_weeks(history, history.known());
        let mut method = ForecastMethod {
            half_life_days: super::whole_minor(tuning.half_life_days) as u32,
            borrowed: super::whole_minor(tuning.borrowed) as u32,
            weeks: u32::try_from(told.len()).unwrap_or(u32::MAX),
            ..ForecastMethod::default()
        };
        if told.len() >= WEEKS_MIN {
            (method.open_by, method.later_by) = best_rules(&told);
        }
        let ruled: Vec<ToldWeek> = told.into_iter().map(|week| method.ruled(week)).collect();
        let widening = Widening::learn(&ruled, history.known());
        let thousandths = |(below, above): (f64, f64)| {
            [below, above].map(|width| super::whole_minor(width * 1000.0).unsigned_abs() as u32)
        };
        method.open_widths = thousandths(widening.open);
        method.total_widths = thousandths(widening.total);
        method
    }

    /// The customers' habits, with the tuning of the method.
    pub fn behaviour(&self, history: &History) -> Behaviour {
        let tuning = Tuning {
            half_life_days: f64::from(self.half_life_days.max(1)),
            borrowed: f64::from(self.borrowed),
        };
        Behaviour::fit(history, tuning)
    }

    /// The one day on which the method expects an open item; `None` where the customer's delays spread it.
    pub fn day_of(&self, terms: &Terms, medians: &Medians) -> Option<Day> {
        match self.open_by {
            OpenRule::Delays => None,
            OpenRule::CustomerMedian => Some(day_of(terms.due + medians.of_customer(terms.customer))),
            OpenRule::DueDate => Some(day_of(terms.due)),
        }
    }

    /// A drawn band as wide as the past asks for, around another middle.
    pub fn open_band(&self, drawn: Band, middle: i64) -> Band {
        around(drawn, middle, self.open_widths)
    }

    /// The same for what comes of everything.
    pub fn total_band(&self, drawn: Band, middle: i64) -> Band {
        around(drawn, middle, self.total_widths)
    }

    /// A past week as this method would have told it.
    fn ruled(&self, mut week: ToldWeek) -> ToldWeek {
        let [due_date, median, flat] = week.rules;
        let open = match self.open_by {
            OpenRule::Delays => week.ours.open.p50,
            OpenRule::CustomerMedian => super::whole_minor(median.0),
            OpenRule::DueDate => super::whole_minor(due_date.0),
        };
        let total = match self.later_by {
            LaterRule::Invoicing => week.ours.total.p50 - week.ours.open.p50 + open,
            LaterRule::FlatAverage => super::whole_minor(flat.1).max(open),
        };
        week.ours.open = around(week.ours.open, open, [1000; 2]);
        week.ours.total = around(week.ours.total, total, [1000; 2]);
        week
    }
}

fn around(drawn: Band, middle: i64, [below, above]: [u32; 2]) -> Band {
    let moved = middle - drawn.p50;
    let at = Band { p10: drawn.p10 + moved, p50: middle, p90: drawn.p90 + moved };
    widened(at, (f64::from(below) / 1000.0, f64::from(above) / 1000.0))
}

/// The rules with the least error on past weeks; where two did as well, the first.
fn best_rules(told: &[ToldWeek]) -> (OpenRule, LaterRule) {
    let error = |method: &ForecastMethod, pick: fn(&ToldWeek) -> (i64, i64)| {
        let ruled = told.iter().map(|week| pick(&method.ruled(week.clone())));
        let pairs: Vec<(f64, f64)> = ruled.map(|(told, actual)| (told as f64, actual as f64)).collect();
        wape(&pairs).unwrap_or(f64::INFINITY)
    };
    let open_by = [OpenRule::Delays, OpenRule::CustomerMedian, OpenRule::DueDate]
        .into_iter()
        .min_by(|a, b| {
            let of = |open_by: &OpenRule| {
                let method = ForecastMethod { open_by: *open_by, ..ForecastMethod::default() };
                error(&method, |week| (week.ours.open.p50, week.actual.0))
            };
            of(a).total_cmp(&of(b))
        })
        .unwrap_or_default();
    let later_by = [LaterRule::Invoicing, LaterRule::FlatAverage]
        .into_iter()
        .min_by(|a, b| {
            let of = |later_by: &LaterRule| {
                let method = ForecastMethod { open_by, later_by: *later_by, ..ForecastMethod::default() };
                error(&method, |week| (week.ours.total.p50, week.actual.1))
            };
            of(a).total_cmp(&of(b))
        })
        .unwrap_or_default();
    (open_by, later_by)
}

/// What the rules tell of a week, in whole minor units: from open items, and of everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuledWeek {
    pub due_date: [i64; 2],
    pub customer_median: [i64; 2],
    pub flat_average: [i64; 2],
}

/// What the rules tell of the thirteen weeks after the last day of a history.
pub fn ruled_weeks(history: &History, open: &[Terms]) -> Vec<RuledWeek> {
    let [due_date, customer_median, flat_average] = by_rules(history, open).map(|rule| {
        std::array::from_fn::<_, WEEKS, _>(|week| {
            [super::whole_minor(rule.open[week]), super::whole_minor(rule.total[week])]
        })
    });
    let weeks = due_date.into_iter().zip(customer_median).zip(flat_average);
    weeks
        .map(|((due_date, customer_median), flat_average)| RuledWeek {
            due_date,
            customer_median,
            flat_average,
        })
        .collect()
}

/// The seed of the chance that a day's forecast is drawn with.
pub fn seed_of(day: Day) -> u64 {
    let number: DayNumber = number_of(day);
    super::backtest::seed(number)
}
