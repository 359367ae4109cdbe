//! The main job as a person does it, from the first start to the closed month, in both languages: the sample
//! company, a new customer with a Chinese name, an invoice, its paper, a receipt, a statement, the month-end.

use crate::person::{CONFIRM, ENTER, Person};
use crate::shell::calls;
use serde_json::json;

const CUSTOMER: &str = "杭州䶮堂文具有限公司";

/// The words on the way, in one of the window's languages.
struct Words {
    sample: &'static str,
    overview: &'static str,
    customers: &'static str,
    new: &'static str,
    customer: &'static str,
    short_name: &'static str,
    save: &'static str,
    new_invoice: &'static str,
    line_description: &'static str,
    line_quantity: &'static str,
    line_price: &'static str,
    entry_after_issuing: &'static str,
    issue: &'static str,
    its_number_stays: &'static str,
    issued: &'static str,
    paper: &'static str,
    page_one: &'static str,
    save_paper: &'static str,
    saved_paper: &'static str,
    amount: &'static str,
    nothing_left: &'static str,
    record: &'static str,
    record_it: &'static str,
    recorded: &'static str,
    statement: &'static str,
    month_end: &'static str,
    choose_folder: &'static str,
    write_and_lock: &'static str,
    lock: &'static str,
    locked: &'static str,
    /// What ten boxes at 125.50 come to with the company's tax, and what remains of it after 1,000.00.
    total: &'static str,
    remaining: &'static str,
}

const CHINESE: Words = Words {
    sample: "示例公司",
    overview: "应收账款按账龄",
    customers: "客户",
    new: "新建 N",
    customer: "客户",
    short_name: "简称",
    save: "保存 Ctrl S",
    new_invoice: "新账单 N",
    line_description: "第 1 行 货物或服务名称",
    line_quantity: "第 1 行 数量",
    line_price: "第 1 行 单价",
    entry_after_issuing: "签发后的分录",
    issue: "签发",
    its_number_stays: "签发后单号不再改变",
    issued: "已签发",
    paper: "纸面预览 P",
    page_one: "第 1 /",
    save_paper: "保存 PDF",
    saved_paper: "已存为",
    amount: "金额",
    nothing_left: "正好核销完",
    record: "登记 Ctrl Enter",
    record_it: "登记",
    recorded: "已登记",
    statement: "对账单",
    month_end: "结账",
    choose_folder: "选择位置",
    write_and_lock: "生成文件夹并锁定",
    lock: "锁定",
    locked: "已锁定，文件夹在",
    total: "1,418.15",
    remaining: "418.15",
};

const ENGLISH: Words = Words {
    sample: "Sample company",
    overview: "Receivable by age",
    customers: "Customers",
    new: "New N",
    customer: "Customer",
    short_name: "Short name",
    save: "Save Ctrl S",
    new_invoice: "New invoice N",
    line_description: "Line 1 Goods or service",
    line_quantity: "Line 1 Qty",
    line_price: "Line 1 Price",
    entry_after_issuing: "Entry after issuing",
    issue: "Issue",
    its_number_stays: "Its number stays for good",
    issued: "Issued",
    paper: "Paper P",
    page_one: "Page 1 of",
    save_paper: "Save PDF",
    saved_paper: "Saved as",
    amount: "Amount",
    nothing_left: "Nothing is left over",
    record: "Record Ctrl Enter",
    record_it: "Record",
    recorded: "Recorded",
    statement: "Statement",
    month_end: "Month-end",
    choose_folder: "Choose a place",
    write_and_lock: "Write and lock",
    lock: "Lock",
    locked: "is locked",
    total: "1,518.55",
    remaining: "518.55",
};

/// The window begins in the system's language, here English; changing it needs no new start.
#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn the_main_job_from_first_run_to_month_end_in_chinese() {
    let mut person = Person::starts("main-job-zh").await;
    person.sees(ENGLISH.sample).await;
    person.presses("Language").await;
    does_the_main_job(person, &CHINESE).await;
}

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn the_main_job_from_first_run_to_month_end_in_english() {
    let person = Person::starts("main-job-en").await;
    does_the_main_job(person, &ENGLISH).await;
}

/// Without a network, which nothing of it needs.
async fn does_the_main_job(mut person: Person, words: &Words) {
    person.sees(words.sample).await;
    person.loses_the_network().await;
    opens_the_sample_company(&mut person, words).await;
    enters_a_customer(&mut person, words).await;
    issues_an_invoice(&mut person, words).await;
    keeps_its_paper(&mut person, words).await;
    receives_a_part(&mut person, words).await;
    reads_the_statement(&mut person, words).await;
    closes_the_month(&mut person, words).await;
    let proof = calls(&mut person, "book.verify", json!({})).await.unwrap();
    assert_eq!(proof["holds"], true, "{proof}");
    person.leaves().await;
}

async fn opens_the_sample_company(person: &mut Person, words: &Words) {
    person.keeps_a_picture("first-run").await;
    person.presses(words.sample).await;
    person.waits_for(words.overview).await;
    person.keeps_a_picture("sample-company").await;
}

async fn enters_a_customer(person: &mut Person, words: &Words) {
    person.presses(words.customers).await;
    person.presses(words.new).await;
    person.writes(words.customer, CUSTOMER).await;
    person.writes(words.short_name, "䶮堂文具").await;
    person.keeps_a_picture("new-customer").await;
    person.presses(words.save).await;
    person.sees(&format!("/ {CUSTOMER}")).await;
    person.keeps_a_picture("customer").await;
}

async fn issues_an_invoice(person: &mut Person, words: &Words) {
    person.presses(words.new_invoice).await;
    person.writes(words.line_description, "礼品盒 Gift box").await;
    person.writes(words.line_quantity, "10").await;
    person.writes(words.line_price, "125.50").await;
    person.sees(words.total).await;
    person.sees(words.entry_after_issuing).await;
    person.keeps_a_picture("invoice-written").await;
    person.types(CONFIRM).await;
    person.sees(words.its_number_stays).await;
    person.keeps_a_picture("invoice-last-look").await;
    person.presses(words.issue).await;
    person.sees(words.issued).await;
    person.keeps_a_picture("invoice-issued").await;
}

async fn keeps_its_paper(person: &mut Person, words: &Words) {
    person.presses(words.paper).await;
    person.sees_drawn(words.page_one).await;
    person.keeps_a_picture("invoice-paper").await;
    let file = person.at_home("invoice.pdf");
    person.will_choose(&file);
    person.presses(words.save_paper).await;
    person.sees(words.saved_paper).await;
    assert!(std::fs::read(&file).unwrap().starts_with(b"%PDF-"), "the paper is a PDF");
}

async fn receives_a_part(person: &mut Person, words: &Words) {
    person.presses(CUSTOMER).await;
    person.sees(&format!("/ {CUSTOMER}")).await;
    person.types("r").await;
    person.writes(words.amount, "1000").await;
    person.types(ENTER).await;
    person.sees(words.nothing_left).await;
    person.keeps_a_picture("receipt-written").await;
    person.presses(words.record).await;
    person.presses(words.record_it).await;
    person.sees(words.recorded).await;
    person.keeps_a_picture("receipt-recorded").await;
}

async fn reads_the_statement(person: &mut Person, words: &Words) {
    person.presses(CUSTOMER).await;
    person.sees(words.remaining).await;
    person.keeps_a_picture("customer-owing").await;
    person.presses(words.statement).await;
    person.sees_drawn(words.page_one).await;
    person.keeps_a_picture("statement").await;
    let file = person.at_home("statement.pdf");
    person.will_choose(&file);
    person.presses(words.save_paper).await;
    person.sees("statement.pdf").await;
    assert!(std::fs::read(&file).unwrap().starts_with(b"%PDF-"), "the statement is a PDF");
}

async fn closes_the_month(person: &mut Person, words: &Words) {
    person.presses(words.month_end).await;
    person.sees(words.choose_folder).await;
    let folder = person.at_home("month-end");
    person.will_choose(&folder);
    person.presses(words.choose_folder).await;
    person.sees("month-end/").await;
    person.keeps_a_picture("checklist").await;
    person.presses(words.write_and_lock).await;
    person.presses(words.lock).await;
    person.waits_for(words.locked).await;
    person.keeps_a_picture("month-closed").await;
    let month = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    assert!(month.join("manifest.json").exists(), "the folder lists its files");
}
