//! The billing run: what was delivered and stands on no invoice becomes invoices, one for an order, or one for a customer and
//! month (月结).
//!
//! A plan is only read; making an invoice of it is a transaction of its own that looks at what is left then, so that a run
//! that was cut off, or a second one beside it, bills nothing twice.

use std::collections::BTreeMap;

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::next::{NextInput, next};
use super::policy::policy;
use crate::calendar::{Day, Month};
use crate::documents::{
    self, Desk, DocumentFields, DocumentKind, Issued, Origin, posting_preview, refuse_unapproved, totals_at,
};
use crate::error::{Error, Result};
use crate::ledger::first_open_day;
use crate::money::Money;
use crate::parties::{self, Billing};
use crate::store::{DocumentId, PartyId, Reader, Writer};

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct BillingInput {
    /// What was delivered up to this day; today where absent.
    pub up_to: Option<Day>,
    pub party_id: Option<PartyId>,
    /// Those billed this way only.
    pub billing: Option<Billing>,
}

/// A document that an invoice is made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct SourceDocument {
    pub id: DocumentId,
    pub kind: DocumentKind,
    pub number: String,
    pub date: Day,
}

/// An invoice as the run would make it.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct PlannedInvoice {
    pub party_id: PartyId,
    pub party_name: String,
    pub billing: Billing,
    /// Of a customer billed by month.
    pub month: Option<Month>,
    /// The day of the invoice: the last of the month, today where that comes first, or the first that is open.
    pub date: Day,
    pub sources: Vec<SourceDocument>,
    pub lines: u32,
    /// Absent where it cannot be computed.
    pub total: Option<Money>,
    /// What would refuse it as things stand.
    #[schemars(with = "serde_json::Value")]
    pub problem: Option<Error>,
}

/// A document with something to bill.
struct Waiting {
    source: SourceDocument,
    order: DocumentId,
    party: PartyId,
    /// Documents of other terms stand on other invoices.
    terms: String,
}

/// What goes on one invoice.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Group {
    party_name: String,
    party: PartyId,
    month: Option<Month>,
    order: Option<DocumentId>,
    terms: String,
}

/// The invoices a run would make, by customer and month. Nothing is written.
pub fn plan(r: &Reader<'_>, input: &BillingInput, today: Day) -> Result<Vec<PlannedInvoice>> {
    let usual = policy(r)?.billing;
    let up_to = input.up_to.unwrap_or(today);
    let mut groups: BTreeMap<Group, Vec<SourceDocument>> = BTreeMap::new();
    for waiting in waiting(r, input.party_id, up_to)? {
        // What was delivered to a customer that was merged is billed to the one that remains.
        let customer = parties::standing(r, parties::get(r, waiting.party)?)?;
        let billing = customer.fields.billing.unwrap_or(usual);
        if input.billing.is_some_and(|wanted| wanted != billing) {
            continue;
        }
        let (month, order) = match billing {
            Billing::Monthly => (Some(Month::of(waiting.source.date)), None),
            Billing::PerOrder => (None, Some(waiting.order)),
        };
        let Waiting { source, terms, .. } = waiting;
        let (party, party_name) = (customer.id, customer.fields.name);
        groups.entry(Group { party_name, party, month, order, terms }).or_default().push(source);
    }
    let first_open = first_open_day(r)?;
    groups.into_iter().map(|(group, sources)| planned(r, group, sources, (today, first_open))).collect()
}

fn planned(
    r: &Reader<'_>,
    group: Group,
    sources: Vec<SourceDocument>,
    (today, first_open): (Day, Option<Day>),
) -> Result<PlannedInvoice> {
    let date = invoice_day(group.month, today, first_open);
    let mut planned = PlannedInvoice {
        party_id: group.party,
        party_name: group.party_name,
        billing: if group.month.is_some() { Billing::Monthly } else { Billing::PerOrder },
        month: group.month,
        date,
        sources,
        lines: 0,
        total: None,
        problem: None,
    };
    match fields_of(r, &ids(&planned.sources), date) {
        Err(problem) => planned.problem = Some(problem),
        Ok(fields) => {
            if let documents::Shape::Trade(trade) = fields.shape() {
                planned.lines = u32::try_from(trade.lines.len()).map_err(|_| Error::AmountOverflow)?;
            }
            let total = totals_at(&Desk::new(r)?, &fields, date).map(|totals| totals.total);
            planned.problem = match &total {
                Ok(total) if total.minor() < 0 => Some(Error::BillNegative { total: total.to_plain() }),
                _ => posting_preview(r, &fields, date).err(),
            };
            planned.total = total.ok();
        }
    }
    Ok(planned)
}

fn ids(sources: &[SourceDocument]) -> Vec<DocumentId> {
    sources.iter().map(|source| source.id).collect()
}

fn fields_of(r: &Reader<'_>, sources: &[DocumentId], date: Day) -> Result<DocumentFields> {
    let input = NextInput { from: sources.to_vec(), kind: DocumentKind::Invoice, date: Some(date) };
    next(r, &input, date)
}

/// The last day of the month, or today where that comes first; the first open day where that one is closed.
fn invoice_day(month: Option<Month>, today: Day, first_open: Option<Day>) -> Day {
    let day = month.map_or(today, |month| month.last_day().min(today));
    first_open.map_or(day, |first| first.max(day))
}

/// Makes the invoice of what is left of those documents on that day; `None` where nothing is left of them any more.
///
/// # Errors
/// `approval_missing` where the books want a draft to be approved, `bill_negative`, and whatever issuing refuses.
pub fn bill(w: &Writer<'_>, sources: &[DocumentId], date: Day, today: Day) -> Result<Option<Issued>> {
    let fields = match fields_of(w, sources, date) {
        Ok(fields) => fields,
        Err(Error::NothingLeft { .. }) => return Ok(None),
        Err(error) => return Err(error),
    };
    refuse_unapproved(w, false)?;
    let total = totals_at(&Desk::new(w)?, &fields, date)?.total;
    if total.minor() < 0 {
        return Err(Error::BillNegative { total: total.to_plain() });
    }
    documents::issue(w, &fields, Origin::Ours, today).map(Some)
}

fn waiting(r: &Reader<'_>, party: Option<PartyId>, up_to: Day) -> Result<Vec<Waiting>> {
    let (first, last) = party.map_or((0, i64::MAX), |id| (id.value(), id.value()));
    let parameters = named_params! {":first": first, ":last": last, ":up_to": up_to};
    r.rows(include_str!("waiting.sql"), parameters, |row| {
        let kind: String = row.get("kind")?;
        Ok(Waiting {
            source: SourceDocument {
                id: row.get("seq")?,
                kind: DocumentKind::from_name(&kind).unwrap_or(DocumentKind::Delivery),
                number: row.get("number")?,
                date: row.get("date")?,
            },
            order: row.get("order_seq")?,
            party: row.get("party_id")?,
            terms: row.get("terms")?,
        })
    })
}
