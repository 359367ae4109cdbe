//! Mails made from the books: whom they go to, what they say, which paper they carry; and their way into the outbox.

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::document_paper::{Prices, document_paper};
use super::printing::Printing;
use super::sheet::language_of;
use super::statement_paper::{Sending, record_sent, statement_papers};
use crate::access::user_name;
use crate::calendar::Day;
use crate::documents;
use crate::dunning::{self, amount_in_prose};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::ledger;
use crate::mail::{self, Mail, MailFacts, MailKind, MailText, NewMail, addresses};
use crate::money::{Currency, Money};
use crate::paper::Paper;
use crate::parties::{self, ChannelKind, PartyFields};
use crate::reconciling;
use crate::reports::ReportRequest;
use crate::statements::{self, Way};
use crate::store::{AttachmentId, DocumentId, PartyId, Reader, Seq, UserId, Writer};

/// What a mail carries.
#[derive(Debug)]
pub enum Carried {
    /// A document on paper, made now.
    Document {
        id: DocumentId,
        prices: Prices,
    },
    /// A statement, made now and kept as sent with the mail.
    Statement {
        request: Box<ReportRequest>,
        party_id: PartyId,
        currency: Option<Currency>,
    },
    /// A statement that was kept as sent.
    SentStatement(Seq),
    Reconciliation(Seq),
    /// A letter that went out.
    Dunning {
        run: Seq,
        line: u32,
    },
    Test,
}

/// A person one may write to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct MailContact {
    /// As it is typed: `Name <name@example.com>`.
    pub text: String,
    pub roles: Vec<String>,
    pub primary: bool,
}

/// A mail as it would be queued, to be looked at and changed.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct MailDraft {
    pub kind: MailKind,
    pub party_id: Option<PartyId>,
    pub party_name: String,
    pub number: String,
    pub language: Language,
    pub to: Vec<String>,
    /// Everybody at the customer who has an address.
    pub contacts: Vec<MailContact>,
    pub text: MailText,
    pub file_name: Option<String>,
    /// Characters that no font of ours covers; the paper has them as U+XXXX.
    pub uncovered: Vec<String>,
}

/// What was decided about a draft.
#[derive(Debug)]
pub struct Decided<'d> {
    pub to: &'d [String],
    pub cc: &'d [String],
    /// The template's where absent.
    pub text: Option<&'d MailText>,
    pub language: Option<Language>,
}

/// Everything about what is carried, but for the recipients.
struct Parcel {
    kind: MailKind,
    party_id: Option<PartyId>,
    party: PartyFields,
    number: String,
    language: Language,
    facts: MailFacts,
    file: Option<(String, Paper)>,
    kept: Option<(Seq, AttachmentId)>,
    /// To whom the letter was, where it says so.
    to: Option<String>,
}

/// What a mail would say and to whom it would go.
///
/// # Errors
/// `not_found`; `unsupported` for a document that goes to no customer; `field_invalid` for a letter without a paper.
pub fn mail_draft(
    r: &Reader<'_>,
    carried: &Carried,
    language: Option<Language>,
    (user, today): (UserId, Day),
) -> Result<MailDraft> {
    let parcel = parcel(r, carried, language, (user, today))?;
    let text = mail::filled_template(r, parcel.kind, parcel.language, &parcel.facts)?;
    let contacts = contacts(&parcel.party);
    let usual = || contacts.iter().find(|contact| contact.primary).or(contacts.first());
    let to = parcel.to.or_else(|| usual().map(|contact| contact.text.clone()));
    let own = mail::account(r)?.sender_address;
    let to = match parcel.kind {
        MailKind::Test => Some(own).filter(|address| !address.is_empty()),
        _ => to,
    };
    let kept_name = parcel.kept.map(|(_, id)| parties::attached_file(r, id)).transpose()?;
    let uncovered = parcel.file.iter().flat_map(|(_, paper)| paper.uncovered.iter());
    Ok(MailDraft {
        kind: parcel.kind,
        party_id: parcel.party_id,
        party_name: parcel.party.name,
        number: parcel.number,
        language: parcel.language,
        to: to.into_iter().collect(),
        contacts,
        text,
        uncovered: uncovered.map(|letter| format!("{letter} U+{:04X}", *letter as u32)).collect(),
        file_name: parcel.file.map(|(name, _)| name).or(kept_name.map(|file| file.file_name)),
    })
}

/// Puts a mail into the outbox with its paper. A statement that nothing has kept is kept as sent in the same act of business.
///
/// # Errors
/// Those of [`mail_draft`] and [`mail::queue`]; `mail_address_invalid`.
pub fn queue_mail(
    w: &Writer<'_>,
    carried: &Carried,
    decided: &Decided<'_>,
    (user, today): (UserId, Day),
) -> Result<Mail> {
    let (to, cc) = (addresses(decided.to, "to")?, addresses(decided.cc, "cc")?);
    let mut parcel = parcel(w, carried, decided.language, (user, today))?;
    if let Carried::Statement { request, party_id, currency } = carried {
        let sending = Sending {
            party_id: *party_id,
            currency: *currency,
            language: Some(parcel.language),
            sent_on: today,
            way: Way::Email,
            note: "",
        };
        let sent = record_sent(w, request, &sending)?;
        (parcel.kept, parcel.file) = (Some((sent.seq, sent.attachment_id)), None);
    }
    let usual = mail::filled_template(w, parcel.kind, parcel.language, &parcel.facts)?;
    mail::queue(
        w,
        &NewMail {
            kind: parcel.kind,
            party_id: parcel.party_id,
            document_id: if let Carried::Document { id, .. } = carried { Some(*id) } else { None },
            paper: parcel.kept,
            file: parcel.file.as_ref().map(|(name, paper)| (name.as_str(), paper.bytes.as_slice())),
            number: &parcel.number,
            language: parcel.language,
            to,
            cc,
            text: decided.text.unwrap_or(&usual),
        },
    )
}

fn parcel(
    r: &Reader<'_>,
    carried: &Carried,
    language: Option<Language>,
    (user, today): (UserId, Day),
) -> Result<Parcel> {
    let facts = MailFacts {
        company: parties::company(r)?.1.name,
        user: user_name(r, user)?.name,
        ..MailFacts::default()
    };
    match carried {
        Carried::Document { id, prices } => of_document(r, *id, language, *prices, today, facts),
        Carried::Statement { request, party_id, currency } => {
            let made = statement_papers(r, request, language)?;
            let name = format!("{}.pdf", made.name(request.as_of));
            let number = made.name(request.as_of);
            let one = made.take(*currency)?;
            let parcel = to_party(r, *party_id, MailKind::Statement, (one.language, number), facts)?;
            let facts = said(parcel.facts, request.as_of, one.closing, one.language);
            Ok(Parcel { facts, file: Some((name, one.paper)), ..parcel })
        }
        Carried::SentStatement(seq) => {
            let sent = statements::sent(r, *seq)?;
            let number = parties::get(r, sent.party_id)?.fields.code;
            let named = (sent.language, format!("{number} {}", sent.as_of));
            let parcel = to_party(r, sent.party_id, MailKind::Statement, named, facts)?;
            let facts = said(parcel.facts, sent.as_of, sent.closing, sent.language);
            Ok(Parcel { facts, kept: Some((sent.seq, sent.attachment_id)), ..parcel })
        }
        Carried::Reconciliation(seq) => {
            let letter = reconciling::reconciliation(r, *seq)?;
            let language = letter.language.parse()?;
            let named = (language, letter.number.clone());
            let parcel = to_party(r, letter.party_id, MailKind::Reconciliation, named, facts)?;
            let facts = said(parcel.facts, letter.as_of, letter.balance, language);
            Ok(Parcel { facts, kept: Some((letter.seq, letter.attachment_id)), ..parcel })
        }
        Carried::Dunning { run, line } => of_letter(r, *run, *line, facts),
        Carried::Test => {
            let book = ledger::book(r)?.language;
            let language = language.unwrap_or_else(|| book.parse().unwrap_or_default());
            Ok(Parcel {
                kind: MailKind::Test,
                party_id: None,
                party: PartyFields::default(),
                number: String::new(),
                language,
                facts,
                file: None,
                kept: None,
                to: None,
            })
        }
    }
}

fn of_document(
    r: &Reader<'_>,
    id: DocumentId,
    language: Option<Language>,
    prices: Prices,
    today: Day,
    facts: MailFacts,
) -> Result<Parcel> {
    let document = documents::get(r, id, today)?;
    let kind = MailKind::of_document(document.kind)
        .ok_or_else(|| Error::Unsupported { what: format!("mail of {}", document.kind.as_str()) })?;
    let book = ledger::book(r)?;
    let own = document.language.as_deref().and_then(|tag| tag.parse().ok());
    let language = language.or(own).unwrap_or_else(|| language_of(&document.party, &book.language));
    let printing = Printing { prices, ..Printing::in_language(Some(language)) };
    let paper = document_paper(r, id, today, &printing)?;
    let word = language.words().word(&format!("mail.{}.file", kind.as_str())).to_owned();
    let number = document.number.clone();
    let parcel = to_party(r, document.party_id, kind, (language, number.clone()), facts)?;
    let mut facts = said(parcel.facts, document.date, document.total, language);
    facts.due = document.due_on.map(|day| language.day_in_prose(day)).unwrap_or_default();
    let name = format!("{word} {number}.pdf").replace(['/', '\\'], "_");
    Ok(Parcel { facts, file: Some((name, paper)), ..parcel })
}

fn of_letter(r: &Reader<'_>, run: Seq, line: u32, facts: MailFacts) -> Result<Parcel> {
    let kept = dunning::letter(r, run, line)?;
    let attachment = kept
        .attachment_id
        .ok_or_else(|| Error::FieldInvalid { field: "line".into(), value: line.to_string() })?;
    let letter = kept.letter;
    let language = letter.language;
    let parcel = to_party(r, letter.party_id, MailKind::Dunning, (language, letter.title.clone()), facts)?;
    let amounts: Vec<String> = letter.totals.iter().map(|total| amount_in_prose(*total, language)).collect();
    let facts = MailFacts {
        contact: letter.contact.clone(),
        date: language.day_in_prose(letter.date),
        amount: amounts.join(" + "),
        due: language.day_in_prose(letter.deadline_on),
        ..parcel.facts
    };
    let to = Some(letter.email.as_str()).filter(|email| !email.is_empty());
    let to = to.map(|email| match letter.contact.as_str() {
        "" => email.to_owned(),
        name => format!("{name} <{email}>"),
    });
    Ok(Parcel { facts, kept: Some((kept.sent_seq.unwrap_or(run), attachment)), to, ..parcel })
}

fn to_party(
    r: &Reader<'_>,
    id: PartyId,
    kind: MailKind,
    (language, number): (Language, String),
    facts: MailFacts,
) -> Result<Parcel> {
    let party = parties::get(r, id)?.fields;
    let contact = party.contacts.iter().find(|contact| contact.primary).or(party.contacts.first());
    let facts = MailFacts {
        customer: party.name.clone(),
        contact: contact.map(|contact| contact.name.clone()).unwrap_or_default(),
        number: number.clone(),
        ..facts
    };
    Ok(Parcel { kind, party_id: Some(id), party, number, language, facts, file: None, kept: None, to: None })
}

fn said(facts: MailFacts, date: Day, amount: Money, language: Language) -> MailFacts {
    MailFacts { date: language.day_in_prose(date), amount: amount_in_prose(amount, language), ..facts }
}

fn contacts(party: &PartyFields) -> Vec<MailContact> {
    let each = |contact: &parties::Contact| {
        let text = |address: &str| match contact.name.as_str() {
            "" => address.to_owned(),
            name => format!("{name} <{address}>"),
        };
        let texts: Vec<String> = contact.values(ChannelKind::Email).map(text).collect();
        let (roles, primary) = (contact.roles.clone(), contact.primary);
        texts.into_iter().map(move |text| MailContact { text, roles: roles.clone(), primary })
    };
    party.contacts.iter().flat_map(each).collect()
}
