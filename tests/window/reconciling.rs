//! A customer is asked to confirm the balance, sends a list of their own, every difference is settled, and both agree.

use kezhang::calendar::{Month, parse_day};
use serde_json::{Value, json};

use crate::person::{ENTER, Person};
use crate::shell::{asks_shell, calls};

async fn call(person: &mut Person, name: &str, input: Value) -> Value {
    calls(person, name, input).await.unwrap()
}

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn a_customers_list_is_compared_settled_and_confirmed() {
    for (language, words) in [("zh-CN", CHINESE), ("en", ENGLISH)] {
        let mut person = Person::starts(&format!("reconciling-{language}")).await;
        person.reads("body").await;
        let book = person.at_home("sample.kz");
        asks_shell(&mut person, "book_demo", json!({"path": book, "language": language})).await.unwrap();
        person.asks("location.reload()").await;
        person.sees("Shortcuts").await;
        person.has_a_window_of(1280, 720).await;
        if language == "zh-CN" {
            person.presses("Language").await;
        }
        let customer = json!({"fields": {"name": "晚晴书店", "is_customer": true}});
        let customer = call(&mut person, "party.save", customer).await["id"].clone();
        let today = call(&mut person, "session.get", json!({})).await["today"].as_str().unwrap().to_owned();
        let month = Month::of(parse_day(&today).unwrap()).previous().to_string();
        let mut list = String::from("日期,单号,摘要,借方,贷方\n");
        for (day, amount) in [("03", "1000"), ("05", "1234.5"), ("08", "800"), ("12", "465.5")] {
            let fields = json!({"kind": "opening_receivable", "party_id": customer, "date": format!("{month}-{day}"),
                "amount": amount, "number": format!("WQ-26{day}")});
            call(&mut person, "document.issue", json!({"fields": fields})).await;
            let theirs = if amount == "1234.5" { "1243.5" } else { amount };
            if amount != "465.5" {
                list.push_str(&format!("{month}-{day},WQ-26{day},入库,,{theirs}\n"));
            }
        }
        list.push_str(&format!("{month}-20,WQ-2608,入库,,800\n,,合计,,4043.5\n"));
        let path = person.at_home("应付明细.csv");
        std::fs::write(&path, list).unwrap();

        person.goes_to("/reconciliation").await;
        person.sees(words[0]).await;
        person.is_still().await;
        person.keeps_a_picture("empty").await;
        person.goes_to(&format!("/reconciliation/new?party={customer}")).await;
        person.sees("3,500.00").await;
        person.is_still().await;
        person.keeps_a_picture("plan").await;
        person.presses(words[1]).await;
        person.waits_for("DZ").await;
        person.is_still().await;
        person.keeps_a_picture("letters").await;
        let rows = call(&mut person, "reconciliation.list", json!({"party_id": customer})).await;
        let letter = rows["rows"][0]["seq"].clone();
        person.goes_to("/reconciliation?view=runs").await;
        person.is_still().await;
        person.keeps_a_picture("runs").await;

        person.goes_to(&format!("/reconciliation/{letter}")).await;
        person.sees(words[2]).await;
        person.is_still().await;
        person.keeps_a_picture("letter").await;
        let address = format!("/reconciliation/{letter}?list={}", path.display());
        person.goes_to(&address).await;
        person.sees(words[3]).await;
        person.is_still().await;
        person.keeps_a_picture("list").await;
        person.presses(words[4]).await;
        person.waits_for(words[5]).await;
        person.is_still().await;
        person.keeps_a_picture("compared").await;
        // By keyboard: three differences are chosen, and settled alike.
        person.types("xjxjx").await;
        person.keeps_a_picture("chosen").await;
        person.types(ENTER).await;
        person.writes(words[6], words[7]).await;
        person.keeps_a_picture("settling").await;
        person.presses_in_dialog(words[8]).await;
        person.waits_for(words[9]).await;
        person.is_still().await;
        person.keeps_a_picture("settled").await;
        person.types("c").await;
        person.writes(words[10], "王会计").await;
        person.keeps_a_picture("reply").await;
        person.presses_in_dialog(words[8]).await;
        person.waits_for(words[11]).await;
        person.is_still().await;
        person.keeps_a_picture("confirmed").await;
        person.goes_to("/reconciliation?view=confirmed&only=yes").await;
        person.sees("王会计").await;
        person.is_still().await;
        person.keeps_a_picture("who-confirmed").await;
        person.goes_to(&format!("/customers/{customer}?tab=statement")).await;
        person.sees(words[12]).await;
        person.is_still().await;
        person.keeps_a_picture("customer").await;
        person.leaves().await;
    }
}

const CHINESE: [&str; 13] = [
    "还没有对账函",
    "发出 1 份",
    "把客户的清单拖到这里",
    "核对客户清单",
    "核对",
    "对方重复入账",
    "说明",
    "次月更正",
    "保存",
    "全部差异已处理",
    "签字人",
    "已确认",
    "余额确认至",
];
const ENGLISH: [&str; 13] = [
    "No letters yet",
    "Send 1",
    "Drop the customer’s list here",
    "Compare their list",
    "Compare",
    "Booked twice by them",
    "Note",
    "corrected next month",
    "Save",
    "Every difference is settled",
    "Signed by",
    "Confirmed",
    "Balance confirmed until",
];
