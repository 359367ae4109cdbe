//! Files kept in the book: logos, and whatever belongs to a party.

use std::path::Path;

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;
use ts_rs::TS;

use crate::audit;
use crate::error::{Error, Result};
use crate::store::{AttachmentId, Reader, Seq, Writer};

/// The largest file kept in a book.
const LIMIT_BYTES: u64 = 20 * 1024 * 1024;

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Attachment {
    pub id: AttachmentId,
    pub file_name: String,
    pub media_type: String,
}

/// An attachment with its bytes.
#[derive(Debug)]
pub struct AttachedFile {
    pub file_name: String,
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
}

/// Reads a file into the book; the trail records its digest.
///
/// # Errors
/// `file_missing`, `file_forbidden`, `file_unusable` where it cannot be read; `file_too_large` beyond 20 MiB.
pub fn attach(w: &Writer<'_>, path: &Path) -> Result<Attachment> {
    let size = std::fs::metadata(path).map_err(|error| Error::of_file(path, &error))?.len();
    if size > LIMIT_BYTES {
        return Err(Error::FileTooLarge { path: path.display().to_string(), limit_bytes: LIMIT_BYTES });
    }
    let bytes = std::fs::read(path).map_err(|error| Error::of_file(path, &error))?;
    let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let sha256 = audit::hex(&audit::digest(&[&bytes]));
    let seq = audit::record(w, &json!({"attachment": file_name, "sha256": sha256}))?;
    keep_file(w, seq, &file_name, &bytes)
}

/// Keeps bytes under the act that brought them; its digest must cover theirs.
pub fn keep_file(w: &Writer<'_>, seq: Seq, file_name: &str, bytes: &[u8]) -> Result<Attachment> {
    let media_type = media_type(bytes);
    let id = w.insert(
        "insert into attachment (seq, file_name, media_type, sha256, bytes)
         values (:seq, :file_name, :media_type, :sha256, :bytes)",
        named_params! {":seq": seq, ":file_name": file_name, ":media_type": media_type,
        ":sha256": audit::digest(&[bytes]), ":bytes": bytes},
    )?;
    Ok(Attachment { id, file_name: file_name.into(), media_type: media_type.into() })
}

/// # Errors
/// `not_found`.
pub fn attached_file(r: &Reader<'_>, id: AttachmentId) -> Result<AttachedFile> {
    let found =
        r.row("select file_name, bytes from attachment where id = :id", named_params! {":id": id}, |row| {
            Ok((row.get::<_, String>("file_name")?, row.get::<_, Vec<u8>>("bytes")?))
        })?;
    let (file_name, bytes) =
        found.ok_or_else(|| Error::NotFound { kind: "attachment".into(), key: id.to_string() })?;
    Ok(AttachedFile { file_name, media_type: media_type(&bytes), bytes })
}

/// By the file's first bytes, never by its name.
fn media_type(bytes: &[u8]) -> &'static str {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [b'%', b'P', b'D', b'F', ..] => "application/pdf",
        _ => "application/octet-stream",
    }
}
