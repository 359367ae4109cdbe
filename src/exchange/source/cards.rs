//! The cards of a vCard file as rows: the columns are the fields of contacts under their own names.

use std::path::Path;

use super::super::contact_text::{addresses_text, channels_text};
use super::super::vcard::{Card, read_cards};
use super::produced;
use super::row::Row;
use crate::error::{Error, Result};

/// The largest file of cards that is read; pictures make them long.
const LIMIT_BYTES: u64 = 256 * 1024 * 1024;

pub(super) const COLUMNS: [&str; 12] = [
    "company",
    "company_card",
    "contact_name",
    "department",
    "title",
    "roles",
    "channels",
    "addresses",
    "birthday",
    "notes",
    "uid",
    "card",
];

pub(super) fn rows(path: &Path) -> Result<produced::Rows> {
    let size = std::fs::metadata(path).map_err(|error| Error::of_file(path, &error))?.len();
    if size > LIMIT_BYTES {
        return Err(Error::FileTooLarge { path: path.display().to_string(), limit_bytes: LIMIT_BYTES });
    }
    let bytes = std::fs::read(path).map_err(|error| Error::of_file(path, &error))?;
    produced::Rows::of(
        || Error::ImportNotATable,
        move |sink| {
            for (number, card) in (1_u32..).zip(read_cards(&bytes)) {
                if !sink.give(row(number, &card)?) {
                    break;
                }
            }
            Ok(())
        },
    )
}

fn row(number: u32, card: &Card) -> Result<Row> {
    let Card { organisation, is_company, contact, uid } = card;
    let mut row = Row::new(number);
    for cell in [
        organisation.as_str(),
        if *is_company { "yes" } else { "" },
        &contact.name,
        &contact.department,
        &contact.title,
        &contact.roles.join("\n"),
        &channels_text(&contact.channels),
        &addresses_text(&contact.addresses),
        &contact.birthday,
        &contact.notes,
        uid,
        // A card that says nothing is a row all the same, and is refused as one.
        &number.to_string(),
    ] {
        row.push(cell)?;
    }
    Ok(row)
}
