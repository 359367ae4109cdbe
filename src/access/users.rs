//! The users of a book.

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::{Right, Role, password};
use crate::audit;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::store::{Reader, UserId, Writer};

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct User {
    pub id: UserId,
    pub name: String,
    pub role: Role,
    /// `zh-CN` or `en`; the book's language where absent.
    pub language: Option<String>,
    pub active: bool,
    pub has_password: bool,
}

/// Who can be named on a customer or a document; what everybody in the book may know of the others.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct NamedUser {
    pub id: UserId,
    pub name: String,
    pub active: bool,
}

#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct UserFields {
    /// Absent for a new user.
    pub id: Option<UserId>,
    pub name: String,
    pub role: Role,
    pub language: Option<String>,
    pub active: bool,
}

const SELECT: &str =
    "select id, name, role, language, active, password_hash is not null as has_password from user";

fn read(row: &Row<'_>) -> rusqlite::Result<User> {
    Ok(User {
        id: row.get("id")?,
        name: row.get("name")?,
        role: Role::from_stored(&row.get::<_, String>("role")?),
        language: row.get("language")?,
        active: row.get("active")?,
        has_password: row.get("has_password")?,
    })
}

pub fn list(r: &Reader<'_>) -> Result<Vec<User>> {
    r.rows(&format!("{SELECT} order by id"), [], read)
}

/// The names of all users, the inactive ones too, because older records name them.
pub fn names(r: &Reader<'_>) -> Result<Vec<NamedUser>> {
    Ok(list(r)?.into_iter().map(|User { id, name, active, .. }| NamedUser { id, name, active }).collect())
}

pub fn by_name(r: &Reader<'_>, name: &str) -> Result<Option<User>> {
    r.row(&format!("{SELECT} where name = :name"), named_params! {":name": name}, read)
}

/// A user as others see one: who sold something, who looks after somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct UserName {
    pub id: UserId,
    pub name: String,
}

/// # Errors
/// `not_found`.
pub fn user_name(r: &Reader<'_>, id: UserId) -> Result<UserName> {
    let found = r.row("select name from user where id = :id", named_params! {":id": id}, |row| {
        Ok(UserName { id, name: row.get("name")? })
    })?;
    found.ok_or_else(|| Error::NotFound { kind: "user".into(), key: id.to_string() })
}

/// Who may sell: the active users with that right, by name.
pub fn salespeople(r: &Reader<'_>) -> Result<Vec<UserName>> {
    let mut sellers: Vec<User> = list(r)?;
    sellers.retain(|user| user.active && user.role.allows(Right::Sell));
    sellers.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(sellers.into_iter().map(|user| UserName { id: user.id, name: user.name }).collect())
}

/// What a user is; `None` where there is no such user.
pub fn role_of(r: &Reader<'_>, user: UserId) -> Result<Option<Role>> {
    r.row("select role from user where id = :id", named_params! {":id": user}, |row| {
        Ok(Role::from_stored(&row.get::<_, String>("role")?))
    })
}

/// The first active owner, who acts where no user is named.
pub fn owner(r: &Reader<'_>) -> Result<User> {
    r.row(&format!("{SELECT} where role = 'owner' and active order by id limit 1"), [], read)?
        .ok_or_else(|| Error::BookDamaged { reason: "the book has no owner".into() })
}

/// The user of that name, where the password fits (or none is set).
///
/// # Errors
/// `login_failed`, whatever was wrong.
pub fn login(r: &Reader<'_>, name: &str, given: &str) -> Result<User> {
    let failed = || Error::LoginFailed { user: name.to_owned() };
    let user = by_name(r, name)?.filter(|user| user.active).ok_or_else(failed)?;
    if password_fits(r, user.id, given)? { Ok(user) } else { Err(failed()) }
}

/// Whether it is the user's; without one set, anything fits.
fn password_fits(r: &Reader<'_>, user: UserId, given: &str) -> Result<bool> {
    let stored: Option<String> =
        r.value("select password_hash from user where id = :id", named_params! {":id": user})?;
    stored.map_or(Ok(true), |stored| password::matches(given, &stored))
}

/// Adds or changes a user. The last active owner can be neither demoted nor shut out.
pub fn save(w: &Writer<'_>, fields: &UserFields) -> Result<User> {
    let name = fields.name.trim();
    if name.is_empty() {
        return Err(Error::FieldMissing { field: "name".into() });
    }
    if let Some(other) = by_name(w, name)?.filter(|other| Some(other.id) != fields.id) {
        return Err(Error::Duplicate { kind: "user".into(), key: other.name });
    }
    let id = match fields.id {
        Some(id) => {
            w.execute(
                "update user set name = :name, role = :role, language = :language, active = :active where id = :id",
                named_params! {":name": name, ":role": fields.role.as_str(), ":language": fields.language,
                    ":active": fields.active, ":id": id},
            )?;
            id
        }
        None => w.insert(
            "insert into user (name, role, language, active) values (:name, :role, :language, :active)",
            named_params! {":name": name, ":role": fields.role.as_str(), ":language": fields.language,
            ":active": fields.active},
        )?,
    };
    let owners: i64 = w.value("select count(*) from user where role = 'owner' and active", [])?;
    if owners == 0 {
        return Err(Error::FieldInvalid { field: "role".into(), value: fields.role.as_str().into() });
    }
    audit::record(
        w,
        &json!({"user": id, "name": name, "role": fields.role.as_str(), "active": fields.active}),
    )?;
    w.row(&format!("{SELECT} where id = :id"), named_params! {":id": id}, read)?
        .ok_or_else(|| Error::NotFound { kind: "user".into(), key: id.to_string() })
}

/// The first user of a new book: an owner without a password.
pub fn seed_owner(w: &Writer<'_>, name: &str) -> Result<()> {
    w.execute("insert into user (id, name, role) values (1, :name, 'owner')", named_params! {":name": name})?;
    Ok(())
}

/// A preference of the user, not an act of the books: the trail does not record it.
pub fn set_language(w: &Writer<'_>, user: UserId, language: Language) -> Result<User> {
    w.execute(
        "update user set language = :language where id = :id",
        named_params! {":language": language.tag(), ":id": user},
    )?;
    w.row(&format!("{SELECT} where id = :id"), named_params! {":id": user}, read)?
        .ok_or_else(|| Error::NotFound { kind: "user".into(), key: user.to_string() })
}

/// Sets a user's own password in place of the one they give.
///
/// # Errors
/// `password_wrong` where that is not theirs.
pub fn change_password(w: &Writer<'_>, user: UserId, old: &str, new: Option<&str>) -> Result<()> {
    if !password_fits(w, user, old)? {
        return Err(Error::PasswordWrong);
    }
    set_password(w, user, new)
}

/// Sets a password, or takes it away where none is given. The trail records that, not the password.
pub fn set_password(w: &Writer<'_>, user: UserId, new: Option<&str>) -> Result<()> {
    let stored = new.filter(|text| !text.is_empty()).map(password::hash).transpose()?;
    let changed = w.execute(
        "update user set password_hash = :hash where id = :id",
        named_params! {":hash": stored, ":id": user},
    )?;
    if changed == 0 {
        return Err(Error::NotFound { kind: "user".into(), key: user.to_string() });
    }
    audit::record(w, &json!({"user": user, "password": stored.is_some()}))?;
    Ok(())
}
