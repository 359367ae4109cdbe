//! 对账 with a customer: the letter, the reply, their list beside our books, each difference settled, the balance confirmed.

use std::path::PathBuf;

use kezhang::access::Role;
use serde_json::{Value, json};

use crate::journal_ifrs::Company;
use crate::program::call_as;
use crate::roles::user_of;

/// A customer with five invoices, a credit note and two receipts of May and June; 2,500.00 open at the end of June.
fn trading() -> Company {
    let company = Company::new("cn-small");
    for (number, date, amount) in [
        ("A-1001", "2026-05-04", "1000.00"),
        ("A-1002", "2026-05-18", "1234.50"),
        ("A-1003", "2026-06-02", "800.00"),
        ("A-1004", "2026-06-09", "465.50"),
        ("A-1005", "2026-06-29", "700.00"),
    ] {
        company.issue("opening_receivable", date, json!({"amount": amount, "number": number}));
    }
    company.issue("receipt", "2026-05-28", json!({"amount": "1000.00"}));
    company.issue("receipt", "2026-06-20", json!({"amount": "700.00"}));
    company
}

/// A letter as of the end of June, as it was kept.
fn asked(company: &Company, more: Value) -> Value {
    let mut input = json!({"as_of": "2026-06-30", "sent_on": "2026-07-02", "way": "email"});
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let made = company.call("reconciliation.make", input);
    let letters = company.call("reconciliation.list", json!({"run": made["run"]}));
    letters["rows"][0].clone()
}

fn file(company: &Company, name: &str, text: &[u8]) -> PathBuf {
    let path = company.folder().join(name);
    std::fs::write(&path, text).unwrap();
    path
}

const THEIRS: &str = "应付账款明细账\n供应商：客账示例公司\n日期,凭证号,摘要,借方金额,贷方金额,余额\n\
期初余额,,,,,0.00\n\
2026-05-06,记-12,A-1001 入库,,\"1,000.00\",\"1,000.00\"\n\
2026-05-20,A-1002,入库,,\"1,243.50\",\"2,243.50\"\n\
2026-05-27,付-3,货款,\"1,000.00\",,\"1,243.50\"\n\
,,本月合计,\"1,000.00\",\"2,243.50\",\n\
2026-06-04,A1003,入库,,800.00,\"2,043.50\"\n\
2026-06-12,A1003,重复入账,,800.00,\"2,843.50\"\n\
2026-06-19,付-9,货款,700.00,,\"2,143.50\"\n\
2026-06-30,付-11,货款,465.50,,\"1,678.00\"\n\
,,合计,\"2,165.50\",\"3,843.50\",\n";

fn compared(company: &Company, letter: &Value) -> Value {
    let (gbk, _, _) = encoding_rs::GB18030.encode(THEIRS);
    let path = file(company, "应付明细.csv", &gbk);
    company.call("reconciliation.compare", json!({"reconciliation": letter["seq"], "path": path}))
}

/// `kind rule difference`, of what is open.
fn open(comparison: &Value) -> Vec<String> {
    let findings = comparison["findings"].as_array().unwrap();
    let open = findings.iter().filter(|finding| finding["is_open"] == true);
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap().to_owned();
    open.map(|finding| {
        let amount = finding["difference"]["amount"].as_str().unwrap();
        format!("{} {} {amount}", text(finding, "kind"), text(finding, "rule"))
    })
    .collect()
}

fn no_of(comparison: &Value, kind: &str) -> Value {
    let findings = comparison["findings"].as_array().unwrap();
    findings.iter().find(|finding| finding["kind"] == kind).unwrap_or_else(|| panic!("no {kind}"))["no"]
        .clone()
}

#[test]
fn a_run_asks_those_with_a_balance_and_keeps_what_left() {
    let company = trading();
    let plan = company.call("reconciliation.plan", json!({"as_of": "2026-06-30"}));
    assert_eq!(plan.as_array().unwrap().len(), 1);
    assert_eq!(plan[0]["balance"]["amount"], "2500.00");
    let folder = company.folder().join("函证");
    let made = company.call(
        "reconciliation.make",
        json!({"as_of": "2026-06-30", "sent_on": "2026-07-02", "way": "post", "folder": folder, "form": "inquiry",
            "reply_to": "某会计师事务所"}),
    );
    assert_eq!(made["letters"], 1);
    let letter = company.call("reconciliation.list", json!({"run": made["run"]}))["rows"][0].clone();
    assert_eq!((&letter["number"], &letter["state"]), (&json!("DZ202606-001"), &json!("open")));
    assert_eq!(letter["balance"]["amount"], "2500.00");
    let kept = company.call("attachment.get", json!({"id": letter["attachment_id"]}));
    let bytes = company.door.bytes(kept["handle"].as_str().unwrap(), None).unwrap().bytes;
    let written = std::fs::read(folder.join(made["files"][0].as_str().unwrap())).unwrap();
    assert!(written == bytes && bytes.starts_with(b"%PDF"), "the folder has what was kept");
    // Whatever is recorded later, the same paper comes out again.
    company.issue("receipt", "2026-06-25", json!({"amount": "50.00"}));
    let again = company.folder().join("再次");
    company.call("reconciliation.write", json!({"run": made["run"], "folder": again}));
    assert!(std::fs::read(again.join(made["files"][0].as_str().unwrap())).unwrap() == written);
    assert_eq!(asked(&company, json!({}))["number"], "DZ202606-002");
    let runs = company.call("reconciliation.runs", json!({}));
    assert_eq!(runs.as_array().unwrap().len(), 2);
    assert_eq!((&runs[1]["form"], &runs[1]["letters"]), (&json!("inquiry"), &json!(1)));
    company.verify();
}

#[test]
fn their_list_is_compared_settled_item_by_item_and_confirmed() {
    let company = trading();
    let letter = asked(&company, json!({}));
    let comparison = compared(&company, &letter);
    assert_eq!(comparison["mirrored"], false, "written as their payables");
    assert_eq!(
        (&comparison["ours"]["amount"], &comparison["theirs"]["amount"]),
        (&json!("2500.00"), &json!("1678.00"))
    );
    assert_eq!(
        open(&comparison),
        [
            "typo amount_transposed 9.00",
            "only_ours alone -465.50",
            "duplicate repeated 800.00",
            "timing in_transit -700.00",
            "timing in_transit -465.50",
        ]
    );
    let state =
        || company.call("reconciliation.get", json!({"seq": letter["seq"]}))["letter"]["state"].clone();
    assert_eq!(state(), "compared");
    let confirm = json!({"reconciliation": letter["seq"], "answer": "confirmed", "date": "2026-07-10", "signer": "王会计"});
    assert_eq!(company.refused("reconciliation.reply", confirm.clone()), "reconciliation_unresolved");

    let resolve = |act: &str, kind: &str, more: Value| {
        let mut input =
            json!({"comparison": comparison["seq"], "findings": [no_of(&comparison, kind)], "act": act});
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        company.call("reconciliation.resolve", input)
    };
    let timing: Vec<Value> = comparison["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["kind"] == "timing")
        .map(|finding| finding["no"].clone())
        .collect();
    let both =
        json!({"comparison": comparison["seq"], "findings": timing, "act": "explained", "note": "次月入账"});
    assert_eq!(open(&company.call("reconciliation.resolve", both)).len(), 3);
    resolve("accepted", "typo", json!({"note": "对方更正"}));
    let exported = |shown: &str| {
        let filter = json!({"reconciliation": letter["seq"], "shown": shown});
        let list = json!({"of": "comparison", "filter": filter});
        let handle = company.call("list.export", json!({"list": list, "format": "csv", "language": "zh-CN"}));
        let bytes = company.door.bytes(handle["handle"].as_str().unwrap(), None).unwrap().bytes;
        String::from_utf8(bytes).unwrap()
    };
    assert!(exported("differences").contains("对方更正"), "every difference leaves, settled ones too");
    let left = exported("open");
    assert!(!left.contains("对方更正") && left.contains("对方重复入账"), "what is open leaves alone: {left}");
    let asked_them = resolve("asked", "duplicate", json!({}));
    assert_eq!(open(&asked_them).len(), 2, "a question stays open until it is answered");
    resolve("explained", "duplicate", json!({"note": "对方已冲回"}));
    let credit = json!({"comparison": comparison["seq"], "findings": [no_of(&comparison, "only_ours")],
        "act": "credit_note"});
    assert_eq!(company.refused("reconciliation.resolve", credit), "field_missing");
    let line = json!({"description": "退货", "quantity": "1", "unit_price": "465.50", "tax": "VAT13"});
    let note = company.issue("credit_note", "2026-07-08", json!({"lines": [line]}));
    let done = resolve("credit_note", "only_ours", json!({"document_id": note["id"]}));
    assert_eq!(open(&done), Vec::<String>::new());
    assert_eq!(state(), "resolved");
    company.call("reconciliation.reply", confirm);
    assert_eq!(state(), "confirmed");

    let until = company.call("reconciliation.last_confirmed", json!({"id": company.party}));
    assert_eq!((&until["until"], &until["signer"]), (&json!("2026-06-30"), &json!("王会计")));
    assert_eq!(until["amount"]["amount"], "2500.00");
    let again = json!({"comparison": comparison["seq"], "findings": [1], "act": "reopened"});
    assert_eq!(company.refused("reconciliation.resolve", again), "reconciliation_closed");
    let late = company.call("reconciliation.confirmed", json!({"not_until": "2026-07-31"}));
    assert_eq!(late["rows"][0]["party_id"], company.party);
    assert_eq!(
        company.call("reconciliation.confirmed", json!({"not_until": "2026-06-30"}))["rows"],
        json!([])
    );
    company.call("reconciliation.reply", json!({"reconciliation": letter["seq"], "answer": "reopened"}));
    assert_eq!(state(), "resolved");
    assert_eq!(company.call("reconciliation.last_confirmed", json!({"id": company.party})), Value::Null);
    company.verify();
}

#[test]
fn a_list_in_any_layout_is_read_as_the_last_one_was() {
    let company = trading();
    let letter = asked(&company, json!({}));
    // As receivables of ours: debit grows, headers of their own.
    let list = "Konto 4711\nBuchungstag;Beleg;Soll;Haben\n04.05.2026;A-1001;1.000,00;\n18.05.2026;A-1002;1.234,50;\n\
                28.05.2026;;;1.000,00\n02.06.2026;A-1003;800,00;\n09.06.2026;A-1004;465,50;\n29.06.2026;A-1005;700,00;\n\
                20.06.2026;;;700,00\n";
    let path = file(&company, "konto.csv", list.as_bytes());
    let found = company.call(
        "reconciliation.inspect",
        json!({"seq": letter["seq"], "path": path,
        "options": {"header_row": 2}}),
    );
    assert!(!found["guess"]["missing"].as_array().unwrap().is_empty(), "headers nobody knows: {found}");
    let mut mapping = found["guess"]["mapping"].clone();
    mapping["dates"] = json!("day_first");
    mapping["decimals"] = json!("comma");
    mapping["columns"] = json!({"date": {"column": "Buchungstag"}, "number": {"column": "Beleg"},
        "debit": {"column": "Soll"}, "credit": {"column": "Haben"}});
    let input = json!({"reconciliation": letter["seq"], "path": path, "mapping": mapping});
    let comparison = company.call("reconciliation.compare", input);
    assert_eq!(comparison["mirrored"], true, "debit grows: the signs are turned round");
    assert_eq!(open(&comparison), Vec::<String>::new());
    assert_eq!(comparison["difference"]["amount"], "0.00");
    // The next list of the customer is read so without being told.
    let next = company.call(
        "reconciliation.inspect",
        json!({"seq": letter["seq"], "path": path,
        "options": {"header_row": 2}}),
    );
    assert_eq!(next["guess"]["mapping"]["columns"], mapping["columns"]);
    assert_eq!(next["guess"]["missing"], json!([]));
    let open_items = "日期,单号,金额\n2026-05-18,A-1002,534.50\n2026-06-02,A-1003,800\n2026-06-09,A-1004,465.50\n2026-06-29,A-1005,700\n";
    let path = file(&company, "未付.csv", open_items.as_bytes());
    let input = json!({"reconciliation": letter["seq"], "path": path, "basis": "open_items"});
    let comparison = company.call("reconciliation.compare", input);
    assert_eq!(open(&comparison), Vec::<String>::new(), "{comparison}");
    company.verify();
}

#[test]
fn what_cannot_be_read_is_told_and_nothing_is_kept() {
    let company = trading();
    let letter = asked(&company, json!({}));
    let compare = |name: &str, text: &str| {
        let path = file(&company, name, text.as_bytes());
        company.refused("reconciliation.compare", json!({"reconciliation": letter["seq"], "path": path}))
    };
    assert_eq!(compare("bad.csv", "日期,单号,金额\n2026-06-31,A-1,100\n"), "import_refused");
    assert_eq!(compare("empty.csv", "日期,单号,金额\n,合计,0\n"), "import_empty");
    assert_eq!(company.call("reconciliation.get", json!({"seq": letter["seq"]}))["comparison"], Value::Null);
    let reply = |more: Value| {
        let mut input = json!({"reconciliation": letter["seq"], "answer": "disagrees", "date": "2026-07-05"});
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        input
    };
    assert_eq!(company.refused("reconciliation.reply", reply(json!({}))), "field_missing");
    assert_eq!(
        company.refused("reconciliation.reply", reply(json!({"answer": "confirmed"}))),
        "field_missing"
    );
    assert_eq!(
        company.refused("reconciliation.reply", reply(json!({"date": "2026-07-01", "amount": "1"}))),
        "input_invalid"
    );
    let early = reply(json!({"date": "2026-07-01", "amount": {"amount": "1.00", "currency": "CNY"}}));
    assert_eq!(company.refused("reconciliation.reply", early), "field_invalid");
    let other = reply(json!({"amount": {"amount": "2400.00", "currency": "CNY"}}));
    company.call("reconciliation.reply", other);
    let row = company.call("reconciliation.list", json!({"states": ["disagrees"]}))["rows"][0].clone();
    assert_eq!(row["stated"]["amount"], "2400.00");
    company.call("reconciliation.reply", reply(json!({"answer": "withdrawn"})));
    assert_eq!(
        company.refused("reconciliation.reply", reply(json!({"answer": "withdrawn"}))),
        "reconciliation_closed"
    );
    assert_eq!(
        company.refused(
            "reconciliation.make",
            json!({"as_of": "2026-06-30", "sent_on": "2026-06-29", "way": "post"})
        ),
        "statement_sent_early"
    );
    assert_eq!(
        company.refused("reconciliation.make", json!({"as_of": "2026-04-30", "way": "post"})),
        "field_missing"
    );
    company.verify();
}

#[test]
fn a_comparison_leaves_as_a_sheet_and_every_row_with_the_book() {
    let company = trading();
    let letter = asked(&company, json!({"form": "statement"}));
    compared(&company, &letter);
    for (list, expect) in [
        (
            json!({"of": "comparison", "filter": {"reconciliation": letter["seq"], "shown": "duplicate"}}),
            "对方重复入账",
        ),
        (json!({"of": "reconciliations", "filter": {}}), "DZ202606-001"),
        (json!({"of": "confirmed_balances", "filter": {}}), "上海墨香"),
    ] {
        let handle = company.call("list.export", json!({"list": list, "format": "csv", "language": "zh-CN"}));
        let bytes = company.door.bytes(handle["handle"].as_str().unwrap(), None).unwrap().bytes;
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains(expect), "{text}");
    }
    let events = company.call("timeline.list", json!({"party_id": company.party}));
    let kinds: Vec<&str> =
        events["rows"].as_array().unwrap().iter().map(|event| event["kind"].as_str().unwrap()).collect();
    assert!(
        kinds.contains(&"reconciliation_sent") && kinds.contains(&"reconciliation_compared"),
        "{kinds:?}"
    );
    let json_file = company.folder().join("book.json");
    company.call("book.export", json!({"format": "json", "path": json_file}));
    let again = company.folder().join("again.kz");
    kezhang::exchange::export::restore(&json_file, &again).unwrap();
}

#[test]
fn who_only_looks_cannot_ask_or_confirm() {
    let company = trading();
    let letter = asked(&company, json!({}));
    let viewer = user_of(&company.door, Role::Viewer);
    let confirm = json!({"reconciliation": letter["seq"], "answer": "confirmed", "signer": "某人"});
    let refused = call_as(&company.door, Some(viewer), "reconciliation.reply", confirm);
    assert_eq!(refused.unwrap_err().code(), "forbidden");
    call_as(&company.door, Some(viewer), "reconciliation.list", json!({})).unwrap();
}
