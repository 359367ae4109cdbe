//! What is measured, and the bounds.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use chrono::NaiveDate;
use kezhang::reports::ReportName;

use crate::bare::Bare;
use crate::clock::{alternate, cpu_microseconds, median};
use crate::ours::Ours;
use crate::trade::{Invoice, invoice};
use crate::{Figure, commits, import};

/// Documents in one measured series.
const SERIES: u32 = 1_000;
/// Documents in one transaction while the books are filled.
const BATCH: u32 = 1_000;

pub fn all(folder: &Path, invoices: u32) -> Vec<Figure> {
    let mut figures = vec![posting(folder)];
    figures.extend(commits::figures(folder));
    let (ours_path, bare_path) = (folder.join("ours.kz"), folder.join("bare.db"));
    let ours = Ours::create(&ours_path);
    let mut bare = Bare::create(&bare_path);
    let empty = (size(&ours_path), size(&bare_path));
    let batches = fill(&ours, &mut bare, invoices);
    let mean = |costs: &mut dyn Iterator<Item = f64>| costs.sum::<f64>() / batches.len() as f64;
    figures.push(Figure {
        name: "CPU of a document in bulk",
        ours: mean(&mut batches.iter().map(|batch| batch.ours)),
        bare: mean(&mut batches.iter().map(|batch| batch.bare)),
        unit: "µs",
        bound: Some(6.0),
    });
    let last = &batches[batches.len().saturating_sub(5)..];
    figures.push(Figure {
        name: "CPU of the last thousand beside the first",
        ours: median(last.iter().map(|batch| batch.ours).collect()),
        bare: median(first_thousands(folder, invoices)),
        unit: "µs",
        bound: Some(1.3),
    });
    figures.extend(reading(&ours, &bare));
    ours.door.book().data_version().unwrap();
    ours.door.close().unwrap();
    bare.checkpoint();
    let grown = |path: &Path, empty: u64| (size(path) - empty) as f64 / f64::from(invoices);
    figures.push(Figure {
        name: "bytes of an invoice",
        ours: grown(&ours_path, empty.0),
        bare: grown(&bare_path, empty.1),
        unit: "B ",
        bound: Some(3.0),
    });
    figures.push(start(&ours_path, &bare_path));
    figures.extend([10_000, invoices].map(|count| import::figure(folder, count)));
    figures
}

fn size(path: &Path) -> u64 {
    std::fs::metadata(path).unwrap().len()
}

/// One document, one durable commit, through the door.
fn posting(folder: &Path) -> Figure {
    let ours = Ours::create(&folder.join("one.kz"));
    let mut bare = Bare::create(&folder.join("one.db"));
    let series: Vec<Invoice> = (0..SERIES / 5).map(|n| invoice(n, SERIES)).collect();
    let each = |micros: f64| micros / series.len() as f64;
    let (ours, bare) = alternate(
        || each(cpu_microseconds(|| series.iter().for_each(|invoice| ours.post_one(invoice))).0),
        || each(cpu_microseconds(|| series.chunks(1).for_each(|one| bare.post(one, false))).0),
    );
    Figure { name: "CPU of a document posted durably", ours, bare, unit: "µs", bound: Some(6.0) }
}

/// CPU of an invoice and its receipt in one transaction for a thousand, with the checkpoint that falls into it.
#[derive(Debug)]
struct Batch {
    ours: f64,
    bare: f64,
}

/// Fills both books.
fn fill(ours: &Ours, bare: &mut Bare, invoices: u32) -> Vec<Batch> {
    let fill_one = |first: u32| {
        let batch: Vec<Invoice> =
            (first..(first + BATCH).min(invoices)).map(|n| invoice(n, invoices)).collect();
        let each = |micros: f64| micros / batch.len() as f64;
        let ours = each(cpu_microseconds(|| ours.post(&batch, true)).0);
        Batch { ours, bare: each(cpu_microseconds(|| bare.post(&batch, true)).0) }
    };
    (0..invoices).step_by(BATCH as usize).map(fill_one).collect()
}

/// What the first thousand cost, in five new books.
fn first_thousands(folder: &Path, invoices: u32) -> Vec<f64> {
    let batch: Vec<Invoice> = (0..BATCH.min(invoices)).map(|n| invoice(n, invoices)).collect();
    (1..=5)
        .map(|run| {
            let ours = Ours::create(&folder.join(format!("first-{run}.kz")));
            cpu_microseconds(|| ours.post(&batch, true)).0 / batch.len() as f64
        })
        .collect()
}

fn reading(ours: &Ours, bare: &Bare) -> Vec<Figure> {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let (today, past) = (day("2026-03-31"), day("2025-03-31"));
    let measure = |name, bound, ours: &dyn Fn() -> usize, bare: &dyn Fn() -> usize| {
        let (ours, bare) = alternate(|| cpu_microseconds(ours).0, || cpu_microseconds(bare).0);
        Figure { name, ours: ours / 1000.0, bare: bare / 1000.0, unit: "ms", bound }
    };
    vec![
        measure("aging now", Some(2.0), &|| ours.report(ReportName::ArAging, today), &|| {
            bare.aging_now("2026-03-31")
        }),
        measure("aging at a past day", Some(2.0), &|| ours.report(ReportName::ArAging, past), &|| {
            bare.aging_at("2025-03-31")
        }),
        measure("trial balance", Some(0.1), &|| ours.report(ReportName::TrialBalance, today), &|| {
            bare.trial_balance("2026-03-31")
        }),
        measure("a hundred statements", None, &|| hundred(&|n| ours.statement(n, today)), &|| {
            hundred(&|n| bare.statement(n, "2026-03-31"))
        }),
    ]
}

/// What is too short for the scheduler's account, a hundred times: for one customer after another.
fn hundred(of: &dyn Fn(u32) -> usize) -> usize {
    (1..=100).map(of).sum()
}

/// From starting the process to its first answer: the program's overview beside the sqlite3 shell's sums.
fn start(ours: &Path, bare: &Path) -> Figure {
    let run = |command: &mut Command| {
        let begun = Instant::now();
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        begun.elapsed().as_secs_f64() * 1000.0
    };
    let query = "select count(*), sum(total - paid) from invoice where paid < total";
    let (ours, bare) = alternate(
        || {
            run(Command::new(env!("CARGO_BIN_EXE_kezhang"))
                .arg("call")
                .arg(ours)
                .arg("party.totals")
                .arg(r#"{"business":"customer"}"#))
        },
        || run(Command::new("sqlite3").arg(bare).arg(query)),
    );
    Figure { name: "process start to first answer", ours, bare, unit: "ms", bound: Some(2.0) }
}
