//! Promises that payments keep or break by themselves, disputes from their opening to their end, and what both do to the grade.

use kezhang::access::Role;
use serde_json::{Value, json};

use crate::calls::{call_as, call_on};
use crate::journal_ifrs::Company;
use crate::roles::user_of;

/// The company on a day.
pub struct On<'c>(pub &'c Company, pub &'static str);

impl On<'_> {
    #[track_caller]
    pub fn call(&self, command: &str, input: Value) -> Value {
        call_on(&self.0.door, self.1, command, input.clone())
            .unwrap_or_else(|error| panic!("{} {command} {input}: {error}", self.1))
    }

    #[track_caller]
    pub fn refused(&self, command: &str, input: Value) -> String {
        match call_on(&self.0.door, self.1, command, input) {
            Ok(answer) => panic!("{command} was not refused: {answer}"),
            Err(error) => error.code(),
        }
    }

    fn issue(&self, kind: &str, more: Value) -> Value {
        let mut fields = json!({"kind": kind, "party_id": self.0.party, "date": self.1});
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.call("document.issue", json!({"fields": fields}))
    }

    /// An invoice of this day, due on another; its open item.
    pub fn owed(&self, due_on: &str, net: &str) -> Value {
        let lines = json!([{"description": "宣纸", "quantity": "1", "unit_price": net, "tax": "VAT13"}]);
        let invoice = self.issue("invoice", json!({"due_on": due_on, "lines": lines}));
        self.0.item(&invoice)
    }

    pub fn paid(&self, item: &Value, amount: &str) -> Value {
        let shares = json!([{"item_id": item, "amount": amount}]);
        self.issue("receipt", json!({"amount": amount, "shares": shares}))
    }

    pub fn promise(&self, due_on: &str, more: Value) -> Value {
        let mut promise = json!({"party_id": self.0.party, "due_on": due_on});
        promise.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.call("promise.record", json!({"promise": promise}))
    }

    fn status(&self) -> Vec<String> {
        let found = self.call("promise.list", json!({"party_id": self.0.party}));
        found
            .as_array()
            .unwrap()
            .iter()
            .map(|promise| promise["status"].as_str().unwrap().to_owned())
            .collect()
    }
}

fn factor<'c>(card: &'c Value, name: &str) -> &'c Value {
    card["factors"].as_array().unwrap().iter().find(|line| line["factor"] == name).unwrap()
}

#[test]
fn a_promise_is_kept_partly_or_not_by_what_is_paid_and_a_past_day_says_what_it_said() {
    let company = Company::new("cn-small");
    let on = |day| On(&company, day);
    let first = on("2026-03-01").owed("2026-03-31", "1000");
    let second = on("2026-03-01").owed("2026-03-31", "2000");
    let made = on("2026-04-08").promise("2026-04-12", json!({"items": [first], "contact": "王芸"}));
    assert_eq!(
        (&made["amount"]["amount"], &made["last_on"], &made["status"]),
        (&json!("1130.00"), &json!("2026-04-14"), &json!("open"))
    );
    on("2026-04-08").promise("2026-04-10", json!({"items": [second], "amount": "2000"}));
    assert_eq!(on("2026-04-12").status(), ["open", "open"]);
    assert_eq!(on("2026-04-13").status(), ["open", "broken"]);
    on("2026-04-14").paid(&first, "1130");
    assert_eq!(on("2026-04-14").status(), ["kept", "broken"]);
    on("2026-04-20").paid(&second, "500");
    let late = on("2026-04-20").call("promise.list", json!({"party_id": company.party, "status": "broken"}));
    assert_eq!(
        (&late[0]["paid"]["amount"], &late[0]["paid_later"]["amount"]),
        (&json!("0.00"), &json!("500.00"))
    );
    let account = on("2026-04-20").promise("2026-04-25", json!({"amount": "1500"}));
    assert_eq!(account["items"], json!([]));
    on("2026-04-22").paid(&second, "700");
    assert_eq!(on("2026-04-28").status(), ["partly", "kept", "broken"]);
    let as_of = |day: &str| {
        let found = on("2026-07-01").call("promise.list", json!({"party_id": company.party, "as_of": day}));
        found.as_array().unwrap().iter().map(|promise| promise["status"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(as_of("2026-04-09"), [json!("open"), json!("open")]);
    assert_eq!(as_of("2026-04-13"), [json!("open"), json!("broken")]);
    assert_eq!(as_of("2026-04-07"), Vec::<Value>::new());
    company.verify();
}

#[test]
fn a_receipt_that_is_void_keeps_no_promise_and_what_is_credited_need_not_come() {
    let company = Company::new("cn-small");
    let on = |day| On(&company, day);
    let item = on("2026-03-01").owed("2026-03-31", "1000");
    on("2026-04-01").promise("2026-04-10", json!({"items": [item]}));
    let receipt = on("2026-04-10").paid(&item, "1130");
    assert_eq!(on("2026-04-20").status(), ["kept"]);
    on("2026-04-20")
        .call("document.void", json!({"id": receipt["id"], "date": "2026-04-20", "reason": "退票"}));
    assert_eq!(on("2026-04-21").status(), ["broken"], "the money went back");
    let before =
        on("2026-04-21").call("promise.list", json!({"party_id": company.party, "as_of": "2026-04-15"}));
    assert_eq!(before[0]["status"], "kept", "on that day it was there");
    let ruling = company.folder().join("ruling.txt");
    std::fs::write(&ruling, "裁定书").unwrap();
    let evidence = on("2026-05-01").call("attachment.add", json!({"path": ruling}))["id"].clone();
    let shares = json!([{"item_id": item, "amount": "1130"}]);
    let given_up = json!({"kind": "bad_debt", "party_id": company.party, "date": "2026-05-01",
        "reason": "bankruptcy", "evidence": [evidence], "shares": shares});
    on("2026-05-01").call("document.issue", json!({"fields": given_up}));
    assert_eq!(on("2026-05-01").status(), ["broken"], "a debt given up keeps no promise");
    company.verify();
}

#[test]
fn what_cannot_be_a_promise_or_a_dispute_is_refused() {
    let company = Company::new("cn-small");
    let on = On(&company, "2026-04-08");
    let item = on.owed("2026-04-30", "1000");
    let with = |more: Value| {
        let mut promise = json!({"party_id": company.party, "due_on": "2026-04-20"});
        promise.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({"promise": promise})
    };
    for (more, code) in [
        (json!({"due_on": "2026-04-01"}), "field_invalid"),
        (json!({"made_on": "2026-04-09"}), "field_invalid"),
        (json!({"items": [item, item]}), "field_invalid"),
        (json!({"items": [999]}), "field_invalid"),
        (json!({"items": [item], "amount": "1130.01"}), "field_invalid"),
        (json!({"amount": "0"}), "field_invalid"),
        (json!({"party_id": 99}), "not_found"),
        (json!({"party_id": 2}), "party_role_missing"),
    ] {
        assert_eq!(on.refused("promise.record", with(more.clone())), code, "{more}");
    }
    let made = on.promise("2026-04-20", json!({}));
    let key = json!({"seq": made["seq"], "reason": ""});
    assert_eq!(on.refused("promise.withdraw", key), "field_missing");
    let withdrawn = on.call("promise.withdraw", json!({"seq": made["seq"], "reason": "记错客户"}));
    assert_eq!(withdrawn["status"], "withdrawn");
    assert_eq!(
        on.refused("promise.withdraw", json!({"seq": made["seq"], "reason": "x"})),
        "promise_withdrawn"
    );
    let open =
        json!({"party_id": company.party, "items": [item], "reason": "quality", "deadline_on": "2026-04-20"});
    let mut late = open.clone();
    late["deadline_on"] = json!("2026-04-01");
    assert_eq!(on.refused("dispute.open", late), "field_invalid");
    let dispute = on.call("dispute.open", open.clone());
    assert_eq!(on.refused("dispute.open", open), "dispute_open");
    let close = |outcome: &str, more: Value| {
        let mut input = json!({"seq": dispute["seq"], "outcome": outcome});
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        input
    };
    assert_eq!(on.refused("dispute.close", close("credited", json!({}))), "field_missing");
    assert_eq!(on.refused("dispute.close", close("credited", json!({"credit_note_id": 1}))), "field_invalid");
    assert_eq!(on.refused("dispute.close", close("rejected", json!({"credit_note_id": 1}))), "field_invalid");
    on.call("dispute.close", close("rejected", json!({})));
    assert_eq!(on.refused("dispute.close", close("rejected", json!({}))), "dispute_closed");
    assert_eq!(on.refused("dispute.hand_on", json!({"seq": dispute["seq"], "note": "x"})), "dispute_closed");
    let viewer = user_of(&company.door, Role::Viewer);
    assert!(call_as(&company.door, Some(viewer), "promise.record", with(json!({}))).is_err());
    company.verify();
}

#[test]
fn a_dispute_is_handed_on_waits_on_the_list_of_its_owner_and_ends_with_a_credit_note() {
    let company = Company::new("cn-small");
    let on = |day| On(&company, day);
    let item = on("2026-03-01").owed("2026-03-31", "1000");
    let owner = user_of(&company.door, Role::Sales);
    let input = json!({"party_id": company.party, "items": [item], "reason": "quality", "amount": "113",
        "deadline_on": "2026-04-20", "note": "一箱受潮"});
    let dispute = on("2026-04-05").call("dispute.open", input);
    assert_eq!((&dispute["amount"]["amount"], &dispute["outcome"]), (&json!("113.00"), &Value::Null));
    let listed = |day, assignee: Value| {
        let today = on(day).call("today.list", json!({"assignee_id": assignee}));
        today["rows"].as_array().unwrap().iter().filter(|row| row["kind"] == "dispute_deadline").count()
    };
    assert_eq!((listed("2026-04-19", json!(1)), listed("2026-04-20", json!(1))), (0, 1));
    let handed =
        json!({"seq": dispute["seq"], "owner_id": owner, "deadline_on": "2026-04-25", "note": "请核实"});
    on("2026-04-20").call("dispute.hand_on", handed);
    assert_eq!((listed("2026-04-25", json!(1)), listed("2026-04-25", json!(owner))), (0, 1));
    let lines = json!([{"description": "宣纸", "quantity": "1", "unit_price": "100", "tax": "VAT13"}]);
    let credit = on("2026-04-24").issue("credit_note", json!({"lines": lines}));
    let closed = json!({"seq": dispute["seq"], "outcome": "credited", "credit_note_id": credit["id"]});
    let closed = on("2026-04-24").call("dispute.close", closed);
    assert_eq!(
        (&closed["closed_on"], &closed["credit_note_number"]),
        (&json!("2026-04-24"), &credit["number"])
    );
    assert_eq!(closed["steps"].as_array().unwrap().len(), 3);
    let before =
        on("2026-05-01").call("dispute.list", json!({"party_id": company.party, "as_of": "2026-04-21"}));
    assert_eq!((&before[0]["owner_id"], &before[0]["outcome"]), (&json!(owner), &Value::Null));
    let events =
        on("2026-05-01").call("timeline.list", json!({"party_id": company.party, "groups": ["collection"]}));
    let kinds: Vec<&Value> = events["rows"].as_array().unwrap().iter().map(|event| &event["kind"]).collect();
    assert_eq!(kinds, ["dispute_closed", "dispute_handed_on", "dispute_opened"]);
    company.verify();
}

#[test]
fn broken_promises_and_rejected_disputes_take_points_and_a_dispute_excuses_what_is_late() {
    let company = Company::new("cn-small");
    let on = |day| On(&company, day);
    let items: Vec<Value> = (0..4).map(|_| on("2026-03-01").owed("2026-03-31", "1000")).collect();
    let card = |day| on(day).call("credit.card", json!({"party_id": company.party}));
    let before = card("2026-04-10");
    assert_eq!(factor(&before, "broken_promises")["note"], "no_promises");
    assert_eq!(
        (&factor(&before, "disputes")["value"], &factor(&before, "disputes")["points"]),
        (&json!("0"), &json!("5"))
    );
    assert_eq!(factor(&before, "days_late")["value"], "10");
    for (item, day) in items.iter().take(3).zip(["2026-04-12", "2026-04-13", "2026-04-14"]) {
        on("2026-04-10").promise(day, json!({"items": [item]}));
    }
    on("2026-04-12").paid(&items[0], "1130");
    on("2026-04-13").paid(&items[1], "600");
    let later = card("2026-04-20");
    // one broken, one kept in part: 1.5 of 3 lose all eight points
    let promises = factor(&later, "broken_promises");
    assert_eq!((&promises["value"], &promises["points"]), (&json!("0.5"), &json!("0")));
    assert_eq!(later["promises"].as_array().unwrap().len(), 3);
    let opened = json!({"party_id": company.party, "items": [items[3]], "reason": "price", "deadline_on": "2026-04-30"});
    let dispute = on("2026-04-20").call("dispute.open", opened);
    let excused = card("2026-04-20");
    assert_eq!(excused["disputes"][0]["outcome"], Value::Null);
    let of = |card: &Value| {
        card["documents"].as_array().unwrap().iter().filter(|each| each["disputed"] == true).count()
    };
    assert_eq!((of(&later), of(&excused)), (0, 1));
    let days = |card: &Value| factor(card, "days_late")["value"].as_str().unwrap().parse::<f64>().unwrap();
    assert!(days(&excused) < days(&later), "{} {}", days(&excused), days(&later));
    on("2026-04-21").call("dispute.close", json!({"seq": dispute["seq"], "outcome": "rejected"}));
    let rejected = card("2026-04-21");
    // one of four invoices
    assert_eq!(
        (&factor(&rejected, "disputes")["value"], &factor(&rejected, "disputes")["points"]),
        (&json!("0.25"), &json!("0"))
    );
    assert_eq!(of(&rejected), 0, "what was rejected counts as late");
    let review = on("2026-04-21").call("credit.review", json!({"keep": true}));
    assert!(review["kept"].is_i64());
    let kept = on("2026-04-21").call("credit.history", json!({"id": company.party}))["reviews"][0].clone();
    let points: Vec<Value> =
        rejected["factors"].as_array().unwrap().iter().map(|line| line["points"].clone()).collect();
    assert_eq!(kept["points"], json!(points), "the review reckons as the card does");
    company.verify();
}

#[test]
fn a_line_about_a_promise_is_understood_and_recorded_with_its_call() {
    let company = Company::new("cn-small");
    let on = |day| On(&company, day);
    let item = on("2026-06-01").owed("2026-06-30", "5000");
    for line in [
        "电话 今天 答应周五付 5,000",
        "call today promised to pay 5000 by Friday",
        "电话 今天 承诺周五打款0.5万",
    ] {
        let read = on("2026-07-15").call("activity.read_line", json!({"text": line}));
        assert_eq!(read["promise"], json!({"due_on": "2026-07-17", "amount": "5000"}), "{line}");
    }
    for line in ["电话 今天 周五拜访", "提醒周五付 5000 给房东", "答应周五寄样品"] {
        let read = on("2026-07-15").call("activity.read_line", json!({"text": line}));
        assert_eq!(read["promise"], Value::Null, "{line}");
    }
    let call =
        json!({"party_id": company.party, "kind": "call", "date": "2026-07-15", "text": "答应周五付 5000"});
    let promise = json!({"party_id": company.party, "due_on": "2026-07-17", "amount": "5000"});
    on("2026-07-15").call("promise.record", json!({"promise": promise, "activity": call}));
    let events = on("2026-07-15").call("timeline.list", json!({"party_id": company.party}));
    let kinds: Vec<&Value> =
        events["rows"].as_array().unwrap().iter().take(2).map(|event| &event["kind"]).collect();
    assert_eq!(kinds, ["promise_made", "call"]);
    let due = |day| {
        let rows = on(day).call("today.list", json!({}))["rows"].clone();
        rows.as_array().unwrap().iter().find(|row| row["kind"] == "promise_due").cloned()
    };
    assert_eq!(due("2026-07-16"), None);
    assert_eq!(due("2026-07-17").unwrap()["amount"]["amount"], "5000.00");
    on("2026-07-18").paid(&item, "5000");
    assert_eq!(due("2026-07-19"), None, "what came is off the list");
}
