//! The caller's side of the door: who, when, in which language; a progress bar; Ctrl+C.

use std::io::IsTerminal;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use kezhang::api::{Call, Door};
use kezhang::calendar::{Day, Instant, parse_day, parse_instant};
use kezhang::error::Result;
use kezhang::language::Language;
use kezhang::store::UserId;
use serde_json::Value;

use super::arguments::Options;
use super::progress::Bar;

pub(crate) struct Desk {
    user: Option<String>,
    pub(crate) today: Day,
    pub(crate) now: Instant,
    pub(crate) language: Option<Language>,
    reason: Option<String>,
    cancelled: AtomicBool,
}

/// An open book and who acts on it.
pub(crate) struct Open<'d> {
    pub(crate) door: Door,
    pub(crate) actor: Option<UserId>,
    desk: &'d Desk,
}

impl Desk {
    pub(crate) fn new(options: &Options) -> Result<Desk> {
        let now = options.now.as_deref().map_or_else(|| Ok(clock()), parse_instant)?;
        let today = match options.today.as_deref() {
            Some(text) => parse_day(text)?,
            None if options.now.is_some() => now.date_naive(),
            None => local_day(),
        };
        let language = options.lang.as_deref().map(str::parse).transpose()?;
        let (user, reason) = (options.user.clone(), options.reason.clone());
        Ok(Desk { user, today, now, language, reason, cancelled: AtomicBool::new(false) })
    }

    /// The language of messages: the option, else the system's.
    pub(crate) fn spoken(&self) -> Language {
        let system = || std::env::var("LC_ALL").or_else(|_| std::env::var("LANG")).unwrap_or_default();
        self.language
            .unwrap_or_else(|| if system().starts_with("zh") { Language::ZhCn } else { Language::En })
    }

    /// Opens the book and finds the acting user.
    pub(crate) fn open(&self, book: &Path) -> Result<Open<'_>> {
        let door = Door::open(book, None, self.now)?;
        let actor = match &self.user {
            Some(user) => Some(door.login(user, &password(user))?.id),
            None => None,
        };
        Ok(Open { door, actor, desk: self })
    }
}

impl Open<'_> {
    pub(crate) fn call(&self, command: &str, input: Value) -> Result<Value> {
        self.call_once(command, input, None)
    }

    pub(crate) fn call_once(&self, command: &str, input: Value, request_id: Option<String>) -> Result<Value> {
        let bar = Bar::new();
        self.with_call(&bar, request_id, |call| self.door.call(command, input, call))
    }

    pub(crate) fn call_atomic(&self, calls: &[(String, Value)]) -> Result<Vec<Value>> {
        self.with_call(&Bar::new(), None, |call| self.door.call_atomic(calls, call))
    }

    fn with_call<T>(&self, bar: &Bar, request_id: Option<String>, body: impl FnOnce(&Call<'_>) -> T) -> T {
        body(&Call {
            actor: self.actor,
            now: self.desk.now,
            today: self.desk.today,
            language: self.desk.language,
            request_id,
            reason: self.desk.reason.clone(),
            progress: &|progress| bar.show(&progress),
            cancelled: &self.desk.cancelled,
        })
    }

    /// The bytes behind a handle that a command answered.
    pub(crate) fn bytes(&self, handle: &Value) -> Result<Vec<u8>> {
        let name = handle.get("handle").and_then(Value::as_str).unwrap_or_default();
        Ok(self.door.bytes(name, self.actor)?.bytes)
    }

    /// Closes the book, so that one file remains.
    pub(crate) fn close(self) -> Result<()> {
        self.door.close()
    }
}

#[expect(clippy::disallowed_methods, reason = "the command line is where the clock is read")]
fn clock() -> Instant {
    chrono::Utc::now()
}

#[expect(clippy::disallowed_methods, reason = "the command line is where the clock is read")]
fn local_day() -> Day {
    chrono::Local::now().date_naive()
}

/// From KEZHANG_PASSWORD, else asked on a terminal, else none.
fn password(user: &str) -> String {
    if let Ok(given) = std::env::var("KEZHANG_PASSWORD") {
        return given;
    }
    if !std::io::stdin().is_terminal() {
        return String::new();
    }
    rpassword::prompt_password(format!("{user}: ")).unwrap_or_default()
}
