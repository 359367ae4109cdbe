//! A template as it is being edited, on paper: the last document of its kind, or figures of nobody where the book has none.

use rusqlite::named_params;

use super::document_paper::{Prices, paper_kind, paper_of};
use super::sheet::{heading_to, pay_to, proof};
use crate::audit::Head;
use crate::calendar::{Day, Instant};
use crate::documents::DocumentKind;
use crate::error::Result;
use crate::language::Language;
use crate::ledger::book;
use crate::money::{Currency, Figure, Money};
use crate::paper::{
    BalanceRow, ConfirmationPaper, DemandPaper, DemandRow, Fact, Heading, InvoiceLine, InvoicePaper,
    MovementRow, Paper, PaperState, Proof, ReportCell, ReportColumn, ReportPaper, ReportRow, ReportRowKind,
    StatementBody, StatementPaper, TaxLine, Taxing, confirmation, demand, invoice, percent, report,
    statement,
};
use crate::parties::{self, AddressKind, Company, PartyFields};
use crate::store::{DocumentId, Reader, Seq};
use crate::templates::{Chosen, PaperTemplate, TemplatedKind, design_of};

/// Prints unsaved fields of a template.
///
/// # Errors
/// What saving refuses.
pub fn template_preview(
    r: &Reader<'_>,
    template: &PaperTemplate,
    kind: TemplatedKind,
    language: Language,
    (today, now): (Day, Instant),
) -> Result<Paper> {
    template.refuse_invalid()?;
    let chosen = design_of(r, template)?;
    let last = r.row(
        "select seq from document where kind = :kind order by seq desc limit 1",
        named_params! {":kind": kind.to_string()},
        |row| row.get::<_, DocumentId>("seq"),
    )?;
    if let Some(id) = last {
        return paper_of(r, id, today, &chosen, Prices::Shown);
    }
    let language = chosen.language.unwrap_or(language);
    let (_, company) = parties::company(r)?;
    Sample { r, company: &company, currency: book(r)?.currency, language, today, now }.print(kind, &chosen)
}

/// A paper of figures that add up.
struct Sample<'s, 'r> {
    r: &'s Reader<'r>,
    company: &'s Company,
    currency: Currency,
    language: Language,
    today: Day,
    now: Instant,
}

impl Sample<'_, '_> {
    fn word(&self, key: &str) -> String {
        self.language.words().word(&format!("sample.{key}")).to_owned()
    }

    /// Whole units of the book's currency.
    fn amount(&self, units: i64) -> Money {
        Money::from_minor(units * 10_i64.pow(self.currency.exponent()), self.currency)
    }

    fn heading(&self) -> Result<Heading> {
        let party = PartyFields { name: self.word("customer"), ..PartyFields::default() };
        let head = Head { seq: Seq::new(0), hash: String::new(), recorded_at: String::new() };
        let proof = Proof { chain: None, made_at: self.now, ..proof(&head, String::new(), String::new())? };
        let mut heading =
            heading_to(self.r, self.company, &party, AddressKind::Postal, proof, self.language)?;
        heading.addressee.extend(self.word("address").lines().map(str::to_owned));
        heading.facts = vec![
            Fact::text("number", self.number()).bold(),
            Fact::day("dated", self.today),
            Fact::text("customer_code", "C0001"),
        ];
        Ok(heading)
    }

    fn number(&self) -> String {
        self.word("number")
    }

    fn due_on(&self) -> Day {
        self.today + chrono::Days::new(30)
    }

    fn print(&self, kind: TemplatedKind, Chosen { design, .. }: &Chosen) -> Result<Paper> {
        let language = self.language;
        match kind {
            TemplatedKind::Statement => statement(&self.statement()?, language, design),
            TemplatedKind::Confirmation => confirmation(&self.confirmation()?, language, design),
            TemplatedKind::Demand => demand(&self.demand()?, language, design),
            TemplatedKind::Report | TemplatedKind::Voucher => report(&self.report()?, language, design),
            kind => {
                let kind = kind.document().unwrap_or(DocumentKind::Invoice);
                invoice(&self.trade(kind)?, language, design)
            }
        }
    }

    fn trade(&self, kind: DocumentKind) -> Result<InvoicePaper> {
        let heading = self.heading()?;
        let rate = percent(Figure(13.into()), self.language);
        let line = |key: &str, quantity: i64, price: i64| {
            let net = quantity * price;
            InvoiceLine {
                name: self.word(key),
                specification: self.word("specification"),
                unit: self.word("unit"),
                quantity: Some(Figure(quantity.into())),
                unit_price: Some(Figure(price.into())),
                net: Some(self.amount(net)),
                rate: rate.clone(),
                tax: Some(Money::from_minor(self.amount(net).minor() * 13 / 100, self.currency)),
                ..InvoiceLine::default()
            }
        };
        let net = self.amount(8_000);
        let tax = Money::from_minor(net.minor() * 13 / 100, self.currency);
        let gross = net.checked_add(tax)?;
        let taxes = vec![TaxLine { rate: rate.clone(), net, tax, gross }];
        Ok(InvoicePaper {
            kind: paper_kind(kind),
            state: PaperState::Issued,
            number: self.number(),
            dated: self.today,
            due_on: (!kind.is_credit()).then(|| self.due_on()),
            taxing: Taxing::Exclusive,
            lines: vec![line("first", 100, 30), line("second", 20, 150), line("third", 4, 500)],
            net,
            tax,
            gross,
            payable: gross,
            taxes,
            pay_to: match kind {
                DocumentKind::Invoice => pay_to(self.company, &heading.sender.name, &self.number()),
                _ => Vec::new(),
            },
            terms: String::new(),
            plan: Vec::new(),
            early: Vec::new(),
            notes: Vec::new(),
            without_prices: false,
            heading,
        })
    }

    fn statement(&self) -> Result<StatementPaper> {
        let heading = self.heading()?;
        let zero = self.amount(0);
        let row = |debit: i64, credit: i64, balance: i64| MovementRow {
            dated: self.today,
            number: self.number(),
            text: self.word("first"),
            debit: self.amount(debit),
            credit: self.amount(credit),
            balance: self.amount(balance),
        };
        Ok(StatementPaper {
            number: String::new(),
            ours: false,
            as_of: self.today,
            body: StatementBody::BalanceForward {
                opening_on: self.today,
                opening: zero,
                rows: vec![row(9_040, 0, 9_040), row(0, 4_000, 5_040), row(2_260, 0, 7_300)],
            },
            closing: self.amount(7_300),
            aging: Vec::new(),
            pay_to: pay_to(self.company, &heading.sender.name, "C0001"),
            notes: Vec::new(),
            slip: true,
            heading,
        })
    }

    fn confirmation(&self) -> Result<ConfirmationPaper> {
        Ok(ConfirmationPaper {
            number: self.number(),
            inquiry: false,
            as_of: self.today,
            heading: self.heading()?,
            rows: vec![BalanceRow { owed: self.amount(7_300), owing: self.amount(0), remark: String::new() }],
            currency: self.currency,
            later: Vec::new(),
            reply_to: String::new(),
        })
    }

    fn demand(&self) -> Result<DemandPaper> {
        let heading = self.heading()?;
        Ok(DemandPaper {
            title: self.word("demand_title"),
            number: self.number(),
            dated: self.today,
            deadline_on: self.due_on(),
            text: vec![self.word("demand_text")],
            rows: vec![DemandRow {
                number: self.number(),
                contract: String::new(),
                dated: self.today,
                due_on: self.today,
                days_late: 30,
                open: self.amount(7_300),
            }],
            totals: vec![self.amount(7_300)],
            interest: Vec::new(),
            fee: None,
            pay_to: pay_to(self.company, &heading.sender.name, "C0001"),
            formal: true,
            heading,
        })
    }

    fn report(&self) -> Result<ReportPaper> {
        let heading = self.heading()?;
        let words = self.language.words();
        let column = |head: String, figures: bool| ReportColumn { head, group: None, figures };
        let row = |kind, name: String, units: i64| ReportRow {
            kind,
            indent: 0,
            cells: vec![ReportCell::Text(name), ReportCell::Amount(self.amount(units))],
        };
        Ok(ReportPaper {
            title: self.word("report_title"),
            subtitle: vec![self.company.name.clone(), self.language.day_in_prose(self.today)],
            answer: String::new(),
            answer_amount: String::new(),
            landscape: false,
            logo: None,
            columns: vec![
                column(words.word("line.name").to_owned(), false),
                column(words.fill("line.amount", &[("currency", self.currency.as_str())]), true),
            ],
            rows: vec![
                row(ReportRowKind::Line, self.word("first"), 3_000),
                row(ReportRowKind::Line, self.word("second"), 3_000),
                row(ReportRowKind::Line, self.word("third"), 2_000),
                row(ReportRowKind::Total, words.word("taxes.total").to_owned(), 8_000),
            ],
            notes: Vec::new(),
            signatures: Vec::new(),
            author: self.company.name.clone(),
            proof: heading.proof,
        })
    }
}
