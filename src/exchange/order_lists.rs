//! What the lists of open orders and of the billing run can show of their rows.

use super::lists::{Field, day, field, text};
use crate::orders::{OpenLineRow, OpenView, PlannedInvoice};
use crate::parties::Billing;
use crate::reports::{Cell, ColumnKind};

pub(super) fn open_line_fields(view: OpenView) -> Vec<Field<'static, OpenLineRow>> {
    use ColumnKind::{Date, Money, Text};
    let (quantity, done, left) = match view {
        OpenView::ToDeliver => ("ordered_quantity", "delivered_quantity", "to_deliver_quantity"),
        OpenView::ToInvoice => ("quantity", "invoiced_quantity", "to_invoice_quantity"),
    };
    vec![
        field("party", "customer", Text, |row: &OpenLineRow| text(&row.party_name)),
        field("number", "number", Text, |row: &OpenLineRow| text(&row.number)),
        field("kind", "kind", Text, |row: &OpenLineRow| Cell::Word(row.kind.as_str().into())),
        field("date", "date", Date, |row: &OpenLineRow| Cell::Day(row.date)),
        field("due", "deliver_by", Date, |row: &OpenLineRow| day(row.due_on)),
        field("item", "item", Text, |row: &OpenLineRow| text(&row.description)),
        field("specification", "specification", Text, |row: &OpenLineRow| text(&row.specification)),
        field("unit", "unit", Text, |row: &OpenLineRow| text(&row.unit)),
        field("quantity", quantity, Text, |row: &OpenLineRow| Cell::Figure(row.quantity)),
        field("done", done, Text, |row: &OpenLineRow| Cell::Figure(row.done)),
        field("left", left, Text, |row: &OpenLineRow| Cell::Figure(row.open)),
        field("currency", "currency", Text, |row: &OpenLineRow| {
            Cell::Text(row.amount.currency().to_string())
        }),
        field("total", "gross", Money, |row: &OpenLineRow| Cell::Money(row.amount)),
    ]
}

pub(super) fn plan_fields() -> Vec<Field<'static, PlannedInvoice>> {
    use ColumnKind::{Date, Money, Number, Text};
    vec![
        field("party", "customer", Text, |row: &PlannedInvoice| text(&row.party_name)),
        field("way", "billing_way", Text, |row: &PlannedInvoice| {
            let word = match row.billing {
                Billing::PerOrder => "billing_per_order",
                Billing::Monthly => "billing_monthly",
            };
            Cell::Word(word.into())
        }),
        field("month", "month", Text, |row: &PlannedInvoice| {
            row.month.map_or(Cell::Empty, |month| Cell::Text(month.to_string()))
        }),
        field("sources", "billing_sources", Text, |row: &PlannedInvoice| {
            let numbers: Vec<&str> = row.sources.iter().map(|source| source.number.as_str()).collect();
            text(&numbers.join(" "))
        }),
        field("lines", "line_count", Number, |row: &PlannedInvoice| Cell::Count(i64::from(row.lines))),
        field("date", "invoice_date", Date, |row: &PlannedInvoice| Cell::Day(row.date)),
        field("currency", "currency", Text, |row: &PlannedInvoice| {
            row.total.map_or(Cell::Empty, |total| Cell::Text(total.currency().to_string()))
        }),
        field("total", "gross", Money, |row: &PlannedInvoice| row.total.map_or(Cell::Empty, Cell::Money)),
        field("problem", "state", Text, |row: &PlannedInvoice| {
            let word = if row.problem.is_some() { "billing_refused" } else { "billing_ready" };
            Cell::Word(word.into())
        }),
    ]
}
