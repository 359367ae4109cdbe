//! Opening, allocating and taking back.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::item::{Allocation, OpenItem, item};
use super::posting::{Posting, SettledBy};
use crate::audit::{self, Act};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::{
    Account, AccountRole, Control, Why, account_by_id, account_by_role, book, refuse_closed,
};
use crate::money::{Figure, Money};
use crate::store::{DocumentId, OpenItemId, PartyId, Reader, Seq, Writer};

/// An item to open. Its act posts the same amount to `account` on the same day.
#[derive(Debug)]
pub struct NewItem {
    pub document: Option<DocumentId>,
    pub account: Account,
    pub party: PartyId,
    pub date: Day,
    pub due_on: Day,
    pub amount: Money,
    pub base: Money,
}

/// A reduction of an item, in the item's own direction.
#[derive(Debug, Clone, Copy)]
pub struct NewAllocation {
    pub item: OpenItemId,
    /// The receipt, payment or credit note that settles.
    pub document: Option<DocumentId>,
    pub date: Day,
    pub amount: Money,
    pub base: Money,
}

/// Opens an item as part of `act`.
pub fn open(w: &Writer<'_>, act: &Act, new: NewItem) -> Result<OpenItem> {
    let control =
        new.account.control.ok_or_else(|| Error::AccountIsControl { account: new.account.code.clone() })?;
    w.put(
        include_str!("insert_item.sql"),
        named_params! {":seq": act.seq, ":document_seq": new.document, ":account_id": new.account.id,
        ":party_id": new.party, ":date": new.date.to_string(), ":due_on": new.due_on.to_string(),
        ":currency": new.amount.currency(), ":amount_minor": new.amount.minor(), ":base_minor": new.base.minor()},
    )?;
    let item = OpenItem {
        id: w.last_id(),
        seq: act.seq,
        document_id: new.document,
        document_kind: None,
        document_number: None,
        control,
        party_id: new.party,
        date: new.date,
        due_on: new.due_on,
        amount: new.amount,
        remaining: new.amount,
        base: new.base,
        remaining_base: new.base,
        account_id: new.account.id,
        account_code: new.account.code,
    };
    keep_outstanding(w, &item)?;
    keep_total(w, &item, new.base.minor())?;
    Ok(item)
}

/// Reduces everything that `act` reduces, at once. `known` are items of it that were read in the same transaction, as they
/// stand before the act; the others are read.
///
/// # Errors
/// `over_allocation` where an item has less open; `date_out_of_range` for a day before the item's own; `item_revalued`
/// and `item_residue` where the carrying amount would go wrong on a later day.
pub fn allocate(
    w: &Writer<'_>,
    act: &Act,
    mut known: BTreeMap<OpenItemId, OpenItem>,
    new: &[NewAllocation],
) -> Result<Vec<Allocation>> {
    let mut made = Vec::with_capacity(new.len());
    for (allocation, line) in new.iter().zip(1_i64..) {
        let item = match known.entry(allocation.item) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(item(w, allocation.item)?),
        };
        refuse_outside(w, item, allocation)?;
        w.put(
            include_str!("insert_allocation.sql"),
            named_params! {":seq": act.seq, ":line": line, ":item_id": allocation.item,
            ":document_seq": allocation.document, ":date": allocation.date.to_string(),
            ":amount_minor": allocation.amount.minor(), ":base_minor": allocation.base.minor()},
        )?;
        item.remaining = item.remaining.checked_sub(allocation.amount)?;
        item.remaining_base = item.remaining_base.checked_sub(allocation.base)?;
        keep_outstanding(w, item)?;
        keep_total(w, item, -allocation.base.minor())?;
        made.push(Allocation {
            seq: act.seq,
            item_id: allocation.item,
            document_id: allocation.document,
            date: allocation.date,
            amount: allocation.amount,
            base: allocation.base,
        });
    }
    // A revaluation moves an item in two acts, and is looked at when both are written.
    for allocation in
        made.iter().filter(|made| !made.amount.is_zero() && made.amount.currency() != made.base.currency())
    {
        refuse_residue(w, allocation.item_id)?;
    }
    Ok(made)
}

/// On no day does an item of another currency have nothing open and still carry an amount: back-dated acts, and what
/// was taken back in between, could leave one.
pub(super) fn refuse_residue(r: &Reader<'_>, id: OpenItemId) -> Result<()> {
    let day: Option<Day> =
        r.row(include_str!("day_of_residue.sql"), named_params! {":item": id}, |row| row.get("date"))?;
    match day {
        Some(on) => Err(Error::ItemResidue { number: item(r, id)?.name(), date: on.to_string() }),
        None => Ok(()),
    }
}

/// What stays open lies between nought and the item's amount, on the item's own side; nothing is settled before the
/// item's day, nor before a day on which what was open then was revalued.
fn refuse_outside(w: &Writer<'_>, item: &OpenItem, allocation: &NewAllocation) -> Result<()> {
    let after = item.remaining.checked_sub(allocation.amount)?;
    let (low, high) = match item.amount.minor() {
        amount if amount < 0 => (amount, 0),
        amount => (0, amount),
    };
    if !(low..=high).contains(&after.minor()) {
        return Err(item.over_allocated(allocation.amount));
    }
    if allocation.date < item.date {
        return Err(Error::DateOutOfRange {
            date: allocation.date.to_string(),
            latest: item.date.to_string(),
        });
    }
    let is_foreign = item.amount.currency() != item.base.currency();
    if is_foreign && !allocation.amount.is_zero() {
        refuse_revalued(w, item, allocation.date)?;
    }
    Ok(())
}

/// # Errors
/// `item_revalued` where the item was revalued after `date` and that stands.
pub(super) fn refuse_revalued(r: &Reader<'_>, item: &OpenItem, date: Day) -> Result<()> {
    let later: Option<Day> = r.row(
        "select date from allocation where item_id = :item and amount_minor = 0 and date > :date
         group by date having sum(base_minor) <> 0 order by date limit 1",
        named_params! {":item": item.id, ":date": date},
        |row| row.get("date"),
    )?;
    match later {
        Some(on) => Err(Error::ItemRevalued { number: item.name(), date: on.to_string() }),
        None => Ok(()),
    }
}

/// The derived row of what is open now; gone where nothing is.
fn keep_outstanding(w: &Writer<'_>, item: &OpenItem) -> Result<()> {
    if item.remaining.is_zero() && item.remaining_base.is_zero() {
        w.put(
            include_str!("delete_outstanding.sql"),
            named_params! {":account_id": item.account_id, ":party_id": item.party_id,
            ":due_on": item.due_on.to_string(), ":item_id": item.id},
        )?;
        return Ok(());
    }
    w.put(
        include_str!("keep_outstanding.sql"),
        named_params! {":account_id": item.account_id, ":party_id": item.party_id,
        ":due_on": item.due_on.to_string(), ":item_id": item.id, ":date": item.date.to_string(),
        ":currency": item.remaining.currency(),
        ":remaining_minor": item.remaining.minor(), ":remaining_base_minor": item.remaining_base.minor()},
    )?;
    Ok(())
}

fn keep_total(w: &Writer<'_>, item: &OpenItem, change_minor: i64) -> Result<()> {
    w.put(
        include_str!("keep_total.sql"),
        named_params! {":account_id": item.account_id, ":party_id": item.party_id, ":change": change_minor},
    )?;
    Ok(())
}

/// Apply an advance or a credit note to what the party owes (or we owe the party).
#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ApplyInput {
    /// The advance or credit note.
    pub credit_item_id: OpenItemId,
    pub date: Day,
    pub shares: Vec<ShareInput>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ShareInput {
    pub item_id: OpenItemId,
    /// In the item's currency.
    pub amount: Figure,
    /// Settled on top of `amount` without money: an early-payment discount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<Figure>,
}

impl ShareInput {
    /// A share without a discount.
    pub fn new(item_id: OpenItemId, amount: Figure) -> ShareInput {
        ShareInput { item_id, amount, discount: None }
    }
}

/// An act of settlement, ready to be undone.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
pub struct Applied {
    pub seq: Seq,
    pub amount: Money,
}

/// Reads an amount in an item's currency; nought and less are refused.
pub fn parse_amount(item: &OpenItem, amount: Figure) -> Result<Money> {
    let amount = Money::parse(&amount.to_string(), item.amount.currency())?;
    if amount.minor() <= 0 {
        return Err(Error::FieldInvalid { field: "amount".into(), value: amount.to_plain() });
    }
    Ok(amount)
}

/// Settles invoices with an advance or a deposit (posting D 预收 C 应收) or with a credit note of the same account (posting
/// only what exchange rates have moved meanwhile), dated `input.date`.
pub fn apply(w: &Writer<'_>, input: &ApplyInput) -> Result<Applied> {
    refuse_closed(w, input.date)?;
    let book = book(w)?;
    let credit = item(w, input.credit_item_id)?;
    let credit_account = account_by_id(w, credit.account_id)?;
    let mut posting = Posting::new(&book, input.date);
    let mut total = Money::zero(credit.amount.currency());
    let by = credit.document_id.map_or(SettledBy::Nothing, SettledBy::Document);
    for share in &input.shares {
        let item = item(w, share.item_id)?;
        if item.party_id != credit.party_id || item.amount.minor() < 0 || !settles(&credit, &item) {
            return Err(Error::FieldInvalid { field: "shares".into(), value: share.item_id.to_string() });
        }
        let amount = parse_amount(&item, share.amount)?;
        total = total.checked_add(amount)?;
        posting.reduce(&item, account_by_id(w, item.account_id)?, amount, by)?;
    }
    if input.shares.is_empty() {
        return Err(Error::FieldMissing { field: "shares".into() });
    }
    let used = Money::from_minor(total.minor() * credit.amount.minor().signum(), total.currency());
    posting.reduce(&credit, credit_account, used, SettledBy::Nothing)?;
    close_exchange(w, &mut posting)?;
    let act = audit::begin(w)?;
    let written = posting.write(w, &act, None, Why::default())?;
    let seq = written.seal(w, act)?;
    Ok(Applied { seq, amount: total })
}

/// An advance settles what it was paid for, a deposit what its payer owes; what stands below nought settles what stands above it on the same account.
fn settles(credit: &OpenItem, debt: &OpenItem) -> bool {
    let paid_for = match credit.control {
        Control::CustomerAdvance | Control::CustomerDeposit => Some(Control::Receivable),
        Control::SupplierPrepayment | Control::SupplierDeposit => Some(Control::Payable),
        Control::Receivable | Control::Payable => None,
    };
    match credit.amount.minor() {
        minor if minor < 0 => debt.account_id == credit.account_id,
        _ => paid_for == Some(debt.control),
    }
}

/// Posts a posting's exchange difference to the chart's accounts for it.
pub fn close_exchange(r: &Reader<'_>, posting: &mut Posting) -> Result<()> {
    posting.close_exchange(
        || account_by_role(r, AccountRole::FxGain),
        || account_by_role(r, AccountRole::FxLoss),
    )
}
