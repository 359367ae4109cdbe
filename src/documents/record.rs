//! A posted document at rest: the rows, and what the trail's digest covers of them.

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::ser::SerializeSeq;
use serde::{Deserialize, Serialize, Serializer};
use ts_rs::TS;

use super::early::EarlyPayment;
use super::fields::{LineSource, OffsetKind, TaxMode, WriteOffReason};
use super::instalments::Instalment;
use super::kind::DocumentKind;
use super::late_interest::ItemInterest;
use super::levy::PartAmount;
use super::price::LinePrice;
use crate::audit::{self, Digest};
use crate::calendar::Day;
use crate::credit::{CheckBody, CreditCheck, check_of};
use crate::error::{Error, Result};
use crate::ledger;
use crate::money::{Currency, Figure, Money, Plain, Rate};
use crate::settlement::{self, PostingBody};
use crate::store::{
    AccountId, AttachmentId, CompanyVersionId, DocumentId, ItemVersionId, OpportunityId, PartyId,
    PartyVersionId, Reader, Seq, TaxId, UserId, Writer,
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
    pub opportunity: Option<OpportunityId>,
    pub salesperson: Option<UserId>,
    /// The version of a quote that it replaced.
    pub supersedes: Option<DocumentId>,
    pub salt: [u8; 16],
    pub lines: Vec<RecordLine>,
}

/// Facts that only some kinds have, in the order of their names; stored as one JSON value, nothing where all are absent.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable, rename = "DocumentDetail")]
#[schemars(rename = "DocumentDetail")]
pub struct Detail {
    /// Its money is a deposit.
    #[serde(skip_serializing_if = "is_false")]
    #[ts(as = "Option<bool>", optional)]
    pub deposit: bool,
    /// What was settled without money for paying early.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discount: Option<Money>,
    #[serde(skip_serializing_if = "is_false")]
    #[ts(as = "Option<bool>", optional)]
    pub discounts_after_tax: bool,
    /// Discounts that its terms offered for paying early.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<EarlyPayment>>", optional)]
    pub early_payment: Vec<EarlyPayment>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<AttachmentId>>", optional)]
    pub evidence: Vec<AttachmentId>,
    /// What the bank kept of a receipt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee: Option<Money>,
    /// What it was due in when it was issued: two parts at least, each of them an open item.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Instalment>>", optional)]
    pub instalments: Vec<Instalment>,
    /// The late interest that an invoice charges, debt by debt.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<ItemInterest>>", optional)]
    pub interest: Vec<ItemInterest>,
    /// What a credit note takes back is to be invoiced again.
    #[serde(skip_serializing_if = "is_false")]
    #[ts(as = "Option<bool>", optional)]
    pub invoice_again: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<OffsetKind>,
    /// Why a debt was given up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<WriteOffReason>,
    /// The letters whose fees an invoice charges, by the acts that sent them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Seq>>", optional)]
    pub reminder_fees: Vec<Seq>,
    /// 增值税专用发票
    #[serde(skip_serializing_if = "is_false")]
    #[ts(as = "Option<bool>", optional)]
    pub special_invoice: bool,
    /// Whose debt an offset made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_party: Option<PartyId>,
    /// What the payer keeps back for the tax office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withheld: Option<Money>,
    /// Nothing is delivered under an order.
    #[serde(skip_serializing_if = "is_false")]
    #[ts(as = "Option<bool>", optional)]
    pub without_delivery: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(fact: &bool) -> bool {
    !*fact
}

impl Detail {
    /// Whether an invoice charges late interest or the fees of letters.
    pub fn charges_lateness(&self) -> bool {
        !self.interest.is_empty() || !self.reminder_fees.is_empty()
    }

    /// The detail where it says anything.
    fn said(&self) -> Option<&Detail> {
        Some(self).filter(|detail| **detail != Detail::default())
    }

    fn to_stored(&self) -> Result<Option<String>> {
        let text = self.said().map(audit::canonical_body).transpose()?;
        text.map(|text| String::from_utf8(text).map_err(Error::unexpected)).transpose()
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
    /// What it was made from.
    pub source: Option<LineSource>,
    /// Where its price came from.
    pub price: Option<LinePrice>,
}

impl Record {
    /// The salted digest of everything a person wrote.
    pub fn text_digest(&self) -> Result<Digest> {
        let lines = self.lines.iter().map(|line| (&line.description, &line.specification, &line.unit));
        let texts = Texts {
            lines: lines.collect(),
            notes: self.notes.as_deref(),
            reference: self.reference.as_deref(),
        };
        Ok(audit::salted_digest(&self.salt, audit::canonical_body(&texts)?))
    }

    /// What the trail's digest covers of the document; `text` is its [`Record::text_digest`].
    pub(super) fn body(&self, text: &Digest, credit: Option<&CreditCheck>) -> Body<'_> {
        Body {
            account: self.account.as_ref().map(|(_, code)| code.as_str()),
            company: self.company_version_id,
            credit: credit.map(CreditCheck::body),
            credits: self.credits,
            currency: self.currency,
            date: self.date,
            detail: self.detail.said(),
            discount: self.discount_percent,
            due: self.due_on,
            gross: self.gross.plain(),
            kind: self.kind,
            language: self.language.as_deref(),
            lines: self.lines.iter().map(LineBody).collect(),
            net: self.net.plain(),
            number: &self.number,
            numbered: self.numbered,
            opportunity: self.opportunity,
            party: self.party_id,
            party_version: self.party_version_id,
            rate: self.rate,
            salesperson: self.salesperson,
            supersedes: self.supersedes,
            tax: self.tax.plain(),
            tax_mode: self.tax_mode,
            terms: self.terms.as_deref(),
            text: audit::hex(text),
        }
    }

    pub(super) fn insert(&self, w: &Writer<'_>, text: &Digest) -> Result<()> {
        let (date, due_on) = (self.date.to_string(), self.due_on.map(|day| day.to_string()));
        w.put(
            include_str!("insert_document.sql"),
            named_params! {
                ":seq": self.id, ":kind": self.kind.as_str(), ":number": self.number, ":numbered": self.numbered,
                ":party_id": self.party_id, ":party_version_id": self.party_version_id,
                ":company_version_id": self.company_version_id, ":date": date, ":due_on": due_on,
                ":terms": self.terms, ":currency": self.currency, ":rate": self.rate.to_string(),
                ":tax_mode": self.tax_mode.map(stored_mode),
                ":discount_percent": self.discount_percent.map(|percent| percent.to_string()),
                ":net_minor": self.net.minor(), ":tax_minor": self.tax.minor(), ":gross_minor": self.gross.minor(),
                ":account_id": self.account.as_ref().map(|(id, _)| *id), ":credits_seq": self.credits,
                ":reference": self.reference, ":notes": self.notes, ":language": self.language,
                ":detail": self.detail.to_stored()?,
                ":opportunity_id": self.opportunity, ":salesperson_id": self.salesperson,
                ":supersedes_seq": self.supersedes,
                ":salt": self.salt, ":text_digest": text,
            },
        )?;
        for (line, number) in self.lines.iter().zip(1_i64..) {
            w.put(
                include_str!("insert_line.sql"),
                named_params! {
                    ":seq": self.id, ":line": number, ":item_version_id": line.item_version_id,
                    ":description": line.description, ":specification": line.specification, ":unit": line.unit,
                    ":quantity": line.quantity.to_string(), ":unit_price": line.unit_price.to_string(),
                    ":discount_percent": line.discount_percent.map(|percent| percent.to_string()),
                    ":tax_id": line.tax_id, ":account_id": line.account_id, ":gross_minor": line.gross.minor(),
                    ":net_minor": line.net.minor(), ":tax_minor": line.tax.minor(),
                    ":cost_minor": line.cost.map(Money::minor),
                    ":source_seq": line.source.map(|source| source.document_id),
                    ":source_line": line.source.map(|source| source.line),
                    ":price_source": line.price.as_ref().map(LinePrice::to_stored).transpose()?,
                },
            )?;
            for part in &line.parts {
                w.put(
                    include_str!("insert_line_part.sql"),
                    named_params! {":seq": self.id, ":line": number, ":part": part.part,
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
        opportunity: row.get("opportunity_id")?,
        salesperson: row.get("salesperson_id")?,
        supersedes: row.get("supersedes_seq")?,
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
    let price: Option<String> = row.get("price_source")?;
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
        source: match row.get::<_, Option<DocumentId>>("source_seq")? {
            Some(document_id) => Some(LineSource { document_id, line: row.get("source_line")? }),
            None => None,
        },
        price: None,
    };
    let has_parts = row.get("has_parts")?;
    let figures = || -> Result<(RecordLine, bool)> {
        let line = RecordLine {
            quantity: quantity.parse()?,
            unit_price: unit_price.parse()?,
            discount_percent: discount.as_deref().map(str::parse).transpose()?,
            price: price.as_deref().map(LinePrice::from_stored).transpose()?,
            ..line
        };
        Ok((line, has_parts))
    };
    Ok(figures())
}

/// What the trail's digest covers of an act of posting, put together from the tables: document, void, entry,
/// items and allocations that carry its seq.
pub fn canonical_posting(r: &Reader<'_>, seq: Seq) -> Result<Vec<u8>> {
    let entry = ledger::entry(r, seq)?;
    let items = settlement::items_of_act(r, seq)?;
    let allocations = settlement::allocations_of_act(r, seq)?;
    let document = record(r, seq.into())?;
    let text = document.as_ref().map(Record::text_digest).transpose()?;
    let credit = document.as_ref().map(|document| check_of(r, document.id)).transpose()?.flatten();
    let void = r.row(
        "select document_seq, date, reason from document_void where seq = :seq",
        named_params! {":seq": seq},
        |row| Ok((row.get("document_seq")?, row.get("date")?, row.get::<_, String>("reason")?)),
    )?;
    let rescheduled = r.row(
        "select document_seq, date, reason from rescheduling where seq = :seq",
        named_params! {":seq": seq},
        |row| Ok((row.get("document_seq")?, row.get("date")?, row.get::<_, String>("reason")?)),
    )?;
    let rescheduled =
        rescheduled.as_ref().map(|(document, date, reason)| (*document, *date, reason.as_str()));
    let body = PostingBody::new(entry.as_ref(), &items, &allocations)
        .with_rescheduling(rescheduled)
        .with_void(void.as_ref().map(|(document, date, reason)| (*document, *date, reason.as_str())))
        .with_document(
            document.as_ref().zip(text.as_ref()).map(|(document, text)| document.body(text, credit.as_ref())),
        );
    audit::canonical_body(&body)
}

/// What a document's digest of texts covers, the fields in the order of their names.
#[derive(Debug, Serialize)]
struct Texts<'a> {
    lines: Vec<(&'a String, &'a Option<String>, &'a Option<String>)>,
    notes: Option<&'a str>,
    reference: Option<&'a str>,
}

/// What the trail's digest covers of a document, its fields in the order of their names.
#[derive(Debug, Serialize)]
pub(super) struct Body<'a> {
    account: Option<&'a str>,
    company: CompanyVersionId,
    /// What credit control said of it, where it was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    credit: Option<CheckBody>,
    credits: Option<DocumentId>,
    currency: Currency,
    date: Day,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a Detail>,
    discount: Option<Figure>,
    due: Option<Day>,
    gross: Plain,
    kind: DocumentKind,
    language: Option<&'a str>,
    lines: Vec<LineBody<'a>>,
    net: Plain,
    number: &'a str,
    numbered: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    opportunity: Option<OpportunityId>,
    party: PartyId,
    party_version: PartyVersionId,
    rate: Rate,
    #[serde(skip_serializing_if = "Option::is_none")]
    salesperson: Option<UserId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    supersedes: Option<DocumentId>,
    tax: Plain,
    tax_mode: Option<TaxMode>,
    terms: Option<&'a str>,
    text: String,
}

/// Item, quantity, unit price, discount, tax code, account, gross, net, tax; then cost, tax by part, where its price came
/// from and what it was made from, of which lines from before these facts say nothing.
#[derive(Debug)]
struct LineBody<'a>(&'a RecordLine);

#[derive(Debug, Serialize)]
struct MoreOfLine {
    cost: Option<Plain>,
    parts: Vec<(u32, Plain, Plain)>,
    /// As it is stored.
    #[serde(skip_serializing_if = "Option::is_none")]
    price: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<(DocumentId, u32)>,
}

impl RecordLine {
    fn more(&self) -> Result<Option<MoreOfLine>> {
        let parts = self.parts.iter().map(|of| (of.part, of.base.plain(), of.amount.plain()));
        let source = self.source.map(|source| (source.document_id, source.line));
        let price = self.price.as_ref().map(LinePrice::to_stored).transpose()?;
        let more = MoreOfLine { cost: self.cost.map(Money::plain), parts: parts.collect(), price, source };
        let says = |more: &MoreOfLine| {
            more.cost.is_some() || !more.parts.is_empty() || more.price.is_some() || more.source.is_some()
        };
        Ok(Some(more).filter(says))
    }
}

impl Serialize for LineBody<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let (line, more) = (self.0, self.0.more().map_err(serde::ser::Error::custom)?);
        let mut values = serializer.serialize_seq(Some(9 + usize::from(more.is_some())))?;
        values.serialize_element(&line.item_version_id)?;
        values.serialize_element(&line.quantity)?;
        values.serialize_element(&line.unit_price)?;
        values.serialize_element(&line.discount_percent)?;
        values.serialize_element(&line.tax_code)?;
        values.serialize_element(&line.account)?;
        for amount in [line.gross, line.net, line.tax] {
            values.serialize_element(&amount.plain())?;
        }
        if let Some(more) = more {
            values.serialize_element(&more)?;
        }
        values.end()
    }
}
