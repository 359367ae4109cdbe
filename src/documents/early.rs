//! Early-payment discounts that terms offered: what is off a debt that is paid by a day, and what that is worth.
//!
//! Source: DOMAIN §1.3; vectors `discount`.

use rusqlite::named_params;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::view::Document;
use crate::calendar::Day;
use crate::error::Result;
use crate::ledger::{Control, book};
use crate::money::{Figure, Money, Rounding};
use crate::parties::yearly_cost;
use crate::settlement::ShareInput;
use crate::store::{OpenItemId, PartyId, Reader, setting};

/// What a document offered when it was issued: so much off if it is paid by then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct EarlyPayment {
    pub percent: Figure,
    pub until: Day,
}

/// From what a discount is counted: a choice of the book.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DiscountBase {
    #[default]
    Gross,
    /// 不含税额
    Net,
}

/// A discount that may still be taken of an open item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct AvailableDiscount {
    pub item_id: OpenItemId,
    pub percent: Figure,
    pub until: Day,
    pub discount: Money,
    /// What settles the item together with the discount.
    pub to_pay: Money,
    /// What forgoing it costs, in percent a year to one decimal; absent where nothing is gained by waiting.
    pub yearly_percent: Option<Figure>,
}

/// How the book works a discount out.
struct Rule {
    of_net: bool,
    rounding: Rounding,
}

impl Rule {
    fn of(r: &Reader<'_>) -> Result<Rule> {
        let of_net = setting(r, "discount_base")?.as_deref() == Some("net");
        Ok(Rule { of_net, rounding: book(r)?.rounding })
    }

    /// Off what is open of a document with that net and gross amount.
    fn discount(&self, open: Money, percent: Figure, net_minor: i64, gross_minor: i64) -> Result<Money> {
        let share = match self.of_net {
            true => Decimal::from(net_minor).checked_div(Decimal::from(gross_minor)).unwrap_or_default(),
            false => Decimal::ONE,
        };
        let exact = open.to_decimal() * share * percent.0 / Decimal::ONE_HUNDRED;
        Money::rounded(exact, open.currency(), self.rounding)
    }
}

/// What a document offers for paying all of it early, each with what then settles it.
pub fn offered_discounts(r: &Reader<'_>, document: &Document) -> Result<Vec<(EarlyPayment, Money)>> {
    let rule = Rule::of(r)?;
    let total = document.total;
    let net = document.totals.as_ref().map_or(total, |totals| totals.net);
    let settled_by = |offer: &EarlyPayment| {
        let off = rule.discount(total, offer.percent, net.minor(), total.minor())?;
        Ok((offer.clone(), total.checked_sub(off)?))
    };
    document.detail.early_payment.iter().map(settled_by).collect()
}

/// The best discount on `day` of each item that a party has open on its account of that kind, earliest due first.
pub fn available_discounts(
    r: &Reader<'_>,
    party: PartyId,
    control: Control,
    day: Day,
) -> Result<Vec<AvailableDiscount>> {
    let rule = Rule::of(r)?;
    let rows = r.rows(
        include_str!("early_payments.sql"),
        named_params! {":party": party, ":control": control.as_str()},
        |row| {
            let offers: String = row.get("offers")?;
            let offers: Vec<EarlyPayment> = serde_json::from_str(&offers)
                .map_err(|error| rusqlite::Error::UserFunctionError(error.into()))?;
            let best =
                offers.into_iter().filter(|offer| offer.until >= day).max_by_key(|offer| offer.percent);
            let (date, due_on): (Day, Day) = (row.get("date")?, row.get("due_on")?);
            let remaining = Money::from_minor(row.get("remaining_minor")?, row.get("currency")?);
            let (net, gross): (i64, i64) = (row.get("net_minor")?, row.get("gross_minor")?);
            Ok(best
                .filter(|_| date <= day)
                .map(|offer| (row.get("item_id"), offer, due_on, remaining, net, gross)))
        },
    )?;
    let mut found = Vec::new();
    for (item_id, offer, due_on, remaining, net, gross) in rows.into_iter().flatten() {
        let discount = rule.discount(remaining, offer.percent, net, gross)?;
        found.push(AvailableDiscount {
            item_id: item_id?,
            percent: offer.percent,
            until: offer.until,
            discount,
            to_pay: remaining.checked_sub(discount)?,
            yearly_percent: yearly_cost(offer.percent, (due_on - offer.until).num_days()),
        });
    }
    Ok(found)
}

/// The one item that exactly this amount settles together with its discount; `None` where there are several or none.
pub fn settled_early(
    r: &Reader<'_>,
    party: PartyId,
    control: Control,
    amount: Money,
    day: Day,
) -> Result<Option<ShareInput>> {
    let open = available_discounts(r, party, control, day)?;
    let mut exact = open.into_iter().filter(|early| early.to_pay == amount);
    Ok(match (exact.next(), exact.next()) {
        (Some(early), None) => Some(ShareInput {
            item_id: early.item_id,
            amount: Figure(early.to_pay.to_decimal()),
            discount: Some(Figure(early.discount.to_decimal())),
        }),
        _ => None,
    })
}
