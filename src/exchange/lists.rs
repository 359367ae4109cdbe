//! A list as a file: every row its filter leaves, in the order and the columns it is shown in, as CSV or XLSX.
//!
//! The filter is the list's own, so that a file holds what the list shows, however many pages that is. A list with
//! amounts of several currencies gets a column for them. Rights are the caller's to check.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::cash_lists::{credit_fields, flow_fields, period_fields};
use super::collection_lists::{
    call_fields, dispute_fields, hold_fields, limitation_fields, promise_fields, run_fields,
};
use super::mail_lists::mail_fields;
use super::order_lists::{open_line_fields, plan_fields};
use super::party_lists::{activity_fields, agenda_fields, event_fields, purchase_fields, task_fields};
use super::reconciliation_lists::{compared_fields, compared_rows, confirmed_fields, letter_fields};
use crate::activities::{self, ActivityList, TaskList};
use crate::audit;
use crate::calendar::Day;
use crate::cash::{self, CashForecastInput};
use crate::catalog::{self, Item, ItemList};
use crate::commitments::{self, DisputeList, PromiseList};
use crate::contracts::{self, ContractList, ContractRow};
use crate::documents::{self, DocumentKind, DocumentList, DocumentRow, Flow};
use crate::dunning::{self, LimitationList};
use crate::error::{Error, Result};
use crate::grading::{self, CreditList};
use crate::language::Language;
use crate::ledger::{self, Control, Quote, RateList};
use crate::mail::{self, MailList};
use crate::money::{Currency, Figure, Money, Rounding};
use crate::orders::{self, BillingInput, OpenLinesInput, OpenView, PlannedInvoice};
use crate::parties;
use crate::pipeline::{self, Ends, LeadList, LeadRow, LeadState, OpportunityList, OpportunityRow};
use crate::reconciling::{self, ConfirmedBalances, ReconciliationList, ShownFindings};
use crate::recurring::{self, RecurringList, RecurringRow, RecurringState};
use crate::reports::render::{self, Sheet};
use crate::reports::{self, Cell, Column, ColumnKind, PurchaseHistoryInput, Row, RowKind};
use crate::settlement::{self, OpenItem};
use crate::store::{PartyId, Reader, Seq, StageId};
use crate::subledger::{self, Business, PartyList, PartyRow};
use crate::timeline::{self, Agenda, AgendaRow, Event, Readable, Timeline};

/// A list with its filter; where a page begins and how long it is does not matter here.
#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "of", content = "filter", rename_all = "snake_case")]
pub enum ListOf {
    Parties(PartyList),
    Documents(DocumentList),
    Items(ItemList),
    Rates(RateList),
    Recurring(RecurringList),
    Timeline(Timeline),
    Today(Agenda),
    Tasks(TaskList),
    Purchases(PurchaseHistoryInput),
    Contracts(ContractList),
    Opportunities(OpportunityList),
    Leads(LeadList),
    Activities(ActivityList),
    /// Lines of orders and deliveries of which something is left to deliver or to invoice.
    OpenLines(OpenLinesInput),
    /// The invoices that a billing run would make.
    BillingPlan(BillingInput),
    /// Customers with grade, limit and what of it is used.
    Credit(CreditList),
    /// The periods of the cash forecast.
    CashForecast(CashForecastInput),
    /// What stands behind them.
    CashFlows(CashForecastInput),
    Promises(PromiseList),
    Disputes(DisputeList),
    /// Whom to call about what is overdue.
    Calls,
    Limitation(LimitationList),
    /// Customers who are left alone for a while.
    DunningHolds,
    DunningRuns,
    /// What is open with one party.
    OpenItems {
        party_id: PartyId,
        business: Business,
    },
    /// The outbox.
    Mails(MailList),
    /// Letters of 对账.
    Reconciliations(ReconciliationList),
    /// Who has confirmed what until when.
    ConfirmedBalances(ConfirmedBalances),
    /// A letter's last comparison, line by line.
    Comparison {
        reconciliation: Seq,
        #[serde(default)]
        shown: ShownFindings,
    },
}

/// A list as words over columns over rows.
#[derive(Debug)]
pub struct List {
    /// A word code under `list.`.
    title: &'static str,
    company: String,
    currency: Currency,
    recorded_at: String,
    columns: Vec<Column>,
    rows: Vec<Row>,
}

/// What a list can show of a row: the key of the column as the window knows it, its word and its value.
pub(super) struct Field<'f, T> {
    key: &'static str,
    word: &'static str,
    kind: ColumnKind,
    cell: Box<dyn Fn(&T) -> Cell + 'f>,
}

/// The list in these columns, in this order, in all it has where none is named; documents of kinds that `may_see` denies
/// are left out where kinds mix.
///
/// # Errors
/// `field_invalid` for a column the list does not have.
pub fn list(
    r: &Reader<'_>,
    list: &ListOf,
    columns: &[String],
    today: Day,
    may_see: impl Fn(DocumentKind) -> bool,
) -> Result<List> {
    let book = ledger::book(r)?;
    let (title, columns, rows) = match list {
        ListOf::Parties(filter) => {
            let rows = subledger::list_whole(r, filter, today)?;
            let title = if filter.business == Business::Customer { "customers" } else { "suppliers" };
            laid_out(title, &rows, party_fields(filter.business, today), columns)?
        }
        ListOf::Documents(filter) => {
            let rows = documents::list_whole(r, filter, today)?;
            let title = shelf(&filter.kinds);
            let mixed = rows.iter().any(|row| row.total.currency() != book.currency);
            laid_out(title, &rows, document_fields(title), &with_currency(columns, mixed))?
        }
        ListOf::Items(filter) => {
            let rows = catalog::list_whole(r, filter)?;
            let taxes = ledger::taxes(r)?;
            let tax_names =
                taxes.iter().map(|tax| (tax.code.as_str(), [&tax.name_zh, &tax.name_en])).collect();
            laid_out("items", &rows, item_fields(book.currency, &tax_names), columns)?
        }
        ListOf::Rates(filter) => {
            let rows = ledger::list_rates_whole(r, filter)?;
            laid_out("rates", &rows, rate_fields(), columns)?
        }
        ListOf::Recurring(filter) => {
            let rows = recurring::list(r, filter, today)?;
            let sells = filter.kind != Some(DocumentKind::Bill);
            let title = if sells { "recurring_sales" } else { "recurring_purchases" };
            let foreign =
                |row: &RecurringRow| row.total.is_some_and(|total| total.currency() != book.currency);
            let mixed = rows.iter().any(foreign);
            laid_out(title, &rows, recurring_fields(sells), &with_currency(columns, mixed))?
        }
        ListOf::Timeline(filter) => {
            let rows = timeline::timeline_whole(r, filter, may_see)?;
            let mixed =
                rows.iter().filter_map(|row: &Event| row.amount).any(|of| of.currency() != book.currency);
            laid_out("timeline", &rows, event_fields(), &with_currency(columns, mixed))?
        }
        ListOf::Today(filter) => {
            let readable = Readable { books: may_see(DocumentKind::Bill) };
            let rows = timeline::today_whole(r, filter, today, readable)?;
            let mixed =
                rows.iter().filter_map(|row: &AgendaRow| row.amount).any(|of| of.currency() != book.currency);
            laid_out("today", &rows, agenda_fields(), &with_currency(columns, mixed))?
        }
        ListOf::Tasks(filter) => {
            laid_out("tasks", &activities::tasks(r, filter)?, task_fields(today), columns)?
        }
        ListOf::Purchases(filter) => {
            let rows = reports::purchase_history(r, filter, today)?.items;
            laid_out("purchase_history", &rows, purchase_fields(), columns)?
        }
        ListOf::Contracts(filter) => {
            let rows = contracts::list(r, filter, today)?;
            let foreign =
                |row: &ContractRow| row.value.is_some_and(|value| value.currency() != book.currency);
            let mixed = rows.iter().any(foreign);
            laid_out("contracts", &rows, contract_fields(), &with_currency(columns, mixed))?
        }
        ListOf::Opportunities(filter) => {
            let rows = pipeline::list_whole(r, filter, today)?;
            let stages = stage_names(r)?;
            let mixed = rows.iter().any(|row| row.amount.currency() != book.currency);
            laid_out("opportunities", &rows, opportunity_fields(&stages), &with_currency(columns, mixed))?
        }
        ListOf::Leads(filter) => {
            let rows = pipeline::leads_whole(r, filter)?;
            laid_out("leads", &rows, lead_fields(), columns)?
        }
        ListOf::Activities(filter) => {
            laid_out("activities", &activities::activities_whole(r, filter)?, activity_fields(), columns)?
        }
        ListOf::OpenLines(filter) => {
            let rows = orders::open_whole(r, filter)?;
            let title = match filter.view {
                OpenView::ToDeliver => "to_deliver",
                OpenView::ToInvoice => "to_invoice",
            };
            let mixed = rows.iter().any(|row| row.amount.currency() != book.currency);
            laid_out(title, &rows, open_line_fields(filter.view), &with_currency(columns, mixed))?
        }
        ListOf::BillingPlan(filter) => {
            let rows = orders::plan(r, filter, today)?;
            let foreign = |row: &PlannedInvoice| row.total.is_some_and(|of| of.currency() != book.currency);
            let mixed = rows.iter().any(foreign);
            laid_out("billing_plan", &rows, plan_fields(), &with_currency(columns, mixed))?
        }
        ListOf::Credit(filter) => {
            laid_out("credit", &grading::credit_list(r, filter, today)?, credit_fields(), columns)?
        }
        ListOf::CashForecast(filter) => {
            laid_out("cash_forecast", &cash::forecast(r, filter, today)?.periods, period_fields(), columns)?
        }
        ListOf::CashFlows(filter) => {
            laid_out("cash_flows", &cash::flows(r, filter, today)?, flow_fields(), columns)?
        }
        ListOf::Promises(filter) => {
            let rows = commitments::promises(r, filter, today, Seq::LATEST)?;
            let mixed = rows.iter().any(|row| row.amount.currency() != book.currency);
            laid_out("promises", &rows, promise_fields(), &with_currency(columns, mixed))?
        }
        ListOf::Disputes(filter) => {
            let rows = commitments::disputes(r, filter, today, Seq::LATEST)?;
            let mixed = rows.iter().any(|row| row.amount.currency() != book.currency);
            laid_out("disputes", &rows, dispute_fields(), &with_currency(columns, mixed))?
        }
        ListOf::Calls => laid_out("calls", &dunning::call_list(r, today)?.rows, call_fields(), columns)?,
        ListOf::Limitation(filter) => {
            let rows = dunning::limitation(r, filter, today)?;
            let mixed = rows.iter().any(|row| row.open.currency() != book.currency);
            laid_out("limitation", &rows, limitation_fields(), &with_currency(columns, mixed))?
        }
        ListOf::DunningHolds => {
            laid_out("dunning_holds", &dunning::holds(r, today)?, hold_fields(), columns)?
        }
        ListOf::DunningRuns => laid_out("dunning_runs", &dunning::runs(r)?, run_fields(), columns)?,
        ListOf::OpenItems { party_id, business } => {
            let rows = settlement::outstanding_of(r, *party_id, &business.open_controls())?;
            let mixed = rows.iter().any(|row| row.remaining.currency() != book.currency);
            laid_out("open_items", &rows, open_item_fields(today), &with_currency(columns, mixed))?
        }
        ListOf::Mails(filter) => laid_out("mails", &mail::outbox_whole(r, filter)?, mail_fields(), columns)?,
        ListOf::Reconciliations(filter) => {
            let rows = reconciling::reconciliations_whole(r, filter)?;
            let mixed = rows.iter().any(|row| row.balance.currency() != book.currency);
            laid_out("reconciliations", &rows, letter_fields(), &with_currency(columns, mixed))?
        }
        ListOf::ConfirmedBalances(filter) => {
            let rows = reconciling::confirmed_whole(r, filter)?;
            let of = |row: &reconciling::ConfirmedRow| row.confirmed.as_ref().map(|of| of.amount.currency());
            let mixed = rows.iter().filter_map(of).any(|currency| currency != book.currency);
            laid_out("confirmed_balances", &rows, confirmed_fields(), &with_currency(columns, mixed))?
        }
        ListOf::Comparison { reconciliation, shown } => {
            let rows = compared_rows(r, *reconciliation, *shown)?;
            laid_out("comparison", &rows, compared_fields(), columns)?
        }
    };
    let recorded_at = audit::head(r, None)?.recorded_at;
    let (_, company) = parties::company(r)?;
    Ok(List { title, company: company.name, currency: book.currency, recorded_at, columns, rows })
}

impl List {
    pub fn title(&self, language: Language) -> String {
        render::word(language, &format!("list.{}", self.title))
    }

    pub fn csv(&self, language: Language, today: Day) -> Result<Vec<u8>> {
        render::csv(&self.sheet(language, today), language)
    }

    pub fn xlsx(&self, language: Language, today: Day) -> Result<Vec<u8>> {
        render::workbook(&[self.sheet(language, today)], language)
    }

    fn sheet(&self, language: Language, today: Day) -> Sheet<'_> {
        Sheet {
            company: &self.company,
            title: self.title(language),
            subtitle: format!("{today} · {}", self.currency),
            label: "",
            currency: self.currency,
            recorded_at: &self.recorded_at,
            columns: &self.columns,
            heads: render::heads(&self.columns, language),
            rows: &self.rows,
        }
    }
}

type LaidOut = (&'static str, Vec<Column>, Vec<Row>);

fn laid_out<T>(
    title: &'static str,
    rows: &[T],
    fields: Vec<Field<'_, T>>,
    columns: &[String],
) -> Result<LaidOut> {
    let chosen: Vec<&Field<'_, T>> = match columns {
        [] => fields.iter().collect(),
        keys => keys
            .iter()
            .map(|key| {
                fields
                    .iter()
                    .find(|field| field.key == key)
                    .ok_or_else(|| Error::FieldInvalid { field: "columns".into(), value: key.clone() })
            })
            .collect::<Result<_>>()?,
    };
    let columns = chosen
        .iter()
        .map(|field| Column { key: field.word.into(), kind: field.kind, detail: None })
        .collect();
    let rows = rows
        .iter()
        .map(|row| {
            let cells = chosen.iter().map(|field| (field.cell)(row)).collect();
            Row { kind: RowKind::Line, depth: 0, cells, opens: None }
        })
        .collect();
    Ok((title, columns, rows))
}

pub(super) fn field<'f, T>(
    key: &'static str,
    word: &'static str,
    kind: ColumnKind,
    cell: impl Fn(&T) -> Cell + 'f,
) -> Field<'f, T> {
    Field { key, word, kind, cell: Box::new(cell) }
}

pub(super) fn day(day: Option<Day>) -> Cell {
    day.map_or(Cell::Empty, Cell::Day)
}

pub(super) fn text(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

fn party_fields(business: Business, today: Day) -> Vec<Field<'static, PartyRow>> {
    use ColumnKind::{Money, Number, Text};
    let (name, balance, advance) = match business {
        Business::Customer => ("customer", "receivable_balance", "customer_advance"),
        Business::Supplier => ("supplier", "payable_balance", "prepayment"),
    };
    vec![
        field("name", name, Text, |row: &PartyRow| text(&row.name)),
        field("code", "party_code", Text, |row: &PartyRow| text(&row.code)),
        field("region", "region", Text, |row: &PartyRow| text(row.place.as_deref().unwrap_or_default())),
        field("balance", balance, Money, |row: &PartyRow| Cell::Money(row.balance)),
        field("overdue", "overdue", Money, |row: &PartyRow| Cell::Money(row.overdue)),
        field("advance", advance, Money, |row: &PartyRow| Cell::Money(row.advance)),
        field("oldest_due_on", "days_overdue", Number, move |row: &PartyRow| {
            let late = row.oldest_due_on.map_or(0, |due| (today - due).num_days());
            if late > 0 { Cell::Count(late) } else { Cell::Empty }
        }),
    ]
}

/// The list that holds these kinds: `quotes`, `orders`, `deliveries`, `sales`, `purchases`, `receipts`, `payments`; `documents` where they mix.
fn shelf(kinds: &[DocumentKind]) -> &'static str {
    let all = |fits: fn(DocumentKind) -> bool| !kinds.is_empty() && kinds.iter().all(|kind| fits(*kind));
    let is_money = |kind: DocumentKind| {
        kind.flow() == Flow::Cash
            || matches!(kind, DocumentKind::OpeningAdvance | DocumentKind::OpeningPrepayment)
    };
    match kinds {
        [DocumentKind::Quote] => return "quotes",
        [DocumentKind::SalesOrder] => return "orders",
        [DocumentKind::Delivery] => return "deliveries",
        _ => {}
    }
    match kinds.iter().all(|kind| is_money(*kind)) {
        true if all(DocumentKind::is_sales) => "receipts",
        true if all(|kind| !kind.is_sales()) => "payments",
        false if all(|kind| kind.is_sales() && kind.flow() != Flow::Adjustment) => "sales",
        false if all(|kind| !kind.is_sales() && kind.flow() != Flow::Adjustment) => "purchases",
        _ => "documents",
    }
}

fn with_currency(columns: &[String], mixed: bool) -> Vec<String> {
    let mut columns = columns.to_vec();
    if let Some(place) = columns.iter().position(|key| key == "total" || key == "remaining" || key == "open")
        && mixed
    {
        columns.insert(place, "currency".into());
    }
    columns
}

fn document_fields(title: &str) -> Vec<Field<'static, DocumentRow>> {
    use ColumnKind::{Date, Money, Text};
    let (party, total, remaining) = match title {
        "receipts" => ("customer", "amount", "customer_advance"),
        "payments" => ("supplier", "amount", "prepayment"),
        "sales" | "quotes" | "orders" | "deliveries" => ("customer", "gross", "open"),
        "purchases" => ("supplier", "gross", "open"),
        _ => ("party", "gross", "open"),
    };
    let due = match title {
        "quotes" => "valid_until",
        "orders" => "deliver_by",
        _ => "due_on",
    };
    vec![
        field("number", "number", Text, |row: &DocumentRow| text(&row.number)),
        field("party", party, Text, |row: &DocumentRow| text(&row.party_name)),
        field("kind", "kind", Text, |row: &DocumentRow| Cell::Word(row.kind.as_str().into())),
        field("date", "date", Date, |row: &DocumentRow| Cell::Day(row.date)),
        field("due", due, Date, |row: &DocumentRow| day(row.due_on)),
        field("reference", "reference", Text, |row: &DocumentRow| {
            text(row.reference.as_deref().unwrap_or_default())
        }),
        field("currency", "currency", Text, |row: &DocumentRow| Cell::Text(row.total.currency().to_string())),
        field("total", total, Money, |row: &DocumentRow| Cell::Money(row.total)),
        field("remaining", remaining, Money, |row: &DocumentRow| Cell::Money(row.remaining)),
        field("state", "state", Text, move |row: &DocumentRow| {
            let unused = remaining != "open" && !row.remaining.is_zero();
            Cell::Word(if unused { "unused" } else { row.state.as_str() }.into())
        }),
    ]
}

fn open_item_fields(today: Day) -> Vec<Field<'static, OpenItem>> {
    use ColumnKind::{Date, Money, Text};
    vec![
        field("number", "number", Text, |item: &OpenItem| {
            text(item.document_number.as_deref().unwrap_or_default())
        }),
        field("date", "date", Date, |item: &OpenItem| Cell::Day(item.date)),
        field("due", "due_on", Date, |item: &OpenItem| Cell::Day(item.due_on)),
        field("currency", "currency", Text, |item: &OpenItem| Cell::Text(item.amount.currency().to_string())),
        field("total", "gross", Money, |item: &OpenItem| Cell::Money(item.amount)),
        field("open", "balance", Money, |item: &OpenItem| Cell::Money(item.remaining)),
        field("status", "state", Text, move |item: &OpenItem| {
            let word = match item.control {
                Control::CustomerAdvance | Control::SupplierPrepayment => "advance",
                Control::CustomerDeposit | Control::SupplierDeposit => "deposit",
                _ if item.remaining.minor() > 0 && item.due_on < today => "overdue",
                _ => "open",
            };
            Cell::Word(word.into())
        }),
    ]
}

fn recurring_fields(sells: bool) -> Vec<Field<'static, RecurringRow>> {
    use ColumnKind::{Date, Money, Number, Text};
    let count = |count: u32| if count == 0 { Cell::Empty } else { Cell::Count(count.into()) };
    vec![
        field("name", "name", Text, |row: &RecurringRow| text(&row.name)),
        field("party", if sells { "customer" } else { "supplier" }, Text, |row: &RecurringRow| {
            text(&row.party_name)
        }),
        field("rhythm", "rhythm", Text, |row: &RecurringRow| Cell::Name {
            zh: row.schedule.rhythm(Language::ZhCn),
            en: row.schedule.rhythm(Language::En),
        }),
        field("next", "next_on", Date, |row: &RecurringRow| day(row.next_on)),
        field("currency", "currency", Text, |row: &RecurringRow| {
            row.total.map_or(Cell::Empty, |total| Cell::Text(total.currency().to_string()))
        }),
        field("total", "next_amount", Money, |row: &RecurringRow| row.total.map_or(Cell::Empty, Cell::Money)),
        field("due", "due_count", Number, move |row: &RecurringRow| count(row.due)),
        field("made", "made_count", Number, move |row: &RecurringRow| count(row.made)),
        field("state", "state", Text, |row: &RecurringRow| {
            let word = match row.state {
                RecurringState::Active if row.next_on.is_none() => "recurring_complete",
                RecurringState::Active => "recurring_active",
                RecurringState::Paused => "recurring_paused",
                RecurringState::Ended => "recurring_ended",
            };
            Cell::Word(word.into())
        }),
    ]
}

fn contract_fields() -> Vec<Field<'static, ContractRow>> {
    use ColumnKind::{Date, Money, Text};
    vec![
        field("number", "number", Text, |row: &ContractRow| text(&row.number)),
        field("title", "contract_title", Text, |row: &ContractRow| text(&row.title)),
        field("party", "party", Text, |row: &ContractRow| text(&row.party_name)),
        field("currency", "currency", Text, |row: &ContractRow| {
            row.value.map_or(Cell::Empty, |value| Cell::Text(value.currency().to_string()))
        }),
        field("total", "contract_value", Money, |row: &ContractRow| {
            row.value.map_or(Cell::Empty, Cell::Money)
        }),
        field("signed", "signed_on", Date, |row: &ContractRow| day(row.signed_on)),
        field("starts", "starts_on", Date, |row: &ContractRow| day(row.starts_on)),
        field("ends", "ends_on", Date, |row: &ContractRow| day(row.ends_on)),
        field("state", "state", Text, |row: &ContractRow| {
            Cell::Word(format!("contract_{}", row.state.as_str()))
        }),
    ]
}

/// What each stage is called, the ones that were taken out too.
fn stage_names(r: &Reader<'_>) -> Result<BTreeMap<StageId, [String; 2]>> {
    let stages = pipeline::pipelines(r)?.into_iter().flat_map(|pipeline| pipeline.stages);
    Ok(stages.map(|stage| (stage.id, [stage.name_zh, stage.name_en])).collect())
}

fn opportunity_fields(stages: &BTreeMap<StageId, [String; 2]>) -> Vec<Field<'_, OpportunityRow>> {
    use ColumnKind::{Date, Money, Number, Text};
    vec![
        field("title", "title", Text, |row: &OpportunityRow| text(&row.title)),
        field("party", "customer", Text, |row: &OpportunityRow| text(&row.party_name)),
        field("stage", "stage", Text, |row: &OpportunityRow| {
            let name = |[zh, en]: &[String; 2]| Cell::Name { zh: zh.clone(), en: en.clone() };
            stages.get(&row.stage_id).map_or(Cell::Empty, name)
        }),
        field("owner", "owner", Text, |row: &OpportunityRow| text(&row.owner_name)),
        field("currency", "currency", Text, |row: &OpportunityRow| {
            Cell::Text(row.amount.currency().to_string())
        }),
        field("amount", "amount", Money, |row: &OpportunityRow| Cell::Money(row.amount)),
        field("age", "days_in_stage", Number, |row: &OpportunityRow| match row.state {
            Ends::Open => Cell::Count(row.age_days),
            _ => Cell::Empty,
        }),
        field("deadline", "stage_deadline", Date, |row: &OpportunityRow| day(row.deadline_on)),
        field("next_step", "next_step", Text, |row: &OpportunityRow| text(&row.next_step)),
        field("next_step_on", "next_step_on", Date, |row: &OpportunityRow| day(row.next_step_on)),
        field("closes", "expected_close", Date, |row: &OpportunityRow| day(row.expected_close_on)),
        field("source", "source", Text, |row: &OpportunityRow| text(&row.source)),
        field("created", "created_on", Date, |row: &OpportunityRow| day(Some(row.created_on))),
    ]
}

fn lead_fields() -> Vec<Field<'static, LeadRow>> {
    use ColumnKind::{Date, Text};
    vec![
        field("name", "name", Text, |row: &LeadRow| text(&row.name)),
        field("company", "company", Text, |row: &LeadRow| text(&row.company)),
        field("phone", "phone", Text, |row: &LeadRow| text(&row.phone)),
        field("email", "email", Text, |row: &LeadRow| text(&row.email)),
        field("source", "source", Text, |row: &LeadRow| text(&row.source)),
        field("owner", "owner", Text, |row: &LeadRow| text(&row.owner_name)),
        field("created", "created_on", Date, |row: &LeadRow| day(Some(row.created_on))),
        field("state", "state", Text, |row: &LeadRow| {
            let word = match row.state {
                LeadState::Open => "lead_open",
                LeadState::Converted => "lead_converted",
                LeadState::Dismissed => "lead_dismissed",
            };
            Cell::Word(word.into())
        }),
    ]
}

fn item_fields<'f>(currency: Currency, taxes: &'f BTreeMap<&str, [&'f String; 2]>) -> Vec<Field<'f, Item>> {
    use ColumnKind::Text;
    let optional = |value: &Option<String>| text(value.as_deref().unwrap_or_default());
    vec![
        field("code", "item_code", Text, |item: &Item| text(&item.fields.code)),
        field("name", "name", Text, |item: &Item| Cell::Name {
            zh: item.fields.name("zh-CN").to_owned(),
            en: item.fields.name("en").to_owned(),
        }),
        field("specification", "specification", Text, |item: &Item| text(&item.fields.specification)),
        field("unit", "unit", Text, |item: &Item| text(&item.fields.unit)),
        field("price", "price", ColumnKind::Money, move |item: &Item| price(item.fields.price, currency)),
        field("tax", "tax", Text, move |item: &Item| {
            let known = item.fields.tax.as_deref().and_then(|code| taxes.get(code));
            known.map_or(Cell::Empty, |[zh, en]| Cell::Name { zh: (*zh).clone(), en: (*en).clone() })
        }),
        field("account", "account", Text, move |item: &Item| optional(&item.fields.account)),
    ]
}

fn rate_fields() -> Vec<Field<'static, Quote>> {
    use ColumnKind::{Date, Text};
    vec![
        field("date", "date", Date, |rate: &Quote| Cell::Day(rate.date)),
        field("currency", "currency", Text, |rate: &Quote| Cell::Text(rate.currency.to_string())),
        field("rate", "rate", Text, |rate: &Quote| Cell::Text(rate.rate.to_string())),
        field("type", "rate_type", Text, |rate: &Quote| Cell::Word(format!("rate_{}", rate.kind.as_str()))),
        field("source", "source", Text, |rate: &Quote| text(&rate.source)),
    ]
}

/// An amount where the price has no more decimals than the currency, so that a spreadsheet adds it up.
fn price(price: Option<Figure>, currency: Currency) -> Cell {
    let Some(price) = price else { return Cell::Empty };
    match Money::rounded(price.0, currency, Rounding::HalfUp) {
        Ok(amount) if amount.to_decimal() == price.0 => Cell::Money(amount),
        _ => Cell::Figure(price),
    }
}
