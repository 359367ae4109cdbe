//! Taxes in the window: a rate that changes from a day on, a tax of several parts on an invoice with its cost, and what
//! the company is for value added tax.

use serde_json::json;

use crate::person::ENTER;
use crate::shell::{at_the_sample, calls};

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn a_tax_changes_and_is_charged_by_its_parts() {
    let mut person = at_the_sample("taxes").await;

    person.goes_to("/settings/taxes").await;
    person.presses("新建").await;
    person.writes("编号", "HUANBAO").await;
    person.writes("中文名称", "环保税").await;
    person.writes("英文名称", "Green levy").await;
    person.writes("生效日", "2026-01-01").await;
    person.writes("税率 %", "4").await;
    person.keeps_a_picture("new").await;
    person.presses("保存").await;
    person.sees("已新建税率 HUANBAO").await;
    person.presses("新建版本").await;
    person.writes("生效日", "2026-10-01").await;
    person.writes("构成", "多项税").await;
    person.types(ENTER).await;
    person.writes("税率 %", "5").await;
    person.keeps_a_picture("version").await;
    person.presses("保存").await;
    person.sees("已新建税率 HUANBAO 的版本").await;
    person.sees("2026-09-30").await;
    person.keeps_a_picture("versions").await;

    let part = |name: &str, rate: &str, more: serde_json::Value| {
        let mut part = json!({"name_zh": name, "name_en": name, "rate": rate});
        part.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        part
    };
    let parts = json!([
        part("GST", "5", json!({"include_base": true})),
        part("QST", "9.975", json!({"base_affected": true})),
        part("WHT", "2", json!({"withheld": true, "output_account": "1221"})),
    ]);
    let group = json!({"code": "QC", "treatment": "rate", "kind": "group", "name_zh": "魁北克", "name_en": "Quebec",
        "parts": parts});
    calls(&mut person, "tax.save", group).await.unwrap();
    let customer = calls(&mut person, "party.find", json!({"text": "K"})).await.unwrap()[0]["id"].clone();
    let lines = json!([{"description": "信笺", "quantity": "1", "unit_price": "100", "tax": "QC"}]);
    let fields = json!({"kind": "invoice", "party_id": customer, "lines": lines});
    let draft = calls(&mut person, "draft.save", json!({"fields": fields})).await.unwrap();
    person.goes_to(&format!("/invoices/draft/{}", draft["id"])).await;
    person.sees("代扣税款").await;
    person.sees("QST").await;
    person.presses_radio("填写成本（随销售结转）").await;
    person.writes("第 1 行 成本", "60").await;
    person.types(ENTER).await;
    person.sees("主营业务成本").await;
    person.keeps_a_picture("parts").await;
    let issued = calls(&mut person, "document.issue", json!({"fields": fields})).await.unwrap();
    person.goes_to(&format!("/invoices/{}", issued["id"])).await;
    person.presses("纸面预览 P").await;
    person.keeps_a_picture("paper").await;

    person.goes_to("/settings/taxpayer").await;
    person.presses("新建").await;
    person.writes("起始日", "2027-01-01").await;
    person.writes("纳税人身份", "小规模").await;
    person.types(ENTER).await;
    person.writes("申报期", "按季").await;
    person.types(ENTER).await;
    person.keeps_a_picture("taxpayer").await;
    person.presses("保存").await;
    person.sees("2027-01-01 起为小规模纳税人").await;
    person.keeps_a_picture("taxpayers").await;

    person.goes_to("/settings/vat_rules").await;
    person.sees("财税〔2016〕12号").await;
    person.presses("新建").await;
    person.writes("月销售额（按季申报为三倍）", "150000").await;
    person.writes("起始日", "2028-01-01").await;
    person.writes("依据、文号", "财政部 税务总局公告2027年第9号").await;
    person.keeps_a_picture("vat-rule").await;
    person.presses("保存").await;
    person.sees("已录入：小规模免税：低于，自 2028-01-01").await;
    person.keeps_a_picture("vat-rules").await;

    person.presses("语言").await;
    for (address, name) in [
        ("/settings/taxes", "new-english"),
        ("/settings/taxpayer", "taxpayer-english"),
        ("/settings/vat_rules", "vat-rules-english"),
    ] {
        person.goes_to(address).await;
        person.presses("New").await;
        person.keeps_a_picture(name).await;
    }
    person.goes_to(&format!("/invoices/draft/{}", draft["id"])).await;
    person.keeps_a_picture("parts-english").await;
    person.leaves().await;
}
