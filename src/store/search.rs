//! Finding any part of a name in any script.
//!
//! Text is folded (width, case, spaces) and cut into overlapping pairs of characters; each pair is one token of
//! a full-text index, so that a phrase of pairs matches exactly where the text contains the words typed. Two
//! Chinese characters are one pair and found at once; a single character matches as the beginning of a pair.
//! Chinese fields are also indexed by pinyin and by its initials.

use pinyin::ToPinyin;
use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};
use unicode_normalization::UnicodeNormalization;

use crate::error::Result;

/// Marks the end of a field, so that its last character begins a pair too.
const END: char = '\u{1}';

/// The index text of a row's fields.
pub fn index_text<'t>(fields: impl IntoIterator<Item = &'t str>) -> String {
    let mut tokens = String::new();
    for field in fields {
        push_field(&mut tokens, &fold(field));
        let readings: Vec<&str> = field.to_pinyin().flatten().map(|reading| reading.plain()).collect();
        if !readings.is_empty() {
            push_field(&mut tokens, &readings.concat());
            let initials: String = readings.iter().filter_map(|reading| reading.chars().next()).collect();
            push_field(&mut tokens, &initials);
        }
    }
    tokens
}

/// The full-text query for what a person typed: every word must occur. `None` where nothing is left to find.
pub fn query_text(typed: &str) -> Option<String> {
    let words: Vec<String> = typed
        .split_whitespace()
        .map(fold)
        .filter(|word| !word.is_empty())
        .map(|word| match pairs(&word).as_slice() {
            [] => format!("{}*", word.chars().next().map(encode).unwrap_or_default()),
            pairs => format!("\"{}\"", pairs.join(" ")),
        })
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn push_field(tokens: &mut String, folded: &str) {
    let closed: String = folded.chars().chain([END]).collect();
    for pair in pairs(&closed) {
        tokens.push_str(&pair);
        tokens.push(' ');
    }
    // A token that no query makes keeps phrases from running over into the next field.
    tokens.push_str("z ");
}

fn pairs(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    chars.windows(2).map(|pair| pair.iter().copied().map(encode).collect()).collect()
}

/// A character as letters and digits, so that the index takes any script and punctuation for a word; of fixed
/// length, so that a prefix of a token is one whole character.
fn encode(c: char) -> String {
    format!("{:05x}", c as u32)
}

/// `folded(text)`: a text as search compares it, for queries that look for the same text written differently.
pub(super) fn register(conn: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    let folded = |context: &Context<'_>| Ok(context.get::<Option<String>>(0)?.map(|text| fold(&text)));
    Ok(conn.create_scalar_function("folded", 1, flags, folded)?)
}

fn fold(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace() && *c != END).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(fields: &[&str], typed: &str) -> bool {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch("create virtual table s using fts5 (tokens, tokenize = 'ascii')").unwrap();
        conn.execute("insert into s values (?)", [index_text(fields.iter().copied())]).unwrap();
        let query = query_text(typed).unwrap();
        conn.query_row("select count(*) from s where s match ?", [query], |row| row.get::<_, i64>(0)).unwrap()
            == 1
    }

    #[test]
    fn any_part_of_a_name_is_found_in_any_script() {
        let fields = ["杭州听泉文创有限公司", "K0042", "0571-8850 1234", "Harbour & Vale Ltd"];
        for typed in [
            "听泉",
            "泉",
            "司",
            "k00",
            "0571-88501",
            "arbour",
            "& v",
            "tingquan",
            "htq",
            "hztq",
            "ｋ００４２",
            "vale 听泉",
        ] {
            let expected = typed != "htq";
            assert_eq!(finds(&fields, typed), expected, "{typed}");
        }
        for typed in ["泉听", "公司K", "xyz", "4 2 9"] {
            assert!(!finds(&fields, typed), "{typed}");
        }
    }
}
