//! 计提坏账准备: the allowance moved to what is required. Source: DOMAIN §1.3; vectors `I01`, `ECL_movement`.

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::{AccountRole, Entry, Purpose, Side, Why, account_by_role, book, refuse_closed};
use crate::money::Money;
use crate::reports::{Allowance, allowance};
use crate::settlement::Posting;
use crate::store::Writer;

/// What was required, and the entry that made the allowance so.
#[derive(Debug, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct PostedAllowance {
    pub allowance: Allowance,
    /// Absent where nothing was missing.
    pub entry: Option<Entry>,
}

/// D 信用减值损失 C 坏账准备 by what the allowance lacks on `date`; the other way round where it has too much.
///
/// # Errors
/// `allowance_not_kept` under 小企业会计准则; `loss_rates_missing`, `month_closed`.
pub fn post_allowance(w: &Writer<'_>, date: Day) -> Result<PostedAllowance> {
    let book = book(w)?;
    let matrix = allowance(w, date)?;
    let Some(difference) = matrix.difference else {
        return Err(Error::AllowanceNotKept { chart: book.chart.as_str().into() });
    };
    if matrix.proposed {
        return Err(Error::LossRatesMissing { date: date.to_string() });
    }
    refuse_closed(w, date)?;
    if difference.is_zero() {
        return Ok(PostedAllowance { allowance: matrix, entry: None });
    }
    let amount = Money::from_minor(difference.minor().abs(), difference.currency());
    let side = Side::from_sign(difference.minor());
    let mut posting = Posting::new(&book, date);
    posting.post(account_by_role(w, AccountRole::EclExp)?, side, amount, amount)?;
    posting.post(account_by_role(w, AccountRole::Allowance)?, side.opposite(), amount, amount)?;
    let act = audit::begin(w)?;
    let why = Why { purpose: Some(Purpose::Allowance), ..Why::default() };
    let written = posting.write(w, &act, None, why)?;
    written.seal(w, act)?;
    Ok(PostedAllowance { allowance: matrix, entry: written.entry })
}
