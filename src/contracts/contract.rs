//! A contract at rest: saved, put into a state, linked to documents; each an act of the trail.

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use ts_rs::TS;

use crate::audit;
use crate::calendar::Day;
use crate::documents::{DocumentKind, DocumentRow, DocumentState, list_of};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::ledger::{book, format_number};
use crate::money::{Currency, Figure, Money};
use crate::parties::{self, Attachment, attached_file};
use crate::store::{AttachmentId, ContractId, DocumentId, PartyId, Reader, Seq, Writer};

/// What we are in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ContractRole {
    /// 卖方, 乙方
    #[default]
    Seller,
    /// 买方, 甲方
    Buyer,
    /// Neither sells: a lease, a secret to keep.
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ContractState {
    /// Not signed yet.
    Draft,
    /// 履行中
    Active,
    /// 已到期 or fulfilled.
    Ended,
    /// 已终止 before its end, for good.
    Terminated,
}

impl ContractState {
    const ALL: [ContractState; 4] =
        [ContractState::Draft, ContractState::Active, ContractState::Ended, ContractState::Terminated];

    pub fn as_str(self) -> &'static str {
        match self {
            ContractState::Draft => "draft",
            ContractState::Active => "active",
            ContractState::Ended => "ended",
            ContractState::Terminated => "terminated",
        }
    }

    fn from_stored(text: &str) -> ContractState {
        ContractState::ALL
            .into_iter()
            .find(|state| state.as_str() == text)
            .unwrap_or(ContractState::Terminated)
    }

    /// What may follow a state.
    fn leads_to(self, next: ContractState) -> bool {
        use ContractState::{Active, Draft, Ended, Terminated};
        matches!((self, next), (Draft, Active | Terminated) | (Active, Ended | Terminated) | (Ended, Active))
    }
}

/// A part of what is to be paid.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct PaymentPart {
    /// 首付款, 进度款, 尾款
    pub name: String,
    /// In the contract's currency.
    pub amount: Figure,
    pub due_on: Option<Day>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct ContractFields {
    /// Unique; given by the book (`HT2603-0001`) where left empty.
    pub number: String,
    pub party_id: Option<PartyId>,
    pub role: ContractRole,
    pub title: String,
    /// What it is worth with tax; absent for a frame without a sum.
    pub value: Option<Figure>,
    /// The party's, then the book's, where absent.
    pub currency: Option<Currency>,
    pub signed_on: Option<Day>,
    pub starts_on: Option<Day>,
    /// Its last day; absent where it runs until it is terminated.
    pub ends_on: Option<Day>,
    /// Adds up to the value where there is one.
    pub plan: Vec<PaymentPart>,
    pub attachments: Vec<AttachmentId>,
    /// How many days before its end one wants to know; 30 where absent.
    pub reminder_days: Option<u32>,
    pub notes: String,
}

/// A state and since when.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct ContractEvent {
    pub seq: Seq,
    pub state: ContractState,
    pub date: Day,
    pub note: String,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Contract {
    pub id: ContractId,
    /// The act that says it as it stands; saving what another act has changed meanwhile is refused.
    pub version: Seq,
    pub state: ContractState,
    pub party_name: String,
    pub fields: ContractFields,
    pub currency: Currency,
    pub value: Option<Money>,
    pub history: Vec<ContractEvent>,
    pub files: Vec<Attachment>,
    /// What was made under it, the latest first.
    pub documents: Vec<DocumentRow>,
    /// Invoices less credit notes (bills less credits where we buy) in its currency; void ones left out.
    pub invoiced: Money,
    /// The value less what was invoiced.
    pub left: Option<Money>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct SaveContract {
    /// Absent for a new one.
    #[serde(default)]
    pub id: Option<ContractId>,
    /// The version that was edited; required with `id`.
    #[serde(default)]
    pub version: Option<Seq>,
    pub fields: ContractFields,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct SetContractState {
    pub id: ContractId,
    pub state: ContractState,
    /// From when; today where absent.
    #[serde(default)]
    pub date: Option<Day>,
    #[serde(default)]
    pub note: String,
}

/// How many days before its end a contract that says nothing else is told of.
const REMINDER_DAYS: u32 = 30;

impl ContractFields {
    /// The day from which its end is told of.
    pub fn remind_on(&self) -> Option<Day> {
        let days = self.reminder_days.unwrap_or(REMINDER_DAYS);
        self.ends_on?.checked_sub_days(chrono::Days::new(days.into()))
    }

    fn tidied(&self) -> ContractFields {
        let mut tidy = self.clone();
        tidy.number = self.number.trim().to_owned();
        tidy.title = self.title.trim().to_owned();
        tidy.plan.retain(|part| *part != PaymentPart::default());
        tidy
    }

    /// # Errors
    /// `field_missing`, `field_invalid`, `contract_plan_differs`.
    fn refuse_invalid(&self, r: &Reader<'_>, currency: Currency) -> Result<PartyId> {
        let party = self.party_id.ok_or_else(|| Error::FieldMissing { field: "party_id".into() })?;
        if self.title.is_empty() {
            return Err(Error::FieldMissing { field: "title".into() });
        }
        if self.number.chars().any(char::is_control) || self.number.chars().count() > 60 {
            return Err(Error::FieldInvalid {
                field: "number".into(),
                value: self.number.chars().take(60).collect(),
            });
        }
        if let Some((from, to)) = self.starts_on.zip(self.ends_on).filter(|(from, to)| to < from) {
            return Err(Error::DueBeforeDate { date: from.to_string(), due_on: to.to_string() });
        }
        let value = self.value(currency)?;
        let mut planned = Money::zero(currency);
        for part in &self.plan {
            let amount = Money::parse(&part.amount.to_string(), currency)?;
            if amount.minor() <= 0 {
                return Err(Error::FieldInvalid { field: "amount".into(), value: amount.to_plain() });
            }
            planned = planned.checked_add(amount)?;
        }
        if let Some(value) = value.filter(|value| !self.plan.is_empty() && *value != planned) {
            return Err(Error::ContractPlanDiffers { planned: planned.to_plain(), value: value.to_plain() });
        }
        self.attachments.iter().try_for_each(|id| attached_file(r, *id).map(|_| ()))?;
        Ok(party)
    }

    pub(super) fn value(&self, currency: Currency) -> Result<Option<Money>> {
        let value = self.value.map(|value| Money::parse(&value.to_string(), currency)).transpose()?;
        match value.filter(|value| value.minor() < 0) {
            Some(value) => Err(Error::FieldInvalid { field: "value".into(), value: value.to_plain() }),
            None => Ok(value),
        }
    }
}

/// A contract as it lies in its table.
pub(super) struct Stored {
    pub(super) id: ContractId,
    pub(super) version: Seq,
    pub(super) number: String,
    pub(super) party_id: PartyId,
    pub(super) state: ContractState,
    pub(super) fields: ContractFields,
}

pub(super) const SELECT: &str = "select id, seq, number, party_id, state, content from contract";

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let content: String = row.get("content")?;
    let fields: ContractFields =
        serde_json::from_str(&content).map_err(|error| rusqlite::Error::UserFunctionError(error.into()))?;
    let (number, party_id): (String, PartyId) = (row.get("number")?, row.get("party_id")?);
    Ok(Stored {
        id: row.get("id")?,
        version: row.get("seq")?,
        state: ContractState::from_stored(&row.get::<_, String>("state")?),
        fields: ContractFields { number: number.clone(), party_id: Some(party_id), ..fields },
        number,
        party_id,
    })
}

fn stored(r: &Reader<'_>, id: ContractId) -> Result<Stored> {
    r.row(&format!("{SELECT} where id = :id"), named_params! {":id": id}, read)?
        .ok_or_else(|| Error::NotFound { kind: "contract".into(), key: id.to_string() })
}

/// The currency of a contract: its own, its party's, the book's.
pub(super) fn currency_of(r: &Reader<'_>, fields: &ContractFields, party: PartyId) -> Result<Currency> {
    let of_party = || Ok::<_, Error>(parties::get(r, party)?.fields.currency);
    match fields.currency {
        Some(currency) => Ok(currency),
        None => Ok(of_party()?.unwrap_or(book(r)?.currency)),
    }
}

/// # Errors
/// `not_found`.
pub fn get(r: &Reader<'_>, id: ContractId, today: Day) -> Result<Contract> {
    let Stored { version, state, party_id, fields, .. } = stored(r, id)?;
    let currency = currency_of(r, &fields, party_id)?;
    let value = fields.value(currency)?;
    let ids: Vec<DocumentId> = r.rows(
        "select document_seq from contract_document where contract_id = :id",
        named_params! {":id": id},
        |row| row.get("document_seq"),
    )?;
    let documents = list_of(r, &ids, today)?;
    let mut invoiced = Money::zero(currency);
    for row in
        documents.iter().filter(|row| row.state != DocumentState::Void && row.total.currency() == currency)
    {
        invoiced = match row.kind {
            DocumentKind::Invoice | DocumentKind::Bill => invoiced.checked_add(row.total)?,
            DocumentKind::CreditNote | DocumentKind::SupplierCredit => invoiced.checked_sub(row.total)?,
            _ => invoiced,
        };
    }
    let mut files = Vec::with_capacity(fields.attachments.len());
    for id in &fields.attachments {
        let file = attached_file(r, *id)?;
        files.push(Attachment { id: *id, file_name: file.file_name, media_type: file.media_type.into() });
    }
    Ok(Contract {
        id,
        version,
        state,
        party_name: parties::get(r, party_id)?.fields.name,
        currency,
        left: value.map(|value| value.checked_sub(invoiced)).transpose()?,
        value,
        history: history(r, id)?,
        files,
        documents,
        invoiced,
        fields,
    })
}

fn history(r: &Reader<'_>, id: ContractId) -> Result<Vec<ContractEvent>> {
    r.rows(
        "select seq, state, date, note from contract_event where contract_id = :id order by seq",
        named_params! {":id": id},
        |row| {
            Ok(ContractEvent {
                seq: row.get("seq")?,
                state: ContractState::from_stored(&row.get::<_, String>("state")?),
                date: row.get("date")?,
                note: row.get("note")?,
            })
        },
    )
}

/// Saves a contract; a new one is a draft until it is active.
///
/// # Errors
/// `stale` with both texts where another act has changed it; `contract_ended` for one that is over; `duplicate` for a number
/// that is taken; what its fields refuse.
pub fn save(w: &Writer<'_>, input: &SaveContract, today: Day) -> Result<Contract> {
    let mut fields = input.fields.tidied();
    let party = fields.party_id.ok_or_else(|| Error::FieldMissing { field: "party_id".into() })?;
    parties::refuse_merged(w, party)?;
    let currency = currency_of(w, &fields, party)?;
    fields.refuse_invalid(w, currency)?;
    let current = input.id.map(|id| stored(w, id)).transpose()?;
    if let Some(current) = &current {
        refuse_over(current)?;
        if input.version != Some(current.version) {
            return Err(Error::Stale {
                kind: "contract".into(),
                key: current.number.clone(),
                yours: serde_json::to_value(&fields).map_err(Error::unexpected)?,
                theirs: serde_json::to_value(&current.fields).map_err(Error::unexpected)?,
            });
        }
    }
    fields.number = match (fields.number.as_str(), &current) {
        ("", Some(current)) => current.number.clone(),
        ("", None) => next_number(w, fields.signed_on.unwrap_or(today))?,
        (given, _) => given.to_owned(),
    };
    let taken: Option<ContractId> = w.row(
        "select id from contract where number = :number",
        named_params! {":number": fields.number},
        |row| row.get("id"),
    )?;
    if taken.is_some() && taken != input.id {
        return Err(Error::Duplicate { kind: "contract".into(), key: fields.number });
    }
    let content = serde_json::to_string(&fields).map_err(Error::unexpected)?;
    let is_new = current.is_none();
    let id = match current {
        None => w.insert(
            "insert into contract (seq, number, party_id, state, content)
             values (0, :number, :party, 'draft', :content)",
            named_params! {":number": fields.number, ":party": party, ":content": content},
        )?,
        Some(Stored { id, .. }) => {
            w.execute(
                "update contract set number = :number, party_id = :party, content = :content where id = :id",
                named_params! {":number": fields.number, ":party": party, ":content": content, ":id": id},
            )?;
            id
        }
    };
    let seq = record(w, id, json!({"contract": id, "fields": fields}))?;
    if is_new {
        insert_event(w, id, seq, ContractState::Draft, today, "")?;
    }
    get(w, id, today)
}

/// `HT2603-0001` of the month, `CON-2026-0001` of the year in an English book: the next that no contract bears.
fn next_number(r: &Reader<'_>, date: Day) -> Result<String> {
    let english = book(r)?.language == Language::En.tag();
    let pattern = if english { "CON-{YYYY}-{0000}" } else { "HT{YY}{MM}-{0000}" };
    let first = format_number(pattern, date, 1);
    let prefix = first.trim_end_matches(|c: char| c.is_ascii_digit());
    let taken: Vec<String> = r.rows(
        "select number from contract where substr(number, 1, length(:prefix)) = :prefix",
        named_params! {":prefix": prefix},
        |row| row.get("number"),
    )?;
    let highest = taken.iter().filter_map(|number| number.get(prefix.len()..)?.parse::<i64>().ok()).max();
    Ok(format_number(pattern, date, highest.unwrap_or(0).saturating_add(1)))
}

fn refuse_over(current: &Stored) -> Result<()> {
    match current.state {
        ContractState::Draft | ContractState::Active => Ok(()),
        state => Err(Error::ContractEnded { number: current.number.clone(), state: state.as_str().into() }),
    }
}

fn insert_event(
    w: &Writer<'_>,
    id: ContractId,
    seq: Seq,
    state: ContractState,
    date: Day,
    note: &str,
) -> Result<()> {
    w.execute(
        "insert into contract_event (seq, contract_id, state, date, note) values (:seq, :id, :state, :date, :note)",
        named_params! {":seq": seq, ":id": id, ":state": state.as_str(), ":date": date, ":note": note},
    )?;
    Ok(())
}

/// Puts a contract into a state; what it was before stays in its history.
///
/// # Errors
/// `contract_ended` where no such state follows the one it is in.
pub fn set_state(w: &Writer<'_>, input: &SetContractState, today: Day) -> Result<Contract> {
    let current = stored(w, input.id)?;
    if !current.state.leads_to(input.state) {
        return Err(Error::ContractEnded { number: current.number, state: current.state.as_str().into() });
    }
    let (date, note) = (input.date.unwrap_or(today), input.note.trim());
    w.execute(
        "update contract set state = :state where id = :id",
        named_params! {":state": input.state.as_str(), ":id": input.id},
    )?;
    let act = json!({"contract": input.id, "state": input.state, "date": date, "note": note});
    let seq = record(w, input.id, act)?;
    insert_event(w, input.id, seq, input.state, date, note)?;
    get(w, input.id, today)
}

/// Links a document that was made under a contract; linked twice it is linked once.
///
/// # Errors
/// `not_found`.
pub fn link(w: &Writer<'_>, id: ContractId, document: DocumentId, today: Day) -> Result<Contract> {
    stored(w, id)?;
    if list_of(w, &[document], today)?.is_empty() {
        return Err(Error::NotFound { kind: "document".into(), key: document.to_string() });
    }
    let seq = record(w, id, json!({"contract": id, "document": document, "linked": true}))?;
    w.execute(
        "insert or ignore into contract_document (contract_id, document_seq, seq) values (:id, :document, :seq)",
        named_params! {":id": id, ":document": document, ":seq": seq},
    )?;
    get(w, id, today)
}

/// Takes a link back.
///
/// # Errors
/// `not_found` where there is none.
pub fn unlink(w: &Writer<'_>, id: ContractId, document: DocumentId, today: Day) -> Result<Contract> {
    let deleted = w.execute(
        "delete from contract_document where contract_id = :id and document_seq = :document",
        named_params! {":id": id, ":document": document},
    )?;
    if deleted == 0 {
        return Err(Error::NotFound { kind: "document".into(), key: document.to_string() });
    }
    record(w, id, json!({"contract": id, "document": document, "linked": false}))?;
    get(w, id, today)
}

/// Gives every contract of a party to another one, and tells which they were; for records that become one.
pub fn change_party(
    w: &Writer<'_>,
    from: PartyId,
    to: PartyId,
    only: Option<&[ContractId]>,
) -> Result<Vec<ContractId>> {
    let ids: Vec<ContractId> = w.rows(
        "select id from contract where party_id = :party order by id",
        named_params! {":party": from},
        |row| row.get("id"),
    )?;
    let ids: Vec<ContractId> =
        ids.into_iter().filter(|id| only.is_none_or(|only| only.contains(id))).collect();
    for id in &ids {
        w.execute("update contract set party_id = :to where id = :id", named_params! {":to": to, ":id": id})?;
        record(w, *id, json!({"contract": id, "party": to}))?;
    }
    Ok(ids)
}

/// Records the change; the contract stands as that act says.
fn record(w: &Writer<'_>, id: ContractId, act: Value) -> Result<Seq> {
    let seq = audit::record(w, &act)?;
    w.execute("update contract set seq = :seq where id = :id", named_params! {":seq": seq, ":id": id})?;
    Ok(seq)
}
