//! What a document uses of a face, and the font file that is embedded for it.
//!
//! Bold Han is made, not stored: the plain glyph printed six times, a little apart. It costs a score of bytes
//! instead of a hundred, looks like the Bold of the family at every size a paper has, and is ink, not a
//! stroked line, which viewers draw a pixel wide and more.

use std::collections::BTreeMap;

use super::font::Face;
use super::text::Glyph;
use super::truetype;

/// A code for each glyph and its character, in order of appearance. Two characters drawn alike have two codes,
/// so that each is copied out of the paper as itself.
#[derive(Debug, Default, Clone)]
pub struct Used {
    /// Of code 1 and further; code 0 stands for no character.
    pub coded: Vec<Coded>,
    codes: BTreeMap<Coded, u16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Coded {
    pub gid: u16,
    pub thick: bool,
    pub c: char,
}

/// How far a thick stroke reaches out to each side, across and upright, in thousandths of an em: as bold as Inter 600.
const THICKER: [i32; 2] = [16, 12];

impl Used {
    pub fn code(&mut self, glyph: &Glyph) -> u16 {
        let coded = Coded { gid: glyph.gid, thick: glyph.thick, c: glyph.c };
        *self.codes.entry(coded).or_insert_with(|| {
            self.coded.push(coded);
            u16::try_from(self.coded.len()).unwrap_or(0)
        })
    }

    /// The font file, its glyphs numbered by code. Plain forms that only serve thick ones follow.
    pub fn font_file(&self, face: &Face) -> Vec<u8> {
        let mut glyphs = vec![truetype::Glyph::blank(0)];
        let mut places = BTreeMap::new();
        for coded in &self.coded {
            if !coded.thick {
                places.insert(coded.gid, glyphs.len());
            }
            glyphs.push(face.drawn(coded.gid));
        }
        let by = THICKER.map(|milli| face.on_grid(milli));
        for (code, coded) in (1..).zip(&self.coded).filter(|(_, coded)| coded.thick) {
            let place = *places.entry(coded.gid).or_insert_with(|| {
                glyphs.push(glyphs[code].clone());
                glyphs.len() - 1
            });
            glyphs[code] = glyphs[place].thickened(place, by);
        }
        truetype::file(face.stance(), &glyphs)
    }
}

#[cfg(test)]
mod tests {
    use ttf_parser::GlyphId;

    use super::super::font::{Cut, faces};
    use super::super::text::{Style, set};
    use super::*;

    fn used(text: &str, style: Style) -> Used {
        let mut used = Used::default();
        let line = set(faces().unwrap(), text, style);
        for glyph in &line.glyphs {
            used.code(glyph);
        }
        used
    }

    #[test]
    fn a_font_file_is_read_as_a_font_with_its_glyphs_by_code() {
        let file = used("䶮一", Style::BODY).font_file(faces().unwrap().face(Cut::Han));
        let font = ttf_parser::Face::parse(&file, 0).unwrap();
        assert_eq!((font.number_of_glyphs(), font.units_per_em()), (3, 200));
        assert!(font.glyph_bounding_box(GlyphId(0)).is_none());
        let one = font.glyph_bounding_box(GlyphId(2)).unwrap();
        assert!(one.width() > 160 && one.height() < 24, "{one:?}");
        assert_eq!(font.glyph_hor_advance(GlyphId(1)), Some(200));
        assert!(file.len() < 700, "{} bytes", file.len());
    }

    #[test]
    fn a_bold_character_is_its_plain_one_thicker_all_around() {
        let file = used("一", Style::BODY_BOLD).font_file(faces().unwrap().face(Cut::Han));
        let font = ttf_parser::Face::parse(&file, 0).unwrap();
        let [bold, plain] = [1, 2].map(|code| font.glyph_bounding_box(GlyphId(code)).unwrap());
        assert_eq!((bold.x_min, bold.y_min), (plain.x_min - 3, plain.y_min - 2));
        assert_eq!((bold.x_max, bold.y_max), (plain.x_max + 3, plain.y_max + 2));
        assert_eq!(font.glyph_hor_advance(GlyphId(1)), Some(200));
    }

    #[test]
    fn characters_drawn_alike_keep_their_own_codes() {
        let glyph = |c| Glyph { cut: Cut::Han, gid: 7, thick: false, c, advance: 1000, after: 0 };
        let mut used = Used::default();
        assert_eq!([used.code(&glyph('⼀')), used.code(&glyph('一')), used.code(&glyph('⼀'))], [1, 2, 1]);
    }

    #[test]
    fn more_glyphs_than_short_places_reach_are_found_at_long_ones() {
        let text: String = ('一'..).take(2_500).collect();
        let file = used(&text, Style::BODY).font_file(faces().unwrap().face(Cut::Han));
        let font = ttf_parser::Face::parse(&file, 0).unwrap();
        assert!(font.raw_face().table(ttf_parser::Tag::from_bytes(b"glyf")).unwrap().len() > 131_070);
        assert!(font.glyph_bounding_box(GlyphId(2_500)).is_some());
    }
}
