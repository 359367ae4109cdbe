//! Arguments in, answers out: JSON and files on stdout, errors as JSON on stderr, an exit code that says which
//! kind of failure it was (0 done, 1 refused by a rule, 2 wrong usage, 3 the file is damaged, locked or newer).

mod arguments;
mod backtest;
mod commands;
mod desk;
mod import;
mod mail;
mod papers;
mod progress;
mod sentences;

use std::process::ExitCode;

use clap::Parser;
use kezhang::error::{Class, Error};

use arguments::Arguments;
use desk::Desk;

pub(crate) fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            // Nothing is left to report to when the terminal itself cannot be written to.
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    outlive_size_limits();
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_max_level(tracing::Level::WARN).init();
    let desk = match Desk::new(&arguments.options) {
        Ok(desk) => desk,
        Err(error) => return report(&error, desk::system_language()),
    };
    match commands::run(&desk, arguments.action) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => report(&error, desk.spoken()),
    }
}

/// A file that reaches the limit of its size is a full disk, told as such, and not the end of the program.
fn outlive_size_limits() {
    #[cfg(unix)]
    if let Err(error) = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default()) {
        tracing::debug!(%error, "a limit of file size will end the program");
    }
}

/// The error as one line of JSON on stderr: code, sentence in the user's language, details.
fn report(error: &Error, language: kezhang::language::Language) -> ExitCode {
    let mut body = error.to_body();
    let sentence = sentences::of(error, &body, language);
    if let Some(fields) = body.as_object_mut() {
        fields.insert("message".into(), sentence.into());
    }
    eprintln!("{body}");
    ExitCode::from(match error.class() {
        Class::Refused => 1,
        Class::Usage => 2,
        Class::File => 3,
    })
}
