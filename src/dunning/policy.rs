//! Policies: the levels with their days, texts, channels and charges, version by version; and who is under which.

use std::collections::BTreeMap;

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::rule::{DunningRule, Stage};
use crate::audit;
use crate::calendar::Day;
use crate::commitments::GRACE_DAYS;
use crate::error::{Error, Result};
use crate::ledger::book;
use crate::money::{Figure, Money};
use crate::parties;
use crate::store::{PartyId, Reader, Seq, Writer};

/// The policy that comes with the program, and that a customer is under of whom nothing else is said.
pub const USUAL: i64 = 1;

/// How a level speaks, and which paper it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DunningTone {
    /// Before anything is due.
    Courtesy,
    Friendly,
    Firm,
    /// 催款函
    Formal,
    /// 最后通知
    Final,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DunningChannel {
    /// A paper by post.
    Letter,
    /// The same paper by e-mail.
    Mail,
    /// A task to call.
    Call,
    /// A text to copy into 微信 or a text message.
    Message,
}

/// One level. Texts may hold `{company}`, `{customer}`, `{amount}`, `{count}`, `{days}`, `{oldest}` and `{deadline}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct DunningLevel {
    pub level: u8,
    /// After the due day; below nought before it.
    #[ts(type = "number")]
    pub days: i64,
    pub title_zh: String,
    pub title_en: String,
    pub text_zh: String,
    pub text_en: String,
    pub tone: DunningTone,
    pub channel: DunningChannel,
    /// Claimed with the letter, in the book's currency; posted only where it is billed.
    pub fee: Figure,
    /// Whether the letter claims late interest; posted only where it is billed.
    pub interest: bool,
    /// Days from the letter to its new deadline.
    pub deadline_days: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct DunningPolicy {
    /// Nought for a new one.
    #[ts(type = "number")]
    pub id: i64,
    pub name: String,
    /// By rising level.
    pub levels: Vec<DunningLevel>,
    /// Days between letters to one customer, from level 1 on.
    pub min_gap_days: u32,
    /// Who owes less than this, in the book's currency, is left alone.
    pub minimum: Figure,
    /// Days of the week on which nothing goes out: 1 is Monday, 7 Sunday.
    pub quiet_weekdays: Vec<u8>,
    pub quiet_days: Vec<Day>,
    /// From this level on somebody approves each letter; never above 4.
    pub approval_from: u8,
}

/// A policy with who is under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct DunningPolicyRow {
    pub policy: DunningPolicy,
    /// Customers that it was given to; all others are under the usual one.
    pub parties: Vec<PartyId>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
pub struct AssignDunning {
    pub party_id: PartyId,
    #[ts(type = "number")]
    pub policy_id: i64,
}

impl DunningPolicy {
    /// The policy that comes with the program.
    ///
    /// # Errors
    /// `unexpected` where the program was built wrongly.
    pub fn usual() -> Result<DunningPolicy> {
        serde_json::from_str(include_str!("usual.json")).map_err(Error::unexpected)
    }

    pub fn level(&self, level: u8) -> Option<&DunningLevel> {
        self.levels.iter().find(|each| each.level == level)
    }

    pub(super) fn rule(&self) -> DunningRule {
        DunningRule {
            stages: self.levels.iter().map(|each| Stage { level: each.level, days: each.days }).collect(),
            grace_days: i64::try_from(GRACE_DAYS).unwrap_or_default(),
            min_gap_days: i64::from(self.min_gap_days),
        }
    }

    /// Whether nothing goes out on a day.
    pub(super) fn is_quiet(&self, day: Day) -> bool {
        use chrono::Datelike;
        let weekday = u8::try_from(day.weekday().number_from_monday()).unwrap_or_default();
        self.quiet_days.contains(&day) || self.quiet_weekdays.contains(&weekday)
    }

    fn refuse_invalid(&self) -> Result<()> {
        let invalid = |field: &str, value: String| Err(Error::FieldInvalid { field: field.into(), value });
        if self.name.trim().is_empty() {
            return Err(Error::FieldMissing { field: "name".into() });
        }
        let rises = self.levels.windows(2).all(|pair| match pair {
            [one, other] => one.level < other.level && one.days < other.days,
            _ => true,
        });
        if !rises || self.levels.is_empty() || self.levels.len() > 10 {
            let days = self.levels.iter().map(|each| format!("L{} {}", each.level, each.days));
            return invalid("levels", days.collect::<Vec<_>>().join(", "));
        }
        for (place, level) in self.levels.iter().enumerate() {
            let texts = [&level.title_zh, &level.title_en, &level.text_zh, &level.text_en];
            if let Some(empty) = texts.iter().position(|text| text.trim().is_empty()) {
                let names = ["title_zh", "title_en", "text_zh", "text_en"];
                let name = names.get(empty).copied().unwrap_or_default();
                return Err(Error::FieldMissing { field: format!("levels.{place}.{name}") });
            }
            if level.level > 9 || !(-60..=720).contains(&level.days) || level.deadline_days > 90 {
                return invalid(&format!("levels.{place}.days"), level.days.to_string());
            }
            if level.fee < Figure::ZERO {
                return invalid(&format!("levels.{place}.fee"), level.fee.to_string());
            }
        }
        if self.minimum < Figure::ZERO {
            return invalid("minimum", self.minimum.to_string());
        }
        if self.min_gap_days > 90 {
            return invalid("min_gap_days", self.min_gap_days.to_string());
        }
        if self.approval_from > 4 {
            return invalid("approval_from", self.approval_from.to_string());
        }
        if let Some(day) = self.quiet_weekdays.iter().find(|day| !(1..=7).contains(*day)) {
            return invalid("quiet_weekdays", day.to_string());
        }
        Ok(())
    }
}

/// Every policy as it stands, the usual one first.
pub fn policies(r: &Reader<'_>) -> Result<Vec<DunningPolicyRow>> {
    let saved: Vec<String> = r.rows(
        "select content from dunning_policy p
         where seq = (select max(seq) from dunning_policy l where l.policy_id = p.policy_id) order by policy_id",
        [],
        |row| row.get("content"),
    )?;
    let mut all = Vec::with_capacity(saved.len() + 1);
    for content in saved {
        let policy: DunningPolicy = serde_json::from_str(&content)
            .map_err(|error| Error::BookDamaged { reason: format!("dunning policy: {error}") })?;
        all.push(policy);
    }
    if !all.iter().any(|policy| policy.id == USUAL) {
        all.insert(0, DunningPolicy::usual()?);
    }
    let assigned = assignments(r)?;
    let of =
        |id: i64| assigned.iter().filter(|(_, policy)| **policy == id).map(|(party, _)| *party).collect();
    Ok(all.into_iter().map(|policy| DunningPolicyRow { parties: of(policy.id), policy }).collect())
}

/// The policy that each customer was given.
pub(super) fn assignments(r: &Reader<'_>) -> Result<BTreeMap<PartyId, i64>> {
    let rows = r.rows("select party_id, policy_id from dunning_assignment order by seq", [], |row| {
        Ok((row.get("party_id")?, row.get("policy_id")?))
    })?;
    Ok(rows.into_iter().collect())
}

/// Saves a new policy, or a new version of one; what went out stays as it was.
///
/// # Errors
/// `field_missing` without a name or a text; `field_invalid` for levels whose days do not rise, amounts below nought, an approval
/// that would begin above level 4; `amount_too_precise` for more decimals than the book's currency has; `not_found` for a policy that
/// there is none of.
pub fn save_policy(w: &Writer<'_>, new: &DunningPolicy) -> Result<DunningPolicy> {
    new.refuse_invalid()?;
    let currency = book(w)?.currency;
    for amount in new.levels.iter().map(|level| &level.fee).chain([&new.minimum]) {
        Money::parse(&amount.to_string(), currency)?;
    }
    let known = policies(w)?;
    let last = known.iter().map(|row| row.policy.id).max().unwrap_or(USUAL);
    let id = if new.id == 0 { last + 1 } else { new.id };
    let before = known.iter().find(|row| row.policy.id == id);
    if new.id != 0 && before.is_none() {
        return Err(Error::NotFound { kind: "dunning_policy".into(), key: id.to_string() });
    }
    let saved = DunningPolicy { id, name: new.name.trim().to_owned(), ..new.clone() };
    if before.is_some_and(|row| row.policy == saved) {
        return Ok(saved);
    }
    let content = serde_json::to_value(&saved).map_err(Error::unexpected)?;
    let seq = audit::record(w, &json!({"dunning_policy": content}))?;
    w.execute(
        "insert into dunning_policy (seq, policy_id, content) values (:seq, :id, :content)",
        named_params! {":seq": seq, ":id": id, ":content": audit::canonical(&content)},
    )?;
    Ok(saved)
}

/// Puts a customer under a policy.
///
/// # Errors
/// `not_found`.
pub fn assign(w: &Writer<'_>, input: &AssignDunning) -> Result<Seq> {
    parties::get(w, input.party_id)?;
    if !policies(w)?.iter().any(|row| row.policy.id == input.policy_id) {
        return Err(Error::NotFound { kind: "dunning_policy".into(), key: input.policy_id.to_string() });
    }
    let body = json!({"party_id": input.party_id, "policy_id": input.policy_id});
    let seq = audit::record(w, &json!({"dunning_assignment": body}))?;
    w.execute(
        "insert into dunning_assignment (seq, party_id, policy_id) values (:seq, :party, :policy)",
        named_params! {":seq": seq, ":party": input.party_id, ":policy": input.policy_id},
    )?;
    Ok(seq)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// −3, 0, +7, +15, +30, +60 with approval from level 4: DOMAIN §7.
    #[test]
    fn the_usual_policy_is_whole_and_has_the_days_of_the_domain() {
        let usual = DunningPolicy::usual().unwrap();
        usual.refuse_invalid().unwrap();
        let days: Vec<i64> = usual.levels.iter().map(|level| level.days).collect();
        assert_eq!((days, usual.min_gap_days, usual.approval_from), (vec![-3, 0, 7, 15, 30, 60], 5, 4));
    }
}
