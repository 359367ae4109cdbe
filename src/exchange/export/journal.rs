//! The entries as transactions of plain-text accounting: beancount and hledger.
//!
//! An entry is a transaction, a line a posting: debits above nought, credits below, so that a red-letter line is simply
//! of the other sign. A posting is in the currency of its document with its total cost in the book's currency; what
//! moves only the book's currency (a revaluation) is a posting in that. At the end the balance of every account in every
//! currency is asserted.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rusqlite::Row;

use super::target::Target;
use super::{Watch, Written};
use crate::audit::{self, Head};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::ledger::{Account, AccountType, BookInfo, VoucherType, accounts, book};
use crate::money::{Currency, Money};
use crate::parties::company;
use crate::reports::render::word;
use crate::store::{AccountId, Reader};

/// How a program of plain-text accounting writes things down.
pub(super) trait Dialect {
    /// The name of an account's top: `Assets`.
    fn top(kind: AccountType) -> &'static str;
    /// A code and a name as one part of an account's name.
    fn part(code: &str, name: &str) -> String;
    /// What stands before the transactions.
    fn opening(journal: &Journal) -> String;
    fn transaction(transaction: &Transaction, names: &BTreeMap<AccountId, String>) -> String;
    /// What stands after them: the balances, asserted on the day of the last.
    fn closing(balances: &[(&str, Money)], last: Day) -> String;
}

/// What holds for the whole file.
#[derive(Debug)]
pub(super) struct Journal {
    pub(super) company: String,
    pub(super) book: BookInfo,
    pub(super) head: Head,
    /// The day of the first entry.
    pub(super) first: Day,
    pub(super) currencies: BTreeSet<Currency>,
    /// The accounts that take postings, by code, with their names in the file.
    pub(super) accounts: Vec<(Account, String)>,
}

/// An entry.
#[derive(Debug)]
pub(super) struct Transaction {
    pub(super) seq: i64,
    pub(super) date: Day,
    /// `2026-07/18`, the voucher's number within its month.
    pub(super) number: String,
    /// The first party of its lines.
    pub(super) payee: Option<String>,
    /// What kind of document it is of, its number, and the summary.
    pub(super) narration: String,
    pub(super) document: Option<String>,
    pub(super) purpose: Option<String>,
    pub(super) reverses: Option<i64>,
    pub(super) postings: Vec<Posting>,
}

#[derive(Debug)]
pub(super) struct Posting {
    pub(super) account: AccountId,
    pub(super) amount: Money,
    /// In the book's currency, not below nought; absent where the amount is in it already.
    pub(super) total_cost: Option<Money>,
    pub(super) party: Option<String>,
}

pub(super) fn write<To: Dialect>(
    r: &Reader<'_>,
    path: &Path,
    language: Language,
    watch: Watch<'_>,
) -> Result<Written> {
    let mut target = Target::create(path)?;
    let journal = journal::<To>(r, language)?;
    let names: BTreeMap<AccountId, String> =
        journal.accounts.iter().map(|(account, name)| (account.id, name.clone())).collect();
    target.put(&To::opening(&journal))?;
    let mut written = Written::default();
    let mut balances: BTreeMap<AccountId, BTreeMap<Currency, Money>> = BTreeMap::new();
    let mut last = journal.first;
    for_each_transaction(r, journal.book.currency, language, |transaction| {
        watch.step(written.rows, 0)?;
        for posting in &transaction.postings {
            let currency = posting.amount.currency();
            let own = balances.entry(posting.account).or_default();
            let balance = own.entry(currency).or_insert(Money::zero(currency));
            *balance = balance.checked_add(posting.amount)?;
        }
        written.rows += 1;
        last = last.max(transaction.date);
        target.put(&To::transaction(&transaction, &names))
    })?;
    let closing: Vec<(&str, Money)> = journal
        .accounts
        .iter()
        .flat_map(|(account, name)| {
            let own = balances.get(&account.id).into_iter().flat_map(BTreeMap::values);
            own.map(|balance| (name.as_str(), *balance))
        })
        .collect();
    target.put(&To::closing(&closing, last))?;
    written.bytes = target.finish()?;
    Ok(written)
}

fn journal<To: Dialect>(r: &Reader<'_>, language: Language) -> Result<Journal> {
    let book = book(r)?;
    let all = accounts(r)?;
    let parents: BTreeMap<&str, &Account> =
        all.iter().map(|account| (account.code.as_str(), account)).collect();
    let mut named = Vec::new();
    let mut taken = BTreeSet::new();
    for account in all.iter().filter(|account| account.postable) {
        let mut name = full_name::<To>(account, &parents, language);
        // Codes that differ only in what a name cannot hold.
        if !taken.insert(name.clone()) {
            name = format!("{name}-{}", account.id);
            taken.insert(name.clone());
        }
        named.push((account.clone(), name));
    }
    let first = r.value::<Option<Day>>("select min(date) from entry", [])?;
    let created: String = book.created_at.chars().take(10).collect();
    Ok(Journal {
        company: company(r)?.1.name,
        head: audit::head(r, None)?,
        first: first.map_or_else(|| crate::calendar::parse_day(&created), Ok)?,
        currencies: r
            .rows("select distinct currency from entry_line order by currency", [], |row| {
                row.get("currency")
            })?
            .into_iter()
            .chain([book.currency])
            .collect(),
        accounts: named,
        book,
    })
}

/// `Assets:1002-银行存款:100201-人民币`: the account below those it is part of.
fn full_name<To: Dialect>(account: &Account, all: &BTreeMap<&str, &Account>, language: Language) -> String {
    let mut parts = vec![To::part(&account.code, account.name(language.tag()))];
    let mut above = account.parent.as_deref();
    while let Some(parent) = above.and_then(|code| all.get(code)) {
        parts.push(To::part(&parent.code, parent.name(language.tag())));
        above = parent.parent.as_deref();
    }
    parts.push(To::top(account.kind).to_owned());
    parts.reverse();
    parts.join(":")
}

fn for_each_transaction(
    r: &Reader<'_>,
    base: Currency,
    language: Language,
    mut give: impl FnMut(Transaction) -> Result<()>,
) -> Result<()> {
    let mut statement = r.prepare(include_str!("transactions.sql"))?;
    let mut rows = statement.query([])?;
    let mut current: Option<Transaction> = None;
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get("seq")?;
        if current.as_ref().is_none_or(|transaction| transaction.seq != seq)
            && let Some(whole) = current.replace(head(row, seq, language)?)
        {
            give(whole)?;
        }
        if let Some(transaction) = &mut current {
            if transaction.payee.is_none() {
                transaction.payee = row.get("party_name")?;
            }
            transaction.postings.extend(postings(row, base)?);
        }
    }
    current.map_or(Ok(()), give)
}

fn head(row: &Row<'_>, seq: i64, language: Language) -> Result<Transaction> {
    let kind: Option<String> = row.get("document_kind")?;
    let document: Option<String> = row.get("document_number")?;
    let summary: Option<String> = row.get("summary")?;
    let kind = kind.map(|kind| {
        let suffix = if row.get("is_void").unwrap_or(false) { "_void" } else { "" };
        word(language, &format!("word.{kind}{suffix}"))
    });
    let said = [kind, document.clone(), summary].into_iter().flatten().collect::<Vec<_>>().join(" ");
    Ok(Transaction {
        seq,
        date: row.get("date")?,
        number: VoucherType::from_stored(&row.get::<_, String>("voucher_type")?)
            .reference(&row.get::<_, String>("month")?, row.get("number")?),
        payee: None,
        narration: if said.is_empty() { word(language, "word.entry") } else { said },
        document,
        purpose: row.get("purpose")?,
        reverses: row.get("reverses_seq")?,
        postings: Vec::new(),
    })
}

/// A line as a posting. Where amount and base are of different signs, or only one of them moves, no cost can say so: the
/// amount is posted at no cost and the base beside it.
fn postings(row: &Row<'_>, base_currency: Currency) -> Result<Vec<Posting>> {
    let side: i64 = row.get("side")?;
    let signed = |minor: i64| minor.checked_mul(side).ok_or(Error::AmountOverflow);
    let amount = Money::from_minor(signed(row.get("amount_minor")?)?, row.get("currency")?);
    let base = Money::from_minor(signed(row.get("base_minor")?)?, base_currency);
    let party: Option<String> = row.get("party_code")?;
    let posting = |amount, total_cost| Posting {
        account: row.get("account_id").unwrap_or(AccountId::new(0)),
        amount,
        total_cost,
        party: party.clone(),
    };
    if amount.currency() == base_currency {
        return Ok(vec![posting(amount, None)]);
    }
    let agree = amount.minor().signum() == base.minor().signum();
    if agree && !amount.is_zero() {
        let cost = Money::from_minor(base.minor().abs(), base_currency);
        return Ok(vec![posting(amount, Some(cost))]);
    }
    let alone = (!amount.is_zero()).then(|| posting(amount, Some(Money::zero(base_currency))));
    let beside = (!base.is_zero()).then(|| posting(base, None));
    Ok(alone.into_iter().chain(beside).collect())
}
