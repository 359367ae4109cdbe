//! 展期: new due days for what is open of a document.
//!
//! Nothing posted changes: the open items are closed and others opened on the same account, by the same amount in both
//! currencies, so that no entry is needed and a report of a day before, or as known before, still shows the old days.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::instalments::{Instalment, InstalmentFields, split_rest};
use super::record::record;
use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::{Control, Why, account_by_id, book};
use crate::money::{Money, split};
use crate::settlement::{OpenItem, Posting, SettledBy, items_of_document};
use crate::store::{DocumentId, Reader, Seq, Writer};

/// What is open of a document, due anew.
#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct Reschedule {
    pub id: DocumentId,
    /// From when the new days hold, and they are counted; today where absent.
    pub date: Option<Day>,
    /// Of what is open; one at least, the last takes the rest.
    pub instalments: Vec<InstalmentFields>,
    pub reason: String,
}

/// An act of rescheduling, ready to be taken back.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct Rescheduled {
    pub seq: Seq,
    pub number: String,
    pub instalments: Vec<Instalment>,
}

/// When a document was rescheduled, and why.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct Rescheduling {
    pub seq: Seq,
    pub date: Day,
    pub reason: String,
}

/// Closes what is open of an invoice or bill and opens it again with other due days.
///
/// # Errors
/// `not_found`; `field_missing` without a reason or instalments; `field_invalid` where nothing is open; whatever
/// splitting it refuses; `date_out_of_range`, `item_revalued` and `month_closed` as for settling it on that day.
pub fn reschedule(w: &Writer<'_>, input: &Reschedule, today: Day) -> Result<Rescheduled> {
    let id = input.id;
    let document =
        record(w, id)?.ok_or_else(|| Error::NotFound { kind: "document".into(), key: id.to_string() })?;
    let reason = input.reason.trim();
    for (field, is_missing) in [("reason", reason.is_empty()), ("instalments", input.instalments.is_empty())]
    {
        if is_missing {
            return Err(Error::FieldMissing { field: field.into() });
        }
    }
    let is_owed = |item: &OpenItem| {
        matches!(item.control, Control::Receivable | Control::Payable) && item.remaining.minor() > 0
    };
    let open: Vec<OpenItem> = items_of_document(w, id)?.into_iter().filter(is_owed).collect();
    let Some(first) = open.first() else {
        return Err(Error::FieldInvalid { field: "id".into(), value: document.number });
    };
    let book = book(w)?;
    let date = input.date.unwrap_or(today);
    let sum =
        |of: fn(&OpenItem) -> Money, zero: Money| open.iter().map(of).try_fold(zero, Money::checked_add);
    let total = sum(|item| item.remaining, Money::zero(first.remaining.currency()))?;
    let base = sum(|item| item.remaining_base, Money::zero(book.currency))?;
    let instalments = split_rest(total, &input.instalments, book.rounding, date)?;
    let weights: Vec<_> = instalments.iter().map(|part| part.amount.to_decimal()).collect();
    let account = account_by_id(w, first.account_id)?;
    let mut posting = Posting::new(&book, date);
    for item in &open {
        posting.reduce(item, account_by_id(w, item.account_id)?, item.remaining, SettledBy::Nothing)?;
    }
    for (part, minor) in instalments.iter().zip(split(base.minor(), &weights)?) {
        let base = Money::from_minor(minor, base.currency());
        posting.open(account.clone(), first.party_id, part.due_on, part.amount, base)?;
    }
    let act = audit::begin(w)?;
    w.execute(
        "insert into rescheduling (seq, document_seq, date, reason) values (:seq, :id, :date, :reason)",
        named_params! {":seq": act.seq, ":id": id, ":date": date, ":reason": reason},
    )?;
    let written = posting.write(w, &act, Some(id), Why::default())?;
    let seq = written.body().with_rescheduling(Some((id, date, reason))).seal(w, act)?;
    Ok(Rescheduled { seq, number: document.number, instalments })
}

/// The reschedulings of a document that stand, in their order.
pub(super) fn reschedulings(r: &Reader<'_>, id: DocumentId) -> Result<Vec<Rescheduling>> {
    r.rows(
        "select seq, date, reason from rescheduling where document_seq = :id
         and not exists (select 1 from trail t where t.subject = 'posting' and t.subject_id = rescheduling.seq)
         order by seq",
        named_params! {":id": id},
        |row| Ok(Rescheduling { seq: row.get("seq")?, date: row.get("date")?, reason: row.get("reason")? }),
    )
}
