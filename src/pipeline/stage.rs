//! A stage of a pipeline: its name, its rules, what it is likely to bring.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::condition::Condition;
use crate::error::{Error, Result};
use crate::store::{StageId, UserId};

/// Whether a stage ends an opportunity, and how; fixed when the stage is made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "StageEnds")]
#[schemars(rename = "StageEnds")]
pub enum Ends {
    #[default]
    Open,
    Won,
    Lost,
}

/// A stage as it is entered in the settings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct StageFields {
    /// Absent for a new one.
    pub id: Option<StageId>,
    pub name_zh: String,
    pub name_en: String,
    pub ends: Ends,
    /// What usually becomes of those that stand here: percent that are won.
    #[ts(type = "number")]
    pub probability: u8,
    /// Days one stays here as a rule; proposes the deadline. A stage without asks for a deadline at each move.
    pub days: Option<u32>,
    /// Whose hands it comes into as a rule; the hands it is in where absent.
    pub owner_id: Option<UserId>,
    /// What must be known before one enters.
    pub entry: Vec<Condition>,
    /// What must be known before one goes on.
    pub exit: Vec<Condition>,
    /// What is to be done here.
    pub tasks: Vec<String>,
}

/// A stage of a pipeline, in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct Stage {
    pub id: StageId,
    pub name_zh: String,
    pub name_en: String,
    pub ends: Ends,
    #[ts(type = "number")]
    pub probability: u8,
    pub days: Option<u32>,
    pub owner_id: Option<UserId>,
    pub entry: Vec<Condition>,
    pub exit: Vec<Condition>,
    pub tasks: Vec<String>,
    /// Taken out: nothing stands here and nothing comes in; its history stays.
    pub removed: bool,
}

const LONGEST_NAME: usize = 80;
const LONGEST_TASK: usize = 400;
const LONGEST_STAY: u32 = 3650;

impl Ends {
    pub(super) const ALL: [Ends; 3] = [Ends::Open, Ends::Won, Ends::Lost];

    pub fn as_str(self) -> &'static str {
        match self {
            Ends::Open => "open",
            Ends::Won => "won",
            Ends::Lost => "lost",
        }
    }
}

impl Stage {
    pub(super) fn is_open(&self) -> bool {
        self.ends == Ends::Open && !self.removed
    }

    /// Its name for error data, in the language that it has one in.
    pub fn label(&self) -> String {
        if self.name_zh.is_empty() { self.name_en.clone() } else { self.name_zh.clone() }
    }
}

impl StageFields {
    /// As it is kept under that key.
    pub(super) fn kept(&self, id: StageId) -> Stage {
        let tasks = self.tasks.iter().map(|task| task.trim().to_owned()).filter(|task| !task.is_empty());
        let sorted = |conditions: &[Condition]| {
            let mut conditions = conditions.to_vec();
            conditions.sort_unstable();
            conditions.dedup();
            conditions
        };
        Stage {
            id,
            name_zh: self.name_zh.trim().to_owned(),
            name_en: self.name_en.trim().to_owned(),
            ends: self.ends,
            probability: match self.ends {
                Ends::Open => self.probability,
                Ends::Won => 100,
                Ends::Lost => 0,
            },
            days: self.days.filter(|_| self.ends == Ends::Open),
            owner_id: self.owner_id.filter(|_| self.ends == Ends::Open),
            entry: sorted(&self.entry),
            exit: sorted(&self.exit),
            tasks: tasks.collect(),
            removed: false,
        }
    }

    /// # Errors
    /// `field_missing` without a name, `field_invalid` for what is too long or more than all.
    pub(super) fn refuse_invalid(&self, place: usize) -> Result<()> {
        let field = |name: &str| format!("stages.{place}.{name}");
        if self.name_zh.trim().is_empty() && self.name_en.trim().is_empty() {
            return Err(Error::FieldMissing { field: field("name_zh") });
        }
        let invalid = |name: &str, value: String| Error::FieldInvalid { field: field(name), value };
        for (name, text) in [("name_zh", &self.name_zh), ("name_en", &self.name_en)] {
            if text.chars().count() > LONGEST_NAME {
                return Err(invalid(name, shortened(text)));
            }
        }
        if self.probability > 100 {
            return Err(invalid("probability", self.probability.to_string()));
        }
        if let Some(days) = self.days.filter(|days| *days > LONGEST_STAY) {
            return Err(invalid("days", days.to_string()));
        }
        if let Some(task) = self.tasks.iter().find(|task| task.chars().count() > LONGEST_TASK) {
            return Err(invalid("tasks", shortened(task)));
        }
        Ok(())
    }
}

/// The beginning of a text that is too long to be told.
pub(super) fn shortened(text: &str) -> String {
    const SHOWN: usize = 60;
    let mut shown: String = text.chars().take(SHOWN).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}
