//! Taxes that a line can carry, by day.
//!
//! A tax is a code with versions, each in force from its first day to its last; a document takes the version of its
//! own day and points to it, so a version is never changed: a new rate is a new version. Five treatments have no tax
//! and stay distinguishable all the same: zero-rated, exempt, not taxed, reverse charge, and a rate of nought. What is
//! charged are the parts of a version, each with its own account and its own box in the return. Source: DOMAIN §2.

use rusqlite::{Row, named_params};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Chart;
use super::chart::account_by_code;
use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::money::Figure;
use crate::store::{AccountId, Reader, TaxId, Writer};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Treatment {
    Rate,
    Zero,
    Exempt,
    NotTaxed,
    /// 简易计税 / 征收率
    Simplified,
    /// Owed by the buyer: a bill posts both sides.
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

    /// Whether it has a rate at all.
    fn is_taxed(self) -> bool {
        matches!(self, Treatment::Rate | Treatment::Simplified | Treatment::Reverse)
    }
}

/// How the parts of a tax make it up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TaxKind {
    /// One rate.
    #[default]
    Percent,
    /// An amount for each unit.
    Fixed,
    /// Several taxes in their order, each rounded; a later one may stand on an earlier.
    Group,
    /// One rate that several jurisdictions share: rounded once and allocated.
    Combined,
}

impl TaxKind {
    fn as_str(self) -> &'static str {
        match self {
            TaxKind::Percent => "percent",
            TaxKind::Fixed => "fixed",
            TaxKind::Group => "group",
            TaxKind::Combined => "combined",
        }
    }

    fn from_stored(text: &str) -> TaxKind {
        [TaxKind::Fixed, TaxKind::Group, TaxKind::Combined]
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .unwrap_or_default()
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    #[default]
    Percent,
    Fixed,
}

/// One tax of a version, in the order in which they are worked out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct TaxPart {
    pub name_zh: String,
    pub name_en: String,
    pub jurisdiction: String,
    pub kind: PartKind,
    /// In percent, or an amount for each unit.
    pub rate: Figure,
    /// Later parts that say so are worked out on the price with this one.
    pub include_base: bool,
    /// Worked out on the price with the earlier parts that say so.
    pub base_affected: bool,
    /// Worked out on the net amount and kept back by who pays: it reduces what is payable.
    pub withheld: bool,
    /// Code of the account of sales; the chart's own where absent.
    pub output_account: Option<String>,
    /// Code of the account of purchases; the chart's own where absent.
    pub input_account: Option<String>,
    /// Box of the return for sales.
    pub output_box: String,
    /// Box of the return for purchases.
    pub input_box: String,
}

/// A version of a tax.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct Tax {
    pub id: TaxId,
    pub code: String,
    pub treatment: Treatment,
    pub kind: TaxKind,
    /// What is charged of a net amount, all parts together; nought for an amount by the unit.
    pub rate_percent: Figure,
    pub name_zh: String,
    pub name_en: String,
    /// It always was where absent.
    pub valid_from: Option<Day>,
    /// The last day; open where absent.
    pub valid_to: Option<Day>,
    pub active: bool,
    pub parts: Vec<TaxPart>,
}

impl Tax {
    /// Whether net, rate and rounding say everything: no or one charged rate.
    pub fn is_plain(&self) -> bool {
        match self.parts.as_slice() {
            [] => true,
            [part] => self.is_charged() && part.kind == PartKind::Percent && !part.withheld,
            _ => false,
        }
    }

    /// Whether it stands on the document; a reverse charge does not.
    pub fn is_charged(&self) -> bool {
        self.treatment != Treatment::Reverse
    }

    pub fn is_in_force(&self, date: Day) -> bool {
        self.valid_from.is_none_or(|from| from <= date) && self.valid_to.is_none_or(|to| date <= to)
    }
}

/// A tax, or a new version of one.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct TaxFields {
    pub code: String,
    pub treatment: Treatment,
    #[serde(default)]
    #[ts(as = "Option<TaxKind>", optional)]
    pub kind: TaxKind,
    /// Of a tax of one rate; otherwise it follows from the parts.
    #[serde(default)]
    pub rate_percent: Figure,
    pub name_zh: String,
    pub name_en: String,
    /// Needed for a new version: the last one ends the day before.
    #[serde(default)]
    pub valid_from: Option<Day>,
    #[serde(default)]
    pub valid_to: Option<Day>,
    /// May be left out where there is one rate, without account or box of its own.
    #[serde(default)]
    #[ts(as = "Option<Vec<TaxPart>>", optional)]
    pub parts: Vec<TaxPart>,
}

impl TaxFields {
    /// A tax of one rate that always was, named as it reads.
    pub fn of_rate(code: &str, rate_percent: Figure) -> TaxFields {
        let name = format!("{rate_percent}%");
        TaxFields {
            code: code.into(),
            treatment: Treatment::Rate,
            kind: TaxKind::Percent,
            rate_percent,
            name_zh: name.clone(),
            name_en: name,
            valid_from: None,
            valid_to: None,
            parts: Vec::new(),
        }
    }
}

const SELECT: &str = "select id, code, treatment, kind, rate_percent, name_zh, name_en,
       nullif(valid_from, '') as valid_from, valid_to, active from tax";

fn read(row: &Row<'_>) -> rusqlite::Result<Tax> {
    Ok(Tax {
        id: row.get("id")?,
        code: row.get("code")?,
        treatment: Treatment::from_stored(&row.get::<_, String>("treatment")?),
        kind: TaxKind::from_stored(&row.get::<_, String>("kind")?),
        rate_percent: figure(row, "rate_percent")?,
        name_zh: row.get("name_zh")?,
        name_en: row.get("name_en")?,
        valid_from: row.get("valid_from")?,
        valid_to: row.get("valid_to")?,
        active: row.get("active")?,
        parts: Vec::new(),
    })
}

fn figure(row: &Row<'_>, column: &str) -> rusqlite::Result<Figure> {
    let text: String = row.get(column)?;
    text.parse().map_err(|error: Error| rusqlite::Error::UserFunctionError(error.into()))
}

fn with_parts(r: &Reader<'_>, found: Vec<Tax>) -> Result<Vec<Tax>> {
    let mut taxes = Vec::with_capacity(found.len());
    for tax in found {
        let parts = r.rows(include_str!("tax_parts.sql"), named_params! {":tax_id": tax.id}, |row| {
            let kind: String = row.get("kind")?;
            Ok(TaxPart {
                name_zh: row.get("name_zh")?,
                name_en: row.get("name_en")?,
                jurisdiction: row.get("jurisdiction")?,
                kind: if kind == "fixed" { PartKind::Fixed } else { PartKind::Percent },
                rate: figure(row, "rate")?,
                include_base: row.get("include_base")?,
                base_affected: row.get("base_affected")?,
                withheld: row.get("withheld")?,
                output_account: row.get("output_account")?,
                input_account: row.get("input_account")?,
                output_box: row.get("output_box")?,
                input_box: row.get("input_box")?,
            })
        })?;
        taxes.push(Tax { parts, ..tax });
    }
    Ok(taxes)
}

/// Every version, by code as they were entered.
pub fn taxes(r: &Reader<'_>) -> Result<Vec<Tax>> {
    let order = "order by (select min(id) from tax first where first.code = tax.code), valid_from";
    with_parts(r, r.rows(&format!("{SELECT} {order}"), [], read)?)
}

/// The versions of a tax, earliest first; none where the book has no such tax.
pub fn tax_versions(r: &Reader<'_>, code: &str) -> Result<Vec<Tax>> {
    let found = r.rows(
        &format!("{SELECT} where code = :code order by valid_from"),
        named_params! {":code": code},
        read,
    )?;
    with_parts(r, found)
}

/// Code of a tax of that rate, in force on `date` where one is given: a rate before a simplified levy; nought is
/// zero-rated.
pub fn tax_of_rate(r: &Reader<'_>, rate_percent: Figure, date: Option<Day>) -> Result<Option<String>> {
    r.row(
        include_str!("tax_of_rate.sql"),
        named_params! {":rate": rate_percent.to_string(), ":date": date},
        |row| row.get("code"),
    )
}

pub fn tax_by_id(r: &Reader<'_>, id: TaxId) -> Result<Tax> {
    let found = r.rows(&format!("{SELECT} where id = :id"), named_params! {":id": id}, read)?;
    let found = with_parts(r, found)?.pop();
    found.ok_or_else(|| Error::NotFound { kind: "tax".into(), key: id.to_string() })
}

/// Adds a tax, or a version to one; the version before ends the day before the new one begins.
///
/// # Errors
/// `duplicate` for a taken code without a first day, or one not after those it has; `field_invalid` for a rate
/// outside 0–100, on a treatment without tax, or parts that do not fit the kind; `field_missing` for the account of a
/// withheld part.
pub fn save_tax(w: &Writer<'_>, fields: &TaxFields) -> Result<Tax> {
    let code = fields.code.trim();
    if code.is_empty() {
        return Err(Error::FieldMissing { field: "code".into() });
    }
    let parts = parts_of(fields)?;
    if fields.valid_from.zip(fields.valid_to).is_some_and(|(from, to)| to < from) {
        let value = fields.valid_to.map(|day| day.to_string()).unwrap_or_default();
        return Err(Error::FieldInvalid { field: "valid_to".into(), value });
    }
    end_last_version(w, code, fields.valid_from)?;
    let id = insert_version(w, code, fields, effective_rate(&parts)?)?;
    for (index, part) in parts.iter().enumerate() {
        insert_part(w, id, index + 1, part)?;
    }
    audit::record(w, &serde_json::json!({"tax": fields}))?;
    tax_by_id(w, id)
}

/// Takes a tax out of use in all its versions, or brings it back. Posted documents keep theirs.
pub fn archive_tax(w: &Writer<'_>, code: &str, archived: bool) -> Result<Tax> {
    let last = last_version(w, code)?;
    w.execute(
        "update tax set active = :active where code = :code",
        named_params! {":active": !archived, ":code": code},
    )?;
    audit::record(w, &serde_json::json!({"tax": code, "archived": archived}))?;
    Ok(Tax { active: !archived, ..last })
}

/// Ends the version of a tax that has no last day, or whose last day lies later: an announced end.
pub fn end_tax(w: &Writer<'_>, code: &str, valid_to: Day) -> Result<Tax> {
    let last = last_version(w, code)?;
    if last.valid_from.is_some_and(|from| valid_to < from) {
        return Err(Error::FieldInvalid { field: "valid_to".into(), value: valid_to.to_string() });
    }
    set_last_day(w, last.id, valid_to)?;
    audit::record(w, &serde_json::json!({"tax": code, "valid_to": valid_to}))?;
    tax_by_id(w, last.id)
}

fn last_version(r: &Reader<'_>, code: &str) -> Result<Tax> {
    let last = tax_versions(r, code)?.pop();
    last.ok_or_else(|| Error::NotFound { kind: "tax".into(), key: code.into() })
}

fn end_last_version(w: &Writer<'_>, code: &str, valid_from: Option<Day>) -> Result<()> {
    let versions = tax_versions(w, code)?;
    let Some(last) = versions.last() else { return Ok(()) };
    let duplicate = || Error::Duplicate { kind: "tax".into(), key: code.into() };
    let from =
        valid_from.filter(|from| last.valid_from.is_none_or(|other| other < *from)).ok_or_else(duplicate)?;
    if last.valid_to.is_none_or(|to| from <= to) {
        set_last_day(w, last.id, from.pred_opt().ok_or_else(duplicate)?)?;
    }
    Ok(())
}

fn set_last_day(w: &Writer<'_>, id: TaxId, valid_to: Day) -> Result<()> {
    w.execute("update tax set valid_to = :to where id = :id", named_params! {":to": valid_to, ":id": id})?;
    Ok(())
}

fn insert_version(w: &Writer<'_>, code: &str, fields: &TaxFields, rate: Decimal) -> Result<TaxId> {
    w.insert(
        "insert into tax (code, treatment, kind, rate_percent, name_zh, name_en, valid_from, valid_to)
         values (:code, :treatment, :kind, :rate, :name_zh, :name_en, coalesce(:valid_from, ''), :valid_to)",
        named_params! {":code": code, ":treatment": fields.treatment.as_str(), ":kind": fields.kind.as_str(),
        ":rate": Figure(rate.normalize()).to_string(), ":name_zh": fields.name_zh, ":name_en": fields.name_en,
        ":valid_from": fields.valid_from, ":valid_to": fields.valid_to},
    )
}

fn insert_part(w: &Writer<'_>, tax: TaxId, number: usize, part: &TaxPart) -> Result<()> {
    let account = |code: &Option<String>| -> Result<Option<AccountId>> {
        let code = code.as_deref().filter(|code| !code.is_empty());
        Ok(code.map(|code| account_by_code(w, code)).transpose()?.map(|account| account.id))
    };
    w.execute(
        include_str!("insert_tax_part.sql"),
        named_params! {":tax_id": tax, ":part": number as i64, ":name_zh": part.name_zh, ":name_en": part.name_en,
        ":jurisdiction": part.jurisdiction, ":kind": if part.kind == PartKind::Fixed { "fixed" } else { "percent" },
        ":rate": part.rate.to_string(), ":include_base": part.include_base, ":base_affected": part.base_affected,
        ":withheld": part.withheld, ":output_account_id": account(&part.output_account)?,
        ":input_account_id": account(&part.input_account)?, ":output_box": part.output_box,
        ":input_box": part.input_box},
    )?;
    Ok(())
}

/// The parts of a version as they are stored, checked against its kind.
fn parts_of(fields: &TaxFields) -> Result<Vec<TaxPart>> {
    let invalid = |field: &str, value: String| Error::FieldInvalid { field: field.into(), value };
    let rate = fields.rate_percent;
    let highest = if fields.treatment.is_taxed() { Decimal::ONE_HUNDRED } else { Decimal::ZERO };
    if rate < Figure::ZERO || rate.0 > highest {
        return Err(invalid("rate_percent", rate.to_string()));
    }
    let given = fields.parts.len();
    let parts = match fields.kind {
        TaxKind::Percent if given == 0 && rate == Figure::ZERO => Vec::new(),
        TaxKind::Percent if given == 0 => vec![TaxPart { rate, ..TaxPart::default() }],
        _ => fields.parts.clone(),
    };
    let fits = match fields.kind {
        TaxKind::Percent => given <= 1 && parts.iter().all(|part| part.kind == PartKind::Percent),
        TaxKind::Fixed => given == 1 && parts.iter().all(|part| part.kind == PartKind::Fixed),
        TaxKind::Group => given >= 1,
        TaxKind::Combined => given >= 2 && parts.iter().all(is_share),
    };
    if !fits || (!parts.is_empty() && !fields.treatment.is_taxed()) {
        return Err(invalid("parts", given.to_string()));
    }
    for part in &parts {
        let is_beyond = part.kind == PartKind::Percent && part.rate.0 > Decimal::ONE_HUNDRED;
        if part.rate < Figure::ZERO || is_beyond {
            return Err(invalid("rate", part.rate.to_string()));
        }
        if part.withheld && part.output_account.is_none() && part.input_account.is_none() {
            return Err(Error::FieldMissing { field: "output_account".into() });
        }
    }
    Ok(parts)
}

/// A part that can share in one rate.
fn is_share(part: &TaxPart) -> bool {
    part.kind == PartKind::Percent && !part.withheld && !part.include_base && !part.base_affected
}

/// What the parts charge of a net amount, in percent; amounts by the unit do not count.
fn effective_rate(parts: &[TaxPart]) -> Result<Decimal> {
    let (mut sum, mut on_top) = (Decimal::ZERO, Decimal::ZERO);
    for part in parts.iter().filter(|part| part.kind == PartKind::Percent && !part.withheld) {
        let base =
            if part.base_affected { Decimal::ONE + on_top / Decimal::ONE_HUNDRED } else { Decimal::ONE };
        let rate = part.rate.0.checked_mul(base).ok_or(Error::AmountOverflow)?;
        sum += rate;
        on_top += if part.include_base { rate } else { Decimal::ZERO };
    }
    Ok(sum)
}

/// The taxes a new book begins with: Chinese VAT for the Chinese charts; elsewhere the owner adds the rates.
/// Source: DOMAIN §2.
pub fn seed_taxes(w: &Writer<'_>, chart: Chart) -> Result<()> {
    let china = [
        ("VAT13", Treatment::Rate, 13, "13%", "13%", Some("2019-04-01"), None),
        ("VAT9", Treatment::Rate, 9, "9%", "9%", Some("2019-04-01"), None),
        ("VAT6", Treatment::Rate, 6, "6%", "6%", Some("2012-01-01"), None),
        ("LEVY3", Treatment::Simplified, 3, "3%（征收率）", "3% simplified", None, None),
        (
            "LEVY1",
            Treatment::Simplified,
            1,
            "1%（征收率）",
            "1% simplified",
            Some("2020-03-01"),
            Some("2027-12-31"),
        ),
        ("LEVY5", Treatment::Simplified, 5, "5%（征收率）", "5% simplified", None, None),
    ];
    let common = [
        ("ZERO", Treatment::Zero, 0, "零税率", "Zero-rated", None, None),
        ("EXEMPT", Treatment::Exempt, 0, "免税", "Exempt", None, None),
        ("NOT_TAXED", Treatment::NotTaxed, 0, "不征税", "Not taxed", None, None),
    ];
    let seeds = if chart == Chart::Ifrs { &[][..] } else { &china[..] };
    for (code, treatment, rate, name_zh, name_en, from, to) in seeds.iter().chain(&common) {
        let day = |text: &Option<&str>| text.map(crate::calendar::parse_day).transpose();
        let fields = TaxFields {
            treatment: *treatment,
            name_zh: (*name_zh).into(),
            name_en: (*name_en).into(),
            valid_from: day(from)?,
            valid_to: day(to)?,
            ..TaxFields::of_rate(code, Figure(Decimal::from(*rate)))
        };
        let parts = parts_of(&fields)?;
        let id = insert_version(w, code, &fields, effective_rate(&parts)?)?;
        for part in &parts {
            insert_part(w, id, 1, part)?;
        }
    }
    Ok(())
}
