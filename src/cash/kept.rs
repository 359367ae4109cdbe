//! A forecast of thirteen weeks as it was told, with how it was told: written once a week, never changed.

use chrono::Datelike;
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::coming::{Coming, coming};
use super::flow::CashSource;
use super::going::going;
use super::scenario::CashScenario;
use super::tell::{CashBand, CashSpan, View, World, is_receipt};
use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::forecast::{
    Band, ForecastMethod, OpenRule, Sums, Terms, Uncertain, drawn, history_of, ruled_weeks, seed_of,
};
use crate::money::Money;
use crate::store::{Reader, Writer};

/// What was told of a week, and what simple rules told: of items open then, and of everything customers pay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct KeptWeek {
    pub from: Day,
    pub to: Day,
    pub open: CashBand,
    pub total: CashBand,
    pub due_date: [Money; 2],
    pub customer_median: [Money; 2],
    pub flat_average: [Money; 2],
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct KeptForecast {
    /// The day on which it was told; its first week begins on the next.
    pub date: Day,
    pub method: ForecastMethod,
    pub weeks: Vec<KeptWeek>,
}

/// The forecast that was kept last.
pub fn last_kept(r: &Reader<'_>) -> Result<Option<KeptForecast>> {
    let content: Option<String> =
        r.row("select content from cash_forecast order by date desc, seq desc limit 1", [], |row| {
            row.get("content")
        })?;
    content.map(|content| read(&content)).transpose()
}

/// Every forecast that was kept, the oldest first: of several of one day the last.
pub(super) fn all_kept(r: &Reader<'_>) -> Result<Vec<KeptForecast>> {
    let contents: Vec<String> = r.rows(
        "select content from cash_forecast f
         where seq = (select max(seq) from cash_forecast l where l.date = f.date) order by date",
        [],
        |row| row.get("content"),
    )?;
    contents.iter().map(|content| read(content)).collect()
}

fn read(content: &str) -> Result<KeptForecast> {
    serde_json::from_str(content)
        .map_err(|error| Error::BookDamaged { reason: format!("kept forecast: {error}") })
}

/// The forecast to keep today: what the past teaches is learned anew. `None` where one of this week is kept already.
pub fn to_keep(r: &Reader<'_>, today: Day) -> Result<Option<KeptForecast>> {
    let is_this_week = |day: Day| (day.iso_week().year(), day.iso_week().week());
    if last_kept(r)?.is_some_and(|kept| is_this_week(kept.date) >= is_this_week(today)) {
        return Ok(None);
    }
    let method = ForecastMethod::learn(&history_of(r, today)?.history);
    let view = View::with(r, today, CashSpan::Weeks, method.clone(), Some(today))?;
    let coming = coming(r, &view)?;
    let world = World::of(&view, &coming, &going(r, &view)?, &CashScenario::default())?;
    let open: Vec<&Coming> =
        coming.iter().filter(|each| each.flow.source == CashSource::Receivable).collect();
    let chances: Vec<Uncertain> = open.iter().filter_map(|each| each.course(&view, 0).uncertain).collect();
    let alone = drawn(&chances, None, &view.horizon, seed_of(today));
    let terms: Vec<Terms> = open.iter().map(|each| each.terms).collect();
    let rules = ruled_weeks(&view.past.history, &terms);
    let [of_open, of_total] =
        [world.sums(&view, |source| source == CashSource::Receivable), world.sums(&view, is_receipt)];
    let band = |sums: &Vec<i64>| Sums::of_draws(sums.clone()).band();
    let totals = world.drawn.total();
    let weeks = view.horizon.periods().zip(rules).enumerate().map(|(week, ((from, to), rule))| {
        let at = |sums: &[i64]| sums.get(week).copied().unwrap_or_default();
        let of = |draws: &[Vec<i64>]| draws.get(week).map(band).unwrap_or_default();
        let open = of(&alone.open);
        let middle = if method.open_by == OpenRule::Delays { open.p50 } else { at(&of_open) };
        let money = |minors: [i64; 2]| minors.map(|minor| view.money(minor));
        let shown = |band: Band| CashBand {
            p10: view.money(band.p10),
            p50: view.money(band.p50),
            p90: view.money(band.p90),
        };
        KeptWeek {
            from,
            to,
            open: shown(method.open_band(open, middle)),
            total: shown(view.receipts_band(of(&totals), at(&of_total))),
            due_date: money(rule.due_date),
            customer_median: money(rule.customer_median),
            flat_average: money(rule.flat_average),
        }
    });
    let weeks = weeks.collect();
    Ok(Some(KeptForecast { date: today, method, weeks }))
}

/// Writes a forecast down.
pub fn keep(w: &Writer<'_>, told: &KeptForecast) -> Result<()> {
    let content = serde_json::to_value(told).map_err(Error::unexpected)?;
    let seq = audit::record(w, &json!({"cash_forecast": content}))?;
    w.execute(
        "insert into cash_forecast (seq, date, content) values (:seq, :date, :content)",
        named_params! {":seq": seq, ":date": told.date, ":content": audit::canonical(&content)},
    )?;
    Ok(())
}
