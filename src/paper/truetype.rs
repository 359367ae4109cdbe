//! The font file that is embedded: the six tables a PDF reads, and nothing else.
//!
//! Source: OpenType 1.9, "glyf", "loca", "head", "hhea", "hmtx", "maxp"; which of them a PDF needs, ISO 32000-1
//! §9.9. No hinting: neither font family carries any.

use super::outline::{Contour, Node};

/// A glyph as the file writes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Glyph {
    /// In units of the file's em.
    pub advance: u16,
    bytes: Vec<u8>,
    bounds: Option<Bounds>,
    points: u16,
    contours: u16,
}

/// Left, lower, right and upper edge.
type Bounds = [i16; 4];

/// How a face stands on the line, in units of the file's em.
#[derive(Debug, Clone, Copy)]
pub struct Stance {
    pub em: u16,
    pub ascent: i16,
    pub descent: i16,
}

impl Glyph {
    pub fn blank(advance: u16) -> Glyph {
        Glyph { advance, ..Glyph::default() }
    }

    /// Writes contours down; without any the glyph is blank.
    pub fn new(advance: u16, contours: &[Contour]) -> Glyph {
        let nodes: Vec<Node> = contours.iter().flatten().copied().collect();
        let Some(bounds) = bounds(&nodes) else { return Glyph::blank(advance) };
        let mut bytes = Vec::with_capacity(nodes.len() * 3 + 16);
        let count = small(contours.len());
        bytes.extend(count.to_be_bytes());
        bytes.extend(bounds.iter().flat_map(|edge| edge.to_be_bytes()));
        let mut end = 0;
        for contour in contours {
            end += contour.len();
            bytes.extend(small(end - 1).to_be_bytes());
        }
        // No instructions.
        bytes.extend([0, 0]);
        let steps = steps(&nodes);
        bytes.extend(flags(&steps));
        bytes.extend(steps.iter().flat_map(|step| step.x.bytes()));
        bytes.extend(steps.iter().flat_map(|step| step.y.bytes()));
        bytes.resize(bytes.len().next_multiple_of(2), 0);
        Glyph { advance, bytes, bounds: Some(bounds), points: small(nodes.len()), contours: count }
    }
}

/// Numbers of a font are small; a larger one would be a broken font, and is cut.
fn small(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

fn unit(number: i64) -> i16 {
    i16::try_from(number).unwrap_or(i16::MAX)
}

fn bounds(nodes: &[Node]) -> Option<Bounds> {
    let (xs, ys) = (nodes.iter().map(|node| node.at.x), nodes.iter().map(|node| node.at.y));
    Some([xs.clone().min()?, ys.clone().min()?, xs.max()?, ys.max()?].map(unit))
}

/// From the node before to this one.
#[derive(Debug, Clone, Copy)]
struct Step {
    on: bool,
    x: Distance,
    y: Distance,
}

#[derive(Debug, Clone, Copy)]
struct Distance(i16);

impl Distance {
    fn bytes(self) -> Vec<u8> {
        match self.0 {
            0 => Vec::new(),
            short @ -255..=255 => vec![short.unsigned_abs().to_be_bytes()[1]],
            long => long.to_be_bytes().to_vec(),
        }
    }

    /// `short` where one byte is enough, `same` where none is needed or the byte is positive.
    fn flag(self, short: u8, same: u8) -> u8 {
        match self.0 {
            0 => same,
            1..=255 => short | same,
            -255..0 => short,
            _ => 0,
        }
    }
}

fn steps(nodes: &[Node]) -> Vec<Step> {
    let (mut x, mut y) = (0, 0);
    let mut steps = Vec::with_capacity(nodes.len());
    for node in nodes {
        steps.push(Step { on: node.on, x: Distance(unit(node.at.x - x)), y: Distance(unit(node.at.y - y)) });
        (x, y) = (node.at.x, node.at.y);
    }
    steps
}

/// One flag a step; a flag that comes three times or more is written once with how often it repeats.
fn flags(steps: &[Step]) -> Vec<u8> {
    const REPEAT: u8 = 8;
    let flags: Vec<u8> =
        steps.iter().map(|step| u8::from(step.on) | step.x.flag(2, 16) | step.y.flag(4, 32)).collect();
    let mut written = Vec::with_capacity(flags.len());
    for run in flags.chunk_by(|a, b| a == b).flat_map(|run| run.chunks(256)) {
        match (run, u8::try_from(run.len() - 1)) {
            ([flag, _, _, ..], Ok(further)) => written.extend([flag | REPEAT, further]),
            _ => written.extend(run),
        }
    }
    written
}

/// The file of the glyphs in their order; the first stands for a missing character.
pub fn file(stance: Stance, glyphs: &[Glyph]) -> Vec<u8> {
    let mut drawings = Vec::new();
    let mut places = vec![0];
    for glyph in glyphs {
        drawings.extend(&glyph.bytes);
        places.push(drawings.len());
    }
    let is_long = drawings.len() > 2 * usize::from(u16::MAX);
    let locations: Vec<u8> = if is_long {
        places.iter().flat_map(|at| u32::try_from(*at).unwrap_or(u32::MAX).to_be_bytes()).collect()
    } else {
        places.iter().flat_map(|at| small(at / 2).to_be_bytes()).collect()
    };
    // The advance of the last glyphs is written once where they share it, as Han characters do.
    let last = glyphs.last().map_or(0, |glyph| glyph.advance);
    let shared = glyphs.iter().rev().take_while(|glyph| glyph.advance == last).count();
    let widths = (glyphs.len() - shared + 1).min(glyphs.len());
    let metrics = glyphs.iter().enumerate().flat_map(|(index, glyph)| {
        let left = glyph.bounds.map_or(0, |bounds| bounds[0]).to_be_bytes();
        let advance = (index < widths).then_some(glyph.advance.to_be_bytes());
        advance.into_iter().flatten().chain(left)
    });
    tables(&[
        (b"glyf", &drawings),
        (b"head", &head(stance, glyphs, is_long)),
        (b"hhea", &line_height(stance, glyphs, widths)),
        (b"hmtx", &metrics.collect::<Vec<u8>>()),
        (b"loca", &locations),
        (b"maxp", &extremes(glyphs)),
    ])
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_be_bytes()).collect()
}

fn head(stance: Stance, glyphs: &[Glyph], is_long: bool) -> Vec<u8> {
    let edges = |edge: usize| glyphs.iter().filter_map(move |glyph| Some(glyph.bounds?[edge]));
    let bounds = [edges(0).min(), edges(1).min(), edges(2).max(), edges(3).max()];
    let [left, lower, right, upper] = bounds.map(|edge| edge.unwrap_or(0).cast_unsigned());
    // Version, revision, the sum over the file (left open: no reader of a PDF looks at it), the magic number.
    let mut head = words(&[1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 0, stance.em]);
    // Made and changed at no time: the same glyphs give the same file.
    head.extend([0; 16]);
    head.extend(words(&[left, lower, right, upper, 0, 8, 2, u16::from(is_long), 0]));
    head
}

fn line_height(stance: Stance, glyphs: &[Glyph], widths: usize) -> Vec<u8> {
    let widest = glyphs.iter().map(|glyph| glyph.advance).max().unwrap_or(0);
    let mut hhea = words(&[1, 0, stance.ascent.cast_unsigned(), stance.descent.cast_unsigned(), 0, widest]);
    // Least bearings and greatest extent are for layout; upright caret; eight reserved words.
    hhea.extend(words(&[0, 0, widest, 1, 0, 0, 0, 0, 0, 0, 0, small(widths)]));
    hhea
}

fn extremes(glyphs: &[Glyph]) -> Vec<u8> {
    let most = |of: fn(&Glyph) -> u16| glyphs.iter().map(of).max().unwrap_or(0);
    let (points, contours) = (most(|glyph| glyph.points), most(|glyph| glyph.contours));
    words(&[1, 0, small(glyphs.len()), points, contours, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])
}

/// The table directory: sixteen bytes a table after a head of twelve, tables in the order of their tags.
fn tables(tables: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let count = small(tables.len());
    let power = small(count.ilog2() as usize);
    let search = 16_u16 << power;
    let mut file = words(&[1, 0, count, search, power, count * 16 - search]);
    let mut at = file.len() + 16 * tables.len();
    for (tag, table) in tables {
        file.extend(*tag);
        for number in [
            sum(table),
            u32::try_from(at).unwrap_or(u32::MAX),
            u32::try_from(table.len()).unwrap_or(u32::MAX),
        ] {
            file.extend(number.to_be_bytes());
        }
        at += table.len().next_multiple_of(4);
    }
    for (_, table) in tables {
        file.extend(*table);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    file
}

fn sum(table: &[u8]) -> u32 {
    table.chunks(4).fold(0, |sum: u32, chunk| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}
