//! How a paper looks and what it says beyond its figures; without a template it is what the house prints.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::letterhead::Heading;
use super::page::PageSize;
use crate::language::{Language, replace_placeholders};

/// The manner of a paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    /// Rules between rows, a strong one over the table.
    #[default]
    Classic,
    /// A bar of the accent at the head, few rules, much white.
    Modern,
    /// Narrow rows and a smaller title: more on a page.
    Compact,
}

/// Where the logo stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LogoPlace {
    #[default]
    Left,
    Right,
    Off,
}

/// Which window of an envelope the address stands behind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AddressWindow {
    /// A DL window; shows in a DIN 5008 B one too.
    #[default]
    Dl,
    /// DIN 5008 form A: 27 mm from the top.
    DinA,
    /// DIN 5008 form B: 45 mm from the top.
    DinB,
    /// No window: the paper begins with its address and has more room.
    None,
}

/// A column of goods, by its meaning. A column that no line fills is left out all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaperColumn {
    Index,
    Name,
    Specification,
    Unit,
    Quantity,
    UnitPrice,
    Discount,
    Net,
    Rate,
    Tax,
}

/// Red, green and blue of the ink for titles and strong rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accent(pub [u8; 3]);

impl Accent {
    /// Reads `#1a4f8b`.
    pub fn parse(text: &str) -> Option<Accent> {
        let hex = text.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
        Some(Accent([part(0)?, part(2)?, part(4)?]))
    }
}

/// What a template says about a paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Design {
    pub page: PageSize,
    /// How far the printer is off: everything moves right and down by so many micrometres.
    pub offset: (i32, i32),
    pub look: Look,
    /// Black where absent.
    pub accent: Option<Accent>,
    pub logo: LogoPlace,
    pub window: AddressWindow,
    /// The columns of goods in their order; the house's own where empty.
    pub columns: Vec<PaperColumn>,
    /// In place of the kind's own title.
    pub heading: String,
    /// Above the table, and under all that follows it: paragraphs.
    pub intro: String,
    pub closing: String,
    /// In the footer; above the audit line where a paper has no footer.
    pub footer: String,
    /// A code of the payment, where money is asked for by an IBAN in euro.
    pub payment_code: bool,
    /// The sender's own picture of a payment code: PNG or JPEG.
    pub payment_picture: Option<Vec<u8>>,
    /// The number as a barcode.
    pub barcode: bool,
    /// Marked as a copy on every page.
    pub copy: bool,
    /// Names stand in this language beside the paper's own.
    pub beside: Option<Language>,
}

impl Design {
    /// The template's title, or the kind's own.
    pub fn title<'t>(&'t self, own: &'t str) -> &'t str {
        if self.heading.is_empty() { own } else { &self.heading }
    }

    /// The design with the fields that its texts name filled in; what a paper has not is a dash.
    pub fn filled(&self, fields: &Fields) -> Cow<'_, Design> {
        let texts = [&self.heading, &self.intro, &self.closing, &self.footer];
        if !texts.iter().any(|text| text.contains('{')) {
            return Cow::Borrowed(self);
        }
        let value = |name: &str| {
            let (_, value) = fields.0.iter().find(|(field, _)| *field == name)?;
            Some(if value.is_empty() { "–".to_owned() } else { value.clone() })
        };
        // a template is saved only with names that papers have
        let fill =
            |text: &String| replace_placeholders(text, value).map_or_else(|_| text.clone(), Cow::into_owned);
        let [heading, intro, closing, footer] = texts.map(fill);
        Cow::Owned(Design { heading, intro, closing, footer, ..self.clone() })
    }
}

/// What the texts of a design may name, by name.
#[derive(Debug, Clone)]
pub struct Fields([(&'static str, String); 6]);

impl Fields {
    pub fn new(
        heading: &Heading,
        number: &str,
        amount: String,
        dated: String,
        due_on: Option<String>,
    ) -> Fields {
        Fields([
            ("number", number.to_owned()),
            ("customer", heading.recipient.clone()),
            ("amount", amount),
            ("date", dated),
            ("due", due_on.unwrap_or_default()),
            ("company", heading.sender.name.clone()),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_read_by_its_six_figures() {
        assert_eq!(Accent::parse("#1a4F8b"), Some(Accent([0x1a, 0x4f, 0x8b])));
        for wrong in ["1a4f8b", "#1a4f8", "#1a4f8g", "#中文", "red", ""] {
            assert_eq!(Accent::parse(wrong), None, "{wrong}");
        }
    }
}
