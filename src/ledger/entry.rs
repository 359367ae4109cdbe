//! Entries: what is posted, and how it is taken back.

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::chart::{Account, account_by_code};
use super::month::{adjustment, last_closed, periods, refuse_unrelated};
use super::numbers::take_voucher_number;
use crate::audit::{self, Act, Digest};
use crate::calendar::{Day, Month};
use crate::error::{Error, Result};
use crate::money::{Currency, Money, Plain};
use crate::store::{PartyId, Reader, Seq, UserId, Writer};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Debit,
    Credit,
}

impl Side {
    pub fn sign(self) -> i64 {
        match self {
            Side::Debit => 1,
            Side::Credit => -1,
        }
    }

    pub fn from_sign(sign: i64) -> Side {
        if sign < 0 { Side::Credit } else { Side::Debit }
    }

    #[must_use]
    pub fn opposite(self) -> Side {
        Side::from_sign(-self.sign())
    }
}

/// An entry to post. `lines` must balance in base currency.
#[derive(Debug)]
pub struct NewEntry {
    pub date: Day,
    pub why: Why,
    pub lines: Vec<NewLine>,
}

/// Why an entry is made, where its document does not say it all.
#[derive(Debug, Default)]
pub struct Why {
    pub purpose: Option<Purpose>,
    pub reverses: Option<Seq>,
    /// 摘要
    pub summary: Option<String>,
    /// 附件张数
    pub attachment_count: Option<u32>,
    /// The closed month that the entry corrects.
    pub relates_to: Option<Month>,
    /// 制单 and 审核, where others than who posts it.
    pub prepared_by: Option<UserId>,
    pub approved_by: Option<UserId>,
}

impl Why {
    /// Made for a purpose, and nothing else to say.
    pub fn of(purpose: Purpose) -> Why {
        Why { purpose: Some(purpose), ..Why::default() }
    }
}

/// What an entry without a document is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Typed by a bookkeeper.
    Voucher,
    /// Foreign balances carried at the rate of a day.
    Revaluation,
    /// A revaluation taken back: the next day by the book's policy, or by hand.
    RevaluationBack,
    /// Allowance for bad debts moved to what is required.
    Allowance,
    /// 转出未交增值税
    VatTransfer,
    /// Tax that a small-scale taxpayer is forgiven.
    VatRelief,
    /// 附加税
    Surtax,
    /// 结转损益, 本年利润 and 未分配利润
    ProfitTransfer,
    /// At the year's end: the columns of 应交增值税 cleared against each other.
    YearEnd,
}

impl Purpose {
    pub const ALL: [Purpose; 9] = [
        Purpose::Voucher,
        Purpose::Revaluation,
        Purpose::RevaluationBack,
        Purpose::Allowance,
        Purpose::VatTransfer,
        Purpose::VatRelief,
        Purpose::Surtax,
        Purpose::ProfitTransfer,
        Purpose::YearEnd,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Purpose::Voucher => "voucher",
            Purpose::Revaluation => "revaluation",
            Purpose::RevaluationBack => "revaluation_back",
            Purpose::Allowance => "allowance",
            Purpose::VatTransfer => "vat_transfer",
            Purpose::VatRelief => "vat_relief",
            Purpose::Surtax => "surtax",
            Purpose::ProfitTransfer => "profit_transfer",
            Purpose::YearEnd => "year_end",
        }
    }

    fn from_stored(text: &str) -> Option<Purpose> {
        Purpose::ALL.into_iter().find(|purpose| purpose.as_str() == text)
    }
}

#[derive(Debug)]
pub struct NewLine {
    pub account: Account,
    /// Required on control accounts, refused elsewhere.
    pub party: Option<PartyId>,
    pub side: Side,
    /// In the document's currency; negative in red-letter style.
    pub amount: Money,
    /// The same in the book's currency.
    pub base: Money,
}

/// 记, or 收, 付 and 转: each is numbered on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum VoucherType {
    /// 记
    General,
    /// 收
    Receipt,
    /// 付
    Payment,
    /// 转
    Transfer,
}

impl VoucherType {
    pub const ALL: [VoucherType; 4] =
        [VoucherType::General, VoucherType::Receipt, VoucherType::Payment, VoucherType::Transfer];

    pub fn as_str(self) -> &'static str {
        match self {
            VoucherType::General => "general",
            VoucherType::Receipt => "receipt",
            VoucherType::Payment => "payment",
            VoucherType::Transfer => "transfer",
        }
    }

    pub fn from_stored(text: &str) -> VoucherType {
        VoucherType::ALL.into_iter().find(|kind| kind.as_str() == text).unwrap_or(VoucherType::General)
    }

    /// 凭证字
    pub fn word(self) -> char {
        match self {
            VoucherType::General => '记',
            VoucherType::Receipt => '收',
            VoucherType::Payment => '付',
            VoucherType::Transfer => '转',
        }
    }

    /// `2026-07/18`: a voucher's number within its month; `2026-07/收-18` where the book keeps 收, 付 and 转.
    pub fn reference(self, month: &str, number: i64) -> String {
        format!("{month}/{}", self.numbered(number))
    }

    /// A number within its month: `18`, or `收-18`.
    pub fn numbered(self, number: i64) -> String {
        match self {
            VoucherType::General => number.to_string(),
            _ => format!("{}-{number}", self.word()),
        }
    }

    /// The counter of its numbers.
    pub(super) fn counter(self) -> &'static str {
        match self {
            VoucherType::General => "voucher",
            VoucherType::Receipt => "voucher_receipt",
            VoucherType::Payment => "voucher_payment",
            VoucherType::Transfer => "voucher_transfer",
        }
    }

    /// 付 where cash or bank is credited, 收 where it is debited, else 转; what a period's end posts is 转.
    fn of(entry: &NewEntry, by_cash: bool) -> VoucherType {
        if !by_cash {
            return VoucherType::General;
        }
        let moves = |side: Side| entry.lines.iter().any(|line| line.account.is_cash && line.side == side);
        let is_usual = entry.why.purpose.is_none_or(|purpose| purpose == Purpose::Voucher);
        match () {
            () if is_usual && moves(Side::Credit) => VoucherType::Payment,
            () if is_usual && moves(Side::Debit) => VoucherType::Receipt,
            () => VoucherType::Transfer,
        }
    }
}

/// A posted entry.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct Entry {
    pub seq: Seq,
    #[serde(rename = "type")]
    pub kind: VoucherType,
    pub month: Month,
    /// Voucher number within the month and type: 记-`number`.
    pub number: u32,
    pub date: Day,
    pub purpose: Option<Purpose>,
    pub reverses: Option<Seq>,
    pub summary: Option<String>,
    pub attachment_count: Option<u32>,
    /// The closed month that it corrects.
    pub relates_to: Option<Month>,
    /// Why it was posted into a month that takes adjustments only.
    pub adjust_reason: Option<String>,
    /// 制单 and 审核, where others than who posted it.
    pub prepared_by: Option<UserId>,
    pub approved_by: Option<UserId>,
    pub lines: Vec<EntryLine>,
    #[serde(skip)]
    #[ts(skip)]
    text_digest: Option<Digest>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct EntryLine {
    pub account: String,
    pub account_name_zh: String,
    pub account_name_en: String,
    pub party: Option<PartyId>,
    pub side: Side,
    pub amount: Money,
    pub base: Money,
}

/// Posts an entry as part of `act` and moves the kept balances.
///
/// # Errors
/// `entry_unbalanced`, `month_closed`, `month_soft_closed`, `account_not_postable`, `account_is_control`;
/// `field_invalid` for a month it cannot relate to.
pub fn post(w: &Writer<'_>, act: &Act, entry: NewEntry) -> Result<Entry> {
    let month = Month::of(entry.date);
    let policy = periods(w)?;
    let adjust_reason = adjustment(w, &policy, month)?;
    refuse_unbalanced(&entry.lines)?;
    if let Some(relates_to) = entry.why.relates_to {
        refuse_unrelated(policy.closed, relates_to, month)?;
    }
    let kind = VoucherType::of(&entry, policy.by_cash);
    let number = take_voucher_number(w, kind, month)?;
    let Why { purpose, reverses, summary, attachment_count, relates_to, prepared_by, approved_by } =
        entry.why;
    let (day, month_text) = (entry.date.to_string(), month.to_string());
    let salt = summary.as_ref().or(adjust_reason.as_ref()).map(|_| audit::salt(w, "entry")).transpose()?;
    let text_digest = salt.map(|salt| text_digest(&salt, summary.as_deref(), adjust_reason.as_deref()));
    w.put(
        include_str!("insert_entry.sql"),
        named_params! {":seq": act.seq, ":type": kind.as_str(), ":month": month_text, ":number": number, ":date": day,
        ":purpose": purpose.map(Purpose::as_str), ":reverses_seq": reverses, ":summary": summary, ":salt": salt,
        ":text_digest": text_digest, ":attachment_count": attachment_count, ":relates_to": relates_to,
        ":adjust_reason": adjust_reason, ":prepared_by": prepared_by, ":approved_by": approved_by},
    )?;
    let mut lines = Vec::with_capacity(entry.lines.len());
    for (line, number) in entry.lines.into_iter().zip(1_i64..) {
        line.refuse()?;
        w.put(
            include_str!("insert_line.sql"),
            named_params! {":seq": act.seq, ":line": number, ":account_id": line.account.id, ":party_id": line.party,
            ":date": day, ":side": line.side.sign(), ":currency": line.amount.currency(),
            ":amount_minor": line.amount.minor(), ":base_minor": line.base.minor()},
        )?;
        let on = |side: Side, minor: i64| if line.side == side { minor } else { 0 };
        w.put(
            include_str!("move_balance.sql"),
            named_params! {":account_id": line.account.id, ":currency": line.amount.currency(),
            ":month": month_text, ":party_id": line.party.map_or(0, PartyId::value),
            ":debit": on(Side::Debit, line.amount.minor()), ":credit": on(Side::Credit, line.amount.minor()),
            ":debit_base": on(Side::Debit, line.base.minor()), ":credit_base": on(Side::Credit, line.base.minor())},
        )?;
        lines.push(line.posted());
    }
    Ok(Entry {
        seq: act.seq,
        kind,
        month,
        number: u32::try_from(number).map_err(|_| Error::AmountOverflow)?,
        date: entry.date,
        purpose,
        reverses,
        summary,
        attachment_count,
        relates_to,
        adjust_reason,
        prepared_by,
        approved_by,
        lines,
        text_digest,
    })
}

/// The salted digest of what a person wrote: the summary, and why it is an adjustment.
fn text_digest(salt: &[u8; 16], summary: Option<&str>, reason: Option<&str>) -> Digest {
    match reason {
        None => audit::salted_digest(salt, summary.unwrap_or_default()),
        Some(reason) => audit::salted_digest(salt, audit::canonical(&json!([summary, reason]))),
    }
}

impl NewLine {
    fn refuse(&self) -> Result<()> {
        let code = || self.account.code.clone();
        if !self.account.postable || !self.account.active {
            return Err(Error::AccountNotPostable { account: code() });
        }
        if self.account.control.is_some() != self.party.is_some() {
            return Err(Error::AccountIsControl { account: code() });
        }
        Ok(())
    }

    fn posted(self) -> EntryLine {
        let NewLine { account, party, side, amount, base } = self;
        EntryLine {
            account: account.code,
            account_name_zh: account.name_zh,
            account_name_en: account.name_en,
            party,
            side,
            amount,
            base,
        }
    }
}

/// Promise 1: debits equal credits in every entry.
fn refuse_unbalanced(lines: &[NewLine]) -> Result<()> {
    let currency = lines.first().ok_or(Error::DocumentEmpty)?.base.currency();
    let total = |side: Side| {
        let mut bases = lines.iter().filter(|line| line.side == side).map(|line| line.base);
        bases.try_fold(Money::zero(currency), Money::checked_add)
    };
    let (debit, credit) = (total(Side::Debit)?, total(Side::Credit)?);
    if debit == credit {
        return Ok(());
    }
    Err(Error::EntryUnbalanced { debit: debit.to_plain(), credit: credit.to_plain() })
}

/// The posted entry of an act; `None` where the act posted none.
pub fn entry(r: &Reader<'_>, seq: Seq) -> Result<Option<Entry>> {
    let head = r.row(include_str!("entry.sql"), named_params! {":seq": seq}, read_head)?;
    let Some(head) = head else { return Ok(None) };
    let lines = r.rows(include_str!("lines.sql"), named_params! {":seq": seq}, read_line)?;
    Ok(Some(Entry { lines, ..head }))
}

fn read_head(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let (summary, adjust_reason): (Option<String>, Option<String>) =
        (row.get("summary")?, row.get("adjust_reason")?);
    // Of text that was blanked only the digest is left.
    let salt =
        row.get::<_, Option<[u8; 16]>>("salt")?.filter(|_| summary.is_some() || adjust_reason.is_some());
    let text_digest = match salt {
        Some(salt) => Some(text_digest(&salt, summary.as_deref(), adjust_reason.as_deref())),
        None => row.get("text_digest")?,
    };
    Ok(Entry {
        seq: row.get("seq")?,
        kind: VoucherType::from_stored(&row.get::<_, String>("type")?),
        month: row.get("month")?,
        number: row.get("number")?,
        date: row.get("date")?,
        purpose: row.get::<_, Option<String>>("purpose")?.as_deref().and_then(Purpose::from_stored),
        reverses: row.get("reverses_seq")?,
        summary,
        attachment_count: row.get("attachment_count")?,
        relates_to: row.get("relates_to")?,
        adjust_reason,
        prepared_by: row.get("prepared_by")?,
        approved_by: row.get("approved_by")?,
        text_digest,
        lines: Vec::new(),
    })
}

fn read_line(row: &Row<'_>) -> rusqlite::Result<EntryLine> {
    let base_currency = row.get("base_currency")?;
    Ok(EntryLine {
        account: row.get("code")?,
        account_name_zh: row.get("name_zh")?,
        account_name_en: row.get("name_en")?,
        party: row.get("party_id")?,
        side: Side::from_sign(row.get("side")?),
        amount: Money::from_minor(row.get("amount_minor")?, row.get("currency")?),
        base: Money::from_minor(row.get("base_minor")?, base_currency),
    })
}

/// The entry that takes another back on `date`: negative amounts on the same sides (红字), or mirrored sides. It relates
/// to the month of the other where that is closed.
pub fn reverse(r: &Reader<'_>, original: &Entry, date: Day, red_letter: bool) -> Result<NewEntry> {
    let mut lines = Vec::with_capacity(original.lines.len());
    for line in &original.lines {
        let account = account_by_code(r, &line.account)?;
        let (side, amount, base) = match red_letter {
            true => (line.side, line.amount.negated(), line.base.negated()),
            false => (line.side.opposite(), line.amount, line.base),
        };
        lines.push(NewLine { account, party: line.party, side, amount, base });
    }
    let relates_to = last_closed(r)?.filter(|last| original.month <= *last).map(|_| original.month);
    let why = Why { reverses: Some(original.seq), relates_to, ..Why::default() };
    Ok(NewEntry { date, why, lines })
}

impl Entry {
    /// 记-12 2026-03
    pub fn name(&self) -> String {
        format!("{}-{} {}", self.kind.word(), self.number, self.month)
    }

    /// What the trail's digest covers.
    pub fn body(&self) -> EntryBody<'_> {
        EntryBody {
            attachments: self.attachment_count,
            date: self.date,
            lines: self.lines.iter().map(EntryLine::body).collect(),
            month: self.month,
            number: self.number,
            people: Some([self.prepared_by, self.approved_by])
                .filter(|people| people.iter().any(Option::is_some)),
            purpose: self.purpose,
            relates_to: self.relates_to,
            reverses: self.reverses,
            text: self.text_digest.map(|digest| audit::hex(&digest)),
            kind: Some(self.kind).filter(|kind| *kind != VoucherType::General),
        }
    }
}

/// What the trail's digest covers of an entry, its fields in the order of their names. Entries from before `attachments`,
/// `people`, `purpose`, `relates_to` and `type` say nothing of them.
#[derive(Debug, Serialize)]
pub struct EntryBody<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    attachments: Option<u32>,
    date: Day,
    lines: Vec<LineBody<'a>>,
    month: Month,
    number: u32,
    /// Who prepared and who approved it.
    #[serde(skip_serializing_if = "Option::is_none")]
    people: Option<[Option<UserId>; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    purpose: Option<Purpose>,
    #[serde(skip_serializing_if = "Option::is_none")]
    relates_to: Option<Month>,
    reverses: Option<Seq>,
    text: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<VoucherType>,
}

/// Account, party, `D` or `C`, amount, currency, amount in the book's currency.
type LineBody<'a> = (&'a str, Option<PartyId>, &'static str, Plain, Currency, Plain);

impl EntryLine {
    fn body(&self) -> LineBody<'_> {
        let side = if self.side == Side::Debit { "D" } else { "C" };
        (&self.account, self.party, side, self.amount.plain(), self.amount.currency(), self.base.plain())
    }
}
