//! Value added tax at the end of a month or quarter: what is owed, carried on or forgiven, and the entries for it.
//!
//! Invariants: what is owed by a general taxpayer is what its ledger says, so that lines of documents and entries by
//! hand add up to it; an entry posts only what is not posted yet, so that a run can be repeated; what the law of a day
//! says (limits, rates, reliefs) is a row with days, never a number in code. Verbs: [`preview`], [`transfer`]. Charts
//! without Chinese columns move output and input tax to the account of what is owed. Source: DOMAIN §1.3, §2; vectors
//! `vat_smallscale`, `vat_filing`.

mod figures;
mod lines;
mod rules;
mod transfer;

pub use figures::{Surtax, SurtaxKind, VatColumn, VatFigures, VatPeriod, figures, period_of};
pub use lines::{TaxedLine, TaxedPart, TradeSide, taxed_lines};
pub use rules::{VatRule, VatRuleName, save_vat_rule, seed_vat_rules, vat_rules};
pub use transfer::{TransferInput, Transferred, VatPreview, preview, transfer, untransferred};
