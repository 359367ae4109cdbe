//! Everything there is to look at, as pictures for the eye: every page, and what opens on it, in both languages,
//! light and dark, with the sample company and with a book just made, at 1280×720.
//!
//! It takes minutes and checks only that the pages come, so `make window` and `make test` leave it out; `make sheets`
//! runs it and leaves the pictures in `target/window-shots`, numbered as they were taken. `KEZHANG_SHEETS=/classes,/leads`
//! leaves out every page whose address does not begin so.

use serde_json::{Value, json};

use crate::person::{CONFIRM, ENTER, Person};
use crate::shell::{asks_shell, calls, with_the_sample};
use crate::tour::{FORMS, LISTS, REPORTS, SETTINGS, records_of_the_sample};

/// What a person does on a page before the picture.
#[derive(Clone)]
pub enum Does {
    Types(&'static str),
    /// Clicks the first thing that answers to a selector, in any language.
    Clicks(&'static str),
    /// Writes into the field that answers to a selector.
    Writes(&'static str, &'static str),
    /// Presses what says this in Chinese, or this in English.
    Presses(&'static str, &'static str),
}
use Does::{Clicks, Presses, Types, Writes};

pub struct Scene {
    name: &'static str,
    address: String,
    does: Vec<Does>,
}

const SELECT_ALL: &str = "\u{E009}a";
const SAVE: &str = "\u{E009}s";
const FIRST_ROW: &str = ".table-row";
const FIRST_OPENS: &str = ".report-row .opens";

#[tokio::test]
#[ignore = "takes minutes and is for the eye: make sheets"]
async fn contact_sheets_of_the_sample_company() {
    let mut person = with_the_sample("sheet", "zh-CN").await;
    let scenes = scenes(&mut person).await;
    let pages = [LISTS, FORMS, SETTINGS, REPORTS].concat().into_iter().map(str::to_owned);
    let pages: Vec<String> = pages.chain(records_of_the_sample(&mut person).await).collect();
    person.is_photographed(&pages, &scenes).await;
    person.leaves().await;
}

#[tokio::test]
#[ignore = "takes minutes and is for the eye: make sheets"]
async fn contact_sheets_of_an_empty_book() {
    let mut person = Person::starts("sheet-empty").await;
    person.reads("body").await;
    person.has_a_window_of(1280, 720).await;
    person.keeps_a_picture("en-light-start").await;
    person.presses("Language").await;
    person.keeps_a_picture("zh-light-start").await;
    person.presses("新建账套").await;
    person.keeps_a_picture("zh-light-start-new").await;
    person.presses("语言").await;
    person.keeps_a_picture("en-light-start-new").await;
    let book = person.at_home("empty.kz");
    let new = json!({"name": "清禾包装", "currency": "CNY", "chart": "cn-small", "language": "zh-CN"});
    asks_shell(&mut person, "book_new", json!({"path": book, "input": new})).await.unwrap();
    let pages: Vec<String> =
        [LISTS, FORMS, SETTINGS, REPORTS].concat().into_iter().map(str::to_owned).collect();
    person.is_photographed(&pages, &[]).await;
    person.leaves().await;
}

#[tokio::test]
#[ignore = "takes minutes and is for the eye: make sheets"]
async fn contact_sheets_of_a_book_with_one_of_each() {
    let mut person = Person::starts("sheet-one").await;
    person.reads("body").await;
    let book = person.at_home("one.kz");
    let new = json!({"name": "清禾包装", "currency": "CNY", "chart": "cn-small", "language": "zh-CN"});
    asks_shell(&mut person, "book_new", json!({"path": book, "input": new})).await.unwrap();
    let customer = one_of_each(&mut person).await;
    let tabs = [
        "open",
        "documents",
        "statement",
        "credit",
        "commitments",
        "purchases",
        "contracts",
        "tasks",
        "profile",
    ];
    let tabs = tabs.map(|tab| format!("/customers/{customer}?tab={tab}"));
    let pages = [LISTS, FORMS, RECORDS].concat().into_iter().map(str::to_owned).chain(tabs);
    person.is_photographed(&pages.collect::<Vec<_>>(), &[]).await;
    person.leaves().await;
}

/// The records of a book with one of each.
const RECORDS: &[&str] = &["/segments/1", "/prices/1", "/pipeline/1", "/contracts/1"];

/// A customer with one of everything that sales keep, and its key.
async fn one_of_each(person: &mut Person) -> Value {
    let mut asks = async |command: &str, input: Value| calls(person, command, input).await.unwrap();
    let item = json!({"fields": {"name_zh": "五层瓦楞纸箱", "name_en": "Corrugated box", "price": "4.85"}});
    let item = asks("item.save", item).await["id"].clone();
    let prices = json!([{"item_id": item, "from_quantity": "100", "unit_price": "4.50"}]);
    let list = json!({"name": "老客户价", "currency": "CNY", "prices": prices});
    let list = asks("price_list.save", json!({"fields": list})).await["id"].clone();
    let fields = json!({"name": "晨潮烘焙", "is_customer": true, "tags": ["VIP"], "industry": "C", "region": "330106",
        "source": "展会", "discount_percent": "5"});
    let customer = asks("party.save", json!({"fields": fields})).await["id"].clone();
    let rule = json!({"op": "in", "field": "tag", "values": ["VIP"]});
    asks("segment.save", json!({"name": "老客户", "rule": rule})).await;
    let offer = json!({"price_list": list, "visit_days": 30, "service_plan": "专人对接，每月回访"});
    let vip = json!({"class": "tag", "value": "VIP"});
    asks("class_default.save", json!({"class": vip, "offer": offer})).await;
    let call = json!({"party_id": customer, "kind": "call", "date": "2026-07-14", "text": "询价",
        "next_step": "送样册", "next_on": "2026-07-16"});
    asks("activity.record", call).await;
    asks("lead.save", json!({"fields": {"name": "李雷", "company": "南风食品", "phone": "138 0000 0000"}}))
        .await;
    let deal = json!({"party_id": customer, "title": "年度纸箱", "amount": "10000", "next_step": "送样册"});
    asks("opportunity.create", json!({"fields": deal})).await;
    let contract = json!({"party_id": customer, "title": "年度供货", "ends_on": "2027-08-10"});
    asks("contract.save", json!({"fields": contract})).await;
    let asked = json!({"item_id": item, "party_id": customer, "quantity": "200"});
    let offered = asks("price.find", asked).await["chosen"].clone();
    let line =
        json!({"item_id": item, "quantity": "200", "unit_price": "4.50", "price": {"offered": offered}});
    for kind in ["quote", "sales_order", "delivery", "invoice"] {
        let fields = json!({"kind": kind, "party_id": customer, "date": "2026-07-01", "lines": [line]});
        asks("document.issue", json!({"fields": fields})).await;
    }
    customer
}

/// The dialogs, drawers, menus and states that a page shows only after an act.
async fn scenes(person: &mut Person) -> Vec<Scene> {
    let today = person.asks("return new Date().toISOString().slice(0, 10)").await;
    let today = today.as_str().unwrap();
    let month_ago = person.asks("return new Date(Date.now() - 3456e6).toISOString().slice(0, 10)").await;
    let month_ago = month_ago.as_str().unwrap();
    for (currency, rate) in [("USD", "7.1024"), ("JPY", "4.7123/100")] {
        let rate = json!({"date": month_ago, "currency": currency, "type": "mid", "rate": rate});
        calls(person, "rate.save", json!({"rates": [rate]})).await.unwrap();
    }
    let list =
        json!({"business": "customer", "view": "open", "sort": "balance", "descending": true, "limit": 1});
    let customer = calls(person, "party.list", list).await.unwrap()["rows"][0]["id"].clone();
    let list =
        json!({"business": "supplier", "view": "open", "sort": "balance", "descending": true, "limit": 1});
    let supplier = calls(person, "party.list", list).await.unwrap()["rows"][0]["id"].clone();
    let of = |kind: &str| json!({"kinds": [kind], "ascending": false, "limit": 1});
    let invoice = calls(person, "document.list", of("invoice")).await.unwrap()["rows"][0]["id"].clone();
    let bill = calls(person, "document.list", of("bill")).await.unwrap()["rows"][0]["id"].clone();
    let credit = calls(person, "document.list", of("credit_note")).await.unwrap()["rows"][0]["id"].clone();
    let draft = calls(person, "draft.list", json!({})).await.unwrap()[0]["id"].clone();
    let file = person.at_home("客户.csv");
    std::fs::write(
        &file,
        "客户名称,编号,电话,期初余额\n杭州䶮堂文具有限公司,H1,0571-5550 1,1200.50\n,H2,,1\n",
    )
    .unwrap();
    let file = file.to_str().unwrap().to_owned();
    let since = format!("from={month_ago}&to={today}");
    let scene =
        |name, address: &str, does: &[Does]| Scene { name, address: address.into(), does: does.into() };
    vec![
        scene("palette", "/overview", &[Types("/")]),
        scene("palette-found", "/overview", &[Types("/"), Types("纸")]),
        scene("palette-none", "/overview", &[Types("/"), Types("zzzz")]),
        scene("shortcuts", "/overview", &[Types("?")]),
        scene("day", "/overview", &[Clicks(".top-day")]),
        scene(
            "past",
            "/overview",
            &[Clicks(".top-day"), Writes(".ant-popover input", "2026-06-30"), Types(ENTER)],
        ),
        scene("user-menu", "/overview", &[Clicks(".top-user")]),
        scene("password", "/overview", &[Clicks(".top-user"), Presses("修改密码", "Change password")]),
        scene("columns", "/invoices", &[Presses("列", "Columns")]),
        scene("export", "/invoices", &[Presses("导出", "Export")]),
        scene("nothing-found", "/invoices", &[Writes(".finder", "zzzz")]),
        scene("void", &format!("/invoices/{invoice}"), &[Presses("作废", "Void")]),
        scene("invoice-paper", &format!("/invoices/{invoice}"), &[Types("p")]),
        scene("credit-note", &format!("/invoices/{credit}"), &[]),
        scene("credit-note-new", &format!("/invoices/{invoice}"), &[Presses("红字账单", "Credit note")]),
        scene("bill", &format!("/bills/{bill}"), &[]),
        scene("editor-item", &format!("/invoices/draft/{draft}"), &[Clicks(".line-row input"), Types("纸")]),
        scene(
            "editor-entry",
            &format!("/invoices/draft/{draft}"),
            &[Clicks(".editor-side .ant-segmented-item:last-child")],
        ),
        scene("editor-refused", "/invoices/new", &[Types(CONFIRM)]),
        scene("issue", &format!("/invoices/draft/{draft}"), &[Types(CONFIRM)]),
        scene(
            "receipt",
            &format!("/receipts/new?party={customer}"),
            &[Writes(".cash-fields input.num", "12000")],
        ),
        scene("payment", &format!("/payments/new?party={supplier}"), &[]),
        scene(
            "settle-menu",
            &format!("/customers/{customer}"),
            &[Presses("其他核销", "Settle without money")],
        ),
        scene("supplier", &format!("/suppliers/{supplier}"), &[]),
        scene("supplier-ledger", &format!("/suppliers/{supplier}?tab=ledger"), &[]),
        scene("supplier-write-off", &format!("/suppliers/{supplier}/write-off"), &[]),
        scene("customer-rows", "/customers/new", &[Presses("添加", "Add")]),
        scene("customer-refused", "/customers/new", &[Types(SAVE)]),
        scene("rates", "/rates", &[]),
        scene("rate-new", "/rates", &[Types("n")]),
        scene("number", "/settings/numbering", &[Clicks(FIRST_ROW)]),
        scene("tax", "/settings/taxes", &[Clicks(FIRST_ROW)]),
        scene("tax-new", "/settings/taxes", &[Types("n")]),
        scene("terms", "/settings/terms", &[Clicks(FIRST_ROW)]),
        scene("terms-new", "/settings/terms", &[Types("n")]),
        scene("account", "/settings/accounts", &[Clicks(FIRST_ROW)]),
        scene("user", "/settings/users", &[Clicks(FIRST_ROW)]),
        scene("user-new", "/settings/users", &[Types("n")]),
        scene("act", "/settings/trail", &[Clicks(FIRST_ROW)]),
        scene("trial-balance", &format!("/reports/trial_balance?{since}"), &[]),
        scene("accounts", "/reports/balance_sheet", &[Clicks(FIRST_OPENS)]),
        scene("ledger", &format!("/reports/general_ledger?{since}"), &[]),
        scene("vouchers", &format!("/vouchers?{since}"), &[]),
        scene("voucher", &format!("/vouchers?{since}"), &[Clicks(FIRST_OPENS)]),
        scene("journal", &format!("/reports/journal?{since}"), &[]),
        scene("aging-items", "/reports/ar_aging", &[Clicks(".report-row .end .opens")]),
        scene("aging-detail", "/reports/ar_aging?detail=yes", &[]),
        scene("statement", &format!("/reports/statement?party={customer}"), &[]),
        scene("import-file", &format!("/import?path={file}&kind=customers"), &[]),
        scene("import-tried", &format!("/import?path={file}&kind=customers"), &[Presses("试读", "Try")]),
    ]
}

impl Person {
    pub async fn is_photographed(&mut self, pages: &[String], scenes: &[Scene]) {
        let asked = std::env::var("KEZHANG_SHEETS").unwrap_or_else(|_| "/".into());
        let asked: Vec<&str> = asked.split(',').collect();
        let is_asked = |address: &str| asked.iter().any(|begins| address.starts_with(begins));
        self.reloads().await;
        self.sees("Shortcuts").await;
        self.has_a_window_of(1280, 720).await;
        for (scheme, dark) in [("light", false), ("dark", true)] {
            for (language, other) in [("en", "Language"), ("zh", "语言")] {
                self.goes_to("/settings/language").await;
                self.does(language, &Presses("显示与按键", "Display")).await;
                let option = match (language, dark) {
                    ("en", false) => "Light",
                    ("en", true) => "Dark",
                    (_, false) => "浅色",
                    (_, true) => "深色",
                };
                self.presses_radio(option).await;
                for address in pages.iter().filter(|address| is_asked(address)) {
                    self.goes_to(address).await;
                    let page = address.trim_start_matches('/').replace(['/', '?', '='], "-");
                    self.keeps_a_picture(&format!("{language}-{scheme}-{page}")).await;
                }
                for scene in scenes.iter().filter(|scene| is_asked(&scene.address)) {
                    self.plays(language, scheme, scene).await;
                }
                self.presses(other).await;
            }
        }
    }

    async fn plays(&mut self, language: &str, scheme: &str, scene: &Scene) {
        self.goes_to(&scene.address).await;
        self.is_still().await;
        for act in &scene.does {
            self.does(language, act).await;
        }
        self.keeps_a_picture(&format!("{language}-{scheme}-at-{}", scene.name)).await;
        // What lies over the pages stays when the address changes.
        self.reloads().await;
        self.sees(if language == "zh" { "快捷键" } else { "Shortcuts" }).await;
    }

    async fn does(&mut self, language: &str, act: &Does) {
        match act {
            Types(keys) => self.types(keys).await,
            Clicks(selector) => self.clicks_on(selector).await,
            Writes(selector, text) => {
                self.clicks_on(selector).await;
                self.types(SELECT_ALL).await;
                self.types(text).await;
            }
            Presses(chinese, english) => self.presses(if language == "zh" { chinese } else { english }).await,
        }
        self.is_still().await;
    }
}
