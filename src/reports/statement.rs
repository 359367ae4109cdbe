//! 对账单: what stands between us and one customer or supplier, in one currency, in three kinds.
//!
//! An open-item statement lists what is open at the cut-off; a balance-forward statement carries the opening
//! balance through the period's transactions; an activity statement adds what each transaction settled. All
//! end in the same balance at the same cut-off, unapplied credits and advances included, and a statement that
//! would not is refused. Source: DOMAIN §6; vectors `statement`.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::buckets::{Aged, Ages, days_overdue};
use super::origin::Origin;
use super::request::{ReportRequest, Scope};
use super::subledger::{OpenAt, Parties, PartyAct, Subledger, acts, open_items};
use crate::audit::Head;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::money::{Currency, Money};
use crate::parties::{Company, PartyFields, company_at, version_at};
use crate::statements::StatementKind;
use crate::store::{DocumentId, PartyId, Reader, Seq};
use crate::subledger::Business;

/// A statement as paper and screen show it.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
pub struct Statement {
    pub kind: StatementKind,
    /// Whose: debit and credit are our own, and a balance above nought is owed to us by a customer, by us to a supplier.
    pub business: Business,
    /// Both as they were known at `seq`.
    pub company: Company,
    pub party_id: PartyId,
    pub party: PartyFields,
    pub currency: Currency,
    /// First day of the period; absent on an open-item statement.
    pub from: Option<Day>,
    pub as_of: Day,
    pub opening: Money,
    /// The period's transactions; empty on an open-item statement.
    pub lines: Vec<StatementLine>,
    /// What is open at the cut-off; empty on the other kinds.
    pub items: Vec<StatementItem>,
    pub debit: Money,
    pub credit: Money,
    /// What is owed at the end of `as_of`; negative where it is owed the other way.
    pub closing: Money,
    pub aging: AgingStrip,
    /// 期后收款 or 期后付款: money after the cut-off, where it was asked for.
    pub later_receipts: Vec<StatementLine>,
    pub seq: Seq,
    pub head: Head,
}

/// One transaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct StatementLine {
    pub seq: Seq,
    pub document_id: Option<DocumentId>,
    pub date: Day,
    /// A code under `word.`: `invoice`, `receipt`, `invoice_void` …
    pub kind: String,
    pub number: Option<String>,
    pub due_on: Option<Day>,
    pub debit: Money,
    pub credit: Money,
    /// The running balance after the line.
    pub balance: Money,
    /// Activity statements: the invoices it settled.
    pub applied: Vec<Application>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Application {
    pub kind: String,
    pub number: Option<String>,
    pub amount: Money,
}

/// One open item; credits and advances are negative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct StatementItem {
    pub document_id: Option<DocumentId>,
    pub date: Day,
    pub kind: String,
    pub number: Option<String>,
    pub reference: Option<String>,
    pub due_on: Day,
    /// Nought where it is not overdue.
    pub days_overdue: u32,
    pub amount: Money,
    pub settled: Money,
    pub open: Money,
    /// What is open up to and with this line.
    pub balance: Money,
}

/// The open items by age. Buckets and unapplied credits add up to the closing balance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct AgingStrip {
    pub not_due: Money,
    pub up_to_30: Money,
    pub up_to_60: Money,
    pub up_to_90: Money,
    pub over_90: Money,
    /// Credit notes and advances, negative.
    pub unapplied: Money,
}

/// The running balance after each change.
pub fn running(opening: i64, changes: &[i64]) -> Vec<i64> {
    changes
        .iter()
        .scan(opening, |balance, change| {
            *balance += change;
            Some(*balance)
        })
        .collect()
}

/// Whose statement a request asks for: a customer's, or that of a party that is a supplier only.
fn business(request: &ReportRequest, party: &PartyFields) -> Business {
    let only_supplier = party.is_supplier && !party.is_customer;
    request.business.unwrap_or(if only_supplier { Business::Supplier } else { Business::Customer })
}

/// The same by the party's fields as they were known.
///
/// # Errors
/// `field_missing` without `party_id`.
pub fn statement_business(r: &Reader<'_>, request: &ReportRequest) -> Result<Business> {
    let id = request.party_id.ok_or_else(|| Error::FieldMissing { field: "party_id".into() })?;
    let scope = Scope::resolve(r, request)?;
    Ok(business(request, &version_at(r, id, scope.known())?.fields))
}

/// A party's statements, one for each currency it has traded in; at least one, in the party's own currency or
/// the book's.
///
/// # Errors
/// `field_missing` without `party_id`; `proof_failed` where open items and transactions disagree.
pub fn statements(r: &Reader<'_>, request: &ReportRequest) -> Result<Vec<Statement>> {
    let id = request.party_id.ok_or_else(|| Error::FieldMissing { field: "party_id".into() })?;
    let scope = Scope::resolve(r, request)?;
    let party = version_at(r, id, scope.known())?.fields;
    let side = Subledger::of(business(request, &party));
    let company = company_at(r, scope.known())?;
    let until = if request.later_receipts { last_day() } else { scope.as_of };
    let acts = acts(r, side, Parties::of(Some(id)), until, scope.known())?;
    let items = open_items(r, side, Parties::of(Some(id)), scope.as_of, scope.known())?;
    let applications = match request.kind {
        StatementKind::Activity => {
            applications(r, side, id, Span { from: scope.from, as_of: scope.as_of, known: scope.known() })?
        }
        _ => BTreeMap::new(),
    };
    let mut currencies: BTreeSet<Currency> = acts.iter().map(|act| act.amount.currency()).collect();
    if currencies.is_empty() {
        currencies.insert(party.currency.unwrap_or(scope.book.currency));
    }
    let build = |currency: Currency| {
        let of_currency = Account {
            kind: request.kind,
            side,
            currency,
            acts: acts.iter().filter(|act| act.amount.currency() == currency).collect(),
            items: items.iter().filter(|item| item.currency == currency).collect(),
            applications: &applications,
            scope: &scope,
        };
        of_currency.statement(id, party.clone(), company.clone())
    };
    currencies.into_iter().map(build).collect()
}

/// After every day a document can have; stored days have four digits of a year, so `Day::MAX` would sort first.
pub(super) fn last_day() -> Day {
    Day::from_ymd_opt(9999, 12, 31).unwrap_or(Day::MAX)
}

/// What one party has in one currency.
struct Account<'a> {
    kind: StatementKind,
    side: Subledger,
    currency: Currency,
    acts: Vec<&'a PartyAct>,
    items: Vec<&'a OpenAt>,
    applications: &'a AppliedTo,
    scope: &'a Scope,
}

impl Account<'_> {
    fn statement(self, party_id: PartyId, party: PartyFields, company: Company) -> Result<Statement> {
        let (from, as_of) = (self.scope.from, self.scope.as_of);
        let money = |minor: i64| Money::from_minor(minor, self.currency);
        let before = self.acts.partition_point(|act| act.date < from);
        let counted = self.acts.partition_point(|act| act.date <= as_of);
        let opening: i64 = self.acts[..before].iter().map(|act| act.amount.minor()).sum();
        let lines = self.lines(opening, &self.acts[before..counted]);
        let closing = lines.last().map_or(opening, |line| line.balance.minor());
        let items = self.open_items();
        let open = items.last().map_or(0, |item| item.balance.minor());
        if open != closing {
            return Err(Error::ProofFailed { check: "statement".into(), subject: party.code });
        }
        let total =
            |side: fn(&StatementLine) -> Money| money(lines.iter().map(|line| side(line).minor()).sum());
        let later = self.acts[counted..]
            .iter()
            .filter(|act| act.origin.kind.as_deref() == Some(self.side.money()) && !act.origin.is_void)
            .copied()
            .collect::<Vec<_>>();
        let is_open_item = self.kind == StatementKind::OpenItem;
        Ok(Statement {
            kind: self.kind,
            business: self.side.business(),
            company,
            party_id,
            party,
            currency: self.currency,
            from: (!is_open_item).then_some(from),
            as_of,
            opening: money(opening),
            debit: total(|line| line.debit),
            credit: total(|line| line.credit),
            closing: money(closing),
            aging: self.strip(),
            later_receipts: self.lines(closing, &later),
            seq: self.scope.known(),
            head: self.scope.head.clone(),
            lines: if is_open_item { Vec::new() } else { lines },
            items: if is_open_item { items } else { Vec::new() },
        })
    }

    /// The transactions; acts that only apply a credit change no balance and stand in activity statements alone.
    fn lines(&self, opening: i64, acts: &[&PartyAct]) -> Vec<StatementLine> {
        let shown: Vec<&&PartyAct> = acts
            .iter()
            .filter(|act| !act.amount.is_zero() || self.applications.contains_key(&(act.seq, self.currency)))
            .collect();
        let changes: Vec<i64> = shown.iter().map(|act| act.amount.minor()).collect();
        let balances = running(opening, &changes);
        let money = |minor: i64| Money::from_minor(minor, self.currency);
        shown
            .into_iter()
            .zip(balances)
            .map(|(act, balance)| StatementLine {
                seq: act.seq,
                document_id: act.document,
                date: act.date,
                kind: act.word(),
                number: act.origin.number.clone(),
                due_on: act.due_on.filter(|_| act.amount.minor() > 0),
                debit: money((act.amount.minor() * self.side.sign()).max(0)),
                credit: money((-act.amount.minor() * self.side.sign()).max(0)),
                balance: money(balance),
                applied: self.applications.get(&(act.seq, self.currency)).cloned().unwrap_or_default(),
            })
            .collect()
    }

    fn open_items(&self) -> Vec<StatementItem> {
        let money = |minor: i64| Money::from_minor(minor, self.currency);
        let changes: Vec<i64> = self.items.iter().map(|item| signed(item, item.open_minor)).collect();
        self.items
            .iter()
            .zip(running(0, &changes))
            .map(|(item, balance)| {
                let days = days_overdue(item.due_on, self.scope.as_of).max(0);
                let owed = signed(item, item.open_minor) > 0;
                StatementItem {
                    document_id: item.document,
                    date: item.date,
                    kind: if item.is_advance { self.side.advance_word().into() } else { item.origin.word() },
                    number: item.origin.number.clone(),
                    reference: item.reference.clone(),
                    due_on: item.due_on,
                    days_overdue: if owed { u32::try_from(days).unwrap_or_default() } else { 0 },
                    amount: money(signed(item, item.amount_minor)),
                    settled: money(signed(item, item.amount_minor - item.open_minor)),
                    open: money(signed(item, item.open_minor)),
                    balance: money(balance),
                }
            })
            .collect()
    }

    fn strip(&self) -> AgingStrip {
        let (ages, mut aged) = (Ages::default(), Aged::default());
        for item in &self.items {
            aged.add(signed(item, item.open_minor), ages.bucket(item.due_on, self.scope.as_of));
        }
        let [not_due, up_to_30, up_to_60, up_to_90, over_90, ..] =
            aged.buckets.map(|minor| Money::from_minor(minor, self.currency));
        let unapplied = Money::from_minor(aged.credits, self.currency);
        AgingStrip { not_due, up_to_30, up_to_60, up_to_90, over_90, unapplied }
    }
}

/// An advance counts against what is owed.
fn signed(item: &OpenAt, minor: i64) -> i64 {
    if item.is_advance { -minor } else { minor }
}

/// What each act settled, by act and currency: a revaluation moves items of several.
pub(super) type AppliedTo = BTreeMap<(Seq, Currency), Vec<Application>>;

/// Days, as known up to an act.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub from: Day,
    pub as_of: Day,
    pub known: Seq,
}

/// Which invoices each act of those days settled.
pub(super) fn applications(r: &Reader<'_>, side: Subledger, party: PartyId, of: Span) -> Result<AppliedTo> {
    let rows = r.rows(
        include_str!("applications.sql"),
        named_params! {":ledger": side.control().as_str(), ":party": party,
        ":from": of.from, ":as_of": of.as_of, ":known": of.known},
        |row| {
            let origin = Origin::read(row)?;
            let amount = Money::from_minor(row.get("amount_minor")?, row.get("currency")?);
            let application = Application { kind: origin.word(), number: origin.number, amount };
            Ok(((row.get("seq")?, amount.currency()), application))
        },
    )?;
    let mut by_act = AppliedTo::new();
    for (key, application) in rows {
        by_act.entry(key).or_default().push(application);
    }
    Ok(by_act)
}
