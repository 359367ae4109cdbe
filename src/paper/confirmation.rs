//! 往来对账函 and 询证函: one page that asks to confirm a balance, with the answer to cut off at its foot.
//!
//! A table says what the customer owes and what we owe, in figures; both sums stand under it, in words for Chinese yuan. The
//! letter says what it is not: a demand for payment (DOMAIN §7). Seal, handler and day are ours above the cut and theirs
//! below it.

use super::Paper;
use super::archive::{About, seal};
use super::figures;
use super::ink::{Format, Ink, Length, Rule};
use super::letterhead::{self, BODY_TOP, Heading, Letter};
use super::picture::Picture;
use super::slip::{self, Answer, Slip};
use super::table::{Align, Cell, Column, Row, Table};
use super::text::Style;
use super::total;
use crate::calendar::Day;
use crate::error::Result;
use crate::language::Language;
use crate::money::Money;

/// Everything the letter says, in one currency.
#[derive(Debug, Clone)]
pub struct ConfirmationPaper {
    pub number: String,
    /// 询证函, for an auditor.
    pub inquiry: bool,
    /// The last day counted.
    pub as_of: Day,
    pub heading: Heading,
    pub rows: Vec<BalanceRow>,
    /// What they owe us less what we owe them.
    pub balance: Money,
    /// 期后收款: the day and the amount of money that came after the cut-off.
    pub later: Vec<(Day, Money)>,
    /// To whom they reply; to the sender where empty.
    pub reply_to: String,
}

/// What stands between the two, each side above nought.
#[derive(Debug, Clone)]
pub struct BalanceRow {
    /// 贵公司欠
    pub owed: Money,
    /// 欠贵公司
    pub owing: Money,
    pub remark: String,
}

/// More than this many later receipts are told as a sum.
const LATER_NAMED: usize = 4;
const SIGNATURE: Length = 199_000;

/// Prints a letter of confirmation.
///
/// # Errors
/// `field_invalid` for a logo that is no PNG or JPEG; `currency_mismatch`, `amount_overflow` where the rows cannot be added up.
pub fn confirmation(paper: &ConfirmationPaper, language: Language) -> Result<Paper> {
    let mut ink = Ink::new(Format::A4)?;
    let Heading { sender, recipient, proof, .. } = &paper.heading;
    ink.picture = sender.logo.as_deref().map(Picture::read).transpose()?;
    let sheet = Sheet { paper, language };
    sheet.print(&mut ink)?;
    let title = letterhead::joined(&[&sheet.word("title"), &paper.number, recipient], " ");
    let about = About { title, author: sender.name.clone(), language, made_at: proof.made_at };
    seal(ink, &about)
}

struct Sheet<'p> {
    paper: &'p ConfirmationPaper,
    language: Language,
}

impl Sheet<'_> {
    /// A word of the form in hand, or of both.
    fn word(&self, key: &str) -> String {
        let form = match key {
            "title" | "opening" => {
                if self.paper.inquiry {
                    "inquiry_"
                } else {
                    "letter_"
                }
            }
            _ => "",
        };
        self.language.words().word(&format!("confirmation.{form}{key}")).to_owned()
    }

    fn print(&self, ink: &mut Ink) -> Result<()> {
        let paper = self.paper;
        let title = self.word("title");
        let ours = paper.balance.minor() < 0;
        let amount = figures::money(absolute(paper.balance), self.language);
        let answer = self.word(if ours { "answer_ours" } else { "answer" });
        let letter = Letter {
            language: self.language,
            heading: &paper.heading,
            title: &title,
            beside_title: &paper.number,
            beside_style: Style::BODY,
            answer: letterhead::answer(ink, &answer, &amount),
            dated: figures::day(paper.as_of, self.language),
            stamp: None,
        };
        letter.open(ink);
        let day = self.language.day_in_prose(paper.as_of);
        let words = self.language.words();
        let to = words.fill("confirmation.to", &[("name", &paper.heading.recipient)]);
        let form = if paper.inquiry { "inquiry" } else { "letter" };
        let opening = words.fill(
            &format!("confirmation.{form}_opening"),
            &[("day", &day), ("name", &paper.heading.sender.name)],
        );
        ink.text(ink.format.left, BODY_TOP + 3_000, &to, Style::BODY_BOLD);
        let y = letter.paragraphs(ink, BODY_TOP + 9_000, &[opening], Style::BODY);
        let y = self.table(ink, y - 1_500)?;
        let notes = [self.word("not_a_demand"), self.later_note(), self.reply_note(), letter.further_facts()];
        let y = letter.paragraphs(ink, y + 6_000, &notes, Style::BODY);
        self.signature(ink, y.max(SIGNATURE));
        letter.close_above_slip(ink);
        Slip {
            language: self.language,
            sender: &paper.heading.sender,
            number: &paper.number,
            as_of: paper.as_of,
            balance: absolute(paper.balance),
            asks: if ours { Answer::OurConfirmation } else { Answer::Confirmation },
            return_to: &paper.reply_to,
        }
        .print(ink);
        debug_assert!(y < slip::CUT);
        Ok(())
    }

    /// 截止日期 | 贵公司欠 | 欠贵公司 | 备注, then both sums in words.
    fn table(&self, ink: &mut Ink, top: Length) -> Result<Length> {
        let paper = self.paper;
        let column = |key: &str, at: Length, align: Align, measure: Length| Column {
            head: self.word(key),
            at,
            align,
            measure,
        };
        let columns = vec![
            column("as_of", 25_000, Align::Left, 30_000),
            column("owed", 92_000, Align::Right, 40_000),
            column("owing", 132_000, Align::Right, 38_000),
            column("remark", 140_000, Align::Left, 55_000),
        ];
        let zero = Money::zero(paper.balance.currency());
        let (mut owed, mut owing) = (zero, zero);
        let day = figures::day(paper.as_of, self.language);
        let mut rows = Vec::with_capacity(paper.rows.len() + 1);
        let cell = |ink: &Ink, text: &str, style: Style| Cell::stack(vec![ink.set(text, style)]);
        for row in &paper.rows {
            owed = owed.checked_add(row.owed)?;
            owing = owing.checked_add(row.owing)?;
            rows.push(Row::line(vec![
                cell(ink, &day, Style::BODY),
                cell(ink, &figures::amount_or_blank(row.owed), Style::BODY),
                cell(ink, &figures::amount_or_blank(row.owing), Style::BODY),
                Cell::stack(ink.wrap(&row.remark, Style::BODY, 55_000)),
            ]));
        }
        rows.push(Row::total(vec![
            cell(ink, &self.word("sum"), Style::BODY_BOLD),
            cell(ink, &figures::amount(owed), Style::BODY_BOLD),
            cell(ink, &figures::amount(owing), Style::BODY_BOLD),
            cell(ink, paper.balance.currency().as_str(), Style::LABEL),
        ]));
        let (left, right) = (ink.format.left, ink.format.right);
        let table = Table { columns, left, right, row_height: 6_000, rows, carry: None };
        let mut y = table.head(ink, top);
        for row in &table.rows {
            y = table.row(ink, y, row);
        }
        ink.rule(left, right, y, Rule::Firm);
        for (key, amount) in [("owed_words", owed), ("owing_words", owing)] {
            if let Some(words) = total::in_words(amount, self.language).filter(|_| !amount.is_zero()) {
                y += 6_000;
                let end = ink.text(left, y, &self.word(key), Style::LABEL);
                ink.text(end + 3_000, y, &words, Style::BODY_BOLD);
            }
        }
        Ok(y)
    }

    fn later_note(&self) -> String {
        let later = &self.paper.later;
        if later.is_empty() {
            return self.word("paid_since");
        }
        let told: Vec<String> = later
            .iter()
            .take(LATER_NAMED)
            .map(|(day, amount)| format!("{day} {}", figures::money(*amount, self.language)))
            .collect();
        let more = if later.len() > LATER_NAMED { " …" } else { "" };
        let told = told.join(if self.language == Language::ZhCn { "；" } else { "; " }) + more;
        let words = self.language.words();
        format!("{} {}", words.fill("confirmation.later", &[("receipts", &told)]), self.word("paid_since"))
    }

    fn reply_note(&self) -> String {
        let to = match self.paper.reply_to.as_str() {
            "" => return String::new(),
            to => to,
        };
        self.language.words().fill("confirmation.reply_to", &[("to", to)])
    }

    /// 单位（盖章） 经办人 日期, ours.
    fn signature(&self, ink: &mut Ink, baseline: Length) {
        let (left, right) = (ink.format.left, ink.format.right);
        let name = letterhead::joined(&[&self.paper.heading.sender.name, &self.word("seal")], " ");
        ink.text(left, baseline, &name, Style::BODY_BOLD);
        let words = self.language.words();
        let end = ink.text(118_000, baseline, words.word("slip.name"), Style::LABEL) + 1_000;
        ink.rule(end, 155_000, baseline + 1_000, Rule::Hair);
        let end = ink.text(158_000, baseline, words.word("slip.date"), Style::LABEL) + 1_000;
        ink.rule(end, right, baseline + 1_000, Rule::Hair);
    }
}

fn absolute(amount: Money) -> Money {
    if amount.minor() < 0 { amount.negated() } else { amount }
}
