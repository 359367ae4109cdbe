//! Who is at the desk, and which book lies on it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Nothing;
use crate::access::{self, Right, User};
use crate::api::Context;
use crate::audit::{Head, head};
use crate::calendar::{Day, Month};
use crate::error::Result;
use crate::language::Language;
use crate::ledger::{BookInfo, book, last_closed, last_soft_closed};
use crate::parties::company;
use crate::store::{Reader, Writer};

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Session {
    pub user: User,
    /// What the user may do.
    pub rights: Vec<Right>,
    pub book: BookInfo,
    pub company_name: String,
    pub language: Language,
    pub today: Day,
    pub last_closed: Option<Month>,
    /// The book can be read and nothing else: it, its folder or its disk may not be written.
    pub read_only: bool,
    /// Months up to this one take adjustments only.
    pub last_soft_closed: Option<Month>,
    pub head: Head,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct SetLanguage {
    pub language: Language,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ChangePassword {
    /// The one there is; ignored where none is set.
    #[serde(default)]
    pub old: String,
    /// Takes the password away where absent or empty.
    pub new: Option<String>,
}

pub fn get(context: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Session> {
    use Right::*;
    let all = [ViewSales, ViewBooks, EditParties, Sell, Keep, GrantCredit, Close, Adjust, Administer];
    let (_, company) = company(r)?;
    Ok(Session {
        rights: all.into_iter().filter(|right| context.actor.role.allows(*right)).collect(),
        user: context.actor.clone(),
        book: book(r)?,
        company_name: if company.short_name.is_empty() { company.name } else { company.short_name },
        language: context.language,
        today: context.today,
        last_closed: last_closed(r)?,
        read_only: context.read_only,
        last_soft_closed: last_soft_closed(r)?,
        head: head(r, None)?,
    })
}

pub fn set_language(context: &Context<'_>, w: &Writer<'_>, input: SetLanguage) -> Result<User> {
    access::set_language(w, context.actor.id, input.language)
}

/// The caller's own password, whatever the role.
pub fn change_password(context: &Context<'_>, w: &Writer<'_>, input: ChangePassword) -> Result<Nothing> {
    access::change_password(w, context.actor.id, &input.old, input.new.as_deref())?;
    Ok(Nothing {})
}
