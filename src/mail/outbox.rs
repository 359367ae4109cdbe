//! The outbox as it is looked at: every mail with how far it is and what came back.

use rusqlite::types::Value;
use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::address::{MailAddress, MailRecipient, MailRole};
use super::kind::MailKind;
use super::standing::{MailDelivery, Standing};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::store::{AttachmentId, DocumentId, Page, PartyId, Query, Reader, Seq};

/// How far a mail is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailState {
    Queued,
    /// It was tried and is tried again later.
    Waiting,
    Sending,
    Sent,
    /// Some recipients were refused.
    Partly,
    Refused,
    /// The connection died after its text had gone and before the answer: somebody has to look.
    Unknown,
    Cancelled,
    /// Given to the user's own mail program.
    HandedOver,
}

impl MailState {
    pub const ALL: [MailState; 9] = [
        MailState::Queued,
        MailState::Waiting,
        MailState::Sending,
        MailState::Sent,
        MailState::Partly,
        MailState::Refused,
        MailState::Unknown,
        MailState::Cancelled,
        MailState::HandedOver,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            MailState::Queued => "queued",
            MailState::Waiting => "waiting",
            MailState::Sending => "sending",
            MailState::Sent => "sent",
            MailState::Partly => "partly",
            MailState::Refused => "refused",
            MailState::Unknown => "unknown",
            MailState::Cancelled => "cancelled",
            MailState::HandedOver => "handed_over",
        }
    }

    fn from_stored(word: &str) -> rusqlite::Result<MailState> {
        let found = MailState::ALL.into_iter().find(|state| state.as_str() == word);
        found.ok_or_else(|| damaged(format!("mail state {word:?}")))
    }
}

fn damaged(reason: String) -> rusqlite::Error {
    rusqlite::Error::UserFunctionError(Error::BookDamaged { reason }.into())
}

/// Which mails a list shows, the latest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct MailList {
    /// All where empty.
    pub states: Vec<MailState>,
    pub party_id: Option<PartyId>,
    pub document_id: Option<DocumentId>,
    /// Those that carry a statement or letter, by the act that kept it.
    pub paper: Option<Seq>,
    /// Part of the number, the party, a recipient or the subject.
    pub text: Option<String>,
    pub after: Option<String>,
    pub limit: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct MailRow {
    /// The act that queued it, by which it is named.
    pub seq: Seq,
    pub kind: MailKind,
    pub party_id: Option<PartyId>,
    pub party_name: String,
    pub document_id: Option<DocumentId>,
    /// The act that kept the statement or letter it carries.
    pub paper_seq: Option<Seq>,
    pub number: String,
    /// Those it is to and those who get a copy, but for blind copies.
    pub recipients: Vec<MailAddress>,
    pub subject: String,
    pub state: MailState,
    /// An instant.
    pub written_at: String,
    pub written_by: String,
    /// When it went out or came to its end.
    pub settled_on: Option<Day>,
    /// When it is tried again.
    pub next_at: Option<String>,
    #[ts(type = "number")]
    pub tries: i64,
    /// What came back last.
    pub reply: String,
}

/// A mail with its text and what is known of each recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct Mail {
    pub row: MailRow,
    pub message_id: String,
    pub sender: MailAddress,
    pub reply_to: Option<MailAddress>,
    /// All of them, blind copies too.
    pub recipients: Vec<MailRecipient>,
    pub body: String,
    pub attachment_id: Option<AttachmentId>,
    pub file_name: Option<String>,
    pub deliveries: Vec<MailDelivery>,
    /// What became of it, the first first.
    pub outcomes: Vec<MailOutcome>,
}

/// What became of a mail, by the server or by somebody's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailOutcomeKind {
    Sent,
    Partly,
    Refused,
    Unknown,
    Went,
    /// Into the outbox once more.
    Again,
    Cancelled,
    HandedOver,
}

impl MailOutcomeKind {
    const ALL: [MailOutcomeKind; 8] = [
        MailOutcomeKind::Sent,
        MailOutcomeKind::Partly,
        MailOutcomeKind::Refused,
        MailOutcomeKind::Unknown,
        MailOutcomeKind::Went,
        MailOutcomeKind::Again,
        MailOutcomeKind::Cancelled,
        MailOutcomeKind::HandedOver,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            MailOutcomeKind::Sent => "sent",
            MailOutcomeKind::Partly => "partly",
            MailOutcomeKind::Refused => "refused",
            MailOutcomeKind::Unknown => "unknown",
            MailOutcomeKind::Went => "went",
            MailOutcomeKind::Again => "again",
            MailOutcomeKind::Cancelled => "cancelled",
            MailOutcomeKind::HandedOver => "handed_over",
        }
    }

    fn from_stored(word: &str) -> rusqlite::Result<MailOutcomeKind> {
        let found = MailOutcomeKind::ALL.into_iter().find(|kind| kind.as_str() == word);
        found.ok_or_else(|| damaged(format!("mail outcome {word:?}")))
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct MailOutcome {
    pub outcome: MailOutcomeKind,
    pub recorded_at: String,
    pub by: String,
}

/// What a mail says, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Content {
    pub sender: MailAddress,
    pub reply_to: Option<MailAddress>,
    pub recipients: Vec<MailRecipient>,
    pub subject: String,
    pub body: String,
}

impl Content {
    fn read(text: &str) -> rusqlite::Result<Content> {
        serde_json::from_str(text).map_err(|error| damaged(format!("mail: {error}")))
    }
}

const PAGE_ROWS: u32 = 50;
const SELECT: &str = include_str!("outbox.sql");

/// A page of mails.
///
/// # Errors
/// `field_invalid` for a place that is none.
pub fn outbox(r: &Reader<'_>, input: &MailList) -> Result<Page<MailRow>> {
    let limit = input.limit.unwrap_or(PAGE_ROWS).clamp(1, 1000);
    let before = input.after.as_deref().map(|key| {
        key.parse::<i64>().map_err(|_| Error::FieldInvalid { field: "after".into(), value: key.into() })
    });
    let query = filtered(input).filter_some("seq < ?", before.transpose()?).limit(limit);
    let rows = query.rows(r, read)?;
    let full = rows.len() == limit as usize;
    let next = rows.last().filter(|_| full).map(|row| row.seq.to_string());
    Ok(Page { rows, next })
}

/// Every mail that the filter leaves.
pub fn outbox_whole(r: &Reader<'_>, input: &MailList) -> Result<Vec<MailRow>> {
    filtered(input).rows(r, read)
}

/// How many mails there are of each state.
pub fn counts(r: &Reader<'_>) -> Result<Vec<(MailState, i64)>> {
    r.rows("select state, count(*) as mails from mail_standing group by state", [], |row| {
        Ok((MailState::from_stored(&row.get::<_, String>("state")?)?, row.get("mails")?))
    })
}

/// The mail of that act.
///
/// # Errors
/// `not_found`.
pub fn mail(r: &Reader<'_>, seq: Seq) -> Result<Mail> {
    let missing = || Error::NotFound { kind: "mail".into(), key: format!("#{seq}") };
    let row = Query::new(SELECT).filter("seq = ?", [seq.value().into()]).rows(r, read)?;
    let row = row.into_iter().next().ok_or_else(missing)?;
    let found = r.row(include_str!("mail.sql"), named_params! {":seq": seq}, |found| {
        Ok((
            Content::read(&found.get::<_, String>("content")?)?,
            found.get::<_, String>("message_id")?,
            found.get("attachment_id")?,
            found.get("file_name")?,
            found.get::<_, String>("standing")?,
        ))
    })?;
    let (content, message_id, attachment_id, file_name, standing) = found.ok_or_else(missing)?;
    let outcomes = r.rows(include_str!("outcomes.sql"), named_params! {":mail": seq}, |row| {
        Ok(MailOutcome {
            outcome: MailOutcomeKind::from_stored(&row.get::<_, String>("outcome")?)?,
            recorded_at: row.get("recorded_at")?,
            by: row.get("author")?,
        })
    })?;
    Ok(Mail {
        message_id,
        sender: content.sender,
        reply_to: content.reply_to,
        recipients: content.recipients,
        body: content.body,
        attachment_id,
        file_name,
        deliveries: Standing::read(&standing)?.0,
        outcomes,
        row,
    })
}

fn filtered(input: &MailList) -> Query {
    let states: Vec<&str> = input.states.iter().map(|state| state.as_str()).collect();
    let states = (!states.is_empty()).then(|| serde_json::json!(states).to_string());
    let part = input.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let mut query = Query::new(SELECT)
        .filter_some("party_id = ?", input.party_id.map(PartyId::value))
        .filter_some("document_seq = ?", input.document_id.map(DocumentId::value))
        .filter_some("paper_seq = ?", input.paper.map(Seq::value))
        .filter_some("state in (select value from json_each(?))", states);
    if let Some(part) = part {
        let part = || Value::from(part.to_owned());
        query = query.filter(
            "(instr(folded(number), folded(?)) or instr(folded(party_name), folded(?))
  or instr(folded(content), folded(?)))",
            [part(), part(), part()],
        );
    }
    query.order(&["seq"], true)
}

fn read(row: &Row<'_>) -> rusqlite::Result<MailRow> {
    let content = Content::read(&row.get::<_, String>("content")?)?;
    let seen = content.recipients.into_iter().filter(|recipient| recipient.role != MailRole::Bcc);
    let state = MailState::from_stored(&row.get::<_, String>("state")?)?;
    Ok(MailRow {
        seq: row.get("seq")?,
        kind: MailKind::from_stored(&row.get::<_, String>("kind")?)?,
        party_id: row.get("party_id")?,
        party_name: row.get("party_name")?,
        document_id: row.get("document_seq")?,
        paper_seq: row.get("paper_seq")?,
        number: row.get("number")?,
        recipients: seen.map(|recipient| recipient.address).collect(),
        subject: content.subject,
        state,
        written_at: row.get("written_at")?,
        written_by: row.get("written_by")?,
        settled_on: row.get("settled_on")?,
        next_at: row.get::<_, Option<String>>("next_at")?.filter(|_| state == MailState::Waiting),
        tries: row.get("tries")?,
        reply: row.get("reply")?,
    })
}
