//! 对账确认: what became of a sent statement.

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::sent::sent;
use super::unknown;
use crate::audit::{self, Subject};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::money::Money;
use crate::parties::attached_file;
use crate::store::{AttachmentId, PartyId, Reader, Seq, Writer};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    /// The customer agrees with the balance: 信息证明无误.
    Confirmed,
    /// The customer states another balance: 信息不符.
    Disagrees,
    /// It never left, or should not count: recorded by mistake.
    Withdrawn,
}

impl AnswerKind {
    const ALL: [AnswerKind; 3] = [AnswerKind::Confirmed, AnswerKind::Disagrees, AnswerKind::Withdrawn];

    fn as_str(self) -> &'static str {
        match self {
            AnswerKind::Confirmed => "confirmed",
            AnswerKind::Disagrees => "disagrees",
            AnswerKind::Withdrawn => "withdrawn",
        }
    }
}

/// An answer as it is recorded.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct AnswerStatement {
    /// The sent statement.
    pub statement: Seq,
    pub answer: AnswerKind,
    /// The day of the answer.
    pub date: Day,
    /// The balance that the customer states, in the statement's currency; of one who disagrees.
    pub amount: Option<Money>,
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub note: String,
    /// The signed copy that came back.
    pub attachment_id: Option<AttachmentId>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct StatementAnswer {
    pub seq: Seq,
    pub statement: Seq,
    pub answer: AnswerKind,
    pub date: Day,
    pub amount: Option<Money>,
    /// What the customer states less what the statement says; of one who disagrees.
    pub difference: Option<Money>,
    pub note: String,
    pub attachment_id: Option<AttachmentId>,
}

/// Records what became of a sent statement; an earlier answer stays and no longer counts.
///
/// # Errors
/// `not_found`; `field_missing` for the amount of one who disagrees, `field_invalid` for one of an answer that has none
/// or a day before the statement was sent; `currency_mismatch`.
pub fn answer(w: &Writer<'_>, new: &AnswerStatement) -> Result<StatementAnswer> {
    let statement = sent(w, new.statement)?;
    if new.date < statement.sent_on {
        return Err(Error::FieldInvalid { field: "date".into(), value: new.date.to_string() });
    }
    match (new.answer, new.amount) {
        (AnswerKind::Disagrees, None) => return Err(Error::FieldMissing { field: "amount".into() }),
        (AnswerKind::Disagrees, Some(amount)) => drop(amount.checked_sub(statement.closing)?),
        (_, Some(amount)) => {
            return Err(Error::FieldInvalid { field: "amount".into(), value: amount.to_plain() });
        }
        (_, None) => {}
    }
    if let Some(id) = new.attachment_id {
        attached_file(w, id)?;
    }
    let act = audit::begin(w)?;
    let salt = audit::salt(w, "statement_answer")?;
    w.execute(
        "insert into statement_answer (seq, statement_seq, answer, date, amount_minor, note, attachment_id, salt)
         values (:seq, :statement, :answer, :date, :amount, :note, :attachment, :salt)",
        named_params! {":seq": act.seq, ":statement": new.statement, ":answer": new.answer.as_str(),
        ":date": new.date, ":amount": new.amount.map(Money::minor), ":note": new.note.trim(),
        ":attachment": new.attachment_id, ":salt": salt},
    )?;
    let kept = by_seq(w, act.seq)?
        .ok_or_else(|| Error::NotFound { kind: "answer".into(), key: format!("#{}", act.seq) })?;
    let digest = audit::salted_digest(&salt, canonical(&kept));
    audit::seal(w, act, Subject::StatementAnswer(statement.party_id.value()), digest)?;
    Ok(kept)
}

/// Every answer to a party's statements up to an act, in their order.
pub fn answers(r: &Reader<'_>, party: PartyId, known: Seq) -> Result<Vec<StatementAnswer>> {
    let sql =
        concat!(include_str!("answer.sql"), " where s.party_id = :party and a.seq <= :known order by a.seq");
    r.rows(sql, named_params! {":party": party, ":known": known}, read)
}

fn by_seq(r: &Reader<'_>, seq: Seq) -> Result<Option<StatementAnswer>> {
    r.row(concat!(include_str!("answer.sql"), " where a.seq = :seq"), named_params! {":seq": seq}, read)
}

fn read(row: &Row<'_>) -> rusqlite::Result<StatementAnswer> {
    let word: String = row.get("answer")?;
    let currency = row.get("currency")?;
    let closing: i64 = row.get("closing_minor")?;
    let stated: Option<i64> = row.get("amount_minor")?;
    Ok(StatementAnswer {
        seq: row.get("seq")?,
        statement: row.get("statement_seq")?,
        answer: AnswerKind::ALL
            .into_iter()
            .find(|each| each.as_str() == word)
            .ok_or_else(|| unknown("answer", &word))?,
        date: row.get("date")?,
        amount: stated.map(|minor| Money::from_minor(minor, currency)),
        difference: stated.map(|minor| Money::from_minor(minor - closing, currency)),
        note: row.get("note")?,
        attachment_id: row.get("attachment_id")?,
    })
}

/// What the trail's digest covers of an answer: its salt and text.
pub fn canonical_answer(r: &Reader<'_>, seq: Seq) -> Result<Option<([u8; 16], String)>> {
    let salt =
        r.row("select salt from statement_answer where seq = :seq", named_params! {":seq": seq}, |row| {
            row.get("salt")
        })?;
    Ok(salt.zip(by_seq(r, seq)?.map(|kept| canonical(&kept))))
}

fn canonical(of: &StatementAnswer) -> String {
    audit::canonical(&json!({"statement_answer": {
        "statement": of.statement, "answer": of.answer, "date": of.date, "amount": of.amount, "note": of.note,
        "attachment": of.attachment_id,
    }}))
}
