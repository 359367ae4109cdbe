//! On which day which level goes out for an item: arithmetic. Source: DOMAIN §7 and its Clarifications; vectors `dunning`.

use crate::calendar::Day;

/// The levels of a policy and the distances between letters.
#[derive(Debug, Clone)]
pub struct DunningRule {
    pub stages: Vec<Stage>,
    /// Days after a promised one until the promise is broken.
    pub grace_days: i64,
    /// Days between letters from level 1 on.
    pub min_gap_days: i64,
}

/// From how many days after the due one a level is reached; below nought before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stage {
    pub level: u8,
    pub days: i64,
}

/// What is known of an item that is open.
#[derive(Debug, Clone)]
pub struct ItemFacts {
    pub due_on: Day,
    /// First and last day of each dispute; both count.
    pub disputed: Vec<(Day, Day)>,
    pub promises: Vec<PromiseFact>,
    /// The last level that went out for it.
    pub sent: Option<StepSent>,
    /// When a letter of level 1 or above last went out.
    pub last_reminded_on: Option<Day>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseFact {
    pub made_on: Day,
    /// The promised day.
    pub until: Day,
    /// Looked at only once its days of grace have passed.
    pub broken: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepSent {
    pub level: u8,
    pub on: Day,
}

/// The level that goes out for an item on a day; `None` where none does.
///
/// A dispute stops the clock while it lasts. A promise keeps everything back until its days of grace have passed; once it is broken
/// the level after the last goes out at once, whatever the clock says. Of several levels that were reached the highest goes, and
/// those left out never do.
pub fn next_stage(rule: &DunningRule, facts: &ItemFacts, day: Day) -> Option<u8> {
    if !is_free(rule, facts, day) {
        return None;
    }
    let reached = reached(rule, facts, day);
    let level = reached.max(after_broken(rule, facts, day))?;
    if facts.sent.is_some_and(|sent| sent.level >= level) {
        return None;
    }
    let gap = facts.last_reminded_on.map(|on| (day - on).num_days());
    match level > 0 && gap.is_some_and(|gap| gap < rule.min_gap_days) {
        true => None,
        false => Some(level),
    }
}

/// Whether no dispute and no promise holds an item back on a day.
pub fn is_free(rule: &DunningRule, facts: &ItemFacts, day: Day) -> bool {
    let is_disputed = facts.disputed.iter().any(|(first, last)| (*first..=*last).contains(&day));
    let is_promised =
        facts.promises.iter().any(|promise| promise.made_on <= day && day <= rule.last_day(promise));
    !is_disputed && !is_promised
}

impl DunningRule {
    fn last_day(&self, promise: &PromiseFact) -> Day {
        let days = chrono::TimeDelta::try_days(self.grace_days).unwrap_or_default();
        promise.until.checked_add_signed(days).unwrap_or(promise.until)
    }
}

/// The highest level whose day has come by the clock of the item; a level before the due day only before it.
fn reached(rule: &DunningRule, facts: &ItemFacts, day: Day) -> Option<u8> {
    let clock = (day - facts.due_on).num_days() - disputed_days(facts, day);
    let stages = rule.stages.iter().filter(|stage| stage.days <= clock && (stage.days >= 0 || clock < 0));
    stages.map(|stage| stage.level).max()
}

/// Days after the due one up to a day on which the item was disputed.
fn disputed_days(facts: &ItemFacts, day: Day) -> i64 {
    let mut spans: Vec<(Day, Day)> = facts.disputed.clone();
    spans.sort_unstable();
    let (mut days, mut counted) = (0, facts.due_on);
    for (first, last) in spans {
        let from = first.max(counted.succ_opt().unwrap_or(counted));
        let to = last.min(day);
        if from <= to {
            days += (to - from).num_days() + 1;
            counted = to;
        }
    }
    days
}

/// The level that a promise brings which was broken since the last one went out.
fn after_broken(rule: &DunningRule, facts: &ItemFacts, day: Day) -> Option<u8> {
    let is_broken = facts.promises.iter().any(|promise| {
        let last = rule.last_day(promise);
        promise.broken && last < day && facts.sent.is_none_or(|sent| sent.on <= last)
    });
    let last = facts.sent.map_or(0, |sent| sent.level);
    rule.stages.iter().map(|stage| stage.level).filter(|level| is_broken && *level > last).min()
}
