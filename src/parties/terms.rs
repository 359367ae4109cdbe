//! Payment terms: from a document's date to its due date.

use chrono::{Days, Months};
use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use crate::audit;
use crate::calendar::{Day, Month};
use crate::error::{Error, Result};
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
    pub active: bool,
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

const SELECT: &str = "select code, name_zh, name_en, base, months, days, active from terms";

fn read(row: &Row<'_>) -> rusqlite::Result<Terms> {
    let base: String = row.get("base")?;
    Ok(Terms {
        code: row.get("code")?,
        name_zh: row.get("name_zh")?,
        name_en: row.get("name_en")?,
        base: if base == "month_end" { TermsBase::MonthEnd } else { TermsBase::DocumentDate },
        months: row.get("months")?,
        days: row.get("days")?,
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

/// Adds terms or changes them; documents keep the due date they were issued with.
pub fn save_terms(w: &Writer<'_>, fields: &Terms) -> Result<Terms> {
    if fields.code.trim().is_empty() {
        return Err(Error::FieldMissing { field: "code".into() });
    }
    insert(w, fields)?;
    audit::record(w, &json!({"terms": fields}))?;
    terms(w, &fields.code)
}

fn insert(w: &Writer<'_>, fields: &Terms) -> Result<()> {
    let base = match fields.base {
        TermsBase::DocumentDate => "document_date",
        TermsBase::MonthEnd => "month_end",
    };
    w.execute(
        "insert or replace into terms (code, name_zh, name_en, base, months, days, active)
         values (:code, :name_zh, :name_en, :base, :months, :days, :active)",
        named_params! {":code": fields.code, ":name_zh": fields.name_zh, ":name_en": fields.name_en, ":base": base,
            ":months": fields.months, ":days": fields.days, ":active": fields.active},
    )?;
    Ok(())
}

/// The terms a new book begins with.
pub fn seed_terms(w: &Writer<'_>) -> Result<()> {
    let net = |days: u32| Terms {
        code: format!("net{days}"),
        name_zh: format!("{days} 天"),
        name_en: format!("{days} days"),
        base: TermsBase::DocumentDate,
        months: 0,
        days,
        active: true,
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
        base: TermsBase::MonthEnd,
        months,
        days: 0,
        active: true,
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
        let terms = |base, months, days| Terms {
            code: String::new(),
            name_zh: String::new(),
            name_en: String::new(),
            base,
            months,
            days,
            active: true,
        };
        for (date, base, months, days, due) in [
            ("2026-03-02", TermsBase::DocumentDate, 0, 30, "2026-04-01"),
            ("2026-01-31", TermsBase::DocumentDate, 1, 0, "2026-02-28"),
            ("2026-02-10", TermsBase::MonthEnd, 0, 0, "2026-02-28"),
            ("2026-02-10", TermsBase::MonthEnd, 1, 0, "2026-03-31"),
            ("2026-11-30", TermsBase::MonthEnd, 2, 15, "2027-02-15"),
        ] {
            let due_on = due_on(&terms(base, months, days), parse_day(date).unwrap()).unwrap();
            assert_eq!(due_on.to_string(), due, "{date} {base:?} {months} {days}");
        }
    }
}
