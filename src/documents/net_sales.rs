//! What customers bought: kept beside each sale, so that figures over all of them read one narrow table.

use std::collections::BTreeSet;

use rusqlite::named_params;

use super::kind::DocumentKind;
use super::record::Record;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::Entry;
use crate::store::{Seq, Writer};

/// Whether an act sold, or took a sale back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sold {
    Issued,
    Voided { on: Day },
}

/// Keeps what an act sold by an invoice or credit note: what its entry posted on the accounts of the document's lines,
/// so that taxes, costs and rounding stay out. Other kinds sell nothing.
pub(super) fn keep_net_sale(
    w: &Writer<'_>,
    record: &Record,
    (seq, sold): (Seq, Sold),
    entry: Option<&Entry>,
) -> Result<()> {
    if !matches!(record.kind, DocumentKind::Invoice | DocumentKind::CreditNote) {
        return Ok(());
    }
    let accounts: BTreeSet<&str> = record.lines.iter().map(|line| line.account.as_str()).collect();
    let mut net: i64 = 0;
    for line in entry.iter().flat_map(|entry| &entry.lines) {
        if accounts.contains(line.account.as_str()) {
            let sold = line.base.minor().checked_mul(-line.side.sign()).ok_or(Error::AmountOverflow)?;
            net = net.checked_add(sold).ok_or(Error::AmountOverflow)?;
        }
    }
    let (date, direction) = match sold {
        Sold::Issued => (record.date, 1),
        Sold::Voided { on } => (on, -1),
    };
    w.put(
        "insert into net_sale (seq, document_seq, party_id, date, kind, direction, net_base_minor)
         values (:seq, :document, :party, :date, :kind, :direction, :net)",
        named_params! {":seq": seq, ":document": record.id, ":party": record.party_id, ":date": date,
        ":kind": record.kind.as_str(), ":direction": direction, ":net": net},
    )
}
