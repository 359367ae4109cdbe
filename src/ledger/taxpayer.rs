//! What the company is for Chinese value added tax, from a day on. Source: DOMAIN §2.

use rusqlite::{Row, named_params};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AccountRole, account_by_role};
use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::money::Figure;
use crate::store::{Reader, Seq, Writer};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Regime {
    /// 一般纳税人
    #[default]
    General,
    /// 小规模纳税人
    SmallScale,
}

/// How often tax is declared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Filing {
    #[default]
    Month,
    Quarter,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct Taxpayer {
    /// It always was where absent.
    pub valid_from: Option<Day>,
    pub regime: Regime,
    pub filing: Filing,
    /// 城市维护建设税: 7 in a city, 5 in a county town, 1 elsewhere.
    pub city_percent: Figure,
    /// Small, micro or small-scale: the relief of surtaxes that is in force applies.
    pub relief: bool,
}

impl Default for Taxpayer {
    /// A general taxpayer in a city that files by month.
    fn default() -> Taxpayer {
        Taxpayer {
            valid_from: None,
            regime: Regime::General,
            filing: Filing::Month,
            city_percent: Figure(Decimal::from(7)),
            relief: true,
        }
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Taxpayer> {
    let word = |column: &str| row.get::<_, String>(column);
    let percent = word("city_percent")?;
    Ok(Taxpayer {
        valid_from: Some(row.get("valid_from")?),
        regime: if word("regime")? == "small_scale" { Regime::SmallScale } else { Regime::General },
        filing: if word("filing")? == "quarter" { Filing::Quarter } else { Filing::Month },
        city_percent: percent
            .parse()
            .map_err(|error: Error| rusqlite::Error::UserFunctionError(error.into()))?,
        relief: row.get("relief")?,
    })
}

/// What it was and is as known at `known`, latest first; the last is what it was before anything was entered.
pub fn taxpayers(r: &Reader<'_>, known: Seq) -> Result<Vec<Taxpayer>> {
    let mut all = r.rows(include_str!("taxpayers.sql"), named_params! {":known": known}, read)?;
    all.push(Taxpayer::default());
    Ok(all)
}

/// What it is on a day, as known at `known`.
pub fn taxpayer_on(r: &Reader<'_>, date: Day, known: Seq) -> Result<Taxpayer> {
    let found = taxpayers(r, known)?.into_iter().find(|taxpayer| taxpayer.is_on(date));
    Ok(found.unwrap_or_default())
}

impl Taxpayer {
    pub fn is_on(&self, date: Day) -> bool {
        self.valid_from.is_none_or(|from| from <= date)
    }
}

/// Enters what the company is from a day on; of two for one day the later recorded one counts. The tax of a small-scale taxpayer stands on
/// 应交增值税 itself.
///
/// # Errors
/// `field_missing` without a first day, `field_invalid` for a city rate beyond 0–100.
pub fn save_taxpayer(w: &Writer<'_>, taxpayer: &Taxpayer) -> Result<Taxpayer> {
    let from = taxpayer.valid_from.ok_or_else(|| Error::FieldMissing { field: "valid_from".into() })?;
    let percent = taxpayer.city_percent;
    if percent < Figure::ZERO || percent.0 > Decimal::ONE_HUNDRED {
        return Err(Error::FieldInvalid { field: "city_percent".into(), value: percent.to_string() });
    }
    let is_small = taxpayer.regime == Regime::SmallScale;
    let seq = audit::record(w, &serde_json::json!({"taxpayer": taxpayer}))?;
    w.execute(
        "insert into taxpayer (seq, valid_from, regime, filing, city_percent, relief)
         values (:seq, :from, :regime, :filing, :city, :relief)",
        named_params! {":seq": seq, ":from": from, ":regime": if is_small { "small_scale" } else { "general" },
        ":filing": if taxpayer.filing == Filing::Quarter { "quarter" } else { "month" },
        ":city": percent.to_string(), ":relief": taxpayer.relief},
    )?;
    if is_small {
        let account = account_by_role(w, AccountRole::VatSmall)?;
        w.execute("update account set postable = 1 where id = :id", named_params! {":id": account.id})?;
    }
    taxpayer_on(w, from, Seq::LATEST)
}
