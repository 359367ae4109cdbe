//! The sheet: where text, rules and pictures are put, page by page.
//!
//! A [`Length`] is in micrometres from the top left corner of the page: `126_500` is 126.5 mm. Text stands on
//! its baseline. Ink is pure black; hierarchy comes from size, weight and rule, because laser screens and
//! needle printers break greys.

use std::collections::{BTreeMap, BTreeSet};

use super::font::{self, Cut, Faces};
use super::page::{Page, Points};
use super::picture::Picture;
use super::subset::Used;
use super::text::{self, Line, Style};
use crate::error::Result;

/// Micrometres; `126_500` is 126.5 mm.
pub type Length = i32;

/// The paper and its margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Format {
    pub width: Length,
    pub height: Length,
    pub left: Length,
    /// The right edge of the text, from the left edge of the paper.
    pub right: Length,
}

impl Format {
    pub const A4: Format = Format { width: 210_000, height: 297_000, left: 25_000, right: 195_000 };
    pub const A4_LANDSCAPE: Format = Format { width: 297_000, height: 210_000, left: 20_000, right: 282_000 };

    pub fn measure(self) -> Length {
        self.right - self.left
    }
}

/// Line thicknesses, each with its one use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// 1.5 pt opens a table.
    Opening,
    /// 0.75 pt under a head, over a total, and boxes to write in.
    Firm,
    /// 0.35 pt between rows.
    Hair,
}

impl Rule {
    pub fn thickness(self) -> Points {
        Points(match self {
            Rule::Opening => 150,
            Rule::Firm => 75,
            Rule::Hair => 35,
        })
    }
}

/// A box given by its left upper corner and its extent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    pub x: Length,
    pub y: Length,
    pub width: Length,
    pub height: Length,
}

#[derive(Debug)]
pub struct Ink {
    pub format: Format,
    pub faces: &'static Faces,
    pub pages: Vec<Page>,
    pub used: BTreeMap<Cut, Used>,
    pub uncovered: BTreeSet<char>,
    pub picture: Option<Picture>,
    page: usize,
}

impl Ink {
    /// A sheet with one empty page.
    ///
    /// # Errors
    /// `file_unusable` where the embedded fonts cannot be read.
    pub fn new(format: Format) -> Result<Ink> {
        Ok(Ink {
            format,
            faces: font::faces()?,
            pages: vec![Page::default()],
            used: BTreeMap::new(),
            uncovered: BTreeSet::new(),
            picture: None,
            page: 0,
        })
    }

    /// Adds a page; what follows is put on it.
    pub fn new_page(&mut self) {
        self.pages.push(Page::default());
        self.page = self.pages.len() - 1;
    }

    /// Turns to an existing page, for what is known only when all pages are: page n of m.
    pub fn turn_to(&mut self, page: usize) {
        self.page = page.min(self.pages.len() - 1);
    }

    /// The paper's edges, for the page dictionary.
    pub fn sheet(&self) -> [Points; 2] {
        [points(self.format.width), points(self.format.height)]
    }

    fn page(&mut self) -> &mut Page {
        &mut self.pages[self.page]
    }

    /// A place as a page counts it: from the lower left corner.
    fn point(&self, x: Length, y: Length) -> [Points; 2] {
        [points(x), points(self.format.height - y)]
    }

    pub fn set(&self, text: &str, style: Style) -> Line {
        text::set(self.faces, text, style)
    }

    pub fn wrap(&self, text: &str, style: Style, measure: Length) -> Vec<Line> {
        text::wrap(self.faces, text, style, measure)
    }

    /// Sets a text from `x` on; returns where it ends.
    pub fn text(&mut self, x: Length, baseline: Length, text: &str, style: Style) -> Length {
        let line = self.set(text, style);
        self.line(x, baseline, &line)
    }

    /// Sets a text that ends at `x`; returns where it begins.
    pub fn text_right(&mut self, x: Length, baseline: Length, text: &str, style: Style) -> Length {
        let line = self.set(text, style);
        let start = x - line.width();
        self.line(start, baseline, &line);
        start
    }

    /// Prints a set line from `x` on; returns where it ends.
    pub fn line(&mut self, x: Length, baseline: Length, line: &Line) -> Length {
        self.uncovered.extend(&line.uncovered);
        if line.glyphs.is_empty() {
            return x;
        }
        let start = self.point(x, baseline);
        self.page().start_at(start);
        for run in line.glyphs.chunk_by(|a, b| a.cut == b.cut) {
            let used = self.used.entry(run[0].cut).or_default();
            let codes: Vec<_> = run.iter().map(|glyph| (used.code(glyph), glyph.after)).collect();
            self.page().text(run[0].cut, line.size, &codes);
        }
        x + line.width()
    }

    /// Prints lines one after the other on one baseline; returns where they end.
    pub fn spans(&mut self, x: Length, baseline: Length, spans: &[Line]) -> Length {
        spans.iter().fold(x, |x, line| self.line(x, baseline, line))
    }

    /// Prints lines one after the other so that the last ends at `x`; returns where they begin.
    pub fn spans_right(&mut self, x: Length, baseline: Length, spans: &[Line]) -> Length {
        let start = x - spans.iter().map(Line::width).sum::<Length>();
        self.spans(start, baseline, spans);
        start
    }

    /// A horizontal rule.
    pub fn rule(&mut self, from: Length, to: Length, y: Length, rule: Rule) {
        self.stroke([(from, y), (to, y)], rule);
    }

    pub fn vertical(&mut self, x: Length, from: Length, to: Length, rule: Rule) {
        self.stroke([(x, from), (x, to)], rule);
    }

    /// Two firm rules: closes a final total and is used for nothing else. `y` is the upper one.
    pub fn double_rule(&mut self, from: Length, to: Length, y: Length) {
        self.rule(from, to, y, Rule::Firm);
        self.rule(from, to, y + 700, Rule::Firm);
    }

    /// Where to cut a slip off: dashes over the whole width of the paper.
    pub fn cut_line(&mut self, y: Length) {
        self.page().draw(format_args!("[5 3] 0 d"));
        self.rule(0, self.format.width, y, Rule::Hair);
        self.page().draw(format_args!("[] 0 d"));
    }

    fn stroke(&mut self, ends: [(Length, Length); 2], rule: Rule) {
        self.page().thickness(rule);
        let [[x1, y1], [x2, y2]] = ends.map(|(x, y)| self.point(x, y));
        self.page().draw(format_args!("{x1} {y1} m {x2} {y2} l S"));
    }

    /// An empty box.
    pub fn outline(&mut self, frame: Frame, rule: Rule) {
        self.page().thickness(rule);
        self.rectangle(frame, "S");
    }

    /// A black box.
    pub fn fill(&mut self, frame: Frame) {
        self.rectangle(frame, "f");
    }

    fn rectangle(&mut self, frame: Frame, paint: &str) {
        let [x, y] = self.point(frame.x, frame.y + frame.height);
        let (width, height) = (points(frame.width), points(frame.height));
        self.page().draw(format_args!("{x} {y} {width} {height} re {paint}"));
    }

    /// The document's picture, stretched to the frame; nothing where it has none.
    pub fn picture(&mut self, frame: Frame) {
        if self.picture.is_none() {
            return;
        }
        let [x, y] = self.point(frame.x, frame.y + frame.height);
        let (width, height) = (points(frame.width), points(frame.height));
        self.page().draw(format_args!("q {width} 0 0 {height} {x} {y} cm /{} Do Q", Picture::RESOURCE));
    }
}

fn points(length: Length) -> Points {
    let hundredths = (i64::from(length) * 72 + 127).div_euclid(254);
    Points(i32::try_from(hundredths).unwrap_or(i32::MAX))
}
