//! 往来款项对账函 and 询证函: one page that asks to confirm a balance, with the answer to cut off at its foot.
//!
//! A table says what the customer owes and what we owe, in figures; both sums stand under it, in words for Chinese yuan. The
//! letter says what it is not: a demand for payment (DOMAIN §7). Seal, handler and day are ours above the cut and theirs
//! below it.

use super::Paper;
use super::archive::{About, seal};
use super::design::{Design, Fields};
use super::figures;
use super::ink::{Ink, Length, Rule};
use super::letterhead::{self, Heading, Letter};
use super::slip::{self, Answer, Slip};
use super::speech::Speech;
use super::table::{self, Align, Cell, Column, Row, Table};
use super::text::Style;
use super::total;
use crate::calendar::Day;
use crate::error::Result;
use crate::language::Language;
use crate::money::{Currency, Money};

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
    pub currency: Currency,
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

/// So many later receipts are named, further ones are told as a sum.
const LATER_NAMED: usize = 3;
/// From the signature down to the cut.
const SIGNATURE: Length = 11_000;

/// Prints a letter of confirmation.
///
/// # Errors
/// `picture_unreadable` or `picture_too_large` for a logo; `currency_mismatch`, `amount_overflow` where the rows cannot be added up.
pub fn confirmation(paper: &ConfirmationPaper, language: Language, design: &Design) -> Result<Paper> {
    let language = Speech::new(language, design.beside);
    let Heading { sender, recipient, proof, .. } = &paper.heading;
    let day = language.day_in_prose(paper.as_of);
    let fields = Fields::new(&paper.heading, &paper.number, String::new(), day, None);
    let design = &*design.filled(&fields);
    let mut ink = letterhead::sheet(design, sender.logo.as_deref())?;
    let sheet = Sheet { paper, language, design };
    sheet.print(&mut ink)?;
    let title = letterhead::joined(&[&sheet.word(&sheet.form("title")), &paper.number, recipient], " ");
    let about =
        About { title, author: sender.name.clone(), language: language.main(), made_at: proof.made_at };
    seal(ink, &about)
}

#[derive(Debug, Clone, Copy)]
struct Sums {
    owed: Money,
    owing: Money,
}

struct Sheet<'p> {
    paper: &'p ConfirmationPaper,
    language: Speech,
    design: &'p Design,
}

impl Sheet<'_> {
    fn word(&self, key: &str) -> String {
        self.language.words().word(&format!("confirmation.{key}")).to_owned()
    }

    /// The key of a word that the two forms say differently.
    fn form(&self, key: &str) -> String {
        format!("{}_{key}", if self.paper.inquiry { "inquiry" } else { "letter" })
    }

    fn print(&self, ink: &mut Ink) -> Result<()> {
        let paper = self.paper;
        let title = self.word(&self.form("title"));
        let day = self.language.day_in_prose(paper.as_of);
        let letter = Letter {
            language: self.language,
            heading: &paper.heading,
            title: self.design.title(&title),
            beside_title: &paper.number,
            beside_style: Style::BODY,
            answer: letterhead::answer(ink, &self.word("answer"), &day),
            dated: figures::day(paper.as_of, self.language),
            stamp: self.design.copy.then(|| self.language.words().word("state.copy")),
            design: self.design,
        };
        let top = letter.open(ink);
        let words = self.language.words();
        let to = words.fill("confirmation.to", &[("name", &paper.heading.recipient)]);
        let opening = words.fill(&format!("confirmation.{}", self.form("opening")), &[("day", &day)]);
        ink.text(ink.format.left, top + 3_000, &to, Style::BODY_BOLD);
        let y = letter.paragraphs(ink, top + 9_000, &[opening], Style::BODY);
        let sums = self.sums()?;
        let y = letter.room_for_rows(ink, y - 1_500);
        let y = self.table(ink, y, sums)?;
        let notes = [
            self.terms_note(sums),
            self.later_note()?,
            self.reply_note(),
            letter.further_facts(ink),
            self.design.closing.clone(),
        ];
        let mut y = letter.paragraphs(ink, y + 6_000, &notes, Style::BODY) + 2_000;
        if y > ink.format.body_bottom {
            y = letter.continued(ink) + 5_000;
        }
        if !slip::fills_page(&ink.format) {
            y = y.max(slip::cut(&ink.format) - SIGNATURE);
        }
        self.signature(ink, y);
        slip::make_room(ink, &letter, y + 4_500);
        letter.close_above_slip(ink);
        Slip {
            language: self.language,
            sender: &paper.heading.sender,
            number: &paper.number,
            as_of: paper.as_of,
            balance: if sums.owed.is_zero() { sums.owing } else { sums.owed },
            asks: match (sums.owed.is_zero(), sums.owing.is_zero()) {
                (false, false) => Answer::BothConfirmations(sums.owing),
                (true, false) => Answer::OurConfirmation,
                _ => Answer::Confirmation,
            },
            return_to: &paper.reply_to,
        }
        .print(ink);
        Ok(())
    }

    /// What stands on each side, never netted.
    fn sums(&self) -> Result<Sums> {
        let zero = Money::zero(self.paper.currency);
        let mut sums = Sums { owed: zero, owing: zero };
        for row in &self.paper.rows {
            sums.owed = sums.owed.checked_add(row.owed)?;
            sums.owing = sums.owing.checked_add(row.owing)?;
        }
        Ok(sums)
    }

    /// 截止日期 | 贵公司欠 | 欠贵公司 | 备注, then both sums in words.
    fn table(&self, ink: &mut Ink, top: Length, Sums { owed, owing }: Sums) -> Result<Length> {
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
        let mut columns = columns;
        table::fit(&mut columns, ink.format);
        let remark = ink.format.length(55_000);
        let day = figures::day_in_column(paper.as_of, self.language);
        let mut rows = Vec::with_capacity(paper.rows.len() + 1);
        let cell = |ink: &Ink, text: &str, style: Style| Cell::stack(vec![ink.set(text, style)]);
        for row in &paper.rows {
            rows.push(Row::line(vec![
                cell(ink, &day, Style::BODY),
                cell(ink, &figures::amount_or_blank(row.owed), Style::BODY),
                cell(ink, &figures::amount_or_blank(row.owing), Style::BODY),
                Cell::stack(ink.wrap(&row.remark, Style::BODY, remark)),
            ]));
        }
        rows.push(Row::total(vec![
            cell(ink, &self.word("sum"), Style::BODY_BOLD),
            cell(ink, &figures::amount(owed), Style::BODY_BOLD),
            cell(ink, &figures::amount(owing), Style::BODY_BOLD),
            cell(ink, paper.currency.as_str(), Style::LABEL),
        ]));
        let (left, right) = (ink.format.left, ink.format.right);
        let table = Table { columns, left, right, row_height: ink.row(6_000), rows, carry: None };
        let all = 0..table.rows.len();
        let mut y = table.print(ink, top, &[all], |_| top);
        let firm = y;
        for (key, amount) in [("owed_words", owed), ("owing_words", owing)] {
            if let Some(words) = total::in_words(amount, self.language).filter(|_| !amount.is_zero()) {
                y += 6_000;
                let end = ink.text(left, y, &self.word(key), Style::LABEL);
                ink.text(end + 3_000, y, &words, Style::BODY_BOLD);
            }
        }
        y += if y > firm { 2_400 } else { 0 };
        let out = ink.format.boxed();
        ink.double_rule(left - out, right + out, y);
        Ok(y)
    }

    /// What the letter is not, and that nobody need be silent for having paid.
    fn terms_note(&self, sums: Sums) -> String {
        let both = !sums.owed.is_zero() && !sums.owing.is_zero();
        let not_netted = if both { self.word("not_netted") } else { String::new() };
        let space = if self.language == Language::ZhCn { "" } else { " " };
        letterhead::joined(&[&self.word("not_a_demand"), &self.word("paid_since"), &not_netted], space)
    }

    fn later_note(&self) -> Result<String> {
        let later = &self.paper.later;
        if later.is_empty() {
            return Ok(String::new());
        }
        let words = self.language.words();
        let (named, others) = later.split_at(later.len().min(LATER_NAMED));
        let mut told: Vec<String> = named
            .iter()
            .map(|(day, amount)| {
                let day = figures::day_in_column(*day, self.language);
                format!("{day} {}", figures::money(*amount, self.language))
            })
            .collect();
        if !others.is_empty() {
            let zero = Money::zero(self.paper.currency);
            let sum = others.iter().try_fold(zero, |sum, (_, amount)| sum.checked_add(*amount))?;
            let (count, amount) = (others.len().to_string(), figures::money(sum, self.language));
            told.push(words.fill("confirmation.later_others", &[("count", &count), ("amount", &amount)]));
        }
        let told = told.join(if self.language == Language::ZhCn { "；" } else { "; " });
        Ok(words.fill("confirmation.later", &[("receipts", &told)]))
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
        let end = ink.text(ink.format.at(118_000), baseline, words.word("slip.name"), Style::LABEL) + 1_000;
        ink.rule(end, ink.format.at(155_000), baseline + 1_000, Rule::Hair);
        let end = ink.text(ink.format.at(158_000), baseline, words.word("slip.date"), Style::LABEL) + 1_000;
        ink.rule(end, right, baseline + 1_000, Rule::Hair);
    }
}
