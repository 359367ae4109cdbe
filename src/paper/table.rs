//! Tables that break over pages: repeated heads, 过次页 and 承前页, no head of a group at a page's end.

use std::ops::Range;

use super::design::Look;
use super::ink::{Ink, Length, Rule};
use super::page::Format;
use super::structure::Tag;
use super::text::{Line, Size, Style};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Centre,
    Right,
}

/// A column hangs on one vertical: its left edge, its middle or its right edge.
#[derive(Debug, Clone)]
pub struct Column {
    pub head: String,
    pub at: Length,
    pub align: Align,
    /// Where longer text is wrapped.
    pub measure: Length,
}

/// Lines under each other, each of spans beside each other.
#[derive(Debug, Clone, Default)]
pub struct Cell(pub Vec<Vec<Line>>);

impl Cell {
    pub fn empty() -> Cell {
        Cell(Vec::new())
    }

    pub fn stack(lines: Vec<Line>) -> Cell {
        Cell(lines.into_iter().map(|line| vec![line]).collect())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// Names the group of rows that follows, from the table's left edge.
    Heading,
    Line,
    /// Set off by a firm rule above.
    Total,
}

#[derive(Debug, Clone)]
pub struct Row {
    pub kind: RowKind,
    /// One per column; a heading has one.
    pub cells: Vec<Cell>,
    /// The sums so far, one cell per column, for a page that ends after this row.
    pub carried: Vec<Cell>,
}

impl Row {
    pub fn line(cells: Vec<Cell>) -> Row {
        Row { kind: RowKind::Line, cells, carried: Vec::new() }
    }

    pub fn total(cells: Vec<Cell>) -> Row {
        Row { kind: RowKind::Total, cells, carried: Vec::new() }
    }

    pub fn heading(cell: Cell) -> Row {
        Row { kind: RowKind::Heading, cells: vec![cell], carried: Vec::new() }
    }

    /// A row of more lines than a page could hold, as several rows of at most [`TALLEST`] lines.
    pub fn split(self) -> Vec<Row> {
        let tallest = self.cells.iter().map(|cell| cell.0.len()).max().unwrap_or(0);
        if tallest <= TALLEST {
            return vec![self];
        }
        (0..tallest.div_ceil(TALLEST))
            .map(|part| {
                let lines = |cell: &Cell| cell.0.iter().skip(part * TALLEST).take(TALLEST).cloned().collect();
                let cells = self.cells.iter().map(|cell| Cell(lines(cell))).collect();
                Row { kind: self.kind, cells, carried: self.carried.clone() }
            })
            .collect()
    }
}

/// The most lines a row keeps together; a longer text may break over pages.
const TALLEST: usize = 12;

#[derive(Debug, Clone)]
pub struct Table {
    pub columns: Vec<Column>,
    pub left: Length,
    pub right: Length,
    /// The height of a row of one line.
    pub row_height: Length,
    pub rows: Vec<Row>,
    /// The words 过次页 and 承前页 and the column they stand in, where sums are carried.
    pub carry: Option<Carry>,
}

#[derive(Debug, Clone)]
pub struct Carry {
    pub forward: String,
    pub brought: String,
    pub column: usize,
}

/// The height of a table's head.
pub fn head_height(ink: &Ink) -> Length {
    ink.row(6_300) + if ink.both { SECOND } else { 0 }
}

/// What a second line of a head adds, for names in two languages.
const SECOND: Length = 3_400;

/// The width of a head's widest line.
pub fn head_width(ink: &Ink, head: &str) -> Length {
    head.lines().map(|line| ink.set(line, Style::LABEL_BOLD).width()).max().unwrap_or(0)
}

/// The room that pages offer to rows, heads not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    pub first: Length,
    pub next: Length,
    /// One row of carried sums, 0 where none are carried.
    pub carry: Length,
    /// What must stand under the last row on its page.
    pub tail: Length,
    /// How many rows at least go with the tail.
    pub together: usize,
}

impl Room {
    /// What this paper offers from `top` on. A letter keeps `tail` on the page of the last row; on smaller paper
    /// only `least` of it stays there, and the rest goes on by itself.
    pub fn from(ink: &Ink, top: Length, tail: Length, least: Length) -> Room {
        let format = ink.format;
        let head = head_height(ink);
        Room {
            first: format.body_bottom - top - head,
            next: format.body_bottom - format.continued_top - head,
            carry: 0,
            tail: if format.letter { tail } else { least },
            together: 0,
        }
    }

    /// At least so many rows go with the tail, fewer on smaller paper.
    pub fn together(self, ink: &Ink, rows: usize) -> Room {
        Room { together: if ink.format.letter { rows } else { rows.min(2) }, ..self }
    }
}

/// Which rows stand on which page. `rows` gives the height of each and whether it heads a group.
///
/// The last page has room for the tail. A page holds at least one row except the last, which can be without
/// any where the tail alone needs it.
pub fn breaks(rows: &[(Length, bool)], room: Room) -> Vec<Range<usize>> {
    let mut pages: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    loop {
        let capacity = if pages.is_empty() { room.first } else { room.next - room.carry };
        let rest: Length = rows[start..].iter().map(|(height, _)| height).sum();
        if rest + room.tail <= capacity || start == rows.len() {
            pages.push(start..rows.len());
            return pages;
        }
        let mut end = start;
        let mut taken = 0;
        while end < rows.len() && taken + rows[end].0 <= capacity - room.carry {
            taken += rows[end].0;
            end += 1;
        }
        end = end.min(rows.len().saturating_sub(room.together)).max(start + 1);
        while end > start + 1 && rows[end - 1].1 {
            end -= 1;
        }
        pages.push(start..end);
        start = end;
    }
}

impl Table {
    /// The height of each row and whether it heads a group, as [`breaks`] wants them.
    pub fn heights(&self) -> Vec<(Length, bool)> {
        self.rows.iter().map(|row| (self.height(row), row.kind == RowKind::Heading)).collect()
    }

    fn height(&self, row: &Row) -> Length {
        let lines = row.cells.iter().map(|cell| cell.0.len()).max().unwrap_or(1).max(1);
        let further = Length::try_from(lines - 1).unwrap_or(0);
        self.row_height + further * self.leading(row)
    }

    fn leading(&self, row: &Row) -> Length {
        let sizes = row.cells.iter().flat_map(|cell| &cell.0).flatten().map(|line| line.size.leading());
        sizes.max().unwrap_or(Size::Body.leading()).min(Size::Body.leading())
    }

    /// Prints the table from `top` on, page by page; `continued` opens a page and says where its table begins.
    /// Returns the lower edge of the last row.
    pub fn print(
        &self,
        ink: &mut Ink,
        top: Length,
        pages: &[Range<usize>],
        mut continued: impl FnMut(&mut Ink) -> Length,
    ) -> Length {
        ink.tree.begin(Tag::Table);
        let y = self.print_pages(ink, top, pages, &mut continued);
        ink.tree.end();
        y
    }

    fn print_pages(
        &self,
        ink: &mut Ink,
        top: Length,
        pages: &[Range<usize>],
        continued: &mut impl FnMut(&mut Ink) -> Length,
    ) -> Length {
        let mut begun = top;
        let mut y = self.head(ink, top);
        for (number, page) in pages.iter().enumerate() {
            let carried = page.start.checked_sub(1).and_then(|last| self.rows.get(last));
            if number > 0 {
                self.boxed(ink, begun, y);
                // Mark, title and number of a further page stand between two parts of the table.
                ink.tree.end();
                begun = continued(ink);
                ink.tree.begin(Tag::Table);
                y = self.head(ink, begun);
                if let (Some(carry), Some(row)) = (&self.carry, carried) {
                    y = self.carried(ink, y, &carry.brought, carry.column, &row.carried);
                }
            }
            for row in &self.rows[page.clone()] {
                y = self.row(ink, y, row);
            }
            let last = page.end.checked_sub(1).and_then(|last| self.rows.get(last));
            if let (Some(carry), Some(row), true) = (&self.carry, last, number + 1 < pages.len()) {
                y = self.carried(ink, y, &carry.forward, carry.column, &row.carried);
                self.across(ink, y, Rule::Firm);
            }
        }
        self.boxed(ink, begun, y);
        y
    }

    /// Verticals around the table and between its columns, as continuous forms are read.
    fn boxed(&self, ink: &mut Ink, top: Length, bottom: Length) {
        if !ink.format.needle {
            return;
        }
        let edges: Vec<(Length, Length)> =
            (0..self.columns.len()).map(|index| self.edges(ink, index)).collect();
        let between = edges.windows(2).map(|pair| (pair[0].1 + pair[1].0) / 2);
        let out = ink.format.boxed();
        for x in between.chain([self.left - out, self.right + out]) {
            ink.vertical(x, top, bottom, Rule::Firm);
        }
    }

    /// From where to where a column's contents stand.
    fn edges(&self, ink: &Ink, index: usize) -> (Length, Length) {
        let column = &self.columns[index];
        let rows = self.rows.iter().filter(|row| row.kind != RowKind::Heading);
        let lines = rows.filter_map(|row| row.cells.get(index)).flat_map(|cell| &cell.0);
        let widths = lines.map(|spans| spans.iter().map(Line::width).sum::<Length>());
        let widest = widths.max().unwrap_or(0).max(head_width(ink, &column.head));
        match column.align {
            Align::Left => (column.at, column.at + widest),
            Align::Centre => (column.at - widest / 2, column.at + widest / 2),
            Align::Right => (column.at - widest, column.at),
        }
    }

    /// From side to side, on continuous forms out to the box.
    fn across(&self, ink: &mut Ink, y: Length, rule: Rule) {
        let out = ink.format.boxed();
        ink.rule(self.left - out, self.right + out, y, rule);
    }

    /// The head between its two rules; returns its lower edge.
    pub fn head(&self, ink: &mut Ink, top: Length) -> Length {
        self.across(ink, top, Rule::Opening);
        ink.tree.begin(Tag::Row);
        for column in &self.columns {
            let lines: Vec<Line> = column.head.lines().map(|line| ink.set(line, Style::LABEL_BOLD)).collect();
            let above = Length::try_from(lines.len().saturating_sub(1)).unwrap_or(0) * SECOND / 2;
            let mut baseline = top + head_height(ink) / 2 + 1_000 - above;
            ink.tree.begin(Tag::Head);
            for line in lines {
                hang(ink, column, baseline, &[line]);
                baseline += SECOND;
            }
            ink.tree.end();
        }
        ink.tree.end();
        self.across(ink, top + head_height(ink), Rule::Firm);
        top + head_height(ink)
    }

    /// One row and the hairline under it; returns its lower edge.
    pub fn row(&self, ink: &mut Ink, top: Length, row: &Row) -> Length {
        let bottom = top + self.height(row);
        if row.kind == RowKind::Total {
            self.across(ink, top, Rule::Firm);
        }
        let leading = self.leading(row);
        ink.tree.begin(Tag::Row);
        for (index, cell) in row.cells.iter().enumerate() {
            ink.tree.begin(Tag::Cell);
            let mut baseline = top + self.row_height / 2 + 1_150;
            for spans in &cell.0 {
                match (row.kind, self.columns.get(index)) {
                    (RowKind::Line | RowKind::Total, Some(column)) => hang(ink, column, baseline, spans),
                    _ => {
                        ink.spans(self.left, baseline, spans);
                    }
                }
                baseline += leading;
            }
            ink.tree.end();
        }
        ink.tree.end();
        if ink.look != Look::Modern || ink.format.needle {
            self.across(ink, bottom, Rule::Hair);
        }
        bottom
    }

    fn carried(&self, ink: &mut Ink, top: Length, word: &str, column: usize, sums: &[Cell]) -> Length {
        let mut cells: Vec<Cell> = sums.to_vec();
        cells.resize(self.columns.len(), Cell::empty());
        if let Some(cell) = cells.get_mut(column) {
            *cell = Cell::stack(vec![ink.set(word, Style::BODY_BOLD)]);
        }
        self.row(ink, top, &Row::line(cells))
    }
}

fn hang(ink: &mut Ink, column: &Column, baseline: Length, spans: &[Line]) {
    let width: Length = spans.iter().map(Line::width).sum();
    let x = match column.align {
        Align::Left => column.at,
        Align::Centre => column.at - width / 2,
        Align::Right => column.at - width,
    };
    ink.spans(x, baseline, spans);
}

/// Columns said as on A4, in the same proportion on this paper.
pub fn fit(columns: &mut [Column], format: Format) {
    for column in columns {
        column.at = format.at(column.at);
        column.measure = format.length(column.measure);
    }
}

/// Columns in an order of one's own: those before `flexible` stand at the left, those after it at the right, each as
/// wide as its contents, and it has what remains.
pub fn spread(columns: &mut [Column], widths: &[Length], flexible: usize, format: Format) {
    const GAP: Length = 5_000;
    let hang = |column: &mut Column, left: Length, width: Length| {
        column.at = match column.align {
            Align::Left => left,
            Align::Centre => left + width / 2,
            Align::Right => left + width,
        };
    };
    let mut left = format.left;
    for (column, width) in columns.iter_mut().zip(widths).take(flexible) {
        hang(column, left, *width);
        left += (*width).max(3_000) + GAP;
    }
    let mut right = format.right;
    for (column, width) in columns.iter_mut().zip(widths).skip(flexible + 1).rev() {
        let width = (*width).max(8_000);
        hang(column, right - width, width);
        right -= width + GAP;
    }
    if let Some(column) = columns.get_mut(flexible) {
        column.at = left;
        column.measure = (right - left).max(10_000);
    }
}

/// Moves columns left where wide contents would run into each other: each keeps `gap` before the next, and stays
/// at its place where it can. A column of text first takes room that the columns before it do not need, then
/// wraps. `widths` are the widest contents.
pub fn make_room(columns: &mut [Column], widths: &[Length], gap: Length) {
    // Where each column begins at the earliest.
    let first = columns.first().map_or(0, |column| column.at);
    let starts: Vec<Length> = widths
        .iter()
        .scan(first, |next, width| {
            let start = *next;
            *next += width + gap;
            Some(start)
        })
        .collect();
    let mut limit = Length::MAX;
    for ((column, width), start) in columns.iter_mut().zip(widths).zip(starts).rev() {
        match column.align {
            Align::Right => {
                column.at = column.at.min(limit);
                limit = column.at - width - gap;
            }
            Align::Centre => {
                column.at = column.at.min(limit.saturating_sub(width / 2));
                limit = column.at - width / 2 - gap;
            }
            Align::Left => {
                column.at = column.at.min(limit.saturating_sub(*width).max(start));
                column.measure = column.measure.min(limit.saturating_sub(column.at)).max(10_000);
                limit = column.at - gap;
            }
        }
    }
}

#[cfg(test)]
mod tests;
