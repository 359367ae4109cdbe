//! From a first contact to the money, with the keyboard alone: lead, opportunity through every stage, quote, order, two
//! partial deliveries with their invoices, receipt; then what the customer's timeline and the performance say of it.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::orders::issues;
use crate::person::{CONFIRM, ENTER, Person};
use crate::shell::{at_the_sample, calls};

const SAVE: &str = "\u{E009}s";
const CARRY_ON: [&str; 3] = [" ", "\u{E014}", " "];

/// The figures of the row of a report that begins with these words.
async fn figures(person: &mut Person, report: &str, row: &str) -> Vec<Decimal> {
    let today = calls(person, "session.get", json!({})).await.unwrap()["today"].clone();
    let asked = json!({"name": report, "from": "2020-01-01", "as_of": today});
    let report = calls(person, "report.run", asked).await.unwrap();
    let rows = report["rows"].as_array().unwrap();
    let is_sought = |each: &&Value| each["cells"][0].to_string().contains(row);
    let cells = rows.iter().find(is_sought).unwrap_or_else(|| panic!("{row} in {report}"))["cells"].clone();
    let number = |cell: &Value| {
        let value = cell.pointer("/value/amount").unwrap_or(&cell["value"]);
        value.to_string().trim_matches('"').parse().ok()
    };
    cells.as_array().unwrap().iter().filter_map(number).collect()
}

/// The number of the latest document of a kind.
async fn number_of(person: &mut Person, kind: &str, party: &Value) -> String {
    let list = calls(person, "document.list", json!({"kinds": [kind], "party_id": party})).await.unwrap();
    list["rows"][0]["number"].as_str().unwrap().to_owned()
}

/// Carries the card that has the keyboard to the next stage, and writes what that asks for.
async fn carries_on(person: &mut Person, stage: &str, asked: &[(&str, &str)]) {
    for key in CARRY_ON {
        person.types(key).await;
    }
    person.sees("移动“茶叶礼盒”").await;
    person.is_still().await;
    for (label, text) in asked {
        person.fills(label, text).await;
    }
    person.types(CONFIRM).await;
    person.sees(&format!("“茶叶礼盒”已进入{stage}")).await;
    person.is_still().await;
}

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn a_lead_becomes_money_with_the_keyboard_alone() {
    let mut person = at_the_sample("whole-way").await;
    person.is_still().await;
    let entered = figures(&mut person, "pipeline_funnel", "合同").await;
    let sold = figures(&mut person, "sales_performance", "老板").await;

    person.goes_by_palette("线索").await;
    person.waits_for("录入日期").await;
    person.types("n").await;
    person.sees("新线索").await;
    for (label, text) in [("姓名", "李雷"), ("公司", "朝露茶舍"), ("电话", "138 0013 8000"), ("来源", "展会")]
    {
        person.fills(label, text).await;
    }
    person.types(SAVE).await;
    person.sees("线索“朝露茶舍”已保存").await;
    person.is_still().await;
    person.types("c").await;
    person.fills("商机名称", "茶叶礼盒").await;
    person.types(CONFIRM).await;
    person.sees("“朝露茶舍”已转成客户和商机").await;

    person.goes_by_palette("商机").await;
    person.waits_for("茶叶礼盒").await;
    person.is_still().await;
    person.tabs_to("茶叶礼盒, 朝露茶舍").await;
    carries_on(&mut person, "需求", &[]).await;
    for key in CARRY_ON {
        person.types(key).await;
    }
    person.sees("“方案”还需要").await;
    person.is_still().await;
    person.types(CONFIRM).await;
    person.sees("还不能进入“方案”").await;
    person.keeps_a_picture("held").await;
    person.fills("金额", "36000").await;
    person.fills("预计成交日期", "2027-01-31").await;
    person.types(CONFIRM).await;
    person.sees("“茶叶礼盒”已进入方案").await;
    person.is_still().await;
    for stage in ["报价", "谈判", "合同"] {
        carries_on(&mut person, stage, &[]).await;
    }
    person.keeps_a_picture("in-contract").await;
    person.types(ENTER).await;
    person.sees("做报价单").await;
    person.keeps_a_picture("opportunity").await;
    person.types("q").await;
    person.sees("报价单草稿已生成").await;
    person.keeps_a_picture("quote").await;
    person.fills("第 1 行 数量", "10").await;
    person.fills("第 1 行 单价", "3600").await;
    issues(&mut person, "BJ").await;
    person.types("a").await;
    person.is_still().await;
    person.fills("客户方谁说的", "李雷").await;
    person.types(ENTER).await;
    person.sees("已被客户接受").await;
    person.is_still().await;
    person.types("o").await;
    person.sees("无需送货").await;
    issues(&mut person, "DD").await;
    let customer =
        calls(&mut person, "party.find", json!({"text": "朝露茶舍"})).await.unwrap()[0]["id"].clone();
    let order = number_of(&mut person, "sales_order", &customer).await;
    for (quantity, state) in [("4", "未送"), ("6", "已完成")] {
        person.types("d").await;
        person.is_still().await;
        person.fills("第 1 行 数量", quantity).await;
        issues(&mut person, "SHD").await;
        person.types("i").await;
        person.is_still().await;
        issues(&mut person, "XS").await;
        person.goes_by_palette(&order).await;
        person.sees("单据链").await;
        person.sees(state).await;
        person.is_still().await;
    }
    person.keeps_a_picture("order").await;
    let invoice = number_of(&mut person, "invoice", &customer).await;
    person.goes_by_palette(&invoice).await;
    person.sees("单据链").await;
    person.is_still().await;
    person.types("r").await;
    person.sees("正好核销完").await;
    person.is_still().await;
    person.types(CONFIRM).await;
    person.is_still().await;
    person.types(ENTER).await;
    person.sees("已登记").await;
    person.is_still().await;

    person.goes_by_palette("商机").await;
    person.waits_for("茶叶礼盒").await;
    person.is_still().await;
    person.tabs_to("茶叶礼盒, 朝露茶舍").await;
    carries_on(&mut person, "赢单", &[]).await;

    person.goes_by_palette("朝露茶舍").await;
    person.sees("时间线").await;
    person.is_still().await;
    for step in [
        "新商机 茶叶礼盒 · 初步接触",
        "茶叶礼盒 → 需求",
        "茶叶礼盒 → 方案",
        "茶叶礼盒 → 报价",
        "茶叶礼盒 → 谈判",
        "茶叶礼盒 → 合同",
        "客户接受",
        &format!("销售订单 {order}"),
        "送货单 SHD",
        &format!("账单 {invoice}"),
        "收款 SK",
        "赢单：茶叶礼盒",
    ] {
        person.sees(step).await;
    }
    person.keeps_a_picture("timeline").await;

    person.goes_by_palette("销售业绩").await;
    person.waits_for("曾进入").await;
    person.keeps_a_picture("funnel").await;
    let (entered_now, sold_now) = (
        figures(&mut person, "pipeline_funnel", "合同").await,
        figures(&mut person, "sales_performance", "老板").await,
    );
    assert_ne!(entered_now, entered, "the funnel counts it");
    assert!(
        sold_now.iter().zip(&sold).any(|(now, before)| *now - *before == Decimal::from(36_000)),
        "{sold:?} {sold_now:?}"
    );
    person.tabs_to("人员").await;
    person.types(ENTER).await;
    person.keeps_a_picture("people").await;
    person.leaves().await;
}
