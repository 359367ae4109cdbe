//! What the customer said to a letter.

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::list::{ReconciliationState, reconciliation};
use super::unknown;
use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::money::{Currency, Money};
use crate::parties::attached_file;
use crate::store::{AttachmentId, Reader, Seq, Writer};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReconciliationAnswer {
    /// 信息证明无误: both sides agree, at once or after the differences were settled.
    Confirmed,
    /// 信息不符: the customer states another balance.
    Disagrees,
    /// It never left, or should not count.
    Withdrawn,
    /// What was answered before was entered by mistake.
    Reopened,
}

impl ReconciliationAnswer {
    const ALL: [ReconciliationAnswer; 4] = [
        ReconciliationAnswer::Confirmed,
        ReconciliationAnswer::Disagrees,
        ReconciliationAnswer::Withdrawn,
        ReconciliationAnswer::Reopened,
    ];

    fn as_str(self) -> &'static str {
        match self {
            ReconciliationAnswer::Confirmed => "confirmed",
            ReconciliationAnswer::Disagrees => "disagrees",
            ReconciliationAnswer::Withdrawn => "withdrawn",
            ReconciliationAnswer::Reopened => "reopened",
        }
    }
}

/// A reply as it is entered.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct AnswerReconciliation {
    /// The letter, by its act.
    pub reconciliation: Seq,
    pub answer: ReconciliationAnswer,
    /// The day of the reply; today where absent.
    pub date: Option<Day>,
    /// Who signed; needed to confirm.
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub signer: String,
    /// The balance that the customer states, of one who disagrees; the balance agreed on, of one who confirms another than
    /// the letter's.
    pub amount: Option<Money>,
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub note: String,
    /// The signed copy that came back.
    pub attachment_id: Option<AttachmentId>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ReconciliationReply {
    pub seq: Seq,
    pub answer: ReconciliationAnswer,
    pub date: Day,
    pub signer: String,
    pub amount: Option<Money>,
    pub note: String,
    pub attachment_id: Option<AttachmentId>,
    pub entered_by: String,
}

/// Records a reply; an earlier one stays and no longer counts.
///
/// # Errors
/// `not_found`; `field_missing` for the signer of one who confirms and the amount of one who disagrees; `field_invalid` for a
/// day that is to come or before the letter left, and an amount of one who withdraws; `currency_mismatch`;
/// `reconciliation_unresolved` to confirm with differences open; `reconciliation_closed` for another answer to a letter that
/// is confirmed or withdrawn.
pub fn reply(w: &Writer<'_>, new: &AnswerReconciliation, today: Day) -> Result<Vec<ReconciliationReply>> {
    use ReconciliationAnswer::{Confirmed, Disagrees, Reopened, Withdrawn};
    let letter = reconciliation(w, new.reconciliation)?;
    let date = new.date.unwrap_or(today);
    if date > today || date < letter.sent_on {
        return Err(Error::FieldInvalid { field: "date".into(), value: date.to_string() });
    }
    let (signer, note) = (new.signer.trim(), new.note.trim());
    match (new.answer, new.amount) {
        (Confirmed, _) if signer.is_empty() => {
            return Err(Error::FieldMissing { field: "signer".into() });
        }
        (Disagrees, None) => return Err(Error::FieldMissing { field: "amount".into() }),
        (Confirmed | Disagrees, Some(amount)) => drop(amount.checked_sub(letter.balance)?),
        (Withdrawn | Reopened, Some(amount)) => {
            return Err(Error::FieldInvalid { field: "amount".into(), value: amount.to_plain() });
        }
        (_, None) => {}
    }
    let is_closed = matches!(letter.state, ReconciliationState::Confirmed | ReconciliationState::Withdrawn);
    if is_closed && new.answer != Reopened {
        return Err(Error::ReconciliationClosed { number: letter.number });
    }
    if new.answer == Confirmed && letter.state == ReconciliationState::Compared {
        return Err(Error::ReconciliationUnresolved {
            number: letter.number,
            open: u64::try_from(letter.open_findings).unwrap_or_default(),
        });
    }
    if let Some(id) = new.attachment_id {
        attached_file(w, id)?;
    }
    let amount = new.amount.map(Money::minor);
    let seq = audit::record(
        w,
        &json!({"reconciliation_reply": {"amount_minor": amount, "answer": new.answer,
            "attachment_id": new.attachment_id, "date": date, "note": note,
            "reconciliation_seq": new.reconciliation, "signer": signer}}),
    )?;
    w.execute(
        include_str!("insert_reply.sql"),
        named_params! {":seq": seq, ":reconciliation": new.reconciliation, ":answer": new.answer.as_str(),
        ":date": date, ":signer": signer, ":amount": amount, ":note": note, ":attachment": new.attachment_id},
    )?;
    replies(w, new.reconciliation)
}

/// Every reply to a letter, the latest first.
pub fn replies(r: &Reader<'_>, letter: Seq) -> Result<Vec<ReconciliationReply>> {
    r.rows(include_str!("replies.sql"), named_params! {":reconciliation": letter}, read)
}

fn read(row: &Row<'_>) -> rusqlite::Result<ReconciliationReply> {
    let (word, currency): (String, Currency) = (row.get("answer")?, row.get("currency")?);
    let amount: Option<i64> = row.get("amount_minor")?;
    Ok(ReconciliationReply {
        seq: row.get("seq")?,
        answer: ReconciliationAnswer::ALL
            .into_iter()
            .find(|each| each.as_str() == word)
            .ok_or_else(|| unknown("answer", &word))?,
        date: row.get("date")?,
        signer: row.get("signer")?,
        amount: amount.map(|minor| Money::from_minor(minor, currency)),
        note: row.get("note")?,
        attachment_id: row.get("attachment_id")?,
        entered_by: row.get("entered_by")?,
    })
}
