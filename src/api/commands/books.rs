//! Entries, months, the trail, proof and backup.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Nothing;
use crate::api::{Context, Job};
use crate::audit::{self, TrailRow};
use crate::calendar::Day;
use crate::documents::{self, OpeningLine};
use crate::error::{Error, Result};
use crate::inspection::{self, Proof};
use crate::ledger::{self, Closing, Entry, Side, account_by_code};
use crate::money::{Figure, Money};
use crate::runs::{self, BackupPlace, ChooseBackupFolder};
use crate::store::{self, Backup, Page, Reader, Seq, Writer};

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct EntryKey {
    pub seq: Seq,
}

/// Balances of accounts that have no open items, on the day the books begin. What customers and suppliers owed
/// comes in per open item.
#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct OpenBalances {
    pub date: Day,
    pub lines: Vec<OpenBalanceLine>,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct OpenBalanceLine {
    /// Code of the account.
    pub account: String,
    pub side: Side,
    pub amount: Figure,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct TrailList {
    pub after: Option<String>,
    pub limit: Option<u32>,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct BackupInput {
    /// The file to write; it must not exist.
    pub path: String,
}

pub fn entry(_: &Context<'_>, r: &Reader<'_>, input: EntryKey) -> Result<Entry> {
    ledger::entry(r, input.seq)?
        .ok_or_else(|| Error::NotFound { kind: "entry".into(), key: input.seq.to_string() })
}

pub fn open_balances(_: &Context<'_>, w: &Writer<'_>, input: OpenBalances) -> Result<Entry> {
    let currency = ledger::book(w)?.currency;
    let line = |line: &OpenBalanceLine| {
        let (account, amount) =
            (account_by_code(w, &line.account)?, Money::parse(&line.amount.to_string(), currency)?);
        Ok(OpeningLine { account, side: line.side, amount })
    };
    let lines = input.lines.iter().map(line).collect::<Result<_>>()?;
    documents::open_balances(w, input.date, lines)
}

pub fn closings(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Vec<Closing>> {
    ledger::closings(r)
}

pub fn trail(_: &Context<'_>, r: &Reader<'_>, input: TrailList) -> Result<Page<TrailRow>> {
    let before = input.after.as_deref().map_or(Ok(i64::MAX), str::parse::<i64>);
    let before = before.map_err(|_| Error::FieldInvalid { field: "after".into(), value: String::new() })?;
    audit::list(r, Seq::new(before), input.limit.unwrap_or(100).min(1000))
}

/// One check of the proof by its name; all where absent.
#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ChooseCheck {
    #[serde(default)]
    pub check: Option<String>,
}

pub fn verify(context: &Context<'_>, job: &Job<'_>, input: ChooseCheck) -> Result<Proof> {
    let progress = |done: i64, total: i64| {
        context.progress("verify", done.unsigned_abs(), total.unsigned_abs());
    };
    job.read(|r| inspection::verify(r, input.check.as_deref(), &progress, context.cancelled()))
}

pub fn backup_place(context: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<BackupPlace> {
    runs::backup_place(r, context.book_path)
}

pub fn choose_backup_folder(
    context: &Context<'_>,
    w: &Writer<'_>,
    input: ChooseBackupFolder,
) -> Result<BackupPlace> {
    runs::choose_backup_folder(w, &input)?;
    runs::backup_place(w, context.book_path)
}

pub fn backup(_: &Context<'_>, job: &Job<'_>, input: BackupInput) -> Result<Backup> {
    store::back_up(job.book(), &PathBuf::from(input.path))
}
