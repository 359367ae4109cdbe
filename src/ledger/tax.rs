//! Taxes that a line can carry.
//!
//! Five treatments have no tax and stay distinguishable all the same: zero-rated, exempt, not taxed, reverse
//! charge, and a rate of nought. Source: DOMAIN §2.

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Chart;
use crate::audit;
use crate::error::{Error, Result};
use crate::money::Figure;
use crate::store::{Reader, TaxId, Writer};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Treatment {
    Rate,
    Zero,
    Exempt,
    NotTaxed,
    /// 简易计税 / 征收率
    Simplified,
    Reverse,
}

impl Treatment {
    fn as_str(self) -> &'static str {
        match self {
            Treatment::Rate => "rate",
            Treatment::Zero => "zero",
            Treatment::Exempt => "exempt",
            Treatment::NotTaxed => "not_taxed",
            Treatment::Simplified => "simplified",
            Treatment::Reverse => "reverse",
        }
    }

    fn from_stored(text: &str) -> Treatment {
        use Treatment::*;
        [Rate, Zero, Exempt, Simplified, Reverse]
            .into_iter()
            .find(|treatment| treatment.as_str() == text)
            .unwrap_or(NotTaxed)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Tax {
    pub id: TaxId,
    pub code: String,
    pub treatment: Treatment,
    pub rate_percent: Figure,
    pub name_zh: String,
    pub name_en: String,
    pub active: bool,
}

const SELECT: &str = "select id, code, treatment, rate_percent, name_zh, name_en, active from tax";

fn read(row: &Row<'_>) -> rusqlite::Result<Tax> {
    let rate: String = row.get("rate_percent")?;
    Ok(Tax {
        id: row.get("id")?,
        code: row.get("code")?,
        treatment: Treatment::from_stored(&row.get::<_, String>("treatment")?),
        rate_percent: rate
            .parse()
            .map_err(|error: Error| rusqlite::Error::UserFunctionError(error.into()))?,
        name_zh: row.get("name_zh")?,
        name_en: row.get("name_en")?,
        active: row.get("active")?,
    })
}

pub fn taxes(r: &Reader<'_>) -> Result<Vec<Tax>> {
    r.rows(&format!("{SELECT} order by id"), [], read)
}

pub fn tax_by_code(r: &Reader<'_>, code: &str) -> Result<Tax> {
    r.row(&format!("{SELECT} where code = :code"), named_params! {":code": code}, read)?
        .ok_or_else(|| Error::NotFound { kind: "tax".into(), key: code.into() })
}

pub fn tax_by_id(r: &Reader<'_>, id: TaxId) -> Result<Tax> {
    r.row(&format!("{SELECT} where id = :id"), named_params! {":id": id}, read)?
        .ok_or_else(|| Error::NotFound { kind: "tax".into(), key: id.to_string() })
}

/// Adds a tax. Posted documents point to theirs, so a tax is never changed: a new rate is a new tax.
///
/// # Errors
/// `duplicate` for a taken code; `field_invalid` for a rate outside 0–100 or on a treatment without tax.
pub fn save_tax(
    w: &Writer<'_>,
    code: &str,
    treatment: Treatment,
    rate_percent: Figure,
    [name_zh, name_en]: [&str; 2],
) -> Result<Tax> {
    let code = code.trim();
    if code.is_empty() {
        return Err(Error::FieldMissing { field: "code".into() });
    }
    if tax_by_code(w, code).is_ok() {
        return Err(Error::Duplicate { kind: "tax".into(), key: code.into() });
    }
    let taxed = matches!(treatment, Treatment::Rate | Treatment::Simplified);
    let highest = if taxed { rust_decimal::Decimal::ONE_HUNDRED } else { rust_decimal::Decimal::ZERO };
    if rate_percent < Figure::ZERO || rate_percent.0 > highest {
        return Err(Error::FieldInvalid { field: "rate_percent".into(), value: rate_percent.to_string() });
    }
    w.execute(
        "insert into tax (code, treatment, rate_percent, name_zh, name_en)
         values (:code, :treatment, :rate, :name_zh, :name_en)",
        named_params! {":code": code, ":treatment": treatment.as_str(), ":rate": rate_percent.to_string(),
        ":name_zh": name_zh, ":name_en": name_en},
    )?;
    audit::record(w, &serde_json::json!({"tax": code, "rate": rate_percent, "treatment": treatment}))?;
    tax_by_code(w, code)
}

/// Takes a tax out of use, or brings it back. Posted documents keep theirs.
pub fn archive_tax(w: &Writer<'_>, code: &str, archived: bool) -> Result<Tax> {
    let tax = tax_by_code(w, code)?;
    w.execute(
        "update tax set active = :active where id = :id",
        named_params! {":active": !archived, ":id": tax.id},
    )?;
    audit::record(w, &serde_json::json!({"tax": code, "archived": archived}))?;
    Ok(Tax { active: !archived, ..tax })
}

/// The taxes a new book begins with: Chinese VAT for the Chinese charts; elsewhere the owner adds the rates.
pub fn seed_taxes(w: &Writer<'_>, chart: Chart) -> Result<()> {
    let china = [
        ("VAT13", Treatment::Rate, "13", "13%", "13%"),
        ("VAT9", Treatment::Rate, "9", "9%", "9%"),
        ("VAT6", Treatment::Rate, "6", "6%", "6%"),
        ("LEVY3", Treatment::Simplified, "3", "3%（征收率）", "3% simplified"),
        ("LEVY1", Treatment::Simplified, "1", "1%（征收率）", "1% simplified"),
        ("LEVY5", Treatment::Simplified, "5", "5%（征收率）", "5% simplified"),
    ];
    let common = [
        ("ZERO", Treatment::Zero, "0", "零税率", "Zero-rated"),
        ("EXEMPT", Treatment::Exempt, "0", "免税", "Exempt"),
        ("NOT_TAXED", Treatment::NotTaxed, "0", "不征税", "Not taxed"),
    ];
    let seeds = if chart == Chart::Ifrs { &[][..] } else { &china[..] };
    for (code, treatment, rate, name_zh, name_en) in seeds.iter().chain(&common) {
        w.execute(
            "insert into tax (code, treatment, rate_percent, name_zh, name_en)
             values (:code, :treatment, :rate, :name_zh, :name_en)",
            named_params! {":code": code, ":treatment": treatment.as_str(), ":rate": rate, ":name_zh": name_zh,
                ":name_en": name_en},
        )?;
    }
    Ok(())
}
