//! `kezhang backtest`: a history goes into a scratch book, the forecast is tried on it, its scores are the last line.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use kezhang::api::NewBook;
use kezhang::calendar::Day;
use kezhang::error::{Error, Result};
use kezhang::exchange::history::{HistoryPart, PastInvoice, read_history, write_parts};
use kezhang::forecast::{ForecastRecord, ForecastScores};
use kezhang::ledger::Chart;
use kezhang::money::Currency;
use serde_json::{Value, json};

use super::commands::{print, to_stdout};
use super::desk::{Desk, Open};

/// The history names no currency; figures of a forecast are ratios, so any will do.
const CURRENCY: Currency = Currency::CNY;

/// Reports on a history file.
///
/// # Errors
/// What reading, importing and forecasting refuse; the problems of the file go to stdout, as with an import.
pub(crate) fn run(desk: &Desk, path: &Path) -> Result<()> {
    let history = match read_history(path, CURRENCY) {
        Err(Error::ImportRefused { count, first_row, first_code, report }) => {
            print(&report)?;
            return Err(Error::ImportRefused { count, first_row, first_code, report: Value::Null });
        }
        read => read?,
    };
    let days = history.iter().flat_map(|past| [Some(past.date), past.settled_on]).flatten();
    let last = days.max().ok_or(Error::ImportEmpty)?;
    let scratch = Scratch::new()?;
    let record = record_of(&desk.apart(last), &scratch, &history)?;
    let report = report(desk, &history, &record);
    to_stdout(format!("{report}{}\n", last_line(&record)).as_bytes())
}

/// The record of a book into which the history came through the door.
fn record_of(desk: &Desk, scratch: &Scratch, history: &[PastInvoice]) -> Result<ForecastRecord> {
    let book = scratch.0.join("history.kz");
    let new = NewBook {
        name: "history".into(),
        currency: CURRENCY,
        chart: Chart::CnSmall,
        language: desk.spoken(),
    };
    desk.create(&book, &new)?;
    let open = desk.open(&book)?;
    let asked = write_parts(history, &scratch.0)
        .and_then(|parts| parts.iter().try_for_each(|part| bring_in(&open, part)))
        .and_then(|()| open.call("forecast.record", Value::Null));
    open.close()?;
    serde_json::from_value(asked?).map_err(Error::unexpected)
}

fn bring_in(open: &Open<'_>, part: &HistoryPart) -> Result<()> {
    let input = json!({"path": part.path, "kind": part.kind, "mapping": part.mapping()});
    open.call("import.run", input).map(|_| ())
}

/// The report in words, a line each.
fn report(desk: &Desk, history: &[PastInvoice], record: &ForecastRecord) -> String {
    let words = desk.spoken().words();
    let fill = |key: &str, values: &[(&str, String)]| {
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        words.fill(&format!("backtest.{key}"), &values)
    };
    let customers: BTreeSet<&str> = history.iter().map(|past| past.customer.as_str()).collect();
    let dates = || history.iter().map(|past| past.date);
    let shown = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let open = history.iter().filter(|past| past.settled_on.is_none()).count();
    let prepaid = history.iter().filter(|past| past.settled_on.is_some_and(|day| day < past.date)).count();
    let mut lines = vec![fill(
        "read",
        &[
            ("invoices", history.len().to_string()),
            ("customers", customers.len().to_string()),
            ("from", shown(dates().min())),
            ("to", shown(dates().max())),
            ("open", open.to_string()),
        ],
    )];
    if prepaid > 0 {
        lines.push(fill("prepaid", &[("count", prepaid.to_string())]));
    }
    lines.push(fill(
        "learned",
        &[
            ("cut", record.cut.to_string()),
            ("learned", record.learned_invoices.to_string()),
            ("tested", record.tested_invoices.to_string()),
            ("late", figure(record.late_share)),
        ],
    ));
    lines.push(fill(if record.is_model { "is_model" } else { "is_base_rate" }, &[]));
    lines.push(fill(
        "weeks",
        &[
            ("origins", record.origins.to_string()),
            ("weeks", record.scored_weeks.to_string()),
            ("covered", figure(record.coverage_80_open)),
        ],
    ));
    let baselines = &record.baselines;
    for (method, scores) in [
        ("forecast", &record.forecast),
        ("base_rate", &record.base_rate),
        ("due_date", &baselines.due_date),
        ("customer_median", &baselines.customer_median),
        ("flat_average", &baselines.flat_average),
    ] {
        lines.push(fill(
            "method",
            &[
                ("method", fill(method, &[])),
                ("late_auc", figure(scores.late_auc)),
                ("late_brier", figure(scores.late_brier)),
                ("wape_open", figure(scores.wape_open)),
                ("wape_total", figure(scores.wape_total)),
                ("coverage_80", figure(scores.coverage_80)),
            ],
        ));
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

fn figure(figure: Option<f64>) -> String {
    figure.map_or_else(|| "–".into(), |figure| format!("{figure:.3}"))
}

/// The scores that a program reads.
fn last_line(record: &ForecastRecord) -> Value {
    let ForecastScores { late_auc, late_brier, wape_open, wape_total, coverage_80 } = record.forecast;
    json!({
        "late_auc": late_auc,
        "late_brier": late_brier,
        "wape_open": wape_open,
        "wape_total": wape_total,
        "coverage_80": coverage_80,
        "baselines": record.baselines,
    })
}

/// A folder that goes when the work is done.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Scratch> {
        let folder = std::env::temp_dir().join(format!("kezhang-backtest-{}", std::process::id()));
        std::fs::create_dir(&folder).map_err(|error| Error::of_file(&folder, &error))?;
        Ok(Scratch(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!(%error, "the scratch book stays in {}", self.0.display());
        }
    }
}
