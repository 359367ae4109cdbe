//! What the books say of customers who may be reminded.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Days;
use rusqlite::named_params;

use super::rule::{ItemFacts, PromiseFact, StepSent};
use crate::calendar::Day;
use crate::commitments::{Dispute, GRACE_DAYS, Promise, disputes_between, promises_between};
use crate::error::Result;
use crate::ledger::book;
use crate::money::Money;
use crate::store::{DocumentId, OpenItemId, PartyId, Reader, Seq};

/// All customers, or one.
pub(super) type Between = (PartyId, PartyId);

pub(super) fn between(party: Option<PartyId>) -> Between {
    party.map_or((PartyId::new(0), PartyId::new(i64::MAX)), |party| (party, party))
}

/// Something a customer owes.
#[derive(Debug, Clone)]
pub(super) struct Owed {
    pub item: OpenItemId,
    pub document: Option<DocumentId>,
    pub kind: Option<String>,
    pub number: String,
    pub dated: Day,
    pub date: Day,
    pub due_on: Day,
    pub open: Money,
    pub open_base: Money,
}

/// Everything the books say of the customers between two keys, as of a day.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub owed: BTreeMap<PartyId, Vec<Owed>>,
    pub promises: BTreeMap<PartyId, Vec<Promise>>,
    pub disputes: BTreeMap<PartyId, Vec<Dispute>>,
    steps: BTreeMap<OpenItemId, StepSent>,
    /// When a letter of level 1 or above last went to a customer.
    pub reminded: BTreeMap<PartyId, Day>,
    /// Who paid anything on the day.
    pub paid_today: BTreeSet<PartyId>,
    /// What is owed less credits and advances.
    pub net_minor: BTreeMap<PartyId, i64>,
}

/// Reads what is due up to `until`, and what was said and sent up to `day`.
pub(super) fn known(r: &Reader<'_>, range: Between, day: Day, until: Day) -> Result<Known> {
    let base = book(r)?.currency;
    let mut known = Known::default();
    let (first, last) = range;
    let owed = r.rows(
        include_str!("candidates.sql"),
        named_params! {":first": first, ":last": last, ":until": until},
        |row| {
            let owed = Owed {
                item: row.get("item_id")?,
                document: row.get("document_seq")?,
                kind: row.get("kind")?,
                number: row.get::<_, Option<String>>("number")?.unwrap_or_default(),
                dated: row.get("dated")?,
                date: row.get("date")?,
                due_on: row.get("due_on")?,
                open: Money::from_minor(row.get("remaining_minor")?, row.get("currency")?),
                open_base: Money::from_minor(row.get("remaining_base_minor")?, base),
            };
            Ok((row.get("party_id")?, owed))
        },
    )?;
    for (party, item) in owed {
        known.owed.entry(party).or_default().push(item);
    }
    for promise in promises_between(r, range, day, Seq::LATEST)? {
        known.promises.entry(promise.party_id).or_default().push(promise);
    }
    for dispute in disputes_between(r, range, day, Seq::LATEST)? {
        known.disputes.entry(dispute.party_id).or_default().push(dispute);
    }
    let range = named_params! {":first": first, ":last": last};
    let steps = r.rows(include_str!("steps.sql"), range, |row| {
        Ok((row.get("item_id")?, StepSent { level: row.get("level")?, on: row.get("date")? }))
    })?;
    known.steps = steps.into_iter().collect();
    let reminded = r.rows(
        "select party_id, max(date) as date from dunning_sent
         where party_id >= :first and party_id <= :last and outcome = 'sent' and level > 0 group by party_id",
        range,
        |row| Ok((row.get("party_id")?, row.get("date")?)),
    )?;
    known.reminded = reminded.into_iter().collect();
    let paid = r.rows(
        "select distinct d.party_id from document d where d.kind = 'receipt' and d.date = :day
         and d.party_id >= :first and d.party_id <= :last
         and not exists (select 1 from document_void v where v.document_seq = d.seq)",
        named_params! {":first": first, ":last": last, ":day": day},
        |row| row.get("party_id"),
    )?;
    known.paid_today = paid.into_iter().collect();
    let net =
        r.rows(include_str!("net.sql"), range, |row| Ok((row.get("party_id")?, row.get("net_minor")?)))?;
    known.net_minor = net.into_iter().collect();
    Ok(known)
}

impl Known {
    /// What the rule asks of an item. How long ago the customer was reminded is asked of the letter, not of the item.
    pub fn facts(&self, party: PartyId, item: &Owed) -> ItemFacts {
        let disputes = self.disputes.get(&party).into_iter().flatten();
        let of_item = |dispute: &&Dispute| dispute.items.iter().any(|each| each.item_id == item.item);
        let disputed = disputes
            .filter(of_item)
            .map(|dispute| (dispute.opened_on, dispute.closed_on.unwrap_or(Day::MAX)))
            .collect();
        let promises = self.promises.get(&party).into_iter().flatten();
        let meant = |promise: &&Promise| match promise.items.is_empty() {
            true => item.date <= promise.made_on && item.open.currency() == promise.amount.currency(),
            false => promise.items.iter().any(|each| each.item_id == item.item),
        };
        ItemFacts {
            due_on: item.due_on,
            disputed,
            promises: promises.filter(meant).map(promise_fact).collect(),
            sent: self.steps.get(&item.item).copied(),
            last_reminded_on: None,
        }
    }
}

/// A promise that was withdrawn holds nothing back from that day on, and brings nothing forward.
fn promise_fact(promise: &Promise) -> PromiseFact {
    let withdrawn = promise.withdrawn_on.and_then(|on| on.checked_sub_days(Days::new(GRACE_DAYS + 1)));
    PromiseFact {
        made_on: promise.made_on,
        until: withdrawn.unwrap_or(promise.due_on).min(promise.due_on),
        broken: promise.withdrawn_on.is_none() && promise.is_broken(),
    }
}
