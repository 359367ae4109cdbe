//! What is known of a party.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::contact::{ChannelKind, Contact, unite};
use super::usci::check_usci;
use crate::error::{Error, Result};
use crate::money::{Currency, Figure, Money};
use crate::store::{PriceListId, UserId};

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
    /// 来源, in the book's own words: a fair, a recommendation, an advertisement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// 负责人: the user who looks after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<UserId>,
    /// 预计年采购额: what it says it buys in a year from anybody, in the book's currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub potential: Option<Figure>,
    /// 注册资本, in the book's currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registered_capital: Option<Figure>,
    /// 员工人数
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headcount: Option<u32>,
    pub notes: String,
    pub contacts: Vec<Contact>,
    pub phones: Vec<String>,
    pub emails: Vec<String>,
    pub addresses: Vec<Address>,
    pub banks: Vec<BankAccount>,
    /// How what was delivered to a customer is invoiced; the book's choice where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billing: Option<Billing>,
    /// 价目表: the list whose prices go before those of classes and of all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price_list: Option<PriceListId>,
    /// 约定折扣: what new lines of its quotes, orders and invoices propose, in percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discount_percent: Option<Figure>,
    /// 回访: a visit falls due so many days after it was last dealt with; its classes' rhythm where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visit_days: Option<u32>,
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
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AddressKind {
    #[default]
    Billing,
    Delivery,
    Postal,
    /// Of a person: where they work.
    Work,
    /// Of a person: where they live.
    Home,
}

/// An address as it stands in an envelope's window.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
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

/// Amounts a party declared of itself, where it did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Declared {
    pub(super) potential_minor: Option<i64>,
    pub(super) registered_capital_minor: Option<i64>,
}

/// # Errors
/// `field_invalid` for a discount that is not above nought and up to a hundred percent.
pub fn refuse_discount(percent: Option<Figure>) -> Result<()> {
    let hundred = Figure(rust_decimal::Decimal::ONE_HUNDRED);
    match percent.filter(|percent| *percent <= Figure::ZERO || *percent > hundred) {
        Some(percent) => {
            Err(Error::FieldInvalid { field: "discount_percent".into(), value: percent.to_string() })
        }
        None => Ok(()),
    }
}

/// # Errors
/// `field_invalid` for a rhythm of visits of no day or of more than ten years.
pub fn refuse_rhythm(days: Option<u32>) -> Result<()> {
    match days.filter(|days| !(1..=3650).contains(days)) {
        Some(days) => Err(Error::FieldInvalid { field: "visit_days".into(), value: days.to_string() }),
        None => Ok(()),
    }
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
        if let Some(second) = self.contacts.iter().filter(|contact| contact.primary).nth(1) {
            return Err(Error::FieldInvalid { field: "primary".into(), value: second.name.clone() });
        }
        refuse_discount(self.discount_percent)?;
        refuse_rhythm(self.visit_days)
    }

    /// The fields with their texts trimmed, no tag twice, an empty source left out.
    pub fn tidied(&self) -> PartyFields {
        let source = self.source.as_deref().map(str::trim).filter(|source| !source.is_empty());
        let mut tags: Vec<String> = Vec::with_capacity(self.tags.len());
        for tag in self.tags.iter().map(|tag| tag.trim()).filter(|tag| !tag.is_empty()) {
            if !tags.iter().any(|known| known == tag) {
                tags.push(tag.to_owned());
            }
        }
        PartyFields { source: source.map(str::to_owned), tags, ..self.clone() }
    }

    /// Potential and registered capital in minor units of the book's currency.
    ///
    /// # Errors
    /// `field_invalid` for one that is below nought or no amount of that currency.
    pub(super) fn declared(&self, currency: Currency) -> Result<Declared> {
        let minor = |field: &str, figure: Option<Figure>| {
            let Some(figure) = figure else { return Ok(None) };
            let invalid = || Error::FieldInvalid { field: field.into(), value: figure.to_string() };
            let amount = Money::parse(&figure.to_string(), currency).map_err(|_| invalid())?;
            if amount.minor() < 0 { Err(invalid()) } else { Ok(Some(amount.minor())) }
        };
        Ok(Declared {
            potential_minor: minor("potential", self.potential)?,
            registered_capital_minor: minor("registered_capital", self.registered_capital)?,
        })
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

    /// Every text a search should find: names and numbers of the party and of its people. A number that is written in
    /// groups is found by its digits too.
    pub(super) fn search_fields(&self) -> Vec<Cow<'_, str>> {
        let own = [&self.name, &self.short_name, &self.code, &self.tax_id]
            .into_iter()
            .chain(&self.emails)
            .chain(&self.source);
        let people = self.contacts.iter().flat_map(|contact| {
            let channels = contact.channels.iter().filter(|channel| channel.kind != ChannelKind::Website);
            std::iter::once(&contact.name).chain(channels.map(|channel| &channel.value))
        });
        let digits = self.numbers().filter_map(|number| {
            let bare: String = number.chars().filter(char::is_ascii_digit).collect();
            (bare.len() > 4 && bare != number).then_some(Cow::Owned(bare))
        });
        let written = own.chain(&self.phones).chain(people).map(|text| Cow::Borrowed(text.as_str()));
        written.chain(digits).filter(|text| !text.is_empty()).collect()
    }

    /// Every number that reaches the party or one of its people.
    pub(super) fn numbers(&self) -> impl Iterator<Item = &str> {
        let people = self.contacts.iter().flat_map(|contact| &contact.channels);
        let dialled = people.filter(|channel| channel.kind.is_number()).map(|channel| channel.value.as_str());
        self.phones.iter().map(String::as_str).chain(dialled)
    }

    /// Every mail address of the party and of its people.
    pub(super) fn mails(&self) -> impl Iterator<Item = &str> {
        let people = self.contacts.iter().flat_map(|contact| contact.values(ChannelKind::Email));
        self.emails.iter().map(String::as_str).chain(people)
    }

    /// The address for a purpose: its own kind, else the billing address, else the first; that of its first person where
    /// the party has none of its own.
    pub fn address(&self, kind: AddressKind) -> Option<&Address> {
        let of_kind = |kind| self.addresses.iter().find(|address| address.kind == kind);
        let of_people = || {
            let mut people: Vec<&Contact> = self.contacts.iter().collect();
            people.sort_by_key(|contact| !contact.primary);
            people.into_iter().find_map(|contact| contact.addresses.first())
        };
        of_kind(kind)
            .or_else(|| of_kind(AddressKind::Billing))
            .or_else(|| self.addresses.first())
            .or_else(of_people)
    }

    /// Takes over what another record of the same party knows and this one does not: blanks are filled, lists united, people
    /// of one name become one.
    #[must_use]
    pub fn with_facts_of(&self, other: &PartyFields) -> PartyFields {
        let mut own = self.clone();
        for (mine, theirs) in [(&mut own.short_name, &other.short_name), (&mut own.tax_id, &other.tax_id)] {
            if mine.is_empty() {
                mine.clone_from(theirs);
            }
        }
        for (mine, theirs) in [
            (&mut own.language, &other.language),
            (&mut own.terms, &other.terms),
            (&mut own.industry, &other.industry),
            (&mut own.region, &other.region),
            (&mut own.source, &other.source),
        ] {
            if mine.is_none() {
                mine.clone_from(theirs);
            }
        }
        own.currency = own.currency.or(other.currency);
        own.owner = own.owner.or(other.owner);
        own.potential = own.potential.or(other.potential);
        own.registered_capital = own.registered_capital.or(other.registered_capital);
        own.headcount = own.headcount.or(other.headcount);
        own.price_list = own.price_list.or(other.price_list);
        own.discount_percent = own.discount_percent.or(other.discount_percent);
        own.visit_days = own.visit_days.or(other.visit_days);
        own.is_customer |= other.is_customer;
        own.is_supplier |= other.is_supplier;
        unite(&mut own.tags, &other.tags);
        unite(&mut own.phones, &other.phones);
        unite(&mut own.emails, &other.emails);
        unite(&mut own.addresses, &other.addresses);
        unite(&mut own.banks, &other.banks);
        for contact in &other.contacts {
            own.add_contact(contact);
        }
        if !other.notes.is_empty() && !own.notes.contains(&other.notes) {
            let between = if own.notes.is_empty() { "" } else { "\n" };
            own.notes = format!("{}{between}{}", own.notes, other.notes);
        }
        own
    }

    /// Adds a person, or what is new of one of the same name; a second primary one is added as another.
    pub fn add_contact(&mut self, contact: &Contact) {
        let has_primary = self.contacts.iter().any(|known| known.primary);
        match self.contacts.iter_mut().find(|known| known.name == contact.name) {
            Some(known) => known.take_over(contact),
            None => {
                self.contacts.push(Contact { primary: contact.primary && !has_primary, ..contact.clone() })
            }
        }
    }
}
