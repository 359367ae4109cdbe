//! Chinese and English are equals: the same keys with the same blanks in every language file, and a sentence
//! for every error code.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;
use serde_json::Value;

use crate::tree::{Source, assert_none, sources};

const FOLDER: &str = "assets/lang/";

/// Key path → the blanks (`{name}`) of its sentence.
type Sentences = BTreeMap<String, BTreeSet<String>>;

/// A blank that a language may leave out: a Chinese paper names its currency once, at the head.
const OPTIONAL_BLANK: &str = "currency";

fn sentences(file: &Source) -> Sentences {
    let blank = Regex::new(r"\{(\w+)\}").unwrap();
    let mut found = Sentences::new();
    let tree: Value =
        serde_json::from_str(&file.text).unwrap_or_else(|error| panic!("{}: {error}", file.path));
    let mut pending = vec![(String::new(), tree)];
    while let Some((path, node)) = pending.pop() {
        match node {
            Value::Object(members) => {
                pending.extend(members.into_iter().map(|(key, member)| (format!("{path}/{key}"), member)));
            }
            Value::String(text) => {
                let blanks = blank
                    .captures_iter(&text)
                    .map(|found| found[1].to_owned())
                    .filter(|name| name != OPTIONAL_BLANK)
                    .collect();
                found.insert(path, blanks);
            }
            _ => {
                found.insert(path, BTreeSet::new());
            }
        }
    }
    found
}

/// Compares every file of one language with its namesake in the others.
fn unequal_languages(files: &[Source]) -> Vec<String> {
    let mut by_name: BTreeMap<&str, BTreeMap<&str, Sentences>> = BTreeMap::new();
    let mut languages = BTreeSet::new();
    for file in files.iter().filter(|file| file.has_extension(&["json"])) {
        let Some((language, name)) = file.path.strip_prefix(FOLDER).and_then(|path| path.split_once('/'))
        else {
            continue;
        };
        languages.insert(language);
        by_name.entry(name).or_default().insert(language, sentences(file));
    }
    let mut found = Vec::new();
    for (name, translations) in by_name {
        let keys: BTreeSet<&String> = translations.values().flat_map(BTreeMap::keys).collect();
        for language in &languages {
            let Some(own) = translations.get(language) else {
                found.push(format!("{FOLDER}{language}/{name}: is missing"));
                continue;
            };
            for key in &keys {
                match own.get(*key) {
                    None => found.push(format!("{FOLDER}{language}/{name}: {key} is missing")),
                    Some(blanks)
                        if translations
                            .values()
                            .any(|other| other.get(*key).is_some_and(|theirs| theirs != blanks)) =>
                    {
                        found.push(format!(
                            "{FOLDER}{language}/{name}: {key} has other blanks than its translation"
                        ));
                    }
                    Some(_) => {}
                }
            }
        }
    }
    found
}

/// The codes of `src/error.rs`: the variants of `Error` in snake case.
fn error_codes(error_rs: &str) -> BTreeSet<String> {
    let body = error_rs
        .split_once("pub enum Error {")
        .and_then(|(_, rest)| rest.split_once("\n}"))
        .map(|(body, _)| body)
        .expect("src/error.rs declares enum Error");
    let variant = Regex::new(r"(?m)^    ([A-Z][A-Za-z0-9]*)").unwrap();
    variant.captures_iter(body).map(|found| snake_case(&found[1])).collect()
}

/// `NotABook` → `not_a_book`, as serde does.
fn snake_case(variant: &str) -> String {
    let mut code = String::new();
    for letter in variant.chars() {
        if letter.is_uppercase() && !code.is_empty() {
            code.push('_');
        }
        code.extend(letter.to_lowercase());
    }
    code
}

fn codes_without_a_sentence(files: &[Source]) -> Vec<String> {
    let Some(errors) = files.iter().find(|file| file.path == "src/error.rs") else { return Vec::new() };
    let codes = error_codes(&errors.text);
    files
        .iter()
        .filter(|file| file.lies_in(&[FOLDER]) && file.path.ends_with("/errors.json"))
        .flat_map(|file| {
            let known: BTreeSet<String> = sentences(file)
                .into_keys()
                .filter_map(|key| key.split('/').nth(1).map(str::to_owned))
                .collect();
            let missing: Vec<String> = codes
                .difference(&known)
                .map(|code| format!("{}: no sentence for {code}", file.path))
                .collect();
            missing
        })
        .collect()
}

/// `{{reason}}` holds a developer's words unless the program chose them: those have translations in `details.json`.
const REASONS_IN_WORDS: [&str; 4] = ["items_differ", "line_invalid", "month_not_closable", "source_unfit"];

fn sentences_with_developers_words(files: &[Source]) -> Vec<String> {
    files
        .iter()
        .filter(|file| file.lies_in(&[FOLDER]) && file.path.ends_with("/errors.json"))
        .flat_map(|file| sentences(file).into_iter().map(move |(key, blanks)| (file, key, blanks)))
        .filter(|(_, key, blanks)| {
            blanks.contains("reason") && !REASONS_IN_WORDS.contains(&key.trim_start_matches('/'))
        })
        .map(|(file, key, _)| format!("{}: {key} shows a reason in a developer's words", file.path))
        .collect()
}

#[test]
fn every_language_says_the_same_things() {
    assert_none(unequal_languages(&sources()));
}

#[test]
fn every_error_has_a_sentence() {
    assert_none(codes_without_a_sentence(&sources()));
}

#[test]
fn no_sentence_shows_a_developers_words() {
    assert_none(sentences_with_developers_words(&sources()));
}

#[test]
fn a_sentence_with_a_developers_words_is_found() {
    let file = |text: &str| Source::invented("assets/lang/en/errors.json", text);
    assert_eq!(sentences_with_developers_words(&[file(r#"{"database": "Refused: {{reason}}."}"#)]).len(), 1);
    assert_none(sentences_with_developers_words(&[file(r#"{"line_invalid": "Line: {{reason}}."}"#)]));
}

#[test]
fn a_missing_translation_is_found() {
    let zh = |text: &str| Source::invented("assets/lang/zh-CN/paper.json", text);
    let en = |text: &str| Source::invented("assets/lang/en/paper.json", text);
    let fine = r#"{"page": "{n} / {m}"}"#;
    assert_none(unequal_languages(&[zh(fine), en(fine)]));
    assert_eq!(unequal_languages(&[zh(fine), en(r#"{"page": "{n} / {m}", "due": "Due"}"#)]).len(), 1);
    assert_eq!(unequal_languages(&[zh(fine), en(r#"{"page": "{n}"}"#)]).len(), 2);
    let other_file = Source::invented("assets/lang/en/errors.json", "{}");
    assert!(!unequal_languages(&[zh(fine), en(fine), other_file]).is_empty());
}

#[test]
fn an_error_without_a_sentence_is_found() {
    let errors = Source::invented(
        "src/error.rs",
        "pub enum Error {\n    NotABook { path: String },\n    Cancelled,\n}\n",
    );
    let partly = Source::invented("assets/lang/en/errors.json", r#"{"cancelled": "Cancelled."}"#);
    let found = codes_without_a_sentence(&[errors, partly]);
    assert_eq!(found, ["assets/lang/en/errors.json: no sentence for not_a_book"]);
}
