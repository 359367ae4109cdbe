//! The texts of mails by kind and language: the usual ones are words of the language, one's own take their place.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::kind::{MailKind, MailPlaceholder};
use crate::audit;
use crate::error::{Error, Result};
use crate::language::{Language, replace_placeholders};
use crate::store::{Reader, Writer};

/// Subject and body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MailText {
    pub subject: String,
    pub body: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct MailTemplate {
    pub kind: MailKind,
    pub language: Language,
    pub text: MailText,
    /// Whether it is the one that comes with the program.
    pub usual: bool,
    /// With their braces, as the language writes them.
    pub placeholders: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct SaveMailTemplate {
    pub kind: MailKind,
    pub language: Language,
    /// The usual one again where absent.
    pub text: Option<MailText>,
}

/// What the placeholders of one mail say; empty where there is nothing to say.
#[derive(Debug, Clone, Default)]
pub struct MailFacts {
    pub company: String,
    pub customer: String,
    pub contact: String,
    pub number: String,
    pub date: String,
    pub amount: String,
    pub due: String,
    pub user: String,
}

impl MailFacts {
    fn value(&self, of: MailPlaceholder) -> &str {
        match of {
            MailPlaceholder::Company => &self.company,
            MailPlaceholder::Customer => &self.customer,
            MailPlaceholder::Contact if self.contact.is_empty() => &self.customer,
            MailPlaceholder::Contact => &self.contact,
            MailPlaceholder::Number => &self.number,
            MailPlaceholder::Date => &self.date,
            MailPlaceholder::Amount => &self.amount,
            MailPlaceholder::Due => &self.due,
            MailPlaceholder::User => &self.user,
        }
    }

    /// Invented ones, for a preview.
    fn sample(language: Language, company: &str, user: &str) -> MailFacts {
        let word = |key: &str| language.words().word(&format!("mail.sample.{key}")).to_owned();
        MailFacts {
            company: company.into(),
            customer: word("customer"),
            contact: word("contact"),
            number: word("number"),
            date: word("date"),
            amount: word("amount"),
            due: word("due"),
            user: user.into(),
        }
    }
}

/// The text that comes with the program, its placeholders as the language writes them.
fn usual(kind: MailKind, language: Language) -> MailText {
    let word = |part: &str| {
        let text = language.words().word(&format!("mail.{}.{part}", kind.as_str())).to_owned();
        kind.placeholders().iter().fold(text, |text, each| {
            text.replace(&format!("{{{}}}", each.as_str()), &format!("{{{}}}", each.name(language)))
        })
    };
    MailText { subject: word("subject"), body: word("body") }
}

/// The text of a kind in a language, as it stands.
fn template(r: &Reader<'_>, kind: MailKind, language: Language) -> Result<MailTemplate> {
    let own = r.row(
        "select subject, body from mail_template where kind = :kind and language = :language order by seq desc limit 1",
        named_params! {":kind": kind.as_str(), ":language": language.tag()},
        |row| Ok(MailText { subject: row.get("subject")?, body: row.get("body")? }),
    )?;
    let own = own.filter(|text| !text.body.is_empty());
    let names = kind.placeholders().iter().map(|each| format!("{{{}}}", each.name(language)));
    Ok(MailTemplate {
        kind,
        language,
        usual: own.is_none(),
        text: own.unwrap_or_else(|| usual(kind, language)),
        placeholders: names.collect(),
    })
}

/// Every kind in every language.
pub fn templates(r: &Reader<'_>) -> Result<Vec<MailTemplate>> {
    let pairs = MailKind::ALL
        .into_iter()
        .flat_map(|kind| Language::ALL.into_iter().map(move |language| (kind, language)));
    pairs.map(|(kind, language)| template(r, kind, language)).collect()
}

/// # Errors
/// `field_missing` without subject or body; `placeholder_unknown` for one that the kind does not have.
pub fn save_template(w: &Writer<'_>, new: &SaveMailTemplate) -> Result<MailTemplate> {
    let before = template(w, new.kind, new.language)?;
    let text = new.text.as_ref().map(trimmed).filter(|text| *text != usual(new.kind, new.language));
    if let Some(text) = &text {
        filled(new.kind, text, &MailFacts::default())?;
    }
    let unchanged = if before.usual { text.is_none() } else { text.as_ref() == Some(&before.text) };
    if unchanged {
        return Ok(before);
    }
    let MailText { subject, body } =
        text.unwrap_or_else(|| MailText { subject: String::new(), body: String::new() });
    let act = json!({"body": body, "kind": new.kind, "language": new.language, "subject": subject});
    let seq = audit::record(w, &json!({"mail_template": act}))?;
    w.execute(
        "insert into mail_template (seq, kind, language, subject, body) values (:seq, :kind, :language, :subject, :body)",
        named_params! {":seq": seq, ":kind": new.kind.as_str(), ":language": new.language.tag(), ":subject": subject,
        ":body": body},
    )?;
    template(w, new.kind, new.language)
}

/// A text with invented facts, as it is being written.
///
/// # Errors
/// Those of [`save_template`].
pub fn preview(
    kind: MailKind,
    language: Language,
    text: &MailText,
    company: &str,
    user: &str,
) -> Result<MailText> {
    filled(kind, &trimmed(text), &MailFacts::sample(language, company, user))
}

/// The text of a kind with the facts of a mail.
///
/// # Errors
/// `placeholder_unknown`.
pub fn filled_template(
    r: &Reader<'_>,
    kind: MailKind,
    language: Language,
    facts: &MailFacts,
) -> Result<MailText> {
    filled(kind, &template(r, kind, language)?.text, facts)
}

fn trimmed(text: &MailText) -> MailText {
    let subject = text.subject.split_whitespace().collect::<Vec<_>>().join(" ");
    MailText { subject, body: text.body.trim().replace("\r\n", "\n") }
}

fn filled(kind: MailKind, text: &MailText, facts: &MailFacts) -> Result<MailText> {
    let fill = |field: &str, text: &str| {
        if text.is_empty() {
            return Err(Error::FieldMissing { field: field.into() });
        }
        let value = |name: &str| {
            let placeholder =
                MailPlaceholder::named(name).filter(|each| kind.placeholders().contains(each))?;
            Some(facts.value(placeholder).to_owned())
        };
        let known = || kind.placeholders().iter().map(|each| each.as_str()).collect::<Vec<_>>().join(", ");
        replace_placeholders(text, value).map(std::borrow::Cow::into_owned).map_err(|placeholder| {
            Error::PlaceholderUnknown { placeholder, field: field.into(), known: known() }
        })
    };
    Ok(MailText { subject: fill("subject", &text.subject)?, body: fill("body", &text.body)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_text_is_whole_in_every_language() {
        for kind in MailKind::ALL {
            for language in Language::ALL {
                let text = preview(kind, language, &usual(kind, language), "甲公司", "王").unwrap();
                for part in [&text.subject, &text.body] {
                    assert!(
                        !part.starts_with("mail.") && !part.contains('{'),
                        "{kind:?} {language:?} {part}"
                    );
                }
            }
        }
    }

    #[test]
    fn names_are_understood_in_any_language_and_only_where_the_kind_has_them() {
        let text = |body: &str| MailText { subject: "x".into(), body: body.into() };
        let shown = preview(MailKind::Invoice, Language::En, &text("{公司} { Company } {{x}"), "Ink", "Wang");
        assert_eq!(shown.unwrap().body, "Ink Ink {x}");
        for (kind, body, name) in
            [(MailKind::Delivery, "{amount}", "amount"), (MailKind::Invoice, "{shoe size}", "shoe size")]
        {
            let Err(Error::PlaceholderUnknown { placeholder, field, .. }) =
                preview(kind, Language::En, &text(body), "", "")
            else {
                panic!("{body}")
            };
            assert_eq!((placeholder.as_str(), field.as_str()), (name, "body"));
        }
    }
}
