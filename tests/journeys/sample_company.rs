//! The sample company is one that an accountant would not object to.

use kezhang::api::create_demo;
use kezhang::language::Language;
use serde_json::{Value, json};

use crate::program::{call, now, today};

fn made(language: Language) -> (tempfile::TempDir, kezhang::api::Door) {
    let folder = tempfile::tempdir().unwrap();
    let door = create_demo(&folder.path().join("sample.kz"), language, today(), now()).unwrap();
    (folder, door)
}

#[test]
fn the_sample_company_proves_itself_in_both_languages() {
    for (language, currency) in [(Language::ZhCn, "CNY"), (Language::En, "EUR")] {
        let (_folder, door) = made(language);
        assert_eq!(call(&door, "book.verify", Value::Null).unwrap()["holds"], true);
        let overview = call(&door, "overview.get", Value::Null).unwrap();
        assert_eq!(overview["receivable"]["currency"], currency);
        let closings = call(&door, "month.closings", Value::Null).unwrap();
        assert_eq!(closings[0]["month"], "2026-05", "closed up to two months before July");
        assert_eq!(call(&door, "draft.list", json!({})).unwrap().as_array().unwrap().len(), 2);
        for age in overview["ages"].as_array().unwrap() {
            assert_ne!(age["amount"]["amount"], "0.00", "every age has somebody: {age}");
        }
    }
}

#[test]
fn the_same_day_makes_the_same_company() {
    let overview = || call(&made(Language::ZhCn).1, "overview.get", Value::Null).unwrap();
    assert_eq!(overview(), overview());
}

#[test]
fn a_book_that_exists_is_not_overwritten() {
    let (folder, door) = made(Language::En);
    door.close().unwrap();
    let again = create_demo(&folder.path().join("sample.kz"), Language::En, today(), now());
    assert_eq!(again.unwrap_err().code(), "book_exists");
    assert!(folder.path().join("sample.kz").exists());
}
