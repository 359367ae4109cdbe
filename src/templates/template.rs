//! A template and its versions.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use crate::audit;
use crate::error::{Error, Result};
use crate::language::{Language, replace_placeholders};
use crate::money::Figure;
use crate::paper::{Accent, AddressWindow, LogoPlace, Look, PageSize, PaperColumn};
use crate::parties::attached_file;
use crate::store::{AttachmentId, Reader, Seq, Writer};

/// In which language a paper is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TemplateLanguage {
    /// The document's or the customer's.
    #[default]
    Own,
    Chinese,
    English,
    /// Names in both, Chinese first.
    Both,
}

impl TemplateLanguage {
    /// The language, and the one whose names stand beside it; `None` for the paper's own.
    pub fn languages(self) -> Option<(Language, Option<Language>)> {
        match self {
            TemplateLanguage::Own => None,
            TemplateLanguage::Chinese => Some((Language::ZhCn, None)),
            TemplateLanguage::English => Some((Language::En, None)),
            TemplateLanguage::Both => Some((Language::ZhCn, Some(Language::En))),
        }
    }
}

/// What the texts of a template may name in braces.
pub const FIELDS: [&str; 6] = ["number", "customer", "amount", "date", "due", "company"];

/// How a paper looks and what it says beyond its figures.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct PaperTemplate {
    /// 0 for a new one.
    #[ts(type = "number")]
    pub id: i64,
    pub name: String,
    pub language: TemplateLanguage,
    pub page: PageSize,
    /// How far the printer is off, in millimetres: everything moves right and down by so much.
    pub offset_right_mm: Figure,
    pub offset_down_mm: Figure,
    pub look: Look,
    /// `#1a4f8b`; black where empty.
    pub accent: String,
    pub logo: LogoPlace,
    pub window: AddressWindow,
    /// The columns of goods in their order; the house's own where empty.
    pub columns: Vec<PaperColumn>,
    /// In place of the title. Texts may hold `{number}`, `{customer}`, `{amount}`, `{date}`, `{due}`, `{company}`.
    pub heading: String,
    pub intro: String,
    pub closing: String,
    pub footer: String,
    /// A code of the payment, where money is asked for by an IBAN in euro.
    pub payment_code: bool,
    /// A picture of the sender's own payment code.
    pub payment_picture: Option<AttachmentId>,
    /// The number as a barcode.
    pub barcode: bool,
}

/// The farthest a printer may be off.
const FARTHEST_MM: i64 = 30;
/// The longest text.
const LONGEST: usize = 2_000;

impl PaperTemplate {
    /// # Errors
    /// `field_missing` without a name; `placeholder_unknown` where a text names what no paper has; `field_invalid` for a
    /// colour, an offset, columns or a length that cannot be.
    pub fn refuse_invalid(&self) -> Result<()> {
        let invalid = |field: &str, value: String| Err(Error::FieldInvalid { field: field.into(), value });
        if self.name.trim().is_empty() {
            return Err(Error::FieldMissing { field: "name".into() });
        }
        if !self.accent.is_empty() && Accent::parse(&self.accent).is_none() {
            return invalid("accent", self.accent.clone());
        }
        for (field, offset) in
            [("offset_right_mm", self.offset_right_mm), ("offset_down_mm", self.offset_down_mm)]
        {
            if offset.0.abs() > FARTHEST_MM.into() {
                return invalid(field, offset.to_string());
            }
        }
        for (place, column) in self.columns.iter().enumerate() {
            if self.columns[..place].contains(column) {
                return invalid("columns", format!("{column:?}"));
            }
        }
        for (field, text) in [
            ("heading", &self.heading),
            ("intro", &self.intro),
            ("closing", &self.closing),
            ("footer", &self.footer),
        ] {
            if text.chars().count() > LONGEST {
                return invalid(field, format!("{}…", text.chars().take(40).collect::<String>()));
            }
            refuse_unknown(field, text)?;
        }
        Ok(())
    }
}

/// Every `{name}` in a text must be a field of papers.
fn refuse_unknown(field: &str, text: &str) -> Result<()> {
    let known = |name: &str| FIELDS.contains(&name).then(String::new);
    replace_placeholders(text, known).map(drop).map_err(|placeholder| Error::PlaceholderUnknown {
        placeholder,
        field: field.into(),
        known: FIELDS.join(", "),
    })
}

/// Every template as it stands, the oldest first.
pub fn list(r: &Reader<'_>) -> Result<Vec<PaperTemplate>> {
    list_at(r, None)
}

/// The same as of an act.
pub(super) fn list_at(r: &Reader<'_>, known: Option<Seq>) -> Result<Vec<PaperTemplate>> {
    let rows: Vec<(bool, String)> = r.rows(
        "select deleted, content from paper_template t
         where seq = (select max(seq) from paper_template l
                      where l.template_id = t.template_id and (:known is null or l.seq <= :known))
         order by template_id",
        named_params! {":known": known},
        |row| Ok((row.get("deleted")?, row.get("content")?)),
    )?;
    let read = |content: &str| {
        serde_json::from_str(content)
            .map_err(|error| Error::BookDamaged { reason: format!("paper template: {error}") })
    };
    rows.iter().filter(|(deleted, _)| !deleted).map(|(_, content)| read(content)).collect()
}

/// # Errors
/// `not_found`.
pub fn get(r: &Reader<'_>, id: i64) -> Result<PaperTemplate> {
    let found = list(r)?.into_iter().find(|template| template.id == id);
    found.ok_or_else(|| Error::NotFound { kind: "paper_template".into(), key: id.to_string() })
}

/// Saves a new template or a new version of one.
///
/// # Errors
/// What [`PaperTemplate::refuse_invalid`] refuses; `duplicate` for a name another one has; `not_found`;
/// `picture_unreadable`, `picture_too_large` for a picture that cannot be printed.
pub fn save(w: &Writer<'_>, new: &PaperTemplate) -> Result<PaperTemplate> {
    new.refuse_invalid()?;
    let saved_name = new.name.trim().to_owned();
    let known = list(w)?;
    if known.iter().any(|other| other.id != new.id && other.name == saved_name) {
        return Err(Error::Duplicate { kind: "paper_template".into(), key: saved_name });
    }
    if let Some(id) = new.payment_picture {
        crate::paper::check_picture(&attached_file(w, id)?.bytes, "payment_picture")?;
    }
    let last: Option<i64> =
        w.row("select max(template_id) as last from paper_template", [], |row| row.get("last"))?.flatten();
    let id = if new.id == 0 { last.unwrap_or(0) + 1 } else { new.id };
    let before = known.iter().find(|template| template.id == id);
    if new.id != 0 && before.is_none() {
        return Err(Error::NotFound { kind: "paper_template".into(), key: id.to_string() });
    }
    let saved = PaperTemplate { id, name: saved_name, ..new.clone() };
    if before == Some(&saved) {
        return Ok(saved);
    }
    keep(w, &saved, false)?;
    Ok(saved)
}

/// Uses a template no more; papers that were printed with it keep it.
///
/// # Errors
/// `not_found`.
pub fn delete(w: &Writer<'_>, id: i64) -> Result<PaperTemplate> {
    let template = get(w, id)?;
    keep(w, &template, true)?;
    Ok(template)
}

fn keep(w: &Writer<'_>, template: &PaperTemplate, deleted: bool) -> Result<()> {
    let content = serde_json::to_value(template).map_err(Error::unexpected)?;
    let seq = audit::record(w, &json!({"paper_template": content, "deleted": deleted}))?;
    w.execute(
        "insert into paper_template (seq, template_id, deleted, content)
         values (:seq, :id, :deleted, :content)",
        named_params! {":seq": seq, ":id": template.id, ":deleted": deleted,
        ":content": audit::canonical(&content)},
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> PaperTemplate {
        PaperTemplate { name: name.into(), ..PaperTemplate::default() }
    }

    #[test]
    fn a_text_may_name_only_what_papers_have() {
        let template = |intro: &str| PaperTemplate { intro: intro.into(), ..named("蓝") };
        template("{customer}：请查收 {number}，{amount} 于 {due} 前").refuse_invalid().unwrap();
        for wrong in ["{contract}", "{number", "{}"] {
            let refused = template(wrong).refuse_invalid().unwrap_err();
            assert_eq!(refused.code(), "placeholder_unknown", "{wrong}");
        }
    }

    #[test]
    fn colours_offsets_and_columns_are_checked() {
        let wrong = [
            (PaperTemplate { name: " ".into(), ..named("") }, "field_missing"),
            (PaperTemplate { accent: "blue".into(), ..named("a") }, "field_invalid"),
            (PaperTemplate { offset_down_mm: "30.1".parse().unwrap(), ..named("a") }, "field_invalid"),
            (PaperTemplate { columns: vec![PaperColumn::Net; 2], ..named("a") }, "field_invalid"),
            (PaperTemplate { closing: "长".repeat(2_001), ..named("a") }, "field_invalid"),
        ];
        for (template, code) in wrong {
            assert_eq!(template.refuse_invalid().unwrap_err().code(), code, "{template:?}");
        }
    }
}
