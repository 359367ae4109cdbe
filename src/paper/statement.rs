//! 对账单: open items, balance carried forward, or the activity of a period.
//!
//! All three agree at the same cut-off: what is open less credits not applied is the balance carried forward.
//! The paper prints what it is given; the room that fills it proves the agreement (DOMAIN §6).

use super::archive::{About, seal};
use super::design::{Design, Fields};
use super::figures;
use super::ink::{Frame, Ink, Length, Rule};
use super::letterhead::{self, Heading, Letter};
use super::slip::{self, Answer, Slip};
use super::speech::Speech;
use super::table::{self, Align, Cell, Column, Room, Row, Table, breaks};
use super::text::{Line, Style};
use super::total::Total;
use super::{Paper, PayLine};
use crate::calendar::Day;
use crate::error::Result;
use crate::language::Language;
use crate::money::Money;

/// Everything a statement says, in one currency.
#[derive(Debug, Clone)]
pub struct StatementPaper {
    /// May be empty: a statement posts nothing and needs no number. One that has a number waits for an answer.
    pub number: String,
    /// A supplier's: what stands on it is owed by us.
    pub ours: bool,
    /// The last day counted, until 24:00.
    pub as_of: Day,
    pub heading: Heading,
    pub body: StatementBody,
    /// The balance at the cut-off; for an activity statement the net movement of the period.
    pub closing: Money,
    /// Five cells from not due to the oldest; may be empty.
    pub aging: Vec<AgingCell>,
    pub pay_to: Vec<PayLine>,
    pub notes: Vec<String>,
    /// Asks for a confirmation: a slip to cut off, where something is owed and the last page leaves its foot free. One with a
    /// number has its slip in any case, if need be on a further page.
    pub slip: bool,
}

/// The rows of the three kinds.
#[derive(Debug, Clone)]
pub enum StatementBody {
    /// What is open at the cut-off, and credits that settle nothing yet.
    OpenItem { items: Vec<OpenItemRow>, credits: Vec<CreditRow> },
    /// Opening balance, movements with the balance after each, closing balance.
    BalanceForward { opening_on: Day, opening: Money, rows: Vec<MovementRow> },
    /// The movements alone.
    Activity { rows: Vec<MovementRow> },
}

#[derive(Debug, Clone)]
pub struct OpenItemRow {
    pub number: String,
    pub dated: Day,
    pub due_on: Option<Day>,
    /// Absent where not due.
    pub days_late: Option<i64>,
    /// The customer's order.
    pub reference: String,
    pub original: Money,
    /// What was settled, negative.
    pub settled: Money,
    pub open: Money,
}

#[derive(Debug, Clone)]
pub struct CreditRow {
    pub number: String,
    pub dated: Day,
    pub text: String,
    /// Negative.
    pub amount: Money,
}

#[derive(Debug, Clone)]
pub struct MovementRow {
    pub dated: Day,
    pub number: String,
    pub text: String,
    pub debit: Money,
    pub credit: Money,
    /// After this movement; not printed on an activity statement.
    pub balance: Money,
}

/// One of the aging strip's cells: `未到期`, `1–30 days`. Overdue amounts are bold.
#[derive(Debug, Clone)]
pub struct AgingCell {
    pub label: String,
    pub amount: Money,
    pub overdue: bool,
}

/// Prints a statement.
///
/// # Errors
/// `picture_unreadable` or `picture_too_large` for a logo; `currency_mismatch`, `amount_overflow` where the rows cannot
/// be added up.
pub fn statement(paper: &StatementPaper, language: Language, design: &Design) -> Result<Paper> {
    let language = Speech::new(language, design.beside);
    let Heading { sender, recipient, proof, .. } = &paper.heading;
    let amount = figures::money(paper.closing, language);
    let fields = Fields::new(&paper.heading, &paper.number, amount, language.day_in_prose(paper.as_of), None);
    let design = &*design.filled(&fields);
    let mut ink = letterhead::sheet(design, sender.logo.as_deref())?;
    Sheet { paper, language, design }.print(&mut ink)?;
    let words = language.words();
    let title = letterhead::joined(&[words.word("title.statement"), &paper.number, recipient], " ");
    let about =
        About { title, author: sender.name.clone(), language: language.main(), made_at: proof.made_at };
    seal(ink, &about)
}

struct Sheet<'a> {
    paper: &'a StatementPaper,
    language: Speech,
    design: &'a Design,
}

const ROW: Length = 5_500;

impl Sheet<'_> {
    fn word(&self, key: &str) -> String {
        self.language.words().word(key).to_owned()
    }

    fn print(&self, ink: &mut Ink) -> Result<()> {
        let letter = self.letter(ink);
        let top = letter.open(ink);
        let table = match &self.paper.body {
            StatementBody::OpenItem { items, .. } => self.open_items(ink, items)?,
            StatementBody::BalanceForward { opening_on, opening, rows } => {
                self.movements(ink, Some((*opening_on, *opening)), rows)?
            }
            StatementBody::Activity { rows } => self.movements(ink, None, rows)?,
        };
        let credits = match &self.paper.body {
            StatementBody::OpenItem { credits, .. } => credits.as_slice(),
            _ => &[],
        };
        let credits_height = if credits.is_empty() {
            0
        } else {
            4_000 + table::head_height(ink) + ROW * Length::try_from(credits.len()).unwrap_or(0)
        };
        let strip = if self.paper.aging.is_empty() { 0 } else { 18_000 };
        let top = letter.room_for_rows(ink, top);
        // Many credits flow on by themselves; the band and the strip stay together.
        let tail = credits_height.min(60_000) + 14_000 + strip;
        let room = Room::from(ink, top, tail, 9_500).together(ink, 8);
        let pages = breaks(&table.heights(), room);
        let mut y = table.print(ink, top, &pages, |ink| letter.continued(ink));
        if !credits.is_empty() {
            y = self.credits(ink, &letter, y + 4_000, credits, 14_000 + strip);
        }
        y = self.total().print(ink, y, true);
        if !self.paper.aging.is_empty() {
            if y + strip > ink.format.body_bottom {
                y = letter.continued(ink);
            }
            y = self.strip(ink, y + 4_200);
        }
        let last = self.closing_lines(ink, &letter, y + 6_500);
        if self.has_slip(ink, last) {
            slip::make_room(ink, &letter, last);
            letter.close_above_slip(ink);
            self.slip().print(ink);
        } else {
            letter.close(ink);
        }
        Ok(())
    }

    fn has_slip(&self, ink: &Ink, last: Length) -> bool {
        let paper = self.paper;
        let owed = paper.closing.minor() > 0 && !matches!(paper.body, StatementBody::Activity { .. });
        paper.slip && (!paper.number.is_empty() || owed && last < slip::cut(&ink.format) - 1_500)
    }

    fn letter<'b>(&'b self, ink: &Ink) -> Letter<'b> {
        let paper = self.paper;
        let words = self.language.words();
        let (kind, answer) = match paper.body {
            StatementBody::OpenItem { .. } => ("statement.open_item", self.key("answer")),
            StatementBody::BalanceForward { .. } => ("statement.balance_forward", self.key("answer")),
            StatementBody::Activity { .. } => ("statement.activity", "statement.answer_activity"),
        };
        Letter {
            language: self.language,
            heading: &paper.heading,
            title: self.design.title(words.word("title.statement")),
            beside_title: words.word(kind),
            beside_style: Style::BODY,
            answer: letterhead::answer(
                ink,
                words.word(answer),
                &figures::money(paper.closing, self.language),
            ),
            dated: figures::day(paper.as_of, self.language),
            stamp: self.design.copy.then(|| words.word("state.copy")),
            design: self.design,
        }
    }

    /// The word of a statement's own, or that of a supplier's.
    fn key(&self, of: &str) -> &'static str {
        match (of, self.paper.ours) {
            ("answer", false) => "statement.answer",
            ("answer", true) => "statement.answer_ours",
            ("reference", false) => "statement.reference",
            ("reference", true) => "statement.reference_ours",
            ("debit", false) => "statement.debit",
            ("debit", true) => "statement.debit_ours",
            ("credit", false) => "statement.credit",
            ("credit", true) => "statement.credit_ours",
            (_, false) => "statement.disclaimer",
            (_, true) => "statement.disclaimer_ours",
        }
    }

    fn column(&self, head: &str, at: Length, align: Align) -> Column {
        Column { head: self.word(head), at, align, measure: 100_000 }
    }

    fn day(&self, day: Day) -> String {
        figures::day_in_column(day, self.language)
    }

    fn open_items(&self, ink: &Ink, items: &[OpenItemRow]) -> Result<Table> {
        let columns = vec![
            self.column("statement.number", 25_000, Align::Left),
            self.column("statement.date", 56_000, Align::Left),
            self.column("statement.due", 79_000, Align::Left),
            self.column("statement.days_late", 115_000, Align::Right),
            self.column(self.key("reference"), 122_000, Align::Left),
            self.column("statement.original", 157_000, Align::Right),
            self.column("statement.paid", 174_500, Align::Right),
            self.column("statement.open", 195_000, Align::Right),
        ];
        let zero = Money::zero(self.paper.closing.currency());
        let (mut original, mut settled, mut open) = (zero, zero, zero);
        let mut rows = Vec::with_capacity(items.len() + 1);
        for item in items {
            original = original.checked_add(item.original)?;
            settled = settled.checked_add(item.settled)?;
            open = open.checked_add(item.open)?;
            let texts = [
                (item.number.clone(), Style::BODY),
                (self.day(item.dated), Style::BODY),
                (item.due_on.map(|day| self.day(day)).unwrap_or_default(), Style::BODY),
                (item.days_late.map_or("–".into(), |days| days.to_string()), Style::BODY_BOLD),
                (item.reference.clone(), Style::BODY),
                (figures::amount(item.original), Style::BODY),
                (figures::amount_or_blank(item.settled), Style::BODY),
                (figures::amount(item.open), Style::BODY_BOLD),
            ];
            rows.push(texts.to_vec());
        }
        let total = vec![
            (self.word("statement.items_open"), Style::BODY),
            (String::new(), Style::BODY),
            (String::new(), Style::BODY),
            (String::new(), Style::BODY),
            (String::new(), Style::BODY),
            (figures::amount(original), Style::BODY),
            (figures::amount_or_blank(settled), Style::BODY),
            (figures::amount(open), Style::BODY_BOLD),
        ];
        Ok(self.fitted(ink, columns, rows, Some(total)))
    }

    /// Movements with opening and running balance, or without both.
    fn movements(&self, ink: &Ink, opening: Option<(Day, Money)>, given: &[MovementRow]) -> Result<Table> {
        let mut columns = vec![
            self.column("statement.date", 25_000, Align::Left),
            self.column("statement.number", 50_000, Align::Left),
            self.column("statement.text", 81_000, Align::Left),
        ];
        if opening.is_some() {
            columns.push(self.column(self.key("debit"), 152_000, Align::Right));
            columns.push(self.column(self.key("credit"), 173_000, Align::Right));
            columns.push(self.column("statement.balance", 195_000, Align::Right));
        } else {
            columns.push(self.column(self.key("debit"), 172_000, Align::Right));
            columns.push(self.column(self.key("credit"), 195_000, Align::Right));
        }
        let width = columns.len();
        let text = |text: String| (text, Style::BODY);
        let mut rows = Vec::with_capacity(given.len() + 1);
        if let Some((on, balance)) = opening {
            rows.push(vec![
                text(self.day(on)),
                text(String::new()),
                (self.word("statement.opening"), Style::BODY_BOLD),
                text(String::new()),
                text(String::new()),
                (figures::amount(balance), Style::BODY_BOLD),
            ]);
        }
        let zero = Money::zero(self.paper.closing.currency());
        let (mut debit, mut credit) = (zero, zero);
        for row in given {
            debit = debit.checked_add(row.debit)?;
            credit = credit.checked_add(row.credit)?;
            let mut cells = vec![
                text(self.day(row.dated)),
                text(row.number.clone()),
                text(row.text.clone()),
                text(figures::amount_or_blank(row.debit)),
                text(figures::amount_or_blank(row.credit)),
                text(figures::amount(row.balance)),
            ];
            cells.truncate(width);
            rows.push(cells);
        }
        if given.is_empty() {
            let mut cells = vec![text(String::new()); width];
            cells[2].0 = self.word("statement.empty");
            rows.push(cells);
        }
        let mut total = vec![
            text(String::new()),
            text(String::new()),
            text(self.word("statement.movement")),
            (figures::amount(debit), Style::BODY_BOLD),
            (figures::amount(credit), Style::BODY_BOLD),
            text(String::new()),
        ];
        total.truncate(width);
        Ok(self.fitted(ink, columns, rows, Some(total)))
    }

    /// A table whose figures have the room they need; left-hand text wraps in what remains.
    fn fitted(
        &self,
        ink: &Ink,
        mut columns: Vec<Column>,
        texts: Vec<Vec<(String, Style)>>,
        total: Option<Vec<(String, Style)>>,
    ) -> Table {
        table::fit(&mut columns, ink.format);
        let widest = |index: usize, column: &Column| {
            let cells = texts.iter().chain(&total).filter_map(|row| row.get(index));
            let widest = cells.map(|(text, style)| ink.set(text, *style).width()).max().unwrap_or(0);
            widest.max(table::head_width(ink, &column.head))
        };
        let widths: Vec<Length> = columns.iter().enumerate().map(|(i, column)| widest(i, column)).collect();
        table::make_room(&mut columns, &widths, 1_500);
        let cells = |row: &Vec<(String, Style)>, wrapped: bool| -> Vec<Cell> {
            let cell = |((text, style), column): (&(String, Style), &Column)| match column.align {
                Align::Left if wrapped => Cell::stack(ink.wrap(text, *style, column.measure)),
                _ => Cell::stack(vec![ink.set(text, *style)]),
            };
            row.iter().zip(&columns).map(cell).collect()
        };
        let mut rows: Vec<Row> = texts.iter().flat_map(|row| Row::line(cells(row, true)).split()).collect();
        rows.extend(total.iter().map(|row| Row::total(cells(row, false))));
        let (left, right) = (ink.format.left, ink.format.right);
        Table { columns, left, right, row_height: ink.row(ROW), rows, carry: None }
    }

    /// Credits not applied, in a table of their own under the open items.
    fn credits(
        &self,
        ink: &mut Ink,
        letter: &Letter<'_>,
        top: Length,
        credits: &[CreditRow],
        tail: Length,
    ) -> Length {
        let columns = vec![
            self.column("statement.credits", 25_000, Align::Left),
            self.column("statement.date", 56_000, Align::Left),
            self.column("statement.text", 79_000, Align::Left),
            self.column("statement.amount", 195_000, Align::Right),
        ];
        let rows = credits
            .iter()
            .map(|credit| {
                vec![
                    (credit.number.clone(), Style::BODY),
                    (self.day(credit.dated), Style::BODY),
                    (credit.text.clone(), Style::BODY),
                    (figures::amount(credit.amount), Style::BODY),
                ]
            })
            .collect();
        let table = self.fitted(ink, columns, rows, None);
        let top = letter.room_for_rows(ink, top);
        let room = Room::from(ink, top, tail, 9_500).together(ink, 1);
        table.print(ink, top, &breaks(&table.heights(), room), |ink| letter.continued(ink))
    }

    /// The balance, or what the period moved.
    fn total(&self) -> Total {
        let (label, words_label) = match self.paper.body {
            StatementBody::Activity { .. } => ("statement.net_movement", "statement.net_movement"),
            _ => ("statement.closing", "statement.closing_words"),
        };
        let hint = match self.paper.body {
            StatementBody::OpenItem { .. } => self.word("statement.open_hint"),
            _ => String::new(),
        };
        Total {
            language: self.language,
            amount: self.paper.closing,
            label: self.word(label),
            hint,
            words_label: self.word(words_label),
            figures_label: String::new(),
            height: 8_400,
        }
    }

    /// The aging strip: equal cells, overdue bold, a bar of the share of the total.
    fn strip(&self, ink: &mut Ink, top: Length) -> Length {
        let cells = &self.paper.aging;
        let count = Length::try_from(cells.len()).unwrap_or(1).max(1);
        let gap = 4_000;
        let width = (ink.format.measure() - gap * (count - 1)) / count;
        let total: i64 = cells.iter().map(|cell| cell.amount.minor().max(0)).sum();
        for (index, cell) in (0..).zip(cells) {
            let x = ink.format.left + index * (width + gap);
            if index > 0 {
                ink.vertical(x - gap / 2, top, top + 11_000, Rule::Hair);
            }
            ink.text(x, top + 2_200, &cell.label, Style::LABEL);
            let bold = cell.overdue && !cell.amount.is_zero();
            let style = if bold { Style::BODY_BOLD } else { Style::BODY };
            ink.text(x, top + 7_300, &figures::amount(cell.amount), style);
            ink.outline(Frame { x, y: top + 10_000, width, height: 1_300 }, Rule::Hair);
            let share = i128::from(cell.amount.minor().max(0)) * i128::from(width) / i128::from(total.max(1));
            let share = Length::try_from(share).unwrap_or(0);
            if share > 0 {
                ink.fill(Frame { x, y: top + 10_000, width: share, height: 1_300 });
            }
        }
        top + 11_300
    }

    /// Where to pay, what the statement is and what it is not.
    /// Returns the baseline after the last line.
    fn closing_lines(&self, ink: &mut Ink, letter: &Letter<'_>, baseline: Length) -> Length {
        let words = self.language.words();
        let baseline =
            if baseline > ink.format.body_bottom - 10_000 { letter.continued(ink) + 5_000 } else { baseline };
        let baseline = self.pay_line(ink, baseline);
        let day = self.language.day_in_prose(self.paper.as_of);
        let mut texts = self.paper.notes.clone();
        texts.push(letter.further_facts(ink));
        texts.push(words.fill(self.key("disclaimer"), &[("day", &day)]));
        texts.push(self.design.closing.clone());
        letter.paragraphs(ink, baseline, &texts, Style::LABEL)
    }

    /// The bank account in one line, or more where it does not fit; returns the baseline after it.
    fn pay_line(&self, ink: &mut Ink, baseline: Length) -> Length {
        if self.paper.pay_to.is_empty() {
            return baseline;
        }
        let start = ink.text(ink.format.left, baseline, &self.word("statement.pay"), Style::LABEL) + 3_200;
        let (mut x, mut y) = (start, baseline);
        for line in &self.paper.pay_to {
            let value = ink.set(&line.value, if line.bold { Style::BODY_BOLD } else { Style::BODY });
            let mut spans = vec![value];
            // A name and an account explain themselves, a number of a bank and a reference do not.
            if matches!(line.label, "bank_code" | "reference") {
                let label = format!("{} ", self.word(&format!("pay.{}", line.label)));
                spans.insert(0, ink.set(&label, Style::LABEL));
            }
            let width: Length = spans.iter().map(Line::width).sum();
            if x > start && x + width > ink.format.right {
                (x, y) = (start, y + Style::BODY.size.leading());
            }
            x = ink.spans(x, y, &spans) + 3_200;
        }
        y + Style::BODY.size.leading()
    }

    fn slip(&self) -> Slip<'_> {
        let paper = self.paper;
        Slip {
            language: self.language,
            sender: &paper.heading.sender,
            number: &paper.number,
            as_of: paper.as_of,
            balance: if paper.closing.minor() < 0 { paper.closing.negated() } else { paper.closing },
            asks: if paper.ours == (paper.closing.minor() < 0) {
                Answer::Balance
            } else {
                Answer::OurBalance
            },
            return_to: "",
        }
    }
}
