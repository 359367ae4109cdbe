//! Reports, papers and the month's folder.

use std::path::Path;

use kezhang::error::{Error, Result};
use kezhang::reports::ReportName;
use kezhang::runs::MonthPack;
use serde_json::{Value, json};

use super::arguments::{Asked, Format};
use super::commands::{print, to_stdout, unusable};
use super::desk::{Desk, Open};

pub(super) fn report(
    open: &Open<'_>,
    desk: &Desk,
    asked: &Asked,
    format: Format,
    out: Option<&Path>,
) -> Result<()> {
    let name: ReportName = asked.name.parse()?;
    let party_id = asked.party.as_deref().map(|code| party(open, code)).transpose()?;
    let mut request = serde_json::to_value(asked).map_err(Error::unexpected)?;
    request["name"] = name.as_str().into();
    request["as_of"] = asked.as_of.clone().unwrap_or_else(|| desk.today.to_string()).into();
    request["party_id"] = party_id.into();
    let format = match format {
        Format::Json => "json",
        Format::Csv => "csv",
        Format::Xlsx => "xlsx",
        Format::Pdf => "pdf",
        Format::Table => "table",
    };
    let handle = match (name, format) {
        (ReportName::Statement, "pdf") => open.call("statement.pdf", request)?["file"].take(),
        _ => open.call(
            "report.export",
            json!({"request": request, "format": format, "language": desk.language}),
        )?,
    };
    write(out, &open.bytes(&handle)?)
}

pub(super) fn write(out: Option<&Path>, bytes: &[u8]) -> Result<()> {
    match out {
        Some(path) => {
            std::fs::write(path, bytes).map_err(|error| unusable(&path.display().to_string(), &error))
        }
        None => to_stdout(bytes),
    }
}

/// The key of the party with that code.
pub(super) fn party(open: &Open<'_>, code: &str) -> Result<Value> {
    let picks = open.call("party.find", json!({"text": code, "limit": 100}))?;
    let found = picks.as_array().into_iter().flatten().find(|pick| pick["code"].as_str() == Some(code));
    found
        .map(|pick| pick["id"].clone())
        .ok_or_else(|| Error::NotFound { kind: "party".into(), key: code.into() })
}

pub(super) fn print_one(open: &Open<'_>, desk: &Desk, kind: &str, number: &str, out: &Path) -> Result<()> {
    let printed = if kind == "statement" {
        open.call("statement.pdf", json!({"party_id": party(open, number)?, "language": desk.language}))?
    } else {
        let document = open.call("document.find", json!({"kind": kind, "number": number}))?;
        open.call("document.pdf", json!({"id": document["id"], "language": desk.language}))?
    };
    warn_uncovered(&printed, number);
    write(Some(out), &open.bytes(&printed["file"])?)
}

/// Every document of a kind into a folder, one file each.
pub(super) fn print_all(open: &Open<'_>, desk: &Desk, kind: &str, out: &Path) -> Result<()> {
    std::fs::create_dir_all(out).map_err(|error| unusable(&out.display().to_string(), &error))?;
    if kind == "statement" {
        return print_all_statements(open, desk, out);
    }
    let mut after = Value::Null;
    loop {
        let page = open.call("document.list", json!({"kinds": [kind], "after": after, "limit": 500}))?;
        for row in page["rows"].as_array().into_iter().flatten() {
            let printed = open.call("document.pdf", json!({"id": row["id"], "language": desk.language}))?;
            warn_uncovered(&printed, row["number"].as_str().unwrap_or_default());
            let name = printed["file"]["file_name"].as_str().unwrap_or("document.pdf").to_owned();
            write(Some(&out.join(name)), &open.bytes(&printed["file"])?)?;
        }
        after = page["next"].clone();
        if after.is_null() {
            return Ok(());
        }
    }
}

/// The statement of every customer with something open.
fn print_all_statements(open: &Open<'_>, desk: &Desk, out: &Path) -> Result<()> {
    let mut after = Value::Null;
    loop {
        let asked =
            json!({"business": "customer", "view": "open", "sort": "code", "after": after, "limit": 500});
        let page = open.call("party.list", asked)?;
        for row in page["rows"].as_array().into_iter().flatten() {
            let printed =
                open.call("statement.pdf", json!({"party_id": row["id"], "language": desk.language}))?;
            warn_uncovered(&printed, row["code"].as_str().unwrap_or_default());
            let name = printed["file"]["file_name"].as_str().unwrap_or("statement.pdf").to_owned();
            write(Some(&out.join(name)), &open.bytes(&printed["file"])?)?;
        }
        after = page["next"].clone();
        if after.is_null() {
            return Ok(());
        }
    }
}

fn warn_uncovered(printed: &Value, number: &str) {
    let missing = printed["uncovered"].as_array().map(Vec::as_slice).unwrap_or_default();
    if !missing.is_empty() {
        tracing::warn!(number, ?missing, "characters that no font covers are printed as U+XXXX");
    }
}

/// Writes the folder and prints what is in it; a draft is exit code 1.
pub(super) fn month_end(open: &Open<'_>, month: &str, out: &Path, close: bool) -> Result<()> {
    let input = json!({"month": month, "folder": out.display().to_string(), "close": close});
    let pack = open.call("month.run", input)?;
    print(&pack)?;
    let pack: MonthPack = serde_json::from_value(pack).map_err(Error::unexpected)?;
    if !pack.draft {
        return Ok(());
    }
    let failed: Vec<&str> = pack
        .checklist
        .checks
        .iter()
        .filter(|check| check.state == kezhang::runs::CheckState::Failed)
        .map(|check| check.code.as_str())
        .collect();
    Err(Error::MonthNotClosable { month: month.into(), reason: failed.join(", ") })
}
