//! Value added tax at a period's end: what is owed, carried on or forgiven, the entries for it on each chart, the
//! summary a return is filled in from, and the law by day.

use kezhang::error::Error;
use kezhang::ledger::Chart;
use serde_json::{Value, json};

use crate::program::{call, call_as};
use crate::taxes::{Shop, group, text, trade};

fn vectors(section: &str) -> Vec<Value> {
    let all: Value = serde_json::from_str(include_str!("../vectors/vectors.json")).unwrap();
    all[section].as_array().unwrap().clone()
}

fn small_scale(chart: Chart) -> Shop {
    let shop = Shop::new(chart, "CNY");
    let company = json!({"valid_from": "2020-01-01", "regime": "small_scale", "filing": "quarter",
        "city_percent": "7", "relief": true});
    shop.call("taxpayer.save", company);
    shop
}

fn inclusive(date: &str, gross: &str, tax: &str) -> Value {
    let mut fields = trade("invoice", date, gross, tax);
    fields["tax_mode"] = json!("inclusive");
    fields
}

/// An entry by hand between the bank and another account.
fn voucher(shop: &Shop, date: &str, account: &str, side: &str, amount: &str) {
    let other = if side == "debit" { "credit" } else { "debit" };
    let lines = json!([{"account": account, "side": side, "amount": amount},
        {"account": "100201", "side": other, "amount": amount}]);
    shop.call("voucher.post", json!({"date": date, "summary": "by hand", "lines": lines}));
}

fn preview(shop: &Shop, month: &str) -> Value {
    shop.call("vat.preview", json!({"month": month}))
}

fn transfer(shop: &Shop, month: &str) -> Value {
    let posted = shop.call("vat.transfer", json!({"month": month}));
    let proof = shop.call("book.verify", json!({}));
    assert_eq!(proof["holds"], true, "{proof}");
    posted
}

/// Lines of an entry, or of one before it is posted, as `account side amount`.
fn lines(of: &Value) -> Vec<String> {
    let lines = of.as_array().or_else(|| of["lines"].as_array()).cloned().unwrap_or_default();
    let side = |line: &Value| if line["side"] == "debit" { "D" } else { "C" };
    lines
        .iter()
        .map(|line| format!("{} {} {}", text(&line["account"]), side(line), text(&line["base"]["amount"])))
        .collect()
}

fn amount<'v>(figures: &'v Value, key: &str) -> &'v str {
    text(&figures[key]["amount"])
}

fn summary(shop: &Shop, from: &str, as_of: &str, detail: bool) -> Value {
    shop.call("report.run", json!({"name": "vat_summary", "from": from, "as_of": as_of, "detail": detail}))
}

/// Rows of a report as their cells, empty ones left out.
fn rows(report: &Value) -> Vec<String> {
    let cell = |cell: &Value| match cell["value"].as_str() {
        Some(text) => text.to_owned(),
        None if cell["kind"] == "money" => text(&cell["value"]["amount"]).to_owned(),
        None if cell["kind"] == "name" => text(&cell["value"]["en"]).to_owned(),
        None => cell["value"].to_string(),
    };
    let of_row = |row: &Value| {
        let cells = row["cells"].as_array().unwrap().iter().filter(|cell| cell["kind"] != "empty");
        cells.map(cell).collect::<Vec<_>>().join(" ")
    };
    report["rows"].as_array().unwrap().iter().map(of_row).collect()
}

#[track_caller]
fn assert_has(report: &Value, expected: &[&str]) {
    let rows = rows(report);
    for row in expected {
        assert!(rows.iter().any(|found| found == row), "{row} not in {rows:#?}");
    }
}

#[test]
fn a_small_scale_taxpayer_owes_nothing_below_the_limit_and_all_of_it_at_the_limit() {
    for example in vectors("vat_smallscale") {
        let (input, expected) = (&example["input"], &example["expected"]);
        let shop = small_scale(Chart::CnSmall);
        shop.issue(&inclusive("2026-02-10", text(&input["quarter_gross"]), "LEVY1"));
        let of_month = preview(&shop, "2026-01");
        let figures = &of_month["figures"];
        assert_eq!(figures["period"], json!({"from": "2026-01-01", "to": "2026-03-31"}), "{example}");
        for (figure, of_vector) in [("sales", "net"), ("output", "tax"), ("payable", "payable")] {
            assert_eq!(amount(figures, figure), text(&expected[of_vector]), "{figure} {example}");
        }
        let posted = transfer(&shop, "2026-02");
        let forgiven: Vec<String> = match expected["exempt"] == true {
            true => ["222101 D", "5301 C"].map(|of| format!("{of} {}", text(&expected["tax"]))).into(),
            false => Vec::new(),
        };
        assert_eq!(lines(&posted["transfer"]), forgiven, "{example}");
        assert_eq!(lines(&of_month["transfer"]), forgiven, "{example}");
        let report = summary(&shop, "2026-01-01", "2026-03-31", false);
        assert_has(&report, &[&format!("vat_payable {}", text(&expected["payable"]))]);
    }
}

#[test]
fn until_2025_the_limit_itself_was_exempt_and_a_special_invoice_never_is() {
    let shop = small_scale(Chart::CnGeneral);
    shop.issue(&inclusive("2025-12-10", "303000.00", "LEVY1"));
    assert_eq!(lines(&transfer(&shop, "2025-10")["transfer"]), ["222101 D 3000.00", "6117 C 3000.00"]);
    shop.issue(&inclusive("2026-01-10", "10100.00", "LEVY1"));
    let mut special = inclusive("2026-01-11", "20200.00", "LEVY1");
    special["special_invoice"] = json!(true);
    shop.issue(&special);
    let figures = preview(&shop, "2026-03")["figures"].clone();
    assert_eq!((amount(&figures, "relieved"), amount(&figures, "payable")), ("100.00", "200.00"));
    let posted = transfer(&shop, "2026-03");
    assert_eq!(lines(&posted["transfer"]), ["222101 D 100.00", "6117 C 100.00"]);
    // Half of 7 %; sales within the limit pay no education surcharges.
    assert_eq!(lines(&posted["surtax"]), ["6403 D 7.00", "222110 C 7.00"]);
}

#[test]
fn crossing_the_limit_takes_back_what_was_forgiven() {
    let shop = small_scale(Chart::CnSmall);
    shop.issue(&inclusive("2026-01-10", "202000.00", "LEVY1"));
    assert_eq!(lines(&transfer(&shop, "2026-01")["transfer"]), ["222101 D 2000.00", "5301 C 2000.00"]);
    shop.issue(&inclusive("2026-03-10", "101000.00", "LEVY1"));
    assert_eq!(lines(&transfer(&shop, "2026-03")["transfer"]), ["222101 D -2000.00", "5301 C -2000.00"]);
    assert_eq!(amount(&preview(&shop, "2026-03")["figures"], "payable"), "3000.00");
}

#[test]
fn a_return_comes_out_as_worked() {
    for example in vectors("vat_filing") {
        let (input, expected) = (&example["input"], &example["expected"]);
        let shop = Shop::new(Chart::CnSmall, "CNY");
        voucher(&shop, "2026-06-30", "22210105", "credit", text(&input["output"]));
        voucher(&shop, "2026-06-30", "22210101", "debit", text(&input["input"]));
        if let Some(brought) = input["carry_in"].as_str().filter(|brought| *brought != "0") {
            voucher(&shop, "2026-05-31", "22210101", "debit", brought);
        }
        if input["edu_exempt"] == false {
            shop.issue(&trade("invoice", "2026-06-01", "100000.01", "ZERO"));
        }
        let figures = preview(&shop, "2026-06")["figures"].clone();
        assert_eq!(amount(&figures, "payable"), text(&expected["payable"]), "{example}");
        if let Some(carried) = expected["carry_out"].as_str() {
            assert_eq!(amount(&figures, "carried"), carried, "{example}");
        }
        let posted = transfer(&shop, "2026-06");
        if expected["surtax_total"].is_null() {
            assert_eq!(posted, json!({"transfer": null, "surtax": null}), "{example}");
            continue;
        }
        let owed = text(&expected["payable"]);
        assert_eq!(lines(&posted["transfer"]), [format!("22210104 D {owed}"), format!("222102 C {owed}")]);
        let levies = [("222110", "city_maint"), ("222111", "edu"), ("222112", "local_edu")];
        let mut surtax = vec![format!("5403 D {}", text(&expected["surtax_total"]))];
        surtax.extend(
            levies
                .map(|(account, key)| format!("{account} C {}", text(&expected[key])))
                .into_iter()
                .filter(|line| !line.ends_with(" 0.00")),
        );
        assert_eq!(lines(&posted["surtax"]), surtax, "{example}");
    }
}

#[test]
fn a_second_run_posts_the_difference_and_what_was_taken_back_is_posted_again() {
    let shop = Shop::new(Chart::CnGeneral, "CNY");
    shop.issue(&trade("invoice", "2026-06-10", "1000", "VAT13"));
    shop.issue(&trade("bill", "2026-06-11", "500", "VAT13"));
    let first = transfer(&shop, "2026-06");
    assert_eq!(lines(&first["transfer"]), ["22210104 D 65.00", "222102 C 65.00"]);
    assert_eq!(first["transfer"]["purpose"], "vat_transfer");
    assert_eq!(first["transfer"]["date"], "2026-06-30");
    assert_eq!(lines(&first["surtax"]), ["6403 D 2.28", "222110 C 2.28"]);
    assert_eq!(transfer(&shop, "2026-06"), json!({"transfer": null, "surtax": null}));

    shop.issue(&trade("invoice", "2026-06-20", "100", "VAT13"));
    assert_eq!(lines(&transfer(&shop, "2026-06")["transfer"]), ["22210104 D 13.00", "222102 C 13.00"]);
    shop.issue(&trade("credit_note", "2026-06-21", "200", "VAT13"));
    let less = transfer(&shop, "2026-06");
    assert_eq!(lines(&less["transfer"]), ["22210104 D -26.00", "222102 C -26.00"]);
    assert_eq!(lines(&less["surtax"]), ["6403 D -0.91", "222110 C -0.91"]);

    shop.call("settlement.take_back", json!({"seq": first["transfer"]["seq"], "date": "2026-06-30"}));
    let again = preview(&shop, "2026-06");
    assert_eq!(lines(&again["transfer"]), ["22210104 D 65.00", "222102 C 65.00"]);
    assert!(again["surtax"].as_array().unwrap().is_empty(), "{again}");
    transfer(&shop, "2026-06");
    let figures = preview(&shop, "2026-06")["figures"].clone();
    assert_eq!((amount(&figures, "payable"), amount(&figures, "posted")), ("52.00", "52.00"));
}

#[test]
fn credit_is_carried_on_and_tax_left_from_before_is_caught_up_with() {
    let shop = Shop::new(Chart::CnSmall, "CNY");
    shop.issue(&trade("bill", "2026-05-11", "1000", "VAT13"));
    assert_eq!(transfer(&shop, "2026-05")["transfer"], Value::Null);
    assert_eq!(amount(&preview(&shop, "2026-05")["figures"], "carried"), "130.00");
    shop.issue(&trade("invoice", "2026-06-10", "1500", "VAT13"));
    let figures = preview(&shop, "2026-06")["figures"].clone();
    assert_eq!((amount(&figures, "brought"), amount(&figures, "payable")), ("130.00", "65.00"));
    shop.issue(&trade("invoice", "2026-07-10", "100", "VAT13"));
    assert_eq!(lines(&transfer(&shop, "2026-07")["transfer"]), ["22210104 D 78.00", "222102 C 78.00"]);
}

#[test]
fn what_was_paid_in_advance_beyond_what_is_owed_goes_back_by_its_own_column() {
    let shop = Shop::new(Chart::CnSmall, "CNY");
    shop.issue(&trade("invoice", "2026-06-10", "1000", "VAT13"));
    voucher(&shop, "2026-06-15", "22210102", "debit", "200");
    let posted = transfer(&shop, "2026-06");
    assert_eq!(lines(&posted["transfer"]), ["222102 D 70.00", "22210108 C 70.00"]);
    assert_eq!(lines(&posted["surtax"]), ["5403 D 4.55", "222110 C 4.55"], "on 130.00, paid or not");
    assert_eq!(transfer(&shop, "2026-06")["transfer"], Value::Null);
}

#[test]
fn the_columns_cleared_at_the_years_end_change_no_return() {
    let shop = Shop::new(Chart::CnSmall, "CNY");
    shop.issue(&trade("invoice", "2026-12-10", "1000", "VAT13"));
    transfer(&shop, "2026-12");
    let clear = json!([{"account": "22210105", "side": "debit", "amount": "130"},
        {"account": "22210104", "side": "credit", "amount": "130"}]);
    shop.call("voucher.post", json!({"date": "2026-12-31", "summary": "clear", "lines": clear}));
    let figures = preview(&shop, "2026-12")["figures"].clone();
    assert_eq!((amount(&figures, "output"), amount(&figures, "payable")), ("130.00", "130.00"));
    assert_eq!(transfer(&shop, "2026-12")["transfer"], Value::Null);
}

#[test]
fn other_charts_empty_output_and_input_into_the_account_of_what_is_owed() {
    let shop = Shop::new(Chart::Ifrs, "EUR");
    let vat = json!({"code": "VAT20", "treatment": "rate", "rate_percent": "20", "name_zh": "20%", "name_en": "20%"});
    shop.call("tax.save", vat);
    shop.issue(&trade("invoice", "2026-06-10", "1000", "VAT20"));
    shop.issue(&trade("bill", "2026-06-11", "400", "VAT20"));
    let posted = transfer(&shop, "2026-06");
    assert_eq!(lines(&posted["transfer"]), ["2200 D 200.00", "1350 C 80.00", "2210 C 120.00"]);
    assert_eq!(posted["surtax"], Value::Null);
    assert_eq!(transfer(&shop, "2026-06"), json!({"transfer": null, "surtax": null}));
    let report = summary(&shop, "2026-06-01", "2026-06-30", false);
    assert_has(&report, &["vat_output 200.00", "vat_input -80.00", "vat_payable 120.00"]);
    // A month with more input than output is deducted from the next.
    shop.issue(&trade("bill", "2026-07-11", "1000", "VAT20"));
    assert_eq!(lines(&transfer(&shop, "2026-07")["transfer"]), ["1350 C 200.00", "2210 D 200.00"]);
}

#[test]
fn a_closed_month_is_refused_and_so_is_who_may_not_post() {
    let shop = Shop::new(Chart::CnSmall, "CNY");
    shop.issue(&trade("invoice", "2026-05-10", "1000", "VAT13"));
    let checks = |month: &str| {
        let all = shop.call("month.check", json!({"month": month}))["checks"].clone();
        let found = all.as_array().unwrap().iter().find(|check| check["code"] == "vat_transfer").cloned();
        found.unwrap()
    };
    let untransferred = checks("2026-05");
    assert_eq!((&untransferred["state"], amount(&untransferred, "amount")), (&json!("warning"), "130.00"));
    let folder = tempfile::tempdir().unwrap();
    let close = json!({"month": "2026-05", "folder": folder.path().join("05"), "close": true});
    let pack = shop.call("month.run", close);
    assert_eq!(pack["closed"], true, "a notice keeps no month open: {pack}");
    let refused = call(&shop.door, "vat.transfer", json!({"month": "2026-05"})).unwrap_err();
    assert!(matches!(refused, Error::MonthClosed { .. }), "{refused}");
    // The next month catches up.
    transfer(&shop, "2026-06");
    assert_eq!(checks("2026-06")["state"], "ok");

    let user = shop.call("user.save", json!({"name": "looks on", "role": "viewer", "active": true}));
    let user = kezhang::store::UserId::new(user["id"].as_i64().unwrap());
    let refused = call_as(&shop.door, Some(user), "vat.transfer", json!({"month": "2026-06"})).unwrap_err();
    assert!(matches!(refused, Error::Forbidden { .. }), "{refused}");
}

#[test]
fn the_summary_tells_rates_and_treatments_apart_and_agrees_with_the_ledger() {
    let shop = Shop::new(Chart::CnSmall, "CNY");
    for (price, tax) in [
        ("1000", "VAT13"),
        ("200", "VAT13"),
        ("500", "VAT6"),
        ("300", "LEVY3"),
        ("70", "EXEMPT"),
        ("80", "ZERO"),
        ("90", "NOT_TAXED"),
    ] {
        shop.issue(&trade("invoice", "2026-06-10", price, tax));
    }
    shop.issue(&trade("credit_note", "2026-06-12", "100", "VAT13"));
    shop.issue(&trade("bill", "2026-06-11", "400", "VAT13"));
    voucher(&shop, "2026-06-30", "22210105", "credit", "1.00");
    let report = summary(&shop, "2026-06-01", "2026-06-30", false);
    assert_has(
        &report,
        &[
            "13% treatment_rate 13 3 1100.00 143.00",
            "6% treatment_rate 6 1 500.00 30.00",
            "3% simplified treatment_simplified 3 1 300.00 9.00",
            "vat_other_entries 1.00",
            "subtotal 1900.00 183.00",
            "Exempt treatment_exempt 1 70.00",
            "Zero-rated treatment_zero 1 80.00",
            "Not taxed treatment_not_taxed 1 90.00",
            "13% treatment_rate 13 1 400.00 52.00 52.00",
            "Output VAT 174.00",
            "Input VAT -52.00",
            "vat_simplified 9.00",
            "vat_payable 131.00",
            "vat_carried 0.00",
        ],
    );
    let with_documents = summary(&shop, "2026-06-01", "2026-06-30", true);
    let opens =
        with_documents["rows"].as_array().unwrap().iter().filter(|row| row["opens"]["kind"] == "document");
    assert_eq!(opens.count(), 9, "every rate opens into its documents");
    let known = json!({"name": "vat_summary", "as_of": "2026-06-30", "known_seq": 0});
    assert_has(&shop.call("report.run", known), &["vat_payable 0.00"]);
}

#[test]
fn a_voided_invoice_leaves_the_month_it_is_voided_in() {
    let shop = Shop::new(Chart::CnSmall, "CNY");
    let issued = shop.issue(&trade("invoice", "2026-06-10", "1000", "VAT13"));
    shop.call("document.void", json!({"id": issued["id"], "date": "2026-07-02", "reason": "wrong"}));
    assert_has(
        &summary(&shop, "2026-06-01", "2026-06-30", false),
        &["13% treatment_rate 13 1 1000.00 130.00"],
    );
    transfer(&shop, "2026-06");
    let july = summary(&shop, "2026-07-01", "2026-07-31", true);
    assert_has(
        &july,
        &["13% treatment_rate 13 1 -1000.00 -130.00", "vat_payable 0.00", "vat_carried 130.00"],
    );
}

#[test]
fn a_foreign_invoice_counts_what_its_entry_posted() {
    let shop = Shop::new(Chart::CnSmall, "CNY");
    shop.call("rate.save", json!({"rates": [{"currency": "USD", "date": "2026-06-01", "rate": "7.1111"}]}));
    let mut fields = trade("invoice", "2026-06-10", "33.33", "VAT13");
    fields["currency"] = json!("USD");
    fields["lines"] = json!([{"description": "a", "quantity": "1", "unit_price": "33.33", "tax": "VAT13"},
        {"description": "b", "quantity": "1", "unit_price": "11.11", "tax": "VAT6"},
        {"description": "c", "quantity": "3", "unit_price": "0.37", "tax": "VAT13"}]);
    shop.issue(&fields);
    let report = summary(&shop, "2026-06-01", "2026-06-30", false);
    assert!(!rows(&report).iter().any(|row| row.starts_with("vat_other_entries")), "{:#?}", rows(&report));
}

#[test]
fn jurisdictions_and_reverse_charges_stand_apart() {
    let shop = Shop::new(Chart::Ifrs, "USD");
    let part =
        |name: &str, place: &str, rate: &str| json!({"name_en": name, "jurisdiction": place, "rate": rate});
    let mut combined = group("SALES", json!([part("State", "CO", "2.9"), part("City", "Denver", "5.1")]));
    combined["kind"] = json!("combined");
    shop.call("tax.save", combined);
    let reverse =
        json!({"code": "RC", "treatment": "reverse", "rate_percent": "20", "name_zh": "RC", "name_en": "RC"});
    shop.call("tax.save", reverse);
    shop.issue(&trade("invoice", "2026-06-10", "100", "SALES"));
    shop.issue(&trade("bill", "2026-06-11", "50", "RC"));
    let report = summary(&shop, "2026-06-01", "2026-06-30", false);
    assert_has(
        &report,
        &[
            "vat_parts_sales",
            "State CO 2.9 100.00 2.90",
            "City Denver 5.1 100.00 5.10",
            "vat_owed_as_buyer treatment_reverse 50.00 10.00",
            "RC treatment_reverse 20 1 50.00 10.00 10.00",
            "vat_output 18.00",
            "vat_payable 8.00",
        ],
    );
}

#[test]
fn the_law_changes_by_day_and_nonsense_is_refused() {
    let shop = small_scale(Chart::CnSmall);
    let rule = |value: &str, from: Value, to: Value| json!({"rule": "exempt_below", "valid_from": from, "valid_to": to, "value": value});
    shop.call("vat_rule.save", rule("150000", json!("2026-04-01"), json!("2026-12-31")));
    shop.issue(&inclusive("2026-05-10", "404000.00", "LEVY1"));
    assert_eq!(amount(&preview(&shop, "2026-06")["figures"], "relieved"), "4000.00");
    shop.issue(&inclusive("2028-02-10", "1010.00", "LEVY3"));
    assert_eq!(amount(&preview(&shop, "2028-03")["figures"], "relieved"), "0.00", "no relief without a rule");
    let percent = json!({"rule": "surtax_relief", "valid_from": "2028-01-01", "value": "101"});
    for (input, field) in [
        (rule("1", Value::Null, Value::Null), "valid_from"),
        (rule("-1", json!("2026-01-01"), Value::Null), "value"),
        (rule("1", json!("2026-01-02"), json!("2026-01-01")), "valid_to"),
        (percent, "value"),
    ] {
        let refused = call(&shop.door, "vat_rule.save", input).unwrap_err();
        assert_eq!(refused.to_body()["details"]["field"], field, "{refused}");
    }
}

/// What a small-scale company was forgiven and owes of a quarter.
fn forgiven(shop: &Shop, month: &str) -> (String, String) {
    let figures = preview(shop, month)["figures"].clone();
    (amount(&figures, "relieved").to_owned(), amount(&figures, "payable").to_owned())
}

fn pair(relieved: &str, payable: &str) -> (String, String) {
    (relieved.to_owned(), payable.to_owned())
}

#[test]
fn what_comes_back_of_an_earlier_quarter_was_forgiven_then_or_was_paid() {
    let shop = small_scale(Chart::CnSmall);
    let small = shop.issue(&inclusive("2026-02-10", "101000.00", "LEVY1"));
    let large = shop.issue(&inclusive("2026-05-10", "404000.00", "LEVY1"));
    assert_eq!(forgiven(&shop, "2026-03"), pair("1000.00", "0.00"));
    assert_eq!(forgiven(&shop, "2026-06"), pair("0.00", "4000.00"));
    transfer(&shop, "2026-03");
    // Nothing was owed of the small one, so nothing comes back; the large one was taxed, and its tax does.
    shop.call("document.void", json!({"id": small["id"], "date": "2026-07-02", "reason": "wrong"}));
    shop.issue(&inclusive("2026-07-03", "202000.00", "LEVY1"));
    assert_eq!(forgiven(&shop, "2026-09"), pair("1000.00", "0.00"));
    assert_eq!(lines(&transfer(&shop, "2026-09")["transfer"]), ["222101 D 1000.00", "5301 C 1000.00"]);
    shop.call("document.void", json!({"id": large["id"], "date": "2026-10-02", "reason": "wrong"}));
    assert_eq!(forgiven(&shop, "2026-12"), pair("0.00", "-4000.00"));
    assert_eq!(transfer(&shop, "2026-12")["transfer"], Value::Null);
}

#[test]
fn a_credit_follows_the_invoice_it_credits() {
    let shop = small_scale(Chart::CnSmall);
    let mut special = inclusive("2026-02-10", "20200.00", "LEVY1");
    special["special_invoice"] = json!(true);
    let special = shop.issue(&special);
    assert_eq!(forgiven(&shop, "2026-03"), pair("0.00", "200.00"));
    let mut credit = trade("credit_note", "2026-04-10", "10100.00", "LEVY1");
    credit["tax_mode"] = json!("inclusive");
    credit["credits"] = special["id"].clone();
    shop.issue(&credit);
    shop.issue(&inclusive("2026-04-11", "50500.00", "LEVY1"));
    assert_eq!(forgiven(&shop, "2026-06"), pair("500.00", "-100.00"), "a special invoice was paid");
}

#[test]
fn relief_is_offered_again_once_the_sale_that_crossed_the_limit_is_void() {
    let shop = small_scale(Chart::CnSmall);
    shop.issue(&inclusive("2026-01-10", "202000.00", "LEVY1"));
    transfer(&shop, "2026-01");
    let crossing = shop.issue(&inclusive("2026-03-10", "101000.00", "LEVY1"));
    assert_eq!(lines(&transfer(&shop, "2026-03")["transfer"]), ["222101 D -2000.00", "5301 C -2000.00"]);
    shop.call("document.void", json!({"id": crossing["id"], "date": "2026-03-20", "reason": "wrong"}));
    let offered = preview(&shop, "2026-03");
    assert_eq!(lines(&offered["transfer"]), ["222101 D 2000.00", "5301 C 2000.00"]);
    let again = transfer(&shop, "2026-03")["transfer"].clone();
    // Taken back in the next quarter, it is the first quarter that lacks it: the second offers its own and no more.
    shop.call("settlement.take_back", json!({"seq": again["seq"], "date": "2026-04-05"}));
    shop.issue(&inclusive("2026-04-10", "50500.00", "LEVY1"));
    assert_eq!(lines(&preview(&shop, "2026-04")["transfer"]), ["222101 D 500.00", "5301 C 500.00"]);
    assert_eq!(lines(&preview(&shop, "2026-03")["transfer"]), ["222101 D 2000.00", "5301 C 2000.00"]);
}

#[test]
fn the_past_knows_the_law_and_the_company_as_they_were_known_then() {
    let shop = small_scale(Chart::CnSmall);
    shop.issue(&inclusive("2026-05-10", "202000.00", "LEVY1"));
    let known = shop.call("trail.list", json!({"limit": 1}))["rows"][0]["seq"].clone();
    let asked = |known: &Value| {
        let request =
            json!({"name": "vat_summary", "from": "2026-04-01", "as_of": "2026-06-30", "known_seq": known});
        shop.call("report.run", request)
    };
    let before = asked(&known);
    assert_has(&before, &["vat_limit_below 300000.00", "vat_relieved -2000.00"]);
    let rule = |value: &str, source: &str| json!({"rule": "exempt_below", "valid_from": "2026-04-01", "value": value, "source": source});
    shop.call("vat_rule.save", rule("50000", "a slip"));
    let rules = shop.call("vat_rule.save", rule("60000", "2026年第99号"));
    let of_day: Vec<&Value> =
        rules.as_array().unwrap().iter().filter(|rule| rule["valid_from"] == "2026-04-01").collect();
    assert_eq!(of_day.len(), 1, "the later recorded one counts: {of_day:?}");
    assert_eq!((&of_day[0]["value"], &of_day[0]["source"]), (&json!("60000"), &json!("2026年第99号")));
    assert_has(&asked(&Value::Null), &["vat_limit_below 180000.00", "vat_payable 2000.00"]);
    shop.call(
        "taxpayer.save",
        json!({"valid_from": "2020-01-01", "regime": "general", "filing": "month",
        "city_percent": "5", "relief": false}),
    );
    assert_eq!(shop.call("taxpayer.list", json!({})).as_array().unwrap().len(), 2);
    assert_eq!(asked(&known)["rows"], before["rows"], "what was known then is as it was");
    let proof = shop.call("book.verify", json!({}));
    assert_eq!(proof["holds"], true, "{proof}");
}

#[test]
fn every_total_of_the_summary_opens_into_its_account_or_its_documents() {
    for shop in [small_scale(Chart::CnSmall), Shop::new(Chart::CnGeneral, "CNY")] {
        shop.issue(&inclusive("2026-05-10", "404000.00", "LEVY1"));
        let report = summary(&shop, "2026-04-01", "2026-06-30", false);
        let rows = report["rows"].as_array().unwrap();
        let result = rows.iter().position(|row| row["cells"][0]["value"] == "vat_result").unwrap();
        let opens = |row: &&Value| !row["opens"].is_null() || row["kind"] == "heading";
        let without: Vec<String> = rows[result..]
            .iter()
            .filter(|row| !opens(row))
            .map(|row| text(&row["cells"][0]["value"]).to_owned())
            .collect();
        let of_documents =
            without.iter().all(|word| ["vat_counted_sales", "vat_limit_below"].contains(&word.as_str()));
        assert!(of_documents, "{without:?}");
    }
}
