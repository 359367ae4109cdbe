//! The way out: the whole book, or one list as it is shown.

use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{contracts, documents, parties, recurring};
use crate::access::Right;
use crate::api::{Blob, CSV, Context, Handle, Job, XLSX};
use crate::error::Result;
use crate::exchange::Watch;
use crate::exchange::export::{self, Exported, Format};
use crate::exchange::lists::{self, ListOf};
use crate::language::Language;
use crate::store::Reader;

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct ExportBook {
    pub format: Format,
    /// The file to write, which takes the place of one that is there; for `csv` the folder.
    pub path: String,
}

/// The whole book at one moment.
pub fn run(context: &Context<'_>, job: &Job<'_>, input: ExportBook) -> Result<Exported> {
    let progress = |done, total| context.progress("export", done, total);
    let watch = Watch { progress: &progress, cancelled: context.cancelled() };
    job.read(|r| export::export(r, input.format, Path::new(&input.path), context.language, watch))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SheetFormat {
    Csv,
    Xlsx,
}

#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ExportList {
    pub list: ListOf,
    /// Keys of the columns, in their order; all where empty.
    #[serde(default)]
    pub columns: Vec<String>,
    pub format: SheetFormat,
    /// The caller's where absent.
    pub language: Option<Language>,
}

/// Every row of a list, under the list's own right.
pub fn list(context: &Context<'_>, r: &Reader<'_>, input: ExportList) -> Result<Handle> {
    let of = match input.list {
        ListOf::Documents(filter) => ListOf::Documents(documents::visible(context, r, filter)?),
        ListOf::Parties(filter) => {
            parties::demand_view(context, filter.business)?;
            ListOf::Parties(filter)
        }
        ListOf::OpenItems { party_id, business } => {
            parties::demand_view(context, business)?;
            ListOf::OpenItems { party_id, business }
        }
        ListOf::Purchases(filter) => {
            parties::demand_view(context, filter.business)?;
            ListOf::Purchases(filter)
        }
        of @ (ListOf::CashForecast(_) | ListOf::CashFlows(_)) => {
            context.demand(Right::ViewBooks)?;
            of
        }
        ListOf::Contracts(filter) => ListOf::Contracts(contracts::visible(context, filter)),
        ListOf::Recurring(filter) => ListOf::Recurring(recurring::visible(context, filter)?),
        of @ (ListOf::Items(_)
        | ListOf::Rates(_)
        | ListOf::Timeline(_)
        | ListOf::Today(_)
        | ListOf::Tasks(_)
        | ListOf::Opportunities(_)
        | ListOf::Leads(_)
        | ListOf::Activities(_)
        | ListOf::Credit(_)
        | ListOf::Promises(_)
        | ListOf::Disputes(_)
        | ListOf::Calls
        | ListOf::Limitation(_)
        | ListOf::OpenLines(_)
        | ListOf::BillingPlan(_)
        | ListOf::Mails(_)
        | ListOf::Reconciliations(_)
        | ListOf::ConfirmedBalances(_)
        | ListOf::DunningHolds
        | ListOf::DunningRuns
        | ListOf::Comparison { .. }) => of,
    };
    let language = input.language.unwrap_or(context.language);
    let list = lists::list(r, &of, &input.columns, context.today, |kind| documents::may_see(context, kind))?;
    let (media_type, ending, bytes) = match input.format {
        SheetFormat::Csv => (CSV, "csv", list.csv(language, context.today)?),
        SheetFormat::Xlsx => (XLSX, "xlsx", list.xlsx(language, context.today)?),
    };
    let file_name = format!("{} {}.{ending}", list.title(language), context.today);
    Ok(context.keep(Blob { media_type, file_name, bytes }))
}
