//! 回执: the slip at the foot of a statement, cut off at the second fold and sent back.
//!
//! The lower 87 mm of the page: what the customer owes by our books, and two boxes to agree or to say what
//! differs. Boxes appear on paper only here, where the reader must write.

use super::figures;
use super::ink::{Frame, Ink, Length, Rule};
use super::letterhead::{Letter, Sender, joined};
use super::page::Format;
use super::speech::Speech;
use super::text::Style;
use super::total;
use crate::calendar::Day;
use crate::language::Language;
use crate::money::Money;

/// The height of a slip: what lies under the second fold of A4.
const HEIGHT: Length = 87_000;

/// The cut, on A4 the second fold; the slip lies under it.
pub fn cut(format: &Format) -> Length {
    format.height - HEIGHT
}

/// Whether the paper is so low that a slip has a page to itself.
pub fn fills_page(format: &Format) -> bool {
    cut(format) < format.continued_top
}

/// Turns to a page whose foot is free for a slip, where the text above it ends at `lower`.
pub fn make_room(ink: &mut Ink, letter: &Letter<'_>, lower: Length) {
    if fills_page(&ink.format) {
        ink.new_page();
    } else if lower > cut(&ink.format) - 1_500 {
        letter.continued(ink);
    }
}

/// What the slip asks of who receives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Whether the balance is right, that he owes.
    Balance,
    /// Whether the balance is right, that is owed by who sends the statement.
    OurBalance,
    /// Whether the information of a letter of confirmation is right, which asks for no payment.
    Confirmation,
    /// The same where the balance is owed by who sends the letter.
    OurConfirmation,
    /// The same where each owes the other: this much is owed by who sends the letter.
    BothConfirmations(Money),
    /// When he pays.
    Payment,
}

/// What the slip repeats from its statement or letter.
#[derive(Debug)]
pub struct Slip<'a> {
    pub language: Speech,
    pub sender: &'a Sender,
    pub number: &'a str,
    pub as_of: Day,
    pub balance: Money,
    pub asks: Answer,
    /// Where it goes; to the sender where empty.
    pub return_to: &'a str,
}

impl Slip<'_> {
    pub fn print(&self, ink: &mut Ink) {
        let (left, right) = (ink.format.left, ink.format.right);
        let words = self.language.words();
        let top = cut(&ink.format);
        if !fills_page(&ink.format) {
            ink.cut_line(top);
        }
        let end = ink.text(left, top + 8_500, words.word("slip.title"), Style::NUMBER_BOLD);
        ink.text(end + 3_200, top + 8_500, words.word("slip.hint"), Style::LABEL);
        let [text, agreed, agreed_hint, differs, differs_hint] = match self.asks {
            Answer::Balance => {
                ["slip.text", "slip.agreed", "slip.agreed_hint", "slip.differs", "slip.differs_hint"]
            }
            Answer::OurBalance => {
                ["slip.text_ours", "slip.agreed", "slip.agreed_ours", "slip.differs", "slip.differs_hint"]
            }
            Answer::Confirmation => [
                "confirmation.reply_text",
                "confirmation.reply_agreed",
                "",
                "confirmation.reply_differs",
                "confirmation.reply_differs_hint",
            ],
            Answer::OurConfirmation => [
                "confirmation.reply_text_ours",
                "confirmation.reply_agreed",
                "",
                "confirmation.reply_differs",
                "confirmation.reply_differs_hint",
            ],
            Answer::BothConfirmations(_) => [
                "confirmation.reply_text_both",
                "confirmation.reply_agreed",
                "",
                "confirmation.reply_differs",
                "confirmation.reply_differs_hint",
            ],
            Answer::Payment => [
                "slip.text_demand",
                "slip.will_pay",
                "slip.will_pay_hint",
                "slip.objects",
                "slip.objects_hint",
            ],
        };
        let to = joined(&[words.word("slip.to"), &self.sender.name], "　");
        ink.text(left, top + 15_500, &to, Style::BODY);
        ink.text_right(right, top + 15_500, self.number, Style::LABEL);
        let day = self.language.day_in_prose(self.as_of);
        let (amount, owing) = match self.asks {
            Answer::BothConfirmations(owing) => {
                (figures::money(self.balance, self.language), figures::money(owing, self.language))
            }
            _ => (self.balance_in_words(), String::new()),
        };
        let received = words.fill(text, &[("day", &day), ("amount", &amount), ("owing", &owing)]);
        for (index, line) in
            (0..).zip(ink.wrap(&received, Style::BODY.prose(), ink.format.measure()).iter().take(2))
        {
            ink.line(left, top + 21_500 + index * 4_500, line);
        }
        let width = (ink.format.measure() - 4_000) / 2;
        self.choice(ink, left, width, agreed, agreed_hint);
        ink.text(left + 2_500, top + 51_300, words.word("slip.seal"), Style::LABEL);
        let second = left + width + 4_000;
        self.choice(ink, second, width, differs, differs_hint);
        for y in [top + 43_000, top + 50_000] {
            ink.rule(second + 2_500, second + width - 2_500, y, Rule::Hair);
        }
        let separator = if self.language == Language::ZhCn { " " } else { ", " };
        let address = self.sender.address.join(separator);
        let back = match self.return_to {
            "" => {
                joined(&[words.word("slip.return_to"), &address, &self.sender.name, &self.sender.email], "　")
            }
            other => joined(&[words.word("slip.return_to"), other], "　"),
        };
        let back = ink.clip(&back, Style::LABEL, ink.format.measure());
        ink.line(left, top + 73_000, &back);
    }

    fn balance_in_words(&self) -> String {
        let figures = figures::money(self.balance, self.language);
        match total::in_words(self.balance, self.language) {
            Some(words) => format!("{words}（{figures}）"),
            None => figures,
        }
    }

    /// A box with its answer to tick, and who signs it when.
    fn choice(&self, ink: &mut Ink, x: Length, width: Length, answer: &str, hint: &str) {
        let top = cut(&ink.format);
        let words = self.language.words();
        ink.outline(Frame { x, y: top + 29_800, width, height: 38_000 }, Rule::Firm);
        ink.outline(Frame { x: x + 2_500, y: top + 32_200, width: 3_400, height: 3_400 }, Rule::Firm);
        let end = ink.text(x + 8_000, top + 35_100, words.word(answer), Style::BODY_BOLD);
        if !hint.is_empty() {
            ink.text(end, top + 35_100, words.word(hint), Style::LABEL);
        }
        let end = ink.text(x + 2_500, top + 64_000, words.word("slip.name"), Style::LABEL) + 1_000;
        let middle = x + width * 55 / 100;
        ink.rule(end, middle - 2_500, top + 65_000, Rule::Hair);
        let end = ink.text(middle, top + 64_000, words.word("slip.date"), Style::LABEL) + 1_000;
        ink.rule(end, x + width - 2_500, top + 65_000, Rule::Hair);
    }
}
