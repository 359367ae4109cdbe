//! The table of what was sold, or of what a receipt settles: which columns it has and what stands in them.

use super::{Discount, InvoiceLine, InvoicePaper, PaperKind, Taxing};
use crate::error::Result;
use crate::language::Language;
use crate::money::Money;
use crate::paper::design::{Design, PaperColumn};
use crate::paper::figures;
use crate::paper::ink::{Ink, Length};
use crate::paper::speech::Speech;
use crate::paper::table::{self, Align, Carry, Cell, Column, Row, Table};
use crate::paper::text::{Line, Style};

pub struct Goods<'a> {
    paper: &'a InvoicePaper,
    language: Speech,
    design: &'a Design,
    /// The columns from left to right.
    parts: Vec<PaperColumn>,
}

impl Goods<'_> {
    pub fn new<'a>(paper: &'a InvoicePaper, language: Speech, design: &'a Design) -> Goods<'a> {
        let mut goods = Goods { paper, language, design, parts: Vec::new() };
        goods.parts = goods.places().into_iter().map(|(part, ..)| part).collect();
        goods
    }

    pub fn table(&self, ink: &Ink) -> Result<Table> {
        let mut columns: Vec<Column> = self
            .places()
            .into_iter()
            .map(|(part, at, align)| Column {
                head: self.head_of(part),
                at,
                align,
                measure: if part == PaperColumn::Specification { 40_000 } else { 160_000 },
            })
            .collect();
        table::fit(&mut columns, ink.format);
        let widths = self.widths(ink, &columns);
        if !self.design.columns.is_empty() {
            table::spread(&mut columns, &widths, self.name_column(), ink.format);
        }
        table::make_room(&mut columns, &widths, 2_500);
        let mut rows = self.rows(ink, &columns)?;
        rows.extend(self.sums(ink));
        let carry = Carry {
            forward: self.word("carried_forward"),
            brought: self.word("brought_forward"),
            column: self.name_column(),
        };
        let format = ink.format;
        Ok(Table {
            columns,
            left: format.left,
            right: format.right,
            row_height: ink.row(6_000),
            rows,
            carry: Some(carry),
        })
    }

    fn word(&self, key: &str) -> String {
        self.paper.word(key, self.language)
    }

    fn is_chinese(&self) -> bool {
        self.language == Language::ZhCn
    }

    fn name_column(&self) -> usize {
        self.parts.iter().position(|part| *part == PaperColumn::Name).unwrap_or(0)
    }

    /// The columns this paper needs, with the place each prefers.
    fn places(&self) -> Vec<(PaperColumn, Length, Align)> {
        use Align::{Centre, Left, Right};
        let lines = &self.paper.lines;
        let any = |filled: fn(&InvoiceLine) -> bool| lines.iter().any(filled);
        let quantities = any(|line| line.quantity.is_some() || line.unit_price.is_some());
        let priced = !self.paper.without_prices;
        let discounts = priced && any(|line| line.discount.is_some());
        let specifications = any(|line| !line.specification.is_empty());
        let taxed = self.paper.is_taxed();
        let parts = if self.is_chinese() {
            let shift = if taxed { 0 } else { 30_000 };
            vec![
                (PaperColumn::Index, 25_000, Left, true),
                (PaperColumn::Name, 33_000, Left, true),
                (PaperColumn::Specification, 71_000, Left, specifications),
                (PaperColumn::Unit, 109_500 + shift, Centre, quantities),
                (PaperColumn::Quantity, 128_000 + shift, Right, quantities),
                (PaperColumn::UnitPrice, 145_000 + shift, Right, quantities && priced),
                (PaperColumn::Net, 165_000 + shift, Right, priced),
                (PaperColumn::Rate, 176_000, Right, taxed),
                (PaperColumn::Tax, 195_000, Right, taxed),
            ]
        } else {
            let shift = if taxed { 0 } else { 12_500 };
            vec![
                (PaperColumn::Index, 25_000, Left, true),
                (PaperColumn::Name, 33_000, Left, true),
                (PaperColumn::Quantity, 120_000 + shift, Right, quantities),
                (PaperColumn::Unit, 122_000 + shift, Left, quantities),
                (PaperColumn::UnitPrice, 147_000 + shift, Right, quantities && priced),
                (PaperColumn::Discount, 159_500 + shift, Right, discounts),
                (PaperColumn::Rate, 172_000, Right, taxed),
                (PaperColumn::Net, 195_000, Right, priced),
            ]
        };
        let filled: Vec<_> =
            parts.into_iter().filter(|part| part.3).map(|(part, at, align, _)| (part, at, align)).collect();
        self.chosen(filled)
    }

    /// Those a template names, in its order; goods without a name tell nothing.
    fn chosen(&self, filled: Vec<(PaperColumn, Length, Align)>) -> Vec<(PaperColumn, Length, Align)> {
        if self.design.columns.is_empty() {
            return filled;
        }
        let of = |part: PaperColumn| filled.iter().find(|place| place.0 == part).copied();
        let mut chosen: Vec<_> = self.design.columns.iter().filter_map(|part| of(*part)).collect();
        if !self.design.columns.contains(&PaperColumn::Name) {
            chosen.splice(0..0, of(PaperColumn::Name));
        }
        chosen
    }

    fn head_of(&self, part: PaperColumn) -> String {
        match part {
            PaperColumn::Index => String::new(),
            PaperColumn::Name if self.paper.kind.is_settlement() => self.word("line.settled"),
            PaperColumn::Name => self.word("line.name"),
            PaperColumn::Specification => self.word("line.specification"),
            PaperColumn::Unit => self.word("line.unit"),
            PaperColumn::Quantity => self.word("line.quantity"),
            PaperColumn::UnitPrice if self.paper.taxing == Taxing::Inclusive => {
                self.word("line.unit_price_inclusive")
            }
            PaperColumn::UnitPrice => self.word("line.unit_price"),
            PaperColumn::Discount => self.word("line.discount"),
            PaperColumn::Net if self.paper.is_taxed() => self.word("line.net"),
            PaperColumn::Net => self.word("line.amount"),
            PaperColumn::Rate => self.word("line.rate"),
            PaperColumn::Tax => self.word("line.tax"),
        }
    }

    /// The widest content of each column that does not wrap.
    fn widths(&self, ink: &Ink, columns: &[Column]) -> Vec<Length> {
        let width = |text: &str, style| ink.set(text, style).width();
        self.parts
            .iter()
            .zip(columns)
            .map(|(part, column)| {
                let texts = self.paper.lines.iter().map(|line| self.text_of(*part, line));
                let sum = match part {
                    PaperColumn::Net => figures::amount(self.paper.net),
                    PaperColumn::Tax => figures::amount(self.paper.tax),
                    _ => String::new(),
                };
                let widest = texts.map(|text| width(&text, Style::BODY)).max().unwrap_or(0);
                widest.max(width(&sum, Style::BODY_BOLD)).max(table::head_width(ink, &column.head))
            })
            .collect()
    }

    fn text_of(&self, part: PaperColumn, line: &InvoiceLine) -> String {
        // A discount with a line of its own leaves the goods' line as it was before.
        let before = line.discount.filter(|_| self.is_chinese());
        match part {
            PaperColumn::Index | PaperColumn::Name | PaperColumn::Specification => String::new(),
            PaperColumn::Unit => line.unit.clone(),
            PaperColumn::Quantity => line.quantity.map(figures::quantity).unwrap_or_default(),
            PaperColumn::UnitPrice => line
                .unit_price
                .map(|price| figures::price(price, self.paper.gross.currency()))
                .unwrap_or_default(),
            PaperColumn::Discount => {
                line.discount.map(|off| figures::percent(off.percent, self.language)).unwrap_or_default()
            }
            PaperColumn::Net => {
                before.map(|off| off.net).or(line.net).map(figures::amount).unwrap_or_default()
            }
            PaperColumn::Rate => line.rate.clone(),
            PaperColumn::Tax => {
                before.map(|off| off.tax).or(line.tax).map(figures::amount).unwrap_or_default()
            }
        }
    }

    fn rows(&self, ink: &Ink, columns: &[Column]) -> Result<Vec<Row>> {
        let zero = Money::zero(self.paper.gross.currency());
        let (mut net, mut tax) = (zero, zero);
        let mut rows = Vec::with_capacity(self.paper.lines.len() + 2);
        for (number, line) in (1..).zip(&self.paper.lines) {
            if let Some(group) = &line.group {
                let cell = Cell::stack(vec![ink.set(group, Style::LABEL_BOLD)]);
                let carried = rows.last().map(|row: &Row| row.carried.clone()).unwrap_or_default();
                rows.push(Row { carried, ..Row::heading(cell) });
            }
            rows.extend(Row::line(self.goods_cells(ink, columns, number, line)).split());
            if self.is_chinese()
                && !self.paper.without_prices
                && let Some(discount) = line.discount
            {
                rows.push(Row::line(self.discount_cells(ink, number, line, discount)?));
            }
            net = net.checked_add(line.net.unwrap_or(zero))?;
            tax = tax.checked_add(line.tax.unwrap_or(zero))?;
            let carried = self.sum_cells(ink, net, tax);
            // A page may break between goods and discount; what it carries is then the line after discount.
            for row in rows.iter_mut().rev().take_while(|row| row.carried.is_empty()) {
                row.carried.clone_from(&carried);
            }
        }
        Ok(rows)
    }

    fn goods_cells(&self, ink: &Ink, columns: &[Column], number: usize, line: &InvoiceLine) -> Vec<Cell> {
        let cell = |(part, column): (&PaperColumn, &Column)| match part {
            PaperColumn::Index => Cell::stack(vec![ink.set(&number.to_string(), Style::LABEL)]),
            PaperColumn::Name => self.name_cell(ink, line, column.measure),
            PaperColumn::Specification => {
                Cell::stack(ink.wrap(&line.specification, Style::LABEL, column.measure))
            }
            part => match self.text_of(*part, line) {
                text if text.is_empty() => Cell::empty(),
                text => Cell::stack(vec![ink.set(&text, Style::BODY)]),
            },
        };
        self.parts.iter().zip(columns).map(cell).collect()
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
        let text = |part: &PaperColumn| match part {
            PaperColumn::Name => name.clone(),
            PaperColumn::Net => figures::amount(net),
            PaperColumn::Rate => line.rate.clone(),
            PaperColumn::Tax => figures::amount(tax),
            _ => String::new(),
        };
        Ok(self.parts.iter().map(|part| Cell::stack(vec![ink.set(&text(part), Style::BODY)])).collect())
    }

    fn sum_cells(&self, ink: &Ink, net: Money, tax: Money) -> Vec<Cell> {
        let bold = |money| Cell::stack(vec![ink.set(&figures::amount(money), Style::BODY_BOLD)]);
        self.parts
            .iter()
            .map(|part| match part {
                PaperColumn::Net => bold(net),
                PaperColumn::Tax => bold(tax),
                _ => Cell::empty(),
            })
            .collect()
    }

    fn tax_word(&self) -> &'static str {
        if self.paper.kind == PaperKind::DeliveryNote { "total.tax_plain" } else { "total.tax" }
    }

    /// 合计 in Chinese; net and tax on two rows in English; nothing where the paper is not taxed.
    fn sums(&self, ink: &Ink) -> Vec<Row> {
        if !self.paper.is_taxed() {
            return Vec::new();
        }
        let labelled = |key: &str, mut cells: Vec<Cell>| {
            if let Some(cell) = cells.get_mut(self.name_column()) {
                *cell = Cell::stack(vec![ink.set(&self.word(key), Style::BODY)]);
            }
            cells
        };
        let paper = self.paper;
        let mut rows = vec![Row::total(labelled("total.net", self.sum_cells(ink, paper.net, paper.tax)))];
        if !self.is_chinese() {
            rows.push(Row::line(labelled(self.tax_word(), self.sum_cells(ink, paper.tax, paper.tax))));
        }
        let carried = self.sum_cells(ink, paper.net, paper.tax);
        for row in &mut rows {
            row.carried.clone_from(&carried);
        }
        rows
    }
}
