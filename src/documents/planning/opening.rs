//! What one party owed, was owed, or had paid ahead when the books began.

use super::{Plan, Planning, filled};
use crate::documents::fields::OpeningFields;
use crate::documents::record::Record;
use crate::error::{Error, Result};
use crate::ledger::AccountRole;
use crate::money::Money;

impl Planning<'_, '_, '_> {
    pub(super) fn plan_opening(&self, fields: &OpeningFields) -> Result<Plan> {
        self.refuse_party()?;
        let date = fields.date.ok_or_else(|| Error::FieldMissing { field: "date".into() })?;
        let due_on = fields.due_on.unwrap_or(date);
        if due_on < date {
            return Err(Error::DueBeforeDate { date: date.to_string(), due_on: due_on.to_string() });
        }
        let currency = fields.currency.unwrap_or(self.desk.book.currency);
        let rate = self.rate(fields.rate, currency, date)?;
        let amount = Money::parse(&fields.amount.to_string(), currency)?;
        if amount.is_zero() {
            return Err(Error::FieldInvalid { field: "amount".into(), value: amount.to_plain() });
        }
        let base = self.base(amount, rate)?;
        let control = self.role(self.kind.control())?;
        let side = control.control.map_or(self.kind.control_side(), |control| control.side());
        let mut posting = self.posting(date);
        posting.open(control, self.party.id, due_on, amount, base)?;
        posting.post(self.role(AccountRole::OpenEq)?, side.opposite(), base, base)?;
        let record = Record {
            number: fields.number.clone(),
            due_on: Some(due_on),
            rate,
            notes: filled(&fields.notes),
            ..self.empty_record(date, amount)?
        };
        Ok(Plan { record, posting })
    }
}
