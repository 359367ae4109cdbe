//! The window's words live in `ui/src/lang`: no Chinese anywhere else in its code. (Latin literals in JSX are
//! found by the window's own lint.)

use regex::Regex;

use crate::tree::{Source, assert_none, sources};

/// Chinese that is no word of the window's, and why.
const NO_WORDS: &[&str] = &[
    "ui/src/lang/",            // where the words live
    "ui/src/lib/languages.ts", // the languages' own names, the same in every language
    "ui/src/dev/",             // a sample company for the development server; not in the program
    "ui/src/lib/dates.ts",     // reads days as they are typed, 2026年3月5日
];

fn offences(files: &[Source]) -> Vec<String> {
    let han = Regex::new(r"\p{Han}").unwrap();
    let comment = Regex::new(r"^\s*(?://|\*|/\*)|\s//\s.*$").unwrap();
    files
        .iter()
        .filter(|file| file.has_extension(&["ts", "tsx"]) && file.lies_in(&["ui/src/"]))
        .filter(|file| !file.lies_in(NO_WORDS) && !file.path.contains(".test."))
        .flat_map(|file| file.numbered_lines().map(move |(number, line)| (file, number, line)))
        .filter(|(_, _, line)| han.is_match(line) && !comment.is_match(line))
        .map(|(file, number, line)| format!("{}:{number}: {}", file.path, line.trim()))
        .collect()
}

#[test]
fn the_words_of_the_window_live_in_one_place() {
    assert_none(offences(&sources()));
}

#[test]
fn a_literal_in_a_page_is_found() {
    let page = Source::invented("ui/src/pages/parties/Page.tsx", "return <h1>客户</h1>;");
    assert_eq!(offences(&[page]).len(), 1);
    let word = Source::invented("ui/src/lang/zh-CN.ts", "title: \"客户\",");
    let comment = Source::invented("ui/src/lib/money.ts", "// 大写 amounts come from the core");
    assert_none(offences(&[word, comment]));
}
