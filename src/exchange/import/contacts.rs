//! People: which party a row belongs to, and taking them out again.
//!
//! A row that names a company belongs to the party of that code or name, which is made where there is none; one without a
//! company is a party of its own, named after the person. A person whom the party knows already gets what is new of
//! them; nothing known is overwritten.

use super::super::reading::ContactRow;
use super::refusal::{Refusal, Refused};
use super::undo::archive_party;
use crate::error::{Error, Result};
use crate::parties::{self, Address, AddressKind, ChannelKind, Contact, Party, PartyFields};
use crate::store::{PartyVersionId, Writer};

/// Writes a person and returns the key of the version of the party that says so, below nought where the party was archived
/// before; `None` where all of it is known.
///
/// # Errors
/// `duplicate` where several parties have the name of the company; `not_found` for a code without a company.
pub(super) fn contact(w: &Writer<'_>, row: &ContactRow) -> Refused<Option<i64>> {
    let found = party_of(w, row)?;
    let before = found.as_ref().map(|party| party.version);
    let comes_back = found.as_ref().filter(|party| party.archived);
    if let Some(archived) = comes_back {
        parties::archive(w, archived.id, false)?;
    }
    let sign = if comes_back.is_some() { -1 } else { 1 };
    let mut fields = match &found {
        Some(party) => party.fields.clone(),
        None => PartyFields {
            code: row.company_code.clone().unwrap_or_default(),
            name: row.company.clone().unwrap_or_else(|| row.contact.name.clone()),
            is_customer: true,
            ..PartyFields::default()
        },
    };
    add(&mut fields, row);
    let saved = parties::save(w, found.as_ref().map(|party| party.id), None, &fields)?;
    let is_new = Some(saved.version) != before || sign < 0;
    Ok(is_new.then(|| sign * saved.version_id.value()))
}

fn party_of(w: &Writer<'_>, row: &ContactRow) -> Refused<Option<Party>> {
    if let Some(code) = &row.company_code {
        if let Some(party) = parties::by_code(w, code)? {
            return Ok(Some(parties::standing(w, party)?));
        }
        if row.company.is_none() {
            return Err(Refusal::of("company_code")(Error::NotFound {
                kind: "party".into(),
                key: code.clone(),
            }));
        }
    }
    let name = row.company.as_ref().unwrap_or(&row.contact.name);
    let mut named = parties::named(w, name)?;
    if named.len() > 1 {
        return Err(Refusal::of("company")(Error::Duplicate { kind: "party".into(), key: name.clone() }));
    }
    Ok(named.pop())
}

fn add(fields: &mut PartyFields, row: &ContactRow) {
    if !row.company_card {
        fields.add_contact(&row.contact);
        return;
    }
    let Contact { channels, addresses, notes, .. } = &row.contact;
    let own = PartyFields {
        phones: channels
            .iter()
            .filter(|channel| channel.kind.is_number())
            .map(|channel| channel.value.clone())
            .collect(),
        emails: row.contact.values(ChannelKind::Email).map(str::to_owned).collect(),
        addresses: addresses.iter().map(of_company).collect(),
        notes: notes.clone(),
        ..PartyFields::default()
    };
    *fields = fields.with_facts_of(&own);
}

/// Where the company works is where it is billed.
fn of_company(address: &Address) -> Address {
    let kind = match address.kind {
        AddressKind::Work | AddressKind::Home => AddressKind::Billing,
        kind => kind,
    };
    Address { kind, ..address.clone() }
}

/// Takes out what a version of a party added, as far as it stands as it was added. A party that the version made, or that
/// came back with it, is archived where nothing else uses it. False where nothing was left to take out.
pub(super) fn take_out(w: &Writer<'_>, subject: i64) -> Result<bool> {
    let added = PartyVersionId::new(subject.abs());
    let version = parties::version(w, added)?;
    let current = parties::get(w, version.party_id)?;
    let earlier = parties::version_before(w, added)?.map(|before| before.fields);
    let goes = subject < 0 || earlier.is_none();
    let before = earlier.unwrap_or_default();
    let mut fields = current.fields.clone();
    for contact in version.fields.contacts.iter().filter(|contact| !before.contacts.contains(contact)) {
        let earlier = before.contacts.iter().find(|earlier| earlier.name == contact.name);
        match (fields.contacts.iter().position(|each| each == contact), earlier) {
            (Some(place), Some(earlier)) => fields.contacts[place] = earlier.clone(),
            (Some(place), None) => {
                fields.contacts.remove(place);
            }
            (None, _) => {}
        }
    }
    let is_new = |own: &[String], text: &String| own.contains(text);
    let PartyFields { phones, emails, addresses, .. } = &version.fields;
    fields.phones.retain(|each| before.phones.contains(each) || !is_new(phones, each));
    fields.emails.retain(|each| before.emails.contains(each) || !is_new(emails, each));
    fields.addresses.retain(|each| before.addresses.contains(each) || !addresses.contains(each));
    if fields.notes == version.fields.notes {
        fields.notes.clone_from(&before.notes);
    }
    let changed = fields != current.fields;
    if changed {
        parties::save(w, Some(current.id), None, &fields)?;
    }
    Ok(if goes { archive_party(w, current.id)? } else { changed })
}
