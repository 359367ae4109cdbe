//! From quote to invoice without typing anything again, and forty monthly invoices out of three hundred deliveries.

use serde_json::{Value, json};

use crate::person::{ENTER, Person};
use crate::shell::{at_the_sample, calls};

/// `Ctrl Enter`
const ISSUE: &str = "\u{E009}\u{E007}";

/// Issues what the editor holds: the key, then the last look.
pub async fn issues(person: &mut Person, number: &str) {
    person.is_still().await;
    person.types(ISSUE).await;
    person.sees(number).await;
    person.is_still().await;
    person.types(ENTER).await;
    person.sees(&format!("已签发 {number}")).await;
    person.is_still().await;
}

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn a_quote_goes_all_the_way_to_its_invoices_by_the_keyboard() {
    let mut person = at_the_sample("orders").await;
    let customer = json!({"fields": {"name": "晚晴书店", "is_customer": true}});
    let customer = calls(&mut person, "party.save", customer).await.unwrap()["id"].clone();

    person.goes_to("/quotes").await;
    person.sees("报价单").await;
    person.keeps_a_picture("quotes").await;
    person.types("n").await;
    person.writes("输入名称、编号或拼音", "晚晴").await;
    person.clicks_on(".ant-select-item-option").await;
    person.writes("第 1 行 数量", "10").await;
    person.writes("第 1 行 单价", "33.337").await;
    person.writes("第 1 行 货物或服务名称", "手工信笺 ").await;
    person.sees("333.37").await;
    person.keeps_a_picture("quote-editor").await;
    issues(&mut person, "BJ").await;
    person.sees("转为订单").await;
    person.keeps_a_picture("quote").await;
    person.types("a").await;
    person.writes("客户方谁说的", "王店长").await;
    person.keeps_a_picture("accepting").await;
    person.types(ENTER).await;
    person.sees("已被客户接受").await;
    person.is_still().await;

    person.types("o").await;
    person.sees("无需送货").await;
    person.keeps_a_picture("order-editor").await;
    issues(&mut person, "DD").await;
    person.sees("未送").await;
    person.types("d").await;
    person.is_still().await;
    person.writes("第 1 行 数量", "4").await;
    issues(&mut person, "SHD").await;
    person.keeps_a_picture("delivery").await;
    person.types("p").await;
    person.keeps_a_picture("delivery-paper").await;
    person.types("p").await;
    person.types("i").await;
    person.is_still().await;
    issues(&mut person, "XS").await;
    person.sees("单据链").await;
    person.keeps_a_picture("invoice").await;

    let orders = json!({"kinds": ["sales_order"], "party_id": customer});
    let order = calls(&mut person, "document.list", orders).await.unwrap()["rows"][0]["id"].clone();
    person.goes_to(&format!("/orders/{order}")).await;
    person.sees("单据链").await;
    person.keeps_a_picture("order").await;
    person.types("d").await;
    person.is_still().await;
    person.writes("第 1 行 数量", "8").await;
    person.sees("同意超过订单送货").await;
    let said = person.asks("return document.body.innerText.split('确认允许超过订单送货').length - 1").await;
    assert_eq!(said, json!(1), "it is said once, at its line");
    person.keeps_a_picture("over-delivery").await;
    person.writes("第 1 行 数量", "6").await;
    issues(&mut person, "SHD").await;
    person.types("i").await;
    person.is_still().await;
    issues(&mut person, "XS").await;
    person.goes_to(&format!("/orders/{order}")).await;
    person.sees("已完成").await;
    person.keeps_a_picture("completed").await;
    let invoices = json!({"kinds": ["invoice"], "party_id": customer});
    let total = calls(&mut person, "document.list_totals", invoices).await.unwrap()["total"].clone();
    let order = calls(&mut person, "document.get", json!({"id": order})).await.unwrap();
    assert_eq!(total, order["total"], "two parts are the order to the cent");

    person.presses("语言").await;
    person.goes_to("/quotes").await;
    person.sees("Quotes").await;
    person.keeps_a_picture("quotes-en").await;
    person.goes_to(&format!("/orders/{}", order["id"])).await;
    person.sees("Chain of documents").await;
    person.keeps_a_picture("order-en").await;
    person.goes_to("/orders").await;
    person.sees("Sales orders").await;
    person.keeps_a_picture("orders-en").await;
    person.goes_to("/deliveries").await;
    person.sees("Delivery notes").await;
    person.keeps_a_picture("deliveries-en").await;
    person.leaves().await;
}

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn three_hundred_deliveries_become_forty_invoices_in_one_run() {
    let mut person = at_the_sample("billing").await;
    let mut policy = calls(&mut person, "order.policy", json!({})).await.unwrap();
    policy["billing"] = json!("monthly");
    calls(&mut person, "order.save_policy", policy).await.unwrap();
    let before = calls(&mut person, "billing.plan", json!({})).await.unwrap();
    calls(&mut person, "billing.run", json!({})).await.unwrap();
    let today = calls(&mut person, "session.get", json!({})).await.unwrap()["today"].clone();
    person.goes_to("/billing").await;
    person.sees("没有要开账单的送货").await;
    person.keeps_a_picture("empty").await;
    for at in 0..40 {
        let customer = json!({"fields": {"name": format!("月结客户{at:02}"), "is_customer": true}});
        let customer = calls(&mut person, "party.save", customer).await.unwrap()["id"].clone();
        for of in 0..(if at < 20 { 8 } else { 7 }) {
            let fields = json!({"kind": "delivery", "party_id": customer, "date": today, "lines": [{"description": "生宣",
                "quantity": (of + 1).to_string(), "unit_price": "3.33", "tax": "VAT13"}]});
            calls(&mut person, "document.issue", json!({"fields": fields})).await.unwrap();
        }
    }
    person.goes_to("/overview").await;
    person.sees("300 张送货单、订单未开账单").await;
    person.keeps_a_picture("overview").await;
    person.goes_to("/billing").await;
    person.sees("已选 40 张账单").await;
    person.keeps_a_picture("plan").await;
    person.types(" ").await;
    person.sees("已选 39 张账单").await;
    person.types(" ").await;
    person.sees("已选 40 张账单").await;
    person.types(ISSUE).await;
    person.waits_for("已开 40 张账单").await;
    person.keeps_a_picture("made").await;
    let left: Value = calls(&mut person, "billing.plan", json!({})).await.unwrap();
    assert_eq!(left, json!([]), "{before}");
    person.presses("语言").await;
    person.sees("Made 40 invoices").await;
    person.keeps_a_picture("made-en").await;
    person.goes_to("/quotes").await;
    person.is_still().await;
    person.goes_to("/billing").await;
    person.sees("Nothing waits to be invoiced").await;
    person.keeps_a_picture("empty-en").await;
    person.goes_to("/settings/policy").await;
    person.sees("Quotes, orders and billing").await;
    person.keeps_a_picture("policy-en").await;
    person.leaves().await;
}
