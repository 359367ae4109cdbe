//! A customer with people, entered twice, merged and taken apart again; a contract from the draft to its documents; cards.

use serde_json::json;

use crate::person::Person;
use crate::shell::{at_the_sample, calls};

const SAVE: &str = "\u{E009}s";
const CARDS: &str = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0;=E4=B8=89;;;\r\n\
    FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0=\r\n=E4=B8=89\r\nTEL;CELL:13800138000\r\n\
    ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E6=98=9F=E6=B2=B3=E4=B9=A6=E5=BA=97\r\nEND:VCARD\r\n";

async fn fills_in_a_person(person: &mut Person) {
    person.clicks_on("[aria-label='添加 联系人']").await;
    person.writes("联系人 1 姓名", "沈静和").await;
    person.writes("联系人 1 部门", "采购部").await;
    person.writes("联系人 1 职务", "经理").await;
    person.writes("联系人 1 号码或账号 1", "13811112222").await;
    person.clicks_on("[aria-label='联系人 1 添加 联系方式']").await;
    person.writes("联系人 1 号码或账号 2", "010-8888 6666").await;
}

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn people_of_a_customer_are_entered_found_merged_and_come_from_cards() {
    let mut person = at_the_sample("contacts").await;
    person.goes_to("/customers/new").await;
    person.writes("客户", "上海墨香文化用品公司").await;
    person.sees("可能已经有了").await;
    person.sees("名称相同").await;
    fills_in_a_person(&mut person).await;
    person.keeps_a_picture("entered").await;
    person.types(SAVE).await;
    person.sees("已保存客户 上海墨香文化用品公司").await;
    let found = calls(&mut person, "party.find", json!({"text": "13811112222"})).await.unwrap();
    let second = found[0]["id"].clone();
    assert_eq!(found[0]["name"], "上海墨香文化用品公司", "{found}");

    person.goes_to("/customers/duplicates").await;
    person.sees("上海墨香文化用品公司").await;
    person.keeps_a_picture("duplicates").await;
    person.presses("合并").await;
    person.sees("单据仍指向当时的资料，可以撤销").await;
    person.keeps_a_picture("merging").await;
    person.clicks_on(".ant-modal-footer .ant-btn-primary").await;
    person.sees("已把 上海墨香文化用品公司 并入").await;
    person.keeps_a_picture("merged").await;
    person.goes_to(&format!("/customers/{second}")).await;
    person.sees("单据和余额在那一家").await;
    person.keeps_a_picture("gone").await;
    person.presses("去 上海墨香文化用品有限公司").await;
    person.sees("并入本单位").await;
    person.keeps_a_picture("remains").await;
    person.presses("撤销合并").await;
    person.sees("已撤销合并").await;

    let cards = person.at_home("cards.vcf");
    std::fs::write(&cards, CARDS).unwrap();
    person.will_choose(&cards);
    person.goes_to("/import").await;
    person.presses("选择文件").await;
    person.sees("星河书店").await;
    person.keeps_a_picture("cards").await;

    person.goes_to("/customers/1?tab=profile").await;
    person.presses("语言").await;
    person.sees("Primary").await;
    person.keeps_a_picture("profile-en").await;
    person.goes_to("/customers/duplicates").await;
    person.sees("same name").await;
    person.keeps_a_picture("duplicates-en").await;
    person.leaves().await;
}

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn a_contract_is_written_activated_linked_and_ended() {
    let mut person = at_the_sample("contracts").await;
    person.goes_to("/contracts").await;
    person.sees("年度纸品供货合同").await;
    person.keeps_a_picture("list").await;
    person.types("n").await;
    person.sees("留空自动编号").await;
    person.keeps_a_picture("new").await;
    person.types(SAVE).await;
    person.sees("请写标题").await;
    person.writes("标题", "展会搭建合同").await;
    person.writes("往来单位", "晓风").await;
    person.clicks_on(".ant-select-item-option").await;
    person.writes("合同金额", "30000").await;
    person.presses("添加一期").await;
    person.writes("款项 1", "首付款").await;
    person.writes("金额 1", "9000").await;
    person.types(SAVE).await;
    person.sees("付款计划合计 9000.00，合同金额 30000.00").await;
    person.keeps_a_picture("plan-differs").await;
    person.presses("添加一期").await;
    person.writes("款项 2", "尾款").await;
    person.writes("金额 2", "21000").await;
    person.types(SAVE).await;
    person.sees("已保存合同").await;
    person.presses("生效").await;
    person.clicks_on(".ant-modal-footer .ant-btn-primary").await;
    person.sees("履行中").await;
    person.keeps_a_picture("active").await;
    let list = calls(&mut person, "contract.list", json!({"states": ["active"]})).await.unwrap();
    assert_eq!(list.as_array().unwrap().len(), 3, "{list}");
    person.goes_to("/contracts").await;
    person.presses("语言").await;
    person.sees("Contracts").await;
    person.keeps_a_picture("list-en").await;
    person.goes_to("/contracts/1").await;
    person.sees("Documents under it").await;
    person.keeps_a_picture("record-en").await;
    person.leaves().await;
}
