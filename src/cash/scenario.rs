//! What if: customers pay later, one does not pay, a loan is taken up.

use chrono::Months;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::flow::{CashSource, CashWord, Flow};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::forecast::Horizon;
use crate::ledger::BookInfo;
use crate::money::{Figure, Money};
use crate::store::PartyId;

/// A loan with equal instalments of principal, each month, and interest on what is left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct CashLoan {
    /// In the book's currency.
    pub amount: Figure,
    pub on: Day,
    pub months: u32,
    pub yearly_percent: Figure,
}

/// A change of the world; all of its parts together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct CashScenario {
    /// Every customer pays so many days later.
    #[ts(as = "Option<u32>", optional)]
    pub delay_days: u32,
    /// The customer from whom most is expected does not pay.
    #[ts(as = "Option<bool>", optional)]
    pub without_largest: bool,
    /// This customer does not pay.
    pub without: Option<PartyId>,
    pub loan: Option<CashLoan>,
}

const DELAY_MAX: u32 = 365;
const LOAN_MONTHS_MAX: u32 = 480;

impl CashScenario {
    /// # Errors
    /// `field_invalid` for a delay beyond a year, or a loan that is not to come, of nothing, of no months or below nought percent.
    pub fn refuse_invalid(&self, today: Day) -> Result<()> {
        let invalid = |field: &str, value: String| Err(Error::FieldInvalid { field: field.into(), value });
        if self.delay_days > DELAY_MAX {
            return invalid("delay_days", self.delay_days.to_string());
        }
        let Some(loan) = &self.loan else { return Ok(()) };
        if loan.on <= today {
            return invalid("on", loan.on.to_string());
        }
        if loan.amount <= Figure::ZERO {
            return invalid("amount", loan.amount.to_string());
        }
        if !(1..=LOAN_MONTHS_MAX).contains(&loan.months) {
            return invalid("months", loan.months.to_string());
        }
        if loan.yearly_percent < Figure::ZERO || loan.yearly_percent.0 > Decimal::ONE_HUNDRED {
            return invalid("yearly_percent", loan.yearly_percent.to_string());
        }
        Ok(())
    }
}

impl CashLoan {
    /// Paid out on its day, repaid on the same day of the months after.
    pub(super) fn flows(&self, book: &BookInfo, horizon: &Horizon) -> Result<Vec<Flow>> {
        let amount = Money::parse(&self.amount.to_string(), book.currency)?;
        let word = |word, flow: Flow| Flow { word: Some(word), ..flow };
        let paid_out = Flow::new(CashSource::Loan, self.on, amount.minor()).on(self.on, horizon);
        let mut flows = vec![word(CashWord::LoanPaidOut, paid_out)];
        let mut left = amount;
        for month in 1..=self.months {
            let Some(due) = self.on.checked_add_months(Months::new(month)) else { break };
            if due > horizon.last_day() {
                break;
            }
            let months_left = Decimal::from(self.months - month + 1);
            let share = |exact: Option<Decimal>| {
                Money::rounded(exact.ok_or(Error::AmountOverflow)?, book.currency, book.rounding)
            };
            let principal = share(left.to_decimal().checked_div(months_left))?;
            let interest = share(
                left.to_decimal()
                    .checked_mul(self.yearly_percent.0)
                    .and_then(|yearly| yearly.checked_div(Decimal::from(1_200))),
            )?;
            let repaid = Flow::new(CashSource::Loan, due, -principal.checked_add(interest)?.minor());
            flows.push(word(CashWord::LoanRepaid, repaid.on(due, horizon)));
            left = left.checked_sub(principal)?;
        }
        Ok(flows)
    }
}
