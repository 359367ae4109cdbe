//! Plans of instalments that terms of payment carry: 30 % 定金 at once, 60 % after 30 days, 10 % 质保金 after 12 months.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::terms::Terms;
use crate::error::{Error, Result};
use crate::money::Figure;

/// One part of a plan: a share of what is to be paid, its due day counted as that of the terms is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct PlanPart {
    /// In percent of what is to be paid; the last takes the rest and names none.
    pub percent: Option<Figure>,
    pub months: u32,
    pub days: u32,
    /// 定金, 进度款, 质保金
    pub name_zh: String,
    pub name_en: String,
}

impl Terms {
    /// The terms as they are kept: with a plan, the time to pay is that of its last part.
    pub(super) fn with_time_of_plan(mut self) -> Terms {
        if let Some(last) = self.plan.last() {
            (self.months, self.days) = (last.months, last.days);
        }
        self
    }

    /// A plan has two parts at least, each but the last with a percentage, together less than all; and it offers no
    /// discount for paying early, which is counted from one due day.
    ///
    /// # Errors
    /// `plan_with_discount`, `instalment_share`, `instalments_exceed`.
    pub(super) fn refuse_plan(&self) -> Result<()> {
        let Some((last, earlier)) = self.plan.split_last() else { return Ok(()) };
        if !self.discounts.is_empty() {
            return Err(Error::PlanWithDiscount { terms: self.code.clone() });
        }
        if earlier.is_empty() || last.percent.is_some() {
            return Err(Error::InstalmentShare { part: self.plan.len() as u64 });
        }
        let mut sum = Decimal::ZERO;
        for (part, place) in earlier.iter().zip(1_u64..) {
            let Some(percent) = part.percent.filter(|percent| percent.0 > Decimal::ZERO) else {
                return Err(Error::InstalmentShare { part: place });
            };
            sum = sum.checked_add(percent.0).ok_or(Error::AmountOverflow)?;
        }
        match sum < Decimal::ONE_HUNDRED {
            true => Ok(()),
            false => Err(Error::InstalmentsExceed { total: "100 %".into() }),
        }
    }
}
