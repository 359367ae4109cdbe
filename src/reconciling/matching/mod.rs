//! Our lines beside the customer's: what agrees, and what each difference probably is.
//!
//! [`compare`] is pure and deterministic. Every line up to the cut-off stands in exactly one [`Finding`], so that our
//! balance and the differences of all findings make their balance to the cent; lines after the cut-off serve only to tell
//! timing. Strong evidence goes first: the number of a document, then its day and amount, then likeness, then sums of
//! several; each rule takes what the ones before it left. Both lists are written from our side: what the customer owes is
//! positive. [`is_mirrored`] tells a list that was written from theirs.

mod likeness;
mod numbers;
mod rules;
mod subsets;
#[cfg(test)]
mod tests;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::calendar::Day;

/// A line of either list, in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub date: Day,
    /// The number of the document as its list writes it; may be empty.
    pub number: String,
    /// What else names it: the customer's order, a bank's reference.
    pub reference: String,
    pub text: String,
    /// Positive where the customer owes more.
    pub minor: i64,
    /// The balance brought forward.
    pub opening: bool,
    /// The number of our document that it credits or takes back; empty for others and on their side.
    pub credits: String,
}

/// What a difference probably is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    Matched,
    /// Several of our lines are one of theirs.
    SeveralToOne,
    /// One of our lines is several of theirs.
    OneToSeveral,
    OnlyOurs,
    OnlyTheirs,
    AmountDiffers,
    /// Booked by the other in the next period, or not there yet.
    Timing,
    /// We have credited or taken back what they still carry.
    AlreadyCredited,
    /// Digits changed places, a decimal point slipped, a sign turned round, a number was miswritten.
    Typo,
    /// They have booked the same twice.
    Duplicate,
}

impl FindingKind {
    pub const ALL: [FindingKind; 10] = [
        FindingKind::Matched,
        FindingKind::SeveralToOne,
        FindingKind::OneToSeveral,
        FindingKind::OnlyOurs,
        FindingKind::OnlyTheirs,
        FindingKind::AmountDiffers,
        FindingKind::Timing,
        FindingKind::AlreadyCredited,
        FindingKind::Typo,
        FindingKind::Duplicate,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            FindingKind::Matched => "matched",
            FindingKind::SeveralToOne => "several_to_one",
            FindingKind::OneToSeveral => "one_to_several",
            FindingKind::OnlyOurs => "only_ours",
            FindingKind::OnlyTheirs => "only_theirs",
            FindingKind::AmountDiffers => "amount_differs",
            FindingKind::Timing => "timing",
            FindingKind::AlreadyCredited => "already_credited",
            FindingKind::Typo => "typo",
            FindingKind::Duplicate => "duplicate",
        }
    }

    /// Whether somebody has to say what becomes of it.
    pub fn is_difference(self) -> bool {
        !matches!(self, FindingKind::Matched | FindingKind::SeveralToOne | FindingKind::OneToSeveral)
    }
}

/// The evidence by which lines were brought together, or why one stands alone.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum FindingRule {
    /// The balances brought forward.
    Opening,
    Number,
    /// The digits of the number; one side wrote it without its letters.
    Digits,
    /// The last digits of the number, with the amount.
    LastDigits,
    /// The reference of one side is the number or reference of the other.
    Reference,
    /// Our numbers stand in their text, or theirs in ours.
    NumbersListed,
    SameDay,
    /// Days apart, with the amount.
    NearDay,
    NumberTransposed,
    NumberSimilar,
    /// The same day and amount under another number of the same form.
    NumberDiffers,
    AmountTransposed,
    DecimalShifted,
    SignReversed,
    /// The only sum of several that makes the amount.
    Sum,
    /// They booked the invoice less its credit note.
    NetOfCredit,
    /// Another line of theirs says the same.
    Repeated,
    /// Our credit note of an invoice that they carry in full.
    CreditNote,
    /// Our document and what takes it back, of which they have neither.
    CancelsOut,
    /// Days before the cut-off: it may be on its way.
    InTransit,
    /// Nothing on the other side resembles it.
    Alone,
}

impl FindingRule {
    pub const ALL: [FindingRule; 21] = [
        FindingRule::Opening,
        FindingRule::Number,
        FindingRule::Digits,
        FindingRule::LastDigits,
        FindingRule::Reference,
        FindingRule::NumbersListed,
        FindingRule::SameDay,
        FindingRule::NearDay,
        FindingRule::NumberTransposed,
        FindingRule::NumberSimilar,
        FindingRule::NumberDiffers,
        FindingRule::AmountTransposed,
        FindingRule::DecimalShifted,
        FindingRule::SignReversed,
        FindingRule::Sum,
        FindingRule::NetOfCredit,
        FindingRule::Repeated,
        FindingRule::CreditNote,
        FindingRule::CancelsOut,
        FindingRule::InTransit,
        FindingRule::Alone,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            FindingRule::Opening => "opening",
            FindingRule::Number => "number",
            FindingRule::Digits => "digits",
            FindingRule::LastDigits => "last_digits",
            FindingRule::Reference => "reference",
            FindingRule::NumbersListed => "numbers_listed",
            FindingRule::SameDay => "same_day",
            FindingRule::NearDay => "near_day",
            FindingRule::NumberTransposed => "number_transposed",
            FindingRule::NumberSimilar => "number_similar",
            FindingRule::NumberDiffers => "number_differs",
            FindingRule::AmountTransposed => "amount_transposed",
            FindingRule::DecimalShifted => "decimal_shifted",
            FindingRule::SignReversed => "sign_reversed",
            FindingRule::Sum => "sum",
            FindingRule::NetOfCredit => "net_of_credit",
            FindingRule::Repeated => "repeated",
            FindingRule::CreditNote => "credit_note",
            FindingRule::CancelsOut => "cancels_out",
            FindingRule::InTransit => "in_transit",
            FindingRule::Alone => "alone",
        }
    }
}

/// Lines that belong together, by their places in the two lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub kind: FindingKind,
    pub rule: FindingRule,
    pub ours: Vec<usize>,
    pub theirs: Vec<usize>,
    /// Theirs less ours, of what is dated up to the cut-off.
    pub difference_minor: i64,
}

/// Brings the lines of both lists together; `as_of` is the cut-off. Findings come in the order of their days.
pub fn compare(ours: &[Line], theirs: &[Line], as_of: Day) -> Vec<Finding> {
    let mut table = Table::new(ours, theirs, as_of);
    rules::opening(&mut table);
    numbers::by_number(&mut table);
    numbers::listed(&mut table);
    likeness::numbers(&mut table);
    rules::by_day(&mut table);
    rules::timing(&mut table);
    likeness::amounts(&mut table);
    subsets::sums(&mut table);
    rules::credited(&mut table);
    rules::rest(&mut table);
    table.finished()
}

/// Whether a list grows where ours shrinks: more of its lines agree with ours once their signs are turned round.
pub fn is_mirrored(ours: &[Line], theirs: &[Line]) -> bool {
    use std::collections::BTreeSet;
    let named: BTreeSet<(String, i64)> =
        ours.iter().map(|line| (numbers::key(&line.number), line.minor)).collect();
    let dated: BTreeSet<(Day, i64)> = ours.iter().map(|line| (line.date, line.minor)).collect();
    let agreeing = |sign: i64| {
        let lines = theirs.iter().filter(|line| !line.opening);
        let score = |line: &Line| {
            let by_name = named.contains(&(numbers::key(&line.number), sign * line.minor));
            let by_day = dated.contains(&(line.date, sign * line.minor));
            usize::from(by_name) * 2 + usize::from(by_day)
        };
        lines.map(score).sum::<usize>()
    };
    agreeing(-1) > agreeing(1)
}

/// Both lists on the table, and what has been brought together so far.
struct Table<'l> {
    ours: &'l [Line],
    theirs: &'l [Line],
    as_of: Day,
    ours_free: Vec<bool>,
    theirs_free: Vec<bool>,
    found: Vec<Finding>,
}

impl<'l> Table<'l> {
    fn new(ours: &'l [Line], theirs: &'l [Line], as_of: Day) -> Table<'l> {
        Table {
            ours,
            theirs,
            as_of,
            ours_free: vec![true; ours.len()],
            theirs_free: vec![true; theirs.len()],
            found: Vec::new(),
        }
    }

    fn is_later(&self, line: &Line) -> bool {
        line.date > self.as_of
    }

    fn counted(&self, line: &Line) -> i64 {
        if self.is_later(line) { 0 } else { line.minor }
    }

    /// Our lines that nothing has taken yet, by their places.
    fn free_ours(&self) -> Vec<usize> {
        (0..self.ours.len()).filter(|place| self.ours_free[*place]).collect()
    }

    fn free_theirs(&self) -> Vec<usize> {
        (0..self.theirs.len()).filter(|place| self.theirs_free[*place]).collect()
    }

    /// The same without those after the cut-off.
    fn counted_ours(&self) -> Vec<usize> {
        self.free_ours().into_iter().filter(|place| !self.is_later(&self.ours[*place])).collect()
    }

    fn counted_theirs(&self) -> Vec<usize> {
        self.free_theirs().into_iter().filter(|place| !self.is_later(&self.theirs[*place])).collect()
    }

    /// Takes lines off the table as one finding; lines of which none counts say nothing.
    fn settle(&mut self, kind: FindingKind, rule: FindingRule, ours: Vec<usize>, theirs: Vec<usize>) {
        for place in &ours {
            debug_assert!(self.ours_free[*place]);
            self.ours_free[*place] = false;
        }
        for place in &theirs {
            debug_assert!(self.theirs_free[*place]);
            self.theirs_free[*place] = false;
        }
        let own = ours.iter().map(|place| &self.ours[*place]);
        let foreign = theirs.iter().map(|place| &self.theirs[*place]);
        if own.clone().chain(foreign.clone()).all(|line| self.is_later(line)) {
            return;
        }
        let difference_minor = foreign.map(|line| self.counted(line)).sum::<i64>()
            - own.map(|line| self.counted(line)).sum::<i64>();
        self.found.push(Finding { kind, rule, ours, theirs, difference_minor });
    }

    /// One of ours and one of theirs that are the same: matched, or timing where the cut-off lies between them.
    fn pair(&mut self, rule: FindingRule, own: usize, other: usize) {
        let parted = self.is_later(&self.ours[own]) != self.is_later(&self.theirs[other]);
        let kind = if parted { FindingKind::Timing } else { FindingKind::Matched };
        self.settle(kind, rule, vec![own], vec![other]);
    }

    fn finished(self) -> Vec<Finding> {
        let Table { ours, theirs, mut found, .. } = self;
        for finding in &mut found {
            finding.ours.sort_unstable();
            finding.theirs.sort_unstable();
        }
        let day = |finding: &Finding| {
            let own = finding.ours.iter().map(|place| ours[*place].date);
            own.chain(finding.theirs.iter().map(|place| theirs[*place].date)).min()
        };
        found.sort_by_key(|finding| {
            (finding.rule != FindingRule::Opening, day(finding), finding.ours.clone(), finding.theirs.clone())
        });
        found
    }
}

/// Days between two, whichever is first.
fn days_between(one: Day, other: Day) -> i64 {
    (one - other).num_days().abs()
}
