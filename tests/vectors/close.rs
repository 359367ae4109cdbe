//! The chain and the numbers of a closed month.

use kezhang::audit::{canonical, digest, hex};
use serde_json::Value;

use crate::reader::{id, section, text};

fn example(wanted: &str) -> Value {
    section("close").into_iter().find(|example| id(example) == wanted).unwrap()
}

/// The hash of each entry over the one before.
fn chain(entries: &[Value], genesis: &str) -> Vec<String> {
    let mut last = genesis.to_owned();
    let mut hashes = Vec::new();
    for entry in entries {
        last = hex(&digest(&[last.as_bytes(), canonical(entry).as_bytes()]));
        hashes.push(last.clone());
    }
    hashes
}

#[test]
fn each_entry_is_hashed_over_the_one_before() {
    let worked = example("HC_1");
    let (input, expected) = (&worked["input"], &worked["expected"]);
    let entries = input["entries"].as_array().unwrap();
    assert_eq!(canonical(&entries[0]), text(&expected["canonical1"]));
    assert_eq!(chain(entries, text(&input["genesis"])), [text(&expected["h1"]), text(&expected["h2"])]);
}

#[test]
fn a_cent_more_in_the_first_entry_breaks_the_chain_from_there_on() {
    let (worked, tampered) = (example("HC_1"), example("HC_2"));
    let genesis = text(&worked["input"]["genesis"]);
    let mut entries = worked["input"]["entries"].as_array().unwrap().clone();
    let before = chain(&entries, genesis);
    entries[0]["lines"][0][2] = Value::from("11300.01");
    let after = chain(&entries, genesis);
    assert_eq!(after[0], text(&tampered["expected"]["h1_recomputed"]));
    assert!(before.iter().zip(&after).all(|(before, after)| before != after));
}
