//! The value added tax of a month as a bookkeeper posts it: what it comes to, the entry, and that nothing is left.

use serde_json::json;

use crate::shell::{at_the_sample, calls};

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn the_tax_of_a_month_is_transferred_beside_its_checks() {
    let mut person = at_the_sample("vat").await;
    let invoices = json!({"kinds": ["invoice"], "limit": 1});
    let last = calls(&mut person, "document.list", invoices).await.unwrap();
    let month = last["rows"][0]["date"].as_str().unwrap()[..7].to_owned();
    person.goes_to(&format!("/month-end?month={month}")).await;
    person.sees("应交城市维护建设税").await;
    person.keeps_a_picture("vat-to-transfer").await;
    person.presses("过账 Ctrl Enter").await;
    person.sees("本期没有需要结转或计提的税额").await;
    person.keeps_a_picture("vat-transferred").await;
    person.presses("增值税汇总表").await;
    person.sees("应纳税额").await;
    person.keeps_a_picture("vat-summary").await;
    person.leaves().await;
}
