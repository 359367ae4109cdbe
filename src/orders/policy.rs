//! The book's usual choices for quotes, orders and billing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use crate::audit;
use crate::documents::OVER_DELIVERY;
use crate::error::{Error, Result};
use crate::parties::Billing;
use crate::store::{Reader, Writer, set_setting, setting};

/// What happens where more is delivered than was ordered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OverDelivery {
    /// Somebody is asked and may agree.
    #[default]
    Ask,
    Refuse,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct OrderPolicy {
    pub over_delivery: OverDelivery,
    /// How many days a new quote holds; without end where nought.
    pub quote_days: u32,
    /// How a customer is billed who says nothing of it.
    pub billing: Billing,
}

const QUOTE_DAYS: &str = "quote_days";
const BILLING: &str = "billing";
/// A quote holds for a month where the book says nothing.
const USUAL_QUOTE_DAYS: u32 = 30;
const MOST_QUOTE_DAYS: u32 = 3_650;

pub fn policy(r: &Reader<'_>) -> Result<OrderPolicy> {
    let refuses = setting(r, OVER_DELIVERY)?.as_deref() == Some("refuse");
    let days = setting(r, QUOTE_DAYS)?.and_then(|days| days.parse().ok());
    let monthly = setting(r, BILLING)?.as_deref() == Some(Billing::Monthly.as_str());
    Ok(OrderPolicy {
        over_delivery: if refuses { OverDelivery::Refuse } else { OverDelivery::Ask },
        quote_days: days.unwrap_or(USUAL_QUOTE_DAYS),
        billing: if monthly { Billing::Monthly } else { Billing::PerOrder },
    })
}

/// # Errors
/// `field_invalid` for a quote that holds for more than ten years.
pub fn save_policy(w: &Writer<'_>, new: &OrderPolicy) -> Result<OrderPolicy> {
    if new.quote_days > MOST_QUOTE_DAYS {
        return Err(Error::FieldInvalid { field: "quote_days".into(), value: new.quote_days.to_string() });
    }
    let over = if new.over_delivery == OverDelivery::Refuse { "refuse" } else { "ask" };
    set_setting(w, OVER_DELIVERY, Some(over))?;
    set_setting(w, QUOTE_DAYS, Some(&new.quote_days.to_string()))?;
    set_setting(w, BILLING, Some(new.billing.as_str()))?;
    audit::record(w, &json!({"order_policy": new}))?;
    policy(w)
}
