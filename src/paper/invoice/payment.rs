//! What stands under the total: how to pay at the left, the tax of each rate at the right.

use super::{InvoicePaper, PaperKind, TaxLine};
use crate::language::Language;
use crate::paper::figures;
use crate::paper::ink::{Ink, Length};
use crate::paper::letterhead::RIGHT_BLOCK;
use crate::paper::table::{self, Align, Cell, Column, Row, Table};
use crate::paper::text::Style;

pub struct Payment<'a> {
    pub paper: &'a InvoicePaper,
    pub language: Language,
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
    pub fn height(&self) -> Length {
        let pay = Length::try_from(self.paper.pay_to.len()).unwrap_or(0) * 4_850;
        let taxes = Length::try_from(self.paper.taxes.len() + 2).unwrap_or(0) * 5_100;
        pay.max(if self.has_taxes() { taxes } else { 0 })
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
        if self.has_taxes() {
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
}
