//! Runs: kept with their letters, approved, and what became of each letter.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::letter::DunningLetter;
use super::plan::{PlanDunning, filled, made, plan};
use super::policy::policies;
use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::book;
use crate::money::{Currency, Money};
use crate::parties::{self, keep_file};
use crate::store::{AttachmentId, PartyId, Reader, Seq, Writer};

/// A run to be kept: the letters of today's plan, without some, or at a lower level.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct StartDunning {
    /// Only these customers; all of the plan where absent.
    pub only: Option<Vec<PartyId>>,
    /// Letters that speak at a lower level than the plan's.
    #[serde(default)]
    #[ts(as = "Option<Vec<LowerLevel>>", optional)]
    pub lower: Vec<LowerLevel>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
pub struct LowerLevel {
    pub party_id: PartyId,
    pub level: u8,
}

/// Which letter.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
pub struct DecideDunning {
    pub run: Seq,
    pub line: u32,
    pub approved: bool,
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub reason: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LetterState {
    /// Somebody has to approve it.
    ToApprove,
    /// It may go out.
    Ready,
    Refused,
    Sent,
    /// It did not go out, because what it claimed was paid, promised or disputed meanwhile.
    Dropped,
}

/// A letter of a run, with what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct RunLetter {
    pub run: Seq,
    pub line: u32,
    /// As it went out; as it was proposed before that.
    pub letter: DunningLetter,
    pub state: LetterState,
    pub decided_by: Option<String>,
    pub reason: Option<String>,
    pub sent_on: Option<Day>,
    pub sent_by: Option<String>,
    /// The act that sent it, by which a mail names its paper.
    pub sent_seq: Option<Seq>,
    /// The paper that went out.
    pub attachment_id: Option<AttachmentId>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct DunningRun {
    pub seq: Seq,
    pub date: Day,
    pub started_by: String,
    /// What its letters claimed, in the book's currency.
    pub total: Money,
    #[ts(type = "number")]
    pub letters: i64,
    #[ts(type = "number")]
    pub to_approve: i64,
    #[ts(type = "number")]
    pub ready: i64,
    #[ts(type = "number")]
    pub sent: i64,
}

/// Keeps a run of today with its letters; nothing goes out yet.
///
/// # Errors
/// `nothing_to_post` where no letter is left; `field_invalid` for a level that is no lower one of the policy.
pub fn start(w: &Writer<'_>, input: &StartDunning, today: Day) -> Result<DunningRun> {
    let mut letters =
        plan(w, &PlanDunning { lower: input.lower.clone(), ..PlanDunning::default() }, today)?.letters;
    if let Some(only) = &input.only {
        letters.retain(|letter| only.contains(&letter.party_id));
    }
    if letters.is_empty() {
        return Err(Error::NothingToPost);
    }
    let body = serde_json::to_value(&letters).map_err(Error::unexpected)?;
    let count = i64::try_from(letters.len()).map_err(Error::unexpected)?;
    let seq = audit::record(w, &json!({"dunning_run": {"date": today, "letters": body}}))?;
    w.execute(
        "insert into dunning_run (seq, date, letters) values (:seq, :date, :letters)",
        named_params! {":seq": seq, ":date": today, ":letters": count},
    )?;
    for (line, letter) in (1_u32..).zip(&letters) {
        let content = serde_json::to_value(letter).map_err(Error::unexpected)?;
        w.execute(
            include_str!("insert_letter.sql"),
            named_params! {":run": seq, ":line": line, ":party": letter.party_id, ":level": letter.level,
            ":base": letter.total_base.minor(), ":approval": letter.needs_approval,
            ":content": audit::canonical(&content)},
        )?;
    }
    run(w, seq)
}

/// The same letter with the text of a lower level; its items reach no higher one.
pub(super) fn lowered(r: &Reader<'_>, letter: &DunningLetter, level: u8) -> Result<DunningLetter> {
    let invalid = || Error::FieldInvalid { field: "level".into(), value: level.to_string() };
    let all = policies(r)?;
    let policy = all.iter().find(|row| row.policy.id == letter.policy_id).ok_or_else(invalid)?;
    let to = policy.policy.level(level).filter(|to| to.level < letter.level).ok_or_else(invalid)?;
    let mut lower = letter.clone();
    (lower.level, lower.tone, lower.channel) = (to.level, to.tone, to.channel);
    lower.needs_approval = to.level >= policy.policy.approval_from.min(4);
    lower.deadline_on =
        letter.date.checked_add_days(chrono::Days::new(u64::from(to.deadline_days))).unwrap_or(letter.date);
    let fee = Money::parse(&to.fee.to_string(), letter.total_base.currency())?;
    lower.fee = Some(fee).filter(|fee| !fee.is_zero());
    if !to.interest {
        lower.interest.clear();
    }
    for item in &mut lower.items {
        item.level = item.level.map(|reached| reached.min(level));
        item.interest = item.interest.filter(|_| to.interest);
    }
    Ok(filled(lower, to, &parties::company(r)?.1.name))
}

/// Approves a letter, or refuses it: it does not go out then, and the next plan proposes anew.
///
/// # Errors
/// `not_found`; `field_missing` for a refusal without a reason; `field_invalid` where it went out or was refused before.
pub fn decide(w: &Writer<'_>, input: &DecideDunning, today: Day) -> Result<RunLetter> {
    let before = letter(w, input.run, input.line)?;
    if !matches!(before.state, LetterState::ToApprove | LetterState::Ready) {
        return Err(Error::FieldInvalid { field: "line".into(), value: input.line.to_string() });
    }
    let reason = input.reason.trim();
    if !input.approved && reason.is_empty() {
        return Err(Error::FieldMissing { field: "reason".into() });
    }
    let body = json!({"approved": input.approved, "date": today, "line": input.line, "reason": reason, "run": input.run});
    let seq = audit::record(w, &json!({"dunning_decision": body}))?;
    w.execute(
        "insert into dunning_decision (seq, run_seq, line, date, approved, reason)
         values (:seq, :run, :line, :date, :approved, :reason)",
        named_params! {":seq": seq, ":run": input.run, ":line": input.line, ":date": today,
        ":approved": input.approved, ":reason": reason},
    )?;
    letter(w, input.run, input.line)
}

/// What a letter of a run has come to on a day.
#[derive(Debug)]
pub enum Outgoing {
    Goes(Box<DunningLetter>),
    /// It may go on another day: this one is quiet, the customer is held, paid today or was reminded a few days ago.
    Waits,
    /// Nothing is left to claim.
    Dropped,
}

/// A letter that may go out, as it stands today: what was paid, promised or disputed since is no longer in it, and it speaks at the
/// level that was proposed and approved.
///
/// # Errors
/// `not_found`; `approval_missing`; `field_invalid` where it went out or was refused before.
pub fn outgoing(r: &Reader<'_>, run: Seq, line: u32, today: Day) -> Result<Outgoing> {
    let before = letter(r, run, line)?;
    match before.state {
        LetterState::Ready => {}
        LetterState::ToApprove => return Err(Error::ApprovalMissing),
        LetterState::Refused | LetterState::Sent | LetterState::Dropped => {
            return Err(Error::FieldInvalid { field: "line".into(), value: line.to_string() });
        }
    }
    let nobody = BTreeSet::new();
    let plan = made(r, today, Some(before.letter.party_id), &nobody)?;
    let Some(mut now) = plan.letters.into_iter().next() else {
        let waits = plan.skipped.iter().any(|skipped| skipped.why.passes());
        return Ok(if waits { Outgoing::Waits } else { Outgoing::Dropped });
    };
    if now.level > before.letter.level {
        now = lowered(r, &now, before.letter.level)?;
    }
    // What nobody approved does not go out under another's approval.
    Ok(match now.level <= before.letter.level {
        true => Outgoing::Goes(Box::new(now)),
        false => Outgoing::Dropped,
    })
}

/// Keeps a letter as it went out, with its paper, or that it did not go.
pub fn keep_outgoing(
    w: &Writer<'_>,
    (run, line): (Seq, u32),
    sent: Option<&DunningLetter>,
    paper: Option<(&str, &[u8])>,
    today: Day,
) -> Result<RunLetter> {
    let before = letter(w, run, line)?;
    let letter_kept = sent.unwrap_or(&before.letter);
    let content = serde_json::to_value(letter_kept).map_err(Error::unexpected)?;
    let sha256 = paper.map(|(_, bytes)| audit::hex(&audit::digest(&[bytes])));
    let outcome = if sent.is_some() { "sent" } else { "dropped" };
    let body = json!({"content": content, "date": today, "line": line, "outcome": outcome, "run": run, "sha256": sha256});
    let seq = audit::record(w, &json!({"dunning_sent": body}))?;
    let file = paper.map(|(name, bytes)| keep_file(w, seq, name, bytes)).transpose()?;
    w.execute(
        include_str!("insert_sent.sql"),
        named_params! {":seq": seq, ":run": run, ":line": line, ":party": letter_kept.party_id, ":date": today,
        ":level": letter_kept.level, ":outcome": outcome, ":base": letter_kept.total_base.minor(),
        ":content": audit::canonical(&content), ":attachment": file.map(|file| file.id)},
    )?;
    if let Some(sent) = sent {
        for item in &sent.items {
            let Some(level) = item.level else { continue };
            w.execute(
                "insert into dunning_step (seq, item_id, level) values (:seq, :item, :level)",
                named_params! {":seq": seq, ":item": item.item_id, ":level": level},
            )?;
        }
    }
    letter(w, run, line)
}

/// Customers with a letter that waits to be approved or to go out.
pub(super) fn pending(r: &Reader<'_>) -> Result<BTreeSet<PartyId>> {
    let parties = r.rows(include_str!("pending.sql"), [], |row| row.get("party_id"))?;
    Ok(parties.into_iter().collect())
}

/// Every run, the latest first.
pub fn runs(r: &Reader<'_>) -> Result<Vec<DunningRun>> {
    let currency = book(r)?.currency;
    let states =
        r.rows(include_str!("letter_states.sql"), [], |row| Ok((row.get("run_seq")?, state(row)?)))?;
    let mut by_run: BTreeMap<Seq, Vec<LetterState>> = BTreeMap::new();
    for (run, state) in states {
        by_run.entry(run).or_default().push(state);
    }
    let all = r.rows(include_str!("runs.sql"), [], |row| {
        Ok((row.get("seq")?, row.get("date")?, row.get("started_by")?, row.get("total_minor")?))
    })?;
    Ok(all
        .into_iter()
        .map(|(seq, date, started_by, total)| {
            of_states(seq, date, started_by, (total, currency), by_run.get(&seq))
        })
        .collect())
}

fn of_states(
    seq: Seq,
    date: Day,
    started_by: String,
    (total, currency): (i64, Currency),
    states: Option<&Vec<LetterState>>,
) -> DunningRun {
    let count = |state: Option<LetterState>| {
        let all = states.into_iter().flatten().filter(|each| state.is_none_or(|state| **each == state));
        i64::try_from(all.count()).unwrap_or_default()
    };
    DunningRun {
        seq,
        date,
        started_by,
        total: Money::from_minor(total, currency),
        letters: count(None),
        to_approve: count(Some(LetterState::ToApprove)),
        ready: count(Some(LetterState::Ready)),
        sent: count(Some(LetterState::Sent)),
    }
}

fn run(r: &Reader<'_>, seq: Seq) -> Result<DunningRun> {
    let found = runs(r)?.into_iter().find(|run| run.seq == seq);
    found.ok_or_else(|| Error::NotFound { kind: "dunning_run".into(), key: format!("#{seq}") })
}

/// The letters of a run, in their order.
///
/// # Errors
/// `not_found`.
pub fn letters(r: &Reader<'_>, seq: Seq) -> Result<Vec<RunLetter>> {
    run(r, seq)?;
    letters_where(r, Letters { run: Some(seq), ..Letters::default() })
}

/// Every letter that went to a customer or waits to, the latest first.
pub fn letters_to(r: &Reader<'_>, party: PartyId) -> Result<Vec<RunLetter>> {
    let mut found = letters_where(r, Letters { party: Some(party), ..Letters::default() })?;
    found.sort_by_key(|each| std::cmp::Reverse((each.run, each.line)));
    Ok(found)
}

pub fn letter(r: &Reader<'_>, run: Seq, line: u32) -> Result<RunLetter> {
    let found = letters_where(r, Letters { run: Some(run), line: Some(line), party: None })?.pop();
    found.ok_or_else(|| Error::NotFound { kind: "dunning_letter".into(), key: format!("#{run}/{line}") })
}

/// Which letters; all where nothing is said.
#[derive(Debug, Default)]
struct Letters {
    run: Option<Seq>,
    line: Option<u32>,
    party: Option<PartyId>,
}

fn state(row: &Row<'_>) -> rusqlite::Result<LetterState> {
    let approved: Option<bool> = row.get("approved")?;
    let (needs, outcome): (bool, Option<String>) = (row.get("approval")?, row.get("outcome")?);
    Ok(match (outcome.as_deref(), approved) {
        (Some("sent"), _) => LetterState::Sent,
        (Some(_), _) => LetterState::Dropped,
        (None, Some(false)) => LetterState::Refused,
        (None, None) if needs => LetterState::ToApprove,
        (None, _) => LetterState::Ready,
    })
}

fn letters_where(r: &Reader<'_>, of: Letters) -> Result<Vec<RunLetter>> {
    let which = named_params! {":run": of.run, ":line": of.line, ":party": of.party};
    let rows = r.rows(include_str!("letters.sql"), which, |row| {
        let content: String = row.get("content")?;
        let letter = serde_json::from_str(&content)
            .map_err(|error| rusqlite::Error::UserFunctionError(Error::unexpected(error).into()))?;
        Ok(RunLetter {
            run: row.get("run_seq")?,
            line: row.get("line")?,
            letter,
            state: state(row)?,
            decided_by: row.get("decided_by")?,
            reason: row.get("reason")?,
            sent_on: row.get("sent_on")?,
            sent_by: row.get("sent_by")?,
            sent_seq: row.get("sent_seq")?,
            attachment_id: row.get("attachment_id")?,
        })
    })?;
    Ok(rows)
}
