//! What a document says before it is issued.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::kind::DocumentKind;
use crate::calendar::Day;
use crate::money::{Currency, Figure};
use crate::settlement::{Rule, ShareInput};
use crate::store::{DocumentId, ItemId, PartyId};

/// The content of a draft, by kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DocumentFields {
    Invoice(TradeFields),
    CreditNote(TradeFields),
    Bill(TradeFields),
    Receipt(CashFields),
    Payment(CashFields),
    OpeningReceivable(OpeningFields),
    OpeningPayable(OpeningFields),
}

/// Whether line prices include tax.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TaxMode {
    #[default]
    Exclusive,
    Inclusive,
}

/// Invoice, credit note or bill. Amounts of a credit note are positive.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct TradeFields {
    pub party_id: Option<PartyId>,
    /// Today where absent.
    pub date: Option<Day>,
    /// From the terms where absent.
    pub due_on: Option<Day>,
    /// Code; the party's, then the company's, where absent.
    pub terms: Option<String>,
    /// The book's where absent.
    pub currency: Option<Currency>,
    pub tax_mode: TaxMode,
    /// Off every line, in percent.
    pub discount_percent: Option<Figure>,
    pub lines: Vec<LineFields>,
    /// Order or contract number, or the supplier's own number of a bill.
    pub reference: String,
    /// Printed under the lines.
    pub notes: String,
    /// The invoice a credit note corrects.
    pub credits: Option<DocumentId>,
    /// Language of the paper; the party's where absent.
    pub language: Option<String>,
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
}

/// Receipt or payment.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct CashFields {
    pub party_id: Option<PartyId>,
    pub date: Option<Day>,
    pub amount: Figure,
    /// Code of the bank or cash account; the chart's bank where absent.
    pub account: Option<String>,
    pub reference: String,
    pub notes: String,
    /// What the payer named, settled first.
    pub shares: Vec<ShareInput>,
    /// Where the rest goes.
    pub rule: Rule,
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
    pub number: String,
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
            DocumentFields::Receipt(_) => DocumentKind::Receipt,
            DocumentFields::Payment(_) => DocumentKind::Payment,
            DocumentFields::OpeningReceivable(_) => DocumentKind::OpeningReceivable,
            DocumentFields::OpeningPayable(_) => DocumentKind::OpeningPayable,
        }
    }

    pub fn party_id(&self) -> Option<PartyId> {
        match self {
            DocumentFields::Invoice(fields)
            | DocumentFields::CreditNote(fields)
            | DocumentFields::Bill(fields) => fields.party_id,
            DocumentFields::Receipt(fields) | DocumentFields::Payment(fields) => fields.party_id,
            DocumentFields::OpeningReceivable(fields) | DocumentFields::OpeningPayable(fields) => {
                fields.party_id
            }
        }
    }
}
