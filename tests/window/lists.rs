//! A list is saved as it is shown: every row of its filter, the columns left in it, in the language of the window.

use serde_json::json;

use crate::shell::{calls, with_the_sample};

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn a_list_is_saved_as_it_is_shown() {
    let mut person = with_the_sample("lists", "zh-CN").await;
    person.reloads().await;
    person.sees("Shortcuts").await;

    person.goes_to("/invoices?view=settled").await;
    person.presses("Columns").await;
    person.presses_radio("Reference").await;
    let file = person.at_home("settled.csv");
    person.will_choose(&file);
    person.presses("Export").await;
    person.sees("CSV text").await;
    person.keeps_a_picture("menu").await;
    person.presses("CSV text").await;
    person.sees("Saved as").await;
    let text = std::fs::read_to_string(&file).unwrap();
    let mut lines = text.lines();
    assert_eq!(lines.next().unwrap(), "\u{feff}Number,Customer,Type,Date,Due on,Total,Open,State");
    let filter = json!({"kinds": ["invoice", "credit_note", "opening_receivable"], "state": "settled"});
    let totals = calls(&mut person, "document.list_totals", filter).await.unwrap();
    let count = totals["count"].as_u64().unwrap();
    assert!(count > 200, "more than a page: {count}");
    assert_eq!(lines.count() as u64, count);

    person.presses("Language").await;
    person.goes_to("/suppliers?view=all").await;
    person.sees("应付余额").await;
    let file = person.at_home("供应商.xlsx");
    person.will_choose(&file);
    person.presses("导出").await;
    person.presses("Excel 工作簿（XLSX）").await;
    person.sees("已存为").await;
    person.keeps_a_picture("saved").await;
    assert!(std::fs::read(&file).unwrap().starts_with(b"PK"));
    person.leaves().await;
}
