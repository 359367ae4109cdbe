//! What each word of the command line does.

use std::io::{BufRead, Read, Write};
use std::path::Path;

use kezhang::api::{BOARD, Command, NewBook, restore, write_bindings};
use kezhang::error::{Class, Error, Result};
use kezhang::inspection;
use kezhang::ledger::Chart;
use serde_json::{Value, json};

use super::arguments::{Action, ChartName};
use super::backtest;
use super::desk::{Desk, Open};
use super::import::{self, Import};
use super::mail;
use super::papers;

pub(crate) fn run(desk: &Desk, action: Action) -> Result<()> {
    match action {
        Action::New { book, name, currency, chart } => {
            let stem = book.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            let new = NewBook {
                name: name.unwrap_or(stem),
                currency: currency.parse()?,
                chart: match chart {
                    ChartName::CnSmall => Chart::CnSmall,
                    ChartName::CnGeneral => Chart::CnGeneral,
                    ChartName::Ifrs => Chart::Ifrs,
                },
                language: desk.spoken(),
            };
            desk.create(&book, &new)
        }
        Action::Demo { book } => desk.demo(&book)?.close(),
        Action::Commands { json, typescript } => match typescript {
            Some(folder) => write_bindings(&folder),
            None => list_commands(json),
        },
        Action::Call { book, command, input, request_id } => {
            let open = desk.open(&book)?;
            let answer = read_input(input).and_then(|input| open.call_once(&command, input, request_id));
            finish(open, answer)
        }
        Action::Batch { book, file, atomic } => {
            let open = desk.open(&book)?;
            let outcome = batch(&open, &file, atomic);
            let closed = open.close();
            outcome.and(closed)
        }
        Action::Report { book, asked, format, out } => {
            let open = desk.open(&book)?;
            let outcome = papers::report(&open, desk, &asked, format, out.as_deref());
            open.close()?;
            outcome
        }
        Action::Print { book, kind, number, all: _, out } => {
            let open = desk.open(&book)?;
            let outcome = match number {
                Some(number) => papers::print_one(&open, desk, &kind, &number, &out),
                None => papers::print_all(&open, desk, &kind, &out),
            };
            open.close()?;
            outcome
        }
        Action::Mail { book, what } => {
            let open = desk.open(&book)?;
            let outcome = mail::run(&open, desk, what);
            open.close()?;
            outcome
        }
        Action::MonthEnd { book, month, out, close } => {
            let open = desk.open(&book)?;
            let outcome = papers::month_end(&open, &month, &out, close);
            open.close()?;
            outcome
        }
        Action::Import { book, kind, file, map, dry_run } => {
            let (book, kind, file, map) = (&book, &kind, &file, map.as_deref());
            import::run(desk, &Import { book, kind, file, map, dry_run })
        }
        Action::Export { book, format, out } => {
            let format: kezhang::exchange::export::Format = format.parse()?;
            let open = desk.open(&book)?;
            let answer =
                open.call("book.export", json!({"format": format, "path": out.display().to_string()}));
            finish(open, answer)
        }
        Action::Backtest { history } => backtest::run(desk, &history),
        Action::Verify { book, check } => verify(desk, &book, check.as_deref()),
        Action::Backup { book, destination } => {
            let open = desk.open(&book)?;
            let answer = open.call("book.backup", json!({"path": destination.display().to_string()}));
            finish(open, answer)
        }
        Action::Restore { backup, book } => print(&json!(restore(&backup, &book)?)),
    }
}

/// Prints the answer and closes the book, whatever the answer was.
fn finish(open: Open<'_>, answer: Result<Value>) -> Result<()> {
    let closed = open.close();
    print(&answer?)?;
    closed
}

pub(super) fn print(value: &Value) -> Result<()> {
    to_stdout(format!("{value:#}\n").as_bytes())
}

/// Writes an answer; a reader that has seen enough and left (`| head`) is no failure.
pub(super) fn to_stdout(bytes: &[u8]) -> Result<()> {
    match std::io::stdout().write_all(bytes) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(unusable("stdout", &error)),
        _ => Ok(()),
    }
}

pub(super) fn unusable(path: &str, error: &std::io::Error) -> Error {
    Error::of_file(Path::new(path), error)
}

fn list_commands(as_json: bool) -> Result<()> {
    if as_json {
        let commands: Vec<Value> = BOARD
            .iter()
            .map(|command| {
                json!({"name": command.name, "kind": command.kind, "right": command.right,
                    "input": (command.input_schema)(), "output": (command.output_schema)()})
            })
            .collect();
        return print(&Value::Array(commands));
    }
    let line = |command: &Command| {
        format!("{:28} {:6} {:?}\n", command.name, format!("{:?}", command.kind), command.right)
    };
    to_stdout(BOARD.iter().map(line).collect::<String>().as_bytes())
}

fn read_input(input: Option<String>) -> Result<Value> {
    let text = match input.as_deref() {
        None => return Ok(Value::Null),
        Some("-") => {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text).map_err(|error| unusable("-", &error))?;
            text
        }
        Some(text) => text.to_owned(),
    };
    kezhang::input::json(&text)
}

#[derive(serde::Deserialize, schemars::JsonSchema)]
struct Line {
    command: String,
    #[serde(default)]
    input: Value,
    /// Repeating a write with the same id returns its first result.
    request_id: Option<String>,
}

/// One answer a line, written as soon as the act is durable. Without `--atomic` a refused line answers its error, the
/// rest goes on, and the first error decides the exit code; a failing file ends the run. With `--atomic` the first
/// refusal undoes everything.
fn batch(open: &Open<'_>, file: &str, atomic: bool) -> Result<()> {
    let reader: Box<dyn BufRead> = match file {
        "-" => Box::new(std::io::stdin().lock()),
        path => Box::new(std::io::BufReader::new(
            std::fs::File::open(path).map_err(|error| unusable(path, &error))?,
        )),
    };
    let mut together = Vec::new();
    let mut refused = None;
    for (number, line) in (1..).zip(reader.lines()) {
        let line = line.map_err(|error| unusable(file, &error))?;
        if line.trim().is_empty() {
            continue;
        }
        let Line { command, input, request_id } = read_line(number, &line)?;
        if atomic {
            together.push((command, input));
            continue;
        }
        match open.call_once(&command, input, request_id) {
            Ok(answer) => say(&answer)?,
            Err(error) => {
                say(&json!({"error": error.to_body()}))?;
                if error.class() == Class::File {
                    return Err(error);
                }
                refused.get_or_insert(error);
            }
        }
    }
    for answer in open.call_atomic(&together)? {
        say(&answer)?;
    }
    refused.map_or(Ok(()), Err)
}

/// A line of a batch; text that is no JSON is told by its line in the file.
fn read_line(number: u64, line: &str) -> Result<Line> {
    kezhang::input::read_text("batch", line).map_err(|error| match error {
        Error::InputNotJson { column, .. } => Error::InputNotJson { line: number, column },
        other => other,
    })
}

fn say(answer: &Value) -> Result<()> {
    writeln!(std::io::stdout(), "{answer}").map_err(|error| unusable("stdout", &error))
}

/// Prints the proof; a check that does not hold is exit code 3, with the entry named.
fn verify(desk: &Desk, book: &Path, check: Option<&str>) -> Result<()> {
    let open = desk.open(book)?;
    let proof = open.call("book.verify", json!({"check": check}));
    open.close()?;
    let proof = proof?;
    print(&proof)?;
    let read: inspection::Proof = serde_json::from_value(proof).map_err(Error::unexpected)?;
    inspection::refuse_failed(&read)
}
