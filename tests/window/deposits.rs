//! A deposit from the form to its end: taken, seen beside the open items, forfeited in part, in the report.

use serde_json::json;

use crate::person::ENTER;
use crate::shell::{at_the_sample_in, calls};

async fn keeps_a_deposit(language: &str) {
    let words = |zh: &'static str, en: &'static str| if language == "en" { en } else { zh };
    let mut person = at_the_sample_in(&format!("deposits-{language}"), language).await;
    person.has_a_window_of(1280, 800).await;
    person.sees(words("总览", "Overview")).await;
    let customer = json!({"fields": {"name": "晚晴书店", "is_customer": true, "language": language}});
    let customer = calls(&mut person, "party.save", customer).await.unwrap()["id"].clone();
    person.goes_to(&format!("/receipts/new?party={customer}")).await;
    person.writes(words("金额", "Amount"), "10000").await;
    person.types(ENTER).await;
    person
        .presses_radio(words(
            "这是押金、保证金：单独挂账，将来退还",
            "It is a deposit: kept apart, to be given back",
        ))
        .await;
    person.sees(words("224101", "2110")).await;
    person.keeps_a_picture("taken").await;
    let receipt =
        json!({"fields": {"kind": "receipt", "party_id": customer, "amount": "10000", "deposit": true}});
    let receipt = calls(&mut person, "document.issue", receipt).await.unwrap();
    person.goes_to(&format!("/receipts/{}", receipt["id"])).await;
    person.keeps_a_picture("document").await;
    person.goes_to(&format!("/customers/{customer}")).await;
    person.presses(words("核销", "Apply")).await;
    person.keeps_a_picture("customer").await;
    person.presses(words("没收", "Forfeit")).await;
    person.keeps_a_picture("forfeiting").await;
    person.goes_to("/reports/deposits").await;
    person.keeps_a_picture("report").await;
    person.leaves().await;
}

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn a_deposit_is_taken_and_kept_apart() {
    for language in ["zh-CN", "en"] {
        keeps_a_deposit(language).await;
    }
}
