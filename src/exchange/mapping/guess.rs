//! The likely mapping of a file, from its headers.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use unicode_normalization::UnicodeNormalization;

use super::super::source::Row;
use super::fields::{Field, Need, Shape, fields};
use super::{DateOrder, Expression, ExtraLine, Kind, Mapping, Quotation};

/// A proposed mapping and how sure each field of it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(rename = "ImportGuess")]
#[schemars(rename = "ImportGuess")]
pub struct Guess {
    pub mapping: Mapping,
    /// Field → how sure, in percent: 100 for the field's own name, 90 for a known header, 50 for a part of one.
    pub sure_percent: BTreeMap<String, u8>,
    /// Required fields for which no column was found.
    pub missing: Vec<String>,
}

/// The likely kind of a file and how sure that is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(rename = "ImportGuessedKind")]
#[schemars(rename = "ImportGuessedKind")]
pub struct GuessedKind {
    pub kind: Kind,
    /// The share of the columns that the kind explains, in percent.
    pub sure_percent: u8,
}

impl Guess {
    /// Takes what the first rows tell: percentages that all lie between 0 and 1 are fractions, as Northwind's
    /// discounts and the percent cells of workbooks are; dates whose last part is the year have their order
    /// where a part is greater than 12.
    pub(in crate::exchange) fn read_samples(&mut self, headers: &[String], rows: &[Row]) {
        for field in fields(self.mapping.kind) {
            let Some(Expression::Column(name)) = self.mapping.columns.get(field.name) else { continue };
            let Some(index) = headers.iter().position(|header| header == name) else { continue };
            let texts: Vec<&str> =
                rows.iter().map(|row| row.cell(index).trim()).filter(|text| !text.is_empty()).collect();
            match field.shape {
                Shape::Percent if are_fractions(&texts) => {
                    let fraction = Expression::Column(name.clone());
                    self.mapping.columns.insert(field.name.into(), Expression::Percent(Box::new(fraction)));
                }
                Shape::Day => {
                    if let Some(order) = order_of(&texts) {
                        self.mapping.dates = order;
                    }
                }
                _ => {}
            }
        }
    }
}

fn are_fractions(texts: &[&str]) -> bool {
    let numbers: Option<Vec<Decimal>> = texts.iter().map(|text| text.parse().ok()).collect();
    numbers.is_some_and(|numbers| {
        let between = numbers.iter().all(|number| *number >= Decimal::ZERO && *number < Decimal::ONE);
        between && numbers.iter().any(|number| !number.is_zero())
    })
}

/// The order that the dates themselves prove; `None` where nothing does.
fn order_of(texts: &[&str]) -> Option<DateOrder> {
    texts.iter().find_map(|text| {
        let day = text.split([' ', 'T']).next()?;
        let mut parts = day.split(['/', '.', '-']).map(|part| part.parse::<u32>().ok());
        match (parts.next()??, parts.next()??, parts.next()??) {
            (first, second, year) if year > 31 && first > 12 && first <= 31 && second <= 12 => {
                Some(DateOrder::DayFirst)
            }
            (first, second, year) if year > 31 && second > 12 && second <= 31 && first <= 12 => {
                Some(DateOrder::MonthFirst)
            }
            _ => None,
        }
    })
}

/// A header as it is compared: compatibility forms unified, lower case, letters and digits only.
pub(super) fn key(header: &str) -> String {
    header.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// Without what stands in brackets: `金额（元）` is also `金额`.
fn key_without_brackets(header: &str) -> String {
    let unified: String = header.nfkc().collect();
    match unified.split_once(['(', '[']) {
        Some((before, _)) => key(before),
        None => key(&unified),
    }
}

/// Proposes a mapping of `kind`; each column serves one field, the surest pairs first.
pub fn guess(kind: Kind, source: &str, headers: &[String]) -> Guess {
    let mut pairs = Vec::new();
    for (field_index, field) in fields(kind).iter().enumerate() {
        for (column, header) in headers.iter().enumerate() {
            if let Some((sure, rank)) = likeness(field, header) {
                pairs.push((std::cmp::Reverse(sure), rank, field_index, column, field.name));
            }
        }
    }
    pairs.sort_unstable();
    let mut mapping = Mapping::new(kind, source);
    let mut sure_percent = BTreeMap::new();
    let mut taken = vec![false; headers.len()];
    for (std::cmp::Reverse(sure), _, _, column, field) in pairs {
        if taken[column] || sure_percent.contains_key(field) {
            continue;
        }
        taken[column] = true;
        sure_percent.insert(field.to_owned(), sure);
        mapping.columns.insert(field.to_owned(), Expression::Column(headers[column].clone()));
    }
    complete(&mut mapping, headers, &taken, &mut sure_percent);
    let missing = missing(&mapping, headers);
    Guess { mapping, sure_percent, missing }
}

/// What no single header says: a person's name in two columns, freight beside the lines.
fn complete(mapping: &mut Mapping, headers: &[String], taken: &[bool], sure: &mut BTreeMap<String, u8>) {
    let free = |wanted: &[&str]| {
        headers
            .iter()
            .zip(taken)
            .find(|(header, taken)| !**taken && wanted.contains(&key(header).as_str()))
            .map(|(header, _)| Expression::Column(header.clone()))
    };
    // The only number of a list of deliveries is their own.
    if mapping.kind == Kind::Deliveries
        && !sure.contains_key("number")
        && let Some(only) = mapping.columns.remove("order_number")
    {
        let known = sure.remove("order_number").unwrap_or_default();
        mapping.columns.insert("number".into(), only);
        sure.insert("number".into(), known);
    }
    let is_party = matches!(mapping.kind, Kind::Customers | Kind::Suppliers | Kind::Contacts);
    let names = (free(&["firstname"]), free(&["lastname"]));
    if let (true, false, (Some(first), Some(last))) = (is_party, sure.contains_key("contact_name"), names) {
        let space = Expression::Constant(" ".into());
        mapping.columns.insert("contact_name".into(), Expression::Join(vec![first, space, last]));
        sure.insert("contact_name".into(), 90);
    }
    if mapping.kind.is_document()
        && let Some(amount) = free(&["freight", "shippingcharge", "shipping", "运费", "运杂费"])
    {
        let description = match &amount {
            Expression::Column(header) => Expression::Constant(header.clone()),
            other => other.clone(),
        };
        let account_role = Some("other_income".to_owned());
        mapping.extra_lines.push(ExtraLine { description, amount, account_role, account_code: None });
    }
}

/// The headers that quote exchange rates themselves.
fn quoting(headers: &[String]) -> usize {
    headers.iter().filter(|header| Quotation::of(header).is_some()).count()
}

fn missing(mapping: &Mapping, headers: &[String]) -> Vec<String> {
    let has = |name: &str| mapping.has(name);
    let by_header = quoting(headers) > 0 && !has("currency") && !has("rate");
    let needs_pair = mapping.kind == Kind::Rates && !by_header;
    let lacks = |field: &&Field| match field.need {
        _ if needs_pair && ["currency", "rate"].contains(&field.name) => !has(field.name),
        Need::Required => !has(field.name),
        Need::OneOf(other) => !has(field.name) && !has(other) && !mapping.is_priced_by_order(field),
        Need::Optional => false,
    };
    fields(mapping.kind).iter().filter(lacks).map(|field| field.name.to_owned()).collect()
}

/// How well a header fits a field: sureness in percent, then the place among the field's words.
fn likeness(field: &Field, header: &str) -> Option<(u8, usize)> {
    let (whole, short) = (key(header), key_without_brackets(header));
    if whole == key(field.name) {
        return Some((100, 0));
    }
    if let Some(rank) = field.words().position(|word| word == whole || word == short) {
        return Some((90, rank));
    }
    let is_telling = |word: &str| word.chars().count() >= if word.is_ascii() { 6 } else { 3 };
    let rank = field.words().position(|word| is_telling(word) && whole.contains(word))?;
    Some((50, rank))
}

/// Tells what the rows are, from the headers and the name of the file, sheet or table.
///
/// `None` where no kind finds all it needs.
pub fn guess_kind(name: &str, headers: &[String]) -> Option<GuessedKind> {
    let hints = key(&format!("{name} {}", headers.join(" ")));
    let mut best: Option<(i32, GuessedKind)> = None;
    for kind in Kind::ALL {
        let guess = guess(kind, "guess", headers);
        if !guess.missing.is_empty() {
            continue;
        }
        let quoting = if kind == Kind::Rates { quoting(headers) as i32 } else { 0 };
        let explained: i32 =
            quoting * 100 + guess.sure_percent.values().map(|sure| i32::from(*sure)).sum::<i32>();
        let share = explained / (headers.len().max(1) as i32);
        let is_needed = |name: &&String| {
            fields(kind).iter().any(|field| field.name == **name && field.need != Need::Optional)
        };
        let needed = guess.sure_percent.keys().filter(is_needed).count() as i32;
        let named = if words_of(kind).iter().any(|word| hints.contains(word)) { 250 } else { 0 };
        let score = explained + named + needed * 100;
        let sure_percent = share.clamp(1, 100) as u8;
        if best.as_ref().is_none_or(|(highest, _)| score > *highest) {
            best = Some((score, GuessedKind { kind, sure_percent }));
        }
    }
    best.map(|(_, kind)| kind)
}

/// Words that name a kind, in file names and headers.
fn words_of(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Customers => &["customer", "client", "客户"],
        Kind::Suppliers => &["supplier", "vendor", "供应商", "供货"],
        Kind::Items => &["item", "product", "sku", "商品", "存货", "物料", "产品"],
        Kind::Invoices => &["invoice", "order", "sales", "账单", "发票", "销售"],
        Kind::Bills => &["bill", "purchase", "采购"],
        Kind::Receipts => &["receipt", "customerpayment", "收款"],
        Kind::Payments => &["supplierpayment", "vendorpayment", "付款"],
        Kind::OpeningBalances => &["opening", "openitem", "期初", "未结"],
        Kind::AccountBalances => &["trialbalance", "chartofaccounts", "科目"],
        Kind::Rates => &["rate", "fx", "汇率", "中间价"],
        Kind::Contacts => &["contacts", "vcard", "姓名", "通讯录", "名片"],
        Kind::Orders => &["salesorder", "销售订单", "订单"],
        Kind::Deliveries => &["delivery", "shipment", "送货", "出库", "发货"],
        Kind::StatementLines => &["statement", "对账"],
    }
}

/// The row among these that looks like headers: the first with the most known words, at least two of them;
/// bank exports and reports put lines of text above it.
pub fn guess_header_row(rows: &[Row]) -> Option<u32> {
    let known = |row: &Row| {
        row.cells()
            .filter(|cell| {
                let cell = key_without_brackets(cell);
                !cell.is_empty()
                    && Kind::ALL
                        .iter()
                        .chain([&Kind::StatementLines])
                        .any(|kind| fields(*kind).iter().any(|field| field.words().any(|word| word == cell)))
            })
            .count()
    };
    let counted = rows.iter().map(|row| (known(row), row.number())).filter(|(count, _)| *count >= 2);
    counted.max_by_key(|&(count, number)| (count, std::cmp::Reverse(number))).map(|(_, number)| number)
}
