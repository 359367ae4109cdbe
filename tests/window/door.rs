//! The door as the pages see it, asked from within the real window: its answers, its refusals, its limits.

use serde_json::{Value, json};

use crate::person::Person;
use crate::shell::{asks_shell, calls};

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn a_page_makes_a_book_and_finds_a_chinese_customer_in_it() {
    let mut person = Person::starts("door").await;
    person.reads("body").await;
    let book = person.at_home("清禾.kz");

    let new = json!({"name": "清禾包装材料", "currency": "CNY", "chart": "cn-small", "language": "zh-CN"});
    asks_shell(&mut person, "book_new", json!({"path": book, "input": new})).await.unwrap();
    let fields = json!({"name": "晴川电子商务有限公司", "is_customer": true});
    let saved = calls(&mut person, "party.save", json!({"fields": fields})).await.unwrap();
    let found = calls(&mut person, "party.find", json!({"text": "晴川"})).await.unwrap();
    assert_eq!(found[0]["id"], saved["id"]);

    let opened = asks_shell(&mut person, "book_opened", json!({})).await.unwrap();
    assert_eq!(opened["name"], "清禾");
    let recent = asks_shell(&mut person, "book_recent", json!({})).await.unwrap();
    assert_eq!(recent[0]["path"], json!(book));

    asks_shell(&mut person, "book_close", json!({})).await.unwrap();
    let mut beside: Vec<_> = std::fs::read_dir(book.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("清禾"))
        .collect();
    beside.sort();
    assert_eq!(beside, ["清禾 backups", "清禾.kz"], "one file remains to copy, and the day's backup");
    person.leaves().await;
}

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn a_refusal_reaches_the_page_with_its_code_and_data() {
    let mut person = Person::starts("refusal").await;
    person.reads("body").await;
    let closed = calls(&mut person, "party.list", json!({})).await.unwrap_err();
    assert_eq!(closed["code"], "book_not_open");

    let missing = person.at_home("nowhere.kz");
    let refused = asks_shell(&mut person, "book_open", json!({"path": missing})).await.unwrap_err();
    assert_eq!(refused["code"], "book_missing");
    assert_eq!(refused["details"]["path"], json!(missing));
    person.leaves().await;
}

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn a_page_reaches_nothing_but_the_door() {
    let mut person = Person::starts("limits").await;
    person.reads("body").await;
    for command in
        ["plugin:opener|open_url", "plugin:dialog|open", "plugin:window|close", "plugin:path|resolve"]
    {
        let refused = asks_shell(&mut person, command, json!({})).await.unwrap_err();
        assert!(refused.to_string().contains("not allowed"), "{command}: {refused}");
    }
    person.leaves().await;
}

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn a_file_dialog_answers_with_what_was_chosen() {
    let mut person = Person::starts("dialog").await;
    person.reads("body").await;
    let cancelled =
        asks_shell(&mut person, "pick_file", json!({"kinds": [{"name": "客账", "extensions": ["kz"]}]}))
            .await
            .unwrap();
    assert_eq!(cancelled, Value::Null);
    let book = person.at_home("a.kz");
    person.will_choose(&book);
    let chosen =
        asks_shell(&mut person, "save_path", json!({"fileName": "b.kz", "kinds": []})).await.unwrap();
    assert_eq!(chosen, json!(book));
    person.leaves().await;
}
