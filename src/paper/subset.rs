//! What a document uses of a face, and the font file that is embedded for it.

use std::collections::BTreeMap;

use super::font::Face;
use super::text::Glyph;
use super::truetype;

/// A code for each glyph and its character, in order of appearance. Two characters drawn alike have two codes,
/// so that each is copied out of the paper as itself.
#[derive(Debug, Default, Clone)]
pub struct Used {
    /// Glyph and character of code 1 and further; code 0 stands for no character.
    pub coded: Vec<(u16, char)>,
    codes: BTreeMap<(u16, char), u16>,
}

impl Used {
    pub fn code(&mut self, glyph: &Glyph) -> u16 {
        *self.codes.entry((glyph.gid, glyph.c)).or_insert_with(|| {
            self.coded.push((glyph.gid, glyph.c));
            u16::try_from(self.coded.len()).unwrap_or(0)
        })
    }

    /// The font file, its glyphs numbered by code.
    pub fn font_file(&self, face: &Face) -> Vec<u8> {
        let mut glyphs = vec![truetype::Glyph::blank(0)];
        glyphs.extend(self.coded.iter().map(|(gid, _)| face.drawn(*gid)));
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
        let file = used("䶮一", Style::BODY).font_file(faces().unwrap().face(Cut::HanRegular));
        let font = ttf_parser::Face::parse(&file, 0).unwrap();
        assert_eq!((font.number_of_glyphs(), font.units_per_em()), (3, 200));
        assert!(font.glyph_bounding_box(GlyphId(0)).is_none());
        let one = font.glyph_bounding_box(GlyphId(2)).unwrap();
        assert!(one.width() > 160 && one.height() < 24, "{one:?}");
        assert_eq!(font.glyph_hor_advance(GlyphId(1)), Some(200));
        assert!(file.len() < 700, "{} bytes", file.len());
    }

    #[test]
    fn characters_drawn_alike_keep_their_own_codes() {
        let glyph = |c| Glyph { cut: Cut::HanRegular, gid: 7, c, advance: 1000, after: 0 };
        let mut used = Used::default();
        assert_eq!([used.code(&glyph('⼀')), used.code(&glyph('一')), used.code(&glyph('⼀'))], [1, 2, 1]);
    }

    #[test]
    fn more_glyphs_than_short_places_reach_are_found_at_long_ones() {
        let text: String = ('一'..).take(2_500).collect();
        let file = used(&text, Style::BODY).font_file(faces().unwrap().face(Cut::HanRegular));
        let font = ttf_parser::Face::parse(&file, 0).unwrap();
        assert!(font.raw_face().table(ttf_parser::Tag::from_bytes(b"glyf")).unwrap().len() > 131_070);
        assert!(font.glyph_bounding_box(GlyphId(2_500)).is_some());
    }
}
