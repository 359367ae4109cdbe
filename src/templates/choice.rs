//! Which template a paper is printed with: the one asked for, its party's, that of its kind, or none.

use std::fmt;

use rusqlite::named_params;
use rust_decimal::prelude::ToPrimitive;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::template::{PaperTemplate, get, list_at};
use crate::audit;
use crate::documents::DocumentKind;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::money::Figure;
use crate::paper::{Accent, Design};
use crate::parties::{self, attached_file};
use crate::store::{PartyId, Reader, Seq, Writer};

/// What a template is chosen for. Documents are numbered by kind, so a template of a kind is one of its series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TemplatedKind {
    Quote,
    SalesOrder,
    Delivery,
    Invoice,
    CreditNote,
    Bill,
    SupplierCredit,
    Receipt,
    Payment,
    Refund,
    SupplierRefund,
    Recovery,
    Statement,
    /// 对账函, 询证函
    Confirmation,
    /// Reminders of every level.
    Demand,
    /// 记账凭证
    Voucher,
    /// Reports, ledgers and lists.
    Report,
}

impl TemplatedKind {
    /// The kind of a name; `None` for what has no paper.
    pub fn of(name: &str) -> Option<TemplatedKind> {
        serde_json::from_value(name.into()).ok()
    }

    /// The document that has this paper; `None` for letters, vouchers and reports.
    pub fn document(self) -> Option<DocumentKind> {
        serde_json::from_value(self.to_string().into()).ok()
    }
}

impl fmt::Display for TemplatedKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct AssignTemplate {
    pub kind: TemplatedKind,
    /// For one customer or supplier; for all others where absent.
    pub party_id: Option<PartyId>,
    /// The house's own paper where absent.
    #[ts(type = "number | null", optional)]
    pub template_id: Option<i64>,
}

/// A kind of paper, perhaps of one party, and its template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct TemplateUse {
    pub kind: TemplatedKind,
    pub party_id: Option<PartyId>,
    pub party_name: String,
    #[ts(type = "number")]
    pub template_id: i64,
}

/// What a paper is printed with.
#[derive(Debug, Clone, Default)]
pub struct Chosen {
    pub design: Design,
    /// The paper's own where absent.
    pub language: Option<Language>,
}

/// Every use that counts now, of all parties first.
pub fn uses(r: &Reader<'_>) -> Result<Vec<TemplateUse>> {
    let rows: Vec<(String, Option<PartyId>, Option<i64>)> = r.rows(
        "select kind, party_id, template_id from paper_template_use u
         where seq = (select max(seq) from paper_template_use l
                      where l.kind = u.kind and l.party_id is u.party_id)
         order by party_id, kind",
        [],
        |row| Ok((row.get("kind")?, row.get("party_id")?, row.get("template_id")?)),
    )?;
    let known: Vec<i64> = list_at(r, None)?.iter().map(|template| template.id).collect();
    let mut uses = Vec::with_capacity(rows.len());
    for (kind, party_id, template_id) in rows {
        let Some(template_id) = template_id.filter(|id| known.contains(id)) else { continue };
        let kind = TemplatedKind::of(&kind)
            .ok_or_else(|| Error::BookDamaged { reason: format!("paper template of {kind}") })?;
        let party = party_id.map(|id| parties::get(r, id)).transpose()?;
        let party_name = party.map(|party| party.fields.name).unwrap_or_default();
        uses.push(TemplateUse { kind, party_id, party_name, template_id });
    }
    Ok(uses)
}

/// Has a kind of paper, or that of one party, printed with a template, or with none.
///
/// # Errors
/// `not_found`.
pub fn assign(w: &Writer<'_>, input: &AssignTemplate) -> Result<Vec<TemplateUse>> {
    if let Some(party) = input.party_id {
        parties::get(w, party)?;
    }
    if let Some(template) = input.template_id {
        get(w, template)?;
    }
    let seq = audit::record(w, &json!({"paper_template_use": input}))?;
    w.execute(
        "insert into paper_template_use (seq, kind, party_id, template_id)
         values (:seq, :kind, :party, :template)",
        named_params! {":seq": seq, ":kind": input.kind.to_string(), ":party": input.party_id,
        ":template": input.template_id},
    )?;
    uses(w)
}

/// The template of a kind of paper for a party, as of an act or now.
///
/// # Errors
/// `not_found` for a picture that is gone.
pub fn chosen(
    r: &Reader<'_>,
    kind: TemplatedKind,
    party: Option<PartyId>,
    known: Option<Seq>,
) -> Result<Chosen> {
    let found: Option<Option<i64>> = r.row(
        "select template_id from paper_template_use
         where kind = :kind and (party_id is null or party_id is :party) and (:known is null or seq <= :known)
         order by party_id is null, seq desc limit 1",
        named_params! {":kind": kind.to_string(), ":party": party, ":known": known},
        |row| row.get("template_id"),
    )?;
    let Some(id) = found.flatten() else { return Ok(Chosen::default()) };
    match list_at(r, known)?.iter().find(|template| template.id == id) {
        Some(template) => design_of(r, template),
        None => Ok(Chosen::default()),
    }
}

/// A template as paper understands it, with its picture.
///
/// # Errors
/// `not_found` for a picture that is gone.
pub fn design_of(r: &Reader<'_>, template: &PaperTemplate) -> Result<Chosen> {
    let languages = template.language.languages();
    let picture = template.payment_picture.map(|id| attached_file(r, id)).transpose()?;
    let design = Design {
        page: template.page,
        offset: (micrometres(template.offset_right_mm), micrometres(template.offset_down_mm)),
        look: template.look,
        accent: Accent::parse(&template.accent),
        logo: template.logo,
        window: template.window,
        columns: template.columns.clone(),
        heading: template.heading.clone(),
        intro: template.intro.clone(),
        closing: template.closing.clone(),
        footer: template.footer.clone(),
        payment_code: template.payment_code,
        payment_picture: picture.map(|file| file.bytes),
        barcode: template.barcode,
        copy: false,
        beside: languages.and_then(|(_, beside)| beside),
    };
    Ok(Chosen { design, language: languages.map(|(first, _)| first) })
}

/// Offsets are checked to be some centimetres at most.
fn micrometres(mm: Figure) -> i32 {
    (mm.0 * rust_decimal::Decimal::ONE_THOUSAND).round().to_i32().unwrap_or(0)
}
