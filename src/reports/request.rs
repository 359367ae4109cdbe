//! What can be asked, and what it resolves to.

use std::collections::BTreeSet;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::buckets::{AgeUnit, Ages};
use super::changes;
use super::classed::Classed;
use super::names::party_label;
use super::report::{Column, Parameters, PartyLabel, Report, Row};
use crate::audit::{self, Head};
use crate::calendar::{Day, Month, parse_instant};
use crate::classes::{self, ClassBy, CustomerSegment, PivotMeasure, PivotPeriod};
use crate::error::{Error, Result};
use crate::ledger::{BookInfo, book};
use crate::parties::company_at;
use crate::statements::StatementKind;
use crate::store::{PartyId, Reader, SegmentId, Seq};
use crate::subledger::Business;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReportName {
    /// 科目余额表: opening, movement and closing of every account.
    TrialBalance,
    /// 总账明细: every line of one account, or of all.
    GeneralLedger,
    BalanceSheet,
    ProfitAndLoss,
    CustomerLedger,
    SupplierLedger,
    /// 应收账龄
    ArAging,
    /// 应付账龄
    ApAging,
    /// 对账单; needs `party_id`.
    Statement,
    /// 记账凭证: the entries of the period.
    Journal,
    /// 往来余额表 of customers.
    CustomerBalances,
    SupplierBalances,
    ArOpenItems,
    ApOpenItems,
    /// Net sales by party, item or month.
    Sales,
    Purchases,
    /// What receipts settled, by how late they came.
    ArDelays,
    ApDelays,
    /// 现金流量表, by the direct method.
    CashFlow,
    /// DSO and its family, month by month.
    CollectionFigures,
    /// 所有者权益变动表
    Equity,
    /// 科目卡片: one account month by month.
    AccountCard,
    /// Debts given up and recovered.
    WriteOffs,
    /// 汇兑损益, realised and unrealised.
    FxDifferences,
    /// 增值税汇总: what a return is filled in from.
    VatSummary,
    /// 断号检查
    NumberGaps,
    /// What an auditor looks at first.
    AuditExceptions,
    /// 逾期利息: what late customers could be charged.
    LateInterest,
    /// 预期信用损失: receivables by age and what of them is expected to be lost.
    CreditLosses,
    /// 押金及保证金, held and paid.
    Deposits,
    /// 客户分级: scores, classes and purchasing power of each customer.
    CustomerClasses,
    /// 分类总览: customers, sales and receivables by class.
    ClassOverview,
    /// 销售透视: sales by class and period.
    SalesPivot,
    /// 客户增减: new, returning and lost customers by month.
    CustomerMovement,
    /// What was recorded since a close, a day or the act a paper names.
    Changes,
    /// 发出后变动: what was recorded since a statement was sent; needs `sent`, or `party_id` for the last one.
    StatementChanges,
    /// 销售漏斗: how far those begun in the period came.
    PipelineFunnel,
    /// What became of those begun in each month.
    PipelineCohorts,
    /// 销售业绩: what each person closed, and what is in their hands.
    SalesPerformance,
    /// 预测准确度: what months were expected to bring and brought.
    ForecastAccuracy,
    /// 销售目标: what each person was to invoice in the month and the year of a day, and did.
    SalesTargets,
    /// 客户活动: who called, wrote to, visited and met whom how often.
    SalesActivity,
    /// 承诺守约: promises due in the period, by who recorded them.
    PromisesKept,
    /// 催收成效: what letters of the period claimed and brought, by level and by person.
    DunningByLevel,
    DunningByPerson,
}

impl ReportName {
    pub const ALL: [ReportName; 45] = [
        ReportName::TrialBalance,
        ReportName::GeneralLedger,
        ReportName::BalanceSheet,
        ReportName::ProfitAndLoss,
        ReportName::CustomerLedger,
        ReportName::SupplierLedger,
        ReportName::ArAging,
        ReportName::ApAging,
        ReportName::Statement,
        ReportName::Journal,
        ReportName::CustomerBalances,
        ReportName::SupplierBalances,
        ReportName::ArOpenItems,
        ReportName::ApOpenItems,
        ReportName::Sales,
        ReportName::Purchases,
        ReportName::ArDelays,
        ReportName::ApDelays,
        ReportName::CashFlow,
        ReportName::CollectionFigures,
        ReportName::Equity,
        ReportName::AccountCard,
        ReportName::WriteOffs,
        ReportName::FxDifferences,
        ReportName::VatSummary,
        ReportName::NumberGaps,
        ReportName::AuditExceptions,
        ReportName::LateInterest,
        ReportName::CreditLosses,
        ReportName::Deposits,
        ReportName::CustomerClasses,
        ReportName::ClassOverview,
        ReportName::SalesPivot,
        ReportName::CustomerMovement,
        ReportName::Changes,
        ReportName::StatementChanges,
        ReportName::PipelineFunnel,
        ReportName::PipelineCohorts,
        ReportName::SalesPerformance,
        ReportName::ForecastAccuracy,
        ReportName::SalesTargets,
        ReportName::SalesActivity,
        ReportName::PromisesKept,
        ReportName::DunningByLevel,
        ReportName::DunningByPerson,
    ];

    /// The name on the wire and the command line, e.g. `trial_balance`.
    pub fn as_str(self) -> &'static str {
        match self {
            ReportName::TrialBalance => "trial_balance",
            ReportName::GeneralLedger => "general_ledger",
            ReportName::BalanceSheet => "balance_sheet",
            ReportName::ProfitAndLoss => "profit_and_loss",
            ReportName::CustomerLedger => "customer_ledger",
            ReportName::SupplierLedger => "supplier_ledger",
            ReportName::ArAging => "ar_aging",
            ReportName::ApAging => "ap_aging",
            ReportName::Statement => "statement",
            ReportName::Journal => "journal",
            ReportName::CustomerBalances => "customer_balances",
            ReportName::SupplierBalances => "supplier_balances",
            ReportName::ArOpenItems => "ar_open_items",
            ReportName::ApOpenItems => "ap_open_items",
            ReportName::Sales => "sales",
            ReportName::Purchases => "purchases",
            ReportName::ArDelays => "ar_delays",
            ReportName::ApDelays => "ap_delays",
            ReportName::CashFlow => "cash_flow",
            ReportName::CollectionFigures => "collection_figures",
            ReportName::Equity => "equity",
            ReportName::AccountCard => "account_card",
            ReportName::WriteOffs => "write_offs",
            ReportName::FxDifferences => "fx_differences",
            ReportName::VatSummary => "vat_summary",
            ReportName::NumberGaps => "number_gaps",
            ReportName::AuditExceptions => "audit_exceptions",
            ReportName::LateInterest => "late_interest",
            ReportName::CreditLosses => "credit_losses",
            ReportName::Deposits => "deposits",
            ReportName::CustomerClasses => "customer_classes",
            ReportName::ClassOverview => "class_overview",
            ReportName::SalesPivot => "sales_pivot",
            ReportName::CustomerMovement => "customer_movement",
            ReportName::Changes => "changes",
            ReportName::StatementChanges => "statement_changes",
            ReportName::PipelineFunnel => "pipeline_funnel",
            ReportName::PipelineCohorts => "pipeline_cohorts",
            ReportName::SalesPerformance => "sales_performance",
            ReportName::ForecastAccuracy => "forecast_accuracy",
            ReportName::SalesTargets => "sales_targets",
            ReportName::SalesActivity => "sales_activity",
            ReportName::PromisesKept => "promises_kept",
            ReportName::DunningByLevel => "dunning_by_level",
            ReportName::DunningByPerson => "dunning_by_person",
        }
    }
}

impl ReportName {
    /// Whether it is of customers with their classes.
    pub(super) fn is_by_class(self) -> bool {
        matches!(
            self,
            ReportName::CustomerClasses
                | ReportName::ClassOverview
                | ReportName::SalesPivot
                | ReportName::CustomerMovement
        )
    }

    /// Whether it can show the customers of a segment alone.
    fn takes_segment(self) -> bool {
        self.is_by_class()
            || matches!(
                self,
                ReportName::Sales
                    | ReportName::ArAging
                    | ReportName::ArOpenItems
                    | ReportName::CustomerBalances
            )
    }
}

impl FromStr for ReportName {
    type Err = Error;

    /// Reads `trial_balance`, and `trial-balance` as it is typed.
    fn from_str(text: &str) -> Result<ReportName> {
        let plain = text.replace('-', "_");
        ReportName::ALL
            .into_iter()
            .find(|name| name.as_str() == plain)
            .ok_or_else(|| Error::NotFound { kind: "report".into(), key: text.into() })
    }
}

/// From which day an item ages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgingBasis {
    #[default]
    DueDate,
    DocumentDate,
}

/// With which earlier period a report is compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    #[default]
    None,
    /// As long a period right before; for a balance sheet the end of the month before.
    PriorPeriod,
    PriorYear,
}

/// What sales and purchases are added up by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Grouping {
    #[default]
    Party,
    Item,
    Month,
}

/// A report to run. Only `name` and `as_of` are needed.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ReportRequest {
    pub name: ReportName,
    /// What is dated later does not count.
    pub as_of: Day,
    /// First day of the period; the first of `as_of`'s month (ledgers of parties: of its year) where absent.
    #[serde(default)]
    pub from: Option<Day>,
    /// What was recorded later does not count: an RFC 3339 instant, or a day, whose end is meant.
    #[serde(default)]
    pub known_at: Option<String>,
    /// The same by number of the last act; goes before `known_at`.
    #[serde(default)]
    pub known_seq: Option<Seq>,
    #[serde(default)]
    pub party_id: Option<PartyId>,
    /// Code of one account, with those below it.
    #[serde(default)]
    pub account: Option<String>,
    #[serde(default)]
    pub by: AgingBasis,
    /// Where each bucket of an aging ends, but the last: `[30, 60, 90]`, or one to three months, where empty.
    #[serde(default)]
    #[ts(as = "Option<Vec<u32>>", optional)]
    pub ages: Vec<u32>,
    /// Whether `ages` are days or months.
    #[serde(default)]
    #[ts(as = "Option<AgeUnit>", optional)]
    pub age_unit: AgeUnit,
    /// Balance sheet, profit and loss, cash flow and trial balance beside an earlier period.
    #[serde(default)]
    #[ts(as = "Option<Comparison>", optional)]
    pub compare: Comparison,
    /// From when changes count: `2026-06` for the close of that month, a day, an instant, or `#123`, the act up to which a
    /// paper was printed. The last close, or the book's beginning, where absent.
    #[serde(default)]
    pub since: Option<String>,
    /// The sent statement that changes are counted from, by the act that recorded it; the party's last where absent.
    #[serde(default)]
    pub sent: Option<Seq>,
    /// Whose statement: of a party that is both, a customer's where absent.
    #[serde(default)]
    pub business: Option<Business>,
    /// Levels of accounts that a trial balance shows; all where absent.
    #[serde(default)]
    pub level: Option<u32>,
    #[serde(default)]
    pub kind: StatementKind,
    #[serde(default)]
    pub group: Grouping,
    /// Aging item by item instead of one line a party; a summary of tax with its documents.
    #[serde(default)]
    pub detail: bool,
    /// Statements name the receipts after the cut-off (期后收款).
    #[serde(default)]
    pub later_receipts: bool,
    /// Only the customers of a saved segment: reports of customers by class, of their sales, balances, aging and open items.
    #[serde(default)]
    pub segment: Option<SegmentId>,
    /// What an overview and a pivot class customers by.
    #[serde(default)]
    #[ts(as = "Option<ClassBy>", optional)]
    pub class: ClassBy,
    /// The columns of a pivot.
    #[serde(default)]
    #[ts(as = "Option<PivotPeriod>", optional)]
    pub period: PivotPeriod,
    /// What a pivot adds up.
    #[serde(default)]
    #[ts(as = "Option<PivotMeasure>", optional)]
    pub measure: PivotMeasure,
}

impl ReportRequest {
    /// A request with every choice at its default.
    pub fn new(name: ReportName, as_of: Day) -> ReportRequest {
        ReportRequest {
            name,
            as_of,
            from: None,
            known_at: None,
            known_seq: None,
            party_id: None,
            account: None,
            by: AgingBasis::default(),
            ages: Vec::new(),
            age_unit: AgeUnit::default(),
            compare: Comparison::default(),
            since: None,
            sent: None,
            business: None,
            level: None,
            kind: StatementKind::default(),
            group: Grouping::default(),
            detail: false,
            later_receipts: false,
            segment: None,
            class: ClassBy::default(),
            period: PivotPeriod::default(),
            measure: PivotMeasure::default(),
        }
    }
}

/// A request with its defaults filled in against one snapshot of the book.
#[derive(Debug, Clone)]
pub(super) struct Scope {
    pub name: ReportName,
    pub from: Day,
    pub as_of: Day,
    pub head: Head,
    /// Nothing is recorded after `head`.
    pub latest: bool,
    pub book: BookInfo,
    pub company: String,
    pub party: Option<PartyLabel>,
    pub account: Option<String>,
    pub by: AgingBasis,
    pub ages: Ages,
    pub level: Option<u32>,
    /// Of [`ReportName::Changes`] alone.
    pub since: Seq,
    pub group: Grouping,
    pub detail: bool,
    pub segment: Option<CustomerSegment>,
    /// The customers of the segment, for reports that go by party.
    pub members: Option<BTreeSet<PartyId>>,
    pub class: ClassBy,
    pub period: PivotPeriod,
    pub measure: PivotMeasure,
}

impl Scope {
    pub fn resolve(r: &Reader<'_>, request: &ReportRequest) -> Result<Scope> {
        let asked = match (&request.known_seq, &request.known_at) {
            (Some(seq), _) => Some(*seq),
            (None, Some(text)) => Some(audit::known_at(r, parse_instant(text)?)?),
            (None, None) => None,
        };
        let head = audit::head(r, asked)?;
        let latest = asked.is_none() || audit::head(r, None)?.seq == head.seq;
        let from = request.from.unwrap_or_else(|| first_day(request.name, request.as_of));
        if from > request.as_of {
            return Err(Error::FieldInvalid { field: "from".into(), value: from.to_string() });
        }
        let party = request.party_id.map(|id| party_label(r, id, head.seq)).transpose()?;
        let segment = request.segment.map(|id| classes::segment(r, id)).transpose()?;
        if segment.is_some() && !request.name.takes_segment() {
            return Err(Error::FieldInvalid { field: "segment".into(), value: request.name.as_str().into() });
        }
        Ok(Scope {
            name: request.name,
            from,
            as_of: request.as_of,
            latest,
            book: book(r)?,
            company: company_at(r, head.seq)?.name,
            head,
            party,
            account: request.account.clone(),
            by: request.by,
            ages: Ages::new(request.age_unit, &request.ages)?,
            level: request.level,
            since: match (request.name, &request.since) {
                (ReportName::Changes, Some(text)) => changes::since(r, text)?,
                (ReportName::Changes, None) => changes::last_close(r)?,
                _ => Seq::new(0),
            },
            group: request.group,
            detail: request.detail,
            segment,
            members: None,
            class: request.class,
            period: request.period,
            measure: request.measure,
        })
        .and_then(|scope| scope.with_members(r))
    }

    /// The customers of the segment, as the report's day and moment see them.
    fn with_members(self, r: &Reader<'_>) -> Result<Scope> {
        if self.segment.is_none() || self.name.is_by_class() {
            return Ok(self);
        }
        let members = Classed::of(r, &Scope { party: None, ..self.clone() })?.customers;
        let members = members.iter().map(|customer| customer.id).collect();
        Ok(Scope { members: Some(members), ..self })
    }

    /// Whether a party counts: everyone where no segment is asked for.
    pub fn counts(&self, party: PartyId) -> bool {
        self.members.as_ref().is_none_or(|members| members.contains(&party))
    }

    pub fn known(&self) -> Seq {
        self.head.seq
    }

    /// A report over the period `from`–`as_of`.
    pub fn report(&self, columns: Vec<Column>, rows: Vec<Row>) -> Report {
        debug_assert!(rows.iter().all(|row| row.cells.len() == columns.len()), "{:?}", self.name);
        Report {
            name: self.name,
            company: self.company.clone(),
            currency: self.book.currency,
            parameters: Parameters {
                from: Some(self.from),
                as_of: self.as_of,
                party: self.party.clone(),
                account: self.account.clone(),
                by: None,
                since: None,
                segment: self.segment.as_ref().map(|segment| segment.name.clone()),
            },
            seq: self.head.seq,
            head: self.head.clone(),
            form: None,
            columns,
            rows,
        }
    }
}

/// Ledgers of parties and statements begin with the year, the others with the month.
fn first_day(name: ReportName, as_of: Day) -> Day {
    match name {
        ReportName::CustomerLedger
        | ReportName::SupplierLedger
        | ReportName::Sales
        | ReportName::SalesPivot
        | ReportName::CustomerMovement
        | ReportName::ArDelays
        | ReportName::ApDelays
        | ReportName::Purchases
        | ReportName::CollectionFigures
        | ReportName::Equity
        | ReportName::AccountCard
        | ReportName::WriteOffs
        | ReportName::FxDifferences
        | ReportName::NumberGaps
        | ReportName::PipelineFunnel
        | ReportName::PipelineCohorts
        | ReportName::SalesPerformance
        | ReportName::ForecastAccuracy
        | ReportName::SalesActivity => first_of_year(as_of),
        _ => Month::of(as_of).first_day(),
    }
}

pub(super) fn first_of_year(day: Day) -> Day {
    Month::of(day).first_of_year()
}
