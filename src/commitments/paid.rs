//! What customers who promised paid since, and how else their items were settled.

use std::collections::BTreeMap;

use rusqlite::named_params;

use super::standing::Paid;
use crate::calendar::Day;
use crate::error::Result;
use crate::money::Currency;
use crate::store::{DocumentId, OpenItemId, PartyId, Reader, Seq};

/// What settled items of one customer, and money of theirs that settled none.
#[derive(Debug, Default)]
pub(super) struct Settled {
    paid: Vec<(Currency, Paid)>,
    /// By anything but a receipt, and by receipts.
    moves: BTreeMap<OpenItemId, Vec<Move>>,
}

#[derive(Debug, Clone, Copy)]
struct Move {
    when: (Day, Seq),
    minor: i64,
    by_receipt: bool,
}

impl Settled {
    /// Money in a currency.
    pub fn paid(&self, currency: Currency) -> Vec<Paid> {
        self.paid.iter().filter(|(of, _)| *of == currency).map(|(_, paid)| *paid).collect()
    }

    /// What was open of an item when something was said of it.
    pub fn open_before(&self, item: OpenItemId, amount_minor: i64, said: (Day, Seq)) -> i64 {
        amount_minor - self.sum(item, |each| each.when <= said)
    }

    /// What settled an item since, up to a day, without being money: a credit note, a write-off, a new due day.
    pub fn otherwise_until(&self, item: OpenItemId, said: (Day, Seq), last_on: Day) -> i64 {
        self.sum(item, |each| each.when > said && each.when.0 <= last_on && !each.by_receipt)
    }

    fn sum(&self, item: OpenItemId, counts: impl Fn(&Move) -> bool) -> i64 {
        self.moves.get(&item).into_iter().flatten().filter(|each| counts(each)).map(|each| each.minor).sum()
    }
}

struct Row {
    party: PartyId,
    currency: Currency,
    item: OpenItemId,
    receipt: Option<DocumentId>,
    received_on: Option<Day>,
    settled: (Day, Seq),
    minor: i64,
}

/// Of each customer between two keys who promised anything.
pub(super) fn settled(
    r: &Reader<'_>,
    (first, last): (PartyId, PartyId),
    (day, known): (Day, Seq),
) -> Result<BTreeMap<PartyId, Settled>> {
    let values = named_params! {":first": first, ":last": last, ":day": day, ":known": known};
    let rows = r.rows(include_str!("settled.sql"), values, |row| {
        Ok(Row {
            party: row.get("party_id")?,
            currency: row.get("currency")?,
            item: row.get("item_id")?,
            receipt: row.get("receipt_seq")?,
            received_on: row.get("received_on")?,
            settled: (row.get("settled_on")?, row.get("seq")?),
            minor: row.get("amount_minor")?,
        })
    })?;
    let mut all: BTreeMap<PartyId, Settled> = BTreeMap::new();
    let mut used: BTreeMap<DocumentId, i64> = BTreeMap::new();
    // Rows of an item follow each other: what was taken back reduces the part that it takes back.
    let mut parts: BTreeMap<(DocumentId, OpenItemId), (PartyId, Currency, Paid)> = BTreeMap::new();
    for row in rows {
        let of = all.entry(row.party).or_default();
        of.moves.entry(row.item).or_default().push(Move {
            when: row.settled,
            minor: row.minor,
            by_receipt: row.receipt.is_some(),
        });
        let Some(receipt) = row.receipt else { continue };
        *used.entry(receipt).or_default() += row.minor;
        let received = (row.received_on.unwrap_or(row.settled.0), Seq::from(receipt));
        let new = Paid { item: Some(row.item), settled: row.settled, received, minor: 0 };
        let (_, _, part) = parts.entry((receipt, row.item)).or_insert((row.party, row.currency, new));
        if part.minor <= 0 {
            part.settled = row.settled;
        }
        part.minor += row.minor;
    }
    for (party, currency, part) in parts.into_values().filter(|(_, _, part)| part.minor > 0) {
        all.entry(party).or_default().paid.push((currency, part));
    }
    let receipts = r.rows(include_str!("receipts.sql"), values, |row| {
        let seq: DocumentId = row.get("seq")?;
        let minor: i64 = row.get("gross_minor")?;
        Ok((row.get("party_id")?, row.get("currency")?, seq, row.get("date")?, minor))
    })?;
    for (party, currency, receipt, date, gross) in receipts {
        let minor = gross - used.get(&receipt).copied().unwrap_or_default();
        if minor > 0 {
            let when = (date, Seq::from(receipt));
            let part = Paid { item: None, settled: when, received: when, minor };
            all.entry(party).or_default().paid.push((currency, part));
        }
    }
    Ok(all)
}
