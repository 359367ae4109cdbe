//! What a period comes to.
//!
//! A general taxpayer's figures are its ledger's: owed = output − input and the other columns − credit brought from
//! before. A small-scale taxpayer's and those of other charts are the documents'. Surtaxes are worked out on the tax
//! that is owed, each rounded once.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::named_params;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::lines::{TaxedLine, TradeSide, taxed_lines};
use super::rules::{VatRule, VatRuleName, value_on, vat_rules};
use crate::calendar::{Day, Month};
use crate::error::{Error, Result};
use crate::ledger::{BookInfo, Chart, Filing, Regime, Taxpayer, Treatment, book, taxpayer_on};
use crate::money::{Figure, Money};
use crate::store::{Reader, Seq};

/// First and last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct VatPeriod {
    pub from: Day,
    pub to: Day,
}

#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct VatFigures {
    pub period: VatPeriod,
    /// Absent in a chart that is not Chinese.
    pub regime: Option<Regime>,
    /// Net sales that count for limits: all but what is not taxed.
    pub sales: Money,
    /// Up to here, or below it, a small-scale taxpayer owes nothing.
    pub limit: Option<Money>,
    pub limit_included: bool,
    pub output: Money,
    pub input: Money,
    /// The columns of 应交增值税, or the two accounts of other charts, as they moved; credit above nought.
    pub columns: Vec<VatColumn>,
    /// Credit from before that is deducted.
    pub brought: Money,
    /// What was owed before and never transferred.
    pub owed_before: Money,
    /// Forgiven to a small-scale taxpayer.
    pub relieved: Money,
    /// 简易计税 of a general taxpayer.
    pub simplified: Money,
    pub payable: Money,
    /// 留抵税额: carried on to the next period.
    pub carried: Money,
    /// What stands on the account of what is owed already, or was forgiven already.
    pub posted: Money,
    /// What should stand there; below nought where too much was paid in advance.
    pub due: Money,
    pub surtaxes: Vec<Surtax>,
}

#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct VatColumn {
    pub account: String,
    pub name_zh: String,
    pub name_en: String,
    /// `VAT_OUT`, `VAT_IN` …; absent for a column without a role.
    pub role: Option<String>,
    pub moved: Money,
    /// What stands on it at the end.
    pub balance: Money,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SurtaxKind {
    /// 城市维护建设税
    City,
    /// 教育费附加
    Education,
    /// 地方教育附加
    LocalEducation,
}

#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct Surtax {
    pub kind: SurtaxKind,
    pub rate_percent: Figure,
    /// What the company is let off, in percent; 100 where sales are within the limit.
    pub relief_percent: Figure,
    pub amount: Money,
    pub posted: Money,
}

/// The period of filing that a month lies in, and what the company is at its end, as known at `known`.
pub fn period_of(r: &Reader<'_>, month: Month, known: Seq) -> Result<(VatPeriod, Taxpayer)> {
    let company = taxpayer_on(r, month.last_day(), known)?;
    let mut last = month;
    let mut first = month;
    if company.filing == Filing::Quarter {
        while !last.month().is_multiple_of(3) {
            last = last.next();
        }
        first = last.previous().previous();
    }
    Ok((VatPeriod { from: first.first_day(), to: last.last_day() }, company))
}

impl VatPeriod {
    fn months(self) -> i64 {
        let count = |day: Day| i64::from(Month::of(day).year()) * 12 + i64::from(Month::of(day).month());
        count(self.to) - count(self.from) + 1
    }
}

/// Everything known of a period while its figures are made; credit above nought.
struct Known<'b> {
    book: &'b BookInfo,
    period: VatPeriod,
    company: Taxpayer,
    rules: Vec<VatRule>,
    columns: Vec<Moved>,
    posted: BTreeMap<String, i64>,
    sales: Vec<TaxedLine>,
    purchases: Vec<TaxedLine>,
    /// Of the days of earlier periods that sales of this one take back: those whose period owed nothing.
    forgiven_before: BTreeSet<Day>,
}

struct Moved {
    column: VatColumn,
    before: i64,
    moved: i64,
    transferred: i64,
}

/// What a period comes to, as known at `known`.
pub fn figures(r: &Reader<'_>, period: VatPeriod, known: Seq) -> Result<VatFigures> {
    let book = book(r)?;
    let sales = taxed_lines(r, TradeSide::Sales, period, known)?;
    let about = Known {
        forgiven_before: forgiven_before(r, &book, period, &sales, known)?,
        sales,
        purchases: taxed_lines(r, TradeSide::Purchases, period, known)?,
        ..Known::of_ledger(r, &book, period, known)?
    };
    let found = match about.regime() {
        Some(Regime::General) => about.general()?,
        Some(Regime::SmallScale) => about.small_scale()?,
        None => about.elsewhere()?,
    };
    Ok(VatFigures { surtaxes: about.surtaxes(&found)?, ..found })
}

/// What is to be moved or forgiven at a period's end, and what of it was; of a general taxpayer the ledger tells it without
/// a look at any document.
pub(super) fn due_and_posted(r: &Reader<'_>, period: VatPeriod, known: Seq) -> Result<(Money, Money)> {
    let book = book(r)?;
    let of_ledger = Known::of_ledger(r, &book, period, known)?;
    let found = match of_ledger.regime() {
        Some(Regime::General) => of_ledger.general()?,
        _ => figures(r, period, known)?,
    };
    Ok((found.due, found.posted))
}

/// The days of earlier periods among what sales take back whose period owed nothing: what comes back of them was forgiven,
/// what comes back of the others was paid.
fn forgiven_before(
    r: &Reader<'_>,
    book: &BookInfo,
    period: VatPeriod,
    sales: &[TaxedLine],
    known: Seq,
) -> Result<BTreeSet<Day>> {
    let days: BTreeSet<Day> =
        sales.iter().map(|line| line.origin_on).filter(|day| *day < period.from).collect();
    let mut owed_nothing: BTreeMap<Day, bool> = BTreeMap::new();
    let mut forgiven = BTreeSet::new();
    for day in days {
        let (earlier, company) = period_of(r, Month::of(day), known)?;
        if company.regime != Regime::SmallScale || book.chart == Chart::Ifrs {
            continue;
        }
        let is_exempt = match owed_nothing.get(&earlier.from) {
            Some(is_exempt) => *is_exempt,
            None => {
                let lines = taxed_lines(r, TradeSide::Sales, earlier, known)?;
                Limits::of(book, &vat_rules(r, known)?, earlier)?.spare(counted(&lines))
            }
        };
        owed_nothing.insert(earlier.from, is_exempt);
        if is_exempt {
            forgiven.insert(day);
        }
    }
    Ok(forgiven)
}

/// Net sales that count for limits: all but what is not taxed.
fn counted(sales: &[TaxedLine]) -> i64 {
    let counts = |line: &&TaxedLine| line.tax.treatment != Treatment::NotTaxed;
    sales.iter().filter(counts).map(|line| line.net_minor).sum()
}

/// What the law of a period says of the size of sales, for as many months as it has.
struct Limits {
    below: Option<i64>,
    up_to: Option<i64>,
    education: Option<i64>,
}

impl Limits {
    fn of(book: &BookInfo, rules: &[VatRule], period: VatPeriod) -> Result<Limits> {
        let limit = |name: VatRuleName| -> Result<Option<i64>> {
            let Some(of_month) = value_on(rules, name, period.to) else { return Ok(None) };
            let exact = of_month.checked_mul(Decimal::from(period.months())).ok_or(Error::AmountOverflow)?;
            Money::rounded(exact, book.currency, book.rounding).map(|limit| Some(limit.minor()))
        };
        Ok(Limits {
            below: limit(VatRuleName::ExemptBelow)?,
            up_to: limit(VatRuleName::ExemptUpTo)?,
            education: limit(VatRuleName::EducationUpTo)?,
        })
    }

    /// A small-scale taxpayer with these sales owes nothing.
    fn spare(&self, sales: i64) -> bool {
        self.below.is_some_and(|limit| sales < limit) || self.up_to.is_some_and(|limit| sales <= limit)
    }
}

impl<'b> Known<'b> {
    /// Without the documents.
    fn of_ledger(r: &Reader<'_>, book: &'b BookInfo, period: VatPeriod, known: Seq) -> Result<Known<'b>> {
        Ok(Known {
            book,
            period,
            company: taxpayer_on(r, period.to, known)?,
            rules: vat_rules(r, known)?,
            columns: moved(r, book, period, known)?,
            posted: posted(r, period, known)?,
            sales: Vec::new(),
            purchases: Vec::new(),
            forgiven_before: BTreeSet::new(),
        })
    }

    fn regime(&self) -> Option<Regime> {
        (self.book.chart != Chart::Ifrs).then_some(self.company.regime)
    }

    fn money(&self, minor: i64) -> Money {
        Money::from_minor(minor, self.book.currency)
    }

    /// The sum of a column over the accounts of a role.
    fn of_role(&self, role: &str, of: fn(&Moved) -> i64) -> i64 {
        self.columns.iter().filter(|moved| moved.column.role.as_deref() == Some(role)).map(of).sum()
    }

    /// The Chinese columns: all but the account of what is owed.
    fn sum(&self, of: fn(&Moved) -> i64) -> i64 {
        self.columns.iter().filter(|moved| moved.column.role.as_deref() != Some("VAT_UNPAID")).map(of).sum()
    }

    fn limits(&self) -> Result<Limits> {
        Limits::of(self.book, &self.rules, self.period)
    }

    fn empty(&self) -> VatFigures {
        let nought = self.money(0);
        VatFigures {
            period: self.period,
            regime: self.regime(),
            sales: self.money(counted(&self.sales)),
            limit: None,
            limit_included: false,
            output: nought,
            input: nought,
            columns: self.columns.iter().map(|moved| moved.column.clone()).collect(),
            brought: nought,
            owed_before: nought,
            relieved: nought,
            simplified: nought,
            payable: nought,
            carried: nought,
            posted: nought,
            due: nought,
            surtaxes: Vec::new(),
        }
    }

    fn general(&self) -> Result<VatFigures> {
        let before = self.sum(|moved| moved.before);
        // What was paid within the period for itself reduces what is left to pay, not what is owed.
        let paid = -self.of_role("VAT_PAID", |moved| moved.moved);
        let left = before + self.sum(|moved| moved.moved);
        let overpaid = (-left).min(paid).max(0);
        let simplified: i64 = self
            .sales
            .iter()
            .filter(|line| line.tax.treatment == Treatment::Simplified && line.tax.is_charged())
            .map(|line| line.tax_minor)
            .sum();
        Ok(VatFigures {
            output: self.money(self.of_role("VAT_OUT", |moved| moved.moved)),
            input: self.money(-self.of_role("VAT_IN", |moved| moved.moved)),
            brought: self.money((-before).max(0)),
            owed_before: self.money(before.max(0)),
            simplified: self.money(simplified),
            payable: self.money((left + paid).max(0) + simplified),
            carried: self.money((-left - overpaid).max(0)),
            posted: self.money(-self.sum(|moved| moved.transferred)),
            due: self.money(left.max(0) - overpaid),
            ..self.empty()
        })
    }

    fn small_scale(&self) -> Result<VatFigures> {
        let limits = self.limits()?;
        let is_exempt = limits.spare(counted(&self.sales));
        let Limits { below, up_to, .. } = limits;
        let charged = || self.sales.iter().filter(|line| line.tax.is_charged());
        // What takes back a sale of an earlier period takes back what was forgiven then, or what was paid.
        let is_forgiven = |line: &&TaxedLine| {
            !line.special
                && match line.origin_on < self.period.from {
                    true => self.forgiven_before.contains(&line.origin_on),
                    false => is_exempt,
                }
        };
        let output: i64 = charged().map(|line| line.tax_minor).sum();
        let relieved: i64 = charged().filter(is_forgiven).map(|line| line.tax_minor).sum();
        Ok(VatFigures {
            limit: below.or(up_to).map(|limit| self.money(limit)),
            limit_included: below.is_none() && up_to.is_some(),
            output: self.money(output),
            relieved: self.money(relieved),
            payable: self.money(output - relieved),
            posted: self.money(-self.posted.get("VAT_SMALL").copied().unwrap_or_default()),
            due: self.money(relieved),
            ..self.empty()
        })
    }

    fn elsewhere(&self) -> Result<VatFigures> {
        let charged: i64 =
            self.sales.iter().filter(|line| line.tax.is_charged()).map(|line| line.tax_minor).sum();
        let reversed: i64 =
            self.purchases.iter().filter(|line| !line.tax.is_charged()).map(|line| line.tax_minor).sum();
        let output = charged + reversed;
        let input: i64 = self.purchases.iter().map(|line| line.input_minor).sum();
        let brought = (-self.of_role("VAT_UNPAID", |moved| moved.before)).max(0);
        let left = output - input - brought;
        let stands = self.sum(|moved| moved.before + moved.moved + moved.transferred);
        let posted = -self.sum(|moved| moved.transferred);
        Ok(VatFigures {
            output: self.money(output),
            input: self.money(input),
            brought: self.money(brought),
            payable: self.money(left.max(0)),
            carried: self.money((-left).max(0)),
            posted: self.money(posted),
            due: self.money(posted + stands),
            ..self.empty()
        })
    }

    /// Each levy = round(tax owed × rate × (1 − relief)). Source: DOMAIN, Clarifications.
    fn surtaxes(&self, found: &VatFigures) -> Result<Vec<Surtax>> {
        if found.regime.is_none() {
            return Ok(Vec::new());
        }
        let on = |name| value_on(&self.rules, name, self.period.to).unwrap_or_default();
        let relief = if self.company.relief { on(VatRuleName::SurtaxRelief) } else { Decimal::ZERO };
        let is_small = self.limits()?.education.is_some_and(|limit| found.sales.minor() <= limit);
        let education_relief = if is_small { Decimal::ONE_HUNDRED } else { relief };
        let levies = [
            (SurtaxKind::City, "CITY_TAX", self.company.city_percent.0, relief),
            (SurtaxKind::Education, "EDUCATION", on(VatRuleName::Education), education_relief),
            (
                SurtaxKind::LocalEducation,
                "LOCAL_EDUCATION",
                on(VatRuleName::LocalEducation),
                education_relief,
            ),
        ];
        let mut surtaxes = Vec::with_capacity(levies.len());
        for (kind, role, rate, relief) in levies {
            let kept = (Decimal::ONE_HUNDRED - relief) / Decimal::ONE_HUNDRED;
            let exact = found.payable.to_decimal().max(Decimal::ZERO) * rate / Decimal::ONE_HUNDRED * kept;
            surtaxes.push(Surtax {
                kind,
                rate_percent: Figure(rate),
                relief_percent: Figure(relief),
                amount: Money::rounded(exact, self.book.currency, self.book.rounding)?,
                posted: self.money(self.posted.get(role).copied().unwrap_or_default()),
            });
        }
        Ok(surtaxes)
    }
}

fn moved(r: &Reader<'_>, book: &BookInfo, period: VatPeriod, known: Seq) -> Result<Vec<Moved>> {
    r.rows(
        include_str!("columns.sql"),
        named_params! {":from": period.from, ":first_month": Month::of(period.from),
        ":first_day": Month::of(period.from).first_day(), ":to": period.to, ":known": known},
        |row| {
            let [before, moved, transferred] =
                [row.get("before_minor")?, row.get("moved_minor")?, row.get("transferred_minor")?];
            let money = |minor: i64| Money::from_minor(minor, book.currency);
            let column = VatColumn {
                account: row.get("code")?,
                name_zh: row.get("name_zh")?,
                name_en: row.get("name_en")?,
                role: row.get("role")?,
                moved: money(moved),
                balance: money(before + moved + transferred),
            };
            Ok(Moved { column, before, moved, transferred })
        },
    )
}

fn posted(r: &Reader<'_>, period: VatPeriod, known: Seq) -> Result<BTreeMap<String, i64>> {
    let rows = r.rows(
        include_str!("posted.sql"),
        named_params! {":from": period.from, ":to": period.to, ":known": known},
        |row| Ok((row.get("role")?, row.get("posted_minor")?)),
    )?;
    Ok(rows.into_iter().collect())
}
