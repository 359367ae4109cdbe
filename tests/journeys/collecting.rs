//! The worked figures of collection (`ar_kpi`) as the report of a book shows them.

use kezhang::money::parse_decimal;
use serde_json::{Value, json};

use crate::journal_ifrs::Company;
use crate::worked::example;

/// An invoice without tax, due a month later unless it says otherwise.
fn sell(company: &Company, date: &str, due_on: &str, amount: &Value) {
    let line = json!({"description": "货物", "quantity": "1", "unit_price": amount, "tax": "ZERO"});
    company.issue("invoice", date, json!({"due_on": due_on, "lines": [line]}));
}

/// The figure of the last month in the report.
#[track_caller]
fn assert_figure(company: &Company, as_of: &str, from: &str, column: &str, id: &str) {
    let request = json!({"name": "collection_figures", "as_of": as_of, "from": from});
    let report = company.call("report.run", request);
    let columns = report["columns"].as_array().unwrap();
    let at = columns.iter().position(|found| found["key"] == column).unwrap();
    let last = report["rows"].as_array().unwrap().last().unwrap();
    let expected = example("ar_kpi", id)["expected"].clone();
    let [shown, worked] =
        [&last["cells"][at]["value"], &expected].map(|value| parse_decimal(value.as_str().unwrap()).unwrap());
    assert_eq!(shown, worked, "{id}: {last}");
}

#[test]
fn days_of_sales_outstanding_stand_in_the_report_as_worked() {
    let company = Company::new("cn-small");
    let sales = example("ar_kpi", "DSO_jde")["input"]["sales3m"].clone();
    for (month, amount) in ["2026-01", "2026-02", "2026-03"].iter().zip(sales.as_array().unwrap()) {
        sell(&company, &format!("{month}-05"), "2026-06-30", amount);
    }
    // 17,674 sold, 10,869 open
    company.issue("receipt", "2026-03-20", json!({"amount": "6805"}));
    assert_figure(&company, "2026-03-31", "2026-01-01", "dso", "DSO_jde");
}

#[test]
fn counting_back_takes_whole_months_by_their_days() {
    let company = Company::new("cn-small");
    let input = example("ar_kpi", "DSO_countback_cal")["input"].clone();
    let months = input["sales_latest_first"].as_array().unwrap().clone();
    for (month, sold) in ["2026-06", "2026-05", "2026-04"].iter().zip(&months) {
        sell(&company, &format!("{month}-05"), "2026-12-31", &sold[0]);
    }
    // 250,000 sold, 212,000 open
    company.issue("receipt", "2026-06-20", json!({"amount": "38000"}));
    assert_figure(&company, "2026-06-30", "2026-04-01", "count_back_dso", "DSO_countback_cal");
}

#[test]
fn the_collection_effectiveness_of_a_month_stands_in_the_report_as_worked() {
    let company = Company::new("cn-small");
    let input = example("ar_kpi", "CEI")["input"].clone();
    sell(&company, "2026-05-01", "2026-05-31", &input["beginning_ar"]);
    // Of 180,000, 90,000 were collected; 60,000 of the rest are not due at the end of June.
    sell(&company, "2026-06-01", "2026-06-15", &json!("20000"));
    sell(&company, "2026-06-02", "2026-07-31", &input["ending_current"]);
    company.issue("receipt", "2026-06-20", json!({"amount": "90000"}));
    assert_figure(&company, "2026-06-30", "2026-06-01", "cei", "CEI");
}
