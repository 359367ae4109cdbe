//! Every statement compiles against the migrated schema, and only the core speaks SQL.

use regex::Regex;
use rusqlite::fallible_iterator::FallibleIterator as _;
use rusqlite::{Batch, Connection};

use crate::migrations::migrations;
use crate::tree::{Source, assert_none, sources};

/// Functions the core registers on its connections; here their names and arity are enough.
const REGISTERED: &[(&str, i32)] = &[("decimal_sum", 1), ("folded", 1)];

/// Where SQL may be written: the rooms of the core, without the door.
const SPEAKS_SQL: &[&str] = &["src/", "migrations/", "tests/", "benches/"];
const DOOR: &[&str] = &["src/api/", "src/api.rs", "src/main.rs", "src-tauri/", "ui/src/"];
/// Prose may select a customer from a list.
const WORDS: &str = "ui/src/lang/";

fn migrated() -> Connection {
    let conn = Connection::open_in_memory().unwrap();
    for (name, arity) in REGISTERED {
        let never_called = |_: &rusqlite::functions::Context<'_>| Ok(0);
        let flags = rusqlite::functions::FunctionFlags::SQLITE_UTF8;
        conn.create_scalar_function(*name, *arity, flags, never_called).unwrap();
    }
    for migration in migrations(&sources()) {
        conn.execute_batch(&migration.text).unwrap_or_else(|error| panic!("{}: {error}", migration.path));
    }
    conn
}

fn statements_that_do_not_compile(conn: &Connection, files: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files.iter().filter(|file| file.has_extension(&["sql"]) && file.lies_in(&["src/"])) {
        let mut batch = Batch::new(conn, &file.text);
        let mut statements = 0_u32;
        loop {
            match batch.next() {
                Ok(Some(_)) => statements += 1,
                Ok(None) => break,
                Err(error) => {
                    found.push(format!("{}: {error}", file.path));
                    statements += 1;
                    break;
                }
            }
        }
        if statements == 0 {
            found.push(format!("{}: holds no statement", file.path));
        }
    }
    found
}

fn sql_in_the_wrong_place(files: &[Source]) -> Vec<String> {
    let statement = Regex::new(
        r"(?i)\bselect\s+[^;]{1,200}?\sfrom\s+[a-z_]+\b|\binsert\s+(?:or\s+\w+\s+)?into\s+[a-z_]+|\bdelete\s+from\s+[a-z_]+|\bupdate\s+[a-z_]+\s+set\s|\brusqlite::",
    )
    .unwrap();
    let code = |file: &&Source| {
        file.has_extension(&["rs", "ts", "tsx", "js", "mjs"]) && file.lies_in(DOOR) && !file.lies_in(&[WORDS])
    };
    let in_code = files.iter().filter(code).flat_map(|file| {
        let is_comment = |line: &str| line.trim_start().starts_with("//");
        file.numbered_lines()
            .filter(|(_, line)| statement.is_match(line) && !is_comment(line))
            .map(|(number, line)| format!("{}:{number}: {}", file.path, line.trim()))
            .collect::<Vec<_>>()
    });
    let stray = files
        .iter()
        .filter(|file| file.has_extension(&["sql"]))
        .filter(|file| !file.lies_in(SPEAKS_SQL) || file.lies_in(DOOR))
        .map(|file| format!("{}: SQL belongs to a room of the core", file.path));
    in_code.chain(stray).collect()
}

#[test]
fn every_statement_compiles_against_the_migrated_schema() {
    assert_none(statements_that_do_not_compile(&migrated(), &sources()));
}

#[test]
fn a_statement_that_does_not_compile_is_found() {
    let conn = migrated();
    let breaches = ["select nothing from nowhere", "-- only a comment", "select 1; select from"];
    for text in breaches {
        let file = Source::invented("src/ledger/breach.sql", text);
        assert_eq!(statements_that_do_not_compile(&conn, &[file]).len(), 1, "{text}");
    }
    let fine = Source::invented("src/ledger/fine.sql", "select decimal_sum('1.10')");
    assert_none(statements_that_do_not_compile(&conn, &[fine]));
}

#[test]
fn only_the_core_speaks_sql() {
    assert_none(sql_in_the_wrong_place(&sources()));
}

#[test]
fn sql_at_the_door_is_found() {
    let breaches = [
        ("ui/src/pages/list.ts", "db.run(`select name from party`)"),
        ("src-tauri/src/main.rs", "conn.execute(\"delete from draft\")"),
        ("src/api/mod.rs", "use rusqlite::Connection;"),
        ("ui/src/list.sql", ""),
    ];
    for (path, text) in breaches {
        assert_eq!(sql_in_the_wrong_place(&[Source::invented(path, text)]).len(), 1, "{path}");
    }
    let word = Source::invented("ui/src/lang/en.ts", "pick: \"Select a customer from the list\",");
    let room = Source::invented("src/parties/mod.rs", "conn.execute(\"delete from party\")");
    assert_none(sql_in_the_wrong_place(&[word, room]));
}
