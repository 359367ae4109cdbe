//! What every letter of the house has: sender, window address, facts, title with the one answer, footer and
//! audit line.
//!
//! The address field serves DIN 5008 B and DL windows alike: with 5 mm of play only x 20–100, y 50–90 shows for
//! certain, so the address starts at 60 mm and nothing else comes near it. Measures are those of the house's
//! pictures; folds at 105 and 210 mm, punch mark at 148.5 mm.

use super::figures;
use super::ink::{Frame, Ink, Length, Rule};
use super::text::{self, Line, Style};
use crate::calendar::{Day, Instant};
use crate::language::Language;
use crate::money::Money;

/// Who sends the paper, as of the version of the company it was issued with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sender {
    pub name: String,
    /// Set large beside the logo; the name where empty.
    pub brand: String,
    /// A second line under the brand; may be empty.
    pub tagline: String,
    /// Postal lines without the name.
    pub address: Vec<String>,
    pub phone: String,
    pub email: String,
    pub tax_id: String,
    /// Register and number, managing directors: one line each, for the footer.
    pub registration: Vec<String>,
    /// PNG or JPEG.
    pub logo: Option<Vec<u8>>,
}

/// A fact beside the address. The label is a word under `fact` in `paper.json`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    pub label: &'static str,
    pub value: FactValue,
    pub bold: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactValue {
    Text(String),
    Day(Day),
    Period(Day, Day),
    Amount(Money),
}

impl Fact {
    pub fn text(label: &'static str, value: impl Into<String>) -> Fact {
        Fact { label, value: FactValue::Text(value.into()), bold: false }
    }

    pub fn day(label: &'static str, day: Day) -> Fact {
        Fact { label, value: FactValue::Day(day), bold: false }
    }

    pub fn bold(self) -> Fact {
        Fact { bold: true, ..self }
    }

    fn value(&self, language: Language) -> String {
        match &self.value {
            FactValue::Text(text) => text.clone(),
            FactValue::Day(day) => figures::day(*day, language),
            FactValue::Period(from, to) => figures::period(*from, *to, language),
            FactValue::Amount(money) => figures::amount(*money),
        }
    }
}

/// What ties a paper to the books: voucher, place in the chain, when and by whom it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The voucher or entry number; empty for what posts none.
    pub entry: String,
    /// The trail's seq and the chain's head (hex); absent for drafts.
    pub chain: Option<(i64, String)>,
    pub made_at: Instant,
    /// The user's name; empty where nobody is named.
    pub made_by: String,
}

/// Who writes to whom about what, and what ties it to the books: what papers of every kind begin with.
#[derive(Debug, Clone)]
pub struct Heading {
    pub sender: Sender,
    /// Postal lines, in the order of the addressee's country.
    pub addressee: Vec<String>,
    /// The addressee's name, for continuation pages.
    pub recipient: String,
    /// Up to eight stand beside the address, further ones under the terms.
    pub facts: Vec<Fact>,
    pub proof: Proof,
}

/// A letter about to be printed: the same blocks for every kind of document.
#[derive(Debug)]
pub struct Letter<'a> {
    pub language: Language,
    pub heading: &'a Heading,
    pub title: &'a str,
    /// Beside the title: the number, or the kind of statement.
    pub beside_title: &'a str,
    pub beside_style: Style,
    /// The one answer: how much, by when.
    pub answer: Vec<Line>,
    /// For continuation pages.
    pub dated: String,
    /// 草稿 or 作废, boxed on every page.
    pub stamp: Option<&'a str>,
}

/// Where the body begins on the first and on further pages, and where it ends.
pub const BODY_TOP: Length = 108_000;
pub const CONTINUED_TOP: Length = 32_000;
pub const BODY_BOTTOM: Length = 261_500;
/// The right-hand block begins at the eighth of twelve columns.
pub const RIGHT_BLOCK: Length = 126_500;
/// How many facts the block beside the window holds.
const FACTS: usize = 8;

impl Letter<'_> {
    /// The first page down to the title.
    pub fn open(&self, ink: &mut Ink) {
        let (left, right) = (ink.format.left, ink.format.right);
        self.marks(ink);
        self.head(ink);
        self.window(ink);
        for (index, fact) in (0..).zip(self.heading.facts.iter().take(FACTS)) {
            let baseline = 55_800 + index * 4_500;
            ink.text(RIGHT_BLOCK, baseline, self.language.words().word(&label_key(fact)), Style::LABEL);
            let style = if fact.bold { Style::BODY_BOLD } else { Style::BODY };
            let value = text::clip(ink.faces, &fact.value(self.language), style, right - 148_500);
            ink.line(148_500, baseline, &value);
        }
        let end = ink.text(left, 101_300, self.title, Style::TITLE);
        let start = ink.spans_right(right, 101_300, &self.answer);
        let room = start - end - 8_000;
        let number = text::clip(ink.faces, self.beside_title, self.beside_style, room);
        ink.line(end + 4_000, 101_300, &number);
    }

    /// Facts that found no place beside the window, as one paragraph.
    pub fn further_facts(&self) -> String {
        let words = self.language.words();
        let separator = match self.language {
            Language::ZhCn => ("：", "　"),
            Language::En => (": ", "   "),
        };
        let facts = self.heading.facts.iter().skip(FACTS);
        let texts: Vec<String> = facts
            .map(|fact| {
                format!("{}{}{}", words.word(&label_key(fact)), separator.0, fact.value(self.language))
            })
            .collect();
        texts.join(separator.1)
    }

    /// A further page: small mark, title, number, customer and date. Returns where the body begins.
    pub fn continued(&self, ink: &mut Ink) -> Length {
        ink.new_page();
        let (left, right) = (ink.format.left, ink.format.right);
        self.stamp(ink, 10_000);
        let mut x = left;
        if let Some(picture) = &ink.picture {
            let (width, height) = picture.fit(20_000, 5_000);
            ink.picture(Frame { x, y: 20_500, width, height });
            x += width + 4_000;
        }
        let who = format!("{}　{}", self.heading.recipient, self.dated);
        let start = ink.text_right(right, 24_700, &who, Style::LABEL);
        let end = ink.text(x, 24_700, self.title, Style::BODY_BOLD) + 3_500;
        let continued = self.language.words().word("continued");
        let beside = format!("{} {continued}", self.beside_title);
        let beside = text::clip(ink.faces, &beside, Style::BODY, start - end - 4_000);
        ink.line(end, 24_700, &beside);
        CONTINUED_TOP
    }

    /// Footer, audit line and page number on every page.
    pub fn close(&self, ink: &mut Ink) {
        for page in 0..ink.pages.len() {
            self.close_page(ink, page);
        }
    }

    /// The same where the foot of the last page is a slip, which takes the footer's place.
    pub fn close_above_slip(&self, ink: &mut Ink) {
        let last = ink.pages.len() - 1;
        for page in 0..last {
            self.close_page(ink, page);
        }
        ink.turn_to(last);
        audit_line(ink, self.language, &self.heading.proof, 205_500, last);
    }

    fn close_page(&self, ink: &mut Ink, page: usize) {
        ink.turn_to(page);
        let lower = self.footer(ink);
        audit_line(ink, self.language, &self.heading.proof, (lower + 6_000).max(279_600), page);
    }

    fn marks(&self, ink: &mut Ink) {
        for (y, to) in [(105_000, 8_000), (148_500, 10_000), (210_000, 8_000)] {
            ink.rule(4_000, to, y, Rule::Hair);
        }
    }

    fn head(&self, ink: &mut Ink) {
        let mut x = ink.format.left;
        if let Some(picture) = &ink.picture {
            let (width, height) = picture.fit(45_000, 9_000);
            ink.picture(Frame { x, y: 15_000, width, height });
            x += width + 3_500;
        }
        let brand = if self.heading.sender.brand.is_empty() {
            &self.heading.sender.name
        } else {
            &self.heading.sender.brand
        };
        let brand = text::clip(ink.faces, brand, Style::NUMBER_BOLD, RIGHT_BLOCK - x - 4_000);
        ink.line(x, 18_600, &brand);
        ink.text(x, 23_200, &self.heading.sender.tagline, Style::LABEL);
        let measure = ink.format.right - RIGHT_BLOCK;
        let mut baseline = 17_300;
        for line in ink.wrap(&self.heading.sender.name, Style::LABEL_BOLD, measure) {
            ink.line(RIGHT_BLOCK, baseline, &line);
            baseline += 3_600;
        }
        let contact = joined(&[&self.heading.sender.phone, &self.heading.sender.email], "　");
        for paragraph in [self.address_in_one_line(), contact] {
            for line in ink.wrap(&paragraph, Style::LABEL, measure) {
                ink.line(RIGHT_BLOCK, baseline, &line);
                baseline += 3_600;
            }
        }
        self.stamp(ink, 34_000);
    }

    /// The state of a paper that is not to be relied on, in a box between sender and window.
    fn stamp(&self, ink: &mut Ink, top: Length) {
        let Some(word) = self.stamp else { return };
        let line = ink.set(word, Style::TITLE);
        let frame = Frame { x: RIGHT_BLOCK, y: top, width: line.width() + 8_000, height: 11_000 };
        ink.outline(frame, Rule::Firm);
        let inner = Frame {
            x: frame.x + 700,
            y: top + 700,
            width: frame.width - 1_400,
            height: frame.height - 1_400,
        };
        ink.outline(inner, Rule::Firm);
        ink.line(frame.x + 4_000, top + 7_800, &line);
    }

    /// Return line and address, where an envelope's window shows them.
    fn window(&self, ink: &mut Ink) {
        let left = ink.format.left;
        let separator = match self.language {
            Language::ZhCn => "　",
            Language::En => " · ",
        };
        let measure = 73_000;
        let address = self.address_in_one_line();
        // Name and address; where that is too long, the shorter name; else the address, to which a letter returns.
        let Sender { name, brand, .. } = &self.heading.sender;
        let names = [name, brand].into_iter().filter(|name| !name.is_empty());
        let line = names
            .map(|name| ink.set(&joined(&[name, &address], separator), Style::AUDIT))
            .find(|line| line.width() <= measure)
            .unwrap_or_else(|| text::clip(ink.faces, &address, Style::AUDIT, measure));
        ink.line(left, 54_500, &line);
        ink.rule(left, 98_000, 55_300, Rule::Hair);
        let wrapped = |ink: &Ink, style: Style| -> Vec<Line> {
            self.heading.addressee.iter().flat_map(|line| ink.wrap(line, style, 73_000)).collect()
        };
        let mut lines = wrapped(ink, Style::ADDRESS);
        let mut leading = 4_500;
        if lines.len() > 6 {
            lines = wrapped(ink, Style::LABEL);
            leading = 3_500;
        }
        for (index, line) in (0..).zip(&lines) {
            ink.line(left, 63_000 + index * leading, line);
        }
    }

    /// The sender's registration, address and contacts; returns the lowest baseline.
    fn footer(&self, ink: &mut Ink) -> Length {
        let (left, right) = (ink.format.left, ink.format.right);
        let words = self.language.words();
        ink.rule(left, right, 266_000, Rule::Hair);
        let mut baseline = 270_500;
        ink.text(left, baseline, &self.heading.sender.name, Style::AUDIT.bold());
        let tax_id = match self.heading.sender.tax_id.as_str() {
            "" => String::new(),
            id => words.fill("footer.tax_id", &[("id", id)]),
        };
        for text in self.heading.sender.registration.iter().chain([&tax_id]).filter(|text| !text.is_empty()) {
            baseline += 3_000;
            let line = text::clip(ink.faces, text, Style::AUDIT, 55_000);
            ink.line(left, baseline, &line);
        }
        let balanced = |line: &String| text::balance(ink.faces, line, Style::AUDIT, 41_000);
        let lines: Vec<Line> = self.heading.sender.address.iter().flat_map(balanced).collect();
        let mut lower = baseline;
        for (index, line) in (0..).zip(lines.iter().take(3)) {
            ink.line(83_000, 270_500 + index * 3_000, line);
            lower = lower.max(270_500 + index * 3_000);
        }
        let contacts =
            [("footer.phone", &self.heading.sender.phone), ("footer.email", &self.heading.sender.email)];
        for (index, (label, value)) in (0..).zip(contacts.iter().filter(|(_, value)| !value.is_empty())) {
            let baseline = 270_500 + index * 3_000;
            let end = ink.text(RIGHT_BLOCK, baseline, words.word(label), Style::AUDIT);
            ink.text(end + 2_000, baseline, value, Style::AUDIT);
        }
        lower
    }

    fn address_in_one_line(&self) -> String {
        let lines: Vec<&str> = self.heading.sender.address.iter().map(String::as_str).collect();
        joined(&lines, if self.language == Language::ZhCn { " " } else { ", " })
    }

    /// Sets paragraphs over the full measure from a baseline on, over further pages where they need them. Returns
    /// the baseline after the last line.
    pub fn paragraphs(&self, ink: &mut Ink, baseline: Length, texts: &[String], style: Style) -> Length {
        let mut y = baseline;
        for text in texts.iter().filter(|text| !text.is_empty()) {
            for line in ink.wrap(text, style.prose(), ink.format.measure()) {
                if y > BODY_BOTTOM {
                    y = self.continued(ink) + 5_000;
                }
                ink.line(ink.format.left, y, &line);
                y += style.size.leading() + 100;
            }
            y += 600;
        }
        y
    }
}

fn label_key(fact: &Fact) -> String {
    format!("fact.{}", fact.label)
}

/// The texts that are not empty, with a separator between.
pub fn joined(texts: &[&str], separator: &str) -> String {
    let texts: Vec<&str> = texts.iter().copied().filter(|text| !text.is_empty()).collect();
    texts.join(separator)
}

/// Voucher, place in the chain, when and by whom at the left; page n of m at the right.
pub fn audit_line(ink: &mut Ink, language: Language, proof: &Proof, baseline: Length, page: usize) {
    let words = language.words();
    let mut parts = Vec::new();
    if !proof.entry.is_empty() {
        parts.push(words.fill("audit.entry", &[("entry", &proof.entry)]));
    }
    if let Some((seq, head)) = &proof.chain {
        let (seq, head) = (seq.to_string(), short_hash(head));
        parts.push(words.fill("audit.chain", &[("seq", &seq), ("head", &head)]));
    }
    let at = figures::instant(proof.made_at, language);
    let printed = if proof.made_by.is_empty() { "audit.printed" } else { "audit.printed_by" };
    parts.push(words.fill(printed, &[("at", &at), ("by", &proof.made_by)]));
    ink.text(ink.format.left, baseline, &parts.join("　"), Style::AUDIT);
    let (page, pages) = ((page + 1).to_string(), ink.pages.len().to_string());
    let number = words.fill("page", &[("page", &page), ("pages", &pages)]);
    ink.text_right(ink.format.right, baseline, &number, Style::LABEL);
}

/// `e199 e876 … 2d78`: enough of a hash to find it again by eye.
fn short_hash(hex: &str) -> String {
    match (hex.get(..4), hex.get(4..8), hex.len().checked_sub(4).and_then(|from| hex.get(from..))) {
        (Some(first), Some(second), Some(last)) if hex.len() > 12 => format!("{first} {second} … {last}"),
        _ => hex.to_owned(),
    }
}

/// A phrase with its amount in bold: `应付 {amount}，2026年8月23日前`.
pub fn answer(ink: &Ink, phrase: &str, amount: &str) -> Vec<Line> {
    let (before, after) = phrase.split_once("{amount}").unwrap_or((phrase, ""));
    [(before, Style::NUMBER), (amount, Style::NUMBER_BOLD), (after, Style::NUMBER)]
        .into_iter()
        .filter(|(text, _)| !text.is_empty())
        .map(|(text, style)| ink.set(text, style))
        .collect()
}
