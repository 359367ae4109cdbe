//! Aging and statements a second time: loops over all rows, no SQL, no code of the reports.
//!
//! A statement's transactions are read from the ledger's lines, its open items from items and allocations, so that
//! the two agree only where the books do.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use kezhang::calendar::Day;
use kezhang::ledger::Control;
use kezhang::money::{Currency, Money};
use kezhang::reports::{
    AgeUnit, AgingBasis, Cell, Report, ReportName, ReportRequest, RowKind, Statement, StatementItem,
    StatementKind, StatementLine,
};
use kezhang::subledger::Business;

use crate::rows::{ItemRow, Rows, sign};

/// The buckets, credits, total, advances.
type Figures = Vec<i64>;

/// A line of an aging by party, or by item with its document's number and its days.
type AgingLine = (String, Option<(String, Day, Day)>, Figures);

fn bucket(days: i64) -> usize {
    match days {
        ..=0 => 0,
        1..=30 => 1,
        31..=60 => 2,
        61..=90 => 3,
        _ => 4,
    }
}

/// The bucket of own ends, day by day: how many ends a debt has passed.
fn own_bucket(unit: AgeUnit, ends: &[u32], from: Day, as_of: Day) -> usize {
    if from >= as_of {
        return 0;
    }
    let passed = |end: &&u32| match unit {
        AgeUnit::Days => days_late(from, as_of) > i64::from(**end),
        // The day of as_of's month, so many months before; where that month is short, its last day.
        AgeUnit::Months => {
            let months = as_of.year() * 12 + as_of.month0() as i32 - **end as i32;
            let first =
                Day::from_ymd_opt(months.div_euclid(12), months.rem_euclid(12) as u32 + 1, 1).unwrap();
            let day = (1..=as_of.day()).rev().find_map(|day| first.with_day(day)).unwrap();
            from < day
        }
    };
    1 + ends.iter().filter(passed).count()
}

fn days_late(due_on: Day, as_of: Day) -> i64 {
    as_of.signed_duration_since(due_on).num_days()
}

/// The lines of an aging and the balance of the two control accounts, as [`report_lines`] reads them off a report.
pub fn aging(rows: &Rows, request: &ReportRequest, known: i64) -> (Vec<AgingLine>, [i64; 2]) {
    let [debts, advances] = match request.name {
        ReportName::ArAging => [Control::Receivable, Control::CustomerAdvance],
        _ => [Control::Payable, Control::SupplierPrepayment],
    };
    let usual = if request.age_unit == AgeUnit::Months { vec![1, 2, 3] } else { vec![30, 60, 90] };
    let ends = if request.ages.is_empty() { usual } else { request.ages.clone() };
    let mut by_item: Vec<(String, Day, i64, AgingLine)> = Vec::new();
    for item in &rows.items {
        let (minor, base) = rows.open_at(item, request.as_of, known);
        let control = rows.control(item.account);
        let counts = control == Some(debts) || control == Some(advances);
        if (minor, base) == (0, 0) || !counts {
            continue;
        }
        let mut figures = vec![0; ends.len() + 5];
        let credits = ends.len() + 2;
        if control == Some(advances) {
            figures[credits + 2] = base;
        } else {
            let from = if request.by == AgingBasis::DueDate { item.due_on } else { rows.day(item) };
            let place =
                if base < 0 { credits } else { own_bucket(request.age_unit, &ends, from, request.as_of) };
            figures[place] = base;
            figures[credits + 1] = base;
        }
        let number = rows.name(item).unwrap_or_default();
        let code = rows.party_codes[&item.party].clone();
        let line = (code.clone(), Some((number, rows.day(item), item.due_on)), figures);
        by_item.push((code, item.due_on, item.id, line));
    }
    by_item.sort();
    let mut lines: Vec<AgingLine> = by_item.into_iter().map(|(.., line)| line).collect();
    if !request.detail {
        let mut parties: BTreeMap<String, Figures> = BTreeMap::new();
        for (code, _, figures) in lines {
            let sums = parties.entry(code).or_insert_with(|| vec![0; figures.len()]);
            for (sum, figure) in sums.iter_mut().zip(figures) {
                *sum += figure;
            }
        }
        lines = parties.into_iter().map(|(code, figures)| (code, None, figures)).collect();
    }
    let balance = |control: Control| {
        let of_control = rows.lines.iter().filter(|line| {
            rows.control(line.account) == Some(control) && line.date <= request.as_of && line.seq <= known
        });
        of_control.map(|line| sign(control) * line.side * line.base).sum()
    };
    (lines, [balance(debts), balance(advances)])
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        _ => String::new(),
    }
}

fn minor(cell: &Cell) -> i64 {
    match cell {
        Cell::Money(money) => money.minor(),
        _ => 0,
    }
}

fn date(cell: &Cell) -> Day {
    match cell {
        Cell::Day(day) => *day,
        other => panic!("no day: {other:?}"),
    }
}

/// What an aging report says, in the shape of [`aging`]; its totals are checked on the way.
pub fn report_lines(report: &Report, detail: bool) -> Result<(Vec<AgingLine>, [i64; 2]), String> {
    let mut lines = Vec::new();
    let places = report.columns.iter().position(|column| column.key == "not_due").unwrap();
    let width = report.columns.len() - places;
    let (mut party, mut sums, mut ledger) = (String::new(), vec![0; width], [0; 2]);
    for row in &report.rows {
        let figures: Figures = row.cells[places..].iter().map(minor).collect();
        match (row.kind, &row.cells[0]) {
            (RowKind::Heading, _) => party = text(&row.cells[0]),
            (RowKind::Line, _) => {
                for (sum, figure) in sums.iter_mut().zip(&figures) {
                    *sum += figure;
                }
                let item = detail.then(|| (text(&row.cells[0]), date(&row.cells[2]), date(&row.cells[3])));
                let code = if detail { party.clone() } else { text(&row.cells[0]) };
                lines.push((code, item, figures));
            }
            (RowKind::Total, Cell::Word(word)) if word == "total" && figures != sums => {
                return Err(format!("the total is {figures:?}, the lines add up to {sums:?}"));
            }
            (RowKind::Total, Cell::Word(word)) if word == "control_account" => {
                ledger = [figures[width - 2], figures[width - 1]]
            }
            (RowKind::Total, Cell::Word(word))
                if word == "difference" && figures.iter().any(|figure| *figure != 0) =>
            {
                return Err(format!("the ledger differs by {figures:?}"));
            }
            _ => {}
        }
    }
    Ok((lines, ledger))
}

/// Number of what was settled, and how much.
type Applied = (Option<String>, i64);

/// One transaction: act, day, number, due day, change, balance, what it settled.
#[derive(Debug, PartialEq, Eq)]
pub struct PlainLine {
    seq: i64,
    date: Day,
    number: Option<String>,
    due_on: Option<Day>,
    change: i64,
    balance: i64,
    applied: Vec<Applied>,
}

/// One open item: number, day, due day, days overdue, amount, open, balance.
type PlainItem = (Option<String>, Day, Day, u32, i64, i64, i64);

/// What a statement comes down to.
#[derive(Debug, PartialEq, Eq)]
pub struct PlainStatement {
    currency: Currency,
    opening: i64,
    debit: i64,
    credit: i64,
    closing: i64,
    lines: Vec<PlainLine>,
    items: Vec<PlainItem>,
    aging: [i64; 6],
    later: Vec<(i64, i64, i64)>,
}

/// The statements of a customer; `home` is the currency of one without any transaction.
pub fn statements(
    rows: &Rows,
    party: i64,
    request: &ReportRequest,
    known: i64,
    home: Currency,
) -> Vec<PlainStatement> {
    let mut currencies = BTreeSet::new();
    for line in &rows.lines {
        let counts = line.seq <= known && (line.date <= request.as_of || request.later_receipts);
        if line.party == Some(party) && side_of(request).has(rows, line.account) && counts {
            currencies.insert(line.currency);
        }
    }
    if currencies.is_empty() {
        currencies.insert(home);
    }
    currencies.into_iter().map(|currency| statement(rows, party, request, known, currency)).collect()
}

/// Debts, what was paid ahead, what pays them, and the sign of what is owed.
struct Side(Control, Control, &'static str, i64);

fn side_of(request: &ReportRequest) -> Side {
    match request.business {
        Some(Business::Supplier) => Side(Control::Payable, Control::SupplierPrepayment, "payment", -1),
        _ => Side(Control::Receivable, Control::CustomerAdvance, "receipt", 1),
    }
}

impl Side {
    fn has(&self, rows: &Rows, account: i64) -> bool {
        rows.control(account).is_some_and(|control| control == self.0 || control == self.1)
    }
}

fn statement(
    rows: &Rows,
    party: i64,
    request: &ReportRequest,
    known: i64,
    currency: Currency,
) -> PlainStatement {
    let from = request.from.unwrap();
    let side = side_of(request);
    let of_account =
        |item: &&ItemRow| item.party == party && item.currency == currency && side.has(rows, item.account);
    let mut changes: BTreeMap<(Day, i64), i64> = BTreeMap::new();
    for line in &rows.lines {
        let is_ours = line.party == Some(party) && line.currency == currency;
        if is_ours && side.has(rows, line.account) && line.seq <= known {
            *changes.entry((line.date, line.seq)).or_default() += side.3 * line.side * line.minor;
        }
    }
    let mut applied: BTreeMap<(Day, i64), Vec<Applied>> = BTreeMap::new();
    let number = |seq: i64| rows.documents.get(&seq).map(|(_, number)| number.clone());
    for item in rows.items.iter().filter(of_account) {
        let is_invoice = rows.control(item.account) == Some(side.0) && item.minor > 0;
        for row in rows.allocations.iter().filter(|row| row.item == item.id && row.seq <= known) {
            let key = (row.date, row.seq);
            // An act that only applies posts nothing, but is one of the statement's all the same.
            changes.entry(key).or_default();
            if is_invoice
                && !rows.reschedulings.contains(&row.seq)
                && request.kind == StatementKind::Activity
                && (from..=request.as_of).contains(&row.date)
            {
                applied.entry(key).or_default().push((rows.name(item), row.minor));
            }
        }
    }
    let opening: i64 = changes.iter().filter(|((date, _), _)| *date < from).map(|(_, change)| change).sum();
    let (mut balance, mut lines, mut later) = (opening, Vec::new(), Vec::new());
    for (key @ (date, seq), change) in changes.into_iter().filter(|((date, _), _)| *date >= from) {
        let mut settled = applied.remove(&key).unwrap_or_default();
        settled.sort();
        if date > request.as_of {
            let is_receipt = rows.documents.get(&seq).is_some_and(|(kind, _)| kind == side.2);
            if is_receipt && request.later_receipts && change != 0 {
                later.push((seq, change, 0));
            }
            continue;
        }
        if change == 0 && settled.is_empty() {
            continue;
        }
        balance += change;
        let opened = rows.items.iter().filter(of_account).filter(|item| item.seq == seq && item.date == date);
        lines.push(PlainLine {
            seq,
            date,
            number: number(rows.voids.get(&seq).copied().unwrap_or(seq)),
            due_on: opened.map(|item| item.due_on).max().filter(|_| change > 0),
            change,
            balance,
            applied: settled,
        });
    }
    let mut running = balance;
    for (_, change, after) in &mut later {
        running += *change;
        *after = running;
    }
    let sum = |of: i64| lines.iter().map(|line| (of * line.change).max(0)).sum();
    let (debit, credit) = (sum(side.3), sum(-side.3));
    let (items, aging) =
        open_items(rows, &side, rows.items.iter().filter(of_account).collect(), request.as_of, known);
    let shows_items = request.kind == StatementKind::OpenItem;
    PlainStatement {
        currency,
        opening,
        debit,
        credit,
        closing: balance,
        lines: if shows_items { Vec::new() } else { lines },
        items: if shows_items { items } else { Vec::new() },
        aging,
        later,
    }
}

fn open_items(
    rows: &Rows,
    side: &Side,
    mut of_account: Vec<&ItemRow>,
    as_of: Day,
    known: i64,
) -> (Vec<PlainItem>, [i64; 6]) {
    of_account.sort_by_key(|item| (item.due_on, item.id));
    let (mut items, mut aging, mut balance) = (Vec::new(), [0; 6], 0);
    for item in of_account {
        let (open, base) = rows.open_at(item, as_of, known);
        if (open, base) == (0, 0) {
            continue;
        }
        let sign = if rows.control(item.account) == Some(side.1) { -1 } else { 1 };
        let (amount, open) = (sign * item.minor, sign * open);
        balance += open;
        let late = days_late(item.due_on, as_of);
        aging[if open < 0 { 5 } else { bucket(late) }] += open;
        let overdue = if open > 0 { u32::try_from(late).unwrap_or(0) } else { 0 };
        let number = rows.name(item);
        items.push((number, rows.day(item), item.due_on, overdue, amount, open, balance));
    }
    (items, aging)
}

/// A statement of the program, come down to the same.
pub fn plain(statement: &Statement) -> PlainStatement {
    let minor = |money: Money| money.minor();
    let grown = |debit: Money, credit: Money| match statement.business {
        Business::Customer => minor(debit) - minor(credit),
        Business::Supplier => minor(credit) - minor(debit),
    };
    let aging = &statement.aging;
    let line = |line: &StatementLine| {
        let mut applied: Vec<_> =
            line.applied.iter().map(|part| (part.number.clone(), minor(part.amount))).collect();
        applied.sort();
        PlainLine {
            seq: line.seq.value(),
            date: line.date,
            number: line.number.clone(),
            due_on: line.due_on,
            change: grown(line.debit, line.credit),
            balance: minor(line.balance),
            applied,
        }
    };
    let item = |item: &StatementItem| {
        let figures = (minor(item.amount), minor(item.open), minor(item.balance));
        assert_eq!(minor(item.settled), figures.0 - figures.1);
        let (amount, open, balance) = figures;
        (item.number.clone(), item.date, item.due_on, item.days_overdue, amount, open, balance)
    };
    let later =
        |line: &StatementLine| (line.seq.value(), grown(line.debit, line.credit), minor(line.balance));
    PlainStatement {
        currency: statement.currency,
        opening: minor(statement.opening),
        debit: minor(statement.debit),
        credit: minor(statement.credit),
        closing: minor(statement.closing),
        lines: statement.lines.iter().map(line).collect(),
        items: statement.items.iter().map(item).collect(),
        aging: [
            minor(aging.not_due),
            minor(aging.up_to_30),
            minor(aging.up_to_60),
            minor(aging.up_to_90),
            minor(aging.over_90),
            minor(aging.unapplied),
        ],
        later: statement.later_receipts.iter().map(later).collect(),
    }
}
