//! Into the outbox, and what a person decides about a mail there.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::account::account;
use super::address::{MailAddress, MailRecipient, MailRole};
use super::kind::MailKind;
use super::outbox::{Content, Mail, MailOutcomeKind, MailState, mail};
use super::standing::{DeliveryState, Standing};
use super::template::MailText;
use crate::audit;
use crate::calendar::{Day, instant_text};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::parties::keep_file;
use crate::store::{AttachmentId, DocumentId, PartyId, Seq, Writer};

/// A mail about to be queued.
#[derive(Debug)]
pub struct NewMail<'m> {
    pub kind: MailKind,
    pub party_id: Option<PartyId>,
    pub document_id: Option<DocumentId>,
    /// The act that kept the paper, and where its bytes are.
    pub paper: Option<(Seq, AttachmentId)>,
    /// Name and bytes of a paper that nothing has kept yet.
    pub file: Option<(&'m str, &'m [u8])>,
    pub number: &'m str,
    pub language: Language,
    pub to: Vec<MailAddress>,
    pub cc: Vec<MailAddress>,
    pub text: &'m MailText,
}

/// Puts a mail into the outbox, with everything that makes it this mail and no other.
///
/// # Errors
/// `mail_sender_missing`; `field_missing` without a recipient, a subject or a text.
pub fn queue(w: &Writer<'_>, new: &NewMail<'_>) -> Result<Mail> {
    let content = content(w, new)?;
    let value = serde_json::to_value(&content).map_err(Error::unexpected)?;
    let salt = audit::salt(w, "mail")?;
    let message_id = format!("<{}@{}>", audit::hex(&audit::digest(&[&salt])), content.sender.domain());
    let written_at = instant_text(w.stamp().now);
    let sha256 = new.file.map(|(_, bytes)| audit::hex(&audit::digest(&[bytes])));
    let act = json!({"content": value, "document": new.document_id, "kind": new.kind, "language": new.language,
        "message_id": message_id, "number": new.number, "paper": new.paper.map(|(seq, _)| seq), "party": new.party_id,
        "sha256": sha256, "written_at": written_at});
    let seq = audit::record(w, &json!({"mail": act}))?;
    let kept = new.file.map(|(name, bytes)| keep_file(w, seq, name, bytes)).transpose()?.map(|file| file.id);
    w.execute(
        include_str!("insert_mail.sql"),
        named_params! {":seq": seq, ":kind": new.kind.as_str(), ":party": new.party_id, ":document": new.document_id,
        ":paper": new.paper.map(|(seq, _)| seq), ":number": new.number, ":language": new.language.tag(),
        ":message_id": message_id, ":written_at": written_at, ":content": audit::canonical(&value),
        ":attachment": kept.or(new.paper.map(|(_, id)| id))},
    )?;
    let standing =
        Standing::new(content.recipients.iter().map(|recipient| recipient.address.address.as_str()));
    w.execute(
        "insert into mail_queue (mail_seq, state, next_at, tries, process, standing, reply, changed_at)
         values (:mail, 'queued', :at, 0, null, :standing, '', :at)",
        named_params! {":mail": seq, ":at": written_at, ":standing": text_of(&standing)?},
    )?;
    mail(w, seq)
}

fn content(w: &Writer<'_>, new: &NewMail<'_>) -> Result<Content> {
    let account = account(w)?;
    if account.sender_address.is_empty() {
        return Err(Error::MailSenderMissing);
    }
    let missing = |field: &str| Error::FieldMissing { field: field.into() };
    if new.to.is_empty() {
        return Err(missing("to"));
    }
    let subject = new.text.subject.split_whitespace().collect::<Vec<_>>().join(" ");
    let body = new.text.body.trim().replace("\r\n", "\n");
    if subject.is_empty() {
        return Err(missing("subject"));
    }
    if body.is_empty() {
        return Err(missing("body"));
    }
    let sender = account.sender()?;
    let copy = account.copy_to_self.then(|| sender.clone());
    let mut recipients: Vec<MailRecipient> = Vec::new();
    let roles = [(MailRole::To, new.to.clone()), (MailRole::Cc, new.cc.clone())];
    for (role, list) in roles.into_iter().chain([(MailRole::Bcc, copy.into_iter().collect())]) {
        for address in list {
            if !recipients.iter().any(|known| known.address.address.eq_ignore_ascii_case(&address.address)) {
                recipients.push(MailRecipient { role, address });
            }
        }
    }
    let reply_to = Some(account.reply_to.as_str()).filter(|address| !address.is_empty());
    let reply_to = reply_to.map(|address| MailAddress::parse(address, "reply_to")).transpose()?;
    Ok(Content { sender, reply_to, recipients, subject, body })
}

pub(super) fn text_of(standing: &Standing) -> Result<String> {
    Ok(audit::canonical(&serde_json::to_value(&standing.0).map_err(Error::unexpected)?))
}

/// What a person decides about a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailSettlement {
    /// It is known to have arrived: of one that is in doubt.
    Went,
    /// Sent again to whom it has not gone for certain.
    Again,
    /// It does not go out; one that is in doubt is given up.
    Cancelled,
    /// The user's own mail program sends it.
    HandedOver,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
pub struct SettleMail {
    /// The mail, by its act.
    pub seq: Seq,
    pub settlement: MailSettlement,
}

/// # Errors
/// `not_found`; `mail_state` where the mail is not in a state to be settled so.
pub fn settle(w: &Writer<'_>, input: &SettleMail, today: Day) -> Result<Mail> {
    use MailSettlement::{Again, Cancelled, HandedOver, Went};
    use MailState as State;
    let before = mail(w, input.seq)?;
    let state = before.row.state;
    let fits = match input.settlement {
        Went => state == State::Unknown,
        Again => matches!(
            state,
            State::Unknown | State::Refused | State::Partly | State::Cancelled | State::Waiting
        ),
        Cancelled | HandedOver => {
            matches!(state, State::Queued | State::Waiting | State::Unknown | State::Refused)
        }
    };
    if !fits {
        return Err(Error::MailState { number: before.row.number, state: state.as_str().into() });
    }
    let mut standing = Standing(before.deliveries);
    let outcome = match input.settlement {
        Went => {
            standing.turn(DeliveryState::Unknown, DeliveryState::Accepted);
            // Whom the server had put off has not got it: those are tried again.
            if standing.has(DeliveryState::Pending) { MailOutcomeKind::Again } else { MailOutcomeKind::Went }
        }
        Again => {
            standing.turn(DeliveryState::Unknown, DeliveryState::Pending);
            standing.turn(DeliveryState::Refused, DeliveryState::Pending);
            MailOutcomeKind::Again
        }
        Cancelled => MailOutcomeKind::Cancelled,
        HandedOver => MailOutcomeKind::HandedOver,
    };
    record_outcome(w, input.seq, outcome, &standing, today)?;
    w.execute(
        "update mail_queue
         set state = :state, next_at = :at, tries = 0, process = null, standing = :standing, reply = '', changed_at = :at
         where mail_seq = :mail",
        named_params! {":mail": input.seq, ":state": if outcome == MailOutcomeKind::Again { "queued" } else { "done" },
        ":at": instant_text(w.stamp().now), ":standing": text_of(&standing)?},
    )?;
    mail(w, input.seq)
}

pub(super) fn record_outcome(
    w: &Writer<'_>,
    mail: Seq,
    outcome: MailOutcomeKind,
    standing: &Standing,
    today: Day,
) -> Result<Seq> {
    let value = serde_json::to_value(&standing.0).map_err(Error::unexpected)?;
    let act = json!({"date": today, "mail": mail, "outcome": outcome, "standing": value});
    let seq = audit::record(w, &json!({"mail_outcome": act}))?;
    w.execute(
        "insert into mail_outcome (seq, mail_seq, outcome, date, standing)
         values (:seq, :mail, :outcome, :date, :standing)",
        named_params! {":seq": seq, ":mail": mail, ":outcome": outcome.as_str(), ":date": today,
        ":standing": audit::canonical(&value)},
    )?;
    Ok(seq)
}
