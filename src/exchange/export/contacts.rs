//! The people of parties as vCards or as a table, each of which the import reads again.

use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::contact_text::{addresses_text, channels_text};
use super::super::vcard::{Card, Version, write_cards};
use super::Written;
use super::target::Target;
use crate::error::{Error, Result};
use crate::parties::{self, Channel, ChannelKind, Contact, Party, PartyFields};
use crate::reports::render::harmless;
use crate::store::{PartyId, Reader};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ContactsFormat {
    /// vCard 4.0, RFC 6350.
    Vcard,
    /// vCard 3.0, RFC 2426: for older phones and address books.
    Vcard3,
    Csv,
}

/// The columns of the table: the fields of imported contacts by their own names.
const COLUMNS: [&str; 18] = [
    "company_code",
    "company",
    "company_card",
    "contact_name",
    "department",
    "title",
    "roles",
    "primary",
    "mobile",
    "phone",
    "email",
    "wechat",
    "fax",
    "qq",
    "channels",
    "addresses",
    "birthday",
    "notes",
];

/// Kinds with a column of their own.
const OWN_COLUMN: [ChannelKind; 6] = [
    ChannelKind::Mobile,
    ChannelKind::Phone,
    ChannelKind::Email,
    ChannelKind::Wechat,
    ChannelKind::Fax,
    ChannelKind::Qq,
];

/// Whose people are exported.
#[derive(Debug, Clone, Copy)]
pub enum Chosen<'a> {
    /// Of every party in use.
    All,
    These(&'a [PartyId]),
    /// Of these, those in use.
    InUse(&'a [PartyId]),
}

/// The people of the chosen parties, and the companies' own numbers, as the bytes of a file.
///
/// # Errors
/// `not_found`.
pub fn contacts(r: &Reader<'_>, chosen: Chosen<'_>, format: ContactsFormat) -> Result<Vec<u8>> {
    let ids = match chosen {
        Chosen::All => {
            r.rows("select id from party where not archived order by id", [], |row| row.get("id"))?
        }
        Chosen::These(ids) | Chosen::InUse(ids) => ids.to_vec(),
    };
    let mut parties: Vec<Party> = ids.into_iter().map(|id| parties::get(r, id)).collect::<Result<_>>()?;
    if matches!(chosen, Chosen::InUse(_)) {
        parties.retain(|party| !party.archived);
    }
    let cards: Vec<(&Party, Card)> = parties
        .iter()
        .flat_map(|party| cards(&party.fields).into_iter().map(move |card| (party, card)))
        .collect();
    let only = cards.iter().map(|(_, card)| card);
    match format {
        ContactsFormat::Vcard => Ok(write_cards(only, Version::V4).into_bytes()),
        ContactsFormat::Vcard3 => Ok(write_cards(only, Version::V3).into_bytes()),
        ContactsFormat::Csv => table(&cards),
    }
}

pub(super) fn write(r: &Reader<'_>, path: &Path, format: ContactsFormat) -> Result<Written> {
    let bytes = contacts(r, Chosen::All, format)?;
    let mut target = Target::create(path)?;
    let outcome = std::io::Write::write_all(target.file(), &bytes);
    outcome.map_err(|error| target.failed(&error))?;
    let rows: i64 = r.value("select count(*) from party where not archived", [])?;
    Ok(Written { rows: rows.unsigned_abs(), bytes: target.finish()? })
}

/// A card for each person, and one for the company where it has numbers, addresses or nobody.
fn cards(party: &PartyFields) -> Vec<Card> {
    let has_own = !(party.phones.is_empty() && party.emails.is_empty() && party.addresses.is_empty());
    let company = (has_own || party.contacts.is_empty()).then(|| company_card(party));
    let person = |contact: &Contact| Card {
        // A person who is a party of their own works for nobody.
        organisation: if contact.name == party.name { String::new() } else { party.name.clone() },
        is_company: false,
        contact: contact.clone(),
        uid: String::new(),
    };
    company.into_iter().chain(party.contacts.iter().map(person)).collect()
}

fn company_card(party: &PartyFields) -> Card {
    let channels = |kind: ChannelKind, values: &[String]| -> Vec<Channel> {
        values.iter().map(|value| Channel::new(kind, value)).collect()
    };
    let mut all = channels(ChannelKind::Phone, &party.phones);
    all.extend(channels(ChannelKind::Email, &party.emails));
    Card {
        organisation: party.name.clone(),
        is_company: true,
        contact: Contact {
            name: party.name.clone(),
            channels: all,
            addresses: party.addresses.clone(),
            ..Contact::default()
        },
        uid: String::new(),
    }
}

fn table(cards: &[(&Party, Card)]) -> Result<Vec<u8>> {
    let mut lines = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let failed = |error: csv::Error| Error::unexpected(error);
    lines.write_record(COLUMNS).map_err(failed)?;
    for (party, card) in cards {
        let Card { organisation, is_company, contact, .. } = card;
        let yes = |is_so: bool| if is_so { "yes".to_owned() } else { String::new() };
        // A column of its own holds what needs no label and no semicolon.
        let is_plain = |channel: &Channel| {
            OWN_COLUMN.contains(&channel.kind)
                && channel.label.is_empty()
                && !channel.value.contains([';', '；', '\n'])
        };
        let (plain, labelled): (Vec<Channel>, Vec<Channel>) =
            contact.channels.iter().cloned().partition(is_plain);
        let of = |kind: ChannelKind| {
            let values =
                plain.iter().filter(|channel| channel.kind == kind).map(|channel| channel.value.as_str());
            values.collect::<Vec<_>>().join("; ")
        };
        let mut cells = vec![
            // Who is a party of their own is known by name.
            if organisation.is_empty() { String::new() } else { party.fields.code.clone() },
            organisation.clone(),
            yes(*is_company),
            contact.name.clone(),
            contact.department.clone(),
            contact.title.clone(),
            contact.roles.join("; "),
            yes(contact.primary),
        ];
        cells.extend(OWN_COLUMN.map(of));
        cells.extend([
            channels_text(&labelled),
            addresses_text(&contact.addresses),
            contact.birthday.clone(),
            contact.notes.clone(),
        ]);
        lines.write_record(cells.into_iter().map(harmless)).map_err(failed)?;
    }
    lines.into_inner().map_err(|error| Error::unexpected(error.error()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parties::{Address, AddressKind};

    #[test]
    fn a_party_without_people_is_a_card_of_its_own() {
        let party = PartyFields {
            name: "杭州听泉".into(),
            phones: vec!["0571-1".into()],
            addresses: vec![Address { kind: AddressKind::Delivery, ..Address::default() }],
            ..PartyFields::default()
        };
        let cards = cards(&party);
        assert_eq!(cards.len(), 1);
        assert!(cards[0].is_company && cards[0].organisation == "杭州听泉");
    }
}
