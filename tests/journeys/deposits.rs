//! Deposits: held of customers and paid to suppliers, apart from advances; given back, applied, forfeited, lost.

use serde_json::{Value, json};

use crate::journal_ifrs::Company;
use crate::worked::cell;

fn supplier(company: &Company) -> Value {
    company.call("party.find", json!({"text": "宣纸厂"}))[0]["id"].clone()
}

fn text(of: &Value) -> &str {
    of.as_str().unwrap()
}

/// The lines of an entry: account, side, amount in the book's currency.
fn sides(issued: &Value) -> Vec<String> {
    let lines = issued["entry"]["lines"].as_array().unwrap_or_else(|| panic!("no entry: {issued}"));
    let line = |line: &Value| {
        format!("{} {} {}", text(&line["account"]), text(&line["side"]), text(&line["base"]["amount"]))
    };
    lines.iter().map(line).collect()
}

fn open(company: &Company, party: &Value, business: &str) -> Vec<Value> {
    let items = company.call("settlement.open_items", json!({"party_id": party, "business": business}));
    items.as_array().unwrap().clone()
}

fn report(company: &Company, as_of: &str) -> Value {
    company.call("report.run", json!({"name": "deposits", "as_of": as_of}))
}

#[test]
fn a_customers_deposit_is_held_returned_applied_and_forfeited() {
    for (chart, deposits, receivable, bank, income) in [
        ("cn-small", "224101", "1122", "100201", "5301"),
        ("cn-general", "224101", "1122", "100201", "6301"),
        ("ifrs", "2110", "1100", "1010", "4900"),
    ] {
        let company = Company::new(chart);
        let taken = company.issue("receipt", "2026-03-02", json!({"amount": "10000", "deposit": true}));
        assert_eq!(
            sides(&taken),
            [format!("{bank} debit 10000.00"), format!("{deposits} credit 10000.00")],
            "neither revenue nor tax"
        );
        let [item] = &open(&company, &company.party, "customer")[..] else { panic!("one item") };
        assert_eq!(
            (&item["control"], &item["document_number"]),
            (&json!("customer_deposit"), &taken["number"])
        );
        let document = company.call("document.get", json!({"id": taken["id"]}));
        assert_eq!(document["detail"]["deposit"], true);
        // A later invoice is paid by money, not by the deposit; what is over is an advance.
        company.issue(
            "invoice",
            "2026-03-05",
            json!({"lines": [
            {"description": "印刷机", "quantity": "1", "unit_price": "3000", "tax": "EXEMPT"}]}),
        );
        company.issue("receipt", "2026-03-06", json!({"amount": "1000"}));
        let returned = json!({"amount": "2000", "deposit": true});
        let returned = company.issue("refund", "2026-03-20", returned);
        assert_eq!(sides(&returned), [format!("{bank} credit 2000.00"), format!("{deposits} debit 2000.00")]);
        let debt = open(&company, &company.party, "customer");
        let debt = debt.iter().find(|item| item["control"] == "receivable").unwrap()["id"].clone();
        let shares = json!([{"item_id": debt, "amount": "2000"}]);
        let applied = company.call(
            "settlement.apply",
            json!({"credit_item_id": item["id"], "date": "2026-03-25", "shares": shares}),
        );
        let entry = company.call("entry.get", json!({"seq": applied["seq"]}));
        assert_eq!(
            sides(&json!({"entry": entry})),
            [format!("{receivable} credit 2000.00"), format!("{deposits} debit 2000.00")]
        );
        assert_eq!(cell(&report(&company, "2026-03-25"), "total", "open_base"), "0.00", "the difference");
        let kept = json!({"shares": [{"item_id": item["id"], "amount": "6000"}], "notes": "违约"});
        let kept = company.issue("deposit_forfeited", "2026-04-02", kept);
        assert_eq!(sides(&kept), [format!("{deposits} debit 6000.00"), format!("{income} credit 6000.00")]);
        assert!(open(&company, &company.party, "customer").is_empty());
        assert_eq!(report(&company, "2026-04-02")["rows"], json!([]));
        assert_eq!(cell(&report(&company, "2026-03-31"), "line", "open_base"), "6000.00");
        company.call("document.void", json!({"id": kept["id"], "reason": "again"}));
        assert_eq!(open(&company, &company.party, "customer")[0]["remaining"]["amount"], "6000.00");
        company.verify();
    }
}

#[test]
fn a_deposit_paid_comes_back_is_applied_or_lost() {
    for (chart, deposits, bank, loss) in
        [("cn-small", "122101", "100201", "5711"), ("ifrs", "1410", "1010", "6700")]
    {
        let company = Company::new(chart);
        let party = supplier(&company);
        let issue = |kind: &str, date: &str, more: Value| {
            let mut fields = json!({"kind": kind, "party_id": party, "date": date});
            fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            company.call("document.issue", json!({"fields": fields}))
        };
        let paid = issue("payment", "2026-03-02", json!({"amount": "5000", "deposit": true}));
        assert_eq!(sides(&paid), [format!("{bank} credit 5000.00"), format!("{deposits} debit 5000.00")]);
        let back = issue("supplier_refund", "2026-03-20", json!({"amount": "3000", "deposit": true}));
        assert_eq!(sides(&back), [format!("{bank} debit 3000.00"), format!("{deposits} credit 3000.00")]);
        let item = open(&company, &party, "supplier")[0].clone();
        assert_eq!(item["remaining"]["amount"], "2000.00");
        let lost = issue(
            "deposit_lost",
            "2026-04-01",
            json!({"shares": [{"item_id": item["id"], "amount": "2000"}]}),
        );
        assert_eq!(sides(&lost), [format!("{deposits} credit 2000.00"), format!("{loss} debit 2000.00")]);
        company.verify();
    }
}

#[test]
fn a_deposit_settles_nothing_when_it_is_taken_and_no_more_goes_back_than_is_held() {
    let company = Company::new("cn-small");
    company.owes("2026-03-01", "500.00");
    company.issue("receipt", "2026-03-02", json!({"amount": "500", "deposit": true}));
    let items = open(&company, &company.party, "customer");
    assert_eq!(items.len(), 2, "the debt of the same amount stays");
    let debt = items.iter().find(|item| item["control"] == "receivable").unwrap();
    let refused = |kind: &str, more: Value| {
        let mut fields = json!({"kind": kind, "party_id": company.party, "date": "2026-03-03"});
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        company.refused("document.issue", json!({"fields": fields}))
    };
    let shares = json!([{"item_id": debt["id"], "amount": "1"}]);
    assert_eq!(
        refused("receipt", json!({"amount": "1", "deposit": true, "shares": shares})),
        "field_invalid"
    );
    assert_eq!(refused("refund", json!({"amount": "500.01", "deposit": true})), "over_allocation");
    assert_eq!(
        refused("refund", json!({"amount": "1"})),
        "over_allocation",
        "a refund gives no deposit back unasked"
    );
    // Aging and balances are those of trade.
    let aging = company.call("report.run", json!({"name": "ar_aging", "as_of": "2026-03-31"}));
    assert_eq!(cell(&aging, "line", "total"), "500.00");
    assert_eq!(cell(&aging, "line", "advances"), "");
    company.verify();
}
