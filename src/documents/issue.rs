//! Issuing: from fields to a posted document, in one visible step.

use std::rc::Rc;

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::desk::Desk;
use super::draft;
use super::fields::{CashFields, DocumentFields, LineFields, OpeningFields, Origin, TradeFields};
use super::kind::DocumentKind;
use super::record::{Record, RecordLine, with_document};
use super::totals::{Totals, compute, line_inputs, method};
use crate::audit::{self, Act, Subject};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::{Account, AccountRole, Control, Entry, NewEntry, NewLine, Side, Tax, post, take_number};
use crate::money::{Figure, Money};
use crate::parties::{Party, due_on};
use crate::settlement::{
    Allocation, Debt, NewAllocation, NewItem, OpenItem, Proposal, allocate, canonical, open, outstanding_of,
    parse_amount, propose,
};
use crate::store::{DocumentId, DraftId, OpenItemId, Reader, Writer};

/// A document that was just issued.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct Issued {
    pub id: DocumentId,
    pub kind: DocumentKind,
    pub number: String,
    pub total: Money,
    pub entry: Entry,
}

/// Issues a draft and removes it.
///
/// # Errors
/// `stale` where the draft was saved meanwhile, and whatever [`issue`] refuses; the draft then stays.
pub fn issue_draft(w: &Writer<'_>, id: DraftId, version: u32, today: Day) -> Result<Issued> {
    let draft = draft::draft(w, id)?;
    draft::refuse_stale(&draft, version, &draft.fields)?;
    let issued = issue(w, &draft.fields, Origin::Ours, today)?;
    draft::remove(w, id)?;
    Ok(issued)
}

/// Issues a document: checks it, takes its number, posts its entry, opens or settles its items, and seals the
/// trail over all of it.
///
/// # Errors
/// Every refusal of `Error`'s section "the books"; nothing is written then.
pub fn issue(w: &Writer<'_>, fields: &DocumentFields, origin: Origin<'_>, today: Day) -> Result<Issued> {
    issue_at(&Desk::new(w)?, w, fields, origin, today)
}

/// [`issue`] at a desk of the same transaction, for one document after another.
pub fn issue_at(
    desk: &Desk<'_, '_>,
    w: &Writer<'_>,
    fields: &DocumentFields,
    origin: Origin<'_>,
    today: Day,
) -> Result<Issued> {
    let plan = plan(desk, fields, today)?;
    let act = audit::begin(w)?;
    let number = match origin {
        Origin::Ours if plan.kind.flow() == super::Flow::Opening => plan.own_number.clone(),
        Origin::Ours => take_number(w, plan.kind.as_str(), plan.date)?,
        Origin::Imported { number } => number.to_owned(),
    };
    let numbered = origin == Origin::Ours && plan.kind.flow() != super::Flow::Opening;
    let record = Record { id: act.seq.into(), number, numbered, ..plan.record };
    record.insert(w)?;
    let entry =
        post(w, &act, NewEntry { date: plan.date, reverses: None, summary: None, lines: plan.lines })?;
    let items = open_items(w, &act, &record, plan.items)?;
    let allocations = settle(w, &act, &record, &plan.settles)?;
    let body = with_document(canonical(Some(&entry), &items, &allocations), Some(&record), None);
    audit::seal(w, act, Subject::Posting, audit::digest(&[audit::canonical(&body).as_bytes()]))?;
    Ok(Issued { id: record.id, kind: record.kind, number: record.number, total: record.gross, entry })
}

fn open_items(w: &Writer<'_>, act: &Act, record: &Record, plans: Vec<ItemPlan>) -> Result<Vec<OpenItem>> {
    plans
        .into_iter()
        .filter(|plan| !plan.amount.is_zero())
        .map(|plan| {
            let new = NewItem {
                document: Some(record.id),
                account: plan.account,
                party: record.party_id,
                date: record.date,
                due_on: plan.due_on,
                amount: plan.amount,
                base: plan.amount,
            };
            open(w, act, new)
        })
        .collect()
}

fn settle(
    w: &Writer<'_>,
    act: &Act,
    record: &Record,
    shares: &[(OpenItemId, Money)],
) -> Result<Vec<Allocation>> {
    let rows: Vec<NewAllocation> = shares
        .iter()
        .map(|(item, amount)| NewAllocation {
            item: *item,
            document: Some(record.id),
            date: record.date,
            amount: *amount,
            base: *amount,
        })
        .collect();
    allocate(w, act, &rows)
}

/// The entry a draft would post, for showing beside it. Nothing is written.
pub fn posting_preview(r: &Reader<'_>, fields: &DocumentFields, today: Day) -> Result<Vec<PreviewLine>> {
    let plan = plan(&Desk::new(r)?, fields, today)?;
    Ok(plan
        .lines
        .into_iter()
        .map(|line| PreviewLine {
            account: line.account.code,
            name_zh: line.account.name_zh,
            name_en: line.account.name_en,
            side: line.side,
            amount: line.amount,
        })
        .collect())
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct PreviewLine {
    pub account: String,
    pub name_zh: String,
    pub name_en: String,
    pub side: Side,
    pub amount: Money,
}

/// Everything an issue will write, decided before the first row.
struct Plan {
    kind: DocumentKind,
    date: Day,
    own_number: String,
    record: Record,
    lines: Vec<NewLine>,
    items: Vec<ItemPlan>,
    settles: Vec<(OpenItemId, Money)>,
}

struct ItemPlan {
    account: Account,
    due_on: Day,
    amount: Money,
}

fn plan(desk: &Desk<'_, '_>, fields: &DocumentFields, today: Day) -> Result<Plan> {
    let kind = fields.kind();
    let party = fields.party_id().ok_or_else(|| Error::FieldMissing { field: "party_id".into() })?;
    let planning = Planning { desk, kind, today, party: desk.party(party)? };
    planning.refuse_party()?;
    match fields {
        DocumentFields::Invoice(trade) | DocumentFields::CreditNote(trade) | DocumentFields::Bill(trade) => {
            planning.plan_trade(trade)
        }
        DocumentFields::Receipt(cash) | DocumentFields::Payment(cash) => planning.plan_cash(cash),
        DocumentFields::OpeningReceivable(opening) | DocumentFields::OpeningPayable(opening) => {
            planning.plan_opening(opening)
        }
    }
}

/// What every kind of document looks at while it is planned.
struct Planning<'d, 'r, 'c> {
    desk: &'d Desk<'r, 'c>,
    kind: DocumentKind,
    today: Day,
    party: Rc<Party>,
}

impl Planning<'_, '_, '_> {
    fn refuse_party(&self) -> Result<()> {
        let party = self.party.fields.code.clone();
        if self.party.archived {
            return Err(Error::PartyArchived { party });
        }
        let (fits, role) = match self.kind.is_sales() {
            true => (self.party.fields.is_customer, "customer"),
            false => (self.party.fields.is_supplier, "supplier"),
        };
        if fits { Ok(()) } else { Err(Error::PartyRoleMissing { party, role: role.into() }) }
    }

    fn role(&self, role: AccountRole) -> Result<Account> {
        Ok(Account::clone(&*self.desk.role(role)?))
    }

    fn line(&self, account: Account, side: Side, amount: Money) -> NewLine {
        let party = account.control.is_some().then_some(self.party.id);
        NewLine { account, party, side, amount, base: amount }
    }

    fn empty_record(&self, date: Day, amount: Money) -> Result<Record> {
        let (company_version_id, _) = *self.desk.company()?;
        Ok(Record {
            id: DocumentId::new(0),
            kind: self.kind,
            number: String::new(),
            numbered: false,
            party_id: self.party.id,
            party_version_id: self.party.version_id,
            company_version_id,
            date,
            due_on: None,
            terms: None,
            currency: amount.currency(),
            rate: Figure::ONE,
            tax_mode: None,
            discount_percent: None,
            net: amount,
            tax: Money::zero(amount.currency()),
            gross: amount,
            account: None,
            credits: None,
            reference: None,
            notes: None,
            language: None,
            salt: audit::random_salt()?,
            lines: Vec::new(),
        })
    }

    fn plan_trade(&self, fields: &TradeFields) -> Result<Plan> {
        if fields.lines.is_empty() {
            return Err(Error::DocumentEmpty);
        }
        if let Some(currency) = fields.currency.filter(|currency| *currency != self.desk.book.currency) {
            return Err(Error::Unsupported { what: format!("documents in {currency}") });
        }
        let date = fields.date.unwrap_or(self.today);
        let (inputs, taxes) = line_inputs(self.desk, &fields.lines)?;
        let totals = compute(&inputs, method(self.desk, fields)?)?;
        if totals.total.minor() < 0 {
            return Err(Error::FieldInvalid { field: "total".into(), value: totals.total.to_plain() });
        }
        let (terms, due_on) = self.due(fields, date)?;
        let lines = self.record_lines(&fields.lines, &taxes, &totals)?;
        let record = Record {
            due_on: Some(due_on),
            terms,
            tax_mode: Some(fields.tax_mode),
            discount_percent: fields.discount_percent.filter(|percent| *percent != Figure::ZERO),
            net: totals.net,
            tax: totals.tax,
            credits: self.credited(fields)?,
            reference: filled(&fields.reference),
            notes: filled(&fields.notes),
            language: fields.language.clone().or_else(|| self.party.fields.language.clone()),
            lines: lines.iter().map(|(_, line)| line.clone()).collect(),
            ..self.empty_record(date, totals.total)?
        };
        let entry = self.trade_entry(lines, &totals)?;
        let control = self.role(self.kind.control())?;
        let item = ItemPlan { account: control, due_on, amount: self.signed(totals.total) };
        Ok(self.plan_of(record, entry, vec![item], Vec::new()))
    }

    fn plan_of(
        &self,
        record: Record,
        lines: Vec<NewLine>,
        items: Vec<ItemPlan>,
        settles: Vec<(OpenItemId, Money)>,
    ) -> Plan {
        let (date, own_number) = (record.date, record.number.clone());
        Plan { kind: self.kind, date, own_number, record, lines, items, settles }
    }

    /// An item's amount: a credit note opens a negative one.
    fn signed(&self, amount: Money) -> Money {
        if self.kind == DocumentKind::CreditNote { amount.negated() } else { amount }
    }

    fn due(&self, fields: &TradeFields, date: Day) -> Result<(Option<String>, Day)> {
        let (_, company) = self.desk.company()?;
        let code =
            [&fields.terms, &self.party.fields.terms, &company.default_terms].into_iter().flatten().next();
        let from_terms = code.map(|code| due_on(&*self.desk.terms(code)?, date)).transpose()?;
        let due = fields.due_on.or(from_terms).unwrap_or(date);
        if due < date {
            return Err(Error::DueBeforeDate { date: date.to_string(), due_on: due.to_string() });
        }
        Ok((code.cloned(), due))
    }

    /// The invoice a credit note corrects must be an invoice of the same customer.
    fn credited(&self, fields: &TradeFields) -> Result<Option<DocumentId>> {
        let Some(id) = fields.credits else { return Ok(None) };
        let fits: bool = self.desk.r.value(
            "select exists (select 1 from document where seq = :seq and kind = 'invoice' and party_id = :party)",
            named_params! {":seq": id, ":party": self.party.id},
        )?;
        match fits && self.kind == DocumentKind::CreditNote {
            true => Ok(Some(id)),
            false => Err(Error::FieldInvalid { field: "credits".into(), value: id.to_string() }),
        }
    }

    fn record_lines(
        &self,
        fields: &[LineFields],
        taxes: &[Rc<Tax>],
        totals: &Totals,
    ) -> Result<Vec<(Account, RecordLine)>> {
        let usual = self.role(self.kind.line_account())?;
        let mut lines = Vec::with_capacity(fields.len());
        for (index, ((line, tax), amounts)) in fields.iter().zip(taxes).zip(&totals.lines).enumerate() {
            let item = line.item_id.map(|id| self.desk.item(id)).transpose()?;
            let language = self.party.fields.language.as_deref().unwrap_or(&self.desk.book.language);
            let description = match (line.description.trim(), &item) {
                ("", Some(item)) => item.fields.name(language).to_owned(),
                ("", None) => {
                    let line = u32::try_from(index + 1).map_err(|_| Error::AmountOverflow)?;
                    return Err(Error::LineInvalid { line, reason: "description".into() });
                }
                (text, _) => text.to_owned(),
            };
            let item_account = item.as_ref().and_then(|item| item.fields.account.as_deref());
            let code = line.account.as_deref().filter(|code| !code.is_empty());
            let account = match code.or(item_account.filter(|_| self.kind.is_sales())) {
                Some(code) => Account::clone(&*self.desk.account(code)?),
                None => usual.clone(),
            };
            let record = RecordLine {
                item_version_id: item.map(|item| item.version_id),
                description,
                specification: filled(&line.specification),
                unit: filled(&line.unit),
                quantity: line.quantity,
                unit_price: line.unit_price,
                discount_percent: line.discount_percent.filter(|percent| *percent != Figure::ZERO),
                tax_id: tax.id,
                tax_code: tax.code.clone(),
                account_id: account.id,
                account: account.code.clone(),
                gross: amounts.gross,
                net: amounts.net,
                tax: amounts.tax,
            };
            lines.push((account, record));
        }
        Ok(lines)
    }

    /// D 1122 total · C revenue by account · C output tax; bills mirror it; a credit note takes it back in the
    /// book's style.
    fn trade_entry(&self, lines: Vec<(Account, RecordLine)>, totals: &Totals) -> Result<Vec<NewLine>> {
        let side = self.kind.control_side();
        let mut by_account: Vec<(Account, Money)> = Vec::new();
        for (account, line) in lines {
            match by_account.iter_mut().find(|(known, _)| known.id == account.id) {
                Some((_, sum)) => *sum = sum.checked_add(line.net)?,
                None => by_account.push((account, line.net)),
            }
        }
        let mut entry = vec![self.line(self.role(self.kind.control())?, side, totals.total)];
        for (account, net) in by_account {
            if account.control.is_some() {
                return Err(Error::AccountIsControl { account: account.code });
            }
            entry.push(self.line(account, side.opposite(), net));
        }
        if !totals.tax.is_zero() {
            entry.push(self.line(self.role(self.kind.tax_account())?, side.opposite(), totals.tax));
        }
        if self.kind == DocumentKind::CreditNote {
            entry.iter_mut().for_each(|line| self.take_back(line));
        }
        Ok(entry)
    }

    fn take_back(&self, line: &mut NewLine) {
        if self.desk.book.red_letter {
            line.amount = line.amount.negated();
            line.base = line.base.negated();
        } else {
            line.side = line.side.opposite();
        }
    }

    fn plan_cash(&self, fields: &CashFields) -> Result<Plan> {
        let date = fields.date.unwrap_or(self.today);
        let amount = Money::parse(&fields.amount.to_string(), self.desk.book.currency)?;
        if amount.minor() <= 0 {
            return Err(Error::FieldInvalid { field: "amount".into(), value: amount.to_plain() });
        }
        let bank = match fields.account.as_deref().filter(|code| !code.is_empty()) {
            Some(code) => Account::clone(&*self.desk.account(code)?),
            None => self.role(AccountRole::Bank)?,
        };
        let proposal = self.spread(fields, amount, date)?;
        let settled: i64 = proposal.applied.values().sum();
        let (settled, advance) = (
            Money::from_minor(settled, amount.currency()),
            Money::from_minor(proposal.advance_minor, amount.currency()),
        );
        let side = self.kind.control_side();
        let mut lines = vec![self.line(bank.clone(), side, amount)];
        let mut items = Vec::new();
        if !settled.is_zero() {
            lines.push(self.line(self.role(self.kind.control())?, side.opposite(), settled));
        }
        if !advance.is_zero() {
            let account = self.role(self.kind.advance())?;
            lines.push(self.line(account.clone(), side.opposite(), advance));
            items.push(ItemPlan { account, due_on: date, amount: advance });
        }
        let record = Record {
            account: Some((bank.id, bank.code)),
            reference: filled(&fields.reference),
            notes: filled(&fields.notes),
            language: self.party.fields.language.clone(),
            ..self.empty_record(date, amount)?
        };
        let settles = proposal
            .applied
            .into_iter()
            .map(|(item, minor)| (item, Money::from_minor(minor, amount.currency())))
            .collect();
        Ok(self.plan_of(record, lines, items, settles))
    }

    /// Which items the money settles. Items of a later day cannot be: that money waits as an advance.
    fn spread(&self, fields: &CashFields, amount: Money, date: Day) -> Result<Proposal<OpenItemId>> {
        let control = if self.kind.is_sales() { Control::Receivable } else { Control::Payable };
        let open: Vec<OpenItem> = outstanding_of(self.desk.r, self.party.id, &[control])?
            .into_iter()
            .filter(|item| item.date <= date && item.remaining.minor() > 0)
            .collect();
        let debt = |item: &OpenItem, open_minor: i64| Debt {
            key: item.id,
            open_minor,
            due_on: item.due_on,
            burden: rust_decimal::Decimal::ZERO,
        };
        let mut named = std::collections::BTreeMap::new();
        for share in &fields.shares {
            let item = open.iter().find(|item| item.id == share.item_id);
            let item = item.ok_or_else(|| Error::NotFound {
                kind: "open_item".into(),
                key: share.item_id.to_string(),
            })?;
            let asked = parse_amount(item, share.amount)?;
            if asked.minor() > item.remaining.minor() || named.insert(item.id, asked.minor()).is_some() {
                return Err(Error::OverAllocation {
                    number: item.document_number.clone().unwrap_or_default(),
                    open: item.remaining.to_plain(),
                    asked: asked.to_plain(),
                });
            }
        }
        let named_total: i64 = named.values().sum();
        if named_total > amount.minor() {
            let asked = Money::from_minor(named_total, amount.currency()).to_plain();
            return Err(Error::OverAllocation { number: String::new(), open: amount.to_plain(), asked });
        }
        let rest: Vec<Debt<OpenItemId>> = open
            .iter()
            .map(|item| debt(item, item.remaining.minor() - named.get(&item.id).copied().unwrap_or(0)))
            .collect();
        let mut proposal = propose(amount.minor() - named_total, &rest, &[], fields.rule, date)?;
        for (item, minor) in named {
            *proposal.applied.entry(item).or_insert(0) += minor;
        }
        Ok(proposal)
    }

    fn plan_opening(&self, fields: &OpeningFields) -> Result<Plan> {
        let date = fields.date.ok_or_else(|| Error::FieldMissing { field: "date".into() })?;
        let due_on = fields.due_on.unwrap_or(date);
        if due_on < date {
            return Err(Error::DueBeforeDate { date: date.to_string(), due_on: due_on.to_string() });
        }
        let amount = Money::parse(&fields.amount.to_string(), self.desk.book.currency)?;
        if amount.is_zero() {
            return Err(Error::FieldInvalid { field: "amount".into(), value: amount.to_plain() });
        }
        let control = self.role(self.kind.control())?;
        let side = self.kind.control_side();
        let lines = vec![
            self.line(control.clone(), side, amount),
            self.line(self.role(AccountRole::OpenEq)?, side.opposite(), amount),
        ];
        let record = Record {
            number: fields.number.clone(),
            due_on: Some(due_on),
            notes: filled(&fields.notes),
            ..self.empty_record(date, amount)?
        };
        Ok(self.plan_of(record, lines, vec![ItemPlan { account: control, due_on, amount }], Vec::new()))
    }
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
