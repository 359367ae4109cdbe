//! Text in any encoding as a stream of UTF-8.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::{Error, Result};

const CHUNK_BYTES: usize = 64 * 1024;
/// The detector is fed no more than this of the text that is not ASCII: enough to be sure, quick to read.
const EVIDENCE_BYTES_MAX: usize = 1 << 20;

/// Finds the encoding of a file, or takes the one that was chosen.
///
/// A byte order mark decides; then zero bytes on one side of each pair (UTF-16 without a mark); then a file
/// that is valid UTF-8 from end to end is UTF-8; only then statistics decide. Reads the file once.
///
/// # Errors
/// `field_invalid` for an unknown label; `import_not_a_table` for bytes that are no text.
pub(super) fn encoding_of(path: &Path, chosen: Option<&str>) -> Result<&'static Encoding> {
    if let Some(label) = chosen {
        return Encoding::for_label(label.as_bytes())
            .map(widened)
            .ok_or_else(|| Error::FieldInvalid { field: "encoding".into(), value: label.into() });
    }
    let mut file = File::open(path).map_err(|error| Error::of_file(path, &error))?;
    let mut head = Vec::new();
    (&mut file)
        .take(CHUNK_BYTES as u64)
        .read_to_end(&mut head)
        .map_err(|error| Error::of_file(path, &error))?;
    if let Some((encoding, _)) = Encoding::for_bom(&head) {
        return Ok(encoding);
    }
    if let Some(encoding) = utf_16_without_mark(&head) {
        return Ok(encoding);
    }
    let controls = head.iter().filter(|&&byte| byte < 32 && !matches!(byte, b'\t'..=b'\r' | 1 | 31)).count();
    if controls * 10 > head.len() {
        return Err(Error::ImportNotATable);
    }
    file.rewind().map_err(|error| Error::of_file(path, &error))?;
    statistical(&mut file).map_err(|error| Error::of_file(path, &error))
}

/// GB18030 reads everything GBK and GB2312 write, and the rare characters of names besides.
fn widened(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}

/// UTF-16 shows in the zero high bytes of its delimiters, digits and line ends: at least one pair in fifty,
/// all on one side, and what is decoded has no stray surrogates.
fn utf_16_without_mark(head: &[u8]) -> Option<&'static Encoding> {
    let whole = &head[..head.len() & !1];
    let pairs = whole.len() / 2;
    let zeros_first = whole.chunks_exact(2).filter(|pair| pair[0] == 0 && pair[1] != 0).count();
    let zeros_second = whole.chunks_exact(2).filter(|pair| pair[0] != 0 && pair[1] == 0).count();
    let (encoding, zeros, against) = match zeros_second >= zeros_first {
        true => (UTF_16LE, zeros_second, zeros_first),
        false => (UTF_16BE, zeros_first, zeros_second),
    };
    if zeros < 2 || zeros * 50 < pairs || against * 8 > zeros {
        return None;
    }
    // The last pair may be half of a character that the sample cuts.
    let (text, malformed) = encoding.decode_without_bom_handling(&whole[..whole.len().saturating_sub(2)]);
    (!malformed && text.contains(['\n', '\r', ',', ';', '\t'])).then_some(encoding)
}

fn statistical(file: &mut File) -> io::Result<&'static Encoding> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    let mut decoder = UTF_8.new_decoder_without_bom_handling();
    let mut is_utf_8 = true;
    let mut evidence_bytes = 0;
    let mut detector_is_full = false;
    let mut chunk = vec![0; CHUNK_BYTES];
    let mut decoded = vec![0; CHUNK_BYTES * 3];
    loop {
        let length = file.read(&mut chunk)?;
        let bytes = &chunk[..length];
        if is_utf_8 {
            let (_, _, _, malformed) = decoder.decode_to_utf8(bytes, &mut decoded, length == 0);
            is_utf_8 = !malformed;
        }
        let tells = !bytes.is_ascii() || bytes.contains(&0x1B);
        if tells {
            evidence_bytes += length;
        }
        // From the first telling chunk on nothing is left out: a character may lie across two chunks.
        if evidence_bytes > 0 && !detector_is_full {
            detector.feed(bytes, false);
            detector_is_full = evidence_bytes >= EVIDENCE_BYTES_MAX;
        }
        if length == 0 || (!is_utf_8 && detector_is_full) {
            break;
        }
    }
    detector.feed(&[], true);
    if is_utf_8 {
        // ISO-2022-JP hides behind ASCII bytes, announced by escapes.
        let guess = detector.guess(None, Utf8Detection::Allow);
        return Ok(if guess == encoding_rs::ISO_2022_JP { guess } else { UTF_8 });
    }
    Ok(widened(detector.guess(None, Utf8Detection::Deny)))
}

/// A file's text as UTF-8; a byte order mark is dropped, bytes that the encoding does not know become U+FFFD,
/// which a field then refuses by row and column.
pub(super) struct Decoding {
    file: File,
    decoder: Decoder,
    raw: Vec<u8>,
    start: usize,
    end: usize,
    ended: bool,
}

impl std::fmt::Debug for Decoding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Decoding").field("encoding", &self.decoder.encoding().name()).finish_non_exhaustive()
    }
}

impl Decoding {
    pub(super) fn open(path: &Path, encoding: &'static Encoding) -> Result<Decoding> {
        let file = File::open(path).map_err(|error| Error::of_file(path, &error))?;
        let decoder = encoding.new_decoder_with_bom_removal();
        Ok(Decoding { file, decoder, raw: vec![0; CHUNK_BYTES], start: 0, end: 0, ended: false })
    }

    /// The beginning of the text, at least [`CHUNK_BYTES`] of it where there is so much.
    pub(super) fn sample(mut self) -> io::Result<Vec<u8>> {
        let mut sample = vec![0; CHUNK_BYTES * 2];
        let mut length = 0;
        while length < CHUNK_BYTES {
            match self.read(&mut sample[length..])? {
                0 => break,
                more => length += more,
            }
        }
        sample.truncate(length);
        Ok(sample)
    }
}

impl Read for Decoding {
    /// `into` must have room for a character and its neighbours; a tiny one is refused, as nothing might ever
    /// fit into it.
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.len() < 16 {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        loop {
            if self.ended && self.start == self.end {
                return Ok(0);
            }
            if self.start == self.end {
                (self.start, self.end) = (0, self.file.read(&mut self.raw)?);
            }
            let last = self.end == 0;
            let (state, read, written, _) =
                self.decoder.decode_to_utf8(&self.raw[self.start..self.end], into, last);
            self.start += read;
            self.ended = last && state == encoding_rs::CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
        }
    }
}
