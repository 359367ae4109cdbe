//! Who may owe how much: a review looked at and kept, a grade with its reasons, a limit agreed, an order that is stopped and
//! released, the journal of it.

use serde_json::{Value, json};

use crate::person::Person;
use crate::shell::{at_the_sample, calls};

async fn call(person: &mut Person, name: &str, input: Value) -> Value {
    calls(person, name, input).await.unwrap()
}

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn customers_are_graded_and_an_order_over_the_limit_is_stopped_and_released() {
    let mut person = at_the_sample("credit").await;
    person.goes_to("/credit").await;
    person.sees("信用").await;
    person.keeps_a_picture("customers-before").await;
    person.presses("复评全部客户…").await;
    person.sees("还没有保存过复评。").await;
    person.presses("预览变化").await;
    person.waits_for("家客户的等级有变化").await;
    person.keeps_a_picture("review-preview").await;
    person.presses("保存复评").await;
    person.waits_for("已保存").await;
    person.goes_to("/credit?view=customers").await;
    person.sees("付款指数").await;
    person.keeps_a_picture("customers-reviewed").await;

    let rows = call(&mut person, "credit.list", json!({})).await;
    let rated =
        rows.as_array().unwrap().iter().find(|row| row["grade"].is_string() && row["grade"] != "D").unwrap();
    let party = rated["party_id"].clone();
    person.goes_to(&format!("/customers/{party}?tab=credit")).await;
    person.sees("建议额度").await;
    person.sees("平均逾期天数（按金额）").await;
    person.keeps_a_picture("grade").await;
    person.presses("另定额度…").await;
    person.sees("约定额度").await;
    person.keeps_a_picture("limit-dialog").await;
    person.types("\u{E00C}").await;

    let exposure = call(&mut person, "credit.exposure", json!({"id": party})).await;
    let owed: i64 = exposure["total"]["amount"].as_str().unwrap().replace('.', "").parse().unwrap();
    // Somebody of grade A, whatever is late, with a limit that an order of a thousand exceeds by little.
    let given = json!({"party_id": party, "grade": "A", "until": "2026-12-31", "reason": "试"});
    let given = calls(&mut person, "credit.override", given).await;
    assert!(given.is_ok(), "{given:?}");
    let limit = (owed + 113_000) * 100 / 105;
    let limit = format!("{}.{:02}", limit / 100, limit % 100);
    call(&mut person, "credit.set_limit", json!({"party_id": party, "amount": limit, "reason": "年度约定"}))
        .await;
    let order = json!({"fields": {"kind": "sales_order", "party_id": party, "lines": [
        {"description": "纸箱", "quantity": "1", "unit_price": "1000", "tax": "VAT13"}]}});
    let draft = call(&mut person, "draft.save", order.clone()).await;
    person.goes_to(&format!("/orders/draft/{}", draft["id"])).await;
    person.sees("待放行").await;
    person.keeps_a_picture("order-held").await;
    let refused = calls(&mut person, "document.issue", order.clone()).await.unwrap_err();
    assert_eq!(refused["code"], "credit_release_missing", "{refused}");
    let release = json!({"party_id": party, "amount": "1130", "reason": "老客户，周五付款"});
    call(&mut person, "credit.release", release).await;
    let issued = call(&mut person, "document.issue", order).await;
    person.goes_to("/credit?view=releases").await;
    person.sees("老客户，周五付款").await;
    person.sees(issued["number"].as_str().unwrap()).await;
    person.keeps_a_picture("releases").await;
    person.goes_to("/credit?view=checks").await;
    person.keeps_a_picture("checks").await;
    person.goes_to("/settings/credit").await;
    person.sees("等级界限").await;
    person.keeps_a_picture("policy").await;
    person.goes_to(&format!("/customers/{party}?tab=credit")).await;
    person.sees("人工等级").await;
    person.keeps_a_picture("grade-overruled").await;
    person.leaves().await;
}
