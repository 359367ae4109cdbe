//! The characters of a typed line, beside the same folded for comparing: full-width forms as plain ones, capitals small.
//! Places are counted in characters.

use std::ops::Range;

#[derive(Debug)]
pub(super) struct Line {
    typed: Vec<char>,
    folded: Vec<char>,
}

impl Line {
    pub fn new(typed: &str) -> Line {
        let typed: Vec<char> = typed.trim().chars().collect();
        let folded = typed.iter().map(|c| fold(*c)).collect();
        Line { typed, folded }
    }

    pub fn len(&self) -> usize {
        self.typed.len()
    }

    /// The words as they were typed, without spaces around them.
    pub fn text(&self, at: Range<usize>) -> String {
        let end = at.end.min(self.len());
        self.typed
            .get(at.start.min(end)..end)
            .unwrap_or_default()
            .iter()
            .collect::<String>()
            .trim()
            .to_owned()
    }

    pub fn at(&self, place: usize) -> Option<char> {
        self.folded.get(place).copied()
    }

    /// Past spaces, commas, colons and dashes.
    pub fn skip_separators(&self, from: usize) -> usize {
        let separates = |c: char| c.is_whitespace() || ",:;-–—、。".contains(c);
        (from..self.len()).find(|at| !self.at(*at).is_some_and(separates)).unwrap_or(self.len())
    }

    pub fn skip_spaces(&self, from: usize) -> usize {
        (from..self.len()).find(|at| !self.at(*at).is_some_and(char::is_whitespace)).unwrap_or(self.len())
    }

    /// Where `word` ends that begins there; a Latin word must end where it ends. A space in it stands for any.
    pub fn word_at(&self, at: usize, word: &str) -> Option<usize> {
        let mut place = at;
        for c in word.chars().map(fold) {
            if c == ' ' {
                let next = self.skip_spaces(place);
                if next == place {
                    return None;
                }
                place = next;
            } else {
                if self.at(place) != Some(c) {
                    return None;
                }
                place += 1;
            }
        }
        let last = word.chars().last()?;
        let runs_on = is_latin(last) && self.at(place).is_some_and(is_latin);
        (!runs_on && self.begins_word(at)).then_some(place)
    }

    pub fn one_of_at(&self, at: usize, words: &[&str]) -> Option<usize> {
        words.iter().filter_map(|word| self.word_at(at, word)).max()
    }

    /// Whether no Latin word or number runs on into this place.
    pub fn begins_word(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.at(before));
        match (before, self.at(at)) {
            (Some(before), Some(here)) => {
                !(is_latin(before) && is_latin(here) || before.is_ascii_digit() && here.is_ascii_digit())
            }
            _ => true,
        }
    }

    /// A whole number of up to `digits` digits, and where it ends.
    pub fn number_at(&self, at: usize, digits: usize) -> Option<(u32, usize)> {
        let figures: Vec<u32> =
            (at..self.len()).map_while(|at| self.at(at)?.to_digit(10)).take(digits + 1).collect();
        if figures.is_empty() || figures.len() > digits {
            return None;
        }
        let number = figures.iter().fold(0, |number, figure| number * 10 + figure);
        Some((number, at + figures.len()))
    }

    /// The clause that a place lies in; a comma or point between digits separates nothing.
    pub fn clause_around(&self, place: &Range<usize>, from: usize) -> Range<usize> {
        let start = (from..place.start).rev().find(|at| self.ends_clause(*at)).map_or(from, |at| at + 1);
        let end = (place.end..self.len()).find(|at| self.ends_clause(*at)).unwrap_or(self.len());
        start..end
    }

    fn ends_clause(&self, at: usize) -> bool {
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let between_digits =
            is_digit(at.checked_sub(1).and_then(|before| self.at(before))) && is_digit(self.at(at + 1));
        match self.at(at) {
            Some('。' | ';' | '!' | '?' | '\n') => true,
            Some(',') => !between_digits,
            Some('.') => !between_digits && self.at(at + 1).is_none_or(char::is_whitespace),
            _ => false,
        }
    }
}

fn fold(c: char) -> char {
    let plain = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    };
    plain.to_ascii_lowercase()
}

pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// A letter that makes up words with others of its kind.
fn is_latin(c: char) -> bool {
    c.is_alphabetic() && !is_han(c)
}

/// Whether two pieces of a Chinese sentence stand together without a space.
pub(super) fn joins(before: &str, after: &str) -> bool {
    before.chars().last().is_some_and(is_han) && after.chars().next().is_some_and(is_han)
}
