//! A statement goes to a customer, business is recorded that should have stood on it, and the customer answers.

use serde_json::json;

use crate::person::ENTER;
use crate::shell::{at_the_sample_in, calls};

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn a_statement_is_recorded_as_sent_and_shows_what_changed_since() {
    for (language, words) in [("zh-CN", CHINESE), ("en", ENGLISH)] {
        let mut person = at_the_sample_in(&format!("sent-statement-{language}"), language).await;
        let customer = json!({"fields": {"name": "晚晴书店", "is_customer": true}});
        let customer = calls(&mut person, "party.save", customer).await.unwrap()["id"].clone();
        let sale = |price: &str| {
            let line = json!({"description": "墨", "quantity": "1", "unit_price": price});
            json!({"fields": {"kind": "invoice", "party_id": customer, "lines": [line]}})
        };
        calls(&mut person, "document.issue", sale("10000")).await.unwrap();
        person.goes_to(&format!("/customers/{customer}")).await;
        person.presses(words[0]).await;
        person.presses(words[1]).await;
        person.keeps_a_picture("asked").await;
        person.presses_in_dialog(words[1]).await;
        person.sees(words[2]).await;
        person.keeps_a_picture("kept").await;
        calls(&mut person, "document.issue", sale("200")).await.unwrap();
        person.reloads().await;
        person.sees(words[3]).await;
        person.presses(words[4]).await;
        person.keeps_a_picture("answers").await;
        person.writes(words[11], words[5]).await;
        person.types(ENTER).await;
        person.writes(words[6], "11450").await;
        person.types(ENTER).await;
        person.keeps_a_picture("disagrees").await;
        person.presses_in_dialog(words[7]).await;
        person.sees(words[12]).await;
        person.keeps_a_picture("answered").await;
        person.presses(words[8]).await;
        person.sees(words[9]).await;
        person.keeps_a_picture("original").await;
        person.presses(words[10]).await;
        person.sees(words[13]).await;
        person.keeps_a_picture("changes").await;
        person.leaves().await;
    }
}

const CHINESE: [&str; 14] = [
    "对账单",
    "记为已发送",
    "相符",
    "有变动",
    "对账确认",
    "客户所报余额不同",
    "客户所报余额",
    "保存",
    "查看原件",
    "回到现在的对账单",
    "发出后变动",
    "结果",
    "差额 150.00",
    "11,526.00",
];
const ENGLISH: [&str; 14] = [
    "Statement",
    "Record as sent",
    "holds",
    "changed",
    "Answer",
    "The customer states another balance",
    "Balance the customer states",
    "Save",
    "Open",
    "Back to the statement of now",
    "Changes since",
    "Answer",
    "difference −650.00",
    "12,342.00",
];
