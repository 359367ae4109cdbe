//! Setting text: characters to glyphs, one line or a wrapped paragraph.
//!
//! Every character is printed: what no face covers appears as `U+XXXX` and is remembered, so that the caller
//! can warn before a paper is sent. A line never begins with closing punctuation nor ends with opening
//! punctuation (行首行尾禁则); Latin words and figures stay whole unless longer than the line.

use unicode_normalization::UnicodeNormalization;

use super::font::{Cut, Faces, Script, Weight};
use super::ink::Length;

/// The six sizes of the house, the 字号 ladder; nothing is printed in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// 小六 6.5 pt: footer, audit line, return line.
    Audit,
    /// 六号 7.5 pt: labels, table heads, dense reports.
    Label,
    /// 小五 9 pt: body and tables.
    Body,
    /// 五号 10.5 pt: the address.
    Address,
    /// 小四 12 pt: numbers and totals.
    Number,
    /// 小二 18 pt: titles.
    Title,
}

impl Size {
    /// Tenths of a point.
    pub fn decipoints(self) -> i32 {
        match self {
            Size::Audit => 65,
            Size::Label => 75,
            Size::Body => 90,
            Size::Address => 105,
            Size::Number => 120,
            Size::Title => 180,
        }
    }

    /// The distance between baselines.
    pub fn leading(self) -> Length {
        match self {
            Size::Audit => 3_000,
            Size::Label => 3_500,
            Size::Body | Size::Address => 4_500,
            Size::Number => 6_000,
            Size::Title => 8_000,
        }
    }

    /// Thousandths of an em as micrometres at this size; 720 tenths of a point are 25.4 mm.
    pub fn length(self, milli: i32) -> Length {
        let product = i64::from(milli) * i64::from(self.decipoints()) * 254;
        i32::try_from((product + 3_600).div_euclid(7_200)).unwrap_or(i32::MAX)
    }
}

/// How a text is set: a size and a weight, and whether Han and Latin stand apart by a quarter em.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    pub size: Size,
    pub weight: Weight,
    /// Running text sets ¼ em between Han and Latin; cells, addresses, codes and dates set none.
    pub prose: bool,
}

impl Style {
    pub const AUDIT: Style = Style::new(Size::Audit, Weight::Regular);
    pub const LABEL: Style = Style::new(Size::Label, Weight::Regular);
    pub const LABEL_BOLD: Style = Style::new(Size::Label, Weight::Bold);
    pub const BODY: Style = Style::new(Size::Body, Weight::Regular);
    pub const BODY_BOLD: Style = Style::new(Size::Body, Weight::Bold);
    pub const ADDRESS: Style = Style::new(Size::Address, Weight::Regular);
    pub const ADDRESS_BOLD: Style = Style::new(Size::Address, Weight::Bold);
    pub const NUMBER: Style = Style::new(Size::Number, Weight::Regular);
    pub const NUMBER_BOLD: Style = Style::new(Size::Number, Weight::Bold);
    pub const TITLE: Style = Style::new(Size::Title, Weight::Bold);

    pub const fn new(size: Size, weight: Weight) -> Style {
        Style { size, weight, prose: false }
    }

    pub const fn prose(self) -> Style {
        Style { prose: true, ..self }
    }

    pub const fn bold(self) -> Style {
        Style { weight: Weight::Bold, ..self }
    }
}

/// A glyph in its place in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    pub cut: Cut,
    pub gid: u16,
    /// The character it stands for when text is copied out of the paper.
    pub c: char,
    /// In thousandths of an em, without `after`.
    pub advance: i32,
    /// Extra space behind the glyph: kerning, or the quarter em of running text.
    pub after: i32,
}

/// One line of text, set and measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub glyphs: Vec<Glyph>,
    pub size: Size,
    /// Characters printed as `U+XXXX`.
    pub uncovered: Vec<char>,
}

impl Line {
    /// The printed width.
    pub fn width(&self) -> Length {
        self.size.length(self.glyphs.iter().map(|glyph| glyph.advance + glyph.after).sum())
    }

    /// The characters printed, with `U+XXXX` for what is uncovered.
    #[cfg(test)]
    pub fn text(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.c).collect()
    }
}

/// Sets a text as one line; line breaks and tabs in it become spaces.
pub fn set(faces: &Faces, text: &str, style: Style) -> Line {
    let mut uncovered = Vec::new();
    let glyphs = shape(faces, &characters(text), style, &mut uncovered);
    Line { glyphs, size: style.size, uncovered }
}

/// Sets a text in lines no wider than `measure`; a line break in the text begins a new line. A text without
/// printable characters gives no lines.
pub fn wrap(faces: &Faces, text: &str, style: Style, measure: Length) -> Vec<Line> {
    text.lines().flat_map(|paragraph| wrap_paragraph(faces, paragraph, style, measure)).collect()
}

fn wrap_paragraph(faces: &Faces, text: &str, style: Style, measure: Length) -> Vec<Line> {
    let mut uncovered = Vec::new();
    let glyphs = shape(faces, &characters(text), style, &mut uncovered);
    let mut lines = Vec::new();
    let mut start = skip_spaces(&glyphs, 0);
    while start < glyphs.len() {
        let end = line_end(&glyphs, start, style.size, measure);
        let mut line = glyphs[start..end].to_vec();
        while line.last().is_some_and(|glyph| glyph.c == ' ') {
            line.pop();
        }
        if let Some(last) = line.last_mut() {
            last.after = 0;
        }
        lines.push(Line { glyphs: line, size: style.size, uncovered: Vec::new() });
        start = skip_spaces(&glyphs, end);
    }
    if let Some(first) = lines.first_mut() {
        first.uncovered = uncovered;
    }
    lines
}

/// Sets a text in as few lines as [`wrap`], all of about one length.
pub fn balance(faces: &Faces, text: &str, style: Style, measure: Length) -> Vec<Line> {
    let lines = wrap(faces, text, style, measure);
    let narrower = (measure / 2..measure).step_by(1_000).map(|measure| wrap(faces, text, style, measure));
    let as_few = |narrow: &Vec<Line>| narrow.len() == lines.len();
    if lines.len() < 2 { lines } else { narrower.into_iter().find(as_few).unwrap_or(lines) }
}

/// Cuts a line to `measure`, ending in an ellipsis where something was left out.
pub fn clip(faces: &Faces, text: &str, style: Style, measure: Length) -> Line {
    let mut line = set(faces, text, style);
    if line.width() <= measure {
        return line;
    }
    let ellipsis = set(faces, "…", style);
    while line.width() + ellipsis.width() > measure && !line.glyphs.is_empty() {
        line.glyphs.pop();
    }
    line.glyphs.extend(ellipsis.glyphs);
    line
}

fn skip_spaces(glyphs: &[Glyph], from: usize) -> usize {
    from + glyphs[from..].iter().take_while(|glyph| glyph.c == ' ').count()
}

/// The end of the line that begins at `start`: the last place that may break and fits, else mid-word.
fn line_end(glyphs: &[Glyph], start: usize, size: Size, measure: Length) -> usize {
    let mut width = 0;
    let mut last_break = None;
    for index in start..glyphs.len() {
        if index > start && may_break(glyphs[index - 1].c, glyphs[index].c) {
            last_break = Some(index);
        }
        width += glyphs[index].advance;
        if glyphs[index].c != ' ' && size.length(width) > measure {
            return last_break.unwrap_or(index.max(start + 1));
        }
        width += glyphs[index].after;
    }
    glyphs.len()
}

/// Whether a line may end between two neighbours.
fn may_break(left: char, right: char) -> bool {
    const NOT_FIRST: &str = "，。、；：？！）》〉」』】〕’”…—～％‰·,.;:?!)]}%°℃々";
    const NOT_LAST: &str = "（《〈「『【〔‘“([{¥￥$€£#№";
    if right == ' ' || NOT_FIRST.contains(right) || NOT_LAST.contains(left) {
        return false;
    }
    left == ' ' || is_han(left) || is_han(right) || (matches!(left, '-' | '/' | '–') && right.is_alphabetic())
}

/// Han characters, kana and full-width punctuation: what stands in an em square and may break anywhere.
pub fn is_han(c: char) -> bool {
    matches!(c as u32, 0x2E80..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFF60 |
        0xFFE0..=0xFFE6 | 0x20000..=0x3FFFF)
}

/// Canonically composed, every white space a plain space.
fn characters(text: &str) -> Vec<char> {
    if text.is_ascii() {
        return text.chars().map(spaced).collect();
    }
    text.nfc().map(spaced).collect()
}

fn spaced(c: char) -> char {
    if c.is_whitespace() && c != '\u{3000}' { ' ' } else { c }
}

fn shape(faces: &Faces, text: &[char], style: Style, uncovered: &mut Vec<char>) -> Vec<Glyph> {
    let mut glyphs: Vec<Glyph> = Vec::with_capacity(text.len());
    let weight = weight_of(text, style);
    for (index, &c) in text.iter().enumerate() {
        let wide = is_ambiguous(c) && beside_han(text, index);
        match glyph(faces, c, wide, weight) {
            Some(glyph) => place(faces, &mut glyphs, glyph, style),
            None => {
                uncovered.push(c);
                for code in format!("U+{:04X}", c as u32).chars() {
                    if let Some(glyph) = glyph(faces, code, false, weight) {
                        place(faces, &mut glyphs, glyph, style);
                    }
                }
            }
        }
    }
    glyphs
}

/// Bold as asked, but a small text with Han in it is regular throughout: strokes that close on each other are hard
/// to read on screens, and the eighty characters of heads and names in a second weight are a fifth of a file.
fn weight_of(text: &[char], style: Style) -> Weight {
    let small = matches!(style.size, Size::Audit | Size::Label);
    if small && text.iter().any(|c| is_han(*c)) { Weight::Regular } else { style.weight }
}

fn place(faces: &Faces, glyphs: &mut Vec<Glyph>, glyph: Glyph, style: Style) {
    if let Some(last) = glyphs.last_mut() {
        let letters = |c: char| !c.is_ascii_digit() && c != ' ';
        let latin = matches!(glyph.cut, Cut::LatinRegular | Cut::LatinBold);
        if last.cut == glyph.cut && latin && letters(last.c) && letters(glyph.c) {
            last.after = faces.face(glyph.cut).kern(last.gid, glyph.gid);
        } else if style.prose && joins_scripts(last.c, glyph.c) {
            last.after = 250;
        }
    }
    glyphs.push(glyph);
}

/// A Han character beside a Latin letter or figure; punctuation brings its own space.
fn joins_scripts(left: char, right: char) -> bool {
    let ideograph = |c: char| is_han(c) && c.is_alphabetic();
    let latin = |c: char| !is_han(c) && (c.is_alphanumeric() || c == '%' || c == '¥');
    (ideograph(left) && latin(right)) || (latin(left) && ideograph(right))
}

/// Punctuation that Chinese sets in an em square and Latin does not.
fn is_ambiguous(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}

fn beside_han(text: &[char], index: usize) -> bool {
    let strong = |c: &&char| !is_ambiguous(**c);
    let before = text[..index].iter().rev().find(strong);
    let after = text[index + 1..].iter().find(strong);
    [before, after].into_iter().flatten().any(|c| is_han(*c))
}

fn glyph(faces: &Faces, c: char, wide: bool, weight: Weight) -> Option<Glyph> {
    let order = if wide || is_han(c) { [Script::Han, Script::Latin] } else { [Script::Latin, Script::Han] };
    order.into_iter().find_map(|script| {
        let cut = Cut::of(script, weight);
        let drawn = faces.face(cut).draw(c)?;
        Some(Glyph { cut, gid: drawn.gid, c, advance: drawn.advance, after: 0 })
    })
}

#[cfg(test)]
mod tests {
    use super::super::font::faces;
    use super::*;

    fn wrapped(text: &str, measure: Length) -> Vec<String> {
        wrap(faces().unwrap(), text, Style::BODY, measure).iter().map(Line::text).collect()
    }

    #[test]
    fn chinese_lines_neither_begin_nor_end_with_the_wrong_punctuation() {
        for measure in (12_000..60_000).step_by(700) {
            for line in wrapped(
                "自开单之日起30日内电汇至上列账户，汇款请注明（账单编号）。逾期按“合同”计收。",
                measure,
            ) {
                assert!(!line.starts_with(['，', '）', '。', '”']), "{line}");
                assert!(!line.ends_with(['（', '“']), "{line}");
            }
        }
    }

    #[test]
    fn latin_words_stay_whole_unless_longer_than_the_line() {
        assert_eq!(
            wrapped("Goods remain our property until paid", 30_000),
            ["Goods remain our", "property until paid"]
        );
        assert!(wrapped("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 20_000).len() > 1);
        assert_eq!(wrapped("one\ntwo", 90_000), ["one", "two"]);
        assert!(wrapped(" \n ", 90_000).is_empty());
    }

    #[test]
    fn what_no_face_covers_is_printed_as_its_code_point_and_reported() {
        let line = set(faces().unwrap(), "A𠮷س", Style::BODY);
        assert_eq!(line.text(), "AU+20BB7U+0633");
        assert_eq!(line.uncovered, ['𠮷', 'س']);
    }

    #[test]
    fn latin_is_set_in_inter_and_han_in_noto() {
        let line = set(faces().unwrap(), "䶮 A1，“中”", Style::BODY_BOLD);
        let cuts: Vec<Cut> = line.glyphs.iter().map(|glyph| glyph.cut).collect();
        use Cut::{HanBold as H, LatinBold as L};
        assert_eq!(cuts, [H, L, L, L, H, H, H, H]);
    }

    #[test]
    fn a_small_text_is_bold_only_without_han() {
        let cuts = |text: &str| -> Vec<Cut> {
            let line = set(faces().unwrap(), text, Style::LABEL_BOLD);
            line.glyphs.iter().map(|glyph| glyph.cut).collect()
        };
        assert_eq!(cuts("Qty"), [Cut::LatinBold; 3]);
        assert_eq!(cuts("7月"), [Cut::LatinRegular, Cut::HanRegular]);
    }

    #[test]
    fn running_text_sets_a_quarter_em_between_han_and_latin() {
        let faces = faces().unwrap();
        let (tight, loose) = (set(faces, "第6条", Style::BODY), set(faces, "第6条", Style::BODY.prose()));
        assert_eq!(loose.width() - tight.width(), Size::Body.length(500));
    }

    #[test]
    fn balanced_lines_are_as_few_and_leave_no_last_word_alone() {
        let address = "215011 江苏省苏州市虎丘区纸坊路18号3幢";
        let texts = |lines: Vec<Line>| lines.iter().map(Line::text).collect::<Vec<_>>();
        let faces = faces().unwrap();
        assert_eq!(
            texts(wrap(faces, address, Style::AUDIT, 41_000)),
            ["215011 江苏省苏州市虎丘区纸坊路18", "号3幢"]
        );
        assert_eq!(
            texts(balance(faces, address, Style::AUDIT, 41_000)),
            ["215011 江苏省苏州市", "虎丘区纸坊路18号3幢"]
        );
        assert_eq!(texts(balance(faces, "Galway", Style::AUDIT, 41_000)), ["Galway"]);
    }

    #[test]
    fn a_line_too_long_for_its_place_ends_in_an_ellipsis() {
        let line = clip(faces().unwrap(), "一二三四五六七八九十", Style::BODY, 20_000);
        assert!(line.width() <= 20_000 && line.text().ends_with('…'));
    }
}
