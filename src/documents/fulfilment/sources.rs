//! What a line was made from: checked before it is issued, followed afterwards.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use rusqlite::named_params;
use rust_decimal::Decimal;

use super::quantities::{Progress, Tree, fits};
use super::tree::{LineKey, Roots, trees};
use crate::documents::decision::{Decision, standing_decision};
use crate::documents::desk::Desk;
use crate::documents::fields::{LineFields, TradeFields};
use crate::documents::kind::DocumentKind;
use crate::documents::record::{Record, RecordLine};
use crate::documents::versions::successor;
use crate::error::{Error, Result};
use crate::money::Currency;
use crate::parties;
use crate::store::{DocumentId, OpportunityId, PartyId, Reader, Seq, UserId, setting};

/// Which kinds a line of a kind may be made from.
pub fn sources_of(kind: DocumentKind) -> &'static [DocumentKind] {
    match kind {
        DocumentKind::SalesOrder => &[DocumentKind::Quote],
        DocumentKind::Delivery => &[DocumentKind::SalesOrder],
        DocumentKind::Invoice => &[DocumentKind::SalesOrder, DocumentKind::Delivery],
        DocumentKind::CreditNote => &[DocumentKind::Invoice],
        _ => &[],
    }
}

/// The document that is made, as far as its sources are asked about it.
#[derive(Debug, Clone, Copy)]
pub(in crate::documents) struct Made<'f> {
    pub kind: DocumentKind,
    pub party: PartyId,
    pub currency: Currency,
    pub fields: &'f TradeFields,
}

/// What a document takes from what its lines were made from.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::documents) struct Inherited {
    pub opportunity: Option<OpportunityId>,
    pub salesperson: Option<UserId>,
}

impl Inherited {
    /// What another says where this one says nothing.
    pub fn or(self, other: Option<Inherited>) -> Inherited {
        let other = other.unwrap_or_default();
        Inherited {
            opportunity: self.opportunity.or(other.opportunity),
            salesperson: self.salesperson.or(other.salesperson),
        }
    }
}

impl Made<'_> {
    /// Checks each line against what it was made from: a standing document of the same customer and currency, of which
    /// as much is left.
    ///
    /// # Errors
    /// `source_unfit` for another document; `quantity_exceeds`; `over_delivery` where more is delivered than was ordered
    /// and nobody agreed to it.
    pub fn check(&self, desk: &Desk<'_, '_>) -> Result<Inherited> {
        let mut inherited = Inherited::default();
        let mut taken: BTreeMap<LineKey, Decimal> = BTreeMap::new();
        let mut known = Known::default();
        for (number, line) in (1_u32..).zip(&self.fields.lines) {
            let Some(source) = line.source else { continue };
            let from = desk.posted(source.document_id)?;
            self.refuse_unfit(desk.reader(), &from, line)?;
            let of = line_of(&from, source.line)?;
            let used = taken.entry((from.id, source.line)).or_default();
            let asked = Asked { number, quantity: line.quantity.0, used: *used };
            self.refuse_too_much(desk.reader(), &mut known, &from, (of, source.line), asked)?;
            *used += line.quantity.0;
            inherited.opportunity = inherited.opportunity.or(from.opportunity);
            inherited.salesperson = inherited.salesperson.or(from.salesperson);
        }
        Ok(inherited)
    }

    fn refuse_unfit(&self, r: &Reader<'_>, from: &Record, line: &LineFields) -> Result<()> {
        let unfit = |reason: &str| Error::SourceUnfit { number: from.number.clone(), reason: reason.into() };
        let void: bool = r.value(
            "select exists (select 1 from document_void where document_seq = :seq)",
            named_params! {":seq": from.id},
        )?;
        let comes_back = line.quantity.0.is_sign_negative();
        match standing_decision(r, from.id)? {
            _ if !sources_of(self.kind).contains(&from.kind) => Err(unfit("other_kind")),
            _ if !self.is_of_party(r, from.party_id)? => Err(unfit("other_party")),
            _ if from.currency != self.currency => Err(unfit("other_currency")),
            _ if void => Err(unfit("is_void")),
            _ if from.kind == DocumentKind::Quote && successor(r, from.id)?.is_some() => {
                Err(unfit("superseded"))
            }
            Some(Decision::Declined) => Err(unfit("declined")),
            Some(Decision::Closed) if self.kind == DocumentKind::Delivery && !comes_back => {
                Err(unfit("is_closed"))
            }
            _ => Ok(()),
        }
    }

    /// Whether that customer is the document's, or was merged into it.
    fn is_of_party(&self, r: &Reader<'_>, party: PartyId) -> Result<bool> {
        Ok(party == self.party || parties::standing(r, parties::get(r, party)?)?.id == self.party)
    }

    fn refuse_too_much(
        &self,
        r: &Reader<'_>,
        known: &mut Known,
        from: &Record,
        (of, line): (&RecordLine, u32),
        asked: Asked,
    ) -> Result<()> {
        let key = (from.id, line);
        let open = match self.kind {
            // A customer may order more or less than was quoted.
            DocumentKind::SalesOrder => return Ok(()),
            DocumentKind::CreditNote => of.quantity.0 - credited_of(r, from.id, line)?,
            DocumentKind::Delivery => {
                let progress = known.progress(r, from.id, key)?;
                let comes_back = asked.quantity.is_sign_negative() != of.quantity.0.is_sign_negative();
                if comes_back { -progress.delivered } else { progress.to_deliver }
            }
            _ => known.progress(r, of.source.map_or(from.id, |order| order.document_id), key)?.to_invoice,
        };
        let open = open - asked.used;
        if fits(asked.quantity, open) {
            return Ok(());
        }
        let (line, number) = (asked.number, from.number.clone());
        let (open, quantity) = (open.normalize().to_string(), asked.quantity.normalize().to_string());
        let forward = asked.quantity.is_sign_negative() == of.quantity.0.is_sign_negative();
        if self.kind == DocumentKind::Delivery && forward && asks_for_over_delivery(r)? {
            return match self.fields.over_delivery {
                true => Ok(()),
                false => Err(Error::OverDelivery { line, number, open, quantity }),
            };
        }
        Err(Error::QuantityExceeds { line, number, open, quantity })
    }
}

/// A line that asks for a quantity, and what lines before it took of the same source.
#[derive(Debug, Clone, Copy)]
struct Asked {
    number: u32,
    quantity: Decimal,
    used: Decimal,
}

/// How far lines have come, by the document their trees grow from.
#[derive(Default)]
struct Known(BTreeMap<DocumentId, BTreeMap<LineKey, Progress>>);

impl Known {
    fn progress(&mut self, r: &Reader<'_>, root: DocumentId, key: LineKey) -> Result<Progress> {
        let lines = match self.0.entry(root) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(progress_from(r, root)?),
        };
        lines.get(&key).copied().ok_or_else(|| missing(key))
    }
}

/// How far the lines have come that grow from a document.
pub fn progress_from(r: &Reader<'_>, root: DocumentId) -> Result<BTreeMap<LineKey, Progress>> {
    Ok(trees(r, Roots::Of(root))?.iter().flat_map(Tree::progress).collect())
}

/// Whether more may be delivered than was ordered once somebody agrees: a setting of the book.
fn asks_for_over_delivery(r: &Reader<'_>) -> Result<bool> {
    Ok(setting(r, OVER_DELIVERY)?.as_deref() != Some("refuse"))
}

/// The key of the setting.
pub const OVER_DELIVERY: &str = "over_delivery";

/// What standing credit notes took back of an invoice's line.
pub fn credited_of(r: &Reader<'_>, seq: DocumentId, line: u32) -> Result<Decimal> {
    let sum: Option<String> =
        r.value(include_str!("credited.sql"), named_params! {":seq": seq, ":line": line})?;
    sum.map_or(Ok(Decimal::ZERO), |sum| sum.parse().map_err(Error::unexpected))
}

pub(in crate::documents) fn line_of(record: &Record, line: u32) -> Result<&RecordLine> {
    let at = usize::try_from(line).ok().and_then(|line| line.checked_sub(1));
    at.and_then(|at| record.lines.get(at)).ok_or_else(|| missing((record.id, line)))
}

fn missing((seq, line): LineKey) -> Error {
    Error::NotFound { kind: "document_line".into(), key: format!("#{} / {line}", Seq::from(seq)) }
}

/// The documents whose quantities an act on this one moves: the orders its lines grow from, and the deliveries that came
/// from none.
pub(in crate::documents) fn roots_of(r: &Reader<'_>, record: &Record) -> Result<BTreeSet<DocumentId>> {
    let mut roots = BTreeSet::new();
    if matches!(record.kind, DocumentKind::SalesOrder | DocumentKind::Delivery) {
        roots.insert(record.id);
    }
    let sources = record.lines.iter().filter_map(|line| line.source.map(|source| source.document_id));
    for source in sources.collect::<BTreeSet<_>>() {
        roots.insert(source);
        roots.extend(r.rows(include_str!("roots.sql"), named_params! {":seq": source}, |row| {
            row.get::<_, DocumentId>("root_seq")
        })?);
    }
    Ok(roots)
}
