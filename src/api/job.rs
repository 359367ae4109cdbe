//! Long work: a row of state, steps of its own, progress and cancel.

use rusqlite::named_params;

use super::context::Context;
use crate::access;
use crate::calendar::instant_text;
use crate::error::Result;
use crate::store::{Book, JobId, Reader, Stamp, Writer};

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
        self.book.write(self.stamp(), body)
    }

    /// One transaction that is taken back: what it returns is what would happen.
    pub fn rehearse<T>(&self, body: impl FnOnce(&Writer<'_>) -> Result<T>) -> Result<T> {
        self.context.refuse_cancelled()?;
        self.book.rehearse(self.stamp(), body)
    }

    pub fn book(&self) -> &Book {
        self.book
    }

    fn stamp(&self) -> Stamp<'_> {
        Stamp { actor: self.context.actor.id, now: self.context.now, command: self.context.command }
    }

    /// Runs the body between the row's beginning and its end. Jobs of viewers leave no row: they write nothing.
    pub(super) fn run<T>(&self, input: &str, body: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        if !self.context.actor.role.allows(access::Right::Keep) {
            return body(self);
        }
        let id: JobId = self.book.write(self.stamp(), |w| {
            w.insert(
                include_str!("start_job.sql"),
                named_params! {":command": self.context.command, ":input": input, ":actor": self.context.actor.id,
                    ":process": std::process::id(), ":at": instant_text(self.context.now)},
            )
        })?;
        let outcome = body(self);
        let (state, error) = match &outcome {
            Ok(_) => ("done", None),
            Err(crate::error::Error::Cancelled) => ("cancelled", None),
            Err(error) => ("failed", Some(error.code())),
        };
        self.book.write(self.stamp(), |w| {
            w.execute(
                "update job set state = :state, error = :error, finished_at = :at where id = :id",
                named_params! {":state": state, ":error": error, ":at": instant_text(self.context.now), ":id": id},
            )
        })?;
        outcome
    }
}

/// Marks jobs of processes that are gone as interrupted; each of their steps was a transaction of its own, so
/// nothing is half done.
pub(super) fn end_interrupted(book: &Book, stamp: Stamp<'_>) -> Result<()> {
    let running: Vec<(JobId, u32)> = book.read(|r| {
        r.rows("select id, process from job where state = 'running'", [], |row| {
            Ok((row.get("id")?, row.get("process")?))
        })
    })?;
    let gone: Vec<JobId> =
        running.into_iter().filter(|(_, process)| !is_running(*process)).map(|(id, _)| id).collect();
    if gone.is_empty() {
        return Ok(());
    }
    book.write(stamp, |w| {
        for id in &gone {
            w.execute("update job set state = 'interrupted' where id = :id", named_params! {":id": id})?;
        }
        Ok(())
    })
}

fn is_running(process: u32) -> bool {
    process != std::process::id() && std::path::Path::new(&format!("/proc/{process}")).exists()
}
