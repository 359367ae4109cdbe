//! The next run as it would be: a letter for each customer, and who is left out and why. It writes nothing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Days;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::facts::{Known, Owed, between, known};
use super::hold::held;
use super::letter::{DunningItem, DunningLetter};
use super::policy::{DunningLevel, DunningPolicy, DunningPolicyRow, USUAL, assignments, policies};
use super::rule::{is_free, next_stage};
use super::run::{LowerLevel, lowered, pending};
use crate::calendar::Day;
use crate::documents::late_interest;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::ledger::{BookInfo, book};
use crate::money::{Currency, Money, grouped};
use crate::parties::{self, ChannelKind, Contact, PartyFields};
use crate::store::{OpenItemId, PartyId, Reader, Seq};

/// How early a level may go out before the due day.
const DAYS_AHEAD: u64 = 60;

/// Why a customer for whom something is reached gets no letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Skipped {
    /// Credits and advances come to more than what is owed.
    NetCredit {
        net: Money,
    },
    BelowMinimum {
        owed: Money,
    },
    Held {
        until: Day,
    },
    /// The last letter is too recent.
    TooSoon {
        last_on: Day,
    },
    /// Nothing goes out on the day on which the customer paid.
    PaidToday,
    /// Nothing goes out on that day.
    Quiet,
    /// A letter of an earlier run waits to be approved or to go out.
    Pending,
}

impl Skipped {
    /// Whether another day may bring what this one does not.
    pub fn passes(&self) -> bool {
        match self {
            Skipped::Held { .. } | Skipped::TooSoon { .. } | Skipped::PaidToday | Skipped::Quiet => true,
            Skipped::NetCredit { .. } | Skipped::BelowMinimum { .. } | Skipped::Pending => false,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct SkippedParty {
    pub party_id: PartyId,
    pub party_code: String,
    pub party_name: String,
    /// What it would have been.
    pub level: u8,
    #[serde(flatten)]
    #[ts(flatten)]
    pub why: Skipped,
}

/// The next run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct DunningPlan {
    pub date: Day,
    /// The most serious first.
    pub letters: Vec<DunningLetter>,
    pub skipped: Vec<SkippedParty>,
    /// What the letters claim, in the book's currency.
    pub total: Money,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct PlanDunning {
    /// Today where absent; a day to come shows what would go out if nobody paid.
    pub date: Option<Day>,
    /// All customers where absent.
    pub party_id: Option<PartyId>,
    /// Letters that are to speak at a lower level than they reach.
    #[serde(default)]
    #[ts(as = "Option<Vec<LowerLevel>>", optional)]
    pub lower: Vec<LowerLevel>,
}

/// What would go out on a day.
///
/// # Errors
/// `field_invalid` for a day that is past, or a level that is no lower one of the policy.
pub fn plan(r: &Reader<'_>, input: &PlanDunning, today: Day) -> Result<DunningPlan> {
    let date = input.date.unwrap_or(today);
    if date < today {
        return Err(Error::FieldInvalid { field: "date".into(), value: date.to_string() });
    }
    let waiting = pending(r)?;
    let mut plan = made(r, date, input.party_id, &waiting)?;
    for lower in &input.lower {
        if let Some(letter) = plan.letters.iter_mut().find(|letter| letter.party_id == lower.party_id) {
            *letter = lowered(r, letter, lower.level)?;
        }
    }
    Ok(plan)
}

/// The plan of a day, where `waiting` are customers with a letter of an earlier run.
pub(super) fn made(
    r: &Reader<'_>,
    date: Day,
    party: Option<PartyId>,
    waiting: &BTreeSet<PartyId>,
) -> Result<DunningPlan> {
    let until = date.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(date);
    let known = known(r, between(party), date, until)?;
    let desk = Desk {
        book: book(r)?,
        company: parties::company(r)?.1.name,
        policies: policies(r)?,
        assigned: assignments(r)?,
        held: held(r, date)?,
        waiting,
        known: &known,
        date,
    };
    let mut plan = DunningPlan {
        date,
        letters: Vec::new(),
        skipped: Vec::new(),
        total: Money::zero(desk.book.currency),
    };
    for party in known.owed.keys() {
        let Some(reached) = desk.reached(*party) else { continue };
        let fields = parties::get(r, *party)?.fields;
        match desk.why_not(*party, &reached) {
            Some(why) => plan.skipped.push(SkippedParty {
                party_id: *party,
                party_code: fields.code,
                party_name: fields.name,
                level: reached.level.level,
                why,
            }),
            None => {
                let letter = desk.letter(r, *party, &fields, &reached)?;
                plan.total = plan.total.checked_add(letter.total_base)?;
                plan.letters.push(letter);
            }
        }
    }
    let weight = |letter: &DunningLetter| (letter.level, letter.total_base.minor());
    plan.letters.sort_by(|a, b| weight(b).cmp(&weight(a)).then(a.party_code.cmp(&b.party_code)));
    Ok(plan)
}

/// What a customer's items reached: the policy, its highest level, and which item is on which.
struct Reached<'d> {
    policy: &'d DunningPolicy,
    level: &'d DunningLevel,
    items: Vec<(&'d Owed, Option<u8>)>,
}

struct Desk<'d> {
    book: BookInfo,
    company: String,
    policies: Vec<DunningPolicyRow>,
    /// Whom a person put under another policy than the usual one.
    assigned: BTreeMap<PartyId, i64>,
    held: BTreeMap<PartyId, Day>,
    waiting: &'d BTreeSet<PartyId>,
    known: &'d Known,
    date: Day,
}

impl Desk<'_> {
    fn policy(&self, party: PartyId) -> Option<&DunningPolicy> {
        let id = self.assigned.get(&party).copied().unwrap_or(USUAL);
        self.policies.iter().map(|row| &row.policy).find(|policy| policy.id == id)
    }

    /// The items that are overdue or reach a level, and the highest; `None` where no item reaches any.
    fn reached(&self, party: PartyId) -> Option<Reached<'_>> {
        let policy = self.policy(party)?;
        let rule = policy.rule();
        let owed = self.known.owed.get(&party)?;
        let mut items = Vec::new();
        for item in owed {
            let facts = self.known.facts(party, item);
            let level = next_stage(&rule, &facts, self.date);
            if level.is_some() || item.due_on <= self.date && is_free(&rule, &facts, self.date) {
                items.push((item, level));
            }
        }
        let highest = items.iter().filter_map(|(_, level)| *level).max()?;
        Some(Reached { policy, level: policy.level(highest)?, items })
    }

    fn why_not(&self, party: PartyId, reached: &Reached<'_>) -> Option<Skipped> {
        let base = self.book.currency;
        let net = Money::from_minor(self.known.net_minor.get(&party).copied().unwrap_or_default(), base);
        let owed_minor = reached.items.iter().map(|(item, _)| item.open_base.minor()).sum();
        let minimum = Money::parse(&reached.policy.minimum.to_string(), base).map_or(0, Money::minor);
        let last = self.known.reminded.get(&party);
        let gap = last.map(|last| (self.date - *last).num_days());
        let too_soon =
            reached.level.level > 0 && gap.is_some_and(|gap| gap < i64::from(reached.policy.min_gap_days));
        if net.minor() <= 0 {
            Some(Skipped::NetCredit { net })
        } else if let Some(until) = self.held.get(&party) {
            Some(Skipped::Held { until: *until })
        } else if self.waiting.contains(&party) {
            Some(Skipped::Pending)
        } else if owed_minor < minimum {
            Some(Skipped::BelowMinimum { owed: Money::from_minor(owed_minor, base) })
        } else if self.known.paid_today.contains(&party) {
            Some(Skipped::PaidToday)
        } else if reached.policy.is_quiet(self.date) {
            Some(Skipped::Quiet)
        } else if too_soon {
            last.map(|last| Skipped::TooSoon { last_on: *last })
        } else {
            None
        }
    }

    fn letter(
        &self,
        r: &Reader<'_>,
        party: PartyId,
        fields: &PartyFields,
        reached: &Reached<'_>,
    ) -> Result<DunningLetter> {
        let level = reached.level;
        let interest = if level.interest { interest_of(r, party, self.date)? } else { BTreeMap::new() };
        let items: Vec<DunningItem> = reached
            .items
            .iter()
            .map(|(item, reaches)| DunningItem {
                item_id: item.item,
                document_id: item.document,
                document_kind: item.kind.clone(),
                number: item.number.clone(),
                date: item.dated,
                due_on: item.due_on,
                days_late: (self.date - item.due_on).num_days(),
                open: item.open,
                level: *reaches,
                before: self.known.facts(party, item).sent.map(|sent| sent.level),
                interest: interest.get(&item.item).copied(),
            })
            .collect();
        let base_minor = reached.items.iter().map(|(item, _)| item.open_base.minor()).sum();
        let fee = Money::parse(&level.fee.to_string(), self.book.currency)?;
        let person = first_person(fields);
        let tag = fields.language.as_deref().unwrap_or(&self.book.language);
        let letter = DunningLetter {
            party_id: party,
            party_code: fields.code.clone(),
            party_name: fields.name.clone(),
            level: level.level,
            title: String::new(),
            text: String::new(),
            tone: level.tone,
            channel: level.channel,
            language: tag.parse().unwrap_or_default(),
            policy_id: reached.policy.id,
            date: self.date,
            deadline_on: self
                .date
                .checked_add_days(Days::new(u64::from(level.deadline_days)))
                .unwrap_or(self.date),
            oldest_days: items.iter().map(|item| item.days_late).max().unwrap_or_default().max(0),
            totals: sums(items.iter().map(|item| item.open))?,
            total_base: Money::from_minor(base_minor, self.book.currency),
            fee: Some(fee).filter(|fee| !fee.is_zero()),
            interest: sums(items.iter().filter_map(|item| item.interest))?,
            needs_approval: level.level >= reached.policy.approval_from.min(4),
            contact: person.map(|person| person.name.clone()).unwrap_or_default(),
            phone: phone_of(fields),
            email: fields.emails.first().cloned().unwrap_or_default(),
            items,
        };
        Ok(filled(letter, level, &self.company))
    }
}

/// The number to call: the company's own, else that of its first person who has one.
pub(super) fn phone_of(fields: &PartyFields) -> String {
    let own = fields.phones.iter().find(|phone| !phone.is_empty()).map(String::as_str);
    let personal = || {
        let kinds = [ChannelKind::Mobile, ChannelKind::Phone];
        let person = first_person(fields)?;
        kinds.into_iter().find_map(|kind| person.values(kind).next())
    };
    own.or_else(personal).unwrap_or_default().to_owned()
}

/// Whom one turns to first.
pub(super) fn first_person(fields: &PartyFields) -> Option<&Contact> {
    let named = || fields.contacts.iter().filter(|contact| !contact.name.is_empty());
    named().find(|contact| contact.primary).or_else(|| named().next())
}

/// The letter with title and text of a level, in its language.
pub(super) fn filled(letter: DunningLetter, level: &DunningLevel, company: &str) -> DunningLetter {
    let (title, text) = match letter.language {
        Language::ZhCn => (&level.title_zh, &level.text_zh),
        Language::En => (&level.title_en, &level.text_en),
    };
    let amounts: Vec<String> =
        letter.totals.iter().map(|total| amount_in_prose(*total, letter.language)).collect();
    let days = level.days.abs().to_string();
    let values = [
        ("{company}", company.to_owned()),
        ("{customer}", letter.party_name.clone()),
        ("{amount}", amounts.join(" + ")),
        ("{count}", letter.items.len().to_string()),
        ("{days}", days),
        ("{oldest}", letter.oldest_days.to_string()),
        ("{deadline}", letter.language.day_in_prose(letter.deadline_on)),
    ];
    let fill =
        |text: &str| values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(name, value));
    let (title, text) = (fill(title), fill(text));
    DunningLetter { title, text, ..letter }
}

/// `¥40,680.00` or `CNY 40,680.00`, as a sentence says it.
pub fn amount_in_prose(amount: Money, language: Language) -> String {
    let figures = grouped(&amount.to_plain());
    match (language, amount.currency()) {
        (Language::ZhCn, Currency::CNY) => format!("¥{figures}"),
        (_, currency) => format!("{currency} {figures}"),
    }
}

/// One sum for each currency, in the order in which they come.
pub(super) fn sums(amounts: impl Iterator<Item = Money>) -> Result<Vec<Money>> {
    let mut all: Vec<Money> = Vec::new();
    for amount in amounts {
        match all.iter_mut().find(|sum| sum.currency() == amount.currency()) {
            Some(sum) => *sum = sum.checked_add(amount)?,
            None => all.push(amount),
        }
    }
    all.sort_by_key(|sum| Currency::to_string(&sum.currency()));
    Ok(all)
}

/// What each item costs up to a day by the terms that are agreed; nothing where a published rate is missing.
fn interest_of(r: &Reader<'_>, party: PartyId, day: Day) -> Result<BTreeMap<OpenItemId, Money>> {
    match late_interest(r, Some(party), day, Seq::LATEST) {
        Ok(found) => Ok(found.into_iter().map(|(_, item)| (item.item_id, item.amount)).collect()),
        Err(Error::ReferenceRateMissing { .. }) => Ok(BTreeMap::new()),
        Err(other) => Err(other),
    }
}
