//! Section `statement`: the two kinds end in the same balance.

use kezhang::calendar::Day;
use kezhang::reports::{open_at, running};

use crate::reader::{day, fen, id, plain, section, text};

#[test]
fn a_balance_forward_runs_to_its_closing() {
    let example =
        section("statement").into_iter().find(|example| id(example) == "ST_balance_forward").unwrap();
    let changes: Vec<i64> =
        example["input"]["txns"].as_array().unwrap().iter().map(|txn| fen(&txn[2])).collect();
    let balances: Vec<String> =
        running(fen(&example["input"]["opening"]), &changes).into_iter().map(plain).collect();
    let expected: Vec<&str> = example["expected"]["running"].as_array().unwrap().iter().map(text).collect();
    assert_eq!(balances, expected);
    assert_eq!(balances.last().unwrap(), text(&example["expected"]["closing"]));
}

#[test]
fn the_open_items_add_up_to_the_same_closing() {
    let example = section("statement").into_iter().find(|example| id(example) == "ST_open_item").unwrap();
    let as_of: Day = day(&example["input"]["as_of"]);
    let mut total = 0;
    for (item, line) in example["input"]["open"]
        .as_array()
        .unwrap()
        .iter()
        .zip(example["expected"]["lines"].as_array().unwrap())
    {
        let applied: Vec<(Day, i64)> = item
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|part| text(part).strip_prefix("CN applied "))
            .map(|amount| (as_of, fen(&amount.into())))
            .collect();
        let open = open_at(fen(&item[1]), as_of, &applied, as_of);
        assert_eq!(plain(open), text(&line[1]), "{item}");
        total += open;
    }
    assert_eq!(plain(total), text(&example["expected"]["total"]));
}
