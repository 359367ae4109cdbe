//! A customer who pays in time takes the discount of the terms; one who pays late does not.

use serde_json::json;

use crate::person::ENTER;
use crate::shell::{at_the_sample, calls};

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn a_receipt_takes_the_discount_of_the_terms() {
    let mut person = at_the_sample("early-payment").await;

    let terms = json!({"code": "2/10n30", "name_zh": "2/10，n/30", "name_en": "2/10 net 30", "base": "document_date",
                       "months": 0, "days": 30, "discounts": [{"percent": "2", "days": 10}], "active": true});
    calls(&mut person, "terms.save", terms).await.unwrap();
    person.goes_to("/settings/terms").await;
    person.sees("37.2%").await;
    person.keeps_a_picture("terms").await;

    let customer = json!({"fields": {"name": "晚晴书店", "is_customer": true}});
    let customer = calls(&mut person, "party.save", customer).await.unwrap()["id"].clone();
    let invoice = json!({"fields": {"kind": "invoice", "party_id": customer, "terms": "2/10n30", "lines": [
        {"description": "墨", "quantity": "1", "unit_price": "10000", "tax": "VAT13"}]}});
    calls(&mut person, "document.issue", invoice).await.unwrap();
    person.goes_to(&format!("/receipts/new?party={customer}")).await;
    person.writes("金额", "11074").await;
    person.types(ENTER).await;
    person.sees("226.00").await;
    person.sees("560303").await;
    person.keeps_a_picture("receipt").await;
    person.presses("登记 Ctrl Enter").await;
    person.keeps_a_picture("asked").await;
    person.leaves().await;
}
