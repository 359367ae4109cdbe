//! Who may do what: users, their roles, and the rights each command names.
//!
//! A new book has one owner without a password. Every write is stamped with its actor; the dispatcher in `api`
//! is the only caller of [`Role::allows`].

mod password;
mod users;

pub use users::{
    NamedUser, User, UserFields, UserName, by_name, change_password, list, login, names, owner, role_of,
    salespeople, save, seed_owner, set_language, set_password, user_name,
};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a user is in the company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Owner,
    Bookkeeper,
    Sales,
    Viewer,
}

/// What a command demands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// See customers, items, invoices and what is owed.
    ViewSales,
    /// See the ledgers, the statements of the company, suppliers' bills and the trail.
    ViewBooks,
    /// Enter customers and items.
    EditParties,
    /// Draft, issue and void customers' invoices and credit notes.
    Sell,
    /// Everything that moves money or ledgers: receipts, bills, payments, allocation, imports.
    Keep,
    /// Agree limits, overrule grades, release what credit control stops.
    GrantCredit,
    /// Close a month.
    Close,
    /// Post into a month that is closed but for adjustments, with a reason.
    Adjust,
    /// Users, company, numbering, taxes, restoring.
    Administer,
}

impl Role {
    pub const ALL: [Role; 4] = [Role::Owner, Role::Bookkeeper, Role::Sales, Role::Viewer];

    pub fn allows(self, right: Right) -> bool {
        match self {
            Role::Owner => true,
            Role::Bookkeeper => !matches!(right, Right::Administer | Right::Adjust),
            Role::Sales => matches!(right, Right::ViewSales | Right::EditParties | Right::Sell),
            Role::Viewer => matches!(right, Right::ViewSales | Right::ViewBooks),
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Role::Owner => "owner",
            Role::Bookkeeper => "bookkeeper",
            Role::Sales => "sales",
            Role::Viewer => "viewer",
        }
    }

    pub(crate) fn from_stored(text: &str) -> Role {
        Role::ALL.into_iter().find(|role| role.as_str() == text).unwrap_or(Role::Viewer)
    }
}
