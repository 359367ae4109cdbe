//! Entries without a document: what a bookkeeper posts at the beginning and at each month's end.

use crate::audit;
use crate::calendar::Day;
use crate::error::Result;
use crate::language::Language;
use crate::ledger::{
    AccountRole, Entry, NewEntry, NewLine, Purpose, Side, Why, account_by_code, account_by_role, book, post,
};
use crate::money::Money;
use crate::settlement::PostingBody;
use crate::store::{Seq, Writer};

/// The accounts that no role names, and the words of the summaries.
#[derive(Debug)]
pub(super) struct Books {
    pub(super) capital: &'static str,
    pub(super) equipment: &'static str,
    pub(super) depreciation: [&'static str; 2],
    /// Expense accounts of the wages and the account they are owed on.
    pub(super) wages: [&'static str; 2],
    pub(super) wages_owed: &'static str,
    /// Where a month's output tax (or the difference, in the Chinese chart) is taken from, and where it is owed.
    pub(super) vat_from: &'static str,
    pub(super) vat_owed: &'static str,
    /// The Chinese chart leaves both columns standing and transfers the difference.
    pub(super) vat_columns_stay: bool,
    words: [(&'static str, &'static str); 6],
}

const CHINESE: Books = Books {
    capital: "3001",
    equipment: "1601",
    depreciation: ["5602", "1602"],
    wages: ["5601", "5602"],
    wages_owed: "2211",
    vat_from: "22210104",
    vat_owed: "222102",
    vat_columns_stay: true,
    words: [
        ("opening", "期初余额"),
        ("cost", "结转本月销售成本"),
        ("wages", "计提本月工资"),
        ("wages_paid", "发放上月工资"),
        ("vat", "转出本月未交增值税"),
        ("vat_paid", "缴纳上月增值税"),
    ],
};

const ENGLISH: Books = Books {
    capital: "3000",
    equipment: "1500",
    depreciation: ["6600", "1590"],
    wages: ["6000", "6000"],
    wages_owed: "2300",
    vat_from: "2200",
    vat_owed: "2210",
    vat_columns_stay: false,
    words: [
        ("opening", "Opening balances"),
        ("cost", "Cost of goods sold in the month"),
        ("wages", "Wages of the month"),
        ("wages_paid", "Last month’s wages paid"),
        ("vat", "VAT of the month"),
        ("vat_paid", "Last month’s VAT paid"),
    ],
};

impl Books {
    pub(super) fn of(language: Language) -> &'static Books {
        if language == Language::En { &ENGLISH } else { &CHINESE }
    }

    /// The summary for an event; depreciation has none of its own.
    pub(super) fn word(&self, event: &str) -> &'static str {
        self.words.iter().find(|(name, _)| *name == event).map_or("", |(_, word)| *word)
    }
}

/// Where a line goes: by code, or by role.
#[derive(Debug, Clone, Copy)]
pub(super) enum To {
    Code(&'static str),
    Role(AccountRole),
}

/// A line of a voucher; minor units.
pub(super) type Line = (To, Side, i64);

/// Posts a balanced entry on accounts without open items. Lines of nought are left out.
pub(super) fn voucher(w: &Writer<'_>, date: Day, summary: &str, lines: &[Line]) -> Result<Option<Seq>> {
    let currency = book(w)?.currency;
    let mut new = Vec::with_capacity(lines.len());
    for (to, side, minor) in lines.iter().filter(|(_, _, minor)| *minor != 0) {
        let account = match to {
            To::Code(code) => account_by_code(w, code)?,
            To::Role(role) => account_by_role(w, *role)?,
        };
        let amount = Money::from_minor(minor.abs(), currency);
        let side = if *minor < 0 { side.opposite() } else { *side };
        new.push(NewLine { account, party: None, side, amount, base: amount });
    }
    if new.is_empty() {
        return Ok(None);
    }
    let act = audit::begin(w)?;
    let summary = (!summary.is_empty()).then(|| summary.to_owned());
    let why = Why { purpose: Some(Purpose::Voucher), summary, ..Why::default() };
    let entry: Entry = post(w, &act, NewEntry { date, why, lines: new })?;
    PostingBody::new(Some(&entry), &[], &[]).seal(w, act).map(Some)
}
