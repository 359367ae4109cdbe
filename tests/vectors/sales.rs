//! Section `sales`.

use kezhang::money::{Rounding, round};
use kezhang::pipeline::measures::{
    Outcome, attainment, conversion, days_between, mean, median, percent, velocity, weighted_open,
};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::reader::{day, decimal, id, section, text};

fn cents(value: Decimal) -> String {
    format!("{:.2}", round(value, 2, Rounding::HalfUp))
}

fn percentage(share: Decimal) -> String {
    format!("{:.2}%", percent(share))
}

fn outcome(stage: &str) -> Outcome {
    match stage {
        "won" => Outcome::Won,
        "lost" => Outcome::Lost,
        _ => Outcome::Open,
    }
}

fn found(name: &str, input: &Value) -> Value {
    match name.split('_').next().unwrap() {
        "SV" => {
            let count = input["opportunities"].as_u64().unwrap();
            let cycle = Decimal::from(input["cycle_days"].as_i64().unwrap());
            let (average, rate) = (decimal(&input["avg_value"]), decimal(&input["win_rate"]));
            json!(cents(velocity(count, average, rate, cycle).unwrap()))
        }
        "WP" => {
            let rows = input["pipeline"].as_array().unwrap();
            let of = |row: &Value| (outcome(text(&row[0])), decimal(&row[1]), decimal(&row[2]));
            let won: Decimal = rows.iter().map(of).filter(|row| row.0 == Outcome::Won).map(|row| row.1).sum();
            json!({"weighted_open": cents(weighted_open(rows.iter().map(of))), "won": won.to_string()})
        }
        "CYC" => {
            let column = |key: &str| input[key].as_array().unwrap().clone();
            let days: Vec<i64> = column("created")
                .iter()
                .zip(&column("won"))
                .map(|(created, won)| days_between(day(created), day(won)))
                .collect();
            let middle: i64 = median(&days).unwrap().try_into().unwrap();
            json!({"days": days, "mean": cents(mean(&days).unwrap()), "median": middle})
        }
        "CONV" => {
            let stages = ["lead", "qualified", "proposal", "negotiation", "won"];
            let entered = stages.map(|stage| input["entered"][stage].as_u64().unwrap());
            let found = conversion(&entered);
            let steps: Vec<String> = found.steps.into_iter().map(|step| percentage(step.unwrap())).collect();
            json!({"stage_conversion": steps, "overall": percentage(found.overall.unwrap())})
        }
        "TGT" => {
            let period = [day(&input["period"][0]), day(&input["period"][1])];
            let (target, actual) = (decimal(&input["target"]), decimal(&input["actual"]));
            let found = attainment(target, actual, day(&input["day"]), period);
            json!({
                "attainment": percentage(found.attained.unwrap()),
                "elapsed": percentage(found.elapsed),
                "run_rate_year_end": cents(found.run_rate.unwrap()),
            })
        }
        other => panic!("no figure for {other}"),
    }
}

#[test]
fn sales_figures_come_out_as_worked() {
    for example in section("sales") {
        assert_eq!(found(id(&example), &example["input"]), example["expected"], "{}", id(&example));
    }
}

#[test]
fn figures_without_anything_to_stand_on_are_absent() {
    assert_eq!(conversion(&[0, 0]).steps, [None]);
    assert_eq!((mean(&[]), median(&[])), (None, None));
    assert_eq!(velocity(3, Decimal::ONE, Decimal::ONE, Decimal::ZERO), None);
}
