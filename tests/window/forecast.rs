//! Cash to come: thirteen weeks with their items, a plan that brings an alert, what late customers would do.

use serde_json::json;

use crate::person::Person;
use crate::shell::{at_the_sample, calls};

async fn pictured(person: &mut Person, name: &str) {
    person.is_still().await;
    person.keeps_a_picture(name).await;
}

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn cash_is_seen_ahead_planned_and_tried() {
    let mut person = at_the_sample("forecast").await;
    person.goes_to("/forecast").await;
    person.sees("现有资金").await;
    person.sees("全部收支").await;
    pictured(&mut person, "weeks").await;
    // Wages take the balance below what it would have been at its lowest, whatever the day.
    let told = calls(&mut person, "cash.forecast", json!({})).await.unwrap();
    let lowest = told["lowest"]["amount"].as_str().and_then(|lowest| lowest.split('.').next()).unwrap();
    let minimum = lowest.parse::<i64>().unwrap() - 1000;
    person.goes_to("/forecast?view=plan").await;
    person.sees("还没有计划收支。").await;
    person.fills("最低资金", &minimum.to_string()).await;
    person.presses("添加").await;
    person.fills("名称 1", "工资").await;
    person.fills("金额 1", "500000").await;
    pictured(&mut person, "plan").await;
    person.presses("保存").await;
    person.waits_for("计划收支已保存").await;
    person.goes_to("/forecast").await;
    person.waits_for("比最低资金").await;
    person.presses("查看这一期").await;
    person.waits_for("的收支").await;
    person.sees("工资").await;
    pictured(&mut person, "alert").await;
    person.goes_to("/forecast?delay=10&largest=yes").await;
    person.waits_for("客户晚付 10 天").await;
    person.sees("不付款").await;
    pictured(&mut person, "scenarios").await;
    person.leaves().await;
}
