//! Payment terms: from a document's date to its due date.

use chrono::{Days, Months};
use rusqlite::{Row, named_params};
use rust_decimal::{Decimal, RoundingStrategy};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::plan::PlanPart;
use crate::audit;
use crate::calendar::{Day, Month};
use crate::error::{Error, Result};
use crate::money::Figure;
use crate::store::{Reader, Writer};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TermsBase {
    DocumentDate,
    /// From the last day of the document's month: 月结.
    MonthEnd,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Terms {
    pub code: String,
    pub name_zh: String,
    pub name_en: String,
    pub base: TermsBase,
    pub months: u32,
    pub days: u32,
    /// Discounts for paying early, the earliest first.
    #[serde(default)]
    pub discounts: Vec<TermsDiscount>,
    /// The instalments that it is paid in, the earliest first; one due day where empty.
    #[serde(default)]
    pub plan: Vec<PlanPart>,
    pub active: bool,
}

/// So many percent off where it is paid within so many days, counted as the due date is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct TermsDiscount {
    pub days: u32,
    pub percent: Figure,
    /// What forgoing it costs, in percent a year; worked out, whatever is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub yearly_percent: Option<Figure>,
}

impl Terms {
    /// Nameless terms of so much time.
    pub fn after(base: TermsBase, months: u32, days: u32) -> Terms {
        Terms {
            code: String::new(),
            name_zh: String::new(),
            name_en: String::new(),
            base,
            months,
            days,
            discounts: Vec::new(),
            plan: Vec::new(),
            active: true,
        }
    }

    /// The day so many days after a document's own, or after its month.
    ///
    /// # Errors
    /// `date_unreadable` past the end of the calendar.
    pub fn days_after(&self, date: Day, days: u32) -> Result<Day> {
        due_on(&Terms::after(self.base, 0, days), date)
    }

    /// Percentages between 0 and 100 that fall with the days, each within the time to pay.
    fn refuse_discounts(&self) -> Result<()> {
        let net_days = self.months.saturating_mul(31).saturating_add(self.days);
        let falls = |pair: &[TermsDiscount]| pair[0].days < pair[1].days && pair[0].percent > pair[1].percent;
        for discount in &self.discounts {
            let fits = discount.percent > Figure::ZERO && discount.percent.0 < Decimal::ONE_HUNDRED;
            if !fits || discount.days >= net_days {
                return Err(Error::FieldInvalid {
                    field: "discounts".into(),
                    value: format!("{}/{}", discount.percent, discount.days),
                });
            }
        }
        match self.discounts.windows(2).find(|pair| !falls(pair)) {
            Some(pair) => Err(Error::FieldInvalid {
                field: "discounts".into(),
                value: format!("{}/{}", pair[1].percent, pair[1].days),
            }),
            None => Ok(()),
        }
    }
}

/// What giving up `percent` costs a year for paying `days` later: percent ÷ (100 − percent) × 365 ÷ days, to one
/// decimal. 2/10 net 30 costs 37.2 %.
pub fn yearly_cost(percent: Figure, days: i64) -> Option<Figure> {
    let paid = Decimal::ONE_HUNDRED - percent.0;
    if days <= 0 || paid <= Decimal::ZERO {
        return None;
    }
    let cost = percent.0 / paid * Decimal::from(365) / Decimal::from(days) * Decimal::ONE_HUNDRED;
    Some(Figure(cost.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero)))
}

/// The day on which a document of that day falls due.
pub fn due_on(terms: &Terms, date: Day) -> Result<Day> {
    let start = match terms.base {
        TermsBase::DocumentDate => date,
        TermsBase::MonthEnd => Month::of(date).last_day(),
    };
    let later = start.checked_add_months(Months::new(terms.months));
    let end = match terms.base {
        TermsBase::MonthEnd if terms.months > 0 => later.map(|day| Month::of(day).last_day()),
        _ => later,
    };
    end.and_then(|day| day.checked_add_days(Days::new(u64::from(terms.days))))
        .ok_or_else(|| Error::DateUnreadable { text: date.to_string(), field: None })
}

const SELECT: &str = "select code, name_zh, name_en, base, months, days, discounts, plan, active from terms";

fn read(row: &Row<'_>) -> rusqlite::Result<Terms> {
    let base: String = row.get("base")?;
    let discounts: String = row.get("discounts")?;
    let plan: String = row.get("plan")?;
    let unreadable = |error: serde_json::Error| rusqlite::Error::UserFunctionError(error.into());
    let discounts: Vec<TermsDiscount> = serde_json::from_str(&discounts).map_err(unreadable)?;
    let (months, days): (u32, u32) = (row.get("months")?, row.get("days")?);
    let net_days = i64::from(months) * 30 + i64::from(days);
    let priced = |discount: TermsDiscount| TermsDiscount {
        yearly_percent: yearly_cost(discount.percent, net_days - i64::from(discount.days)),
        ..discount
    };
    Ok(Terms {
        code: row.get("code")?,
        name_zh: row.get("name_zh")?,
        name_en: row.get("name_en")?,
        base: if base == "month_end" { TermsBase::MonthEnd } else { TermsBase::DocumentDate },
        months,
        days,
        discounts: discounts.into_iter().map(priced).collect(),
        plan: serde_json::from_str(&plan).map_err(unreadable)?,
        active: row.get("active")?,
    })
}

pub fn list_terms(r: &Reader<'_>) -> Result<Vec<Terms>> {
    r.rows(&format!("{SELECT} order by base, months, days, code"), [], read)
}

pub fn terms(r: &Reader<'_>, code: &str) -> Result<Terms> {
    r.row(&format!("{SELECT} where code = :code"), named_params! {":code": code}, read)?
        .ok_or_else(|| Error::NotFound { kind: "terms".into(), key: code.into() })
}

/// Adds terms or changes them; documents keep the due days they were issued with.
pub fn save_terms(w: &Writer<'_>, fields: &Terms) -> Result<Terms> {
    if fields.code.trim().is_empty() {
        return Err(Error::FieldMissing { field: "code".into() });
    }
    let fields = &fields.clone().with_time_of_plan();
    fields.refuse_plan()?;
    fields.refuse_discounts()?;
    let said = |discount: &TermsDiscount| TermsDiscount { yearly_percent: None, ..discount.clone() };
    let fields = Terms { discounts: fields.discounts.iter().map(said).collect(), ..fields.clone() };
    insert(w, &fields)?;
    audit::record(w, &json!({"terms": fields}))?;
    terms(w, &fields.code)
}

fn insert(w: &Writer<'_>, fields: &Terms) -> Result<()> {
    let base = match fields.base {
        TermsBase::DocumentDate => "document_date",
        TermsBase::MonthEnd => "month_end",
    };
    w.execute(
        "insert or replace into terms (code, name_zh, name_en, base, months, days, discounts, plan, active)
         values (:code, :name_zh, :name_en, :base, :months, :days, :discounts, :plan, :active)",
        named_params! {":code": fields.code, ":name_zh": fields.name_zh, ":name_en": fields.name_en, ":base": base,
            ":months": fields.months, ":days": fields.days,
            ":discounts": serde_json::to_string(&fields.discounts).map_err(Error::unexpected)?,
            ":plan": serde_json::to_string(&fields.plan).map_err(Error::unexpected)?, ":active": fields.active},
    )?;
    Ok(())
}

/// The terms a new book begins with.
pub fn seed_terms(w: &Writer<'_>) -> Result<()> {
    let net = |days: u32| Terms {
        code: format!("net{days}"),
        name_zh: format!("{days} 天"),
        name_en: format!("{days} days"),
        ..Terms::after(TermsBase::DocumentDate, 0, days)
    };
    let on_receipt = Terms {
        code: "on_receipt".into(),
        name_zh: "见单付款".into(),
        name_en: "Due on receipt".into(),
        ..net(0)
    };
    let monthly = |code: &str, name_zh: &str, name_en: &str, months| Terms {
        code: code.into(),
        name_zh: name_zh.into(),
        name_en: name_en.into(),
        ..Terms::after(TermsBase::MonthEnd, months, 0)
    };
    let seeds = [
        on_receipt,
        net(7),
        net(15),
        net(30),
        net(45),
        net(60),
        net(90),
        monthly("eom", "月结", "End of month", 0),
        monthly("eom30", "月结 30 天", "End of next month", 1),
        monthly("eom60", "月结 60 天", "End of the month after next", 2),
    ];
    seeds.iter().try_for_each(|terms| insert(w, terms))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_day;

    #[test]
    fn terms_lead_from_date_to_due_date() {
        for (date, base, months, days, due) in [
            ("2026-03-02", TermsBase::DocumentDate, 0, 30, "2026-04-01"),
            ("2026-01-31", TermsBase::DocumentDate, 1, 0, "2026-02-28"),
            ("2026-02-10", TermsBase::MonthEnd, 0, 0, "2026-02-28"),
            ("2026-02-10", TermsBase::MonthEnd, 1, 0, "2026-03-31"),
            ("2026-11-30", TermsBase::MonthEnd, 2, 15, "2027-02-15"),
        ] {
            let due_on = due_on(&Terms::after(base, months, days), parse_day(date).unwrap()).unwrap();
            assert_eq!(due_on.to_string(), due, "{date} {base:?} {months} {days}");
        }
    }

    #[test]
    fn waiting_costs_by_the_year() {
        let cost =
            |percent: i64, days| yearly_cost(Figure(percent.into()), days).map(|cost| cost.to_string());
        assert_eq!(cost(2, 20).as_deref(), Some("37.2"));
        assert_eq!(cost(1, 50).as_deref(), Some("7.4"));
        assert_eq!(cost(2, 0), None);
        assert_eq!(cost(100, 20), None);
    }
}
