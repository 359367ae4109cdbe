//! Bytes on their way out: a command keeps them and answers with a handle.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::audit;
use crate::error::{Error, Result};
use crate::store::UserId;

/// How many papers and exports wait to be fetched; the oldest goes first.
const KEPT: usize = 24;

/// Media types of what more than one command makes.
pub const CSV: &str = "text/csv";
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A file made by a command.
#[derive(Debug, Clone)]
pub struct Blob {
    pub media_type: &'static str,
    pub file_name: String,
    pub bytes: Vec<u8>,
}

/// Names bytes to fetch; valid for the user who got it, while the book is open.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
pub struct Handle {
    pub handle: String,
    pub media_type: String,
    pub file_name: String,
    #[ts(type = "number")]
    pub size: u64,
}

#[derive(Debug, Default)]
pub(super) struct Blobs(Mutex<VecDeque<(String, UserId, Blob)>>);

impl Blobs {
    pub(super) fn keep(&self, owner: UserId, blob: Blob) -> Handle {
        let name = audit::hex(&audit::digest(&[blob.file_name.as_bytes(), &blob.bytes]));
        let handle = Handle {
            handle: name.clone(),
            media_type: blob.media_type.into(),
            file_name: blob.file_name.clone(),
            size: blob.bytes.len() as u64,
        };
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(known, user, _)| *known != name || *user != owner);
        kept.push_back((name, owner, blob));
        if kept.len() > KEPT {
            kept.pop_front();
        }
        handle
    }

    pub(super) fn fetch(&self, user: UserId, handle: &str) -> Result<Blob> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter().find(|(name, owner, _)| name == handle && *owner == user);
        found
            .map(|(_, _, blob)| blob.clone())
            .ok_or_else(|| Error::NotFound { kind: "handle".into(), key: handle.chars().take(12).collect() })
    }
}
