//! Where the reader signs: a quote becomes an order by a signature, goods are handed over against one.

use super::{InvoicePaper, PaperKind};
use crate::paper::ink::{Ink, Length, Rule};
use crate::paper::speech::Speech;
use crate::paper::text::Style;

/// From the text to the first line, and from line to line.
const STEP: Length = 13_500;
/// The lines of a delivery note, side by side.
const HANDS: [&str; 4] = ["signing.packed", "signing.driver", "signing.received", "signing.day"];

pub struct Signing<'a> {
    pub paper: &'a InvoicePaper,
    pub language: Speech,
}

impl Signing<'_> {
    fn word(&self, key: &str) -> String {
        self.paper.word(key, self.language)
    }

    /// The room it takes under its first baseline; nought for a paper that nobody signs.
    pub fn height(&self, ink: &Ink) -> Length {
        let step = ink.row(STEP);
        match self.paper.kind {
            PaperKind::Quote => 6_000 + 2 * step + 4_000,
            PaperKind::DeliveryNote => step + 8_000,
            _ => 0,
        }
    }

    /// Prints the lines to sign on; returns their lower edge.
    pub fn print(&self, ink: &mut Ink, baseline: Length) -> Length {
        match self.paper.kind {
            PaperKind::Quote => self.order_as_quoted(ink, baseline),
            PaperKind::DeliveryNote => self.handed_over(ink, baseline),
            _ => baseline,
        }
    }

    /// At the left, beside the table of taxes.
    fn order_as_quoted(&self, ink: &mut Ink, baseline: Length) -> Length {
        let (left, right) = (ink.format.left, ink.format.right_block() - 6_000);
        ink.text(left, baseline, &self.word("signing.title"), Style::LABEL_BOLD);
        ink.text(left, baseline + 6_000, &self.word("signing.order"), Style::BODY);
        let mut y = baseline + 6_000;
        for key in ["signing.name", "signing.order_number"] {
            y += ink.row(STEP);
            ink.rule(left, right, y, Rule::Hair);
            ink.text(left, y + 3_600, &self.word(key), Style::LABEL);
        }
        y + 4_000
    }

    /// Across the page: who packed, who drove, who received, when.
    fn handed_over(&self, ink: &mut Ink, baseline: Length) -> Length {
        let (left, gap) = (ink.format.left, 4_000);
        let width = (ink.format.right - left - 3 * gap) / 4;
        let y = baseline + ink.row(STEP);
        for (place, key) in (0..).zip(HANDS) {
            let at = left + place * (width + gap);
            ink.rule(at, at + width, y, Rule::Hair);
            ink.text(at, y + 3_600, &self.word(key), Style::LABEL);
        }
        y + 4_000
    }
}
