//! Exchange rates: a row a rate, or a row a day with a column for each currency.

use rust_decimal::Decimal;
use serde::Serialize;

use super::super::mapping::{BoundExpression, Custom, Expression, Mapping, Quotation};
use super::cells::Cells;
use crate::error::{Error, Result};
use crate::ledger::{NewRate, RateType};
use crate::money::Rate;

/// What a row quotes: one rate, or those of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RatesRow {
    #[serde(skip)]
    pub row: u32,
    pub number: String,
    pub rates: Vec<NewRate>,
}

/// A column whose header names what it quotes.
#[derive(Debug)]
pub(super) struct Quoted {
    pub header: String,
    pub text: BoundExpression,
    quotation: Quotation,
}

/// The columns that quote, where no field names the currency.
///
/// # Errors
/// `import_field_unmapped` where neither fields nor headers say what is quoted.
pub(super) fn quoted(mapping: &Mapping, headers: &[String]) -> Result<Vec<Quoted>> {
    let named = ["currency", "rate"].map(|field| mapping.columns.contains_key(field));
    if named == [true, true] {
        return Ok(Vec::new());
    }
    let unmapped = || Error::ImportFieldUnmapped { field: if named[0] { "rate" } else { "currency" }.into() };
    let bind = |header: &String| {
        let quotation = Quotation::of(header)?;
        let text = Expression::column(header).bind(headers, mapping.decimals);
        Some(text.map(|text| Quoted { header: header.clone(), text, quotation }))
    };
    let found: Vec<Quoted> = headers.iter().filter_map(bind).collect::<Result<_>>()?;
    if named.contains(&true) || found.is_empty() { Err(unmapped()) } else { Ok(found) }
}

pub(super) fn rates(cells: &mut Cells<'_>, quoted: &[Quoted]) -> Option<RatesRow> {
    let row = cells.row_number();
    let date = cells.required_day("date");
    let kind = cells.rate_type("type").unwrap_or_default();
    let source = cells.text("source").unwrap_or_default();
    let units = cells.figure("unit").map_or(Decimal::ONE, |units| units.0);
    let custom = Custom { units, inverse: cells.flag("inverse").unwrap_or(false) };
    if quoted.is_empty() {
        let currency = cells.required_currency("currency");
        let rate = cells.required_rate("rate", custom);
        let (currency, date) = (currency?, date?);
        let number = format!("{currency} {date} {}", kind.as_str());
        return Some(RatesRow {
            row,
            number,
            rates: vec![NewRate { currency, date, rate: rate?, kind, source }],
        });
    }
    let date = date?;
    let own = cells.book_currency();
    let mut rates = Vec::new();
    for column in quoted {
        let Some((currency, how)) = column.quotation.against(own, custom) else { continue };
        if let Some(rate) = cells.quoted(column, how) {
            rates.push(NewRate { currency, date, rate, kind, source: source.clone() });
        }
    }
    Some(RatesRow { row, number: date.to_string(), rates })
}

/// What stands where a currency was not quoted.
pub(super) fn is_unquoted(text: &str) -> bool {
    matches!(text, "" | "-" | "--" | "---" | "—" | "N/A" | "n/a")
}

/// A word for a kind of rate, in either language.
pub(super) fn rate_type(text: &str) -> Result<RateType> {
    Ok(match text.to_lowercase().as_str() {
        "mid" | "middle" | "中间价" | "中间" => RateType::Mid,
        "buy" | "buying" | "bid" | "买入价" | "买入" | "现汇买入价" => RateType::Buy,
        "sell" | "selling" | "ask" | "卖出价" | "卖出" | "现汇卖出价" => RateType::Sell,
        "average" | "平均价" | "平均" => RateType::Average,
        "contract" | "合同价" | "合同" => RateType::Contract,
        _ => return Err(Error::FieldInvalid { field: "type".into(), value: text.into() }),
    })
}

/// `7.1`, quoted as the row says; `4.7123/100` says it itself.
pub(super) fn read_rate(text: &str, custom: Custom, read: impl Fn(&str) -> Result<Decimal>) -> Result<Rate> {
    match text.split_once('/') {
        Some((base, foreign)) => Rate::new(read(base)?, read(foreign)?),
        None => custom.rate(read(text)?),
    }
}
