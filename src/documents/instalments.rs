//! Instalments: what is to be paid of a document, in parts that each fall due on a day of their own.
//!
//! A plan comes from the terms or is written on the document. Issuing splits what is to be paid without losing a minor
//! unit (every part is rounded, the last takes the rest) and opens one item for each part, so that whatever looks at open
//! items (aging, statements, late interest, payment runs) sees each instalment by itself.

use rusqlite::named_params;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::desk::Desk;
use super::early::EarlyPayment;
use super::fields::{DocumentFields, Shape, TradeFields};
use super::totals::totals_at;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::money::{Figure, Money, Rounding};
use crate::parties::{PartyFields, PlanPart, Terms, TermsBase, due_on};
use crate::settlement::{item, items_of_document};
use crate::store::{DocumentId, OpenItemId, Reader};

/// One instalment of a document before it is issued.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct InstalmentFields {
    /// Of what is to be paid, either in percent or as an amount; the last takes the rest and names neither.
    pub percent: Option<Figure>,
    pub amount: Option<Figure>,
    /// Counted by `months` and `days` where absent, as the terms count.
    pub due_on: Option<Day>,
    pub months: u32,
    pub days: u32,
    /// 定金, 进度款, 质保金
    pub name: String,
}

/// One instalment as it was issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Instalment {
    pub amount: Money,
    pub due_on: Day,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
}

/// By when a document is to be paid, and what paying before is worth.
#[derive(Debug)]
pub(super) struct Due {
    /// Code of the terms.
    pub terms: Option<String>,
    /// The last day, where it is paid in instalments; none before the invoice.
    pub on: Option<Day>,
    /// Two at least, or none.
    pub instalments: Vec<Instalment>,
    pub early: Vec<EarlyPayment>,
}

/// What a document says of its due day, and what it goes by where it says nothing.
pub(super) struct Asked<'a> {
    pub fields: &'a TradeFields,
    /// Absent while a draft names none.
    pub party: Option<&'a PartyFields>,
    pub date: Day,
    pub is_credit: bool,
    pub payable: Money,
}

impl Asked<'_> {
    /// The due day and instalments: what the document names, else its terms, the party's, the company's.
    ///
    /// # Errors
    /// `due_before_date`; `field_invalid` for instalments of a credit, or beside a due day; `plan_with_discount`;
    /// whatever [`split`] refuses.
    pub(super) fn due(&self, desk: &Desk<'_, '_>) -> Result<Due> {
        let (fields, date) = (self.fields, self.date);
        let (_, company) = desk.company()?;
        let of_party = self.party.and_then(|party| party.terms.as_ref());
        let code = fields.terms.as_ref().or(of_party).or(company.default_terms.as_ref());
        let terms = code.map(|code| desk.terms(code)).transpose()?;
        let terms = terms.as_deref();
        let parts = self.parts(terms, &desk.book.language)?;
        let instalments =
            split(self.payable, &parts, |part| part.day(terms, date), desk.book.rounding, date)?;
        let from_terms = terms.map(|terms| due_on(terms, date)).transpose()?;
        let single = fields.due_on.or(from_terms).unwrap_or(date);
        let on = instalments.last().map_or(single, |last| last.due_on);
        if on < date {
            return Err(Error::DueBeforeDate { date: date.to_string(), due_on: on.to_string() });
        }
        let offers =
            terms.filter(|_| !self.is_credit).map_or(Ok(Vec::new()), |terms| offers(terms, date, on));
        let early = offers?;
        if !instalments.is_empty() && !early.is_empty() {
            return Err(Error::PlanWithDiscount { terms: code.cloned().unwrap_or_default() });
        }
        // What is left after parts of nought were dropped may be one debt with one due day.
        let instalments = if instalments.len() > 1 { instalments } else { Vec::new() };
        Ok(Due { terms: code.cloned(), on: Some(on), instalments, early })
    }

    /// The parts the document names, else those of its terms. A due day that it names stands for all of it.
    fn parts(&self, terms: Option<&Terms>, book_language: &str) -> Result<Vec<InstalmentFields>> {
        let refuse = |value: &str| Error::FieldInvalid { field: "instalments".into(), value: value.into() };
        let of_party = self.party.and_then(|party| party.language.as_deref());
        let language = self.fields.language.as_deref().or(of_party).unwrap_or(book_language);
        match (&self.fields.instalments, terms) {
            (Some(named), _) if named.is_empty() => Ok(Vec::new()),
            (Some(_), _) if self.is_credit => Err(refuse("credit")),
            (Some(_), _) if self.fields.due_on.is_some() => Err(refuse("due_on")),
            (Some(named), _) => Ok(named.clone()),
            (None, Some(terms)) if !self.is_credit && self.fields.due_on.is_none() => {
                Ok(terms.plan.iter().map(|part| InstalmentFields::of_terms(part, language)).collect())
            }
            (None, _) => Ok(Vec::new()),
        }
    }
}

impl InstalmentFields {
    fn of_terms(part: &PlanPart, language: &str) -> InstalmentFields {
        let name = if language == "en" { &part.name_en } else { &part.name_zh };
        InstalmentFields {
            percent: part.percent,
            months: part.months,
            days: part.days,
            name: name.clone(),
            ..InstalmentFields::default()
        }
    }

    fn day(&self, terms: Option<&Terms>, date: Day) -> Result<Day> {
        let base = terms.map_or(TermsBase::DocumentDate, |terms| terms.base);
        self.due_on.map_or_else(|| due_on(&Terms::after(base, self.months, self.days), date), Ok)
    }
}

/// What terms take off for paying before the due day.
fn offers(terms: &Terms, date: Day, due: Day) -> Result<Vec<EarlyPayment>> {
    let mut offers = Vec::new();
    for discount in &terms.discounts {
        let until = terms.days_after(date, discount.days)?;
        if until < due {
            offers.push(EarlyPayment { percent: discount.percent, until });
        }
    }
    Ok(offers)
}

/// Splits what is to be paid: each part is rounded, the last takes the rest, parts of nought are left out.
///
/// # Errors
/// `instalment_share` for a part without a share, with two, or of nought or less, and for a last one that names a share;
/// `instalments_exceed` where nothing is left for the last; `instalments_disordered` for a part that is due before the one
/// ahead of it; `due_before_date` for one that is due before `date`.
fn split(
    payable: Money,
    parts: &[InstalmentFields],
    day: impl Fn(&InstalmentFields) -> Result<Day>,
    rounding: Rounding,
    date: Day,
) -> Result<Vec<Instalment>> {
    let mut made: Vec<Instalment> = Vec::with_capacity(parts.len());
    let (mut rest, mut latest) = (payable, date);
    for (part, place) in parts.iter().zip(1_u64..) {
        let is_last = place == parts.len() as u64;
        let amount = part.share(payable, is_last, rounding)?.ok_or(Error::InstalmentShare { part: place })?;
        let amount = if is_last { rest } else { amount };
        rest = rest.checked_sub(amount)?;
        if rest.minor() < 0 || amount.minor() < 0 {
            return Err(Error::InstalmentsExceed { total: payable.to_plain() });
        }
        let due_on = day(part)?;
        if due_on < date {
            return Err(Error::DueBeforeDate { date: date.to_string(), due_on: due_on.to_string() });
        }
        if due_on < latest {
            return Err(Error::InstalmentsDisordered { part: place, due_on: due_on.to_string() });
        }
        latest = due_on;
        if !amount.is_zero() {
            made.push(Instalment { amount, due_on, name: part.name.trim().to_owned() });
        }
    }
    Ok(made)
}

/// Splits what is left of a document on a day; the days of its parts are counted from there.
pub(super) fn split_rest(
    rest: Money,
    parts: &[InstalmentFields],
    rounding: Rounding,
    date: Day,
) -> Result<Vec<Instalment>> {
    split(rest, parts, |part| part.day(None, date), rounding, date)
}

impl InstalmentFields {
    /// What the part says it takes, nought for the last; `None` where it says that wrongly.
    fn share(&self, payable: Money, is_last: bool, rounding: Rounding) -> Result<Option<Money>> {
        let currency = payable.currency();
        Ok(match (self.percent, self.amount) {
            (None, None) if is_last => Some(Money::zero(currency)),
            (Some(percent), None) if !is_last && percent > Figure::ZERO => {
                let exact = payable.to_decimal().checked_mul(percent.0).ok_or(Error::AmountOverflow)?;
                Some(Money::rounded(exact / Decimal::ONE_HUNDRED, currency, rounding)?)
            }
            (None, Some(amount)) if !is_last => {
                Some(Money::parse(&amount.to_string(), currency)?).filter(|amount| amount.minor() > 0)
            }
            _ => None,
        })
    }
}

/// What a draft will be due in, split as issuing will split it; nothing where it has one due day.
///
/// # Errors
/// Whatever issuing would refuse of its amounts and due days.
pub fn instalments_of(desk: &Desk<'_, '_>, fields: &DocumentFields, today: Day) -> Result<Vec<Instalment>> {
    let Shape::Trade(trade) = fields.shape() else { return Ok(Vec::new()) };
    if !fields.kind().posts() {
        return Ok(Vec::new());
    }
    let party = trade.party_id.map(|id| desk.party(id)).transpose()?;
    let asked = Asked {
        fields: trade,
        party: party.as_ref().map(|party| &party.fields),
        date: trade.date.unwrap_or(today),
        is_credit: fields.kind().is_credit(),
        payable: totals_at(desk, fields, today)?.payable,
    };
    Ok(asked.due(desk)?.instalments)
}

/// What is open of the document that a credit note corrects, the last due first: less is to be paid in the end, and what
/// is due already stays due.
pub fn corrected_items(r: &Reader<'_>, credit: OpenItemId) -> Result<Vec<OpenItemId>> {
    let Some(credit_note) = item(r, credit)?.document_id else { return Ok(Vec::new()) };
    let corrected: Option<DocumentId> = r
        .row(
            "select credits_seq from document where seq = :seq",
            named_params! {":seq": credit_note},
            |row| row.get("credits_seq"),
        )?
        .flatten();
    let mut items = corrected.map_or(Ok(Vec::new()), |id| items_of_document(r, id))?;
    items.retain(|item| item.remaining.minor() > 0);
    items.sort_by_key(|item| std::cmp::Reverse((item.due_on, item.id)));
    Ok(items.into_iter().map(|item| item.id).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_day;

    fn parts(shares: &[&str]) -> Vec<InstalmentFields> {
        let part = |share: &&str| match share.strip_suffix('%') {
            Some(percent) => {
                InstalmentFields { percent: percent.parse().ok(), ..InstalmentFields::default() }
            }
            None => InstalmentFields { amount: share.parse().ok(), ..InstalmentFields::default() },
        };
        shares.iter().map(part).collect()
    }

    fn amounts(total: &str, shares: &[&str]) -> std::result::Result<Vec<String>, String> {
        let (date, money) =
            (parse_day("2026-03-02").unwrap(), Money::parse(total, "CNY".parse().unwrap()).unwrap());
        let made = split(money, &parts(shares), |_| Ok(date), Rounding::HalfUp, date);
        made.map(|made| made.iter().map(|part| part.amount.to_plain()).collect())
            .map_err(|error| error.code())
    }

    #[test]
    fn parts_add_up_to_the_cent() {
        for (total, shares, expected) in [
            ("100000.00", &["30%", "60%", ""][..], &["30000.00", "60000.00", "10000.00"][..]),
            ("100.00", &["33.33%", "33.33%", ""], &["33.33", "33.33", "33.34"]),
            ("0.05", &["33.33%", "33.33%", ""], &["0.02", "0.02", "0.01"]),
            ("100.00", &["12.34", "50%", ""], &["12.34", "50.00", "37.66"]),
            ("0.01", &["30%", "60%", ""], &["0.01"]),
            ("0.00", &["30%", ""], &[]),
        ] {
            assert_eq!(amounts(total, shares).unwrap(), expected, "{total} {shares:?}");
        }
    }

    #[test]
    fn a_part_names_one_share_and_the_last_none() {
        for (shares, code) in [
            (&["", ""][..], "instalment_share"),
            (&["0%", ""], "instalment_share"),
            (&["30%", "70%"], "instalment_share"),
            (&["0.00", ""], "instalment_share"),
            (&["100.01", ""], "instalments_exceed"),
            (&["60%", "60%", ""], "instalments_exceed"),
        ] {
            assert_eq!(amounts("100.00", shares).unwrap_err(), code, "{shares:?}");
        }
    }
}
