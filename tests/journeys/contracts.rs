//! Contracts: a number, a value with its plan, a period with its reminder, documents under it, a history of states.

use kezhang::access::Role;
use serde_json::{Value, json};

use crate::journal_ifrs::Company;
use crate::program::call_as;
use crate::roles::user_of;

fn fields(company: &Company) -> Value {
    json!({"party_id": company.party, "title": "年度宣纸供货", "value": "12000", "signed_on": "2026-01-05",
        "starts_on": "2026-01-10", "ends_on": "2026-08-05", "reminder_days": 30,
        "plan": [{"name": "首付款", "amount": "3600", "due_on": "2026-01-20"}, {"name": "尾款", "amount": "8400"}]})
}

fn save(company: &Company, fields: &Value) -> Value {
    company.call("contract.save", json!({"fields": fields}))
}

fn become_state(company: &Company, contract: &Value, state: &str) -> Value {
    company.call("contract.set_state", json!({"id": contract["id"], "state": state, "note": "双方盖章"}))
}

#[test]
fn a_contract_gets_a_number_and_keeps_one_that_it_came_with() {
    let company = Company::new("cn-small");
    let first = save(&company, &fields(&company));
    assert_eq!((&first["fields"]["number"], &first["state"]), (&json!("HT2601-0001"), &json!("draft")));
    assert_eq!(save(&company, &fields(&company))["fields"]["number"], "HT2601-0002");
    let mut own = fields(&company);
    own["number"] = json!("墨香-供-7");
    assert_eq!(save(&company, &own)["fields"]["number"], "墨香-供-7");
    assert_eq!(company.refused("contract.save", json!({"fields": own})), "duplicate");
    company.verify();
}

#[test]
fn what_a_contract_cannot_say_is_refused() {
    let company = Company::new("cn-small");
    for (place, value, code) in [
        ("/title", json!(" "), "field_missing"),
        ("/party_id", Value::Null, "field_missing"),
        ("/ends_on", json!("2025-01-01"), "due_before_date"),
        ("/plan/1/amount", json!("8000"), "contract_plan_differs"),
        ("/plan/0/amount", json!("-1"), "field_invalid"),
        ("/value", json!("-5"), "field_invalid"),
    ] {
        let mut fields = fields(&company);
        *fields.pointer_mut(place).unwrap() = value;
        assert_eq!(company.refused("contract.save", json!({"fields": fields})), code, "{place}");
    }
    let contract = save(&company, &fields(&company));
    let stale = json!({"id": contract["id"], "version": 1, "fields": fields(&company)});
    assert_eq!(company.refused("contract.save", stale), "stale");
}

#[test]
fn a_contract_whose_end_is_near_is_told_and_its_states_stay_in_its_history() {
    let company = Company::new("cn-small");
    let contract = save(&company, &fields(&company));
    assert_eq!(company.call("contract.expiring", json!({})), json!([]), "a draft ends nowhere");
    become_state(&company, &contract, "active");
    let expiring = company.call("contract.expiring", json!({}));
    assert_eq!(
        (&expiring[0]["number"], &expiring[0]["remind_on"]),
        (&json!("HT2601-0001"), &json!("2026-07-06"))
    );
    become_state(&company, &contract, "ended");
    assert_eq!(company.call("contract.expiring", json!({})), json!([]));
    become_state(&company, &contract, "active");
    let over = become_state(&company, &contract, "terminated");
    let states: Vec<&str> =
        over["history"].as_array().unwrap().iter().map(|event| event["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["draft", "active", "ended", "active", "terminated"]);
    let again = json!({"id": contract["id"], "state": "active"});
    assert_eq!(company.refused("contract.set_state", again), "contract_ended");
    let changed = json!({"id": contract["id"], "version": over["version"], "fields": fields(&company)});
    assert_eq!(company.refused("contract.save", changed), "contract_ended");
    company.verify();
}

#[test]
fn documents_under_a_contract_tell_how_far_it_is_carried_out() {
    let company = Company::new("cn-small");
    let contract = save(&company, &fields(&company));
    let line =
        |price: &str| json!([{"description": "宣纸", "quantity": "1", "unit_price": price, "tax": "EXEMPT"}]);
    let invoice = company.issue("invoice", "2026-03-02", json!({"lines": line("3600")}));
    let link = |document: &Value| json!({"id": contract["id"], "document_id": document["id"]});
    let linked = company.call("contract.link", link(&invoice));
    company.call("contract.link", link(&invoice));
    assert_eq!(
        (&linked["invoiced"]["amount"], &linked["left"]["amount"]),
        (&json!("3600.00"), &json!("8400.00"))
    );
    let of = company.call("contract.list", json!({"document_id": invoice["id"]}));
    assert_eq!(of[0]["id"], contract["id"]);
    let unlinked = company.call("contract.unlink", link(&invoice));
    assert_eq!(unlinked["documents"], json!([]));
    assert_eq!(company.refused("contract.unlink", link(&invoice)), "not_found");
    let csv =
        company.call("list.export", json!({"list": {"of": "contracts", "filter": {}}, "format": "csv"}));
    assert!(csv["file_name"].as_str().unwrap().ends_with(".csv"));
    company.verify();
}

#[test]
fn a_contract_in_which_we_buy_belongs_to_the_books() {
    let company = Company::new("cn-small");
    let mut buying = fields(&company);
    buying["role"] = json!("buyer");
    let contract = save(&company, &buying);
    let sales = user_of(&company.door, Role::Sales);
    let asked = |command: &str, input: Value| call_as(&company.door, Some(sales), command, input);
    assert_eq!(asked("contract.list", json!({})).unwrap(), json!([]));
    assert_eq!(asked("contract.get", json!({"id": contract["id"]})).unwrap_err().code(), "forbidden");
    assert_eq!(asked("contract.save", json!({"fields": buying})).unwrap_err().code(), "forbidden");
    assert!(asked("contract.save", json!({"fields": fields(&company)})).is_ok());
}
