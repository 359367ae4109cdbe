//! The languages of the product and the words of its paper.
//!
//! Adding a language is adding a folder under `assets/lang` and a variant here.

mod placeholder;
mod words;

pub use placeholder::replace_placeholders;
pub use words::Words;

use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Error, Result};

/// Chosen per user for the screen and per customer for paper; `zh-CN` and `en` on the wire.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, TS, JsonSchema,
)]
pub enum Language {
    #[default]
    #[serde(rename = "zh-CN")]
    ZhCn,
    #[serde(rename = "en")]
    En,
}

impl Language {
    pub const ALL: [Language; 2] = [Language::ZhCn, Language::En];

    /// The BCP 47 tag, which is also the folder under `assets/lang`.
    pub fn tag(self) -> &'static str {
        match self {
            Language::ZhCn => "zh-CN",
            Language::En => "en",
        }
    }

    /// A day in a sentence: `2026年7月24日`, `24 July 2026`.
    pub fn day_in_prose(self, on: NaiveDate) -> String {
        match self {
            Language::ZhCn => format!("{}年{}月{}日", on.year(), on.month(), on.day()),
            Language::En => on.format("%-d %B %Y").to_string(),
        }
    }

    /// The words printed on paper and in reports.
    pub fn words(self) -> &'static Words {
        words::of(self)
    }
}

impl FromStr for Language {
    type Err = Error;

    /// Reads the tag as stored with users, parties and the book.
    fn from_str(tag: &str) -> Result<Language> {
        Language::ALL.into_iter().find(|language| language.tag() == tag).ok_or_else(|| Error::FieldInvalid {
            field: "language".into(),
            value: tag.chars().take(20).collect(),
        })
    }
}
