//! Saved filters that stay live, what classes carry, and prices that say where they come from.

use serde_json::{Value, json};

use crate::program::{Program, call, open};

/// Five customers in three places, with orders of one and two years.
fn shop() -> Program {
    let program = Program::new();
    for (name, region, industry, tags) in [
        ("杭州一厂", "330106", "C", json!(["VIP"])),
        ("苏州二厂", "320500", "C13", json!([])),
        ("广州三店", "440100", "F", json!(["VIP", "连锁"])),
        ("无处四店", "", "F", json!([])),
    ] {
        let region = if region.is_empty() { Value::Null } else { json!(region) };
        let fields =
            json!({"name": name, "is_customer": true, "region": region, "industry": industry, "tags": tags});
        program.call("party.save", json!({"fields": fields})).expect(0);
    }
    for (party, date, price) in [
        (3, "2026-06-20", "100"),
        (3, "2026-03-01", "50"),
        (4, "2026-02-01", "400"),
        (5, "2025-01-10", "900"),
    ] {
        let fields = json!({"kind": "invoice", "party_id": party, "date": date, "lines": [
            {"description": "货", "quantity": "1", "unit_price": price, "tax": "VAT13"}]});
        program.call("document.issue", json!({"fields": fields})).expect(0);
    }
    program
}

fn listed(program: &Program, filter: Value) -> Vec<String> {
    let mut input = json!({"business": "customer", "sort": "code"});
    input.as_object_mut().unwrap().extend(filter.as_object().unwrap().clone());
    let page = program.call("party.list", input).expect(0).body();
    page["rows"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_segment_combines_facts_and_figures_and_stays_live() {
    let program = shop();
    let rule = json!({"op": "all", "rules": [
        {"op": "in", "field": "industry", "values": ["C"]},
        {"op": "in", "field": "region", "values": ["east"]},
        {"op": "between", "field": "days_since_order", "from": "90"}]});
    let saved = program.call("segment.save", json!({"name": "华东制造沉睡", "rule": rule})).expect(0).body();
    assert_eq!(listed(&program, json!({"segment": saved["id"]})), ["苏州二厂"]);
    let count = program.call("segment.count", json!({"rule": rule})).expect(0).body();
    assert_eq!(count, json!({"customers": 1, "of": 5}));
    let order = json!({"fields": {"kind": "invoice", "party_id": 4, "date": "2026-06-28", "lines": [
        {"description": "货", "quantity": "1", "unit_price": "1", "tax": "VAT13"}]}});
    program.call("document.issue", order).expect(0);
    assert_eq!(listed(&program, json!({"segment": saved["id"]})), Vec::<String>::new());
    program.verify();
}

#[test]
fn and_or_and_not_nest_and_what_is_not_known_holds_only_the_other_way_round() {
    let program = shop();
    let vip = json!({"op": "in", "field": "tag", "values": ["VIP"]});
    let south = json!({"op": "in", "field": "region", "values": ["44"]});
    let owes = json!({"op": "between", "field": "receivable", "from": "400"});
    for (rule, expected) in [
        (json!({"op": "not", "rule": south}), vec!["上海墨香", "杭州一厂", "苏州二厂", "无处四店"]),
        (json!({"op": "any", "rules": [south, owes]}), vec!["苏州二厂", "广州三店"]),
        (json!({"op": "all", "rules": [vip, {"op": "not", "rule": south}]}), vec!["杭州一厂"]),
        (json!({"op": "missing", "field": "region"}), vec!["上海墨香", "无处四店"]),
        (json!({"op": "between", "field": "orders", "from": "0", "to": "0"}), vec!["上海墨香", "无处四店"]),
        (json!({"op": "between", "field": "net_sales", "from": "100.01"}), vec!["杭州一厂", "苏州二厂"]),
    ] {
        assert_eq!(listed(&program, json!({"rule": rule})), expected, "{rule}");
    }
}

#[test]
fn a_void_invoice_is_no_order_and_its_net_counts_back() {
    let program = shop();
    let buyers = || {
        let at_least = |field: &str, from: &str| {
            let rule = json!({"op": "all", "rules": [
                {"op": "in", "field": "region", "values": ["44"]},
                {"op": "between", "field": field, "from": from}]});
            listed(&program, json!({"rule": rule})).len()
        };
        [("orders", "2"), ("year_orders", "2"), ("net_sales", "500"), ("days_since_order", "3")]
            .map(|(field, from)| at_least(field, from))
    };
    let before = buyers();
    let order = json!({"fields": {"kind": "invoice", "party_id": 5, "date": "2026-06-28", "lines": [
        {"description": "货", "quantity": "1", "unit_price": "1000", "tax": "VAT13"}]}});
    let issued = program.call("document.issue", order).expect(0).body();
    assert_ne!(buyers(), before);
    let undone = json!({"id": issued["id"], "date": "2026-06-29", "reason": "重复"});
    program.call("document.void", undone).expect(0);
    assert_eq!(buyers(), before);
    program.verify();
}

#[test]
fn one_party_is_asked_for_by_its_key() {
    let program = shop();
    let all = program.call("party.list", json!({"business": "customer", "sort": "code"})).expect(0).body();
    for row in all["rows"].as_array().unwrap() {
        let one = json!({"business": "customer", "id": row["id"]});
        let found = program.call("party.list", one).expect(0).body();
        assert_eq!(found["rows"], json!([row]));
    }
}

#[test]
fn a_report_and_an_export_take_a_segment() {
    let program = shop();
    let rule = json!({"op": "in", "field": "tag", "values": ["VIP"]});
    let segment =
        program.call("segment.save", json!({"name": "VIP", "rule": rule})).expect(0).body()["id"].clone();
    let asked = |name: &str| {
        let input = json!({"name": name, "as_of": "2026-06-30", "from": "2025-01-01", "segment": segment});
        let report = program.call("report.run", input).expect(0).body();
        let rows = report["rows"].as_array().unwrap().clone();
        rows.iter().filter(|row| row["kind"] == "line").count()
    };
    for (name, count) in [
        ("sales", 2),
        ("ar_aging", 2),
        ("customer_balances", 2),
        ("ar_open_items", 3),
        ("customer_classes", 2),
    ] {
        assert_eq!(asked(name), count, "{name}");
    }
    let other = json!({"name": "trial_balance", "as_of": "2026-06-30", "segment": segment});
    assert_eq!(program.call("report.run", other).expect(1).refusal(), "field_invalid");
    let overview = program
        .call("report.run", json!({"name": "class_overview", "as_of": "2026-06-30", "class": "big_region"}))
        .expect(0)
        .body();
    let first = &overview["rows"][0];
    assert_eq!(first["opens"], json!({"kind": "class", "by": "big_region", "value": "east"}));
    assert_eq!(
        (&first["cells"][1]["value"], &first["cells"][3]["value"]["amount"]),
        (&json!(2), &json!("550.00"))
    );
}

#[test]
fn bad_rules_are_refused_by_what_is_wrong_with_them() {
    let program = shop();
    let deep =
        (0..9).fold(json!({"op": "missing", "field": "tag"}), |rule, _| json!({"op": "not", "rule": rule}));
    let wide: Vec<Value> = (0..101).map(|_| json!({"op": "missing", "field": "tag"})).collect();
    for (rule, code) in [
        (json!({"op": "in", "field": "colour", "values": ["red"]}), "input_invalid"),
        (json!({"op": "xor", "rules": []}), "input_invalid"),
        (json!({"op": "in", "field": "tag", "values": ["没有的"]}), "not_found"),
        (json!({"op": "in", "field": "owner", "values": ["77"]}), "not_found"),
        (json!({"op": "in", "field": "terms", "values": ["never"]}), "not_found"),
        (json!({"op": "in", "field": "tag", "values": []}), "field_missing"),
        (json!({"op": "in", "field": "region", "values": ["33%' or 1=1"]}), "field_invalid"),
        (json!({"op": "in", "field": "abc", "values": ["d"]}), "field_invalid"),
        (json!({"op": "between", "field": "orders"}), "field_missing"),
        (json!({"op": "between", "field": "orders", "from": "1.5"}), "field_invalid"),
        (json!({"op": "between", "field": "net_sales", "from": "1.005"}), "amount_too_precise"),
        (json!({"op": "between", "field": "orders", "from": "5", "to": "2"}), "field_invalid"),
        (deep, "segment_too_deep"),
        (json!({"op": "any", "rules": wide}), "segment_too_large"),
    ] {
        let refused = program.call("segment.save", json!({"name": "错", "rule": rule}));
        assert_eq!(refused.refusal(), code, "{rule}");
    }
    assert_eq!(program.call("segment.list", json!({})).expect(0).body(), json!([]));
}

#[test]
fn a_tag_that_nobody_has_any_more_is_named_by_the_list_that_asks_for_it() {
    let program = shop();
    let rule = json!({"op": "in", "field": "tag", "values": ["连锁"]});
    let saved = program.call("segment.save", json!({"name": "连锁", "rule": rule})).expect(0).body();
    let party = program.call("party.get", json!({"id": 5})).expect(0).body();
    let mut fields = party["fields"].clone();
    fields["tags"] = json!(["VIP"]);
    program.call("party.save", json!({"id": 5, "version": party["version"], "fields": fields})).expect(0);
    let refused =
        program.call("party.list", json!({"business": "customer", "segment": saved["id"]})).expect(1);
    assert_eq!(refused.error_body()["details"], json!({"kind": "tag", "key": "连锁"}));
    program.verify();
}

#[test]
fn a_segment_is_saved_once_by_name_and_never_over_another_change() {
    let program = shop();
    let rule = json!({"op": "all", "rules": []});
    let saved = program.call("segment.save", json!({"name": "全部", "rule": rule})).expect(0).body();
    let again = json!({"name": "全部", "rule": rule});
    assert_eq!(program.call("segment.save", again).expect(1).refusal(), "duplicate");
    let other = json!({"id": saved["id"], "version": saved["version"], "name": "所有人", "rule": rule});
    program.call("segment.save", other.clone()).expect(0);
    assert_eq!(program.call("segment.save", other).expect(1).refusal(), "stale");
    program.call("segment.archive", json!({"id": saved["id"], "archived": true})).expect(0);
    assert_eq!(program.call("segment.list", json!({})).expect(0).body(), json!([]));
    assert_eq!(program.call("segment.list", json!({"archived": true})).expect(0).body()[0]["name"], "所有人");
}

#[test]
fn what_a_class_carries_is_proposed_with_its_class_and_makes_visits_due() {
    let program = shop();
    let vip = json!({"class": "tag", "value": "VIP"});
    let offer =
        json!({"terms": "net60", "discount_percent": "5", "visit_days": 30, "service_plan": "专人对接"});
    program.call("class_default.save", json!({"class": vip, "offer": offer})).expect(0);
    let high = json!({"class": {"class": "abc", "value": "a"}, "offer": {"terms": "net15", "visit_days": 7}});
    program.call("class_default.save", high).expect(0);
    let proposed = program.call("class_default.propose", json!({"party_id": 3})).expect(0).body();
    assert_eq!(
        (&proposed["terms"]["value"], &proposed["terms"]["name_zh"]),
        (&json!("net60"), &json!("VIP"))
    );
    let other = program.call("class_default.propose", json!({"party_id": 4})).expect(0).body();
    assert_eq!((&other["terms"]["value"], &other["terms"]["class"]), (&json!("net15"), &json!("abc")));
    assert_eq!(other["service_plan"], Value::Null);
    let fresh = program.call("class_default.propose", json!({"fields": {"tags": ["VIP"]}})).expect(0).body();
    assert_eq!(fresh["discount_percent"]["value"], "5");
    let rule = json!({"op": "in", "field": "region", "values": ["east"]});
    let east = program.call("segment.save", json!({"name": "华东", "rule": rule})).expect(0).body();
    let class = json!({"class": "segment", "value": east["id"].to_string()});
    let offer = json!({"terms": "net30", "visit_days": 14});
    program.call("class_default.save", json!({"class": class, "offer": offer})).expect(0);
    let typed =
        |fields: Value| program.call("class_default.propose", json!({"fields": fields})).expect(0).body();
    let entered = typed(json!({"name": "新客户", "region": "330106", "tags": []}));
    assert_eq!(
        (&entered["terms"]["value"], &entered["terms"]["name_zh"], &entered["visit_days"]["value"]),
        (&json!("net30"), &json!("华东"), &json!(14))
    );
    assert_eq!(
        typed(json!({"region": "330106", "tags": ["VIP"]}))["terms"]["value"],
        "net60",
        "first in order"
    );
    assert_eq!(typed(json!({"region": "440100"}))["terms"], Value::Null, "and nobody is of class A yet");
    let due = program.call("visit.due", json!({"up_to": "2026-12-31"})).expect(0).body();
    let of_first = due.as_array().unwrap().iter().find(|visit| visit["party_id"] == 3).unwrap();
    assert_eq!((&of_first["last_on"], &of_first["due_on"]), (&json!("2026-06-20"), &json!("2026-07-20")));
    for (input, code) in [
        (json!({"class": vip, "offer": {"terms": "net60"}}), "duplicate"),
        (json!({"class": {"class": "tag", "value": "新"}, "offer": {}}), "field_missing"),
        (json!({"class": {"class": "tag", "value": "新"}, "offer": {"terms": "never"}}), "not_found"),
        (json!({"class": {"class": "abc", "value": "z"}, "offer": {"visit_days": 3}}), "field_invalid"),
        (
            json!({"class": {"class": "tag", "value": "新"}, "offer": {"discount_percent": "120"}}),
            "field_invalid",
        ),
        (json!({"class": {"class": "tag", "value": "新"}, "offer": {"price_list": 9}}), "not_found"),
    ] {
        assert_eq!(program.call("class_default.save", input.clone()).refusal(), code, "{input}");
    }
    program.verify();
}

#[test]
fn a_price_says_from_which_list_version_and_quantity_it_comes() {
    let program = shop();
    let item = json!({"fields": {"name_zh": "宣纸", "price": "12.50"}});
    let item = program.call("item.save", item).expect(0).body()["id"].clone();
    let save = |name: &str, scope: Value, prices: Value, more: Value| {
        let mut fields = json!({"name": name, "currency": "CNY", "scope": scope, "prices": prices});
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        program.call("price_list.save", json!({"fields": fields}))
    };
    let price = |quantity: &str, amount: &str| json!({"item_id": item, "from_quantity": quantity, "unit_price": amount});
    save("标准", json!({"of": "all"}), json!([price("0", "12"), price("100", "11")]), json!({})).expect(0);
    let vip = json!({"of": "class", "class": {"class": "tag", "value": "VIP"}});
    save("VIP 价", vip, json!([price("0", "10")]), json!({"valid_from": "2026-06-01"})).expect(0);
    let own = json!({"of": "party", "party_id": 4});
    save("苏州专价", own, json!([price("50", "9")]), json!({"valid_to": "2026-12-31"})).expect(0);
    let found = |party: i64, quantity: &str, date: &str| {
        let input = json!({"item_id": item, "party_id": party, "quantity": quantity, "date": date});
        let offer = program.call("price.find", input).expect(0).body();
        let source = &offer["chosen"]["source"];
        let name = source["name"].as_str().unwrap_or("item");
        format!("{} {name} {}", offer["chosen"]["unit_price"].as_str().unwrap(), source["from_quantity"])
    };
    for (party, quantity, date, expected) in [
        (1, "1", "2026-07-01", "12 标准 \"0\""),
        (1, "100", "2026-07-01", "11 标准 \"100\""),
        (3, "100", "2026-07-01", "10 VIP 价 \"0\""),
        (3, "1", "2026-05-31", "12 标准 \"0\""),
        (4, "49", "2026-07-01", "12 标准 \"0\""),
        (4, "50", "2026-07-01", "9 苏州专价 \"50\""),
        (4, "50", "2027-01-01", "12 标准 \"0\""),
    ] {
        assert_eq!(found(party, quantity, date), expected, "{party} {quantity} {date}");
    }
    let sold = json!({"fields": {"kind": "invoice", "party_id": 3, "date": "2026-06-25", "lines": [
        {"item_id": item, "quantity": "1", "unit_price": "9.90", "tax": "VAT13"}]}});
    let number = program.call("document.issue", sold).expect(0).body()["number"].clone();
    let offer = program.call("price.find", json!({"item_id": item, "party_id": 3})).expect(0).body();
    let last = offer["others"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["unit_price"], &last["source"]["number"]), (&json!("9.9"), &number));
    let dollars = program.call("price.find", json!({"item_id": item, "currency": "USD"})).expect(0).body();
    assert_eq!(dollars["chosen"], Value::Null);
    program.verify();
}

#[test]
fn price_lists_that_contradict_themselves_are_refused() {
    let program = shop();
    let item =
        program.call("item.save", json!({"fields": {"name_zh": "宣纸"}})).expect(0).body()["id"].clone();
    let price = |quantity: &str, amount: &str| json!({"item_id": item, "from_quantity": quantity, "unit_price": amount});
    let list = |prices: Value| json!({"name": "表", "currency": "CNY", "prices": prices});
    let mut ended = list(json!([]));
    ended["valid_from"] = json!("2026-07-01");
    ended["valid_to"] = json!("2026-06-30");
    let mut stranger = list(json!([]));
    stranger["scope"] = json!({"of": "party", "party_id": 99});
    for (fields, code) in [
        (list(json!([price("0", "1"), price("0.0", "2")])), "duplicate"),
        (list(json!([price("0", "-1")])), "field_invalid"),
        (list(json!([price("-1", "1")])), "field_invalid"),
        (list(json!([{"item_id": 99, "unit_price": "1"}])), "not_found"),
        (ended, "field_invalid"),
        (stranger, "not_found"),
        (json!({"name": " ", "currency": "CNY", "prices": []}), "field_missing"),
    ] {
        assert_eq!(program.call("price_list.save", json!({"fields": fields})).refusal(), code, "{fields}");
    }
    let first =
        program.call("price_list.save", json!({"fields": list(json!([price("0", "1")]))})).expect(0).body();
    let next = json!({"id": first["id"], "version": 1, "fields": list(json!([price("0", "2")]))});
    assert_eq!(program.call("price_list.save", next.clone()).expect(0).body()["version"], json!(2));
    assert_eq!(program.call("price_list.save", next).expect(1).refusal(), "stale");
}

#[test]
fn documents_opportunities_and_contacts_are_confined_to_a_segment() {
    let program = shop();
    let door = open(&program.book);
    let rule = json!({"op": "in", "field": "tag", "values": ["VIP"]});
    let saved = call(&door, "segment.save", json!({"name": "重点", "rule": rule})).unwrap();
    let segment = &saved["id"];
    for (party, title) in [(3, "一厂二期"), (4, "二厂样品"), (5, "三店陈列")] {
        let fields = json!({"party_id": party, "title": title, "amount": "100", "contact": "王"});
        call(&door, "opportunity.create", json!({"fields": fields, "deadline_on": "2026-08-01"})).unwrap();
    }
    let column = |page: &Value, of: &str| -> Vec<String> {
        page["rows"].as_array().unwrap().iter().map(|row| row[of].as_str().unwrap().to_owned()).collect()
    };
    let invoices = json!({"kinds": ["invoice"], "segment": segment});
    let listed = call(&door, "document.list", invoices.clone()).unwrap();
    assert_eq!(column(&listed, "party_name"), ["杭州一厂", "杭州一厂", "广州三店"]);
    assert_eq!(call(&door, "document.list_totals", invoices).unwrap()["count"], 3);
    let listed = call(&door, "opportunity.list", json!({"segment": segment, "sort": "created"})).unwrap();
    assert_eq!(column(&listed, "title"), ["三店陈列", "一厂二期"]);
    assert_eq!(call(&door, "opportunity.totals", json!({"segment": segment})).unwrap()["count"], 2);
    let board = call(&door, "opportunity.board", json!({"segment": segment})).unwrap();
    let first = &board["columns"][0];
    assert_eq!((&board["count"], column(&first["cards"], "title").len()), (&json!(2), 2));
    let more = json!({"board": {"segment": segment}, "stage_id": first["stage_id"], "limit": 10});
    assert_eq!(column(&call(&door, "opportunity.column", more).unwrap(), "title").len(), 2);
    let contacts = |segment: &Value| {
        let handle = call(&door, "contacts.export", json!({"format": "csv", "segment": segment})).unwrap();
        let bytes = door.bytes(handle["handle"].as_str().unwrap(), None).unwrap().bytes;
        String::from_utf8(bytes).unwrap()
    };
    let text = contacts(segment);
    assert!(text.contains("杭州一厂") && text.contains("广州三店") && !text.contains("苏州二厂"), "{text}");
    // A segment that leaves nobody exports nobody.
    let nobody = json!({"op": "in", "field": "tag", "values": ["连锁"]});
    let rule = json!({"op": "all", "rules": [nobody, {"op": "in", "field": "region", "values": ["3301"]}]});
    let none = call(&door, "segment.save", json!({"name": "无人", "rule": rule})).unwrap();
    assert_eq!(contacts(&none["id"]).lines().count(), 1);
}

#[test]
fn a_line_keeps_where_its_price_came_from_to_the_invoice_and_into_the_next_book() {
    let program = shop();
    let item = json!({"fields": {"name_zh": "宣纸", "price": "12.50"}});
    let item = program.call("item.save", item).expect(0).body()["id"].clone();
    let vip = json!({"of": "class", "class": {"class": "tag", "value": "VIP"}});
    let prices = json!([{"item_id": item, "from_quantity": "10", "unit_price": "10"}]);
    let list = json!({"fields": {"name": "VIP 价", "currency": "CNY", "scope": vip, "prices": prices}});
    let list = program.call("price_list.save", list).expect(0).body()["id"].clone();
    let asked = json!({"item_id": item, "party_id": 3, "quantity": "20"});
    let offered = program.call("price.find", asked).expect(0).body()["chosen"].clone();
    assert_eq!(offered["source"]["whose"], json!({"of": "class", "name_zh": "VIP", "name_en": "VIP"}));
    let lines = json!([
        {"item_id": item, "quantity": "20", "unit_price": "10", "tax": "VAT13", "price": {"offered": offered}},
        {"item_id": item, "quantity": "20", "unit_price": "9.50", "tax": "VAT13", "price": {"offered": offered}},
        {"description": "运费", "quantity": "1", "unit_price": "30", "tax": "VAT13", "price": {}},
        {"description": "其他", "quantity": "1", "unit_price": "5", "tax": "VAT13"}]);
    let fields = json!({"kind": "sales_order", "party_id": 3, "date": "2026-06-25", "lines": lines});
    let draft = program.call("draft.save", json!({"fields": fields})).expect(0).body();
    let issued = program
        .call("document.issue_draft", json!({"id": draft["id"], "version": draft["version"]}))
        .expect(0)
        .body();
    let next = |from: &Value, kind: &str| {
        let fields = program.call("order.next", json!({"from": [from["id"]], "kind": kind})).expect(0).body();
        program.call("document.issue", json!({"fields": fields})).expect(0).body()
    };
    let delivered = next(&issued, "delivery");
    let invoiced = next(&delivered, "invoice");
    let prices_of = |program: &Program, of: &Value| {
        let document = program.call("document.get", json!({"id": of["id"]})).expect(0).body();
        document["lines"].as_array().unwrap().iter().map(|line| line["price"].clone()).collect::<Vec<_>>()
    };
    let told = json!({"offered": offered});
    for document in [&issued, &delivered, &invoiced] {
        let expected = [told.clone(), told.clone(), json!({"offered": null}), Value::Null];
        assert_eq!(prices_of(&program, document), expected, "{}", document["number"]);
    }
    let bill = json!({"kind": "bill", "party_id": 2, "date": "2026-06-25", "reference": "1", "lines": [
        {"description": "货", "quantity": "1", "unit_price": "5", "tax": "VAT13", "price": {}}]});
    let bill = program.call("document.issue", json!({"fields": bill})).expect(0).body();
    assert_eq!(prices_of(&program, &bill), [Value::Null], "what is bought is priced by the supplier");
    let mut unknown = fields.clone();
    unknown["lines"][0]["price"]["offered"]["source"]["id"] = json!(99);
    assert_eq!(program.call("document.issue", json!({"fields": unknown})).refusal(), "not_found");
    let folder = program.folder.path();
    let (json_file, csv) = (folder.join("book.json"), folder.join("csv"));
    program.call("book.export", json!({"format": "json", "path": json_file})).expect(0);
    program.call("book.export", json!({"format": "csv", "path": csv})).expect(0);
    let lines = std::fs::read_to_string(csv.join("document_lines.csv")).unwrap();
    assert!(lines.contains(",list,VIP 价,10\r\n") && lines.contains(",by_hand,,\r\n"), "{lines}");
    // A list may change or be renamed later: the line says what was offered then.
    let renamed =
        json!({"id": list, "version": 1, "fields": {"name": "老客价", "currency": "CNY", "prices": []}});
    program.call("price_list.save", renamed).expect(0);
    assert_eq!(prices_of(&program, &invoiced)[0], told);
    program.verify();
    let copy = folder.join("copy.kz");
    kezhang::api::restore(&json_file, &copy).unwrap();
    let restored = call(&open(&copy), "document.get", json!({"id": invoiced["id"]})).unwrap();
    assert_eq!(restored["lines"][0]["price"], told);
}

#[test]
fn what_was_agreed_with_a_customer_goes_before_what_its_classes_propose() {
    let program = shop();
    let item = json!({"fields": {"name_zh": "宣纸", "price": "12.50"}});
    let item = program.call("item.save", item).expect(0).body()["id"].clone();
    let list = |name: &str, price: Value| {
        let prices = price.as_str().map(|price| json!([{"item_id": item, "unit_price": price}]));
        let fields = json!({"name": name, "currency": "CNY", "prices": prices.unwrap_or(json!([]))});
        program.call("price_list.save", json!({"fields": fields})).expect(0).body()["id"].clone()
    };
    let (of_class, agreed) = (list("甲", json!("11")), list("乙", json!("10")));
    list("丙", json!("13"));
    let vip = json!({"class": "tag", "value": "VIP"});
    let offer = json!({"price_list": of_class, "visit_days": 30, "service_plan": "专人对接"});
    program.call("class_default.save", json!({"class": vip, "offer": offer})).expect(0);
    let chosen = |party: i64| {
        let offer = program.call("price.find", json!({"item_id": item, "party_id": party})).expect(0).body();
        let source = &offer["chosen"]["source"];
        (source["name"].as_str().unwrap().to_owned(), source["whose"]["of"].clone())
    };
    let visit = |party: i64| {
        let due = program.call("visit.due", json!({"up_to": "2030-12-31"})).expect(0).body();
        let of_party = due.as_array().unwrap().iter().find(|visit| visit["party_id"] == party).cloned();
        of_party.map(|visit| {
            (visit["visit_days"].clone(), visit["class"]["name_zh"].clone(), visit["service_plan"].clone())
        })
    };
    assert_eq!(chosen(3), ("甲".into(), json!("class")));
    assert_eq!(visit(3), Some((json!(30), json!("VIP"), json!("专人对接"))));
    assert_eq!(chosen(4), ("丙".into(), Value::Null));
    assert_eq!(visit(4), None, "of no class that is visited");
    let agree = |party: i64, agreed: Value| {
        let mut known = program.call("party.get", json!({"id": party})).expect(0).body();
        known["fields"].as_object_mut().unwrap().extend(agreed.as_object().unwrap().clone());
        let input = json!({"id": party, "version": known["version"], "fields": known["fields"]});
        program.call("party.save", input)
    };
    let facts = json!({"price_list": agreed, "discount_percent": "5", "visit_days": 7});
    for party in [3, 4] {
        agree(party, facts.clone()).expect(0);
        assert_eq!(chosen(party), ("乙".into(), json!("customer")));
    }
    assert_eq!(visit(3), Some((json!(7), Value::Null, json!("专人对接"))));
    assert_eq!(visit(4), Some((json!(7), Value::Null, Value::Null)));
    let timeline = program.call("timeline.list", json!({"party_id": 4})).expect(0).body();
    assert_eq!(timeline["rows"][0]["changed"], json!(["discount_percent", "price_list", "visit_days"]));
    for (wrong, code) in [
        (json!({"discount_percent": "0"}), "field_invalid"),
        (json!({"discount_percent": "100.5"}), "field_invalid"),
        (json!({"visit_days": 0}), "field_invalid"),
        (json!({"price_list": 99}), "not_found"),
    ] {
        assert_eq!(agree(4, wrong.clone()).refusal(), code, "{wrong}");
    }
    // Put away, the list stays named and counts no more: the class's goes on.
    program.call("price_list.archive", json!({"id": agreed, "archived": true})).expect(0);
    assert_eq!(chosen(3), ("甲".into(), json!("class")));
    agree(3, json!({"notes": "老客户"})).expect(0);
    assert_eq!(agree(5, json!({"price_list": agreed})).refusal(), "not_found");
    program.verify();
}
