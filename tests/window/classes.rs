//! Customers by class: a segment written with a live count, the list and the figures it narrows, a price that says where
//! it comes from.

use serde_json::json;

use crate::person::Person;
use crate::shell::{at_the_sample, calls};

const SAVE: &str = "\u{E009}s";
/// The choice after the one that is chosen.
const NEXT_AND_ENTER: &str = "\u{E015}\u{E007}";

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn customers_are_classed_narrowed_and_priced() {
    let mut person = at_the_sample("classes").await;
    let view = |view: &str| format!("/classes?view={view}");
    for (name, seen) in [
        ("overview", "分类总览"),
        ("pivot", "销售透视"),
        ("movement", "月末活跃"),
        ("customers", "客户分级"),
        ("visits", "到期回访"),
    ] {
        person.goes_to(&view(name)).await;
        person.sees(seen).await;
        person.keeps_a_picture(name).await;
    }
    person.goes_to("/segments").await;
    person.sees("客户分群").await;
    person.keeps_a_picture("segments").await;
    person.types("n").await;
    person.writes("名称", "还没结清").await;
    person.presses("加条件").await;
    person.clicks_on("[aria-label='行业 比较']").await;
    person.is_still().await;
    person.types(NEXT_AND_ENTER).await;
    person.types(NEXT_AND_ENTER).await;
    person.keeps_a_picture("segment-editor").await;
    person.types(SAVE).await;
    person.sees("已保存分群 还没结清").await;
    person.sees("分群").await;
    person.keeps_a_picture("customers-of-segment").await;

    person.goes_to("/prices").await;
    person.sees("价目表").await;
    person.keeps_a_picture("prices").await;
    let lists = calls(&mut person, "price_list.list", json!({})).await.unwrap();
    person.goes_to(&format!("/prices/{}", lists[0]["id"])).await;
    person.sees("第 1 版").await;
    person.keeps_a_picture("price-list").await;
    person.goes_to("/settings/classes").await;
    person.sees("服务方案").await;
    person.keeps_a_picture("class-defaults").await;
    english(&mut person).await;
}

async fn english(person: &mut Person) {
    person.presses("语言").await;
    person.is_still().await;
    for (path, name) in [
        ("/classes?view=overview", "overview-en"),
        ("/classes?view=pivot&period=quarter", "pivot-en"),
        ("/classes?view=customers", "customers-en"),
        ("/segments", "segments-en"),
        ("/segments/new", "segment-new-en"),
        ("/prices", "prices-en"),
        ("/settings/classes", "class-defaults-en"),
    ] {
        person.goes_to(path).await;
        person.keeps_a_picture(name).await;
    }
}
