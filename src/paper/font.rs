//! The four faces of the house and what of them a document uses.
//!
//! Latin and figures are set in Inter (400, 600), Han and everything else covered in Noto Sans SC (Regular,
//! Bold). The files in `assets/fonts` are embedded and parsed once for the life of the program. Widths are
//! whole thousandths of an em, the unit of the PDF `W` array, so a measured line is exactly a printed line.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use subsetter::GlyphRemapper;
use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
use ttf_parser::gsub::{SingleSubstitution, SubstitutionSubtable};
use ttf_parser::opentype_layout::{LayoutTable, Lookup};
use ttf_parser::{GlyphId, Tag};

use crate::error::{Error, Result};

/// Two weights, no italics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    Regular,
    Bold,
}

/// Which family a character is set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Script {
    Latin,
    Han,
}

/// One of the four font files; its number is its place in [`Faces`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cut {
    LatinRegular,
    LatinBold,
    HanRegular,
    HanBold,
}

impl Cut {
    pub const ALL: [Cut; 4] = [Cut::LatinRegular, Cut::LatinBold, Cut::HanRegular, Cut::HanBold];

    pub fn of(script: Script, weight: Weight) -> Cut {
        match (script, weight) {
            (Script::Latin, Weight::Regular) => Cut::LatinRegular,
            (Script::Latin, Weight::Bold) => Cut::LatinBold,
            (Script::Han, Weight::Regular) => Cut::HanRegular,
            (Script::Han, Weight::Bold) => Cut::HanBold,
        }
    }

    /// The name under which a page's resources list the face.
    pub fn resource(self) -> &'static str {
        ["LatinRegular", "LatinBold", "HanRegular", "HanBold"][self as usize]
    }

    pub fn postscript_name(self) -> &'static str {
        ["Inter-Regular", "Inter-SemiBold", "NotoSansSC-Regular", "NotoSansSC-Bold"][self as usize]
    }

    fn file(self) -> (&'static str, &'static [u8]) {
        match self {
            Cut::LatinRegular => {
                ("Inter_400Regular.ttf", include_bytes!("../../assets/fonts/Inter_400Regular.ttf"))
            }
            Cut::LatinBold => {
                ("Inter_600SemiBold.ttf", include_bytes!("../../assets/fonts/Inter_600SemiBold.ttf"))
            }
            Cut::HanRegular => {
                ("NotoSansSC_400Regular.ttf", include_bytes!("../../assets/fonts/NotoSansSC_400Regular.ttf"))
            }
            Cut::HanBold => {
                ("NotoSansSC_700Bold.ttf", include_bytes!("../../assets/fonts/NotoSansSC_700Bold.ttf"))
            }
        }
    }
}

/// A glyph of a face and its advance in thousandths of an em.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drawn {
    pub gid: u16,
    pub advance: i32,
}

/// A parsed font file, with what is looked up for every character kept at hand.
#[derive(Debug)]
pub struct Face {
    data: &'static [u8],
    ttf: ttf_parser::Face<'static>,
    ascii: [Option<Drawn>; 128],
    /// Proportional figure → figure of one width (OpenType `tnum`).
    tabular: BTreeMap<u16, u16>,
    kerning: Vec<PairAdjustment<'static>>,
}

/// The measures a font descriptor states, in thousandths of an em.
#[derive(Debug, Clone, Copy)]
pub struct Measures {
    pub ascent: i32,
    pub descent: i32,
    pub cap_height: i32,
    pub bounds: [i32; 4],
}

#[derive(Debug)]
pub struct Faces([Face; 4]);

impl Faces {
    pub fn face(&self, cut: Cut) -> &Face {
        &self.0[cut as usize]
    }
}

/// The faces, parsed on first use.
///
/// # Errors
/// `file_unusable` where the program was built with a font file that cannot be read.
pub fn faces() -> Result<&'static Faces> {
    static FACES: OnceLock<std::result::Result<Faces, &'static str>> = OnceLock::new();
    let parse = || {
        let [a, b, c, d] = Cut::ALL.map(Face::parse);
        Ok(Faces([a?, b?, c?, d?]))
    };
    FACES.get_or_init(parse).as_ref().map_err(|file| Error::FileUnusable {
        path: format!("assets/fonts/{file}"),
        reason: "not a font".into(),
    })
}

impl Face {
    fn parse(cut: Cut) -> std::result::Result<Face, &'static str> {
        let (name, data) = cut.file();
        let ttf = ttf_parser::Face::parse(data, 0).map_err(|_| name)?;
        let tabular = tabular_figures(&ttf);
        let kerning = match cut {
            Cut::LatinRegular | Cut::LatinBold => ttf.tables().gpos.map(pair_kerning).unwrap_or_default(),
            Cut::HanRegular | Cut::HanBold => Vec::new(),
        };
        let mut face = Face { data, ttf, ascii: [None; 128], tabular, kerning };
        let drawn: Vec<_> = (0..128u8).map(|byte| face.look_up(char::from(byte))).collect();
        face.ascii.copy_from_slice(&drawn);
        Ok(face)
    }

    /// The glyph of a character, figures in their tabular form; `None` where the face does not cover it.
    pub fn draw(&self, c: char) -> Option<Drawn> {
        match self.ascii.get(c as usize) {
            Some(drawn) => *drawn,
            None => self.look_up(c),
        }
    }

    fn look_up(&self, c: char) -> Option<Drawn> {
        let gid = self.ttf.glyph_index(c).filter(|gid| gid.0 != 0)?;
        let gid = self.tabular.get(&gid.0).map_or(gid, |figure| GlyphId(*figure));
        Some(Drawn { gid: gid.0, advance: self.advance(gid.0) })
    }

    pub fn advance(&self, gid: u16) -> i32 {
        self.to_milli(i32::from(self.ttf.glyph_hor_advance(GlyphId(gid)).unwrap_or(0)))
    }

    /// How much two neighbours move together (negative) or apart, in thousandths of an em.
    pub fn kern(&self, left: u16, right: u16) -> i32 {
        let (left, right) = (GlyphId(left), GlyphId(right));
        let adjustment = self.kerning.iter().find_map(|pairs| pair_advance(pairs, left, right));
        self.to_milli(i32::from(adjustment.unwrap_or(0)))
    }

    pub fn measures(&self) -> Measures {
        let bounds = self.ttf.global_bounding_box();
        let milli = |units: i16| self.to_milli(i32::from(units));
        Measures {
            ascent: milli(self.ttf.ascender()),
            descent: milli(self.ttf.descender()),
            cap_height: milli(self.ttf.capital_height().unwrap_or(self.ttf.ascender())),
            bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(milli),
        }
    }

    /// The font file cut to the glyphs in use, renumbered as the remapper says.
    ///
    /// # Errors
    /// `file_unusable` where the font cannot be cut.
    pub fn cut(&self, glyphs: &GlyphRemapper) -> Result<Vec<u8>> {
        let unusable = |reason: String| Error::FileUnusable { path: "assets/fonts".into(), reason };
        let program = subsetter::subset(self.data, 0, glyphs).map_err(|error| unusable(error.to_string()))?;
        without_names(&program).ok_or_else(|| unusable("the cut font has no table directory".into()))
    }

    /// Font units to thousandths of an em, rounded to the nearest.
    fn to_milli(&self, units: i32) -> i32 {
        let em = i32::from(self.ttf.units_per_em());
        (units * 2000 + em).div_euclid(em * 2)
    }
}

/// A font file without the tables `name` and `post`, which a PDF never reads: nearly a kilobyte each time.
///
/// Source: OpenType, "Table directory": sixteen bytes a table after a head of twelve, offsets from the start.
fn without_names(program: &[u8]) -> Option<Vec<u8>> {
    let word = |at: usize| Some(u32::from_be_bytes(program.get(at..at + 4)?.try_into().ok()?));
    let count = usize::from(u16::from_be_bytes(program.get(4..6)?.try_into().ok()?));
    let records: Vec<usize> = (0..count)
        .map(|index| 12 + 16 * index)
        .filter(|at| !matches!(program.get(*at..at + 4), Some(b"name" | b"post")))
        .collect();
    let kept = u16::try_from(records.len()).ok().filter(|kept| *kept > 0)?;
    let power = kept.ilog2();
    let search = 16_u16 << power;
    let mut slim = program.get(..4)?.to_vec();
    for number in [kept, search, u16::try_from(power).ok()?, kept * 16 - search] {
        slim.extend(number.to_be_bytes());
    }
    let start = slim.len() + 16 * records.len();
    let mut body = Vec::with_capacity(program.len());
    for at in records {
        let (from, length) = (word(at + 8)? as usize, word(at + 12)?);
        slim.extend(program.get(at..at + 8)?);
        slim.extend(u32::try_from(start + body.len()).ok()?.to_be_bytes());
        slim.extend(length.to_be_bytes());
        body.extend(program.get(from..from + length as usize)?);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    slim.extend(body);
    Some(slim)
}

/// The lookups a feature switches on, each once.
fn lookups<'a>(table: LayoutTable<'a>, feature: &[u8; 4]) -> Vec<Lookup<'a>> {
    let mut indices: Vec<u16> = table
        .features
        .into_iter()
        .filter(|entry| entry.tag == Tag::from_bytes(feature))
        .flat_map(|entry| entry.lookup_indices)
        .collect();
    indices.sort_unstable();
    indices.dedup();
    indices.into_iter().filter_map(|index| table.lookups.get(index)).collect()
}

/// Only the ten figures: the wide comma and point that some fonts offer as well would tear words apart.
fn tabular_figures(ttf: &ttf_parser::Face<'_>) -> BTreeMap<u16, u16> {
    let Some(table) = ttf.tables().gsub else { return BTreeMap::new() };
    let singles: Vec<SingleSubstitution<'_>> = lookups(table, b"tnum")
        .into_iter()
        .flat_map(|lookup| lookup.subtables.into_iter::<SubstitutionSubtable<'_>>())
        .filter_map(|subtable| match subtable {
            SubstitutionSubtable::Single(single) => Some(single),
            _ => None,
        })
        .collect();
    let tabular = |gid: GlyphId| {
        singles.iter().find_map(|single| {
            let index = single.coverage().get(gid)?;
            match single {
                SingleSubstitution::Format1 { delta, .. } => Some(gid.0.wrapping_add_signed(*delta)),
                SingleSubstitution::Format2 { substitutes, .. } => substitutes.get(index).map(|to| to.0),
            }
        })
    };
    ('0'..='9')
        .filter_map(|digit| ttf.glyph_index(digit))
        .filter_map(|gid| Some((gid.0, tabular(gid)?)))
        .collect()
}

fn pair_kerning(table: LayoutTable<'static>) -> Vec<PairAdjustment<'static>> {
    lookups(table, b"kern")
        .into_iter()
        .flat_map(|lookup| lookup.subtables.into_iter::<PositioningSubtable<'static>>())
        .filter_map(|subtable| match subtable {
            PositioningSubtable::Pair(pairs) => Some(pairs),
            _ => None,
        })
        .collect()
}

/// The change of the left glyph's advance where the subtable speaks about the pair.
fn pair_advance(pairs: &PairAdjustment<'_>, left: GlyphId, right: GlyphId) -> Option<i16> {
    let index = pairs.coverage().get(left)?;
    let record = match pairs {
        PairAdjustment::Format1 { sets, .. } => sets.get(index)?.get(right)?.0,
        PairAdjustment::Format2 { classes, matrix, .. } => {
            matrix.get((classes.0.get(left), classes.1.get(right)))?.0
        }
    };
    Some(record.x_advance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_share_one_width_in_every_face() {
        for cut in Cut::ALL {
            let face = faces().unwrap().face(cut);
            let widths: Vec<i32> = ('0'..='9').map(|digit| face.draw(digit).unwrap().advance).collect();
            assert!(widths.iter().all(|width| *width == widths[0]), "{cut:?}: {widths:?}");
        }
    }

    #[test]
    fn neighbours_are_kerned_and_figures_are_not() {
        let face = faces().unwrap().face(Cut::LatinRegular);
        let gid = |c| face.draw(c).unwrap().gid;
        assert!(face.kern(gid('A'), gid('V')) < 0);
        assert_eq!(face.kern(gid('1'), gid('1')), 0);
    }

    #[test]
    fn a_cut_font_can_be_read_and_carries_no_names() {
        let face = faces().unwrap().face(Cut::HanBold);
        let glyphs = GlyphRemapper::new_from_glyphs(&[face.draw('䶮').unwrap().gid]);
        let program = face.cut(&glyphs).unwrap();
        let raw = ttf_parser::RawFace::parse(&program, 0).unwrap();
        let table = |tag| raw.table(Tag::from_bytes(tag));
        assert!(table(b"name").is_none());
        assert_eq!(table(b"head").unwrap()[12..16], [0x5F, 0x0F, 0x3C, 0xF5]);
        assert_eq!(table(b"loca").unwrap().len() % 2, 0);
        assert!(table(b"glyf").unwrap().len() > 100);
    }

    #[test]
    fn rare_names_are_covered_and_foreign_scripts_are_known_not_to_be() {
        let face = faces().unwrap().face(Cut::HanRegular);
        for c in "䶮喆昇旻玥赟镕".chars() {
            assert!(face.draw(c).is_some(), "{c}");
        }
        for c in ['س', '😀', '𠮷'] {
            assert!(face.draw(c).is_none(), "{c}");
        }
    }
}
