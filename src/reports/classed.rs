//! Customers with their classes and what they owe, as a report's day and moment see them: what the reports by class share.

use std::collections::BTreeMap;

use super::request::{ReportName, Scope};
use super::subledger::{Parties, Subledger, open_items};
use crate::classes::{AsOf, Customer, Owed, customers};
use crate::error::Result;
use crate::store::{PartyId, Reader};

/// Every customer that the report's segment leaves.
pub(super) struct Classed {
    pub customers: Vec<Customer>,
    /// For an overview, and where a segment asks for it.
    owed: BTreeMap<PartyId, Owed>,
}

impl Scope {
    /// The day and the act up to which classes count.
    pub(super) fn class_day(&self) -> AsOf {
        match self.latest {
            true => AsOf::now(self.as_of),
            false => AsOf { day: self.as_of, known: self.known() },
        }
    }
}

impl Classed {
    pub fn of(r: &Reader<'_>, scope: &Scope) -> Result<Classed> {
        // Open items of all customers on a day are long work, and few ask for them.
        let owed = match scope.name == ReportName::ClassOverview || scope.segment.is_some() {
            true => owed(r, scope)?,
            false => BTreeMap::new(),
        };
        let mut customers = customers(r, scope.class_day())?;
        if let Some(segment) = &scope.segment {
            customers.retain(|customer| {
                let owed = owed.get(&customer.id).copied().unwrap_or_default();
                segment.rule.holds(customer, owed, scope.book.currency)
            });
        }
        if let Some(party) = &scope.party {
            customers.retain(|customer| customer.id == party.id);
        }
        Ok(Classed { customers, owed })
    }

    pub fn owed(&self, party: PartyId) -> Owed {
        self.owed.get(&party).copied().unwrap_or_default()
    }
}

/// What each customer owes on the day: credit notes taken off, advances beside it; late is what is due before the day.
fn owed(r: &Reader<'_>, scope: &Scope) -> Result<BTreeMap<PartyId, Owed>> {
    let items = open_items(r, Subledger::Customers, Parties::of(None), scope.as_of, scope.known())?;
    let mut owed: BTreeMap<PartyId, Owed> = BTreeMap::new();
    for item in items.iter().filter(|item| !item.is_advance) {
        let of = owed.entry(item.party).or_default();
        of.receivable_minor += item.open_base_minor;
        if item.due_on < scope.as_of && item.open_base_minor > 0 {
            of.overdue_minor += item.open_base_minor;
        }
    }
    Ok(owed)
}
