//! The papers that are printed on, and the one grid that all of them share.
//!
//! Places across a page are said as on A4 (text from 25 to 195 mm, twelve columns) and stand in the same proportion
//! on every other paper: see [`Format::at`]. Source of the continuous forms: DOMAIN §12; feed 11, 11/2 and 11/3 inches.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::design::{AddressWindow, Design, Look};
use super::ink::Length;
use super::text::Size;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PageSize {
    #[default]
    A4,
    A5,
    /// 241 mm continuous, for needle printers: 11 inches to the form.
    FormFull,
    /// Two to the 11 inches.
    FormHalf,
    /// Three to the 11 inches.
    FormThird,
}

impl PageSize {
    pub const ALL: [PageSize; 5] =
        [PageSize::A4, PageSize::A5, PageSize::FormFull, PageSize::FormHalf, PageSize::FormThird];

    pub fn is_form(self) -> bool {
        matches!(self, PageSize::FormFull | PageSize::FormHalf | PageSize::FormThird)
    }
}

/// The paper, its margins and what they leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Format {
    pub width: Length,
    pub height: Length,
    pub left: Length,
    /// The right edge of the text, from the left edge of the paper.
    pub right: Length,
    /// Where the first page begins, a further one its body, and where either ends.
    pub top: Length,
    pub continued_top: Length,
    pub body_bottom: Length,
    /// Continuous paper for a needle printer: boxed tables, no hairlines, nothing smaller than 9 pt but labels.
    pub needle: bool,
    /// A letter with sender's footer; else everything stands in one head and the page ends with the audit line.
    pub letter: bool,
    /// How many facts stand beside the address.
    pub facts: usize,
}

/// The text of A4 that places across are said in.
const GRID: (Length, Length) = (25_000, 195_000);

impl Format {
    pub fn of(design: &Design) -> Format {
        let form = |height: Length, facts: usize| Format {
            width: 241_300,
            height,
            left: 18_000,
            right: 217_000,
            top: 6_000,
            continued_top: 16_500,
            body_bottom: height - 10_500,
            needle: true,
            letter: false,
            facts,
        };
        match design.page {
            PageSize::A4 => Format {
                width: 210_000,
                height: 297_000,
                left: GRID.0,
                right: GRID.1,
                top: 15_000,
                continued_top: 32_000,
                body_bottom: 261_500,
                needle: false,
                letter: design.window != AddressWindow::None,
                facts: 8,
            },
            PageSize::A5 => Format {
                width: 148_000,
                height: 210_000,
                left: 14_000,
                right: 138_000,
                top: 9_000,
                continued_top: 19_500,
                body_bottom: 196_000,
                needle: false,
                letter: false,
                facts: 8,
            },
            PageSize::FormFull => form(279_400, 8),
            PageSize::FormHalf => form(139_700, 6),
            PageSize::FormThird => form(93_133, 4),
        }
    }

    /// The same paper laid across. Continuous forms lie across as they are.
    pub fn across(self) -> Format {
        if self.needle || self.width > self.height {
            return self;
        }
        let (left, right) = if self.width == 210_000 { (20_000, 15_000) } else { (14_000, 10_000) };
        let body_bottom = self.width - (self.height - self.body_bottom);
        Format {
            width: self.height,
            height: self.width,
            left,
            right: self.height - right,
            body_bottom,
            letter: false,
            ..self
        }
    }

    /// How far the box of a table stands out from its text.
    pub fn boxed(self) -> Length {
        if self.needle { 1_500 } else { 0 }
    }

    pub fn measure(self) -> Length {
        self.right - self.left
    }

    /// A place said as on A4.
    pub fn at(self, place: Length) -> Length {
        self.left + self.length(place - GRID.0)
    }

    /// An extent said as on A4.
    pub fn length(self, extent: Length) -> Length {
        let scaled = i64::from(extent) * i64::from(self.measure()) / i64::from(GRID.1 - GRID.0);
        Length::try_from(scaled).unwrap_or(extent)
    }

    /// The right-hand block begins at the eighth of twelve columns.
    pub fn right_block(self) -> Length {
        self.at(126_500)
    }

    /// The smallest size that a printer of this paper prints clearly.
    pub fn least(self, size: Size) -> Size {
        match size {
            Size::Audit if self.needle => Size::Label,
            Size::Label if self.needle => Size::Body,
            size => size,
        }
    }

    /// The height of a row that has `usual` on A4.
    pub fn row(self, usual: Length, look: Look) -> Length {
        match look {
            _ if self.height < 100_000 => usual * 4 / 5,
            Look::Compact => usual * 5 / 6,
            _ if self.height < 150_000 => usual * 9 / 10,
            _ => usual,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(page: PageSize) -> Format {
        Format::of(&Design { page, ..Design::default() })
    }

    #[test]
    fn a4_is_the_grid_itself() {
        let a4 = format(PageSize::A4);
        assert_eq!(
            (a4.at(126_500), a4.length(44_000), a4.row(6_000, Look::Classic)),
            (126_500, 44_000, 6_000)
        );
        let across = a4.across();
        assert_eq!(
            (across.width, across.height, across.left, across.right),
            (297_000, 210_000, 20_000, 282_000)
        );
    }

    #[test]
    fn continuous_forms_keep_to_the_printable_width_and_to_eleven_inches() {
        let [full, half, third] = [PageSize::FormFull, PageSize::FormHalf, PageSize::FormThird].map(format);
        assert_eq!([full.height, half.height * 2, third.height * 3 + 1], [279_400; 3]);
        let strip = (full.width - 215_900) / 2;
        for form in [full, half, third] {
            assert_eq!(form.width, 241_300);
            assert!(form.left >= strip && form.right <= form.width - strip && form.across() == form);
            assert_eq!((form.at(25_000), form.at(195_000)), (form.left, form.right));
        }
    }
}
