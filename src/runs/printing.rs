//! With what a paper is printed: its template, and what is asked for in its place.

use crate::error::Result;
use crate::language::Language;
use crate::paper::PageSize;
use crate::store::{PartyId, Reader, Seq};
use crate::templates::{self, Chosen, TemplatedKind};

use super::document_paper::Prices;

/// What is asked for beside a paper's own; the default asks for nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Printing {
    pub language: Option<Language>,
    /// In place of the template that the paper would have.
    pub template: Option<i64>,
    /// In place of the template's paper.
    pub page: Option<PageSize>,
    /// Marked as a copy.
    pub copy: bool,
    /// Of a delivery note.
    pub prices: Prices,
}

impl Printing {
    /// In a language, or the paper's own.
    pub fn in_language(language: Option<Language>) -> Printing {
        Printing { language, ..Printing::default() }
    }

    /// The template of a kind of paper for a party, as of an act or now, with what is asked for in its place.
    ///
    /// # Errors
    /// `not_found`.
    pub fn chosen(
        &self,
        r: &Reader<'_>,
        kind: Option<TemplatedKind>,
        party: Option<PartyId>,
        known: Option<Seq>,
    ) -> Result<Chosen> {
        let mut chosen = match (self.template, kind) {
            (Some(id), _) => templates::design_of(r, &templates::get(r, id)?)?,
            (None, Some(kind)) => templates::chosen(r, kind, party, known)?,
            (None, None) => Chosen::default(),
        };
        chosen.design.page = self.page.unwrap_or(chosen.design.page);
        chosen.design.copy = self.copy;
        if let Some(language) = self.language {
            chosen.language = Some(language);
            chosen.design.beside = None;
        }
        Ok(chosen)
    }
}
