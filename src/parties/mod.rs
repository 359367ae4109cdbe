//! Customers and suppliers, our own company, and payment terms.
//!
//! A party may be both customer and supplier. Its master data is versioned: saving writes a new version and
//! never touches an old one, so that a posted document shows the address of its day. Verbs: [`save`],
//! [`archive`], [`find`]; balances are the business of `subledger`.

mod attachment;
mod company;
mod fields;
mod plan;
mod reference;
mod terms;
mod traits;
mod usci;
mod versions;

pub use attachment::{AttachedFile, Attachment, attach, attached_file, keep_file};
pub use company::{Company, canonical_company, company, company_at, company_version, save_company};
pub use fields::{Address, AddressKind, BankAccount, Billing, Contact, PartyFields, Warning};
pub use plan::PlanPart;
pub use reference::{INDUSTRIES, Industry, Region, place, regions};
pub use terms::{
    Terms, TermsBase, TermsDiscount, due_on, list_terms, save_terms, seed_terms, terms, yearly_cost,
};
pub use traits::{PartyTraits, traits_at};
pub use usci::{UsciFault, check_usci, organisation_check_digit};
pub use versions::{
    Party, PartyVersion, archive, by_code, canonical_version, find, get, index_for_search, save,
    set_archived, version, version_at,
};
