//! The caller's side of the door: who, when, in which language; a progress bar; Ctrl+C.

use std::cell::OnceCell;
use std::io::IsTerminal;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use kezhang::api::{Call, Door, NewBook, create_demo};
use kezhang::calendar::{Day, Instant, parse_day, parse_instant};
use kezhang::error::Result;
use kezhang::language::Language;
use kezhang::store::{Book, UserId};
use serde_json::Value;

use super::arguments::Options;
use super::progress::Bar;

pub(crate) struct Desk {
    user: Option<String>,
    pub(crate) today: Day,
    pub(crate) now: Instant,
    pub(crate) language: Option<Language>,
    /// Of the user who acts, once a book is open.
    own_language: OnceCell<Language>,
    /// The instant was given, so that the same acts make the same chain.
    is_rerun: bool,
    read_only: bool,
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
        let (is_rerun, cancelled) = (options.now.is_some(), AtomicBool::new(false));
        let (read_only, own_language) = (options.read_only, OnceCell::new());
        Ok(Desk { user, today, now, language, is_rerun, read_only, own_language, reason, cancelled })
    }

    /// The language of messages: the option, else the acting user's, else (no book is open) the system's.
    pub(crate) fn spoken(&self) -> Language {
        self.language.or(self.own_language.get().copied()).unwrap_or_else(system_language)
    }

    /// The same desk with a book of its own: the owner acts, and `today` is the last day of what is brought in.
    pub(crate) fn apart(&self, today: Day) -> Desk {
        Desk {
            user: None,
            today,
            now: self.now,
            language: self.language,
            own_language: OnceCell::new(),
            is_rerun: self.is_rerun,
            read_only: false,
            reason: None,
            cancelled: AtomicBool::new(false),
        }
    }

    /// Makes the sample company.
    pub(crate) fn demo(&self, book: &Path) -> Result<Door> {
        self.with_call(None, &Bar::new(), None, |call| create_demo(book, self.spoken(), call))
    }

    fn with_call<T>(
        &self,
        actor: Option<UserId>,
        bar: &Bar,
        request_id: Option<String>,
        body: impl FnOnce(&Call<'_>) -> T,
    ) -> T {
        body(&Call {
            actor,
            now: self.now,
            today: self.today,
            language: self.language,
            request_id,
            reason: self.reason.clone(),
            progress: &|progress| bar.show(&progress),
            cancelled: &self.cancelled,
        })
    }

    /// Makes a book.
    pub(crate) fn create(&self, path: &Path, new: &NewBook) -> Result<()> {
        let book = Book::create(path, None)?;
        let book = if self.is_rerun { book.repeatable() } else { book };
        Door::fill(book, new, self.now)?.close()
    }

    /// Opens the book and finds the acting user.
    pub(crate) fn open(&self, book: &Path) -> Result<Open<'_>> {
        let door = match self.read_only {
            true => Door::open_to_read(book, None)?,
            false => Door::open(book, None, self.now)?,
        };
        let door = if self.is_rerun { door.repeatable() } else { door };
        let actor = match &self.user {
            Some(user) => Some(door.login(user, &password(user))?.id),
            None => None,
        };
        // Who may not act without a password is refused by the first call; until then the system's language will do.
        if let Ok(language) = door.language(actor) {
            self.own_language.get_or_init(|| language);
        }
        Ok(Open { door, actor, desk: self })
    }
}

pub(super) fn system_language() -> Language {
    let system = std::env::var("LC_ALL").or_else(|_| std::env::var("LANG")).unwrap_or_default();
    if system.starts_with("zh") { Language::ZhCn } else { Language::En }
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
        self.desk.with_call(self.actor, bar, request_id, body)
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

/// The password of the mail account: from KEZHANG_MAIL_PASSWORD, else asked on a terminal where it is `wanted`, else none.
pub(super) fn mail_password(user: &str, wanted: bool) -> Option<String> {
    if let Ok(given) = std::env::var("KEZHANG_MAIL_PASSWORD") {
        return Some(given);
    }
    let asked = wanted && std::io::stdin().is_terminal();
    asked.then(|| rpassword::prompt_password(format!("{user}: ")).ok()).flatten()
}
