//! The one door: every act of the product is a command on the [`board`], called by name through one dispatcher.
//!
//! [`Door::call`] owns authorisation, the transaction, idempotence, the record of refusals and the error code.
//! The window, the command line and `batch` use nothing else. Before a book is open there are
//! [`Door::create`], [`Door::open`] and [`restore()`].

mod blobs;
mod board;
mod book;
mod commands;
mod context;
mod demo;
mod door;
mod job;
mod restore;
mod typescript;

pub use blobs::{Blob, CSV, Handle, XLSX};
pub use board::{BOARD, Command, Kind, Run, find};
pub use book::NewBook;
pub use context::{Call, Context, Progress};
pub use demo::create_demo;
pub use door::Door;
pub use job::Job;
pub use restore::restore;
pub use typescript::write_bindings;
