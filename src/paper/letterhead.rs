//! What every letter of the house has: who writes to whom about what; further pages, footer and audit line. The head of
//! the first page is in `head`.

use super::design::{Design, LogoPlace};
use super::figures;
use super::ink::{Frame, Ink, Length, Rule};
use super::page::Format;
use super::picture::Picture;
use super::speech::Speech;
use super::text::{Line, Style};
use super::{slip, table};
use crate::calendar::{Day, Instant};
use crate::error::Result;
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

    pub(super) fn value(&self, language: Speech) -> String {
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
    pub language: Speech,
    pub heading: &'a Heading,
    pub title: &'a str,
    /// Beside the title: the number, or the kind of statement.
    pub beside_title: &'a str,
    pub beside_style: Style,
    /// The one answer: how much, by when.
    pub answer: Vec<Line>,
    /// For continuation pages.
    pub dated: String,
    /// 草稿, 作废 or 副本, boxed on every page.
    pub stamp: Option<&'a str>,
    pub design: &'a Design,
}

/// A sheet for a paper of the sender in a design, with its pictures at hand.
///
/// # Errors
/// `picture_unreadable`, `picture_too_large`.
pub fn sheet(design: &Design, logo: Option<&[u8]>) -> Result<Ink> {
    let mut ink = Ink::new(design)?;
    let logo = logo.filter(|_| design.logo != LogoPlace::Off);
    ink.picture = logo.map(|bytes| Picture::read(bytes, "logo")).transpose()?;
    let picture = design.payment_picture.as_deref();
    ink.payment_picture = picture.map(|bytes| Picture::read(bytes, "payment_picture")).transpose()?;
    Ok(ink)
}

impl Letter<'_> {
    /// What is said beside the address: all facts, but on a form those that its head says already.
    pub(super) fn facts(&self, format: Format) -> impl Iterator<Item = &Fact> {
        let said = move |fact: &&Fact| format.needle && fact.value(self.language) == self.beside_title;
        self.heading.facts.iter().filter(move |fact| !said(fact))
    }

    /// Facts that found no place beside the window, as one paragraph.
    pub fn further_facts(&self, ink: &Ink) -> String {
        let words = self.language.words();
        let separator = match self.language.main() {
            Language::ZhCn => ("：", "　"),
            Language::En => (": ", "   "),
        };
        let facts = self.facts(ink.format).skip(ink.format.facts);
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
        let Format { left, right, continued_top, letter, .. } = ink.format;
        let baseline = if letter { continued_top - 7_300 } else { continued_top - 4_800 };
        let mut x = left;
        if letter {
            self.stamp(ink, 10_000);
        } else if let Some(word) = self.stamp {
            x = ink.text(x, baseline, &format!("[{word}]"), Style::BODY_BOLD) + 3_000;
        }
        if let Some(picture) = &ink.picture {
            let (width, height) = picture.fit(20_000, 5_000);
            ink.picture(Frame { x, y: baseline - 4_200, width, height });
            x += width + 4_000;
        }
        let who = format!("{}　{}", self.heading.recipient, self.dated);
        let who = ink.clip(&who, Style::LABEL, (right - x) * 3 / 5);
        let start = right - who.width();
        ink.line(start, baseline, &who);
        let title = ink.clip(self.title, Style::BODY_BOLD, start - x - 4_000);
        let end = ink.line(x, baseline, &title) + 3_500;
        let continued = self.language.words().word("continued");
        let beside = format!("{} {continued}", self.beside_title);
        let beside = ink.clip(&beside, Style::BODY, start - end - 4_000);
        ink.line(end, baseline, &beside);
        continued_top
    }

    /// Where a table begins that would begin at `top`: on a further page where hardly a row has room under it.
    pub fn room_for_rows(&self, ink: &mut Ink, top: Length) -> Length {
        if top > ink.format.body_bottom - table::head_height(ink) - 12_000 {
            self.continued(ink)
        } else {
            top
        }
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
        let baseline = match slip::fills_page(&ink.format) {
            true => ink.format.height - 4_500,
            false => slip::cut(&ink.format) - 4_500,
        };
        audit_line(ink, self.language, &self.heading.proof, baseline, last);
    }

    fn close_page(&self, ink: &mut Ink, page: usize) {
        ink.turn_to(page);
        let baseline = match ink.format.letter {
            true => (self.footer(ink) + 6_000).max(279_600),
            false => ink.format.height - if ink.format.needle { 4_500 } else { 7_000 },
        };
        if !ink.format.letter && !self.design.footer.is_empty() {
            let line = ink.clip(&self.design.footer, Style::AUDIT, ink.format.measure());
            ink.line(ink.format.left, baseline - 3_400, &line);
        }
        audit_line(ink, self.language, &self.heading.proof, baseline, page);
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
            let line = ink.clip(text, Style::AUDIT, 55_000);
            ink.line(left, baseline, &line);
        }
        let balanced = |line: &String| ink.balance(line, Style::AUDIT, 41_000);
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
            let end = ink.text(ink.format.right_block(), baseline, words.word(label), Style::AUDIT);
            ink.text(end + 2_000, baseline, value, Style::AUDIT);
        }
        if !self.design.footer.is_empty() {
            lower += 3_200;
            let line = ink.clip(&self.design.footer, Style::AUDIT, ink.format.measure());
            ink.line(left, lower, &line);
        }
        lower
    }

    pub(super) fn address_in_one_line(&self) -> String {
        let lines: Vec<&str> = self.heading.sender.address.iter().map(String::as_str).collect();
        joined(&lines, if self.language == Language::ZhCn { " " } else { ", " })
    }

    /// Sets paragraphs over the full measure from a baseline on, over further pages where they need them. Returns
    /// the baseline after the last line.
    pub fn paragraphs(&self, ink: &mut Ink, baseline: Length, texts: &[String], style: Style) -> Length {
        let mut y = baseline;
        for text in texts.iter().filter(|text| !text.is_empty()) {
            for line in ink.wrap(text, style.prose(), ink.format.measure()) {
                if y > ink.format.body_bottom {
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

pub(super) fn label_key(fact: &Fact) -> String {
    format!("fact.{}", fact.label)
}

/// The texts that are not empty, with a separator between.
pub fn joined(texts: &[&str], separator: &str) -> String {
    let texts: Vec<&str> = texts.iter().copied().filter(|text| !text.is_empty()).collect();
    texts.join(separator)
}

/// Voucher, place in the chain, when and by whom at the left; page n of m at the right.
pub fn audit_line(ink: &mut Ink, language: Speech, proof: &Proof, baseline: Length, page: usize) {
    audit_line_from(ink, language, proof, baseline);
    let (page, pages) = ((page + 1).to_string(), ink.pages.len().to_string());
    let number = language.words().fill("page", &[("page", &page), ("pages", &pages)]);
    ink.text_right(ink.format.right, baseline, &number, Style::LABEL);
}

/// The same without the page.
pub fn audit_line_from(ink: &mut Ink, language: Speech, proof: &Proof, baseline: Length) {
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
