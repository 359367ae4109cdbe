//! Everything open of one party moves to another, because both are one.
//!
//! As with a rescheduling, the open items are closed and others opened on the same account, by the same amount in both
//! currencies and due on the same days; they belong to the same documents. Here an entry goes with it (应收转应收), since the
//! party changes: each control account keeps its balance, and its subledger moves by as much. One act for each document, so
//! that each can be taken back by what takes back any act.

use std::collections::BTreeMap;

use rusqlite::named_params;

use crate::audit;
use crate::calendar::Day;
use crate::error::Result;
use crate::ledger::{Control, Why, account_by_id, book};
use crate::settlement::{OpenItem, Posting, SettledBy, outstanding_of};
use crate::store::{DocumentId, PartyId, Seq, Writer};

const CONTROLS: [Control; 6] = [
    Control::Receivable,
    Control::CustomerAdvance,
    Control::CustomerDeposit,
    Control::Payable,
    Control::SupplierPrepayment,
    Control::SupplierDeposit,
];

/// Moves what is open of `from` to `to` on `date`; `reason` stands in the entries. The acts in their order.
///
/// # Errors
/// `date_out_of_range` for an item that is dated later, `item_revalued`, `month_closed`.
pub fn move_open_items(
    w: &Writer<'_>,
    from: PartyId,
    to: PartyId,
    date: Day,
    reason: &str,
) -> Result<Vec<Seq>> {
    let mut by_document: BTreeMap<Option<DocumentId>, Vec<OpenItem>> = BTreeMap::new();
    for item in outstanding_of(w, from, &CONTROLS)? {
        by_document.entry(item.document_id).or_default().push(item);
    }
    let book = book(w)?;
    let mut acts = Vec::with_capacity(by_document.len());
    for (document, items) in by_document {
        let mut posting = Posting::new(&book, date);
        for item in &items {
            let account = account_by_id(w, item.account_id)?;
            posting.reduce(item, account.clone(), item.remaining, SettledBy::Nothing)?;
            posting.open(account, to, item.due_on, item.remaining, item.remaining_base)?;
        }
        let act = audit::begin(w)?;
        if let Some(id) = document {
            w.execute(
                "insert into rescheduling (seq, document_seq, date, reason) values (:seq, :id, :date, :reason)",
                named_params! {":seq": act.seq, ":id": id, ":date": date, ":reason": reason},
            )?;
        }
        let why = Why { summary: Some(reason.to_owned()), ..Why::default() };
        let written = posting.write(w, &act, document, why)?;
        let rescheduled = document.map(|id| (id, date, reason));
        acts.push(written.body().with_rescheduling(rescheduled).seal(w, act)?);
    }
    Ok(acts)
}
