//! Paper: what the house prints, as archivable PDF.
pub mod archive;
pub mod font;
pub mod icc;
pub mod ink;
pub mod picture;
pub mod text;

/// A printed document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The PDF/A-3b file.
    pub bytes: Vec<u8>,
    pub pages: u32,
    /// Characters no embedded font covers, printed as `U+XXXX`; to be shown before the paper is sent.
    pub uncovered: Vec<char>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_mixed_scripts_is_the_same_file_every_time() {
        let seal = || {
            let mut ink = ink::Ink::new(ink::Format::A4).unwrap();
            ink.text(
                25_000,
                30_000,
                "销售账单 Invoice 2026-07-24 ¥1,234.50 䶮 Müller 𠮷",
                text::Style::TITLE,
            );
            let made_at = crate::calendar::parse_instant("2026-07-24T16:20:00Z").unwrap();
            let about = archive::About {
                title: "销售账单".into(),
                author: "苏州 & Co".into(),
                language: crate::language::Language::ZhCn,
                made_at,
            };
            archive::seal(ink, &about).unwrap()
        };
        let paper = seal();
        assert_eq!(paper.bytes, seal().bytes);
        assert!(paper.bytes.starts_with(b"%PDF-1.7\n%"));
        assert_eq!(paper.uncovered, ['𠮷']);
    }
}
