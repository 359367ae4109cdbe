//! One typed line, read into an activity: `电话 3月5日 答应周五付 5000`, `call Mar 5 promised to pay Friday 5000`.
//!
//! Pure: relative days count from the `today` that is passed in, and names are those that are passed in. The line begins
//! with what it may say of itself, in any order: the kind, the day, the time, the contact; the rest is the text. A clause
//! of the text that names a day to come is the next step, due on that day. A line that begins with a day to come tells
//! of nothing that has happened: it is a note of today, and all of it the next step. What was understood is given back
//! with the words it was read from, so that a person sees it before it is recorded. Nothing is ever refused: a line that
//! says nothing of itself is a note of today.

mod days;
mod line;
mod promise;
#[cfg(test)]
mod tests;
mod words;

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::ActivityKind;
use crate::calendar::Day;
use crate::money::Figure;
use days::{Lean, day_at, next_week_day, time_at};
use line::Line;
use words::{CONNECTORS, DAY_LEADS, DAY_TAILS, HONORIFICS, KINDS, NO_KINDS, PROMISES};

/// The longest title that a line gives its next step, in characters.
const TITLE_CHARS: usize = 200;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnderstoodPart {
    Kind,
    Date,
    Time,
    Contact,
    NextStep,
    Due,
    /// What was promised to be paid.
    Promised,
}

/// One thing that was understood, and the words it was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct Understood {
    pub part: UnderstoodPart,
    pub words: String,
}

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct QuickEntry {
    pub kind: ActivityKind,
    pub date: Day,
    /// `HH:MM`
    pub time: Option<String>,
    pub contact: Option<String>,
    pub text: String,
    pub next_step: Option<String>,
    pub next_on: Option<Day>,
    /// Somebody promised to pay on the day of the next step.
    pub promise: Option<QuickPromise>,
    pub understood: Vec<Understood>,
}

/// A promise to pay that a line tells of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct QuickPromise {
    pub due_on: Day,
    /// All that is open where absent.
    pub amount: Option<Figure>,
}

/// Reads a line; `contacts` are the names that it may mean.
pub fn quick(typed: &str, today: Day, contacts: &[String]) -> QuickEntry {
    let line = Line::new(typed);
    let mut opening = Opening::default();
    let begins = opening.read(&line, today, contacts);
    let mut understood = opening.understood(&line);
    let planned = opening.day.as_ref().map(|(day, _)| *day).filter(|day| *day > today);
    let mut entry = QuickEntry {
        kind: opening.kind.as_ref().map_or(ActivityKind::Note, |(kind, _)| *kind),
        date: opening.day.as_ref().map_or(today, |(day, _)| *day),
        time: opening.time.map(|(time, _)| time),
        contact: opening.contact.map(|(name, _)| name),
        text: joined(opening.kept.map(|at| line.text(at)), line.text(begins..line.len())),
        next_step: None,
        next_on: None,
        promise: None,
        understood: Vec::new(),
    };
    if entry.contact.is_none()
        && let Some((name, at)) = contact_within(&line, begins, contacts)
    {
        understood.push(part(UnderstoodPart::Contact, line.text(at)));
        entry.contact = Some(name);
    }
    if let Some(day) = planned {
        let act = opening.kind.map(|(_, at)| line.text(at)).filter(|act| !entry.text.starts_with(act));
        entry.text = joined(act, entry.text);
        entry = QuickEntry {
            kind: ActivityKind::Note,
            date: today,
            next_on: Some(day),
            next_step: Some(title_of(&entry.text)).filter(|title| !title.is_empty()),
            ..entry
        };
        understood.retain(|known| known.part != UnderstoodPart::Kind);
        for known in &mut understood {
            if known.part == UnderstoodPart::Date {
                known.part = UnderstoodPart::Due;
            }
        }
    } else if let Some(step) = next_step(&line, begins, today) {
        understood.push(part(UnderstoodPart::NextStep, step.title.clone()));
        understood.push(part(UnderstoodPart::Due, line.text(step.day_at.clone())));
        if promise::is_promise(&line, begins) {
            let amount = promise::amount_in(&line, begins, &step.day_at);
            understood
                .extend(amount.iter().map(|(_, at)| part(UnderstoodPart::Promised, line.text(at.clone()))));
            entry.promise = Some(QuickPromise { due_on: step.day, amount: amount.map(|(amount, _)| amount) });
        }
        (entry.next_step, entry.next_on) = (Some(step.title), Some(step.day));
    }
    QuickEntry { understood, ..entry }
}

fn joined(word: Option<String>, rest: String) -> String {
    match word {
        Some(word) => format!("{word} {rest}").trim().to_owned(),
        None => rest,
    }
}

/// The beginning of a text, as the title of what is to be done.
pub(super) fn title_of(text: &str) -> String {
    text.lines().next().unwrap_or_default().chars().take(TITLE_CHARS).collect::<String>().trim().to_owned()
}

fn part(part: UnderstoodPart, words: String) -> Understood {
    Understood { part, words }
}

/// What a line says of itself before its text, each with the place it was read from.
#[derive(Debug, Default)]
struct Opening {
    kind: Option<(ActivityKind, Range<usize>)>,
    /// The word of the kind where it says more than the kind and stays in the text.
    kept: Option<Range<usize>>,
    day: Option<(Day, Range<usize>)>,
    time: Option<(String, Range<usize>)>,
    contact: Option<(String, Range<usize>)>,
}

impl Opening {
    /// Reads as long as something is understood; gives where the text begins.
    fn read(&mut self, line: &Line, today: Day, contacts: &[String]) -> usize {
        let mut at = line.skip_separators(0);
        loop {
            let found = self.read_one(line, at, today, contacts);
            match found {
                Some(end) => at = line.skip_separators(end),
                None => return at,
            }
        }
    }

    fn read_one(&mut self, line: &Line, at: usize, today: Day, contacts: &[String]) -> Option<usize> {
        if self.kind.is_none()
            && let Some((kind, end, only_names)) = kind_at(line, at)
        {
            self.kind = Some((kind, at..end));
            self.kept = (!only_names).then_some(at..end);
            return Some(end);
        }
        if self.day.is_none()
            && let Some((day, end)) = day_at(line, at, today, Lean::Past)
        {
            self.day = Some((day, at..end));
            return Some(end);
        }
        if self.time.is_none()
            && let Some((time, end)) = time_at(line, at)
        {
            self.time = Some((time, at..end));
            return Some(end);
        }
        if self.contact.is_none()
            && let Some((name, end)) = contact_at(line, after_connector(line, at), contacts)
        {
            self.contact = Some((name, at..end));
            return Some(end);
        }
        None
    }

    fn understood(&self, line: &Line) -> Vec<Understood> {
        let of = |kind, at: Option<&Range<usize>>| at.map(|at| part(kind, line.text(at.clone())));
        [
            of(UnderstoodPart::Kind, self.kind.as_ref().map(|(_, at)| at)),
            of(UnderstoodPart::Date, self.day.as_ref().map(|(_, at)| at)),
            of(UnderstoodPart::Time, self.time.as_ref().map(|(_, at)| at)),
            of(UnderstoodPart::Contact, self.contact.as_ref().map(|(_, at)| at)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// The kind that begins there, where it ends, and whether its word only names it.
fn kind_at(line: &Line, at: usize) -> Option<(ActivityKind, usize, bool)> {
    if NO_KINDS.iter().any(|word| line.word_at(at, word).is_some()) {
        return None;
    }
    let (kind, end, names) = KINDS
        .iter()
        .filter_map(|(word, kind, names)| Some((*kind, line.word_at(at, word)?, *names)))
        .max_by_key(|(_, end, _)| *end)?;
    Some((kind, end, names))
}

fn after_connector(line: &Line, at: usize) -> usize {
    CONNECTORS.iter().find_map(|word| line.word_at(at, word)).map_or(at, |end| line.skip_separators(end))
}

/// The contact whose name stands there: in full, by surname and title where one has it, or by a first name.
fn contact_at(line: &Line, at: usize, contacts: &[String]) -> Option<(String, usize)> {
    let in_full = contacts
        .iter()
        .filter(|name| name.chars().count() > 1)
        .filter_map(|name| Some((name, line.word_at(at, name)?)))
        .max_by_key(|(_, end)| *end);
    if let Some((name, end)) = in_full {
        return Some((name.clone(), end));
    }
    let by_short = |short: &dyn Fn(&str) -> Option<usize>| {
        let mut found = contacts.iter().filter_map(|name| Some((name, short(name)?)));
        let first = found.next()?;
        found.next().is_none().then(|| (first.0.clone(), first.1))
    };
    let by_title = |name: &str| {
        let surname = name.chars().next().filter(|c| line::is_han(*c))?;
        let end = line.word_at(at, &surname.to_string())?;
        HONORIFICS.iter().find_map(|title| line.word_at(end, title))
    };
    let by_first_name = |name: &str| {
        let first = name.split_whitespace().next().filter(|first| first.len() > 2 && first.is_ascii())?;
        line.word_at(at, first)
    };
    by_short(&by_title).or_else(|| by_short(&by_first_name))
}

/// The first contact that the text names; the text keeps the name.
fn contact_within(line: &Line, from: usize, contacts: &[String]) -> Option<(String, Range<usize>)> {
    if contacts.is_empty() {
        return None;
    }
    (from..line.len()).filter(|at| line.begins_word(*at)).find_map(|at| {
        let (name, end) = contact_at(line, at, contacts)?;
        Some((name, at..end))
    })
}

struct Step {
    title: String,
    day: Day,
    day_at: Range<usize>,
}

/// The clause with the first day to come: its words without the day and without the promise.
fn next_step(line: &Line, from: usize, today: Day) -> Option<Step> {
    let (day, day_at) = day_to_come(line, from, today)?;
    let clause = line.clause_around(&day_at, from);
    let before = line.text(clause.start..led_in(line, clause.start, day_at.start));
    let after = line.text(line.one_of_at(day_at.end, DAY_TAILS).unwrap_or(day_at.end)..clause.end);
    let said = match line::joins(&before, &after) {
        true => format!("{before}{after}"),
        false => format!("{before} {after}").trim().to_owned(),
    };
    let title = title_of(&without_promise(&said));
    let title = if title.is_empty() { title_of(&line.text(from..line.len())) } else { title };
    Some(Step { title, day, day_at })
}

/// The first day that is not past, and where it stands; words of a past day are read as a whole and left behind.
fn day_to_come(line: &Line, from: usize, today: Day) -> Option<(Day, Range<usize>)> {
    let mut at = from;
    while at < line.len() {
        let found = match line.begins_word(at) {
            true => day_at(line, at, today, Lean::Ahead).or_else(|| next_week_day(line, at, today)),
            false => None,
        };
        match found {
            Some((day, end)) if day >= today => return Some((day, at..end)),
            Some((_, end)) => at = end.max(at + 1),
            None => at += 1,
        }
    }
    None
}

/// Where the words end that lead into a day: `by`, `on`, 在.
fn led_in(line: &Line, start: usize, day: usize) -> usize {
    (start..day)
        .filter(|at| line.begins_word(*at))
        .find(|at| line.one_of_at(*at, DAY_LEADS).is_some_and(|end| line.skip_separators(end) >= day))
        .unwrap_or(day)
}

/// What was promised: the words after 答应, `promised to`, or all of them where nothing follows.
fn without_promise(said: &str) -> String {
    let line = Line::new(said);
    let promised = (0..line.len())
        .filter(|at| line.begins_word(*at))
        .find_map(|at| line.one_of_at(at, PROMISES))
        .map(|end| line.text(line.skip_separators(end)..line.len()));
    promised.filter(|rest| !rest.is_empty()).unwrap_or_else(|| said.trim().to_owned())
}
