//! The sample company is one that an accountant would not object to.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use kezhang::api::{Call, Door, Progress, create_demo};
use kezhang::error::Result;
use kezhang::language::Language;
use serde_json::{Value, json};

use crate::program::{call, now, today};

/// Makes the company; `told` hears each month and may ask to stop.
fn make(path: &Path, language: Language, told: impl Fn(Progress, &AtomicBool) + Sync) -> Result<Door> {
    let cancelled = AtomicBool::new(false);
    let call = Call {
        actor: None,
        now: now(),
        today: today(),
        language: None,
        request_id: None,
        reason: None,
        progress: &|progress| told(progress, &cancelled),
        cancelled: &cancelled,
    };
    create_demo(path, language, &call)
}

pub fn made(language: Language) -> (tempfile::TempDir, Door) {
    let folder = tempfile::tempdir().unwrap();
    let door = make(&folder.path().join("sample.kz"), language, |_, _| {}).unwrap();
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
        let tasks = call(&door, "task.list", json!({})).unwrap();
        assert_eq!(tasks.as_array().unwrap().len(), 9, "four of their own and five next steps: {tasks}");
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
    let again = make(&folder.path().join("sample.kz"), Language::En, |_, _| {});
    assert_eq!(again.unwrap_err().code(), "book_exists");
    assert!(folder.path().join("sample.kz").exists());
}

#[test]
fn each_month_is_told_and_a_cancelled_company_leaves_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sample.kz");
    let stop_at_three = |progress: Progress, cancelled: &AtomicBool| {
        assert_eq!((progress.step.as_str(), progress.total), ("sample", 24));
        cancelled.store(progress.done == 3, Ordering::Relaxed);
    };
    assert_eq!(make(&path, Language::ZhCn, stop_at_three).unwrap_err().code(), "cancelled");
    assert!(std::fs::read_dir(folder.path()).unwrap().next().is_none(), "nothing remains");
}
