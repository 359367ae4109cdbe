//! Late interest: agreed first, shown with its evidence, billed once, and free again when its invoice is void.

use serde_json::{Value, json};

use crate::journal_ifrs::Company;
use crate::worked::{self, cell};

/// Half more than the one-year LPR of the first late day.
fn terms() -> Value {
    let rate = json!({"method": "reference", "name": "LPR1Y", "markup_percent": "50", "points": "0",
        "fixed_at_breach": true});
    json!({"valid_from": "2026-01-01", "terms": {"rate": rate, "basis": 365}})
}

/// 50,000 due on 2026-03-31, and terms of late interest.
fn late(chart: &str) -> Company {
    let company = Company::new(chart);
    company.call(
        "reference_rate.save",
        json!({"name": "LPR1Y", "valid_from": "2025-05-20", "percent": "3", "source": "NIFC"}),
    );
    company.call("interest_terms.save", terms());
    let fields = json!({"amount": "50000.00", "due_on": "2026-03-31", "number": "XS-1"});
    company.issue("opening_receivable", "2026-03-01", fields);
    company
}

fn ask(company: &Company, until: &str) -> Value {
    json!({"party_id": company.party, "until": until})
}

fn claimed(company: &Company, until: &str) -> String {
    let claim = company.call("late_interest.preview", ask(company, until));
    claim["total"]["amount"].as_str().unwrap().to_owned()
}

#[test]
fn interest_is_shown_with_its_days_and_billed_onto_other_income() {
    let company = late("ifrs");
    let claim = company.call("late_interest.preview", ask(&company, "2026-05-15"));
    let item = &claim["items"][0];
    assert_eq!((&item["days"], &item["number"], &item["basis"]), (&json!(45), &json!("XS-1"), &json!(365)));
    let span = json!({"days": 45, "from": "2026-04-01", "to": "2026-05-15", "percent": "4.5",
        "principal": {"amount": "50000.00", "currency": "CNY"}});
    assert_eq!(item["spans"], json!([span]), "{claim}");
    let report = company.call("report.run", json!({"name": "late_interest", "as_of": "2026-05-15"}));
    assert_eq!(cell(&report, "total", "interest"), "277.40");
    let billed = company.call("late_interest.bill", ask(&company, "2026-05-15"));
    worked::assert_entry("I07", &billed["entry"]);
    let document = company.call("document.get", json!({"id": billed["id"]}));
    assert_eq!(document["detail"]["interest"], claim["items"], "{document}");
    assert_eq!(document["remaining"]["amount"], "277.40");
    company.verify();
}

#[test]
fn the_same_days_are_billed_once_and_are_free_again_when_the_invoice_is_void() {
    let company = late("cn-small");
    let first = company.call("late_interest.bill", ask(&company, "2026-05-15"));
    let refused = company.refused("late_interest.bill", ask(&company, "2026-05-15"));
    assert_eq!(refused, "interest_not_due");
    // Ten more days, and interest bears none itself.
    assert_eq!(claimed(&company, "2026-05-25"), "61.64");
    company.call("late_interest.bill", ask(&company, "2026-05-25"));
    company.call("document.void", json!({"id": first["id"], "date": "2026-05-26"}));
    // The first 45 days again; the ten stay billed. 30 June: 36 days more.
    assert_eq!(claimed(&company, "2026-05-25"), "277.40");
    assert_eq!(claimed(&company, "2026-06-30"), "499.32");
    company.verify();
}

#[test]
fn a_debt_paid_late_costs_up_to_the_day_it_was_paid() {
    let company = late("cn-small");
    company.issue("receipt", "2026-04-15", json!({"amount": "20000"}));
    company.issue("receipt", "2026-05-15", json!({"amount": "30000"}));
    assert_eq!(claimed(&company, "2026-07-15"), "203.42");
    let billed = company.call("late_interest.bill", ask(&company, "2026-07-15"));
    let lines = billed["entry"]["lines"].as_array().unwrap();
    let accounts: Vec<&str> = lines.iter().map(|line| line["account"].as_str().unwrap()).collect();
    assert_eq!(accounts, ["1122", "5301"]);
}

#[test]
fn what_is_within_the_tax_base_bears_the_tax_within() {
    let company = late("cn-small");
    let mut with_tax = terms();
    with_tax["terms"]["tax"] = json!("VAT13");
    company.call("interest_terms.save", with_tax);
    let billed = company.call("late_interest.bill", ask(&company, "2026-05-15"));
    let line = |account: &str| {
        let lines = billed["entry"]["lines"].as_array().unwrap();
        lines.iter().find(|line| line["account"] == account).unwrap()["base"]["amount"].clone()
    };
    assert_eq!([line("1122"), line("5301"), line("22210105")], ["277.40", "245.49", "31.91"]);
    company.verify();
}

#[test]
fn a_partys_own_terms_go_before_those_of_all() {
    let company = late("cn-small");
    let daily = json!({"rate": {"method": "daily", "percent": "0.05"}, "basis": 365,
        "fixed": [{"from": "0", "amount": "40"}, {"from": "10000", "amount": "100"}]});
    let own = json!({"party_id": company.party, "valid_from": "2026-01-01", "terms": daily});
    company.call("interest_terms.save", own);
    // 1,125.00 and the fixed compensation, which comes once.
    assert_eq!(claimed(&company, "2026-05-15"), "1225.00");
    company.call("late_interest.bill", ask(&company, "2026-05-15"));
    assert_eq!(claimed(&company, "2026-05-16"), "25.00");
    let none = json!({"party_id": company.party, "valid_from": "2026-01-01"});
    company.call("interest_terms.save", none);
    assert_eq!(claimed(&company, "2026-05-16"), "0.00");
    let on = json!({"party_id": company.party, "date": "2026-05-16"});
    assert!(company.call("interest_terms.on", on)["terms"].is_null());
}

#[test]
fn nothing_is_charged_that_was_not_agreed_or_is_not_known() {
    let company = Company::new("cn-small");
    let fields = json!({"amount": "100", "due_on": "2026-03-31", "number": "XS-1"});
    company.issue("opening_receivable", "2026-03-01", fields);
    let bill = ask(&company, "2026-05-15");
    assert_eq!(company.refused("late_interest.bill", bill.clone()), "interest_not_due");
    company.call("interest_terms.save", terms());
    assert_eq!(company.refused("late_interest.preview", bill.clone()), "reference_rate_missing");
    let rate =
        |name: &str, percent: &str| json!({"name": name, "valid_from": "2026-01-01", "percent": percent});
    assert_eq!(company.refused("reference_rate.save", rate(" ", "3")), "field_missing");
    assert_eq!(company.refused("reference_rate.save", rate("LPR1Y", "101")), "field_invalid");
    for (key, value) in [("basis", json!(364)), ("rate", json!({"method": "yearly", "percent": "-1"}))] {
        let mut wrong = terms();
        wrong["terms"][key] = value;
        assert_eq!(company.refused("interest_terms.save", wrong), "field_invalid", "{key}");
    }
    company.call("reference_rate.save", rate("LPR1Y", "3"));
    company.call("month.run", json!({"month": "2026-05", "folder": company.folder(), "close": true}));
    assert_eq!(company.refused("late_interest.bill", bill), "month_closed");
}
