//! What customers owe and what is owed to suppliers, less what was paid ahead, each item with its terms; and what was paid.

use rusqlite::named_params;

use super::flow::{CashSource, Flow};
use crate::calendar::Day;
use crate::error::Result;
use crate::store::{DocumentId, OpenItemId, PartyId, Reader};

/// A sum that a party owes or is owed, after what counts against it.
#[derive(Debug, Clone)]
pub(super) struct OpenSum {
    pub party: PartyId,
    pub party_name: String,
    pub item: OpenItemId,
    pub document: Option<DocumentId>,
    pub number: String,
    pub date: Day,
    pub due_on: Day,
    /// In the book's currency, above nought.
    pub minor: i64,
}

/// Which ledger.
#[derive(Debug, Clone, Copy)]
pub(super) enum OpenSide {
    Customers,
    Suppliers,
}

impl OpenSide {
    /// The controls of what is owed and of what was paid ahead.
    fn controls(self) -> (&'static str, &'static str) {
        match self {
            OpenSide::Customers => ("receivable", "customer_advance"),
            OpenSide::Suppliers => ("payable", "supplier_prepayment"),
        }
    }
}

/// What was paid after a day, by its day and that of what it was paid on; ahead of any where there is none.
pub(super) fn paid_since(r: &Reader<'_>, side: OpenSide, from: Day) -> Result<Vec<(Day, Option<Day>, i64)>> {
    let (ledger, advance) = side.controls();
    let kind = match side {
        OpenSide::Customers => "receipt",
        OpenSide::Suppliers => "payment",
    };
    let values = named_params! {":kind": kind, ":ledger": ledger, ":advance": advance, ":from": from};
    r.rows(include_str!("came.sql"), values, |row| {
        Ok((row.get("date")?, row.get("item_date")?, row.get("minor")?))
    })
}

/// Open items of all parties with credits counted against the ones that are due first; what is left of credits alone is no
/// cash to come.
pub(super) fn open_sums(r: &Reader<'_>, side: OpenSide) -> Result<Vec<OpenSum>> {
    let (ledger, advance) = side.controls();
    let mut all: Vec<OpenSum> = r.rows(
        include_str!("open_items.sql"),
        named_params! {":ledger": ledger, ":advance": advance},
        |row| {
            let control: String = row.get("control")?;
            let open: i64 = row.get("open_minor")?;
            Ok(OpenSum {
                party: row.get("party_id")?,
                party_name: row.get("party_name")?,
                item: row.get("item_id")?,
                document: row.get("document_seq")?,
                number: row.get("number")?,
                date: row.get("date")?,
                due_on: row.get("due_on")?,
                minor: if control == advance { -open } else { open },
            })
        },
    )?;
    for own in all.chunk_by_mut(|a, b| a.party == b.party) {
        net(own);
    }
    all.retain(|sum| sum.minor > 0);
    Ok(all)
}

/// Counts what is below nought against the rest in its order.
fn net(own: &mut [OpenSum]) {
    let mut credit: i64 = own.iter().map(|sum| sum.minor.min(0)).sum::<i64>().saturating_neg();
    for sum in own {
        let taken = sum.minor.clamp(0, credit.max(0));
        credit -= taken;
        sum.minor = sum.minor.max(0) - taken;
    }
}

impl OpenSum {
    pub fn flow(&self, source: CashSource, sign: i64) -> Flow {
        Flow {
            party: Some((self.party, self.party_name.clone())),
            document: self.document,
            name: self.number.clone(),
            ..Flow::new(source, self.due_on, sign * self.minor)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(minor: i64) -> OpenSum {
        OpenSum {
            party: PartyId::new(1),
            party_name: String::new(),
            item: OpenItemId::new(1),
            document: None,
            number: String::new(),
            date: Day::default(),
            due_on: Day::default(),
            minor,
        }
    }

    #[test]
    fn credits_count_against_what_is_due_first_and_never_become_cash() {
        let mut own = [sum(-50), sum(30), sum(40), sum(-5), sum(10)];
        net(&mut own);
        assert_eq!(own.iter().map(|sum| sum.minor).collect::<Vec<_>>(), [0, 0, 15, 0, 10]);
        let mut only_credit = [sum(-50), sum(20)];
        net(&mut only_credit);
        assert_eq!(only_credit.iter().map(|sum| sum.minor).sum::<i64>(), 0);
    }
}
