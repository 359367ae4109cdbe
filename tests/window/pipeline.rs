//! Leads, the board and what the sales work brings, page by page; a card is put back, and dragged.

use serde_json::json;

use crate::person::{CONFIRM, Person};
use crate::shell::at_the_sample;

const SAVE: &str = "\u{E009}s";
const LEFT: &str = "\u{E012}";
const RIGHT: &str = "\u{E014}";
const DOWN: &str = "\u{E015}";
const ESCAPE: &str = "\u{E00C}";
const SPACE: &str = " ";

/// Puts the keyboard on the card of that title.
async fn goes_to_the_card(person: &mut Person, title: &str) {
    let script = format!(
        "const card = [...document.querySelectorAll('[data-card]')].find(card => card.innerText.includes('{title}'));
         card?.focus(); return card !== undefined"
    );
    assert_eq!(person.asks(&script).await, json!(true), "a card of {title}");
}

/// Drags the first card of the first column to the second.
async fn drags_to_needs(person: &mut Person) {
    let script = "
        const card = document.querySelector('[data-column] [data-card]');
        const [from, to] = [card, document.querySelector('[data-stage=\"2\"]')].map(e => e.getBoundingClientRect());
        const fire = (target, type, x, y) =>
          target.dispatchEvent(new PointerEvent(type, {bubbles: true, button: 0, clientX: x, clientY: y}));
        const pause = () => new Promise(resolve => setTimeout(resolve, 100));
        fire(card, 'pointerdown', from.x + 9, from.y + 9);
        fire(window, 'pointermove', to.x + 40, to.y + 60);
        return pause().then(() => fire(window, 'pointermove', to.x + 44, to.y + 64)).then(pause)
          .then(() => { fire(window, 'pointerup', to.x + 44, to.y + 64); return true })";
    assert_eq!(person.asks(script).await, json!(true));
}

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn a_card_is_carried_put_back_and_dragged() {
    let mut person = at_the_sample("pipeline").await;
    person.goes_to("/leads").await;
    person.waits_for("录入日期").await;
    person.keeps_a_picture("leads").await;
    person.types("n").await;
    person.sees("新线索").await;
    person.writes("姓名", "李雷").await;
    person.writes("公司", "朝露茶舍").await;
    person.writes("电话", "138 0013 8000").await;
    person.writes("来源", "展会").await;
    person.keeps_a_picture("new-lead").await;
    person.types(SAVE).await;
    person.sees("线索“朝露茶舍”已保存").await;
    person.presses("转化 C").await;
    person.writes("商机名称", "茶叶礼盒").await;
    person.keeps_a_picture("convert").await;
    person.types(CONFIRM).await;
    person.sees("“朝露茶舍”已转成客户和商机").await;
    person.sees("初步接触，").await;
    person.keeps_a_picture("record").await;

    person.goes_to("/pipeline").await;
    person.waits_for("茶叶礼盒").await;
    person.keeps_a_picture("board").await;
    goes_to_the_card(&mut person, "茶叶礼盒").await;
    person.types(DOWN).await;
    goes_to_the_card(&mut person, "茶叶礼盒").await;
    person.types(SPACE).await;
    person.types(RIGHT).await;
    person.sees("正在移动“茶叶礼盒” → 需求").await;
    person.keeps_a_picture("carried").await;
    person.types(LEFT).await;
    person.types(ESCAPE).await;
    person.waits_for("“茶叶礼盒”放回“初步接触”").await;
    drags_to_needs(&mut person).await;
    person.sees("阶段期限").await;
    person.keeps_a_picture("dragged").await;
    person.types(ESCAPE).await;

    person.goes_to("/performance").await;
    person.waits_for("曾进入").await;
    person.keeps_a_picture("funnel").await;
    person.goes_to("/performance?tab=people").await;
    person.keeps_a_picture("people").await;
    person.presses("语言").await;
    for (address, words, picture) in [
        ("/pipeline", "First contact", "board-en"),
        ("/pipeline?view=list&state=won", "Begun", "list-en"),
        ("/leads?row=1", "Converted", "leads-en"),
        ("/performance?tab=cohorts", "What became of", "cohorts-en"),
        ("/performance?tab=forecast", "Forecast", "forecast-en"),
        ("/performance?tab=targets", "Targets by person", "targets-en"),
        ("/settings/pipeline", "Lost reasons", "settings-en"),
        ("/pipeline/new", "New opportunity", "new-en"),
    ] {
        person.goes_to(address).await;
        person.sees(words).await;
        person.keeps_a_picture(picture).await;
    }
    person.leaves().await;
}
