//! The outbox from the command line.

use kezhang::error::Result;
use serde_json::{Value, json};

use super::arguments::MailAction;
use super::commands::print;
use super::desk::{self, Desk, Open};
use super::papers::{party, write};

pub(super) fn run(open: &Open<'_>, desk: &Desk, what: MailAction) -> Result<()> {
    match what {
        MailAction::Queue { kind, number, to, cc } => {
            let mail = match kind.as_str() {
                "statement" => json!({"of": "statement", "statement": {"party_id": party(open, &number)?}}),
                kind => {
                    let document = open.call("document.find", json!({"kind": kind, "number": number}))?;
                    json!({"of": "document", "id": document["id"]})
                }
            };
            let to = match to.is_empty() {
                false => json!(to),
                true => open.call("mail.draft", json!({"mail": mail}))?["to"].take(),
            };
            print(
                &open.call(
                    "mail.queue",
                    json!({"mail": mail, "to": to, "cc": cc, "language": desk.language}),
                )?,
            )
        }
        MailAction::Send => {
            give_password(open)?;
            print(&open.call("mail.send", Value::Null)?)
        }
        MailAction::List { state } => {
            print(&open.call("mail.list", json!({"states": state, "limit": 1000}))?)
        }
        MailAction::Settle { seq, settlement } => {
            print(&open.call("mail.settle", json!({"seq": seq, "settlement": settlement}))?)
        }
        MailAction::Eml { seq, out } => {
            let handle = open.call("mail.eml", json!({"seq": seq}))?;
            write(Some(&out), &open.bytes(&handle)?)
        }
    }
}

/// A password that nobody has kept is asked for, and known until the program ends.
fn give_password(open: &Open<'_>) -> Result<()> {
    let setup = open.call("mail.account", Value::Null)?;
    let user = setup["account"]["user"].as_str().unwrap_or_default();
    match desk::mail_password(user, setup["secret"] == "nowhere") {
        Some(password) => {
            let given = json!({"password": password, "in_key_store": false});
            open.call("mail.set_password", given).map(|_| ())
        }
        None => Ok(()),
    }
}
