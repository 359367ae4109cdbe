//! Invoices and bills: rows of one number as a document with its lines.

use rust_decimal::Decimal;
use serde::Serialize;

use super::super::mapping::{BoundExpression, ExtraLine};
use super::super::source::{Row, Source};
use super::cells::Cells;
use super::grouping::{Groups, group};
use super::rows::party_of;
use super::{Form, ImportRow, RowProblem};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::money::{Currency, Figure};

/// An invoice or bill as its rows tell it. Amounts are not computed here: totals have one function, elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentRow {
    /// Its first row.
    #[serde(skip)]
    pub row: u32,
    pub number: String,
    pub party_code: Option<String>,
    pub party_name: Option<String>,
    pub date: Day,
    pub due_on: Option<Day>,
    pub currency: Currency,
    /// Base units for one unit of the currency, where it is foreign.
    pub rate: Option<Figure>,
    /// Whether prices contain the tax; unknown where the file does not say.
    pub tax_inclusive: Option<bool>,
    pub reference: Option<String>,
    pub notes: Option<String>,
    /// In the order of the file, the extra lines of the mapping last.
    pub lines: Vec<LineRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineRow {
    #[serde(skip)]
    pub row: u32,
    pub item_code: Option<String>,
    pub description: Option<String>,
    pub unit: Option<String>,
    pub quantity: Figure,
    /// As it was ordered where absent; only a delivery that names its order may leave it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_price: Option<Figure>,
    pub discount_percent: Figure,
    pub tax_percent: Option<Figure>,
    /// The amount the file states beside quantity and price, to be compared with what they give.
    pub stated_amount: Option<Figure>,
    pub account_role: Option<String>,
    pub account_code: Option<String>,
    /// The order that a delivery's line comes from: our number, or what the customer calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_number: Option<String>,
}

/// Fields that all rows of a document share.
const HEAD: [&str; 9] =
    ["party_code", "party_name", "date", "due_on", "currency", "rate", "tax_inclusive", "reference", "notes"];

/// More lines than this under one number is a column that is no number.
const LINES_MAX: usize = 10_000;

#[derive(Debug)]
pub(super) struct Documents {
    groups: Groups,
    extra_lines: Vec<BoundExtraLine>,
}

#[derive(Debug)]
struct BoundExtraLine {
    description: BoundExpression,
    amount: BoundExpression,
    account_role: Option<String>,
    account_code: Option<String>,
}

type Outcome<T> = std::result::Result<T, Vec<RowProblem>>;

impl Documents {
    pub(super) fn of(source: &Source, form: &Form, extra_lines: &[ExtraLine]) -> Result<Documents> {
        let number =
            form.fields.get("number").ok_or_else(|| Error::FieldMissing { field: "number".into() })?;
        let extra_lines = extra_lines
            .iter()
            .map(|line| {
                Ok(BoundExtraLine {
                    description: line.description.bind(source.columns(), form.decimals)?,
                    amount: line.amount.bind(source.columns(), form.decimals)?,
                    account_role: line.account_role.clone(),
                    account_code: line.account_code.clone(),
                })
            })
            .collect::<Result<Vec<_>>>()?;
        Ok(Documents { groups: group(source, number, LINES_MAX)?, extra_lines })
    }

    /// The next document, or its problems; `None` at the end.
    pub(super) fn next_document(&mut self, form: &Form) -> Result<Option<Outcome<ImportRow>>> {
        let Some(rows) = self.groups.next().transpose()? else { return Ok(None) };
        let Some(first) = rows.first() else { return Ok(None) };
        let mut problems = Vec::new();
        let mut document = kept(read_head(form, first), &mut problems);
        let mut lines = Vec::with_capacity(rows.len());
        for row in &rows {
            lines.extend(kept(read_line(form, row), &mut problems));
            problems.extend(self.differences(form, first, row));
        }
        let extra = self.extra_lines.iter().map(|line| line.read(form, first));
        for line in extra.collect::<Vec<_>>() {
            lines.extend(kept(line, &mut problems).flatten());
        }
        if let Some(document) = &mut document {
            document.lines = lines;
        }
        Ok(Some(match document {
            Some(document) if problems.is_empty() => Ok(ImportRow::Document(document)),
            _ => Err(problems),
        }))
    }

    /// Head fields in which a row says something else than the first one; silence agrees.
    fn differences(&self, form: &Form, first: &Row, row: &Row) -> Vec<RowProblem> {
        let mut cells = Cells::new(form, row);
        let mut first_cells = Cells::new(form, first);
        let mut problems = Vec::new();
        if first.number() == row.number() {
            return problems;
        }
        let number = first_cells.text("number").unwrap_or_default();
        for field in HEAD {
            let said = cells.text(field);
            if said.is_some() && said != first_cells.text(field) {
                let error = Error::ImportHeaderDiffers { field: field.into(), number: number.clone() };
                let column = form.fields.get(field).and_then(|text| text.columns().first().cloned());
                problems.push(RowProblem { row: row.number(), column, field: Some(field.into()), error });
            }
        }
        for line in &self.extra_lines {
            let (here, there) = (line.amount.value(row), line.amount.value(first));
            if let (Ok(here), Ok(there)) = (here, there)
                && here != there
                && !here.is_empty()
            {
                let field = "extra_lines".to_owned();
                let error = Error::ImportHeaderDiffers { field: field.clone(), number: number.clone() };
                let column = line.amount.columns().first().cloned();
                problems.push(RowProblem { row: row.number(), column, field: Some(field), error });
            }
        }
        problems
    }
}

/// The value; or its problems, set aside.
fn kept<T>(outcome: Outcome<T>, problems: &mut Vec<RowProblem>) -> Option<T> {
    outcome.map_err(|more| problems.extend(more)).ok()
}

fn read_head(form: &Form, row: &Row) -> Outcome<DocumentRow> {
    let mut cells = Cells::new(form, row);
    let number = cells.required_text("number");
    let (party_code, party_name) = party_of(&mut cells);
    let date = cells.required_day("date");
    let due_on = cells.day("due_on");
    cells.insist_order(date, due_on);
    let currency = cells.currency("currency").unwrap_or(cells.book_currency());
    let (rate, tax_inclusive) = (cells.figure("rate"), cells.flag("tax_inclusive"));
    let (reference, notes) = (cells.text("reference"), cells.text("notes"));
    let head = match (number, date) {
        (Some(number), Some(date)) => Some(DocumentRow {
            row: row.number(),
            number,
            party_code,
            party_name,
            date,
            due_on,
            currency,
            rate,
            tax_inclusive,
            reference,
            notes,
            lines: Vec::new(),
        }),
        _ => None,
    };
    // A row that is too long is told with its line, once.
    let is_of_field = |problem: &RowProblem| problem.field.is_some();
    match cells.finish(head) {
        Err(problems) if problems.iter().any(|problem| !is_of_field(problem)) => {
            Err(problems.into_iter().filter(is_of_field).collect())
        }
        outcome => outcome,
    }
}

/// A line has a price, or an amount that is the price of one, or an order that says it.
fn read_line(form: &Form, row: &Row) -> Outcome<LineRow> {
    let mut cells = Cells::new(form, row);
    let quantity = cells.figure("quantity");
    let amount = cells.figure("amount");
    let order_number = cells.text("order_number");
    let unit_price = match (cells.figure("unit_price"), amount, quantity) {
        (Some(price), _, _) => Some(price),
        (None, Some(amount), quantity) if quantity.is_none_or(|quantity| quantity == Figure::ONE) => {
            Some(amount)
        }
        (None, _, _) if cells.has_problem_with("unit_price") || cells.has_problem_with("amount") => None,
        (None, None, _) if order_number.is_some() => None,
        (None, _, _) => {
            cells.refuse("unit_price", Error::FieldMissing { field: "unit_price".into() });
            None
        }
    };
    let item_code = cells.text("item_code");
    let description = cells.text("description");
    let line = LineRow {
        row: row.number(),
        item_code,
        description,
        unit: cells.text("unit"),
        quantity: quantity.unwrap_or(Figure::ONE),
        unit_price,
        discount_percent: cells.percent("discount_percent").unwrap_or(Figure::ZERO),
        tax_percent: cells.percent("tax_percent"),
        stated_amount: amount,
        account_role: cells.text("account_role"),
        account_code: cells.text("account_code"),
        order_number,
    };
    let is_priced = line.unit_price.is_some() || line.order_number.is_some();
    cells.finish(is_priced.then_some(line))
}

impl BoundExtraLine {
    /// The line; `None` where its amount is empty or zero.
    fn read(&self, form: &Form, row: &Row) -> Outcome<Option<LineRow>> {
        let amount = self.amount.value(row).and_then(|value| value.number(form.decimals));
        let problem = |error| {
            let column = self.amount.columns().first().cloned();
            vec![RowProblem { row: row.number(), column, field: Some("extra_lines".into()), error }]
        };
        let amount = amount.map_err(problem)?.filter(|amount| *amount != Decimal::ZERO);
        let description = self.description.value(row).map_err(problem)?.into_text();
        Ok(amount.map(|amount| LineRow {
            row: row.number(),
            item_code: None,
            description: Some(description.trim().to_owned()).filter(|text| !text.is_empty()),
            unit: None,
            quantity: Figure::ONE,
            unit_price: Some(Figure(amount)),
            discount_percent: Figure::ZERO,
            tax_percent: None,
            stated_amount: None,
            account_role: self.account_role.clone(),
            account_code: self.account_code.clone(),
            order_number: None,
        }))
    }
}
