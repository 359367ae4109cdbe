//! `assets/lang/*/paper.json`: the words of paper and reports, nested by document, addressed as `invoice.title`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::Language;

/// The words of one language. Every language has the same keys (test `both_languages_have_the_same_words`).
#[derive(Debug)]
pub struct Words(BTreeMap<String, String>);

impl Words {
    /// The word under a key; the key itself where it is missing, so that a gap is seen and nothing is lost.
    pub fn word<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).map_or(key, String::as_str)
    }

    /// The word under a name within a section.
    pub fn word_of(&self, section: &str, name: &str) -> &str {
        self.0.get(&format!("{section}.{name}")).map_or("", String::as_str)
    }

    /// The word with its `{names}` filled in.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        values.iter().fold(self.word(key).to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        })
    }

    /// Chinese words with the English names beside them. What heads a column stands on two lines; sentences stay Chinese.
    pub fn both() -> &'static Words {
        static BOTH: OnceLock<Words> = OnceLock::new();
        BOTH.get_or_init(|| {
            let (chinese, english) = (of(Language::ZhCn), of(Language::En));
            let beside = |(key, word): (&String, &String)| {
                let other = english.0.get(key).filter(|other| *other != word && !other.is_empty());
                let word = match (separator(key), other) {
                    (Some(separator), Some(other)) => format!("{word}{separator}{other}"),
                    _ => word.clone(),
                };
                (key.clone(), word)
            };
            Words(chinese.0.iter().map(beside).collect())
        })
    }

    pub fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// What stands between the names of two languages; `None` for sentences and figures, which stand in one.
fn separator(key: &str) -> Option<&'static str> {
    const HEADS: [&str; 19] = [
        "confirmation.as_of",
        "confirmation.owed",
        "confirmation.owing",
        "confirmation.remark",
        "demand.number",
        "demand.contract",
        "demand.dated",
        "demand.due",
        "demand.days_late",
        "demand.open",
        "statement.number",
        "statement.date",
        "statement.due",
        "statement.days_late",
        "statement.reference",
        "statement.original",
        "statement.paid",
        "statement.open",
        "statement.text",
    ];
    const MORE_HEADS: [&str; 4] =
        ["statement.debit", "statement.credit", "statement.balance", "statement.amount"];
    let (section, name) = key.split_once('.').unwrap_or(("", key));
    match section {
        "line" if name == "discount_of" => None,
        "line" | "taxes" | "plan" if name != "total" && !name.starts_with("title") => Some("\n"),
        "fact" | "title" | "pay" | "signing" | "taxes" | "plan" | "state" => Some(" "),
        "total" => matches!(name, "net" | "tax_plain" | "untaxed").then_some(" "),
        _ => (HEADS.contains(&key) || MORE_HEADS.contains(&key)).then_some("\n"),
    }
}

pub(super) fn of(language: Language) -> &'static Words {
    static ZH_CN: OnceLock<Words> = OnceLock::new();
    static EN: OnceLock<Words> = OnceLock::new();
    match language {
        Language::ZhCn => ZH_CN.get_or_init(|| read(include_str!("../../assets/lang/zh-CN/paper.json"))),
        Language::En => EN.get_or_init(|| read(include_str!("../../assets/lang/en/paper.json"))),
    }
}

fn read(json: &str) -> Words {
    let mut words = BTreeMap::new();
    flatten("", &serde_json::from_str(json).unwrap_or_default(), &mut words);
    Words(words)
}

fn flatten(prefix: &str, value: &serde_json::Value, words: &mut BTreeMap<String, String>) {
    match value {
        serde_json::Value::Object(entries) => {
            for (key, value) in entries {
                let path = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
                flatten(&path, value, words);
            }
        }
        serde_json::Value::String(word) => {
            words.insert(prefix.to_owned(), word.clone());
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_words() {
        let keys = |language| of(language).keys().collect::<Vec<_>>();
        assert!(keys(Language::En).len() > 50);
        assert_eq!(keys(Language::ZhCn), keys(Language::En));
    }

    #[test]
    fn a_word_is_filled_with_its_values() {
        let words = of(Language::ZhCn);
        assert_eq!(words.fill("page", &[("page", "1"), ("pages", "3")]), "第 1 页，共 3 页");
        assert_eq!(words.word("no.such.word"), "no.such.word");
    }
}
