//! A customer is asked to confirm the balance, sends a list of their own, every difference is settled, and both agree.

use std::path::PathBuf;

use kezhang::calendar::{Month, parse_day};
use serde_json::{Value, json};

use crate::person::{ENTER, Person};
use crate::shell::{at_the_sample_in, calls, with_the_sample};

async fn call(person: &mut Person, name: &str, input: Value) -> Value {
    calls(person, name, input).await.unwrap()
}

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn a_customers_list_is_compared_settled_and_confirmed() {
    for (language, words) in [("zh-CN", CHINESE), ("en", ENGLISH)] {
        let mut person = at_the_sample_in(&format!("reconciling-{language}"), language).await;
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
        person.keeps_a_picture("empty").await;
        person.goes_to(&format!("/reconciliation/new?party={customer}")).await;
        person.sees("3,500.00").await;
        person.keeps_a_picture("plan").await;
        person.presses(words[1]).await;
        person.waits_for("DZ").await;
        person.keeps_a_picture("letters").await;
        let rows = call(&mut person, "reconciliation.list", json!({"party_id": customer})).await;
        let letter = rows["rows"][0]["seq"].clone();
        person.goes_to("/reconciliation?view=runs").await;
        person.keeps_a_picture("runs").await;

        person.goes_to(&format!("/reconciliation/{letter}")).await;
        person.sees(words[2]).await;
        person.keeps_a_picture("letter").await;
        let address = format!("/reconciliation/{letter}?list={}", path.display());
        person.goes_to(&address).await;
        person.sees(words[3]).await;
        person.keeps_a_picture("list").await;
        person.presses(words[4]).await;
        person.waits_for(words[5]).await;
        person.keeps_a_picture("compared").await;
        // By keyboard: three differences are chosen, and settled alike.
        person.types("xjxjx").await;
        person.keeps_a_picture("chosen").await;
        person.types(ENTER).await;
        person.writes(words[6], words[7]).await;
        person.keeps_a_picture("settling").await;
        person.presses_in_dialog(words[8]).await;
        person.waits_for(words[9]).await;
        person.keeps_a_picture("settled").await;
        person.types("c").await;
        person.writes(words[10], "王会计").await;
        person.keeps_a_picture("reply").await;
        person.presses_in_dialog(words[8]).await;
        person.waits_for(words[11]).await;
        person.keeps_a_picture("confirmed").await;
        person.goes_to("/reconciliation?view=confirmed&only=yes").await;
        person.sees("王会计").await;
        person.keeps_a_picture("who-confirmed").await;
        person.goes_to(&format!("/customers/{customer}?tab=statement")).await;
        person.sees(words[12]).await;
        person.keeps_a_picture("customer").await;
        person.leaves().await;
    }
}

#[tokio::test]
#[ignore = "takes minutes and is for the eye: make sheets"]
async fn contact_sheets_of_reconciliation() {
    let mut person = with_the_sample("sheet-reconciliation", "zh-CN").await;
    let today = call(&mut person, "session.get", json!({})).await["today"].as_str().unwrap().to_owned();
    let cut_off = Month::of(parse_day(&today).unwrap()).previous().last_day().to_string();
    let list = long_list(&mut person, &cut_off[..7]).await;
    for form in ["statement", "letter"] {
        let run =
            json!({"as_of": cut_off, "sent_on": today, "way": "email", "form": form, "note": "年度往来核对"});
        call(&mut person, "reconciliation.make", run).await;
    }
    let letters = call(&mut person, "reconciliation.list", json!({"limit": 200})).await["rows"].clone();
    let letters = letters.as_array().unwrap();
    let long = letters.iter().find(|letter| letter["party_name"] == LONG).unwrap()["seq"].clone();
    let compared = json!({"reconciliation": long, "path": list});
    call(&mut person, "reconciliation.compare", compared).await;
    let others: Vec<&Value> = letters.iter().filter(|letter| letter["party_name"] != LONG).collect();
    for (letter, answer) in others.iter().zip(["confirmed", "disagrees", "withdrawn", "confirmed"]) {
        let mut reply =
            json!({"reconciliation": letter["seq"], "answer": answer, "date": today, "signer": "王会计"});
        if answer == "disagrees" {
            reply["amount"] = json!({"amount": "120.50", "currency": letter["balance"]["currency"]});
        }
        call(&mut person, "reconciliation.reply", reply).await;
    }
    let confirmed = others[0]["seq"].clone();
    let pages = [
        "/reconciliation".to_owned(),
        "/reconciliation?view=runs".into(),
        "/reconciliation?view=confirmed".into(),
        "/reconciliation?view=confirmed&only=yes".into(),
        "/reconciliation/new".into(),
        format!("/reconciliation/{long}"),
        format!("/reconciliation/{long}?list={}", list.display()),
        format!("/reconciliation/{confirmed}"),
        format!("/customers/{}?tab=statement", others[0]["party_id"]),
    ];
    person.is_photographed(&pages, &[]).await;
    person.leaves().await;
}

const LONG: &str = "千帆渡口文化用品（杭州）有限责任公司";

/// A customer with 500 debts of a month, and the list that it sends of them, which differs in thirty.
async fn long_list(person: &mut Person, month: &str) -> PathBuf {
    let customer = json!({"fields": {"name": LONG, "is_customer": true}});
    let customer = call(person, "party.save", customer).await["id"].clone();
    let mut list = String::from("日期,单号,摘要,借方,贷方\n");
    for n in 1..=500 {
        let (day, minor) = (format!("{month}-{:02}", n / 18 + 1), 100_000 + n * 3_719);
        let fields = json!({"kind": "opening_receivable", "party_id": customer, "date": day,
            "amount": format!("{}.{:02}", minor / 100, minor % 100), "number": format!("QF-{n:04}")});
        call(person, "document.issue", json!({"fields": fields})).await;
        let theirs = match n % 50 {
            7 => continue,
            19 => minor + 900,
            31 => minor * 10,
            _ => minor,
        };
        list.push_str(&format!("{day},QF-{n:04},入库,,{}.{:02}\n", theirs / 100, theirs % 100));
    }
    let path = person.at_home("应付明细.csv");
    std::fs::write(&path, list).unwrap();
    path
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
    "Send 1 letter",
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
