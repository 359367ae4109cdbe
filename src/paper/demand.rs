//! 提醒函, 催款函, 最后通知: letters that ask for money that is due.
//!
//! Who owes what to whom and since when, the sum in figures and 大写, until when it is to come, what follows otherwise, where the seal
//! goes; a formal letter carries a slip to send back. Source: DOMAIN §7, 催款函.

use super::archive::{About, seal};
use super::design::{Design, Fields};
use super::figures;
use super::ink::{Ink, Length};
use super::letterhead::{self, Heading, Letter};
use super::slip::{self, Answer, Slip};
use super::speech::Speech;
use super::table::{self, Align, Cell, Column, Room, Row, Table, breaks};
use super::text::Style;
use super::total::Total;
use super::{Paper, PayLine};
use crate::calendar::Day;
use crate::error::Result;
use crate::language::Language;
use crate::money::Money;

/// Everything a letter says.
#[derive(Debug, Clone)]
pub struct DemandPaper {
    pub heading: Heading,
    /// 催款函
    pub title: String,
    pub number: String,
    pub dated: Day,
    pub deadline_on: Day,
    /// What stands over the table, paragraph by paragraph.
    pub text: Vec<String>,
    pub rows: Vec<DemandRow>,
    /// One for each currency.
    pub totals: Vec<Money>,
    /// Late interest and fee, claimed beside the debt.
    pub interest: Vec<Money>,
    pub fee: Option<Money>,
    pub pay_to: Vec<PayLine>,
    /// Room for the seal, and a slip to send back at the foot of the last page where all is in one currency.
    pub formal: bool,
}

#[derive(Debug, Clone)]
pub struct DemandRow {
    pub number: String,
    /// The contract it was sold under; may be empty.
    pub contract: String,
    pub dated: Day,
    pub due_on: Day,
    /// Below nought before it is due.
    pub days_late: i64,
    pub open: Money,
}

/// Prints a letter.
///
/// # Errors
/// `picture_unreadable` or `picture_too_large` for a logo.
pub fn demand(paper: &DemandPaper, language: Language, design: &Design) -> Result<Paper> {
    let language = Speech::new(language, design.beside);
    let Heading { sender, recipient, proof, .. } = &paper.heading;
    let totals: Vec<String> = paper.totals.iter().map(|total| figures::money(*total, language)).collect();
    let [dated, deadline] = [paper.dated, paper.deadline_on].map(|day| language.day_in_prose(day));
    let fields = Fields::new(&paper.heading, &paper.number, totals.join(" + "), dated, Some(deadline));
    let design = &*design.filled(&fields);
    let mut ink = letterhead::sheet(design, sender.logo.as_deref())?;
    Sheet { paper, language, design }.print(&mut ink);
    let title = letterhead::joined(&[&paper.title, &paper.number, recipient], " ");
    let about =
        About { title, author: sender.name.clone(), language: language.main(), made_at: proof.made_at };
    seal(ink, &about)
}

struct Sheet<'a> {
    paper: &'a DemandPaper,
    language: Speech,
    design: &'a Design,
}

const ROW: Length = 5_500;
const TOTAL: Length = 9_000;
/// A line of the bank account, or of name and day beside it.
const LINE: Length = 4_500;

impl Sheet<'_> {
    fn word(&self, key: &str) -> String {
        self.language.words().word(key).to_owned()
    }

    fn print(&self, ink: &mut Ink) {
        let paper = self.paper;
        let letter = self.letter(ink);
        let top = letter.open(ink);
        let salutation =
            self.language.words().fill("demand.salutation", &[("name", &paper.heading.recipient)]);
        let mut y = letter.paragraphs(ink, top + 3_000, &[salutation], Style::BODY_BOLD);
        y = letter.paragraphs(ink, y + 500, &paper.text, Style::BODY);
        let table = self.table(ink);
        let totals = TOTAL * Length::try_from(paper.totals.len()).unwrap_or(1);
        y = letter.room_for_rows(ink, y);
        let room = Room::from(ink, y, totals + 4_000, totals).together(ink, 4);
        let pages = breaks(&table.heights(), room);
        y = table.print(ink, y, &pages, |ink| letter.continued(ink));
        for (place, total) in paper.totals.iter().enumerate() {
            if y + TOTAL > ink.format.body_bottom {
                y = letter.continued(ink);
            }
            y = self.total(*total).print(ink, y, place == 0);
        }
        let mut claims = self.claims();
        claims.push(self.design.closing.clone());
        let mut y = letter.paragraphs(ink, y + 5_500, &claims, Style::BODY) + 2_000;
        let lines = Length::try_from(paper.pay_to.len().max(2)).unwrap_or(2);
        let ends = |y: Length| y + (lines - 1) * LINE;
        if ends(y) > ink.format.body_bottom {
            y = letter.continued(ink) + 5_000;
        }
        self.account(ink, y);
        self.signing(ink, y);
        match paper.totals.as_slice() {
            [total] if paper.formal => {
                slip::make_room(ink, &letter, ends(y) + 6_500);
                letter.close_above_slip(ink);
                self.slip(*total).print(ink);
            }
            _ => letter.close(ink),
        }
    }

    fn letter<'b>(&'b self, ink: &Ink) -> Letter<'b> {
        let paper = self.paper;
        let words = self.language.words();
        let day = figures::day(paper.deadline_on, self.language);
        let answer = match paper.totals.first() {
            Some(total) if paper.totals.len() == 1 => {
                let phrase = words.fill("demand.answer", &[("day", &day)]);
                letterhead::answer(ink, &phrase, &figures::money(*total, self.language))
            }
            _ => Vec::new(),
        };
        Letter {
            language: self.language,
            heading: &paper.heading,
            title: self.design.title(&paper.title),
            beside_title: "",
            beside_style: Style::BODY,
            answer,
            dated: figures::day(paper.dated, self.language),
            stamp: self.design.copy.then(|| words.word("state.copy")),
            design: self.design,
        }
    }

    fn column(&self, head: &str, at: Length, align: Align) -> Column {
        Column { head: self.word(head), at, align, measure: 60_000 }
    }

    fn table(&self, ink: &Ink) -> Table {
        let has_contract = self.paper.rows.iter().any(|row| !row.contract.is_empty());
        let mut columns = vec![self.column("demand.number", 25_000, Align::Left)];
        if has_contract {
            columns.push(self.column("demand.contract", 62_000, Align::Left));
        }
        columns.extend([
            self.column("demand.dated", 95_000, Align::Left),
            self.column("demand.due", 122_000, Align::Left),
            self.column("demand.days_late", 162_000, Align::Right),
            self.column("demand.open", 195_000, Align::Right),
        ]);
        let day = |day| figures::day_in_column(day, self.language);
        let several = self.paper.totals.len() > 1;
        let texts: Vec<Vec<(String, Style)>> = self
            .paper
            .rows
            .iter()
            .map(|row| {
                let open = match several {
                    true => format!("{} {}", row.open.currency(), figures::amount(row.open)),
                    false => figures::amount(row.open),
                };
                let days = if row.days_late > 0 { row.days_late.to_string() } else { "–".to_owned() };
                let mut cells = vec![(row.number.clone(), Style::BODY)];
                if has_contract {
                    cells.push((row.contract.clone(), Style::BODY));
                }
                cells.extend([
                    (day(row.dated), Style::BODY),
                    (day(row.due_on), Style::BODY),
                    (days, Style::BODY_BOLD),
                    (open, Style::BODY_BOLD),
                ]);
                cells
            })
            .collect();
        table::fit(&mut columns, ink.format);
        let widest = |index: usize, column: &Column| {
            let cells = texts.iter().filter_map(|row| row.get(index));
            let widest = cells.map(|(text, style)| ink.set(text, *style).width()).max().unwrap_or(0);
            widest.max(table::head_width(ink, &column.head))
        };
        let widths: Vec<Length> = columns.iter().enumerate().map(|(at, column)| widest(at, column)).collect();
        table::make_room(&mut columns, &widths, 1_500);
        let cell = |((text, style), column): (&(String, Style), &Column)| match column.align {
            Align::Left => Cell::stack(ink.wrap(text, *style, column.measure)),
            _ => Cell::stack(vec![ink.set(text, *style)]),
        };
        let rows = texts
            .iter()
            .flat_map(|row| Row::line(row.iter().zip(&columns).map(cell).collect()).split())
            .collect();
        let (left, right) = (ink.format.left, ink.format.right);
        Table { columns, left, right, row_height: ink.row(ROW), rows, carry: None }
    }

    fn total(&self, amount: Money) -> Total {
        Total {
            language: self.language,
            amount,
            label: self.word("demand.total"),
            hint: String::new(),
            words_label: self.word("demand.total_words"),
            figures_label: self.word("total.figures"),
            height: TOTAL - 700,
        }
    }

    /// What is claimed beside the debt and booked nowhere yet.
    fn claims(&self) -> Vec<String> {
        let words = self.language.words();
        let money = |amount: &Money| figures::money(*amount, self.language);
        let day = figures::day(self.paper.dated, self.language);
        let interest = self.paper.interest.iter().map(money).collect::<Vec<_>>().join(" + ");
        let fee = self.paper.fee.as_ref().map(money);
        match (interest.as_str(), fee) {
            ("", None) => Vec::new(),
            ("", Some(fee)) => vec![words.fill("demand.fee", &[("fee", &fee)])],
            (amount, None) => vec![words.fill("demand.interest", &[("amount", amount), ("day", &day)])],
            (amount, Some(fee)) => {
                let values = [("amount", amount), ("day", &day), ("fee", &fee)];
                vec![words.fill("demand.interest_and_fee", &values)]
            }
        }
    }

    /// Where to pay, at the left, a line each.
    fn account(&self, ink: &mut Ink, baseline: Length) {
        let left = ink.format.left;
        let label = |line: &PayLine| self.word(&format!("pay.{}", line.label));
        let measure = |ink: &Ink, line: &PayLine| ink.set(&label(line), Style::LABEL).width();
        let widest = self.paper.pay_to.iter().map(|line| measure(ink, line)).max().unwrap_or_default();
        let start = left + widest + 3_200;
        for (place, line) in (0..).zip(&self.paper.pay_to) {
            let y = baseline + place * LINE;
            ink.text(left, y, &label(line), Style::LABEL);
            let style = if line.bold { Style::BODY_BOLD } else { Style::BODY };
            let value = ink.clip(&line.value, style, ink.format.right_block() - start - 3_000);
            ink.line(start, y, &value);
        }
    }

    /// Who sends it, where the seal goes, and the day, at the right.
    fn signing(&self, ink: &mut Ink, baseline: Length) {
        let right = ink.format.right;
        let name = &self.paper.heading.sender.name;
        let label = if self.paper.formal { "demand.seal" } else { "demand.signature" };
        let label = ink.set(&self.word(label), Style::LABEL);
        let end = right - label.width() - 1_500;
        let clipped = ink.clip(name, Style::BODY_BOLD, end - ink.format.right_block());
        ink.line(end - clipped.width(), baseline, &clipped);
        ink.line(right - label.width(), baseline, &label);
        let day = self.language.day_in_prose(self.paper.dated);
        ink.text_right(right, baseline + LINE, &day, Style::BODY);
    }

    fn slip(&self, total: Money) -> Slip<'_> {
        let paper = self.paper;
        Slip {
            language: self.language,
            sender: &paper.heading.sender,
            number: &paper.number,
            as_of: paper.dated,
            balance: total,
            asks: Answer::Payment,
            return_to: "",
        }
    }
}
