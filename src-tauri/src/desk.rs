//! The desk: the book that lies open, and the calls under way on it.
//!
//! One window shows one book. Calls share it: reads run beside each other, the core lets one write at a time.
//! Closing tells running calls to stop, waits a moment for them and keeps the day's backup.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use kezhang::api::Door;
use kezhang::error::{Error, Result};
use kezhang::store::UserId;

use crate::clock;

const CLOSING_WAIT: Duration = Duration::from_secs(5);
const CLOSING_LOOK: Duration = Duration::from_millis(20);

/// An open book and who works on it; `actor` is empty until someone logs in to a book that asks for it.
#[derive(Debug)]
pub struct OpenBook {
    pub path: PathBuf,
    pub door: Door,
    actor: Mutex<Option<UserId>>,
}

impl OpenBook {
    pub fn actor(&self) -> Option<UserId> {
        *lock(&self.actor)
    }

    pub fn log_in(&self, user: &str, password: &str) -> Result<()> {
        *lock(&self.actor) = Some(self.door.login(user, password)?.id);
        Ok(())
    }

    pub fn log_out(&self) {
        *lock(&self.actor) = None;
    }
}

#[derive(Debug, Default)]
pub struct Desk {
    book: Mutex<Option<Arc<OpenBook>>>,
    calls: Mutex<BTreeMap<String, Arc<AtomicBool>>>,
}

impl Desk {
    /// Lays a book on the desk; the one that lay there is closed first.
    pub fn lay(&self, path: &Path, door: Door) -> Result<()> {
        self.clear()?;
        let book = OpenBook { path: path.to_owned(), door, actor: Mutex::new(None) };
        *lock(&self.book) = Some(Arc::new(book));
        Ok(())
    }

    /// The book on the desk.
    ///
    /// # Errors
    /// `book_not_open`.
    pub fn book(&self) -> Result<Arc<OpenBook>> {
        lock(&self.book).clone().ok_or(Error::BookNotOpen)
    }

    /// Takes the book off the desk: running calls are told to stop and given a moment, then the day's backup is
    /// kept and the file is checkpointed and closed. A call that outlasts the moment closes the file when it ends.
    pub fn clear(&self) -> Result<()> {
        for cancelled in lock(&self.calls).values() {
            cancelled.store(true, Ordering::Relaxed);
        }
        let Some(mut book) = lock(&self.book).take() else { return Ok(()) };
        let given_up_at = Instant::now() + CLOSING_WAIT;
        loop {
            match Arc::try_unwrap(book) {
                Ok(book) => return put_away(book),
                Err(_) if Instant::now() > given_up_at => return Ok(()),
                Err(used) => book = used,
            }
            std::thread::sleep(CLOSING_LOOK);
        }
    }

    /// Registers a call that may be cancelled, until its ticket is dropped.
    pub fn begin(&self, call_id: Option<String>) -> Ticket<'_> {
        let cancelled = Arc::new(AtomicBool::new(false));
        if let Some(call_id) = &call_id {
            lock(&self.calls).insert(call_id.clone(), Arc::clone(&cancelled));
        }
        Ticket { desk: self, call_id, cancelled }
    }

    /// Asks a call to stop; one that has ended already is left alone.
    pub fn cancel(&self, call_id: &str) {
        if let Some(cancelled) = lock(&self.calls).get(call_id) {
            cancelled.store(true, Ordering::Relaxed);
        }
    }
}

/// A call under way.
#[derive(Debug)]
pub struct Ticket<'d> {
    desk: &'d Desk,
    call_id: Option<String>,
    pub cancelled: Arc<AtomicBool>,
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        if let Some(call_id) = &self.call_id {
            lock(&self.desk.calls).remove(call_id);
        }
    }
}

/// Closes the book, the day's backup first. A backup that cannot be made is told to the terminal and keeps no one
/// from leaving: the book itself is whole.
fn put_away(book: OpenBook) -> Result<()> {
    if let Err(error) = clock::today().and_then(|today| book.door.back_up_daily(today)) {
        eprintln!("no backup today: {error}");
    }
    book.door.close()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_cancelled_by_its_id_and_forgotten_at_its_end() {
        let desk = Desk::default();
        let ticket = desk.begin(Some("a".into()));
        let other = desk.begin(Some("b".into()));
        desk.cancel("a");
        assert!(ticket.cancelled.load(Ordering::Relaxed));
        assert!(!other.cancelled.load(Ordering::Relaxed));
        drop(ticket);
        desk.cancel("a");
        assert_eq!(lock(&desk.calls).len(), 1);
    }

    #[test]
    fn an_empty_desk_says_so() {
        assert_eq!(Desk::default().book().map(|_| ()).unwrap_err().code(), "book_not_open");
    }
}
