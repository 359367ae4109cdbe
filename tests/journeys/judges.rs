//! Programs of others judge the way out: beancount and hledger accept every book and agree with it to the cent.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use kezhang::api::Door;
use kezhang::language::Language;
use kezhang::money::{Currency, Money, parse_decimal};
use rust_decimal::Decimal;
use serde_json::json;

use crate::judge::judge;
use crate::northwind;
use crate::program::{call, run};
use crate::sample_company;
use crate::worked_book::worked_book;
use crate::year;

/// Balances by account and currency; and by account in the book's currency.
#[derive(Debug, PartialEq, Eq)]
struct Balances {
    own: BTreeMap<(String, String), Decimal>,
    base: BTreeMap<String, Decimal>,
}

/// Sums the postings of a file by the code of the account: what they hold, and what they cost.
const BEANCOUNT: &str = r#"
import collections, sys
from beancount import loader
from beancount.core import convert, data
entries, errors, _ = loader.load_file(sys.argv[1])
assert not errors, errors
codes = {e.account: e.meta["code"] for e in entries if isinstance(e, data.Open)}
held, cost = collections.Counter(), collections.Counter()
for entry in entries:
    if isinstance(entry, data.Transaction):
        for posting in entry.postings:
            weight = convert.get_weight(posting)
            held[codes[posting.account], posting.units.currency] += posting.units.number
            cost[codes[posting.account]] += weight.number
for (code, currency), number in held.items():
    print("own", code, currency, number)
for code, number in cost.items():
    print("base", code, "-", round(number, 4))
"#;

fn export(door: &Door, format: &str, file: &Path) {
    call(door, "book.export", json!({"format": format, "path": file})).unwrap();
}

fn accepted(command: &mut Command) -> String {
    let outcome = run(command, "");
    assert_eq!(outcome.code, 0, "{command:?}: {outcome:?}");
    outcome.answer
}

/// What the book itself holds, from its entries. A line that moves only the book's currency counts in that.
fn balances_of(door: &Door) -> Balances {
    let lines = door
        .book()
        .read(|r| {
            r.rows(
                "select a.code, iif(l.amount_minor = 0, b.currency, l.currency) as currency, b.currency as base_currency,
                        l.side * iif(l.amount_minor = 0, l.base_minor, l.amount_minor) as minor,
                        l.side * l.base_minor as base_minor
                 from entry_line l join account a on a.id = l.account_id join book b on b.id = 1",
                [],
                |row| {
                    let (currency, base): (Currency, Currency) = (row.get("currency")?, row.get("base_currency")?);
                    let own = Money::from_minor(row.get("minor")?, currency);
                    Ok((row.get::<_, String>("code")?, own, Money::from_minor(row.get("base_minor")?, base)))
                },
            )
        })
        .unwrap();
    let mut balances = Balances { own: BTreeMap::new(), base: BTreeMap::new() };
    for (code, own, base) in lines {
        *balances.own.entry((code.clone(), own.currency().to_string())).or_default() += own.to_decimal();
        *balances.base.entry(code).or_default() += base.to_decimal();
    }
    balances
}

fn balances_of_beancount(file: &Path) -> Balances {
    let mut balances = Balances { own: BTreeMap::new(), base: BTreeMap::new() };
    for line in accepted(Command::new(judge("python3")).args(["-c", BEANCOUNT]).arg(file)).lines() {
        let [kind, code, currency, number] = line.split(' ').collect::<Vec<_>>().try_into().unwrap();
        let number = parse_decimal(number).unwrap();
        match kind {
            "own" => balances.own.insert((code.into(), currency.into()), number),
            _ => balances.base.insert(code.into(), number),
        };
    }
    balances
}

fn balances_of_hledger(file: &Path, currencies: &[String]) -> Balances {
    // Names are `assets:1002 Bank:100201 Main account`: the code is the last part's first word.
    let read = |arguments: &[&str]| -> Vec<(String, Decimal)> {
        let list = ["balance", "--flat", "--no-total", "--empty", "--output-format=csv"];
        let text = accepted(Command::new("hledger").arg("-f").arg(file).args(list).args(arguments));
        let mut rows = csv::Reader::from_reader(text.as_bytes());
        rows.records()
            .map(|row| row.unwrap())
            .map(|row| {
                let code = row[0].rsplit(':').next().unwrap().split(' ').next().unwrap().to_owned();
                let number = row[1].split(' ').next().unwrap();
                (code, parse_decimal(number).unwrap())
            })
            .collect()
    };
    let own = |currency: &String| {
        let rows = read(&[&format!("cur:^{currency}$")]);
        rows.into_iter().map(|(code, number)| ((code, currency.clone()), number)).collect::<Vec<_>>()
    };
    Balances { own: currencies.iter().flat_map(own).collect(), base: read(&["--cost"]).into_iter().collect() }
}

/// Both programs accept the book and hold what it holds.
#[track_caller]
fn assert_judges_agree(door: &Door) {
    let folder = tempfile::tempdir().unwrap();
    let ours = balances_of(door);
    assert!(ours.own.len() >= 5, "{ours:?}");
    let currencies: Vec<String> = ours.own.keys().map(|(_, currency)| currency.clone()).collect();

    let file = folder.path().join("book.beancount");
    export(door, "beancount", &file);
    let complaints = accepted(Command::new(judge("bean-check")).arg(&file));
    assert_eq!(complaints, "");
    assert_eq!(balances_of_beancount(&file), ours);

    let file = folder.path().join("book.journal");
    export(door, "hledger", &file);
    accepted(Command::new("hledger").arg("-f").arg(&file).args(["check", "--strict"]));
    assert_eq!(balances_of_hledger(&file, &currencies), ours);
}

#[test]
fn beancount_and_hledger_agree_with_the_sample_company_in_both_languages() {
    for language in [Language::ZhCn, Language::En] {
        let (_folder, door) = sample_company::made(language);
        assert_judges_agree(&door);
    }
}

#[test]
fn beancount_and_hledger_agree_with_northwind() {
    assert_judges_agree(&northwind::paid().door);
}

/// Ten thousand documents in four currencies, to the cent.
#[test]
fn beancount_and_hledger_agree_with_a_year_of_random_trade() {
    let (_folder, door) = year::traded();
    let documents: i64 = door.book().read(|r| r.value("select count(*) from document", [])).unwrap();
    assert_eq!(documents, year::DOCUMENTS as i64);
    let proof = call(&door, "book.verify", json!({})).unwrap();
    assert_eq!(proof["holds"], true, "{proof}");
    let currencies: BTreeSet<_> = balances_of(&door).own.into_keys().map(|(_, currency)| currency).collect();
    assert_eq!(currencies.len(), 4);
    assert_judges_agree(&door);
}

/// The book has dollars in the bank and on a customer, both revalued.
#[test]
fn beancount_and_hledger_agree_with_the_worked_book_in_every_currency() {
    let book = worked_book();
    assert!(balances_of(&book.door).own.keys().any(|(_, currency)| currency == "USD"));
    assert_judges_agree(&book.door);
}

#[test]
fn beancount_and_hledger_read_names_that_are_meant_to_break_them() {
    let program = crate::program::Program::new();
    let door = crate::program::open(&program.book);
    let naughty =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/bad/blns.json"))
            .unwrap();
    let naughty: Vec<String> = serde_json::from_str(&naughty).unwrap();
    let own = ["a\"b\\", "semi;colon | bar", "  two  spaces  ", "* ! (1) [x] {y}", "line\nbreak, comma"];
    for name in naughty.iter().map(String::as_str).chain(own).filter(|name| !name.trim().is_empty()) {
        let fields = json!({"name": name, "is_customer": true});
        let Ok(party) = call(&door, "party.save", json!({"fields": fields})) else { continue };
        let fields = json!({"kind": "receipt", "party_id": party["id"], "amount": "1.00", "reference": name});
        call(&door, "document.issue", json!({"fields": fields})).unwrap();
        let code = format!("1101{:03}", party["id"].as_u64().unwrap());
        let account = json!({"code": code, "parent": "1101", "name_zh": name, "name_en": name});
        call(&door, "account.save", account).unwrap();
        let lines = json!([{"account": code, "side": "debit", "amount": "1.00"},
            {"account": "100201", "side": "credit", "amount": "1.00"}]);
        call(&door, "voucher.post", json!({"date": "2026-07-10", "summary": name, "lines": lines})).unwrap();
    }
    assert_judges_agree(&door);
}
