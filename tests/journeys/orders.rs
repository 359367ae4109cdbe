//! Documents before the invoice: quotes, sales orders and delivery notes post nothing, and what they say goes on without
//! being typed again.

use kezhang::access::Role;
use serde_json::{Value, json};

use crate::journal_ifrs::Company;
use crate::program::call_as;
use crate::roles::user_of;

/// What every document of these tests sells: 12 sheets of 33.33.
fn lines() -> Value {
    json!([{"description": "宣纸", "unit": "张", "quantity": "12", "unit_price": "33.33", "tax": "VAT13"}])
}

fn quote(company: &Company) -> Value {
    company.issue("quote", "2026-07-01", json!({"due_on": "2026-07-31", "lines": lines()}))
}

fn document(company: &Company, issued: &Value) -> Value {
    company.call("document.get", json!({"id": issued["id"]}))
}

fn seal_of(company: &Company, seq: &Value) -> Value {
    let rows = company.call("trail.list", json!({"limit": 1000}))["rows"].clone();
    rows.as_array().unwrap().iter().find(|row| row["seq"] == *seq).unwrap().clone()
}

#[test]
fn a_quote_is_numbered_and_chained_but_posts_nothing_and_opens_nothing() {
    let company = Company::new("cn-small");
    let before = company.call("report.run", json!({"name": "trial_balance", "as_of": "2026-07-31"}));
    let issued = quote(&company);
    assert_eq!(issued["number"], "BJ2607-0001");
    assert_eq!(issued["total"]["amount"], "451.95");
    assert_eq!(issued["entry"], Value::Null);
    assert!(company.items().is_empty());
    let shown = document(&company, &issued);
    assert_eq!((&shown["state"], &shown["due_on"]), (&json!("open"), &json!("2026-07-31")));
    assert_eq!(seal_of(&company, &issued["id"])["hash"].as_str().unwrap().len(), 64);
    let after = company.call("report.run", json!({"name": "trial_balance", "as_of": "2026-07-31"}));
    assert_eq!(before["rows"], after["rows"], "no account moved");
    let second = quote(&company);
    assert_eq!(second["number"], "BJ2607-0002");
    company.call("document.void", json!({"id": issued["id"], "reason": "写错"}));
    assert_eq!(document(&company, &issued)["state"], "void");
    assert_eq!(company.refused("document.void", json!({"id": issued["id"]})), "already_void");
    company.verify();
}

#[test]
fn what_posts_nothing_is_in_no_figure_of_the_books() {
    let company = Company::new("cn-small");
    company.issue("invoice", "2026-07-01", json!({"lines": lines()}));
    let figures = |company: &Company| -> Vec<Value> {
        let of = |report: &str| {
            let input = json!({"name": report, "from": "2026-07-01", "as_of": "2026-07-31"});
            company.call("report.run", input)["rows"].clone()
        };
        let mut seen: Vec<Value> =
            ["trial_balance", "ar_aging", "sales", "vat_summary", "journal"].map(of).into();
        seen.push(company.call("overview.get", json!({}))["sales"].clone());
        seen.push(company.call("party.totals", json!({"business": "customer"})));
        seen.push(company.call("month.check", json!({"month": "2026-06"})));
        seen
    };
    let before = figures(&company);
    for kind in ["quote", "sales_order", "delivery"] {
        company.issue(kind, "2026-07-02", json!({"lines": lines()}));
    }
    company.call(
        "draft.save",
        json!({"fields": {"kind": "quote", "party_id": company.party, "lines": lines()}}),
    );
    assert_eq!(before, figures(&company));
    company.verify();
}

#[test]
fn a_quote_expires_after_its_last_day_and_the_list_says_so() {
    let company = Company::new("cn-small");
    let old = company.issue("quote", "2026-06-01", json!({"due_on": "2026-06-30", "lines": lines()}));
    let valid = quote(&company);
    let endless = company.issue("quote", "2026-06-01", json!({"lines": lines()}));
    let listed = |state: &str| -> Vec<Value> {
        let page = company.call("document.list", json!({"kinds": ["quote"], "state": state}));
        page["rows"].as_array().unwrap().iter().map(|row| row["id"].clone()).collect()
    };
    assert_eq!(listed("expired"), [old["id"].clone()]);
    assert_eq!(listed("open"), [valid["id"].clone(), endless["id"].clone()]);
    assert_eq!(listed("settled"), Vec::<Value>::new());
    assert_eq!(document(&company, &old)["state"], "expired");
    let totals = company.call("document.list_totals", json!({"kinds": ["quote"]}));
    assert_eq!((&totals["count"], &totals["remaining"]["amount"]), (&json!(3), &json!("0.00")));
    let backwards = json!({"fields": {"kind": "quote", "party_id": company.party, "date": "2026-07-02",
        "due_on": "2026-07-01", "lines": lines()}});
    assert_eq!(company.refused("document.issue", backwards), "due_before_date");
}

#[test]
fn whoever_sells_is_named_on_the_document_and_a_credit_keeps_the_name() {
    let company = Company::new("cn-small");
    let seller = user_of(&company.door, Role::Sales);
    let fields = |more: Value| {
        let mut fields =
            json!({"kind": "invoice", "party_id": company.party, "date": "2026-07-01", "lines": lines()});
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({"fields": fields})
    };
    let of = |id: &Value| company.call("document.get", json!({"id": id}))["salesperson"]["name"].clone();
    let own = call_as(&company.door, Some(seller), "document.issue", fields(json!({}))).unwrap();
    assert_eq!(of(&own["id"]), "the sales");
    let named = company.call("document.issue", fields(json!({"salesperson": seller, "opportunity": 7})));
    assert_eq!(of(&named["id"]), "the sales");
    assert_eq!(document(&company, &named)["opportunity"], 7);
    let ours = company.call("document.issue", fields(json!({})));
    assert_ne!(of(&ours["id"]), "the sales");
    let credit = company.issue("credit_note", "2026-07-02", json!({"credits": own["id"], "lines": lines()}));
    assert_eq!(of(&credit["id"]), "the sales");
    let nobody = fields(json!({"salesperson": 99}));
    assert_eq!(company.refused("document.issue", nobody), "not_found");
    let bought = json!({"fields": {"kind": "bill", "party_id": 2, "lines": lines()}});
    assert_eq!(of(&company.call("document.issue", bought)["id"]), Value::Null);
    let people = company.call("user.salespeople", json!({}));
    assert_eq!(people.as_array().unwrap().len(), 2);
    company.verify();
}

#[test]
fn a_quote_prints_in_both_languages() {
    let company = Company::new("cn-small");
    let issued = quote(&company);
    for language in ["zh-CN", "en"] {
        let printed = company.call("document.pdf", json!({"id": issued["id"], "language": language}));
        assert_eq!(printed["pages"], 1, "{printed}");
        assert_eq!(printed["uncovered"], json!([]), "{printed}");
    }
}
