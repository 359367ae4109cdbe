//! The end of a period, and four eyes: what one user prepares another approves, a month takes adjustments only, profit
//! is transferred.

use serde_json::{Value, json};

use crate::person::{ENTER, Person};
use crate::shell::{asks_shell, at_the_sample, calls};

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn what_one_prepares_another_approves_and_a_month_is_brought_to_its_end() {
    let mut person = at_the_sample("periods").await;

    person.goes_to("/settings/policy").await;
    person.writes("凭证字", "收、付、转").await;
    person.types(ENTER).await;
    person.writes("入账前由另一位用户审核", "凭证和单据").await;
    person.types(ENTER).await;
    person.keeps_a_picture("policy").await;
    person.presses("保存 Ctrl S").await;
    person.sees("已保存记账规则").await;

    let [invoice, receipt] = prepared_by_another(&mut person).await;
    person.goes_to(&format!("/invoices/draft/{invoice}")).await;
    person.sees("由另一位用户审核后签发").await;
    person.keeps_a_picture("draft").await;
    person.presses("审核").await;
    person.sees("单据已审核").await;
    person.presses("签发 Ctrl Enter").await;
    person.sees("签发后单号不再改变").await;
    person.types(ENTER).await;
    person.sees("已签发").await;

    person.goes_to("/vouchers").await;
    person.presses("草稿").await;
    person.keeps_a_picture("voucher-drafts").await;
    person.types("j").await;
    person.sees("制单 陈露").await;
    person.keeps_a_picture("voucher-draft").await;
    person.presses("审核").await;
    person.sees("凭证已审核").await;
    person.presses("过账").await;
    person.sees("已过账").await;
    person.presses("单据草稿").await;
    person.keeps_a_picture("drafts").await;
    person.types("j").await;
    person.sees("制单 陈露").await;
    person.keeps_a_picture("receipt-draft").await;
    person.presses("审核").await;
    person.sees("单据已审核").await;
    person.presses("登记").await;
    person.sees("已登记").await;
    person.keeps_a_picture("receipt").await;
    let gone = calls(&mut person, "draft.get", json!({"id": receipt})).await.unwrap_err();
    assert_eq!(gone["code"], "not_found");

    person.goes_to("/month-end").await;
    person.keeps_a_picture("month-end").await;
    person.presses("暂时结账").await;
    person.sees("取消暂时结账").await;
    person.presses("结转损益").await;
    person.keeps_a_picture("profit").await;
    person.presses("过账").await;
    person.sees("只接受调整").await;
    person.writes("调整原因", "月末结转").await;
    person.keeps_a_picture("reason").await;
    person.types(ENTER).await;
    person.sees("已结转损益").await;
    person.keeps_a_picture("transferred").await;
    let proof = calls(&mut person, "book.verify", json!({})).await.unwrap();
    assert_eq!(proof["holds"], true, "{proof}");

    person.presses("语言").await;
    for address in ["/settings/policy", "/vouchers/documents", "/vouchers/drafts", "/month-end", "/vouchers"]
    {
        person.goes_to(address).await;
        person.keeps_a_picture(&format!("english{}", address.replace('/', "-"))).await;
    }
    person.leaves().await;
}

/// An invoice, a receipt and a voucher as drafts of the bookkeeper; the owner is at the desk again afterwards.
async fn prepared_by_another(person: &mut Person) -> [Value; 2] {
    let owner = calls(person, "session.get", json!({})).await.unwrap()["user"]["name"].clone();
    let other = json!({"name": "陈露", "role": "bookkeeper", "active": true});
    calls(person, "user.save", other).await.unwrap();
    asks_shell(person, "login", json!({"user": "陈露", "password": ""})).await.unwrap();
    let customer = calls(person, "party.find", json!({"text": "K"})).await.unwrap()[0]["id"].clone();
    let lines = json!([{"description": "信笺", "quantity": "2", "unit_price": "100", "tax": "VAT13"}]);
    let mut drafts = Vec::new();
    for fields in [
        json!({"kind": "invoice", "party_id": customer, "lines": lines}),
        json!({"kind": "receipt", "party_id": customer, "amount": "226", "shares": [], "rule": "oldest"}),
    ] {
        let saved = calls(person, "draft.save", json!({"fields": fields})).await.unwrap();
        drafts.push(saved["id"].clone());
    }
    let lines = json!([{"account": "5602", "side": "debit", "amount": "60"},
        {"account": "100201", "side": "credit", "amount": "60"}]);
    let voucher = json!({"fields": {"summary": "编制的费用", "attachment_count": 0, "lines": lines}});
    calls(person, "voucher.save_draft", voucher).await.unwrap();
    asks_shell(person, "login", json!({"user": owner, "password": ""})).await.unwrap();
    person.reloads().await;
    person.sees("快捷键").await;
    drafts.try_into().unwrap()
}
