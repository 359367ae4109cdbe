//! 展期: what is open of a document gets other due days; the old days stand in every report of before.

use serde_json::{Value, json};

use crate::journal_ifrs::Company;
use crate::worked::cell;

/// 100,000 in two parts, the first paid; both due in March.
fn sold(chart: &str, more: &Value) -> (Company, Value) {
    let company = Company::new(chart);
    let mut fields = json!({"instalments": [{"percent": "40"}, {"days": 29}], "lines": [
        {"description": "印刷机", "quantity": "1", "unit_price": "100000", "tax": "EXEMPT"}]});
    fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let invoice = company.issue("invoice", "2026-03-02", fields);
    (company, invoice)
}

fn later(invoice: &Value) -> Value {
    json!({"id": invoice["id"], "date": "2026-04-10", "reason": "客户资金紧张，双方同意展期",
        "instalments": [{"amount": "20000", "due_on": "2026-05-31"}, {"due_on": "2026-06-30"}]})
}

fn open(company: &Company) -> Vec<String> {
    let row = |item: &Value| {
        let [number, due] = ["document_number", "due_on"].map(|key| item[key].as_str().unwrap().to_owned());
        format!("{number} {due} {}", item["remaining"]["amount"].as_str().unwrap())
    };
    company.items().iter().map(row).collect()
}

fn aged(company: &Company, as_of: &str, by: &str) -> [String; 3] {
    let aging = company.call("report.run", json!({"name": "ar_aging", "as_of": as_of, "by": by}));
    ["not_due", "up_to_30", "up_to_60"].map(|key| cell(&aging, "line", key))
}

#[test]
fn what_is_open_is_due_anew_and_the_past_keeps_its_days() {
    let (company, invoice) = sold("cn-small", &json!({}));
    let number = invoice["number"].as_str().unwrap();
    company.issue("receipt", "2026-03-05", json!({"amount": "45000"}));
    assert_eq!(aged(&company, "2026-04-12", "due_date"), ["", "55000.00", ""]);
    let moved = company.call("document.reschedule", later(&invoice));
    assert_eq!(
        open(&company),
        [format!("{number} (1/2) 2026-05-31 20000.00"), format!("{number} (2/2) 2026-06-30 35000.00")]
    );
    // Of before it holds what held before; the balance never moves.
    assert_eq!(aged(&company, "2026-04-09", "due_date"), ["", "55000.00", ""]);
    assert_eq!(aged(&company, "2026-04-12", "due_date"), ["55000.00", "", ""]);
    assert_eq!(aged(&company, "2026-06-05", "due_date"), ["35000.00", "20000.00", ""]);
    // Aged from the document, a debt is as old as it was.
    assert_eq!(aged(&company, "2026-04-12", "document_date"), ["", "", "55000.00"]);
    let document = company.call("document.get", json!({"id": invoice["id"]}));
    assert_eq!(
        (&document["remaining"]["amount"], &document["state"]),
        (&json!("55000.00"), &json!("overdue"))
    );
    assert_eq!(document["reschedulings"][0]["reason"], "客户资金紧张，双方同意展期");
    let list = company.call("document.list", json!({"kinds": ["invoice"]}));
    let row = &list["rows"][0];
    assert_eq!((&row["remaining"]["amount"], &row["due_on"]), (&json!("55000.00"), &json!("2026-05-31")));
    assert_eq!(list["rows"].as_array().unwrap().len(), 1);
    // An open-item statement shows the new days under the invoice's own date, and an activity statement no payment.
    let statement = |kind: &str| {
        let asked = json!({"name": "statement", "party_id": company.party, "as_of": "2026-04-12",
            "from": "2026-04-01", "kind": kind});
        company.call("report.run", asked)
    };
    let items = statement("open_item");
    assert_eq!(items["rows"][0]["cells"][0]["value"], "2026-03-02");
    assert!(!statement("activity").to_string().contains("application"));
    company.verify();
    // Money settles the new items; the invoice cannot be void while it stands rescheduled.
    let void = json!({"id": invoice["id"], "reason": "again"});
    assert_eq!(company.refused("document.void", void), "document_settled");
    company.issue("receipt", "2026-06-01", json!({"amount": "20000"}));
    assert_eq!(open(&company), [format!("{number} (2/2) 2026-06-30 35000.00")]);
    assert_eq!(company.refused("settlement.take_back", json!({"seq": moved["seq"]})), "document_settled");
    company.verify();
}

#[test]
fn a_rescheduling_is_taken_back_and_the_invoice_can_be_void_again() {
    let (company, invoice) = sold("ifrs", &json!({"currency": "USD", "rate": "7.1234"}));
    let before = open(&company);
    let parts = json!([{"percent": "33.33", "months": 1}, {"percent": "33.33", "months": 2}, {"months": 3}]);
    let mut input = later(&invoice);
    input["instalments"] = parts;
    let moved = company.call("document.reschedule", input);
    let base = |item: &Value| item["remaining_base"]["amount"].as_str().unwrap().to_owned();
    assert_eq!(
        company.items().iter().map(base).collect::<Vec<_>>(),
        ["237422.92", "237422.92", "237494.16"],
        "712,340.00 carried in all"
    );
    company.verify();
    company.call("settlement.take_back", json!({"seq": moved["seq"], "date": "2026-04-20"}));
    assert_eq!(open(&company), before);
    let document = company.call("document.get", json!({"id": invoice["id"]}));
    assert_eq!((&document["reschedulings"], &document["items"].as_array().unwrap().len()), (&json!([]), &2));
    company.call("document.void", json!({"id": invoice["id"], "reason": "again", "date": "2026-04-21"}));
    assert!(company.items().is_empty());
    company.verify();
}

#[test]
fn late_interest_runs_to_the_rescheduling_and_from_the_new_day() {
    let (company, invoice) = sold("ifrs", &json!({}));
    let rate = json!({"method": "yearly", "percent": "7.3"});
    company.call(
        "interest_terms.save",
        json!({"valid_from": "2026-01-01", "terms": {"rate": rate, "basis": 365}}),
    );
    company.issue("receipt", "2026-03-02", json!({"amount": "40000"}));
    company.call("document.reschedule", later(&invoice));
    let claimed = |until: &str| {
        let claim = company.call("late_interest.preview", json!({"party_id": company.party, "until": until}));
        claim["total"]["amount"].as_str().unwrap().to_owned()
    };
    // 60,000 from March 31st to April 10th: ten days; nothing more until the new days have passed.
    let ten_days = claimed("2026-04-10");
    assert_eq!(ten_days, "120.00");
    assert_eq!(claimed("2026-05-31"), ten_days);
    // 20,000 for ten days of June.
    assert_eq!(claimed("2026-06-10"), "160.00");
}

#[test]
fn a_rescheduling_needs_a_reason_and_something_open() {
    let (company, invoice) = sold("cn-small", &json!({}));
    let refused = |field: &str, value: Value| {
        let mut input = later(&invoice);
        input[field] = value;
        company.refused("document.reschedule", input)
    };
    assert_eq!(refused("reason", json!(" ")), "field_missing");
    assert_eq!(refused("instalments", json!([])), "field_missing");
    assert_eq!(refused("instalments", json!([{"due_on": "2026-04-09"}])), "due_before_date");
    assert_eq!(refused("instalments", json!([{"amount": "100000.01"}, {"days": 1}])), "instalments_exceed");
    assert_eq!(refused("date", json!("2026-03-01")), "date_out_of_range");
    assert_eq!(refused("id", json!(999_999)), "not_found");
    company.issue("receipt", "2026-03-05", json!({"amount": "100000"}));
    assert_eq!(refused("reason", json!("again")), "field_invalid");
    company.verify();
}
