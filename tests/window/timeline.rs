//! A customer's one screen: a call in one line, its next step among the things of today, and everything that happened.

use serde_json::json;

use crate::person::{ENTER, Person};
use crate::shell::{at_the_sample, calls};

const SAVE: &str = "\u{E009}s";

/// The customer with the most to show: someone was called, and the money came late.
async fn customer(person: &mut Person) -> (i64, String) {
    let list = json!({"business": "customer", "view": "overdue", "sort": "overdue", "descending": true});
    let rows = calls(person, "party.list", list).await.unwrap();
    let row = &rows["rows"][0];
    (row["id"].as_i64().unwrap(), row["name"].as_str().unwrap().to_owned())
}

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn a_call_is_recorded_in_one_line_and_its_next_step_is_done_today() {
    let mut person = at_the_sample("timeline").await;
    person.goes_to("/overview").await;
    person.sees("件到期").await;
    person.keeps_a_picture("overview").await;
    let (id, name) = customer(&mut person).await;
    person.goes_to(&format!("/customers/{id}")).await;
    person.sees("时间线").await;
    person.keeps_a_picture("customer").await;
    person.types("q").await;
    person.writes("记一笔：类型、日期、联系人、下一步", "电话 今天 答应明天寄样").await;
    person.sees("寄样").await;
    person.keeps_a_picture("understood").await;
    person.types(ENTER).await;
    person.sees("已记录 电话").await;
    person.sees("下一步：寄样").await;
    person.keeps_a_picture("recorded").await;
    person.presses("沟通").await;
    person.keeps_a_picture("communication").await;
    for (tab, picture) in [("采购分析", "purchases"), ("任务", "tasks"), ("附件", "attachments")] {
        person.presses(tab).await;
        person.keeps_a_picture(picture).await;
    }

    person.goes_to("/today?until=week").await;
    person.sees("寄样").await;
    person.keeps_a_picture("today").await;
    person.types("n").await;
    person.writes("事项", "寄新样册").await;
    person.keeps_a_picture("new-task").await;
    person.types(SAVE).await;
    person.sees("已保存任务 寄新样册").await;
    let tasks = calls(&mut person, "task.list", json!({"party_id": id})).await.unwrap();
    assert!(tasks.to_string().contains("寄样"), "{tasks}");
    let task = tasks.as_array().unwrap().iter().find(|task| task["fields"]["title"] == "寄样").unwrap();
    calls(&mut person, "task.done", json!({"id": task["id"]})).await.unwrap();

    person.presses("语言").await;
    person.goes_to(&format!("/customers/{id}")).await;
    person.sees("Task done").await;
    person.sees(&name).await;
    person.keeps_a_picture("customer-en").await;
    person.types("q").await;
    person
        .writes(
            "Quick entry: type, day, contact, next step",
            "call yesterday promised to send Friday samples",
        )
        .await;
    person.sees("send samples").await;
    person.keeps_a_picture("understood-en").await;
    person.types(ENTER).await;
    person.sees("Recorded: Call").await;
    person.has_a_window_of(1280, 720).await;
    person.goes_to("/today?view=everyone&until=month").await;
    person.sees("Visit due").await;
    person.keeps_a_picture("today-en").await;
    person.goes_to("/overview").await;
    person.sees("overdue").await;
    person.keeps_a_picture("overview-en").await;
    person.goes_to(&format!("/customers/{id}?tab=purchases&shows=quantities")).await;
    person.sees("Twelve months").await;
    person.keeps_a_picture("purchases-en").await;
    person.leaves().await;
}
