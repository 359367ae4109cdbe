//! Northwind, a real trading company: in from its files, paid, taken out again, in again.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use chrono::{DateTime, Days};
use kezhang::api::{Call, Door, NewBook};
use kezhang::calendar::{Day, Instant, Month};
use kezhang::error::{Error, Result};
use kezhang::language::Language;
use kezhang::ledger::Chart;
use kezhang::money::{Currency, Money};
use kezhang::reports::{self, ReportName, ReportRequest, StatementKind};
use kezhang::store::PartyId;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::desk::{day, statement_request};
use crate::subledgers::assert_proven;

pub struct Northwind {
    pub door: Door,
    folder: TempDir,
}

fn data(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(path)
}

fn noon() -> Instant {
    DateTime::from_timestamp(896_616_000, 0).unwrap()
}

impl Northwind {
    fn empty() -> Northwind {
        let folder = tempfile::tempdir().unwrap();
        let new = NewBook {
            name: "Northwind Traders".into(),
            currency: Currency::USD,
            chart: Chart::Ifrs,
            language: Language::En,
        };
        let door = Door::create(&folder.path().join("northwind.kz"), &new, noon()).unwrap();
        Northwind { door, folder }
    }

    /// With customers, suppliers, items and invoices.
    pub fn whole() -> Northwind {
        let northwind = Northwind::empty();
        for (kind, count) in [("customers", 93), ("suppliers", 29), ("items", 77), ("invoices", 830)] {
            let report = northwind.import(kind).unwrap();
            assert_eq!((&report["imported"], &report["problem_count"]), (&json!(count), &json!(0)), "{kind}");
        }
        northwind
    }

    pub fn call(&self, command: &str, input: Value) -> Result<Value> {
        self.call_on("1998-05-31", command, input)
    }

    /// Calls as on another day.
    pub fn call_on(&self, today: &str, command: &str, input: Value) -> Result<Value> {
        let call = Call {
            actor: None,
            now: noon(),
            today: day(today),
            language: None,
            request_id: None,
            reason: None,
            progress: &|_| {},
            cancelled: &AtomicBool::new(false),
        };
        self.door.call(command, input, &call)
    }

    fn import(&self, kind: &str) -> Result<Value> {
        let mapping = std::fs::read_to_string(data(&format!("northwind/{kind}.map.json"))).unwrap();
        let mapping: Value = serde_json::from_str(&mapping).unwrap();
        let path = data("northwind/northwind_small.sqlite");
        self.call("import.run", json!({"path": path, "kind": kind, "mapping": mapping}))
    }

    /// Imports text as a CSV file with guessed columns.
    fn import_text(&self, kind: &str, text: &str) -> Result<Value> {
        let path = self.folder.path().join(format!("{kind}.csv"));
        std::fs::write(&path, text).unwrap();
        self.call("import.run", json!({"path": path, "kind": kind}))
    }

    /// Takes the latest run of a kind back.
    fn undo(&self, kind: &str) -> Result<Value> {
        let runs = self.call("import.runs", json!({})).unwrap();
        let standing = |run: &&Value| run["kind"] == kind && run["undone"].is_null();
        let run = runs.as_array().unwrap().iter().find(standing).expect("a run")["id"].clone();
        self.call("import.undo", json!({"run_id": run}))
    }

    fn head(&self) -> String {
        self.door.book().read(|r| kezhang::audit::head(r, None)).unwrap().hash
    }

    fn receivable(&self) -> Money {
        let overview = self.call("overview.get", json!({})).unwrap();
        serde_json::from_value(overview["receivable"].clone()).unwrap()
    }

    /// Net credit of the account of a role.
    fn earned(&self, role: &str) -> Money {
        let minor: i64 = self.number(&format!(
            "select coalesce(sum(credit_base_minor - debit_base_minor), 0) from balance
             where account_id = (select account_id from account_role where role = '{role}')"
        ));
        Money::from_minor(minor, Currency::USD)
    }

    fn number(&self, sql: &str) -> i64 {
        self.door.book().read(|r| r.value(sql, [])).unwrap()
    }

    pub fn assert_proven(&self) {
        let proof = self.call("book.verify", json!({})).unwrap();
        assert_eq!(proof["holds"], json!(true), "{proof:#}");
    }

    fn assert_aging_is_proven_every_month(&self) {
        for as_of in month_ends() {
            let request = ReportRequest::new(ReportName::ArAging, as_of);
            assert_proven(&self.door.book().read(|r| reports::run(r, &request)).unwrap());
        }
    }
}

fn usd(text: &str) -> Money {
    Money::parse(text, Currency::USD).unwrap()
}

/// From 1996-07 to 1998-05.
fn month_ends() -> impl Iterator<Item = Day> {
    let first = Month::of(day("1996-07-01"));
    std::iter::successors(Some(first), |month| Some(month.next())).take(23).map(Month::last_day)
}

#[test]
fn the_whole_company_comes_in_to_the_cent() {
    let northwind = Northwind::whole();
    assert_eq!(northwind.earned("REV"), usd("1265793.29"));
    assert_eq!(northwind.earned("OTHER_INCOME"), usd("64942.69"));
    assert_eq!(northwind.receivable(), usd("1330735.98"));
    northwind.assert_proven();
    northwind.assert_aging_is_proven_every_month();
}

#[test]
fn importing_again_changes_nothing() {
    let northwind = Northwind::whole();
    let before = northwind.head();
    for (kind, count) in [("customers", 93), ("suppliers", 29), ("items", 77), ("invoices", 830)] {
        let report = northwind.import(kind).unwrap();
        assert_eq!((&report["skipped"], &report["imported"]), (&json!(count), &json!(0)), "{kind}");
        assert!(report["run_id"].is_null());
    }
    assert_eq!(northwind.head(), before);
}

#[test]
fn a_company_taken_out_leaves_nought_and_may_come_in_again() {
    let northwind = Northwind::whole();
    for (kind, count, word) in [
        ("invoices", 830, "reversed"),
        ("items", 77, "archived"),
        ("suppliers", 29, "archived"),
        ("customers", 93, "archived"),
    ] {
        assert_eq!(northwind.undo(kind).unwrap()[word], json!(count), "{kind}");
    }
    assert_eq!(northwind.receivable(), usd("0"));
    assert_eq!(
        northwind.number("select count(*) from balance where debit_base_minor <> credit_base_minor"),
        0,
        "every account is at nought in every month"
    );
    northwind.assert_proven();
    for (kind, count) in [("customers", 93), ("suppliers", 29), ("items", 77), ("invoices", 830)] {
        assert_eq!(northwind.import(kind).unwrap()["imported"], json!(count), "{kind}");
    }
    assert_eq!(northwind.receivable(), usd("1330735.98"));
    northwind.assert_proven();
}

/// The whole company with what its customers paid.
pub fn paid() -> Northwind {
    let northwind = Northwind::whole();
    let (text, _) = receipts(&northwind);
    northwind.import_text("receipts", &text).unwrap();
    northwind
}

/// Of four invoices one is paid in full and one by half, on the oldest first; one is paid too much, by its number.
fn receipts(northwind: &Northwind) -> (String, Money) {
    let invoices = northwind
        .door
        .book()
        .read(|r| {
            r.rows(
                "select d.number, p.code, d.date, d.gross_minor from document d join party p on p.id = d.party_id
                 where d.kind = 'invoice' order by d.date, d.seq",
                [],
                |row| {
                    let date: Day = row.get("date")?;
                    let amount = Money::from_minor(row.get("gross_minor")?, Currency::USD);
                    Ok((row.get::<_, String>("number")?, row.get::<_, String>("code")?, date, amount))
                },
            )
        })
        .unwrap();
    let mut text = "Receipt Number,Customer Code,Date,Amount,Invoice\n".to_owned();
    let mut total = usd("0");
    for (index, (number, customer, date, amount)) in invoices.iter().enumerate() {
        let paid_on = date.checked_add_days(Days::new(20)).unwrap();
        let (paid, named) = match index % 4 {
            0 => (*amount, ""),
            1 => (Money::from_minor(amount.minor() / 2, Currency::USD), ""),
            2 => (amount.checked_add(usd("10")).unwrap(), number.as_str()),
            _ => continue,
        };
        total = total.checked_add(paid).unwrap();
        writeln!(text, "R{index},{customer},{paid_on},{},{named}", paid.to_plain()).unwrap();
    }
    (text, total)
}

#[test]
fn receipts_settle_the_oldest_partly_and_beyond_what_is_owed() {
    let northwind = Northwind::whole();
    let (text, total) = receipts(&northwind);
    let report = northwind.import_text("receipts", &text).unwrap();
    assert_eq!(report["imported"], json!(623), "{report:#}");
    let advances = northwind.earned("CUST_ADV");
    assert!(advances.minor() > 0, "some paid too much");
    let owed = usd("1330735.98").checked_sub(total).unwrap();
    assert_eq!(northwind.receivable().checked_sub(advances).unwrap(), owed);
    northwind.assert_proven();
    northwind.assert_aging_is_proven_every_month();
    let customer =
        northwind.number("select party_id from document where kind = 'receipt' order by seq limit 1");
    for as_of in month_ends() {
        let from = Month::of(as_of).first_day().to_string();
        let closing = |kind| {
            let request = statement_request(PartyId::new(customer), kind, &from, &as_of.to_string());
            northwind.door.book().read(|r| reports::statements(r, &request)).unwrap().remove(0).closing
        };
        assert_eq!(closing(StatementKind::OpenItem), closing(StatementKind::BalanceForward), "{as_of}");
    }
}

#[test]
fn what_others_have_settled_is_not_taken_out() {
    let northwind = paid();
    let before = northwind.head();
    let refused = northwind.undo("invoices").unwrap_err();
    assert!(matches!(refused, Error::DocumentSettled { .. }), "{refused}");
    assert_eq!(northwind.head(), before, "nothing of the run was taken back");
    assert_eq!(northwind.undo("receipts").unwrap()["reversed"], json!(623));
    assert_eq!(northwind.receivable(), usd("1330735.98"));
    assert_eq!(northwind.undo("invoices").unwrap()["reversed"], json!(830));
    assert_eq!(northwind.receivable(), usd("0"));
    northwind.assert_proven();
}

#[test]
fn a_dry_run_tells_everything_and_writes_nothing() {
    let northwind = Northwind::empty();
    let before = northwind.head();
    let path = northwind.folder.path().join("invoices.csv");
    let text = "Number,Customer Code,Date,Quantity,Price\n1,NOBODY,1998-01-05,1,12.50\n2,,1998-02-30,x,1\n";
    std::fs::write(&path, text).unwrap();
    let dry =
        northwind.call("import.run", json!({"path": path, "kind": "invoices", "dry_run": true})).unwrap();
    let found: Vec<(u64, &str, &str)> = dry["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| {
            let text = |pointer: &str| problem.pointer(pointer).and_then(Value::as_str).unwrap_or("");
            (problem["row"].as_u64().unwrap(), text("/column"), text("/error/code"))
        })
        .collect();
    assert_eq!(
        found,
        [
            (2, "Customer Code", "not_found"),
            (3, "Customer Code", "field_missing"),
            (3, "Date", "date_unreadable"),
            (3, "Quantity", "amount_unreadable"),
        ]
    );
    let refused = northwind.call("import.run", json!({"path": path, "kind": "invoices"})).unwrap_err();
    let Error::ImportRefused { count, first_row, first_code, report } = refused else { panic!("{refused}") };
    assert_eq!((count, first_row, first_code.as_str()), (4, 2, "not_found"));
    assert_eq!(report["problems"], dry["problems"]);
    assert_eq!(northwind.head(), before);
}

#[test]
fn changed_content_is_told_and_never_overwritten() {
    let northwind = Northwind::empty();
    northwind.import_text("customers", "Code,Name\nA,Alpha\nB,Beta\n").unwrap();
    let refused = northwind.import_text("customers", "Code,Name\nA,Alpha\nB,Other\nC,Gamma\n").unwrap_err();
    let Error::ImportRefused { report, .. } = refused else { panic!("{refused}") };
    assert_eq!((&report["changed"], &report["skipped"]), (&json!(1), &json!(1)));
    assert_eq!(report["problems"][0]["error"]["code"], "import_changed");
    assert_eq!(northwind.number("select count(*) from party"), 2);
}

#[test]
fn a_book_begins_with_open_items_and_balances() {
    let northwind = Northwind::empty();
    northwind.import_text("customers", "Code,Name\nA,Alpha\n").unwrap();
    let items = "Side,Customer Code,Number,Date,Due Date,Balance\n\
                 receivable,A,1001,1997-12-01,1997-12-31,120.00\nreceivable,A,1002,1997-12-15,,-20.00\n";
    assert_eq!(northwind.import_text("opening_balances", items).unwrap()["imported"], json!(2));
    let bank =
        "select code from account where id = (select account_id from account_role where role = 'BANK')";
    let bank: String = northwind.door.book().read(|r| r.value(bank, [])).unwrap();
    let balances = format!("Account Code,Debit,Credit,Date\n{bank},500.00,,1997-12-31\n");
    assert_eq!(northwind.import_text("account_balances", &balances).unwrap()["imported"], json!(1));
    assert_eq!(northwind.receivable(), usd("100.00"));
    assert_eq!(northwind.earned("OPEN_EQ"), usd("600.00"));
    northwind.assert_proven();
    northwind.undo("account_balances").unwrap();
    northwind.undo("opening_balances").unwrap();
    assert_eq!(northwind.earned("OPEN_EQ"), usd("0"));
    northwind.assert_proven();
}

#[test]
fn files_that_hold_no_customers_leave_the_book_as_it_was() {
    let northwind = Northwind::whole();
    let before = northwind.head();
    let mut files = Vec::new();
    for folder in ["bad", "bad/csv-spectrum/csvs", "bad/csv-spectrum/json"] {
        let entries = std::fs::read_dir(data(folder)).unwrap().map(|entry| entry.unwrap().path());
        files.extend(entries.filter(|path| path.is_file()));
    }
    assert!(files.len() > 20);
    for path in files {
        let refused = northwind.call("import.run", json!({"path": path, "kind": "customers"})).unwrap_err();
        assert_eq!(refused.class(), kezhang::error::Class::Refused, "{}: {refused}", path.display());
    }
    assert_eq!(northwind.head(), before);
}
