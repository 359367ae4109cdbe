//! Billing runs: what recurring documents have due, and what was delivered and not invoiced, is made one after the other.

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use crate::documents::Issued;
use crate::error::{Class, Error, Result};
use crate::orders::PlannedInvoice;
use crate::recurring::{Due, Made};

/// What a run made, and what was refused and stays due.
#[derive(Debug, Default, Serialize, TS, JsonSchema)]
pub struct BillingRun {
    pub made: Vec<Made>,
    pub refused: Vec<RefusedDocument>,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct RefusedDocument {
    pub due: Due,
    #[schemars(with = "serde_json::Value")]
    pub error: Error,
}

/// Makes each of `due` by `make`, which is a transaction of its own: a run that ends halfway leaves whole documents. What
/// a rule refuses is told and does not stop the others.
///
/// # Errors
/// What is no refusal of a rule: the caller has cancelled, the disk is full, another program holds the book.
pub fn make_due(
    due: &[Due],
    progress: impl Fn(u64, u64),
    make: impl Fn(&Due) -> Result<Option<Made>>,
) -> Result<BillingRun> {
    let mut run = BillingRun::default();
    for (done, each) in (0_u64..).zip(due) {
        progress(done, due.len() as u64);
        match make(each) {
            Ok(made) => run.made.extend(made),
            Err(error) if is_rule(&error) => run.refused.push(RefusedDocument { due: each.clone(), error }),
            Err(error) => return Err(error),
        }
    }
    Ok(run)
}

/// What a run over orders and deliveries made: the protocol of it.
#[derive(Debug, Default, Serialize, TS, JsonSchema)]
pub struct OrderBilling {
    pub made: Vec<BilledInvoice>,
    pub refused: Vec<RefusedInvoice>,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct BilledInvoice {
    pub planned: PlannedInvoice,
    pub issued: Issued,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct RefusedInvoice {
    pub planned: PlannedInvoice,
    #[schemars(with = "serde_json::Value")]
    pub error: Error,
}

/// Makes each planned invoice by `make`, which is a transaction of its own and makes none where nothing is left meanwhile.
/// What a rule refuses is told and does not stop the others.
///
/// # Errors
/// What is no refusal of a rule, as [`make_due`].
pub fn bill_orders(
    planned: Vec<PlannedInvoice>,
    progress: impl Fn(u64, u64),
    make: impl Fn(&PlannedInvoice) -> Result<Option<Issued>>,
) -> Result<OrderBilling> {
    let mut run = OrderBilling::default();
    let total = planned.len() as u64;
    for (done, planned) in (0_u64..).zip(planned) {
        progress(done, total);
        match make(&planned) {
            Ok(Some(issued)) => run.made.push(BilledInvoice { planned, issued }),
            Ok(None) => {}
            Err(error) if is_rule(&error) => run.refused.push(RefusedInvoice { planned, error }),
            Err(error) => return Err(error),
        }
    }
    progress(total, total);
    Ok(run)
}

fn is_rule(error: &Error) -> bool {
    error.class() != Class::File && !matches!(error, Error::Cancelled)
}
