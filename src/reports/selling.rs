//! What sales work brings: the funnel of those begun in a period, cohort by cohort; what each person closed; how far
//! forecasts and targets were met. The figures are those of [`crate::pipeline::measures`].

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::report::{Cell, ColumnKind, Link, Report, Row, RowKind, columns};
use super::request::Scope;
use crate::access;
use crate::calendar::Month;
use crate::error::Result;
use crate::money::{Figure, Money};
use crate::pipeline::measures::{
    Decided, Outcome, conversion, forecast_bias, mean, median, percent, share, velocity, weighted_open,
};
use crate::pipeline::{
    Ends, OpportunityList, Past, Pipeline, Stage, forecasts, learned, lost_reasons, past, pipelines_at,
};
use crate::store::{LostReasonId, Reader, StageId, UserId};

const MONEY: ColumnKind = ColumnKind::Money;
const NUMBER: ColumnKind = ColumnKind::Number;
const PERCENT: ColumnKind = ColumnKind::Percent;
const TEXT: ColumnKind = ColumnKind::Text;

/// Opportunities as the report's day and act have them, with what tells how they ended.
struct Work {
    all: Vec<Past>,
    undecided: BTreeSet<LostReasonId>,
    probability: BTreeMap<StageId, Decimal>,
    pipelines: Vec<Pipeline>,
}

fn work(r: &Reader<'_>, scope: &Scope) -> Result<Work> {
    let pipelines = pipelines_at(r, scope.known())?;
    let stages = pipelines.iter().flat_map(|pipeline| &pipeline.stages);
    Ok(Work {
        all: past(r, scope.as_of, scope.known())?,
        undecided: lost_reasons(r)?
            .into_iter()
            .filter(|reason| !reason.decided)
            .map(|reason| reason.id)
            .collect(),
        probability: stages
            .map(|stage| (stage.id, Decimal::from(stage.probability) / Decimal::ONE_HUNDRED))
            .collect(),
        pipelines,
    })
}

impl Work {
    fn decided(&self, rows: &[&Past]) -> Decided {
        let mut decided = Decided::default();
        for row in rows {
            match (row.outcome, row.lost_reason_id) {
                (Outcome::Open, _) => {}
                (Outcome::Won, _) => decided.won += 1,
                (Outcome::Lost, Some(reason)) if self.undecided.contains(&reason) => decided.given_up += 1,
                (Outcome::Lost, _) => decided.lost += 1,
            }
        }
        decided
    }

    /// Of what is open, by the standard probability of its stage.
    fn weighted(&self, rows: &[&Past], scope: &Scope) -> Result<Money> {
        let told = rows.iter().map(|row| {
            let probability = row.stage().and_then(|stage| self.probability.get(&stage)).copied();
            (row.outcome, amount(row, scope).to_decimal(), probability.unwrap_or_default())
        });
        Money::rounded(weighted_open(told), scope.book.currency, scope.book.rounding)
    }
}

fn amount(row: &Past, scope: &Scope) -> Money {
    Money::from_minor(row.base_minor.unwrap_or(0), scope.book.currency)
}

fn sum(rows: &[&Past], scope: &Scope) -> Cell {
    Cell::minor(rows.iter().map(|row| amount(row, scope).minor()).sum(), scope.book.currency)
}

fn count<T>(rows: &[T]) -> Cell {
    Cell::Count(i64::try_from(rows.len()).unwrap_or(i64::MAX))
}

fn whole(number: u64) -> Cell {
    Cell::Count(i64::try_from(number).unwrap_or(i64::MAX))
}

fn rate(share: Option<Decimal>) -> Cell {
    share.map_or(Cell::Empty, |share| Cell::Figure(Figure(percent(share))))
}

fn figure(value: Option<Decimal>) -> Cell {
    value.map_or(Cell::Empty, |value| Cell::Figure(Figure(value)))
}

/// 销售漏斗: of those begun in the period, how many ever came into each stage, and what came of them.
pub(super) fn funnel(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    let work = work(r, scope)?;
    let mut rows = Vec::new();
    for pipeline in &work.pipelines {
        let own: Vec<&Past> = work.all.iter().filter(|each| each.pipeline_id == pipeline.id).collect();
        let begun: Vec<&Past> =
            own.iter().copied().filter(|each| in_period(each.created_on, scope)).collect();
        if pipeline.archived && begun.is_empty() {
            continue;
        }
        let name = Cell::Name {
            zh: named(&pipeline.name_zh, &pipeline.name_en),
            en: named(&pipeline.name_en, &pipeline.name_zh),
        };
        rows.push(Row::heading(vec![name], 11));
        let stages: Vec<&Stage> =
            pipeline.stages.iter().filter(|stage| !stage.removed && stage.ends != Ends::Lost).collect();
        let entered: Vec<u64> = stages
            .iter()
            .map(|stage| begun.iter().filter(|each| each.ever_entered(stage.id)).count() as u64)
            .collect();
        let found = conversion(&entered);
        let history = learned(pipeline, &work.all);
        for (place, stage) in stages.iter().enumerate() {
            let open: Vec<&Past> = own
                .iter()
                .copied()
                .filter(|each| each.outcome == Outcome::Open && each.stage() == Some(stage.id))
                .collect();
            let known = history.iter().find(|known| known.stage_id == stage.id);
            let cells = vec![
                Cell::Name {
                    zh: named(&stage.name_zh, &stage.name_en),
                    en: named(&stage.name_en, &stage.name_zh),
                },
                whole(entered[place]),
                rate(found.steps.get(place).copied().flatten()),
                rate(share(entered[place], entered[0])),
                Cell::Count(i64::from(stage.probability)),
                known.and_then(|known| known.learned).map_or(Cell::Empty, Cell::Figure),
                known.map_or(Cell::Empty, |known| whole(known.ended)),
                known.and_then(|known| known.median_days).map_or(Cell::Empty, Cell::Figure),
                count(&open),
                sum(&open, scope),
                Cell::Money(work.weighted(&open, scope)?),
            ];
            let filter = OpportunityList {
                pipeline_id: Some(pipeline.id),
                ever_entered: Some(stage.id),
                created_from: Some(scope.from),
                created_to: Some(scope.as_of),
                ..OpportunityList::default()
            };
            rows.push(Row::line(cells).depth(1).opens(Link::Opportunities { filter: Box::new(filter) }));
        }
        let open: Vec<&Past> = own.iter().copied().filter(|each| each.outcome == Outcome::Open).collect();
        let mut cells = vec![Cell::word("total"), count(&begun), Cell::Empty, rate(found.overall)];
        cells.resize(8, Cell::Empty);
        cells.extend([count(&open), sum(&open, scope), Cell::Money(work.weighted(&open, scope)?)]);
        rows.push(Row::new(RowKind::Total, cells));
    }
    Ok(scope.report(
        columns(&[
            ("stage", TEXT),
            ("ever_entered", NUMBER),
            ("to_next_stage", PERCENT),
            ("of_first_stage", PERCENT),
            ("standard_probability", PERCENT),
            ("learned_probability", PERCENT),
            ("ended_count", NUMBER),
            ("median_stay", NUMBER),
            ("open_count", NUMBER),
            ("open_amount", MONEY),
            ("weighted", MONEY),
        ]),
        rows,
    ))
}

/// Month by month of their beginning: what became of those begun then.
pub(super) fn cohorts(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    let work = work(r, scope)?;
    let mut rows = Vec::new();
    let mut month = Month::of(scope.from);
    let all: Vec<&Past> = work.all.iter().filter(|each| in_period(each.created_on, scope)).collect();
    while month.first_day() <= scope.as_of {
        let own: Vec<&Past> =
            all.iter().copied().filter(|each| Month::of(each.created_on) == month).collect();
        if !own.is_empty() {
            let filter = OpportunityList {
                created_from: Some(month.first_day()),
                created_to: Some(month.last_day()),
                ..OpportunityList::default()
            };
            let cells = cohort(&work, Cell::text(month.to_string()), &own, scope);
            rows.push(Row::line(cells).opens(Link::Opportunities { filter: Box::new(filter) }));
        }
        month = month.next();
    }
    if !all.is_empty() {
        rows.push(Row::new(RowKind::Total, cohort(&work, Cell::word("total"), &all, scope)));
    }
    Ok(scope.report(
        columns(&[
            ("month", TEXT),
            ("begun_count", NUMBER),
            ("begun_amount", MONEY),
            ("open_count", NUMBER),
            ("won_count", NUMBER),
            ("lost_count", NUMBER),
            ("given_up_count", NUMBER),
            ("win_rate_decided", PERCENT),
            ("win_rate_closed", PERCENT),
            ("overall_conversion", PERCENT),
        ]),
        rows,
    ))
}

fn cohort(work: &Work, name: Cell, own: &[&Past], scope: &Scope) -> Vec<Cell> {
    let decided = work.decided(own);
    let open = own.iter().filter(|each| each.outcome == Outcome::Open).count() as u64;
    vec![
        name,
        count(own),
        sum(own, scope),
        whole(open),
        whole(decided.won),
        whole(decided.lost),
        whole(decided.given_up),
        rate(decided.win_rate_of_decided()),
        rate(decided.win_rate_of_closed()),
        rate(share(decided.won, own.len() as u64)),
    ]
}

/// 销售业绩: what each person closed in the period, and what is in their hands at its end.
pub(super) fn performance(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    let work = work(r, scope)?;
    let mut by_owner: BTreeMap<UserId, Vec<&Past>> = BTreeMap::new();
    for each in &work.all {
        by_owner.entry(each.owner_id).or_default().push(each);
    }
    let mut rows = Vec::new();
    for user in access::list(r)? {
        let Some(own) = by_owner.get(&user.id) else { continue };
        let cells = person(&work, Cell::text(user.name), own, scope)?;
        let filter = OpportunityList { owner_ids: vec![user.id], ..OpportunityList::default() };
        rows.push(Row::line(cells).opens(Link::Opportunities { filter: Box::new(filter) }));
    }
    if !work.all.is_empty() {
        let all: Vec<&Past> = work.all.iter().collect();
        rows.push(Row::new(RowKind::Total, person(&work, Cell::word("total"), &all, scope)?));
    }
    Ok(scope.report(
        columns(&[
            ("owner", TEXT),
            ("begun_count", NUMBER),
            ("won_count", NUMBER),
            ("won_amount", MONEY),
            ("lost_count", NUMBER),
            ("given_up_count", NUMBER),
            ("win_rate_decided", PERCENT),
            ("win_rate_closed", PERCENT),
            ("cycle_median", NUMBER),
            ("cycle_mean", NUMBER),
            ("open_count", NUMBER),
            ("open_amount", MONEY),
            ("weighted", MONEY),
            ("velocity", MONEY),
        ]),
        rows,
    ))
}

fn person(work: &Work, name: Cell, own: &[&Past], scope: &Scope) -> Result<Vec<Cell>> {
    let begun: Vec<&Past> = own.iter().copied().filter(|each| in_period(each.created_on, scope)).collect();
    let ended: Vec<&Past> =
        own.iter().copied().filter(|each| each.ended_on.is_some_and(|day| in_period(day, scope))).collect();
    let won: Vec<&Past> = ended.iter().copied().filter(|each| each.outcome == Outcome::Won).collect();
    let open: Vec<&Past> = own.iter().copied().filter(|each| each.outcome == Outcome::Open).collect();
    let decided = work.decided(&ended);
    let cycles: Vec<i64> = won.iter().filter_map(|each| each.cycle_days()).collect();
    Ok(vec![
        name,
        count(&begun),
        count(&won),
        sum(&won, scope),
        whole(decided.lost),
        whole(decided.given_up),
        rate(decided.win_rate_of_decided()),
        rate(decided.win_rate_of_closed()),
        figure(median(&cycles)),
        figure(mean(&cycles)),
        count(&open),
        sum(&open, scope),
        Cell::Money(work.weighted(&open, scope)?),
        daily(&open, &decided, &cycles, scope)?,
    ])
}

/// What the open opportunities bring a day, at the win rate and the median cycle of the period.
fn daily(open: &[&Past], decided: &Decided, cycles: &[i64], scope: &Scope) -> Result<Cell> {
    let worth: Decimal = open.iter().map(|each| amount(each, scope).to_decimal()).sum();
    let found = worth
        .checked_div(Decimal::from(open.len()))
        .zip(decided.win_rate_of_decided())
        .zip(median(cycles))
        .and_then(|((average, win_rate), cycle)| velocity(open.len() as u64, average, win_rate, cycle));
    found.map_or(Ok(Cell::Empty), |exact| {
        Ok(Cell::Money(Money::rounded(exact, scope.book.currency, scope.book.rounding)?))
    })
}

/// 预测准确度: what each person's months were expected to bring and brought, with the bias of all of them.
pub(super) fn accuracy(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    let found = forecasts(r, [scope.from, scope.as_of], scope.known())?;
    let currency = scope.book.currency;
    let mut rows = Vec::new();
    let mut everybody: Vec<(Money, Money)> = Vec::new();
    for user in access::list(r)? {
        let own: Vec<(Month, Money, Money)> = found
            .iter()
            .filter(|each| each.owner_id == user.id)
            .map(|each| (each.month, each.forecast, each.actual))
            .collect();
        if own.is_empty() {
            continue;
        }
        for (month, forecast, actual) in &own {
            let difference = forecast.minor() - actual.minor();
            let cells = vec![
                Cell::text(user.name.clone()),
                Cell::text(month.to_string()),
                Cell::Money(*forecast),
                Cell::Money(*actual),
                Cell::minor(difference, currency),
                Cell::Empty,
            ];
            let filter = OpportunityList {
                owner_ids: vec![user.id],
                state: Some(Ends::Won),
                ended_from: Some(month.first_day()),
                ended_to: Some(month.last_day()),
                ..OpportunityList::default()
            };
            rows.push(Row::line(cells).opens(Link::Opportunities { filter: Box::new(filter) }));
        }
        let pairs: Vec<(Money, Money)> =
            own.into_iter().map(|(_, forecast, actual)| (forecast, actual)).collect();
        rows.push(biased(RowKind::Subtotal, Cell::text(user.name), &pairs, scope));
        everybody.extend(pairs);
    }
    if !everybody.is_empty() {
        rows.push(biased(RowKind::Total, Cell::word("total"), &everybody, scope));
    }
    Ok(scope.report(
        columns(&[
            ("owner", TEXT),
            ("month", TEXT),
            ("forecast", MONEY),
            ("actual", MONEY),
            ("difference", MONEY),
            ("forecast_bias", PERCENT),
        ]),
        rows,
    ))
}

fn biased(kind: RowKind, name: Cell, months: &[(Money, Money)], scope: &Scope) -> Row {
    let of = |minor: i64| Cell::minor(minor, scope.book.currency);
    let forecast: i64 = months.iter().map(|month| month.0.minor()).sum();
    let actual: i64 = months.iter().map(|month| month.1.minor()).sum();
    let bias =
        forecast_bias(months.iter().map(|(forecast, actual)| (forecast.to_decimal(), actual.to_decimal())));
    Row::new(kind, vec![name, Cell::Empty, of(forecast), of(actual), of(forecast - actual), rate(bias)])
}

fn in_period(day: crate::calendar::Day, scope: &Scope) -> bool {
    (scope.from..=scope.as_of).contains(&day)
}

fn named(name: &str, otherwise: &str) -> String {
    if name.is_empty() { otherwise.to_owned() } else { name.to_owned() }
}
