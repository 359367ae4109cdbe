//! Cards as text: version 3.0 for what is old, 4.0 for what is new. Read again, a card is the same.

use super::card::Card;
use crate::parties::{Address, AddressKind, Channel, ChannelKind, Contact};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// RFC 2426: what every program reads.
    V3,
    /// RFC 6350.
    V4,
}

/// The longest line in bytes, its end not counted (RFC 6350 §3.2).
const LINE_BYTES: usize = 75;

/// One file of cards; lines end with CR LF and are folded.
pub fn write_cards<'c>(cards: impl IntoIterator<Item = &'c Card>, version: Version) -> String {
    let mut writing = Writing { text: String::new(), version, groups: 0 };
    for card in cards {
        writing.card(card);
    }
    writing.text
}

struct Writing {
    text: String,
    version: Version,
    /// Labels given so far in the card: `item1`, `item2`.
    groups: u32,
}

impl Writing {
    fn card(&mut self, card: &Card) {
        let Card { organisation, is_company, contact, uid } = card;
        self.groups = 0;
        self.line("BEGIN:VCARD");
        self.line(match self.version {
            Version::V3 => "VERSION:3.0",
            Version::V4 => "VERSION:4.0",
        });
        if !uid.is_empty() {
            self.property("UID", uid);
        }
        if *is_company {
            match self.version {
                Version::V3 => self.line("X-ABShowAs:COMPANY"),
                Version::V4 => self.line("KIND:org"),
            }
        }
        self.property("FN", &contact.name);
        let family = if *is_company { String::new() } else { escape(&contact.name) };
        self.line(&format!("N:{family};;;;"));
        if !organisation.is_empty() {
            let parts: Vec<String> = [organisation, &contact.department]
                .into_iter()
                .filter(|part| !part.is_empty())
                .map(|part| escape(part))
                .collect();
            self.line(&format!("ORG:{}", parts.join(";")));
        }
        self.person(contact);
        self.line("END:VCARD");
    }

    fn person(&mut self, contact: &Contact) {
        if !contact.title.is_empty() {
            self.property("TITLE", &contact.title);
        }
        for role in &contact.roles {
            self.property("ROLE", role);
        }
        contact.channels.iter().for_each(|channel| self.channel(channel));
        contact.addresses.iter().for_each(|address| self.address(address));
        if !contact.birthday.is_empty() {
            self.property("BDAY", &birthday(&contact.birthday, self.version));
        }
        if !contact.notes.is_empty() {
            self.property("NOTE", &contact.notes);
        }
    }

    fn channel(&mut self, channel: &Channel) {
        let (home, label) = match channel.label.as_str() {
            "home" => (Some("HOME"), ""),
            "pager" => (Some("PAGER"), ""),
            other => (None, other),
        };
        let place = home.unwrap_or("WORK");
        let service = |name: &str| (format!("IMPP;X-SERVICE-TYPE={name}"), channel.label.as_str());
        let (head, label) = match channel.kind {
            ChannelKind::Mobile if home == Some("HOME") => ("TEL;TYPE=CELL;TYPE=HOME".into(), label),
            ChannelKind::Mobile => ("TEL;TYPE=CELL".into(), if home.is_some() { "pager" } else { label }),
            ChannelKind::Phone => (format!("TEL;TYPE={place};TYPE=VOICE"), label),
            ChannelKind::Fax => (format!("TEL;TYPE={place};TYPE=FAX"), label),
            ChannelKind::Email => (format!("EMAIL;TYPE={place}"), label),
            ChannelKind::Website => (format!("URL;TYPE={place}"), label),
            ChannelKind::Wechat => service("WeChat"),
            ChannelKind::Qq => service("QQ"),
            ChannelKind::Other => service("IM"),
        };
        match label {
            "" => self.property(&head, &channel.value),
            label => {
                let group = self.next_group();
                self.property(&format!("{group}.{head}"), &channel.value);
                self.property(&format!("{group}.X-ABLabel"), label);
            }
        }
    }

    /// The lines of an address stand in the street: how a place is split is not known of what was written in lines.
    fn address(&mut self, address: &Address) {
        let kind = if address.kind == AddressKind::Home { "HOME" } else { "WORK" };
        let label = match address.kind {
            AddressKind::Delivery => Some("delivery"),
            AddressKind::Postal => Some("postal"),
            AddressKind::Billing | AddressKind::Work | AddressKind::Home => None,
        };
        let group = label.map(|_| self.next_group());
        let at = group.as_ref().map(|group| format!("{group}.")).unwrap_or_default();
        let street = escape(&address.lines.join("\n"));
        let (postcode, country) = (escape(&address.postcode), escape(&address.country));
        self.line(&format!("{at}ADR;TYPE={kind}:;;{street};;;{postcode};{country}"));
        if let Some(label) = label {
            self.line(&format!("{at}X-ABLabel:{label}"));
        }
    }

    fn next_group(&mut self) -> String {
        self.groups += 1;
        format!("item{}", self.groups)
    }

    fn property(&mut self, head: &str, value: &str) {
        self.line(&format!("{head}:{}", escape(value)));
    }

    /// Folds at 75 bytes, between characters.
    fn line(&mut self, line: &str) {
        let mut width = 0;
        for c in line.chars() {
            if width + c.len_utf8() > LINE_BYTES {
                self.text.push_str("\r\n ");
                width = 1;
            }
            self.text.push(c);
            width += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

/// Version 4.0 writes a day without hyphens (RFC 6350 §4.3.1); a text that is no day stays.
fn birthday(text: &str, version: Version) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    match (version, text.strip_prefix("--"), digits.len()) {
        (Version::V4, Some(_), 4) => format!("--{digits}"),
        (Version::V4, None, 8) if text.len() == 10 => digits,
        _ => text.to_owned(),
    }
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => escaped.push_str("\\n"),
            '\r' => {}
            '\\' | ',' | ';' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}
