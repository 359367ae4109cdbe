//! A card as a person of a company.

use super::lines::{Property, properties};
use crate::parties::{Address, AddressKind, Channel, ChannelKind, Contact};

/// What a card says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Card {
    /// The company; empty where the card names none.
    pub organisation: String,
    /// The card is the company's own, not a person's.
    pub is_company: bool,
    pub contact: Contact,
    /// By which the program that wrote it knows it.
    pub uid: String,
}

/// The cards of a file, in order. A card that another one begins in, or that never ends, is taken as far as it goes.
pub fn read_cards(bytes: &[u8]) -> Vec<Card> {
    let mut cards = Vec::new();
    let mut open: Option<Vec<Property>> = None;
    for property in properties(bytes) {
        let marks = |mark: &str| property.name == mark && property.value.trim().eq_ignore_ascii_case("VCARD");
        if marks("BEGIN") {
            cards.extend(open.replace(Vec::new()));
        } else if marks("END") {
            cards.extend(open.take());
        } else if let Some(card) = &mut open {
            card.push(property);
        }
    }
    cards.extend(open);
    cards.iter().map(|card| read_card(card)).collect()
}

fn read_card(properties: &[Property]) -> Card {
    let all = |name: &'static str| properties.iter().filter(move |property| property.name == name);
    let texts =
        |name: &'static str| all(name).map(|property| tidy(&property.text())).filter(|text| !text.is_empty());
    let mut notes: Vec<String> = Vec::new();
    let organisations: Vec<Vec<String>> = all("ORG")
        .map(|property| {
            property.parts().iter().map(|part| tidy(part)).filter(|part| !part.is_empty()).collect()
        })
        .filter(|parts: &Vec<String>| !parts.is_empty())
        .collect();
    let (organisation, department) = match organisations.first().map(Vec::as_slice) {
        Some([company, units @ ..]) => (company.clone(), units.join(" / ")),
        _ => Default::default(),
    };
    for other in organisations.iter().skip(1).filter(|other| Some(*other) != organisations.first()) {
        notes.push(format!("ORG: {}", other.join(" / ")));
    }
    let written = texts("FN").next().unwrap_or_default();
    let structured = all("N").next().map(Property::parts).unwrap_or_default();
    let person = if written.is_empty() { name_of_parts(&structured) } else { written };
    let lost = |part: &&String| !part.trim().is_empty() && !squeezed(&person).contains(&squeezed(part));
    if structured.iter().any(|part| lost(&part)) {
        let parts: Vec<&str> =
            structured.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
        notes.push(format!("N: {}", parts.join(" · ")));
    }
    notes.extend(texts("NOTE"));
    for name in
        ["NICKNAME", "CATEGORIES", "ANNIVERSARY", "X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY", "GENDER"]
    {
        notes.extend(texts(name).map(|text| format!("{}: {text}", name.rsplit('-').next().unwrap_or(name))));
    }
    notes.extend(properties.iter().filter(|property| property.name.is_empty()).map(|line| tidy(&line.value)));
    let says_company = texts("KIND").any(|kind| kind.eq_ignore_ascii_case("org"))
        || texts("X-ABSHOWAS").any(|kind| kind.eq_ignore_ascii_case("company"));
    let channels = channels(properties);
    let is_company =
        !organisation.is_empty() && (says_company || person.is_empty() || person == organisation);
    let by_channel = || {
        let of = |wanted: fn(&Channel) -> bool| channels.iter().find(|channel| wanted(channel));
        let mail = of(|channel| channel.kind == ChannelKind::Email);
        mail.or_else(|| of(|channel| channel.kind.is_number())).map(|channel| channel.value.clone())
    };
    let name = match person.is_empty() {
        false => person,
        true if is_company => organisation.clone(),
        true => by_channel().unwrap_or_default(),
    };
    let join = |name: &'static str| texts(name).collect::<Vec<_>>().join(" / ");
    notes.retain(|note| !note.is_empty());
    let mut roles: Vec<String> = texts("ROLE").collect();
    roles.dedup();
    let birthday = texts("BDAY").next().map(|text| birthday(&text)).unwrap_or_default();
    Card {
        organisation,
        is_company,
        uid: texts("UID").next().unwrap_or_default(),
        contact: Contact {
            name,
            roles,
            department,
            title: join("TITLE"),
            channels,
            birthday,
            notes: notes.join("\n"),
            addresses: addresses(properties),
            primary: false,
        },
    }
}

/// Without white space around it, and without the break that some programs leave within one.
fn tidy(text: &str) -> String {
    text.trim().replace("\r\n", "\n")
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Family, given, further, prefix, suffix. A name in Han characters is written without spaces, family name first.
fn name_of_parts(parts: &[String]) -> String {
    let part = |place: usize| parts.get(place).map(|part| part.trim()).unwrap_or_default();
    let (family, given) = (part(0), part(1));
    let is_han = |text: &str| text.chars().any(|c| ('\u{3400}'..='\u{9fff}').contains(&c));
    if is_han(family) || is_han(given) {
        return format!("{family}{given}");
    }
    let western = [part(3), given, part(2), family, part(4)];
    western.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// `1980-03-21`, `--02-03`; other texts as they are.
fn birthday(text: &str) -> String {
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if day.len() == 8 && is_digits(day) {
        return format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]);
    }
    match day.strip_prefix("--") {
        Some(rest) if rest.len() == 4 && is_digits(rest) => format!("--{}-{}", &rest[..2], &rest[2..]),
        _ if day.len() == 10 && day.is_ascii() => day.to_owned(),
        _ => text.to_owned(),
    }
}

/// Numbers, mail addresses and the like; the preferred ones before the others.
fn channels(properties: &[Property]) -> Vec<Channel> {
    let mut found: Vec<(bool, Channel)> = Vec::new();
    for property in properties {
        let Some((kind, service)) = kind_of(property) else { continue };
        let value = bare_value(&tidy(&property.text()));
        if value.is_empty() {
            continue;
        }
        let label = label_of(property, properties).unwrap_or_else(|| service.to_owned());
        let channel = Channel { kind, value, label };
        if !found.iter().any(|(_, known)| *known == channel) {
            found.push((property.is_preferred(), channel));
        }
    }
    found.sort_by_key(|(preferred, _)| !preferred);
    found.into_iter().map(|(_, channel)| channel).collect()
}

/// What a property reaches, and the service where the kind does not say it.
fn kind_of(property: &Property) -> Option<(ChannelKind, &'static str)> {
    use ChannelKind::{Email, Fax, Mobile, Other, Phone, Qq, Website, Wechat};
    Some(match property.name.as_str() {
        "TEL" if property.is_a("FAX") => (Fax, ""),
        "TEL" if ["CELL", "MOBILE", "IPHONE"].iter().any(|kind| property.is_a(kind)) => (Mobile, ""),
        "TEL" => (Phone, ""),
        "EMAIL" => (Email, ""),
        "URL" => (Website, ""),
        "X-QQ" => (Qq, ""),
        "X-WECHAT" | "X-WEIXIN" => (Wechat, ""),
        "X-AIM" => (Other, "AIM"),
        "X-ICQ" => (Other, "ICQ"),
        "X-MSN" => (Other, "MSN"),
        "X-YAHOO" => (Other, "Yahoo"),
        "X-SKYPE" | "X-SKYPE-USERNAME" => (Other, "Skype"),
        "X-JABBER" => (Other, "Jabber"),
        "X-GTALK" | "X-GOOGLE-TALK" => (Other, "Google Talk"),
        "X-MS-IMADDRESS" | "IMPP" => {
            let said = property.param("X-SERVICE-TYPE").unwrap_or_default().to_owned()
                + &property.value.split(':').next().unwrap_or_default().to_ascii_uppercase();
            match said {
                said if said.contains("WECHAT") || said.contains("WEIXIN") => (Wechat, ""),
                said if said.contains("QQ") => (Qq, ""),
                _ => (Other, "IM"),
            }
        }
        _ => return None,
    })
}

/// A label of its group (`item1.X-ABLabel`), else the place it is at where that is not the office.
fn label_of(property: &Property, properties: &[Property]) -> Option<String> {
    let grouped = properties.iter().find(|other| {
        !property.group.is_empty() && other.group == property.group && other.name == "X-ABLABEL"
    });
    if let Some(label) = grouped {
        let text = tidy(&label.text());
        let inner = text.strip_prefix("_$!<").and_then(|text| text.strip_suffix(">!$_"));
        return Some(inner.unwrap_or(&text).to_owned());
    }
    let place = ["HOME", "PAGER", "MAIN", "CAR"].into_iter().find(|place| property.is_a(place));
    place.map(str::to_ascii_lowercase)
}

/// Without the scheme of a URI that says no more than the property does.
fn bare_value(text: &str) -> String {
    let schemes =
        ["tel:", "mailto:", "xmpp:", "aim:", "skype:", "msnim:", "ymsgr:", "x-apple:", "qq:", "wechat:"];
    let scheme = schemes
        .into_iter()
        .find(|scheme| text.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)));
    text.get(scheme.map_or(0, str::len)..).unwrap_or(text).to_owned()
}

/// Post office box, extension, street, place, region, postcode, country; a `LABEL` where no address is structured.
fn addresses(properties: &[Property]) -> Vec<Address> {
    let kind = |property: &Property| match label_of(property, properties).as_deref() {
        Some("delivery") => AddressKind::Delivery,
        Some("postal") => AddressKind::Postal,
        _ if property.is_a("HOME") => AddressKind::Home,
        _ => AddressKind::Work,
    };
    let mut found: Vec<Address> = Vec::new();
    for property in properties.iter().filter(|property| property.name == "ADR") {
        let parts = property.parts();
        let part = |place: usize| parts.get(place).map(|part| part.trim()).unwrap_or_default();
        let mut lines: Vec<String> = [part(0), part(1), part(2)]
            .into_iter()
            .flat_map(str::lines)
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect();
        let place =
            [part(3), part(4)].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
        lines.extend((!place.is_empty()).then_some(place));
        let address = Address {
            kind: kind(property),
            lines,
            postcode: part(5).to_owned(),
            country: part(6).to_owned(),
            attention: String::new(),
        };
        let says_nothing =
            address.lines.is_empty() && address.postcode.is_empty() && address.country.is_empty();
        if !says_nothing && !found.contains(&address) {
            found.push(address);
        }
    }
    if found.is_empty() {
        found.extend(properties.iter().filter(|property| property.name == "LABEL").map(|label| {
            Address {
                kind: kind(label),
                lines: label
                    .text()
                    .lines()
                    .map(|line| line.trim().to_owned())
                    .filter(|line| !line.is_empty())
                    .collect(),
                ..Address::default()
            }
        }));
    }
    found
}
