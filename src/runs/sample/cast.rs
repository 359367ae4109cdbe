//! Who trades with the sample company, and with what: `assets/sample`.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::catalog::ItemFields;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::money::Figure;
use crate::parties::{Company, PartyFields};

/// How a customer pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Habit {
    Prompt,
    Usual,
    Slow,
    Late,
}

impl Habit {
    /// The earliest and latest day of payment, in days after the due date.
    pub(super) fn days_after_due(self) -> (i32, i32) {
        match self {
            Habit::Prompt => (-4, 3),
            Habit::Usual => (1, 20),
            Habit::Slow => (20, 75),
            Habit::Late => (45, 140),
        }
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Customer {
    pub(super) habit: Habit,
    /// How often the customer buys, beside the others.
    pub(super) weight: u32,
    pub(super) fields: PartyFields,
}

#[derive(Debug, Deserialize)]
pub(super) struct Supplier {
    /// How often goods are bought there; nought where only an expense is.
    pub(super) weight: u32,
    pub(super) expense: Option<Expense>,
    pub(super) fields: PartyFields,
}

/// A bill that comes again and again.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Expense {
    pub(super) account: String,
    pub(super) text: String,
    pub(super) unit: String,
    pub(super) amount: Figure,
    /// How far the amount strays, up and down.
    pub(super) swing_percent: i32,
    pub(super) every_months: u32,
    pub(super) tax: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Article {
    /// What one unit costs us, without tax.
    pub(super) cost: Figure,
    pub(super) fields: ItemFields,
}

#[derive(Debug)]
pub(super) struct Cast {
    pub(super) company: Company,
    pub(super) customers: Vec<Customer>,
    pub(super) suppliers: Vec<Supplier>,
    pub(super) articles: Vec<Article>,
}

impl Cast {
    pub(super) fn read(language: Language) -> Result<Cast> {
        let [company, customers, suppliers, articles] = match language {
            Language::ZhCn => [
                include_str!("../../../assets/sample/zh-CN/company.json"),
                include_str!("../../../assets/sample/zh-CN/customers.json"),
                include_str!("../../../assets/sample/zh-CN/suppliers.json"),
                include_str!("../../../assets/sample/zh-CN/items.json"),
            ],
            Language::En => [
                include_str!("../../../assets/sample/en/company.json"),
                include_str!("../../../assets/sample/en/customers.json"),
                include_str!("../../../assets/sample/en/suppliers.json"),
                include_str!("../../../assets/sample/en/items.json"),
            ],
        };
        Ok(Cast {
            company: parse(company)?,
            customers: parse(customers)?,
            suppliers: parse(suppliers)?,
            articles: parse(articles)?,
        })
    }
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text)
        .map_err(|error| Error::BookDamaged { reason: format!("sample company: {error}") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parties::check_usci;

    #[test]
    fn everyone_in_the_sample_has_a_name_an_address_and_a_number_that_checks() {
        for language in [Language::ZhCn, Language::En] {
            let cast = Cast::read(language).unwrap();
            assert_eq!((cast.customers.len(), cast.suppliers.len(), cast.articles.len()), (40, 12, 60));
            let parties = cast.customers.iter().map(|customer| &customer.fields);
            for party in parties.chain(cast.suppliers.iter().map(|supplier| &supplier.fields)) {
                assert!(!party.addresses.is_empty() && !party.contacts.is_empty(), "{}", party.name);
                if language == Language::ZhCn {
                    assert_eq!(check_usci(&party.tax_id), Ok(()), "{}", party.name);
                }
            }
        }
    }
}
