//! The program beside a bare SQLite program, in the same run: ratios with bounds, never absolute times.
//!
//! `make bench` runs this and exits 1 past a bound. The bare program keeps customers, invoices, lines, receipts,
//! allocations and postings with the indexes its own queries need, prepared statements and the same pragmas; it
//! has no audit, no kept balances, no triggers and no search. A company has 5.5 lines an invoice on average and
//! 76 % of its invoices are paid; the customers' measures have a company and a bare program of their own. CPU is
//! user and system time of the measuring thread; a ratio is the median of five alternated runs. What the figures
//! mean stands in `docs/BENCHMARKS.md`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a measurement that cannot go on ends")]
#![allow(clippy::float_arithmetic, reason = "ratios of times, no amounts")]

mod bare;
mod clock;
mod commits;
mod credit;
mod customers;
mod import;
mod measures;
mod ours;
mod trade;

use std::path::Path;
use std::process::ExitCode;

/// A measured ratio and what it may be at most.
#[derive(Debug)]
pub struct Figure {
    pub name: &'static str,
    pub ours: f64,
    pub bare: f64,
    pub unit: &'static str,
    /// Ours ÷ bare must not exceed it; absent where a figure is only recorded.
    pub bound: Option<f64>,
}

impl Figure {
    fn ratio(&self) -> f64 {
        self.ours / self.bare
    }

    fn holds(&self) -> bool {
        self.bound.is_none_or(|bound| self.ratio() <= bound)
    }
}

/// Measures in a folder, on a company of so many invoices.
type Group = fn(&Path, u32) -> Vec<Figure>;

/// What is measured together; a word behind the command asks for one group alone.
const GROUPS: [(&str, Group); 3] =
    [("documents", measures::all), ("customers", customers::figures), ("credit", credit::figures)];

fn main() -> ExitCode {
    // A child of this program, watched by another: it only posts.
    if let Some(task) = commits::task() {
        task.run();
        return ExitCode::SUCCESS;
    }
    let invoices: u32 =
        std::env::var("KEZHANG_BENCH_INVOICES").ok().and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let asked: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    if let Some(word) = asked.iter().find(|word| GROUPS.iter().all(|(name, _)| name != word)) {
        eprintln!("{word}: there is no such group; documents, customers, credit");
        return ExitCode::from(2);
    }
    let folder = tempfile::tempdir().unwrap();
    let figures: Vec<Figure> = GROUPS
        .iter()
        .filter(|(name, _)| asked.is_empty() || asked.iter().any(|group| group == name))
        .flat_map(|(_, figures)| figures(folder.path(), invoices))
        .collect();
    println!("{:44} {:>12} {:>12} {:>8} {:>8}", "measure", "ours", "bare", "ratio", "bound");
    for figure in &figures {
        let mark = if figure.holds() { "" } else { "  PAST ITS BOUND" };
        println!(
            "{:44} {:>9.2} {} {:>9.2} {} {:>8.2} {:>8}{mark}",
            figure.name,
            figure.ours,
            figure.unit,
            figure.bare,
            figure.unit,
            figure.ratio(),
            figure.bound.map_or_else(|| "–".into(), |bound| format!("{bound:.2}"))
        );
    }
    let failed = figures.iter().filter(|figure| !figure.holds()).count();
    println!("\n{} passed, {failed} failed", figures.len() - failed);
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
