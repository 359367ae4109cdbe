//! Invoices, credit notes, bills, receipts and payments on paper.

use rust_decimal::Decimal;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::printing::Printing;
use super::sheet::{heading_to, language_of, pay_to, proof};
use crate::access::user_name;
use crate::audit::{self, Head};
use crate::calendar::{Day, Instant};
use crate::documents::{
    self, Desk, Document, DocumentFields, DocumentKind, DocumentState, EarlyPayment, Flow, Instalment,
    LineAmounts, LineSource, Shape, TaxMode, Totals, TradeFields,
};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::ledger::{self, Tax, Treatment};
use crate::money::{Figure, Money, Rounding, round};
use crate::paper::{
    Discount, Fact, FactValue, Heading, InvoiceLine, InvoicePaper, Paper, PaperDiscount, PaperKind,
    PaperState, PlanLine, Proof, TaxLine, Taxing, day_in_list, invoice, percent,
};
use crate::parties::{self, AddressKind, Company, PartyFields};
use crate::store::{DocumentId, Reader, Seq};
use crate::templates::{Chosen, TemplatedKind};

/// Whether a delivery note tells prices; every other paper does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "PaperPrices")]
#[schemars(rename = "PaperPrices")]
pub enum Prices {
    #[default]
    Shown,
    LeftOut,
}

/// A posted document as it was issued: with the names and addresses of its day, and the chain's head at its own
/// act. The template is the one asked for, the party's or its kind's. The language is the one asked for, the template's,
/// the document's, the party's, or the book's, in this order.
///
/// # Errors
/// `not_found`; `unsupported` for opening items, which have no paper.
pub fn document_paper(r: &Reader<'_>, id: DocumentId, today: Day, printing: &Printing) -> Result<Paper> {
    let record = documents::record(r, id)?
        .ok_or_else(|| Error::NotFound { kind: "document".into(), key: id.to_string() })?;
    let kind = TemplatedKind::of(record.kind.as_str());
    let chosen = printing.chosen(r, kind, Some(record.party_id), None)?;
    paper_of(r, id, today, &chosen, printing.prices)
}

/// The same with a template at hand.
pub(super) fn paper_of(
    r: &Reader<'_>,
    id: DocumentId,
    today: Day,
    Chosen { design, language }: &Chosen,
    prices: Prices,
) -> Result<Paper> {
    let document = documents::get(r, id, today)?;
    let book = ledger::book(r)?;
    let own = document.language.as_deref().and_then(|tag| tag.parse().ok());
    let language = language.or(own).unwrap_or_else(|| language_of(&document.party, &book.language));
    let head = audit::head(r, Some(Seq::from(id)))?;
    let entry = document.entry.as_ref().map_or_else(String::new, |entry| {
        if language == Language::En { format!("{}/{}", entry.month, entry.number) } else { entry.name() }
    });
    let proof = proof(&head, entry, document.recorded_by.clone())?;
    match (&document.totals, document.kind) {
        (Some(totals), _) => {
            let sources: Vec<Option<LineSource>> = document.lines.iter().map(|line| line.source).collect();
            let groups = groups(r, document.kind, &sources, language)?;
            let lines: Vec<Line<'_>> = document
                .lines
                .iter()
                .zip(groups)
                .map(|(line, group)| Line {
                    group,
                    name: &line.description,
                    specification: &line.specification,
                    unit: &line.unit,
                    quantity: line.quantity,
                    unit_price: line.unit_price,
                    discount_percent: line.discount_percent,
                    tax: &line.tax,
                })
                .collect();
            let trade = Trade { totals, lines, tax_mode: document.tax_mode.unwrap_or_default() };
            let mut paper = issued(r, &document, language, proof)?;
            paper.without_prices = prices == Prices::LeftOut && document.kind == DocumentKind::Delivery;
            invoice(&with_trade(paper, &trade, language), language, design)
        }
        (None, kind) if kind.flow() == Flow::Cash => {
            let mut paper = issued(r, &document, language, proof)?;
            paper.lines = settled_lines(&document, language);
            invoice(&paper, language, design)
        }
        (None, kind) => Err(Error::Unsupported { what: format!("paper of {}", kind.as_str()) }),
    }
}

/// A draft as it would be printed, marked as one.
pub fn draft_paper(
    r: &Reader<'_>,
    fields: &DocumentFields,
    (today, now): (Day, Instant),
    printing: &Printing,
) -> Result<Paper> {
    let prices = printing.prices;
    let Shape::Trade(trade) = fields.shape() else {
        return Err(Error::Unsupported { what: format!("paper of a draft {}", fields.kind().as_str()) });
    };
    let (_, company) = parties::company(r)?;
    let party = trade
        .party_id
        .map(|id| parties::get(r, id))
        .transpose()?
        .map(|party| party.fields)
        .unwrap_or_default();
    let book = ledger::book(r)?;
    let kind = TemplatedKind::of(fields.kind().as_str());
    let Chosen { design, language } = printing.chosen(r, kind, trade.party_id, None)?;
    let language = language.unwrap_or_else(|| language_of(&party, &book.language));
    let desk = Desk::new(r)?;
    let totals = documents::totals_at(&desk, fields, today)?;
    let taxes = documents::line_taxes(&desk, &trade.lines, trade.date.unwrap_or(today))?;
    let sources: Vec<Option<LineSource>> = trade.lines.iter().map(|line| line.source).collect();
    let lines = trade
        .lines
        .iter()
        .zip(&taxes)
        .zip(groups(r, fields.kind(), &sources, language)?)
        .map(|((line, tax), group)| Line {
            group,
            name: &line.description,
            specification: &line.specification,
            unit: &line.unit,
            quantity: line.quantity,
            unit_price: line.unit_price,
            discount_percent: line.discount_percent,
            tax,
        })
        .collect();
    let head = Head { seq: Seq::new(0), hash: String::new(), recorded_at: String::new() };
    let proof = Proof { chain: None, made_at: now, ..proof(&head, String::new(), String::new())? };
    let date = trade.date.unwrap_or(today);
    let instalments = documents::instalments_of(&desk, fields, today)?;
    let last_due_on = instalments.last().map(|last| last.due_on);
    let mut paper = InvoicePaper {
        kind: paper_kind(fields.kind()),
        state: PaperState::Draft,
        dated: date,
        due_on: match fields.kind().posts() {
            true => last_due_on.or(trade.due_on).or(draft_due(r, trade, &party, &company, date)?),
            false => trade.due_on,
        },
        plan: plan(&instalments),
        notes: notes(&trade.notes, &company, fields.kind(), language),
        without_prices: prices == Prices::LeftOut && fields.kind() == DocumentKind::Delivery,
        ..blank(heading_of(r, fields.kind(), &company, &party, proof, language)?, totals.total)
    };
    let contact = trade.salesperson.map(|user| user_name(r, user)).transpose()?;
    paper.heading.facts = facts(&paper, &party, &trade.reference, None, contact.map(|user| user.name));
    let trade = Trade { totals: &totals, lines, tax_mode: trade.tax_mode };
    invoice(&with_trade(paper, &trade, language), language, &design)
}

fn draft_due(
    r: &Reader<'_>,
    trade: &TradeFields,
    party: &PartyFields,
    company: &Company,
    date: Day,
) -> Result<Option<Day>> {
    let code = [&trade.terms, &party.terms, &company.default_terms].into_iter().flatten().next();
    code.map(|code| parties::due_on(&parties::terms(r, code)?, date)).transpose()
}

/// A line before its amounts.
struct Line<'l> {
    /// Heads this line and the following ones.
    group: Option<String>,
    name: &'l str,
    specification: &'l str,
    unit: &'l str,
    quantity: Figure,
    unit_price: Figure,
    discount_percent: Option<Figure>,
    tax: &'l Tax,
}

/// What is traded: lines and totals, computed or posted.
struct Trade<'t> {
    totals: &'t Totals,
    lines: Vec<Line<'t>>,
    tax_mode: TaxMode,
}

fn blank(heading: Heading, gross: Money) -> InvoicePaper {
    InvoicePaper {
        kind: PaperKind::Invoice,
        state: PaperState::Issued,
        number: String::new(),
        dated: Day::MIN,
        due_on: None,
        heading,
        taxing: Taxing::NotTaxed,
        lines: Vec::new(),
        net: gross,
        tax: Money::zero(gross.currency()),
        gross,
        payable: gross,
        taxes: Vec::new(),
        pay_to: Vec::new(),
        terms: String::new(),
        plan: Vec::new(),
        early: Vec::new(),
        notes: Vec::new(),
        without_prices: false,
    }
}

/// The head of a posted document's paper.
fn issued(r: &Reader<'_>, document: &Document, language: Language, proof: Proof) -> Result<InvoicePaper> {
    let company = &document.company;
    let heading = heading_of(r, document.kind, company, &document.party, proof, language)?;
    let kind = paper_kind(document.kind);
    let asks_for_money = document.kind == DocumentKind::Invoice;
    let pay_to =
        if asks_for_money { pay_to(company, &heading.sender.name, &document.number) } else { Vec::new() };
    let terms = document
        .terms
        .as_deref()
        .filter(|_| asks_for_money || matches!(document.kind, DocumentKind::Quote | DocumentKind::SalesOrder))
        .filter(|_| document.detail.instalments.is_empty())
        .map(|code| parties::terms(r, code))
        .transpose()?;
    let mut paper = InvoicePaper {
        kind,
        state: if document.state == DocumentState::Void { PaperState::Void } else { PaperState::Issued },
        number: document.number.clone(),
        dated: document.date,
        due_on: document.due_on.filter(|_| !document.kind.is_credit()),
        pay_to,
        terms: terms.map_or_else(String::new, |terms| {
            if language == Language::En { terms.name_en } else { terms.name_zh }
        }),
        plan: plan(&document.detail.instalments),
        early: if asks_for_money { early(r, document)? } else { Vec::new() },
        notes: notes(&document.notes, company, document.kind, language),
        ..blank(heading, document.total)
    };
    let corrected = document.credits.map(|id| documents::record(r, id)).transpose()?.flatten();
    let corrects = corrected.map(|invoice| invoice.number);
    let contact = document.salesperson.as_ref().map(|user| user.name.clone());
    paper.heading.facts = facts(&paper, &document.party, &document.reference, corrects, contact);
    Ok(paper)
}

fn plan(instalments: &[Instalment]) -> Vec<PlanLine> {
    let line =
        |part: &Instalment| PlanLine { name: part.name.clone(), due_on: part.due_on, amount: part.amount };
    instalments.iter().map(line).collect()
}

fn early(r: &Reader<'_>, document: &Document) -> Result<Vec<PaperDiscount>> {
    let offered = documents::offered_discounts(r, document)?;
    let paper = |(offer, to_pay): (EarlyPayment, Money)| PaperDiscount {
        percent: offer.percent,
        until: offer.until,
        to_pay,
    };
    Ok(offered.into_iter().map(paper).collect())
}

pub(super) fn paper_kind(kind: DocumentKind) -> PaperKind {
    match kind {
        DocumentKind::CreditNote => PaperKind::CreditNote,
        DocumentKind::Receipt | DocumentKind::SupplierRefund | DocumentKind::Recovery => PaperKind::Receipt,
        DocumentKind::Payment | DocumentKind::Refund => PaperKind::Payment,
        DocumentKind::Quote => PaperKind::Quote,
        DocumentKind::SalesOrder => PaperKind::OrderConfirmation,
        DocumentKind::Delivery => PaperKind::DeliveryNote,
        kind if kind.is_sales() => PaperKind::Invoice,
        _ => PaperKind::SupplierBill,
    }
}

fn notes(own: &str, company: &Company, kind: DocumentKind, language: Language) -> Vec<String> {
    let usual = match (kind, language) {
        (DocumentKind::Invoice, Language::ZhCn) => &company.invoice_note_zh,
        (DocumentKind::Invoice, Language::En) => &company.invoice_note_en,
        _ => "",
    };
    [own, usual].into_iter().filter(|text| !text.is_empty()).map(str::to_owned).collect()
}

/// What the lines of an invoice were delivered with, said above the first of each: where they come from several documents.
fn groups(
    r: &Reader<'_>,
    kind: DocumentKind,
    sources: &[Option<LineSource>],
    language: Language,
) -> Result<Vec<Option<String>>> {
    let of = |source: &Option<LineSource>| source.map(|source| source.document_id);
    let several = sources.windows(2).any(|pair| of(&pair[0]) != of(&pair[1]));
    let mut groups = Vec::with_capacity(sources.len());
    let mut last = None;
    for source in sources.iter().map(of) {
        let head = source.filter(|_| several && kind == DocumentKind::Invoice && source != last);
        groups.push(head.map(|id| group_of(r, id, language)).transpose()?.flatten());
        last = source;
    }
    Ok(groups)
}

fn group_of(r: &Reader<'_>, id: DocumentId, language: Language) -> Result<Option<String>> {
    let Some(record) = documents::record(r, id)? else { return Ok(None) };
    let key = format!("group.{}", record.kind.as_str());
    let day = day_in_list(record.date, language);
    Ok(Some(language.words().fill(&key, &[("number", &record.number), ("day", &day)])))
}

/// Goods go where they are delivered; every other paper goes to whoever pays.
fn heading_of(
    r: &Reader<'_>,
    kind: DocumentKind,
    company: &Company,
    party: &PartyFields,
    proof: Proof,
    language: Language,
) -> Result<Heading> {
    let to = if kind == DocumentKind::Delivery { AddressKind::Delivery } else { AddressKind::Postal };
    heading_to(r, company, party, to, proof, language)
}

fn facts(
    paper: &InvoicePaper,
    party: &PartyFields,
    reference: &str,
    corrects: Option<String>,
    contact: Option<String>,
) -> Vec<Fact> {
    let (number, day, code, order) = match paper.kind {
        PaperKind::Invoice => ("number", "dated", "customer_code", "order"),
        PaperKind::CreditNote => ("credit_note_number", "dated", "customer_code", "order"),
        PaperKind::SupplierBill => ("bill_number", "dated", "supplier_code", "supplier_number"),
        PaperKind::Receipt => ("receipt_number", "received_on", "customer_code", "reference"),
        PaperKind::Payment => ("payment_number", "paid_on", "supplier_code", "reference"),
        PaperKind::Quote => ("quote_number", "dated", "customer_code", "enquiry"),
        PaperKind::OrderConfirmation => ("order_number", "dated", "customer_code", "order"),
        PaperKind::DeliveryNote => ("delivery_number", "delivered_on", "customer_code", "order"),
    };
    let due_key = match paper.kind {
        PaperKind::Quote => "valid_until",
        PaperKind::OrderConfirmation => "deliver_by",
        _ if paper.plan.is_empty() => "due_on",
        _ => "last_due_on",
    };
    let due = paper.due_on.map(|due| Fact::day(due_key, due).bold());
    [
        Some(Fact::text(number, paper.number.clone()).bold()),
        Some(Fact::day(day, paper.dated)),
        due,
        Some(Fact::text(code, party.code.clone())),
        Some(Fact::text(order, reference)),
        corrects.map(|number| Fact::text("corrects", number)),
        Some(Fact::text("tax_id", party.tax_id.clone())),
        contact.filter(|_| is_before_invoice(paper.kind)).map(|name| Fact::text("contact", name)),
    ]
    .into_iter()
    .flatten()
    .filter(|fact| fact.value != FactValue::Text(String::new()))
    .collect()
}

fn is_before_invoice(kind: PaperKind) -> bool {
    matches!(kind, PaperKind::Quote | PaperKind::OrderConfirmation | PaperKind::DeliveryNote)
}

fn with_trade(paper: InvoicePaper, trade: &Trade<'_>, language: Language) -> InvoicePaper {
    let taxed = trade.lines.iter().any(|line| line.tax.treatment != Treatment::NotTaxed);
    let taxing = match (taxed, trade.tax_mode) {
        (false, _) => Taxing::NotTaxed,
        (true, TaxMode::Exclusive) => Taxing::Exclusive,
        (true, TaxMode::Inclusive) => Taxing::Inclusive,
    };
    let lines = trade.lines.iter().zip(&trade.totals.lines).map(|(line, amounts)| InvoiceLine {
        group: line.group.clone(),
        name: line.name.to_owned(),
        specification: line.specification.to_owned(),
        unit: line.unit.to_owned(),
        quantity: Some(line.quantity),
        unit_price: Some(line.unit_price),
        discount: discount(line, amounts, trade.tax_mode),
        net: Some(amounts.net),
        rate: rate_name(line.tax, language),
        tax: Some(amounts.tax),
    });
    let taxes = trade.totals.taxes.iter().map(|tax| TaxLine {
        rate: trade
            .lines
            .iter()
            .find(|line| line.tax.treatment == tax.treatment && line.tax.rate_percent == tax.rate_percent)
            .map_or_else(|| percent(tax.rate_percent, language), |line| rate_name(line.tax, language)),
        net: tax.net,
        tax: tax.tax,
        gross: tax.total,
    });
    InvoicePaper {
        taxing,
        lines: lines.collect(),
        taxes: if taxed { taxes.collect() } else { Vec::new() },
        net: trade.totals.net,
        tax: trade.totals.tax,
        gross: trade.totals.total,
        payable: trade.totals.payable,
        ..paper
    }
}

fn rate_name(tax: &Tax, language: Language) -> String {
    match tax.treatment {
        Treatment::Rate => percent(tax.rate_percent, language),
        _ if language == Language::En => tax.name_en.clone(),
        _ => tax.name_zh.clone(),
    }
}

/// The line before its discounts, so that goods and discount add up to the line.
fn discount(line: &Line<'_>, amounts: &LineAmounts, mode: TaxMode) -> Option<Discount> {
    if amounts.discount.is_zero() || amounts.gross.is_zero() {
        return None;
    }
    let hundred = Decimal::ONE_HUNDRED;
    let rate = if line.tax.is_charged() { line.tax.rate_percent.0 / hundred } else { Decimal::ZERO };
    let currency = amounts.gross.currency();
    let rounded = |value| Money::rounded(value, currency, Rounding::HalfUp).unwrap_or(amounts.gross);
    let taxed = |priced: Money| {
        let tax = priced.to_decimal() * rate;
        rounded(if mode == TaxMode::Exclusive { tax } else { tax / (Decimal::ONE + rate) })
    };
    // A discount changes no tax that is an amount by the unit.
    let tax = match line.tax.is_plain() {
        true => taxed(amounts.gross),
        false => amounts.tax.checked_add(taxed(amounts.discount)).unwrap_or(amounts.tax),
    };
    let net = match mode {
        TaxMode::Exclusive => amounts.gross,
        TaxMode::Inclusive => amounts.gross.checked_sub(tax).unwrap_or(tax),
    };
    Some(Discount { percent: percent_off(line, amounts), net, tax })
}

/// The line's own percentage where it alone made the discount; else the roundest that makes the same amount. Five
/// percent of 0.99 are 0.05, which would read as 5.05 %.
fn percent_off(line: &Line<'_>, amounts: &LineAmounts) -> Figure {
    let hundred = Decimal::ONE_HUNDRED;
    let (gross, off) = (amounts.gross.to_decimal(), amounts.discount.to_decimal());
    let exact = off / gross * hundred;
    let rounded = |digits| Figure(round(exact, digits, Rounding::HalfUp));
    let smallest = Money::from_minor(1, amounts.gross.currency()).to_decimal();
    let makes_it = |percent: &Figure| (gross * percent.0 / hundred - off).abs() * Decimal::TWO <= smallest;
    let mut candidates = line.discount_percent.into_iter().chain((0..4).map(rounded));
    candidates.find(makes_it).unwrap_or_else(|| rounded(4))
}

/// A receipt's lines: what it settles, and what waits as an advance.
fn settled_lines(document: &Document, language: Language) -> Vec<InvoiceLine> {
    let line =
        |name: String, amount: Money| InvoiceLine { name, net: Some(amount), ..InvoiceLine::default() };
    let advance = if language == Language::En { "Advance, not applied" } else { "预收（未核销）" };
    let advance = if document.kind == DocumentKind::Payment && language == Language::ZhCn {
        "预付（未核销）"
    } else {
        advance
    };
    let mut lines: Vec<InvoiceLine> =
        document.settlements.iter().map(|row| line(row.number.clone(), row.amount)).collect();
    lines.extend(
        document
            .items
            .iter()
            .filter(|item| !item.remaining.is_zero())
            .map(|item| line(advance.into(), item.remaining)),
    );
    lines
}
