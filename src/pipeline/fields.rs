//! What is known of an opportunity.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::stage::shortened;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::BookInfo;
use crate::money::{Currency, Figure, Money};
use crate::store::{ItemId, PartyId, PipelineId, StageId, UserId};

/// What is offered, at which price.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct OpportunityItem {
    pub item_id: Option<ItemId>,
    pub description: String,
    pub unit: String,
    pub quantity: Figure,
    /// Without tax, in the opportunity's currency.
    pub unit_price: Figure,
}

/// What a version says of an opportunity; where it stands and in whose hands is said by its moves.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct OpportunityFields {
    pub party_id: Option<PartyId>,
    pub title: String,
    /// The party's where absent, or the book's.
    pub currency: Option<Currency>,
    /// What it is worth without tax; the sum of the items where there are any.
    pub amount: Figure,
    pub items: Vec<OpportunityItem>,
    pub expected_close_on: Option<Day>,
    /// Where it came from: 展会, referral.
    pub source: String,
    /// Whom one talks to.
    pub contact: String,
    pub next_step: String,
    pub next_step_on: Option<Day>,
    pub notes: String,
}

/// An opportunity as it begins.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct NewOpportunity {
    pub fields: OpportunityFields,
    /// The first that is not archived where absent.
    pub pipeline_id: Option<PipelineId>,
    /// An open stage; the first of the pipeline where absent.
    pub stage_id: Option<StageId>,
    /// The stage's where absent, or who enters it.
    pub owner_id: Option<UserId>,
    /// Counted from the stage's days where absent.
    pub deadline_on: Option<Day>,
    /// Today where absent; no later day.
    pub date: Option<Day>,
}

const LONGEST_TITLE: usize = 200;
const LONGEST_TEXT: usize = 400;
const LONGEST_NOTES: usize = 20_000;
const MOST_ITEMS: usize = 500;

impl OpportunityFields {
    /// Texts without what surrounds them, items without empty ones.
    pub(super) fn tidied(&self) -> OpportunityFields {
        let text = |text: &str| text.trim().to_owned();
        let items =
            self.items.iter().filter(|item| item.item_id.is_some() || !item.description.trim().is_empty());
        OpportunityFields {
            title: text(&self.title),
            source: text(&self.source),
            contact: text(&self.contact),
            next_step: text(&self.next_step),
            notes: text(&self.notes),
            items: items
                .map(|item| OpportunityItem {
                    description: text(&item.description),
                    unit: text(&item.unit),
                    ..item.clone()
                })
                .collect(),
            ..self.clone()
        }
    }

    /// # Errors
    /// `field_missing` without party or title; `field_invalid` for what is too long or below nought.
    pub(super) fn refuse_invalid(&self) -> Result<()> {
        let missing = |field: &str| Err(Error::FieldMissing { field: format!("fields.{field}") });
        if self.party_id.is_none() {
            return missing("party_id");
        }
        if self.title.is_empty() {
            return missing("title");
        }
        let invalid = |field: String, value: String| {
            Err(Error::FieldInvalid { field: format!("fields.{field}"), value })
        };
        for (field, text, longest) in [
            ("title", &self.title, LONGEST_TITLE),
            ("source", &self.source, LONGEST_TEXT),
            ("contact", &self.contact, LONGEST_TEXT),
            ("next_step", &self.next_step, LONGEST_TEXT),
            ("notes", &self.notes, LONGEST_NOTES),
        ] {
            if text.chars().count() > longest {
                return invalid(field.into(), shortened(text));
            }
        }
        if self.amount < Figure::ZERO {
            return invalid("amount".into(), self.amount.to_string());
        }
        if self.items.len() > MOST_ITEMS {
            return invalid("items".into(), self.items.len().to_string());
        }
        for (item, place) in self.items.iter().zip(1..) {
            for (field, figure) in [("quantity", item.quantity), ("unit_price", item.unit_price)] {
                if figure < Figure::ZERO {
                    return invalid(format!("items.{place}.{field}"), figure.to_string());
                }
            }
            if item.description.chars().count() > LONGEST_TEXT {
                return invalid(format!("items.{place}.description"), shortened(&item.description));
            }
        }
        Ok(())
    }

    /// What it is worth: each item rounded as a line of an invoice is, and summed.
    ///
    /// # Errors
    /// `amount_overflow`.
    pub(super) fn worth(&self, currency: Currency, book: &BookInfo) -> Result<Money> {
        if self.items.is_empty() {
            return Money::rounded(self.amount.0, currency, book.rounding);
        }
        self.items.iter().try_fold(Money::zero(currency), |sum, item| {
            let exact = item.quantity.0.checked_mul(item.unit_price.0).ok_or(Error::AmountOverflow)?;
            sum.checked_add(Money::rounded(exact, currency, book.rounding)?)
        })
    }
}
