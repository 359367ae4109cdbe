//! A template designed while its paper is watched, saved, used, and an invoice printed with it.

use serde_json::{Value, json};

use crate::person::{ENTER, Person};
use crate::shell::{at_the_sample_in, calls};

/// The drawn preview as one text, empty while it is being drawn.
const DRAWN: &str = "const page = document.querySelector('.papers-preview canvas[aria-busy=false]');
    return page ? page.toDataURL() : ''";

/// Waits until the preview shows another paper than this one.
async fn sees_another(person: &mut Person, before: &Value) -> Value {
    for _ in 0..100 {
        let now = person.asks(DRAWN).await;
        if now != json!("") && now != *before {
            return now;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    person.keeps_a_picture("gave-up").await;
    panic!("the preview does not change");
}

async fn chooses(person: &mut Person, css: &str, words: &str) {
    person.clicks_on(css).await;
    person.types(words).await;
    person.is_still().await;
    person.types(ENTER).await;
}

async fn designs_a_template(language: &str) {
    let words = |zh: &'static str, en: &'static str| if language == "en" { en } else { zh };
    let mut person = at_the_sample_in(&format!("templates-{language}"), language).await;
    person.has_a_window_of(1280, 900).await;
    person.sees(words("总览", "Overview")).await;
    let fields = json!({"kind": "invoice", "party_id": 1, "lines": [
        {"description": words("线装笔记本", "Thread-bound notebook"), "quantity": "240", "unit_price": "12.80"}]});
    let invoice =
        calls(&mut person, "document.issue", json!({"fields": fields})).await.unwrap()["id"].clone();
    let plain = calls(&mut person, "document.pdf", json!({"id": invoice})).await.unwrap();

    person.goes_to("/settings/papers").await;
    person.sees(words("样式", "Look")).await;
    let first = sees_another(&mut person, &json!("")).await;
    person.keeps_a_picture("new").await;
    person.writes(words("名称", "Name"), words("蓝色现代", "Modern blue")).await;
    person
        .writes(
            words("表格上方文字", "Text above the table"),
            words("{customer}：请查收。", "Dear {customer}, please find our invoice below."),
        )
        .await;
    let second = sees_another(&mut person, &first).await;
    chooses(&mut person, "#template-look", words("现代", "Modern")).await;
    sees_another(&mut person, &second).await;
    person.presses_radio(words("编号条形码", "Number as barcode")).await;
    person.keeps_a_picture("designed").await;
    person.presses(words("保存 Ctrl S", "Save Ctrl S")).await;
    person.sees(words("还没有单据使用这个模板。", "No paper uses this template yet.")).await;
    person.presses(words("用于所选", "Use for these")).await;
    person.sees(words("销售账单：所有往来单位", "Invoices: Everybody")).await;
    person.keeps_a_picture("used").await;
    let a4 = sees_another(&mut person, &json!("")).await;
    chooses(&mut person, "#template-page", words("241 连续纸（三等分）", "241 mm continuous, third")).await;
    sees_another(&mut person, &a4).await;
    person.keeps_a_picture("third").await;

    person.writes(words("标题", "Title"), "{contract}").await;
    person.sees(words("不是这里可用的占位符", "is no placeholder here")).await;
    person.keeps_a_picture("unknown-field").await;

    let designed = calls(&mut person, "document.pdf", json!({"id": invoice})).await.unwrap();
    assert_ne!(plain["file"]["handle"], designed["file"]["handle"], "the template is on the paper");
    person.goes_to(&format!("/invoices/{invoice}")).await;
    person.sees(words("核销", "Settlement")).await;
    person.types("p").await;
    person.sees_drawn(words("第 1 /", "Page 1")).await;
    person.keeps_a_picture("invoice").await;
    person.leaves().await;
}

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn a_template_is_designed_in_chinese() {
    designs_a_template("zh-CN").await;
}

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn a_template_is_designed_in_english() {
    designs_a_template("en").await;
}
