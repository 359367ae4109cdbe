//! Section `aging`: AG_1 and AG_asof.

use kezhang::calendar::{Day, parse_day};
use kezhang::reports::{Aged, Ages, days_overdue, open_at};

use crate::reader::{day, fen, id, plain, section, text};

/// The vectors' names of the buckets.
const NAMES: [&str; 5] = ["not_due", "1-30", "31-60", "61-90", "90+"];

#[test]
fn open_items_fall_into_their_buckets_and_add_up_to_the_control_account() {
    let example = section("aging").into_iter().find(|example| id(example) == "AG_1").unwrap();
    let (input, expected) = (&example["input"], &example["expected"]);
    let as_of = day(&input["as_of"]);
    let (ages, mut aged) = (Ages::default(), Aged::default());
    for (item, detail) in
        input["items"].as_array().unwrap().iter().zip(expected["detail"].as_array().unwrap())
    {
        let due_on = day(&item["due"]);
        assert_eq!(days_overdue(due_on, as_of), detail["days_overdue"].as_i64().unwrap(), "{item}");
        let bucket = ages.bucket(due_on, as_of);
        assert_eq!(NAMES[bucket], text(&detail["bucket"]), "{item}");
        aged.add(fen(&item["open"]), bucket);
    }
    aged.add(-fen(&input["unapplied_credit"]), 0);
    for (bucket, name) in NAMES.into_iter().enumerate() {
        assert_eq!(plain(aged.buckets[bucket]), text(&expected["buckets"][name]));
    }
    assert_eq!(plain(aged.credits), text(&expected["unapplied_column"]));
    assert_eq!(plain(aged.control()), text(&expected["control_total"]));
}

#[test]
fn what_was_open_on_a_day_counts_only_what_was_applied_by_then() {
    let example = section("aging").into_iter().find(|example| id(example) == "AG_asof").unwrap();
    let invoice = &example["input"]["invoice"];
    let applications: Vec<(Day, i64)> = example["input"]["applications"]
        .as_array()
        .unwrap()
        .iter()
        .map(|application| (day(&application["date"]), fen(&application["amount"])))
        .collect();
    for (key, open) in example["expected"].as_object().unwrap() {
        let as_of = parse_day(key.strip_prefix("open@").unwrap()).unwrap();
        let found = open_at(fen(&invoice["amount"]), day(&invoice["issued"]), &applications, as_of);
        assert_eq!(plain(found), text(open), "{key}");
    }
}
