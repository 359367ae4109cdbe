//! What late and doubtful debts cost: published rates, terms of late interest, loss rates by segment, and the end of a year.

use serde_json::json;

use crate::person::ENTER;
use crate::shell::{at_the_sample, calls};

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn rates_are_published_terms_agreed_and_losses_set_by_segment() {
    let mut person = at_the_sample("losses").await;

    person.goes_to("/rates?view=published").await;
    person.sees("公布利率放在这里").await;
    person.keeps_a_picture("no-published").await;
    person.presses("新公布利率 N").await;
    person.writes("年利率 %", "3").await;
    person.writes("来源", "全国银行间同业拆借中心").await;
    person.keeps_a_picture("publishing").await;
    person.presses("保存").await;
    person.sees("已记录 LPR1Y").await;
    let earlier = json!({"name": "LPR1Y", "valid_from": "2024-01-01", "percent": "3.45", "source": ""});
    calls(&mut person, "reference_rate.save", earlier).await.unwrap();

    let list =
        json!({"business": "customer", "view": "overdue", "sort": "overdue", "descending": true, "limit": 1});
    let late = calls(&mut person, "party.list", list).await.unwrap()["rows"][0]["id"].clone();
    let interest = format!("/customers/{late}?tab=interest");
    person.goes_to(&interest).await;
    person.clicks_on(".interest-terms summary").await;
    person.writes("计算方法", "公布利率").await;
    person.types(ENTER).await;
    person.writes("加点（百分点）", "1").await;
    person.presses("添加").await;
    person.writes("欠款不低于 1", "1000").await;
    person.writes("赔偿金额 1", "40").await;
    person.keeps_a_picture("terms").await;
    person.presses("保存条款").await;
    person.sees("起的利息条款").await;
    person.sees("合计").await;
    person.keeps_a_picture("claim").await;

    person.goes_to("/allowance").await;
    person.presses("采用历史损失率").await;
    person.presses("新增客户分组").await;
    person.writes("分组", "重点客户").await;
    person.keeps_a_picture("new-segment").await;
    person.presses("增加分组").await;
    person.sees("其他客户").await;
    person.keeps_a_picture("segments").await;
    // The segment stands first.
    person.presses("修改损失率").await;
    person.writes("损失率 % 90 天以上", "50").await;
    person.presses("保存损失率").await;
    person.presses("取消分组").await;
    person.sees("起取消分组").await;
    person.keeps_a_picture("segment-ended").await;
    person.goes_to("/month-end?month=2026-12").await;
    person.keeps_a_picture("december").await;

    person.presses("语言").await;
    person.goes_to("/settings/language").await;
    person.presses_radio("Dark").await;
    for (address, name) in [
        ("/rates?view=published", "published"),
        (interest.as_str(), "interest"),
        ("/allowance", "allowance"),
        ("/reports/credit_losses", "report"),
        ("/month-end?month=2026-12", "december"),
    ] {
        person.goes_to(address).await;
        if name == "interest" {
            person.clicks_on(".interest-terms summary").await;
        }
        person.keeps_a_picture(&format!("dark-{name}-english")).await;
    }
    person.leaves().await;
}
