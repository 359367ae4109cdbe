//! The way out: every table leaves, nothing secret does, and the JSON makes the same book again.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Reader, Xlsx, open_workbook};
use kezhang::api::Door;
use kezhang::exchange::export::{columns_of, table_names};
use kezhang::language::Language;
use kezhang::store::MIGRATIONS;
use serde_json::{Value, json};

use crate::program::{KEZHANG, Program, call, invoice, line, open, run};
use crate::sample_company;
use crate::worked_book::worked_book;

/// The tables of promises, disputes and reminders.
const COLLECTING: [&str; 15] = [
    "promise",
    "promise_item",
    "promise_withdrawal",
    "dispute",
    "dispute_item",
    "dispute_step",
    "dunning_policy",
    "dunning_assignment",
    "dunning_hold",
    "dunning_run",
    "dunning_letter",
    "dunning_decision",
    "dunning_sent",
    "dunning_step",
    "limitation_event",
];

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

fn export(door: &Door, format: &str, path: &Path) -> Value {
    call(door, "book.export", json!({"format": format, "path": path})).unwrap()
}

/// A book with something in every corner: trade, a void, a draft, a logo, a password, a request that may be repeated.
fn full_program() -> Program {
    program_full_of(invoice)
}

/// Bought, not sold: nobody is named who sold it.
fn bill(price: &str) -> Value {
    let mut bill = invoice(price);
    (bill["fields"]["kind"], bill["fields"]["party_id"]) = (json!("bill"), json!(2));
    bill
}

fn program_full_of(trade: fn(&str) -> Value) -> Program {
    let program = Program::new();
    let issued = program.call("document.issue", trade("100")).expect(0);
    let issued: Value = serde_json::from_str(&issued.answer).unwrap();
    program.call("document.issue", trade("200")).expect(0);
    program.call("document.void", json!({"id": issued["id"], "reason": "=1+1"})).expect(0);
    program.call("draft.save", json!({"fields": trade("3")["fields"]})).expect(0);
    program.call("item.save", json!({"fields": {"name_zh": "宣纸", "price": "12.50"}})).expect(0);
    let logo = program.folder.path().join("logo.png");
    std::fs::write(&logo, include_bytes!("../../src-tauri/icons/32x32.png")).unwrap();
    program.call("attachment.add", json!({"path": logo})).expect(0);
    let user = json!({"name": "小王", "role": "sales", "active": true});
    let user: Value = serde_json::from_str(&program.call("user.save", user).expect(0).answer).unwrap();
    let password = json!({"user_id": user["id"], "password": "a secret of nobody"}).to_string();
    let set = ["call", program.path(), "user.set_password", &password, "--request-id", "once"];
    program.run(&set).expect(0);
    program
}

/// What a book of the first schema could not hold: instalments, other due days for them, a deposit.
fn with_instalments_and_a_deposit(program: Program) -> Program {
    let mut sale = invoice("300");
    sale["fields"]["instalments"] = json!([{"percent": "30", "name": "定金"}, {"days": 30}]);
    let issued = program.call("document.issue", sale).expect(0).body();
    let later = json!({"id": issued["id"], "reason": "展期", "instalments": [{"due_on": "2026-09-30"}]});
    program.call("document.reschedule", later).expect(0);
    let deposit =
        json!({"kind": "receipt", "party_id": 1, "date": "2026-07-03", "amount": "50", "deposit": true});
    program.call("document.issue", json!({"fields": deposit})).expect(0);
    program
}

#[test]
fn the_json_of_a_book_makes_the_same_book_again() {
    let program = with_instalments_and_a_deposit(full_program());
    // The signed copy that came back is a file too.
    let sent = json!({"statement": {"party_id": 1, "as_of": "2026-07-10"}, "way": "by_hand", "note": "前台"});
    let sent = program.call("statement.record_sent", sent).expect(0).body();
    let answer =
        json!({"statement": sent["seq"], "answer": "confirmed", "date": "2026-07-15", "attachment_id": 1});
    program.call("statement.answer", answer).expect(0);
    let step = json!({"party_id": 1, "kind": "call", "date": "2026-07-14", "text": "答应付款", "next_step": "收款",
        "next_on": "2026-07-20"});
    let said = program.call("activity.record", step).expect(0).body();
    program.call("task.done", json!({"id": said["task_id"]})).expect(0);
    program.call("activity.withdraw", json!({"seq": said["seq"]})).expect(0);
    let weekly = json!({"title": "对账", "due_on": "2026-07-10", "repeats": {"every": 1, "unit": "week"}});
    program.call("task.save", json!({"fields": weekly})).expect(0);
    let scan = program.folder.path().join("logo.png");
    program.call("party.attach", json!({"party_id": 1, "path": scan})).expect(0);
    let folder = program.folder.path();
    let place = |name: &str| folder.join(name).display().to_string();
    let exported = program.run(&["export", program.path(), "json", "--out", &place("book.json")]).expect(0);
    let exported: Value = serde_json::from_str(&exported.answer).unwrap();
    assert_eq!(exported["left_out"][0], "user.password_hash");
    program.run(&["restore", &place("book.json"), &place("again.kz")]).expect(0);
    program.run(&["verify", &place("again.kz")]).expect(0);
    let again = program.run(&["export", &place("again.kz"), "json", "--out", &place("again.json")]).expect(0);
    let again: Value = serde_json::from_str(&again.answer).unwrap();
    assert_eq!(again["head"], exported["head"]);
    assert!(read(&folder.join("book.json")) == read(&folder.join("again.json")), "byte for byte");

    let door = open(&folder.join("again.kz"));
    let found = call(&door, "party.find", json!({"text": "墨香"})).unwrap();
    assert_eq!(found[0]["name"], "上海墨香", "the index for searching is made anew");
    let issued = call(&door, "document.issue", invoice("5")).unwrap();
    assert_eq!(issued["number"], "XS2607-0004", "the books go on where they were");
    assert_eq!(call(&door, "book.verify", json!({})).unwrap()["holds"], true);
}

#[test]
fn big_books_come_back_too() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name);
    let [chinese, english] = [Language::ZhCn, Language::En].map(sample_company::made);
    let worked = worked_book();
    for (index, door) in [&chinese.1, &english.1, &worked.door].into_iter().enumerate() {
        let [first, second, copy] =
            ["first.json", "second.json", "copy.kz"].map(|name| place(&format!("{index} {name}")));
        export(door, "json", &first);
        kezhang::api::restore(&first, &copy).unwrap();
        export(&open(&copy), "json", &second);
        assert!(read(&first) == read(&second), "book {index}");
    }
}

#[test]
fn grades_limits_and_releases_come_back_too() {
    let program = Program::new();
    let door = open(&program.book);
    let tell = |command: &str, input: Value| call(&door, command, input).unwrap();
    tell("credit.set_limit", json!({"party_id": 1, "amount": "1000", "reason": "首次约定"}));
    let until = "2026-07-31";
    tell("credit.override", json!({"party_id": 1, "grade": "B", "until": until, "reason": "老客户"}));
    tell("credit.record_fact", json!({"party_id": 1, "kind": "net_worth", "amount": "50000"}));
    tell("credit.assess", json!({"party_id": 1, "said": {"character": "十年老客户，从不赖账"}}));
    tell("credit.release", json!({"party_id": 1, "amount": "1200", "reason": "周五付款"}));
    let sold = json!([{"description": "宣纸", "quantity": "1", "unit_price": "950", "tax": "VAT13"}]);
    for kind in ["sales_order", "invoice"] {
        let fields = json!({"kind": kind, "party_id": 1, "lines": sold, "date": "2026-07-15"});
        match kind {
            "invoice" => tell("credit.set_limit", json!({"party_id": 1, "amount": "9000", "reason": "提额"})),
            _ => Value::Null,
        };
        tell("document.issue", json!({"fields": fields}));
    }
    let mut policy = tell("credit.policy", Value::Null);
    policy["grace_days"] = json!(5);
    tell("credit.save_policy", policy);
    tell("credit.review", json!({"keep": true}));
    let [first, second, copy] =
        ["first.json", "second.json", "copy.kz"].map(|name| program.folder.path().join(name));
    export(&door, "json", &first);
    kezhang::api::restore(&first, &copy).unwrap();
    export(&open(&copy), "json", &second);
    assert!(read(&first) == read(&second));
    let book: Value = serde_json::from_str(&read(&first)).unwrap();
    for table in
        ["policy", "limit", "override", "fact", "assessment", "review_run", "review", "release", "check"]
    {
        assert_ne!(book["tables"][format!("credit_{table}")], json!([]), "{table}");
    }
}

#[test]
fn promises_disputes_and_letters_come_back_too() {
    let program = Program::new();
    let door = open(&program.book);
    let tell = |command: &str, input: Value| {
        call(&door, command, input.clone()).unwrap_or_else(|error| panic!("{command} {input}: {error}"))
    };
    let sold = json!([{"description": "宣纸", "quantity": "1", "unit_price": "950", "tax": "VAT13"}]);
    for due_on in ["2026-05-31", "2026-06-30"] {
        let fields =
            json!({"kind": "invoice", "party_id": 1, "lines": sold, "date": "2026-05-15", "due_on": due_on});
        tell("document.issue", json!({"fields": fields}));
    }
    let items = tell("settlement.open_items", json!({"party_id": 1, "business": "customer"}));
    let made =
        json!({"party_id": 1, "due_on": "2026-07-20", "made_on": "2026-06-01", "items": [items[0]["id"]]});
    let withdrawn = tell("promise.record", json!({"promise": made}));
    tell("promise.withdraw", json!({"seq": withdrawn["seq"], "reason": "记错"}));
    let disputed =
        json!({"party_id": 1, "items": [items[1]["id"]], "reason": "price", "deadline_on": "2026-07-30"});
    tell("dispute.open", disputed);
    let mut policy = tell("dunning.policies", Value::Null)[0]["policy"].clone();
    (policy["id"], policy["name"]) = (json!(0), json!("老客户"));
    let policy = tell("dunning.save_policy", policy);
    tell("dunning.assign", json!({"party_id": 1, "policy_id": policy["id"]}));
    let run = tell("dunning.start", Value::Null);
    tell("dunning.decide", json!({"run": run["seq"], "line": 1, "approved": true}));
    let sent = tell("dunning.carry_out", json!({"run": run["seq"]}));
    assert_eq!(sent[0]["state"], "sent", "{sent}");
    tell("dunning.set_hold", json!({"party_id": 1, "until": "2026-08-01", "reason": "协商中"}));
    tell(
        "limitation.record",
        json!({"party_id": 1, "kind": "demand", "date": "2026-07-01", "note": "EMS 单号"}),
    );
    let [first, second, copy] =
        ["first.json", "second.json", "copy.kz"].map(|name| program.folder.path().join(name));
    export(&door, "json", &first);
    kezhang::api::restore(&first, &copy).unwrap();
    export(&open(&copy), "json", &second);
    assert!(read(&first) == read(&second));
    let book: Value = serde_json::from_str(&read(&first)).unwrap();
    for table in COLLECTING {
        assert_ne!(book["tables"][table], json!([]), "{table}");
    }
}

/// The same book as a program of the first schema would have written it.
fn as_of_the_first_schema(mut book: Value) -> Value {
    book["schema"] = json!(1);
    let tables = book["tables"].as_object_mut().unwrap();
    for table in [
        "exchange_rate",
        "tax_part",
        "taxpayer",
        "document_line_tax",
        "loss_rates",
        "interest_terms",
        "reference_rate",
        "vat_rule",
        "recurring",
        "recurring_occurrence",
        "rescheduling",
        "sent_statement",
        "statement_answer",
        "party_tag",
        "net_sale",
        "customer_segment",
        "class_default",
        "price_list",
        "price",
        "activity",
        "task",
        "task_version",
        "party_attachment",
        "party_merge",
        "party_merge_undo",
        "party_apart",
        "contract",
        "contract_event",
        "contract_document",
        "pipeline",
        "stage",
        "pipeline_version",
        "lost_reason",
        "opportunity",
        "opportunity_version",
        "opportunity_move",
        "stage_task",
        "lead",
        "lead_version",
        "sales_target",
        "document_decision",
        "open_line",
        "credit_policy",
        "credit_limit",
        "credit_override",
        "credit_fact",
        "credit_assessment",
        "credit_review_run",
        "credit_review",
        "credit_release",
        "credit_check",
        "cash_plan",
        "cash_forecast",
        "reconciliation_run",
        "reconciliation",
        "reconciliation_reply",
        "reconciliation_comparison",
        "reconciliation_finding",
        "reconciliation_line",
        "reconciliation_resolution",
        "paper_template",
        "paper_template_use",
        "mail_account",
        "mail_template",
        "mail",
        "mail_queue",
        "mail_outcome",
    ]
    .into_iter()
    .chain(COLLECTING)
    {
        tables.remove(table);
    }
    let later = [
        ("entry", "purpose"),
        ("entry", "attachment_count"),
        ("account", "monetary"),
        ("entry", "relates_to"),
        ("entry", "adjust_reason"),
        ("entry", "prepared_by"),
        ("entry", "approved_by"),
        ("draft", "approved_by"),
        ("draft", "approved_at"),
        ("account", "is_cash"),
        ("document", "detail"),
        ("document", "opportunity_id"),
        ("document", "salesperson_id"),
        ("document", "supersedes_seq"),
        ("document_line", "source_seq"),
        ("document_line", "source_line"),
        ("document_line", "cost_minor"),
        ("document_line", "price_source"),
        ("terms", "discounts"),
        ("tax", "kind"),
        ("tax", "valid_from"),
        ("tax", "valid_to"),
        ("terms", "plan"),
        ("party", "source"),
        ("party", "owner_id"),
        ("party", "potential_minor"),
        ("party", "registered_capital_minor"),
        ("party", "headcount"),
        ("party", "currency"),
        ("party", "terms"),
        ("party", "visit_days"),
        ("document_void", "party_id"),
    ];
    for (table, column) in later {
        for row in tables[table].as_array_mut().unwrap() {
            row.as_object_mut().unwrap().remove(column);
        }
    }
    let only = |rows: &mut Value, key: &str, later: &[&str]| {
        rows.as_array_mut().unwrap().retain(|row| !later.contains(&row[key].as_str().unwrap()));
    };
    only(
        &mut tables["account_role"],
        "role",
        &[
            "NON_OP_INCOME",
            "DISC_TAKEN",
            "VAT_SMALL",
            "VAT_SIMPLIFIED",
            "VAT_PAID",
            "VAT_TRANSFER",
            "VAT_OVERPAID",
            "VAT_UNPAID",
            "VAT_RELIEF",
            "SURTAX",
            "CITY_TAX",
            "EDUCATION",
            "LOCAL_EDUCATION",
            "CUST_DEPOSIT",
            "SUPP_DEPOSIT",
            "DEPOSIT_LOSS",
        ],
    );
    let kinds = [
        "supplier_credit",
        "refund",
        "supplier_refund",
        "offset",
        "bad_debt",
        "recovery",
        "payable_write_off",
        "deposit_forfeited",
        "deposit_lost",
        "quote",
        "sales_order",
        "delivery",
    ];
    only(&mut tables["number_series"], "kind", &kinds);
    only(&mut tables["account"], "code", &["224101", "122101"]);
    book
}

#[test]
fn a_book_that_an_older_program_wrote_is_brought_up_to_date() {
    let program = program_full_of(bill);
    let folder = program.folder.path();
    let [now, older, copy, again] =
        ["now.json", "older.json", "copy.kz", "again.json"].map(|name| folder.join(name));
    export(&open(&program.book), "json", &now);
    let book = as_of_the_first_schema(serde_json::from_str(&read(&now)).unwrap());
    std::fs::write(&older, book.to_string()).unwrap();
    kezhang::api::restore(&older, &copy).unwrap();
    export(&open(&copy), "json", &again);
    assert!(read(&now) == read(&again));
}

#[test]
fn a_json_that_is_no_whole_book_makes_none() {
    let program = full_program();
    let whole = program.folder.path().join("book.json");
    export(&open(&program.book), "json", &whole);
    let text = read(&whole);
    let folder = tempfile::tempdir().unwrap();
    let (file, book) = (folder.path().join("book.json"), folder.path().join("book.kz"));
    let schema = |version: usize| format!("\"schema\": {version}");
    let newer = text.replace(&schema(MIGRATIONS.len()), &schema(99));
    for (text, code) in [
        (text[..text.len() / 2].to_owned(), "input_not_json"),
        (text.replace("\"net_minor\":10000", "\"net_minor\":10001"), "proof_failed"),
        (text.replace("上海墨香", "上海墨臭"), "proof_failed"),
        (text.replace("\"entry\": [", "\"cellar\": ["), "book_damaged"),
        (text.replace("\"gross_minor\":", "\"grossly\":"), "book_damaged"),
        (text.replacen("\"head\": \"", "\"head\": \"0", 1), "proof_failed"),
        (newer, "book_newer"),
        ("{\"format\": \"another\"}".into(), "not_a_book"),
        ("{".into(), "not_a_book"),
        (String::new(), "not_a_book"),
    ] {
        std::fs::write(&file, &text).unwrap();
        let arguments = ["restore", file.to_str().unwrap(), book.to_str().unwrap(), "--lang", "en"];
        let refused = run(Command::new(KEZHANG).args(arguments), "");
        assert_eq!(refused.refusal(), code, "{refused:?}");
        let left: Vec<_> =
            std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(left, std::slice::from_ref(&file), "{code}");
    }
    let exists = program.run(&["restore", whole.to_str().unwrap(), program.path()]).expect(1);
    assert_eq!(exists.refusal(), "book_exists");
}

#[test]
fn csv_and_workbook_hold_every_table_in_whole_units() {
    let book = worked_book();
    let folder = tempfile::tempdir().unwrap();
    let (csv, xlsx) = (folder.path().join("csv"), folder.path().join("book.xlsx"));
    export(&book.door, "csv", &csv);
    export(&book.door, "xlsx", &xlsx);
    let mut workbook: Xlsx<_> = open_workbook(&xlsx).unwrap();
    let names: Vec<&str> = table_names().collect();
    assert_eq!(workbook.sheet_names(), names);
    for name in names.into_iter().filter(|name| *name != "jobs") {
        let text = read(&csv.join(format!("{name}.csv")));
        let mut reader = csv_reader(&text);
        let columns: Vec<String> = book
            .door
            .book()
            .read(|r| columns_of(r, name))
            .unwrap()
            .into_iter()
            .map(|column| column.name)
            .collect();
        assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), columns, "{name}");
        let rows = reader.records().collect::<csv::Result<Vec<_>>>().unwrap().len();
        assert_eq!(workbook.worksheet_range(name).unwrap().height(), rows + 1, "{name}");
    }
    let lines = read(&csv.join("entry_lines.csv"));
    let dollars: Vec<Vec<String>> = csv_reader(&lines)
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<String>>())
        .filter(|row| row.iter().any(|cell| cell == "USD"))
        .collect();
    assert!(
        dollars.iter().any(|row| row.ends_with(&["USD".into(), "1000.00".into(), "7100.00".into()])),
        "{dollars:?}"
    );
    let range = workbook.worksheet_range("entry_lines").unwrap();
    let head: Vec<String> = range.rows().next().unwrap().iter().map(Data::to_string).collect();
    let base = head.iter().position(|name| name == "base").unwrap();
    assert!(range.rows().skip(1).all(|row| matches!(row[base], Data::Float(_))));
}

fn csv_reader(text: &str) -> csv::Reader<&[u8]> {
    csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes())
}

/// Every file below a folder.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_in(&path) } else { vec![path] }).collect()
}

#[test]
fn no_secret_leaves_and_no_formula_runs() {
    let program = full_program();
    let door = open(&program.book);
    let hash: String = door
        .book()
        .read(|r| r.value("select password_hash from user where password_hash is not null", []))
        .unwrap();
    let secrets: BTreeSet<&str> = hash.split('$').collect();
    assert_eq!(secrets.len(), 3, "{hash}");
    let out = program.folder.path().join("out");
    std::fs::create_dir(&out).unwrap();
    for format in ["csv", "xlsx", "json", "beancount", "hledger"] {
        export(&door, format, &out.join(format));
    }
    for file in files_in(&out) {
        let mut text = String::from_utf8_lossy(&std::fs::read(&file).unwrap()).into_owned();
        if file.ends_with("xlsx") {
            let mut workbook: Xlsx<_> = open_workbook(&file).unwrap();
            let cells = workbook
                .worksheets()
                .into_iter()
                .flat_map(|(_, range)| range.rows().flatten().map(Data::to_string).collect::<Vec<_>>());
            text = cells.collect::<Vec<_>>().join("\n");
            assert!(text.contains("小王"), "the sheets are read");
        }
        for secret in &secrets {
            assert!(!text.contains(secret), "{secret} in {}", file.display());
        }
    }
    let voids = read(&out.join("csv/document_voids.csv"));
    assert!(voids.contains(",'=1+1"), "{voids}");
    let logo = std::fs::read(out.join("csv/attachments/1 logo.png")).unwrap();
    assert_eq!(logo, include_bytes!("../../src-tauri/icons/32x32.png"));
}

#[test]
fn an_export_that_cannot_be_written_leaves_what_stood_there() {
    let program = full_program();
    // Larger than what the limit leaves to the file, while the book itself can still be written to.
    program.batch(&[], &vec![line("document.issue", invoice("10")); 100]).expect(0);
    let target = program.folder.path().join("book.json");
    std::fs::write(&target, "what stood here").unwrap();
    let shell = format!(
        "ulimit -f 80; exec '{KEZHANG}' export '{}' json --out '{}'",
        program.path(),
        target.display()
    );
    let full = run(Command::new("bash").args(["-c", &shell]), "").expect(3);
    assert_eq!(full.refusal(), "disk_full");
    assert_eq!(read(&target), "what stood here");
    assert!(!program.folder.path().join("book.json.partial").exists());
    let nowhere = program.folder.path().join("none/book.json").display().to_string();
    let missing = program.run(&["export", program.path(), "json", "--out", &nowhere]).expect(1);
    assert_eq!(missing.refusal(), "file_missing");
    let unknown = program.run(&["export", program.path(), "pdf", "--out", &nowhere]).expect(2);
    assert_eq!(unknown.refusal(), "input_invalid");
    program.verify();
}

/// `docs/JSON.md` has a line for each table of the file: its name and its columns.
#[test]
fn the_json_is_documented() {
    let program = full_program();
    let file = program.folder.path().join("book.json");
    let door = open(&program.book);
    export(&door, "json", &file);
    let book: Value = serde_json::from_str(&read(&file)).unwrap();
    let page = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/JSON.md"));
    for name in book["tables"].as_object().unwrap().keys() {
        let columns: Vec<String> = door
            .book()
            .read(|r| {
                r.rows("select name from pragma_table_info(?) order by cid", [name], |row| row.get("name"))
            })
            .unwrap();
        let columns: Vec<&str> =
            columns.iter().map(String::as_str).filter(|column| *column != "password_hash").collect();
        let line = format!("| `{name}` | `{}` |", columns.join(" "));
        assert!(page.contains(&line), "docs/JSON.md lacks\n{line}");
    }
}

/// `docs/EXPORT.md` has a line for each table: its name and its columns.
#[test]
fn the_tables_are_documented() {
    let program = Program::new();
    let door = open(&program.book);
    let page = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/EXPORT.md"));
    for name in table_names() {
        let columns = door.book().read(|r| columns_of(r, name)).unwrap();
        let columns: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        let line = format!("| `{name}` | `{}` |", columns.join(" "));
        assert!(page.contains(&line), "docs/EXPORT.md lacks\n{line}");
    }
}
