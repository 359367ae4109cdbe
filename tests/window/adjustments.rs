//! What settles open items without money: a bad debt with its proof and what came back of it, an offset against what
//! we owe, a supplier's credit.

use serde_json::{Value, json};

use crate::person::{CONFIRM, ENTER, Person};
use crate::shell::{at_the_sample, calls};

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn debts_are_given_up_recovered_and_set_off() {
    let mut person = at_the_sample("adjustments").await;
    let late = json!({"business": "customer", "view": "overdue", "sort": "overdue", "descending": true});
    let customer = calls(&mut person, "party.list", late).await.unwrap()["rows"][0]["id"].clone();

    person.goes_to(&format!("/customers/{customer}")).await;
    person.presses("其他核销").await;
    person.presses("坏账核销").await;
    person.writes("原因", "破产").await;
    person.types(ENTER).await;
    let first = open_items(&mut person, &customer, "customer").await[0].clone();
    settles(&mut person, &first).await;
    person.sees("证明材料").await;
    let scan = person.at_home("裁定书.pdf");
    std::fs::write(&scan, "%PDF-1.7").unwrap();
    person.will_choose(&scan);
    person.presses("添加扫描件").await;
    person.sees("裁定书.pdf").await;
    person.sees("1122").await;
    person.keeps_a_picture("bad-debt").await;
    records(&mut person, "已登记 HZ").await;
    person.sees("破产").await;
    person.sees("裁定书.pdf").await;
    person.keeps_a_picture("bad-debt-recorded").await;
    person.presses("登记收回").await;
    person.writes("金额", "100").await;
    person.types(ENTER).await;
    person.sees("借").await;
    person.keeps_a_picture("recovery").await;
    person.presses("登记").await;
    person.sees("已登记 SH").await;

    let bill = owes_back(&mut person, &customer).await;
    person.goes_to(&format!("/customers/{customer}/set-off")).await;
    person.writes("协议编号", "CD-2026-01").await;
    let second = open_items(&mut person, &customer, "customer").await[0].clone();
    person.writes(&format!("本次核销 {}", second["document_number"].as_str().unwrap()), "113").await;
    person.types(ENTER).await;
    person.writes(&format!("本次核销 {}", bill["number"].as_str().unwrap()), "113").await;
    person.types(ENTER).await;
    person.sees("2202").await;
    person.keeps_a_picture("set-off").await;
    records(&mut person, "已登记 HX").await;

    let another = owes_back(&mut person, &customer).await;
    person.goes_to(&format!("/bills/{}", another["id"])).await;
    person.presses("红字采购账单").await;
    person.sees("新红字采购账单").await;
    person.keeps_a_picture("supplier-credit").await;
    let failures = person.asks("return document.querySelectorAll('[role=alert].error').length").await;
    assert_eq!(failures, 0, "a supplier's credit prints no paper of ours");
    records(&mut person, "已登记 CH").await;

    person.goes_to(&format!("/customers/{customer}?tab=documents")).await;
    person.keeps_a_picture("documents").await;
    let proof = calls(&mut person, "book.verify", json!({})).await.unwrap();
    assert_eq!(proof["holds"], true, "{proof}");
    person.leaves().await;
}

async fn open_items(person: &mut Person, party: &Value, business: &str) -> Vec<Value> {
    let asked = json!({"party_id": party, "business": business});
    calls(person, "settlement.open_items", asked).await.unwrap().as_array().unwrap().clone()
}

/// Writes the whole of an item beside it.
async fn settles(person: &mut Person, item: &Value) {
    let label = format!("本次核销 {}", item["document_number"].as_str().unwrap());
    person.writes(&label, item["remaining"]["amount"].as_str().unwrap()).await;
    person.types(ENTER).await;
}

/// Looks once more and records.
async fn records(person: &mut Person, done: &str) {
    person.types(CONFIRM).await;
    person.sees("登记后单号不再改变").await;
    person.types(ENTER).await;
    person.sees(done).await;
}

/// The customer sells us something too: a bill of 113.00.
async fn owes_back(person: &mut Person, customer: &Value) -> Value {
    let party = calls(person, "party.get", json!({"id": customer})).await.unwrap();
    let mut fields = party["fields"].clone();
    fields["is_supplier"] = json!(true);
    calls(person, "party.save", json!({"id": customer, "version": party["version"], "fields": fields}))
        .await
        .unwrap();
    let lines = json!([{"description": "木箱", "quantity": "1", "unit_price": "100", "tax": "VAT13"}]);
    let bill = json!({"fields": {"kind": "bill", "party_id": customer, "lines": lines}});
    let issued = calls(person, "document.issue", bill).await.unwrap();
    person.reloads().await;
    person.sees("快捷键").await;
    issued
}
