//! Source + kind + number, by which a row that comes again is known.

use rusqlite::named_params;

use super::super::mapping::Mapping;
use super::super::reading::{ImportRow, Side};
use crate::audit::{self, Digest};
use crate::error::{Error, Result};
use crate::store::{ImportRunId, Reader, Writer};

/// The identity of a row and the digest of its content.
#[derive(Debug)]
pub(super) struct Identity {
    source: String,
    kind: &'static str,
    pub(super) number: String,
    digest: Digest,
}

/// Whether a row was imported before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    Not,
    Same,
    Changed,
}

impl Identity {
    pub(super) fn of(mapping: &Mapping, row: &ImportRow) -> Result<Identity> {
        let code_or_name =
            |code: &Option<String>, name: &String| code.clone().unwrap_or_else(|| name.clone());
        let (kind, number) = match row {
            ImportRow::Party(party) => (mapping.kind.as_str(), code_or_name(&party.code, &party.name)),
            ImportRow::Item(item) => (mapping.kind.as_str(), code_or_name(&item.code, &item.name)),
            ImportRow::Document(document) => (mapping.kind.as_str(), document.number.clone()),
            ImportRow::Money(money) => (mapping.kind.as_str(), money.number.clone()),
            // Numbers of customers and of suppliers are two worlds in one file.
            ImportRow::OpenItem(open) => match open.side {
                Side::Receivable => ("opening_receivable", open.number.clone()),
                Side::Payable => ("opening_payable", open.number.clone()),
            },
            ImportRow::AccountBalance(balance) => (mapping.kind.as_str(), balance.account_code.clone()),
            ImportRow::Rates(rates) => (mapping.kind.as_str(), rates.number.clone()),
            ImportRow::Contact(contact) => (mapping.kind.as_str(), contact.number()),
            ImportRow::StatementLine(line) => (mapping.kind.as_str(), line.number.clone()),
        };
        let content = serde_json::to_value(row).map_err(Error::unexpected)?;
        let digest = audit::digest(&[audit::canonical(&content).as_bytes()]);
        Ok(Identity { source: mapping.source.trim().to_owned(), kind, number, digest })
    }

    pub(super) fn look_up(&self, r: &Reader<'_>) -> Result<Known> {
        let found: Option<Digest> = r.row(
            "select digest from import_identity where source = :source and kind = :kind and number = :number",
            named_params! {":source": self.source, ":kind": self.kind, ":number": self.number},
            |row| row.get("digest"),
        )?;
        Ok(match found {
            None => Known::Not,
            Some(digest) if digest == self.digest => Known::Same,
            Some(_) => Known::Changed,
        })
    }

    /// `subject` is the key of what the row became: a party, an item, or the seq of a posting.
    pub(super) fn keep(&self, w: &Writer<'_>, run: ImportRunId, subject: i64) -> Result<()> {
        w.execute(
            include_str!("keep_identity.sql"),
            named_params! {":source": self.source, ":kind": self.kind, ":number": self.number, ":run": run,
            ":digest": self.digest, ":subject": subject},
        )?;
        Ok(())
    }
}
