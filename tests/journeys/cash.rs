//! The cash forecast of a book: what it adds up to, what moves it, and what becomes of the forecasts that are kept.

use kezhang::language::Language;
use kezhang::money::parse_decimal;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::calls::call_on;
use crate::commitments::On;
use crate::journal_ifrs::Company;
use crate::program::call;
use crate::sample_company;

fn money(value: &Value) -> Decimal {
    parse_decimal(value["amount"].as_str().unwrap_or_else(|| panic!("no amount: {value}"))).unwrap()
}

fn yuan(text: &str) -> Decimal {
    parse_decimal(text).unwrap()
}

fn rows(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

fn source<'f>(forecast: &'f Value, name: &str) -> &'f Value {
    let found = rows(&forecast["sources"]).iter().find(|line| line["source"] == name);
    found.unwrap_or_else(|| panic!("nothing from {name}: {}", forecast["sources"]))
}

/// A customer that pays ten days late, each month, and owes two invoices: 11,300 due in two weeks, 5,650 due on 30 September.
fn company() -> Company {
    let company = Company::new("cn-small");
    let lines =
        |net: &str| json!([{"description": "宣纸", "quantity": "1", "unit_price": net, "tax": "VAT13"}]);
    for month in 1..=6 {
        let [date, due_on, paid_on] =
            [format!("2026-{month:02}-01"), format!("2026-{month:02}-20"), format!("2026-{month:02}-28")];
        company.issue("invoice", &date, json!({"due_on": due_on, "lines": lines("10000")}));
        company.issue("receipt", &paid_on, json!({"amount": "11300", "rule": "oldest"}));
    }
    company.issue("invoice", "2026-07-01", json!({"due_on": "2026-07-29", "lines": lines("10000")}));
    company.issue("invoice", "2026-07-02", json!({"due_on": "2026-09-30", "lines": lines("5000")}));
    company
}

#[test]
fn every_figure_opens_into_its_sums_and_each_period_follows_from_the_last() {
    let (_folder, door) = sample_company::made(Language::ZhCn);
    let overview = call(&door, "overview.get", Value::Null).unwrap();
    for span in ["weeks", "months"] {
        let forecast = call(&door, "cash.forecast", json!({"span": span})).unwrap();
        let periods = rows(&forecast["periods"]);
        assert_eq!(periods.len(), if span == "weeks" { 13 } else { 12 });
        assert_eq!(forecast["opening"], overview["books"]["cash"]);
        let mut before = money(&forecast["opening"]);
        for (place, period) in periods.iter().enumerate() {
            assert_eq!(money(&period["opening"]), before, "{period}");
            before = before + money(&period["inflow"]) - money(&period["outflow"]);
            assert_eq!(money(&period["closing"]), before, "{period}");
            let band = ["p10", "p50", "p90"].map(|line| money(&period["closing_band"][line]));
            assert!(band[0] <= band[1] && band[1] <= band[2], "{period}");
            let flows = call(&door, "cash.flows", json!({"span": span, "period": place})).unwrap();
            let sum: Decimal = rows(&flows).iter().map(|flow| money(&flow["expected"])).sum();
            assert_eq!(sum, money(&period["inflow"]) - money(&period["outflow"]), "period {place} opens");
        }
        for line in rows(&forecast["sources"]) {
            let flows = call(&door, "cash.flows", json!({"span": span, "source": line["source"]})).unwrap();
            let sum = |field: &str| rows(&flows).iter().map(|flow| money(&flow[field])).sum::<Decimal>();
            assert_eq!(sum("expected"), money(&line["total"]), "{line}");
            assert_eq!(sum("amount") - sum("expected"), money(&line["beyond"]), "{line}");
        }
        // What is open is the control account less what customers have paid ahead.
        // What nobody knows of yet is beside what is known, on both sides.
        let later = source(&forecast, "later_purchases");
        assert!(money(&later["total"]) < Decimal::ZERO, "{later}");
        assert_eq!(money(&later["beyond"]), Decimal::ZERO);
        let open = source(&forecast, "receivable");
        let whole = money(&open["total"]) + money(&open["beyond"]);
        assert!(whole <= money(&overview["receivable"]) && whole > Decimal::ZERO, "{whole}");
        let payable = source(&forecast, "payable");
        assert_eq!(
            -(money(&payable["total"]) + money(&payable["beyond"])),
            money(&overview["books"]["payable"])
        );
    }
}

#[test]
fn an_open_invoice_comes_when_its_customer_usually_pays() {
    let company = company();
    let forecast = company.call("cash.forecast", json!({}));
    assert_eq!(money(&forecast["opening"]), yuan("67800.00"));
    let open = source(&forecast, "receivable");
    assert_eq!(money(&open["total"]) + money(&open["beyond"]), yuan("16950.00"));
    // Due on 29 July and usually eight days late: the fourth week, 5 to 11 August, brings most of it.
    let weeks: Vec<Decimal> = rows(&open["by_period"]).iter().map(money).collect();
    let most = weeks.iter().enumerate().max_by_key(|(_, sum)| **sum).unwrap();
    assert_eq!(most.0, 3, "{weeks:?}");
    let flows = company.call("cash.flows", json!({"source": "receivable"}));
    assert_eq!(rows(&flows).len(), 2);
    assert!(rows(&flows)[0]["percent"].as_i64().unwrap() > 90, "{flows}");
    // A credit counts against what is due first and is no cash of its own.
    company.issue("receipt", "2026-07-10", json!({"amount": "1300", "rule": "chosen"}));
    let less = company.call("cash.forecast", json!({}));
    let open = source(&less, "receivable");
    assert_eq!(money(&open["total"]) + money(&open["beyond"]), yuan("15650.00"));
    assert_eq!(money(&less["opening"]), yuan("69100.00"));
}

#[test]
fn a_plan_brings_the_alert_with_its_causes_and_scenarios_move_it() {
    let company = company();
    let plan = json!({
        "minimum": "60000",
        "payment_weekday": 5,
        "planned": [
            {"name": "工资", "kind": "payroll", "amount": "-8000",
             "schedule": {"every": 1, "unit": "month", "starts_on": "2026-07-25"}},
            {"name": "房租", "kind": "rent", "amount": "-3000",
             "schedule": {"every": 3, "unit": "month", "starts_on": "2026-01-20"}},
        ],
    });
    assert_eq!(company.call("cash.save_plan", plan.clone())["minimum"], "60000");
    let forecast = company.call("cash.forecast", json!({}));
    let payroll: Vec<Decimal> = rows(&source(&forecast, "payroll")["by_period"]).iter().map(money).collect();
    assert_eq!(payroll.iter().filter(|sum| **sum == yuan("-8000.00")).count(), 3, "{payroll:?}");
    assert_eq!(
        money(&source(&forecast, "rent")["total"]),
        yuan("-3000.00"),
        "20 July; 20 October lies beyond"
    );
    let alert = &forecast["alert"];
    assert_eq!(alert["period"], 1, "20 and 25 July: {forecast}");
    assert_eq!(money(&alert["missing"]), yuan("60000.00") - money(&alert["closing"]));
    assert_eq!(alert["causes"][0]["name"], "工资");
    assert!(rows(&alert["causes"]).iter().all(|cause| money(&cause["expected"]) < Decimal::ZERO));

    let loan = json!({"amount": "12000", "on": "2026-07-20", "months": 12, "yearly_percent": "6"});
    let scenarios = json!([{"delay_days": 10}, {"without_largest": true}, {"loan": loan}]);
    let told = company.call("cash.forecast", json!({"scenarios": scenarios}));
    let closing = |place: usize, week: usize| money(&told["scenarios"][place]["closings"][week]);
    let base = |week: usize| money(&told["periods"][week]["closing"]);
    assert!(closing(0, 3) < base(3), "what comes in the fourth week comes later");
    assert!(closing(1, 12) < base(12) - yuan("10000"), "the only customer does not pay");
    assert_eq!(told["scenarios"][1]["without_name"], "上海墨香");
    assert_eq!(closing(2, 0) - base(0), yuan("12000.00"));
    // 1,000 and 60 of interest on 20 August; 1,000 and 55 on 20 September.
    assert_eq!(closing(2, 12) - base(12), yuan("9885.00"));
    for wrong in [
        json!({"delay_days": 400}),
        json!({"loan": {"amount": "0", "on": "2026-07-20", "months": 1, "yearly_percent": "1"}}),
        json!({"loan": {"amount": "100", "on": "2026-07-15", "months": 1, "yearly_percent": "1"}}),
    ] {
        assert_eq!(company.refused("cash.forecast", json!({"scenarios": [wrong]})), "field_invalid");
    }
    let mut twice = plan;
    twice["planned"][1]["name"] = json!("工资");
    assert_eq!(company.refused("cash.save_plan", twice), "field_invalid");
    company.verify();
}

#[test]
fn orders_opportunities_and_recurring_invoices_are_layers_of_their_own() {
    let company = company();
    let lines = json!([{"description": "宣纸", "quantity": "10", "unit_price": "200", "tax": "VAT13"}]);
    company.issue("sales_order", "2026-07-10", json!({"due_on": "2026-08-05", "lines": lines}));
    let fields = json!({"kind": "invoice", "party_id": company.party,
        "lines": [{"description": "服务费", "quantity": "1", "unit_price": "100", "tax": "VAT13"}]});
    company.call(
        "recurring.save",
        json!({"fields": {"name": "月费", "document": fields,
            "schedule": {"every": 1, "unit": "month", "starts_on": "2026-08-01"}}}),
    );
    let before = company.call("cash.forecast", json!({}));
    let whole = |forecast: &Value, name: &str| {
        let line = source(forecast, name);
        money(&line["total"]) + money(&line["beyond"])
    };
    assert_eq!(whole(&before, "orders"), yuan("2260.00"));
    assert_eq!(whole(&before, "recurring_sales"), yuan("339.00"), "1 August, September, October");
    let owner = company.call("session.get", Value::Null)["user"]["id"].clone();
    let stage = company.call("pipeline.list", Value::Null)[0]["stages"][3]["id"].clone();
    company.call(
        "opportunity.create",
        json!({"stage_id": stage, "owner_id": owner, "fields": {"party_id": company.party, "title": "礼品", "owner_id": owner,
            "amount": "40000", "expected_close_on": "2026-07-20"}}),
    );
    let after = company.call("cash.forecast", json!({}));
    assert_eq!(after["periods"][12]["closing"], before["periods"][12]["closing"], "never in the balance");
    let layer = money(&after["periods"][12]["pipeline"]);
    assert!(layer > yuan("10000") && layer <= yuan("20000"), "half of it at most: {layer}");
}

#[test]
fn a_forecast_is_kept_once_a_week_and_scored_when_its_weeks_have_passed() {
    let company = company();
    let kept = company.call("cash.keep", Value::Null);
    assert_eq!((&kept["date"], rows(&kept["weeks"]).len()), (&json!("2026-07-15"), 13));
    assert_eq!(company.call("cash.keep", Value::Null), kept, "once a week");
    assert_eq!(company.call("cash.record", Value::Null)["weeks"], json!([]));
    assert_eq!(company.call("cash.forecast", json!({}))["learned_on"], "2026-07-15");
    // In the fourth week the customer pays; a week later everything of both is known.
    let fields = json!({"kind": "receipt", "party_id": company.party, "date": "2026-08-06", "amount": "11300", "rule": "oldest"});
    call_on(&company.door, "2026-08-06", "document.issue", json!({"fields": fields})).unwrap();
    call_on(&company.door, "2026-08-13", "cash.keep", Value::Null).unwrap();
    let record = call_on(&company.door, "2026-08-13", "cash.record", Value::Null).unwrap();
    assert_eq!((&record["kept"], rows(&record["weeks"]).len()), (&json!(2), 4), "{record}");
    let fourth = &record["weeks"][0];
    assert_eq!((&fourth["from"], &fourth["came"]["amount"]), (&json!("2026-08-06"), &json!("11300.00")));
    assert_eq!(fourth["came_open"], fourth["came"]);
    // The due day told the third week, 30 July to 5 August is not it: 29 July lies in the second.
    assert_eq!(record["weeks"][2]["due_date"]["amount"], "11300.00");
    let methods: Vec<&str> =
        rows(&record["methods"]).iter().map(|row| row["method"].as_str().unwrap()).collect();
    assert_eq!(methods, ["forecast", "due_date", "customer_median", "flat_average"]);
    // Told in the second week, came in the fourth: an error of twice what came.
    assert_eq!(record["methods"][1]["wape_open"], 2.0);
    company.verify();
}

#[test]
fn a_kept_forecast_that_was_rewritten_is_found() {
    let company = company();
    company.call("cash.keep", Value::Null);
    company.call("cash.save_plan", json!({"minimum": "100"}));
    company.verify();
    for (table, change) in [("cash_forecast", "date = '2026-07-08'"), ("cash_plan", "content = '{}'")] {
        company.rewrite(table, change);
    }
    let proof = company.call("book.verify", Value::Null);
    let cash = rows(&proof["checks"]).iter().find(|check| check["name"] == "cash").unwrap();
    assert_eq!(rows(&cash["faults"]).len(), 2, "{cash}");
}

#[test]
fn a_promise_replaces_what_is_usual_as_far_as_the_customers_word_is_good() {
    let company = company();
    let on = |day| On(&company, day);
    let weeks = |day| {
        let forecast = on(day).call("cash.forecast", json!({}));
        rows(&source(&forecast, "receivable")["by_period"]).iter().map(money).collect::<Vec<_>>()
    };
    let today = "2026-07-14";
    let usual = weeks(today);
    assert!(usual[3] > yuan("5650.00"), "{usual:?}");
    // Nobody has promised anything yet: every other word counts. 26 August begins the seventh week.
    let promise = on(today).promise("2026-08-26", json!({"amount": "11300"}));
    let promised = weeks(today);
    assert_eq!(promised[3], Decimal::ZERO, "{promised:?}");
    assert!(promised[6] >= yuan("5650.00"), "{promised:?}");
    let flows = on(today).call("cash.flows", json!({"source": "receivable"}));
    let row = rows(&flows).iter().find(|row| row["promised_on"] == "2026-08-26").unwrap();
    assert_eq!(row["amount"]["amount"], "11300.00");
    on(today).call("promise.withdraw", json!({"seq": promise["seq"], "reason": "记错了"}));
    assert_eq!(weeks(today), usual);
    // A broken word counts for less the next time: of four that the company is taken to have given two were kept, now two of
    // five; of the customer's own five as many as that of four.
    on(today).promise("2026-08-20", json!({"amount": "11300"}));
    let after = "2026-08-29";
    on(after).promise("2026-09-05", json!({"amount": "11300"}));
    assert_eq!(weeks(after)[0], yuan("3616.00"));
}
