//! What a caller brings, and what a command's body sees.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;
use ts_rs::TS;

use super::blobs::{Blob, Blobs, Handle};
use crate::access::{Right, User};
use crate::calendar::{Day, Instant};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::mail::Secrets;
use crate::store::{Stamp, UserId};

/// How far a long piece of work is.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Progress {
    /// A stable word for what is being done, translated by the caller: `statements`, `reading`.
    pub step: String,
    #[ts(type = "number")]
    pub done: u64,
    /// Nought where nobody knows.
    #[ts(type = "number")]
    pub total: u64,
}

/// One call from outside. The clock, the user and the language come in here and nowhere else.
pub struct Call<'c> {
    /// Who calls; the owner where absent, as long as the owner has no password.
    pub actor: Option<UserId>,
    pub now: Instant,
    pub today: Day,
    pub language: Option<Language>,
    /// Repeating a write with the same id returns its first result.
    pub request_id: Option<String>,
    /// Why a month that takes adjustments only is posted into; the right to do so is needed too.
    pub reason: Option<String>,
    pub progress: &'c (dyn Fn(Progress) + Sync),
    pub cancelled: &'c AtomicBool,
}

impl std::fmt::Debug for Call<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Call").field("actor", &self.actor).field("now", &self.now).finish_non_exhaustive()
    }
}

/// What a command's body sees of its call.
pub struct Context<'c> {
    pub command: &'static str,
    pub actor: User,
    pub now: Instant,
    pub today: Day,
    pub language: Language,
    /// The book can be read and nothing else.
    pub read_only: bool,
    pub(super) reason: Option<&'c str>,
    /// The file of the book.
    pub book_path: &'c Path,
    pub(super) progress: &'c (dyn Fn(Progress) + Sync),
    pub(super) cancelled: &'c AtomicBool,
    pub(super) blobs: &'c Blobs,
    pub(super) secrets: &'c Secrets,
}

impl<'c> Context<'c> {
    /// What the trail records of the call's writes.
    pub(super) fn stamp(&self) -> Stamp<'_> {
        Stamp { actor: self.actor.id, now: self.now, command: self.command, reason: self.reason }
    }

    /// Refuses where the actor's role does not allow `right`; the dispatcher records the refusal.
    pub fn demand(&self, right: Right) -> Result<()> {
        if self.actor.role.allows(right) {
            return Ok(());
        }
        Err(Error::Forbidden {
            command: self.command.into(),
            role: self.actor.role.as_str().into(),
            right: format!("{right:?}"),
        })
    }

    pub fn progress(&self, step: &str, done: u64, total: u64) {
        (self.progress)(Progress { step: step.into(), done, total });
    }

    /// # Errors
    /// `cancelled` once the caller has asked for it.
    pub fn refuse_cancelled(&self) -> Result<()> {
        if self.cancelled.load(Ordering::Relaxed) { Err(Error::Cancelled) } else { Ok(()) }
    }

    pub fn cancelled(&self) -> &AtomicBool {
        self.cancelled
    }

    /// The passwords that this process knows.
    pub fn secrets(&self) -> &Secrets {
        self.secrets
    }

    /// Keeps bytes for a second call, which fetches them by handle.
    pub fn keep(&self, blob: Blob) -> Handle {
        self.blobs.keep(self.actor.id, blob)
    }
}

impl std::fmt::Debug for Context<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Context")
            .field("command", &self.command)
            .field("actor", &self.actor)
            .finish_non_exhaustive()
    }
}
