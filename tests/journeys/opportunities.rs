//! From a first contact to a signed order: what a stage asks for, what history keeps, what is learned from it.

use std::path::Path;

use kezhang::access::Role;
use kezhang::api::Door;
use kezhang::error::Error;
use kezhang::store::UserId;
use serde_json::{Value, json};

use crate::calls::call_on;
use crate::journal_ifrs::Company;
use crate::program::call_as;
use crate::roles::user_of;

/// Stages of the pipeline that a book begins with.
const FIRST_CONTACT: i64 = 1;
const NEEDS: i64 = 2;
const PROPOSAL: i64 = 3;
const NEGOTIATION: i64 = 5;
const WON: i64 = 7;
const LOST: i64 = 8;

fn opportunity(company: &Company, title: &str, more: Value) -> Value {
    let mut fields = json!({"party_id": company.party, "title": title, "amount": "10000", "contact": "王芳",
        "expected_close_on": "2026-08-31", "next_step": "回访", "next_step_on": "2026-07-20"});
    fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    company.call("opportunity.create", json!({"fields": fields}))
}

fn moved(company: &Company, of: &Value, stage: i64) -> Value {
    company.call("opportunity.move", json!({"id": of["id"], "stage_id": stage}))
}

fn lost(company: &Company, of: &Value, reason: i64) -> Value {
    company.call("opportunity.move", json!({"id": of["id"], "stage_id": LOST, "lost_reason_id": reason}))
}

fn refusal(company: &Company, command: &str, input: Value) -> Error {
    crate::program::call(&company.door, command, input).unwrap_err()
}

/// The call on another day than the one that stands still.
fn on(door: &Door, date: &str, command: &str, input: Value) -> Value {
    call_on(door, date, command, input).unwrap()
}

fn titles(rows: &Value) -> Vec<&str> {
    rows.as_array().unwrap().iter().map(|row| row["title"].as_str().unwrap()).collect()
}

#[test]
fn a_lead_becomes_a_customer_and_goes_through_every_stage_to_an_order() {
    let company = Company::new("cn-small");
    let lead = company.call(
        "lead.save",
        json!({"fields": {"name": "李雷", "company": "晨潮烘焙", "phone": "138 0000 0000", "email": "li@example.com",
            "source": "展会"}}),
    );
    let converted = company.call(
        "lead.convert",
        json!({"id": lead["id"], "version": lead["version"], "opportunity": {"fields": {"title": "外卖盒试用"}}}),
    );
    assert_eq!(converted["lead"]["state"], "converted");
    let party = company.call("party.get", json!({"id": converted["party_id"]}));
    assert_eq!(party["fields"]["name"], "晨潮烘焙");
    assert_eq!(party["fields"]["phones"], json!(["138 0000 0000"]));
    assert_eq!(party["fields"]["emails"], json!(["li@example.com"]));
    assert_eq!((&party["fields"]["source"], &party["fields"]["owner"]), (&json!("展会"), &json!(1)));
    let contact = &party["fields"]["contacts"][0];
    assert_eq!((&contact["name"], &contact["primary"]), (&json!("李雷"), &json!(true)));
    assert_eq!(contact["channels"][0]["value"], "138 0000 0000");
    let id = &converted["opportunity_id"];
    let made = company.call("opportunity.get", json!({"id": id}));
    assert_eq!(
        (&made["fields"]["contact"], &made["fields"]["source"], &made["deadline_on"], &made["stage_id"]),
        (&json!("李雷"), &json!("展会"), &json!("2026-07-22"), &json!(FIRST_CONTACT))
    );
    moved(&company, &made, NEEDS);
    let refused = refusal(&company, "opportunity.move", json!({"id": id, "stage_id": PROPOSAL}));
    assert_eq!(
        serde_json::to_value(&refused).unwrap(),
        json!({"code": "conditions_missing", "details": {"stage": "方案", "missing": "amount_set, close_expected"}})
    );
    let mut fields = made["fields"].clone();
    fields["items"] = json!([{"description": "外卖盒", "quantity": "3000", "unit_price": "1.5"},
        {"description": "盖", "quantity": "3000", "unit_price": "0.333"}]);
    fields["expected_close_on"] = json!("2026-08-15");
    let saved =
        company.call("opportunity.save", json!({"id": id, "version": made["version"], "fields": fields}));
    assert_eq!(saved["amount"], json!({"amount": "5499.00", "currency": "CNY"}));
    for stage in [PROPOSAL, 4, NEGOTIATION, 6] {
        let standing = moved(&company, &made, stage);
        assert!(standing["deadline_on"].is_string() && standing["owner_id"].is_number(), "{standing}");
    }
    let won = moved(&company, &made, WON);
    assert_eq!((&won["state"], &won["deadline_on"]), (&json!("won"), &Value::Null));
    let history = company.call("opportunity.history", json!({"id": id}));
    let kinds: Vec<&str> =
        history.as_array().unwrap().iter().map(|row| row["kind"].as_str().unwrap()).collect();
    assert_eq!(
        kinds,
        ["entered", "entered", "entered", "entered", "entered", "changed", "entered", "created"]
    );
    assert_eq!(history[5]["changed"], json!(["amount", "expected_close_on", "items"]));
    assert_eq!(
        company.refused(
            "lead.convert",
            json!({"id": lead["id"], "version": lead["version"],
        "opportunity": {"fields": {}}})
        ),
        "lead_closed"
    );
    company.verify();
}

#[test]
fn what_a_stage_asks_for_is_refused_by_name_and_nothing_is_lost() {
    let company = Company::new("cn-small");
    let mut pipeline = company.call("pipeline.list", json!({}))[0].clone();
    pipeline["stages"][1]["tasks"] = json!(["量尺寸", "拍照片"]);
    pipeline["stages"][1]["days"] = Value::Null;
    pipeline["stages"][1]["exit"] = json!(["tasks_done", "next_step_set"]);
    let saved = company.call("pipeline.save", pipeline);
    assert_eq!(saved["stages"][1]["exit"], json!(["next_step_set", "tasks_done"]));
    let made = opportunity(&company, "纸箱", json!({"next_step_on": null, "contact": ""}));
    let to = |stage: i64| json!({"id": made["id"], "stage_id": stage, "deadline_on": "2026-07-31"});
    let code = |stage: i64| {
        serde_json::to_value(refusal(&company, "opportunity.move", to(stage))).unwrap()["details"]["missing"]
            .clone()
    };
    assert_eq!(code(NEEDS), "contact_named");
    let mut fields = made["fields"].clone();
    fields["contact"] = json!("王芳");
    company.call("opportunity.save", json!({"id": made["id"], "version": made["version"], "fields": fields}));
    let no_deadline = json!({"id": made["id"], "stage_id": NEEDS});
    assert_eq!(company.refused("opportunity.move", no_deadline), "field_missing");
    company.call("opportunity.move", to(NEEDS));
    assert_eq!(code(PROPOSAL), "next_step_set, tasks_done");
    fields["next_step_on"] = json!("2026-07-20");
    let version = company.call("opportunity.get", json!({"id": made["id"]}))["version"].clone();
    company.call("opportunity.save", json!({"id": made["id"], "version": version, "fields": fields}));
    for place in [1, 2] {
        company.call("opportunity.do_task", json!({"id": made["id"], "place": place, "done": true}));
    }
    company.call("opportunity.do_task", json!({"id": made["id"], "place": 2, "done": false}));
    assert_eq!(code(PROPOSAL), "tasks_done");
    let back = company.call("opportunity.move", to(FIRST_CONTACT));
    assert_eq!(back["stage_id"], FIRST_CONTACT, "going back asks for nothing");
    assert_eq!(company.refused("opportunity.move", to(LOST)), "field_missing");
    assert_eq!(lost(&company, &made, 1)["state"], "lost");
    assert_eq!(company.refused("opportunity.move", to(NEEDS)), "field_missing", "reopening says why");
    let reopened = company
        .call("opportunity.move", json!({"id": made["id"], "stage_id": NEGOTIATION, "why": "客户又来询价"}));
    assert_eq!((&reopened["state"], &reopened["lost_reason_id"]), (&json!("open"), &Value::Null));
    company.verify();
}

#[test]
fn a_stage_in_use_is_taken_out_only_with_what_stands_in_it() {
    let company = Company::new("cn-small");
    let made = opportunity(&company, "薄膜", json!({}));
    moved(&company, &made, NEEDS);
    let mut pipeline = company.call("pipeline.list", json!({}))[0].clone();
    pipeline["stages"].as_array_mut().unwrap().remove(1);
    let refused = serde_json::to_value(refusal(&company, "pipeline.save", pipeline.clone())).unwrap();
    assert_eq!(
        refused,
        json!({"code": "in_use", "details": {"kind": "stage", "name": "需求", "count": 1, "examples": "薄膜"}})
    );
    pipeline["moved"] = json!([{"from": NEEDS, "to": PROPOSAL}]);
    pipeline["why"] = json!("并入方案");
    let saved = company.call("pipeline.save", pipeline.clone());
    assert_eq!(saved["stages"][7]["removed"], true);
    let standing = company.call("opportunity.get", json!({"id": made["id"]}));
    assert_eq!(standing["stage_id"], PROPOSAL);
    assert_eq!(
        company.refused("opportunity.move", json!({"id": made["id"], "stage_id": NEEDS})),
        "not_found"
    );
    assert_eq!(company.refused("pipeline.save", pipeline), "stale");
    let mut archived = saved.clone();
    archived["archived"] = json!(true);
    archived["stages"].as_array_mut().unwrap().retain(|stage| stage["removed"] == false);
    assert_eq!(company.refused("pipeline.save", archived), "in_use");
    let mut without_end = saved;
    without_end["stages"].as_array_mut().unwrap().retain(|stage| stage["ends"] != "lost");
    assert_eq!(company.refused("pipeline.save", without_end), "field_invalid");
    company.verify();
}

#[test]
fn what_an_owner_leaves_behind_is_shown_and_given_to_somebody_else_at_once() {
    let company = Company::new("cn-small");
    let seller = user_of(&company.door, Role::Sales);
    for title in ["甲", "乙"] {
        let made = opportunity(&company, title, json!({}));
        company.call("opportunity.assign", json!({"ids": [made["id"]], "owner_id": seller}));
    }
    company.call("lead.save", json!({"fields": {"name": "韩梅", "owner_id": seller}}));
    company.call("user.save", json!({"id": seller, "name": "the sales", "role": "sales", "active": false}));
    let left = company.call("opportunity.list", json!({"flag": "owner_left"}));
    assert_eq!(titles(&left["rows"]), ["甲", "乙"]);
    assert_eq!(company.call("lead.list", json!({"owner_left": true}))["rows"].as_array().unwrap().len(), 1);
    assert_eq!(
        company.refused("opportunity.assign", json!({"ids": [left["rows"][0]["id"]], "owner_id": seller})),
        "user_inactive"
    );
    let given =
        company.call("opportunity.assign", json!({"of_owner": seller, "owner_id": 1, "why": "离职交接"}));
    assert_eq!(given["count"], 3);
    let owners = company.call("sales_owner.list", json!({}));
    assert_eq!((&owners[0]["opportunities"], &owners[0]["leads"]), (&json!(2), &json!(1)));
    let history = company.call("opportunity.history", json!({"id": left["rows"][0]["id"]}));
    assert_eq!((&history[0]["kind"], &history[0]["why"]), (&json!("assigned"), &json!("离职交接")));
    company.verify();
}

#[test]
fn probability_is_learned_from_those_that_ever_came_into_a_stage_and_have_ended() {
    let company = Company::new("cn-small");
    for number in 1..=12 {
        let made = opportunity(&company, &format!("第{number}单"), json!({}));
        moved(&company, &made, NEEDS);
        match number {
            1..=4 => drop(moved(&company, &made, WON)),
            5..=9 => drop(lost(&company, &made, 1)),
            _ => {}
        }
    }
    let learned = || company.call("pipeline.learned", json!({"id": 1}));
    let needs = learned()[1].clone();
    assert_eq!((&needs["entered"], &needs["ended"], &needs["won"]), (&json!(12), &json!(9), &json!(4)));
    assert_eq!(needs["learned"], Value::Null, "nine are not enough");
    let tenth = company.call("opportunity.list", json!({"state": "open"}))["rows"][0].clone();
    lost(&company, &tenth, 5);
    let needs = learned()[1].clone();
    assert_eq!(
        (&needs["standard"], &needs["learned"], &needs["minimum"]),
        (&json!(20), &json!("40"), &json!(10))
    );
    assert_eq!(needs["median_days"], "0");
    let board = company.call("opportunity.board", json!({}));
    assert_eq!(
        (&board["win_rate_of_decided"], &board["win_rate_of_closed"]),
        (&json!("44.44"), &json!("40"))
    );
    assert_eq!((&board["won"]["count"], &board["lost"]["count"]), (&json!(4), &json!(6)));
}

#[test]
fn a_board_sums_each_currency_and_pages_each_column_by_key() {
    let company = Company::new("cn-small");
    company.call("rate.save", json!({"rates": [{"currency": "USD", "date": "2026-07-01", "rate": "7.1"}]}));
    for number in 1..=5 {
        opportunity(&company, &format!("本币{number}"), json!({"amount": "1000.10"}));
    }
    opportunity(&company, "美元", json!({"amount": "100", "currency": "USD"}));
    opportunity(&company, "欧元", json!({"amount": "50", "currency": "EUR"}));
    let board = company.call("opportunity.board", json!({"cards": 3}));
    let first = &board["columns"][0];
    assert_eq!((&first["count"], &first["unrated"]), (&json!(7), &json!(1)));
    assert_eq!(first["sums"][0], json!({"count": 5, "sum": {"amount": "5000.50", "currency": "CNY"}}));
    assert_eq!(first["total"]["amount"], "5710.50");
    assert_eq!(first["weighted"]["amount"], "571.05");
    let mut seen: Vec<Value> = first["cards"]["rows"].as_array().unwrap().clone();
    let mut next = first["cards"]["next"].clone();
    while !next.is_null() {
        let page = company.call(
            "opportunity.column",
            json!({"board": {}, "stage_id": FIRST_CONTACT, "after": next, "limit": 3}),
        );
        seen.extend(page["rows"].as_array().unwrap().clone());
        next = page["next"].clone();
    }
    let mut ids: Vec<i64> = seen.iter().map(|row| row["id"].as_i64().unwrap()).collect();
    ids.sort_unstable();
    assert_eq!(ids, (1..=7).collect::<Vec<_>>());
    for sort in ["deadline", "amount", "expected_close", "created", "title"] {
        let (mut after, mut count) = (Value::Null, 0);
        loop {
            let page = company.call("opportunity.list", json!({"sort": sort, "after": after, "limit": 2}));
            count += page["rows"].as_array().unwrap().len();
            after = page["next"].clone();
            if after.is_null() {
                break;
            }
        }
        assert_eq!(count, 7, "{sort}");
    }
}

#[test]
fn what_slipped_and_what_has_no_next_step_is_flagged_on_its_day() {
    let company = Company::new("cn-small");
    let made = opportunity(&company, "慢", json!({}));
    let later = on(&company.door, "2026-08-01", "opportunity.list", json!({}));
    let row = &later["rows"][0];
    assert_eq!(
        (&row["slipped"], &row["no_next_step"], &row["age_days"]),
        (&json!(true), &json!(true), &json!(17))
    );
    let postponed = on(
        &company.door,
        "2026-08-01",
        "opportunity.postpone",
        json!({"id": made["id"], "deadline_on": "2026-08-20", "why": "客户休假"}),
    );
    assert_eq!(
        (&postponed["deadline_on"], &postponed["entered_on"]),
        (&json!("2026-08-20"), &json!("2026-07-15"))
    );
    let flagged = on(&company.door, "2026-08-01", "opportunity.list", json!({"flag": "slipped"}));
    assert_eq!(flagged["rows"], json!([]));
    company.verify();
}

#[test]
fn strange_and_endless_texts_are_kept_or_refused_by_the_name_of_their_field() {
    let company = Company::new("cn-small");
    let long = "长".repeat(5000);
    let fields = json!({"fields": {"party_id": company.party, "title": long}});
    let refused = serde_json::to_value(refusal(&company, "opportunity.create", fields)).unwrap();
    assert_eq!(refused["details"]["field"], "fields.title");
    assert_eq!(company.refused("lead.save", json!({"fields": {"name": long}})), "field_invalid");
    let naughty = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/bad/blns.json");
    let naughty: Vec<String> = serde_json::from_str(&std::fs::read_to_string(naughty).unwrap()).unwrap();
    for strange in naughty.iter().filter(|text| !text.trim().is_empty() && text.chars().count() <= 200) {
        let lead = company.call("lead.save", json!({"fields": {"company": strange}}));
        assert_eq!(lead["fields"]["company"], strange.trim());
    }
    for strange in ["'; drop table lead; --", "\u{202e}反", "<script>alert(1)</script>", "😀", "\u{0}a", "%_"]
    {
        opportunity(&company, strange, json!({}));
        company.call("opportunity.list", json!({"text": strange}));
        company.call("lead.list", json!({"text": strange}));
    }
    for command in ["opportunity.get", "opportunity.history", "lead.get"] {
        assert_eq!(company.refused(command, json!({"id": 999})), "not_found");
    }
    assert_eq!(company.refused("opportunity.list", json!({"after": "nonsense"})), "field_invalid");
    assert_eq!(company.refused("opportunity.move", json!({"id": 1, "stage_id": 99})), "not_found");
    company.verify();
}

#[test]
fn who_sells_works_on_opportunities_and_who_views_only_looks() {
    let company = Company::new("cn-small");
    let made = opportunity(&company, "看", json!({}));
    let as_user =
        |user: UserId, command: &str, input: Value| call_as(&company.door, Some(user), command, input);
    let (seller, viewer) = (user_of(&company.door, Role::Sales), user_of(&company.door, Role::Viewer));
    let onward = json!({"id": made["id"], "stage_id": NEEDS});
    assert!(matches!(as_user(viewer, "opportunity.move", onward.clone()), Err(Error::Forbidden { .. })));
    as_user(viewer, "opportunity.board", json!({})).unwrap();
    as_user(seller, "opportunity.move", onward).unwrap();
    let targets = json!({"targets": [{"user_id": seller, "month": "2026-07", "amount": "50000"}]});
    assert!(matches!(as_user(seller, "sales_target.save", targets.clone()), Err(Error::Forbidden { .. })));
    company.call("sales_target.save", targets);
    let kept = company.call("sales_target.list", json!({"year": 2026}));
    assert_eq!(kept, json!([{"user_id": seller, "month": "2026-07", "amount": "50000"}]));
    company.verify();
}

#[test]
fn two_who_move_or_save_the_same_opportunity_do_not_overwrite_each_other() {
    let company = Company::new("cn-small");
    let made = opportunity(&company, "同时", json!({}));
    let input = |stage: i64| json!({"id": made["id"], "moved": made["moved"], "stage_id": stage});
    company.call("opportunity.move", input(NEEDS));
    assert_eq!(company.refused("opportunity.move", input(PROPOSAL)), "stale");
    let mut fields = made["fields"].clone();
    fields["title"] = json!("改过");
    let save = json!({"id": made["id"], "version": made["version"], "fields": fields});
    company.call("opportunity.save", save.clone());
    assert_eq!(company.refused("opportunity.save", save), "stale");
}

/// A column of the lines of a report, as text.
fn column(report: &Value, key: &str) -> Vec<String> {
    let at = report["columns"].as_array().unwrap().iter().position(|column| column["key"] == key).unwrap();
    let text = |row: &Value| match &row["cells"][at]["value"] {
        Value::String(text) => text.clone(),
        Value::Object(money) => money.get("amount").or(money.get("zh")).unwrap().as_str().unwrap().to_owned(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    report["rows"].as_array().unwrap().iter().filter(|row| row["kind"] == "line").map(text).collect()
}

#[test]
fn an_opportunity_becomes_a_quote_that_its_stage_can_ask_for() {
    let company = Company::new("cn-small");
    let mut pipeline = company.call("pipeline.list", json!({}))[0].clone();
    pipeline["stages"][3]["exit"] = json!(["quote_issued"]);
    company.call("pipeline.save", pipeline);
    let items = json!([{"description": "纸箱", "unit": "个", "quantity": "200", "unit_price": "3.5"}]);
    let made = opportunity(&company, "纸箱两百", json!({"items": items}));
    moved(&company, &made, 4);
    let onward = json!({"id": made["id"], "stage_id": NEGOTIATION});
    let refused = serde_json::to_value(refusal(&company, "opportunity.move", onward.clone())).unwrap();
    assert_eq!(refused["details"]["missing"], "quote_issued");
    let draft = company.call("opportunity.draft_quote", json!({"id": made["id"]}));
    let fields = &draft["fields"];
    assert_eq!(
        (&fields["kind"], &fields["opportunity"], &fields["salesperson"]),
        (&json!("quote"), &made["id"], &json!(1))
    );
    assert_eq!(fields["lines"][0]["unit_price"], "3.5");
    let issued =
        company.call("document.issue_draft", json!({"id": draft["id"], "version": draft["version"]}));
    let documents = company.call("opportunity.documents", json!({"id": made["id"]}));
    assert_eq!(documents[0]["id"], issued["id"]);
    assert_eq!(company.call("opportunity.move", onward)["stage_id"], NEGOTIATION);
    company.call("document.void", json!({"id": issued["id"], "reason": "重报"}));
    let back = json!({"id": made["id"], "stage_id": 4});
    company.call("opportunity.move", back);
    assert_eq!(
        company.refused("opportunity.move", json!({"id": made["id"], "stage_id": NEGOTIATION})),
        "conditions_missing"
    );
    company.verify();
}

#[test]
fn the_funnel_counts_those_that_ever_entered_and_the_past_stays_as_it_was_known() {
    let company = Company::new("cn-small");
    let mut first = Value::Null;
    for number in 1..=4 {
        first = opportunity(&company, &format!("第{number}"), json!({}));
        if number <= 2 {
            moved(&company, &first, NEEDS);
        }
        if number == 1 {
            moved(&company, &first, WON);
        }
        if number == 2 {
            lost(&company, &first, 1);
        }
    }
    let known = company.call("report.run", json!({"name": "pipeline_funnel", "as_of": "2026-07-31"}));
    assert_eq!(column(&known, "ever_entered"), ["4", "2", "0", "0", "0", "0", "1"]);
    assert_eq!(column(&known, "to_next_stage")[0], "50");
    assert_eq!(column(&known, "open_count"), ["2", "0", "0", "0", "0", "0", "0"]);
    assert_eq!(column(&known, "weighted")[0], "2000.00");
    moved(&company, &first, NEEDS);
    let again = company.call(
        "report.run",
        json!({"name": "pipeline_funnel", "as_of": "2026-07-31", "known_seq": known["seq"]}),
    );
    assert_eq!(again["rows"], known["rows"]);
    let people = company.call("report.run", json!({"name": "sales_performance", "as_of": "2026-07-31"}));
    assert_eq!(
        [column(&people, "won_count"), column(&people, "win_rate_decided"), column(&people, "cycle_median")],
        [["1"], ["50"], ["0"]]
    );
    let cohorts = company.call("report.run", json!({"name": "pipeline_cohorts", "as_of": "2026-07-31"}));
    assert_eq!(column(&cohorts, "overall_conversion"), ["25"]);
}

#[test]
fn a_forecast_is_what_was_open_on_the_eve_of_its_month() {
    let company = Company::new("cn-small");
    let start = |date: &str, title: &str, amount: &str, closes: &str| {
        let fields = json!({"party_id": company.party, "title": title, "amount": amount, "contact": "王",
            "expected_close_on": closes});
        on(&company.door, date, "opportunity.create", json!({"fields": fields}))
    };
    let move_on = |date: &str, of: &Value, more: Value| {
        let mut input = json!({"id": of["id"]});
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        on(&company.door, date, "opportunity.move", input)
    };
    let won = start("2026-07-16", "赢", "1000", "2026-08-20");
    move_on("2026-07-20", &won, json!({"stage_id": NEEDS}));
    let lost = start("2026-07-21", "输", "4000", "2026-08-25");
    let late = start("2026-08-03", "八月才有", "9000", "2026-08-30");
    move_on("2026-08-05", &won, json!({"stage_id": WON}));
    move_on("2026-08-06", &lost, json!({"stage_id": LOST, "lost_reason_id": 2}));
    let request = json!({"name": "forecast_accuracy", "from": "2026-07-01", "as_of": "2026-08-31"});
    let report = on(&company.door, "2026-08-31", "report.run", request);
    assert_eq!(column(&report, "month"), ["2026-08"]);
    assert_eq!(column(&report, "forecast"), ["600.00"], "20 % of 1000 and 10 % of 4000; {late} began later");
    assert_eq!(column(&report, "actual"), ["1000.00"]);
    let total = report["rows"].as_array().unwrap().last().unwrap();
    assert_eq!(total["cells"][5]["value"], "-40");
}

#[test]
fn a_target_stands_against_what_was_invoiced_by_its_person() {
    let company = Company::new("cn-small");
    let seller = user_of(&company.door, Role::Sales);
    let targets = |amount: &str| {
        let of = |month: &str| json!({"user_id": seller, "month": month, "amount": amount});
        json!({"targets": [of("2026-07"), of("2026-08")]})
    };
    company.call("sales_target.save", targets("99999"));
    company.call("sales_target.save", targets("2000"));
    let line =
        |price: &str| json!([{"description": "货", "quantity": "1", "unit_price": price, "tax": "VAT13"}]);
    let invoice =
        company.issue("invoice", "2026-07-02", json!({"lines": line("1500"), "salesperson": seller}));
    company.issue("invoice", "2026-06-02", json!({"lines": line("300"), "salesperson": seller}));
    company.issue(
        "credit_note",
        "2026-07-03",
        json!({"lines": line("500"), "salesperson": seller, "credits": invoice["id"]}),
    );
    let report = company.call("report.run", json!({"name": "sales_targets", "as_of": "2026-07-15"}));
    assert_eq!(column(&report, "owner"), ["the sales"]);
    assert_eq!(column(&report, "month_actual"), ["1000.00"]);
    assert_eq!(column(&report, "month_attainment"), ["50"]);
    assert_eq!(column(&report, "month_elapsed"), ["48.39"]);
    assert_eq!(column(&report, "year_actual"), ["1300.00"]);
    assert_eq!(column(&report, "year_attainment"), ["32.5"]);
    let detailed =
        company.call("report.run", json!({"name": "sales_targets", "as_of": "2026-07-15", "detail": true}));
    assert_eq!(column(&detailed, "year_actual"), ["1300.00", "300.00", "1500.00", "-500.00"]);
    let credit = detailed["rows"][3]["opens"]["id"].clone();
    company.call("document.void", json!({"id": credit, "reason": "作废"}));
    let voided = company.call("report.run", json!({"name": "sales_targets", "as_of": "2026-07-15"}));
    assert_eq!(column(&voided, "year_actual"), ["1800.00"]);
}

#[test]
fn leads_are_put_away_and_taken_up_again_with_their_reasons() {
    let company = Company::new("cn-small");
    let lead = company.call("lead.save", json!({"fields": {"name": "韩梅", "phone": "139"}}));
    assert_eq!(company.refused("lead.dismiss", json!({"id": lead["id"], "why": " "})), "field_missing");
    company.call("lead.dismiss", json!({"id": lead["id"], "why": "没有预算"}));
    assert_eq!(company.call("lead.list", json!({"state": "open"}))["rows"], json!([]));
    let save = json!({"id": lead["id"], "version": lead["version"], "fields": {"name": "韩梅梅"}});
    assert_eq!(company.refused("lead.save", save), "lead_closed");
    company.call("lead.reopen", json!({"id": lead["id"], "why": "来电"}));
    let history = company.call("lead.history", json!({"id": lead["id"]}));
    let states: Vec<&Value> = history.as_array().unwrap().iter().map(|each| &each["state"]).collect();
    assert_eq!(states, ["open", "dismissed", "open"]);
    company.verify();
}

/// A linear congruential generator: the same acts on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap() % limit
    }
}

#[test]
fn whatever_is_done_in_whatever_order_the_proof_holds_and_every_list_agrees() {
    let company = Company::new("cn-small");
    let (mut dice, mut day) = (Dice(7), 15);
    for step in 0..240 {
        let (id, stage) = (1 + dice.below(12), 1 + dice.below(8));
        if step % 60 == 59 {
            day += 1;
        }
        let (command, input) = match dice.below(10) {
            0..=2 => (
                "opportunity.create",
                json!({"fields": {"party_id": company.party, "title": format!("第{step}"),
                "amount": dice.below(9000).to_string(), "contact": "王", "expected_close_on": "2026-09-01"}}),
            ),
            3..=7 => (
                "opportunity.move",
                json!({"id": id, "stage_id": stage, "lost_reason_id": 1 + dice.below(7),
                "why": if dice.below(2) == 0 { "" } else { "又来了" }}),
            ),
            8 => ("opportunity.postpone", json!({"id": id, "deadline_on": "2026-09-30", "why": "等"})),
            _ => ("opportunity.assign", json!({"ids": [id], "owner_id": 1})),
        };
        // What a rule refuses leaves nothing behind.
        drop(call_on(&company.door, &format!("2026-07-{day}"), command, input));
    }
    company.verify();
    let count = |filter: Value| company.call("opportunity.totals", filter)["count"].as_i64().unwrap();
    let by_state: i64 = ["open", "won", "lost"].into_iter().map(|state| count(json!({"state": state}))).sum();
    assert_eq!(by_state, count(json!({})));
    let board = on(&company.door, "2026-07-31", "opportunity.board", json!({}));
    assert_eq!(board["count"].as_i64().unwrap(), count(json!({"state": "open"})));
    let report = on(
        &company.door,
        "2026-07-31",
        "report.run",
        json!({"name": "sales_performance", "as_of": "2026-07-31"}),
    );
    assert_eq!(column(&report, "open_count"), [count(json!({"state": "open"})).to_string()]);
    assert_eq!(column(&report, "open_amount")[0], board["total"]["amount"].as_str().unwrap());
    assert_eq!(column(&report, "weighted")[0], board["weighted"]["amount"].as_str().unwrap());
}
