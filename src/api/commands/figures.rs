//! The overview and search.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Nothing;
use super::documents::may_see;
use crate::access::Right;
use crate::api::Context;
use crate::documents::DocumentKind;
use crate::error::Result;
use crate::store::Reader;
use crate::subledger::{self, Hit, Overview};

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct SearchInput {
    pub text: String,
    /// Of each kind; eight where absent.
    pub limit: Option<u32>,
}

pub fn overview(context: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Overview> {
    subledger::overview(r, context.today, context.actor.role.allows(Right::ViewBooks))
}

pub fn search(context: &Context<'_>, r: &Reader<'_>, input: SearchInput) -> Result<Vec<Hit>> {
    let mut hits = subledger::search_all(r, &input.text, input.limit.unwrap_or(8).min(50))?;
    let kind = |hit: &Hit| hit.document_kind.as_deref().and_then(DocumentKind::from_name);
    hits.retain(|hit| kind(hit).is_none_or(|kind| may_see(context, kind)));
    Ok(hits)
}
