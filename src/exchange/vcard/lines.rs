//! A file as properties: encodings, folding, quoted-printable.
//!
//! Lines are cut and unfolded as bytes and decoded afterwards, because a property of version 2.1 may name an encoding of
//! its own, and because a character may be folded in two.

use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// `item1.TEL;TYPE=cell:138…`, decoded; its value still escaped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Property {
    /// `item1`, in lower case; empty where there is none.
    pub(super) group: String,
    /// `TEL`, in upper case.
    pub(super) name: String,
    /// Names and values of parameters, both in upper case; a value without a name (2.1) is a `TYPE`.
    pub(super) params: Vec<(String, String)>,
    pub(super) value: String,
}

impl Property {
    /// Whether a type is said: `TYPE=cell`, `TYPE="work,voice"`, and of version 2.1 `CELL`.
    pub(super) fn is_a(&self, kind: &str) -> bool {
        self.params
            .iter()
            .any(|(name, value)| name == "TYPE" && value.split(',').any(|each| each.trim() == kind))
    }

    /// Whether it is the preferred one of its name: `TYPE=pref` or `PREF=1`.
    pub(super) fn is_preferred(&self) -> bool {
        self.is_a("PREF") || self.params.iter().any(|(name, value)| name == "PREF" && value == "1")
    }

    pub(super) fn param(&self, wanted: &str) -> Option<&str> {
        self.params.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }

    /// The parts between semicolons, unescaped.
    pub(super) fn parts(&self) -> Vec<String> {
        split_escaped(&self.value, ';').iter().map(|part| unescape(part)).collect()
    }

    /// The whole value, unescaped.
    pub(super) fn text(&self) -> String {
        unescape(&self.value)
    }
}

/// Every property of a file, in order. A line without a colon belongs to no property and is given as one without a name.
pub(super) fn properties(bytes: &[u8]) -> Vec<Property> {
    let (bytes, encoding) = as_ascii_based(bytes);
    unfolded(&bytes).iter().filter_map(|line| property(line, encoding)).collect()
}

/// UTF-16 becomes UTF-8, so that line ends are bytes; of the others the encoding is told, and stays.
fn as_ascii_based(bytes: &[u8]) -> (Vec<u8>, &'static Encoding) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        if encoding == UTF_8 {
            return (rest.to_vec(), UTF_8);
        }
        return (encoding.decode_without_bom_handling(rest).0.into_owned().into_bytes(), UTF_8);
    }
    let without_mark = match bytes {
        [0, b'B' | b'b', ..] => Some(UTF_16BE),
        [b'B' | b'b', 0, ..] => Some(UTF_16LE),
        _ => None,
    };
    if let Some(encoding) = without_mark {
        return (encoding.decode_without_bom_handling(bytes).0.into_owned().into_bytes(), UTF_8);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return (bytes.to_vec(), UTF_8);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guessed = detector.guess(None, chardetng::Utf8Detection::Deny);
    (bytes.to_vec(), if guessed == GBK { GB18030 } else { guessed })
}

/// Logical lines. A line that begins with white space goes on with the one before it (its first white space falls, as
/// RFC 6350 says); after a soft break of quoted-printable (`=` at the end) the next line goes on as it is; base64 that
/// is not indented goes on until a blank line or a property. A blank line ends whatever goes on.
fn unfolded(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut lines: Vec<Vec<u8>> = Vec::new();
    let mut soft_break = false;
    let end = if bytes.contains(&b'\n') { b'\n' } else { b'\r' };
    for line in bytes.split(|byte| *byte == end) {
        let raw = without_returns(line);
        if soft_break && !raw.is_empty() {
            let joined = lines.last_mut();
            let (rest, goes_on) = without_soft_break(raw);
            if let Some(line) = joined {
                line.extend_from_slice(rest);
            }
            soft_break = goes_on;
            continue;
        }
        soft_break = false;
        match raw {
            [] => {}
            [b' ' | b'\t', rest @ ..] if !lines.is_empty() => {
                if let Some(line) = lines.last_mut() {
                    line.extend_from_slice(rest);
                }
            }
            _ if lines.last().is_some_and(|line| is_base64(line)) && !raw.contains(&b':') => {
                if let Some(line) = lines.last_mut() {
                    line.extend_from_slice(raw);
                }
            }
            _ => {
                let quoted = is_quoted_printable(raw);
                let (line, goes_on) = if quoted { without_soft_break(raw) } else { (raw, false) };
                lines.push(line.to_vec());
                soft_break = goes_on;
            }
        }
    }
    lines
}

/// Some programs end a line with several returns.
fn without_returns(line: &[u8]) -> &[u8] {
    let kept = line.iter().rposition(|byte| *byte != b'\r').map_or(0, |last| last + 1);
    line.get(..kept).unwrap_or_default()
}

fn without_soft_break(line: &[u8]) -> (&[u8], bool) {
    match line {
        [rest @ .., b'='] => (rest, true),
        _ => (line, false),
    }
}

fn head_contains(line: &[u8], word: &[u8]) -> bool {
    let head = line.split(|byte| *byte == b':').next().unwrap_or_default();
    head.len() >= word.len() && head.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word))
}

fn is_quoted_printable(line: &[u8]) -> bool {
    head_contains(line, b"QUOTED-PRINTABLE")
}

fn is_base64(line: &[u8]) -> bool {
    head_contains(line, b"BASE64") || head_contains(line, b"ENCODING=B")
}

fn property(line: &[u8], encoding: &'static Encoding) -> Option<Property> {
    if line.iter().all(u8::is_ascii_whitespace) {
        return None;
    }
    let Some(colon) = colon_of(line) else {
        let value = encoding.decode_without_bom_handling(line).0.into_owned();
        return Some(Property { group: String::new(), name: String::new(), params: Vec::new(), value });
    };
    let (head, value) = (line.get(..colon)?, line.get(colon + 1..)?);
    let head = encoding.decode_without_bom_handling(head).0.into_owned();
    let mut parts = split_quoted(&head, ';').into_iter();
    let name = parts.next().unwrap_or_default();
    let (group, name) = name.rsplit_once('.').unwrap_or(("", &name));
    let params: Vec<(String, String)> = parts
        .map(|part| match part.split_once('=') {
            Some((name, value)) => {
                (name.trim().to_ascii_uppercase(), value.trim().trim_matches('"').to_ascii_uppercase())
            }
            None => bare_parameter(part.trim()),
        })
        .collect();
    let quoted = params.iter().any(|(name, value)| name == "ENCODING" && value == "QUOTED-PRINTABLE");
    let bytes = if quoted { unquoted(value) } else { value.to_vec() };
    let charset = params.iter().find(|(name, _)| name == "CHARSET").map(|(_, label)| label.as_bytes());
    let charset =
        charset.and_then(Encoding::for_label).map(|named| if named == GBK { GB18030 } else { named });
    // A label that the bytes contradict was written by a program that lies; the file's own encoding is tried.
    let value = match charset.map(|charset| charset.decode_without_bom_handling(&bytes)) {
        Some((text, false)) => text.into_owned(),
        _ => match std::str::from_utf8(&bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => encoding.decode_without_bom_handling(&bytes).0.into_owned(),
        },
    };
    // Phones cut a long text at a byte: what is left of the character it hit is no text.
    let value = if quoted { value.replace('\u{fffd}', "") } else { value };
    Some(Property {
        group: group.to_ascii_lowercase(),
        name: name.trim().to_ascii_uppercase(),
        params,
        value,
    })
}

/// Version 2.1 writes `CELL` and `QUOTED-PRINTABLE` without saying what they are.
fn bare_parameter(word: &str) -> (String, String) {
    let word = word.to_ascii_uppercase();
    let name = match word.as_str() {
        "QUOTED-PRINTABLE" | "BASE64" | "8BIT" | "7BIT" => "ENCODING",
        "URL" | "INLINE" | "CONTENT-ID" | "CID" => "VALUE",
        _ => "TYPE",
    };
    (name.to_owned(), word)
}

/// The first colon that no quotation holds.
fn colon_of(line: &[u8]) -> Option<usize> {
    let mut quoted = false;
    line.iter().position(|byte| {
        quoted ^= *byte == b'"';
        *byte == b':' && !quoted
    })
}

fn split_quoted(text: &str, by: char) -> Vec<String> {
    let mut quoted = false;
    let is_cut = |c: char| {
        quoted ^= c == '"';
        c == by && !quoted
    };
    text.split(is_cut).map(str::to_owned).collect()
}

fn unquoted(bytes: &[u8]) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|value| u8::try_from(value).ok());
    let mut text = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        if let (b'=', [high, low, behind @ ..]) = (first, after)
            && let (Some(high), Some(low)) = (digit(*high), digit(*low))
        {
            text.push(high * 16 + low);
            rest = behind;
        } else {
            text.push(first);
        }
    }
    text
}

/// Cuts at every `by` that no backslash stands before; the parts stay escaped.
pub(super) fn split_escaped(text: &str, by: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut escaped = false;
    for c in text.chars() {
        if c == by && !escaped {
            parts.push(String::new());
            continue;
        }
        escaped = c == '\\' && !escaped;
        if let Some(last) = parts.last_mut() {
            last.push(c);
        }
    }
    parts
}

pub(super) fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => plain.push('\n'),
                Some(other @ ('\\' | ',' | ';' | ':' | '"')) => plain.push(other),
                Some(other) => plain.extend(['\\', other]),
                None => plain.push('\\'),
            },
            '\r' => {}
            c => plain.push(c),
        }
    }
    plain
}
