//! An overdue customer goes through the levels to the formal letter, promises, breaks a promise and pays; grade and cash
//! forecast move with each step.
//! What lies in the past is done in the same book on its own day; the window shows what stands today.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use kezhang::api::{Call, Door, NewBook, Progress};
use kezhang::calendar::{Day, parse_day, parse_instant};
use kezhang::language::Language;
use kezhang::ledger::Chart;
use kezhang::money::Currency;
use serde_json::{Value, json};

use crate::person::{ENTER, Person};
use crate::shell::{asks_shell, calls};

/// The book on a day of the past.
fn on(door: &Door, day: Day, command: &str, input: Value) -> Value {
    let silent = |_: Progress| {};
    let call = Call {
        actor: None,
        now: parse_instant(&format!("{day}T09:00:00Z")).unwrap(),
        today: day,
        language: None,
        request_id: None,
        reason: None,
        progress: &silent,
        cancelled: &AtomicBool::new(false),
    };
    door.call(command, input.clone(), &call)
        .unwrap_or_else(|error| panic!("{day} {command} {input}: {error}"))
}

fn days(from: Day, by: i64) -> Day {
    let step = |day: Day| if by < 0 { day.pred_opt() } else { day.succ_opt() };
    (0..by.abs()).fold(from, |day, _| step(day).unwrap())
}

/// A customer with nine months of invoices paid in time, and two that are open: one 30 days late today, one 10.
fn company(path: &Path, today: Day, language: Language) -> (Door, Value) {
    let new =
        NewBook { name: "拾光纸品".into(), currency: Currency::CNY, chart: Chart::CnSmall, language };
    let begin = days(today, -300);
    let door = Door::create(path, &new, parse_instant(&format!("{begin}T08:00:00Z")).unwrap()).unwrap();
    let bank = json!({"holder": "拾光纸品", "bank": "工商银行苏州分行", "account": "6222 0000 1234 5678", "routing": ""});
    let mut details = on(&door, begin, "company.get", json!({}));
    details["banks"] = json!([bank]);
    on(&door, begin, "company.save", details);
    let fields = json!({"name": "云岫食品有限公司", "is_customer": true, "phones": ["0571-8800 1234"],
        "contacts": [{"name": "陈芸", "primary": true}], "language": language,
        "addresses": [{"lines": ["杭州市西湖区竹径路 206 号"], "postcode": "310013"}]});
    let party = on(&door, begin, "party.save", json!({"fields": fields}))["id"].clone();
    for month in 0..8 {
        let (dated, due) = (days(begin, month * 28), days(begin, month * 28 + 28));
        invoice(&door, &party, dated, due, "10000");
        let receipt =
            json!({"kind": "receipt", "party_id": party, "date": due, "amount": "11300", "rule": "oldest"});
        on(&door, due, "document.issue", json!({"fields": receipt}));
    }
    invoice(&door, &party, days(today, -60), days(today, -30), "24000");
    invoice(&door, &party, days(today, -40), days(today, -10), "8000");
    (door, party)
}

fn invoice(door: &Door, party: &Value, dated: Day, due: Day, net: &str) {
    let lines = json!([{"description": "宣纸", "quantity": "1", "unit_price": net, "tax": "VAT13"}]);
    let fields = json!({"kind": "invoice", "party_id": party, "date": dated, "due_on": due, "lines": lines});
    on(door, dated, "document.issue", json!({"fields": fields}));
}

async fn score(person: &mut Person, party: &Value) -> f64 {
    let card = calls(person, "credit.card", json!({"party_id": party})).await.unwrap();
    card["score"].as_str().unwrap_or_else(|| panic!("{card}")).parse().unwrap()
}

/// What the forecast expects of the customer within the week, in fen, and how much of it on a promised day.
async fn expected(person: &mut Person, party: &Value) -> (i64, Option<(Value, i64)>) {
    let asked = json!({"period": 0, "source": "receivable"});
    let flows = calls(person, "cash.flows", asked).await.unwrap();
    let fen = |money: &Value| money["amount"].as_str().unwrap().replace('.', "").parse::<i64>().unwrap();
    let own: Vec<&Value> = flows.as_array().unwrap().iter().filter(|row| row["party_id"] == *party).collect();
    let promised = own.iter().find(|row| !row["promised_on"].is_null());
    let promised = promised.map(|row| (row["promised_on"].clone(), fen(&row["expected"])));
    (own.iter().map(|row| fen(&row["expected"])).sum(), promised)
}

async fn cash_at_hand(person: &mut Person) -> Value {
    let forecast = calls(person, "cash.forecast", json!({})).await.unwrap();
    forecast["periods"][0]["opening"]["amount"].clone()
}

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn an_overdue_customer_goes_through_the_levels_promises_breaks_it_and_pays() {
    for (language, words) in [(Language::ZhCn, CHINESE), (Language::En, ENGLISH)] {
        let mut person = Person::starts(&format!("dunning-{}", language.tag())).await;
        person.reads("body").await;
        let today = person.asks("return new Date().toISOString().slice(0, 10)").await;
        let today = parse_day(today.as_str().unwrap()).unwrap();
        let book = person.at_home("collecting.kz");
        let (door, party) = company(&book, today, language);
        // The levels before today, each on its day.
        for late in [-3, 0, 7, 15] {
            let day = days(today, late - 30);
            let run = on(&door, day, "dunning.start", json!({}));
            on(&door, day, "dunning.carry_out", json!({"run": run["seq"]}));
        }
        asks_shell(&mut person, "book_open", json!({"path": book})).await.unwrap();
        person.reloads().await;
        person.reads("nav").await;
        if language == Language::ZhCn {
            person.presses("Language").await;
        }
        person.has_a_window_of(1280, 720).await;
        person.goes_to("/dunning").await;
        person.sees("0571-8800 1234").await;
        person.keeps_a_picture("calls").await;

        // Level 4 is approved by a person, then the letter goes.
        person.goes_to("/dunning?view=next").await;
        person.sees("36,160.00").await;
        person.keeps_a_picture("next-run").await;
        person.presses(words[0]).await;
        person.sees(words[1]).await;
        person.presses(words[1]).await;
        person.sees(words[2]).await;
        person.presses(words[2]).await;
        person.sees(words[3]).await;
        person.keeps_a_picture("run-sent").await;
        person.presses(words[4]).await;
        person.keeps_a_picture("letter").await;
        let before = score(&mut person, &party).await;
        person.goes_to(&format!("/customers/{party}?tab=credit")).await;
        person.sees(words[11]).await;
        person.keeps_a_picture("grade-before").await;
        let (usual, nothing) = expected(&mut person, &party).await;
        assert_eq!(nothing, None);

        // A promise from the line beside the customer.
        person.goes_to(&format!("/customers/{party}?tab=commitments")).await;
        person.sees(words[5]).await;
        person.writes(words[6], words[7]).await;
        person.sees(words[8]).await;
        person.keeps_a_picture("promise-typed").await;
        person.types(ENTER).await;
        person.sees(words[9]).await;
        person.keeps_a_picture("promised").await;
        let made = calls(&mut person, "promise.list", json!({"party_id": party})).await.unwrap();
        assert_eq!((&made[0]["status"], &made[0]["amount"]["amount"]), (&json!("open"), &json!("5000.00")));

        // The forecast takes the customer's word, as far as it is good.
        let (with_word, word) = expected(&mut person, &party).await;
        let (day, worth) = word.unwrap();
        assert_eq!(day, json!(days(today, 3)));
        assert!(with_word > usual && (0..500_000).contains(&worth), "{with_word} {usual} {worth}");
        person.goes_to("/forecast?at=0&source=receivable").await;
        person.waits_for(words[14]).await;
        person.waits_for(words[13]).await;
        // What the program learns of the book's past meanwhile is read once more.
        person.is_still().await;
        person.waits_for(words[13]).await;
        person.keeps_a_picture("forecast-promised").await;

        // An earlier one was broken: it costs points, and the word is good for less.
        let earlier = json!({"party_id": party, "amount": "9000", "made_on": days(today, -12), "due_on": days(today, -5)});
        calls(&mut person, "promise.record", json!({"promise": earlier})).await.unwrap();
        let broken = score(&mut person, &party).await;
        assert!(broken < before, "{broken} {before}");
        let (with_less, word) = expected(&mut person, &party).await;
        assert!(with_less < with_word && word.unwrap().1 < worth, "{with_less} {with_word}");
        person.goes_to(&format!("/customers/{party}?tab=commitments")).await;
        person.reloads().await;
        person.sees(words[10]).await;
        person.keeps_a_picture("broken").await;
        person.goes_to(&format!("/customers/{party}?tab=credit")).await;
        person.sees(words[11]).await;
        person.keeps_a_picture("grade-broken").await;

        // It pays what it owes, and keeps the later promise.
        let cash = cash_at_hand(&mut person).await;
        let receipt = json!({"kind": "receipt", "party_id": party, "amount": "36160", "rule": "oldest"});
        calls(&mut person, "document.issue", json!({"fields": receipt})).await.unwrap();
        let paid = score(&mut person, &party).await;
        assert!(paid > broken, "{paid} {broken}");
        assert_eq!(expected(&mut person, &party).await, (0, None));
        assert_eq!([cash, cash_at_hand(&mut person).await], ["90400.00", "126560.00"]);
        let made = calls(&mut person, "promise.list", json!({"party_id": party})).await.unwrap();
        assert_eq!(made[0]["status"], "kept", "{made}");
        person.goes_to(&format!("/customers/{party}?tab=commitments")).await;
        person.sees(words[12]).await;
        person.keeps_a_picture("paid").await;
        person.goes_to(&format!("/customers/{party}?tab=credit")).await;
        person.sees(words[11]).await;
        person.keeps_a_picture("grade-paid").await;
        person.goes_to("/forecast").await;
        person.sees("126,560.00").await;
        person.keeps_a_picture("forecast-paid").await;
        person.goes_to("/dunning?view=limitation&all=yes").await;
        person.is_still().await;
        person.goes_to("/dunning?view=policy").await;
        person.keeps_a_picture("policy").await;
        person.leaves().await;
    }
}

const CHINESE: [&str; 15] = [
    "开始催收",
    "审核通过",
    "发出 1 封",
    "已发出",
    "函件",
    "付款承诺",
    "记一笔：类型、日期、联系人、下一步",
    "电话 今天 陈芸 答应三天后付 5000",
    "承诺：",
    "待付",
    "未守约",
    "建议额度",
    "已守约",
    "客户承诺",
    "的收支",
];
const ENGLISH: [&str; 15] = [
    "Start the run",
    "Approve",
    "Send 1",
    "Sent",
    "Letter",
    "Promises",
    "Quick entry: type, day, contact, next step",
    "call today promised to pay 5000 in 3 days",
    "Promise: ",
    "Open",
    "Broken",
    "Suggested limit",
    "Kept",
    "Promised",
    "Items from",
];
