//! Search over everything: parties, items, document numbers, amounts.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use crate::error::Result;
use crate::ledger::book;
use crate::money::Money;
use crate::parties;
use crate::store::Reader;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HitKind {
    Customer,
    Supplier,
    Item,
    Document,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Hit {
    pub kind: HitKind,
    /// Key of the party, item or document.
    #[ts(type = "number")]
    pub id: i64,
    pub title: String,
    /// Code, or the document's party and day.
    pub detail: String,
    /// Kind of the document.
    pub document_kind: Option<String>,
    pub amount: Option<Money>,
}

/// What matches the text, at most `limit` of each kind: parties by any part of their texts, items, documents by
/// number or by exact amount.
pub fn search_all(r: &Reader<'_>, text: &str, limit: u32) -> Result<Vec<Hit>> {
    let mut hits = Vec::new();
    for id in parties::find(r, text, limit)? {
        let party = parties::get(r, id)?.fields;
        let kind = if party.is_customer { HitKind::Customer } else { HitKind::Supplier };
        hits.push(Hit {
            kind,
            id: id.value(),
            title: party.name,
            detail: party.code,
            document_kind: None,
            amount: None,
        });
    }
    let currency = book(r)?.currency;
    let amount = Money::parse(text, currency).ok().map(Money::minor);
    let documents = r.rows(
        include_str!("find_documents.sql"),
        named_params! {":text": text.trim(), ":amount": amount, ":limit": limit},
        |row| {
            Ok(Hit {
                kind: HitKind::Document,
                id: row.get("seq")?,
                title: row.get("number")?,
                detail: format!("{} {}", row.get::<_, String>("name")?, row.get::<_, String>("date")?),
                document_kind: row.get("kind")?,
                amount: Some(Money::from_minor(row.get("gross_minor")?, row.get("currency")?)),
            })
        },
    )?;
    hits.extend(documents);
    let items = crate::catalog::ItemList {
        text: Some(text.into()),
        archived: false,
        after: None,
        limit: Some(limit),
    };
    for item in crate::catalog::list(r, &items)?.rows {
        hits.push(Hit {
            kind: HitKind::Item,
            id: item.id.value(),
            title: item.fields.name("zh-CN").to_owned(),
            detail: item.fields.code,
            document_kind: None,
            amount: None,
        });
    }
    Ok(hits)
}
