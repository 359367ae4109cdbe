//! Customers and suppliers, our own company, and payment terms.
//!
//! A party may be both customer and supplier. Its master data is versioned: saving writes a new version and
//! never touches an old one, so that a posted document shows the address of its day. Two records of one party are
//! found by [`similar`] and [`duplicates`]; which went into which is kept by [`merge`]. Verbs: [`save`],
//! [`archive`], [`find`]; balances are the business of `subledger`.

mod attachment;
mod company;
mod contact;
mod fields;
mod filed;
mod merge;
mod plan;
mod reference;
mod similar;
mod terms;
mod traits;
mod usci;
mod versions;

pub use attachment::{AttachedFile, Attachment, attach, attached_file, keep_file};
pub use company::{Company, canonical_company, company, company_at, company_version, save_company};
pub use contact::{Channel, ChannelKind, Contact};
pub use fields::{
    Address, AddressKind, BankAccount, Billing, PartyFields, Warning, refuse_discount, refuse_rhythm,
};
pub use filed::{FiledAttachment, canonical_filed, file_attachment, filed, withdraw_filed};
pub use merge::{
    Merge, MergedParty, Moved, merge, merged_into, merged_parties, record_merge, record_unmerge,
    refuse_merged, standing, with_merged,
};
pub use plan::PlanPart;
pub use reference::{BIG_REGIONS, BigRegion, INDUSTRIES, Industry, Region, big_region, place, regions};
pub use similar::{DuplicatePair, Likeness, PartyPair, SimilarParty, duplicates, keep_apart, similar};
pub use terms::{
    Terms, TermsBase, TermsDiscount, due_on, list_terms, save_terms, seed_terms, terms, yearly_cost,
};
pub use traits::{PartyTraits, traits_at};
pub use usci::{UsciFault, check_usci, organisation_check_digit};
pub use versions::{
    Party, PartyVersion, archive, by_code, canonical_version, find, get, get_with_merges, index_for_search,
    named, save, set_archived, version, version_at, version_before,
};
