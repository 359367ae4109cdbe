//! What each month was expected to bring, and what it brought, by owner.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::measures::Outcome;
use super::past::{kinds, lives};
use super::pipelines::pipelines;
use crate::calendar::{Day, Month};
use crate::error::Result;
use crate::ledger;
use crate::money::Money;
use crate::store::{Reader, Seq, StageId, UserId};

/// One owner's month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthForecast {
    pub owner_id: UserId,
    pub month: Month,
    /// On the evening before the month began: what was open and expected to close in it, each by the standard probability
    /// of the stage it stood in. In the book's currency.
    pub forecast: Money,
    /// What was won in it.
    pub actual: Money,
}

/// Every month that lies wholly in `from`–`as_of`, for each owner who had a forecast or won something, by owner and month;
/// as it was known at an act.
pub fn forecasts(r: &Reader<'_>, [from, as_of]: [Day; 2], known: Seq) -> Result<Vec<MonthForecast>> {
    let (lives, kinds, book) = (lives(r, known)?, kinds(r)?, ledger::book(r)?);
    let probability: BTreeMap<StageId, Decimal> = pipelines(r)?
        .into_iter()
        .flat_map(|pipeline| pipeline.stages)
        .map(|stage| (stage.id, Decimal::from(stage.probability) / Decimal::ONE_HUNDRED))
        .collect();
    let mut found: BTreeMap<(UserId, Month), [Decimal; 2]> = BTreeMap::new();
    let mut month = Month::of(from);
    if month.first_day() < from {
        month = month.next();
    }
    while month.last_day() <= as_of {
        let within = |day: Option<Day>| day.is_some_and(|day| Month::of(day) == month);
        let eve = month.first_day().pred_opt().unwrap_or(from);
        for life in &lives {
            let amount =
                |minor: Option<i64>| Money::from_minor(minor.unwrap_or(0), book.currency).to_decimal();
            if let Some(before) = life
                .at(eve, &kinds)
                .filter(|each| each.outcome == Outcome::Open && within(each.expected_close_on))
            {
                let share =
                    before.stage().and_then(|stage| probability.get(&stage)).copied().unwrap_or_default();
                found.entry((before.owner_id, month)).or_default()[0] += amount(before.base_minor) * share;
            }
            if let Some(won) =
                life.at(as_of, &kinds).filter(|each| each.outcome == Outcome::Won && within(each.ended_on))
            {
                found.entry((won.owner_id, month)).or_default()[1] += amount(won.base_minor);
            }
        }
        month = month.next();
    }
    found
        .into_iter()
        .map(|((owner_id, month), [forecast, actual])| {
            let rounded = |value| Money::rounded(value, book.currency, book.rounding);
            Ok(MonthForecast { owner_id, month, forecast: rounded(forecast)?, actual: rounded(actual)? })
        })
        .collect()
}
