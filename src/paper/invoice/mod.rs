//! Invoices and their kin: 销售账单, 红字账单, 采购账单, 收款收据, 付款单, 报价单, 订单确认书, 送货单.
//!
//! One layout for all; the kind decides title, answer and band. Columns appear only where a line fills them:
//! a receipt has no quantities, a document that is not taxed no tax. Chinese papers keep the column order of the
//! fapiao, so that a reader can tick the two side by side, and give a discount its own line; English papers give
//! it a column. Nothing is computed here but the sums a page carries over.
//!
//! `goods` is the table, `plan` the instalments under it, `payment` how to pay, and the tax of each rate, `signing` where
//! the reader signs.

mod goods;
mod payment;
mod plan;
mod signing;

use goods::Goods;
use payment::Payment;
use plan::Plan;
pub use plan::PlanLine;
use signing::Signing;

use super::Paper;
use super::archive::{About, seal};
use super::design::{Design, Fields};
use super::figures;
use super::ink::Ink;
use super::letterhead::{self, Heading, Letter};
use super::speech::Speech;
use super::table::{Room, breaks};
use super::text::{Line, Style};
use super::total::Total;
use crate::calendar::Day;
use crate::error::Result;
use crate::language::Language;
use crate::money::{Figure, Money};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperKind {
    Invoice,
    CreditNote,
    /// Our copy of what a supplier asks for.
    SupplierBill,
    Receipt,
    Payment,
    Quote,
    OrderConfirmation,
    DeliveryNote,
}

impl PaperKind {
    fn is_settlement(self) -> bool {
        matches!(self, PaperKind::Receipt | PaperKind::Payment)
    }

    /// Whether what it says is owed.
    fn asks_for_money(self) -> bool {
        !matches!(self, PaperKind::Quote | PaperKind::OrderConfirmation | PaperKind::DeliveryNote)
    }
}

/// A draft and a void document are stamped on every page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperState {
    Issued,
    Draft,
    Void,
}

/// How the prices stand to tax.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taxing {
    Exclusive,
    /// Unit prices include tax; the amounts of lines and totals are split into net and tax all the same.
    Inclusive,
    NotTaxed,
}

/// Everything an invoice says. Amounts are in one currency, the document's.
#[derive(Debug, Clone)]
pub struct InvoicePaper {
    pub kind: PaperKind,
    pub state: PaperState,
    /// Empty for a draft.
    pub number: String,
    pub dated: Day,
    pub due_on: Option<Day>,
    pub heading: Heading,
    pub taxing: Taxing,
    pub lines: Vec<InvoiceLine>,
    pub net: Money,
    pub tax: Money,
    pub gross: Money,
    /// What is asked for: the total less what its payer withholds as tax.
    pub payable: Money,
    /// One per rate; printed where there is any.
    pub taxes: Vec<TaxLine>,
    /// Where money is asked for, how to pay it.
    pub pay_to: Vec<PayLine>,
    /// Empty, or one paragraph.
    pub terms: String,
    /// The instalments it is due in; one due day where empty.
    pub plan: Vec<PlanLine>,
    /// What may be taken off for paying early.
    pub early: Vec<PaperDiscount>,
    /// Paragraphs.
    pub notes: Vec<String>,
    /// A delivery note may tell what was handed over and not for how much.
    pub without_prices: bool,
}

/// Paid by that day, less is asked for.
#[derive(Debug, Clone, Copy)]
pub struct PaperDiscount {
    pub percent: Figure,
    pub until: Day,
    pub to_pay: Money,
}

#[derive(Debug, Clone, Default)]
pub struct InvoiceLine {
    /// Heads this and the following lines: a delivery note and its day.
    pub group: Option<String>,
    pub name: String,
    pub specification: String,
    pub unit: String,
    pub quantity: Option<Figure>,
    pub unit_price: Option<Figure>,
    /// What was taken off, where anything was.
    pub discount: Option<Discount>,
    /// The line's amount after discount, without tax.
    pub net: Option<Money>,
    /// `13%`, `免税`, `zero-rated`.
    pub rate: String,
    pub tax: Option<Money>,
}

/// A discount; `net` and `tax` are the line's amounts before it, so that the goods' line and the discount's
/// line add up to the line exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Discount {
    pub percent: Figure,
    pub net: Money,
    pub tax: Money,
}

/// The sum of the lines of one rate.
#[derive(Debug, Clone)]
pub struct TaxLine {
    pub rate: String,
    pub net: Money,
    pub tax: Money,
    pub gross: Money,
}

/// A line of the bank details. The label is a word under `pay` in `paper.json`: holder, bank, account,
/// bank_code, iban, bic, amount, reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayLine {
    pub label: &'static str,
    pub value: String,
    pub bold: bool,
}

impl PayLine {
    pub fn new(label: &'static str, value: impl Into<String>) -> PayLine {
        PayLine { label, value: value.into(), bold: matches!(label, "account" | "iban") }
    }
}

/// Prints an invoice, credit note, bill, receipt or payment.
///
/// # Errors
/// `picture_unreadable` or `picture_too_large` for a logo, `currency_mismatch` where a line is in another currency,
/// `amount_overflow`.
pub fn invoice(paper: &InvoicePaper, language: Language, design: &Design) -> Result<Paper> {
    let language = Speech::new(language, design.beside);
    let Heading { sender, proof, .. } = &paper.heading;
    let prose = |day| language.day_in_prose(day);
    let fields = Fields::new(
        &paper.heading,
        &paper.number,
        figures::money(paper.payable, language),
        prose(paper.dated),
        paper.due_on.map(prose),
    );
    let design = &*design.filled(&fields);
    let mut ink = letterhead::sheet(design, sender.logo.as_deref())?;
    let sheet = Sheet { paper, language, design };
    sheet.print(&mut ink)?;
    let title = letterhead::joined(&[sheet.title(), &paper.number], " ");
    let about =
        About { title, author: sender.name.clone(), language: language.main(), made_at: proof.made_at };
    seal(ink, &about)
}

impl InvoicePaper {
    fn is_taxed(&self) -> bool {
        self.taxing != Taxing::NotTaxed && !self.without_prices
    }

    /// A word that may name the currency.
    fn word(&self, key: &str, language: Speech) -> String {
        language.words().fill(key, &[("currency", self.gross.currency().as_str())])
    }
}

/// The invoice in the language it is printed in.
struct Sheet<'a> {
    paper: &'a InvoicePaper,
    language: Speech,
    design: &'a Design,
}

impl Sheet<'_> {
    fn word(&self, key: &str) -> String {
        self.paper.word(key, self.language)
    }

    fn title(&self) -> &str {
        let key: &'static str = match self.paper.kind {
            PaperKind::Invoice => "title.invoice",
            PaperKind::CreditNote => "title.credit_note",
            PaperKind::SupplierBill => "title.supplier_bill",
            PaperKind::Receipt => "title.receipt",
            PaperKind::Payment => "title.payment",
            PaperKind::Quote => "title.quote",
            PaperKind::OrderConfirmation => "title.order_confirmation",
            PaperKind::DeliveryNote => "title.delivery_note",
        };
        self.design.title(self.language.words().word(key))
    }

    fn print(&self, ink: &mut Ink) -> Result<()> {
        let letter = self.letter(ink);
        let top = letter.open(ink);
        let table = Goods::new(self.paper, self.language, self.design).table(ink)?;
        let payment = Payment { paper: self.paper, language: self.language, design: self.design };
        let plan = Plan { paper: self.paper, language: self.language };
        let signing = Signing { paper: self.paper, language: self.language };
        let under = match self.paper.kind {
            PaperKind::DeliveryNote => payment.height(ink) + signing.height(ink),
            _ => payment.height(ink).max(signing.height(ink)),
        };
        let top = letter.room_for_rows(ink, top);
        let carry = if table.carry.is_some() { table.row_height } else { 0 };
        let tail = 30_000 + if self.has_plan() { plan.least_height(ink) } else { under };
        let room = Room { carry, ..Room::from(ink, top, tail, ink.row(10_000) + 1_000) }.together(ink, 8);
        let pages = breaks(&table.heights(), room);
        let bottom = table.print(ink, top, &pages, |ink| letter.continued(ink));
        let bottom = match self.paper.without_prices {
            true => bottom,
            false => self.total(ink).print(ink, bottom, !self.paper.is_taxed()),
        };
        let mut bottom = bottom + ink.row(8_300);
        if self.has_plan() {
            bottom = plan.print(ink, bottom, |ink| letter.continued(ink)) + 8_300;
        }
        let goods_on_form = self.paper.kind == PaperKind::DeliveryNote && ink.format.needle;
        if !goods_on_form && bottom + under > ink.format.body_bottom {
            bottom = letter.continued(ink) + 5_000;
        }
        let texts = self.paragraphs(ink, &letter);
        match self.paper.kind {
            PaperKind::DeliveryNote if goods_on_form => {
                // Hands sign at the foot of a form.
                let y = letter.paragraphs(ink, bottom - 2_000, &texts, Style::BODY);
                let fits = y + ink.row(8_000) <= ink.format.body_bottom;
                let y = if fits { y } else { letter.continued(ink) };
                signing.print(ink, y - ink.row(6_000));
            }
            PaperKind::DeliveryNote => {
                let bottom = payment.print(ink, bottom);
                let bottom = signing.print(ink, bottom);
                letter.paragraphs(ink, bottom + 7_000, &texts, Style::BODY);
            }
            _ => {
                let signed = signing.print(ink, bottom);
                let bottom = payment.print(ink, bottom).max(signed);
                letter.paragraphs(ink, bottom + 7_000, &texts, Style::BODY);
            }
        }
        letter.close(ink);
        Ok(())
    }

    fn has_plan(&self) -> bool {
        !self.paper.plan.is_empty()
    }

    /// 分 3 期
    fn instalments(&self, key: &str) -> String {
        self.language.words().fill(key, &[("count", &self.paper.plan.len().to_string())])
    }

    fn letter<'b>(&'b self, ink: &Ink) -> Letter<'b> {
        let paper = self.paper;
        let words = self.language.words();
        Letter {
            language: self.language,
            heading: &paper.heading,
            title: self.title(),
            beside_title: &paper.number,
            beside_style: Style::NUMBER,
            answer: self.answer(ink),
            dated: figures::day(paper.dated, self.language),
            stamp: match paper.state {
                PaperState::Issued if self.design.copy => Some(words.word("state.copy")),
                PaperState::Issued => None,
                PaperState::Draft => Some(words.word("state.draft")),
                PaperState::Void => Some(words.word("state.void")),
            },
            design: self.design,
        }
    }

    /// How much, by when.
    fn answer(&self, ink: &Ink) -> Vec<Line> {
        let words = self.language.words();
        let due = self.paper.due_on.map(|day| self.language.day_in_prose(day));
        let phrase = match (self.paper.kind, due) {
            (PaperKind::Invoice | PaperKind::SupplierBill, _) if self.has_plan() => {
                self.instalments("answer.instalments")
            }
            (PaperKind::Invoice | PaperKind::SupplierBill, Some(day)) => {
                words.fill("answer.invoice", &[("day", &day)])
            }
            (PaperKind::Invoice | PaperKind::SupplierBill, None) => {
                words.word("answer.invoice_undated").into()
            }
            (PaperKind::CreditNote, _) => words.word("answer.credit_note").into(),
            (PaperKind::Receipt, _) => words.word("answer.receipt").into(),
            (PaperKind::Payment, _) => words.word("answer.payment").into(),
            (PaperKind::Quote, Some(day)) => words.fill("answer.quote", &[("day", &day)]),
            (PaperKind::OrderConfirmation, Some(day)) => words.fill("answer.order", &[("day", &day)]),
            (PaperKind::DeliveryNote, _) => return Vec::new(),
            (PaperKind::Quote | PaperKind::OrderConfirmation, _) => words.word("answer.undated").into(),
        };
        letterhead::answer(ink, &phrase, &figures::money(self.paper.payable, self.language))
    }

    fn total(&self, ink: &Ink) -> Total {
        let (paper, taxed) = (self.paper, self.paper.is_taxed());
        let label = match paper.kind {
            PaperKind::Invoice | PaperKind::SupplierBill if taxed && paper.payable == paper.gross => {
                "total.invoice"
            }
            _ => "total.untaxed",
        };
        let by_day = paper.due_on.filter(|_| paper.kind.asks_for_money()).map(|day| {
            let day = self.language.day_in_prose(day);
            self.language.words().fill("total.by_day", &[("day", &day)])
        });
        Total {
            language: self.language,
            amount: paper.gross,
            label: self.word(label),
            hint: match self.has_plan() {
                true => self.instalments("total.instalments"),
                false => by_day.unwrap_or_default(),
            },
            words_label: self.word(match taxed {
                true => "total.words_taxed",
                false if paper.kind.asks_for_money() || paper.kind.is_settlement() => "total.words",
                false => "total.words_plain",
            }),
            figures_label: self.word("total.figures"),
            height: ink.row(10_000),
        }
    }

    fn withheld(&self) -> Option<Money> {
        let withheld = self.paper.gross.checked_sub(self.paper.payable).ok()?;
        (!withheld.is_zero()).then_some(withheld)
    }

    fn early_payment(&self, early: &PaperDiscount) -> String {
        let percent = figures::percent(early.percent, self.language);
        let day = self.language.day_in_prose(early.until);
        let amount = figures::money(early.to_pay, self.language);
        let values = [("percent", &*percent), ("day", &*day), ("amount", &*amount)];
        self.language.words().fill("notice.early_payment", &values)
    }

    /// Terms, notes and what the paper is not.
    fn paragraphs(&self, ink: &Ink, letter: &Letter<'_>) -> Vec<String> {
        let mut texts = Vec::new();
        if !self.paper.terms.is_empty() {
            texts.push(self.language.words().fill("notice.terms", &[("terms", &self.paper.terms)]));
        }
        texts.extend(self.paper.early.iter().map(|early| self.early_payment(early)));
        texts.extend(self.paper.notes.iter().cloned());
        if let Some(withheld) = self.withheld() {
            let amount = figures::money(withheld, self.language);
            texts.push(self.language.words().fill("notice.withheld", &[("amount", &amount)]));
        }
        texts.push(letter.further_facts(ink));
        if self.paper.taxing == Taxing::Inclusive {
            texts.push(self.word("notice.inclusive"));
        }
        match self.paper.kind {
            PaperKind::Invoice => texts.push(self.word("notice.not_fapiao")),
            PaperKind::CreditNote => texts.push(self.word("notice.not_red_fapiao")),
            PaperKind::SupplierBill
            | PaperKind::Receipt
            | PaperKind::Payment
            | PaperKind::OrderConfirmation => {}
            PaperKind::Quote => texts.push(self.word("notice.quote")),
            PaperKind::DeliveryNote => texts.push(self.word("notice.delivery")),
        }
        texts.push(self.design.closing.clone());
        texts
    }
}
