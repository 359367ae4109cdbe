//! Reports, papers and month-end.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::access::Right;
use crate::api::{Blob, CSV, Context, Handle, Job, XLSX};
use crate::calendar::{Day, Month};
use crate::documents::{self, DocumentFields};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::money::Currency;
use crate::paper::{PageSize, Paper};
use crate::reports::render::{self, Sheet};
use crate::reports::{self, Report, ReportName, ReportRequest};
use crate::runs::{self, Checklist, MonthEnd, MonthPack, Prices, Printing, Steps};
use crate::statements::StatementKind;
use crate::store::{DocumentId, PartyId, Reader, Seq};
use crate::subledger::Business;
use crate::templates::TemplatedKind;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FileFormat {
    Pdf,
    Xlsx,
    Csv,
    Json,
    /// Text for a terminal.
    Table,
}

#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ExportReport {
    pub request: ReportRequest,
    pub format: FileFormat,
    /// The caller's where absent.
    pub language: Option<Language>,
}

#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct PrintDocument {
    pub id: DocumentId,
    /// The document's own where absent.
    pub language: Option<Language>,
    /// Of a delivery note.
    #[serde(default)]
    #[ts(as = "Option<Prices>", optional)]
    pub prices: Prices,
    /// In place of the template that it would have.
    #[ts(type = "number | null", optional)]
    pub template_id: Option<i64>,
    /// In place of the template's paper.
    pub page: Option<PageSize>,
    /// Marked as a copy.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub copy: bool,
}

impl PrintDocument {
    fn printing(&self) -> Printing {
        Printing {
            language: self.language,
            template: self.template_id,
            page: self.page,
            copy: self.copy,
            prices: self.prices,
        }
    }
}

#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct PrintDraft {
    pub fields: DocumentFields,
    pub language: Option<Language>,
    #[serde(default)]
    #[ts(as = "Option<Prices>", optional)]
    pub prices: Prices,
    #[ts(type = "number | null", optional)]
    pub template_id: Option<i64>,
}

impl PrintDraft {
    fn printing(&self) -> Printing {
        let language = self.language;
        Printing { language, template: self.template_id, prices: self.prices, ..Printing::default() }
    }
}

#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct PrintEntries {
    pub seqs: Vec<Seq>,
    /// The user's where absent; a template's own goes before it.
    pub language: Option<Language>,
}

#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct PrintStatement {
    pub party_id: PartyId,
    #[serde(default)]
    pub kind: StatementKind,
    pub from: Option<Day>,
    pub as_of: Option<Day>,
    pub known_at: Option<String>,
    /// The same by number of the last act; goes before `known_at`.
    pub known_seq: Option<Seq>,
    #[serde(default)]
    pub later_receipts: bool,
    /// Whose, of a party that is both: a customer's where absent.
    pub business: Option<Business>,
    /// The first the customer has traded in where absent.
    pub currency: Option<Currency>,
    /// The customer's where absent.
    pub language: Option<Language>,
}

/// A paper to fetch, and what to know before it is sent.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Printed {
    pub file: Handle,
    pub pages: u32,
    /// Characters that no font of ours covers; they are printed as U+XXXX.
    pub uncovered: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct MonthKey {
    pub month: Month,
}

/// A statement to fetch, in one of the currencies the customer has traded in.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct PrintedStatement {
    #[serde(flatten)]
    pub printed: Printed,
    /// Whether `statement.record_sent` takes it: named there as `known_seq`, it keeps these bytes.
    pub known_seq: Seq,
    pub currency: Currency,
    pub currencies: Vec<Currency>,
}

pub fn run(context: &Context<'_>, r: &Reader<'_>, request: ReportRequest) -> Result<Report> {
    demand(context, request.name)?;
    if request.name == ReportName::Statement {
        demand_statement(context, r, &request)?;
    }
    reports::run(r, &request)
}

/// A supplier's statement is the books'.
fn demand_statement(context: &Context<'_>, r: &Reader<'_>, request: &ReportRequest) -> Result<()> {
    match reports::statement_business(r, request)? {
        Business::Customer => Ok(()),
        Business::Supplier => context.demand(Right::ViewBooks),
    }
}

/// Customers' ledgers, aging and statements are sales; everything else is the books.
fn demand(context: &Context<'_>, name: ReportName) -> Result<()> {
    context.demand(match name {
        ReportName::CustomerLedger
        | ReportName::CustomerBalances
        | ReportName::ArAging
        | ReportName::ArOpenItems
        | ReportName::Statement
        | ReportName::StatementChanges
        | ReportName::Sales
        | ReportName::ArDelays
        | ReportName::LateInterest
        | ReportName::PipelineFunnel
        | ReportName::PipelineCohorts
        | ReportName::SalesPerformance
        | ReportName::ForecastAccuracy
        | ReportName::SalesTargets
        | ReportName::SalesActivity
        | ReportName::PromisesKept
        | ReportName::DunningByLevel
        | ReportName::DunningByPerson
        | ReportName::CollectionFigures => Right::ViewSales,
        _ => Right::ViewBooks,
    })
}

pub fn export(context: &Context<'_>, r: &Reader<'_>, input: ExportReport) -> Result<Handle> {
    let language = input.language.unwrap_or(context.language);
    let report = run(context, r, input.request)?;
    let (media_type, ending, bytes) = match input.format {
        FileFormat::Pdf => ("application/pdf", "pdf", report_pdf(r, &report, language)?),
        FileFormat::Xlsx => {
            (XLSX, "xlsx", render::workbook(&[Sheet::of(&report.laid_out(), language)], language)?)
        }
        FileFormat::Csv => (CSV, "csv", render::csv(&Sheet::of(&report, language), language)?),
        FileFormat::Table => ("text/plain", "txt", render::table(&report, language).into_bytes()),
        FileFormat::Json => {
            let json = serde_json::to_vec_pretty(&report).map_err(Error::unexpected)?;
            ("application/json", "json", json)
        }
    };
    let file_name = format!("{} {}.{ending}", render::title(&report, language), report.parameters.as_of);
    Ok(context.keep(Blob { media_type, file_name, bytes }))
}

/// A report with the template of reports, as it was when the report tells.
fn report_pdf(r: &Reader<'_>, report: &Report, language: Language) -> Result<Vec<u8>> {
    let asked = Printing::in_language(Some(language));
    let chosen = asked.chosen(r, Some(TemplatedKind::Report), None, Some(report.head.seq))?;
    Ok(runs::report_paper(report, language, &chosen.design)?.bytes)
}

pub fn document(context: &Context<'_>, r: &Reader<'_>, input: PrintDocument) -> Result<Printed> {
    let record = documents::record(r, input.id)?
        .ok_or_else(|| Error::NotFound { kind: "document".into(), key: input.id.to_string() })?;
    context.demand(if record.kind.is_sales() { Right::ViewSales } else { Right::ViewBooks })?;
    let paper = runs::document_paper(r, input.id, context.today, &input.printing())?;
    Ok(printed(context, paper, &record.number))
}

/// Entries as vouchers, in the order given.
pub fn entries(context: &Context<'_>, r: &Reader<'_>, input: PrintEntries) -> Result<Printed> {
    let language = input.language.unwrap_or(context.language);
    let paper = runs::voucher_paper(r, &input.seqs, language)?;
    let name = input.seqs.iter().map(ToString::to_string).take(3).collect::<Vec<_>>().join(" ");
    Ok(printed(context, paper, &format!("voucher {name}")))
}

pub fn draft(context: &Context<'_>, r: &Reader<'_>, input: PrintDraft) -> Result<Printed> {
    let paper = runs::draft_paper(r, &input.fields, (context.today, context.now), &input.printing())?;
    Ok(printed(context, paper, input.fields.kind().as_str()))
}

impl PrintStatement {
    pub(super) fn request(&self, today: Day) -> ReportRequest {
        ReportRequest {
            from: self.from,
            known_at: self.known_at.clone(),
            known_seq: self.known_seq,
            party_id: Some(self.party_id),
            kind: self.kind,
            later_receipts: self.later_receipts,
            business: self.business,
            ..ReportRequest::new(ReportName::Statement, self.as_of.unwrap_or(today))
        }
    }
}

/// The statement in one currency; a party that trades in several gets one paper for each at month-end.
pub fn statement(context: &Context<'_>, r: &Reader<'_>, input: PrintStatement) -> Result<PrintedStatement> {
    let request = input.request(context.today);
    demand_statement(context, r, &request)?;
    let made = runs::statement_papers(r, &request, input.language)?;
    let (name, currencies) = (made.name(request.as_of), made.currencies());
    let one = made.take(input.currency)?;
    Ok(PrintedStatement {
        known_seq: one.known_seq,
        currency: one.closing.currency(),
        currencies,
        printed: printed(context, one.paper, &name),
    })
}

pub(super) fn printed(context: &Context<'_>, paper: Paper, name: &str) -> Printed {
    let uncovered = paper.uncovered.iter().map(|c| format!("{c} U+{:04X}", *c as u32)).collect();
    let file_name = format!("{}.pdf", name.replace(['/', '\\'], "_"));
    let file = context.keep(Blob { media_type: "application/pdf", file_name, bytes: paper.bytes });
    Printed { file, pages: paper.pages, uncovered }
}

pub fn check_month(_: &Context<'_>, r: &Reader<'_>, input: MonthKey) -> Result<Checklist> {
    runs::checklist(r, input.month)
}

pub fn run_month(context: &Context<'_>, job: &Job<'_>, input: MonthEnd) -> Result<MonthPack> {
    if input.close {
        context.demand(Right::Close)?;
    }
    let steps = Steps {
        read: &|body| job.read(|r| body(r)),
        write: &|body| job.write(|w| body(w)),
        progress: &|step, done, total| {
            context.progress(step, done, total);
            context.refuse_cancelled()
        },
        language: context.language,
    };
    let open_before = !job.read(|r| runs::checklist(r, input.month))?.closed;
    let pack = runs::month_end(&steps, &input)?;
    if open_before && pack.closed {
        runs::back_up_close(job.book(), input.month)?;
    }
    Ok(pack)
}
