//! People of customers, a row a person.

use serde::Serialize;

use super::super::contact_text::{addresses_of, channels_of};
use super::cells::Cells;
use crate::parties::{Address, AddressKind, Channel, ChannelKind, Contact};

/// A person and the company they belong to; without a company the person is a party of their own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContactRow {
    #[serde(skip)]
    pub row: u32,
    pub company_code: Option<String>,
    pub company: Option<String>,
    /// What the row says is the company's own, not a person's.
    pub company_card: bool,
    pub uid: Option<String>,
    pub contact: Contact,
}

impl ContactRow {
    /// What tells the row from others of its file: its own key, else company, person and how the person is reached.
    pub fn number(&self) -> String {
        let channel = self.contact.channels.first().map(|channel| channel.value.clone()).unwrap_or_default();
        let company = self.company_code.clone().or_else(|| self.company.clone()).unwrap_or_default();
        self.uid.clone().unwrap_or_else(|| format!("{company}/{}/{channel}", self.contact.name))
    }
}

pub(super) fn contact(cells: &mut Cells<'_>) -> Option<ContactRow> {
    let name = cells.required_text("contact_name");
    let text = |cells: &mut Cells<'_>, field: &str| cells.text(field).map(|text| unmarked(&text).to_owned());
    let mut channels: Vec<Channel> = Vec::new();
    for kind in ChannelKind::ALL.into_iter().filter(|kind| *kind != ChannelKind::Other) {
        channels.extend(cells.values(kind.as_str()).iter().map(|value| Channel::new(kind, unmarked(value))));
    }
    channels.extend(channels_of(&text(cells, "channels").unwrap_or_default()));
    let mut addresses = addresses_of(&cells.text("addresses").unwrap_or_default());
    addresses.extend(single_address(cells));
    let contact = Contact {
        name: unmarked(&name?).to_owned(),
        roles: cells.values("roles").iter().map(|role| unmarked(role).to_owned()).collect(),
        department: text(cells, "department").unwrap_or_default(),
        title: text(cells, "title").unwrap_or_default(),
        channels,
        birthday: text(cells, "birthday").unwrap_or_default(),
        notes: text(cells, "notes").unwrap_or_default(),
        addresses,
        primary: cells.flag("primary").unwrap_or(false),
    };
    Some(ContactRow {
        row: cells.row_number(),
        company_code: text(cells, "company_code"),
        company: text(cells, "company"),
        company_card: cells.flag("company_card").unwrap_or(false),
        uid: text(cells, "uid"),
        contact,
    })
}

/// Without the mark by which a written table keeps a spreadsheet from running a text.
fn unmarked(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(text)
}

/// The address of the columns for street, place and country, as an envelope shows it.
fn single_address(cells: &mut Cells<'_>) -> Option<Address> {
    let mut text = |field: &str| cells.text(field).unwrap_or_default();
    let street = text("street");
    let (city, region) = (text("city"), text("region"));
    let (postcode, country) = (text("postal_code"), text("country"));
    let mut lines: Vec<String> = street.lines().map(|line| line.trim().to_owned()).collect();
    let place: Vec<&str> = [city.as_str(), &region].into_iter().filter(|text| !text.is_empty()).collect();
    if !place.is_empty() {
        lines.push(place.join(", "));
    }
    let says_nothing = lines.is_empty() && postcode.is_empty() && country.is_empty();
    (!says_nothing).then(|| Address {
        kind: AddressKind::Work,
        lines,
        postcode,
        country,
        attention: String::new(),
    })
}
