//! Whose server, how it is reached, and who the sender is.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::address::MailAddress;
use super::smtp;
use crate::audit;
use crate::error::{Error, Result};
use crate::store::{Reader, Writer};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailSecurity {
    /// Plain, then encrypted before anything is said: port 587.
    #[default]
    Starttls,
    /// Encrypted from the first byte: port 465.
    Tls,
    /// In the clear; a password goes so to this computer only.
    None,
}

/// The account mails go by. Without a server nothing is sent: a mail is written to a file or handed to the user's mail program.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct MailAccount {
    /// Empty where there is none.
    pub server: String,
    pub port: u16,
    pub security: MailSecurity,
    /// Empty where the server asks nobody.
    pub user: String,
    pub sender_name: String,
    pub sender_address: String,
    /// Where answers go, if not to the sender.
    pub reply_to: String,
    pub copy_to_self: bool,
    /// One more certificate to trust, as PEM: that of a server of one's own.
    pub certificate: String,
}

impl MailAccount {
    pub fn has_server(&self) -> bool {
        !self.server.is_empty()
    }

    /// Under which its password is kept.
    pub(super) fn key(&self) -> String {
        format!("{}@{}:{}", self.user, self.server, self.port)
    }

    pub(super) fn sender(&self) -> Result<MailAddress> {
        let address = MailAddress::parse(&self.sender_address, "sender_address")?;
        Ok(MailAddress { name: self.sender_name.clone(), ..address })
    }

    fn is_here(&self) -> bool {
        matches!(self.server.as_str(), "localhost" | "127.0.0.1" | "::1")
    }

    fn trimmed(&self) -> MailAccount {
        let [server, user, name, address, reply_to, certificate] = [
            &self.server,
            &self.user,
            &self.sender_name,
            &self.sender_address,
            &self.reply_to,
            &self.certificate,
        ]
        .map(|text| text.trim().to_owned());
        MailAccount {
            server,
            user,
            sender_name: name,
            sender_address: address,
            reply_to,
            certificate,
            ..self.clone()
        }
    }

    fn refuse_invalid(&self) -> Result<()> {
        let invalid =
            |field: &str, value: &str| Error::FieldInvalid { field: field.into(), value: value.into() };
        if self.sender_address.is_empty() {
            return Err(Error::FieldMissing { field: "sender_address".into() });
        }
        self.sender()?;
        if self.sender_name.chars().any(|letter| letter.is_control() || matches!(letter, '<' | '>')) {
            return Err(invalid("sender_name", &self.sender_name));
        }
        if !self.reply_to.is_empty() {
            MailAddress::parse(&self.reply_to, "reply_to")?;
        }
        if !self.has_server() {
            return Ok(());
        }
        let fits = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | ':');
        if !self.server.chars().all(fits) {
            return Err(invalid("server", &self.server));
        }
        if self.port == 0 {
            return Err(invalid("port", "0"));
        }
        if self.security == MailSecurity::None && !self.user.is_empty() && !self.is_here() {
            return Err(Error::MailPasswordInTheClear { server: self.server.clone() });
        }
        smtp::refuse_certificate(&self.certificate)
    }
}

/// The account as it stands; empty where nobody has said anything.
pub fn account(r: &Reader<'_>) -> Result<MailAccount> {
    let content: Option<String> =
        r.row("select content from mail_account order by seq desc limit 1", [], |row| row.get("content"))?;
    let Some(content) = content else { return Ok(MailAccount::default()) };
    serde_json::from_str(&content)
        .map_err(|error| Error::BookDamaged { reason: format!("mail account: {error}") })
}

/// # Errors
/// `field_missing` without a sender; `mail_address_invalid`; `field_invalid` for a server that is no host name or port 0;
/// `mail_password_in_the_clear`; `mail_certificate_invalid`.
pub fn save_account(w: &Writer<'_>, new: &MailAccount) -> Result<MailAccount> {
    let saved = new.trimmed();
    saved.refuse_invalid()?;
    if account(w)? == saved {
        return Ok(saved);
    }
    let content = serde_json::to_value(&saved).map_err(Error::unexpected)?;
    let seq = audit::record(w, &json!({"mail_account": content}))?;
    w.execute(
        "insert into mail_account (seq, content) values (:seq, :content)",
        named_params! {":seq": seq, ":content": audit::canonical(&content)},
    )?;
    Ok(saved)
}
