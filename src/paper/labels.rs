//! Address labels on A4, from any place of a sheet that was begun; and the page that shows how far a printer is off.

use super::Paper;
use super::archive::{About, seal};
use super::design::{AddressWindow, Design};
use super::ink::{Frame, Ink, Length, Rule};
use super::text::Style;
use crate::calendar::Instant;
use crate::error::{Error, Result};
use crate::language::Language;

/// How labels lie on a sheet. Measures in micrometres; source: DOMAIN §12.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LabelSheet {
    pub label: (Length, Length),
    pub columns: usize,
    pub rows: usize,
    pub left: Length,
    pub top: Length,
    pub gap: (Length, Length),
}

impl LabelSheet {
    /// 70 × 37 mm, three by eight.
    pub const THREE_BY_EIGHT: LabelSheet =
        LabelSheet { label: (70_000, 37_000), columns: 3, rows: 8, left: 0, top: 500, gap: (0, 0) };
    /// 99.1 × 38.1 mm, two by seven.
    pub const TWO_BY_SEVEN: LabelSheet = LabelSheet {
        label: (99_100, 38_100),
        columns: 2,
        rows: 7,
        left: 4_650,
        top: 15_150,
        gap: (2_500, 0),
    };

    fn count(self) -> usize {
        self.columns * self.rows
    }

    /// The left upper corner of a label, counted from nought by row.
    fn corner(self, place: usize) -> (Length, Length) {
        let step =
            |at: usize, extent: Length, gap: Length| Length::try_from(at).unwrap_or(0) * (extent + gap);
        let (column, row) = (place % self.columns, place / self.columns);
        (self.left + step(column, self.label.0, self.gap.0), self.top + step(row, self.label.1, self.gap.1))
    }
}

/// Text stands in from a label's edge, where no printer reaches.
const INSET: Length = 7_000;

/// Prints addresses on labels, the first on the label `start`, counted from one.
///
/// # Errors
/// `field_invalid` for a start beyond the sheet.
pub fn labels(
    addresses: &[Vec<String>],
    sheet: LabelSheet,
    start: usize,
    (language, made_at): (Language, Instant),
    offset: (Length, Length),
) -> Result<Paper> {
    let first = start.checked_sub(1).filter(|place| *place < sheet.count());
    let first =
        first.ok_or_else(|| Error::FieldInvalid { field: "start".into(), value: start.to_string() })?;
    let mut ink = Ink::new(&Design { offset, ..Design::default() })?;
    for (index, address) in addresses.iter().enumerate() {
        let place = (first + index) % sheet.count();
        if index > 0 && place == 0 {
            ink.new_page();
        }
        print_one(&mut ink, sheet, place, address);
    }
    let title = language.words().word("labels.title").to_owned();
    seal(ink, &About { title, author: String::new(), language, made_at })
}

fn print_one(ink: &mut Ink, sheet: LabelSheet, place: usize, address: &[String]) {
    let (x, y) = sheet.corner(place);
    let (width, height) = (sheet.label.0 - 2 * INSET, sheet.label.1 - 2 * INSET);
    let sizes = [(Style::ADDRESS, 4_500), (Style::BODY, 4_000), (Style::LABEL, 3_300)];
    let set =
        |ink: &Ink, style| address.iter().flat_map(|line| ink.wrap(line, style, width)).collect::<Vec<_>>();
    let fits = |ink: &Ink, (style, leading): (Style, Length)| {
        Length::try_from(set(ink, style).len()).unwrap_or(0) * leading <= height
    };
    // The largest size in which all lines have room, the smallest where none has.
    let (style, leading) = sizes.into_iter().find(|size| fits(ink, *size)).unwrap_or(sizes[2]);
    let mut baseline = y + INSET + leading - 1_000;
    for line in set(ink, style) {
        ink.line(x + INSET, baseline, &line);
        baseline += leading;
    }
}

/// A page to lay a ruler on: a cross 20 mm from the left upper corner and scales from it, as a template would print them.
///
/// # Errors
/// `file_unusable` where the fonts cannot be read.
pub fn calibration(design: &Design, language: Language, made_at: Instant) -> Result<Paper> {
    const MARK: Length = 20_000;
    const LENGTH: Length = 50_000;
    let plain =
        Design { page: design.page, offset: design.offset, window: AddressWindow::None, ..Design::default() };
    let mut ink = Ink::new(&plain)?;
    let words = language.words();
    ink.rule(MARK - 10_000, MARK + LENGTH, MARK, Rule::Firm);
    ink.vertical(MARK, MARK - 10_000, MARK + LENGTH, Rule::Firm);
    for step in 1..=10 {
        let (at, long) = (MARK + step * 5_000, if step % 2 == 0 { 3_000 } else { 1_800 });
        ink.vertical(at, MARK, MARK + long, Rule::Firm);
        ink.rule(MARK, MARK + long, at, Rule::Firm);
        if step % 2 == 0 {
            let number = (step * 5).to_string();
            ink.text(at - 1_500, MARK + long + 3_500, &number, Style::LABEL);
            ink.text(MARK + long + 1_500, at + 1_000, &number, Style::LABEL);
        }
    }
    let (width, height) = (ink.format.width, ink.format.height);
    ink.outline(Frame { x: 10_000, y: 10_000, width: width - 20_000, height: height - 20_000 }, Rule::Firm);
    let mut y = MARK + 24_000;
    let left = MARK + 18_000;
    ink.text(left, y, words.word("calibration.title"), Style::NUMBER_BOLD);
    for line in ink.wrap(words.word("calibration.how"), Style::BODY.prose(), width - left - 18_000) {
        y += 5_000;
        ink.line(left, y, &line);
    }
    let title = words.word("calibration.title").to_owned();
    seal(ink, &About { title, author: String::new(), language, made_at })
}

#[cfg(test)]
mod tests {
    use super::super::page::Format;
    use super::*;
    use crate::paper::PageSize;

    fn vectors() -> Vec<serde_json::Value> {
        let all: serde_json::Value =
            serde_json::from_str(include_str!("../../tests/vectors/vectors.json")).unwrap();
        all["print"].as_array().unwrap().clone()
    }

    fn vector(id: &str) -> serde_json::Value {
        vectors().into_iter().find(|vector| vector["id"] == id).unwrap()
    }

    /// Millimetres as text, in micrometres.
    fn length(value: &serde_json::Value) -> Length {
        let (whole, part) = value.as_str().unwrap().split_once('.').unwrap();
        format!("{whole}{part:0<3}").parse().unwrap()
    }

    fn pair(value: &serde_json::Value) -> (Length, Length) {
        (length(&value[0]), length(&value[1]))
    }

    #[test]
    fn labels_lie_where_the_vectors_say() {
        for (id, sheet) in [("LB_L7163", LabelSheet::TWO_BY_SEVEN), ("LB_3x8", LabelSheet::THREE_BY_EIGHT)] {
            let expected = &vector(id)["expected"];
            assert_eq!(sheet.corner(0), pair(&expected["first"]), "{id}");
            let (x, y) = sheet.corner(sheet.count() - 1);
            assert_eq!((x, y), pair(&expected["last"]), "{id}");
            assert_eq!(y + sheet.label.1, length(&expected["bottom_edge"]), "{id}");
            for (place, name) in [(1, "second"), (2, "third")] {
                if expected[name].is_array() {
                    assert_eq!(sheet.corner(place), pair(&expected[name]), "{id} {name}");
                }
            }
        }
    }

    #[test]
    fn continuous_forms_are_as_long_as_the_vectors_say() {
        for (id, page) in [("CF241_full", PageSize::FormFull), ("CF241_third", PageSize::FormThird)] {
            let expected = &vector(id)["expected"];
            let format = Format::of(&Design { page, ..Design::default() });
            assert_eq!(format.width, length(&expected["width_mm"]), "{id}");
            // To a hundredth of a millimetre, as the vectors are rounded.
            assert_eq!((format.height + 5) / 10 * 10, length(&expected["length_mm"]), "{id}");
        }
    }

    #[test]
    fn labels_begin_where_the_sheet_was_left_and_go_on_over_sheets() {
        let address =
            vec!["310013".to_owned(), "浙江省杭州市西湖区竹径路206号".to_owned(), "听泉文创　收".to_owned()];
        let print = |start, count| {
            let moment = (Language::ZhCn, Instant::UNIX_EPOCH);
            labels(&vec![address.clone(); count], LabelSheet::THREE_BY_EIGHT, start, moment, (0, 0))
        };
        assert_eq!(print(1, 24).unwrap().pages, 1);
        assert_eq!(print(2, 24).unwrap().pages, 2);
        assert!(print(0, 1).is_err() && print(25, 1).is_err());
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/target/paper-samples/formats");
        std::fs::create_dir_all(folder).unwrap();
        std::fs::write(format!("{folder}/labels.pdf"), print(5, 22).unwrap().bytes).unwrap();
        for page in PageSize::ALL {
            let design = Design { page, ..Design::default() };
            let printed = calibration(&design, Language::ZhCn, Instant::UNIX_EPOCH).unwrap();
            assert_eq!(printed.pages, 1);
            std::fs::write(format!("{folder}/calibration-{page:?}.pdf"), printed.bytes).unwrap();
        }
    }
}
