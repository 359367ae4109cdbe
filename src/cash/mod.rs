//! 资金预测: what comes in and goes out in the next thirteen weeks or twelve months, where from, and how sure that is.
//!
//! The direct method. What is open comes when its customer usually pays, or has promised to, as far as its word is good; what is
//! not invoiced yet comes from recurring documents, orders and the recent level of sales; what goes out are payables on their
//! days, taxes as the ledger has them, both again at their recent level, and a [`CashPlan`] of everything without a document.
//! Opportunities are a layer of their own and never in the closing balance.
//!
//! Every figure opens into its [`CashFlowRow`]s, which add up to it. [`keep`] writes a forecast down; [`record`] sets those
//! that were kept against what came. Probabilities and draws are `forecast`'s; amounts are whole minor units here.

mod coming;
mod flow;
mod going;
mod kept;
mod later;
mod plan;
mod promised;
mod receivable;
mod record;
mod risk;
mod scenario;
mod tell;

pub use flow::{CashFlowRow, CashSource, CashWord};
pub use kept::{KeptForecast, KeptWeek, keep, last_kept, to_keep};
pub use plan::{CashPlan, PlannedCash, PlannedKind, cash_plan, save_cash_plan};
pub use record::{CashMethod, CashRecord, ScoredMethod, ScoredWeek, record};
pub use risk::{LateRisk, LateRiskInput, LateRiskRow, late_risk};
pub use scenario::{CashLoan, CashScenario};
pub use tell::{
    CashAlert, CashBand, CashForecast, CashForecastInput, CashPeriod, CashSpan, SourceLine, ToldScenario,
    flows, forecast,
};
