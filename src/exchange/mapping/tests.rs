//! Guesses for the headers of other programs, and what a mapping file may say.

use std::path::Path;

use super::*;
use crate::exchange::source::Row;

fn headers(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// `field=column` for each guessed field, in order.
fn guessed(kind: Kind, names: &[&str]) -> String {
    let guess = guess(kind, "test", &headers(names));
    let pairs = guess.mapping.columns.iter().map(|(field, expression)| match expression {
        Expression::Column(column) => format!("{field}={column}"),
        other => format!("{field}={}", serde_json::to_string(other).unwrap()),
    });
    pairs.collect::<Vec<_>>().join(" ")
}

fn kind_of(name: &str, names: &[&str]) -> Option<Kind> {
    guess_kind(name, &headers(names)).map(|guessed| guessed.kind)
}

#[test]
fn chinese_sheets_are_understood() {
    assert_eq!(
        guessed(
            Kind::Customers,
            &[
                "客户编码",
                "客户名称",
                "统一社会信用代码",
                "联系人",
                "联系电话",
                "开户行",
                "银行账号",
                "信用额度（元）"
            ]
        ),
        "bank_account=银行账号 bank_name=开户行 code=客户编码 contact_name=联系人 credit_limit=信用额度（元） \
         name=客户名称 phone=联系电话 tax_id=统一社会信用代码"
    );
    assert_eq!(
        guessed(
            Kind::Invoices,
            &["单据编号", "单据日期", "客户名称", "商品名称", "数量", "单价", "金额(元)", "税率", "备注"]
        ),
        "amount=金额(元) date=单据日期 description=商品名称 notes=备注 number=单据编号 party_name=客户名称 \
         quantity=数量 tax_percent=税率 unit_price=单价"
    );
    assert_eq!(
        kind_of("期初", &["方向", "往来单位", "单据号", "日期", "到期日", "余额"]),
        Some(Kind::OpeningBalances)
    );
    assert_eq!(kind_of("a", &["收款单号", "客户名称", "收款日期", "收款金额"]), Some(Kind::Receipts));
    assert_eq!(kind_of("a", &["付款单号", "供应商名称", "付款日期", "付款金额"]), Some(Kind::Payments));
    assert_eq!(
        kind_of("a", &["科目编码", "科目名称", "期末借方余额", "期末贷方余额"]),
        Some(Kind::AccountBalances)
    );
    assert_eq!(kind_of("a", &["供应商名称", "联系人", "电话"]), Some(Kind::Suppliers));
    assert_eq!(kind_of("a", &["商品编码", "商品名称", "规格型号", "计量单位", "单价"]), Some(Kind::Items));
    assert_eq!(kind_of("a", &["采购单号", "供应商", "单据日期", "品名", "数量", "单价"]), Some(Kind::Bills));
    assert_eq!(kind_of("a", &["日期", "币种", "汇率", "单位"]), Some(Kind::Rates));
    assert_eq!(kind_of("a", &["日期", "USD/CNY", "100JPY/CNY"]), Some(Kind::Rates));
    assert_eq!(kind_of("a", &["日期", "说明"]), None);
}

#[test]
fn the_exports_of_other_programs_are_understood() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/contacts/crm_headers.json");
    let programs: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let names = |program: &str, file: &str| -> Vec<String> {
        serde_json::from_value(programs[program][file].clone()).unwrap()
    };
    for (program, file, kind, fields) in [
        (
            "zoho_books",
            "Invoice.csv",
            Kind::Invoices,
            "number party_code date due_on item_code quantity unit_price",
        ),
        (
            "zoho_books",
            "Customer_Payment.csv",
            Kind::Receipts,
            "number party_name date amount document_number allocated_amount",
        ),
        ("zoho_books", "Contacts.csv", Kind::Customers, "code name tax_id credit_limit city postal_code"),
        ("zoho_books", "Item.csv", Kind::Items, "code name unit price tax_percent"),
        ("hubspot", "contacts", Kind::Contacts, "uid contact_name company email phone country"),
        ("hubspot", "companies", Kind::Customers, "code name website"),
        (
            "salesforce",
            "Account (data loader)",
            Kind::Customers,
            "code name street city postal_code delivery_street phone fax",
        ),
    ] {
        let headers = names(program, file);
        assert_eq!(guess_kind(file, &headers).unwrap().kind, kind, "{program} {file}");
        let guess = guess(kind, program, &headers);
        for field in fields.split(' ') {
            assert!(
                guess.mapping.columns.contains_key(field),
                "{program} {file}: {field} in {:?}",
                guess.mapping.columns
            );
        }
        assert_eq!(guess.missing, Vec::<String>::new());
    }
}

#[test]
fn what_a_guess_lacks_is_named_and_how_sure_it_is() {
    let guess = guess(Kind::Invoices, "x", &headers(&["number", "Invoice Date", "Total"]));
    assert_eq!(guess.missing, ["party_code", "party_name", "unit_price", "amount"]);
    assert_eq!((guess.sure_percent["number"], guess.sure_percent["date"]), (100, 90));
    assert_eq!(kind_of("x", &["one", "two"]), None);
}

#[test]
fn headers_are_found_under_a_preamble() {
    let rows = [
        Row::of_cells(1, ["客户对账资料"]),
        Row::of_cells(3, ["导出时间：2026-03-05", ""]),
        Row::of_cells(5, ["客户编号", "客户名称", "电话"]),
        Row::of_cells(6, ["C1", "电话", "010"]),
    ];
    assert_eq!(guess_header_row(&rows), Some(5));
    assert_eq!(guess_header_row(&rows[..2]), None);
}

#[test]
fn a_mapping_file_says_the_same_after_saving() {
    let text = r#"{
        "kind": "invoices", "source": "shop", "dates": "day_first", "decimals": "comma",
        "read": {"delimiter": ";", "encoding": "gb18030", "header_row": 3},
        "columns": {
            "number": {"join": [{"constant": "R"}, {"column": "Nr"}]},
            "party_name": {"first_of": [{"column": "Firma"}, {"column": "Name"}]},
            "date": {"column": "Datum"},
            "tax_percent": {"translate": {"text": {"column": "MwSt"}, "words": {"voll": "19"}}},
            "unit_price": {"negative": {"column": "Preis"}}
        },
        "extra_lines": [{"description": {"constant": "Fracht"}, "amount": {"column": "Fracht"}, "account_code": "4900"}]
    }"#;
    let mapping = Mapping::from_json(text).unwrap();
    assert_eq!(Mapping::from_json(&serde_json::to_string(&mapping).unwrap()).unwrap(), mapping);
    assert_eq!(mapping.read.header_row, Some(3));
}

#[test]
fn a_mapping_that_cannot_work_is_refused() {
    for (text, code) in [
        ("{", "input_not_json"),
        (r#"{"kind": "friends", "source": "x", "columns": {}}"#, "input_invalid"),
        (r#"{"kind": "items", "source": "x", "columns": {}, "colour": 1}"#, "input_invalid"),
        (r#"{"kind": "items", "source": "x", "columns": {}}"#, "import_field_unmapped"),
        (r#"{"kind": "items", "source": " ", "columns": {"name": {"column": "a"}}}"#, "field_missing"),
        (
            r#"{"kind": "items", "source": "x", "columns": {"name": {"column": "a"}, "tax": {"column": "b"}}}"#,
            "field_invalid",
        ),
        (
            r#"{"kind": "items", "source": "x", "columns": {"name": {"column": "a"}},
                "extra_lines": [{"description": {"constant": "f"}, "amount": {"column": "b"}}]}"#,
            "field_invalid",
        ),
    ] {
        assert_eq!(Mapping::from_json(text).unwrap_err().code(), code, "{text}");
    }
    let missing = Expression::column("Price").bind(&headers(&["name"]), DecimalMark::Point).unwrap_err();
    assert!(matches!(missing, Error::ImportColumnMissing { column } if column == "Price"));
}

#[test]
fn expressions_compute_exactly() {
    let names = headers(&["a", " B "]);
    let value = |expression: Expression, cells: [&str; 2]| {
        let row = Row::of_cells(1, cells);
        let bound = expression.bind(&names, DecimalMark::Point).unwrap();
        bound.value(&row).map(|value| value.into_text())
    };
    let percent = |name: &str| Expression::Percent(Box::new(Expression::column(name)));
    assert_eq!(value(percent("a"), ["0.150000005960464", ""]).unwrap(), "15");
    assert_eq!(value(percent("a"), ["0.075", ""]).unwrap(), "7.5");
    assert_eq!(value(percent("a"), ["", ""]).unwrap(), "");
    assert_eq!(value(percent("b"), ["", "x"]).unwrap_err().code(), "amount_unreadable");
    assert_eq!(
        value(Expression::Negative(Box::new(Expression::column("a"))), ["1,234.5", ""]).unwrap(),
        "-1234.5"
    );
    let first = Expression::FirstOf(vec![Expression::column("a"), Expression::column("b")]);
    assert_eq!(value(first, [" ", "two"]).unwrap(), "two");
    assert_eq!(DecimalMark::Comma.read("1.234,50").unwrap().to_string(), "1234.50");
    assert!(DecimalMark::Comma.read("1,234.50").is_err());
}

#[test]
fn every_kind_has_a_word_and_fields_without_doubles() {
    for kind in Kind::ALL {
        assert_eq!(kind.as_str().parse::<Kind>().unwrap(), kind);
        let mut names: Vec<&str> = fields(kind).iter().map(|field| field.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), fields(kind).len());
        for field in fields(kind) {
            for word in field.words() {
                assert_eq!(
                    *word,
                    super::guess::key(word),
                    "{} is known as a word that no header becomes",
                    field.name
                );
            }
        }
    }
    assert_eq!("opening-balances".parse::<Kind>().unwrap(), Kind::OpeningBalances);
}
