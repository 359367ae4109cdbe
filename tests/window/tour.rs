//! Every page of the sample company, in both languages: it opens, shows no failure and has its picture taken.

use serde_json::json;

use crate::person::Person;
use crate::shell::asks_shell;

const CHINESE: [&str; 13] = [
    "总览",
    "客户",
    "账单",
    "收款",
    "商品",
    "供应商",
    "采购账单",
    "付款",
    "凭证",
    "报表",
    "结账",
    "导入",
    "设置",
];
const ENGLISH: [&str; 13] = [
    "Overview",
    "Customers",
    "Invoices",
    "Receipts",
    "Items",
    "Suppliers",
    "Bills",
    "Payments",
    "Vouchers",
    "Reports",
    "Month-end",
    "Import",
    "Settings",
];

/// What the pages say of a failure stands in a role of its own.
const FAILURES: &str =
    "return [...document.querySelectorAll('[role=alert]')].map(failure => failure.innerText)";

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn every_page_shows_the_sample_company_in_both_languages() {
    let mut person = Person::starts("tour").await;
    person.reads("body").await;
    let book = person.at_home("sample.kz");
    asks_shell(&mut person, "book_demo", json!({"path": book, "language": "zh-CN"})).await.unwrap();
    person.asks("location.reload()").await;
    person.walks_through("en", &ENGLISH).await;
    person.presses("Language").await;
    person.walks_through("zh", &CHINESE).await;
    person.leaves().await;
}

impl Person {
    async fn walks_through(&mut self, language: &str, pages: &[&str]) {
        for page in pages {
            self.presses(page).await;
            self.keeps_a_picture(&format!("{language}-{page}")).await;
            let failures = self.asks(FAILURES).await;
            assert_eq!(failures, json!([]), "{page}");
        }
    }
}
