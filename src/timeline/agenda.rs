//! Everything with a day in one list for a person: what somebody set a day for, then what falls due of itself, each late
//! first.

use chrono::Days;
use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use crate::calendar::{Day, parse_day};
use crate::classes;
use crate::commitments::{self, DisputeList, PromiseStatus};
use crate::contracts::{self, ContractList};
use crate::documents::DocumentKind;
use crate::error::{Error, Result};
use crate::money::Money;
use crate::recurring;
use crate::store::{
    ContractId, DocumentId, OpportunityId, Page, PartyId, Reader, RecurringId, Seq, TaskId, UserId,
};
use crate::subledger::Business;

/// Whose list, and how far it reaches.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct Agenda {
    /// Whose tasks and whose sales; everybody's where absent. What nobody was given is on every list.
    pub assignee_id: Option<UserId>,
    /// The last day of the list; today where absent.
    pub until: Option<Day>,
    pub after: Option<String>,
    pub limit: Option<u32>,
}

/// What a reader may see beyond tasks and invoices.
#[derive(Debug, Clone, Copy)]
pub struct Readable {
    /// Bills, what suppliers are owed, contracts in which we buy.
    pub books: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgendaKind {
    Task,
    /// A task that an activity opened.
    NextStep,
    /// The next step of an opportunity.
    OpportunityStep,
    /// A customer that its class says to see again.
    VisitDue,
    /// What a customer owes in one currency: invoices and instalments.
    InvoiceDue,
    BillDue,
    RecurringDue,
    /// A contract whose end is near.
    ContractEnd,
    /// The last day of a quote; for a fortnight after it too.
    QuoteExpiry,
    /// An opportunity that should have left its stage.
    StageDeadline,
    /// Money that was promised; for a fortnight after it did not come too.
    PromiseDue,
    /// Until when a dispute is to be settled.
    DisputeDeadline,
}

impl AgendaKind {
    const ALL: [AgendaKind; 12] = [
        AgendaKind::Task,
        AgendaKind::NextStep,
        AgendaKind::OpportunityStep,
        AgendaKind::VisitDue,
        AgendaKind::InvoiceDue,
        AgendaKind::BillDue,
        AgendaKind::RecurringDue,
        AgendaKind::ContractEnd,
        AgendaKind::QuoteExpiry,
        AgendaKind::StageDeadline,
        AgendaKind::PromiseDue,
        AgendaKind::DisputeDeadline,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            AgendaKind::Task => "task",
            AgendaKind::NextStep => "next_step",
            AgendaKind::OpportunityStep => "opportunity_step",
            AgendaKind::VisitDue => "visit_due",
            AgendaKind::InvoiceDue => "invoice_due",
            AgendaKind::BillDue => "bill_due",
            AgendaKind::RecurringDue => "recurring_due",
            AgendaKind::ContractEnd => "contract_end",
            AgendaKind::QuoteExpiry => "quote_expiry",
            AgendaKind::StageDeadline => "stage_deadline",
            AgendaKind::PromiseDue => "promise_due",
            AgendaKind::DisputeDeadline => "dispute_deadline",
        }
    }
}

/// Arms of the union up to this one are days that somebody set.
const LAST_SET: i64 = 3;
const VISIT: i64 = 3;
const RECURRING: i64 = 5;
const CONTRACT: i64 = 6;
const PROMISE: i64 = 9;
const DISPUTE: i64 = 10;

/// One row of the list.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct AgendaRow {
    /// Names the row in its list.
    pub key: String,
    pub kind: AgendaKind,
    /// The day it stands on: due, or put off until then.
    pub date: Day,
    pub due_on: Day,
    /// Days since it was due, as of today; nought for what is due today or later.
    #[ts(type = "number")]
    pub days_late: i64,
    /// The title of a task, the number of a document, the name of a recurring one, the step of an opportunity, the service
    /// plan of a visit; empty for debts that are several.
    pub title: String,
    pub party_id: Option<PartyId>,
    pub party_name: Option<String>,
    pub business: Option<Business>,
    pub assignee: Option<String>,
    pub task_id: Option<TaskId>,
    /// Of a task: what a save of it names.
    pub version: Option<Seq>,
    pub snoozed_until: Option<Day>,
    pub repeats: bool,
    pub document_id: Option<DocumentId>,
    pub document_kind: Option<DocumentKind>,
    pub recurring_id: Option<RecurringId>,
    pub opportunity_id: Option<OpportunityId>,
    pub contract_id: Option<ContractId>,
    /// What is open; what an opportunity is worth.
    pub amount: Option<Money>,
    /// How many debts it is.
    #[ts(type = "number")]
    pub items: i64,
}

/// How much waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct AgendaCount {
    /// Due today or before.
    #[ts(type = "number")]
    pub due: i64,
    /// Of them before today.
    #[ts(type = "number")]
    pub overdue: i64,
}

const PAGE_ROWS: u32 = 200;
/// How long after its last day a quote stays on the list.
const LAPSED_DAYS: u64 = 14;
const ROWS_MAX: u32 = 1000;

const ARMS: &str = include_str!("agenda.sql");

/// A page of a list: what somebody set a day for, then what falls due of itself, each late first.
///
/// # Errors
/// `field_invalid` for a place that is none.
pub fn today(r: &Reader<'_>, input: &Agenda, today: Day, readable: Readable) -> Result<Page<AgendaRow>> {
    let (date, arm, id) = match &input.after {
        Some(key) => parse_key(key)?,
        None => (String::new(), 0, 0),
    };
    let of_itself = arm > LAST_SET;
    let limit = input.limit.unwrap_or(PAGE_ROWS).clamp(1, ROWS_MAX);
    let until = input.until.unwrap_or(today);
    // What is shared by all arms is looked up for the page alone.
    let sql = format!(
        "select e.*, p.name as party_name, p.is_customer, u.name as assignee, n.name as item_name
         from (select * from ({ARMS}) where (arm > {LAST_SET}, date, arm, id) > (:of_itself, :date, :arm, :id)
               order by arm > {LAST_SET}, date, arm, id limit :limit) e
         left join party p on p.id = e.party_id
         left join user u on u.id = e.assignee_id
         left join item_name n on e.arm = 4 and e.items = 1 and n.item_id = e.id
         order by e.arm > {LAST_SET}, e.date, e.arm, e.id"
    );
    let rows = r.rows(
        &sql,
        named_params! {":until": until, ":assignee": input.assignee_id, ":books": readable.books,
        ":lapsed": lapsed(today),
        ":reckoned": reckoned(r, input.assignee_id, [until, today], readable)?, ":of_itself": of_itself, ":date": date,
        ":arm": arm, ":id": id, ":limit": limit},
        |row| read(row, today),
    )?;
    let full = rows.len() == limit as usize;
    let next = rows.last().filter(|_| full).map(|row| row.key.clone());
    Ok(Page { rows, next })
}

/// Every row of a list.
pub fn today_whole(r: &Reader<'_>, input: &Agenda, day: Day, readable: Readable) -> Result<Vec<AgendaRow>> {
    let mut input = Agenda { after: None, limit: Some(ROWS_MAX), ..input.clone() };
    let mut rows = Vec::new();
    loop {
        let page = today(r, &input, day, readable)?;
        rows.extend(page.rows);
        match page.next {
            Some(next) => input.after = Some(next),
            None => return Ok(rows),
        }
    }
}

/// How much of a list is due today, and how much was due before.
pub fn count(
    r: &Reader<'_>,
    assignee: Option<UserId>,
    today: Day,
    readable: Readable,
) -> Result<AgendaCount> {
    let sql = format!("select count(*) as due, coalesce(sum(due_on < :until), 0) as overdue from ({ARMS})");
    let values = named_params! {":until": today, ":assignee": assignee, ":books": readable.books,
    ":lapsed": lapsed(today), ":reckoned": reckoned(r, assignee, [today, today], readable)?};
    let found =
        r.row(&sql, values, |row| Ok(AgendaCount { due: row.get("due")?, overdue: row.get("overdue")? }))?;
    Ok(found.unwrap_or(AgendaCount { due: 0, overdue: 0 }))
}

/// The first day of quotes whose last day has passed and that still stand on the list.
fn lapsed(today: Day) -> Day {
    today.checked_sub_days(Days::new(LAPSED_DAYS)).unwrap_or(today)
}

/// What is worked out from schedules, rhythms and periods; the union takes it as JSON.
fn reckoned(
    r: &Reader<'_>,
    assignee: Option<UserId>,
    [until, today]: [Day; 2],
    readable: Readable,
) -> Result<String> {
    let mut rows = Vec::new();
    for due in recurring::due(r, None, until)? {
        if readable.books || due.kind.is_sales() {
            rows.push(json!({"arm": RECURRING, "kind": AgendaKind::RecurringDue, "id": due.recurring_id,
                "date": due.scheduled_on, "title": due.name, "party_id": due.party_id, "document_kind": due.kind}));
        }
    }
    let ending = ContractList { expiring: true, without_buying: !readable.books, ..ContractList::default() };
    for contract in contracts::list(r, &ending, until)? {
        rows.push(json!({"arm": CONTRACT, "kind": AgendaKind::ContractEnd, "id": contract.id,
            "date": contract.remind_on, "title": format!("{} {}", contract.number, contract.title),
            "party_id": contract.party_id}));
    }
    for visit in classes::visits_on_list(r, assignee, until, today)? {
        rows.push(
            json!({"arm": VISIT, "kind": AgendaKind::VisitDue, "id": visit.party_id, "date": visit.due_on,
            "title": visit.service_plan.unwrap_or_default(), "party_id": visit.party_id,
            "assignee_id": visit.owner}),
        );
    }
    let is_on = |owner: UserId| assignee.is_none_or(|assignee| assignee == owner);
    for promise in commitments::promises_due(r, [lapsed(today), until], today)? {
        let waits = matches!(promise.status, PromiseStatus::Open)
            || promise.is_broken() && promise.whole_on.is_none();
        if waits && is_on(promise.recorded_by_id) {
            rows.push(json!({"arm": PROMISE, "kind": AgendaKind::PromiseDue, "id": promise.seq,
                "date": promise.due_on, "title": promise.contact, "party_id": promise.party_id,
                "assignee_id": promise.recorded_by_id, "currency": promise.amount.currency(),
                "amount_minor": promise.amount.minor() - promise.paid.minor() - promise.paid_later.minor()}));
        }
    }
    let open = DisputeList { open: true, ..DisputeList::default() };
    for dispute in commitments::disputes(r, &open, today, Seq::LATEST)? {
        if dispute.deadline_on <= until && is_on(dispute.owner_id) {
            let numbers: Vec<&str> = dispute.items.iter().map(|item| item.number.as_str()).collect();
            rows.push(json!({"arm": DISPUTE, "kind": AgendaKind::DisputeDeadline, "id": dispute.seq,
                "date": dispute.deadline_on, "title": numbers.join(" "), "party_id": dispute.party_id,
                "assignee_id": dispute.owner_id, "currency": dispute.amount.currency(),
                "amount_minor": dispute.amount.minor()}));
        }
    }
    Ok(json!(rows).to_string())
}

fn read(row: &Row<'_>, today: Day) -> rusqlite::Result<AgendaRow> {
    let (arm, id): (i64, i64) = (row.get("arm")?, row.get("id")?);
    let word: String = row.get("kind")?;
    let kind = AgendaKind::ALL.into_iter().find(|kind| kind.as_str() == word).unwrap_or(AgendaKind::Task);
    let (date, due_on): (Day, Day) = (row.get("date")?, row.get("due_on")?);
    let document_kind: Option<String> = row.get("document_kind")?;
    let document_kind = document_kind.as_deref().and_then(DocumentKind::from_name);
    let title: Option<String> = row.get("title")?;
    let item_name: Option<String> = row.get("item_name")?;
    let minor: Option<i64> = row.get("amount_minor")?;
    let amount = minor.map(|minor| Ok::<_, rusqlite::Error>(Money::from_minor(minor, row.get("currency")?)));
    let is_customer: Option<bool> = row.get("is_customer")?;
    let side = |sells: bool| if sells { Business::Customer } else { Business::Supplier };
    Ok(AgendaRow {
        key: format!("{date}|{arm}|{id}"),
        kind,
        date,
        due_on,
        days_late: (today - due_on).num_days().max(0),
        title: title.or(item_name).unwrap_or_default(),
        party_id: row.get("party_id")?,
        party_name: row.get("party_name")?,
        business: match kind {
            AgendaKind::InvoiceDue => Some(Business::Customer),
            AgendaKind::BillDue => Some(Business::Supplier),
            _ => document_kind.map(DocumentKind::is_sales).or(is_customer).map(side),
        },
        assignee: row.get("assignee")?,
        task_id: (arm == 1).then(|| TaskId::new(id)),
        version: row.get("version")?,
        snoozed_until: row.get("snoozed_until")?,
        repeats: row.get("repeats")?,
        document_id: row.get("document_seq")?,
        document_kind,
        recurring_id: (arm == RECURRING).then(|| RecurringId::new(id)),
        opportunity_id: matches!(kind, AgendaKind::OpportunityStep | AgendaKind::StageDeadline)
            .then(|| OpportunityId::new(id)),
        contract_id: (arm == CONTRACT).then(|| ContractId::new(id)),
        amount: amount.transpose()?,
        items: row.get("items")?,
    })
}

fn parse_key(key: &str) -> Result<(String, i64, i64)> {
    let invalid = || Error::FieldInvalid { field: "after".into(), value: key.chars().take(60).collect() };
    let (date, place) = key.split_once('|').ok_or_else(invalid)?;
    let (arm, id) = place.split_once('|').ok_or_else(invalid)?;
    parse_day(date).map_err(|_| invalid())?;
    let number = |text: &str| text.parse::<i64>().map_err(|_| invalid());
    Ok((date.to_owned(), number(arm)?, number(id)?))
}
