//! Code 128 (ISO/IEC 15417): the number of a paper for a scanner, with nothing but bars.
//!
//! Runs of four and more figures are set in pairs, which halves their width. What the code cannot say, Han and other
//! letters beyond ASCII, has no barcode.

use super::ink::{Frame, Ink, Length};

/// The widths of bars and gaps of every symbol by its value; the last is the end.
const SYMBOLS: [&[u8]; 107] = [
    b"212222", b"222122", b"222221", b"121223", b"121322", b"131222", b"122213", b"122312", b"132212",
    b"221213", b"221312", b"231212", b"112232", b"122132", b"122231", b"113222", b"123122", b"123221",
    b"223211", b"221132", b"221231", b"213212", b"223112", b"312131", b"311222", b"321122", b"321221",
    b"312212", b"322112", b"322211", b"212123", b"212321", b"232121", b"111323", b"131123", b"131321",
    b"112313", b"132113", b"132311", b"211313", b"231113", b"231311", b"112133", b"112331", b"132131",
    b"113123", b"113321", b"133121", b"313121", b"211331", b"231131", b"213113", b"213311", b"213131",
    b"311123", b"311321", b"331121", b"312113", b"312311", b"332111", b"314111", b"221411", b"431111",
    b"111224", b"111422", b"121124", b"121421", b"141122", b"141221", b"112214", b"112412", b"122114",
    b"122411", b"142112", b"142211", b"241211", b"221114", b"413111", b"241112", b"134111", b"111242",
    b"121142", b"121241", b"114212", b"124112", b"124211", b"411212", b"421112", b"421211", b"212141",
    b"214121", b"412121", b"111143", b"111341", b"131141", b"114113", b"114311", b"411113", b"411311",
    b"113141", b"114131", b"311141", b"411131", b"211412", b"211214", b"211232", b"2331112",
];
const TO_PAIRS: u8 = 99;
const TO_LETTERS: u8 = 100;
const START_LETTERS: u8 = 104;
const START_PAIRS: u8 = 105;
const END: u8 = 106;

/// The usual width of the narrowest bar.
const MODULE: Length = 330;

/// The values of a text's symbols with start, check and end; `None` where a character has none.
fn values(text: &str) -> Option<Vec<u8>> {
    let bytes = text.as_bytes();
    if bytes.is_empty() || !bytes.iter().all(|byte| (b' '..=b'~').contains(byte)) {
        return None;
    }
    let figures = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut pairs = figures(0) >= 4;
    let mut values = vec![if pairs { START_PAIRS } else { START_LETTERS }];
    let mut at = 0;
    while at < bytes.len() {
        let run = figures(at);
        match pairs {
            true if run >= 2 => {
                values.push((bytes[at] - b'0') * 10 + bytes[at + 1] - b'0');
                at += 2;
            }
            true => {
                values.push(TO_LETTERS);
                pairs = false;
            }
            // An odd run gives its first figure to the letters.
            false if run >= 4 && run.is_multiple_of(2) => {
                values.push(TO_PAIRS);
                pairs = true;
            }
            false => {
                values.push(bytes[at] - b' ');
                at += 1;
            }
        }
    }
    let sum: usize = values.iter().enumerate().map(|(place, value)| place.max(1) * usize::from(*value)).sum();
    values.push(u8::try_from(sum % 103).ok()?);
    values.push(END);
    Some(values)
}

/// The widths of bars and gaps in modules, beginning with a bar.
fn bars(text: &str) -> Option<Vec<Length>> {
    let values = values(text)?;
    let widths = values.iter().filter_map(|value| SYMBOLS.get(usize::from(*value))).copied().flatten();
    Some(widths.map(|width| Length::from(width - b'0')).collect())
}

/// How wide a text's barcode is, at most `most`; nought where it has none.
pub fn width(text: &str, most: Length) -> Length {
    let modules: Length = bars(text).map_or(0, |bars| bars.iter().sum());
    (modules * MODULE).min(most)
}

/// Prints the barcode into a frame; nothing where the text has none.
pub fn print(ink: &mut Ink, text: &str, frame: Frame) {
    let Some(bars) = bars(text) else { return };
    let modules: Length = bars.iter().sum();
    let at = |module: Length| frame.x + frame.width * module / modules;
    let mut from = 0;
    for (place, bar) in bars.iter().enumerate() {
        if place % 2 == 0 {
            ink.fill(Frame { x: at(from), width: at(from + bar) - at(from), ..frame });
        }
        from += bar;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_go_in_pairs_and_the_check_is_counted() {
        // By hand: 104 + 1·48 + 2·42 + 3·42 + 4·17 + 5·18 + 6·19 + 7·35 = 879, and 879 − 8·103 = 55.
        assert_eq!(values("PJJ123C"), Some(vec![104, 48, 42, 42, 17, 18, 19, 35, 55, 106]));
        assert_eq!(values("2026"), Some(vec![105, 20, 26, (105 + 20 + 52) as u8 % 103, 106]));
        assert_eq!(values("A12345").unwrap()[..5], [104, 33, 17, TO_PAIRS, 23]);
        assert_eq!((values("记-1"), values("")), (None, None));
    }

    #[test]
    fn every_symbol_is_eleven_modules_and_the_end_thirteen() {
        for (value, symbol) in SYMBOLS.iter().enumerate() {
            let modules: u8 = symbol.iter().map(|width| width - b'0').sum();
            assert_eq!(modules, if value == usize::from(END) { 13 } else { 11 }, "{value}");
        }
    }
}
