//! What customers bought: kept beside each sale, so that figures over all of them read one narrow table.

use rusqlite::named_params;

use super::kind::DocumentKind;
use crate::calendar::Day;
use crate::error::Result;
use crate::store::{DocumentId, Seq, Writer};

/// Whether an act sold, or took a sale back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sold {
    Issued,
    Voided,
}

/// Keeps what the act `seq`, whose entry is written, sold by an invoice or credit note; other kinds sell nothing.
pub(super) fn keep_net_sale(
    w: &Writer<'_>,
    (document, kind): (DocumentId, DocumentKind),
    (seq, date): (Seq, Day),
    sold: Sold,
) -> Result<()> {
    if !matches!(kind, DocumentKind::Invoice | DocumentKind::CreditNote) {
        return Ok(());
    }
    let direction = match sold {
        Sold::Issued => 1,
        Sold::Voided => -1,
    };
    w.execute(
        include_str!("keep_net_sale.sql"),
        named_params! {":seq": seq, ":date": date, ":direction": direction, ":document": document},
    )?;
    Ok(())
}
