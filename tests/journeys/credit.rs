//! Grades from the customer's own invoices, worked by hand, and control that stops, releases and keeps a journal.

use kezhang::access::Role;
use kezhang::documents::{self, DocumentFields, Origin};
use kezhang::error::Error;
use kezhang::store::{Seq, Stamp, UserId};
use serde_json::{Value, json};

use crate::calls::{now, today};
use crate::journal_ifrs::Company;
use crate::program::{call, call_as};
use crate::roles::user_of;

fn sold(net: &str) -> Value {
    json!([{"description": "宣纸", "quantity": "1", "unit_price": net, "tax": "VAT13"}])
}

fn invoice(company: &Company, date: &str, due_on: &str, net: &str) -> Value {
    company.issue("invoice", date, json!({"due_on": due_on, "lines": sold(net)}))
}

fn paid(company: &Company, date: &str, amount: &str) {
    company.issue("receipt", date, json!({"amount": amount, "rule": "oldest"}));
}

/// Nine invoices of 11,300 with tax: eight paid, two of them 10 and 20 days late, and one that is open for 30 days past due.
fn payer() -> Company {
    let company = Company::new("cn-small");
    for (date, due_on, paid_on) in [
        ("2025-09-01", "2025-09-30", Some("2025-09-30")),
        ("2025-10-01", "2025-10-31", Some("2025-10-31")),
        ("2025-11-01", "2025-11-30", Some("2025-11-30")),
        ("2025-12-01", "2025-12-31", Some("2026-01-10")),
        ("2026-01-01", "2026-01-31", Some("2026-01-31")),
        ("2026-02-01", "2026-02-28", Some("2026-02-28")),
        ("2026-03-01", "2026-03-31", Some("2026-04-20")),
        ("2026-04-01", "2026-04-30", Some("2026-04-30")),
        ("2026-05-16", "2026-06-15", None),
    ] {
        invoice(&company, date, due_on, "10000");
        // The invoice of April is older than the receipt for March: each receipt names what it pays by the oldest rule.
        if let Some(paid_on) = paid_on.filter(|_| date != "2026-04-01" && date != "2026-03-01") {
            paid(&company, paid_on, "11300");
        }
        if date == "2026-04-01" {
            paid(&company, "2026-04-20", "11300");
            paid(&company, "2026-04-30", "11300");
        }
    }
    company
}

fn card(company: &Company, more: Value) -> Value {
    let mut input = json!({"party_id": company.party});
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    company.call("credit.card", input)
}

fn factor<'c>(card: &'c Value, name: &str) -> &'c Value {
    card["factors"].as_array().unwrap().iter().find(|line| line["factor"] == name).unwrap()
}

#[test]
fn a_grade_comes_out_of_the_invoices_as_worked_by_hand() {
    let company = payer();
    let card = card(&company, json!({}));
    for (name, value, points) in [
        // (10 + 20 + 30) ÷ 9
        ("days_late", json!("6.67"), "24.28"),
        // 6 of 9
        ("on_time", json!("0.6667"), "7.41"),
        ("worst_overdue", json!("30"), "7"),
        // 36 days owed ÷ 29.33 allowed
        ("dso_to_terms", json!("1.23"), "7.24"),
        ("broken_promises", Value::Null, "8"),
        ("disputes", json!("0"), "5"),
        ("tenure", json!("10"), "3.33"),
        ("volume", json!("1"), "5"),
        ("peak_use", Value::Null, "5"),
    ] {
        let line = factor(&card, name);
        assert_eq!((&line["value"], &line["points"]), (&value, &json!(points)), "{name}");
    }
    assert_eq!(factor(&card, "broken_promises")["note"], "no_promises");
    assert_eq!(factor(&card, "peak_use")["note"], "no_limit");
    assert_eq!(factor(&card, "days_late")["better"], json!({"value": "0", "points": "30"}));
    // (8 × 72.26 + 5 × 60) ÷ 13
    assert_eq!(
        (&card["raw"], &card["score"], &card["invoices"]),
        (&json!("72.26"), &json!("67.54"), &json!(8))
    );
    assert_eq!(
        (&card["grade"], &card["step"], &card["late_index"]),
        (&json!("B"), &json!("BB"), &json!("74"))
    );
    assert_eq!((&card["dso_days"], &card["since"]), (&json!("36"), &json!("2025-09-01")));
    assert_eq!(card["up"], json!({"grade": "A", "score": "83", "reviews": 2}));
    assert_eq!(card["down"], json!({"grade": "C", "score": "62", "reviews": 1}));
    let suggested = &card["suggested"];
    assert_eq!(
        (&suggested["annual_sales"]["amount"], &suggested["need"]["amount"], &suggested["limit"]["amount"]),
        (&json!("101700.00"), &json!("11033.75"), &json!("11000.00"))
    );
    let likely = ["likely_from", "likely_to"].map(|end| card[end].as_str().unwrap().parse::<f64>().unwrap());
    assert!(likely[0] < 67.54 && likely[1] > 67.54 && likely[1] - likely[0] < 30.0, "{likely:?}");
}

#[test]
fn what_stands_behind_a_grade_is_listed_and_adds_up() {
    let company = payer();
    let card = card(&company, json!({}));
    assert_eq!(card["document_count"], 9);
    let documents = card["documents"].as_array().unwrap();
    let of = |place: usize| {
        (&documents[place]["days_late"], &documents[place]["adds_days"], &documents[place]["settled_on"])
    };
    assert_eq!(of(0), (&json!(30), &json!("3.33"), &Value::Null), "what is open counts to the day");
    assert_eq!(of(1), (&json!(20), &json!("2.22"), &json!("2026-04-20")));
    assert_eq!(of(2), (&json!(10), &json!("1.11"), &json!("2026-01-10")));
    assert_eq!(documents.iter().filter(|document| document["on_time"] == true).count(), 6);
    assert!(documents.iter().all(|document| document["number"].as_str().unwrap().starts_with("XS")));
}

#[test]
fn a_grade_of_a_past_day_and_of_a_past_moment_leaves_out_what_came_later() {
    let company = payer();
    let before = card(&company, json!({"as_of": "2026-04-10"}));
    assert_eq!(before["invoices"], 6);
    // March was open for ten days then, and so were the others late: 10 and 10 of seven.
    assert_eq!(factor(&before, "days_late")["value"], "2.86");
    assert_eq!(before["exposure"], Value::Null, "what is owed now is not told of another day");
    let unknown = card(&company, json!({"as_of": "2026-07-15", "known_at": "2025-01-01"}));
    assert_eq!((&unknown["invoices"], &unknown["grade"]), (&json!(0), &Value::Null));
    // A year after its last payment nothing of it is looked at any more, but what is still open is.
    let later = card(&company, json!({"as_of": "2027-06-01"}));
    assert_eq!(
        (&later["invoices"], &later["grade"], &later["document_count"]),
        (&json!(0), &json!("C"), &json!(1))
    );
    assert_eq!(later["knock_outs"][0]["kind"], "long_overdue");
}

#[test]
fn few_invoices_rate_nobody_and_what_is_written_off_rates_d() {
    let company = Company::new("cn-small");
    invoice(&company, "2026-03-01", "2026-03-31", "1000");
    paid(&company, "2026-03-31", "1130");
    let thin = card(&company, json!({}));
    assert_eq!((&thin["grade"], &thin["score"], &thin["invoices"]), (&Value::Null, &Value::Null, &json!(1)));
    assert_eq!(thin["suggested"]["limit"]["amount"], "0.00", "who is new pays first");
    invoice(&company, "2026-04-01", "2026-04-30", "1000");
    let item =
        company.call("settlement.open_items", json!({"party_id": company.party, "business": "customer"}));
    let shares = json!([{"item_id": item[0]["id"], "amount": "1130"}]);
    let ruling = company.folder().join("ruling.txt");
    std::fs::write(&ruling, "裁定书").unwrap();
    let evidence = company.call("attachment.add", json!({"path": ruling}))["id"].clone();
    let fields = json!({"reason": "bankruptcy", "evidence": [evidence], "shares": shares});
    company.issue("bad_debt", "2026-07-01", fields);
    let lost = card(&company, json!({}));
    assert_eq!((&lost["grade"], &lost["knock_outs"][0]["kind"]), (&json!("D"), &json!("write_off")),);
}

#[test]
fn reviews_are_looked_at_before_they_are_kept_and_stay_as_they_were() {
    let company = payer();
    let seen = company.call("credit.review", json!({"date": "2026-05-31"}));
    assert_eq!(
        (&seen["kept"], &seen["customers"], &seen["compared_with"]),
        (&Value::Null, &json!(1), &Value::Null)
    );
    assert_eq!(company.call("credit.reviews", Value::Null), json!([]));
    for day in ["2026-05-31", "2026-06-30", "2026-07-15"] {
        let kept = company.call("credit.review", json!({"date": day, "keep": true}));
        assert!(kept["kept"].is_i64(), "{kept}");
    }
    let history = company.call("credit.history", json!({"id": company.party}));
    let reviews = history["reviews"].as_array().unwrap();
    let days: Vec<&Value> = reviews.iter().map(|review| &review["date"]).collect();
    assert_eq!(days, ["2026-07-15", "2026-06-30", "2026-05-31"]);
    assert_eq!((&reviews[0]["score"], &reviews[0]["grade"]), (&json!("67.54"), &json!("B")));
    assert_eq!(card(&company, json!({}))["last_review"]["date"], "2026-07-15");
    assert_eq!(
        company.refused("credit.review", json!({"date": "2026-06-01", "keep": true})),
        "field_invalid"
    );
    assert_eq!(company.refused("credit.review", json!({"date": "2026-08-01"})), "field_invalid");
    let list = company.call("credit.list", json!({}));
    assert_eq!(
        (&list[0]["grade"], &list[0]["score"], &list[0]["limit"]),
        (&json!("B"), &json!("67.54"), &Value::Null)
    );
    company.verify();
}

#[test]
fn a_review_or_a_limit_that_was_rewritten_is_found() {
    for (table, change, check) in
        [("credit_review", "grade = 'A'", "credit_reviews"), ("credit_limit", "amount_minor = 99", "credit")]
    {
        let company = payer();
        company.call("credit.review", json!({"keep": true}));
        company
            .call("credit.set_limit", json!({"party_id": company.party, "amount": "5000", "reason": "试"}));
        company.verify();
        company.rewrite(table, change);
        assert_eq!(company.failed_checks(), ["structure", check], "{table}");
    }
}

#[test]
fn a_grade_is_overruled_by_two_people_for_a_while_and_reverts_by_itself() {
    let company = payer();
    let keeper = user_of(&company.door, Role::Bookkeeper);
    let asked =
        json!({"party_id": company.party, "grade": "A", "until": "2026-07-31", "reason": "新合同，定金 10%"});
    let alone = call_as(&company.door, Some(keeper), "credit.override", asked.clone());
    assert!(matches!(alone, Err(Error::ApprovalOwn)), "{alone:?}");
    let mut by_owner = asked.clone();
    by_owner["requested_by"] = json!(keeper);
    let given = company.call("credit.override", by_owner.clone());
    assert_eq!((&given["grade"], &given["alone"]), (&json!("A"), &json!(false)));
    let mut too_long = by_owner;
    too_long["until"] = json!("2027-01-12");
    assert_eq!(company.refused("credit.override", too_long.clone()), "field_invalid", "181 days");
    too_long["until"] = json!("2027-01-11");
    too_long["requested_by"] = Value::Null;
    let alone = company.call("credit.override", too_long);
    assert_eq!(alone["alone"], true, "the owner may, and is told");
    let ended = json!({"party_id": company.party, "reason": "约定取消"});
    company.call("credit.override", ended);
    assert_eq!(card(&company, json!({}))["grade"], "B");
    company.call("credit.override", asked);
    assert_eq!(card(&company, json!({}))["grade"], "A");
    assert_eq!(card(&company, json!({"as_of": "2026-08-01"}))["overruled"], Value::Null, "it reverted");
    assert_eq!(
        company.refused("credit.override", json!({"party_id": company.party, "grade": "A"})),
        "input_invalid"
    );
    company.verify();
}

#[test]
fn what_the_books_do_not_say_overrules_the_score() {
    let company = payer();
    let tell = |kind: &str, more: Value| {
        let mut input = json!({"party_id": company.party, "kind": kind});
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        company.call("credit.record_fact", input)
    };
    tell("bounced", json!({"date": "2026-07-01", "note": "支票 0012"}));
    assert_eq!(card(&company, json!({}))["grade"], "C");
    tell("insolvency", json!({"date": "2026-07-10"}));
    assert_eq!(card(&company, json!({}))["grade"], "D");
    tell("insolvency_ended", json!({"date": "2026-07-12"}));
    assert_eq!(card(&company, json!({}))["grade"], "C");
    tell("net_worth", json!({"date": "2025-12-31", "amount": "20000"}));
    // 15 % of 20,000 for C, before half of the need.
    assert_eq!(card(&company, json!({}))["suggested"]["limit"]["amount"], "3000.00");
    assert_eq!(
        company.refused("credit.record_fact", json!({"party_id": company.party, "kind": "net_worth"})),
        "field_missing"
    );
}

/// A customer that owes 11,300, not due yet, of a limit of 20,000.
fn limited() -> Company {
    let company = Company::new("cn-small");
    invoice(&company, "2026-07-01", "2026-08-31", "10000");
    company.call(
        "credit.set_limit",
        json!({"party_id": company.party, "amount": "20000", "reason": "首次约定"}),
    );
    company
}

fn order(company: &Company, net: &str) -> Value {
    json!({"fields": {"kind": "sales_order", "party_id": company.party, "date": "2026-07-15", "lines": sold(net)}})
}

#[test]
fn an_order_over_the_limit_is_stopped_released_with_a_reason_and_in_the_journal() {
    let company = limited();
    company.call("document.issue", order(&company, "7000"));
    let checks = company.call("credit.checks", json!({"party_id": company.party}));
    assert_eq!(
        (&checks[0]["check"]["level"], &checks[0]["check"]["adds"]["amount"]),
        (&json!("warn"), &json!("7910.00"))
    );
    // 19,210 + 1,130 of 20,000
    let asked = company.call("credit.check", order(&company, "1000"));
    assert_eq!((&asked["hold"]["level"], &asked["hold"]["used_percent"]), (&json!("soft"), &json!("101.7")));
    assert_eq!(asked["amount"]["amount"], "1130.00");
    assert_eq!(company.refused("document.issue", order(&company, "1000")), "credit_release_missing");
    // 118.65 %
    assert_eq!(company.refused("document.issue", order(&company, "4000")), "credit_stopped");
    let release = |amount: &str| json!({"party_id": company.party, "amount": amount, "reason": "老客户，周五付款", "until": "2026-07-20"});
    company.call("credit.release", release("1000"));
    assert_eq!(
        company.refused("document.issue", order(&company, "1000")),
        "credit_release_missing",
        "too little"
    );
    company.call("credit.release", release("1130"));
    let issued = company.call("document.issue", order(&company, "1000"));
    let journal = company.call("credit.releases", json!({}));
    assert_eq!((&journal[0]["document_number"], &journal[0]["alone"]), (&issued["number"], &json!(true)));
    assert_eq!(journal[1]["document_number"], Value::Null, "the other one is still unused");
    assert_eq!(company.refused("document.issue", order(&company, "1000")), "credit_release_missing", "once");
    let sales = user_of(&company.door, Role::Sales);
    let refused = call_as(&company.door, Some(sales), "credit.release", release("1130"));
    assert!(matches!(refused, Err(Error::Forbidden { .. })), "{refused:?}");
    company.verify();
}

#[test]
fn what_was_decided_on_is_delivered_and_invoiced_without_asking_again() {
    let company = limited();
    let ordered = company.call("document.issue", order(&company, "7000"));
    company.call("credit.set_limit", json!({"party_id": company.party, "amount": "10000", "reason": "降额"}));
    let next = |id: &Value, kind: &str| company.call("order.next", json!({"from": [id], "kind": kind}));
    let shipped = next(&ordered["id"], "delivery");
    let asked = company.call("credit.check", json!({"fields": shipped}));
    assert_eq!(asked["hold"]["adds"]["amount"], "0.00", "it is counted as ordered");
    let shipped = company.call("document.issue", json!({"fields": shipped}));
    company.call("document.issue", json!({"fields": next(&shipped["id"], "invoice")}));
    let exposure = company.call("credit.exposure", json!({"id": company.party}));
    assert_eq!(
        (&exposure["total"]["amount"], &exposure["parts"]["ordered"]["amount"]),
        (&json!("19210.00"), &json!("0.00"))
    );
    assert_eq!(company.refused("document.issue", order(&company, "1")), "credit_stopped");
    company.verify();
}

#[test]
fn who_is_overdue_gets_no_goods_but_what_is_gone_is_invoiced() {
    let company = Company::new("cn-small");
    company.call("credit.set_limit", json!({"party_id": company.party, "amount": "90000", "reason": "试"}));
    let ordered = company.call("document.issue", order(&company, "7000"));
    let next = |id: &Value, kind: &str| company.call("order.next", json!({"from": [id], "kind": kind}));
    let shipped = company.call("document.issue", json!({"fields": next(&ordered["id"], "delivery")}));
    let again = company.call("document.issue", order(&company, "100"));
    // Imported: recorded, and nobody is stopped.
    company.call("credit.set_limit", json!({"party_id": company.party, "amount": null, "reason": "停用"}));
    invoice(&company, "2026-05-01", "2026-06-25", "100");
    company.call("credit.set_limit", json!({"party_id": company.party, "amount": "90000", "reason": "再用"}));
    // Twenty days overdue; who is not rated counts as C: fifteen.
    assert_eq!(
        company.refused("document.issue", json!({"fields": next(&again["id"], "delivery")})),
        "credit_stopped"
    );
    company.call("document.issue", json!({"fields": next(&shipped["id"], "invoice")}));
    let a = json!({"party_id": company.party, "grade": "A", "until": "2026-08-01", "reason": "试"});
    company.call("credit.override", a);
    // Of grade A twenty days are a soft stop.
    assert_eq!(
        company.refused("document.issue", json!({"fields": next(&again["id"], "delivery")})),
        "credit_release_missing"
    );
    company.verify();
}

#[test]
fn past_documents_that_are_imported_are_recorded_and_not_stopped() {
    let company = limited();
    let fields: DocumentFields = serde_json::from_value(order(&company, "50000")["fields"].clone()).unwrap();
    let stamp = Stamp { actor: UserId::new(1), now: now(), command: "test", reason: None };
    let issue = |origin| company.door.book().write(stamp, |w| documents::issue(w, &fields, origin, today()));
    assert!(matches!(issue(Origin::Ours), Err(Error::CreditStopped { .. })));
    issue(Origin::Imported { number: "OLD-1" }).unwrap();
    let checks = company.call("credit.checks", json!({"party_id": company.party}));
    assert_eq!(
        (&checks[0]["check"]["level"], &checks[0]["check"]["enforced"]),
        (&json!("hard"), &json!(false))
    );
    company.verify();
}

#[test]
fn who_has_no_limit_is_not_asked() {
    let company = Company::new("cn-small");
    invoice(&company, "2026-01-01", "2026-01-02", "900000");
    company.call("document.issue", order(&company, "900000"));
    assert_eq!(company.call("credit.checks", json!({})), json!([]));
    let asked = company.call("credit.check", order(&company, "1"));
    assert_eq!(asked["hold"], Value::Null);
}

#[test]
fn weights_and_knots_are_settings_and_every_version_stays() {
    let company = payer();
    let mut policy = company.call("credit.policy", Value::Null);
    policy["factors"][0]["knots"][0]["points"] = json!("31");
    assert_eq!(company.refused("credit.save_policy", policy.clone()), "field_invalid", "101 points");
    policy["factors"][1]["knots"][1]["points"] = json!("19");
    let before = kezhang_seq(&company);
    company.call("credit.save_policy", policy.clone());
    assert_eq!(card(&company, json!({}))["policy"], policy);
    let known = company.door.book().read(|r| kezhang::credit::credit_policy(r, before)).unwrap();
    assert_eq!(known, kezhang::credit::CreditPolicy::default());
    policy["factors"][2]["knots"][1]["value"] = json!("5");
    assert_eq!(company.refused("credit.save_policy", policy), "field_invalid", "knots that do not rise");
    let sales = user_of(&company.door, Role::Bookkeeper);
    assert!(call_as(&company.door, Some(sales), "credit.save_policy", json!({})).is_err());
    assert_eq!(call(&company.door, "book.verify", Value::Null).unwrap()["holds"], true);
}

fn kezhang_seq(company: &Company) -> Seq {
    company.door.book().read(|r| kezhang::audit::head(r, None)).unwrap().seq
}

#[test]
fn what_is_decided_about_credit_stands_in_the_timeline() {
    let company = payer();
    company.call("credit.set_limit", json!({"party_id": company.party, "amount": "20000", "reason": "合同"}));
    company.call("credit.review", json!({"date": "2026-07-15", "keep": true}));
    company.call(
        "credit.override",
        json!({"party_id": company.party, "grade": "C", "until": "2026-07-31", "reason": "换了老板"}),
    );
    company.call(
        "credit.record_fact",
        json!({"party_id": company.party, "kind": "bounced", "note": "支票退回"}),
    );
    company.call(
        "credit.release",
        json!({"party_id": company.party, "amount": "500", "reason": "急件", "until": "2026-07-20"}),
    );
    let assess = |said: Value| json!({"party_id": company.party, "said": said});
    assert_eq!(company.refused("credit.assess", assess(json!({"capital": " "}))), "field_missing");
    company.call("credit.assess", assess(json!({"character": "守信", "capital": "新厂房"})));
    assert_eq!(card(&company, json!({}))["assessed"]["said"]["capital"], "新厂房");
    assert_eq!(card(&company, json!({"as_of": "2026-07-14"}))["assessed"], Value::Null);
    company.call("credit.set_limit", json!({"party_id": company.party, "reason": "改为预付"}));
    let events = company.call("timeline.list", json!({"party_id": company.party, "groups": ["credit"]}));
    let said: Vec<[&str; 3]> = events["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| ["kind", "detail", "text"].map(|field| event[field].as_str().unwrap_or_default()))
        .collect();
    assert_eq!(
        said,
        [
            ["credit_limit_agreed", "withdrawn", "改为预付"],
            ["credit_assessed", "", "守信 · 新厂房"],
            ["credit_released", "", "急件"],
            ["credit_fact", "bounced", "支票退回"],
            ["credit_overruled", "C", "换了老板"],
            ["credit_graded", "-B", ""],
            ["credit_limit_agreed", "", "合同"],
        ]
    );
    assert_eq!(events["rows"][2]["as_of"], "2026-07-20");
    company.verify();
}
