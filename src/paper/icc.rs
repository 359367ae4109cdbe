//! The sRGB colour profile that a PDF/A names as its output intent, built here byte by byte.
//!
//! An ICC v4.2 display profile with the nine tags a matrix profile needs: primaries and white adapted to D50,
//! one parametric curve (IEC 61966-2-1) for the three channels. Source: ICC.1:2004-10, §7, §8.3, §10.

/// Fifteen-sixteen fixed point numbers, as ICC writes them.
const WHITE: [u32; 3] = [0x0000_F6D6, 0x0001_0000, 0x0000_D32D];
const RED: [u32; 3] = [0x0000_6FA2, 0x0000_38F5, 0x0000_0390];
const GREEN: [u32; 3] = [0x0000_6299, 0x0000_B785, 0x0000_18DA];
const BLUE: [u32; 3] = [0x0000_24A0, 0x0000_0F84, 0x0000_B6CF];
/// Bradford adaptation from D65 to D50.
const ADAPTATION: [u32; 9] = [
    0x0001_0C42,
    0x0000_05DE,
    0xFFFF_F325,
    0x0000_0793,
    0x0000_FD90,
    0xFFFF_FBA1,
    0xFFFF_FDA2,
    0x0000_03DC,
    0x0000_C06E,
];
/// γ 2.4, a 1/1.055, b 0.055/1.055, c 1/12.92, d 0.04045.
const CURVE: [u32; 5] = [0x0002_6666, 0x0000_F2A7, 0x0000_0D59, 0x0000_13D0, 0x0000_0A5B];

/// The profile's bytes; the same on every call.
pub fn srgb() -> Vec<u8> {
    let tags: [(&[u8; 4], Vec<u8>); 10] = [
        (b"desc", text("sRGB IEC61966-2-1")),
        (b"cprt", text("No copyright, use freely")),
        (b"wtpt", numbers(b"XYZ ", &WHITE)),
        (b"chad", numbers(b"sf32", &ADAPTATION)),
        (b"rXYZ", numbers(b"XYZ ", &RED)),
        (b"gXYZ", numbers(b"XYZ ", &GREEN)),
        (b"bXYZ", numbers(b"XYZ ", &BLUE)),
        (b"rTRC", curve()),
        (b"gTRC", Vec::new()),
        (b"bTRC", Vec::new()),
    ];
    let mut table = be(tags.len());
    let mut body = Vec::new();
    let start = 128 + 4 + 12 * tags.len();
    let mut last = (start, 0);
    for (name, data) in &tags {
        // Green and blue share the curve of red.
        if !data.is_empty() {
            last = (start + body.len(), data.len());
            body.extend_from_slice(data);
            body.resize(body.len().next_multiple_of(4), 0);
        }
        table.extend_from_slice(*name);
        table.extend(be(last.0));
        table.extend(be(last.1));
    }
    let mut profile = header(start + body.len());
    profile.extend(table);
    profile.extend(body);
    profile
}

fn header(size: usize) -> Vec<u8> {
    let mut header = be(size);
    header.extend([0; 4]);
    header.extend(0x0420_0000_u32.to_be_bytes());
    header.extend(b"mntrRGB XYZ ");
    // 2026-11-23 00:00:00, the day the profile was written.
    header.extend([0x07, 0xEA, 0, 11, 0, 23, 0, 0, 0, 0, 0, 0]);
    header.extend(b"acsp");
    header.resize(68, 0);
    header.extend(WHITE.iter().flat_map(|number| number.to_be_bytes()));
    header.resize(128, 0);
    header
}

fn be(number: usize) -> Vec<u8> {
    u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes().to_vec()
}

fn numbers(kind: &[u8; 4], values: &[u32]) -> Vec<u8> {
    let mut tag = kind.to_vec();
    tag.extend([0; 4]);
    tag.extend(values.iter().flat_map(|value| value.to_be_bytes()));
    tag
}

/// A parametric curve of type 3: (aX + b)^γ from d on, cX below.
fn curve() -> Vec<u8> {
    let mut tag = b"para\0\0\0\0\0\x03\0\0".to_vec();
    tag.extend(CURVE.iter().flat_map(|value| value.to_be_bytes()));
    tag
}

/// A text in one language (`mluc`).
fn text(words: &str) -> Vec<u8> {
    let utf16: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut tag = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS".to_vec();
    tag.extend(be(utf16.len()));
    tag.extend(be(28));
    tag.extend(utf16);
    tag
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_profile_states_its_own_size_and_points_inside_itself() {
        let profile = super::srgb();
        let word = |at: usize| u32::from_be_bytes(profile[at..at + 4].try_into().unwrap()) as usize;
        assert_eq!(word(0), profile.len());
        assert_eq!(&profile[36..40], b"acsp");
        for tag in 0..word(128) {
            let entry = 132 + 12 * tag;
            assert!(word(entry + 4) + word(entry + 8) <= profile.len());
        }
    }
}
