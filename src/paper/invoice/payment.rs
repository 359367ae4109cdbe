//! What stands under the total: how to pay at the left, the tax of each rate at the right.

use super::{InvoicePaper, PaperKind, PayLine, TaxLine};
use crate::paper::design::Design;
use crate::paper::figures;
use crate::paper::ink::{Frame, Ink, Length};
use crate::paper::payment_code::{self, Transfer};
use crate::paper::speech::Speech;
use crate::paper::table::{self, Align, Cell, Column, Row, Table};
use crate::paper::text::Style;

/// The side of a payment code, and the room it takes from the lines beside it.
const CODE: Length = 24_000;
const BESIDE: Length = 29_000;
/// The longest name of a rate that stands on one line.
const RATE: Length = 22_000;
/// Between how to pay and the taxes where they stand under each other.
const BETWEEN: Length = 8_000;

pub struct Payment<'a> {
    pub paper: &'a InvoicePaper,
    pub language: Speech,
    pub design: &'a Design,
}

impl Payment<'_> {
    fn word(&self, key: &str) -> String {
        self.paper.word(key, self.language)
    }

    /// Goods are handed over without telling the tax of each rate.
    fn has_taxes(&self) -> bool {
        let paper = self.paper;
        !paper.taxes.is_empty() && paper.is_taxed() && paper.kind != PaperKind::DeliveryNote
    }

    /// The room both blocks take under their first baseline.
    pub fn height(&self, ink: &Ink) -> Length {
        let lines = Length::try_from(self.paper.pay_to.len()).unwrap_or(0) * 4_850;
        let pay = if self.has_code(ink) { lines.max(CODE + 4_000) } else { lines };
        let taxes = Length::try_from(self.paper.taxes.len() + 2).unwrap_or(0) * 5_100;
        match (self.has_taxes(), self.is_stacked(ink)) {
            (false, _) => pay,
            (true, false) => pay.max(taxes),
            (true, true) => pay + BETWEEN + taxes,
        }
    }

    /// On narrow paper the taxes stand under how to pay.
    fn is_stacked(&self, ink: &Ink) -> bool {
        !self.paper.pay_to.is_empty() && ink.format.measure() < 150_000
    }

    /// The fields of a transfer in euro as a bank's app reads them, where the template wants them.
    fn transfer(&self) -> Option<qrcodegen::QrCode> {
        let of = |label: &str| {
            let line = self.paper.pay_to.iter().find(|line| line.label == label);
            line.map_or("", |line| line.value.as_str())
        };
        let transfer = Transfer {
            charset: 1,
            name: of("holder"),
            iban: of("iban"),
            bic: of("bic"),
            text: of("reference"),
        };
        let wanted = self.design.payment_code && self.paper.kind == PaperKind::Invoice;
        wanted
            .then(|| payment_code::epc(&transfer, self.paper.payable))
            .flatten()
            .and_then(|lines| payment_code::code(&lines))
    }

    fn has_code(&self, ink: &Ink) -> bool {
        !self.paper.pay_to.is_empty() && (ink.payment_picture.is_some() || self.transfer().is_some())
    }

    /// The code, or the sender's own picture of one; returns where the lines beside it begin.
    fn code(&self, ink: &mut Ink, top: Length) -> Length {
        let left = ink.format.left;
        match (self.transfer(), &ink.payment_picture) {
            (Some(code), _) => payment_code::print(ink, &code, left, top, CODE),
            (None, Some(picture)) => {
                let (width, height) = picture.fit(CODE, CODE);
                ink.payment_picture(Frame { x: left, y: top, width, height });
            }
            (None, None) => return left,
        }
        left + BESIDE
    }

    /// How to pay at the left, the taxes per rate at the right; returns the lower edge of both.
    pub fn print(&self, ink: &mut Ink, baseline: Length) -> Length {
        let left = ink.format.left;
        let paper = self.paper;
        if paper.pay_to.is_empty() && !self.has_taxes() {
            return baseline - 6_000;
        }
        let mut lower = baseline;
        if !paper.pay_to.is_empty() {
            ink.text(left, baseline, &self.word("pay.title"), Style::LABEL_BOLD);
            let start = self.code(ink, baseline + 2_500);
            let end = match self.has_taxes() && !self.is_stacked(ink) {
                true => self.tax_columns(ink).1,
                false => ink.format.right_block().max(start + 60_000),
            };
            let key = |line: &PayLine| format!("pay.{}", line.label);
            let words = self.language.words();
            let labels =
                paper.pay_to.iter().map(|line| ink.set(words.word(&key(line)), Style::LABEL).width());
            let values = start + labels.max().map_or(0, |widest| widest + 2_000).max(16_000);
            let measure = end - values - 5_000;
            let mut y = baseline + 5_600;
            for line in &paper.pay_to {
                ink.text(start, y, words.word(&key(line)), Style::LABEL);
                let style = if line.bold { Style::BODY_BOLD } else { Style::BODY };
                for value in ink.wrap(&line.value, style, measure) {
                    ink.line(values, y, &value);
                    y += 4_850;
                }
            }
            lower = y - 4_850;
            if start > left {
                lower = lower.max(baseline + 2_500 + CODE);
            }
        }
        if self.has_taxes() {
            let top = if self.is_stacked(ink) { lower + BETWEEN } else { baseline };
            lower = lower.max(self.tax_table(ink, top));
        }
        lower
    }

    fn total(&self) -> TaxLine {
        let InvoicePaper { net, tax, gross, .. } = *self.paper;
        TaxLine { rate: self.word("taxes.total"), net, tax, gross }
    }

    /// The columns of the tax table and where it begins: in the right block, further left where that is too narrow.
    fn tax_columns(&self, ink: &Ink) -> (Vec<Column>, Length) {
        let heads = ["taxes.rate", "taxes.net", "taxes.tax", "taxes.gross"].map(|key| self.word(key));
        // The total is the widest of its column; only a long name of a rate wraps.
        let widths: Vec<Length> = texts(&self.total())
            .iter()
            .zip(&heads)
            .map(|(text, head)| {
                let head = table::head_width(ink, head);
                head.max(ink.set(text, Style::LABEL_BOLD).width())
            })
            .collect();
        let rates = self.paper.taxes.iter().map(|tax| ink.set(&tax.rate, Style::LABEL).width());
        let rate = rates.max().unwrap_or(0).min(RATE).max(widths[0]);
        let needed: Length = widths[1..].iter().map(|width| width + 2_500).sum::<Length>() + rate;
        let right = ink.format.right;
        let left = ink.format.right_block().min(right - needed);
        let places = [left, ink.format.at(159_500), ink.format.at(176_500), right];
        let mut columns: Vec<Column> = heads
            .into_iter()
            .zip(places)
            .enumerate()
            .map(|(index, (head, at))| Column {
                head,
                at,
                align: if index == 0 { Align::Left } else { Align::Right },
                measure: 30_000,
            })
            .collect();
        table::make_room(&mut columns, &widths, 2_500);
        (columns, left)
    }

    fn tax_table(&self, ink: &mut Ink, baseline: Length) -> Length {
        let (columns, left) = self.tax_columns(ink);
        ink.text(left, baseline, &self.word("taxes.title"), Style::LABEL_BOLD);
        let measure = columns[0].measure;
        let cells = |tax: &TaxLine, style: Style| -> Vec<Cell> {
            let [rate, figures @ ..] = texts(tax);
            let mut cells = vec![Cell::stack(ink.wrap(&rate, style, measure))];
            cells.extend(figures.iter().map(|text| Cell::stack(vec![ink.set(text, style)])));
            cells
        };
        let mut rows: Vec<Row> =
            self.paper.taxes.iter().map(|tax| Row::line(cells(tax, Style::LABEL))).collect();
        rows.push(Row::total(cells(&self.total(), Style::LABEL_BOLD)));
        let table =
            Table { columns, left, right: ink.format.right, row_height: ink.row(5_100), rows, carry: None };
        let all = 0..table.rows.len();
        table.print(ink, baseline + 2_100, &[all], |_| 0)
    }
}

fn texts(tax: &TaxLine) -> [String; 4] {
    [tax.rate.clone(), figures::amount(tax.net), figures::amount(tax.tax), figures::amount(tax.gross)]
}
