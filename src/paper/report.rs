//! Reports on paper: one table in portrait or landscape, in the dense size.
//!
//! Columns of figures take the width they need, columns of text share the rest and wrap. Head, rows and totals
//! follow the house's rules of ink; a group of columns (期初余额: 借方, 贷方) has a head of its own.

mod fit;

use fit::{decimals, kept_after, most_each};

use super::Paper;
use super::archive::{About, seal};
use super::design::Design;
use super::figures;
use super::ink::{Frame, Ink, Length, Rule};
use super::letterhead::{self, Proof, audit_line};
use super::page::{Format, PageSize};
use super::speech::Speech;
use super::structure::Tag;
use super::text::{Line, Size, Style};
use crate::calendar::Day;
use crate::error::Result;
use crate::language::Language;
use crate::money::{Figure, Money};

/// Everything a printed report says.
#[derive(Debug, Clone)]
pub struct ReportPaper {
    pub title: String,
    /// Company, period, currency: one small line under the title.
    pub subtitle: Vec<String>,
    /// The one answer at the right, its amount marked: `借贷平衡，差额 {amount}`; may be empty.
    pub answer: String,
    pub answer_amount: String,
    pub landscape: bool,
    /// PNG or JPEG.
    pub logo: Option<Vec<u8>>,
    pub columns: Vec<ReportColumn>,
    pub rows: Vec<ReportRow>,
    /// Paragraphs under the table.
    pub notes: Vec<String>,
    /// Who answers for it: `会计主管`, `制表`, each with a name that may be empty.
    pub signatures: Vec<(String, String)>,
    pub author: String,
    pub proof: Proof,
}

#[derive(Debug, Clone, Default)]
pub struct ReportColumn {
    pub head: String,
    /// Neighbouring columns with the same group share a head above theirs.
    pub group: Option<String>,
    /// Figures stand at the right edge and keep their width; text stands left and wraps.
    pub figures: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportRowKind {
    Heading,
    Line,
    Subtotal,
    Total,
}

#[derive(Debug, Clone)]
pub struct ReportRow {
    pub kind: ReportRowKind,
    /// How deep the name before the figures stands, in steps.
    pub indent: u8,
    pub cells: Vec<ReportCell>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportCell {
    Empty,
    Text(String),
    Amount(Money),
    Figure(Figure),
    Percent(Figure),
    Day(Day),
    Count(i64),
}

/// Prints a report.
///
/// # Errors
/// `picture_unreadable` or `picture_too_large` for a logo.
pub fn report(paper: &ReportPaper, language: Language, design: &Design) -> Result<Paper> {
    let language = Speech::new(language, design.beside);
    let mut ink = letterhead::sheet(design, paper.logo.as_deref())?;
    // A report has its own sizes, down to the smallest, and no letter's foot.
    ink.format.needle = false;
    let upright = ink.format;
    if paper.landscape {
        ink.format = across(design, upright);
    }
    let mut sheet = Sheet::new(&ink, paper, language);
    if sheet.cramped && design.page != PageSize::A4 {
        // Columns come before the wish for a paper: across, and on A4 where even that is too narrow.
        for format in [across(design, upright), Format::of(&Design::default()).across()] {
            if sheet.cramped {
                ink.format = format;
                sheet = Sheet::new(&ink, paper, language);
            }
        }
    }
    sheet.print(&mut ink);
    let height = ink.format.height;
    for page in 0..ink.pages.len() {
        ink.turn_to(page);
        audit_line(&mut ink, language, &paper.proof, height - foot(height), page);
    }
    let about = About {
        title: letterhead::joined(&[&paper.title, &paper.author], " "),
        author: paper.author.clone(),
        language: language.main(),
        made_at: paper.proof.made_at,
    };
    seal(ink, &about)
}

fn across(design: &Design, upright: Format) -> Format {
    if design.page.is_form() { upright } else { upright.across() }
}

const ROW: Length = 5_400;

/// Where the audit line stands above the lower edge: lower on the small forms of continuous paper.
fn foot(height: Length) -> Length {
    if height < 150_000 { 5_000 } else { 12_000 }
}

/// Where the first page begins and how much higher that is than on A4.
fn table_top(height: Length) -> Length {
    if height < 150_000 { 22_500 } else { 31_500 }
}
const INDENT: Length = 3_000;
const GAP: Length = 3_000;

/// A column in its place.
#[derive(Debug, Clone, Copy)]
struct Place {
    left: Length,
    right: Length,
}

struct Sheet<'a> {
    paper: &'a ReportPaper,
    language: Speech,
    places: Vec<Place>,
    /// The decimals that the figures of each column are shown with.
    decimals: Vec<usize>,
    /// 7.5 pt, or 6.5 pt where the figures would not fit otherwise.
    size: Size,
    bottom: Length,
    /// Whether the columns of text have less than they need even in the smallest size.
    cramped: bool,
}

impl<'a> Sheet<'a> {
    fn new(ink: &Ink, paper: &'a ReportPaper, language: Speech) -> Sheet<'a> {
        let bottom = ink.format.height - foot(ink.format.height) - 6_000;
        let decimals = decimals(paper);
        let mut sheet = Sheet {
            paper,
            language,
            places: Vec::new(),
            decimals,
            size: Size::Label,
            bottom,
            cramped: false,
        };
        let least_text = 18_000;
        let texts = paper.columns.iter().filter(|column| !column.figures).count();
        let needed = |widths: &[Length]| {
            let figures = paper.columns.iter().zip(widths).filter(|(column, _)| column.figures);
            figures.map(|(_, width)| width + GAP).sum::<Length>()
        };
        let mut widths = sheet.widths(ink);
        let texts = Length::try_from(texts).unwrap_or(0) * least_text;
        let overflows = |widths: &[Length]| needed(widths) + texts > ink.format.measure();
        if overflows(&widths) {
            sheet.size = Size::Audit;
            widths = sheet.widths(ink);
            sheet.cramped = overflows(&widths);
        }
        sheet.places = sheet.placed(ink, &widths, needed(&widths));
        sheet
    }

    fn style(&self, row: ReportRowKind) -> Style {
        let style = Style { size: self.size, ..Style::LABEL };
        if row == ReportRowKind::Line { style } else { style.bold() }
    }

    fn text(&self, cell: &ReportCell, column: usize) -> String {
        match cell {
            ReportCell::Empty => String::new(),
            ReportCell::Text(text) => text.clone(),
            ReportCell::Amount(money) if money.is_zero() => figures::NOTHING.to_owned(),
            ReportCell::Amount(money) => figures::amount(*money),
            ReportCell::Figure(figure) => {
                figures::padded(*figure, self.decimals.get(column).copied().unwrap_or_default())
            }
            ReportCell::Percent(figure) => figures::percent(*figure, self.language),
            ReportCell::Day(day) => figures::day_in_column(*day, self.language),
            ReportCell::Count(count) => figures::quantity(Figure((*count).into())),
        }
    }

    /// How far a cell stands in: the rightmost column of text before the figures carries the outline, where it holds
    /// names. Days stand under their head.
    fn indent(&self, row: &ReportRow, index: usize) -> Length {
        let columns = &self.paper.columns;
        let figures = columns.iter().position(|column| column.figures).unwrap_or(columns.len());
        let day = matches!(row.cells.get(index), Some(ReportCell::Day(_)));
        if index + 1 == figures && !day { INDENT * Length::from(row.indent) } else { 0 }
    }

    /// The widest content of each column, heads included.
    fn widths(&self, ink: &Ink) -> Vec<Length> {
        let head = Style { size: self.size, ..Style::LABEL_BOLD };
        let mut widths: Vec<Length> =
            self.paper.columns.iter().map(|column| ink.set(&column.head, head).width()).collect();
        for row in self.paper.rows.iter().filter(|row| row.kind != ReportRowKind::Heading) {
            for (index, (width, cell)) in widths.iter_mut().zip(&row.cells).enumerate() {
                let text = ink.set(&self.text(cell, index), self.style(row.kind)).width();
                *width = (*width).max(text + self.indent(row, index));
            }
        }
        widths
    }

    /// Texts share what the figures leave: each takes what its widest content needs, as far as that goes.
    fn placed(&self, ink: &Ink, widths: &[Length], needed: Length) -> Vec<Place> {
        let columns = &self.paper.columns;
        let room = (ink.format.measure() - needed).max(20_000);
        // Text after figures keeps off them.
        let lead = |index: usize| if index > 0 && columns[index - 1].figures { GAP } else { 0 };
        let wanted: Vec<Length> = columns
            .iter()
            .zip(widths)
            .enumerate()
            .map(|(index, (column, width))| if column.figures { 0 } else { width + GAP + lead(index) })
            .collect();
        let sum: Length = wanted.iter().sum::<Length>().max(1);
        // With room to spare the figures spread out; without, the widest texts wrap.
        let most = most_each(&wanted, room);
        let figures = Length::try_from(columns.iter().filter(|column| column.figures).count()).unwrap_or(0);
        let spare = (room - sum).max(0) / (figures + 1).max(1);
        let mut x = ink.format.left;
        let mut places = Vec::with_capacity(columns.len());
        for (index, ((column, width), wanted)) in columns.iter().zip(widths).zip(&wanted).enumerate() {
            let extent = if column.figures { width + GAP + spare } else { (*wanted).min(most) };
            let (left, gap) = if column.figures { (x, 0) } else { (x + lead(index), GAP) };
            places.push(Place { left, right: x + extent - gap });
            x += extent;
        }
        // The last column ends at the margin.
        let rest = ink.format.right - x;
        if let Some(first) = columns.iter().position(|column| column.figures) {
            for place in &mut places[first..] {
                place.left += rest;
                place.right += rest;
            }
            if first > 0
                && let Some(text) = places.get_mut(first - 1)
            {
                text.right += rest;
            }
        } else if let Some(last) = places.last_mut() {
            last.right = ink.format.right;
        }
        places
    }

    fn print(&self, ink: &mut Ink) {
        self.title(ink);
        let mut top = table_top(ink.format.height);
        ink.tree.begin(Tag::Table);
        let mut y = self.head(ink, top);
        for (index, row) in self.paper.rows.iter().enumerate() {
            let cells = self.cells(ink, row);
            let height = self.height(&cells);
            let needed = height + ROW * Length::try_from(kept_after(&self.paper.rows[index..])).unwrap_or(0);
            if y + needed > self.bottom && index > 0 {
                self.pairs(ink, top, y);
                ink.tree.end();
                top = self.continued(ink);
                ink.tree.begin(Tag::Table);
                y = self.head(ink, top);
            }
            y = self.row(ink, y, row, &cells, height);
        }
        ink.tree.end();
        self.pairs(ink, top, y);
        if self.paper.rows.last().is_some_and(|row| row.kind == ReportRowKind::Total) {
            ink.double_rule(ink.format.left, ink.format.right, y);
        }
        self.foot(ink, y + 6_500);
    }

    fn title(&self, ink: &mut Ink) {
        let (left, right) = (ink.format.left, ink.format.right);
        let mut x = left;
        let second = table_top(ink.format.height) - 5_800;
        if let Some(picture) = &ink.picture {
            let (width, height) = picture.fit(40_000, 9_000);
            ink.picture(Frame { x, y: second - 8_400, width, height });
            x += width + 4_000;
        }
        let phrase = letterhead::answer(ink, &self.paper.answer, &self.paper.answer_amount);
        let start =
            if self.paper.answer.is_empty() { right } else { ink.spans_right(right, second, &phrase) };
        let title = ink.clip(&self.paper.title, Style::TITLE, right - x);
        ink.tagged(Tag::Heading, |ink| ink.accented(|ink| ink.line(x, second - 5_200, &title)));
        let subtitle = self.paper.subtitle.join("　");
        let subtitle = ink.clip(&subtitle, Style::LABEL, start - x - 4_000);
        ink.line(x, second, &subtitle);
    }

    fn continued(&self, ink: &mut Ink) -> Length {
        ink.new_page();
        let title = format!("{} {}", self.paper.title, self.language.words().word("continued"));
        let baseline = table_top(ink.format.height) - 13_500;
        let end = ink.text(ink.format.left, baseline, &title, Style::BODY_BOLD);
        let subtitle = self.paper.subtitle.join("　");
        let room = ink.format.right - end - 4_000;
        let line = ink.clip(&subtitle, Style::LABEL, room);
        ink.line(ink.format.right - line.width(), baseline, &line);
        baseline + 3_500
    }

    /// The head, of two floors where columns are grouped; returns its lower edge.
    fn head(&self, ink: &mut Ink, top: Length) -> Length {
        let (left, right) = (ink.format.left, ink.format.right);
        let style = Style { size: self.size, ..Style::LABEL_BOLD };
        ink.rule(left, right, top, Rule::Opening);
        let grouped = self.paper.columns.iter().any(|column| column.group.is_some());
        let height = if grouped { 11_000 } else { 6_300 };
        ink.tree.begin(Tag::Row);
        for (index, column) in self.paper.columns.iter().enumerate() {
            let place = self.places[index];
            let middle = grouped && column.group.is_none();
            let baseline = top + if middle { height / 2 + 1_000 } else { height - 2_150 };
            let line = ink.set(&column.head, style);
            let x = if column.figures { place.right - line.width() } else { place.left };
            ink.tagged(Tag::Head, |ink| ink.line(x, baseline, &line));
        }
        ink.tree.end();
        for (group, from, to) in self.groups() {
            let line = ink.set(group, style);
            ink.line((from + to - line.width()) / 2, top + 4_000, &line);
            ink.rule(from, to, top + 5_700, Rule::Hair);
        }
        ink.rule(left, right, top + height, Rule::Firm);
        top + height
    }

    /// Each group of neighbouring columns with its left and right edge.
    fn groups(&self) -> Vec<(&str, Length, Length)> {
        let mut groups: Vec<(&str, Length, Length)> = Vec::new();
        let mut previous = None;
        for (column, place) in self.paper.columns.iter().zip(&self.places) {
            let group = column.group.as_deref();
            match (group, groups.last_mut()) {
                (Some(_), Some(last)) if group == previous => last.2 = place.right,
                (Some(name), _) => groups.push((name, place.left + GAP / 2, place.right)),
                (None, _) => {}
            }
            previous = group;
        }
        groups
    }

    /// Verticals between groups of columns, as pairs of debit and credit are read.
    fn pairs(&self, ink: &mut Ink, top: Length, bottom: Length) {
        for (_, from, _) in self.groups() {
            ink.vertical(from, top, bottom, Rule::Hair);
        }
    }

    fn cells(&self, ink: &Ink, row: &ReportRow) -> Vec<Vec<Line>> {
        let style = self.style(row.kind);
        let whole = ink.format.measure();
        row.cells
            .iter()
            .zip(self.paper.columns.iter().zip(&self.places))
            .enumerate()
            .map(|(index, (cell, (column, place)))| {
                let text = self.text(cell, index);
                let indent = self.indent(row, index);
                match (row.kind, column.figures) {
                    (ReportRowKind::Heading, _) => ink.wrap(&text, style, whole - indent),
                    (_, true) => vec![ink.set(&text, style)],
                    (_, false) => ink.wrap(&text, style, place.right - place.left - indent),
                }
            })
            .collect()
    }

    fn height(&self, cells: &[Vec<Line>]) -> Length {
        let lines = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
        ROW + Length::try_from(lines - 1).unwrap_or(0) * self.size.leading()
    }

    fn row(
        &self,
        ink: &mut Ink,
        top: Length,
        row: &ReportRow,
        cells: &[Vec<Line>],
        height: Length,
    ) -> Length {
        let (left, right) = (ink.format.left, ink.format.right);
        if matches!(row.kind, ReportRowKind::Subtotal | ReportRowKind::Total) {
            ink.rule(left, right, top, Rule::Firm);
        }
        ink.tree.begin(Tag::Row);
        for (index, lines) in cells.iter().enumerate() {
            ink.tree.begin(Tag::Cell);
            let place = self.places[index];
            let shift = self.indent(row, index);
            let mut baseline = top + ROW / 2 + 950;
            for line in lines {
                let at_right = self.paper.columns[index].figures && row.kind != ReportRowKind::Heading;
                let x = if at_right { place.right - line.width() } else { place.left + shift };
                ink.line(x, baseline, line);
                baseline += self.size.leading();
            }
            ink.tree.end();
        }
        ink.tree.end();
        ink.rule(left, right, top + height, Rule::Hair);
        top + height
    }

    /// Notes and signatures.
    fn foot(&self, ink: &mut Ink, baseline: Length) {
        let mut y = baseline;
        for note in &self.paper.notes {
            for line in ink.wrap(note, Style::LABEL.prose(), ink.format.measure()) {
                if y > self.bottom {
                    y = self.continued(ink) + 4_000;
                }
                ink.line(ink.format.left, y, &line);
                y += 3_900;
            }
        }
        if self.paper.signatures.is_empty() {
            return;
        }
        y += 5_000;
        if y > self.bottom {
            y = self.continued(ink) + 6_000;
        }
        let count = Length::try_from(self.paper.signatures.len()).unwrap_or(1);
        let step = ink.format.measure() / count;
        for (index, (role, name)) in (0..).zip(&self.paper.signatures) {
            let x = ink.format.left + index * step;
            let end = ink.text(x, y, role, Style::LABEL) + 2_500;
            if name.is_empty() {
                ink.rule(end, (x + step - 6_000).max(end), y + 700, Rule::Hair);
            } else {
                ink.text(end, y, name, Style::BODY);
            }
        }
    }
}

#[cfg(test)]
mod tests;
