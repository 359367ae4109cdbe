//! Runs of reminders: the right letter for each customer and day, approved where it must be, and nothing to who does not deserve it.

use kezhang::access::Role;
use kezhang::error::Error;
use serde_json::{Value, json};

use crate::calls::call_as;
use crate::commitments::On;
use crate::journal_ifrs::Company;
use crate::roles::user_of;

/// What would go out: level by customer, and why others are left out.
fn planned(on: &On<'_>) -> (Vec<i64>, Vec<String>) {
    let plan = on.call("dunning.plan", json!({}));
    let levels = plan["letters"].as_array().unwrap().iter().map(|letter| letter["level"].as_i64().unwrap());
    let reasons =
        plan["skipped"].as_array().unwrap().iter().map(|each| each["reason"].as_str().unwrap().to_owned());
    (levels.collect(), reasons.collect())
}

/// A run of the day, approved and carried out; its letters.
fn run(on: &On<'_>) -> Value {
    let run = on.call("dunning.start", json!({}));
    for letter in on.call("dunning.letters", json!({"run": run["seq"]})).as_array().unwrap() {
        if letter["state"] == "to_approve" {
            on.call("dunning.decide", json!({"run": run["seq"], "line": letter["line"], "approved": true}));
        }
    }
    on.call("dunning.carry_out", json!({"run": run["seq"]}))
}

#[test]
fn an_invoice_goes_through_its_levels_on_the_days_of_the_policy() {
    let company = Company::new("cn-small");
    let on = |day| On(&company, day);
    on("2026-03-01").owed("2026-03-31", "10000");
    assert_eq!(planned(&on("2026-03-27")), (vec![], vec![]));
    for (day, level, channel) in [
        ("2026-03-28", 0, "message"),
        ("2026-03-31", 1, "message"),
        ("2026-04-07", 2, "mail"),
        ("2026-04-15", 3, "call"),
        ("2026-04-30", 4, "letter"),
        ("2026-05-30", 5, "letter"),
    ] {
        assert_eq!(planned(&on(day)).0, [level], "{day}");
        let sent = run(&on(day));
        let letter = &sent[0]["letter"];
        assert_eq!((&sent[0]["state"], &letter["channel"]), (&json!("sent"), &json!(channel)), "{day}");
        assert_eq!(sent[0]["attachment_id"].is_i64(), ["mail", "letter"].contains(&channel), "{day}");
        assert_eq!(letter["needs_approval"], level >= 4, "{day}");
        assert_eq!(planned(&on(day)), (vec![], vec![]), "{day}: once");
    }
    let events =
        on("2026-06-01").call("timeline.list", json!({"party_id": company.party, "groups": ["collection"]}));
    let levels: Vec<&Value> = events["rows"].as_array().unwrap().iter().map(|event| &event["kind"]).collect();
    assert_eq!(levels, ["reminded"; 6]);
    let tasks = on("2026-06-01").call("task.list", json!({}));
    assert!(
        tasks
            .as_array()
            .unwrap()
            .iter()
            .any(|task| task["fields"]["title"].as_str().unwrap().contains("11300.00")),
        "{tasks}"
    );
    company.verify();
}

#[test]
fn one_letter_lists_everything_at_the_highest_level_and_never_two_within_five_days() {
    let company = Company::new("cn-small");
    let on = |day| On(&company, day);
    on("2026-03-01").owed("2026-03-31", "1000");
    on("2026-03-01").owed("2026-04-05", "2000");
    on("2026-03-01").owed("2026-05-30", "4000");
    run(&on("2026-04-07"));
    // The second reaches its level 2 on 04-12, five days after the letter of 04-07.
    assert_eq!(planned(&on("2026-04-11")), (vec![], vec![]));
    let plan = on("2026-04-15").call("dunning.plan", json!({}));
    let letter = &plan["letters"][0];
    assert_eq!((plan["letters"].as_array().unwrap().len(), &letter["level"]), (1, &json!(3)));
    let levels: Vec<&Value> = letter["items"].as_array().unwrap().iter().map(|item| &item["level"]).collect();
    assert_eq!(levels, [&json!(3), &json!(2)], "what is not due yet is not in it");
    assert_eq!((&letter["total_base"]["amount"], &letter["oldest_days"]), (&json!("3390.00"), &json!(15)));
    assert!(letter["text"].as_str().unwrap().contains("2026年4月20日"), "{letter}");
    run(&on("2026-04-12"));
    assert_eq!(planned(&on("2026-04-15")), (vec![], vec!["too_soon".into()]));
    assert_eq!(planned(&on("2026-04-17")).0, [3], "sent on the first day that is allowed");
}

#[test]
fn who_paid_promised_disputes_is_held_or_in_credit_gets_no_letter() {
    let company = Company::new("cn-small");
    let on = |day| On(&company, day);
    let item = on("2026-03-01").owed("2026-03-31", "1000");
    assert_eq!(planned(&on("2026-04-08")).0, [2]);
    // A hold, with reason and end.
    assert_eq!(
        on("2026-04-08").refused(
            "dunning.set_hold",
            json!({"party_id": company.party, "until": "2026-04-10", "reason": " "})
        ),
        "field_missing"
    );
    on("2026-04-08").call(
        "dunning.set_hold",
        json!({"party_id": company.party, "until": "2026-04-10", "reason": "在谈新合同"}),
    );
    assert_eq!(planned(&on("2026-04-10")), (vec![], vec!["held".into()]));
    assert_eq!(planned(&on("2026-04-11")).0, [2]);
    // A dispute stops the clock.
    let opened =
        json!({"party_id": company.party, "items": [item], "reason": "price", "deadline_on": "2026-04-30"});
    let dispute = on("2026-04-11").call("dispute.open", opened);
    assert_eq!(planned(&on("2026-04-20")), (vec![], vec![]));
    on("2026-04-20").call("dispute.close", json!({"seq": dispute["seq"], "outcome": "rejected"}));
    // Ten disputed days: on 04-21 the clock says 11.
    assert_eq!(planned(&on("2026-04-21")).0, [2]);
    run(&on("2026-04-21"));
    // A promise keeps it back until two days after its day; broken, the next level comes at once.
    on("2026-04-21").promise("2026-04-24", json!({"items": [item]}));
    assert_eq!(planned(&on("2026-04-26")), (vec![], vec![]));
    assert_eq!(planned(&on("2026-04-27")).0, [3]);
    // Nothing on the day of a payment, nor to who has more credit than debt.
    on("2026-04-27").paid(&item, "130");
    assert_eq!(planned(&on("2026-04-27")), (vec![], vec!["paid_today".into()]));
    assert_eq!(planned(&on("2026-04-28")).0, [3]);
    on("2026-04-28").call("document.issue", json!({"fields": {"kind": "receipt", "party_id": company.party, "date": "2026-04-28", "amount": "1500", "rule": "chosen", "shares": []}}));
    assert_eq!(planned(&on("2026-04-29")).1, ["net_credit"]);
    company.verify();
}

#[test]
fn a_letter_waits_for_its_approval_and_leaves_out_what_was_settled_meanwhile() {
    let company = Company::new("cn-small");
    let on = |day| On(&company, day);
    let item = on("2026-03-01").owed("2026-03-31", "1000");
    let other = on("2026-03-01").owed("2026-03-31", "2000");
    let day = on("2026-05-02");
    let run = day.call("dunning.start", json!({}));
    assert_eq!((&run["letters"], &run["to_approve"]), (&json!(1), &json!(1)));
    assert_eq!(planned(&day), (vec![], vec!["pending".into()]));
    let key = json!({"run": run["seq"], "line": 1, "approved": true});
    let keeper = user_of(&company.door, Role::Sales);
    assert!(matches!(
        call_as(&company.door, Some(keeper), "dunning.decide", key.clone()),
        Err(Error::Forbidden { .. })
    ));
    assert_eq!(
        day.call("dunning.carry_out", json!({"run": run["seq"]}))[0]["state"],
        "to_approve",
        "not without"
    );
    day.call("dunning.decide", key);
    on("2026-05-03").paid(&item, "1130");
    let waits = on("2026-05-03").call("dunning.carry_out", json!({"run": run["seq"]}));
    assert_eq!(waits[0]["state"], "ready", "nothing goes out on the day of a payment, and nothing is lost");
    let sent = on("2026-05-04").call("dunning.carry_out", json!({"run": run["seq"]}));
    assert_eq!(
        (&sent[0]["state"], &sent[0]["letter"]["total_base"]["amount"]),
        (&json!("sent"), &json!("2260.00"))
    );
    assert_eq!(sent[0]["letter"]["level"], 4);
    // Refused with a reason, the next plan proposes anew; dropped where nothing is left.
    let second = on("2026-06-02").call("dunning.start", json!({}));
    assert_eq!(
        on("2026-06-02")
            .refused("dunning.decide", json!({"run": second["seq"], "line": 1, "approved": false})),
        "field_missing"
    );
    on("2026-06-02").call(
        "dunning.decide",
        json!({"run": second["seq"], "line": 1, "approved": false, "reason": "再等一周"}),
    );
    let third = on("2026-06-02").call("dunning.start", json!({}));
    on("2026-06-02").call("dunning.decide", json!({"run": third["seq"], "line": 1, "approved": true}));
    on("2026-06-03").paid(&other, "2260");
    let dropped = on("2026-06-04").call("dunning.carry_out", json!({"run": third["seq"]}));
    assert_eq!(dropped[0]["state"], "dropped");
    company.verify();
}

#[test]
fn a_person_may_speak_more_softly_but_not_more_sharply_than_the_plan() {
    let company = Company::new("cn-small");
    let on = |day| On(&company, day);
    on("2026-03-01").owed("2026-03-31", "1000");
    let day = on("2026-05-02");
    let lower = |level: i64| json!({"lower": [{"party_id": company.party, "level": level}]});
    assert_eq!(day.refused("dunning.start", lower(5)), "field_invalid");
    let shown = day.call("dunning.plan", lower(2));
    let run = day.call("dunning.start", lower(2));
    let letter = day.call("dunning.letters", json!({"run": run["seq"]}))[0].clone();
    assert_eq!((&letter["letter"]["level"], &letter["state"]), (&json!(2), &json!("ready")));
    assert_eq!(shown["letters"][0], letter["letter"], "the letter is shown as the run keeps it");
    day.call("dunning.carry_out", json!({"run": run["seq"]}));
    assert_eq!(planned(&on("2026-05-06")), (vec![], vec!["too_soon".into()]));
    assert_eq!(planned(&on("2026-05-07")).0, [4]);
    assert_eq!(day.refused("dunning.start", json!({"only": []})), "nothing_to_post");
}

#[test]
fn interest_and_fees_are_claimed_in_the_letter_and_posted_only_when_billed() {
    let company = Company::new("cn-small");
    let on = |day| On(&company, day);
    on("2026-03-01").owed("2026-03-31", "10000");
    let terms = json!({"valid_from": "2026-01-01", "terms": {"rate": {"method": "daily", "percent": "0.05"}, "basis": 365}});
    on("2026-03-01").call("interest_terms.save", terms);
    let mut policy = on("2026-03-01").call("dunning.policies", Value::Null)[0]["policy"].clone();
    policy["levels"][4]["fee"] = json!("50");
    policy["minimum"] = json!("100");
    on("2026-03-01").call("dunning.save_policy", policy.clone());
    policy["approval_from"] = json!(5);
    assert_eq!(
        on("2026-03-01").refused("dunning.save_policy", policy),
        "field_invalid",
        "level 4 is always approved"
    );
    let balance = || {
        on("2026-05-01")
            .call("settlement.open_items", json!({"party_id": company.party, "business": "customer"}))
    };
    let before = (
        balance(),
        on("2026-04-30").call("report.run", json!({"name": "trial_balance", "as_of": "2026-04-30"}))["rows"]
            .clone(),
    );
    let letter = run(&on("2026-04-30"))[0]["letter"].clone();
    // 11,300 × 0.05 % × 30
    assert_eq!(
        (&letter["interest"][0]["amount"], &letter["fee"]["amount"]),
        (&json!("169.50"), &json!("50.00"))
    );
    assert_eq!(letter["total_base"]["amount"], "11300.00", "the claim is no part of the debt");
    let after = (
        balance(),
        on("2026-04-30").call("report.run", json!({"name": "trial_balance", "as_of": "2026-04-30"}))["rows"]
            .clone(),
    );
    assert_eq!(before, after, "a letter posts nothing");

    let bill = json!({"party_id": company.party, "until": "2026-04-30"});
    let claim = on("2026-04-30").call("late_interest.preview", bill.clone());
    assert_eq!(
        (&claim["fees"][0]["amount"]["amount"], &claim["total"]["amount"]),
        (&json!("50.00"), &json!("219.50"))
    );
    let issued = on("2026-04-30").call("late_interest.bill", bill.clone());
    let lines = on("2026-04-30").call("document.get", json!({"id": issued["id"]}))["lines"].clone();
    assert_eq!(lines.as_array().unwrap().len(), 2, "a line for the debt and one for the fee: {lines}");
    assert_eq!(on("2026-04-30").refused("late_interest.bill", bill.clone()), "interest_not_due");
    on("2026-04-30")
        .call("document.void", json!({"id": issued["id"], "date": "2026-04-30", "reason": "谈妥"}));
    let again = on("2026-04-30").call("late_interest.preview", bill);
    assert_eq!(again["total"]["amount"], "219.50", "what was voided may be charged again");
    company.verify();
}

#[test]
fn calls_come_by_what_they_may_bring_with_number_and_last_promise() {
    let company = Company::new("cn-small");
    let on = |day| On(&company, day);
    let other = on("2026-03-01")
        .call("party.save", json!({"fields": {"name": "大欠户", "is_customer": true, "phones": ["0571-1"]}}));
    on("2026-03-01").owed("2026-03-31", "1000");
    let lines = json!([{"description": "宣纸", "quantity": "1", "unit_price": "800", "tax": "VAT13"}]);
    let fields = json!({"kind": "invoice", "party_id": other["id"], "date": "2026-03-01", "due_on": "2026-03-31", "lines": lines});
    on("2026-03-01").call("document.issue", json!({"fields": fields}));
    let calls = on("2026-04-10").call("dunning.calls", Value::Null);
    let rows = &calls["rows"];
    assert_eq!(
        (&calls["overdue"]["amount"], &calls["expected"]["amount"]),
        (&json!("2034.00"), &json!("1017.00")),
        "all of them together"
    );
    assert_eq!(
        (&rows[0]["overdue"]["amount"], &rows[0]["expected"]["amount"]),
        (&json!("1130.00"), &json!("565.00"))
    );
    assert_eq!((&rows[1]["phone"], &rows[1]["oldest_days"]), (&json!("0571-1"), &json!(10)));
    on("2026-04-10").promise("2026-04-12", json!({}));
    let rows = &on("2026-04-11").call("dunning.calls", Value::Null)["rows"];
    assert_eq!(
        (&rows[1]["party_id"], &rows[1]["waits_until"]),
        (&company.party, &json!("2026-04-14")),
        "who promised waits"
    );
    let rows = &on("2026-04-20").call("dunning.calls", Value::Null)["rows"];
    // one promise, broken: 1 of 3
    assert_eq!((&rows[0]["party_name"], &rows[1]["kept_percent"]), (&json!("大欠户"), &json!("33")));
    assert_eq!(rows[1]["promise"]["status"], "broken");
    company.verify();
}

#[test]
fn a_debt_is_watched_until_three_years_after_what_last_restarted_its_period() {
    let company = Company::new("cn-small");
    let on = |day| On(&company, day);
    let item = on("2023-03-01").owed("2023-03-31", "1000");
    let watched = |day: &'static str| on(day).call("limitation.list", json!({}));
    assert_eq!(watched("2025-10-01"), json!([]));
    let row = watched("2025-10-02")[0].clone();
    assert_eq!(
        (&row["barred_on"], &row["cause"], &row["days_left"]),
        (&json!("2026-03-31"), &json!("due"), &json!(180))
    );
    on("2025-10-02").paid(&item, "130");
    assert_eq!(watched("2025-10-03"), json!([]), "a payment begins it anew");
    let all = on("2025-10-03").call("limitation.list", json!({"all": true}));
    assert_eq!((&all[0]["since"], &all[0]["cause"]), (&json!("2025-10-02"), &json!("payment")));
    assert_eq!(
        on("2025-10-03").refused(
            "limitation.record",
            json!({"party_id": company.party, "kind": "demand", "date": "2025-10-03"})
        ),
        "field_missing"
    );
    let kept = json!({"party_id": company.party, "kind": "acknowledgment", "date": "2025-12-01", "note": "签收确认函"});
    let rows = on("2025-12-02").call("limitation.record", kept);
    assert_eq!((&rows[0]["since"], &rows[0]["cause"]), (&json!("2025-12-01"), &json!("acknowledgment")));
    // What was taken back again began nothing.
    let since = |day: &'static str| on(day).call("limitation.list", json!({"all": true}))[0]["since"].clone();
    let promise = on("2025-12-03").promise("2025-12-20", json!({}));
    assert_eq!(since("2025-12-03"), "2025-12-03");
    on("2025-12-04").call("promise.withdraw", json!({"seq": promise["seq"], "reason": "记错了客户"}));
    assert_eq!(since("2025-12-04"), "2025-12-01");
    let receipt = on("2025-12-05").paid(&item, "100");
    assert_eq!(since("2025-12-05"), "2025-12-05");
    let void = json!({"id": receipt["id"], "date": "2025-12-06", "reason": "收错客户"});
    on("2025-12-06").call("document.void", void);
    assert_eq!(since("2025-12-06"), "2025-12-01");
    run(&on("2025-12-10"));
    let rows = on("2025-12-10").call("limitation.list", json!({"all": true}));
    assert_eq!(
        (&rows[0]["since"], &rows[0]["cause"], &rows[0]["barred_on"]),
        (&json!("2025-12-10"), &json!("letter"), &json!("2028-12-10"))
    );
    company.verify();
}

#[test]
fn a_promise_a_dispute_or_a_letter_that_was_rewritten_is_found() {
    for (table, change, check) in [
        ("promise", "amount_minor = 1", "commitments"),
        ("dispute_step", "outcome = 'rejected'", "commitments"),
        ("dunning_sent", "date = '2026-04-01'", "dunning"),
        ("dunning_step", "level = 5", "dunning"),
        ("dunning_letter", "level = 1", "dunning"),
    ] {
        let company = Company::new("cn-small");
        let on = |day| On(&company, day);
        let item = on("2026-03-01").owed("2026-03-31", "1000");
        let other = on("2026-03-01").owed("2026-03-31", "1000");
        run(&on("2026-04-07"));
        on("2026-04-08").promise("2026-04-10", json!({"items": [item]}));
        let opened = json!({"party_id": company.party, "items": [other], "reason": "price", "deadline_on": "2026-04-30"});
        on("2026-04-08").call("dispute.open", opened);
        company.verify();
        company.rewrite(table, change);
        assert_eq!(company.failed_checks(), ["structure", check], "{table}");
    }
}

#[test]
fn what_letters_brought_is_told_by_level_and_by_person_and_promises_by_who_took_them() {
    let company = Company::new("cn-small");
    let on = |day| On(&company, day);
    let first = on("2026-03-01").owed("2026-03-31", "1000");
    let second = on("2026-03-01").owed("2026-03-31", "2000");
    run(&on("2026-04-07"));
    on("2026-04-10").promise("2026-04-12", json!({"items": [first]}));
    on("2026-04-12").paid(&first, "1130");
    on("2026-04-12").promise("2026-04-13", json!({"items": [second]}));
    run(&on("2026-04-16"));
    on("2026-04-29").paid(&second, "1000");
    let report = |name: &str| {
        let input = json!({"name": name, "from": "2026-04-01", "as_of": "2026-05-31"});
        let rows = on("2026-06-01").call("report.run", input)["rows"].clone();
        let text = |cell: &Value| match &cell["value"] {
            Value::String(text) => text.clone(),
            Value::Object(money) => money["amount"].as_str().unwrap_or_default().to_owned(),
            other => other.to_string(),
        };
        let line =
            |row: &Value| row["cells"].as_array().unwrap().iter().map(text).collect::<Vec<_>>().join(" ");
        rows.as_array().unwrap().iter().map(line).collect::<Vec<_>>()
    };
    assert_eq!(
        report("dunning_by_level"),
        ["L2 1 2 3390.00 1130.00 33.3", "L3 1 1 2260.00 1000.00 44.2", "total 2 3 5650.00 2130.00 37.7"]
    );
    assert_eq!(report("promises_kept").last().unwrap(), "total 2 1 0 1 0 50");
    assert!(report("dunning_by_person")[0].ends_with("2 3 5650.00 2130.00 37.7"));
}
