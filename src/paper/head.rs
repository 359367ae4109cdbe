//! The head of a first page, by paper and window.
//!
//! A letter on A4 has its address where an envelope shows it. The usual field serves DIN 5008 B and DL windows alike:
//! with 5 mm of play only x 20–100, y 50–90 shows for certain, so the address starts at 60 mm and nothing else comes
//! near it. The forms of DIN 5008 keep their own fields: 17.7 mm for return line and notes, under it the address
//! (DOMAIN §12). On A5 and without a window the same blocks follow each other, on continuous forms they stand beside
//! each other in a few lines.

use super::barcode;
use super::design::{AddressWindow, LogoPlace, Look};
use super::ink::{Frame, Ink, Length, Rule};
use super::letterhead::{Fact, Letter, Sender, joined, label_key};
use super::page::Format;
use super::structure::Tag;
use super::text::{Line, Style};
use crate::language::Language;

/// Where the blocks of a letter stand behind a window.
struct Field {
    return_line: Length,
    address: Length,
    facts: Length,
    title: Length,
    stamp: Length,
    folds: [Length; 2],
}

/// The height of a stamp's box and of the room it takes.
const STAMP: Length = 11_000;

fn field(window: AddressWindow) -> Field {
    let usual = Field {
        return_line: 54_500,
        address: 63_000,
        facts: 55_800,
        title: 101_300,
        stamp: 34_000,
        folds: [105_000, 210_000],
    };
    match window {
        AddressWindow::Dl | AddressWindow::None => usual,
        AddressWindow::DinB => Field { return_line: 49_300, address: 66_000, ..usual },
        // Everything stands as much higher as the field does.
        AddressWindow::DinA => Field {
            return_line: 31_300,
            address: 48_000,
            facts: 37_800,
            title: 83_300,
            stamp: 27_000,
            folds: [87_000, 192_000],
        },
    }
}

impl Letter<'_> {
    /// The first page down to where its body begins.
    pub fn open(&self, ink: &mut Ink) -> Length {
        if ink.look == Look::Modern && !ink.format.needle {
            let (left, width) = (ink.format.left, ink.format.measure());
            ink.accented(|ink| ink.fill(Frame { x: left, y: 7_000, width, height: 1_600 }));
        }
        let top = match ink.format {
            Format { needle: true, .. } => self.open_form(ink),
            Format { letter: true, .. } => self.open_behind_window(ink),
            _ => self.open_in_a_row(ink),
        };
        match self.design.intro.as_str() {
            "" => top,
            intro => self.paragraphs(ink, top + 3_000, &[intro.to_owned()], Style::BODY) + 500,
        }
    }

    fn open_behind_window(&self, ink: &mut Ink) -> Length {
        let field = field(self.design.window);
        for (y, to) in [(field.folds[0], 8_000), (148_500, 10_000), (field.folds[1], 8_000)] {
            ink.rule(4_000, to, y, Rule::Hair);
        }
        self.sender(ink);
        self.stamp(ink, field.stamp);
        let mut facts = field.facts;
        if self.stamp.is_some() && self.design.window == AddressWindow::DinA {
            // The stamp takes the place of two facts, which stand under the terms.
            ink.format.facts -= 2;
            facts += STAMP;
        }
        self.return_line(ink, field.return_line);
        self.address(ink, field.address, 73_000, 6);
        self.facts_from(ink, facts);
        self.title(ink, field.title)
    }

    /// Sender, address beside facts, title: each as high as it needs.
    fn open_in_a_row(&self, ink: &mut Ink) -> Length {
        let mut y = self.sender(ink) + 8_500;
        if self.stamp.is_some() {
            self.stamp(ink, y - 3_500);
            y += STAMP + 2_500;
        }
        let measure = ink.format.right_block() - ink.format.left - 5_000;
        let address = self.address(ink, y, measure, 6);
        let facts = self.facts_from(ink, y);
        self.title(ink, address.max(facts) + 9_000)
    }

    /// Name and mark at the left, name, address and contacts at the right; returns the lowest baseline.
    fn sender(&self, ink: &mut Ink) -> Length {
        let (top, right_block) = (ink.format.top, ink.format.right_block());
        let sender = &self.heading.sender;
        let mut x = ink.format.left;
        let mut measure = ink.format.right - right_block;
        if let Some(picture) = &ink.picture {
            let (width, height) = picture.fit(ink.format.length(45_000), 9_000);
            if self.design.logo == LogoPlace::Right {
                ink.picture(Frame { x: ink.format.right - width, y: top, width, height });
                measure -= width + 3_000;
            } else {
                ink.picture(Frame { x, y: top, width, height });
                x += width + 3_500;
            }
        }
        let brand = if sender.brand.is_empty() { &sender.name } else { &sender.brand };
        let brand = ink.clip(brand, Style::NUMBER_BOLD, right_block - x - 4_000);
        ink.line(x, top + 3_600, &brand);
        ink.text(x, top + 8_200, &sender.tagline, Style::LABEL);
        let mut baseline = top + 2_300;
        let mut put = |ink: &mut Ink, text: &str, style: Style| {
            for line in ink.wrap(text, style, measure) {
                ink.line(right_block, baseline, &line);
                baseline += 3_600;
            }
        };
        put(ink, &sender.name, Style::LABEL_BOLD);
        put(ink, &self.address_in_one_line(), Style::LABEL);
        put(ink, &joined(&[&sender.phone, &sender.email], "　"), Style::LABEL);
        if !ink.format.letter {
            put(ink, &self.registration(), Style::LABEL);
        }
        (baseline - 3_600).max(top + 8_200)
    }

    /// Register and tax number, where no footer says them.
    fn registration(&self) -> String {
        let sender = &self.heading.sender;
        let tax_id = match sender.tax_id.as_str() {
            "" => String::new(),
            id => self.language.words().fill("footer.tax_id", &[("id", id)]),
        };
        let mut lines: Vec<&str> = sender.registration.iter().map(String::as_str).collect();
        lines.push(&tax_id);
        joined(&lines, "\n")
    }

    /// The state of a paper that is not to be relied on, in a box.
    pub(super) fn stamp(&self, ink: &mut Ink, top: Length) {
        let Some(word) = self.stamp else { return };
        let line = ink.set(word, Style::TITLE);
        let frame = Frame { x: ink.format.right_block(), y: top, width: line.width() + 8_000, height: STAMP };
        ink.outline(frame, Rule::Firm);
        let inner = Frame {
            x: frame.x + 700,
            y: top + 700,
            width: frame.width - 1_400,
            height: frame.height - 1_400,
        };
        ink.outline(inner, Rule::Firm);
        ink.line(frame.x + 4_000, top + 7_800, &line);
    }

    /// Where an undelivered letter goes back to, in small over the address.
    fn return_line(&self, ink: &mut Ink, baseline: Length) {
        let left = ink.format.left;
        let separator = match self.language.main() {
            Language::ZhCn => "　",
            Language::En => " · ",
        };
        let measure = 73_000;
        let address = self.address_in_one_line();
        // Name and address; where that is too long, the shorter name; else the address, to which a letter returns.
        let Sender { name, brand, .. } = &self.heading.sender;
        let names = [name, brand].into_iter().filter(|name| !name.is_empty());
        let line = names
            .map(|name| ink.set(&joined(&[name, &address], separator), Style::AUDIT))
            .find(|line| line.width() <= measure)
            .unwrap_or_else(|| ink.clip(&address, Style::AUDIT, measure));
        ink.line(left, baseline, &line);
        ink.rule(left, 98_000, baseline + 800, Rule::Hair);
    }

    /// The addressee's lines, smaller where they are too many; returns the last baseline.
    fn address(&self, ink: &mut Ink, top: Length, measure: Length, most: usize) -> Length {
        let wrapped = |ink: &Ink, style: Style| -> Vec<Line> {
            self.heading.addressee.iter().flat_map(|line| ink.wrap(line, style, measure)).collect()
        };
        let mut lines = wrapped(ink, Style::ADDRESS);
        let mut leading = 4_500;
        if lines.len() > most {
            lines = wrapped(ink, Style::LABEL);
            leading = 3_500;
        }
        let mut baseline = top - leading;
        for line in &lines {
            baseline += leading;
            ink.line(ink.format.left, baseline, line);
        }
        baseline.max(top)
    }

    /// The facts under each other in the right block; returns the last baseline.
    fn facts_from(&self, ink: &mut Ink, top: Length) -> Length {
        let x = ink.format.right_block();
        // Values stand where they stand on A4, or after the longest label.
        let labels = self
            .facts(ink.format)
            .take(ink.format.facts)
            .map(|fact| ink.set(&self.label(fact), Style::LABEL));
        let longest = labels.map(|label| label.width()).max().unwrap_or(0);
        let values = (x + longest + 2_500).max(ink.format.at(148_500));
        let mut baseline = top - 4_500;
        for fact in self.facts(ink.format).take(ink.format.facts) {
            baseline += 4_500;
            ink.text(x, baseline, &self.label(fact), Style::LABEL);
            self.value_of(ink, fact, values, baseline, ink.format.right - values);
        }
        baseline.max(top)
    }

    fn label(&self, fact: &Fact) -> String {
        self.language.words().word(&label_key(fact)).to_owned()
    }

    fn value_of(&self, ink: &mut Ink, fact: &Fact, x: Length, baseline: Length, measure: Length) {
        let style = if fact.bold { Style::BODY_BOLD } else { Style::BODY };
        let text = fact.value(self.language);
        let style = if ink.set(&text, style).width() > measure { Style::LABEL } else { style };
        let value = ink.clip(&text, style, measure);
        ink.line(x, baseline, &value);
    }

    /// Title, number and the one answer, on a second line where they are too long for one; returns where the body
    /// begins.
    fn title(&self, ink: &mut Ink, baseline: Length) -> Length {
        let Format { left, right, .. } = ink.format;
        let style = if ink.look == Look::Compact { Style::NUMBER_BOLD } else { Style::TITLE };
        let end =
            ink.tagged(Tag::Heading, |ink| ink.accented(|ink| ink.text(left, baseline, self.title, style)));
        let answer: Length = self.answer.iter().map(Line::width).sum();
        let number = ink.set(self.beside_title, self.beside_style).width().min(30_000);
        let on_one_line = end + 8_000 + number + answer <= right || ink.format.letter;
        let second = if on_one_line { baseline } else { baseline + 6_500 };
        let start = ink.spans_right(right, second, &self.answer);
        let start = if on_one_line { start } else { right + 4_000 };
        if !self.title.contains(self.beside_title) {
            let number = ink.clip(self.beside_title, self.beside_style, start - end - 8_000);
            ink.line(end + 4_000, baseline, &number);
        }
        let below = if self.design.barcode && !self.beside_title.is_empty() {
            self.barcode(ink, right, second + 3_000, 7_000);
            9_500
        } else {
            0
        };
        second + 6_700 + below
    }

    /// The number as a barcode that ends at `right`.
    fn barcode(&self, ink: &mut Ink, right: Length, top: Length, height: Length) {
        let width = barcode::width(self.beside_title, ink.format.measure() / 3);
        barcode::print(ink, self.beside_title, Frame { x: right - width, y: top, width, height });
    }

    /// The head of a continuous form: sender, title and number on one line, under it to whom and what about.
    fn open_form(&self, ink: &mut Ink) -> Length {
        let Format { left, right, top, .. } = ink.format;
        let sender = &self.heading.sender;
        let title = ink.set(self.title, Style::TITLE);
        let start = left + (right - left - title.width()) / 2;
        let mut x = left;
        if let Some(picture) = &ink.picture {
            let (width, height) = picture.fit(18_000, 8_000);
            ink.picture(Frame { x, y: top, width, height });
            x += width + 3_000;
        }
        let name = ink.clip(&sender.name, Style::NUMBER_BOLD, start - x - 4_000);
        ink.line(x, top + 3_600, &name);
        let contact = joined(&[&sender.phone, &self.address_in_one_line()], "　");
        let contact = ink.clip(&contact, Style::AUDIT, start - x - 4_000);
        ink.line(x, top + 8_000, &contact);
        let end = ink.tagged(Tag::Heading, |ink| ink.line(start, top + 7_000, &title));
        if let Some(word) = self.stamp {
            let line = ink.set(word, Style::NUMBER_BOLD);
            let frame = Frame { x: end + 4_000, y: top + 1_500, width: line.width() + 4_000, height: 7_000 };
            ink.outline(frame, Rule::Firm);
            ink.line(frame.x + 2_000, top + 6_200, &line);
        }
        let mut y = top + 3_600;
        if self.design.barcode && !self.beside_title.is_empty() {
            self.barcode(ink, right, top, 7_500);
            y = top + 12_000;
        }
        ink.text_right(right, y, self.beside_title, self.beside_style);
        let answer: Length = self.answer.iter().map(Line::width).sum();
        let clear = y > top + 10_000 || right - answer > end + 3_000;
        y += if clear { 5_300 } else { 9_200 };
        ink.spans_right(right, y, &self.answer);
        let y = y.max(top + 8_000) + 5_800;
        let middle = ink.format.at(115_000);
        let to = ink.clip(&self.heading.recipient, Style::BODY_BOLD, middle - left - 4_000);
        ink.line(left, y, &to);
        let lines: Vec<&str> = self.heading.addressee.iter().map(String::as_str).collect();
        let lines: Vec<&str> = lines.into_iter().filter(|line| *line != self.heading.recipient).collect();
        let mut lower = y;
        for line in ink.wrap(&joined(&lines, " "), Style::BODY, middle - left - 4_000).iter().take(2) {
            lower += 4_300;
            ink.line(left, lower, line);
        }
        lower.max(self.facts_in_two_columns(ink, middle, y)) + 2_800
    }

    /// The facts beside the address, by row; returns the last baseline.
    fn facts_in_two_columns(&self, ink: &mut Ink, left: Length, top: Length) -> Length {
        // Numbers are longer than days and come first.
        let second = left + (ink.format.right - left) * 11 / 20;
        let mut lower = top;
        let facts: Vec<&Fact> = self.facts(ink.format).take(ink.format.facts).collect();
        for (row, pair) in (0..).zip(facts.chunks(2)) {
            lower = top + row * 4_300;
            for (column, fact) in pair.iter().enumerate() {
                let (x, edge) = [(left, second - 2_000), (second, ink.format.right)][column];
                // Two languages have no room here.
                let label = self.language.main().words().word(&label_key(fact)).to_owned();
                let end = ink.text(x, lower, &label, Style::LABEL) + 2_000;
                self.value_of(ink, fact, end, lower, edge - end);
            }
        }
        lower
    }
}
