//! The trail: every recorded act, in order, chained.
//!
//! An act is begun (it gets the next `seq` and an instant that never runs backwards), writes its rows, and is
//! sealed with the digest of what it wrote. The chain hash of act *n* is
//! `sha256(hex(hash of n − 1) ‖ canonical header of n)`; the header holds seq, recorded_at, actor, command,
//! subject, form and the digest. A digest of an act with personal text is salted, so that the text can be
//! blanked later without breaking the chain. Source: DOMAIN §9; vector `HC_1`.

mod canonical;
mod list;
mod request;

pub use canonical::{Digest, canonical, canonical_body, digest, hex, salted_digest};
pub use list::{TrailRow, list};
pub use request::once;

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Value, json};
use ts_rs::TS;

use crate::calendar::{Instant, instant_text, parse_instant};
use crate::error::{Error, Result};
use crate::store::{Entropy, Reader, Seq, UserId, Writer};

/// The canonical form this program writes. Older forms stay readable in [`canonical`].
pub const FORM: i64 = 1;

/// The hash before the first act.
const GENESIS: Digest = [0; 32];

/// An act that has begun: its number and its instant.
#[derive(Debug, Clone, Copy)]
pub struct Act {
    pub seq: Seq,
    pub recorded_at: Instant,
    previous: Digest,
}

/// The end of the chain, as papers print it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Head {
    pub seq: Seq,
    /// 64 lower-case hexadecimal digits.
    pub hash: String,
    pub recorded_at: String,
}

/// What an act is about, and where `verify` finds its values again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Document, entry, open items and allocations that carry the act's seq.
    Posting,
    /// The same of an act that takes an earlier one back.
    TakingBack(Seq),
    /// A row of `company_version`, `party_version` or `item_version` with the act's seq.
    Company,
    Party(i64),
    Item(i64),
    Closing,
    /// Rates of exchange with the act's seq.
    Rates,
    /// A statement sent to a party, with its bytes, or what the party answered; the act's seq is its key.
    SentStatement(i64),
    StatementAnswer(i64),
    /// An activity with a party; the act's seq is its key.
    Activity(i64),
    /// Versions of tasks with the act's seq; the task that the act was about.
    Task(i64),
    /// A file that was put to a party, or withdrawn; the act's seq is its key.
    PartyAttachment(i64),
    /// A version of a pipeline with its stages; versions, moves and tasks of an opportunity; a version of a lead: the rows
    /// with the act's seq.
    Pipeline(i64),
    Opportunity(i64),
    Lead(i64),
    /// What became of a document before the invoice; the act's seq is its key.
    Decision(i64),
    /// The act's own `body`.
    Act,
}

impl Subject {
    fn name(self) -> &'static str {
        match self {
            Subject::Posting | Subject::TakingBack(_) => "posting",
            Subject::Company => "company",
            Subject::Party(_) => "party",
            Subject::Item(_) => "item",
            Subject::Closing => "closing",
            Subject::Rates => "rates",
            Subject::SentStatement(_) => "sent_statement",
            Subject::StatementAnswer(_) => "statement_answer",
            Subject::Activity(_) => "activity",
            Subject::Task(_) => "task",
            Subject::PartyAttachment(_) => "party_attachment",
            Subject::Pipeline(_) => "pipeline",
            Subject::Opportunity(_) => "opportunity",
            Subject::Lead(_) => "lead",
            Subject::Decision(_) => "document_decision",
            Subject::Act => "act",
        }
    }

    fn id(self) -> Option<i64> {
        match self {
            Subject::Party(id)
            | Subject::Item(id)
            | Subject::SentStatement(id)
            | Subject::StatementAnswer(id)
            | Subject::Activity(id)
            | Subject::Task(id)
            | Subject::PartyAttachment(id)
            | Subject::Pipeline(id)
            | Subject::Opportunity(id)
            | Subject::Lead(id)
            | Subject::Decision(id) => Some(id),
            Subject::TakingBack(seq) => Some(seq.value()),
            _ => None,
        }
    }
}

/// Takes the next number; `recorded_at` is the clock or the last act's instant, whichever is later.
pub fn begin(w: &Writer<'_>) -> Result<Act> {
    let last = w.row("select seq, recorded_at, hash from trail order by seq desc limit 1", [], |row| {
        Ok((row.get::<_, i64>("seq")?, row.get::<_, String>("recorded_at")?, row.get::<_, Digest>("hash")?))
    })?;
    let now = w.stamp().now;
    let Some((seq, at, previous)) = last else {
        return Ok(Act { seq: Seq::new(1), recorded_at: now, previous: GENESIS });
    };
    Ok(Act { seq: Seq::new(seq + 1), recorded_at: now.max(parse_instant(&at)?), previous })
}

/// Ends an act whose values stand in tables of their own, covered by `digest`.
pub fn seal(w: &Writer<'_>, act: Act, subject: Subject, digest: Digest) -> Result<Seq> {
    insert(w, act, subject, digest, None)
}

/// Whether a later act took that one back.
pub fn is_taken_back(r: &Reader<'_>, seq: Seq) -> Result<bool> {
    r.value(
        "select exists (select 1 from trail where subject = 'posting' and subject_id = :seq)",
        named_params! {":seq": seq},
    )
}

/// Whether the act takes an earlier one back.
pub fn takes_back(r: &Reader<'_>, seq: Seq) -> Result<bool> {
    r.value(
        "select exists (select 1 from trail where seq = :seq and subject = 'posting' and subject_id is not null)",
        named_params! {":seq": seq},
    )
}

/// Records an act whose values stand only in the trail: settings, users, refusals.
pub fn record(w: &Writer<'_>, body: &Value) -> Result<Seq> {
    let act = begin(w)?;
    let (salt, text) = (salt(w, "act")?, canonical(body));
    let digest = salted_digest(&salt, &text);
    insert(w, act, Subject::Act, digest, Some((salt, text)))
}

fn insert(
    w: &Writer<'_>,
    act: Act,
    subject: Subject,
    digest: Digest,
    body: Option<([u8; 16], String)>,
) -> Result<Seq> {
    let stamp = w.stamp();
    let header = Header {
        seq: act.seq,
        recorded_at: instant_text(act.recorded_at),
        actor: stamp.actor,
        command: stamp.command.to_owned(),
        subject: subject.name().to_owned(),
        subject_id: subject.id(),
        form: FORM,
        digest,
    };
    let (salt, text) = body.unzip();
    w.put(
        include_str!("insert_act.sql"),
        named_params! {
            ":seq": header.seq, ":recorded_at": header.recorded_at, ":actor_id": header.actor,
            ":command": header.command, ":subject": header.subject, ":subject_id": header.subject_id,
            ":form": header.form, ":digest": header.digest, ":hash": header.hash(&act.previous)?,
            ":salt": salt, ":body": text,
        },
    )?;
    Ok(act.seq)
}

/// What the chain hash covers of an act, its fields in the order of their names.
#[derive(Debug, Serialize)]
pub struct Header {
    pub actor: UserId,
    #[serde(rename = "at")]
    pub recorded_at: String,
    pub command: String,
    #[serde(serialize_with = "as_hex")]
    pub digest: Digest,
    pub form: i64,
    pub seq: Seq,
    pub subject: String,
    pub subject_id: Option<i64>,
}

fn as_hex<S: Serializer>(digest: &Digest, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    serializer.serialize_str(&hex(digest))
}

impl Header {
    /// The chain hash after `previous`.
    pub fn hash(&self, previous: &Digest) -> Result<Digest> {
        Ok(digest(&[hex(previous).as_bytes(), &canonical_body(self)?]))
    }
}

/// One row of the trail as `verify` walks it.
#[derive(Debug)]
pub struct Link {
    pub header: Header,
    pub hash: Digest,
    pub salt: Option<[u8; 16]>,
    pub body: Option<String>,
}

/// Up to `limit` acts after `after`, in order.
pub fn links(r: &Reader<'_>, after: Seq, limit: u32) -> Result<Vec<Link>> {
    r.rows(include_str!("links.sql"), named_params! {":after": after, ":limit": limit}, |row| {
        Ok(Link {
            header: Header {
                seq: row.get("seq")?,
                recorded_at: row.get("recorded_at")?,
                actor: row.get("actor_id")?,
                command: row.get("command")?,
                subject: row.get("subject")?,
                subject_id: row.get("subject_id")?,
                form: row.get("form")?,
                digest: row.get("digest")?,
            },
            hash: row.get("hash")?,
            salt: row.get("salt")?,
            body: row.get("body")?,
        })
    })
}

/// The hash before the first act.
pub fn genesis() -> Digest {
    GENESIS
}

/// The chain's end at `seq`, or now.
pub fn head(r: &Reader<'_>, seq: Option<Seq>) -> Result<Head> {
    let found = r.row(
        "select seq, hash, recorded_at from trail where seq <= :seq order by seq desc limit 1",
        named_params! {":seq": seq.unwrap_or(Seq::LATEST)},
        |row| {
            Ok(Head {
                seq: row.get("seq")?,
                hash: hex(&row.get::<_, Digest>("hash")?),
                recorded_at: row.get("recorded_at")?,
            })
        },
    )?;
    Ok(found.unwrap_or(Head { seq: Seq::new(0), hash: hex(&GENESIS), recorded_at: String::new() }))
}

/// The last act recorded at or before `at`: what was known then. Instants never run backwards, so the trail is
/// searched by halving.
pub fn known_at(r: &Reader<'_>, at: Instant) -> Result<Seq> {
    let text = instant_text(at);
    let (mut known, mut beyond) = (0, r.value::<i64>("select coalesce(max(seq), 0) from trail", [])? + 1);
    while beyond - known > 1 {
        let middle = known + (beyond - known) / 2;
        let recorded: String =
            r.value("select recorded_at from trail where seq = :seq", named_params! {":seq": middle})?;
        if recorded <= text { known = middle } else { beyond = middle }
    }
    Ok(Seq::new(known))
}

/// Sixteen bytes of the write's entropy that keep a digest of short personal text from being guessed; `of` names what
/// is salted, once in an act.
pub fn salt(w: &Writer<'_>, of: &str) -> Result<[u8; 16]> {
    match w.entropy() {
        Entropy::System => random_salt(),
        Entropy::Repeatable => {
            let book: Option<String> = w.row("select uuid from book", [], |row| row.get("uuid"))?;
            let (last, now) = (head(w, None)?.seq, instant_text(w.stamp().now));
            let drawn = digest(&[canonical(&json!([book, last, now, of])).as_bytes()]);
            let mut salt = [0; 16];
            salt.copy_from_slice(&drawn[..16]);
            Ok(salt)
        }
    }
}

/// Sixteen random bytes, whatever the entropy of a write: for passwords.
pub fn random_salt() -> Result<[u8; 16]> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(Error::unexpected)?;
    Ok(salt)
}
