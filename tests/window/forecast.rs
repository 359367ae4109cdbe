//! Cash to come: thirteen weeks with their items, a plan that brings an alert, what late customers would do.

use serde_json::json;

use crate::shell::{at_the_sample, calls};

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn cash_is_seen_ahead_planned_and_tried() {
    let mut person = at_the_sample("forecast").await;
    person.goes_to("/forecast").await;
    person.sees("现有资金").await;
    person.sees("全部收支").await;
    person.keeps_a_picture("weeks").await;
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
    person.keeps_a_picture("plan").await;
    person.presses("保存").await;
    person.waits_for("计划收支已保存").await;
    person.goes_to("/forecast").await;
    person.waits_for("比最低资金").await;
    person.presses("查看这一期").await;
    person.waits_for("的收支").await;
    person.sees("工资").await;
    person.keeps_a_picture("alert").await;
    person.goes_to("/forecast?delay=10&largest=yes").await;
    person.waits_for("客户晚付 10 天").await;
    person.sees("不付款").await;
    person.presses_radio("新增贷款…").await;
    person.fills("金额", "200000").await;
    person.keeps_a_picture("loan").await;
    person.presses("加入预测").await;
    person.waits_for("贷款 200,000.00").await;
    person.keeps_a_picture("scenarios").await;
    person.goes_to("/forecast?span=months&source=payroll").await;
    person.waits_for("工资").await;
    person.keeps_a_picture("months").await;
    // Forecasts are kept by the week; the program's own past is set beside them when asked.
    let kept = calls(&mut person, "cash.record", json!(null)).await.unwrap();
    assert_eq!(kept["kept"], 1, "{kept}");
    person.goes_to("/forecast?view=record").await;
    person.presses("现在对照").await;
    person.waits_for("80% 区间命中").await;
    person.keeps_a_picture("record").await;
    person.goes_to("/credit?view=risk").await;
    person.waits_for("自身逾期率").await;
    person.keeps_a_picture("risk").await;
    person.goes_to("/overview").await;
    person.sees("13 周后资金").await;
    person.keeps_a_picture("overview").await;
    person.leaves().await;
}
