//! A plan of instalments from the terms to the paper: set, changed on the document, issued, stated part by part.

use serde_json::json;

use crate::person::ENTER;
use crate::shell::{at_the_sample_in, calls};

async fn writes_a_plan(language: &str) {
    let words = |zh: &'static str, en: &'static str| if language == "en" { en } else { zh };
    let mut person = at_the_sample_in(&format!("instalments-{language}"), language).await;
    person.has_a_window_of(1280, 900).await;
    person.sees(words("总览", "Overview")).await;

    let plan = json!([{"percent": "30", "name_zh": "定金", "name_en": "Deposit"},
                      {"percent": "60", "days": 30, "name_zh": "货款", "name_en": "On delivery"},
                      {"months": 12, "name_zh": "质保金", "name_en": "Retention"}]);
    let terms = json!({"code": "361", "name_zh": "三六一", "name_en": "30/60/10", "base": "document_date",
                       "months": 0, "days": 0, "plan": plan, "active": true});
    calls(&mut person, "terms.save", terms).await.unwrap();
    person.goes_to("/settings/terms").await;
    person.sees(words("账期决定到期日", "Terms give the due date")).await;
    person.is_still().await;
    person.types("jjjjjjjj").await;
    person.keeps_a_picture("terms").await;

    let customer =
        json!({"fields": {"name": "晚晴书店", "is_customer": true, "terms": "361", "language": language}});
    let customer = calls(&mut person, "party.save", customer).await.unwrap()["id"].clone();
    let fields = json!({"kind": "invoice", "party_id": customer, "lines": [
        {"description": "印刷机", "quantity": "1", "unit_price": "100000"}]});
    let draft = calls(&mut person, "draft.save", json!({"fields": fields})).await.unwrap()["id"].clone();
    person.goes_to(&format!("/invoices/draft/{draft}")).await;
    person.sees(words("改为自定", "Change")).await;
    person.keeps_a_picture("editor-by-terms").await;
    person.presses(words("改为自定", "Change")).await;
    person.writes(words("第 1 期比例%", "Share % of instalment 1"), "20").await;
    person.types(ENTER).await;
    person.keeps_a_picture("editor-own-plan").await;
    person.presses(words("签发 Ctrl Enter", "Issue Ctrl Enter")).await;
    person.keeps_a_picture("issuing").await;
    person.leaves().await;
}

async fn sees_an_issued_plan(language: &str) {
    let words = |zh: &'static str, en: &'static str| if language == "en" { en } else { zh };
    let mut person = at_the_sample_in(&format!("instalments-issued-{language}"), language).await;
    person.has_a_window_of(1280, 900).await;
    person.sees(words("总览", "Overview")).await;
    let customer = json!({"fields": {"name": "晚晴书店", "is_customer": true, "language": language}});
    let customer = calls(&mut person, "party.save", customer).await.unwrap()["id"].clone();
    let parts = json!([{"percent": "30", "name": words("定金", "Deposit")}, {"percent": "60", "days": 30},
                       {"months": 12, "name": words("质保金", "Retention")}]);
    let fields = json!({"kind": "invoice", "party_id": customer, "instalments": parts, "lines": [
        {"description": "印刷机", "quantity": "1", "unit_price": "100000"}]});
    let invoice = calls(&mut person, "document.issue", json!({"fields": fields})).await.unwrap();
    let receipt = json!({"fields": {"kind": "receipt", "party_id": customer, "amount": "43900"}});
    calls(&mut person, "document.issue", receipt).await.unwrap();
    person.goes_to(&format!("/invoices/{}", invoice["id"])).await;
    person.sees(words("回款计划", "Payment plan")).await;
    person.keeps_a_picture("document").await;
    person.types("d").await;
    person.sees(words("自", "From")).await;
    person
        .writes(words("原因和约定", "Why, and who agreed"), words("双方同意", "Agreed with the buyer"))
        .await;
    person.keeps_a_picture("rescheduling").await;
    let parts = json!([{"percent": "50", "months": 2}, {"months": 3}]);
    let later = json!({"id": invoice["id"], "instalments": parts, "reason": words("双方同意", "Agreed with the buyer")});
    calls(&mut person, "document.reschedule", later).await.unwrap();
    person.goes_to("/overview").await;
    person.sees(words("总览", "Overview")).await;
    person.goes_to(&format!("/invoices/{}", invoice["id"])).await;
    person.sees(words("双方同意", "Agreed with the buyer")).await;
    person.keeps_a_picture("rescheduled").await;
    person.types("p").await;
    person.keeps_a_picture("paper").await;
    person.goes_to("/invoices").await;
    person.keeps_a_picture("list").await;
    person.goes_to(&format!("/customers/{customer}")).await;
    person.sees(words("应收余额", "Balance")).await;
    person.keeps_a_picture("customer").await;
    person.goes_to(&format!("/receipts/new?party={customer}")).await;
    person.sees("(2/2)").await;
    person.keeps_a_picture("receipt").await;
    person.leaves().await;
}

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn a_plan_of_the_terms_is_changed_on_an_invoice() {
    for language in ["zh-CN", "en"] {
        writes_a_plan(language).await;
    }
}

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn an_invoice_in_instalments_is_seen_part_by_part() {
    for language in ["zh-CN", "en"] {
        sees_an_issued_plan(language).await;
    }
}
