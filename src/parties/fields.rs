//! What is known of a party.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::usci::check_usci;
use crate::error::{Error, Result};
use crate::money::Currency;

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct PartyFields {
    /// Unique; given by the book (`K0001`) where left empty.
    pub code: String,
    pub name: String,
    pub short_name: String,
    pub is_customer: bool,
    pub is_supplier: bool,
    pub tax_id: String,
    /// Language of papers: `zh-CN` or `en`; the book's where absent.
    pub language: Option<String>,
    pub currency: Option<Currency>,
    /// Code of the payment terms.
    pub terms: Option<String>,
    /// GB/T 4754 section letter, or a deeper code.
    pub industry: Option<String>,
    /// GB/T 2260 code (2, 4 or 6 digits), or ISO 3166 two letters.
    pub region: Option<String>,
    pub tags: Vec<String>,
    pub notes: String,
    pub contacts: Vec<Contact>,
    pub phones: Vec<String>,
    pub emails: Vec<String>,
    pub addresses: Vec<Address>,
    pub banks: Vec<BankAccount>,
    /// How what was delivered to a customer is invoiced; the book's choice where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billing: Option<Billing>,
}

/// How what was delivered becomes invoices.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Billing {
    /// An invoice for each order.
    #[default]
    PerOrder,
    /// 月结: an invoice for a month.
    Monthly,
}

impl Billing {
    pub fn as_str(self) -> &'static str {
        match self {
            Billing::PerOrder => "per_order",
            Billing::Monthly => "monthly",
        }
    }

    pub fn from_name(name: &str) -> Option<Billing> {
        [Billing::PerOrder, Billing::Monthly].into_iter().find(|billing| billing.as_str() == name)
    }
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Contact {
    pub name: String,
    pub role: String,
    pub phone: String,
    pub email: String,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AddressKind {
    #[default]
    Billing,
    Delivery,
    Postal,
}

/// An address as it stands in an envelope's window.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Address {
    pub kind: AddressKind,
    /// Street and place, one or more lines in the order they are written.
    pub lines: Vec<String>,
    pub postcode: String,
    /// Country, written out; empty at home.
    pub country: String,
    /// Who opens the letter.
    pub attention: String,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct BankAccount {
    /// 户名
    pub holder: String,
    /// 开户行
    pub bank: String,
    /// 账号 or IBAN
    pub account: String,
    /// 行号 or BIC
    pub routing: String,
}

/// What deserves a look but does not stop the save.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Warning {
    pub field: String,
    /// A stable code, e.g. `usci_check_digit`.
    pub code: String,
}

impl PartyFields {
    /// Refuses what cannot be a party; the code may still be empty.
    pub(super) fn check(&self) -> Result<()> {
        if self.name.trim().is_empty() {
            return Err(Error::FieldMissing { field: "name".into() });
        }
        if !self.is_customer && !self.is_supplier {
            return Err(Error::FieldMissing { field: "is_customer".into() });
        }
        if let Some(language) = self.language.as_deref().filter(|text| !matches!(*text, "zh-CN" | "en")) {
            return Err(Error::FieldInvalid { field: "language".into(), value: language.into() });
        }
        if self.code.chars().any(char::is_control) || self.code.chars().count() > 40 {
            return Err(Error::FieldInvalid { field: "code".into(), value: self.code.clone() });
        }
        Ok(())
    }

    /// A tax number that does not check is kept, and marked.
    pub fn warnings(&self) -> Vec<Warning> {
        if self.tax_id.is_empty() || self.tax_id.len() != 18 {
            return Vec::new();
        }
        match check_usci(&self.tax_id) {
            Ok(()) => Vec::new(),
            Err(fault) => vec![Warning { field: "tax_id".into(), code: fault.code().into() }],
        }
    }

    /// Every text a search should find.
    pub(super) fn search_fields(&self) -> impl Iterator<Item = &str> {
        [self.name.as_str(), &self.short_name, &self.code, &self.tax_id]
            .into_iter()
            .chain(self.phones.iter().chain(&self.emails).map(String::as_str))
            .chain(self.contacts.iter().flat_map(|contact| [contact.name.as_str(), &contact.phone]))
            .filter(|text| !text.is_empty())
    }

    /// The address for a purpose: its own kind, else the billing address, else the first.
    pub fn address(&self, kind: AddressKind) -> Option<&Address> {
        let of_kind = |kind| self.addresses.iter().find(|address| address.kind == kind);
        of_kind(kind).or_else(|| of_kind(AddressKind::Billing)).or_else(|| self.addresses.first())
    }
}
