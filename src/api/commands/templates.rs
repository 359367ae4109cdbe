//! How papers look: templates, whose papers use which, and how one looks before it is saved.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Nothing;
use super::papers::{Printed, printed};
use crate::api::Context;
use crate::error::Result;
use crate::language::Language;
use crate::runs;
use crate::store::{PartyId, Reader, Writer};
use crate::templates::{self, AssignTemplate, PaperTemplate, TemplateUse, TemplatedKind};

#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct TemplateKey {
    #[ts(type = "number")]
    pub id: i64,
}

/// Fields of a template that need not be saved.
#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct PreviewTemplate {
    pub template: PaperTemplate,
    /// The paper to see it on: the last of its kind, or a made-up one where there is none.
    pub kind: TemplatedKind,
    /// The user's where absent; a template's own goes before it.
    pub language: Option<Language>,
}

/// Where a page of a template stands on the paper.
#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct CalibrateTemplate {
    pub template: PaperTemplate,
    pub language: Option<Language>,
}

/// Address labels, three by eight to an A4 sheet.
#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct PrintLabels {
    pub party_ids: Vec<PartyId>,
    /// The first label of the sheet that is still there, counted from one by row.
    #[serde(default = "first_label")]
    #[ts(as = "Option<u32>", optional)]
    pub start: u32,
    pub language: Option<Language>,
}

fn first_label() -> u32 {
    1
}

pub fn list(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Vec<PaperTemplate>> {
    templates::list(r)
}

pub fn get(_: &Context<'_>, r: &Reader<'_>, input: TemplateKey) -> Result<PaperTemplate> {
    templates::get(r, input.id)
}

pub fn save(_: &Context<'_>, w: &Writer<'_>, template: PaperTemplate) -> Result<PaperTemplate> {
    templates::save(w, &template)
}

pub fn delete(_: &Context<'_>, w: &Writer<'_>, input: TemplateKey) -> Result<PaperTemplate> {
    templates::delete(w, input.id)
}

pub fn uses(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Vec<TemplateUse>> {
    templates::uses(r)
}

pub fn assign(_: &Context<'_>, w: &Writer<'_>, input: AssignTemplate) -> Result<Vec<TemplateUse>> {
    templates::assign(w, &input)
}

pub fn preview(context: &Context<'_>, r: &Reader<'_>, input: PreviewTemplate) -> Result<Printed> {
    let language = input.language.unwrap_or(context.language);
    let moment = (context.today, context.now);
    let paper = runs::template_preview(r, &input.template, input.kind, language, moment)?;
    Ok(printed(context, paper, input.template.name.trim()))
}

pub fn calibration(context: &Context<'_>, r: &Reader<'_>, input: CalibrateTemplate) -> Result<Printed> {
    let language = input.language.unwrap_or(context.language);
    let design = templates::design_of(r, &input.template)?.design;
    let paper = crate::paper::calibration(&design, language, context.now)?;
    Ok(printed(context, paper, language.words().word("calibration.title")))
}

pub fn labels(context: &Context<'_>, r: &Reader<'_>, input: PrintLabels) -> Result<Printed> {
    let language = input.language.unwrap_or(context.language);
    let paper = runs::address_labels(r, &input.party_ids, input.start, (language, context.now))?;
    Ok(printed(context, paper, language.words().word("labels.title")))
}
