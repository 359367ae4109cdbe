//! Writes that may be sent twice and are done once.

use rusqlite::named_params;
use serde_json::Value;

use super::{Digest, canonical, digest, head};
use crate::error::{Error, Result};
use crate::store::Writer;

/// Runs `body` once for each request id: a repetition gets the first answer.
///
/// # Errors
/// `request_reused` where the same id comes with another command or input.
pub fn once(
    w: &Writer<'_>,
    id: &str,
    input: Value,
    body: impl FnOnce(Value) -> Result<Value>,
) -> Result<Value> {
    let command = w.stamp().command;
    let hash = digest(&[command.as_bytes(), canonical(&input).as_bytes()]);
    let known = w.row(
        "select input_hash, output from request where request_id = :id",
        named_params! {":id": id},
        |row| Ok((row.get::<_, Digest>("input_hash")?, row.get::<_, String>("output")?)),
    )?;
    if let Some((known_hash, output)) = known {
        if known_hash != hash {
            return Err(Error::RequestReused { request_id: id.into() });
        }
        return serde_json::from_str(&output)
            .map_err(|error| Error::BookDamaged { reason: error.to_string() });
    }
    let output = body(input)?;
    w.execute(
        "insert into request (request_id, seq, command, input_hash, output)
         values (:id, :seq, :command, :hash, :output)",
        named_params! {":id": id, ":seq": head(w, None)?.seq, ":command": command, ":hash": hash,
        ":output": output.to_string()},
    )?;
    Ok(output)
}
