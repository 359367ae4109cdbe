//! The ledger: chart of accounts, taxes, number series, months, and entries.
//!
//! Invariants: every entry balances in the book's currency; posted entries never change; voucher numbers have
//! no gaps within a month and type; nothing is posted into a closed month; the kept balances move in the same
//! transaction. Verbs: [`post`], [`reverse`], [`close`]. Which accounts an event posts to is told by roles
//! ([`AccountRole`]), which each chart maps to codes (DOMAIN §1).

mod book;
mod chart;
mod entry;
mod interest;
mod loss_rates;
mod month;
mod numbers;
mod rates;
mod tax;
mod taxpayer;

pub use book::{BookInfo, book, new_book};
pub use chart::{
    Account, AccountFields, AccountRole, AccountType, Chart, Control, account_by_code, account_by_id,
    account_by_role, accounts, save_account, seed_chart,
};
pub use entry::{
    Entry, EntryBody, EntryLine, NewEntry, NewLine, Purpose, Side, VoucherType, Why, entry, post, reverse,
};
pub use interest::{
    DatedInterestTerms, FixedCharge, InterestRate, InterestTerms, ReferenceRate, interest_terms_on,
    reference_rates, save_interest_terms, save_reference_rate,
};
pub use loss_rates::{
    LossRate, LossRates, Segment, SegmentKind, end_segment, loss_rates_on, roll_rates, save_loss_rates,
    segment_rates_on,
};
pub use month::{
    Closing, close, closings, first_open_day, last_closed, last_soft_closed, next_open_month, refuse_closed,
    reopen, soft_close,
};
pub use numbers::{
    Series, SeriesKind, format_number, list_series, next_number, number_period, save_series, seed_series,
    take_number,
};
pub use rates::{
    NewRate, Quote, RateList, RateType, canonical_rates, list_rates, list_rates_whole, rate_on, save_rates,
};
pub use tax::{
    PartKind, Tax, TaxFields, TaxKind, TaxPart, Treatment, archive_tax, end_tax, save_tax, seed_taxes,
    tax_by_id, tax_of_rate, tax_versions, taxes,
};
pub use taxpayer::{Filing, Regime, Taxpayer, save_taxpayer, taxpayer_on, taxpayers};
