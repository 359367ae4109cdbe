//! The forecast: periods with what they bring and take, a band around it, the first below the least, scenarios beside it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::coming::{Coming, coming};
use super::flow::{CashFlowRow, CashSource, CashWord, Flow, sort_rows};
use super::going::going;
use super::kept::last_kept;
use super::plan::{CashPlan, cash_plan};
use super::scenario::CashScenario;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::forecast::{
    Band, Behaviour, BookHistory, CashWeek, Drawn, ForecastMethod, Horizon, Invoicing, Later, LaterRule,
    Medians, OpenRule, Sums, Uncertain, WEEKS, cash_weeks, cumulated, drawn, first_below, flat_average,
    history_of, lowest, seed_of,
};
use crate::ledger::{BookInfo, book};
use crate::money::Money;
use crate::store::{PartyId, Reader};
use crate::subledger;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CashSpan {
    /// Thirteen weeks.
    #[default]
    Weeks,
    /// Twelve calendar months, beginning with what is left of this one.
    Months,
}

const MONTHS: usize = 12;
const SCENARIOS_MAX: usize = 6;

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct CashForecastInput {
    #[ts(as = "Option<CashSpan>", optional)]
    pub span: CashSpan,
    /// Six at most.
    #[ts(as = "Option<Vec<CashScenario>>", optional)]
    pub scenarios: Vec<CashScenario>,
    /// In `cash.flows`: of one period, counted from nought; of all where absent.
    pub period: Option<u32>,
    /// In `cash.flows`: from one source; from all but opportunities where absent.
    pub source: Option<CashSource>,
}

/// In eight of ten cases it lies between the first and the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct CashBand {
    pub p10: Money,
    pub p50: Money,
    pub p90: Money,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct CashPeriod {
    pub from: Day,
    pub to: Day,
    pub opening: Money,
    pub inflow: Money,
    /// Above nought.
    pub outflow: Money,
    pub closing: Money,
    /// What stands on documents, orders and the plan alone, without what nobody knows of yet.
    pub closing_known: Money,
    /// Opportunities by their probability up to here; beside the balance.
    pub pipeline: Money,
    /// Of what customers pay.
    pub receipts: CashBand,
    pub closing_band: CashBand,
}

/// A source by period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct SourceLine {
    pub source: CashSource,
    /// Of all periods.
    pub total: Money,
    pub by_period: Vec<Money>,
    /// What is known of it beyond: comes later, or never.
    pub beyond: Money,
}

/// The first period below the least, and what makes it so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct CashAlert {
    /// Counted from nought.
    #[ts(type = "number")]
    pub period: usize,
    pub closing: Money,
    /// What is missing to the least.
    pub missing: Money,
    /// What goes out up to there, the largest first.
    pub causes: Vec<CashFlowRow>,
}

/// What a scenario leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ToldScenario {
    pub scenario: CashScenario,
    /// The customer who does not pay.
    pub without_name: Option<String>,
    pub closings: Vec<Money>,
    pub lowest: Money,
    /// The first period below the least, counted from nought.
    #[ts(type = "number | null")]
    pub below: Option<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct CashForecast {
    pub as_of: Day,
    /// Bank and cash by the ledger.
    pub opening: Money,
    pub minimum: Option<Money>,
    pub periods: Vec<CashPeriod>,
    /// Those with anything in them.
    pub sources: Vec<SourceLine>,
    pub alert: Option<CashAlert>,
    /// The first period whose balance lies below the least in one of ten cases, counted from nought.
    #[ts(type = "number | null")]
    pub at_risk: Option<usize>,
    pub lowest: Money,
    pub scenarios: Vec<ToldScenario>,
    pub method: ForecastMethod,
    /// When the method was learned; absent where nothing was kept yet.
    pub learned_on: Option<Day>,
    /// Invoices that the customers' habits were learned from.
    #[ts(type = "number")]
    pub invoices: usize,
}

/// Everything that a forecast is told from.
pub(super) struct View {
    pub book: BookInfo,
    pub horizon: Horizon,
    pub past: BookHistory,
    pub behaviour: Behaviour,
    pub medians: Medians,
    pub method: ForecastMethod,
    pub learned_on: Option<Day>,
    pub plan: CashPlan,
    invoicing: Invoicing,
}

impl View {
    pub fn of(r: &Reader<'_>, today: Day, span: CashSpan) -> Result<View> {
        let kept = last_kept(r)?;
        let learned_on = kept.as_ref().map(|kept| kept.date);
        View::with(r, today, span, kept.map(|kept| kept.method).unwrap_or_default(), learned_on)
    }

    pub fn with(
        r: &Reader<'_>,
        today: Day,
        span: CashSpan,
        method: ForecastMethod,
        learned_on: Option<Day>,
    ) -> Result<View> {
        let past = history_of(r, today)?;
        Ok(View {
            book: book(r)?,
            horizon: match span {
                CashSpan::Weeks => Horizon::weeks(today, WEEKS),
                CashSpan::Months => Horizon::months(today, MONTHS),
            },
            behaviour: method.behaviour(&past.history),
            medians: Medians::of(&past.history),
            invoicing: Invoicing::learn(&past.history),
            plan: cash_plan(r)?,
            past,
            method,
            learned_on,
        })
    }

    pub fn tomorrow(&self) -> Day {
        self.horizon.origin().succ_opt().unwrap_or(self.horizon.origin())
    }

    pub fn money(&self, minor: i64) -> Money {
        Money::from_minor(minor, self.book.currency)
    }

    /// The band of what customers pay: around its drawn middle, or around what the rules expect where rules tell.
    pub fn receipts_band(&self, drawn: Band, expected_minor: i64) -> Band {
        let is_drawn =
            self.method.open_by == OpenRule::Delays && self.method.later_by == LaterRule::Invoicing;
        self.method.total_band(drawn, if is_drawn { drawn.p50 } else { expected_minor })
    }
}

/// A world: what comes and goes in it, drawn.
pub(super) struct World {
    pub flows: Vec<Flow>,
    pub drawn: Drawn,
}

impl World {
    /// Of what comes from customers, each with its chances, and of what goes.
    pub fn of(view: &View, coming: &[Coming], going: &[Flow], scenario: &CashScenario) -> Result<World> {
        let paying = coming.iter().filter(|each| Some(each.party) != scenario.without);
        let mut flows: Vec<Flow> = paying.map(|each| each.course(view, scenario.delay_days)).collect();
        let horizon = &view.horizon;
        let known = issued_by_period(&flows, horizon);
        let chances: Vec<Uncertain> = flows
            .iter()
            .filter(|flow| flow.source != CashSource::Pipeline)
            .filter_map(|flow| flow.uncertain.clone())
            .collect();
        let later = Later::beside(&view.behaviour, &view.invoicing, horizon, &known);
        let drawn = drawn(&chances, Some(&later), horizon, seed_of(horizon.origin()));
        let expected = match view.method.later_by {
            LaterRule::Invoicing => drawn.later_minor(),
            LaterRule::FlatAverage => beside_flat(view, &flows),
        };
        flows.extend(later_sales(expected, horizon));
        flows.extend(going.iter().cloned());
        if let Some(loan) = &scenario.loan {
            flows.extend(loan.flows(&view.book, horizon)?);
        }
        Ok(World { flows, drawn })
    }

    /// What each period sees of the sources that are asked for.
    pub fn sums(&self, view: &View, asked: impl Fn(CashSource) -> bool) -> Vec<i64> {
        let mut sums = vec![0; view.horizon.len()];
        for flow in self.flows.iter().filter(|flow| asked(flow.source)) {
            sums.iter_mut().zip(&flow.expected).for_each(|(sum, expected)| *sum += expected);
        }
        sums
    }

    fn weeks(&self, view: &View, opening_minor: i64, with_later: bool) -> Vec<CashWeek> {
        let counted = |flow: &&Flow| flow.source != CashSource::Pipeline && (with_later || !flow.is_level());
        let mut sums = vec![crate::forecast::Flow { in_minor: 0, out_minor: 0 }; view.horizon.len()];
        for flow in self.flows.iter().filter(counted) {
            for (sum, expected) in sums.iter_mut().zip(&flow.expected) {
                sum.in_minor += (*expected).max(0);
                sum.out_minor -= (*expected).min(0);
            }
        }
        cash_weeks(opening_minor, &sums)
    }
}

/// What customers bring, whatever for; opportunities are not among it.
pub(super) fn is_receipt(source: CashSource) -> bool {
    matches!(
        source,
        CashSource::Receivable | CashSource::RecurringSales | CashSource::Orders | CashSource::LaterSales
    )
}

/// What is known to be invoiced later, by the period it is due in: the recent level holds it already.
fn issued_by_period(flows: &[Flow], horizon: &Horizon) -> Vec<i64> {
    let mut sums = vec![0; horizon.len()];
    for flow in flows {
        if !matches!(flow.source, CashSource::RecurringSales | CashSource::Orders) {
            continue;
        }
        if let Some(sum) = horizon.period_of(flow.on).and_then(|period| sums.get_mut(period)) {
            *sum += flow.amount_minor;
        }
    }
    sums
}

/// What the flat average leaves beside everything that is known.
fn beside_flat(view: &View, flows: &[Flow]) -> Vec<i64> {
    let mut flat = flat_average(&view.past.history, &view.horizon);
    for flow in flows.iter().filter(|flow| is_receipt(flow.source)) {
        flat.iter_mut().zip(&flow.expected).for_each(|(left, expected)| *left -= expected);
    }
    flat.into_iter().map(|left| left.max(0)).collect()
}

fn later_sales(expected: Vec<i64>, horizon: &Horizon) -> Option<Flow> {
    let sum: i64 = expected.iter().sum();
    let flow = Flow::new(CashSource::LaterSales, horizon.last_day(), sum);
    (sum > 0).then_some(Flow { word: Some(CashWord::LaterSales), expected, percent: 100, ..flow })
}

/// The forecast as of today.
///
/// # Errors
/// `field_invalid` for a scenario beyond its bounds, or too many of them.
pub fn forecast(r: &Reader<'_>, input: &CashForecastInput, today: Day) -> Result<CashForecast> {
    if input.scenarios.len() > SCENARIOS_MAX {
        let value = input.scenarios.len().to_string();
        return Err(Error::FieldInvalid { field: "scenarios".into(), value });
    }
    let view = View::of(r, today, input.span)?;
    let (coming, going) = (coming(r, &view)?, going(r, &view)?);
    let world = World::of(&view, &coming, &going, &CashScenario::default())?;
    let opening = subledger::cash_minor(r)?;
    let minimum =
        view.plan.minimum.map(|least| Money::parse(&least.to_string(), view.book.currency)).transpose()?;
    let weeks = world.weeks(&view, opening, true);
    let periods = periods(&view, &world, &weeks, opening);
    let alert = minimum.and_then(|minimum| {
        let at = first_below(&weeks, minimum.minor())? - 1;
        let closing = weeks.get(at)?.closing_minor;
        Some(CashAlert {
            period: at,
            closing: view.money(closing),
            missing: view.money(minimum.minor() - closing),
            causes: causes(&view, &world, at),
        })
    });
    let at_risk = minimum.and_then(|minimum| {
        periods.iter().position(|period| period.closing_band.p10.minor() < minimum.minor())
    });
    let scenarios = input
        .scenarios
        .iter()
        .map(|scenario| told(&view, (&coming, &going), scenario, (opening, minimum)))
        .collect::<Result<_>>()?;
    Ok(CashForecast {
        as_of: today,
        opening: view.money(opening),
        minimum,
        sources: sources(&view, &world),
        alert,
        at_risk,
        lowest: view.money(lowest(&weeks).unwrap_or(opening)),
        scenarios,
        invoices: view.past.history.invoices().len(),
        learned_on: view.learned_on,
        method: view.method.clone(),
        periods,
    })
}

/// What stands behind a figure of the forecast: its sums, the largest first; they add up to it.
pub fn flows(r: &Reader<'_>, input: &CashForecastInput, today: Day) -> Result<Vec<CashFlowRow>> {
    let view = View::of(r, today, input.span)?;
    let world = World::of(&view, &coming(r, &view)?, &going(r, &view)?, &CashScenario::default())?;
    let asked = |flow: &&Flow| match input.source {
        Some(source) => flow.source == source,
        None => flow.source != CashSource::Pipeline,
    };
    let mut rows: Vec<CashFlowRow> = world
        .flows
        .iter()
        .filter(asked)
        .map(|flow| {
            let expected = match input.period {
                Some(period) => flow.expected.get(period as usize).copied().unwrap_or_default(),
                None => flow.expected_minor(),
            };
            flow.row(expected, view.book.currency)
        })
        .filter(|row| input.period.is_none() || !row.expected.is_zero())
        .collect();
    sort_rows(&mut rows);
    Ok(rows)
}

fn periods(view: &View, world: &World, weeks: &[CashWeek], opening: i64) -> Vec<CashPeriod> {
    let known = world.weeks(view, opening, false);
    let receipts = world.sums(view, is_receipt);
    let pipeline = world.sums(view, |source| source == CashSource::Pipeline);
    let totals = world.drawn.total();
    let bands = totals.iter().map(|sums| Sums::of_draws(sums.clone()).band()).collect::<Vec<_>>();
    let course = cumulated(totals);
    let course = course.into_iter().map(|sums| Sums::of_draws(sums).band()).collect::<Vec<_>>();
    let (mut cumulated_pipeline, mut cumulated_receipts) = (0, 0);
    let rows = view.horizon.periods().zip(weeks).zip(known).enumerate();
    rows.map(|(index, (((from, to), week), known))| {
        let at = |sums: &[i64]| sums.get(index).copied().unwrap_or_default();
        let band = |bands: &[Band]| bands.get(index).copied().unwrap_or_default();
        cumulated_pipeline += at(&pipeline);
        cumulated_receipts += at(&receipts);
        let around = view.receipts_band(band(&course), cumulated_receipts);
        let rest = week.closing_minor - cumulated_receipts;
        CashPeriod {
            from,
            to,
            opening: view.money(week.opening_minor),
            inflow: view.money(week.flow.in_minor),
            outflow: view.money(week.flow.out_minor),
            closing: view.money(week.closing_minor),
            closing_known: view.money(known.closing_minor),
            pipeline: view.money(cumulated_pipeline),
            receipts: shown(view, view.receipts_band(band(&bands), at(&receipts)), 0),
            closing_band: shown(view, around, rest),
        }
    })
    .collect()
}

fn shown(view: &View, band: Band, beside: i64) -> CashBand {
    CashBand {
        p10: view.money(band.p10 + beside),
        p50: view.money(band.p50 + beside),
        p90: view.money(band.p90 + beside),
    }
}

fn sources(view: &View, world: &World) -> Vec<SourceLine> {
    CashSource::ALL
        .into_iter()
        .filter_map(|source| {
            let own = || world.flows.iter().filter(|flow| flow.source == source);
            own().next()?;
            let by_period = world.sums(view, |each| each == source);
            let total: i64 = by_period.iter().sum();
            let whole: i64 = own().map(|flow| flow.amount_minor).sum();
            Some(SourceLine {
                source,
                total: view.money(total),
                by_period: by_period.into_iter().map(|sum| view.money(sum)).collect(),
                beyond: view.money(whole - total),
            })
        })
        .collect()
}

const CAUSES_SHOWN: usize = 5;

/// What goes out up to a period, the largest first.
fn causes(view: &View, world: &World, period: usize) -> Vec<CashFlowRow> {
    let until = |flow: &Flow| flow.expected.iter().take(period + 1).sum::<i64>();
    let out = world.flows.iter().filter(|flow| until(flow) < 0);
    let mut rows: Vec<CashFlowRow> = out.map(|flow| flow.row(until(flow), view.book.currency)).collect();
    sort_rows(&mut rows);
    rows.truncate(CAUSES_SHOWN);
    rows
}

fn told(
    view: &View,
    (coming, going): (&[Coming], &[Flow]),
    scenario: &CashScenario,
    (opening, minimum): (i64, Option<Money>),
) -> Result<ToldScenario> {
    scenario.refuse_invalid(view.horizon.origin())?;
    let without = match scenario.without_largest {
        true => largest(view, coming),
        false => scenario.without,
    };
    let shocked = CashScenario { without, ..scenario.clone() };
    let world = World::of(view, coming, going, &shocked)?;
    let weeks = world.weeks(view, opening, true);
    let name = |party: PartyId| coming.iter().find(|each| each.party == party)?.flow.party.clone();
    Ok(ToldScenario {
        scenario: scenario.clone(),
        without_name: without.and_then(name).map(|(_, name)| name),
        closings: weeks.iter().map(|week| view.money(week.closing_minor)).collect(),
        lowest: view.money(lowest(&weeks).unwrap_or(opening)),
        below: minimum.and_then(|minimum| first_below(&weeks, minimum.minor())).map(|place| place - 1),
    })
}

/// The customer from whom most is expected; of two the one that is older in the book.
fn largest(view: &View, coming: &[Coming]) -> Option<PartyId> {
    let mut sums: BTreeMap<PartyId, i64> = BTreeMap::new();
    for each in coming.iter().filter(|each| each.flow.source != CashSource::Pipeline) {
        *sums.entry(each.party).or_default() += each.course(view, 0).expected_minor();
    }
    sums.into_iter().max_by_key(|(party, sum)| (*sum, std::cmp::Reverse(*party))).map(|(party, _)| party)
}
