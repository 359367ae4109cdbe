//! What the law says from a day to a day: limits of sales, rates and reliefs.

use rusqlite::named_params;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::Chart;
use crate::money::Figure;
use crate::store::{Reader, Seq, Writer};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum VatRuleName {
    /// A small-scale taxpayer owes nothing on sales of a month up to this; a quarter has three times as much.
    ExemptUpTo,
    /// The same below it: at it the whole is taxed.
    ExemptBelow,
    /// No education surcharges on sales of a month up to this.
    EducationUpTo,
    /// 教育费附加, in percent of the value added tax.
    Education,
    /// 地方教育附加, in percent of the value added tax.
    LocalEducation,
    /// What small and micro companies are let off of surtaxes, in percent.
    SurtaxRelief,
}

impl VatRuleName {
    const ALL: [VatRuleName; 6] = [
        VatRuleName::ExemptUpTo,
        VatRuleName::ExemptBelow,
        VatRuleName::EducationUpTo,
        VatRuleName::Education,
        VatRuleName::LocalEducation,
        VatRuleName::SurtaxRelief,
    ];

    fn as_str(self) -> &'static str {
        match self {
            VatRuleName::ExemptUpTo => "exempt_up_to",
            VatRuleName::ExemptBelow => "exempt_below",
            VatRuleName::EducationUpTo => "education_up_to",
            VatRuleName::Education => "education",
            VatRuleName::LocalEducation => "local_education",
            VatRuleName::SurtaxRelief => "surtax_relief",
        }
    }

    fn is_percent(self) -> bool {
        use VatRuleName::{Education, LocalEducation, SurtaxRelief};
        matches!(self, Education | LocalEducation | SurtaxRelief)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct VatRule {
    pub rule: VatRuleName,
    /// It always was where absent.
    pub valid_from: Option<Day>,
    /// The last day; open where absent.
    pub valid_to: Option<Day>,
    /// Sales of a month in the book's currency, or percent.
    pub value: Figure,
    /// Where it stands: the notice and its number.
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub source: String,
}

/// Every rule that counts as known at `known`, latest first within its name.
pub fn vat_rules(r: &Reader<'_>, known: Seq) -> Result<Vec<VatRule>> {
    r.rows(include_str!("rules.sql"), named_params! {":known": known}, |row| {
        let (rule, value): (String, String) = (row.get("rule")?, row.get("value")?);
        Ok(VatRule {
            rule: VatRuleName::ALL
                .into_iter()
                .find(|name| name.as_str() == rule)
                .unwrap_or(VatRuleName::ExemptBelow),
            valid_from: row.get("valid_from")?,
            valid_to: row.get("valid_to")?,
            source: row.get("source")?,
            value: value.parse().map_err(|error: Error| rusqlite::Error::UserFunctionError(error.into()))?,
        })
    })
}

/// What a rule says on a day; `None` where none is in force. The latest counts.
pub(super) fn value_on(rules: &[VatRule], name: VatRuleName, date: Day) -> Option<Decimal> {
    let of_name =
        rules.iter().find(|rule| rule.rule == name && rule.valid_from.is_none_or(|from| from <= date))?;
    of_name.valid_to.is_none_or(|to| date <= to).then_some(of_name.value.0)
}

/// Enters what the law says from a day on; of two for one day the later recorded one counts.
///
/// # Errors
/// `field_missing` without a first day; `field_invalid` for a value below nought or a percentage beyond 100, or a last
/// day before the first.
pub fn save_vat_rule(w: &Writer<'_>, rule: &VatRule) -> Result<Vec<VatRule>> {
    let from = rule.valid_from.ok_or_else(|| Error::FieldMissing { field: "valid_from".into() })?;
    let invalid = |field: &str, value: String| Error::FieldInvalid { field: field.into(), value };
    let beyond = rule.rule.is_percent() && rule.value.0 > Decimal::ONE_HUNDRED;
    if rule.value < Figure::ZERO || beyond {
        return Err(invalid("value", rule.value.to_string()));
    }
    if let Some(to) = rule.valid_to.filter(|to| *to < from) {
        return Err(invalid("valid_to", to.to_string()));
    }
    let seq = audit::record(w, &serde_json::json!({"vat_rule": rule}))?;
    w.execute(
        include_str!("insert_rule.sql"),
        named_params! {":seq": seq, ":rule": rule.rule.as_str(), ":from": from, ":to": rule.valid_to,
        ":value": rule.value.to_string(), ":source": rule.source.trim()},
    )?;
    vat_rules(w, Seq::LATEST)
}

/// What a new book of a Chinese chart begins with, under no act of its own; older books got the same by migration. Source: DOMAIN §2.
pub fn seed_vat_rules(w: &Writer<'_>, chart: Chart) -> Result<()> {
    let seeds = [
        (
            VatRuleName::ExemptUpTo,
            "2023-01-01",
            Some("2025-12-31"),
            "100000",
            "财政部 税务总局公告2023年第1号、第19号",
        ),
        (VatRuleName::ExemptBelow, "2026-01-01", Some("2027-12-31"), "100000", "增值税法（2026-01-01施行）"),
        (VatRuleName::EducationUpTo, "2016-02-01", None, "100000", "财税〔2016〕12号"),
        (VatRuleName::Education, "", None, "3", "征收教育费附加的暂行规定"),
        (VatRuleName::LocalEducation, "", None, "2", "财综〔2010〕98号"),
        (
            VatRuleName::SurtaxRelief,
            "2022-01-01",
            Some("2027-12-31"),
            "50",
            "财政部 税务总局公告2022年第10号、2023年第12号",
        ),
    ];
    for (rule, from, to, value, source) in seeds.into_iter().filter(|_| chart != Chart::Ifrs) {
        w.execute(
            include_str!("insert_rule.sql"),
            named_params! {":seq": 0, ":rule": rule.as_str(), ":from": from, ":to": to, ":value": value,
            ":source": source},
        )?;
    }
    Ok(())
}
