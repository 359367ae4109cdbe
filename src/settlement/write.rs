//! Opening, allocating and taking back.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use ts_rs::TS;

use super::item::{Allocation, OpenItem, allocations_by_document, allocations_of_act, item};
use crate::audit::{self, Act, Subject};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::{
    Account, AccountRole, Control, Entry, NewEntry, NewLine, Side, account_by_role, book, post,
    refuse_closed, reverse,
};
use crate::money::{Figure, Money};
use crate::store::{DocumentId, OpenItemId, PartyId, Seq, Writer};

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
    let id: OpenItemId = w.insert(
        include_str!("insert_item.sql"),
        named_params! {":seq": act.seq, ":document_seq": new.document, ":account_id": new.account.id,
        ":party_id": new.party, ":date": new.date, ":due_on": new.due_on, ":currency": new.amount.currency(),
        ":amount_minor": new.amount.minor(), ":base_minor": new.base.minor()},
    )?;
    let item = OpenItem {
        id,
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

/// Reduces items as part of `act`.
///
/// # Errors
/// `over_allocation` where an item has less open; `date_out_of_range` for a day before the item's own.
pub fn allocate(w: &Writer<'_>, act: &Act, new: &[NewAllocation]) -> Result<Vec<Allocation>> {
    let first_line: i64 = w.value(
        "select coalesce(max(line), 0) + 1 from allocation where seq = :seq",
        named_params! {":seq": act.seq},
    )?;
    let mut made = Vec::with_capacity(new.len());
    for (index, allocation) in new.iter().enumerate() {
        let mut item = item(w, allocation.item)?;
        refuse_outside(&item, allocation)?;
        w.execute(
            include_str!("insert_allocation.sql"),
            named_params! {":seq": act.seq, ":line": first_line + index as i64, ":item_id": allocation.item,
            ":document_seq": allocation.document, ":date": allocation.date,
            ":amount_minor": allocation.amount.minor(), ":base_minor": allocation.base.minor()},
        )?;
        item.remaining = item.remaining.checked_sub(allocation.amount)?;
        item.remaining_base = item.remaining_base.checked_sub(allocation.base)?;
        keep_outstanding(w, &item)?;
        keep_total(w, &item, -allocation.base.minor())?;
        made.push(Allocation {
            seq: act.seq,
            item_id: allocation.item,
            document_id: allocation.document,
            date: allocation.date,
            amount: allocation.amount,
            base: allocation.base,
        });
    }
    Ok(made)
}

/// What stays open lies between nought and the item's amount, on the item's own side.
fn refuse_outside(item: &OpenItem, allocation: &NewAllocation) -> Result<()> {
    let after = item.remaining.checked_sub(allocation.amount)?;
    let (low, high) = match item.amount.minor() {
        amount if amount < 0 => (amount, 0),
        amount => (0, amount),
    };
    if !(low..=high).contains(&after.minor()) {
        return Err(Error::OverAllocation {
            number: item.document_number.clone().unwrap_or_default(),
            open: item.remaining.to_plain(),
            asked: allocation.amount.to_plain(),
        });
    }
    if allocation.date < item.date {
        return Err(Error::DateOutOfRange {
            date: allocation.date.to_string(),
            latest: item.date.to_string(),
        });
    }
    Ok(())
}

/// The derived row of what is open now; gone where nothing is.
fn keep_outstanding(w: &Writer<'_>, item: &OpenItem) -> Result<()> {
    if item.remaining.is_zero() && item.remaining_base.is_zero() {
        w.execute(
            include_str!("delete_outstanding.sql"),
            named_params! {":account_id": item.account_id, ":party_id": item.party_id, ":due_on": item.due_on,
            ":item_id": item.id},
        )?;
        return Ok(());
    }
    w.execute(
        include_str!("keep_outstanding.sql"),
        named_params! {":account_id": item.account_id, ":party_id": item.party_id, ":due_on": item.due_on,
        ":item_id": item.id, ":date": item.date, ":currency": item.remaining.currency(),
        ":remaining_minor": item.remaining.minor(), ":remaining_base_minor": item.remaining_base.minor()},
    )?;
    Ok(())
}

fn keep_total(w: &Writer<'_>, item: &OpenItem, change_minor: i64) -> Result<()> {
    w.execute(
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
pub struct ShareInput {
    pub item_id: OpenItemId,
    /// In the item's currency.
    pub amount: Figure,
}

/// An act of settlement, ready to be undone.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
pub struct Applied {
    pub seq: Seq,
    pub amount: Money,
}

/// An item and how much of it is settled.
#[derive(Debug)]
pub struct Target {
    pub item: OpenItem,
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

/// Settles invoices with an advance (posting D 预收 C 应收) or with a credit note of the same account (posting
/// nothing), dated `input.date`.
pub fn apply(w: &Writer<'_>, input: &ApplyInput) -> Result<Applied> {
    refuse_closed(w, input.date)?;
    let credit = item(w, input.credit_item_id)?;
    let mut targets = Vec::with_capacity(input.shares.len());
    let mut total = Money::zero(credit.amount.currency());
    for share in &input.shares {
        let item = item(w, share.item_id)?;
        if item.party_id != credit.party_id || item.amount.minor() < 0 || item.id == credit.id {
            return Err(Error::FieldInvalid { field: "item_id".into(), value: share.item_id.to_string() });
        }
        let amount = parse_amount(&item, share.amount)?;
        total = total.checked_add(amount)?;
        targets.push(Target { item, amount });
    }
    if targets.is_empty() {
        return Err(Error::FieldMissing { field: "shares".into() });
    }
    let act = audit::begin(w)?;
    let entry = match advance_of(&credit) {
        Some(role) => Some(post(w, &act, transfer(w, &credit, role, total, input.date)?)?),
        None if targets.iter().all(|target| target.item.account_id == credit.account_id) => None,
        None => {
            return Err(Error::FieldInvalid { field: "credit_item_id".into(), value: credit.id.to_string() });
        }
    };
    let direction = credit.amount.minor().signum();
    let used = Money::from_minor(total.minor() * direction, total.currency());
    let document = credit.document_id;
    let row = |item: OpenItemId, amount: Money| NewAllocation {
        item,
        document,
        date: input.date,
        amount,
        base: amount,
    };
    let rows: Vec<NewAllocation> = targets
        .iter()
        .map(|target| row(target.item.id, target.amount))
        .chain([NewAllocation { document: None, ..row(credit.id, used) }])
        .collect();
    let allocations = allocate(w, &act, &rows)?;
    let seq = seal(w, act, entry.as_ref(), &[], &allocations)?;
    Ok(Applied { seq, amount: total })
}

/// The account an advance pays off, or `None` where the item is no advance.
fn advance_of(credit: &OpenItem) -> Option<AccountRole> {
    match credit.control {
        Control::CustomerAdvance => Some(AccountRole::Ar),
        Control::SupplierPrepayment => Some(AccountRole::Ap),
        Control::Receivable | Control::Payable => None,
    }
}

/// D 预收 C 应收, or D 应付 C 预付.
fn transfer(
    w: &Writer<'_>,
    credit: &OpenItem,
    role: AccountRole,
    total: Money,
    date: Day,
) -> Result<NewEntry> {
    let advance = crate::ledger::account_by_id(w, credit.account_id)?;
    let settled = account_by_role(w, role)?;
    let line = |account: Account, side: Side| NewLine {
        account,
        party: Some(credit.party_id),
        side,
        amount: total,
        base: total,
    };
    let lines = match credit.control {
        Control::CustomerAdvance => vec![line(advance, Side::Debit), line(settled, Side::Credit)],
        _ => vec![line(settled, Side::Debit), line(advance, Side::Credit)],
    };
    Ok(NewEntry { date, reverses: None, summary: None, lines })
}

/// Takes an [`apply`] back on `date`: the entry is reversed and what was settled is open again.
///
/// # Errors
/// `not_found` where the act made no allocations of its own; `over_allocation` where it was taken back before.
pub fn take_back(w: &Writer<'_>, seq: Seq, date: Day) -> Result<Applied> {
    refuse_closed(w, date)?;
    let made = allocations_of_act(w, seq)?;
    // What a document settled, or a void closed, goes back with the document only.
    let of_document: bool = w.value(include_str!("of_document.sql"), named_params! {":seq": seq})?;
    let not_found = || Error::NotFound { kind: "allocation".into(), key: seq.to_string() };
    // The credit's own row comes last and is the sum of the shares.
    let Some(credit) = made.last().filter(|_| !of_document) else { return Err(not_found()) };
    let act = audit::begin(w)?;
    let entry = match crate::ledger::entry(w, seq)? {
        Some(original) => {
            let date = date.max(original.date);
            Some(post(w, &act, reverse(w, &original, date, book(w)?.red_letter)?)?)
        }
        None => None,
    };
    let rows: Vec<NewAllocation> = made.iter().map(|allocation| negated(allocation, date)).collect();
    let allocations = allocate(w, &act, &rows)?;
    let amount = if credit.amount.minor() < 0 { credit.amount.negated() } else { credit.amount };
    let seq = seal(w, act, entry.as_ref(), &[], &allocations)?;
    Ok(Applied { seq, amount })
}

/// Takes back, as part of `act`, everything a document settled and has not been taken back yet.
pub fn take_back_allocations(
    w: &Writer<'_>,
    act: &Act,
    document: DocumentId,
    date: Day,
) -> Result<Vec<Allocation>> {
    let settled = allocations_by_document(w, document)?;
    let rows: Vec<NewAllocation> = settled.iter().map(|allocation| negated(allocation, date)).collect();
    allocate(w, act, &rows)
}

fn negated(allocation: &Allocation, date: Day) -> NewAllocation {
    NewAllocation {
        item: allocation.item_id,
        document: allocation.document_id,
        date: date.max(allocation.date),
        amount: allocation.amount.negated(),
        base: allocation.base.negated(),
    }
}

fn seal(
    w: &Writer<'_>,
    act: Act,
    entry: Option<&Entry>,
    items: &[OpenItem],
    allocations: &[Allocation],
) -> Result<Seq> {
    let body = canonical(entry, items, allocations);
    audit::seal(w, act, Subject::Posting, audit::digest(&[audit::canonical(&body).as_bytes()]))
}

/// What the trail's digest covers of an act of posting; a document adds itself.
pub fn canonical(entry: Option<&Entry>, items: &[OpenItem], allocations: &[Allocation]) -> Value {
    json!({
        "allocations": allocations.iter().map(Allocation::canonical).collect::<Vec<_>>(),
        "entry": entry.map(Entry::canonical),
        "items": items.iter().map(OpenItem::canonical).collect::<Vec<_>>(),
    })
}
