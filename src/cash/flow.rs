//! One sum that comes or goes: what it is, whose, when, and what each period is expected to see of it.

use std::cmp::Reverse;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::calendar::Day;
use crate::forecast::{Horizon, Uncertain};
use crate::money::{Currency, Money};
use crate::store::{DocumentId, OpportunityId, PartyId};

/// Where cash comes from or goes to; in the order in which it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CashSource {
    /// Open invoices, less what customers have paid ahead.
    Receivable,
    /// Invoices of recurring documents to come.
    RecurringSales,
    /// What was ordered or delivered and stands on no invoice.
    Orders,
    /// Invoices that nobody knows of yet, at the recent level.
    LaterSales,
    /// Open opportunities by their probability; beside the balance, never in it.
    Pipeline,
    /// Open bills, less what suppliers were paid ahead.
    Payable,
    /// Bills of recurring documents to come.
    RecurringPurchases,
    /// Bills that nobody knows of yet, at the recent level.
    LaterPurchases,
    Tax,
    Payroll,
    Rent,
    Loan,
    Other,
}

impl CashSource {
    pub const ALL: [CashSource; 13] = [
        CashSource::Receivable,
        CashSource::RecurringSales,
        CashSource::Orders,
        CashSource::LaterSales,
        CashSource::Pipeline,
        CashSource::Payable,
        CashSource::RecurringPurchases,
        CashSource::LaterPurchases,
        CashSource::Tax,
        CashSource::Payroll,
        CashSource::Rent,
        CashSource::Loan,
        CashSource::Other,
    ];

    /// As it is written in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            CashSource::Receivable => "receivable",
            CashSource::RecurringSales => "recurring_sales",
            CashSource::Orders => "orders",
            CashSource::LaterSales => "later_sales",
            CashSource::Pipeline => "pipeline",
            CashSource::Payable => "payable",
            CashSource::RecurringPurchases => "recurring_purchases",
            CashSource::LaterPurchases => "later_purchases",
            CashSource::Tax => "tax",
            CashSource::Payroll => "payroll",
            CashSource::Rent => "rent",
            CashSource::Loan => "loan",
            CashSource::Other => "other",
        }
    }
}

/// What has no name of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CashWord {
    /// The recent level of invoices.
    LaterSales,
    /// The recent level of what suppliers are paid.
    LaterPurchases,
    /// Tax of periods that are over.
    TaxStanding,
    /// Value added tax of the period that runs.
    VatOfPeriod,
    /// Its surtaxes.
    SurtaxOfPeriod,
    /// Taxes of later periods, at the level of the last year.
    LaterTax,
    LoanPaidOut,
    LoanRepaid,
}

impl CashWord {
    /// As it is written in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            CashWord::LaterSales => "later_sales",
            CashWord::LaterPurchases => "later_purchases",
            CashWord::TaxStanding => "tax_standing",
            CashWord::VatOfPeriod => "vat_of_period",
            CashWord::SurtaxOfPeriod => "surtax_of_period",
            CashWord::LaterTax => "later_tax",
            CashWord::LoanPaidOut => "loan_paid_out",
            CashWord::LoanRepaid => "loan_repaid",
        }
    }
}

/// A sum with its course; above nought where it comes in.
#[derive(Debug, Clone)]
pub(super) struct Flow {
    pub source: CashSource,
    pub party: Option<(PartyId, String)>,
    pub document: Option<DocumentId>,
    pub opportunity: Option<OpportunityId>,
    pub name: String,
    pub word: Option<CashWord>,
    /// When it is due, planned or expected.
    pub on: Day,
    /// When the customer promised to pay.
    pub promised_on: Option<Day>,
    pub amount_minor: i64,
    /// Of each period.
    pub expected: Vec<i64>,
    pub percent: u32,
    /// Its chances, where it is drawn.
    pub uncertain: Option<Uncertain>,
}

impl Flow {
    pub fn new(source: CashSource, on: Day, amount_minor: i64) -> Flow {
        Flow {
            source,
            party: None,
            document: None,
            opportunity: None,
            name: String::new(),
            word: None,
            on,
            promised_on: None,
            amount_minor,
            expected: Vec::new(),
            percent: 0,
            uncertain: None,
        }
    }

    /// Comes as its chances say, and is drawn with them.
    pub fn uncertain(self, chances: Uncertain) -> Flow {
        Flow { expected: chances.expected(), percent: chances.percent(), uncertain: Some(chances), ..self }
    }

    /// Comes or goes on a day.
    pub fn on(self, day: Day, horizon: &Horizon) -> Flow {
        let mut expected = vec![0; horizon.len()];
        let period = horizon.period_of(day);
        if let Some(sum) = period.and_then(|period| expected.get_mut(period)) {
            *sum = self.amount_minor;
        }
        Flow { expected, percent: if period.is_some() { 100 } else { 0 }, ..self }
    }

    /// Of the horizon.
    pub fn expected_minor(&self) -> i64 {
        self.expected.iter().sum()
    }

    /// Whether it stands on no document, order or plan but on a recent level.
    pub fn is_level(&self) -> bool {
        matches!(self.word, Some(CashWord::LaterSales | CashWord::LaterPurchases | CashWord::LaterTax))
    }

    pub fn row(&self, expected_minor: i64, currency: Currency) -> CashFlowRow {
        CashFlowRow {
            source: self.source,
            party_id: self.party.as_ref().map(|(id, _)| *id),
            party_name: self.party.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
            document_id: self.document,
            opportunity_id: self.opportunity,
            name: self.name.clone(),
            word: self.word,
            on: self.on,
            promised_on: self.promised_on,
            amount: Money::from_minor(self.amount_minor, currency),
            expected: Money::from_minor(expected_minor, currency),
            percent: self.percent,
        }
    }
}

/// What stands behind a figure of the forecast.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct CashFlowRow {
    pub source: CashSource,
    pub party_id: Option<PartyId>,
    pub party_name: String,
    pub document_id: Option<DocumentId>,
    pub opportunity_id: Option<OpportunityId>,
    /// A document's number, a template's or a plan's name; empty where `word` says it.
    pub name: String,
    pub word: Option<CashWord>,
    /// When it is due, planned or expected.
    pub on: Day,
    /// When the customer promised to pay it, which counts then.
    pub promised_on: Option<Day>,
    /// The whole sum, above nought where it comes in.
    pub amount: Money,
    /// What of it is expected in the period asked for, or in all periods.
    pub expected: Money,
    /// How probable it is that it comes within all periods.
    pub percent: u32,
}

/// The largest first.
pub(super) fn sort_rows(rows: &mut [CashFlowRow]) {
    rows.sort_by(|a, b| {
        let key = |row: &CashFlowRow| (Reverse(row.expected.minor().abs()), row.source, row.on);
        key(a).cmp(&key(b)).then_with(|| a.name.cmp(&b.name))
    });
}
