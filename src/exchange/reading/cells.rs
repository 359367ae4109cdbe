use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use super::super::mapping::{Custom, Value};
use super::super::source::Row;
use super::rates::{self, Quoted};
use super::{Form, RowProblem, Side, dates};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::RateType;
use crate::money::{Currency, Figure, Money, Rate};

/// The cells of one row by field. What cannot be read is noted as a problem and reads as absent, so that one
/// pass tells everything that is wrong with a row.
pub(super) struct Cells<'r> {
    form: &'r Form,
    row: &'r Row,
    problems: Vec<RowProblem>,
}

impl<'r> Cells<'r> {
    /// A row with more cells than headers is refused as a whole: a stray delimiter has moved its cells.
    pub(super) fn new(form: &'r Form, row: &'r Row) -> Cells<'r> {
        let mut cells = Cells { form, row, problems: Vec::new() };
        if (form.width..row.len()).any(|index| !row.cell(index).trim().is_empty()) {
            let error = Error::ImportRowTooLong { cells: row.len() as u32, columns: form.width as u32 };
            cells.problems.push(RowProblem { row: row.number(), column: None, field: None, error });
        }
        cells
    }

    pub(super) fn row_number(&self) -> u32 {
        self.row.number()
    }

    /// Every cell as it stands, whatever field it is for.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.row.cells()
    }

    pub(super) fn book_currency(&self) -> Currency {
        self.form.book_currency
    }

    /// The row as read, or everything that is wrong with it.
    pub(super) fn finish<T>(self, read: Option<T>) -> std::result::Result<T, Vec<RowProblem>> {
        match read {
            Some(read) if self.problems.is_empty() => Ok(read),
            _ => Err(self.problems),
        }
    }

    pub(super) fn has_problem_with(&self, field: &str) -> bool {
        self.problems.iter().any(|problem| problem.field.as_deref() == Some(field))
    }

    pub(super) fn has_column(&self, field: &str) -> bool {
        self.form.fields.contains_key(field)
    }

    /// A document is due on its date or later.
    pub(super) fn insist_order(&mut self, date: Option<Day>, due_on: Option<Day>) {
        if let (Some(date), Some(due_on)) = (date, due_on)
            && due_on < date
        {
            let error = Error::DueBeforeDate { date: date.to_string(), due_on: due_on.to_string() };
            self.refuse("due_on", error);
        }
    }

    /// Notes a problem with a field.
    pub(super) fn refuse(&mut self, field: &str, error: Error) {
        let column = self.form.fields.get(field).and_then(|expression| expression.columns().first().cloned());
        self.problems.push(RowProblem { row: self.row.number(), column, field: Some(field.into()), error });
    }

    /// `None` for an empty cell or a field without a column.
    pub(super) fn text(&mut self, field: &str) -> Option<String> {
        let value = self.value(field)?;
        Some(value.into_text())
    }

    /// A text that has to be there.
    pub(super) fn required_text(&mut self, field: &str) -> Option<String> {
        let before = self.problems.len();
        let text = self.text(field);
        self.insist(field, text, before)
    }

    pub(super) fn day(&mut self, field: &str) -> Option<Day> {
        let order = self.form.dates;
        self.read(field, |text| dates::parse_date(text, order))
    }

    pub(super) fn required_day(&mut self, field: &str) -> Option<Day> {
        let before = self.problems.len();
        let day = self.day(field);
        self.insist(field, day, before)
    }

    pub(super) fn figure(&mut self, field: &str) -> Option<Figure> {
        self.decimal(field).map(Figure)
    }

    /// `13` or `13%`, from 0 to 100. A bare 0.13 is refused: workbooks keep 13 % so, and only the mapping can
    /// say that a fraction is meant.
    pub(super) fn percent(&mut self, field: &str) -> Option<Figure> {
        let decimals = self.form.decimals;
        let percent = match self.value(field)? {
            Value::Number(number) => Some(number),
            Value::Text(text) => {
                let trimmed = text.trim_end();
                let bare = trimmed.strip_suffix(['%', '％']);
                let read = decimals.read(bare.unwrap_or(trimmed)).and_then(|number| {
                    let is_fraction = number > Decimal::ZERO && number < Decimal::ONE;
                    match bare {
                        None if is_fraction => {
                            Err(Error::FieldInvalid { field: field.into(), value: trimmed.into() })
                        }
                        _ => Ok(number),
                    }
                });
                self.noted(field, read)
            }
        }?;
        if percent.is_sign_negative() && !percent.is_zero() || percent > Decimal::ONE_HUNDRED {
            self.refuse(field, Error::FieldInvalid { field: field.into(), value: percent.to_string() });
            return None;
        }
        Some(Figure(percent))
    }

    /// An amount with no more decimals than the currency has.
    pub(super) fn amount(&mut self, field: &str, currency: Currency) -> Option<Money> {
        let number = self.decimal(field)?;
        let amount = Money::parse(&number.to_string(), currency);
        self.noted(field, amount)
    }

    pub(super) fn required_amount(&mut self, field: &str, currency: Currency) -> Option<Money> {
        let before = self.problems.len();
        let amount = self.amount(field, currency);
        self.insist(field, amount, before)
    }

    pub(super) fn currency(&mut self, field: &str) -> Option<Currency> {
        self.read(field, |text| match text {
            "人民币" | "RMB" | "元" => Ok(Currency::CNY),
            "美元" => Ok(Currency::USD),
            "欧元" => Ok(Currency::EUR),
            code => code.parse(),
        })
    }

    pub(super) fn required_currency(&mut self, field: &str) -> Option<Currency> {
        let before = self.problems.len();
        let currency = self.currency(field);
        self.insist(field, currency, before)
    }

    pub(super) fn rate_type(&mut self, field: &str) -> Option<RateType> {
        self.read(field, rates::rate_type)
    }

    pub(super) fn required_rate(&mut self, field: &str, custom: Custom) -> Option<Rate> {
        let before = self.problems.len();
        let decimals = self.form.decimals;
        let rate = match self.value(field) {
            None => None,
            Some(Value::Number(number)) => self.noted(field, custom.rate(number)),
            Some(Value::Text(text)) => {
                let read = rates::read_rate(&text, custom, |part| decimals.read(part));
                self.noted(field, read)
            }
        };
        self.insist(field, rate, before)
    }

    /// A rate under a header that says what it quotes; `None` where that day has none.
    pub(super) fn quoted(&mut self, column: &Quoted, how: Custom) -> Option<Rate> {
        let read = match column.text.value(self.row) {
            Err(error) => Err(error),
            Ok(Value::Number(number)) => how.rate(number),
            Ok(Value::Text(text)) => match text.trim() {
                text if rates::is_unquoted(text) => return None,
                text => self.form.decimals.read(text).and_then(|number| how.rate(number)),
            },
        };
        read.map_err(|error| {
            let (row, column) = (self.row.number(), Some(column.header.clone()));
            self.problems.push(RowProblem { row, column, field: Some("rate".into()), error });
        })
        .ok()
    }

    pub(super) fn whole(&mut self, field: &str) -> Option<u32> {
        let number = self.decimal(field)?;
        let whole = number.normalize().to_string().parse();
        self.noted(
            field,
            whole.map_err(|_| Error::FieldInvalid { field: field.into(), value: number.to_string() }),
        )
    }

    pub(super) fn flag(&mut self, field: &str) -> Option<bool> {
        self.read(field, |text| match text.to_lowercase().as_str() {
            "true" | "yes" | "y" | "1" | "是" | "√" => Ok(true),
            "false" | "no" | "n" | "0" | "否" | "×" => Ok(false),
            _ => Err(Error::FieldInvalid { field: field.into(), value: text.into() }),
        })
    }

    pub(super) fn side(&mut self, field: &str) -> Option<Side> {
        let before = self.problems.len();
        let side = self.read(field, |text| match text.to_lowercase().as_str() {
            "receivable" | "ar" | "customer" | "应收" | "应收账款" | "客户" => Ok(Side::Receivable),
            "payable" | "ap" | "supplier" | "应付" | "应付账款" | "供应商" => Ok(Side::Payable),
            _ => Err(Error::FieldInvalid { field: field.into(), value: text.into() }),
        });
        self.insist(field, side, before)
    }

    /// One text a line; where it is one line, one between semicolons.
    pub(super) fn values(&mut self, field: &str) -> Vec<String> {
        let text = self.text(field).unwrap_or_default();
        let cut = if text.contains('\n') { "\n" } else { ";" };
        let parts = text.replace('；', ";");
        parts.split(cut).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    pub(super) fn list(&mut self, field: &str) -> Vec<String> {
        let text = self.text(field).unwrap_or_default();
        let parts = text.split([',', ';', '，', '；', '、']).map(str::trim).filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    }

    fn decimal(&mut self, field: &str) -> Option<Decimal> {
        let decimals = self.form.decimals;
        match self.value(field)? {
            Value::Number(number) => Some(number),
            Value::Text(text) => {
                let read = decimals.read(&text);
                self.noted(field, read)
            }
        }
    }

    fn read<T>(&mut self, field: &str, parse: impl FnOnce(&str) -> Result<T>) -> Option<T> {
        let text = self.value(field)?.into_text();
        let unified: String = text.nfkc().collect();
        let parsed = parse(unified.trim());
        self.noted(field, parsed)
    }

    /// The trimmed text of a field; `None` where it is empty. Bytes the encoding did not know (U+FFFD) and
    /// control characters are refused: stored, they would corrupt names and papers for good.
    fn value(&mut self, field: &str) -> Option<Value<'r>> {
        let value = self.form.fields.get(field)?.value(self.row);
        match self.noted(field, value)? {
            Value::Number(number) => Some(Value::Number(number)),
            Value::Text(text) => {
                let trimmed =
                    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\0' | '\u{feff}'));
                if trimmed.is_empty() {
                    return None;
                }
                let is_strange =
                    |c: char| (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || c == '\u{fffd}';
                if trimmed.contains(is_strange) {
                    let value = trimmed.chars().take(60).collect();
                    self.refuse(field, Error::FieldInvalid { field: field.into(), value });
                    return None;
                }
                if trimmed.len() == text.len() {
                    return Some(Value::Text(text));
                }
                Some(Value::Text(trimmed.to_owned().into()))
            }
        }
    }

    fn noted<T>(&mut self, field: &str, result: Result<T>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                self.refuse(field, error);
                None
            }
        }
    }

    /// Refuses an absent value, unless reading it has been refused already.
    fn insist<T>(&mut self, field: &str, value: Option<T>, problems_before: usize) -> Option<T> {
        if value.is_none() && self.problems.len() == problems_before {
            self.refuse(field, Error::FieldMissing { field: field.into() });
        }
        value
    }
}
