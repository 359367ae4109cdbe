//! Expected receipts by week, what is left of a late invoice, bands, their losses, and weeks of cash.

use kezhang::forecast::accuracy::{mean, pinball};
use kezhang::forecast::{
    Band, Delays, Flow, Possible, Sums, cash_weeks, expected_by_week, first_below, lowest, whole_minor,
};
use kezhang::money::{Currency, Money};
use serde_json::Value;

use crate::reader::{day, fen, id, plain, section, text};

/// A probability or another statistic: no amount.
fn number(value: &Value) -> f64 {
    text(value).parse().unwrap()
}

/// The days of an example; what it calls never is what they leave.
fn delays(pmf: &Value) -> Delays {
    let days = pmf.as_object().unwrap().iter();
    let known = days.filter_map(|(day, probability)| Some((day.parse().ok()?, number(probability))));
    Delays::of(&known.collect::<Vec<(i32, f64)>>())
}

fn whole(value: &Value) -> i64 {
    value.as_i64().unwrap()
}

fn yuan(value: &Value) -> i64 {
    Money::parse(text(value), Currency::CNY).unwrap().minor()
}

#[test]
fn cash_comes_out_as_worked() {
    for example in section("cash") {
        let (input, expected) = (&example["input"], &example["expected"]);
        match id(&example) {
            "CF_expected" => receipts_by_week(input, expected),
            "CF_conditional" => what_is_left(input, expected),
            "CF_band" => band(input, expected),
            "CF_pinball" | "CF_pinball_miss" => losses(input, expected),
            "CF_13w" => weeks(input, expected),
            other => panic!("an example of another kind: {other}"),
        }
    }
}

fn receipts_by_week(input: &Value, expected: &Value) {
    let start = day(&input["weeks_start"]);
    let (due, amount) = (day(&input["due"]), fen(&input["invoice"]));
    let weeks = expected_by_week(&delays(&input["delay_pmf"]), due, amount, start, 13);
    let label = |index: usize| (start + chrono::Days::new(7 * index as u64)).format("%G-W%V").to_string();
    let mut outside = amount;
    for (index, came) in weeks.iter().enumerate() {
        outside -= came;
        match expected.get(label(index)) {
            Some(worked) => assert_eq!(plain(*came), text(worked), "{}", label(index)),
            None => assert_eq!(*came, 0, "{}", label(index)),
        }
    }
    assert_eq!(plain(outside), text(&expected["outside"]));
}

fn what_is_left(input: &Value, expected: &Value) {
    let late = i32::try_from(whole(&input["days_late_and_unpaid"])).unwrap();
    let left = delays(&input["delay_pmf"]).conditioned(late);
    assert_eq!(format!("{:.4}", left.on(30)), text(&expected["p30"]));
    assert_eq!(format!("{:.4}", left.never()), text(&expected["never"]));
    // The invoice of the example before: 30 days after its due day lie in the first week of 2027.
    let due = kezhang::calendar::parse_day("2026-12-07").unwrap();
    let start = kezhang::calendar::parse_day("2027-01-04").unwrap();
    let weeks = expected_by_week(&left, due, fen(&input["invoice"]), start, 1);
    assert_eq!(plain(weeks[0]), text(&expected["expected_2027-W01"]));
}

fn band(input: &Value, expected: &Value) {
    let receipts: Vec<Possible> = input["receipts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|receipt| Possible {
            amount_minor: whole(&receipt["amount"]),
            probability: number(&receipt["p"]),
        })
        .collect();
    let sums = Sums::of(&receipts, 1);
    let pmf = expected["pmf"].as_object().unwrap();
    assert_eq!(sums.probabilities().len(), pmf.len());
    for (sum, probability) in sums.probabilities() {
        assert_eq!(format!("{probability:.2}"), text(&pmf[&sum.to_string()]), "{sum}");
    }
    assert_eq!(format!("{:.2}", sums.mean()), text(&expected["mean"]));
    assert_eq!(whole_minor(sums.mean()), 3300);
    let [p10, p50, p90] = ["P10", "P50", "P90"].map(|key| whole(&expected[key]));
    assert_eq!(sums.band(), Band { p10, p50, p90 });
}

fn losses(input: &Value, expected: &Value) {
    let actual = input["actual"].as_f64().unwrap();
    let told = [("P10", 0.1), ("P50", 0.5), ("P90", 0.9)];
    let losses = told.map(|(key, q)| pinball(actual, input[key].as_f64().unwrap(), q));
    let worked = expected["pinball"].as_array().unwrap();
    for (loss, worked) in losses.iter().zip(worked) {
        assert_eq!(format!("{loss:.2}"), text(worked));
    }
    assert_eq!(format!("{:.4}", mean(losses).unwrap()), text(&expected["mean"]));
    let [p10, actual, p90] = ["P10", "actual", "P90"].map(|key| whole(&input[key]));
    let band = Band { p10, p50: whole(&input["P50"]), p90 };
    assert_eq!(band.holds(actual), expected["inside_80_band"].as_bool().unwrap());
}

fn weeks(input: &Value, expected: &Value) {
    let flows = input["weeks_in_out"].as_array().unwrap();
    let flows: Vec<Flow> =
        flows.iter().map(|week| Flow { in_minor: yuan(&week[0]), out_minor: yuan(&week[1]) }).collect();
    let weeks = cash_weeks(yuan(&input["opening"]), &flows);
    let closing: Vec<i64> = weeks.iter().map(|week| week.closing_minor).collect();
    let worked: Vec<i64> = expected["closing"].as_array().unwrap().iter().map(yuan).collect();
    assert_eq!(closing, worked);
    assert!(weeks.windows(2).all(|two| two[0].closing_minor == two[1].opening_minor));
    let first = first_below(&weeks, yuan(&input["minimum"])).map(|week| week as i64);
    assert_eq!(first, expected["first_week_below_minimum"].as_i64());
    assert_eq!(lowest(&weeks), Some(yuan(&expected["lowest"])));
}
