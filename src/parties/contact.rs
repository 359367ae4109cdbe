//! The people of a party: who they are, what they decide, how they are reached.
//!
//! A contact is part of the version of its party. Bodies of before knew one role, one phone and one mail of a person;
//! they are read as the first role and the first channels, and stand as they were written.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;

use super::fields::Address;

/// A person of a party.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[serde(default)]
pub struct Contact {
    pub name: String,
    /// What the person does in the business with us, in the words of the own people: 决策人, 采购, 财务, 收货, 收票.
    pub roles: Vec<String>,
    pub department: String,
    pub title: String,
    /// The best one first of its kind.
    pub channels: Vec<Channel>,
    /// An ISO day, `--MM-DD` where the year is unknown; a text that is neither stays as it came.
    pub birthday: String,
    pub notes: String,
    pub addresses: Vec<Address>,
    /// Whom one turns to first; at most one of a party.
    pub primary: bool,
}

/// One way to reach a person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Channel {
    pub kind: ChannelKind,
    pub value: String,
    /// What sets it apart from others of its kind: home, assistant, AIM.
    pub label: String,
}

#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ChannelKind {
    Mobile,
    #[default]
    Phone,
    Email,
    Wechat,
    Fax,
    Qq,
    Website,
    Other,
}

impl ChannelKind {
    pub const ALL: [ChannelKind; 8] = [
        ChannelKind::Mobile,
        ChannelKind::Phone,
        ChannelKind::Email,
        ChannelKind::Wechat,
        ChannelKind::Fax,
        ChannelKind::Qq,
        ChannelKind::Website,
        ChannelKind::Other,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            ChannelKind::Mobile => "mobile",
            ChannelKind::Phone => "phone",
            ChannelKind::Email => "email",
            ChannelKind::Wechat => "wechat",
            ChannelKind::Fax => "fax",
            ChannelKind::Qq => "qq",
            ChannelKind::Website => "website",
            ChannelKind::Other => "other",
        }
    }

    pub fn from_name(name: &str) -> Option<ChannelKind> {
        ChannelKind::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// Whether it is dialled.
    pub fn is_number(self) -> bool {
        matches!(self, ChannelKind::Mobile | ChannelKind::Phone | ChannelKind::Fax)
    }
}

impl Channel {
    pub fn new(kind: ChannelKind, value: &str) -> Channel {
        Channel { kind, value: value.to_owned(), label: String::new() }
    }
}

impl Contact {
    /// The values of one kind, in their order.
    pub fn values(&self, kind: ChannelKind) -> impl Iterator<Item = &str> {
        self.channels.iter().filter(move |channel| channel.kind == kind).map(|channel| channel.value.as_str())
    }

    /// Takes over what another record of the same person knows and this one does not.
    pub(super) fn take_over(&mut self, other: &Contact) {
        for (own, theirs) in [
            (&mut self.department, &other.department),
            (&mut self.title, &other.title),
            (&mut self.birthday, &other.birthday),
        ] {
            if own.is_empty() {
                own.clone_from(theirs);
            }
        }
        unite(&mut self.roles, &other.roles);
        unite(&mut self.addresses, &other.addresses);
        for channel in &other.channels {
            let known = |own: &Channel| own.kind == channel.kind && own.value == channel.value;
            if !self.channels.iter().any(known) {
                self.channels.push(channel.clone());
            }
        }
        if !other.notes.is_empty() && !self.notes.contains(&other.notes) {
            let between = if self.notes.is_empty() { "" } else { "\n" };
            self.notes = format!("{}{between}{}", self.notes, other.notes);
        }
    }
}

/// Adds what is not there yet, in its order.
pub(super) fn unite<T: PartialEq + Clone>(own: &mut Vec<T>, theirs: &[T]) {
    for each in theirs {
        if !own.contains(each) {
            own.push(each.clone());
        }
    }
}

/// A contact as any version of the program wrote it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Written {
    name: String,
    roles: Vec<String>,
    department: String,
    title: String,
    channels: Vec<Channel>,
    birthday: String,
    notes: String,
    addresses: Vec<Address>,
    primary: bool,
    role: String,
    phone: String,
    email: String,
}

impl<'de> Deserialize<'de> for Contact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(deserializer)?;
        let first = |text: String| (!text.is_empty()).then_some(text);
        let mut roles = written.roles;
        roles.extend(first(written.role));
        let mut channels = written.channels;
        let single = [(ChannelKind::Phone, written.phone), (ChannelKind::Email, written.email)];
        channels.extend(single.into_iter().filter_map(|(kind, value)| {
            first(value).map(|value| Channel { kind, value, label: String::new() })
        }));
        Ok(Contact {
            name: written.name,
            roles,
            department: written.department,
            title: written.title,
            channels,
            birthday: written.birthday,
            notes: written.notes,
            addresses: written.addresses,
            primary: written.primary,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_of_before_is_read_with_its_role_phone_and_mail() {
        let text = r#"{"name": "张三", "role": "采购", "phone": "010-1", "email": "z@example.com"}"#;
        let contact: Contact = serde_json::from_str(text).unwrap();
        assert_eq!(contact.roles, ["采购"]);
        assert_eq!(contact.values(ChannelKind::Phone).collect::<Vec<_>>(), ["010-1"]);
        assert_eq!(contact.values(ChannelKind::Email).collect::<Vec<_>>(), ["z@example.com"]);
        let again: Contact = serde_json::from_value(serde_json::to_value(&contact).unwrap()).unwrap();
        assert_eq!(again, contact, "what is written anew is read the same");
    }

    #[test]
    fn what_another_record_knows_is_taken_over_once() {
        let mut own = Contact {
            name: "张三".into(),
            title: "经理".into(),
            channels: vec![Channel::new(ChannelKind::Mobile, "138")],
            ..Contact::default()
        };
        let other = Contact {
            title: "总监".into(),
            channels: vec![Channel::new(ChannelKind::Mobile, "138"), Channel::new(ChannelKind::Wechat, "zs")],
            notes: "爱喝茶".into(),
            ..Contact::default()
        };
        own.take_over(&other);
        own.take_over(&other);
        assert_eq!((own.title.as_str(), own.channels.len(), own.notes.as_str()), ("经理", 2, "爱喝茶"));
    }
}
