//! Where passwords are: the key store of the system, or the memory of this process until it ends.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::account::MailAccount;

const SERVICE: &str = "kezhang mail";

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SecretPlace {
    /// The server asks for none.
    NotNeeded,
    KeyStore,
    /// Until the program ends: there is no key store, or it was not to be used.
    Session,
    Nowhere,
}

/// Passwords of this process by account. What is in the key store is asked for each time.
#[derive(Default)]
pub struct Secrets(Mutex<BTreeMap<String, String>>);

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets")
    }
}

impl Secrets {
    /// Keeps a password, in the key store where that is wished and there is one. Returns where it is.
    pub fn keep(&self, account: &MailAccount, password: &str, in_key_store: bool) -> SecretPlace {
        self.forget(account);
        if in_key_store && entry(account).is_some_and(|entry| entry.set_password(password).is_ok()) {
            return SecretPlace::KeyStore;
        }
        self.lock().insert(account.key(), password.to_owned());
        SecretPlace::Session
    }

    /// Takes the password of an account away, wherever it is.
    pub fn forget(&self, account: &MailAccount) {
        self.lock().remove(&account.key());
        // A store that has none, or that there is none of, is as good as one that has forgotten.
        if let Some(entry) = entry(account) {
            let _ = entry.delete_credential();
        }
    }

    pub fn place(&self, account: &MailAccount) -> SecretPlace {
        self.find(account).0
    }

    pub(super) fn password(&self, account: &MailAccount) -> Option<String> {
        self.find(account).1
    }

    fn find(&self, account: &MailAccount) -> (SecretPlace, Option<String>) {
        if account.user.is_empty() || !account.has_server() {
            return (SecretPlace::NotNeeded, None);
        }
        if let Some(password) = self.lock().get(&account.key()) {
            return (SecretPlace::Session, Some(password.clone()));
        }
        match entry(account).and_then(|entry| entry.get_password().ok()) {
            Some(password) => (SecretPlace::KeyStore, Some(password)),
            None => (SecretPlace::Nowhere, None),
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The place of an account's password in the system's key store; `None` where the system has none.
fn entry(account: &MailAccount) -> Option<keyring::v1::Entry> {
    keyring::v1::Entry::new(SERVICE, &account.key()).ok()
}
