//! The billing run: what was delivered and stands on no invoice becomes invoices by itself.

use serde_json::{Value, json};

use crate::journal_ifrs::Company;

fn monthly(company: &Company) {
    let mut policy = company.call("order.policy", json!({}));
    policy["billing"] = json!("monthly");
    company.call("order.save_policy", policy);
}

fn delivery(company: &Company, party: &Value, date: &str, quantity: &str) -> Value {
    let fields = json!({"kind": "delivery", "party_id": party, "date": date, "lines": [
        {"description": "宣纸", "unit": "张", "quantity": quantity, "unit_price": "3.33", "tax": "VAT13"}]});
    company.call("document.issue", json!({"fields": fields}))
}

fn customer(company: &Company, name: &str, more: Value) -> Value {
    let mut fields = json!({"name": name, "is_customer": true});
    fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    company.call("party.save", json!({"fields": fields}))["id"].clone()
}

fn rows(answer: &Value) -> &Vec<Value> {
    answer.as_array().unwrap()
}

#[test]
fn three_hundred_deliveries_of_forty_customers_become_forty_monthly_invoices() {
    let company = Company::new("cn-small");
    monthly(&company);
    let customers: Vec<Value> =
        (0..40).map(|at| customer(&company, &format!("客户{at:02}"), json!({}))).collect();
    for at in 0..300 {
        let date = format!("2026-06-{:02}", at % 30 + 1);
        delivery(&company, &customers[at % 40], &date, &format!("{}", at % 7 + 1));
    }
    let plan = company.call("billing.plan", json!({"up_to": "2026-06-30"}));
    assert_eq!(rows(&plan).len(), 40);
    let first = &plan[0];
    assert_eq!((&first["month"], &first["date"]), (&json!("2026-06"), &json!("2026-06-30")));
    assert_eq!(first["sources"].as_array().unwrap().len(), 8);
    assert_eq!(first["problem"], Value::Null);
    let delivered = company.call("order.totals", json!({}))["delivered"].clone();
    let run = company.call("billing.run", json!({"plan": {"up_to": "2026-06-30"}}));
    assert_eq!(run["refused"], json!([]));
    assert_eq!(rows(&run["made"]).len(), 40);
    for made in rows(&run["made"]) {
        assert_eq!(made["planned"]["total"], made["issued"]["total"], "what was shown is what was made");
    }
    let invoices = json!({"kinds": ["invoice"], "from": "2026-06-01", "to": "2026-06-30"});
    let totals = company.call("document.list_totals", invoices);
    assert_eq!((&totals["count"], &totals["total"]), (&json!(40), &delivered), "not a cent is lost");
    let deliveries =
        company.call("document.list", json!({"kinds": ["delivery"], "state": "completed", "limit": 500}));
    assert_eq!(deliveries["rows"].as_array().unwrap().len(), 300);
    assert_eq!(company.call("billing.plan", json!({})), json!([]), "nothing is billed twice");
    assert_eq!(company.call("billing.run", json!({}))["made"], json!([]));
    company.verify();
}

#[test]
fn a_customer_is_billed_by_order_or_by_month_as_it_was_agreed() {
    let company = Company::new("cn-small");
    let by_month = customer(&company, "月结客户", json!({"billing": "monthly"}));
    for date in ["2026-05-30", "2026-06-02", "2026-06-20"] {
        delivery(&company, &by_month, date, "2");
        delivery(&company, &company.party, date, "2");
    }
    let plan = company.call("billing.plan", json!({}));
    let told: Vec<(Value, usize)> = rows(&plan)
        .iter()
        .map(|planned| (planned["month"].clone(), planned["sources"].as_array().unwrap().len()))
        .collect();
    let each = (Value::Null, 1);
    assert_eq!(
        told,
        [each.clone(), each.clone(), each, (json!("2026-05"), 1), (json!("2026-06"), 2)],
        "the other customer is billed by delivery"
    );
    let monthly = company.call("billing.plan", json!({"billing": "monthly", "up_to": "2026-06-10"}));
    assert_eq!(rows(&monthly).len(), 2);
    assert_eq!(monthly[1]["sources"].as_array().unwrap().len(), 1, "what is delivered later waits");
    let chosen = monthly[0]["sources"][0]["id"].clone();
    let run = company.call("billing.run", json!({"plan": {"billing": "monthly"}, "chosen": [chosen]}));
    assert_eq!(rows(&run["made"]).len(), 1, "only what was chosen");
    company.verify();
}

#[test]
fn deliveries_of_one_order_stand_on_its_invoice_and_orders_without_delivery_wait_as_ordered() {
    let company = Company::new("cn-small");
    let line = json!([{"description": "宣纸", "quantity": "10", "unit_price": "3.33", "tax": "VAT13"}]);
    let order = company.issue("sales_order", "2026-07-01", json!({"lines": line}));
    for quantity in ["3", "4"] {
        let mut fields = company.call("order.next", json!({"from": [order["id"]], "kind": "delivery"}));
        fields["lines"][0]["quantity"] = json!(quantity);
        company.call("document.issue", json!({"fields": fields}));
    }
    company.issue("sales_order", "2026-07-02", json!({"lines": line, "without_delivery": true}));
    let plan = company.call("billing.plan", json!({}));
    let sources: Vec<usize> =
        rows(&plan).iter().map(|planned| planned["sources"].as_array().unwrap().len()).collect();
    assert_eq!(sources, [2, 1]);
    let run = company.call("billing.run", json!({}));
    assert_eq!(rows(&run["made"]).len(), 2);
    assert_eq!(company.call("order.totals", json!({}))["to_bill"], 0);
    company.verify();
}

#[test]
fn one_refusal_stops_nobody_else_and_waits() {
    let company = Company::new("cn-small");
    monthly(&company);
    let good = customer(&company, "甲客户", json!({}));
    delivery(&company, &good, "2026-06-02", "2");
    delivery(&company, &company.party, "2026-06-03", "-2");
    let plan = company.call("billing.plan", json!({}));
    let problems: Vec<&Value> = rows(&plan).iter().map(|planned| &planned["problem"]["code"]).collect();
    assert_eq!(problems, [&json!("bill_negative"), &Value::Null]);
    let list = json!({"of": "billing_plan", "filter": {}});
    let columns = json!(["party", "way", "month", "sources", "lines", "total", "problem"]);
    let input = json!({"list": list, "columns": columns, "format": "csv", "language": "en"});
    let handle = company.call("list.export", input);
    let bytes = company.door.bytes(handle["handle"].as_str().unwrap(), None).unwrap().bytes;
    assert_eq!(
        String::from_utf8(bytes).unwrap(),
        "\u{feff}Customer,Billed,Month,Delivery notes and orders,Lines,Total,State\r\n\
         上海墨香,Monthly,2026-06,SHD2606-0002,1,-7.53,Refused as it stands\r\n\
         甲客户,Monthly,2026-06,SHD2606-0001,1,7.53,Ready\r\n"
    );
    let run = company.call("billing.run", json!({}));
    assert_eq!((rows(&run["made"]).len(), rows(&run["refused"]).len()), (1, 1));
    assert_eq!(rows(&company.call("billing.plan", json!({}))).len(), 1, "it waits");
    delivery(&company, &company.party, "2026-06-05", "5");
    let run = company.call("billing.run", json!({}));
    assert_eq!(run["made"][0]["issued"]["total"]["amount"], "11.28", "what came back is taken off");
    company.verify();
}

#[test]
fn a_month_that_is_closed_takes_no_invoice_and_the_first_open_day_does() {
    let company = Company::new("cn-small");
    monthly(&company);
    delivery(&company, &company.party, "2026-05-20", "2");
    company.call("month.run", json!({"month": "2026-05", "folder": company.folder(), "close": true}));
    let plan = company.call("billing.plan", json!({}));
    assert_eq!((&plan[0]["month"], &plan[0]["date"]), (&json!("2026-05"), &json!("2026-06-01")));
    assert_eq!(rows(&company.call("billing.run", json!({}))["made"]).len(), 1);
}

#[test]
fn recorded_purchases_are_imported_once_and_billed_and_a_run_is_taken_back() {
    let company = Company::new("cn-small");
    let file = company.folder().join("orders.csv");
    let text = "订单号,日期,客户,品名,数量,单价,税率\n\
        A-1,2026-06-01,上海墨香,宣纸,2,10,13%\nA-1,2026-06-01,上海墨香,墨条,1,5,13%\nA-2,2026-06-02,上海墨香,宣纸,3,10,13%\n";
    std::fs::write(&file, text).unwrap();
    let mapping = json!({"kind": "orders", "source": "shop", "columns": {"number": {"column": "订单号"}, "date": {"column": "日期"},
        "party_name": {"column": "客户"}, "description": {"column": "品名"}, "quantity": {"column": "数量"}, "unit_price": {"column": "单价"}, "tax_percent": {"column": "税率"}}});
    let input = |dry: bool| json!({"path": file, "kind": "orders", "mapping": mapping, "dry_run": dry});
    assert_eq!(company.call("import.run", input(true))["imported"], 2);
    assert_eq!(company.call("billing.plan", json!({})), json!([]), "trying writes nothing");
    let first = company.call("import.run", input(false));
    assert_eq!(company.call("import.run", input(false))["imported"], 0, "the same file comes in once");
    let plan = company.call("billing.plan", json!({}));
    assert_eq!(rows(&plan).len(), 2, "each purchase is billed as it was recorded");
    assert_eq!(plan[0]["total"]["amount"], "28.25");
    company.call("import.undo", json!({"run_id": first["run_id"]}));
    assert_eq!(company.call("billing.plan", json!({})), json!([]));
    company.call("import.run", input(false));
    company.call("billing.run", json!({}));
    company.verify();
}

#[test]
fn imported_deliveries_go_on_from_the_orders_they_name() {
    let company = Company::new("cn-small");
    let item = company.call("item.save", json!({"fields": {"code": "P1", "name_zh": "宣纸"}}))["id"].clone();
    let lines = json!([
        {"item_id": item, "quantity": "10", "unit_price": "10", "tax": "VAT13", "cost": "33.33"},
        {"description": "运费", "quantity": "1", "unit_price": "30", "tax": "VAT9"}]);
    let order = company.issue("sales_order", "2026-06-01", json!({"lines": lines, "reference": "PO-7"}));
    let other = customer(&company, "甲客户", json!({}));
    let of_other = json!({"kind": "sales_order", "party_id": other, "date": "2026-06-01", "lines": [
        {"description": "宣纸", "quantity": "1", "unit_price": "1", "tax": "VAT13"}]});
    let of_other = company.call("document.issue", json!({"fields": of_other}))["number"].clone();
    let number = order["number"].as_str().unwrap();
    let file = company.folder().join("送货单.csv");
    let import = |rows: &[[&str; 4]], dry: bool| {
        let mut text = "送货单号,日期,客户,订单号,商品编码,品名,数量\n".to_owned();
        for [delivery, order, what, quantity] in rows {
            let (code, name) = if *what == "P1" { ("P1", "") } else { ("", *what) };
            text += &format!("{delivery},2026-06-05,上海墨香,{order},{code},{name},{quantity}\n");
        }
        std::fs::write(&file, text).unwrap();
        let seen = company.call("import.inspect", json!({"path": file, "kind": "deliveries"}));
        let mapping = seen["guess"]["mapping"].clone();
        assert_eq!(mapping["columns"]["order_number"], json!({"column": "订单号"}), "{seen}");
        let input = json!({"path": file, "kind": "deliveries", "mapping": mapping, "dry_run": dry});
        company.call("import.run", input)
    };
    let open = || {
        let rows = company.call("order.open", json!({"view": "to_deliver"}))["rows"].clone();
        let of_order = |row: &&Value| row["number"] == order["number"];
        let left = |row: &Value| row["open"].as_str().unwrap().to_owned();
        rows.as_array().unwrap().iter().filter(of_order).map(left).collect::<Vec<_>>()
    };
    assert_eq!(open(), ["10", "1"]);
    let run =
        import(&[["D1", number, "P1", "4"], ["D1", "PO-7", "运费", "1"], ["D2", number, "P1", "3"]], false);
    assert_eq!((&run["imported"], &run["problems"]), (&json!(2), &json!([])), "{run}");
    assert_eq!(open(), ["3"], "what was delivered is open no more");
    let list =
        company.call("document.list", json!({"kinds": ["delivery"], "ascending": true}))["rows"].clone();
    let first = company.call("document.get", json!({"id": list[0]["id"]}));
    assert_eq!(first["lines"][0]["source"], json!({"document_id": order["id"], "line": 1}));
    let as_ordered = |line: usize| {
        let line = &first["lines"][line];
        (line["unit_price"].clone(), line["tax"]["code"].clone(), line["cost"]["amount"].clone())
    };
    assert_eq!(as_ordered(0), (json!("10"), json!("VAT13"), json!("13.33")));
    assert_eq!(as_ordered(1), (json!("30"), json!("VAT9"), Value::Null));
    for (row, code, field) in [
        (["D3", "SO-99", "P1", "1"], "not_found", "order_number"),
        (["D4", of_other.as_str().unwrap(), "宣纸", "1"], "source_unfit", "order_number"),
        (["D5", number, "墨条", "1"], "not_found", "description"),
        (["D6", number, "P1", "4"], "over_delivery", "quantity"),
        (["D7", number, "运费", "1"], "over_delivery", "quantity"),
        (["D8", "", "墨条", "1"], "field_missing", "unit_price"),
    ] {
        let run = import(&[row], true);
        let problem = &run["problems"][0];
        assert_eq!((&run["imported"], run["problems"].as_array().unwrap().len()), (&json!(0), 1), "{run}");
        assert_eq!(
            (&problem["row"], &problem["error"]["code"], &problem["field"]),
            (&json!(2), &json!(code), &json!(field)),
            "{run}"
        );
    }
    let run = import(&[["D9", number, "P1", "3"]], false);
    assert_eq!(open(), Vec::<String>::new());
    let plan = company.call("billing.plan", json!({}));
    assert_eq!(plan[0]["total"]["amount"], "145.70", "100 and its tax, 30 and its tax");
    company.call("import.undo", json!({"run_id": run["run_id"]}));
    assert_eq!(open(), ["3"], "what is taken back is open again");
    company.verify();
}
