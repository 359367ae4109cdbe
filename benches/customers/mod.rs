//! A book of 100,000 customers, 1,000,000 rows of timelines and 20,000 opportunities: what its screens ask, beside bare SQL
//! that reads the same rows. Both answer the same, or the measurement ends.

mod bare;
mod ours;
mod rows;

use std::path::Path;

use chrono::NaiveDate;
use kezhang::parties::INDUSTRIES;
use serde_json::Value;

use self::bare::Rows;
use self::rows::Size;
use crate::Figure;
use crate::clock::{alternate, cpu_microseconds};

/// Ours may take so many times what bare SQL takes.
const BOUND: f64 = 3.0;

/// Customers of an industry and a province of whom something else holds too.
#[derive(Debug)]
pub struct SegmentAsk {
    pub industry: &'static str,
    pub region: &'static str,
    pub third: Third,
}

#[derive(Debug, Clone, Copy)]
pub enum Third {
    /// They have not ordered for so many days.
    Away(u32),
    /// They bought for so many cents in twelve months, at least.
    Bought(i64),
}

/// The months of a pivot.
#[derive(Debug)]
pub struct PivotAsk {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// Questions that are too short for the scheduler's account are asked a hundred times: of one customer after another.
const QUESTIONS: u32 = 100;

pub fn figures(folder: &Path, invoices: u32) -> Vec<Figure> {
    let size = Size::of(invoices);
    let (micros, ours) = cpu_microseconds(|| ours::make(&folder.join("customers.kz"), size));
    let (bare_micros, bare) = cpu_microseconds(|| bare::make(&folder.join("customers.db"), size));
    let seconds = [micros, bare_micros].map(|micros| micros / 1e6);
    println!("{} customers made in {:.0} s of CPU, bare in {:.0} s", size.customers, seconds[0], seconds[1]);
    let asked: Vec<u32> = (1..=QUESTIONS).map(|n| 1 + n * 7919 % size.customers).collect();
    // Every second one is one of the few of whom there is much.
    let opened: Vec<u32> = asked
        .iter()
        .enumerate()
        .map(|(at, n)| if at % 2 == 0 { 1 + n % (size.customers / 20) } else { *n })
        .collect();
    let known: Vec<rows::Customer> = asked.iter().map(|n| rows::customer(*n)).collect();
    let parts: Vec<String> = known.iter().map(|customer| customer.brand.clone()).collect();
    let initials: Vec<String> = known
        .iter()
        .map(|customer| rows::initials(&format!("{}{}", customer.city, customer.brand)))
        .collect();
    let phones: Vec<String> = known.iter().map(|customer| customer.phone[4..].replace('-', "")).collect();
    let of = |third| SegmentAsk { industry: "C", region: "33", third };
    let (away, bought) = (of(Third::Away(90)), of(Third::Bought(1_000_000)));
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let pivot = PivotAsk { from: day("2025-02-01"), to: rows::today() };

    for text in parts.iter().chain(&initials).chain(&phones) {
        same("search", picked(&ours::search(&ours, text), &["id"]), plain(&bare.search(text), &[0]));
    }
    for n in &opened {
        same_screen(&ours::screen(&ours, *n), &bare.screen(*n));
    }
    same_board(&ours::board(&ours), &bare.board());
    for segment in [&away, &bought] {
        same_segment(&ours::segment(&ours, segment), &bare.segment(segment));
    }
    same_pivot(&ours::pivot(&ours, &pivot), &bare.pivot(&pivot));

    let searches = |name, texts: &[String]| {
        measure(name, &|| each(texts, |text| ours::search(&ours, text)), &|| {
            each(texts, |text| bare.search(text))
        })
    };
    let segments = |name, of: &SegmentAsk| {
        measure(name, &|| ten(|| ours::segment(&ours, of)), &|| ten(|| bare.segment(of)))
    };
    vec![
        searches("a hundred searches by part of a name", &parts),
        searches("a hundred searches by pinyin initials", &initials),
        searches("a hundred searches by phone", &phones),
        measure("a hundred customer screens", &|| each(&opened, |n| ours::screen(&ours, *n)), &|| {
            each(&opened, |n| bare.screen(*n))
        }),
        measure("ten boards", &|| ten(|| ours::board(&ours)), &|| ten(|| bare.board())),
        segments("ten segments by last order", &away),
        segments("ten segments by net sales", &bought),
        measure("ten pivots by industry and month", &|| ten(|| ours::pivot(&ours, &pivot)), &|| {
            ten(|| bare.pivot(&pivot))
        }),
    ]
}

fn each<Q, A>(questions: &[Q], ask: impl Fn(&Q) -> A) {
    questions.iter().for_each(|question| {
        std::hint::black_box(ask(question));
    });
}

fn ten<A>(ask: impl Fn() -> A) {
    (0..10).for_each(|_| {
        std::hint::black_box(ask());
    });
}

fn measure(name: &'static str, ours: &dyn Fn(), bare: &dyn Fn()) -> Figure {
    let (ours, bare) = alternate(|| cpu_microseconds(ours).0, || cpu_microseconds(bare).0);
    Figure { name, ours: ours / 1000.0, bare: bare / 1000.0, unit: "ms", bound: Some(BOUND) }
}

fn same(what: &str, ours: Vec<String>, bare: Vec<String>) {
    assert_eq!(ours, bare, "{what}: both answer the same");
}

/// Of each row what stands at these places, amounts as text.
fn picked(rows: &Value, places: &[&str]) -> Vec<String> {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other
            .get("amount")
            .map_or_else(|| other.to_string(), |amount| amount.as_str().unwrap().to_owned()),
    };
    let line = |row: &Value| places.iter().map(|place| text(&row[*place])).collect::<Vec<_>>().join("|");
    rows.as_array().unwrap().iter().map(line).collect()
}

fn plain(rows: &Rows, columns: &[usize]) -> Vec<String> {
    rows.iter()
        .map(|row| columns.iter().map(|column| written(&row[*column])).collect::<Vec<_>>().join("|"))
        .collect()
}

fn written(value: &rusqlite::types::Value) -> String {
    use rusqlite::types::Value;
    match value {
        Value::Integer(whole) => whole.to_string(),
        Value::Text(text) => text.clone(),
        _ => String::new(),
    }
}

/// As [`plain`], with minor units in the columns of `amounts`.
fn with_amounts(rows: &Rows, columns: &[usize], amounts: &[usize]) -> Vec<String> {
    let amount = |value: &rusqlite::types::Value| match value {
        rusqlite::types::Value::Integer(minor) => format!("{}.{:02}", minor / 100, minor % 100),
        other => written(other),
    };
    let of = |row: &Vec<_>, column: &usize| match amounts.contains(column) {
        true => amount(&row[*column]),
        false => written(&row[*column]),
    };
    rows.iter()
        .map(|row| columns.iter().map(|column| of(row, column)).collect::<Vec<_>>().join("|"))
        .collect()
}

fn same_screen(ours: &[Value], bare: &[Rows; 5]) {
    let [list, open, tasks, timeline, party] = ours else { panic!("five answers") };
    let [figures, items, steps, happened, customer] = bare;
    same(
        "figures",
        picked(&list["rows"], &["balance", "overdue", "oldest_due_on"]),
        with_amounts(figures, &[0, 1, 2], &[0, 1]),
    );
    same(
        "open items",
        picked(open, &["date", "due_on", "amount", "remaining"]),
        with_amounts(items, &[2, 3, 4, 5], &[4, 5]),
    );
    let tasks: Vec<Value> = tasks.as_array().unwrap().iter().map(|task| task["fields"].clone()).collect();
    same("tasks", picked(&tasks.into(), &["title", "due_on"]), plain(steps, &[1, 2]));
    let happened = with_amounts(happened, &[1, 2, 3, 4, 5, 6, 8], &[8]);
    let places = ["kind", "date", "text", "contact", "next_step", "next_on", "amount"];
    same("timeline", picked(&timeline["rows"], &places), happened);
    let fields = Value::from(vec![party["fields"].clone()]);
    same(
        "customer",
        picked(&fields, &["code", "name", "industry", "region"]),
        plain(customer, &[1, 2, 8, 9]),
    );
}

fn same_board(ours: &Value, bare: &[Rows]) {
    let columns = ours["columns"].as_array().unwrap();
    same(
        "stages",
        picked(&ours["columns"], &["stage_id", "count", "total"]),
        with_amounts(&bare[0], &[0, 1, 2], &[2]),
    );
    let places =
        ["id", "title", "party_name", "owner_name", "amount", "deadline_on", "next_step", "next_step_on"];
    for (column, cards) in columns.iter().zip(&bare[1..7]) {
        let shown = picked(&column["cards"]["rows"], &places);
        same("cards", shown, with_amounts(cards, &[0, 2, 14, 15, 6, 12, 8, 9], &[6]));
    }
    for (end, rows) in ["won", "lost"].iter().zip(&bare[7..9]) {
        let ended = Value::from(vec![ours[*end].clone()]);
        same(end, picked(&ended, &["count", "total"]), with_amounts(rows, &[0, 1], &[1]));
    }
    let counts = Value::from(vec![ours.clone()]);
    same("slipped", picked(&counts, &["slipped"]), plain(&bare[9], &[0]));
    same("no next step", picked(&counts, &["no_next_step"]), plain(&bare[10], &[0]));
    let ended = |state: &str, decided: &str| {
        let found = bare[11].iter().find(|row| written(&row[0]) == state && written(&row[1]) == decided);
        found.map_or(0.0, |row| written(&row[2]).parse::<f64>().unwrap())
    };
    let (won, lost, given_up) = (ended("won", "1"), ended("lost", "1"), ended("lost", "0"));
    let rates = [won * 100.0 / (won + lost), won * 100.0 / (won + lost + given_up)];
    for (name, rate) in ["win_rate_of_decided", "win_rate_of_closed"].iter().zip(rates) {
        let ours: f64 = ours[*name].as_str().unwrap().parse().unwrap();
        assert!((ours - rate).abs() < 0.06, "{name}: {ours} and {rate}");
    }
}

fn same_segment(ours: &[Value; 2], bare: &[Rows; 2]) {
    let places = ["id", "code", "name", "industry", "region", "balance", "overdue", "oldest_due_on"];
    let page = with_amounts(&bare[0], &[0, 1, 2, 4, 5, 6, 7, 8], &[6, 7]);
    assert!(!page.is_empty(), "the segment has members");
    same("members", picked(&ours[0]["rows"], &places), page);
    let totals = Value::from(vec![ours[1].clone()]);
    same(
        "totals",
        picked(&totals, &["count", "balance", "overdue"]),
        with_amounts(&bare[1], &[0, 1, 2], &[1, 2]),
    );
}

/// Every cell: the section of an industry, a month.
fn same_pivot(ours: &Value, bare: &Rows) {
    let mut cells: Vec<String> = Vec::new();
    for row in ours["rows"].as_array().unwrap().iter().filter(|row| row["kind"] == "line") {
        let name = row["cells"][0]["value"]["zh"].as_str().unwrap();
        let section = INDUSTRIES.iter().find(|industry| industry.name_zh == name).unwrap().code;
        for (column, cell) in ours["columns"].as_array().unwrap().iter().zip(row["cells"].as_array().unwrap())
        {
            let (from, amount) = (column["detail"]["from"].as_str(), cell["value"]["amount"].as_str());
            if let Some((from, amount)) = from.zip(amount).filter(|(_, amount)| *amount != "0.00") {
                cells.push(format!("{section}|{}|{amount}", &from[..7]));
            }
        }
    }
    cells.sort();
    same("pivot", cells, with_amounts(bare, &[0, 1, 2], &[2]));
}
