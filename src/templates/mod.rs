//! Templates: how papers look, as data. Which texts, columns and marks, on which paper, and whose papers use which.
//!
//! Verbs: [`list`], [`get`], [`save`], [`delete`], [`assign`], [`uses`]; [`Chosen`] is what a paper is printed with.
//!
//! Invariants: nothing saved is changed, a version follows a version; a paper of a past moment is printed with the
//! version of that moment · a template's texts name only fields that papers have · without a template a paper is the
//! house's own.

mod choice;
mod template;

pub use choice::{AssignTemplate, Chosen, TemplateUse, TemplatedKind, assign, chosen, design_of, uses};
pub use template::{FIELDS, PaperTemplate, TemplateLanguage, delete, get, list, save};
