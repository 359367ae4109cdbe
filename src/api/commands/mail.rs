//! Mail: the account, the texts, the outbox. Only `mail.send` speaks to a server.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Nothing;
use super::papers::PrintStatement;
use crate::api::{Blob, Context, Handle, Job};
use crate::error::Result;
use crate::language::Language;
use crate::mail::{
    self, Mail, MailAccount, MailKind, MailList, MailRound, MailRow, MailState, MailTemplate, MailText,
    Round, SaveMailTemplate, SecretPlace, SettleMail,
};
use crate::parties;
use crate::runs::{self, Carried, Decided, MailDraft, Prices};
use crate::store::{DocumentId, Page, Reader, Seq, Writer};

/// The account, and where its password is.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct MailSetup {
    pub account: MailAccount,
    pub secret: SecretPlace,
}

#[derive(Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct SetMailPassword {
    /// Takes it away where absent or empty.
    pub password: Option<String>,
    /// In the key store of the system where it has one; else until the program ends.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub in_key_store: bool,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct PreviewMail {
    pub kind: MailKind,
    pub language: Language,
    pub text: MailText,
}

/// What a mail carries.
#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum MailOf {
    Document {
        id: DocumentId,
        /// Of a delivery note.
        #[serde(default)]
        #[ts(as = "Option<Prices>", optional)]
        prices: Prices,
    },
    /// A statement, kept as sent when its mail is queued.
    Statement { statement: PrintStatement },
    /// A statement that was kept as sent, by that act.
    SentStatement { seq: Seq },
    /// A letter that asks to confirm a balance, by its act.
    Reconciliation { seq: Seq },
    /// A reminder that went out.
    Dunning { run: Seq, line: u32 },
    /// To oneself, to see that the account works.
    Test,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct StartMail {
    pub mail: MailOf,
    /// The paper's own where absent.
    pub language: Option<Language>,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct QueueMail {
    pub mail: MailOf,
    /// `name@example.com` or `Name <name@example.com>`, one or several in each text.
    pub to: Vec<String>,
    #[serde(default)]
    #[ts(as = "Option<Vec<String>>", optional)]
    pub cc: Vec<String>,
    /// The template's, filled, where absent.
    pub text: Option<MailText>,
    pub language: Option<Language>,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct MailKey {
    /// The mail, by the act that queued it.
    pub seq: Seq,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct MailCount {
    pub state: MailState,
    #[ts(type = "number")]
    pub mails: i64,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct MailCounts {
    pub states: Vec<MailCount>,
    /// How many may go out now.
    #[ts(type = "number")]
    pub due: i64,
    /// Whether there is a server to send them by.
    pub has_server: bool,
}

impl MailOf {
    fn carried(self, context: &Context<'_>) -> Carried {
        match self {
            MailOf::Document { id, prices } => Carried::Document { id, prices },
            MailOf::Statement { statement } => Carried::Statement {
                request: Box::new(statement.request(context.today)),
                party_id: statement.party_id,
                currency: statement.currency,
            },
            MailOf::SentStatement { seq } => Carried::SentStatement(seq),
            MailOf::Reconciliation { seq } => Carried::Reconciliation(seq),
            MailOf::Dunning { run, line } => Carried::Dunning { run, line },
            MailOf::Test => Carried::Test,
        }
    }
}

fn setup(context: &Context<'_>, account: MailAccount) -> MailSetup {
    MailSetup { secret: context.secrets().place(&account), account }
}

pub fn account(context: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<MailSetup> {
    Ok(setup(context, mail::account(r)?))
}

pub fn save_account(context: &Context<'_>, w: &Writer<'_>, input: MailAccount) -> Result<MailSetup> {
    Ok(setup(context, mail::save_account(w, &input)?))
}

/// Reads the book only: a password is never written there.
pub fn set_password(context: &Context<'_>, r: &Reader<'_>, input: SetMailPassword) -> Result<MailSetup> {
    let account = mail::account(r)?;
    match input.password.as_deref().filter(|password| !password.is_empty()) {
        Some(password) => {
            context.secrets().keep(&account, password, input.in_key_store);
        }
        None => context.secrets().forget(&account),
    }
    Ok(setup(context, account))
}

pub fn templates(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Vec<MailTemplate>> {
    mail::templates(r)
}

pub fn preview(context: &Context<'_>, r: &Reader<'_>, input: PreviewMail) -> Result<MailText> {
    let company = parties::company(r)?.1.name;
    mail::preview(input.kind, input.language, &input.text, &company, &context.actor.name)
}

pub fn save_template(_: &Context<'_>, w: &Writer<'_>, input: SaveMailTemplate) -> Result<MailTemplate> {
    mail::save_template(w, &input)
}

pub fn draft(context: &Context<'_>, r: &Reader<'_>, input: StartMail) -> Result<MailDraft> {
    let carried = input.mail.carried(context);
    runs::mail_draft(r, &carried, input.language, (context.actor.id, context.today))
}

pub fn queue(context: &Context<'_>, w: &Writer<'_>, input: QueueMail) -> Result<Mail> {
    let QueueMail { mail, to, cc, text, language } = input;
    let carried = mail.carried(context);
    let decided = Decided { to: &to, cc: &cc, text: text.as_ref(), language };
    runs::queue_mail(w, &carried, &decided, (context.actor.id, context.today))
}

pub fn list(_: &Context<'_>, r: &Reader<'_>, input: MailList) -> Result<Page<MailRow>> {
    mail::outbox(r, &input)
}

pub fn counts(context: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<MailCounts> {
    let states = mail::counts(r)?.into_iter().map(|(state, mails)| MailCount { state, mails });
    Ok(MailCounts {
        states: states.collect(),
        due: mail::due(r, context.now)?.len().try_into().unwrap_or_default(),
        has_server: mail::account(r)?.has_server(),
    })
}

pub fn get(_: &Context<'_>, r: &Reader<'_>, input: MailKey) -> Result<Mail> {
    mail::mail(r, input.seq)
}

pub fn eml(context: &Context<'_>, r: &Reader<'_>, input: MailKey) -> Result<Handle> {
    let mail = mail::mail(r, input.seq)?;
    let bytes = mail::eml(r, &mail)?;
    let file_name =
        format!("{}.eml", mail.row.subject.replace(['/', '\\', ':', '"', '<', '>', '|', '?', '*'], "_"));
    Ok(context.keep(Blob { media_type: "message/rfc822", file_name, bytes }))
}

pub fn settle(context: &Context<'_>, w: &Writer<'_>, input: SettleMail) -> Result<Mail> {
    mail::settle(w, &input, context.today)
}

pub fn send(context: &Context<'_>, job: &Job<'_>, _: Nothing) -> Result<MailRound> {
    mail::send(&Round {
        book: job.book(),
        stamp: job.stamp(),
        today: context.today,
        secrets: context.secrets(),
        tell: &|done, total| {
            context.progress("mails", done, total);
            context.refuse_cancelled()
        },
    })
}
