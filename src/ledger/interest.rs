//! Terms of late interest and the published rates they follow, each from a day on. Source: DOMAIN §7.

use rusqlite::named_params;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::money::Figure;
use crate::store::{PartyId, Reader, Seq, Writer};

/// How a late day is charged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "method", rename_all = "snake_case")]
pub enum InterestRate {
    /// An agreed rate, in percent a year.
    Yearly { percent: Figure },
    /// In percent a day: 0.05 is 每日万分之五 (保障中小企业款项支付条例 §17).
    Daily { percent: Figure },
    /// A published rate raised by `markup_percent` of itself and by `points`: LPR + 50 %, base rate + 8 points.
    Reference {
        name: String,
        markup_percent: Figure,
        points: Figure,
        /// The rate of the first late day counts throughout; otherwise each day has its own.
        fixed_at_breach: bool,
    },
}

/// A fixed compensation for each debt of at least `from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct FixedCharge {
    pub from: Figure,
    pub amount: Figure,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct InterestTerms {
    pub rate: InterestRate,
    /// Days of a year: 365 or 360. A rate by the day needs none.
    pub basis: u32,
    #[serde(default)]
    #[ts(as = "Option<Vec<FixedCharge>>", optional)]
    pub fixed: Vec<FixedCharge>,
    /// Code of the tax that is within the interest (价外费用); none where absent.
    #[serde(default)]
    pub tax: Option<String>,
}

/// Terms as they are entered: of a party, or of all where it is absent; `None` charges nothing from then on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct DatedInterestTerms {
    #[serde(default)]
    pub party_id: Option<PartyId>,
    pub valid_from: Day,
    #[serde(default)]
    pub terms: Option<InterestTerms>,
}

/// A published rate from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReferenceRate {
    /// `LPR1Y`
    pub name: String,
    pub valid_from: Day,
    /// A year.
    pub percent: Figure,
    #[serde(default)]
    pub source: String,
}

impl InterestTerms {
    /// Days that `percent` is for: a year's, or one.
    pub fn days(&self) -> u32 {
        if matches!(self.rate, InterestRate::Daily { .. }) { 1 } else { self.basis }
    }

    /// The fixed compensation for a debt.
    pub fn fixed_for(&self, debt: Decimal) -> Option<Figure> {
        let reached = self.fixed.iter().filter(|charge| charge.from.0 <= debt);
        reached.max_by_key(|charge| charge.from).map(|charge| charge.amount)
    }
}

/// # Errors
/// `field_invalid` for a rate below nought or beyond 100 percent, a year of other than 360 or 365 days.
pub fn save_interest_terms(w: &Writer<'_>, fields: &DatedInterestTerms) -> Result<DatedInterestTerms> {
    if let Some(terms) = &fields.terms {
        refuse_terms(terms)?;
    }
    let content = serde_json::to_string(&fields.terms).map_err(Error::unexpected)?;
    let seq = audit::record(w, &serde_json::json!({"interest_terms": fields}))?;
    w.execute(
        "insert into interest_terms (seq, party_id, valid_from, content) values (:seq, :party, :from, :content)",
        named_params! {":seq": seq, ":party": fields.party_id, ":from": fields.valid_from, ":content": content},
    )?;
    Ok(fields.clone())
}

fn refuse_terms(terms: &InterestTerms) -> Result<()> {
    let refuse = |field: &str, value: String| Err(Error::FieldInvalid { field: field.into(), value });
    let most = Figure(Decimal::ONE_HUNDRED);
    let figures = match &terms.rate {
        InterestRate::Yearly { percent } | InterestRate::Daily { percent } => vec![*percent],
        InterestRate::Reference { markup_percent, points, .. } => vec![*markup_percent, *points],
    };
    if let Some(figure) = figures.into_iter().find(|figure| *figure < Figure::ZERO || *figure > most) {
        return refuse("percent", figure.to_string());
    }
    if ![360, 365].contains(&terms.basis) {
        return refuse("basis", terms.basis.to_string());
    }
    match terms.fixed.iter().find(|charge| charge.amount < Figure::ZERO) {
        Some(charge) => refuse("fixed", charge.amount.to_string()),
        None => Ok(()),
    }
}

/// The terms that count on a day: the party's own, else those of all; `None` where nothing is charged.
pub fn interest_terms_on(
    r: &Reader<'_>,
    party: Option<PartyId>,
    date: Day,
    known: Seq,
) -> Result<Option<InterestTerms>> {
    let found: Option<String> = r.row(
        "select content from interest_terms
         where (party_id = :party or party_id is null) and valid_from <= :date and seq <= :known
         order by party_id is null, valid_from desc, seq desc limit 1",
        named_params! {":party": party, ":date": date, ":known": known},
        |row| row.get("content"),
    )?;
    let Some(content) = found else { return Ok(None) };
    serde_json::from_str(&content)
        .map_err(|error| Error::BookDamaged { reason: format!("interest terms: {error}") })
}

/// # Errors
/// `field_missing` without a name, `field_invalid` below nought or beyond 100 percent.
pub fn save_reference_rate(w: &Writer<'_>, rate: &ReferenceRate) -> Result<ReferenceRate> {
    let name = rate.name.trim();
    if name.is_empty() {
        return Err(Error::FieldMissing { field: "name".into() });
    }
    if rate.percent < Figure::ZERO || rate.percent > Figure(Decimal::ONE_HUNDRED) {
        return Err(Error::FieldInvalid { field: "percent".into(), value: rate.percent.to_string() });
    }
    let rate = ReferenceRate { name: name.into(), ..rate.clone() };
    let seq = audit::record(w, &serde_json::json!({"reference_rate": rate}))?;
    w.execute(
        "insert into reference_rate (seq, name, valid_from, percent, source)
         values (:seq, :name, :from, :percent, :source)",
        named_params! {":seq": seq, ":name": rate.name, ":from": rate.valid_from,
        ":percent": rate.percent.to_string(), ":source": rate.source},
    )?;
    Ok(rate)
}

/// Every published rate that counts, by name and day.
pub fn reference_rates(r: &Reader<'_>, known: Seq) -> Result<Vec<ReferenceRate>> {
    let rows = r.rows(
        "select name, valid_from, percent, source from reference_rate r
         where seq <= :known and not exists (
           select 1 from reference_rate later
           where later.name = r.name and later.valid_from = r.valid_from and later.seq > r.seq and later.seq <= :known)
         order by name, valid_from",
        named_params! {":known": known},
        |row| {
            let percent: String = row.get("percent")?;
            Ok((row.get("name")?, row.get("valid_from")?, percent, row.get("source")?))
        },
    )?;
    rows.into_iter()
        .map(|(name, valid_from, percent, source)| {
            Ok(ReferenceRate { name, valid_from, percent: percent.parse()?, source })
        })
        .collect()
}
