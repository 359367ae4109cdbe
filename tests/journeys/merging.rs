//! Two records of one customer become one: nothing posted changes, every day of before stays as it was, and it can be undone.

use serde_json::{Value, json};

use crate::journal_ifrs::Company;

/// A second record of the customer, with invoices of its own, one of them paid in part, an advance and a credit note.
fn doubled() -> (Company, Value) {
    let company = Company::new("cn-small");
    let second = json!({"name": "上海墨香有限公司", "is_customer": true, "phones": ["021-5566 7788"],
        "contacts": [{"name": "钱多", "roles": ["财务"], "channels": [{"kind": "mobile", "value": "13911112222"}]}]});
    let second = company.call("party.save", json!({"fields": second}))["id"].clone();
    let line =
        |price: &str| json!([{"description": "宣纸", "quantity": "1", "unit_price": price, "tax": "EXEMPT"}]);
    company.issue("invoice", "2026-03-02", json!({"lines": line("1000"), "due_on": "2026-04-01"}));
    let of_second = |kind: &str, date: &str, more: Value| {
        let mut fields = json!({"kind": kind, "party_id": second, "date": date});
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        company.call("document.issue", json!({"fields": fields}))
    };
    of_second("invoice", "2026-04-02", json!({"lines": line("500"), "due_on": "2026-05-02"}));
    of_second("invoice", "2026-05-10", json!({"lines": line("800"), "due_on": "2026-06-09"}));
    of_second("receipt", "2026-05-20", json!({"amount": "600"}));
    of_second("receipt", "2026-06-01", json!({"amount": "900"}));
    of_second("invoice", "2026-06-20", json!({"lines": line("300"), "due_on": "2026-07-20"}));
    (company, second)
}

fn merge(company: &Company, second: &Value) -> Value {
    company.call("party.merge", json!({"party_id": second, "into_id": company.party}))
}

fn report(company: &Company, name: &str, as_of: &str, more: &Value) -> Value {
    let mut input = json!({"name": name, "as_of": as_of});
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let mut report = company.call("report.run", input);
    // When it was made, and up to which act, says nothing of what it shows.
    for key in ["recorded_at", "known_seq", "seq", "head"] {
        report.as_object_mut().unwrap().remove(key);
    }
    report
}

/// What reports say of days before the merge.
fn past(company: &Company, second: &Value) -> Vec<Value> {
    let mut all = Vec::new();
    for as_of in ["2026-04-30", "2026-06-30"] {
        for by in ["due_date", "document_date"] {
            all.push(report(company, "ar_aging", as_of, &json!({"by": by}))["rows"].clone());
        }
        all.push(report(company, "trial_balance", as_of, &json!({}))["rows"].clone());
        for party in [&company.party, second] {
            let of = json!({"party_id": party});
            all.push(report(company, "customer_ledger", as_of, &of)["rows"].clone());
            all.push(
                report(company, "statement", as_of, &json!({"party_id": party, "kind": "open_item"}))["rows"]
                    .clone(),
            );
        }
    }
    all
}

/// Each account with what it holds; what moved on it today is the transfer's own.
fn balances_of_today(company: &Company) -> Vec<String> {
    let trial_balance = report(company, "trial_balance", "2026-07-15", &json!({}));
    let held = |row: &Value| format!("{} {} {}", row["cells"][0], row["cells"][6], row["cells"][7]);
    trial_balance["rows"].as_array().unwrap().iter().map(held).collect()
}

fn open(company: &Company) -> Vec<String> {
    let row = |item: &Value| {
        let text = |key: &str| item[key].as_str().unwrap_or("–").to_owned();
        format!(
            "{} {} {} {}",
            text("control"),
            text("document_number"),
            text("due_on"),
            item["remaining"]["amount"]
        )
    };
    company.items().iter().map(row).collect()
}

#[test]
fn what_is_open_stands_with_the_one_that_remains_and_the_past_is_what_it_was() {
    let (company, second) = doubled();
    let before = past(&company, &second);
    let balances = balances_of_today(&company);
    let merged = merge(&company, &second);
    assert_eq!(merged["moved"], 2, "an open invoice and what was paid ahead: {merged}");
    assert_eq!(
        open(&company),
        [
            "receivable XS2603-0001 2026-04-01 \"1000.00\"",
            "customer_advance SK2606-0001 2026-06-01 \"200.00\"",
            "receivable XS2606-0001 2026-07-20 \"300.00\"",
        ]
    );
    assert_eq!(past(&company, &second), before, "of any day before nothing changes");
    assert_eq!(balances_of_today(&company), balances, "the control accounts keep their balance");
    company.verify();
}

#[test]
fn the_history_of_both_is_under_the_one_that_remains() {
    let (company, second) = doubled();
    let merged = merge(&company, &second);
    let fields = &merged["party"]["fields"];
    assert_eq!(fields["name"], "上海墨香");
    assert!(fields["contacts"].to_string().contains("钱多"), "people come along");
    let list = company.call("document.list", json!({"party_id": company.party}));
    assert_eq!(list["rows"].as_array().unwrap().len(), 6, "documents of both");
    let gone = company.call("party.get", json!({"id": second}));
    assert_eq!((&gone["archived"], &gone["merged_into"]["id"]), (&json!(true), &company.party));
    let whole = company.call("timeline.list", json!({"party_id": company.party}))["rows"].clone();
    let of_both: Vec<Value> = [json!(null), json!("上海墨香有限公司")].to_vec();
    for former in &of_both {
        let own = |row: &&Value| row["kind"] == "document_issued" && &row["former"] == former;
        assert!(whole.as_array().unwrap().iter().any(|row| own(&row)), "{former}: {whole}");
    }
    let (mut paged, mut after) = (Vec::new(), Value::Null);
    while paged.len() < whole.as_array().unwrap().len() {
        let page = json!({"party_id": company.party, "limit": 2, "after": after});
        let page = company.call("timeline.list", page);
        paged.extend(page["rows"].as_array().unwrap().clone());
        after = page["next"].clone();
    }
    assert_eq!(json!(paged), whole, "page by page it is the same");
    for typed in ["上海墨香有限公司", "5566", "13911112222"] {
        assert_eq!(company.call("party.find", json!({"text": typed}))[0]["id"], company.party, "{typed}");
    }
    // Nothing is written to a record that is gone.
    let line = json!([{"description": "宣纸", "quantity": "1", "unit_price": "1", "tax": "EXEMPT"}]);
    let invoice =
        json!({"fields": {"kind": "invoice", "party_id": second, "date": "2026-07-01", "lines": line}});
    assert_eq!(company.refused("document.issue", invoice), "party_archived");
    assert_eq!(company.refused("party.archive", json!({"id": second, "archived": false})), "party_merged");
    assert_eq!(
        company.refused("party.save", json!({"id": second, "fields": gone["fields"]})),
        "party_merged"
    );
    let again = json!({"party_id": second, "into_id": company.party});
    assert_eq!(company.refused("party.merge", again), "party_merged");
    let own = json!({"party_id": company.party, "into_id": company.party});
    assert_eq!(company.refused("party.merge", own), "field_invalid");
}

#[test]
fn money_settles_what_was_moved_and_then_undoing_says_what_stands_in_its_way() {
    let (company, second) = doubled();
    let merged = merge(&company, &second);
    let receipt = company.issue("receipt", "2026-07-15", json!({"amount": "1300"}));
    let invoice = company.call("document.find", json!({"kind": "invoice", "number": "XS2606-0001"}));
    assert_eq!((&invoice["state"], &invoice["party_id"]), (&json!("settled"), &second));
    let undo = json!({"seq": merged["seq"]});
    assert_eq!(company.refused("party.undo_merge", undo.clone()), "document_settled");
    company.call("document.void", json!({"id": receipt["id"], "date": "2026-07-15", "reason": "记错"}));
    company.call("party.undo_merge", undo);
    company.verify();
}

#[test]
fn a_merge_that_is_undone_leaves_both_as_they_were() {
    let (company, second) = doubled();
    let recurring = json!({"fields": {"name": "月租", "document": {"kind": "invoice", "party_id": second,
        "lines": [{"description": "租金", "quantity": "1", "unit_price": "10", "tax": "EXEMPT"}]},
        "schedule": {"every": 1, "unit": "month", "starts_on": "2026-08-01"}, "delivery": "draft"}});
    let recurring = company.call("recurring.save", recurring)["id"].clone();
    let draft = json!({"fields": {"kind": "invoice", "party_id": second, "lines": []}});
    let draft = company.call("draft.save", draft)["id"].clone();
    let contract = json!({"fields": {"party_id": second, "title": "年度供货"}});
    let contract = company.call("contract.save", contract)["id"].clone();
    let deal = json!({"fields": {"party_id": second, "title": "年度宣纸", "amount": "10000"}});
    let deal = company.call("opportunity.create", deal)["id"].clone();
    company
        .call("task.save", json!({"fields": {"title": "回访", "due_on": "2026-07-15", "party_id": second}}));
    let owners = |party: &Value| {
        let opportunity = company.call("opportunity.get", json!({"id": deal}));
        assert_eq!((&opportunity["party_id"], &opportunity["fields"]["party_id"]), (party, party));
        let template = company.call("recurring.get", json!({"id": recurring}));
        let draft = company.call("draft.get", json!({"id": draft}));
        let contract = company.call("contract.get", json!({"id": contract}));
        assert_eq!(&template["fields"]["document"]["party_id"], party);
        assert_eq!(&draft["fields"]["party_id"], party);
        assert_eq!(&contract["fields"]["party_id"], party);
    };
    let facts = |id: &Value| company.call("party.get", json!({"id": id}))["fields"].clone();
    let before = (facts(&company.party), facts(&second), open(&company), past(&company, &second));
    let merged = merge(&company, &second);
    owners(&company.party);
    let tasks = company.call("task.list", json!({"party_id": company.party}));
    assert_eq!(tasks[0]["fields"]["title"], "回访", "what is to be done is seen with the one that remains");
    let back = company.call("party.undo_merge", json!({"seq": merged["seq"]}));
    assert_eq!((&back["archived"], &back["merged_into"]), (&json!(false), &Value::Null));
    owners(&second);
    assert_eq!((facts(&company.party), facts(&second), open(&company), past(&company, &second)), before);
    assert_eq!(company.refused("party.undo_merge", json!({"seq": merged["seq"]})), "not_found");
    company.verify();
    let again = merge(&company, &second);
    assert_eq!(again["moved"], 2, "and may be merged anew");
    company.verify();
}

#[test]
fn records_that_look_alike_are_told_while_one_is_entered_and_in_a_list() {
    let (company, second) = doubled();
    let entered = |fields: Value| {
        let found = company.call("party.similar", json!({"fields": fields}));
        found
            .as_array()
            .unwrap()
            .iter()
            .map(|each| format!("{} {}", each["code"], each["likeness"]))
            .collect::<Vec<_>>()
    };
    let name = entered(json!({"name": "上海墨香书画有限公司"}));
    assert!(name.is_empty(), "another name is another company: {name:?}");
    let name = entered(json!({"name": "上海墨香 有限责任公司"}));
    assert_eq!(name.len(), 2, "{name:?}");
    assert!(name[0].contains("name"), "{name:?}");
    let sound = entered(json!({"name": "上海默香有限公司"}));
    assert!(sound[0].contains("sound"), "{sound:?}");
    let phone = entered(json!({"name": "某某", "phones": ["+86 139 1111 2222"]}));
    assert_eq!(phone.len(), 1);
    assert!(phone[0].contains("phone"), "{phone:?}");
    let pairs = company.call("party.duplicates", json!({}));
    assert_eq!(pairs[0]["likeness"], json!(["name"]), "{pairs}");
    assert_eq!(pairs[0]["second"]["id"], second);
    company.call("party.keep_apart", json!({"first_id": second, "second_id": company.party}));
    assert_eq!(
        company.call("party.duplicates", json!({})),
        json!([]),
        "told apart once, told apart for good"
    );
    company.verify();
}

#[test]
fn foreign_items_move_with_what_they_are_carried_at() {
    let (company, second) = doubled();
    company.call("rate.save", json!({"rates": [{"currency": "USD", "date": "2026-06-01", "rate": "7.1"}]}));
    let line = json!([{"description": "paper", "quantity": "1", "unit_price": "100", "tax": "EXEMPT"}]);
    let fields = json!({"kind": "invoice", "party_id": second, "date": "2026-06-02", "currency": "USD", "lines": line});
    company.call("document.issue", json!({"fields": fields}));
    company.call("rate.save", json!({"rates": [{"currency": "USD", "date": "2026-07-01", "rate": "7.3"}]}));
    merge(&company, &second);
    let item = company.items().into_iter().find(|item| item["remaining"]["currency"] == "USD").unwrap();
    assert_eq!(item["remaining_base"]["amount"], "710.00", "carried as before, no gain and no loss");
    company.verify();
}
