//! An opportunity becomes a quote (报价单): its items are the lines of a draft, which names the opportunity and who has it.

use rusqlite::named_params;

use super::moves::refuse_closed;
use super::opportunity::{Opportunity, get};
use crate::access::{Right, role_of};
use crate::calendar::Day;
use crate::catalog;
use crate::documents::{
    self, DocumentFields, DocumentRow, Draft, LineFields, SaveDraft, TaxMode, TradeFields,
};
use crate::error::Result;
use crate::store::{DocumentId, OpportunityId, Reader, Writer};

/// Makes the draft of a quote from the items of an opportunity; without items one line says its title and its amount.
///
/// # Errors
/// `opportunity_closed` where it is won or lost; `not_found`.
pub fn draft_quote(w: &Writer<'_>, id: OpportunityId, today: Day) -> Result<Draft> {
    let of = get(w, id)?;
    refuse_closed(&of)?;
    let sells = role_of(w, of.owner_id)?.is_some_and(|role| role.allows(Right::Sell));
    let trade = TradeFields {
        party_id: Some(of.party_id),
        date: Some(today),
        currency: of.fields.currency,
        tax_mode: TaxMode::Exclusive,
        lines: lines(w, &of)?,
        opportunity: Some(id),
        salesperson: Some(of.owner_id).filter(|_| sells),
        ..TradeFields::default()
    };
    documents::save_draft(w, &SaveDraft { id: None, version: None, fields: DocumentFields::Quote(trade) })
}

fn lines(w: &Writer<'_>, of: &Opportunity) -> Result<Vec<LineFields>> {
    if of.fields.items.is_empty() {
        let line = LineFields {
            description: of.fields.title.clone(),
            quantity: crate::money::Figure::ONE,
            unit_price: of.fields.amount,
            ..LineFields::default()
        };
        return Ok(vec![line]);
    }
    let line = |item: &super::fields::OpportunityItem| {
        let known = item.item_id.map(|id| catalog::get(w, id)).transpose()?.map(|item| item.fields);
        let specification = known.as_ref().map(|known| known.specification.clone()).unwrap_or_default();
        Ok(LineFields {
            item_id: item.item_id,
            description: item.description.clone(),
            specification,
            unit: item.unit.clone(),
            quantity: item.quantity,
            unit_price: item.unit_price,
            tax: known.and_then(|known| known.tax),
            ..LineFields::default()
        })
    };
    of.fields.items.iter().map(line).collect()
}

/// Whether a quote was issued for it that still stands.
pub(super) fn issued(r: &Reader<'_>, id: OpportunityId) -> Result<bool> {
    r.value(
        "select exists (select 1 from document d
           where d.opportunity_id = :id and d.kind = 'quote'
             and not exists (select 1 from document_void v where v.document_seq = d.seq))",
        named_params! {":id": id},
    )
}

/// What was issued for an opportunity, the latest first: quotes, orders, deliveries, invoices.
pub fn documents_of(r: &Reader<'_>, id: OpportunityId, today: Day) -> Result<Vec<DocumentRow>> {
    let ids: Vec<DocumentId> =
        r.rows("select seq from document where opportunity_id = :id", named_params! {":id": id}, |row| {
            row.get("seq")
        })?;
    if ids.is_empty() { Ok(Vec::new()) } else { documents::list_of(r, &ids, today) }
}
