//! Leads (线索): who is not a customer yet, and what became of them.

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::fields::NewOpportunity;
use super::moves::refuse_inactive;
use super::opportunity;
use super::stage::shortened;
use super::unknown;
use crate::audit::{self, Subject};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::parties::{self, Channel, ChannelKind, Contact, PartyFields};
use crate::store::{LeadId, OpportunityId, PartyId, Reader, Seq, UserId, Writer};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LeadState {
    #[default]
    Open,
    /// A party and an opportunity came of it.
    Converted,
    /// Nothing came of it.
    Dismissed,
}

impl LeadState {
    const ALL: [LeadState; 3] = [LeadState::Open, LeadState::Converted, LeadState::Dismissed];

    pub fn as_str(self) -> &'static str {
        match self {
            LeadState::Open => "open",
            LeadState::Converted => "converted",
            LeadState::Dismissed => "dismissed",
        }
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct LeadFields {
    /// Of the person; or of the company, one of them is needed.
    pub name: String,
    pub company: String,
    pub phone: String,
    pub email: String,
    pub source: String,
    /// Who looks after it; who enters it where absent.
    pub owner_id: Option<UserId>,
    pub notes: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct Lead {
    pub id: LeadId,
    /// The act that says it as it stands; saving what another act has changed meanwhile is refused.
    pub version: Seq,
    pub state: LeadState,
    pub fields: LeadFields,
    pub created_on: Day,
    /// What came of it.
    pub party_id: Option<PartyId>,
    pub opportunity_id: Option<OpportunityId>,
    /// Why nothing came of it, or why it is open again.
    pub why: String,
}

/// What a version holds.
#[derive(Serialize, Deserialize)]
struct Body {
    fields: LeadFields,
    opportunity_id: Option<OpportunityId>,
    party_id: Option<PartyId>,
    state: LeadState,
    why: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct SaveLead {
    /// Absent for a new one.
    #[serde(default)]
    pub id: Option<LeadId>,
    /// The version that was edited; required with `id`.
    #[serde(default)]
    pub version: Option<Seq>,
    pub fields: LeadFields,
}

/// A lead that becomes a customer's opportunity.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ConvertLead {
    pub id: LeadId,
    pub version: Seq,
    /// An existing party; a new one is made of the lead where absent.
    #[serde(default)]
    pub party_id: Option<PartyId>,
    /// Its party is filled in; title, source, contact and owner come from the lead where they are left empty.
    pub opportunity: NewOpportunity,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
#[ts(rename = "ConvertedLead")]
#[schemars(rename = "ConvertedLead")]
pub struct Converted {
    pub lead: Lead,
    pub party_id: PartyId,
    pub opportunity_id: OpportunityId,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
pub struct DismissLead {
    pub id: LeadId,
    pub why: String,
}

const SELECT: &str = "select l.id, l.created_on, l.version_seq, v.body from lead l join lead_version v on v.seq = l.version_seq";
const LONGEST_TEXT: usize = 200;
const LONGEST_NOTES: usize = 20_000;

fn read(row: &Row<'_>) -> rusqlite::Result<Lead> {
    let Body { fields, opportunity_id, party_id, state, why } = read_body(row)?;
    Ok(Lead {
        id: row.get("id")?,
        version: row.get("version_seq")?,
        state,
        fields,
        created_on: row.get("created_on")?,
        party_id,
        opportunity_id,
        why,
    })
}

fn read_body(row: &Row<'_>) -> rusqlite::Result<Body> {
    let body: String = row.get("body")?;
    serde_json::from_str(&body).map_err(|error| rusqlite::Error::UserFunctionError(error.into()))
}

pub(super) fn read_lead_state(row: &Row<'_>) -> rusqlite::Result<LeadState> {
    let word: String = row.get("state")?;
    LeadState::ALL.into_iter().find(|state| state.as_str() == word).ok_or_else(|| unknown("state", &word))
}

/// # Errors
/// `not_found`.
pub fn lead(r: &Reader<'_>, id: LeadId) -> Result<Lead> {
    r.row(&format!("{SELECT} where l.id = :id"), named_params! {":id": id}, read)?
        .ok_or_else(|| Error::NotFound { kind: "lead".into(), key: id.to_string() })
}

/// Every version of a lead, the latest first.
///
/// # Errors
/// `not_found`.
pub fn lead_history(r: &Reader<'_>, id: LeadId) -> Result<Vec<Lead>> {
    let created_on = lead(r, id)?.created_on;
    r.rows(
        "select lead_id as id, seq as version_seq, body, :created as created_on from lead_version
         where lead_id = :id order by seq desc",
        named_params! {":id": id, ":created": created_on},
        read,
    )
}

impl LeadFields {
    fn tidied(&self, actor: UserId) -> LeadFields {
        let text = |text: &str| text.trim().to_owned();
        LeadFields {
            name: text(&self.name),
            company: text(&self.company),
            phone: text(&self.phone),
            email: text(&self.email),
            source: text(&self.source),
            owner_id: Some(self.owner_id.unwrap_or(actor)),
            notes: text(&self.notes),
        }
    }

    fn refuse_invalid(&self) -> Result<()> {
        if self.name.is_empty() && self.company.is_empty() {
            return Err(Error::FieldMissing { field: "fields.name".into() });
        }
        for (field, text, longest) in [
            ("name", &self.name, LONGEST_TEXT),
            ("company", &self.company, LONGEST_TEXT),
            ("phone", &self.phone, LONGEST_TEXT),
            ("email", &self.email, LONGEST_TEXT),
            ("source", &self.source, LONGEST_TEXT),
            ("notes", &self.notes, LONGEST_NOTES),
        ] {
            if text.chars().count() > longest {
                return Err(Error::FieldInvalid { field: format!("fields.{field}"), value: shortened(text) });
            }
        }
        Ok(())
    }

    /// The company, or the person where there is none.
    pub fn label(&self) -> &str {
        if self.company.is_empty() { &self.name } else { &self.company }
    }

    /// The customer that it becomes, looked after by whoever takes the opportunity.
    fn party(&self, owner: Option<UserId>) -> PartyFields {
        let filled = |text: &str| if text.is_empty() { Vec::new() } else { vec![text.to_owned()] };
        let channel = |kind, value: &str| {
            let value = Some(value.to_owned()).filter(|value| !value.is_empty());
            value.map(|value| Channel { kind, value, label: String::new() })
        };
        let ways = [(ChannelKind::Mobile, &self.phone), (ChannelKind::Email, &self.email)];
        let contact = Contact {
            name: self.name.clone(),
            channels: ways.into_iter().filter_map(|(kind, value)| channel(kind, value)).collect(),
            primary: true,
            ..Contact::default()
        };
        PartyFields {
            name: self.label().to_owned(),
            is_customer: true,
            contacts: if self.name.is_empty() { Vec::new() } else { vec![contact] },
            phones: filled(&self.phone),
            emails: filled(&self.email),
            notes: self.notes.clone(),
            source: Some(self.source.clone()).filter(|source| !source.is_empty()),
            owner,
            ..PartyFields::default()
        }
    }
}

/// Adds a lead (no `id`) or writes its next version.
///
/// # Errors
/// `stale` with both texts; `field_missing` without a name, `field_invalid` for what is too long; `user_inactive` for an
/// owner who left; `lead_closed` for one that was converted or dismissed; `not_found`.
pub fn save_lead(w: &Writer<'_>, input: &SaveLead, today: Day) -> Result<Lead> {
    let fields = input.fields.tidied(w.stamp().actor);
    fields.refuse_invalid()?;
    let current = input.id.map(|id| lead(w, id)).transpose()?;
    if let Some(current) = &current {
        refuse_closed(current)?;
        if input.version != Some(current.version) {
            return Err(stale(current, serde_json::to_value(&fields).map_err(Error::unexpected)?));
        }
        if current.fields == fields {
            return Ok(current.clone());
        }
    }
    if current.as_ref().is_none_or(|current| current.fields.owner_id != fields.owner_id) {
        refuse_inactive(w, fields.owner_id.unwrap_or(w.stamp().actor))?;
    }
    let body =
        Body { fields, opportunity_id: None, party_id: None, state: LeadState::Open, why: String::new() };
    write(w, input.id, &body, today)
}

/// Makes a customer and an opportunity of a lead, in one act of business; the lead stays and says what came of it.
///
/// # Errors
/// `stale`, `lead_closed`; what saving a party and [`opportunity::create`] refuse.
pub fn convert(w: &Writer<'_>, input: &ConvertLead, today: Day) -> Result<Converted> {
    let current = lead(w, input.id)?;
    refuse_closed(&current)?;
    if input.version != current.version {
        return Err(stale(&current, json!({"version": input.version})));
    }
    let of = &current.fields;
    let owner_id = input.opportunity.owner_id.or(of.owner_id);
    let party_id = match input.party_id {
        Some(id) => parties::get(w, id)?.id,
        None => parties::save(w, None, None, &of.party(owner_id))?.id,
    };
    let mut new = input.opportunity.clone();
    let or = |given: &str, otherwise: &str| {
        if given.trim().is_empty() { otherwise.to_owned() } else { given.to_owned() }
    };
    new.fields.party_id = Some(party_id);
    new.fields.title = or(&new.fields.title, of.label());
    new.fields.source = or(&new.fields.source, &of.source);
    new.fields.contact = or(&new.fields.contact, &of.name);
    new.owner_id = owner_id;
    let opportunity_id = opportunity::create(w, &new, today)?.id;
    let body = Body {
        fields: of.clone(),
        opportunity_id: Some(opportunity_id),
        party_id: Some(party_id),
        state: LeadState::Converted,
        why: String::new(),
    };
    let lead = write(w, Some(current.id), &body, today)?;
    Ok(Converted { lead, party_id, opportunity_id })
}

/// Puts a lead away that nothing came of.
///
/// # Errors
/// `lead_closed`; `field_missing` without a reason; `not_found`.
pub fn dismiss(w: &Writer<'_>, input: &DismissLead, today: Day) -> Result<Lead> {
    let current = lead(w, input.id)?;
    refuse_closed(&current)?;
    become_state(w, current, LeadState::Dismissed, &input.why, today)
}

/// Takes a dismissed lead up again.
///
/// # Errors
/// `lead_closed` where it was converted; `field_missing` without a reason; `not_found`.
pub fn reopen_lead(w: &Writer<'_>, input: &DismissLead, today: Day) -> Result<Lead> {
    let current = lead(w, input.id)?;
    match current.state {
        LeadState::Open => Ok(current),
        LeadState::Converted => Err(closed(&current)),
        LeadState::Dismissed => become_state(w, current, LeadState::Open, &input.why, today),
    }
}

/// Gives every open lead of one person to another; tells how many.
pub(super) fn assign(w: &Writer<'_>, from: UserId, to: UserId, today: Day) -> Result<u32> {
    let ids: Vec<LeadId> = w.rows(
        "select id from lead where owner_id = :owner and state = 'open' order by id",
        named_params! {":owner": from},
        |row| row.get("id"),
    )?;
    let mut given = 0;
    for id in ids.into_iter().filter(|_| from != to) {
        let fields = LeadFields { owner_id: Some(to), ..lead(w, id)?.fields };
        let body =
            Body { fields, opportunity_id: None, party_id: None, state: LeadState::Open, why: String::new() };
        write(w, Some(id), &body, today)?;
        given += 1;
    }
    Ok(given)
}

fn become_state(w: &Writer<'_>, current: Lead, state: LeadState, why: &str, today: Day) -> Result<Lead> {
    let why = why.trim();
    if why.is_empty() {
        return Err(Error::FieldMissing { field: "why".into() });
    }
    if why.chars().count() > LONGEST_TEXT * 10 {
        return Err(Error::FieldInvalid { field: "why".into(), value: shortened(why) });
    }
    let body =
        Body { fields: current.fields, opportunity_id: None, party_id: None, state, why: why.to_owned() };
    write(w, Some(current.id), &body, today)
}

fn write(w: &Writer<'_>, id: Option<LeadId>, body: &Body, today: Day) -> Result<Lead> {
    let act = audit::begin(w)?;
    let salt = audit::salt(w, "lead")?;
    let owner = body.fields.owner_id.unwrap_or(w.stamp().actor);
    let id = match id {
        Some(id) => id,
        None => {
            w.insert(include_str!("insert_lead.sql"), named_params! {":owner": owner, ":created": today})?
        }
    };
    let text = audit::canonical(&json!(body));
    w.execute(
        "insert into lead_version (seq, lead_id, date, body, salt) values (:seq, :id, :date, :body, :salt)",
        named_params! {":seq": act.seq, ":id": id, ":date": today, ":body": text, ":salt": salt},
    )?;
    w.execute(include_str!("restate_lead.sql"), named_params! {":id": id})?;
    audit::seal(w, act, Subject::Lead(id.value()), audit::salted_digest(&salt, &text))?;
    lead(w, id)
}

fn refuse_closed(current: &Lead) -> Result<()> {
    if current.state == LeadState::Open { Ok(()) } else { Err(closed(current)) }
}

fn closed(current: &Lead) -> Error {
    Error::LeadClosed { name: shortened(current.fields.label()), state: current.state.as_str().into() }
}

fn stale(current: &Lead, yours: serde_json::Value) -> Error {
    Error::Stale {
        kind: "lead".into(),
        key: shortened(current.fields.label()),
        yours,
        theirs: serde_json::to_value(&current.fields).unwrap_or_default(),
    }
}

/// What the trail's digest covers of the version written by `seq`: its salt and text.
pub fn canonical_lead(r: &Reader<'_>, seq: Seq) -> Result<Option<([u8; 16], String)>> {
    r.row("select salt, body from lead_version where seq = :seq", named_params! {":seq": seq}, |row| {
        Ok((row.get("salt")?, row.get("body")?))
    })
}
