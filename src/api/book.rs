//! What a new book is made of.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::access;
use crate::error::Result;
use crate::language::Language;
use crate::ledger::{Chart, new_book, seed_chart, seed_series, seed_taxes};
use crate::money::Currency;
use crate::parties::{Company, save_company, seed_terms};
use crate::pipeline;
use crate::store::Writer;
use crate::vat::seed_vat_rules;

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
pub struct NewBook {
    pub name: String,
    pub currency: Currency,
    pub chart: Chart,
    pub language: Language,
}

/// Fills an empty book: its own row, one owner without a password, chart, taxes, series, terms, company.
pub(super) fn fill(w: &Writer<'_>, new: &NewBook) -> Result<()> {
    let owner = if new.language == Language::En { "owner" } else { "老板" };
    access::seed_owner(w, owner)?;
    new_book(w, new.chart, new.currency, new.language.tag())?;
    seed_chart(w, new.chart)?;
    seed_taxes(w, new.chart)?;
    seed_vat_rules(w, new.chart)?;
    seed_series(w, new.language.tag())?;
    seed_terms(w)?;
    pipeline::seed(w)?;
    let company = Company {
        name: new.name.clone(),
        default_terms: Some("net30".into()),
        default_tax: Some(if new.chart == Chart::Ifrs { "NOT_TAXED" } else { "VAT13" }.into()),
        ..Company::default()
    };
    save_company(w, &company)?;
    Ok(())
}
