//! Every row of a book, as it stands, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use kezhang::calendar::Day;
use kezhang::error::Result;
use kezhang::ledger::Control;
use kezhang::money::Currency;
use kezhang::store::Reader;

/// Keys are plain numbers here.
#[derive(Debug, Default)]
pub struct Rows {
    pub accounts: BTreeMap<i64, AccountRow>,
    pub party_codes: BTreeMap<i64, String>,
    pub lines: Vec<LineRow>,
    pub items: Vec<ItemRow>,
    pub allocations: Vec<AllocationRow>,
    /// Debit, credit, and both in the book's currency, by account, currency, party and month.
    pub balances: BTreeMap<(i64, Currency, i64, String), [i64; 4]>,
    /// What is kept as open of an item: amount and carrying amount.
    pub outstanding: BTreeMap<i64, (i64, i64)>,
    pub party_totals: BTreeMap<(i64, i64), i64>,
    /// Kind and number of documents, by seq.
    pub documents: BTreeMap<i64, (String, String)>,
    /// The document that an act made void.
    pub voids: BTreeMap<i64, i64>,
    /// Days of documents, by seq.
    pub days: BTreeMap<i64, Day>,
    /// Acts that rescheduled something, or took that back.
    pub reschedulings: BTreeSet<i64>,
}

#[derive(Debug)]
pub struct AccountRow {
    pub code: String,
    pub control: Option<Control>,
}

#[derive(Debug)]
pub struct LineRow {
    pub seq: i64,
    pub account: i64,
    pub party: Option<i64>,
    pub date: Day,
    pub side: i64,
    pub currency: Currency,
    pub minor: i64,
    pub base: i64,
}

#[derive(Debug)]
pub struct ItemRow {
    pub id: i64,
    pub seq: i64,
    pub document: Option<i64>,
    pub account: i64,
    pub party: i64,
    pub date: Day,
    pub due_on: Day,
    pub currency: Currency,
    pub minor: i64,
    pub base: i64,
}

#[derive(Debug)]
pub struct AllocationRow {
    pub seq: i64,
    pub item: i64,
    pub date: Day,
    pub minor: i64,
    pub base: i64,
}

/// The side on which an account of that control grows.
pub fn sign(control: Control) -> i64 {
    control.side().sign()
}

impl Rows {
    /// How an item is called: by its document, and by its place where it is one of several instalments.
    pub fn name(&self, item: &ItemRow) -> Option<String> {
        let (kind, number) = self.documents.get(&item.document?)?;
        let all: Vec<i64> = self.items.iter().filter(|of| of.seq == item.seq).map(|of| of.id).collect();
        let place = all.iter().position(|id| *id == item.id)? + 1;
        let is_rescheduled = item.document != Some(item.seq);
        let is_plan = all.len() > 1 && (is_rescheduled || kind == "invoice" || kind == "bill");
        Some(if is_plan { format!("{number} ({place}/{})", all.len()) } else { number.clone() })
    }

    pub fn read(r: &Reader<'_>) -> Result<Rows> {
        let controls = [
            Control::Receivable,
            Control::Payable,
            Control::CustomerAdvance,
            Control::SupplierPrepayment,
            Control::CustomerDeposit,
            Control::SupplierDeposit,
        ];
        let control =
            |word: Option<String>| controls.into_iter().find(|it| Some(it.as_str()) == word.as_deref());
        let accounts = r.rows("select id, code, control from account", [], |row| {
            Ok((row.get(0)?, AccountRow { code: row.get(1)?, control: control(row.get(2)?) }))
        })?;
        let lines = r.rows(
            "select seq, account_id, party_id, date, side, currency, amount_minor, base_minor from entry_line",
            [],
            |row| {
                Ok(LineRow {
                    seq: row.get(0)?,
                    account: row.get(1)?,
                    party: row.get(2)?,
                    date: row.get(3)?,
                    side: row.get(4)?,
                    currency: row.get(5)?,
                    minor: row.get(6)?,
                    base: row.get(7)?,
                })
            },
        )?;
        let items = r.rows(
            "select id, seq, document_seq, account_id, party_id, date, due_on, currency, amount_minor, base_minor
             from open_item order by id",
            [],
            |row| {
                Ok(ItemRow {
                    id: row.get(0)?,
                    seq: row.get(1)?,
                    document: row.get(2)?,
                    account: row.get(3)?,
                    party: row.get(4)?,
                    date: row.get(5)?,
                    due_on: row.get(6)?,
                    currency: row.get(7)?,
                    minor: row.get(8)?,
                    base: row.get(9)?,
                })
            },
        )?;
        let allocations =
            r.rows("select seq, item_id, date, amount_minor, base_minor from allocation", [], |row| {
                Ok(AllocationRow {
                    seq: row.get(0)?,
                    item: row.get(1)?,
                    date: row.get(2)?,
                    minor: row.get(3)?,
                    base: row.get(4)?,
                })
            })?;
        let balances = r.rows(
            "select account_id, currency, party_id, month, debit_minor, credit_minor, debit_base_minor,
                    credit_base_minor
             from balance",
            [],
            |row| {
                let key = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
                Ok((key, [row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?]))
            },
        )?;
        let outstanding =
            r.rows("select item_id, remaining_minor, remaining_base_minor from outstanding", [], |row| {
                Ok((row.get(0)?, (row.get(1)?, row.get(2)?)))
            })?;
        let totals = r.rows("select account_id, party_id, open_base_minor from party_total", [], |row| {
            Ok(((row.get(0)?, row.get(1)?), row.get(2)?))
        })?;
        let documents = r.rows("select seq, kind, number from document", [], |row| {
            Ok((row.get(0)?, (row.get(1)?, row.get(2)?)))
        })?;
        let days = r.rows("select seq, date from document", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let reschedulings = r.rows(
            "select seq from rescheduling
             union all select t.seq from trail t join rescheduling s on t.subject_id = s.seq and t.subject = 'posting'",
            [],
            |row| row.get(0),
        )?;
        let voids =
            r.rows("select seq, document_seq from document_void", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let parties = r.rows("select id, code from party", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Rows {
            accounts: accounts.into_iter().collect(),
            party_codes: parties.into_iter().collect(),
            lines,
            items,
            allocations,
            balances: balances.into_iter().collect(),
            outstanding: outstanding.into_iter().collect(),
            party_totals: totals.into_iter().collect(),
            documents: documents.into_iter().collect(),
            voids: voids.into_iter().collect(),
            days: days.into_iter().collect(),
            reschedulings: reschedulings.into_iter().collect(),
        })
    }

    /// The day of its document, which a rescheduling does not change.
    pub fn day(&self, item: &ItemRow) -> Day {
        item.document.map_or(item.date, |document| self.days[&document])
    }

    pub fn control(&self, account: i64) -> Option<Control> {
        self.accounts[&account].control
    }

    /// What is open of an item at the end of a day as known at an act: amount and carrying amount; nothing before it is
    /// dated or recorded.
    pub fn open_at(&self, item: &ItemRow, as_of: Day, known: i64) -> (i64, i64) {
        if item.date > as_of || item.seq > known {
            return (0, 0);
        }
        let mut open = (item.minor, item.base);
        for row in &self.allocations {
            if row.item == item.id && row.date <= as_of && row.seq <= known {
                open.0 -= row.minor;
                open.1 -= row.base;
            }
        }
        open
    }

    /// Every day on which anything is dated.
    pub fn days(&self) -> Vec<Day> {
        let lines = self.lines.iter().map(|line| line.date);
        let items = self.items.iter().map(|item| item.date);
        let allocations = self.allocations.iter().map(|row| row.date);
        let mut days: Vec<Day> = lines.chain(items).chain(allocations).collect();
        days.sort_unstable();
        days.dedup();
        days
    }
}
