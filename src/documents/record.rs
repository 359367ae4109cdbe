//! A posted document at rest: the rows, and what the trail's digest covers of them.

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use ts_rs::TS;

use super::fields::{OffsetKind, TaxMode, WriteOffReason};
use super::kind::DocumentKind;
use super::levy::PartAmount;
use crate::audit::{self, Digest};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger;
use crate::money::{Currency, Figure, Money, Rate};
use crate::settlement;
use crate::store::{
    AccountId, AttachmentId, CompanyVersionId, DocumentId, ItemVersionId, PartyId, PartyVersionId, Reader,
    Seq, TaxId, Writer,
};

/// A posted document, value for value.
#[derive(Debug, Clone)]
pub struct Record {
    pub id: DocumentId,
    pub kind: DocumentKind,
    pub number: String,
    /// From our own series.
    pub numbered: bool,
    pub party_id: PartyId,
    pub party_version_id: PartyVersionId,
    pub company_version_id: CompanyVersionId,
    pub date: Day,
    pub due_on: Option<Day>,
    pub terms: Option<String>,
    pub currency: Currency,
    pub rate: Rate,
    pub tax_mode: Option<TaxMode>,
    pub discount_percent: Option<Figure>,
    pub net: Money,
    pub tax: Money,
    pub gross: Money,
    /// The bank or cash account of a receipt or payment.
    pub account: Option<(AccountId, String)>,
    pub credits: Option<DocumentId>,
    pub reference: Option<String>,
    pub notes: Option<String>,
    pub language: Option<String>,
    pub detail: Detail,
    pub salt: [u8; 16],
    pub lines: Vec<RecordLine>,
}

/// Facts that only some kinds have; stored as one JSON value, nothing where all are absent.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable, rename = "DocumentDetail")]
#[schemars(rename = "DocumentDetail")]
pub struct Detail {
    /// What the bank kept of a receipt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee: Option<Money>,
    /// What was settled without money for paying early.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discount: Option<Money>,
    /// What the payer keeps back for the tax office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withheld: Option<Money>,
    #[serde(skip_serializing_if = "is_false")]
    #[ts(as = "Option<bool>", optional)]
    pub discounts_after_tax: bool,
    /// 增值税专用发票
    #[serde(skip_serializing_if = "is_false")]
    #[ts(as = "Option<bool>", optional)]
    pub special_invoice: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<OffsetKind>,
    /// Whose debt an offset made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_party: Option<PartyId>,
    /// Why a debt was given up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<WriteOffReason>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<AttachmentId>>", optional)]
    pub evidence: Vec<AttachmentId>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(fact: &bool) -> bool {
    !*fact
}

impl Detail {
    fn to_stored(&self) -> Result<Option<Value>> {
        let value =
            serde_json::to_value(self).map_err(|error| Error::Database { reason: error.to_string() })?;
        Ok(value.as_object().is_some_and(|facts| !facts.is_empty()).then_some(value))
    }
}

#[derive(Debug, Clone)]
pub struct RecordLine {
    pub item_version_id: Option<ItemVersionId>,
    pub description: String,
    pub specification: Option<String>,
    pub unit: Option<String>,
    pub quantity: Figure,
    pub unit_price: Figure,
    pub discount_percent: Option<Figure>,
    pub tax_id: TaxId,
    pub tax_code: String,
    pub account_id: AccountId,
    pub account: String,
    pub gross: Money,
    pub net: Money,
    pub tax: Money,
    /// The tax by part, where `tax` does not say it.
    pub parts: Vec<PartAmount>,
    /// What the goods cost, in the book's currency.
    pub cost: Option<Money>,
}

impl RecordLine {
    /// What the trail's digest covers.
    fn canonical(&self) -> Value {
        let mut line = json!([
            self.item_version_id,
            self.quantity,
            self.unit_price,
            self.discount_percent,
            self.tax_code,
            self.account,
            self.gross.to_plain(),
            self.net.to_plain(),
            self.tax.to_plain(),
        ]);
        // Lines from before these facts say nothing of them.
        let parts =
            || self.parts.iter().map(|part| json!([part.part, part.base.to_plain(), part.amount.to_plain()]));
        if let Some(values) = line.as_array_mut().filter(|_| !self.parts.is_empty() || self.cost.is_some()) {
            let cost = self.cost.map(Money::to_plain);
            values.push(json!({"cost": cost, "parts": parts().collect::<Vec<_>>()}));
        }
        line
    }
}

impl Record {
    /// The salted digest of everything a person wrote.
    pub fn text_digest(&self) -> Digest {
        let lines: Vec<Value> =
            self.lines.iter().map(|line| json!([line.description, line.specification, line.unit])).collect();
        let texts = json!({"lines": lines, "notes": self.notes, "reference": self.reference});
        audit::salted_digest(&self.salt, &audit::canonical(&texts))
    }

    fn canonical(&self) -> Result<Value> {
        let lines: Vec<Value> = self.lines.iter().map(RecordLine::canonical).collect();
        let mut body = json!({
            "account": self.account.as_ref().map(|(_, code)| code), "company": self.company_version_id,
            "credits": self.credits, "currency": self.currency, "date": self.date.to_string(),
            "discount": self.discount_percent, "due": self.due_on.map(|day| day.to_string()),
            "gross": self.gross.to_plain(), "kind": self.kind, "language": self.language, "lines": lines,
            "net": self.net.to_plain(), "number": self.number, "numbered": self.numbered, "party": self.party_id,
            "party_version": self.party_version_id, "rate": self.rate, "tax": self.tax.to_plain(),
            "tax_mode": self.tax_mode, "terms": self.terms, "text": audit::hex(&self.text_digest()),
        });
        if let Some(detail) = self.detail.to_stored()? {
            body["detail"] = detail;
        }
        Ok(body)
    }

    pub(super) fn insert(&self, w: &Writer<'_>) -> Result<()> {
        w.execute(
            include_str!("insert_document.sql"),
            named_params! {
                ":seq": self.id, ":kind": self.kind.as_str(), ":number": self.number, ":numbered": self.numbered,
                ":party_id": self.party_id, ":party_version_id": self.party_version_id,
                ":company_version_id": self.company_version_id, ":date": self.date, ":due_on": self.due_on,
                ":terms": self.terms, ":currency": self.currency, ":rate": self.rate.to_string(),
                ":tax_mode": self.tax_mode.map(stored_mode),
                ":discount_percent": self.discount_percent.map(|percent| percent.to_string()),
                ":net_minor": self.net.minor(), ":tax_minor": self.tax.minor(), ":gross_minor": self.gross.minor(),
                ":account_id": self.account.as_ref().map(|(id, _)| *id), ":credits_seq": self.credits,
                ":reference": self.reference, ":notes": self.notes, ":language": self.language,
                ":detail": self.detail.to_stored()?.map(|detail| audit::canonical(&detail)),
                ":salt": self.salt, ":text_digest": self.text_digest(),
            },
        )?;
        for (index, line) in self.lines.iter().enumerate() {
            w.execute(
                include_str!("insert_line.sql"),
                named_params! {
                    ":seq": self.id, ":line": index as i64 + 1, ":item_version_id": line.item_version_id,
                    ":description": line.description, ":specification": line.specification, ":unit": line.unit,
                    ":quantity": line.quantity.to_string(), ":unit_price": line.unit_price.to_string(),
                    ":discount_percent": line.discount_percent.map(|percent| percent.to_string()),
                    ":tax_id": line.tax_id, ":account_id": line.account_id, ":gross_minor": line.gross.minor(),
                    ":net_minor": line.net.minor(), ":tax_minor": line.tax.minor(),
                    ":cost_minor": line.cost.map(Money::minor),
                },
            )?;
            for part in &line.parts {
                w.execute(
                    "insert into document_line_tax (seq, line, part, base_minor, amount_minor)
                     values (:seq, :line, :part, :base, :amount)",
                    named_params! {":seq": self.id, ":line": index as i64 + 1, ":part": part.part,
                    ":base": part.base.minor(), ":amount": part.amount.minor()},
                )?;
            }
        }
        Ok(())
    }
}

fn stored_mode(mode: TaxMode) -> &'static str {
    match mode {
        TaxMode::Exclusive => "exclusive",
        TaxMode::Inclusive => "inclusive",
    }
}

/// The posted document; `None` where the act issued none.
pub fn record(r: &Reader<'_>, id: DocumentId) -> Result<Option<Record>> {
    let Some(head) = r.row(include_str!("record.sql"), named_params! {":seq": id}, read_head)?.transpose()?
    else {
        return Ok(None);
    };
    let lines = r.rows(include_str!("record_lines.sql"), named_params! {":seq": id}, |row| {
        read_line(row, head.currency)
    })?;
    let mut lines = lines.into_iter().collect::<Result<Vec<_>>>()?;
    if lines.iter().any(|(_, has_parts)| *has_parts) {
        let parts = line_parts(r, id, head.currency)?;
        for (number, (line, _)) in (1..).zip(&mut lines) {
            line.parts = parts.iter().filter(|(of, _)| *of == number).map(|(_, part)| *part).collect();
        }
    }
    Ok(Some(Record { lines: lines.into_iter().map(|(line, _)| line).collect(), ..head }))
}

/// The amounts of taxes by part, each with the number of its line.
fn line_parts(r: &Reader<'_>, id: DocumentId, currency: Currency) -> Result<Vec<(i64, PartAmount)>> {
    r.rows(include_str!("line_parts.sql"), named_params! {":seq": id}, |row| {
        let money = |column: &str| Ok::<_, rusqlite::Error>(Money::from_minor(row.get(column)?, currency));
        let (base, amount) = (money("base_minor")?, money("amount_minor")?);
        Ok((row.get("line")?, PartAmount { part: row.get("part")?, base, amount }))
    })
}

fn read_head(row: &Row<'_>) -> rusqlite::Result<Result<Record>> {
    let kind: String = row.get("kind")?;
    let Some(kind) = DocumentKind::from_name(&kind) else {
        return Ok(Err(Error::BookDamaged { reason: format!("document kind {kind}") }));
    };
    let currency = row.get("currency")?;
    let money = |column: &str| Ok::<_, rusqlite::Error>(Money::from_minor(row.get(column)?, currency));
    let account_id: Option<AccountId> = row.get("account_id")?;
    let record = Record {
        id: row.get("seq")?,
        kind,
        number: row.get("number")?,
        numbered: row.get("numbered")?,
        party_id: row.get("party_id")?,
        party_version_id: row.get("party_version_id")?,
        company_version_id: row.get("company_version_id")?,
        date: row.get("date")?,
        due_on: row.get("due_on")?,
        terms: row.get("terms")?,
        currency,
        rate: Rate::ONE,
        tax_mode: match row.get::<_, Option<String>>("tax_mode")?.as_deref() {
            Some("inclusive") => Some(TaxMode::Inclusive),
            Some(_) => Some(TaxMode::Exclusive),
            None => None,
        },
        discount_percent: None,
        net: money("net_minor")?,
        tax: money("tax_minor")?,
        gross: money("gross_minor")?,
        account: account_id.zip(row.get("account_code")?),
        credits: row.get("credits_seq")?,
        reference: row.get("reference")?,
        notes: row.get("notes")?,
        language: row.get("language")?,
        detail: Detail::default(),
        salt: row.get("salt")?,
        lines: Vec::new(),
    };
    let detail: Option<String> = row.get("detail")?;
    let rate: String = row.get("rate")?;
    let discount: Option<String> = row.get("discount_percent")?;
    Ok(rate.parse().and_then(|rate| {
        let discount_percent = discount.as_deref().map(str::parse).transpose()?;
        let detail = match detail {
            Some(text) => serde_json::from_str(&text)
                .map_err(|error| Error::BookDamaged { reason: format!("document {}: {error}", record.id) })?,
            None => Detail::default(),
        };
        Ok(Record { rate, discount_percent, detail, ..record })
    }))
}

/// A line, and whether its tax has parts.
fn read_line(row: &Row<'_>, currency: Currency) -> rusqlite::Result<Result<(RecordLine, bool)>> {
    let text = |column: &str| row.get::<_, String>(column);
    let (quantity, unit_price) = (text("quantity")?, text("unit_price")?);
    let discount: Option<String> = row.get("discount_percent")?;
    let line = RecordLine {
        item_version_id: row.get("item_version_id")?,
        description: row.get("description")?,
        specification: row.get("specification")?,
        unit: row.get("unit")?,
        quantity: Figure::ZERO,
        unit_price: Figure::ZERO,
        discount_percent: None,
        tax_id: row.get("tax_id")?,
        tax_code: row.get("tax_code")?,
        account_id: row.get("account_id")?,
        account: row.get("account_code")?,
        gross: Money::from_minor(row.get("gross_minor")?, currency),
        net: Money::from_minor(row.get("net_minor")?, currency),
        tax: Money::from_minor(row.get("tax_minor")?, currency),
        parts: Vec::new(),
        cost: match row.get::<_, Option<i64>>("cost_minor")? {
            Some(minor) => Some(Money::from_minor(minor, row.get("base_currency")?)),
            None => None,
        },
    };
    let has_parts = row.get("has_parts")?;
    let figures = || -> Result<(RecordLine, bool)> {
        let line = RecordLine {
            quantity: quantity.parse()?,
            unit_price: unit_price.parse()?,
            discount_percent: discount.as_deref().map(str::parse).transpose()?,
            ..line
        };
        Ok((line, has_parts))
    };
    Ok(figures())
}

/// What the trail's digest covers of an act of posting, put together from the tables: document, void, entry,
/// items and allocations that carry its seq.
pub fn canonical_posting(r: &Reader<'_>, seq: Seq) -> Result<Value> {
    let entry = ledger::entry(r, seq)?;
    let items = settlement::items_of_act(r, seq)?;
    let allocations = settlement::allocations_of_act(r, seq)?;
    let body = settlement::canonical(entry.as_ref(), &items, &allocations);
    let document = record(r, seq.into())?;
    let void = r.row(
        "select document_seq, date, reason from document_void where seq = :seq",
        named_params! {":seq": seq},
        |row| {
            Ok(canonical_void(row.get("document_seq")?, row.get("date")?, &row.get::<_, String>("reason")?))
        },
    )?;
    with_document(body, document.as_ref(), void)
}

pub(super) fn canonical_void(document: DocumentId, date: Day, reason: &str) -> Value {
    json!([document, date.to_string(), reason])
}

/// Adds a document or its void to the body of a posting.
pub(super) fn with_document(
    mut body: Value,
    document: Option<&Record>,
    void: Option<Value>,
) -> Result<Value> {
    if let Some(fields) = body.as_object_mut() {
        if let Some(document) = document {
            fields.insert("document".into(), document.canonical()?);
        }
        if let Some(void) = void {
            fields.insert("void".into(), void);
        }
    }
    Ok(body)
}
