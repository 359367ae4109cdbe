//! Placeholders: `{month name}` in a template's text becomes `March` in the document that covers it.
//!
//! Their names and values are words of every language (`assets/lang/*/paper.json`, `placeholder`); a name of any
//! language is understood in every document, its value is in the document's own. `{{` is a brace. Pure.

use std::borrow::Cow;

use chrono::Datelike;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::language::{Language, replace_placeholders};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Placeholder {
    /// First day of what the document covers.
    PeriodStart,
    /// Last day of what the document covers.
    PeriodEnd,
    /// Of the month in which that begins, as a number.
    Month,
    MonthName,
    Quarter,
    Year,
    /// The document's own day.
    Date,
    /// Which document of the template it is, from one.
    Number,
}

/// A placeholder as it is written in a language.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct PlaceholderName {
    pub placeholder: Placeholder,
    /// With its braces.
    pub text: String,
}

/// What the placeholders of one document say.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts {
    pub from: Day,
    pub to: Day,
    pub date: Day,
    pub number: u32,
}

impl Placeholder {
    pub const ALL: [Placeholder; 8] = [
        Placeholder::PeriodStart,
        Placeholder::PeriodEnd,
        Placeholder::Month,
        Placeholder::MonthName,
        Placeholder::Quarter,
        Placeholder::Year,
        Placeholder::Date,
        Placeholder::Number,
    ];

    fn key(self) -> &'static str {
        match self {
            Placeholder::PeriodStart => "placeholder.period_start",
            Placeholder::PeriodEnd => "placeholder.period_end",
            Placeholder::Month => "placeholder.month",
            Placeholder::MonthName => "placeholder.month_name",
            Placeholder::Quarter => "placeholder.quarter",
            Placeholder::Year => "placeholder.year",
            Placeholder::Date => "placeholder.date",
            Placeholder::Number => "placeholder.number",
        }
    }

    /// Its stable word, as `details.known` of an error has it.
    fn code(self) -> String {
        self.key().replace("placeholder.", "recurring_")
    }

    fn name(self, language: Language) -> &'static str {
        language.words().word(self.key())
    }

    /// By its name in any language; case and spaces around it do not matter.
    fn named(text: &str) -> Option<Placeholder> {
        let text = text.trim().to_lowercase();
        let goes_by = |placeholder: &Placeholder| {
            Language::ALL.iter().any(|language| placeholder.name(*language) == text)
        };
        Placeholder::ALL.into_iter().find(goes_by)
    }

    fn value(self, facts: &Facts, language: Language) -> String {
        match self {
            Placeholder::PeriodStart => language.day_in_prose(facts.from),
            Placeholder::PeriodEnd => language.day_in_prose(facts.to),
            Placeholder::Month => facts.from.month().to_string(),
            Placeholder::MonthName => month_name(facts.from, language).to_owned(),
            Placeholder::Quarter => {
                let quarter = facts.from.month0() / 3 + 1;
                language.words().word(&format!("calendar.quarter_{quarter}")).to_owned()
            }
            Placeholder::Year => facts.from.year().to_string(),
            Placeholder::Date => language.day_in_prose(facts.date),
            Placeholder::Number => facts.number.to_string(),
        }
    }
}

fn month_name(day: Day, language: Language) -> String {
    language.words().word(&format!("calendar.month_{}", day.month())).to_owned()
}

/// The placeholders as a language writes them.
pub fn placeholder_names(language: Language) -> Vec<PlaceholderName> {
    let named = |placeholder: Placeholder| PlaceholderName {
        placeholder,
        text: format!("{{{}}}", placeholder.name(language)),
    };
    Placeholder::ALL.into_iter().map(named).collect()
}

/// The text with its placeholders filled in.
///
/// # Errors
/// `placeholder_unknown` with its name and `field`.
pub(super) fn fill<'t>(
    text: &'t str,
    field: &str,
    facts: &Facts,
    language: Language,
) -> Result<Cow<'t, str>> {
    replaced(text, field, |placeholder| placeholder.value(facts, language))
}

/// # Errors
/// `placeholder_unknown` with its name and `field`.
pub(super) fn refuse_unknown(text: &str, field: &str) -> Result<()> {
    replaced(text, field, |_| String::new()).map(|_| ())
}

fn replaced<'t>(text: &'t str, field: &str, value: impl Fn(Placeholder) -> String) -> Result<Cow<'t, str>> {
    replace_placeholders(text, |name| Placeholder::named(name).map(&value)).map_err(|placeholder| {
        let known: Vec<String> = Placeholder::ALL.iter().map(|each| each.code()).collect();
        Error::PlaceholderUnknown { placeholder, field: field.into(), known: known.join(", ") }
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::calendar::parse_day;

    fn filled(text: &str, language: Language) -> String {
        let day = |text| parse_day(text).unwrap();
        let facts =
            Facts { from: day("2026-11-01"), to: day("2026-11-30"), date: day("2026-12-01"), number: 12 };
        fill(text, "notes", &facts, language).unwrap().into_owned()
    }

    #[test]
    fn values_are_in_the_language_of_the_document_whatever_the_names_are_in() {
        use Language::{En, ZhCn};
        for (text, chinese, english) in [
            ("{期间起}至{期间止}", "2026年11月1日至2026年11月30日", "1 November 2026至30 November 2026"),
            ("{Month Name} {year}, no. { number }", "十一月 2026, no. 12", "November 2026, no. 12"),
            ("{年}年{季度}，{月}月", "2026年四季度，11月", "2026年Q4，11月"),
            ("on {date}", "on 2026年12月1日", "on 1 December 2026"),
            ("{{year} } plain", "{year} } plain", "{year} } plain"),
        ] {
            assert_eq!([filled(text, ZhCn), filled(text, En)], [chinese, english], "{text}");
        }
    }

    #[test]
    fn what_is_no_placeholder_is_named() {
        for (text, name) in
            [("{day}", "day"), ("{year} {}", ""), ("open {year", "year"), ("{月 份}", "月 份")]
        {
            let refused = refuse_unknown(text, "notes");
            let Err(Error::PlaceholderUnknown { placeholder, field, .. }) = refused else { panic!("{text}") };
            assert_eq!((placeholder.as_str(), field.as_str()), (name, "notes"));
        }
        refuse_unknown("nothing } {{ here", "notes").unwrap();
    }

    #[test]
    fn every_language_names_each_placeholder_apart() {
        let mut names = BTreeSet::new();
        for language in Language::ALL {
            for placeholder in Placeholder::ALL {
                let name = placeholder.name(language);
                assert!(!name.contains('.'), "{name} has no word");
                assert_eq!(name, name.trim().to_lowercase());
                assert!(names.insert(name), "{name} twice");
            }
        }
    }
}
