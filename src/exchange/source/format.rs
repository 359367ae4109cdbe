use std::fs::File;
use std::io::Read;
use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::vcard::is_vcard;
use crate::error::{Error, Result};

/// What a file is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ImportFormat")]
#[schemars(rename = "ImportFormat")]
pub enum Format {
    /// Text with fields between delimiters: CSV, TSV and their kin.
    Delimited,
    Xlsx,
    /// The binary workbook of Excel 2007 and later.
    Xlsb,
    /// The workbook of Excel 97.
    Xls,
    Ods,
    Sqlite,
    /// Business cards; each is a row.
    Vcard,
}

impl Format {
    /// Tells a file's format by its first bytes; the extension decides only between two kinds of ZIP.
    ///
    /// # Errors
    /// `file_unusable` where it cannot be read, `import_empty`, `import_not_a_table` otherwise.
    pub fn of(path: &Path) -> Result<Format> {
        let mut file = File::open(path).map_err(|error| Error::of_file(path, &error))?;
        let about = file.metadata().map_err(|error| Error::of_file(path, &error))?;
        if !about.is_file() {
            return Err(Error::ImportNotATable);
        }
        if about.len() == 0 {
            return Err(Error::ImportEmpty);
        }
        let mut head = Vec::new();
        (&mut file).take(256).read_to_end(&mut head).map_err(|error| Error::of_file(path, &error))?;
        match head.as_slice() {
            sqlite if sqlite.starts_with(b"SQLite format 3\0") => Ok(Format::Sqlite),
            compound if compound.starts_with(b"\xD0\xCF\x11\xE0") => Ok(Format::Xls),
            zip if zip.starts_with(b"PK\x03\x04") || zip.starts_with(b"PK\x05\x06") => Ok(of_zip(path, zip)),
            cards if is_vcard(cards) => Ok(Format::Vcard),
            other if ALIEN.iter().any(|magic| other.starts_with(magic)) => Err(Error::ImportNotATable),
            _ => Ok(Format::Delimited),
        }
    }
}

/// Beginnings of files that people pick by mistake: PDF, pictures, packed files, programs.
const ALIEN: [&[u8]; 9] =
    [b"%PDF", b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"\x1F\x8B", b"7z\xBC\xAF", b"Rar!", b"\x7FELF", b"BZh"];

/// An OpenDocument names its type in the first, unpacked member of the ZIP.
fn of_zip(path: &Path, head: &[u8]) -> Format {
    let open_document = b"application/vnd.oasis.opendocument.spreadsheet";
    let extension = path.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase);
    match extension.as_deref() {
        _ if head.windows(open_document.len()).any(|part| part == open_document) => Format::Ods,
        Some("ods") => Format::Ods,
        Some("xlsb") => Format::Xlsb,
        _ => Format::Xlsx,
    }
}
