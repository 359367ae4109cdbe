//! Late interest: its terms, the published rates they follow, what a customer could be charged, and the invoice.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Nothing;
use crate::api::Context;
use crate::calendar::Day;
use crate::documents::Issued;
use crate::error::Result;
use crate::ledger::{self, DatedInterestTerms, InterestTerms, ReferenceRate};
use crate::runs::{self, InterestClaim, InterestInput};
use crate::store::{PartyId, Reader, Seq, Writer};

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct InterestTermsInput {
    /// Whose; those of all where absent.
    #[serde(default)]
    pub party_id: Option<PartyId>,
    pub date: Day,
}

/// The terms that count on a day.
#[derive(Debug, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct InterestTermsOnDay {
    /// Absent where nothing is charged.
    pub terms: Option<InterestTerms>,
}

pub fn terms(_: &Context<'_>, r: &Reader<'_>, input: InterestTermsInput) -> Result<InterestTermsOnDay> {
    Ok(InterestTermsOnDay { terms: ledger::interest_terms_on(r, input.party_id, input.date, Seq::LATEST)? })
}

pub fn save_terms(_: &Context<'_>, w: &Writer<'_>, input: DatedInterestTerms) -> Result<DatedInterestTerms> {
    ledger::save_interest_terms(w, &input)
}

pub fn rates(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Vec<ReferenceRate>> {
    ledger::reference_rates(r, Seq::LATEST)
}

pub fn save_rate(_: &Context<'_>, w: &Writer<'_>, input: ReferenceRate) -> Result<ReferenceRate> {
    ledger::save_reference_rate(w, &input)
}

pub fn preview(context: &Context<'_>, r: &Reader<'_>, input: InterestInput) -> Result<InterestClaim> {
    runs::interest_claim(r, &input, context.today)
}

pub fn bill(context: &Context<'_>, w: &Writer<'_>, input: InterestInput) -> Result<Issued> {
    runs::bill_interest(w, &input, context.today)
}
