//! What is expected to be lost of receivables: by rates that were entered or by the company's own history, and what of it
//! reaches the books. Vectors `ecl` and `I01`.

use serde_json::{Value, json};

use crate::journal_ifrs::Company;
use crate::program::today;
use crate::worked::{self, cell, example};

const DAY: &str = "2026-06-30";
/// A due day in each bucket, seen from [`DAY`].
const DUE: [&str; 5] = ["2026-07-31", "2026-06-15", "2026-05-20", "2026-04-20", "2026-03-01"];

/// Opens receivables of those amounts, one in each bucket.
fn owes_by_age(company: &Company, amounts: &[Value]) {
    for (due_on, amount) in DUE.iter().zip(amounts) {
        let fields = json!({"amount": amount, "due_on": due_on, "number": due_on});
        company.issue("opening_receivable", "2026-01-05", fields);
    }
}

fn save_rates(company: &Company, rates: Value) {
    let fields = json!({"valid_from": "2026-01-01", "ends": [30, 60, 90], "rates": rates, "factor": "1"});
    company.call("loss_rates.save", fields);
}

/// What each bucket needs, and the sum.
fn required(preview: &Value) -> (Vec<String>, String) {
    let text = |money: &Value| money["amount"].as_str().unwrap().to_owned();
    let buckets = preview["matrices"][0]["buckets"].as_array().unwrap();
    (buckets.iter().map(|bucket| text(&bucket["allowance"])).collect(), text(&preview["required"]))
}

fn texts(values: &Value) -> Vec<String> {
    values.as_array().unwrap().iter().map(|value| value.as_str().unwrap().to_owned()).collect()
}

/// The rates of `ECL_rollrate`: 2,000 of the vintage are lost, of what was unpaid when each bucket began.
fn vintage_rates() -> Value {
    let unpaid = ["100000", "50000", "23000", "8000", "2000"];
    unpaid.iter().map(|of| json!({"lost": "2000", "of": of})).collect()
}

fn aged_company(chart: &str) -> Company {
    let company = Company::new(chart);
    let ageing = example("ecl", "ECL_rollrate")["input"]["ageing"].clone();
    let amounts: Vec<Value> = ageing.as_array().unwrap().iter().map(|row| row[1].clone()).collect();
    owes_by_age(&company, &amounts);
    company
}

#[test]
fn the_allowance_is_moved_by_what_it_lacks_after_write_offs_and_recoveries() {
    let company = aged_company("ifrs");
    let movement = example("ecl", "ECL_movement")["input"].clone();
    let opening = json!([{"account": "1190", "side": "credit", "amount": movement["opening_allowance"]}]);
    company.call("ledger.open_balances", json!({"date": "2026-01-01", "lines": opening}));
    let lost = company.owes("2026-01-06", movement["write_off"].as_str().unwrap());
    let shares = json!([{"item_id": company.item(&lost), "amount": movement["write_off"]}]);
    let bad_debt = company.issue("bad_debt", "2026-05-01", json!({"reason": "bankruptcy", "shares": shares}));
    let back = json!({"amount": movement["recovery_of_earlier_writeoff"], "recovers": bad_debt["id"]});
    company.issue("recovery", "2026-06-01", back);
    save_rates(&company, vintage_rates());

    let preview = company.call("allowance.preview", json!({"date": DAY}));
    let expected = example("ecl", "ECL_rollrate")["expected"].clone();
    assert_eq!(required(&preview), (texts(&expected["ecl"]), expected["total"].as_str().unwrap().to_owned()));
    let percents: Vec<String> = preview["matrices"][0]["buckets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|bucket| format!("{}", bucket["percent"]))
        .collect();
    assert_eq!(percents, ["\"2\"", "\"4\"", "\"8.6957\"", "\"25\"", "\"100\""]);
    let charge = example("ecl", "ECL_movement")["expected"]["charge_to_pl"].clone();
    assert_eq!(preview["difference"]["amount"], charge);

    let posted = company.call("allowance.post", json!({"date": DAY}));
    worked::assert_entry("I01", &posted["entry"]);
    assert_eq!(posted["entry"]["purpose"], "allowance");
    let again = company.call("allowance.post", json!({"date": DAY}));
    assert!(again["entry"].is_null(), "{again}");
    let report = company.call("report.run", json!({"name": "credit_losses", "as_of": DAY}));
    assert_eq!(cell(&report, "total", "allowance"), "0.00", "{report}");
    // Taken back, it is missing again.
    company.call("settlement.take_back", json!({"seq": posted["entry"]["seq"], "date": DAY}));
    assert_eq!(company.call("allowance.preview", json!({"date": DAY}))["difference"]["amount"], charge);
    company.verify();
}

#[test]
fn a_matrix_in_percent_comes_out_as_the_standard_shows_it() {
    let company = Company::new("cn-general");
    let worked = example("ecl", "ECL_IE12");
    let matrix = worked["input"]["matrix"].as_array().unwrap();
    let amounts: Vec<Value> = matrix.iter().map(|row| row[1].clone()).collect();
    owes_by_age(&company, &amounts);
    let rates = matrix.iter().map(|row| json!({"lost": row[2], "of": "1"})).collect();
    save_rates(&company, rates);
    let preview = company.call("allowance.preview", json!({"date": DAY}));
    let whole = |text: &String| text.strip_suffix(".00").unwrap().to_owned();
    let (buckets, total) = required(&preview);
    assert_eq!(buckets.iter().map(whole).collect::<Vec<_>>(), texts(&worked["expected"]["ecl"]));
    assert_eq!(whole(&total), worked["expected"]["total"]);
    let entry = company.call("allowance.post", json!({"date": DAY}))["entry"].clone();
    let accounts: Vec<&str> =
        entry["lines"].as_array().unwrap().iter().map(|line| line["account"].as_str().unwrap()).collect();
    assert_eq!(accounts, ["6702", "1231"]);
    // Paid after all, it goes back.
    company.issue("receipt", "2026-07-01", json!({"amount": "30000000"}));
    let back = company.call("allowance.post", json!({"date": "2026-07-01"}));
    assert_eq!(back["allowance"]["difference"]["amount"], "-580000.00");
    assert_eq!(back["entry"]["lines"][0]["side"], "credit");
    company.verify();
}

#[test]
fn under_the_small_standard_the_matrix_informs_and_nothing_is_posted() {
    let company = aged_company("cn-small");
    save_rates(&company, vintage_rates());
    let preview = company.call("allowance.preview", json!({"date": DAY}));
    assert_eq!(preview["required"]["amount"], "27567.39");
    assert!(preview["balance"].is_null() && preview["difference"].is_null(), "{preview}");
    assert_eq!(company.refused("allowance.post", json!({"date": DAY})), "allowance_not_kept");
}

#[test]
fn the_own_history_proposes_rates_and_posts_nothing_until_they_are_saved() {
    let company = Company::new("ifrs");
    let line = json!({"description": "goods", "quantity": "1", "unit_price": "100000", "tax": "ZERO"});
    company.issue("invoice", "2025-07-01", json!({"due_on": "2025-07-31", "lines": [line]}));
    // On time, and 30, 60 and 90 days late; 2,000 are open still.
    let paid =
        [("2025-07-31", "50000"), ("2025-08-30", "27000"), ("2025-09-29", "15000"), ("2025-10-29", "6000")];
    for (date, amount) in paid {
        company.issue("receipt", date, json!({"amount": amount}));
    }
    // What was never owed is no history.
    let line = json!({"description": "goods", "quantity": "1", "unit_price": "500", "tax": "ZERO"});
    let wrong = company.issue("invoice", "2025-07-02", json!({"due_on": "2025-08-01", "lines": [line]}));
    company.call("document.void", json!({"id": wrong["id"], "date": "2025-07-03"}));
    let history = company.call("loss_rates.propose", json!({"as_of": DAY}));
    let unpaid: Vec<&str> =
        history["unpaid"].as_array().unwrap().iter().map(|money| money["amount"].as_str().unwrap()).collect();
    assert_eq!(unpaid, ["50000.00", "23000.00", "8000.00", "2000.00"]);
    assert_eq!(history["rates"], vintage_rates(), "{history}");
    let preview = company.call("allowance.preview", json!({"date": DAY}));
    assert_eq!((&preview["proposed"], &preview["required"]["amount"]), (&json!(true), &json!("2000.00")));
    assert_eq!(company.refused("allowance.post", json!({"date": DAY})), "loss_rates_missing");
    save_rates(&company, history["rates"].clone());
    assert_eq!(company.call("allowance.preview", json!({"date": DAY}))["proposed"], false);
    company.call("allowance.post", json!({"date": DAY}));
    company.verify();
}

#[test]
fn later_rates_leave_an_earlier_report_as_it_was() {
    let company = aged_company("ifrs");
    save_rates(&company, vintage_rates());
    let before = company.call("report.run", json!({"name": "credit_losses", "as_of": DAY}));
    let fields =
        json!({"valid_from": "2026-01-01", "ends": [30, 60, 90], "rates": vintage_rates(), "factor": "1.2"});
    company.call("loss_rates.save", fields);
    let then = json!({"name": "credit_losses", "as_of": DAY, "known_seq": before["seq"]});
    assert_eq!(company.call("report.run", then), before);
    let now = company.call("allowance.preview", json!({"date": DAY}));
    // A fifth more, but never more than all of it.
    let (buckets, total) = required(&now);
    assert_eq!(buckets, ["7200.00", "6720.00", "6260.87", "6900.00", "5000.00"]);
    assert_eq!(total, "32080.87");
    let on = company.call("loss_rates.on", json!({"date": today().to_string()}));
    assert_eq!(on["rates"]["factor"], "1.2");
}

#[test]
fn rates_that_cannot_be_are_refused() {
    let company = Company::new("ifrs");
    let percent = |lost: &str| json!({"lost": lost, "of": "100"});
    let three = json!([percent("1"), percent("2"), percent("3")]);
    let fields = |ends: Value, rates: Value, factor: &str| json!({"valid_from": DAY, "ends": ends, "rates": rates, "factor": factor});
    for (input, code) in [
        (fields(json!([30, 30]), three.clone(), "1"), "field_invalid"),
        (fields(json!([]), three.clone(), "1"), "field_invalid"),
        (fields(json!([30, 60]), three.clone(), "1"), "field_missing"),
        (fields(json!([30]), json!([percent("1"), percent("2"), percent("101")]), "1"), "field_invalid"),
        (fields(json!([30]), json!([percent("-1"), percent("2"), percent("3")]), "1"), "field_invalid"),
        (fields(json!([30]), three.clone(), "0"), "field_invalid"),
    ] {
        assert_eq!(company.refused("loss_rates.save", input.clone()), code, "{input}");
    }
}

#[test]
fn no_allowance_is_posted_into_a_closed_month() {
    let company = aged_company("ifrs");
    save_rates(&company, vintage_rates());
    company.call("month.run", json!({"month": "2026-06", "folder": company.folder(), "close": true}));
    assert_eq!(company.refused("allowance.post", json!({"date": DAY})), "month_closed");
}

/// Rates in percent from the beginning of the year, for a segment.
fn segment_rates(company: &Company, by: &str, value: &str, percents: [&str; 5]) {
    let rates: Vec<Value> = percents.iter().map(|lost| json!({"lost": lost, "of": "100"})).collect();
    let fields = json!({"valid_from": "2026-01-01", "ends": [30, 60, 90], "rates": rates, "factor": "1",
        "segment": {"by": by, "value": value}});
    company.call("loss_rates.save", fields);
}

/// Another customer who owes an amount not due yet.
fn debtor(company: &Company, fields: Value, amount: &str) -> Value {
    let party = company.call("party.save", json!({"fields": fields}));
    let fields = json!({"kind": "opening_receivable", "party_id": party["id"], "date": "2026-01-05",
        "due_on": "2026-07-31", "amount": amount, "number": format!("N{}", party["id"])});
    company.call("document.issue", json!({"fields": fields}));
    party
}

fn matrices(preview: &Value) -> Vec<(String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let one = |matrix: &Value| {
        (text(&matrix["name_en"]), text(&matrix["gross"]["amount"]), text(&matrix["required"]["amount"]))
    };
    preview["matrices"].as_array().unwrap().iter().map(one).collect()
}

fn named(of: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
    of.iter().map(|(a, b, c)| ((*a).to_owned(), (*b).to_owned(), (*c).to_owned())).collect()
}

#[test]
fn each_customer_counts_in_one_segment_and_the_rest_by_the_rates_of_all() {
    let company = aged_company("ifrs");
    save_rates(&company, vintage_rates());
    debtor(
        &company,
        json!({"name": "市政", "is_customer": true, "tags": ["政府"], "industry": "E"}),
        "10000",
    );
    debtor(&company, json!({"name": "建工", "is_customer": true, "industry": "E47"}), "20000");
    let moved = debtor(&company, json!({"name": "沪商", "is_customer": true, "region": "310115"}), "40000");
    let before = company.call("report.run", json!({"name": "credit_losses", "as_of": DAY}));
    segment_rates(&company, "industry", "e", ["5", "10", "20", "50", "100"]);
    segment_rates(&company, "tag", "政府", ["0", "0", "0", "0", "10"]);
    segment_rates(&company, "region", "31", ["1", "2", "3", "4", "5"]);
    let preview = company.call("allowance.preview", json!({"date": DAY}));
    assert_eq!(
        matrices(&preview),
        named(&[
            ("政府", "10000.00", "0.00"),
            ("Construction", "20000.00", "1000.00"),
            ("上海市", "40000.00", "400.00"),
            ("", "528000.00", "27567.39"),
        ])
    );
    assert_eq!(
        (&preview["gross"]["amount"], &preview["required"]["amount"]),
        (&json!("598000.00"), &json!("28967.39"))
    );
    let posted = company.call("allowance.post", json!({"date": DAY}));
    assert_eq!(posted["entry"]["lines"][0]["amount"]["amount"], "28967.39");
    // The report has each segment under its name, and the total once.
    let report = company.call("report.run", json!({"name": "credit_losses", "as_of": DAY}));
    let headings: Vec<&Value> =
        report["rows"].as_array().unwrap().iter().filter(|row| row["kind"] == "heading").collect();
    assert_eq!(headings.len(), 4);
    let total = report["rows"].as_array().unwrap().iter().find(|row| row["cells"][0]["value"] == "total");
    assert_eq!(total.unwrap()["cells"][3]["value"]["amount"], "28967.39");
    let then = json!({"name": "credit_losses", "as_of": DAY, "known_seq": before["seq"]});
    assert_eq!(company.call("report.run", then)["rows"], before["rows"], "the past knows no segments");
    // A customer that is in no segment any more goes by the rates of all.
    let fields =
        json!({"code": moved["fields"]["code"], "name": "沪商", "is_customer": true, "region": "32"});
    company.call("party.save", json!({"id": moved["id"], "fields": fields}));
    let again = matrices(&company.call("allowance.preview", json!({"date": DAY})));
    assert_eq!(again[2..], named(&[("上海市", "0.00", "0.00"), ("", "568000.00", "28367.39")]));
    company.verify();
}

#[test]
fn a_segment_ends_on_a_day_and_nonsense_is_refused() {
    let company = aged_company("ifrs");
    save_rates(&company, vintage_rates());
    debtor(&company, json!({"name": "建工", "is_customer": true, "industry": "E"}), "20000");
    segment_rates(&company, "industry", "E", ["5", "10", "20", "50", "100"]);
    let end =
        |value: &str, from: &str| json!({"segment": {"by": "industry", "value": value}, "valid_from": from});
    assert_eq!(company.refused("loss_rates.end_segment", end("F", DAY)), "not_found");
    company.call("loss_rates.end_segment", end("E", "2026-06-30"));
    let on = |date: &str| matrices(&company.call("allowance.preview", json!({"date": date}))).len();
    assert_eq!((on("2026-06-29"), on("2026-06-30")), (2, 1));
    let listed = company.call("loss_rates.on", json!({"date": "2026-06-29"}));
    assert_eq!(listed["segments"][0]["segment"], json!({"by": "industry", "value": "E"}));
    let fields = |by: &str, value: &str| {
        json!({"valid_from": DAY, "ends": [30], "factor": "1", "segment": {"by": by, "value": value},
            "rates": [{"lost": "1", "of": "100"}, {"lost": "1", "of": "100"}, {"lost": "1", "of": "100"}]})
    };
    for (input, code) in [
        (fields("tag", " "), "field_missing"),
        (fields("industry", "Z"), "field_invalid"),
        (fields("size", "XL"), "input_invalid"),
    ] {
        assert_eq!(company.refused("loss_rates.save", input.clone()), code, "{input}");
    }
    company.verify();
}

#[test]
fn a_segment_has_a_history_of_its_own() {
    let company = Company::new("ifrs");
    let line = json!({"description": "goods", "quantity": "1", "unit_price": "1000", "tax": "ZERO"});
    company.issue("invoice", "2025-07-01", json!({"due_on": "2025-07-31", "lines": [line.clone()]}));
    company.issue("receipt", "2025-07-31", json!({"amount": "1000"}));
    let other =
        company.call("party.save", json!({"fields": {"name": "拖欠", "is_customer": true, "tags": ["慢"]}}));
    let fields = json!({"kind": "invoice", "party_id": other["id"], "date": "2025-07-01", "due_on": "2025-07-31",
        "lines": [line]});
    company.call("document.issue", json!({"fields": fields}));
    let lost = |segment: Value| {
        let history = company.call("loss_rates.propose", json!({"as_of": DAY, "segment": segment}));
        (history["sales"]["amount"].clone(), history["lost"]["amount"].clone())
    };
    assert_eq!(lost(Value::Null), (json!("2000.00"), json!("1000.00")));
    let slow = json!({"by": "tag", "value": "慢"});
    assert_eq!(lost(slow.clone()), (json!("1000.00"), json!("1000.00")));
    segment_rates(&company, "tag", "慢", ["50", "60", "70", "80", "100"]);
    assert_eq!(
        lost(Value::Null),
        (json!("1000.00"), json!("0.00")),
        "the rest, once the segment stands apart"
    );
    assert_eq!(lost(slow), (json!("1000.00"), json!("1000.00")));
}
