//! An invoice that comes every month: written once, made when it is due, and what a rule refuses stays in sight.

use serde_json::{Value, json};

use crate::person::{ENTER, Person};
use crate::shell::{at_the_sample, calls};

const SAVE: &str = "\u{E009}s";
/// The choice after the one that is chosen.
const NEXT_AND_ENTER: &str = "\u{E015}\u{E007}";

/// The first of the month so many after that of the day.
fn months_after(today: &str, count: i32) -> String {
    let [year, month]: [i32; 2] = [&today[..4], &today[5..7]].map(|part| part.parse().unwrap());
    let months = year * 12 + month - 1 + count;
    format!("{:04}-{:02}-01", months / 12, months % 12 + 1)
}

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn what_comes_every_month_is_written_once_and_made_when_it_is_due() {
    let mut person = at_the_sample("recurring").await;
    let session = calls(&mut person, "session.get", json!({})).await.unwrap();
    let today = session["today"].as_str().unwrap().to_owned();
    let customer = json!({"fields": {"name": "晚晴书店", "is_customer": true}});
    let customer = calls(&mut person, "party.save", customer).await.unwrap()["id"].clone();
    let advance = json!({"fields": {"kind": "receipt", "party_id": customer, "amount": "1000",
        "date": months_after(&today, -1)}});
    calls(&mut person, "document.issue", advance).await.unwrap();

    person.goes_to("/recurring/sales").await;
    person.sees("每月都要开的账单，只写一次").await;
    person.keeps_a_picture("empty").await;
    person.types("n").await;
    person.writes("输入名称、编号或拼音", "晚晴").await;
    person.clicks_on(".ant-select-item-option").await;
    person.writes("名称", "门面租金").await;
    person.writes("首期日期", &months_after(&today, -1)).await;
    person.types(ENTER).await;
    person.writes("第 1 行 数量", "1").await;
    person.writes("第 1 行 单价", "3000").await;
    person.writes("第 1 行 货物或服务名称", "{年}年{月}月门面租金，{年份}").await;
    person.sees("“年份” 不是这里可用的占位符").await;
    person.keeps_a_picture("refused-placeholder").await;
    person.writes("第 1 行 货物或服务名称", "门面租金 ").await;
    person.presses("{期间起}").await;
    person.sees("第 2 期").await;
    for (field, chosen) in [("到期时", "直接签发"), ("自动核销", "预收账款")] {
        person.clicks_on(&format!("[aria-label='{field}']")).await;
        person.is_still().await;
        person.types(NEXT_AND_ENTER).await;
        person.sees(chosen).await;
    }
    person.keeps_a_picture("template").await;
    person.types(SAVE).await;
    person.sees("已保存定期账单 门面租金").await;

    person.goes_to("/overview").await;
    person.sees("有 2 张定期单据到期，尚未生成").await;
    person.keeps_a_picture("overview-due").await;
    person.goes_to("/recurring/sales").await;
    person.sees("有 2 张定期单据到期，尚未生成").await;
    person.sees("门面租金").await;
    person.keeps_a_picture("due").await;
    person.presses("现在生成 Ctrl Enter").await;
    person.sees("已生成 2 张").await;
    person.keeps_a_picture("made").await;
    let list = calls(&mut person, "recurring.list", json!({})).await.unwrap();
    assert_eq!((&list[0]["due"], &list[0]["made"]), (&json!(0), &json!(2)), "{list}");
    let id = list[0]["id"].clone();
    person.goes_to(&format!("/recurring/sales/{id}")).await;
    person.presses_radio("已生成").await;
    person.keeps_a_picture("history").await;

    let made = calls(&mut person, "recurring.made", json!({"id": id})).await.unwrap();
    let document = made[1]["document"].clone();
    assert_eq!(document["remaining"]["amount"].as_str().map(str::is_empty), Some(false));
    person.goes_to(&format!("/invoices/{}", document["id"])).await;
    person.sees("由定期账单生成").await;
    person.keeps_a_picture("document").await;
    person.presses("设为定期").await;
    person.sees("后五期").await;
    person.keeps_a_picture("from-a-document").await;

    archive(&mut person, &customer).await;
    let later = json!({"fields": list_fields(&mut person, &id).await});
    calls(&mut person, "recurring.save", later).await.unwrap();
    person.presses("语言").await;
    person.goes_to("/recurring/sales").await;
    person.presses("Make now Ctrl Enter").await;
    person.sees("was not made").await;
    person.keeps_a_picture("refused-en").await;
    person.goes_to(&format!("/recurring/sales/{id}")).await;
    person.sees("No. 3").await;
    person.keeps_a_picture("template-en").await;
    person.presses(&format!("Skip {}", months_after(&today, 1))).await;
    person.sees(&months_after(&today, 6)).await;
    person.presses("Pause").await;
    person.sees("Paused: nothing is made").await;
    person.keeps_a_picture("paused-en").await;
    person.presses("End").await;
    person.sees("Nothing more is made, and it cannot be changed").await;
    person.keeps_a_picture("ending-en").await;
    person.clicks_on(".ant-modal-footer .ant-btn-dangerous").await;
    person.sees("Set up a new one where you need it").await;
    person.keeps_a_picture("ended-en").await;
    person.goes_to("/overview").await;
    person.sees("recurring documents are due").await;
    person.keeps_a_picture("overview-en").await;
    person.goes_to("/recurring/purchases").await;
    person.sees("Write the bills that come every period once").await;
    person.keeps_a_picture("purchases-en").await;
    person.leaves().await;
}

async fn archive(person: &mut Person, customer: &Value) {
    calls(person, "party.archive", json!({"id": customer, "archived": true})).await.unwrap();
}

/// What a template says, for another one.
async fn list_fields(person: &mut Person, id: &Value) -> Value {
    calls(person, "recurring.get", json!({"id": id})).await.unwrap()["fields"].clone()
}
