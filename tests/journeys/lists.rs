//! A list goes out as it is shown: every row of its filter, the columns chosen, the words of the user's language.

use calamine::{Data, Reader, Xlsx};
use kezhang::api::Door;
use kezhang::error::{Error, Result};
use kezhang::store::UserId;
use serde_json::{Value, json};

use crate::program::{Program, call, call_as, invoice, open, receipt, today};

/// The file of an export, as text.
fn exported(door: &Door, actor: Option<UserId>, input: &Value) -> Result<String> {
    let handle = call_as(door, actor, "list.export", input.clone())?;
    let (_, bytes) = fetched(door, actor, &handle)?;
    Ok(String::from_utf8(bytes).unwrap())
}

fn fetched(door: &Door, actor: Option<UserId>, handle: &Value) -> Result<(String, Vec<u8>)> {
    let blob = door.bytes(handle["handle"].as_str().unwrap(), actor)?;
    Ok((blob.file_name, blob.bytes))
}

/// A book with three invoices, one of them in dollars, and a receipt.
fn traded() -> (Program, Door) {
    let program = Program::new();
    let door = open(&program.book);
    call(&door, "document.issue", invoice("100")).unwrap();
    call(&door, "document.issue", invoice("200")).unwrap();
    let dollars = json!({"fields": {"kind": "invoice", "party_id": 1, "date": "2026-07-03", "currency": "USD",
        "rate": "7.1", "due_on": "2026-07-04", "reference": "=1+1", "lines": [
            {"description": "Paper", "quantity": "1", "unit_price": "10", "tax": "ZERO"}]}});
    call(&door, "document.issue", dollars).unwrap();
    call(&door, "document.issue", receipt("113")).unwrap();
    (program, door)
}

#[test]
fn a_list_of_documents_goes_out_as_it_is_shown() {
    let (_program, door) = traded();
    let list = json!({"of": "documents", "filter": {"kinds": ["invoice", "credit_note"], "limit": 1}});
    let chosen = json!({"list": list, "columns": ["number", "party", "total", "remaining", "state", "reference"],
        "format": "csv", "language": "en"});
    assert_eq!(
        exported(&door, None, &chosen).unwrap(),
        "\u{feff}Number,Customer,Currency,Total,Open,State,Reference\r\n\
         XS2607-0003,上海墨香,USD,10.00,10.00,Overdue,'=1+1\r\n\
         XS2607-0002,上海墨香,CNY,226.00,226.00,Open,\r\n\
         XS2607-0001,上海墨香,CNY,113.00,0.00,Settled,\r\n"
    );
    let settled = json!({"list": {"of": "documents", "filter": {"kinds": ["invoice"], "state": "settled"}},
        "columns": ["number", "total"], "format": "csv", "language": "zh-CN"});
    assert_eq!(exported(&door, None, &settled).unwrap(), "\u{feff}单号,价税合计\r\nXS2607-0001,113.00\r\n");
    let totals = call(&door, "document.list_totals", json!({"kinds": ["invoice"]})).unwrap();
    assert_eq!(totals["total"]["amount"], "410.00", "dollars count at their own rate: 113 + 226 + 71");
    assert_eq!(totals["remaining"]["amount"], "297.00");
}

#[test]
fn parties_and_items_go_out_with_their_balances_and_names() {
    let (_program, door) = traded();
    let item =
        json!({"fields": {"name_zh": "宣纸", "name_en": "Rice paper", "price": "12.5", "tax": "VAT13"}});
    call(&door, "item.save", item).unwrap();
    let parties = |business: &str, columns: Value| {
        json!({"list": {"of": "parties", "filter": {"business": business, "sort": "balance", "descending": true}},
            "columns": columns, "format": "csv", "language": "zh-CN"})
    };
    assert_eq!(
        exported(&door, None, &parties("customer", json!([]))).unwrap(),
        "\u{feff}客户,编号,地区,应收余额,逾期,预收,逾期天数\r\n上海墨香,K0001,,297.00,71.00,0.00,11\r\n"
    );
    assert_eq!(
        exported(&door, None, &parties("supplier", json!(["code", "balance"]))).unwrap(),
        "\u{feff}编号,应付余额\r\nS0001,0.00\r\n"
    );
    let items = json!({"list": {"of": "items", "filter": {}}, "columns": ["name", "price", "tax"],
        "format": "csv", "language": "en"});
    assert_eq!(exported(&door, None, &items).unwrap(), "\u{feff}Name,Price,Tax\r\nRice paper,12.50,13%\r\n");
    let open = json!({"list": {"of": "open_items", "filter": {"party_id": 1, "business": "customer"}},
        "columns": ["number", "due", "open", "status"], "format": "csv", "language": "en"});
    assert_eq!(
        exported(&door, None, &open).unwrap(),
        "\u{feff}Number,Due on,Currency,Balance,State\r\n\
         XS2607-0003,2026-07-04,USD,10.00,Overdue\r\n\
         XS2607-0002,2026-07-31,CNY,226.00,Open\r\n"
    );
    let rate = json!({"currency": "USD", "date": "2026-07-01", "rate": "7.1", "source": "中国银行"});
    call(&door, "rate.save", json!({"rates": [rate]})).unwrap();
    let rates = json!({"list": {"of": "rates", "filter": {}}, "format": "csv", "language": "zh-CN"});
    assert_eq!(
        exported(&door, None, &rates).unwrap(),
        "\u{feff}日期,币种,汇率,价别,来源\r\n2026-07-01,USD,7.1,中间价,中国银行\r\n"
    );
    let unknown = parties("customer", json!(["phone"]));
    assert!(matches!(exported(&door, None, &unknown), Err(Error::FieldInvalid { .. })));
}

#[test]
fn a_workbook_carries_the_same_rows_and_its_name_the_list_and_the_day() {
    let (_program, door) = traded();
    let input = json!({"list": {"of": "documents", "filter": {"kinds": ["receipt"]}}, "format": "xlsx",
        "language": "zh-CN"});
    let handle = call(&door, "list.export", input).unwrap();
    let (name, bytes) = fetched(&door, None, &handle).unwrap();
    assert_eq!(name, format!("收款 {}.xlsx", today()));
    let mut workbook = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let sheet = workbook.worksheet_range("收款").unwrap();
    let rows: Vec<&[Data]> = sheet.rows().collect();
    assert_eq!(rows[5][1], Data::String("上海墨香".into()), "{rows:?}");
    assert_eq!(rows[5][7], Data::Float(113.0), "{rows:?}");
    assert_eq!(rows.len(), 6);
}

#[test]
fn a_list_goes_out_under_its_own_right() {
    let (_program, door) = traded();
    let sales = json!({"name": "Ling", "role": "sales", "active": true});
    let user = call(&door, "user.save", sales).unwrap();
    let user: UserId = serde_json::from_value(user["id"].clone()).unwrap();
    let bill = json!({"fields": {"kind": "bill", "party_id": 2, "date": "2026-07-01",
        "lines": [{"description": "纸", "quantity": "1", "unit_price": "5"}]}});
    call(&door, "document.issue", bill).unwrap();
    let all = json!({"list": {"of": "documents", "filter": {}}, "columns": ["kind"], "format": "csv",
        "language": "en"});
    let rows = |actor| exported(&door, actor, &all).unwrap().lines().count() - 1;
    assert_eq!((rows(None), rows(Some(user))), (5, 4), "who sells sees no bill");
    let filter = json!({"business": "supplier"});
    let suppliers = json!({"list": {"of": "parties", "filter": filter}, "format": "csv"});
    for (command, input) in
        [("list.export", suppliers), ("party.list", filter.clone()), ("party.totals", filter)]
    {
        let refusal = call_as(&door, Some(user), command, input);
        assert!(matches!(refusal, Err(Error::Forbidden { .. })), "{command}: {refusal:?}");
    }
}
