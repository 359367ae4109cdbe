//! What a document says before it is issued.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::instalments::InstalmentFields;
use super::kind::DocumentKind;
use super::late_interest::ItemInterest;
use super::price::LinePrice;
use crate::calendar::Day;
use crate::money::{Currency, Figure, Rate};
use crate::settlement::{Rule, ShareInput};
use crate::store::{AttachmentId, DocumentId, ItemId, OpportunityId, PartyId, Seq, UserId};

/// The content of a draft, by kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DocumentFields {
    Invoice(TradeFields),
    CreditNote(TradeFields),
    Bill(TradeFields),
    SupplierCredit(TradeFields),
    Receipt(CashFields),
    Payment(CashFields),
    Refund(CashFields),
    SupplierRefund(CashFields),
    Recovery(CashFields),
    OpeningReceivable(OpeningFields),
    OpeningPayable(OpeningFields),
    OpeningAdvance(OpeningFields),
    OpeningPrepayment(OpeningFields),
    Offset(OffsetFields),
    BadDebt(WriteOffFields),
    PayableWriteOff(WriteOffFields),
    DepositForfeited(WriteOffFields),
    DepositLost(WriteOffFields),
    Quote(TradeFields),
    SalesOrder(TradeFields),
    Delivery(TradeFields),
}

/// Whether line prices include tax.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TaxMode {
    #[default]
    Exclusive,
    Inclusive,
}

/// Invoice, credit note, bill, supplier's credit, quote, order or delivery. Amounts of a credit are positive.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct TradeFields {
    pub party_id: Option<PartyId>,
    /// Today where absent.
    pub date: Option<Day>,
    /// From the terms where absent. Names one due day for all of it, whatever plan the terms carry. Of a quote the last
    /// day it holds, of an order the day it is to be delivered by; none where absent.
    pub due_on: Option<Day>,
    /// The parts it is paid in: from the terms where absent, none where empty. Not beside a due day.
    pub instalments: Option<Vec<InstalmentFields>>,
    /// Code; the party's, then the company's, where absent.
    pub terms: Option<String>,
    /// The party's, then the book's, where absent.
    pub currency: Option<Currency>,
    /// That of the day where absent.
    pub rate: Option<Rate>,
    pub tax_mode: TaxMode,
    /// Off every line, in percent.
    pub discount_percent: Option<Figure>,
    /// Discounts of lines and document come off the total with tax and leave the tax as it is.
    #[ts(as = "Option<bool>", optional)]
    pub discounts_after_tax: bool,
    /// 增值税专用发票: a small-scale taxpayer waives the exemption for it.
    #[ts(as = "Option<bool>", optional)]
    pub special_invoice: bool,
    /// The late interest that its lines charge; billing says it, nobody types it.
    #[serde(skip)]
    #[ts(skip)]
    pub interest: Vec<ItemInterest>,
    /// The letters whose fees its lines charge, by the acts that sent them; billing says it too.
    #[serde(skip)]
    #[ts(skip)]
    pub reminder_fees: Vec<Seq>,
    pub lines: Vec<LineFields>,
    /// Order or contract number, or the supplier's own number of a bill.
    pub reference: String,
    /// Printed under the lines.
    pub notes: String,
    /// The invoice or bill a credit corrects.
    pub credits: Option<DocumentId>,
    /// Language of the paper; the party's where absent.
    pub language: Option<String>,
    /// The sales opportunity it belongs to.
    pub opportunity: Option<OpportunityId>,
    /// Who sold it: what it was made from says it where absent, else the actor.
    pub salesperson: Option<UserId>,
    /// The version of a quote that this one replaces.
    pub supersedes: Option<DocumentId>,
    /// Nothing is delivered under an order: it is invoiced as it was ordered.
    #[ts(as = "Option<bool>", optional)]
    pub without_delivery: bool,
    /// What a credit note takes back is to be invoiced again; it counts as returned otherwise.
    #[ts(as = "Option<bool>", optional)]
    pub invoice_again: bool,
    /// More may be delivered than was ordered: somebody was asked and agreed.
    #[ts(as = "Option<bool>", optional)]
    pub over_delivery: bool,
}

/// The line that a line was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct LineSource {
    pub document_id: DocumentId,
    /// Counted from one.
    pub line: u32,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct LineFields {
    pub item_id: Option<ItemId>,
    pub description: String,
    pub specification: String,
    pub unit: String,
    pub quantity: Figure,
    pub unit_price: Figure,
    pub discount_percent: Option<Figure>,
    /// Code of the tax; the company's default, or none, where absent.
    pub tax: Option<String>,
    /// Code of the account; the chart's sales (or goods) account where absent.
    pub account: Option<String>,
    /// What the goods of the line cost, in the book's currency: posted with the sale.
    pub cost: Option<Figure>,
    /// The line of a quote, an order, a delivery or an invoice that it was made from.
    pub source: Option<LineSource>,
    /// Where the price of what is sold came from; absent where nobody says it.
    pub price: Option<LinePrice>,
}

/// Receipt, payment, refund, or the recovery of a bad debt.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct CashFields {
    pub party_id: Option<PartyId>,
    pub date: Option<Day>,
    /// What the party paid or was paid, with the bank's fee.
    pub amount: Figure,
    /// Of `amount` and of the bank account; the book's where absent.
    pub currency: Option<Currency>,
    /// That of the day where absent.
    pub rate: Option<Rate>,
    /// What the bank kept of a receipt.
    pub fee: Option<Figure>,
    /// Code of the bank or cash account; the chart's bank where absent.
    pub account: Option<String>,
    pub reference: String,
    pub notes: String,
    /// What the payer named, settled first.
    pub shares: Vec<ShareInput>,
    /// Where the rest goes.
    pub rule: Rule,
    /// The bad debt that is recovered.
    pub recovers: Option<DocumentId>,
    /// The money is a deposit (押金, 保证金), taken or paid; a refund gives one back.
    #[ts(as = "Option<bool>", optional)]
    pub deposit: bool,
}

/// What one party owed (or was owed) when the books began.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct OpeningFields {
    pub party_id: Option<PartyId>,
    /// The day of the original document.
    pub date: Option<Day>,
    pub due_on: Option<Day>,
    pub amount: Figure,
    /// The book's where absent.
    pub currency: Option<Currency>,
    /// That of the day where absent.
    pub rate: Option<Rate>,
    pub number: String,
    pub notes: String,
}

/// Which items an offset moves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OffsetKind {
    /// 应收冲应付: what a party owes us against what we owe it, or another party under an agreement.
    #[default]
    ReceivableToPayable,
    /// 应收转应收: another customer takes the debt over.
    ReceivableTransfer,
    /// 应付转应付: we owe it to another supplier.
    PayableTransfer,
}

/// An offset. 预收冲应收 and 预付冲应付 are `settlement.apply`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct OffsetFields {
    pub offset: OffsetKind,
    /// Whose items are reduced: a customer, or a supplier of a payable transfer.
    pub party_id: Option<PartyId>,
    /// Whose debt it is afterwards, or whose payables are set off; `party_id` where absent.
    pub to_party_id: Option<PartyId>,
    pub date: Option<Day>,
    pub shares: Vec<ShareInput>,
    /// The payables that receivables are set off against; together as much as `shares`.
    pub against: Vec<ShareInput>,
    /// Number of the signed agreement.
    pub agreement: String,
    pub notes: String,
}

/// Why a debt is given up. Source: 小企业会计准则 §10, DOMAIN §1.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WriteOffReason {
    /// Bankrupt, closed, or the licence revoked.
    Bankruptcy,
    /// Dead or missing, and the estate does not suffice.
    DeathOrMissing,
    /// Three years overdue, with proof that the debtor cannot pay.
    OverdueThreeYears,
    /// A restructuring agreed, or a plan of a court.
    Restructuring,
    ForceMajeure,
    /// A difference too small to chase.
    SmallDifference,
    /// Of a payable: the creditor cannot be found or gave it up.
    Unclaimed,
    Other,
}

/// A bad debt, a payable nobody claims, or a deposit that stays where it is.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct WriteOffFields {
    pub party_id: Option<PartyId>,
    pub date: Option<Day>,
    pub shares: Vec<ShareInput>,
    pub reason: Option<WriteOffReason>,
    /// Scans that prove it; a bad debt in a Chinese chart needs one.
    pub evidence: Vec<AttachmentId>,
    pub reference: String,
    pub notes: String,
}

/// Where a document's number comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin<'n> {
    /// Our own series.
    Ours,
    /// It came in with this number and keeps it.
    Imported { number: &'n str },
}

impl DocumentFields {
    pub fn kind(&self) -> DocumentKind {
        match self {
            DocumentFields::Invoice(_) => DocumentKind::Invoice,
            DocumentFields::CreditNote(_) => DocumentKind::CreditNote,
            DocumentFields::Bill(_) => DocumentKind::Bill,
            DocumentFields::SupplierCredit(_) => DocumentKind::SupplierCredit,
            DocumentFields::Receipt(_) => DocumentKind::Receipt,
            DocumentFields::Payment(_) => DocumentKind::Payment,
            DocumentFields::Refund(_) => DocumentKind::Refund,
            DocumentFields::SupplierRefund(_) => DocumentKind::SupplierRefund,
            DocumentFields::Recovery(_) => DocumentKind::Recovery,
            DocumentFields::OpeningReceivable(_) => DocumentKind::OpeningReceivable,
            DocumentFields::OpeningPayable(_) => DocumentKind::OpeningPayable,
            DocumentFields::OpeningAdvance(_) => DocumentKind::OpeningAdvance,
            DocumentFields::OpeningPrepayment(_) => DocumentKind::OpeningPrepayment,
            DocumentFields::Offset(_) => DocumentKind::Offset,
            DocumentFields::BadDebt(_) => DocumentKind::BadDebt,
            DocumentFields::PayableWriteOff(_) => DocumentKind::PayableWriteOff,
            DocumentFields::DepositForfeited(_) => DocumentKind::DepositForfeited,
            DocumentFields::DepositLost(_) => DocumentKind::DepositLost,
            DocumentFields::Quote(_) => DocumentKind::Quote,
            DocumentFields::SalesOrder(_) => DocumentKind::SalesOrder,
            DocumentFields::Delivery(_) => DocumentKind::Delivery,
        }
    }

    /// The fields by what they have in common.
    pub fn shape(&self) -> Shape<'_> {
        match self {
            DocumentFields::Invoice(fields)
            | DocumentFields::CreditNote(fields)
            | DocumentFields::Bill(fields)
            | DocumentFields::SupplierCredit(fields)
            | DocumentFields::Quote(fields)
            | DocumentFields::SalesOrder(fields)
            | DocumentFields::Delivery(fields) => Shape::Trade(fields),
            DocumentFields::Receipt(fields)
            | DocumentFields::Payment(fields)
            | DocumentFields::Refund(fields)
            | DocumentFields::SupplierRefund(fields)
            | DocumentFields::Recovery(fields) => Shape::Cash(fields),
            DocumentFields::OpeningReceivable(fields)
            | DocumentFields::OpeningPayable(fields)
            | DocumentFields::OpeningAdvance(fields)
            | DocumentFields::OpeningPrepayment(fields) => Shape::Opening(fields),
            DocumentFields::Offset(fields) => Shape::Offset(fields),
            DocumentFields::BadDebt(fields)
            | DocumentFields::PayableWriteOff(fields)
            | DocumentFields::DepositForfeited(fields)
            | DocumentFields::DepositLost(fields) => Shape::WriteOff(fields),
        }
    }

    pub fn party_id(&self) -> Option<PartyId> {
        match self.shape() {
            Shape::Trade(fields) => fields.party_id,
            Shape::Cash(fields) => fields.party_id,
            Shape::Opening(fields) => fields.party_id,
            Shape::Offset(fields) => fields.party_id,
            Shape::WriteOff(fields) => fields.party_id,
        }
    }
}

/// The fields of a kind, by flow.
#[derive(Debug, Clone, Copy)]
pub enum Shape<'f> {
    Trade(&'f TradeFields),
    Cash(&'f CashFields),
    Opening(&'f OpeningFields),
    Offset(&'f OffsetFields),
    WriteOff(&'f WriteOffFields),
}
