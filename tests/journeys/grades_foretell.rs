//! Grades against what came after them: customers of several kinds, whose later invoices no grade has seen.

use chrono::{Days, NaiveDate};
use kezhang::calendar::Day;
use kezhang::exchange::history::{PastInvoice, write_parts};
use kezhang::forecast::Chance;
use kezhang::money::{Currency, Money};
use serde_json::json;

use crate::calls::call_on;
use crate::journal_ifrs::Company;

const CUSTOMERS: usize = 25;
/// Days between two invoices of a customer, and how many come before and after the day of the grade.
const EVERY_DAYS: u64 = 11;
const BEFORE: u64 = 34;
const AFTER: u64 = 18;

fn day(from: NaiveDate, days: i64) -> Day {
    match u64::try_from(days) {
        Ok(days) => from.checked_add_days(Days::new(days)).unwrap(),
        Err(_) => from.checked_sub_days(Days::new(days.unsigned_abs())).unwrap(),
    }
}

/// A customer's invoices and the mean days late, in tenths, of those after the cut. Prompt, usual, slow, very late and erratic
/// payers; every tenth changes its habits at the cut, and everybody is slower in December and January.
fn trade(customer: usize, begins: NaiveDate, chance: &mut Chance) -> (Vec<PastInvoice>, i64) {
    let mut below = |limit: usize| i64::try_from(chance.below(limit)).unwrap();
    let [usual, spread] = match customer % 5 {
        0 => [-6 + below(5), 4],
        1 => [below(8), 6],
        2 => [10 + below(12), 10],
        3 => [30 + below(30), 16],
        _ => [4 + below(10), 36],
    };
    let (mut invoices, mut later) = (Vec::new(), Vec::new());
    for n in 0..BEFORE + AFTER {
        let date = begins.checked_add_days(Days::new(n * EVERY_DAYS + customer as u64 % 7)).unwrap();
        let due_on = day(date, 30);
        let winter = if matches!(chrono::Datelike::month(&due_on), 12 | 1) { 6 } else { 0 };
        let is_after = n >= BEFORE;
        let changed = if customer % 10 == 1 && is_after { 15 } else { 0 };
        let late = usual + winter + changed + below(2 * spread as usize + 1) - spread;
        if is_after {
            later.push(late);
        }
        invoices.push(PastInvoice {
            number: format!("C{customer:02}-{n:03}"),
            customer: format!("客户{customer:02}"),
            date,
            due_on,
            amount: Money::from_minor(50_000 + 100 * below(20_000), Currency::CNY),
            settled_on: Some(day(due_on, late).max(date)),
        });
    }
    (invoices, 10 * later.iter().sum::<i64>() / later.len() as i64)
}

/// Ranks times two; equal values share the middle of their places.
fn ranks(values: &[i64]) -> Vec<i64> {
    let place = |value: &i64| {
        let below = values.iter().filter(|other| *other < value).count();
        let equal = values.iter().filter(|other| *other == value).count();
        i64::try_from(2 * below + equal + 1).unwrap()
    };
    values.iter().map(place).collect()
}

/// Whether the rank correlation of Spearman is at least so many hundredths.
fn agree(one: &[i64], other: &[i64], hundredths: i64) -> bool {
    let (one, other) = (ranks(one), ranks(other));
    let middle = i64::try_from(one.len()).unwrap() + 1;
    let sum = |a: &[i64], b: &[i64]| a.iter().zip(b).map(|(a, b)| (a - middle) * (b - middle)).sum::<i64>();
    let (both, own) = (sum(&one, &other), sum(&one, &one) * sum(&other, &other));
    both > 0 && i128::from(both * both) * 10_000 >= i128::from(hundredths * hundredths) * i128::from(own)
}

#[test]
fn grades_order_customers_by_how_late_they_pay_afterwards() {
    let company = Company::new("cn-small");
    let begins = NaiveDate::from_ymd_opt(2025, 1, 6).unwrap();
    let cut = day(begins, (BEFORE * EVERY_DAYS) as i64 - 1);
    let last = "2026-09-30";
    let mut chance = Chance::new(11);
    let traded: Vec<_> = (0..CUSTOMERS).map(|customer| trade(customer, begins, &mut chance)).collect();
    let history: Vec<PastInvoice> = traded.iter().flat_map(|(invoices, _)| invoices.clone()).collect();
    let folder = tempfile::tempdir().unwrap();
    for part in write_parts(&history, folder.path()).unwrap() {
        let input = json!({"path": part.path, "kind": part.kind, "mapping": part.mapping()});
        call_on(&company.door, last, "import.run", input).unwrap();
    }
    let (mut grades, mut scores, mut later) = (Vec::new(), Vec::new(), Vec::new());
    for (customer, (_, late)) in traded.iter().enumerate() {
        let found = call_on(&company.door, last, "party.find", json!({"text": format!("客户{customer:02}")}));
        let party = found.unwrap()[0]["id"].clone();
        let card =
            call_on(&company.door, last, "credit.card", json!({"party_id": party, "as_of": cut})).unwrap();
        assert!(card["invoices"].as_u64().unwrap() >= 20, "{card}");
        let score: Vec<&str> = card["score"].as_str().unwrap().split('.').collect();
        scores.push(-format!("{}{:0<2}", score[0], score.get(1).unwrap_or(&"")).parse::<i64>().unwrap());
        grades.push(i64::from(card["grade"].as_str().unwrap().as_bytes()[0]));
        later.push(*late);
    }
    assert!(agree(&scores, &later, 80), "{scores:?} {later:?}");
    assert!(agree(&grades, &later, 80), "{grades:?} {later:?}");
    let other_way: Vec<i64> = later.iter().rev().copied().collect();
    assert!(!agree(&scores, &other_way, 80), "the measure tells");
}
