//! The sheet: where text, rules and pictures are put, page by page.
//!
//! A [`Length`] is in micrometres from the top left corner of the page: `126_500` is 126.5 mm. Text stands on
//! its baseline. Ink is pure black; hierarchy comes from size, weight and rule, because laser screens and
//! needle printers break greys.

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{
    Codepoint, Color, DictItem, FontId, Line as Stroke, LineDashPattern, LinePoint, Op, PaintMode,
    PdfFontHandle, Point, Pt, Rect, Rgb, TextItem, XObjectId, XObjectTransform,
};

use super::design::{Accent, Design, Look};
use super::font::{self, Cut, Faces};
use super::page::Format;
use super::picture::Picture;
use super::structure::{Tag, Tree};
use super::subset::Used;
use super::text::{self, Line, Style};
use crate::error::Result;

/// Micrometres; `126_500` is 126.5 mm.
pub type Length = i32;

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
    fn thickness(self) -> Pt {
        Pt(match self {
            Rule::Opening => 1.5,
            Rule::Firm => 0.75,
            Rule::Hair => 0.35,
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
    /// Printing instructions per page.
    pub pages: Vec<Vec<Op>>,
    pub used: BTreeMap<Cut, Used>,
    pub uncovered: BTreeSet<char>,
    /// The sender's logo.
    pub picture: Option<Picture>,
    /// The sender's own picture of a payment code.
    pub payment_picture: Option<Picture>,
    pub look: Look,
    /// Whether names stand in two languages.
    pub both: bool,
    accent: Option<Accent>,
    offset: (Length, Length),
    page: usize,
    /// What is read, in its order.
    pub tree: Tree,
}

impl Ink {
    /// A sheet with one empty page.
    ///
    /// # Errors
    /// `file_unusable` where the embedded fonts cannot be read.
    pub fn new(design: &Design) -> Result<Ink> {
        Ok(Ink {
            format: Format::of(design),
            faces: font::faces()?,
            pages: vec![Vec::new()],
            used: BTreeMap::new(),
            uncovered: BTreeSet::new(),
            picture: None,
            payment_picture: None,
            look: design.look,
            both: design.beside.is_some(),
            accent: design.accent,
            offset: design.offset,
            page: 0,
            tree: Tree::default(),
        })
    }

    /// Adds a page; what follows is put on it.
    pub fn new_page(&mut self) {
        self.pages.push(Vec::new());
        self.page = self.pages.len() - 1;
    }

    /// Turns to an existing page, for what is known only when all pages are: page n of m.
    pub fn turn_to(&mut self, page: usize) {
        self.page = page.min(self.pages.len() - 1);
    }

    /// The paper's edges, for the page dictionary.
    pub fn sheet(&self) -> Rect {
        Rect {
            x: Pt(0.0),
            y: Pt(0.0),
            width: points(self.format.width),
            height: points(self.format.height),
            mode: None,
            winding_order: None,
        }
    }

    fn put(&mut self, op: Op) {
        if let Some(page) = self.pages.get_mut(self.page) {
            page.push(op);
        }
    }

    fn point(&self, x: Length, y: Length) -> Point {
        let (right, down) = self.offset;
        Point { x: points(x + right), y: points(self.format.height - y - down) }
    }

    /// The style in the size that this paper's printer prints clearly.
    fn legible(&self, style: Style) -> Style {
        Style { size: self.format.least(style.size), ..style }
    }

    pub fn set(&self, text: &str, style: Style) -> Line {
        text::set(self.faces, text, self.legible(style))
    }

    pub fn wrap(&self, text: &str, style: Style, measure: Length) -> Vec<Line> {
        text::wrap(self.faces, text, self.legible(style), measure)
    }

    /// One line, ending in an ellipsis where something was left out.
    pub fn clip(&self, text: &str, style: Style, measure: Length) -> Line {
        text::clip(self.faces, text, self.legible(style), measure)
    }

    /// As few lines as [`Ink::wrap`] sets, all of about one length.
    pub fn balance(&self, text: &str, style: Style, measure: Length) -> Vec<Line> {
        text::balance(self.faces, text, self.legible(style), measure)
    }

    /// The height of a row that has `usual` on A4.
    pub fn row(&self, usual: Length) -> Length {
        self.format.row(usual, self.look)
    }

    /// What is drawn belongs to one element of what is read.
    pub fn tagged<T>(&mut self, tag: Tag, draw: impl FnOnce(&mut Ink) -> T) -> T {
        self.tree.begin(tag);
        let drawn = draw(self);
        self.tree.end();
        drawn
    }

    /// Draws in the accent of the template, in black where it has none.
    pub fn accented<T>(&mut self, draw: impl FnOnce(&mut Ink) -> T) -> T {
        let Some(Accent(parts)) = self.accent else { return draw(self) };
        self.colour(parts);
        let drawn = draw(self);
        self.colour([0; 3]);
        drawn
    }

    fn colour(&mut self, [r, g, b]: [u8; 3]) {
        let col = Color::Rgb(Rgb { r: share(r), g: share(g), b: share(b), icc_profile: None });
        self.put(Op::SetFillColor { col: col.clone() });
        self.put(Op::SetOutlineColor { col });
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
        let (tag, mark) = self.tree.mark(self.page, baseline);
        let properties = BTreeMap::from([("MCID".to_owned(), DictItem::Int(mark))]);
        self.put(Op::BeginMarkedContentWithProperties {
            tag: tag.to_owned(),
            properties: DictItem::Dict { map: properties },
        });
        self.put(Op::StartTextSection);
        for (index, run) in line.glyphs.chunk_by(|a, b| a.cut == b.cut).enumerate() {
            let used = self.used.entry(run[0].cut).or_default();
            let codes = run.iter().map(|glyph| Codepoint::new(used.code(glyph), kern(glyph.after))).collect();
            let font = PdfFontHandle::External(FontId(run[0].cut.resource().to_owned()));
            self.put(Op::SetFont { font, size: Pt(tenths(line.size.decipoints())) });
            if index == 0 {
                self.put(Op::SetTextCursor { pos: self.point(x, baseline) });
            }
            self.put(Op::ShowText { items: vec![TextItem::GlyphIds(codes)] });
        }
        self.put(Op::EndTextSection);
        self.put(Op::EndMarkedContent);
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
        if rule == Rule::Opening {
            self.accented(|ink| ink.stroke([(from, y), (to, y)], rule));
        } else {
            self.stroke([(from, y), (to, y)], rule);
        }
    }

    /// A straight line between two points.
    pub fn slanted(&mut self, from: (Length, Length), to: (Length, Length), rule: Rule) {
        self.stroke([from, to], rule);
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
        let width = self.format.width;
        self.put(Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, &[5.0, 3.0]) });
        self.rule(0, width, y, Rule::Hair);
        self.put(Op::SetLineDashPattern { dash: LineDashPattern::solid() });
    }

    fn stroke(&mut self, ends: [(Length, Length); 2], rule: Rule) {
        // A needle has no hairline and no strong one.
        let rule = if self.format.needle { Rule::Firm } else { rule };
        let points = ends.map(|(x, y)| LinePoint { p: self.point(x, y), bezier: false }).to_vec();
        self.put(Op::SetOutlineThickness { pt: rule.thickness() });
        self.put(Op::DrawLine { line: Stroke { points, is_closed: false } });
    }

    /// An empty box.
    pub fn outline(&mut self, frame: Frame, rule: Rule) {
        self.put(Op::SetOutlineThickness { pt: rule.thickness() });
        self.rectangle(frame, PaintMode::Stroke);
    }

    /// A black box.
    pub fn fill(&mut self, frame: Frame) {
        self.rectangle(frame, PaintMode::Fill);
    }

    fn rectangle(&mut self, frame: Frame, mode: PaintMode) {
        let corner = self.point(frame.x, frame.y + frame.height);
        self.put(Op::DrawRectangle {
            rectangle: Rect {
                x: corner.x,
                y: corner.y,
                width: points(frame.width),
                height: points(frame.height),
                mode: Some(mode),
                winding_order: None,
            },
        });
    }

    /// The sender's logo, stretched to the frame; nothing where there is none.
    pub fn picture(&mut self, frame: Frame) {
        if self.picture.is_some() {
            self.put_picture(Picture::LOGO, frame);
        }
    }

    /// The sender's own picture of a payment code, stretched to the frame; nothing where there is none.
    pub fn payment_picture(&mut self, frame: Frame) {
        if self.payment_picture.is_some() {
            self.put_picture(Picture::PAYMENT, frame);
        }
    }

    fn put_picture(&mut self, name: &str, frame: Frame) {
        let corner = self.point(frame.x, frame.y + frame.height);
        self.put(Op::UseXobject {
            id: XObjectId(name.to_owned()),
            transform: XObjectTransform {
                translate_x: Some(corner.x),
                translate_y: Some(corner.y),
                scale_x: Some(points(frame.width).0),
                scale_y: Some(points(frame.height).0),
                no_auto_scale: true,
                ..XObjectTransform::default()
            },
        });
    }
}

/// Micrometres as points to a hundredth.
fn points(length: Length) -> Pt {
    let hundredths = (i64::from(length) * 72 + 127).div_euclid(254);
    Pt(hundredth(i32::try_from(hundredths).unwrap_or(i32::MAX)))
}

#[expect(clippy::float_arithmetic, reason = "printpdf takes coordinates as f32; no amount is a coordinate")]
fn hundredth(value: i32) -> f32 {
    value as f32 / 100.0
}

#[expect(clippy::float_arithmetic, reason = "printpdf takes colours as f32 from 0 to 1")]
fn share(part: u8) -> f32 {
    f32::from(part) / 255.0
}

#[expect(clippy::float_arithmetic, reason = "printpdf takes font sizes as f32")]
fn tenths(value: i32) -> f32 {
    value as f32 / 10.0
}

/// PDF moves left for a positive number, in thousandths of an em.
fn kern(after: i32) -> f32 {
    -after as f32
}
