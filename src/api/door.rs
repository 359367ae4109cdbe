//! The dispatcher.

use std::path::Path;

use serde_json::{Value, json};

use super::blobs::{Blob, Blobs};
use super::board::{Command, Run, find};
use super::book::{NewBook, fill};
use super::context::{Call, Context};
use super::job::{Job, end_interrupted};
use crate::access::{self, User};
use crate::audit;
use crate::calendar::{Day, Instant};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::ledger::book;
use crate::mail::{self, Secrets};
use crate::runs;
use crate::store::{Backup, Book, Key, Stamp, UserId};

/// An open book behind its one door.
#[derive(Debug)]
pub struct Door {
    book: Book,
    blobs: Blobs,
    secrets: Secrets,
}

impl Door {
    /// Makes a book and opens it. Where it cannot be filled, no file remains.
    pub fn create(path: &Path, new: &NewBook, now: Instant) -> Result<Door> {
        Door::fill(Book::create(path, None)?, new, now)
    }

    /// Fills a book that [`Book::create`] has just made, and opens it. Where it cannot be filled, no file remains.
    pub fn fill(book: Book, new: &NewBook, now: Instant) -> Result<Door> {
        let stamp = Stamp { actor: UserId::new(1), now, command: "book.new", reason: None };
        let door = Door { book, blobs: Blobs::default(), secrets: Secrets::default() };
        match door.book.write(stamp, |w| fill(w, new)) {
            Ok(()) => Ok(door),
            Err(error) => {
                door.abandon();
                Err(error)
            }
        }
    }

    /// Takes away a book that could not be filled. The refusal is what matters to the caller: a file that cannot
    /// be removed is only mentioned.
    pub(super) fn abandon(self) {
        let path = self.path().to_owned();
        drop(self);
        if let Err(left) = std::fs::remove_file(&path) {
            tracing::warn!(%left, "an unfinished book stays behind");
        }
    }

    /// Opens a book; jobs that a crash interrupted are marked, and mails that it caught on their way.
    pub fn open(path: &Path, key: Option<&Key>, now: Instant) -> Result<Door> {
        let book = Book::open(path, key)?;
        let stamp = Stamp { actor: UserId::new(1), now, command: "book.open", reason: None };
        let tidied =
            end_interrupted(&book, stamp).and_then(|()| mail::recover(&book, stamp, now.date_naive()));
        match tidied {
            Ok(()) | Err(Error::BookReadOnly { .. } | Error::BookBusy { .. }) => {}
            Err(error) => return Err(error),
        }
        Ok(Door { book, blobs: Blobs::default(), secrets: Secrets::default() })
    }

    /// Opens a book to look at only; see [`Book::open_to_read`].
    pub fn open_to_read(path: &Path, key: Option<&Key>) -> Result<Door> {
        Ok(Door {
            book: Book::open_to_read(path, key)?,
            blobs: Blobs::default(),
            secrets: Secrets::default(),
        })
    }

    /// The door of a book that is [`Book::repeatable`].
    #[must_use]
    pub fn repeatable(self) -> Door {
        Door { book: self.book.repeatable(), ..self }
    }

    /// The user of that name and password.
    pub fn login(&self, user: &str, password: &str) -> Result<User> {
        self.book.read(|r| access::login(r, user, password))
    }

    /// Calls one command: JSON in, JSON out.
    ///
    /// # Errors
    /// `forbidden` where the actor's role lacks the command's right (recorded in the trail), `input_invalid`,
    /// and whatever the command refuses; nothing is written then.
    pub fn call(&self, name: &str, input: Value, call: &Call<'_>) -> Result<Value> {
        let command = find(name)?;
        let context = self.context(command, call)?;
        let outcome = context.demand(command.right).and_then(|()| self.run(command, &context, input, call));
        self.record_refusal(&context, &outcome)?;
        outcome
    }

    fn run(&self, command: &Command, context: &Context<'_>, input: Value, call: &Call<'_>) -> Result<Value> {
        match command.run {
            Run::Read(body) => self.book.read(|r| body(context, r, input)),
            Run::Write(body) => self.book.write(context.stamp(), |w| match &call.request_id {
                Some(request_id) => audit::once(w, request_id, input, |input| body(context, w, input)),
                None => body(context, w, input),
            }),
            Run::Job(body) => {
                let job = Job { book: &self.book, context };
                job.run(&input.to_string(), |job| body(context, job, input.clone()))
            }
        }
    }

    /// Calls several writes in one transaction: all of them, or none.
    pub fn call_atomic(&self, calls: &[(String, Value)], call: &Call<'_>) -> Result<Vec<Value>> {
        let Some((first, _)) = calls.first() else { return Ok(Vec::new()) };
        let opening = self.context(find(first)?, call)?;
        let outcome = self.book.write(opening.stamp(), |w| {
            let mut answers = Vec::with_capacity(calls.len());
            for (name, input) in calls {
                let command = find(name)?;
                let context = self.context(command, call)?;
                context.demand(command.right)?;
                answers.push(match command.run {
                    Run::Read(body) => body(&context, w, input.clone())?,
                    Run::Write(body) => body(&context, w, input.clone())?,
                    Run::Job(_) => {
                        return Err(Error::NotAtomic { command: name.clone() });
                    }
                });
            }
            Ok(answers)
        });
        self.record_refusal(&opening, &outcome)?;
        outcome
    }

    /// A refused right is an act of its own: the trail tells who tried what.
    fn record_refusal<T>(&self, context: &Context<'_>, outcome: &Result<T>) -> Result<()> {
        let Err(Error::Forbidden { command, right, role }) = outcome else { return Ok(()) };
        if self.book.is_read_only() {
            return Ok(());
        }
        let refused = json!({"refused": command, "right": right, "role": role});
        self.book.write(context.stamp(), |w| audit::record(w, &refused))?;
        Ok(())
    }

    /// The bytes behind a handle that a command gave this user.
    pub fn bytes(&self, handle: &str, actor: Option<UserId>) -> Result<Blob> {
        let user = self.book.read(|r| actor_of(r, actor))?;
        self.blobs.fetch(user.id, handle)
    }

    /// Changes when any program has written to the book.
    pub fn data_version(&self) -> Result<i64> {
        self.book.data_version()
    }

    pub fn path(&self) -> &Path {
        self.book.path()
    }

    pub fn book(&self) -> &Book {
        &self.book
    }

    /// The day's backup, made when the program is about to close the book; `None` where there is one already.
    pub fn back_up_daily(&self, today: Day) -> Result<Option<Backup>> {
        runs::back_up_daily(&self.book, today)
    }

    /// Closes the book: the write-ahead log is folded in, so that one file remains to copy.
    pub fn close(self) -> Result<()> {
        self.book.close()
    }

    /// The language of who acts: the user's own, else the book's.
    pub fn language(&self, actor: Option<UserId>) -> Result<Language> {
        Ok(self.actor(actor)?.1)
    }

    fn actor(&self, actor: Option<UserId>) -> Result<(User, Language)> {
        let (actor, book_language) = self.book.read(|r| Ok((actor_of(r, actor)?, book(r)?.language)))?;
        let language = actor.language.as_deref().unwrap_or(&book_language).parse().unwrap_or_default();
        Ok((actor, language))
    }

    fn context<'c>(&'c self, command: &'static Command, call: &'c Call<'_>) -> Result<Context<'c>> {
        let (actor, own) = self.actor(call.actor)?;
        Ok(Context {
            command: command.name,
            now: call.now,
            today: call.today,
            language: call.language.unwrap_or(own),
            actor,
            reason: call.reason.as_deref(),
            progress: call.progress,
            cancelled: call.cancelled,
            read_only: self.book.is_read_only(),
            book_path: self.book.path(),
            blobs: &self.blobs,
            secrets: &self.secrets,
        })
    }
}

/// Who acts: the named user, or the owner as long as the owner has no password.
fn actor_of(r: &crate::store::Reader<'_>, actor: Option<UserId>) -> Result<User> {
    match actor {
        Some(id) => access::list(r)?
            .into_iter()
            .find(|user| user.id == id && user.active)
            .ok_or_else(|| Error::LoginFailed { user: id.to_string() }),
        None => {
            let owner = access::owner(r)?;
            if owner.has_password { Err(Error::LoginFailed { user: owner.name }) } else { Ok(owner) }
        }
    }
}
