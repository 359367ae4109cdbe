//! Open items at rest.

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::Control;
use crate::money::{Currency, Money, Plain, Rounding};
use crate::store::{AccountId, DocumentId, OpenItemId, PartyId, Reader, Seq};

/// What was opened, and what of it is open now.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct OpenItem {
    pub id: OpenItemId,
    pub seq: Seq,
    pub document_id: Option<DocumentId>,
    /// Kind and number of the document, for showing; with the instalment where it is one of several: XS2601-0001 (2/3).
    pub document_kind: Option<String>,
    pub document_number: Option<String>,
    pub control: Control,
    pub party_id: PartyId,
    pub date: Day,
    pub due_on: Day,
    pub amount: Money,
    pub remaining: Money,
    /// `amount` and `remaining` in the book's currency.
    pub base: Money,
    pub remaining_base: Money,
    #[serde(skip)]
    #[ts(skip)]
    pub account_id: AccountId,
    #[serde(skip)]
    #[ts(skip)]
    pub account_code: String,
}

/// One settlement of an item; negative where an earlier one was taken back.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct Allocation {
    pub seq: Seq,
    pub item_id: OpenItemId,
    /// The receipt, payment or credit note that settles.
    pub document_id: Option<DocumentId>,
    pub date: Day,
    pub amount: Money,
    pub base: Money,
}

const SELECT: &str = include_str!("item.sql");

fn read(row: &Row<'_>) -> rusqlite::Result<OpenItem> {
    let currency = row.get("currency")?;
    let base_currency = row.get("base_currency")?;
    let control: String = row.get("control")?;
    Ok(OpenItem {
        id: row.get("id")?,
        seq: row.get("seq")?,
        document_id: row.get("document_seq")?,
        document_kind: row.get("document_kind")?,
        document_number: row.get("document_number")?,
        control: serde_json::from_value(control.into())
            .map_err(|error| rusqlite::Error::UserFunctionError(error.into()))?,
        party_id: row.get("party_id")?,
        date: row.get("date")?,
        due_on: row.get("due_on")?,
        amount: Money::from_minor(row.get("amount_minor")?, currency),
        remaining: Money::from_minor(row.get("remaining_minor")?, currency),
        base: Money::from_minor(row.get("base_minor")?, base_currency),
        remaining_base: Money::from_minor(row.get("remaining_base_minor")?, base_currency),
        account_id: row.get("account_id")?,
        account_code: row.get("account_code")?,
    })
}

pub fn item(r: &Reader<'_>, id: OpenItemId) -> Result<OpenItem> {
    r.row(&format!("{SELECT} where i.id = :id"), named_params! {":id": id}, read)?
        .ok_or_else(|| Error::NotFound { kind: "open_item".into(), key: id.to_string() })
}

/// The items of a document: those it opened, its own and an advance, and those of a rescheduling.
pub fn items_of_document(r: &Reader<'_>, document: DocumentId) -> Result<Vec<OpenItem>> {
    r.rows(
        &format!(
            "{SELECT} where i.id in (select id from open_item where seq = :id and document_seq = :id
               union all select id from open_item where document_seq = :id and document_seq <> seq) order by i.id"
        ),
        named_params! {":id": document},
        read,
    )
}

/// The items an act opened.
pub fn items_of_act(r: &Reader<'_>, seq: Seq) -> Result<Vec<OpenItem>> {
    r.rows(&format!("{SELECT} where i.seq = :seq order by i.id"), named_params! {":seq": seq}, read)
}

/// What a party has open now on its accounts of those kinds, earliest due first.
pub fn outstanding_of(r: &Reader<'_>, party: PartyId, controls: &[Control]) -> Result<Vec<OpenItem>> {
    let all = r.rows(
        &format!(
            "{SELECT} where i.id in (select item_id from outstanding where party_id = :party and account_id in
               (select id from account where control is not null)) order by o.due_on, i.date, i.id"
        ),
        named_params! {":party": party},
        read,
    )?;
    Ok(all.into_iter().filter(|item| controls.contains(&item.control)).collect())
}

/// What is open of an item, without what surrounds it: enough to decide what a payment settles.
#[derive(Debug, Clone, Copy)]
pub struct OpenAmount {
    pub item_id: OpenItemId,
    pub control: Control,
    pub date: Day,
    pub due_on: Day,
    pub remaining: Money,
}

/// What a party has open now on its account of that kind, earliest due first; read from one index.
pub fn open_amounts(r: &Reader<'_>, party: PartyId, control: Control) -> Result<Vec<OpenAmount>> {
    r.rows(
        include_str!("open_amounts.sql"),
        named_params! {":party": party, ":control": control.as_str(), ":exactly": None::<i64>, ":currency": None::<Currency>,
        ":until": None::<Day>, ":limit": -1},
        |row| read_amount(row, control),
    )
}

/// The one thing a party has open of exactly that amount and no later than `until`; `None` where there are several or none.
pub fn only_open_amount(
    r: &Reader<'_>,
    party: PartyId,
    control: Control,
    exactly: Money,
    until: Day,
) -> Result<Option<OpenAmount>> {
    let found = r.rows(
        include_str!("open_amounts.sql"),
        named_params! {":party": party, ":control": control.as_str(), ":exactly": exactly.minor(),
        ":currency": exactly.currency(), ":until": until, ":limit": 2},
        |row| read_amount(row, control),
    )?;
    Ok(if let [only] = found[..] { Some(only) } else { None })
}

fn read_amount(row: &Row<'_>, control: Control) -> rusqlite::Result<OpenAmount> {
    Ok(OpenAmount {
        item_id: row.get("item_id")?,
        control,
        date: row.get("date")?,
        due_on: row.get("due_on")?,
        remaining: Money::from_minor(row.get("remaining_minor")?, row.get("currency")?),
    })
}

/// The allocations an act made, in their order.
pub fn allocations_of_act(r: &Reader<'_>, seq: Seq) -> Result<Vec<Allocation>> {
    r.rows(include_str!("allocations_of_act.sql"), named_params! {":seq": seq}, read_allocation)
}

pub(super) fn allocations_by_document(r: &Reader<'_>, document: DocumentId) -> Result<Vec<Allocation>> {
    r.rows(
        include_str!("allocations_by_document.sql"),
        named_params! {":document": document},
        read_allocation,
    )
}

fn read_allocation(row: &Row<'_>) -> rusqlite::Result<Allocation> {
    Ok(Allocation {
        seq: row.get("seq")?,
        item_id: row.get("item_id")?,
        document_id: row.get("document_seq")?,
        date: row.get("date")?,
        amount: Money::from_minor(row.get("amount_minor")?, row.get("currency")?),
        base: Money::from_minor(row.get("base_minor")?, row.get("base_currency")?),
    })
}

impl OpenItem {
    /// The share of the carrying amount that leaves with `amount`: remaining carrying × part ÷ remaining, and the last
    /// part takes the rest, so that nothing foreign open means nothing carried. Vector `FX_relief`.
    ///
    /// # Errors
    /// `over_allocation` where nothing is open.
    pub fn relief(&self, amount: Money, rounding: Rounding) -> Result<Money> {
        let base = self.remaining_base.currency();
        if amount == self.remaining {
            return Ok(self.remaining_base);
        }
        if amount.currency() == base {
            return Ok(amount);
        }
        let carried = self.remaining_base.to_decimal().checked_mul(amount.to_decimal());
        let exact = carried.ok_or(Error::AmountOverflow)?.checked_div(self.remaining.to_decimal());
        Money::rounded(exact.ok_or_else(|| self.over_allocated(amount))?, base, rounding)
    }

    /// Its document's number, or the act that opened it.
    pub fn name(&self) -> String {
        self.document_number.clone().unwrap_or_else(|| format!("#{}", self.seq))
    }

    /// The refusal of settling more than is open.
    pub fn over_allocated(&self, asked: Money) -> Error {
        Error::OverAllocation {
            number: self.name(),
            open: self.remaining.to_plain(),
            asked: asked.to_plain(),
        }
    }

    /// What the trail's digest covers.
    pub(super) fn body(&self) -> ItemBody<'_> {
        (
            &self.account_code,
            self.party_id,
            self.document_id,
            self.date,
            self.due_on,
            self.amount.plain(),
            self.amount.currency(),
            self.base.plain(),
        )
    }
}

/// Account, party, document, day, due day, amount, currency, amount in the book's currency.
pub(super) type ItemBody<'a> = (&'a str, PartyId, Option<DocumentId>, Day, Day, Plain, Currency, Plain);

impl Allocation {
    /// What the trail's digest covers.
    pub(super) fn body(&self) -> AllocationBody {
        let (amount, base) = (self.amount, self.base);
        (self.item_id, self.document_id, self.date, amount.plain(), amount.currency(), base.plain())
    }
}

/// Item, settling document, day, amount, currency, amount in the book's currency.
pub(super) type AllocationBody = (OpenItemId, Option<DocumentId>, Day, Plain, Currency, Plain);
