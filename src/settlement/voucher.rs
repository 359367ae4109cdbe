//! 记账凭证: what a bookkeeper posts by hand.
//!
//! A line on a control account names its party and opens an item, or names the item that it reduces: so that the
//! account still equals the sum of what is open.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::item::item;
use super::posting::{Posting, SettledBy};
use crate::audit;
use crate::calendar::{Day, Month};
use crate::error::{Error, Result};
use crate::ledger::{Account, Entry, Purpose, Side, Why, account_by_code, book, rate_on, refuse_closed};
use crate::money::{Currency, Figure, Money};
use crate::parties::refuse_merged;
use crate::store::{OpenItemId, PartyId, Reader, Writer};

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct VoucherFields {
    /// Today where absent.
    pub date: Option<Day>,
    /// 摘要
    pub summary: String,
    /// 附件张数
    pub attachment_count: u32,
    /// The closed month that it corrects.
    pub relates_to: Option<Month>,
    pub lines: Vec<VoucherLine>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct VoucherLine {
    /// Code.
    pub account: String,
    pub side: Side,
    /// Below nought in red letter.
    pub amount: Figure,
    /// The book's where absent.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// In the book's currency; by the rate of the day where absent.
    #[serde(default)]
    pub base: Option<Figure>,
    /// Of a control account.
    #[serde(default)]
    pub party_id: Option<PartyId>,
    /// The item that the line reduces; it opens one where absent.
    #[serde(default)]
    pub item_id: Option<OpenItemId>,
    /// Of the item that the line opens.
    #[serde(default)]
    pub due_on: Option<Day>,
}

/// Posts a voucher.
///
/// # Errors
/// `entry_unbalanced`, `month_closed`, `account_not_postable`, `field_missing` for the party of a control account.
pub fn post_voucher(w: &Writer<'_>, fields: &VoucherFields, purpose: Purpose, today: Day) -> Result<Entry> {
    post_voucher_with(w, fields, Why::of(purpose), today)
}

/// [`post_voucher`] with who prepared and approved it.
pub fn post_voucher_with(w: &Writer<'_>, fields: &VoucherFields, why: Why, today: Day) -> Result<Entry> {
    let date = fields.date.unwrap_or(today);
    refuse_closed(w, date)?;
    let posting = voucher_posting(w, fields, date)?;
    let act = audit::begin(w)?;
    let why = Why {
        summary: Some(fields.summary.trim().to_owned()).filter(|text| !text.is_empty()),
        attachment_count: Some(fields.attachment_count).filter(|count| *count > 0),
        relates_to: fields.relates_to,
        ..why
    };
    let written = posting.write(w, &act, None, why)?;
    written.seal(w, act)?;
    written.entry.ok_or(Error::DocumentEmpty)
}

/// The two sides of a voucher while it is typed, in the book's currency.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct VoucherTotals {
    pub debit: Money,
    pub credit: Money,
    /// Debit less credit; nought where the voucher can be posted.
    pub difference: Money,
}

/// Adds up a voucher. Nothing is written, and it need not balance yet.
pub fn voucher_totals(r: &Reader<'_>, fields: &VoucherFields, today: Day) -> Result<VoucherTotals> {
    let own = book(r)?.currency;
    let lines = voucher_posting(r, fields, fields.date.unwrap_or(today))?.lines();
    let sum = |side: Side| {
        let of_side = lines.iter().filter(|line| line.side == side).map(|line| line.base);
        of_side.into_iter().try_fold(Money::zero(own), Money::checked_add)
    };
    let (debit, credit) = (sum(Side::Debit)?, sum(Side::Credit)?);
    Ok(VoucherTotals { debit, credit, difference: debit.checked_sub(credit)? })
}

fn voucher_posting(r: &Reader<'_>, fields: &VoucherFields, date: Day) -> Result<Posting> {
    let book = book(r)?;
    let mut posting = Posting::new(&book, date);
    for line in &fields.lines {
        let account = account_by_code(r, &line.account)?;
        let amount = Money::parse(&line.amount.to_string(), line.currency.unwrap_or(book.currency))?;
        let base = match line.base {
            Some(base) => Money::parse(&base.to_string(), book.currency)?,
            None if amount.currency() == book.currency => amount,
            None => {
                let rate = rate_on(r, amount.currency(), date)?.rate;
                rate.convert(amount, book.currency, book.rounding)?
            }
        };
        match account.control {
            None => posting.post(account, line.side, amount, base)?,
            Some(_) => post_on_item(r, &mut posting, account, line, amount, base)?,
        }
    }
    Ok(posting)
}

fn post_on_item(
    r: &Reader<'_>,
    posting: &mut Posting,
    account: Account,
    line: &VoucherLine,
    amount: Money,
    base: Money,
) -> Result<()> {
    let natural = account.control.map_or(Side::Debit, |control| control.side());
    let grows = if line.side == natural { 1 } else { -1 };
    let signed = |money: Money| Money::from_minor(grows * money.minor(), money.currency());
    let Some(id) = line.item_id else {
        let party = line.party_id.ok_or_else(|| Error::FieldMissing { field: "party_id".into() })?;
        refuse_merged(r, party)?;
        let due_on = line.due_on.unwrap_or(posting.date);
        return posting.open(account, party, due_on, signed(amount), signed(base));
    };
    let item = item(r, id)?;
    if item.account_id != account.id || line.party_id.is_some_and(|party| party != item.party_id) {
        return Err(Error::FieldInvalid { field: "open_item_id".into(), value: id.to_string() });
    }
    posting.reduce(&item, account, signed(amount).negated(), SettledBy::Nothing)?;
    Ok(())
}
