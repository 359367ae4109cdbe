//! Instalments: a plan of the terms or of the document, each part an open item that ages, is stated, is paid and is
//! charged by itself.

use serde_json::{Value, json};

use crate::journal_ifrs::Company;

/// 30 % at once, 60 % after 30 days, the retention after 12 months.
fn plan() -> Value {
    json!([{"percent": "30", "days": 0, "name_zh": "定金", "name_en": "Deposit"},
           {"percent": "60", "days": 30, "name_zh": "货款", "name_en": "On delivery"},
           {"months": 12, "name_zh": "质保金", "name_en": "Retention"}])
}

fn terms(plan: &Value, discounts: &Value) -> Value {
    json!({"code": "3/6/1", "name_zh": "三六一", "name_en": "30/60/10", "base": "document_date", "months": 0, "days": 0,
           "discounts": discounts, "plan": plan, "active": true})
}

fn with_terms(chart: &str) -> Company {
    let company = Company::new(chart);
    let saved = company.call("terms.save", terms(&plan(), &json!([])));
    assert_eq!(
        (&saved["months"], &saved["days"]),
        (&json!(12), &json!(0)),
        "the time to pay is the last part's"
    );
    company
}

fn lines(price: &str) -> Value {
    json!([{"description": "印刷机", "quantity": "1", "unit_price": price, "tax": "EXEMPT"}])
}

/// An invoice of so much, under the terms unless `more` says otherwise.
fn sold(company: &Company, date: &str, price: &str, more: Value) -> Value {
    let mut fields = json!({"terms": "3/6/1", "lines": lines(price)});
    fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    company.issue("invoice", date, fields)
}

fn text(of: &Value) -> &str {
    of.as_str().unwrap()
}

/// What is open: name, due day, remaining.
fn open(company: &Company) -> Vec<(String, String, String)> {
    let row = |item: &Value| {
        let [number, due_on] = ["document_number", "due_on"].map(|key| text(&item[key]).to_owned());
        (number, due_on, text(&item["remaining"]["amount"]).to_owned())
    };
    company.items().iter().map(row).collect()
}

fn row(number: &str, due_on: &str, remaining: &str) -> (String, String, String) {
    (number.into(), due_on.into(), remaining.into())
}

fn report(company: &Company, name: &str, as_of: &str) -> Value {
    company.call("report.run", json!({"name": name, "as_of": as_of}))
}

fn statement(company: &Company, kind: &str, as_of: &str) -> Value {
    let asked = json!({"name": "statement", "party_id": company.party, "as_of": as_of, "from": "2026-01-01",
        "kind": kind});
    company.call("report.run", asked)
}

/// The cells of a report's lines under these columns, as text.
fn cells(report: &Value, keys: &[&str]) -> Vec<Vec<String>> {
    let columns = report["columns"].as_array().unwrap();
    let places: Vec<usize> =
        keys.iter().map(|key| columns.iter().position(|column| column["key"] == *key).unwrap()).collect();
    let shown = |cell: &Value| match &cell["value"] {
        Value::String(text) => text.clone(),
        Value::Object(money) => text(&money["amount"]).to_owned(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    let lines = report["rows"].as_array().unwrap().iter().filter(|row| row["kind"] == "line");
    lines.map(|row| places.iter().map(|place| shown(&row["cells"][*place])).collect()).collect()
}

#[test]
fn a_hundred_thousand_in_three_parts_ages_and_is_stated_part_by_part() {
    let company = with_terms("cn-small");
    let invoice = sold(&company, "2026-03-02", "100000.00", json!({}));
    let number = text(&invoice["number"]).to_owned();
    let named = |place: usize| format!("{number} ({place}/3)");
    assert_eq!(
        open(&company),
        [
            row(&named(1), "2026-03-02", "30000.00"),
            row(&named(2), "2026-04-01", "60000.00"),
            row(&named(3), "2027-03-02", "10000.00"),
        ]
    );
    let document = company.call("document.get", json!({"id": invoice["id"]}));
    assert_eq!(document["due_on"], "2027-03-02");
    let parts: Vec<_> = document["detail"]["instalments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|part| text(&part["name"]))
        .collect();
    assert_eq!(parts, ["定金", "货款", "质保金"]);
    // One line on the control account, whatever the parts.
    assert_eq!(invoice["entry"]["lines"].as_array().unwrap().len(), 2);
    let receipt = json!({"amount": "30000.00"});
    company.issue("receipt", "2026-03-05", receipt);
    for (as_of, not_due, up_to_30, up_to_60) in [
        ("2026-03-02", "100000.00", "", ""),
        ("2026-03-04", "70000.00", "30000.00", ""),
        ("2026-04-01", "70000.00", "", ""),
        ("2026-04-20", "10000.00", "60000.00", ""),
        ("2026-05-05", "10000.00", "", "60000.00"),
    ] {
        let aging = report(&company, "ar_aging", as_of);
        let found = cells(&aging, &["not_due", "up_to_30", "up_to_60"]);
        assert_eq!(found, [[not_due, up_to_30, up_to_60]], "{as_of}: {aging}");
    }
    let stated = statement(&company, "open_item", "2026-04-20");
    let lines = cells(&stated, &["document", "due_on", "days_overdue", "amount", "settled", "open"]);
    assert_eq!(lines[0], [&named(2), "2026-04-01", "19", "60000.00", "0.00", "60000.00"]);
    assert_eq!(lines[1], [&named(3), "2027-03-02", "", "10000.00", "0.00", "10000.00"]);
    // A transaction is one line; what it settled is named by the instalment.
    let activity = cells(&statement(&company, "activity", "2026-04-20"), &["document", "debit", "balance"]);
    assert_eq!(activity[1], [&number, "100000.00", "100000.00"]);
    assert_eq!(activity[3][0], named(1));
    let carried =
        cells(&statement(&company, "balance_forward", "2026-04-20"), &["document", "due_on", "balance"]);
    assert_eq!(carried[1], [&number, "2027-03-02", "100000.00"]);
    company.verify();
}

#[test]
fn the_list_has_one_row_with_what_is_open_and_due_next() {
    let company = with_terms("cn-small");
    let invoice = sold(&company, "2026-03-02", "100000.00", json!({}));
    let list = |state: Value| {
        let rows = company.call("document.list", json!({"kinds": ["invoice"], "state": state}));
        let shown = |row: &Value| {
            format!("{} {} {}", text(&row["state"]), text(&row["due_on"]), text(&row["remaining"]["amount"]))
        };
        rows["rows"].as_array().unwrap().iter().map(shown).collect::<Vec<_>>()
    };
    assert_eq!(list(json!(null)), ["overdue 2026-03-02 100000.00"]);
    let totals = company.call("document.list_totals", json!({"kinds": ["invoice"]}));
    let figures = ["total", "remaining", "overdue"].map(|key| text(&totals[key]["amount"]).to_owned());
    // Today is July 15th: the retention is not due before next March.
    assert_eq!(figures, ["100000.00", "100000.00", "90000.00"]);
    company.issue("receipt", "2026-07-10", json!({"amount": "90000.00"}));
    assert_eq!(list(json!("open")), ["open 2027-03-02 10000.00"]);
    assert_eq!(list(json!("overdue")), [""; 0]);
    company.issue("receipt", "2026-07-11", json!({"amount": "10000.00"}));
    assert_eq!(list(json!("settled")), ["settled 2027-03-02 0.00"]);
    let document = company.call("document.get", json!({"id": invoice["id"]}));
    assert_eq!(document["state"], "settled");
}

#[test]
fn odd_cents_and_foreign_money_leave_nothing_behind() {
    let company = with_terms("ifrs");
    let thirds = json!([{"percent": "33.33"}, {"percent": "33.33", "days": 10}, {"days": 20}]);
    let more = json!({"instalments": thirds, "currency": "USD", "rate": "7.1234"});
    let invoice = sold(&company, "2026-03-02", "100.00", more);
    let number = text(&invoice["number"]).to_owned();
    let amounts = |key: &str| {
        company.items().iter().map(|item| text(&item[key]["amount"]).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(amounts("amount"), ["33.33", "33.33", "33.34"]);
    // 712.34 in all: 237.42 + 237.42 + 237.49 and the cent that flooring left to the largest remainder.
    assert_eq!(amounts("base"), ["237.42", "237.42", "237.50"]);
    company.call("rate.save", json!({"rates": [{"currency": "USD", "date": "2026-03-20", "rate": "7.20"}]}));
    for amount in ["10.00", "40.00", "50.00"] {
        let money = json!({"amount": amount, "currency": "USD", "rate": "7.20"});
        company.issue("receipt", "2026-03-20", money);
    }
    assert!(company.items().is_empty(), "{number}");
    company.verify();
    assert_eq!(cells(&report(&company, "ar_aging", "2026-03-31"), &["total"]), [[""; 1]; 0]);
}

#[test]
fn a_credit_note_lowers_the_last_instalment_first_and_a_void_takes_all_back() {
    let company = with_terms("cn-small");
    let invoice = sold(&company, "2026-03-02", "100000.00", json!({}));
    let number = text(&invoice["number"]).to_owned();
    let credit = company.issue(
        "credit_note",
        "2026-03-10",
        json!({"terms": "3/6/1", "lines": lines("15000.00"), "credits": invoice["id"]}),
    );
    let credit_item = company.item(&credit);
    let asked = json!({"party_id": company.party, "business": "customer", "amount": "15000.00",
        "credit_item_id": credit_item, "date": "2026-03-10"});
    let proposed = company.call("settlement.propose", asked);
    let items = company.items();
    let share = |place: usize| {
        let name = format!("{number} ({place}/3)");
        let item = items.iter().find(|item| item["document_number"] == json!(name)).unwrap();
        let share =
            proposed["shares"].as_array().unwrap().iter().find(|share| share["item_id"] == item["id"]);
        share.map(|share| text(&share["amount"]["amount"]).to_owned())
    };
    assert_eq!([share(1), share(2), share(3)], [None, Some("5000.00".into()), Some("10000.00".into())]);
    let refused = company.refused("document.void", json!({"id": invoice["id"], "reason": "again"}));
    assert_eq!(refused, "document_settled");
    company.call("document.void", json!({"id": credit["id"], "reason": "again"}));
    company.call("document.void", json!({"id": invoice["id"], "reason": "again"}));
    assert!(company.items().is_empty());
    company.verify();
}

#[test]
fn a_payment_run_picks_the_instalments_that_are_due() {
    let company = with_terms("cn-small");
    let supplier = company.call("party.find", json!({"text": "宣纸厂"}))[0]["id"].clone();
    let fields = json!({"kind": "bill", "party_id": supplier, "date": "2026-03-02", "terms": "3/6/1",
        "reference": "AB-1", "lines": lines("100000.00")});
    let bill = company.call("document.issue", json!({"fields": fields}));
    let due = company.call("payment_run.due", json!({"due_to": "2026-04-01"}));
    let named: Vec<_> = due.as_array().unwrap().iter().map(|bill| text(&bill["number"]).to_owned()).collect();
    assert_eq!(named, [1, 2].map(|place| format!("{} ({place}/3)", text(&bill["number"]))));
    let bills = json!([{"item_id": due[1]["item_id"], "amount": "60000.00"}]);
    let paid = company.call("payment_run.pay", json!({"date": "2026-04-01", "bills": bills}));
    let payment = company.call("document.get", json!({"id": paid["payments"][0]["id"]}));
    assert_eq!(payment["settlements"][0]["number"], json!(named[1]));
    company.verify();
}

#[test]
fn late_interest_is_charged_on_the_instalment_that_is_late() {
    let company = with_terms("ifrs");
    let rate = json!({"method": "yearly", "percent": "7.3"});
    company.call(
        "interest_terms.save",
        json!({"valid_from": "2026-01-01", "terms": {"rate": rate, "basis": 365}}),
    );
    sold(&company, "2026-03-02", "100000.00", json!({}));
    company.issue("receipt", "2026-03-02", json!({"amount": "30000.00"}));
    let claim =
        company.call("late_interest.preview", json!({"party_id": company.party, "until": "2026-05-01"}));
    // 60,000 × 7.3 % × 30 ÷ 365
    assert_eq!(claim["total"]["amount"], "360.00", "{claim}");
    assert!(text(&claim["items"][0]["number"]).ends_with(" (2/3)"), "{claim}");
    assert_eq!(claim["items"].as_array().unwrap().len(), 1);
}

#[test]
fn a_document_has_its_own_plan_none_or_the_terms() {
    let company = with_terms("cn-small");
    let due = |more: Value| {
        sold(&company, "2026-03-02", "1000.00", more);
        let open = open(&company).into_iter().map(|(_, due_on, remaining)| format!("{due_on} {remaining}"));
        let open: Vec<String> = open.collect();
        let list = company.call("document.list", json!({"kinds": ["invoice"], "state": "open"}));
        for row in list["rows"].as_array().unwrap() {
            company.call("document.void", json!({"id": row["id"], "reason": "again"}));
        }
        let list = company.call("document.list", json!({"kinds": ["invoice"], "state": "overdue"}));
        for row in list["rows"].as_array().unwrap() {
            company.call("document.void", json!({"id": row["id"], "reason": "again"}));
        }
        open
    };
    assert_eq!(due(json!({"instalments": []})), ["2027-03-02 1000.00"]);
    assert_eq!(due(json!({"due_on": "2026-03-31"})), ["2026-03-31 1000.00"]);
    let own = json!([{"amount": "250", "due_on": "2026-03-15", "name": "首付"}, {"months": 1}]);
    assert_eq!(due(json!({"instalments": own})), ["2026-03-15 250.00", "2026-04-02 750.00"]);
    let refused = |more: Value| {
        let mut fields = json!({"kind": "invoice", "party_id": company.party, "date": "2026-03-02",
            "terms": "3/6/1", "lines": lines("1000.00")});
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        company.refused("document.issue", json!({"fields": fields}))
    };
    for (parts, code) in [
        (json!([{"percent": "50"}, {"percent": "50"}]), "instalment_share"),
        (json!([{"percent": "50", "amount": "5"}, {}]), "instalment_share"),
        (json!([{"amount": "1000.01"}, {}]), "instalments_exceed"),
        (json!([{"percent": "50", "days": 9}, {"days": 8}]), "instalments_disordered"),
        (json!([{"percent": "50", "due_on": "2026-03-01"}, {"days": 8}]), "due_before_date"),
    ] {
        assert_eq!(refused(json!({"instalments": parts})), code, "{parts}");
    }
    assert_eq!(
        refused(json!({"instalments": [{"percent": "5"}, {}], "due_on": "2026-03-31"})),
        "field_invalid"
    );
    let with_discount = json!({"code": "2/10", "name_zh": "2/10", "name_en": "2/10", "base": "document_date",
        "months": 0, "days": 30, "discounts": [{"percent": "2", "days": 10}], "active": true});
    company.call("terms.save", with_discount);
    let parts = json!([{"percent": "50"}, {"days": 30}]);
    assert_eq!(refused(json!({"terms": "2/10", "instalments": parts})), "plan_with_discount");
    company.verify();
}

#[test]
fn terms_whose_plan_makes_no_sense_are_refused() {
    let company = Company::new("cn-small");
    for (plan, discounts, code) in [
        (json!([{"days": 30}]), json!([]), "instalment_share"),
        (json!([{"percent": "0"}, {"days": 30}]), json!([]), "instalment_share"),
        (json!([{"percent": "30"}, {"percent": "70", "days": 30}]), json!([]), "instalment_share"),
        (json!([{"percent": "60"}, {"percent": "40"}, {"days": 30}]), json!([]), "instalments_exceed"),
        (plan(), json!([{"percent": "2", "days": 10}]), "plan_with_discount"),
    ] {
        assert_eq!(company.refused("terms.save", terms(&plan, &discounts)), code, "{plan}");
    }
}

#[test]
fn a_draft_shows_its_instalments_as_issuing_makes_them() {
    let company = with_terms("cn-small");
    let fields = json!({"kind": "invoice", "party_id": company.party, "date": "2026-03-02", "terms": "3/6/1",
        "lines": lines("99.99")});
    let shown = company.call("document.instalments", json!({"fields": fields}));
    let amounts: Vec<_> =
        shown.as_array().unwrap().iter().map(|part| text(&part["amount"]["amount"]).to_owned()).collect();
    assert_eq!(amounts, ["30.00", "59.99", "10.00"]);
    let issued = company.call("document.issue", json!({"fields": fields}));
    let document = company.call("document.get", json!({"id": issued["id"]}));
    assert_eq!(document["detail"]["instalments"], shown);
    let aging = cells(&report(&company, "ar_aging", "2026-03-31"), &["not_due", "up_to_30"]);
    assert_eq!(aging, [["69.99", "30.00"]]);
}
