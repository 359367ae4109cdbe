//! What customers are added up by.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::customer::Customer;
use super::rule::{SegmentChoice, SegmentRule};
use crate::parties::big_region;

/// A way to class customers. One of several tags counts in each of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClassBy {
    /// Each customer by itself.
    Party,
    #[default]
    Industry,
    /// Provinces, and countries.
    Region,
    /// 华东, 华南 …
    BigRegion,
    Power,
    Abc,
    Source,
    Owner,
    Tag,
    Currency,
    Terms,
}

impl ClassBy {
    pub fn as_str(self) -> &'static str {
        match self {
            ClassBy::Party => "party",
            ClassBy::BigRegion => "big_region",
            other => other.choice().map_or("party", SegmentChoice::as_str),
        }
    }

    /// The field of a segment that tells it.
    pub fn choice(self) -> Option<SegmentChoice> {
        Some(match self {
            ClassBy::Party => return None,
            ClassBy::Industry => SegmentChoice::Industry,
            ClassBy::Region | ClassBy::BigRegion => SegmentChoice::Region,
            ClassBy::Power => SegmentChoice::Power,
            ClassBy::Abc => SegmentChoice::Abc,
            ClassBy::Source => SegmentChoice::Source,
            ClassBy::Owner => SegmentChoice::Owner,
            ClassBy::Tag => SegmentChoice::Tag,
            ClassBy::Currency => SegmentChoice::Currency,
            ClassBy::Terms => SegmentChoice::Terms,
        })
    }

    /// The classes a customer is of; none where nothing is known.
    pub fn values(self, customer: &Customer) -> Vec<String> {
        match self.choice() {
            Some(choice) => self.of_words(choice.words(customer)),
            None => vec![customer.id.to_string()],
        }
    }

    /// The classes of who has these words of [`ClassBy::choice`].
    pub fn of_words(self, words: Vec<String>) -> Vec<String> {
        let is_chinese = |code: &str| code.starts_with(|c: char| c.is_ascii_digit());
        match self {
            ClassBy::Industry => words.iter().map(|code| code.chars().take(1).collect()).collect(),
            ClassBy::Region => words
                .into_iter()
                .map(|code| if is_chinese(&code) { code.chars().take(2).collect() } else { code })
                .collect(),
            ClassBy::BigRegion => words
                .into_iter()
                .map(|code| big_region(&code).map_or(code, |region| region.code.to_owned()))
                .collect(),
            _ => words,
        }
    }

    /// Whether a customer is of a class; of none where `value` is.
    pub fn holds(self, customer: &Customer, value: Option<&str>) -> bool {
        let values = self.values(customer);
        match value {
            Some(value) => values.iter().any(|of| of == value),
            None => values.is_empty(),
        }
    }

    /// The customers of a class as a segment's rule; nothing for one customer alone.
    pub fn rule(self, value: Option<&str>) -> Option<SegmentRule> {
        let field = self.choice()?;
        Some(match value {
            Some(value) => SegmentRule::In { field, values: vec![value.to_owned()] },
            None => SegmentRule::Missing { field },
        })
    }
}
