//! What credit control would say of a document that is being written.

use std::collections::BTreeMap;

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use crate::calendar::Day;
use crate::credit::{self, CreditExposure, CreditRelease, Hold};
use crate::documents::{self, DocumentFields, DocumentKind, LineSource, Shape};
use crate::error::Result;
use crate::ledger::{book, rate_on};
use crate::money::{Money, Rate};
use crate::store::{PartyId, Reader};

/// The answer for a draft; without a limit agreed nothing is asked, and only the exposure is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct CreditPreview {
    pub party_id: PartyId,
    pub hold: Option<Hold>,
    pub exposure: CreditExposure,
    /// The document with tax, in the book's currency: what a release has to come to.
    pub amount: Money,
    /// What a soft stop would use.
    pub release: Option<CreditRelease>,
    /// Whether issuing it asks: orders, deliveries and invoices. A quote shows what its order would meet.
    pub enforced: bool,
}

/// What the check would say of a document as it stands in the editor; `None` where it is none of sales or says no customer yet.
/// What a line was made from is counted already: it adds only what goes beyond it.
///
/// # Errors
/// `rate_missing` in a currency without a rate.
pub fn preview(r: &Reader<'_>, fields: &DocumentFields, today: Day) -> Result<Option<CreditPreview>> {
    use DocumentKind::{Delivery, Invoice, Quote, SalesOrder};
    let kind = fields.kind();
    let Shape::Trade(trade) = fields.shape() else { return Ok(None) };
    let Some(party) = trade.party_id.filter(|_| matches!(kind, Quote | SalesOrder | Delivery | Invoice))
    else {
        return Ok(None);
    };
    let book = book(r)?;
    let totals = documents::totals(r, fields, today)?;
    let currency = totals.total.currency();
    let rate = match trade.rate {
        _ if currency == book.currency => Rate::ONE,
        Some(rate) => rate,
        None => rate_on(r, currency, trade.date.unwrap_or(today))?.rate,
    };
    let base = |amount: Money| rate.convert(amount, book.currency, book.rounding);
    let amount = base(totals.total)?;
    let mut left: BTreeMap<(i64, u32), i64> = BTreeMap::new();
    let mut adds = 0_i64;
    for (line, amounts) in trade.lines.iter().zip(&totals.lines) {
        let gross = base(amounts.net.checked_add(amounts.tax)?)?.minor();
        adds += match line.source.filter(|_| kind != SalesOrder) {
            None => gross,
            Some(source) => {
                let left = match left.entry((source.document_id.value(), source.line)) {
                    std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
                    std::collections::btree_map::Entry::Vacant(new) => new.insert(counted(r, source)?),
                };
                let covered = gross.min(*left).max(0);
                *left -= covered;
                gross - covered
            }
        };
    }
    let clearance = credit::clearance(r, party, today)?;
    let adds = Money::from_minor(adds, book.currency);
    let usable = credit::usable_release(r, party, amount, today)?;
    Ok(Some(CreditPreview {
        party_id: party,
        hold: clearance.as_ref().map(|clearance| clearance.hold(adds)).transpose()?,
        exposure: match &clearance {
            Some(clearance) => clearance.exposure().clone(),
            None => credit::exposure(r, party, today)?,
        },
        amount,
        release: credit::releases(r, Some(party))?.into_iter().find(|release| Some(release.seq) == usable),
        enforced: kind != Quote,
    }))
}

/// What is still counted of a line that another is made from, in the book's currency.
fn counted(r: &Reader<'_>, source: LineSource) -> Result<i64> {
    let found = r.row(
        "select to_invoice_base_minor from open_line where seq = :seq and line = :line",
        named_params! {":seq": source.document_id, ":line": source.line},
        |row| row.get("to_invoice_base_minor"),
    )?;
    Ok(found.unwrap_or_default())
}
