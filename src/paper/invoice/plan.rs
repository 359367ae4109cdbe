//! The instalments that a document is due in, under its total: which, when, how much.

use super::{InvoicePaper, PaperKind};
use crate::calendar::Day;
use crate::money::Money;
use crate::paper::figures;
use crate::paper::ink::{Ink, Length};
use crate::paper::speech::Speech;
use crate::paper::table::{Align, Cell, Column, Room, Row, Table, breaks, head_height};
use crate::paper::text::{Line, Style};

/// One instalment.
#[derive(Debug, Clone)]
pub struct PlanLine {
    /// 定金, 质保金; may be empty.
    pub name: String,
    pub due_on: Day,
    pub amount: Money,
}

const ROW: Length = 5_100;
const TITLE: Length = 2_100;
/// How many rows at least stand under the total on its page.
const TOGETHER: usize = 3;

pub struct Plan<'a> {
    pub paper: &'a InvoicePaper,
    pub language: Speech,
}

impl Plan<'_> {
    fn word(&self, key: &str) -> String {
        self.paper.word(key, self.language)
    }

    /// The room that must be left under the total; nought without a plan.
    pub fn least_height(&self, ink: &Ink) -> Length {
        match self.paper.plan.len().min(TOGETHER) {
            0 => 0,
            rows => 8_300 + TITLE + head_height(ink) + Length::try_from(rows).unwrap_or(0) * ROW,
        }
    }

    /// Prints the plan, page by page where it is long; returns its lower edge.
    pub fn print(
        &self,
        ink: &mut Ink,
        baseline: Length,
        continued: impl FnMut(&mut Ink) -> Length,
    ) -> Length {
        let kind = if self.paper.kind == PaperKind::SupplierBill { "plan.title_bill" } else { "plan.title" };
        ink.text(ink.format.left, baseline, &self.word(kind), Style::LABEL_BOLD);
        let table = self.table(ink);
        let top = baseline + TITLE;
        let room = Room::from(ink, top, 0, 0);
        let pages = breaks(&table.heights(), room);
        table.print(ink, top, &pages, continued)
    }

    fn table(&self, ink: &Ink) -> Table {
        let (left, right) = (ink.format.left, ink.format.right);
        let columns = [
            ("plan.place", left, Align::Left),
            ("plan.name", ink.format.at(55_000), Align::Left),
            ("plan.due", ink.format.at(125_000), Align::Left),
            ("plan.amount", right, Align::Right),
        ];
        let columns = columns.map(|(head, at, align)| Column {
            head: self.word(head),
            at,
            align,
            measure: ink.format.length(66_000),
        });
        let count = self.paper.plan.len();
        let rows = self.paper.plan.iter().enumerate().map(|(index, part)| {
            let set = |text: &str| Cell::stack(vec![ink.set(text, Style::BODY)]);
            let name: Vec<Line> = ink.wrap(&part.name, Style::BODY, ink.format.length(66_000));
            let amount = ink.set(&figures::amount(part.amount), Style::BODY_BOLD);
            Row::line(vec![
                set(&format!("{}/{count}", index + 1)),
                Cell::stack(name),
                set(&figures::day(part.due_on, self.language)),
                Cell::stack(vec![amount]),
            ])
        });
        Table { columns: columns.into(), left, right, row_height: ROW, rows: rows.collect(), carry: None }
    }
}
