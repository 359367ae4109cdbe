//! What templates will bring: the days and sums to come, for who looks ahead at cash.

use super::due::{dated, document_on, open_days, total_of};
use super::template::{RecurringState, all};
use crate::calendar::Day;
use crate::documents::DocumentKind;
use crate::error::Result;
use crate::ledger::first_open_day;
use crate::money::Money;
use crate::parties;
use crate::store::{PartyId, Reader};

/// A document to come.
#[derive(Debug, Clone)]
pub struct Ahead {
    pub name: String,
    pub kind: DocumentKind,
    pub party_id: PartyId,
    pub party_name: String,
    pub date: Day,
    pub total: Money,
}

/// The documents of active templates up to a day; each comes to what the template's next one does, and a template whose
/// lines cannot be computed brings nothing.
pub fn ahead(r: &Reader<'_>, up_to: Day) -> Result<Vec<Ahead>> {
    let first_open = first_open_day(r)?;
    let mut found = Vec::new();
    for template in all(r)?.iter().filter(|template| template.state == RecurringState::Active) {
        let days: Vec<_> =
            open_days(r, template)?.take_while(|day| dated(day.scheduled_on, first_open) <= up_to).collect();
        let Some(first) = days.first() else { continue };
        let date = dated(first.scheduled_on, first_open);
        let document = document_on(r, &template.fields, *first, date)?;
        let Some(total) = total_of(r, &document, date) else { continue };
        let party_id = template.fields.party_id()?;
        let party_name = parties::get(r, party_id)?.fields.name;
        found.extend(days.iter().map(|day| Ahead {
            name: template.fields.name.clone(),
            kind: template.fields.kind(),
            party_id,
            party_name: party_name.clone(),
            date: dated(day.scheduled_on, first_open),
            total,
        }));
    }
    Ok(found)
}
