//! The four faces of the house.
//!
//! Latin and figures are set in Inter (400, 600), Han and everything else covered in Noto Sans SC (Regular,
//! Bold). The files in `assets/fonts` are embedded and parsed once for the life of the program. Widths are whole
//! units of the cut font and whole thousandths of an em, the unit of the PDF `W` array, so a measured line is
//! exactly a printed line.

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
use ttf_parser::gsub::{SingleSubstitution, SubstitutionSubtable};
use ttf_parser::opentype_layout::{LayoutTable, Lookup};
use ttf_parser::{GlyphId, Tag};

use super::outline;
use super::truetype::{self, Stance};
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
        ["Latin", "LatinBold", "Han", "HanBold"][self as usize]
    }

    pub fn postscript_name(self) -> &'static str {
        ["Inter-Regular", "Inter-SemiBold", "NotoSansSC-Regular", "NotoSansSC-Bold"][self as usize]
    }

    /// Units to the em in the cut font. Han strokes are straight and many, and stand on a coarser grid.
    fn grid(self) -> u16 {
        match self {
            Cut::LatinRegular | Cut::LatinBold => 500,
            Cut::HanRegular | Cut::HanBold => 200,
        }
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
    ttf: ttf_parser::Face<'static>,
    grid: u16,
    ascii: [Option<Drawn>; 128],
    /// Proportional figure → figure of one width (OpenType `tnum`).
    tabular: BTreeMap<u16, u16>,
    kerning: Vec<PairAdjustment<'static>>,
    /// Glyphs as they were drawn before: papers share most of theirs.
    drawn: Mutex<BTreeMap<u16, truetype::Glyph>>,
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
        let mut face =
            Face { ttf, grid: cut.grid(), ascii: [None; 128], tabular, kerning, drawn: Mutex::default() };
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

    /// In thousandths of an em; a whole number of units of the cut font.
    pub fn advance(&self, gid: u16) -> i32 {
        i32::from(self.advance_on_grid(gid)) * 1000 / i32::from(self.grid)
    }

    fn advance_on_grid(&self, gid: u16) -> u16 {
        let units = self.ttf.glyph_hor_advance(GlyphId(gid)).unwrap_or(0);
        u16::try_from(self.scaled(i32::from(units), self.grid)).unwrap_or(u16::MAX)
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

    /// The glyph as the cut font draws it.
    pub fn drawn(&self, gid: u16) -> truetype::Glyph {
        let mut drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        let draw = || {
            let contours = outline::contours(&self.ttf, gid, i64::from(self.grid));
            truetype::Glyph::new(self.advance_on_grid(gid), &contours)
        };
        drawn.entry(gid).or_insert_with(draw).clone()
    }

    /// How the cut font stands on the line.
    pub fn stance(&self) -> Stance {
        Stance {
            em: self.grid,
            ascent: self.on_grid(self.to_milli(i32::from(self.ttf.ascender()))),
            descent: self.on_grid(self.to_milli(i32::from(self.ttf.descender()))),
        }
    }

    /// Thousandths of an em in units of the cut font.
    fn on_grid(&self, milli: i32) -> i16 {
        (milli * i32::from(self.grid) / 1000).try_into().unwrap_or(i16::MAX)
    }

    /// Font units to thousandths of an em, rounded to the nearest.
    fn to_milli(&self, units: i32) -> i32 {
        self.scaled(units, 1000)
    }

    fn scaled(&self, units: i32, grid: u16) -> i32 {
        let em = i32::from(self.ttf.units_per_em());
        (units * 2 * i32::from(grid) + em).div_euclid(em * 2)
    }
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
