//! Statements of customers and suppliers on paper.

use super::printing::Printing;
use super::sheet::{heading, language_of, pay_to, proof};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::ledger;
use crate::money::{Currency, Money, grouped};
use crate::paper::{
    AgingCell, CreditRow, Design, Fact, FactValue, MovementRow, OpenItemRow, Paper, StatementBody,
    StatementPaper, statement,
};
use crate::parties;
use crate::reports::{
    ReportRequest, Statement, StatementItem, StatementLine, later_word, render, statements,
};
use crate::statements::{NewSent, SentStatement, StatementKind, Way, keep_sent};
use crate::store::{PartyId, Reader, Seq, Writer};
use crate::subledger::Business;
use crate::templates::{Chosen, TemplatedKind};

/// One paper for each currency a party has traded in.
#[derive(Debug)]
pub struct StatementPapers {
    pub party_code: String,
    pub party_name: String,
    pub papers: Vec<OneStatement>,
    /// Whether anything stands on any of them.
    pub empty: bool,
}

/// A statement on paper, with what it says.
#[derive(Debug)]
pub struct OneStatement {
    pub closing: Money,
    pub language: Language,
    /// The act up to which it tells.
    pub known_seq: Seq,
    /// First day of its period; absent on an open-item statement.
    pub from: Option<Day>,
    pub paper: Paper,
}

impl StatementPapers {
    /// The name of its file, without ending.
    pub fn name(&self, as_of: Day) -> String {
        format!("{} {} {as_of}", self.party_code, self.party_name)
    }

    /// The currencies it has papers in.
    pub fn currencies(&self) -> Vec<Currency> {
        self.papers.iter().map(|one| one.closing.currency()).collect()
    }

    /// The paper in a currency, the first where none was named.
    ///
    /// # Errors
    /// `field_invalid` for a currency in which the party has none.
    pub fn take(self, currency: Option<Currency>) -> Result<OneStatement> {
        let fits = |one: &OneStatement| currency.is_none_or(|currency| one.closing.currency() == currency);
        self.papers.into_iter().find(fits).ok_or_else(|| Error::FieldInvalid {
            field: "currency".into(),
            value: currency.map(|currency| currency.to_string()).unwrap_or_default(),
        })
    }
}

/// How a statement left.
#[derive(Debug)]
pub struct Sending<'s> {
    pub party_id: PartyId,
    pub currency: Option<Currency>,
    pub language: Option<Language>,
    pub sent_on: Day,
    pub way: Way,
    pub note: &'s str,
}

/// Keeps the statement of a request as sent. Where the request names the act up to which the paper told, these are the
/// bytes that left; a paper made anew at that act has the same.
///
/// # Errors
/// `party_role_missing` for one that is no customer; `statement_sent_early`.
pub fn record_sent(w: &Writer<'_>, request: &ReportRequest, sending: &Sending<'_>) -> Result<SentStatement> {
    let fields = parties::get(w, sending.party_id)?.fields;
    if !fields.is_customer {
        return Err(Error::PartyRoleMissing { party: fields.name, role: "customer".into() });
    }
    let request = &ReportRequest { business: Some(Business::Customer), ..request.clone() };
    let made = statement_papers(w, request, sending.language)?;
    let file_name = format!("{}.pdf", made.name(request.as_of));
    let one = made.take(sending.currency)?;
    keep_sent(
        w,
        &NewSent {
            party_id: sending.party_id,
            kind: request.kind,
            from: one.from,
            as_of: request.as_of,
            known_seq: one.known_seq,
            later_receipts: request.later_receipts,
            language: one.language,
            closing: one.closing,
            sent_on: sending.sent_on,
            way: sending.way,
            note: sending.note,
            file_name: &file_name,
            bytes: &one.paper.bytes,
        },
    )
}

/// A party's statements in its own language (or the one given), as of the request's day and as known then.
pub fn statement_papers(
    r: &Reader<'_>,
    request: &ReportRequest,
    language: Option<Language>,
) -> Result<StatementPapers> {
    let book_language = ledger::book(r)?.language;
    let all = statements(r, request)?;
    let mut made = StatementPapers {
        party_code: String::new(),
        party_name: String::new(),
        papers: Vec::with_capacity(all.len()),
        empty: true,
    };
    for one in &all {
        made.party_code.clone_from(&one.party.code);
        made.party_name.clone_from(&one.party.name);
        made.empty &= one.lines.is_empty() && one.items.is_empty() && one.opening.is_zero();
        let asked = Printing::in_language(language);
        let kind = Some(TemplatedKind::Statement);
        let Chosen { design, language } = asked.chosen(r, kind, request.party_id, Some(one.seq))?;
        let language = language.unwrap_or_else(|| language_of(&one.party, &book_language));
        made.papers.push(one_paper(r, one, "", language, &design)?);
    }
    Ok(made)
}

/// One statement on paper, with the number by which its answer is known; may have none.
pub(super) fn one_paper(
    r: &Reader<'_>,
    of: &Statement,
    number: &str,
    language: Language,
    design: &Design,
) -> Result<OneStatement> {
    Ok(OneStatement {
        closing: of.closing,
        language,
        known_seq: of.seq,
        from: of.from,
        paper: statement(&paper(r, of, number, language)?, language, design)?,
    })
}

fn paper(r: &Reader<'_>, of: &Statement, number: &str, language: Language) -> Result<StatementPaper> {
    let proof = proof(&of.head, String::new(), String::new())?;
    let mut heading = heading(r, &of.company, &of.party, proof, language)?;
    let ours = of.business == Business::Supplier;
    let mut facts = vec![
        Fact { label: "as_of", value: FactValue::Day(of.as_of), bold: true },
        Fact::text(if ours { "supplier_code" } else { "customer_code" }, of.party.code.clone()),
    ];
    if let Some(from) = of.from {
        facts.insert(1, Fact { label: "period", value: FactValue::Period(from, of.as_of), bold: false });
    }
    if !of.party.tax_id.is_empty() {
        facts.push(Fact::text("tax_id", of.party.tax_id.clone()));
    }
    if !number.is_empty() {
        facts.insert(0, Fact::text("statement_number", number));
    }
    heading.facts = facts;
    let owed = of.closing.minor() > 0 && !ours;
    Ok(StatementPaper {
        number: number.into(),
        ours,
        as_of: of.as_of,
        body: body(of, language),
        closing: if of.from.is_some() && is_activity(of) { movement(of)? } else { of.closing },
        aging: aging(of, language),
        pay_to: if owed { pay_to(&of.company, &heading.sender.name, &of.party.code) } else { Vec::new() },
        notes: later_note(of, language),
        slip: true,
        heading,
    })
}

fn is_activity(of: &Statement) -> bool {
    of.kind == StatementKind::Activity
}

fn movement(of: &Statement) -> Result<Money> {
    match of.business {
        Business::Customer => of.debit.checked_sub(of.credit),
        Business::Supplier => of.credit.checked_sub(of.debit),
    }
}

fn body(of: &Statement, language: Language) -> StatementBody {
    let rows = || of.lines.iter().map(|line| movement_row(line, language)).collect();
    match of.kind {
        StatementKind::OpenItem => {
            let (owed, credits): (Vec<&StatementItem>, Vec<&StatementItem>) =
                of.items.iter().partition(|item| item.open.minor() > 0);
            StatementBody::OpenItem {
                items: owed.into_iter().map(open_row).collect(),
                credits: credits
                    .into_iter()
                    .map(|item| CreditRow {
                        number: item.number.clone().unwrap_or_default(),
                        dated: item.date,
                        text: word(language, &item.kind),
                        amount: item.open,
                    })
                    .collect(),
            }
        }
        StatementKind::BalanceForward => StatementBody::BalanceForward {
            opening_on: of.from.unwrap_or(of.as_of),
            opening: of.opening,
            rows: rows(),
        },
        StatementKind::Activity => StatementBody::Activity { rows: rows() },
    }
}

fn open_row(item: &StatementItem) -> OpenItemRow {
    OpenItemRow {
        number: item.number.clone().unwrap_or_default(),
        dated: item.date,
        due_on: Some(item.due_on),
        days_late: (item.days_overdue > 0).then_some(i64::from(item.days_overdue)),
        reference: item.reference.clone().unwrap_or_default(),
        original: item.amount,
        settled: item.settled.negated(),
        open: item.open,
    }
}

fn movement_row(line: &StatementLine, language: Language) -> MovementRow {
    let applied: Vec<&str> = line.applied.iter().filter_map(|share| share.number.as_deref()).collect();
    let text = word(language, &line.kind);
    MovementRow {
        dated: line.date,
        number: line.number.clone().unwrap_or_default(),
        text: if applied.is_empty() { text } else { format!("{text} {}", applied.join(", ")) },
        debit: line.debit,
        credit: line.credit,
        balance: line.balance,
    }
}

fn aging(of: &Statement, language: Language) -> Vec<AgingCell> {
    let strip = &of.aging;
    [
        ("not_due", strip.not_due),
        ("up_to_30", strip.up_to_30),
        ("up_to_60", strip.up_to_60),
        ("up_to_90", strip.up_to_90),
        ("over_90", strip.over_90),
    ]
    .into_iter()
    .enumerate()
    .map(|(index, (key, amount))| AgingCell {
        label: render::word(language, &format!("column.{key}")),
        amount,
        overdue: index > 0 && !amount.is_zero(),
    })
    .collect()
}

/// 期后收款 or 期后付款: money after the cut-off, where it was asked for.
fn later_note(of: &Statement, language: Language) -> Vec<String> {
    let paid = |line: &StatementLine| if line.credit.is_zero() { line.debit } else { line.credit };
    let days = |line: &StatementLine| -> (Day, String) { (line.date, grouped(&paid(line).to_plain())) };
    of.later_receipts
        .iter()
        .map(days)
        .map(|(day, amount)| format!("{} {day} {amount}", word(language, later_word(of.business))))
        .collect()
}

fn word(language: Language, kind: &str) -> String {
    render::word(language, &format!("word.{kind}"))
}
