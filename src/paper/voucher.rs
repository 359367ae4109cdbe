//! 记账凭证: entries as a bookkeeper files them, two to an A4 page with a cut between, one to a smaller paper.
//!
//! Eight lines to a voucher; a longer entry goes on in the next (1/2, 2/2) and carries its sums to the last. In Chinese,
//! amounts stand in cells of one figure each with heavier verticals every three figures and before 角, ¥ before the
//! first figure of a sum, unused lines struck through. Source: 会计基础工作规范 §§51–52.

use super::Paper;
use super::archive::{About, seal};
use super::design::Design;
use super::figures;
use super::font::Weight;
use super::ink::{Ink, Length, Rule};
use super::letterhead::{self, Proof, audit_line_from, joined};
use super::page::PageSize;
use super::speech::Speech;
use super::text::Style;
use super::total;
use crate::calendar::Day;
use crate::error::Result;
use crate::language::Language;
use crate::money::{Currency, Money};

/// One entry.
#[derive(Debug, Clone)]
pub struct VoucherPaper {
    /// 记账凭证, 收款凭证
    pub title: String,
    pub company: String,
    /// 记字第0231号
    pub number: String,
    pub dated: Day,
    /// 附件张数
    pub attachments: Option<u32>,
    pub rows: Vec<VoucherRow>,
    pub debit: Money,
    pub credit: Money,
    /// 会计主管, 记账, 出纳, 审核, 制单, each with a name that may be empty.
    pub signatures: Vec<(String, String)>,
    pub proof: Proof,
}

#[derive(Debug, Clone)]
pub struct VoucherRow {
    pub summary: String,
    /// 总账科目 and 明细科目.
    pub account: String,
    pub detail: String,
    /// One of them is nought.
    pub debit: Money,
    pub credit: Money,
}

/// Lines to a voucher.
const LINES: usize = 8;
/// 亿 to 分.
const CELLS: usize = 11;
const DIGITS: [&str; CELLS] = ["亿", "千", "百", "十", "万", "千", "百", "十", "元", "角", "分"];
/// Heavier verticals stand before these cells, counted from the left: every three figures from 元, and before 角.
const HEAVY: [usize; 3] = [3, 6, 9];

/// Prints vouchers, in the order given.
///
/// # Errors
/// `picture_unreadable`, `picture_too_large` for a template's picture.
pub fn vouchers(papers: &[VoucherPaper], language: Language, design: &Design) -> Result<Paper> {
    let language = Speech::new(language, design.beside);
    let mut ink = letterhead::sheet(design, None)?;
    if design.page == PageSize::A5 {
        // Half of A4, as vouchers are bound.
        ink.format = ink.format.across();
    }
    let two = ink.format.height > 2 * HEIGHT && !ink.format.needle;
    let mut place = 0;
    for paper in papers {
        let parts: Vec<&[VoucherRow]> =
            if paper.rows.is_empty() { vec![&[]] } else { paper.rows.chunks(LINES).collect() };
        for (part, rows) in parts.iter().enumerate() {
            let half = if two { place % 2 } else { 0 };
            if place > 0 && half == 0 {
                ink.new_page();
            }
            let middle = ink.format.height / 2;
            if two && half == 1 {
                ink.cut_line(middle);
            }
            let top = if half == 1 { middle } else { 0 };
            let step = if ink.format.height < HEIGHT { 5_000 } else { 7_400 };
            Voucher { paper, rows, part, parts: parts.len(), language, top, step }.print(&mut ink);
            place += 1;
        }
    }
    let first = papers.first();
    let numbers = [papers.first(), papers.last().filter(|_| papers.len() > 1)].into_iter().flatten();
    let numbers = numbers.map(|paper| paper.number.as_str()).collect::<Vec<_>>().join(" – ");
    let title = first.map(|paper| joined(&[&paper.title, &numbers], " ")).unwrap_or_default();
    let made_at = first.map(|paper| paper.proof.made_at).unwrap_or_default();
    let author = first.map(|paper| paper.company.clone()).unwrap_or_default();
    seal(ink, &About { title, author, language: language.main(), made_at })
}

/// What a voucher of full height needs.
const HEIGHT: Length = 128_000;

struct Voucher<'a> {
    paper: &'a VoucherPaper,
    rows: &'a [VoucherRow],
    part: usize,
    parts: usize,
    language: Speech,
    top: Length,
    /// The height of a line.
    step: Length,
}

/// Where columns begin, said as on A4.
struct Places {
    account: Length,
    detail: Length,
    debit: Length,
    credit: Length,
    tick: Length,
}

impl Voucher<'_> {
    fn word(&self, key: &str) -> &'static str {
        let key: &'static str = match key {
            "summary" => "voucher.summary",
            "accounts" => "voucher.accounts",
            "account" => "voucher.account",
            "detail" => "voucher.detail",
            "debit" => "voucher.debit",
            "credit" => "voucher.credit",
            "tick" => "voucher.tick",
            "goes_on" => "voucher.goes_on",
            _ => "voucher.sum",
        };
        self.language.words().word(key)
    }

    /// Cells of one figure each, where Chinese yuan are written.
    fn in_cells(&self) -> bool {
        self.language == Language::ZhCn && self.paper.debit.currency() == Currency::CNY
    }

    fn print(&self, ink: &mut Ink) {
        let places = Places {
            account: ink.format.at(59_000),
            detail: ink.format.at(86_000),
            debit: ink.format.at(117_300),
            credit: ink.format.at(153_800),
            tick: ink.format.at(190_300),
        };
        let mut y = self.title(ink);
        let table = y;
        y = self.head(ink, y, &places);
        let lines = y;
        let whole = self.part + 1 == self.parts;
        for place in 0..LINES {
            match self.rows.get(place) {
                Some(row) => self.line(ink, y, row, &places),
                None if whole && place == self.rows.len() => {
                    let from = (places.debit + 2_000, lines + self.step * 8 - 1_000);
                    ink.slanted(from, (places.tick - 2_000, y + 1_000), Rule::Firm);
                }
                None => {}
            }
            y += self.step;
            ink.rule(ink.format.left, ink.format.right, y, Rule::Hair);
        }
        y = self.sum(ink, y, &places, whole);
        self.verticals(ink, table, y, lines, &places);
        ink.double_rule(ink.format.left, ink.format.right, y);
        self.signatures(ink, y + self.step);
    }

    /// Company, title and number; under them unit, day and how many papers are attached. Returns where the table begins.
    fn title(&self, ink: &mut Ink) -> Length {
        let (left, right) = (ink.format.left, ink.format.right);
        let small = ink.format.height < HEIGHT;
        let baseline = self.top + if small { 10_000 } else { 18_000 };
        let title = ink.set(&self.paper.title, Style::TITLE);
        let start = left + (right - left - title.width()) / 2;
        ink.line(start, baseline, &title);
        let company = ink.clip(&self.paper.company, Style::BODY, start - left - 3_000);
        ink.line(left, baseline, &company);
        let mut end = right;
        if self.parts > 1 {
            end = ink.text_right(right, baseline, &format!("{}/{}", self.part + 1, self.parts), Style::BODY)
                - 2_500;
        }
        ink.text_right(end, baseline, &self.paper.number, Style::NUMBER_BOLD);
        let second = baseline + if small { 5_500 } else { 7_000 };
        let words = self.language.words();
        let unit = match self.in_cells() {
            true => words.word("voucher.yuan").to_owned(),
            false => words.fill("voucher.unit", &[("currency", self.paper.debit.currency().as_str())]),
        };
        ink.text(left, second, &unit, Style::LABEL);
        let day = ink.set(&self.language.day_in_prose(self.paper.dated), Style::BODY);
        ink.line(left + (right - left - day.width()) / 2, second, &day);
        let count = self.paper.attachments.map(|count| count.to_string()).unwrap_or_else(|| "　".into());
        let attached = words.fill("voucher.attached", &[("count", &count)]);
        ink.text_right(right, second, &attached, Style::BODY);
        second + 2_700
    }

    fn head(&self, ink: &mut Ink, top: Length, places: &Places) -> Length {
        let (left, right) = (ink.format.left, ink.format.right);
        let (middle, bottom) = (top + 4_700, top + 9_400);
        ink.rule(left, right, top, Rule::Opening);
        let centred = |ink: &mut Ink, from: Length, to: Length, y: Length, text: &str| {
            let line = ink.clip(text, Style::LABEL_BOLD, to - from);
            ink.line(from + (to - from - line.width()) / 2, y, &line);
        };
        centred(ink, left, places.account, middle + 1_200, self.word("summary"));
        centred(ink, places.account, places.debit, top + 3_400, self.word("accounts"));
        centred(ink, places.account, places.detail, middle + 3_400, self.word("account"));
        centred(ink, places.detail, places.debit, middle + 3_400, self.word("detail"));
        ink.rule(places.account, places.debit, middle, Rule::Hair);
        for (from, to, key) in
            [(places.debit, places.credit, "debit"), (places.credit, places.tick, "credit")]
        {
            if self.in_cells() {
                centred(ink, from, to, top + 3_400, self.word(key));
                ink.rule(from, to, middle, Rule::Hair);
                for (place, digit) in DIGITS.iter().enumerate() {
                    let (from, to) = (cell(from, to, place), cell(from, to, place + 1));
                    let line = ink.set(digit, Style::AUDIT);
                    ink.line(from + (to - from - line.width()) / 2, middle + 3_300, &line);
                }
            } else {
                centred(ink, from, to, middle + 1_200, self.word(key));
            }
        }
        // A narrow column: one character under the other.
        let tick = self.word("tick");
        let characters = Length::try_from(tick.chars().count()).unwrap_or(1);
        for (index, c) in (0..).zip(tick.chars()) {
            let y = middle + 1_200 - (characters - 1) * 1_900 + index * 3_800;
            centred(ink, places.tick, right, y, &c.to_string());
        }
        ink.rule(left, right, bottom, Rule::Firm);
        bottom
    }

    fn line(&self, ink: &mut Ink, top: Length, row: &VoucherRow, places: &Places) {
        let texts = [
            (ink.format.left, places.account, &row.summary),
            (places.account, places.detail, &row.account),
            (places.detail, places.debit, &row.detail),
        ];
        for (from, to, text) in texts {
            let lines = ink.wrap(text, Style::LABEL, to - from - 2_400);
            let most = if self.step < 7_000 { 1 } else { 2 };
            let shown: Vec<_> = match lines.len() > most {
                // What has no room on two lines ends in an ellipsis on the second.
                true => {
                    let clipped: String = text
                        .chars()
                        .skip(lines[..most - 1].iter().map(|line| line.glyphs.len()).sum())
                        .collect();
                    let last = ink.clip(clipped.trim_start(), Style::LABEL, to - from - 2_400);
                    lines.into_iter().take(most - 1).chain([last]).collect()
                }
                false => lines,
            };
            let count = Length::try_from(shown.len()).unwrap_or(1);
            let mut baseline = top + self.step / 2 + 1_000 - (count - 1) * 1_600;
            for line in &shown {
                ink.line(from + 1_200, baseline, line);
                baseline += 3_200;
            }
        }
        let baseline = top + self.step / 2 + 1_150;
        for (from, to, amount) in
            [(places.debit, places.credit, row.debit), (places.credit, places.tick, row.credit)]
        {
            if !amount.is_zero() {
                self.amount(ink, from, to, baseline, amount, false);
            }
        }
    }

    /// An amount in its column: figure by figure into cells, or as it is written.
    fn amount(&self, ink: &mut Ink, from: Length, to: Length, baseline: Length, amount: Money, sum: bool) {
        let weight = if sum { Weight::Bold } else { Weight::Regular };
        let style = Style { weight, ..Style::BODY };
        let digits = amount.minor().unsigned_abs().to_string();
        let sign = match (amount.minor() < 0, sum) {
            (true, _) => "−",
            (false, true) => "¥",
            (false, false) => "",
        };
        let needed = digits.chars().count().max(3) + usize::from(!sign.is_empty());
        if !self.in_cells() || needed > CELLS {
            let line = ink.clip(&figures::amount(amount), style, to - from - 1_500);
            ink.line(to - 1_200 - line.width(), baseline, &line);
            return;
        }
        let padded = format!("{digits:0>3}");
        let first = CELLS - padded.len();
        let put = |ink: &mut Ink, place: usize, text: &str| {
            let (left, right) = (cell(from, to, place), cell(from, to, place + 1));
            let line = ink.set(text, style);
            ink.line(left + (right - left - line.width()) / 2, baseline, &line);
        };
        if let Some(before) = first.checked_sub(1).filter(|_| !sign.is_empty()) {
            put(ink, before, sign);
        }
        for (place, digit) in padded.chars().enumerate() {
            put(ink, first + place, &digit.to_string());
        }
    }

    /// 合计 with the amount in words on the last part, 过次页 before it; returns the lower edge.
    fn sum(&self, ink: &mut Ink, top: Length, places: &Places, whole: bool) -> Length {
        let baseline = top + self.step / 2 + 1_150;
        let left = ink.format.left + 1_200;
        if !whole {
            ink.text(left, baseline, self.word("goes_on"), Style::BODY);
            return top + self.step;
        }
        let end = ink.text(left, baseline, self.word("sum"), Style::BODY) + 3_000;
        if let Some(words) = total::in_words(self.paper.debit, self.language) {
            let line = ink.clip(&words, Style::BODY_BOLD, places.debit - end - 1_000);
            ink.line(end, baseline, &line);
        }
        self.amount(ink, places.debit, places.credit, baseline, self.paper.debit, true);
        self.amount(ink, places.credit, places.tick, baseline, self.paper.credit, true);
        top + self.step
    }

    fn verticals(&self, ink: &mut Ink, top: Length, bottom: Length, lines: Length, places: &Places) {
        let sums = bottom - self.step;
        ink.vertical(places.account, top, sums, Rule::Firm);
        ink.vertical(places.detail, lines - 4_700, sums, Rule::Firm);
        for x in [places.debit, places.credit, places.tick] {
            ink.vertical(x, top, bottom, Rule::Firm);
        }
        if !self.in_cells() {
            return;
        }
        for (from, to) in [(places.debit, places.credit), (places.credit, places.tick)] {
            for place in 1..CELLS {
                let rule = if HEAVY.contains(&place) { Rule::Firm } else { Rule::Hair };
                ink.vertical(cell(from, to, place), lines - 4_700, bottom, rule);
            }
        }
    }

    fn signatures(&self, ink: &mut Ink, baseline: Length) {
        let count = Length::try_from(self.paper.signatures.len()).unwrap_or(1).max(1);
        let step = ink.format.measure() / count;
        for (index, (role, name)) in (0..).zip(&self.paper.signatures) {
            let x = ink.format.left + index * step;
            let end = ink.text(x, baseline, role, Style::LABEL) + 2_500;
            let name = ink.clip(name, Style::BODY, x + step - end - 1_000);
            ink.line(end, baseline, &name);
        }
        audit_line_from(ink, self.language, &self.paper.proof, baseline + self.step);
    }
}

/// The left edge of a cell in a column of figures.
fn cell(from: Length, to: Length, place: usize) -> Length {
    from + (to - from) * Length::try_from(place).unwrap_or(0) / Length::try_from(CELLS).unwrap_or(1)
}
