//! Reports: what the books say on a day, as it was known at a moment.
//!
//! Every report is one [`Report`]; [`run`] makes it from a [`ReportRequest`] on one snapshot, and the functions
//! of [`render`] turn it into a table, CSV or XLSX (JSON is its serialised form, PDF is made by `paper`).
//!
//! Guarantees: equal `as_of` and `seq` give equal content, whatever is posted later; a report never writes;
//! every figure of a subledger is proven against its control account on the report itself. Words are codes
//! until they are rendered.

mod account_card;
mod activity_report;
mod aging;
mod audit_exceptions;
mod balances;
mod buckets;
mod cash_flow;
mod changes;
mod class_overview;
mod classed;
mod collecting;
mod collection;
mod company_statements;
mod comparison;
mod credit_losses;
mod customer_classes;
mod customer_movement;
mod delays;
mod deposits;
mod equity;
mod forms;
mod fx_differences;
mod general_ledger;
mod journal;
mod late_interest;
mod layout;
mod loss_segments;
mod names;
mod number_gaps;
mod open_item_list;
mod origin;
mod party_balances;
mod party_ledger;
mod purchase_history;
pub mod render;
mod report;
mod request;
mod sales_pivot;
mod sales_targets;
mod selling;
mod statement;
mod statement_changes;
mod statement_report;
mod subledger;
mod trade_totals;
mod trial_balance;
mod vat_summary;
mod write_offs;

pub use buckets::{AgeUnit, Aged, Ages, days_overdue, open_at};
pub use collection::{
    Turnover, average_days_delinquent, best_possible_dso, cei, count_back_dso, dso, turnover,
};
pub use credit_losses::{Allowance, LossBucket, LossHistory, LossMatrix, allowance, loss_history};
pub use forms::Form;
pub use purchase_history::{
    MonthOfItem, MonthOfPurchases, PurchaseHistory, PurchaseHistoryInput, PurchasedItem, purchase_history,
};
pub use report::{
    Cell, Column, ColumnDetail, ColumnKind, Link, Parameters, PartyLabel, Report, Row, RowKind,
};
pub use request::{AgingBasis, Comparison, Grouping, ReportName, ReportRequest};
pub use statement::{
    AgingStrip, Application, Statement, StatementItem, StatementLine, running, statement_business, statements,
};
pub use statement_changes::{SentRow, sent_statements};
pub use statement_report::later_word;

pub use crate::statements::StatementKind;

use crate::error::{Error, Result};
use crate::store::Reader;
use request::Scope;
use subledger::Subledger;

/// Runs a report.
///
/// # Errors
/// `not_found` for a party or account the book does not have, `field_missing` for a statement without
/// `party_id`, `not_found` for one that was never sent, `date_unreadable` for `known_at`, `field_invalid` where the period ends before it begins or a report is
/// to be compared that is not.
pub fn run(r: &Reader<'_>, request: &ReportRequest) -> Result<Report> {
    let scope = Scope::resolve(r, request)?;
    let mut report = run_alone(r, request, &scope)?;
    report.form = forms::form_of(&scope, request.compare);
    let (name, compare) = (request.name, request.compare);
    let Some((from, as_of)) = comparison::earlier(name, compare, scope.from, scope.as_of) else {
        return Ok(report);
    };
    let compared = comparison::compared(name, compare);
    if compared.is_empty() {
        return Err(Error::FieldInvalid { field: "compare".into(), value: name.as_str().into() });
    }
    let earlier = run_alone(r, request, &Scope { from, as_of, ..scope })?;
    Ok(comparison::beside(report, &earlier, compared))
}

fn run_alone(r: &Reader<'_>, request: &ReportRequest, scope: &Scope) -> Result<Report> {
    match request.name {
        ReportName::TrialBalance => trial_balance::run(r, scope),
        ReportName::GeneralLedger => general_ledger::run(r, scope),
        ReportName::BalanceSheet => company_statements::balance_sheet(r, scope),
        ReportName::ProfitAndLoss => company_statements::profit_and_loss(r, scope),
        ReportName::CustomerLedger => party_ledger::run(r, scope, Subledger::Customers),
        ReportName::SupplierLedger => party_ledger::run(r, scope, Subledger::Suppliers),
        ReportName::ArAging => aging::run(r, scope, Subledger::Customers),
        ReportName::ApAging => aging::run(r, scope, Subledger::Suppliers),
        ReportName::Statement => statement_report::run(r, request),
        ReportName::Journal => journal::run(r, scope),
        ReportName::CustomerBalances => party_balances::run(r, scope, Subledger::Customers),
        ReportName::SupplierBalances => party_balances::run(r, scope, Subledger::Suppliers),
        ReportName::ArOpenItems => open_item_list::run(r, scope, Subledger::Customers),
        ReportName::ApOpenItems => open_item_list::run(r, scope, Subledger::Suppliers),
        ReportName::Sales => trade_totals::run(r, scope, Subledger::Customers),
        ReportName::Purchases => trade_totals::run(r, scope, Subledger::Suppliers),
        ReportName::ArDelays => delays::run(r, scope, Subledger::Customers),
        ReportName::ApDelays => delays::run(r, scope, Subledger::Suppliers),
        ReportName::CashFlow => cash_flow::run(r, scope),
        ReportName::CollectionFigures => collection::run(r, scope),
        ReportName::Equity => equity::run(r, scope),
        ReportName::AccountCard => account_card::run(r, scope),
        ReportName::WriteOffs => write_offs::run(r, scope),
        ReportName::FxDifferences => fx_differences::run(r, scope),
        ReportName::VatSummary => vat_summary::run(r, scope),
        ReportName::NumberGaps => number_gaps::run(r, scope),
        ReportName::AuditExceptions => audit_exceptions::run(r, scope),
        ReportName::Deposits => deposits::run(r, scope),
        ReportName::LateInterest => late_interest::run(r, scope),
        ReportName::CreditLosses => credit_losses::run(r, scope),
        ReportName::CustomerClasses => customer_classes::run(r, scope),
        ReportName::ClassOverview => class_overview::run(r, scope),
        ReportName::SalesPivot => sales_pivot::run(r, scope),
        ReportName::CustomerMovement => customer_movement::run(r, scope),
        ReportName::Changes => changes::run(r, scope),
        ReportName::PipelineFunnel => selling::funnel(r, scope),
        ReportName::PipelineCohorts => selling::cohorts(r, scope),
        ReportName::SalesPerformance => selling::performance(r, scope),
        ReportName::ForecastAccuracy => selling::accuracy(r, scope),
        ReportName::SalesTargets => sales_targets::run(r, scope),
        ReportName::SalesActivity => activity_report::run(r, scope),
        ReportName::PromisesKept => collecting::promises_kept(r, scope),
        ReportName::DunningByLevel => collecting::effect(r, scope, collecting::By::Level),
        ReportName::DunningByPerson => collecting::effect(r, scope, collecting::By::Person),
        ReportName::StatementChanges => statement_changes::run(r, request, scope),
    }
}
