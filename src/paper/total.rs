//! The total that closes a paper: in words at the left for Chinese yuan, in figures at the right, under it a
//! double rule.

use super::figures;
use super::ink::{Ink, Length, Rule};
use super::speech::Speech;
use super::text::Style;
use crate::language::Language;
use crate::money::{Currency, Money, Zheng, uppercase_amount};

#[derive(Debug)]
pub struct Total {
    pub language: Speech,
    pub amount: Money,
    /// What the amount is, and a word more about it; may be empty.
    pub label: String,
    pub hint: String,
    /// Before the amount in words and before its figures, where it is in words.
    pub words_label: String,
    pub figures_label: String,
    /// Down to the double rule.
    pub height: Length,
}

/// `人民币贰万柒仟叁佰玖拾伍元伍角贰分` where a Chinese paper asks for Chinese yuan.
pub fn in_words(amount: Money, language: Speech) -> Option<String> {
    let written = language == Language::ZhCn && amount.currency() == Currency::CNY;
    let words = || uppercase_amount(amount, Zheng::AfterJiao);
    written.then(|| format!("{}{}", language.words().word("total.rmb"), words()))
}

impl Total {
    /// Prints the total under a table, below a firm rule unless the table ended in sums; returns its lower edge.
    pub fn print(&self, ink: &mut Ink, top: Length, ruled: bool) -> Length {
        let (left, right) = (ink.format.left, ink.format.right);
        let out = ink.format.boxed();
        if ruled {
            ink.rule(left - out, right + out, top, Rule::Firm);
        }
        let baseline = top + self.height / 2 + 1_350;
        let currency = self.amount.currency();
        let (figures, before) = match in_words(self.amount, self.language) {
            Some(words) => {
                let end = ink.text(left, baseline, &self.words_label, Style::LABEL);
                ink.text(end.max(left + 21_500) + 2_800, baseline, &words, Style::ADDRESS_BOLD);
                (figures::money(self.amount, self.language), self.figures_label.as_str())
            }
            None => {
                let end = ink.text(left, baseline, &self.label, Style::ADDRESS_BOLD);
                ink.text(end + 3_200, baseline, &self.hint, Style::LABEL);
                (figures::amount(self.amount), currency.as_str())
            }
        };
        let start = ink.text_right(right, baseline, &figures, Style::NUMBER_BOLD);
        ink.text_right(start - 3_000, baseline, before, Style::LABEL);
        ink.double_rule(left - out, right + out, top + self.height);
        top + self.height + 700
    }
}
