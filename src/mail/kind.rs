//! What mails carry, and which placeholders their texts may have.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::documents::DocumentKind;
use crate::error::Error;
use crate::language::Language;

/// What a mail carries; each kind has a text of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailKind {
    Quote,
    SalesOrder,
    Delivery,
    Invoice,
    CreditNote,
    Receipt,
    Statement,
    /// A letter that asks to confirm a balance.
    Reconciliation,
    /// A reminder.
    Dunning,
    /// Nothing: it shows that the account works.
    Test,
}

impl MailKind {
    pub const ALL: [MailKind; 10] = [
        MailKind::Quote,
        MailKind::SalesOrder,
        MailKind::Delivery,
        MailKind::Invoice,
        MailKind::CreditNote,
        MailKind::Receipt,
        MailKind::Statement,
        MailKind::Reconciliation,
        MailKind::Dunning,
        MailKind::Test,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            MailKind::Quote => "quote",
            MailKind::SalesOrder => "sales_order",
            MailKind::Delivery => "delivery",
            MailKind::Invoice => "invoice",
            MailKind::CreditNote => "credit_note",
            MailKind::Receipt => "receipt",
            MailKind::Statement => "statement",
            MailKind::Reconciliation => "reconciliation",
            MailKind::Dunning => "dunning",
            MailKind::Test => "test",
        }
    }

    pub(super) fn from_stored(word: &str) -> rusqlite::Result<MailKind> {
        let found = MailKind::ALL.into_iter().find(|kind| kind.as_str() == word);
        found.ok_or_else(|| {
            let reason = format!("mail kind {word:?}");
            rusqlite::Error::UserFunctionError(Error::BookDamaged { reason }.into())
        })
    }

    /// The mail of a document that goes to customers; `None` for one that does not.
    pub fn of_document(kind: DocumentKind) -> Option<MailKind> {
        Some(match kind {
            DocumentKind::Quote => MailKind::Quote,
            DocumentKind::SalesOrder => MailKind::SalesOrder,
            DocumentKind::Delivery => MailKind::Delivery,
            DocumentKind::Invoice => MailKind::Invoice,
            DocumentKind::CreditNote => MailKind::CreditNote,
            DocumentKind::Receipt => MailKind::Receipt,
            _ => return None,
        })
    }

    /// What its text may name.
    pub fn placeholders(self) -> &'static [MailPlaceholder] {
        use MailPlaceholder::{Amount, Company, Contact, Customer, Date, Due, Number, User};
        match self {
            MailKind::Quote | MailKind::Invoice | MailKind::Dunning => {
                &[Company, Customer, Contact, Number, Date, Amount, Due, User]
            }
            MailKind::SalesOrder
            | MailKind::CreditNote
            | MailKind::Receipt
            | MailKind::Statement
            | MailKind::Reconciliation => &[Company, Customer, Contact, Number, Date, Amount, User],
            MailKind::Delivery => &[Company, Customer, Contact, Number, Date, User],
            MailKind::Test => &[Company, User],
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailPlaceholder {
    /// We.
    Company,
    Customer,
    /// Whom one writes to, the customer where nobody is named.
    Contact,
    Number,
    /// The document's, or the cut-off.
    Date,
    /// What it comes to, or is owed.
    Amount,
    /// Until when it is to be paid, or is valid.
    Due,
    /// Who sends it.
    User,
}

impl MailPlaceholder {
    pub fn as_str(self) -> &'static str {
        match self {
            MailPlaceholder::Company => "company",
            MailPlaceholder::Customer => "customer",
            MailPlaceholder::Contact => "contact",
            MailPlaceholder::Number => "number",
            MailPlaceholder::Date => "date",
            MailPlaceholder::Amount => "amount",
            MailPlaceholder::Due => "due",
            MailPlaceholder::User => "user",
        }
    }

    /// As a language writes it, without braces.
    pub fn name(self, language: Language) -> &'static str {
        let key = match self {
            MailPlaceholder::Company => "mail.placeholder.company",
            MailPlaceholder::Customer => "mail.placeholder.customer",
            MailPlaceholder::Contact => "mail.placeholder.contact",
            MailPlaceholder::Number => "mail.placeholder.number",
            MailPlaceholder::Date => "mail.placeholder.date",
            MailPlaceholder::Amount => "mail.placeholder.amount",
            MailPlaceholder::Due => "mail.placeholder.due",
            MailPlaceholder::User => "mail.placeholder.user",
        };
        language.words().word(key)
    }

    /// By its name in any language; case and spaces around it do not matter.
    pub(super) fn named(text: &str) -> Option<MailPlaceholder> {
        let text = text.trim().to_lowercase();
        let known = MailKind::Invoice.placeholders().iter().copied();
        known.into_iter().find(|each| {
            text == each.as_str() || Language::ALL.iter().any(|language| each.name(*language) == text)
        })
    }
}
