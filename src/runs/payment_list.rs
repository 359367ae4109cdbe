//! 付款清单: what a payment run pays, for signing before it is posted or for the file after.

use super::printing::Printing;
use super::sheet::proof;
use crate::audit;
use crate::documents::{PlannedBill, PlannedPayment, RunPlan};
use crate::error::Result;
use crate::language::Language;
use crate::money::Money;
use crate::paper::{Paper, ReportCell, ReportColumn, ReportPaper, ReportRow, ReportRowKind, report};
use crate::parties::company;
use crate::reports::render::word;
use crate::store::Reader;
use crate::templates::{Chosen, TemplatedKind};

const WIDTH: usize = 7;

/// The list as a report across the page: each supplier with its bank and its bills, the totals of each currency.
pub fn payment_list(r: &Reader<'_>, plan: &RunPlan, language: Language) -> Result<Paper> {
    let say = |code: &str| word(language, code);
    let column =
        |key: &str, figures: bool| ReportColumn { head: say(&format!("column.{key}")), group: None, figures };
    let mut rows = Vec::new();
    for payment in &plan.payments {
        rows.push(heading(payment));
        rows.extend(payment.bills.iter().map(bill_row));
        rows.push(sum(ReportRowKind::Subtotal, say("word.subtotal"), payment.amount));
    }
    rows.extend(plan.totals.iter().map(|total| sum(ReportRowKind::Total, say("word.total"), *total)));
    let (_, company) = company(r)?;
    let head = audit::head(r, None)?;
    let paper = ReportPaper {
        title: say("report.payment_list"),
        subtitle: vec![
            company.name.clone(),
            plan.date.to_string(),
            format!("{} {}", say("column.account"), plan.account),
        ],
        answer: String::new(),
        answer_amount: String::new(),
        landscape: true,
        logo: None,
        columns: vec![
            column("document", false),
            column("due_on", false),
            column("currency", false),
            column("open", true),
            column("discount", true),
            column("to_pay", true),
            column("left_open", true),
        ],
        rows,
        notes: Vec::new(),
        signatures: ["prepared_by", "approved_by", "paid_by"]
            .map(|who| (say(&format!("word.{who}")), String::new()))
            .to_vec(),
        author: company.name,
        proof: proof(&head, String::new(), String::new())?,
    };
    let kind = Some(TemplatedKind::Report);
    let Chosen { design, .. } = Printing::in_language(Some(language)).chosen(r, kind, None, None)?;
    report(&paper, language, &design)
}

fn heading(payment: &PlannedPayment) -> ReportRow {
    let bank = payment.bank.iter().flat_map(|bank| [&bank.holder, &bank.bank, &bank.account, &bank.routing]);
    let facts: Vec<&str> = std::iter::once(&payment.party_name)
        .chain(bank)
        .map(String::as_str)
        .filter(|fact| !fact.is_empty())
        .collect();
    let mut cells = vec![ReportCell::Text(facts.join("  "))];
    cells.resize(WIDTH, ReportCell::Empty);
    ReportRow { kind: ReportRowKind::Heading, indent: 0, cells }
}

fn bill_row(bill: &PlannedBill) -> ReportRow {
    let settled = bill.amount.minor() + bill.discount.minor();
    let left = Money::from_minor(bill.remaining.minor() - settled, bill.remaining.currency());
    let cells = vec![
        ReportCell::Text(bill.number.clone()),
        ReportCell::Day(bill.due_on),
        ReportCell::Text(bill.amount.currency().to_string()),
        ReportCell::Amount(bill.remaining),
        if bill.discount.is_zero() { ReportCell::Empty } else { ReportCell::Amount(bill.discount) },
        ReportCell::Amount(bill.amount),
        if left.is_zero() { ReportCell::Empty } else { ReportCell::Amount(left) },
    ];
    ReportRow { kind: ReportRowKind::Line, indent: 1, cells }
}

fn sum(kind: ReportRowKind, label: String, amount: Money) -> ReportRow {
    let mut cells =
        vec![ReportCell::Text(label), ReportCell::Empty, ReportCell::Text(amount.currency().to_string())];
    cells.resize(WIDTH - 2, ReportCell::Empty);
    cells.extend([ReportCell::Amount(amount), ReportCell::Empty]);
    ReportRow { kind, indent: 0, cells }
}
