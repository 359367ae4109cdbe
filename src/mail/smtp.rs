//! One connection to the server, step by step, so that it is known at which step it died.

use std::str::FromStr as _;
use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{Certificate, SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;

use super::account::{MailAccount, MailSecurity};
use crate::error::{Error, Result};

/// How long a server may think about a command.
const COMMAND_WAIT: Duration = Duration::from_secs(60);
/// How long it may take to take the text over: RFC 5321, section 4.5.3.2.6.
const ACCEPTING_WAIT: Duration = Duration::from_secs(600);

type SmtpError = lettre::transport::smtp::Error;

/// What came back instead of a yes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum No {
    /// Later, perhaps: a reply of 4xx.
    Later(String),
    /// Never: a reply of 5xx.
    Never(String),
    /// No reply.
    Gone(String),
}

impl No {
    fn of(error: &SmtpError) -> No {
        let words = words_of(error);
        if error.is_permanent() {
            No::Never(words)
        } else if error.is_transient() {
            No::Later(words)
        } else {
            No::Gone(words)
        }
    }
}

/// The server's own words with their code; the system's where there was no answer.
fn words_of(error: &SmtpError) -> String {
    let said = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    match error.status() {
        // What the library says of an answer that broke off: nothing came back.
        None if said == "incomplete response" => String::new(),
        Some(code) => format!("{code} {said}").trim().to_owned(),
        None if said.is_empty() => error.to_string(),
        None => said,
    }
}

pub(super) struct Connection(SmtpConnection);

/// A certificate that is none is refused before it is kept.
pub(super) fn refuse_certificate(pem: &str) -> Result<()> {
    if pem.is_empty() {
        return Ok(());
    }
    let readable =
        pem.contains("-----BEGIN CERTIFICATE-----") && Certificate::from_pem(pem.as_bytes()).is_ok();
    if readable { Ok(()) } else { Err(Error::MailCertificateInvalid) }
}

fn tls_of(account: &MailAccount) -> Result<TlsParameters> {
    let mut builder = TlsParameters::builder(account.server.clone());
    if !account.certificate.is_empty() {
        let certificate = Certificate::from_pem(account.certificate.as_bytes());
        builder = builder.add_root_certificate(certificate.map_err(|_| Error::MailCertificateInvalid)?);
    }
    builder.build_rustls().map_err(|_| Error::MailCertificateInvalid)
}

impl Connection {
    /// Connects, encrypts and logs in.
    ///
    /// # Errors
    /// `mail_unreachable`; `mail_certificate_untrusted`; `mail_not_encrypted` where the server does not offer it; `mail_login_refused`.
    pub(super) fn open(account: &MailAccount, password: Option<&str>) -> Result<Connection> {
        let unreachable = |error: SmtpError| match words_of(&error) {
            // What rustls says of a certificate comes as a failure of reading, in words alone.
            words if words.contains("invalid peer certificate") => {
                Error::MailCertificateUntrusted { server: account.server.clone() }
            }
            reason => {
                Error::MailUnreachable { server: format!("{}:{}", account.server, account.port), reason }
            }
        };
        let address = (account.server.as_str(), account.port);
        let hello = ClientId::default();
        let tls = match account.security {
            MailSecurity::None => None,
            MailSecurity::Starttls | MailSecurity::Tls => Some(tls_of(account)?),
        };
        let at_once = tls.as_ref().filter(|_| account.security == MailSecurity::Tls);
        let mut connection = SmtpConnection::connect(address, Some(COMMAND_WAIT), &hello, at_once, None)
            .map_err(unreachable)?;
        if account.security == MailSecurity::Starttls {
            if !connection.can_starttls() {
                connection.abort();
                return Err(Error::MailNotEncrypted { server: account.server.clone() });
            }
            if let Some(tls) = &tls {
                connection.starttls(tls, &hello).map_err(unreachable)?;
            }
        }
        if let Some(password) = password {
            let credentials = Credentials::new(account.user.clone(), password.to_owned());
            let mechanisms = [Mechanism::Plain, Mechanism::Login];
            connection.auth(&mechanisms, &credentials).map_err(|error| match No::of(&error) {
                No::Never(reply) => Error::MailLoginRefused { user: account.user.clone(), reply },
                No::Later(_) | No::Gone(_) => unreachable(error),
            })?;
        }
        Ok(Connection(connection))
    }

    pub(super) fn from(&mut self, sender: &str) -> std::result::Result<(), No> {
        let address = address(sender)?;
        self.say(Mail::new(Some(address), Vec::new()))
    }

    pub(super) fn to(&mut self, recipient: &str) -> std::result::Result<(), No> {
        let address = address(recipient)?;
        self.say(Rcpt::new(address, Vec::new()))
    }

    /// Announces the text; none of it has left.
    pub(super) fn announce(&mut self) -> std::result::Result<(), No> {
        self.say(Data)
    }

    /// Forgets what was said about a mail that does not follow.
    pub(super) fn reset(&mut self) -> std::result::Result<(), No> {
        self.say(Rset)
    }

    /// Sends the text and waits for the answer; [`No::Gone`] leaves in doubt whether it was taken.
    pub(super) fn text(&mut self, bytes: &[u8]) -> std::result::Result<String, No> {
        self.0.set_timeout(Some(ACCEPTING_WAIT)).map_err(|error| No::Gone(error.to_string()))?;
        let answer = self.0.message(bytes).map_err(|error| No::of(&error))?;
        // A connection that cannot be set back is found out by its next command.
        let _ = self.0.set_timeout(Some(COMMAND_WAIT));
        let words: Vec<&str> = answer.message().collect();
        Ok(format!("{} {}", answer.code(), words.join(" ")).trim().to_owned())
    }

    /// Says goodbye; nobody waits for what the server answers to that.
    pub(super) fn close(mut self) {
        self.0.abort();
    }

    fn say<C: std::fmt::Display>(&mut self, command: C) -> std::result::Result<(), No> {
        self.0.command(command).map(|_| ()).map_err(|error| No::of(&error))
    }
}

fn address(text: &str) -> std::result::Result<Address, No> {
    Address::from_str(text).map_err(|error| No::Never(error.to_string()))
}
