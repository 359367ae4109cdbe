//! A page as a PDF writes it: instructions, one a line.

use std::fmt::{self, Write as _};

use super::font::Cut;
use super::ink::Rule;
use super::text::Size;

/// A page's instructions, and what of them holds on until it is changed. Everything is black, so text may all
/// follow what is drawn, each line moved from where the last began.
#[derive(Debug, Default, Clone)]
pub struct Page {
    drawing: String,
    rule: Option<Rule>,
    text: String,
    font: Option<(Cut, Size)>,
    start: [Points; 2],
}

impl Page {
    pub fn content(&self) -> String {
        format!("{}BT\n{}ET", self.drawing, self.text)
    }

    pub fn draw(&mut self, instruction: fmt::Arguments<'_>) {
        // Writing into a string does not fail.
        let _ = writeln!(self.drawing, "{instruction}");
    }

    /// Draws what follows as thick as the rule.
    pub fn thickness(&mut self, rule: Rule) {
        if self.rule.replace(rule) != Some(rule) {
            self.draw(format_args!("{} w", rule.thickness()));
        }
    }

    /// The place of the text that follows.
    pub fn start_at(&mut self, start: [Points; 2]) {
        let [x, y] = start;
        let [from_x, from_y] = std::mem::replace(&mut self.start, start);
        let _ = writeln!(self.text, "{} {} Td", Points(x.0 - from_x.0), Points(y.0 - from_y.0));
    }

    /// Codes of a face, each with the space after it in thousandths of an em.
    pub fn text(&mut self, cut: Cut, size: Size, codes: &[(u16, i32)]) {
        if self.font.replace((cut, size)) != Some((cut, size)) {
            let _ = writeln!(self.text, "/{} {} Tf", cut.resource(), Points(size.decipoints() * 10));
        }
        let mut shown = String::with_capacity(codes.len() * 4);
        for (code, after) in codes {
            let _ = write!(shown, "{code:04X}");
            if *after != 0 {
                // A positive number moves to the left.
                let _ = write!(shown, ">{}<", -after);
            }
        }
        let _ = if shown.contains('<') {
            writeln!(self.text, "[<{shown}>]TJ")
        } else {
            writeln!(self.text, "<{shown}>Tj")
        };
    }
}

/// Hundredths of a point.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Points(pub i32);

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, hundredths) = (self.0.abs() / 100, self.0.abs() % 100);
        let sign = if self.0 < 0 { "-" } else { "" };
        match (hundredths / 10, hundredths % 10) {
            (0, 0) => write!(f, "{sign}{whole}"),
            (tenths, 0) => write!(f, "{sign}{whole}.{tenths}"),
            _ => write!(f, "{sign}{whole}.{hundredths:02}"),
        }
    }
}
