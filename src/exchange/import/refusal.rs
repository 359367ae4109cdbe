//! Why a row cannot be written, and which of its fields is to blame.

use crate::error::Error;

pub(super) type Refused<T> = std::result::Result<T, Refusal>;

/// A refusal with its place, as far as that is known.
#[derive(Debug)]
pub(super) struct Refusal {
    /// The row of a line, where it is not the first of its document.
    pub(super) row: Option<u32>,
    pub(super) field: Option<&'static str>,
    pub(super) error: Box<Error>,
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Refusal {
        let field = match &error {
            Error::MonthClosed { .. } | Error::DateOutOfRange { .. } => Some("date"),
            Error::DueBeforeDate { .. } => Some("due_on"),
            Error::SupplierNumberUsed { .. } => Some("number"),
            Error::OverAllocation { .. } => Some("amount"),
            Error::QuantityExceeds { .. } | Error::OverDelivery { .. } => Some("quantity"),
            Error::SourceUnfit { .. } => Some("order_number"),
            _ => None,
        };
        Refusal { row: None, field, error: Box::new(error) }
    }
}

impl Refusal {
    /// For `map_err`: blames a field.
    pub(super) fn of(field: &'static str) -> impl FnOnce(Error) -> Refusal {
        move |error| Refusal { row: None, field: Some(field), error: Box::new(error) }
    }

    /// For `map_err`: blames a field of a line.
    pub(super) fn of_line(row: u32, field: &'static str) -> impl FnOnce(Error) -> Refusal {
        move |error| Refusal { row: Some(row), field: Some(field), error: Box::new(error) }
    }
}
