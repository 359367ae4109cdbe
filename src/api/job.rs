//! Long work: a row of state, steps of its own, progress and cancel.

use super::context::Context;
use crate::access::Right;
use crate::error::{Error, Result};
use crate::store::{Book, Reader, Stamp, Writer, abandoned_jobs, end_job, start_job};

/// A running job: it reads and writes in steps of its own.
#[derive(Debug)]
pub struct Job<'j> {
    pub(super) book: &'j Book,
    pub(super) context: &'j Context<'j>,
}

impl Job<'_> {
    /// One snapshot for a step.
    pub fn read<T>(&self, body: impl FnOnce(&Reader<'_>) -> Result<T>) -> Result<T> {
        self.book.read(body)
    }

    /// One transaction for a step.
    pub fn write<T>(&self, body: impl FnOnce(&Writer<'_>) -> Result<T>) -> Result<T> {
        self.context.refuse_cancelled()?;
        self.book.write(self.context.stamp(), body)
    }

    /// One transaction that is taken back: what it returns is what would happen.
    pub fn rehearse<T>(&self, body: impl FnOnce(&Writer<'_>) -> Result<T>) -> Result<T> {
        self.context.refuse_cancelled()?;
        self.book.rehearse(self.context.stamp(), body)
    }

    /// What the trail records of work that takes its steps itself.
    pub fn stamp(&self) -> Stamp<'_> {
        self.context.stamp()
    }

    pub fn book(&self) -> &Book {
        self.book
    }

    /// Runs the body between the row's beginning and its end. Jobs of who may not keep books, and those on a book that
    /// can only be read, leave no row.
    pub(super) fn run<T>(&self, input: &str, body: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        if !self.context.actor.role.allows(Right::Keep) || self.book.is_read_only() {
            return body(self);
        }
        let id = self.book.write(self.context.stamp(), |w| start_job(w, input))?;
        let outcome = body(self);
        let (state, error) = match &outcome {
            Ok(_) => ("done", None),
            Err(Error::Cancelled) => ("cancelled", None),
            Err(error) => ("failed", Some(error.code())),
        };
        self.book.write(self.context.stamp(), |w| end_job(w, id, state, error.as_deref()))?;
        outcome
    }
}

/// Marks jobs of processes that are gone as interrupted; each of their steps was a transaction of its own, so
/// nothing is half done.
pub(super) fn end_interrupted(book: &Book, stamp: Stamp<'_>) -> Result<()> {
    let gone = book.read(abandoned_jobs)?;
    if gone.is_empty() {
        return Ok(());
    }
    book.write(stamp, |w| gone.iter().try_for_each(|id| end_job(w, *id, "interrupted", None)))
}
