//! What the bookkeeper does at a month's end: a voucher by hand, a rate of exchange, a foreign balance revalued.

use serde_json::json;

use crate::person::{CONFIRM, ENTER};
use crate::shell::{at_the_sample, calls};

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn a_voucher_is_posted_and_a_foreign_balance_revalued() {
    let mut person = at_the_sample("bookkeeping").await;

    person.presses("凭证").await;
    person.presses("新凭证 N").await;
    person.writes("摘要", "支付电费").await;
    person.writes("附件张数", "2").await;
    person.writes("第 1 行 科目", "5602").await;
    person.types(ENTER).await;
    person.writes("第 1 行 借方", "860").await;
    person.writes("第 2 行 科目", "100201").await;
    person.types(ENTER).await;
    person.writes("第 2 行 贷方", "800").await;
    person.types(ENTER).await;
    person.sees("借贷不平，差额").await;
    person.keeps_a_picture("voucher-unbalanced").await;
    person.writes("第 2 行 贷方", "860").await;
    person.types(ENTER).await;
    person.keeps_a_picture("voucher-balanced").await;
    person.types(CONFIRM).await;
    person.sees("已过账").await;
    person.keeps_a_picture("voucher-posted").await;

    person.presses("汇率与调汇").await;
    person.presses("新汇率 N").await;
    person.writes("汇率", "7.0812").await;
    person.writes("来源", "中国银行").await;
    person.keeps_a_picture("rate-written").await;
    person.presses("保存").await;
    person.sees("已记下").await;
    person.sees("这一天没有外币余额。").await;

    let customer = calls(&mut person, "party.find", json!({"text": "K"})).await.unwrap()[0]["id"].clone();
    let lines =
        json!([{"description": "信笺 Letter paper", "quantity": "1", "unit_price": "1000", "tax": "ZERO"}]);
    let invoice = json!({"fields": {"kind": "invoice", "party_id": customer, "currency": "USD", "rate": "7.1",
        "lines": lines}});
    calls(&mut person, "document.issue", invoice).await.unwrap();
    person.reloads().await;
    person.sees("−18.80").await;
    person.keeps_a_picture("foreign-balance").await;
    person.presses("调汇过账").await;
    person.sees("已按").await;
    person.keeps_a_picture("revalued").await;
    let proof = calls(&mut person, "book.verify", json!({})).await.unwrap();
    assert_eq!(proof["holds"], true, "{proof}");
    person.leaves().await;
}
