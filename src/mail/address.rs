//! Addresses as people type them, and as mails have them.

use std::str::FromStr as _;

use lettre::message::Mailbox;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Error, Result};

/// As many as one mail goes to.
const LIMIT: usize = 50;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MailAddress {
    /// May be empty.
    pub name: String,
    pub address: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailRole {
    To,
    Cc,
    /// A copy of which the others do not see.
    Bcc,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MailRecipient {
    pub role: MailRole,
    #[serde(flatten)]
    pub address: MailAddress,
}

impl MailAddress {
    /// One address: `name@example.com`, or `Name <name@example.com>`.
    ///
    /// # Errors
    /// `mail_address_invalid` with the text; so too for one with letters beyond ASCII, which few servers take.
    pub fn parse(text: &str, field: &str) -> Result<MailAddress> {
        let text = text.trim();
        let invalid =
            || Error::MailAddressInvalid { field: field.into(), address: text.chars().take(80).collect() };
        if text.chars().any(char::is_control) {
            return Err(invalid());
        }
        let (name, address) = match text.strip_suffix('>').and_then(|inside| inside.rsplit_once('<')) {
            Some((name, address)) => (name.trim().trim_matches('"').trim(), address.trim()),
            None => ("", text),
        };
        let parsed = lettre::Address::from_str(address).map_err(|_| invalid())?;
        let has_dot = parsed.domain().contains('.') || parsed.domain() == "localhost";
        if !parsed.to_string().is_ascii() || !has_dot || name.contains(['<', '>']) {
            return Err(invalid());
        }
        Ok(MailAddress { name: name.into(), address: parsed.to_string() })
    }

    pub(super) fn mailbox(&self) -> Result<Mailbox> {
        let name = Some(self.name.clone()).filter(|name| !name.is_empty());
        Ok(Mailbox::new(name, lettre::Address::from_str(&self.address).map_err(Error::unexpected)?))
    }

    pub(super) fn domain(&self) -> &str {
        self.address.rsplit_once('@').map_or("localhost", |(_, domain)| domain)
    }
}

impl std::fmt::Display for MailAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.name.as_str() {
            "" => f.write_str(&self.address),
            name => write!(f, "{name} <{}>", self.address),
        }
    }
}

/// Addresses in a list as people write it: with commas or semicolons, half or full width, or line by line. Each once.
///
/// # Errors
/// `mail_address_invalid` with the first that is none; `field_invalid` for more than fifty.
pub fn addresses(list: &[String], field: &str) -> Result<Vec<MailAddress>> {
    let mut found: Vec<MailAddress> = Vec::new();
    for text in list.iter().flat_map(|text| apart(text)).filter(|text| !text.trim().is_empty()) {
        let address = MailAddress::parse(text, field)?;
        if !found.iter().any(|known| known.address.eq_ignore_ascii_case(&address.address)) {
            found.push(address);
        }
    }
    if found.len() > LIMIT {
        return Err(Error::FieldInvalid { field: field.into(), value: found.len().to_string() });
    }
    Ok(found)
}

/// The parts between separators that stand outside quotes.
fn apart(text: &str) -> Vec<&str> {
    let mut quoted = false;
    text.split(|letter: char| {
        quoted ^= letter == '"';
        !quoted && matches!(letter, ',' | ';' | '，' | '；' | '、' | '\n' | '\r')
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        addresses(&[text.into()], "to").unwrap().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_list_is_read_as_people_write_it_each_address_once() {
        let text = "王会计 <wang@ink.example.cn>；ink@example.com，Ink@example.com\n \"Zhang, San\" <zs@example.com>,";
        assert_eq!(
            read(text),
            ["王会计 <wang@ink.example.cn>", "ink@example.com", "Zhang, San <zs@example.com>"]
        );
    }

    #[test]
    fn what_is_no_address_is_named() {
        for junk in [
            "ask Wang",
            "wang@",
            "@example.com",
            "wang@example",
            "a@b@example.com",
            "王@example.com",
            "wang@墨.example",
            "wang <wang@example.com",
            "wang@example.com>",
            "a b@example.com",
            "x <y <z@example.com>",
        ] {
            let text = format!("ink@example.com; {junk}");
            let Err(Error::MailAddressInvalid { address, field }) = addresses(&[text], "cc") else {
                panic!("{junk}")
            };
            assert_eq!((address.as_str(), field.as_str()), (junk, "cc"));
        }
        let header = MailAddress::parse("Ink\r\nBcc: all@example.com <ink@example.com>", "to");
        assert_eq!(header.unwrap_err().code(), "mail_address_invalid");
    }
}
