//! Every letter that went out was one that might go: each rule of reminding as a plain loop over all rows.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use kezhang::calendar::Day;
use kezhang::error::Result;
use kezhang::ledger::Control;
use kezhang::store::Reader;
use serde_json::Value;

use crate::company::Company;
use crate::rows::Rows;

const EVER: Day = Day::MAX;
/// Of the policy that comes with the program.
const GAP_DAYS: i64 = 5;
const APPROVED_FROM: i64 = 4;
/// How long after the promised day a promise is waited for.
const GRACE_DAYS: i64 = 2;

struct Sent {
    seq: i64,
    run: i64,
    line: i64,
    party: i64,
    date: Day,
    level: i64,
    content: Value,
    /// The level that each item reached with it.
    steps: Vec<(i64, i64)>,
}

/// A promise, a dispute or a receipt: from when it was known, of which items, on which days it keeps letters back.
struct Back {
    seq: i64,
    items: BTreeSet<i64>,
    first: Day,
    last: Day,
    /// From this act on, what it says of the last day is no longer so.
    changed: Option<(i64, Day)>,
}

/// The rules of DOMAIN §7 and its Clarifications.
pub fn letters_keep_the_rules(company: &Company, rows: &Rows) -> std::result::Result<(), String> {
    let (sent, backs, approved) = company.read(|r| Ok((sent(r)?, backs(r, rows)?, approved(r)?)));
    let (holds, receipts) = company.read(|r| Ok((holds(r)?, receipts(r)?)));
    let mut reached: BTreeMap<i64, i64> = BTreeMap::new();
    let mut reminded: BTreeMap<i64, Day> = BTreeMap::new();
    let mut written: BTreeSet<(i64, i64)> = BTreeSet::new();
    for letter in &sent {
        let wrong = |what: &str| Err(format!("letter #{} of {} {what}", letter.seq, letter.date));
        if !written.insert((letter.run, letter.party)) {
            return wrong("is the second of a run");
        }
        if letter.level > 0 {
            let before = reminded.insert(letter.party, letter.date);
            if before.is_some_and(|before| (letter.date - before).num_days() < GAP_DAYS) {
                return wrong("comes too soon");
            }
        }
        if letter.level >= APPROVED_FROM && !approved.contains(&(letter.run, letter.line)) {
            return wrong("was approved by nobody");
        }
        if net(rows, letter) <= 0 {
            return wrong("went to somebody who owes nothing in all");
        }
        let hold = holds.iter().rev().find(|(seq, party, _)| *party == letter.party && *seq < letter.seq);
        if hold.is_some_and(|(_, _, until)| until.is_some_and(|until| until >= letter.date)) {
            return wrong("went to somebody who is left alone");
        }
        if receipts.iter().any(|receipt| receipt.0 == letter.party && receipt.1.keeps(letter)) {
            return wrong("went out on a day of payment");
        }
        claims_what_is_open(rows, letter)?;
        for (item, level) in &letter.steps {
            if reached.insert(*item, *level).is_some_and(|before| before >= *level) {
                return wrong(&format!("says level {level} of item {item} again"));
            }
        }
        let items = letter.content["items"].as_array().unwrap();
        for item in items.iter().map(|item| item["item_id"].as_i64().unwrap()) {
            if backs.iter().any(|back| back.items.contains(&item) && back.keeps(letter)) {
                return wrong(&format!("names item {item}, which is promised or disputed"));
            }
        }
    }
    Ok(())
}

impl Back {
    fn keeps(&self, letter: &Sent) -> bool {
        let last = match self.changed {
            Some((seq, last)) if seq < letter.seq => last,
            _ => self.last,
        };
        self.seq < letter.seq && self.first <= letter.date && letter.date <= last
    }
}

/// What a customer owes as known at a letter, less advances, in the book's currency.
fn net(rows: &Rows, letter: &Sent) -> i64 {
    let of_party = rows.items.iter().filter(|item| item.party == letter.party);
    of_party
        .map(|item| match rows.control(item.account) {
            Some(Control::Receivable) => rows.open_at(item, EVER, letter.seq).1,
            Some(Control::CustomerAdvance) => -rows.open_at(item, EVER, letter.seq).1,
            _ => 0,
        })
        .sum()
}

/// Each item once, with what is open of it, and all of them in the sum.
fn claims_what_is_open(rows: &Rows, letter: &Sent) -> std::result::Result<(), String> {
    let mut base = 0;
    let mut named = BTreeSet::new();
    for item in letter.content["items"].as_array().unwrap() {
        let id = item["item_id"].as_i64().unwrap();
        let row = rows.items.iter().find(|row| row.id == id && row.party == letter.party);
        let Some(row) = row else { return Err(format!("letter #{} names another's item {id}", letter.seq)) };
        let (open, open_base) = rows.open_at(row, EVER, letter.seq);
        let said: kezhang::money::Money = serde_json::from_value(item["open"].clone()).unwrap();
        if !named.insert(id) || open <= 0 || (said.minor(), said.currency()) != (open, row.currency) {
            return Err(format!("letter #{} claims {said:?} of item {id}; {open} is open", letter.seq));
        }
        base += open_base;
    }
    let said: kezhang::money::Money = serde_json::from_value(letter.content["total_base"].clone()).unwrap();
    match said.minor() == base {
        true => Ok(()),
        false => Err(format!("letter #{} claims {said:?} in all, {base} is open", letter.seq)),
    }
}

fn sent(r: &Reader<'_>) -> Result<Vec<Sent>> {
    let steps: Vec<(i64, (i64, i64))> =
        r.rows("select seq, item_id, level from dunning_step", [], |row| {
            Ok((row.get(0)?, (row.get(1)?, row.get(2)?)))
        })?;
    r.rows(
        "select seq, run_seq, line, party_id, date, level, content from dunning_sent where outcome = 'sent'
         order by seq",
        [],
        |row| {
            let seq: i64 = row.get(0)?;
            let content: String = row.get(6)?;
            Ok(Sent {
                seq,
                run: row.get(1)?,
                line: row.get(2)?,
                party: row.get(3)?,
                date: row.get(4)?,
                level: row.get(5)?,
                content: serde_json::from_str(&content).unwrap(),
                steps: steps.iter().filter(|(of, _)| *of == seq).map(|(_, step)| *step).collect(),
            })
        },
    )
}

/// On the day of a receipt nothing goes out; of one that was void by then, nothing is known.
fn receipts(r: &Reader<'_>) -> Result<Vec<(i64, Back)>> {
    r.rows(
        "select d.party_id, d.seq, d.date, v.seq
         from document d left join document_void v on v.document_seq = d.seq where d.kind = 'receipt'",
        [],
        |row| {
            let (seq, date): (i64, Day) = (row.get(1)?, row.get(2)?);
            let changed = row.get::<_, Option<i64>>(3)?.map(|seq| (seq, date - TimeDelta::days(1)));
            Ok((row.get(0)?, Back { seq, items: BTreeSet::new(), first: date, last: date, changed }))
        },
    )
}

fn approved(r: &Reader<'_>) -> Result<BTreeSet<(i64, i64)>> {
    let all = r.rows("select run_seq, line from dunning_decision where approved = 1", [], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    Ok(all.into_iter().collect())
}

fn holds(r: &Reader<'_>) -> Result<Vec<(i64, i64, Option<Day>)>> {
    r.rows("select seq, party_id, until from dunning_hold order by seq", [], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })
}

/// What keeps letters back. A promise of the account is one of everything in its currency that was dated by then.
fn backs(r: &Reader<'_>, rows: &Rows) -> Result<Vec<Back>> {
    let of = |table: &str| -> Result<BTreeMap<i64, BTreeSet<i64>>> {
        let mut all: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
        let pairs: Vec<(i64, i64)> =
            r.rows(&format!("select seq, item_id from {table}"), [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for (seq, item) in pairs {
            all.entry(seq).or_default().insert(item);
        }
        Ok(all)
    };
    let (promised, disputed) = (of("promise_item")?, of("dispute_item")?);
    let promises = r.rows(
        "select p.seq, p.party_id, p.currency, p.made_on, p.due_on, w.seq, w.date
         from promise p left join promise_withdrawal w on w.promise_seq = p.seq",
        [],
        |row| {
            let (seq, party, currency): (i64, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let (first, due_on): (Day, Day) = (row.get(3)?, row.get(4)?);
            let last = due_on + TimeDelta::days(GRACE_DAYS);
            let of_account = rows.items.iter().filter(|item| {
                item.party == party && item.currency.to_string() == currency && item.date <= first
            });
            let items =
                promised.get(&seq).cloned().unwrap_or_else(|| of_account.map(|item| item.id).collect());
            let withdrawn: Option<(i64, Day)> = row.get::<_, Option<i64>>(5)?.zip(row.get(6)?);
            let changed = withdrawn.map(|(seq, on)| (seq, last.min(on - TimeDelta::days(1))));
            Ok(Back { seq, items, first, last, changed })
        },
    )?;
    let disputes = r.rows(
        "select d.seq, d.opened_on, s.seq, s.date
         from dispute d left join dispute_step s on s.dispute_seq = d.seq and s.outcome is not null",
        [],
        |row| {
            let seq = row.get(0)?;
            let items = disputed.get(&seq).cloned().unwrap_or_default();
            let changed = row.get::<_, Option<i64>>(2)?.zip(row.get(3)?);
            Ok(Back { seq, items, first: row.get(1)?, last: EVER, changed })
        },
    )?;
    Ok(promises.into_iter().chain(disputes).collect())
}
