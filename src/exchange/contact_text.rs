//! Numbers and addresses of a person as the text of one cell, and back: what a vCard or a sheet of contacts carries
//! through the mapped import without losing a part.
//!
//! A channel is a line `mobile: 138…` or, with a label, `phone [assistant]: 010…`. An address is a line
//! `work: lines;postcode;country;attention`, in which `\n` breaks a line and `\;` and `\\` stand for themselves.

use crate::parties::{Address, AddressKind, Channel, ChannelKind};

pub(super) fn channels_text(channels: &[Channel]) -> String {
    let line = |channel: &Channel| {
        let value = channel.value.replace('\n', " ");
        match channel.label.replace(['\n', '[', ']'], " ").trim() {
            "" => format!("{}: {value}", channel.kind.as_str()),
            label => format!("{} [{label}]: {value}", channel.kind.as_str()),
        }
    };
    channels.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A line that names no kind is a mail address where it has an `@`, else a phone number.
pub(super) fn channels_of(text: &str) -> Vec<Channel> {
    let line = |line: &str| {
        let line = line.trim();
        let told = line.split_once(':').and_then(|(head, value)| {
            let (kind, label) = head.split_once('[').unwrap_or((head, ""));
            let kind = ChannelKind::from_name(kind.trim())?;
            Some(Channel {
                kind,
                value: value.trim().to_owned(),
                label: label.trim().trim_end_matches(']').to_owned(),
            })
        });
        told.unwrap_or_else(|| {
            Channel::new(if line.contains('@') { ChannelKind::Email } else { ChannelKind::Phone }, line)
        })
    };
    text.lines()
        .filter(|text| !text.trim().is_empty())
        .map(line)
        .filter(|channel| !channel.value.is_empty())
        .collect()
}

const KINDS: [(AddressKind, &str); 5] = [
    (AddressKind::Billing, "billing"),
    (AddressKind::Delivery, "delivery"),
    (AddressKind::Postal, "postal"),
    (AddressKind::Work, "work"),
    (AddressKind::Home, "home"),
];

pub(super) fn addresses_text(addresses: &[Address]) -> String {
    let line = |address: &Address| {
        let kind = KINDS.iter().find(|(kind, _)| *kind == address.kind).map_or("work", |(_, name)| name);
        let parts = [&address.lines.join("\n"), &address.postcode, &address.country, &address.attention];
        let mut parts: Vec<String> = parts.into_iter().map(|part| escape(part)).collect();
        while parts.len() > 1 && parts.last().is_some_and(String::is_empty) {
            parts.pop();
        }
        format!("{kind}: {}", parts.join(";"))
    };
    addresses.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A line that names no kind is where the person works.
pub(super) fn addresses_of(text: &str) -> Vec<Address> {
    let line = |line: &str| {
        let told = line.split_once(':').and_then(|(head, rest)| {
            let kind = KINDS.iter().find(|(_, name)| *name == head.trim())?;
            Some((kind.0, rest))
        });
        let (kind, rest) = told.unwrap_or((AddressKind::Work, line));
        let mut parts = split(rest.trim()).into_iter();
        let lines = parts.next().unwrap_or_default();
        let mut next = || parts.next().unwrap_or_default();
        Address {
            kind,
            lines: lines.lines().map(str::to_owned).collect(),
            postcode: next(),
            country: next(),
            attention: next(),
        }
    };
    text.lines().filter(|text| !text.trim().is_empty()).map(line).collect()
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace('\n', "\\n")
}

fn split(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let next = match c {
            ';' => {
                parts.push(String::new());
                continue;
            }
            '\\' => match chars.next() {
                Some('n') => '\n',
                Some(other) => other,
                None => '\\',
            },
            c => c,
        };
        if let Some(last) = parts.last_mut() {
            last.push(next);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_addresses_come_back_from_their_cell() {
        let channels = vec![
            Channel::new(ChannelKind::Mobile, "+86 138 0013 8000"),
            Channel { label: "assistant".into(), ..Channel::new(ChannelKind::Phone, "(111) 555:22") },
            Channel { label: "AIM".into(), ..Channel::new(ChannelKind::Other, "http://x:1") },
        ];
        assert_eq!(channels_of(&channels_text(&channels)), channels);
        let addresses = vec![
            Address {
                kind: AddressKind::Home,
                lines: vec!["1; Main \\ St".into(), "Austin".into()],
                country: "USA".into(),
                ..Address::default()
            },
            Address { kind: AddressKind::Work, postcode: "100000".into(), ..Address::default() },
        ];
        assert_eq!(addresses_of(&addresses_text(&addresses)), addresses);
    }

    #[test]
    fn a_bare_line_is_a_phone_number_or_a_mail_address() {
        assert_eq!(
            channels_of("010-1234\n\na@b.cn"),
            [Channel::new(ChannelKind::Phone, "010-1234"), Channel::new(ChannelKind::Email, "a@b.cn")]
        );
    }
}
