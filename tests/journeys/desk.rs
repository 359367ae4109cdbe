//! A book on a desk: verbs that read as English, each one act.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta};
use kezhang::access::{self, Role, UserFields};
use kezhang::calendar::{Day, Instant, parse_day};
use kezhang::documents::{self, CashFields, DocumentFields, Issued, LineFields, Origin, TradeFields};
use kezhang::error::Result;
use kezhang::ledger::{self, Chart};
use kezhang::money::{Currency, Figure, Money};
use kezhang::parties::{self, Company, PartyFields};
use kezhang::reports::{self, Report, ReportName, ReportRequest, Statement, StatementKind};
use kezhang::runs::{self, Sending};
use kezhang::settlement::{self, ApplyInput, Rule, ShareInput};
use kezhang::statements::Way;
use kezhang::store::{Book, DocumentId, OpenItemId, PartyId, Reader, Seq, Stamp, UserId, Writer};
use tempfile::TempDir;

pub struct Desk {
    pub book: Book,
    minutes: AtomicI64,
    _folder: TempDir,
}

pub fn day(text: &str) -> Day {
    parse_day(text).unwrap()
}

impl Desk {
    /// A Chinese small business without trade yet.
    pub fn new() -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let book = Book::create(&folder.path().join("book.kz"), None).unwrap();
        let desk = Desk { book, minutes: AtomicI64::new(0), _folder: folder };
        desk.write(|w| {
            access::save(
                w,
                &UserFields {
                    id: None,
                    name: "owner".into(),
                    role: Role::Owner,
                    language: None,
                    active: true,
                },
            )?;
            ledger::new_book(w, Chart::CnSmall, Currency::CNY, "zh-CN")?;
            ledger::seed_chart(w, Chart::CnSmall)?;
            ledger::seed_taxes(w, Chart::CnSmall)?;
            kezhang::vat::seed_vat_rules(w, Chart::CnSmall)?;
            ledger::seed_series(w, "zh-CN")?;
            parties::seed_terms(w)?;
            parties::save_company(w, &Company { name: "客账示例公司".into(), ..Company::default() })
        });
        desk
    }

    /// Sends an open-item statement the day after its cut-off; gives the act that recorded it.
    pub fn sends_statement(&self, party: PartyId, as_of: &str) -> Seq {
        let request =
            ReportRequest { party_id: Some(party), ..ReportRequest::new(ReportName::Statement, day(as_of)) };
        let sending = Sending {
            party_id: party,
            currency: None,
            language: None,
            sent_on: day(as_of).succ_opt().unwrap(),
            way: Way::Post,
            note: "",
        };
        self.write(|w| runs::record_sent(w, &request, &sending)).seq
    }

    /// One act, a minute after the last.
    pub fn write<T>(&self, body: impl FnOnce(&Writer<'_>) -> Result<T>) -> T {
        self.try_write(body).unwrap()
    }

    pub fn try_write<T>(&self, body: impl FnOnce(&Writer<'_>) -> Result<T>) -> Result<T> {
        let minutes = self.minutes.fetch_add(1, Ordering::Relaxed);
        let start: Instant = DateTime::from_timestamp(1_767_225_600, 0).unwrap();
        let now = start + TimeDelta::minutes(minutes);
        self.book.write(Stamp { actor: UserId::new(1), now, command: "test", reason: None }, body)
    }

    pub fn read<T>(&self, body: impl FnOnce(&Reader<'_>) -> Result<T>) -> T {
        self.book.read(body).unwrap()
    }

    pub fn customer(&self, name: &str) -> PartyId {
        self.party(PartyFields { name: name.into(), is_customer: true, ..PartyFields::default() })
    }

    pub fn supplier(&self, name: &str) -> PartyId {
        self.party(PartyFields { name: name.into(), is_supplier: true, ..PartyFields::default() })
    }

    fn party(&self, fields: PartyFields) -> PartyId {
        self.write(|w| parties::save(w, None, None, &fields)).id
    }

    pub fn rename(&self, party: PartyId, name: &str) {
        self.write(|w| {
            let fields = PartyFields { name: name.into(), ..parties::get(w, party)?.fields };
            parties::save(w, Some(party), None, &fields)
        });
    }

    /// `net` with 13 % tax.
    pub fn invoice(&self, party: PartyId, date: &str, due_on: &str, net: &str) -> DocumentId {
        let fields = TradeFields { due_on: Some(day(due_on)), ..trade(party, date, net) };
        self.issue(DocumentFields::Invoice(fields)).id
    }

    pub fn credit_note(&self, party: PartyId, date: &str, net: &str) -> DocumentId {
        self.issue(DocumentFields::CreditNote(trade(party, date, net))).id
    }

    pub fn bill(&self, party: PartyId, date: &str, due_on: &str, net: &str) -> DocumentId {
        let fields = TradeFields { due_on: Some(day(due_on)), ..trade(party, date, net) };
        self.issue(DocumentFields::Bill(fields)).id
    }

    /// Money in; it settles the oldest invoices, the rest is an advance.
    pub fn receipt(&self, party: PartyId, date: &str, amount: &str) -> DocumentId {
        self.issue(DocumentFields::Receipt(cash(party, date, amount))).id
    }

    pub fn payment(&self, party: PartyId, date: &str, amount: &str) -> DocumentId {
        self.issue(DocumentFields::Payment(cash(party, date, amount))).id
    }

    pub fn issue(&self, fields: DocumentFields) -> Issued {
        self.write(|w| documents::issue(w, &fields, Origin::Ours, day("2026-12-31")))
    }

    /// Applies the credit note or advance of one document to the item of another.
    pub fn apply(&self, credit: DocumentId, invoice: DocumentId, date: &str, amount: &str) -> Seq {
        self.write(|w| {
            let item = |id| -> Result<OpenItemId> {
                Ok(settlement::items_of_document(w, id)?.last().expect("an item").id)
            };
            let share = ShareInput::new(item(invoice)?, amount.parse()?);
            let input = ApplyInput { credit_item_id: item(credit)?, date: day(date), shares: vec![share] };
            settlement::apply(w, &input)
        })
        .seq
    }

    pub fn void(&self, document: DocumentId, date: &str) -> Result<()> {
        self.try_write(|w| documents::void(w, document, day(date), "entered twice")).map(|_| ())
    }

    /// The number of the last act.
    pub fn now(&self) -> Seq {
        self.read(|r| kezhang::audit::head(r, None)).seq
    }

    pub fn report(&self, request: &ReportRequest) -> Report {
        self.read(|r| reports::run(r, request))
    }

    /// The report of that name with everything else at its default.
    pub fn plain_report(&self, name: ReportName, as_of: &str) -> Report {
        self.report(&ReportRequest::new(name, day(as_of)))
    }

    pub fn statement(&self, party: PartyId, kind: StatementKind, from: &str, as_of: &str) -> Statement {
        self.read(|r| reports::statements(r, &statement_request(party, kind, from, as_of))).remove(0)
    }
}

pub fn statement_request(party: PartyId, kind: StatementKind, from: &str, as_of: &str) -> ReportRequest {
    ReportRequest {
        party_id: Some(party),
        kind,
        from: Some(day(from)),
        ..ReportRequest::new(ReportName::Statement, day(as_of))
    }
}

fn trade(party: PartyId, date: &str, net: &str) -> TradeFields {
    let line = LineFields {
        description: "货物".into(),
        quantity: Figure::ONE,
        unit_price: net.parse().unwrap(),
        tax: Some("VAT13".into()),
        ..LineFields::default()
    };
    TradeFields { party_id: Some(party), date: Some(day(date)), lines: vec![line], ..TradeFields::default() }
}

fn cash(party: PartyId, date: &str, amount: &str) -> CashFields {
    CashFields {
        party_id: Some(party),
        date: Some(day(date)),
        amount: amount.parse().unwrap(),
        rule: Rule::Oldest,
        ..CashFields::default()
    }
}

/// A quarter of trade with two customers and a supplier, checked by hand in `tests/golden/reports`.
pub struct Quarter {
    pub desk: Desk,
    pub shanghai: PartyId,
    pub beijing: PartyId,
    pub supplier: PartyId,
    pub credit_note: DocumentId,
    pub second_invoice: DocumentId,
}

pub fn quarter() -> Quarter {
    let desk = Desk::new();
    let shanghai = desk.customer("上海远航贸易有限公司");
    let beijing = desk.customer("Beijing Sample Ltd");
    let supplier = desk.supplier("广州原料厂");
    desk.invoice(beijing, "2026-03-01", "2026-03-31", "1000.00");
    desk.invoice(shanghai, "2026-05-06", "2026-06-05", "10000.00");
    let second_invoice = desk.invoice(shanghai, "2026-06-05", "2026-07-05", "800.00");
    desk.bill(supplier, "2026-06-10", "2026-07-10", "8000.00");
    desk.receipt(shanghai, "2026-06-12", "5000.00");
    let credit_note = desk.credit_note(shanghai, "2026-06-20", "100.00");
    desk.receipt(beijing, "2026-06-25", "1500.00");
    desk.payment(supplier, "2026-06-28", "4000.00");
    Quarter { desk, shanghai, beijing, supplier, credit_note, second_invoice }
}

/// An amount of CNY.
pub fn cny(text: &str) -> Money {
    Money::parse(text, Currency::CNY).unwrap()
}
