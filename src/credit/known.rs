//! What the books do not say of a customer and its grade has to know: insolvency, instruments that came back, net worth.

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::agreed::refuse_no_customer;
use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::book;
use crate::money::{Currency, Figure, Money};
use crate::store::{PartyId, Reader, Seq, Writer};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CreditFactKind {
    Insolvency,
    /// It is over, or was none.
    InsolvencyEnded,
    /// An instrument of payment came back unpaid.
    Bounced,
    /// Tangible net worth from its accounts, on their day.
    NetWorth,
}

impl CreditFactKind {
    const ALL: [CreditFactKind; 4] = [
        CreditFactKind::Insolvency,
        CreditFactKind::InsolvencyEnded,
        CreditFactKind::Bounced,
        CreditFactKind::NetWorth,
    ];

    fn as_str(self) -> &'static str {
        match self {
            CreditFactKind::Insolvency => "insolvency",
            CreditFactKind::InsolvencyEnded => "insolvency_ended",
            CreditFactKind::Bounced => "bounced",
            CreditFactKind::NetWorth => "net_worth",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct CreditFact {
    pub seq: Seq,
    pub party_id: PartyId,
    pub kind: CreditFactKind,
    pub date: Day,
    pub amount: Option<Money>,
    pub note: String,
    pub recorded_by: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct RecordCreditFact {
    pub party_id: PartyId,
    pub kind: CreditFactKind,
    /// Today where absent.
    pub date: Option<Day>,
    /// In the book's currency; net worth asks for it.
    pub amount: Option<Figure>,
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub note: String,
}

/// Records something that is known of a customer.
///
/// # Errors
/// `not_found`; `party_role_missing`; `field_missing` for net worth without an amount; `field_invalid` for a day to come.
pub fn record_fact(w: &Writer<'_>, input: &RecordCreditFact, today: Day) -> Result<CreditFact> {
    refuse_no_customer(w, input.party_id)?;
    let currency = book(w)?.currency;
    let date = input.date.unwrap_or(today);
    if date > today {
        return Err(Error::FieldInvalid { field: "date".into(), value: date.to_string() });
    }
    if input.kind == CreditFactKind::NetWorth && input.amount.is_none() {
        return Err(Error::FieldMissing { field: "amount".into() });
    }
    let amount = input.amount.map(|amount| Money::parse(&amount.to_string(), currency)).transpose()?;
    let (minor, note) = (amount.map(Money::minor), input.note.trim());
    let body = json!({"amount_minor": minor, "date": date, "kind": input.kind, "note": note,
        "party_id": input.party_id});
    let seq = audit::record(w, &json!({"credit_fact": body}))?;
    w.execute(
        "insert into credit_fact (seq, party_id, kind, date, amount_minor, note)
         values (:seq, :party, :kind, :date, :amount, :note)",
        named_params! {":seq": seq, ":party": input.party_id, ":kind": input.kind.as_str(), ":date": date,
        ":amount": minor, ":note": note},
    )?;
    let kept = facts_known(w, (input.party_id, input.party_id), Seq::LATEST)?;
    let kept = kept.into_iter().find(|kept| kept.seq == seq);
    kept.ok_or_else(|| Error::NotFound { kind: "credit_fact".into(), key: seq.to_string() })
}

/// What is known of the customers between two keys, by customer, the latest first.
pub fn facts_known(r: &Reader<'_>, (first, last): (PartyId, PartyId), known: Seq) -> Result<Vec<CreditFact>> {
    let currency = book(r)?.currency;
    let between = named_params! {":first": first, ":last": last, ":known": known};
    r.rows(include_str!("facts_known.sql"), between, |row| read(row, currency))
}

fn read(row: &Row<'_>, currency: Currency) -> rusqlite::Result<CreditFact> {
    let (word, amount): (String, Option<i64>) = (row.get("kind")?, row.get("amount_minor")?);
    let kind = CreditFactKind::ALL.into_iter().find(|kind| kind.as_str() == word);
    Ok(CreditFact {
        seq: row.get("seq")?,
        party_id: row.get("party_id")?,
        kind: kind.ok_or_else(|| rusqlite::Error::InvalidColumnName(word))?,
        date: row.get("date")?,
        amount: amount.map(|minor| Money::from_minor(minor, currency)),
        note: row.get("note")?,
        recorded_by: row.get("recorded_by")?,
    })
}
