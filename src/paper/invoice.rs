//! Invoices and their kin: 销售账单, 红字账单, 采购账单, 收款收据, 付款单.
//!
//! One layout for all; the kind decides title, answer and band. Columns appear only where a line fills them:
//! a receipt has no quantities, a document that is not taxed no tax. Chinese papers keep the column order of the
//! fapiao, so that a reader can tick the two side by side, and give a discount its own line; English papers give
//! it a column. Nothing is computed here but the sums a page carries over.

use super::Paper;
use super::archive::{About, seal};
use super::figures;
use super::ink::{Format, Ink, Length, Rule};
use super::letterhead::{
    self, BODY_BOTTOM, BODY_TOP, CONTINUED_TOP, Fact, Letter, Proof, RIGHT_BLOCK, Sender,
};
use super::picture::Picture;
use super::table::{self, Align, Carry, Cell, Column, HEAD, Room, Row, Table, breaks};
use super::text::{Line, Style};
use crate::calendar::Day;
use crate::error::Result;
use crate::language::Language;
use crate::money::{Currency, Figure, Money, Zheng, uppercase_amount};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperKind {
    Invoice,
    CreditNote,
    /// Our copy of what a supplier asks for.
    SupplierBill,
    Receipt,
    Payment,
}

impl PaperKind {
    fn is_settlement(self) -> bool {
        matches!(self, PaperKind::Receipt | PaperKind::Payment)
    }
}

/// A draft and a void document are stamped on every page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperState {
    Issued,
    Draft,
    Void,
}

/// How the prices stand to tax.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taxing {
    Exclusive,
    /// Unit prices include tax; the amounts of lines and totals are split into net and tax all the same.
    Inclusive,
    NotTaxed,
}

/// Everything an invoice says. Amounts are in one currency, the document's.
#[derive(Debug, Clone)]
pub struct InvoicePaper {
    pub kind: PaperKind,
    pub state: PaperState,
    /// Empty for a draft.
    pub number: String,
    pub dated: Day,
    pub due_on: Option<Day>,
    pub sender: Sender,
    /// Postal lines, in the order of the customer's country.
    pub addressee: Vec<String>,
    /// The customer's name, for continuation pages.
    pub recipient: String,
    /// Up to eight stand beside the address, further ones under the terms.
    pub facts: Vec<Fact>,
    pub taxing: Taxing,
    pub lines: Vec<InvoiceLine>,
    pub net: Money,
    pub tax: Money,
    pub gross: Money,
    /// One per rate; printed where there is any.
    pub taxes: Vec<TaxLine>,
    /// Where money is asked for, how to pay it.
    pub pay_to: Vec<PayLine>,
    /// Empty, or one paragraph.
    pub terms: String,
    /// Paragraphs.
    pub notes: Vec<String>,
    pub proof: Proof,
}

#[derive(Debug, Clone, Default)]
pub struct InvoiceLine {
    /// Heads this and the following lines: a delivery note and its day.
    pub group: Option<String>,
    pub name: String,
    pub specification: String,
    pub unit: String,
    pub quantity: Option<Figure>,
    pub unit_price: Option<Figure>,
    /// What was taken off, where anything was.
    pub discount: Option<Discount>,
    /// The line's amount after discount, without tax.
    pub net: Option<Money>,
    /// `13%`, `免税`, `zero-rated`.
    pub rate: String,
    pub tax: Option<Money>,
}

/// A discount; `net` and `tax` are the line's amounts before it, so that the goods' line and the discount's
/// line add up to the line exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Discount {
    pub percent: Figure,
    pub net: Money,
    pub tax: Money,
}

/// The sum of the lines of one rate.
#[derive(Debug, Clone)]
pub struct TaxLine {
    pub rate: String,
    pub net: Money,
    pub tax: Money,
    pub gross: Money,
}

/// A line of the bank details. The label is a word under `pay` in `paper.json`: holder, bank, account,
/// bank_code, iban, bic, amount, reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayLine {
    pub label: &'static str,
    pub value: String,
    pub bold: bool,
}

impl PayLine {
    pub fn new(label: &'static str, value: impl Into<String>) -> PayLine {
        PayLine { label, value: value.into(), bold: matches!(label, "account" | "iban") }
    }
}

/// Prints an invoice, credit note, bill, receipt or payment.
///
/// # Errors
/// `field_invalid` for a logo that is no PNG or JPEG, `currency_mismatch` where a line is in another currency,
/// `amount_overflow`.
pub fn invoice(paper: &InvoicePaper, language: Language) -> Result<Paper> {
    let mut ink = Ink::new(Format::A4)?;
    ink.picture = paper.sender.logo.as_deref().map(Picture::read).transpose()?;
    let sheet = Sheet { paper, language };
    sheet.print(&mut ink)?;
    let title = letterhead::joined(&[sheet.title(), &paper.number], " ");
    let about = About { title, author: paper.sender.name.clone(), language, made_at: paper.proof.made_at };
    seal(ink, &about)
}

/// The invoice in the language it is printed in.
struct Sheet<'a> {
    paper: &'a InvoicePaper,
    language: Language,
}

/// A column's meaning; which of them a paper has depends on its lines and its language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
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

impl Sheet<'_> {
    fn word(&self, key: &str) -> String {
        self.language.words().fill(key, &[("currency", self.paper.gross.currency().as_str())])
    }

    fn title(&self) -> &'static str {
        let key: &'static str = match self.paper.kind {
            PaperKind::Invoice => "title.invoice",
            PaperKind::CreditNote => "title.credit_note",
            PaperKind::SupplierBill => "title.supplier_bill",
            PaperKind::Receipt => "title.receipt",
            PaperKind::Payment => "title.payment",
        };
        self.language.words().word(key)
    }

    fn is_chinese(&self) -> bool {
        self.language == Language::ZhCn
    }

    fn is_taxed(&self) -> bool {
        self.paper.taxing != Taxing::NotTaxed
    }

    fn print(&self, ink: &mut Ink) -> Result<()> {
        let letter = self.letter(ink);
        letter.open(ink);
        let table = self.table(ink)?;
        let tail = 30_000 + self.payment_height();
        let carry = if table.carry.is_some() { table.row_height } else { 0 };
        let room = Room {
            first: BODY_BOTTOM - BODY_TOP - HEAD,
            next: BODY_BOTTOM - CONTINUED_TOP - HEAD,
            carry,
            tail,
            together: 8,
        };
        let pages = breaks(&table.heights(), room);
        let bottom = table.print(ink, BODY_TOP, &pages, |ink| letter.continued(ink));
        let bottom = self.band(ink, bottom);
        let bottom = self.payment(ink, bottom + 8_300);
        self.paragraphs(ink, &letter, bottom + 7_000);
        letter.close(ink);
        Ok(())
    }

    fn letter<'b>(&'b self, ink: &Ink) -> Letter<'b> {
        let paper = self.paper;
        let words = self.language.words();
        Letter {
            language: self.language,
            sender: &paper.sender,
            addressee: &paper.addressee,
            recipient: &paper.recipient,
            facts: &paper.facts,
            title: self.title(),
            beside_title: &paper.number,
            beside_style: Style::NUMBER,
            answer: self.answer(ink),
            dated: figures::day(paper.dated, self.language),
            stamp: match paper.state {
                PaperState::Issued => None,
                PaperState::Draft => Some(words.word("state.draft")),
                PaperState::Void => Some(words.word("state.void")),
            },
            proof: &paper.proof,
        }
    }

    /// How much, by when.
    fn answer(&self, ink: &Ink) -> Vec<Line> {
        let words = self.language.words();
        let due = self.paper.due_on.map(|day| figures::day_in_prose(day, self.language));
        let phrase = match (self.paper.kind, due) {
            (PaperKind::Invoice | PaperKind::SupplierBill, Some(day)) => {
                words.fill("answer.invoice", &[("day", &day)])
            }
            (PaperKind::Invoice | PaperKind::SupplierBill, None) => {
                words.word("answer.invoice_undated").into()
            }
            (PaperKind::CreditNote, _) => words.word("answer.credit_note").into(),
            (PaperKind::Receipt, _) => words.word("answer.receipt").into(),
            (PaperKind::Payment, _) => words.word("answer.payment").into(),
        };
        letterhead::answer(ink, &phrase, &figures::money(self.paper.gross, self.language))
    }

    /// The columns this paper needs, with the place each prefers.
    fn parts(&self) -> Vec<(Part, Length, Align)> {
        use Align::{Centre, Left, Right};
        let lines = &self.paper.lines;
        let any = |filled: fn(&InvoiceLine) -> bool| lines.iter().any(filled);
        let quantities = any(|line| line.quantity.is_some() || line.unit_price.is_some());
        let discounts = any(|line| line.discount.is_some());
        let specifications = any(|line| !line.specification.is_empty());
        let taxed = self.is_taxed();
        let parts = if self.is_chinese() {
            let shift = if taxed { 0 } else { 30_000 };
            vec![
                (Part::Index, 25_000, Left, true),
                (Part::Name, 33_000, Left, true),
                (Part::Specification, 71_000, Left, specifications),
                (Part::Unit, 109_500 + shift, Centre, quantities),
                (Part::Quantity, 128_000 + shift, Right, quantities),
                (Part::UnitPrice, 145_000 + shift, Right, quantities),
                (Part::Net, 165_000 + shift, Right, true),
                (Part::Rate, 176_000, Right, taxed),
                (Part::Tax, 195_000, Right, taxed),
            ]
        } else {
            let shift = if taxed { 0 } else { 12_500 };
            vec![
                (Part::Index, 25_000, Left, true),
                (Part::Name, 33_000, Left, true),
                (Part::Quantity, 120_000 + shift, Right, quantities),
                (Part::Unit, 122_000 + shift, Left, quantities),
                (Part::UnitPrice, 147_000 + shift, Right, quantities),
                (Part::Discount, 159_500 + shift, Right, discounts),
                (Part::Rate, 172_000, Right, taxed),
                (Part::Net, 195_000, Right, true),
            ]
        };
        parts.into_iter().filter(|part| part.3).map(|(part, at, align, _)| (part, at, align)).collect()
    }

    fn head_of(&self, part: Part) -> String {
        match part {
            Part::Index => String::new(),
            Part::Name if self.paper.kind.is_settlement() => self.word("line.settled"),
            Part::Name => self.word("line.name"),
            Part::Specification => self.word("line.specification"),
            Part::Unit => self.word("line.unit"),
            Part::Quantity => self.word("line.quantity"),
            Part::UnitPrice if self.paper.taxing == Taxing::Inclusive => {
                self.word("line.unit_price_inclusive")
            }
            Part::UnitPrice => self.word("line.unit_price"),
            Part::Discount => self.word("line.discount"),
            Part::Net if self.is_taxed() => self.word("line.net"),
            Part::Net => self.word("line.amount"),
            Part::Rate => self.word("line.rate"),
            Part::Tax => self.word("line.tax"),
        }
    }

    fn table(&self, ink: &Ink) -> Result<Table> {
        let parts = self.parts();
        let mut columns: Vec<Column> = parts
            .iter()
            .map(|(part, at, align)| Column {
                head: self.head_of(*part),
                at: *at,
                align: *align,
                measure: if *part == Part::Specification { 40_000 } else { 160_000 },
            })
            .collect();
        let parts: Vec<Part> = parts.into_iter().map(|(part, ..)| part).collect();
        let widths = self.widths(ink, &parts, &columns);
        table::make_room(&mut columns, &widths, 2_500);
        let mut rows = self.rows(ink, &parts, &columns)?;
        rows.extend(self.sums(ink, &parts));
        let column = parts.iter().position(|part| *part == Part::Name).unwrap_or(0);
        let carry =
            Carry { forward: self.word("carried_forward"), brought: self.word("brought_forward"), column };
        let format = ink.format;
        Ok(Table {
            columns,
            left: format.left,
            right: format.right,
            row_height: 6_000,
            rows,
            carry: Some(carry),
        })
    }

    /// The widest content of each column that does not wrap.
    fn widths(&self, ink: &Ink, parts: &[Part], columns: &[Column]) -> Vec<Length> {
        let width = |text: &str, style| ink.set(text, style).width();
        parts
            .iter()
            .zip(columns)
            .map(|(part, column)| {
                let texts = self.paper.lines.iter().map(|line| self.text_of(*part, line));
                let sum = match part {
                    Part::Net => figures::amount(self.paper.net),
                    Part::Tax => figures::amount(self.paper.tax),
                    _ => String::new(),
                };
                let widest = texts.map(|text| width(&text, Style::BODY)).max().unwrap_or(0);
                widest.max(width(&sum, Style::BODY_BOLD)).max(width(&column.head, Style::LABEL_BOLD))
            })
            .collect()
    }

    fn text_of(&self, part: Part, line: &InvoiceLine) -> String {
        // A discount with a line of its own leaves the goods' line as it was before.
        let before = line.discount.filter(|_| self.is_chinese());
        match part {
            Part::Index | Part::Name | Part::Specification => String::new(),
            Part::Unit => line.unit.clone(),
            Part::Quantity => line.quantity.map(figures::quantity).unwrap_or_default(),
            Part::UnitPrice => line
                .unit_price
                .map(|price| figures::price(price, self.paper.gross.currency()))
                .unwrap_or_default(),
            Part::Discount => {
                line.discount.map(|off| figures::percent(off.percent, self.language)).unwrap_or_default()
            }
            Part::Net => before.map(|off| off.net).or(line.net).map(figures::amount).unwrap_or_default(),
            Part::Rate => line.rate.clone(),
            Part::Tax => before.map(|off| off.tax).or(line.tax).map(figures::amount).unwrap_or_default(),
        }
    }

    fn rows(&self, ink: &Ink, parts: &[Part], columns: &[Column]) -> Result<Vec<Row>> {
        let zero = Money::zero(self.paper.gross.currency());
        let (mut net, mut tax) = (zero, zero);
        let mut rows = Vec::with_capacity(self.paper.lines.len() + 2);
        for (number, line) in (1..).zip(&self.paper.lines) {
            if let Some(group) = &line.group {
                let cell = Cell::stack(vec![ink.set(group, Style::LABEL_BOLD)]);
                let carried = rows.last().map(|row: &Row| row.carried.clone()).unwrap_or_default();
                rows.push(Row { carried, ..Row::heading(cell) });
            }
            rows.extend(Row::line(self.goods_cells(ink, parts, columns, number, line)).split());
            if self.is_chinese()
                && let Some(discount) = line.discount
            {
                rows.push(Row::line(self.discount_cells(ink, parts, number, line, discount)?));
            }
            net = net.checked_add(line.net.unwrap_or(zero))?;
            tax = tax.checked_add(line.tax.unwrap_or(zero))?;
            let carried = self.sum_cells(ink, parts, net, tax);
            // A page may break between goods and discount; what it carries is then the line after discount.
            for row in rows.iter_mut().rev().take_while(|row| row.carried.is_empty()) {
                row.carried.clone_from(&carried);
            }
        }
        Ok(rows)
    }

    fn goods_cells(
        &self,
        ink: &Ink,
        parts: &[Part],
        columns: &[Column],
        number: usize,
        line: &InvoiceLine,
    ) -> Vec<Cell> {
        let cell = |(part, column): (&Part, &Column)| match part {
            Part::Index => Cell::stack(vec![ink.set(&number.to_string(), Style::LABEL)]),
            Part::Name => self.name_cell(ink, line, column.measure),
            Part::Specification => Cell::stack(ink.wrap(&line.specification, Style::LABEL, column.measure)),
            part => match self.text_of(*part, line) {
                text if text.is_empty() => Cell::empty(),
                text => Cell::stack(vec![ink.set(&text, Style::BODY)]),
            },
        };
        parts.iter().zip(columns).map(cell).collect()
    }

    /// The name; in English the specification follows it in small type, on the same line where it fits.
    fn name_cell(&self, ink: &Ink, line: &InvoiceLine, measure: Length) -> Cell {
        let mut lines = Cell::stack(ink.wrap(&line.name, Style::BODY, measure)).0;
        if !self.is_chinese() && !line.specification.is_empty() {
            let beside = ink.set(&format!(", {}", line.specification), Style::LABEL);
            let used: Length = lines.last().map_or(measure, |spans| spans.iter().map(Line::width).sum());
            match lines.last_mut() {
                Some(spans) if used + beside.width() <= measure => spans.push(beside),
                _ => lines.extend(Cell::stack(ink.wrap(&line.specification, Style::LABEL, measure)).0),
            }
        }
        Cell(lines)
    }

    fn discount_cells(
        &self,
        ink: &Ink,
        parts: &[Part],
        number: usize,
        line: &InvoiceLine,
        discount: Discount,
    ) -> Result<Vec<Cell>> {
        let zero = Money::zero(self.paper.gross.currency());
        let net = line.net.unwrap_or(zero).checked_sub(discount.net)?;
        let tax = line.tax.unwrap_or(zero).checked_sub(discount.tax)?;
        let percent = figures::percent(discount.percent, self.language);
        let values = [("line", &*number.to_string()), ("percent", &percent)];
        let name = self.language.words().fill("line.discount_of", &values);
        let text = |part: &Part| match part {
            Part::Name => name.clone(),
            Part::Net => figures::amount(net),
            Part::Rate => line.rate.clone(),
            Part::Tax => figures::amount(tax),
            _ => String::new(),
        };
        Ok(parts.iter().map(|part| Cell::stack(vec![ink.set(&text(part), Style::BODY)])).collect())
    }

    fn sum_cells(&self, ink: &Ink, parts: &[Part], net: Money, tax: Money) -> Vec<Cell> {
        let bold = |money| Cell::stack(vec![ink.set(&figures::amount(money), Style::BODY_BOLD)]);
        parts
            .iter()
            .map(|part| match part {
                Part::Net => bold(net),
                Part::Tax => bold(tax),
                _ => Cell::empty(),
            })
            .collect()
    }

    /// 合计 in Chinese; net and tax on two rows in English; nothing where the paper is not taxed.
    fn sums(&self, ink: &Ink, parts: &[Part]) -> Vec<Row> {
        if !self.is_taxed() {
            return Vec::new();
        }
        let labelled = |key: &str, mut cells: Vec<Cell>| {
            let column = parts.iter().position(|part| *part == Part::Name).unwrap_or(0);
            if let Some(cell) = cells.get_mut(column) {
                *cell = Cell::stack(vec![ink.set(&self.word(key), Style::BODY)]);
            }
            cells
        };
        let paper = self.paper;
        let mut rows =
            vec![Row::total(labelled("total.net", self.sum_cells(ink, parts, paper.net, paper.tax)))];
        if !self.is_chinese() {
            rows.push(Row::line(labelled("total.tax", self.sum_cells(ink, parts, paper.tax, paper.tax))));
        }
        let carried = self.sum_cells(ink, parts, paper.net, paper.tax);
        for row in &mut rows {
            row.carried.clone_from(&carried);
        }
        rows
    }

    /// The total: in words at the left for Chinese yuan, in figures at the right, closed by a double rule.
    fn band(&self, ink: &mut Ink, top: Length) -> Length {
        let (left, right) = (ink.format.left, ink.format.right);
        let gross = self.paper.gross;
        if !self.is_taxed() {
            ink.rule(left, right, top, Rule::Firm);
        }
        let baseline = top + 6_400;
        if self.is_chinese() && gross.currency() == Currency::CNY {
            let key = if self.is_taxed() { "total.words_taxed" } else { "total.words" };
            let end = ink.text(left, baseline, &self.word(key), Style::LABEL);
            let words = format!("{}{}", self.word("total.rmb"), uppercase_amount(gross, Zheng::AfterJiao));
            ink.text(end.max(left + 21_500) + 2_800, baseline, &words, Style::ADDRESS_BOLD);
            let start =
                ink.text_right(right, baseline, &figures::money(gross, self.language), Style::NUMBER_BOLD);
            ink.text_right(start - 3_000, baseline, &self.word("total.figures"), Style::LABEL);
        } else {
            let key = match self.paper.kind {
                PaperKind::Invoice | PaperKind::SupplierBill if self.is_taxed() => "total.invoice",
                _ => "total.untaxed",
            };
            let end = ink.text(left, baseline, &self.word(key), Style::ADDRESS_BOLD);
            if let Some(day) = self.paper.due_on {
                let day = figures::day_in_prose(day, self.language);
                let by = self.language.words().fill("total.by_day", &[("day", &day)]);
                ink.text(end + 3_200, baseline, &by, Style::LABEL);
            }
            let start = ink.text_right(right, baseline, &figures::amount(gross), Style::NUMBER_BOLD);
            ink.text_right(start - 3_000, baseline, gross.currency().as_str(), Style::LABEL);
        }
        ink.double_rule(left, right, top + 10_000);
        top + 10_700
    }

    fn payment_height(&self) -> Length {
        let pay = Length::try_from(self.paper.pay_to.len()).unwrap_or(0) * 4_850;
        let taxes = Length::try_from(self.paper.taxes.len() + 2).unwrap_or(0) * 5_100;
        pay.max(if self.paper.taxes.is_empty() { 0 } else { taxes })
    }

    /// How to pay at the left, the taxes per rate at the right; returns the lower edge of both.
    fn payment(&self, ink: &mut Ink, baseline: Length) -> Length {
        let left = ink.format.left;
        let paper = self.paper;
        if paper.pay_to.is_empty() && (paper.taxes.is_empty() || !self.is_taxed()) {
            return baseline - 6_000;
        }
        let mut lower = baseline;
        if !paper.pay_to.is_empty() {
            ink.text(left, baseline, &self.word("pay.title"), Style::LABEL_BOLD);
            let mut y = baseline + 5_600;
            for line in &paper.pay_to {
                ink.text(left, y, self.language.words().word(&format!("pay.{}", line.label)), Style::LABEL);
                let style = if line.bold { Style::BODY_BOLD } else { Style::BODY };
                for value in ink.wrap(&line.value, style, RIGHT_BLOCK - left - 21_000) {
                    ink.line(left + 16_000, y, &value);
                    y += 4_850;
                }
            }
            lower = y - 4_850;
        }
        if !paper.taxes.is_empty() && self.is_taxed() {
            lower = lower.max(self.tax_table(ink, baseline));
        }
        lower
    }

    fn tax_table(&self, ink: &mut Ink, baseline: Length) -> Length {
        ink.text(RIGHT_BLOCK, baseline, &self.word("taxes.title"), Style::LABEL_BOLD);
        let heads = ["taxes.rate", "taxes.net", "taxes.tax", "taxes.gross"];
        let places = [RIGHT_BLOCK, 159_500, 176_500, ink.format.right];
        let mut columns: Vec<Column> = heads
            .into_iter()
            .zip(places)
            .enumerate()
            .map(|(index, (head, at))| Column {
                head: self.word(head),
                at,
                align: if index == 0 { Align::Left } else { Align::Right },
                measure: 30_000,
            })
            .collect();
        let total = TaxLine {
            rate: self.word("taxes.total"),
            net: self.paper.net,
            tax: self.paper.tax,
            gross: self.paper.gross,
        };
        let texts = |tax: &TaxLine| {
            [tax.rate.clone(), figures::amount(tax.net), figures::amount(tax.tax), figures::amount(tax.gross)]
        };
        // The total is the widest of its column; only a long name of a rate wraps.
        let widths: Vec<Length> = texts(&total)
            .iter()
            .zip(&columns)
            .map(|(text, column)| {
                let head = ink.set(&column.head, Style::LABEL_BOLD).width();
                head.max(ink.set(text, Style::LABEL_BOLD).width())
            })
            .collect();
        table::make_room(&mut columns, &widths, 2_500);
        let measure = columns[0].measure;
        let cells = |tax: &TaxLine, style: Style| -> Vec<Cell> {
            let [rate, figures @ ..] = texts(tax);
            let mut cells = vec![Cell::stack(ink.wrap(&rate, style, measure))];
            cells.extend(figures.iter().map(|text| Cell::stack(vec![ink.set(text, style)])));
            cells
        };
        let mut rows: Vec<Row> =
            self.paper.taxes.iter().map(|tax| Row::line(cells(tax, Style::LABEL))).collect();
        rows.push(Row::total(cells(&total, Style::LABEL_BOLD)));
        let table = Table {
            columns,
            left: RIGHT_BLOCK,
            right: ink.format.right,
            row_height: 5_100,
            rows,
            carry: None,
        };
        let all = 0..table.rows.len();
        table.print(ink, baseline + 2_100, &[all], |_| 0)
    }

    /// Terms, notes and what the paper is not; flows onto further pages where it must.
    fn paragraphs(&self, ink: &mut Ink, letter: &Letter<'_>, baseline: Length) {
        let words = self.language.words();
        let mut texts = Vec::new();
        if !self.paper.terms.is_empty() {
            texts.push(words.fill("notice.terms", &[("terms", &self.paper.terms)]));
        }
        texts.extend(self.paper.notes.iter().cloned());
        texts.push(letter.further_facts());
        if self.paper.taxing == Taxing::Inclusive {
            texts.push(self.word("notice.inclusive"));
        }
        if matches!(self.paper.kind, PaperKind::Invoice | PaperKind::CreditNote) {
            texts.push(self.word("notice.not_fapiao"));
        }
        flow(ink, baseline, &texts, |ink| letter.continued(ink));
    }
}

/// Sets paragraphs over the full measure from a baseline on; `continued` opens a further page. Returns the last
/// baseline.
pub fn flow(
    ink: &mut Ink,
    baseline: Length,
    texts: &[String],
    mut continued: impl FnMut(&mut Ink) -> Length,
) -> Length {
    let mut y = baseline;
    for text in texts.iter().filter(|text| !text.is_empty()) {
        for line in ink.wrap(text, Style::BODY.prose(), ink.format.measure()) {
            if y > BODY_BOTTOM {
                y = continued(ink) + 5_000;
            }
            ink.line(ink.format.left, y, &line);
            y += 4_600;
        }
        y += 600;
    }
    y
}
