//! Whatever is done in whatever order, the books hold.

use kezhang::api::Door;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::program::{Program, call, open};

#[derive(Debug, Clone)]
enum Act {
    Invoice { cents: u32 },
    CreditNote { cents: u32 },
    Bill { cents: u32 },
    Receipt { cents: u32 },
    Payment { cents: u32 },
    Void { which: usize },
    Apply { cents: u32 },
    TakeBack { which: usize },
}

fn act() -> impl Strategy<Value = Act> {
    let cents = 1..200_000_u32;
    prop_oneof![
        3 => cents.clone().prop_map(|cents| Act::Invoice { cents }),
        1 => cents.clone().prop_map(|cents| Act::CreditNote { cents }),
        1 => cents.clone().prop_map(|cents| Act::Bill { cents }),
        3 => cents.clone().prop_map(|cents| Act::Receipt { cents }),
        1 => cents.clone().prop_map(|cents| Act::Payment { cents }),
        2 => (0..30_usize).prop_map(|which| Act::Void { which }),
        2 => cents.prop_map(|cents| Act::Apply { cents }),
        1 => (0..30_usize).prop_map(|which| Act::TakeBack { which }),
    ]
}

/// What was done so far, to be taken back later.
#[derive(Default)]
struct Done {
    documents: Vec<Value>,
    applied: Vec<Value>,
    posted: u32,
}

/// Does an act. It may be refused; it may not break the books.
fn perform(door: &Door, done: &mut Done, act: &Act) {
    let amount = |cents: u32| format!("{}.{:02}", cents / 100, cents % 100);
    let trade = |kind: &str, party: i64, cents: u32| {
        json!({"fields": {"kind": kind, "party_id": party, "date": "2026-07-01", "lines": [
            {"description": "纸", "quantity": "3", "unit_price": amount(cents), "tax": "VAT13"}]}})
    };
    let cash = |kind: &str, party: i64, cents: u32| json!({"fields": {"kind": kind, "party_id": party, "date": "2026-07-02", "amount": amount(cents)}});
    let pick = |from: &[Value], which: usize| from.get(which % from.len().max(1)).cloned();
    let input = match act {
        Act::Invoice { cents } => trade("invoice", 1, *cents),
        Act::CreditNote { cents } => trade("credit_note", 1, *cents),
        Act::Bill { cents } => trade("bill", 2, *cents),
        Act::Receipt { cents } => cash("receipt", 1, *cents),
        Act::Payment { cents } => cash("payment", 2, *cents),
        Act::Void { which } => {
            let id = pick(&done.documents, *which);
            done.posted += u32::from(call(door, "document.void", json!({"id": id})).is_ok());
            return;
        }
        Act::Apply { cents } => {
            let open =
                call(door, "settlement.open_items", json!({"party_id": 1, "business": "customer"})).unwrap();
            let items = open.as_array().unwrap();
            let is_credit = |item: &&Value| {
                item["control"] == "customer_advance"
                    || item["amount"]["amount"].as_str().unwrap().starts_with('-')
            };
            let (credit, debt) = (items.iter().find(is_credit), items.iter().find(|item| !is_credit(item)));
            let (Some(credit), Some(debt)) = (credit, debt) else { return };
            let share = json!({"item_id": debt["id"], "amount": amount(*cents)});
            let input = json!({"credit_item_id": credit["id"], "date": "2026-07-03", "shares": [share]});
            done.applied
                .extend(call(door, "settlement.apply", input).ok().map(|applied| applied["seq"].clone()));
            return;
        }
        Act::TakeBack { which } => {
            let seq = pick(&done.applied, *which);
            done.posted += u32::from(call(door, "settlement.take_back", json!({"seq": seq})).is_ok());
            return;
        }
    };
    let issued = call(door, "document.issue", input).unwrap();
    done.documents.push(issued["id"].clone());
}

proptest! {
    // Each case makes a book and commits every act durably; more of them prove little more and cost seconds.
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_sequence_of_acts_the_proof_holds(acts in proptest::collection::vec(act(), 1..25)) {
        let program = Program::new();
        let door = open(&program.book);
        let mut done = Done::default();
        for act in &acts {
            perform(&door, &mut done, act);
        }
        let proof = call(&door, "book.verify", Value::Null).unwrap();
        prop_assert_eq!(&proof["holds"], true, "{}", proof);
    }
}
