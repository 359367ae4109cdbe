//! Section `dunning`: the days on which reminders go out, one day after the other.

use kezhang::calendar::Day;
use kezhang::dunning::{DunningRule, ItemFacts, PromiseFact, Stage, StepSent, next_stage};
use serde_json::{Value, json};

use crate::reader::{day, id, section, text};

fn stages(schedule: &Value) -> Vec<Stage> {
    let stage = |each: &Value| Stage {
        level: text(&each[1]).trim_start_matches('L').parse().unwrap(),
        days: each[0].as_i64().unwrap(),
    };
    schedule.as_array().unwrap().iter().map(stage).collect()
}

fn pairs(input: &Value, name: &str) -> Vec<(Day, Day)> {
    let all = input.get(name).and_then(Value::as_array);
    all.into_iter().flatten().map(|each| (day(&each[0]), day(&each[1]))).collect()
}

/// Every day from a week before it is due until the last one, as a run on each would do.
fn sent(input: &Value, promises: Vec<PromiseFact>) -> Value {
    let rule = DunningRule {
        stages: stages(&input["schedule"]),
        grace_days: input["grace_days_after_promise"].as_i64().unwrap(),
        min_gap_days: input["min_gap_days"].as_i64().unwrap(),
    };
    let (due_on, until) = (day(&input["due"]), day(&input["until"]));
    let paid = input.get("paid").map(day);
    let mut facts =
        ItemFacts { due_on, disputed: pairs(input, "dispute"), promises, sent: None, last_reminded_on: None };
    let mut found = Vec::new();
    let mut today = due_on.checked_sub_days(chrono::Days::new(7)).unwrap();
    while today <= until {
        let is_open = paid.is_none_or(|paid| today < paid);
        if let Some(level) = next_stage(&rule, &facts, today).filter(|_| is_open) {
            found.push(json!([today.to_string(), format!("L{level}")]));
            facts.sent = Some(StepSent { level, on: today });
            if level > 0 {
                facts.last_reminded_on = Some(today);
            }
        }
        today = today.succ_opt().unwrap();
    }
    json!(found)
}

#[test]
fn reminders_go_out_on_the_days_as_worked() {
    for example in section("dunning") {
        let input = &example["input"];
        let promise = |(made_on, due_on)| PromiseFact { made_on, until: due_on, broken: true };
        let promises = pairs(input, "promises").into_iter().map(promise).collect();
        assert_eq!(sent(input, promises), example["expected"], "{}", id(&example));
    }
}

/// DOMAIN §7: promise 04-25 broken → L3 04-28, L4 05-03.
#[test]
fn a_broken_promise_brings_the_next_level_before_its_own_day() {
    let all = section("dunning");
    let plain = &all.iter().find(|example| id(example) == "DN_plain").unwrap()["input"];
    let promise =
        PromiseFact { made_on: day(&json!("2026-04-08")), until: day(&json!("2026-04-25")), broken: true };
    let expected = json!([
        ["2026-03-28", "L0"],
        ["2026-03-31", "L1"],
        ["2026-04-07", "L2"],
        ["2026-04-28", "L3"],
        ["2026-05-03", "L4"],
        ["2026-05-30", "L5"]
    ]);
    assert_eq!(sent(plain, vec![promise.clone()]), expected);
    let kept = PromiseFact { broken: false, ..promise };
    // What is left after a promise was kept goes on by its own clock.
    assert_eq!(sent(plain, vec![kept])[3], json!(["2026-04-28", "L3"]));
}

/// Levels whose days passed while nothing went out are left out: the highest that is reached goes, once.
#[test]
fn a_level_that_was_left_out_is_not_sent_later() {
    let all = section("dunning");
    let plain = &all.iter().find(|example| id(example) == "DN_plain").unwrap()["input"];
    let promise =
        PromiseFact { made_on: day(&json!("2026-04-05")), until: day(&json!("2026-05-05")), broken: true };
    let expected =
        json!([["2026-03-28", "L0"], ["2026-03-31", "L1"], ["2026-05-08", "L4"], ["2026-05-30", "L5"]]);
    assert_eq!(sent(plain, vec![promise]), expected);
}
