//! From inked pages to an archivable file: PDF/A-3b.
//!
//! printpdf gives the page tree and the instructions as a lopdf document; this pass completes it: the fonts
//! cut to the glyphs used (Type 0, Identity-H, with ToUnicode), the sRGB output intent, the XMP packet, title
//! and language, and an identifier derived from the content. The same pages give the same bytes.
//! Source: ISO 19005-3 §6; measured with `validate_pdf_a` and qpdf (docs/DECISIONS.md).

use std::fmt::Write as _;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions, Rect, XObject, XObjectId};
use sha2::{Digest, Sha256};

use super::font::{Cut, Face};
use super::ink::Ink;
use super::picture::Picture;
use super::structure::Tree;
use super::subset::Used;
use super::{Paper, icc};
use crate::calendar::Instant;
use crate::error::{Error, Result};
use crate::language::Language;

/// What a file says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// As a reader's title bar shows it: `销售账单 XS-2026-0418`.
    pub title: String,
    /// Who sends the paper.
    pub author: String,
    pub language: Language,
    /// The recorded moment the paper was made at; not the clock, so that a reprint gives the same bytes.
    pub made_at: Instant,
}

const PROGRAM: &str = concat!("Kezhang ", env!("CARGO_PKG_VERSION"));

/// Writes the file.
///
/// # Errors
/// `file_unusable` where a font cannot be cut or the document cannot be serialised.
pub fn seal(ink: Ink, about: &About) -> Result<Paper> {
    let pages = u32::try_from(ink.pages.len()).unwrap_or(u32::MAX);
    let uncovered = ink.uncovered.iter().copied().collect();
    let used = ink.used.clone();
    let faces = ink.faces;
    let mut ink = ink;
    let tree = std::mem::take(&mut ink.tree);
    let mut document = paginate(ink, &about.title);
    document.version = "1.7".into();
    let mut fonts = Dictionary::new();
    for (cut, used) in &used {
        fonts.set(cut.resource(), embed(&mut document, *cut, faces.face(*cut), used));
    }
    list_fonts(&mut document, fonts).map_err(unwritable)?;
    let structure = structured(&mut document, &tree).map_err(unwritable)?;
    let identifier = fingerprint(&document, about);
    declare(&mut document, about, &identifier, structure).map_err(unwritable)?;
    document.compress();
    let mut bytes = Vec::with_capacity(48 * 1024);
    document
        .save_modern(&mut bytes)
        .map_err(|error| Error::FileUnusable { path: about.title.clone(), reason: error.to_string() })?;
    Ok(Paper { bytes, pages, uncovered })
}

fn unwritable(error: lopdf::Error) -> Error {
    Error::FileUnusable { path: "PDF".into(), reason: error.to_string() }
}

/// The page tree with its instructions, as printpdf makes it.
fn paginate(ink: Ink, title: &str) -> Document {
    let mut pdf = PdfDocument::new(title);
    let sheet = ink.sheet();
    let page = |ops| {
        let mut page = PdfPage::new(Mm(0.0), Mm(0.0), ops);
        page.media_box = Rect::clone(&sheet);
        page.trim_box = Rect::clone(&sheet);
        page.crop_box = Rect::clone(&sheet);
        page
    };
    pdf.pages = ink.pages.into_iter().map(page).collect();
    let pictures = [(Picture::LOGO, ink.picture), (Picture::PAYMENT, ink.payment_picture)];
    for (name, picture) in pictures {
        if let Some(picture) = picture {
            let object = XObject::External(picture.into_xobject());
            pdf.resources.xobjects.map.insert(XObjectId(name.to_owned()), object);
        }
    }
    pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new())
}

/// Embeds a face cut to what the document uses; returns its font dictionary.
fn embed(document: &mut Document, cut: Cut, face: &Face, used: &Used) -> ObjectId {
    let program = used.font_file(face);
    let name = format!("{}+{}", subset_tag(&program), cut.postscript_name());
    let measures = face.measures();
    let length = i64::try_from(program.len()).unwrap_or(i64::MAX);
    let file = document.add_object(Stream::new(dictionary! { "Length1" => length }, program));
    let descriptor = document.add_object(dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => name.as_str(),
        // Symbolic: glyphs are named by number only.
        "Flags" => 4,
        "FontBBox" => measures.bounds.map(Object::from).to_vec(),
        "ItalicAngle" => 0,
        "Ascent" => measures.ascent,
        "Descent" => measures.descent,
        "CapHeight" => measures.cap_height,
        "StemV" => 80,
        "FontFile2" => file,
    });
    let widths: Vec<Object> = used.coded.iter().map(|(gid, _)| face.advance(*gid).into()).collect();
    let descendant = document.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "CIDFontType2",
        "BaseFont" => name.as_str(),
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"),
            "Ordering" => Object::string_literal("Identity"),
            "Supplement" => 0,
        },
        "FontDescriptor" => descriptor,
        "CIDToGIDMap" => "Identity",
        "DW" => 0,
        "W" => vec![Object::Integer(1), Object::Array(widths)],
    });
    let to_unicode = document.add_object(Stream::new(Dictionary::new(), character_map(used).into_bytes()));
    document.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => name.as_str(),
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![Object::Reference(descendant)],
        "ToUnicode" => to_unicode,
    })
}

/// Six capital letters that name the cut by its content.
fn subset_tag(program: &[u8]) -> String {
    Sha256::digest(program).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

/// The ToUnicode map: the UTF-16 of code after code, in ranges that share their first byte.
fn character_map(used: &Used) -> String {
    let mut map = String::from(
        "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n\
         /CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n",
    );
    let mut characters: Vec<char> = vec!['\0'];
    characters.extend(used.coded.iter().map(|(_, c)| *c));
    let ranges: Vec<&[char]> = characters.chunks(256).collect();
    let _ = writeln!(map, "{} beginbfrange", ranges.len());
    for (high, range) in ranges.iter().enumerate() {
        // Code 0 stands for no character.
        let first = usize::from(high == 0);
        let _ = writeln!(map, "<{high:02X}{first:02X}><{high:02X}{:02X}>[", range.len() - 1);
        for c in &range[first..] {
            map.push('<');
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(map, "{unit:04X}");
            }
            map.push('>');
        }
        map.push_str("]\n");
    }
    map.push_str("endbfrange\nendcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
    map
}

/// Puts the fonts into the resources that all pages share.
fn list_fonts(document: &mut Document, fonts: Dictionary) -> lopdf::Result<()> {
    let fonts = document.add_object(fonts);
    let pages: Vec<_> = document.page_iter().collect();
    for page in pages {
        let resources = document.get_dictionary(page)?.get(b"Resources")?.as_reference()?;
        let listed = document.get_dictionary_mut(resources)?;
        listed.set("Font", fonts);
        listed.remove(b"Shading");
        listed.remove(b"ExtGState");
        document.get_dictionary_mut(page)?.remove(b"Annots");
    }
    document.prune_objects();
    Ok(())
}

/// The tree of what is read, and on each page where its marks are found in it.
fn structured(document: &mut Document, tree: &Tree) -> lopdf::Result<ObjectId> {
    let pages: Vec<ObjectId> = document.page_iter().collect();
    for (number, page) in (0_i64..).zip(&pages) {
        let page = document.get_dictionary_mut(*page)?;
        page.set("StructParents", number);
        page.set("Tabs", "S");
    }
    Ok(tree.write(document, &pages))
}

/// SHA-256 over everything printed, embedded and said about the file.
fn fingerprint(document: &Document, about: &About) -> [u8; 32] {
    let mut digest = Sha256::new();
    digest.update(format!("{about:?}"));
    for object in document.objects.values() {
        if let Object::Stream(stream) = object {
            digest.update(&stream.content);
        }
    }
    digest.finalize().into()
}

/// Catalog, information dictionary and identifiers.
fn declare(
    document: &mut Document,
    about: &About,
    identifier: &[u8; 32],
    structure: ObjectId,
) -> lopdf::Result<()> {
    let profile = document.add_object(Stream::new(dictionary! { "N" => 3 }, icc::srgb()));
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB IEC61966-2-1"),
        "Info" => Object::string_literal("sRGB IEC61966-2-1"),
        "DestOutputProfile" => profile,
    };
    let packet =
        Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, metadata(about).into_bytes());
    // PDF/A readers look for the packet in the bare file.
    let packet = document.add_object(packet.with_compression(false));
    let catalog = document.catalog_mut()?;
    catalog.set("Metadata", packet);
    catalog.set("StructTreeRoot", structure);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("OutputIntents", vec![Object::Dictionary(intent)]);
    catalog.set("Lang", Object::string_literal(about.language.tag()));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    let made = Object::string_literal(about.made_at.format("D:%Y%m%d%H%M%SZ").to_string());
    let information = document.add_object(dictionary! {
        "Title" => utf16(&about.title),
        "Author" => utf16(&about.author),
        "Creator" => Object::string_literal(PROGRAM),
        "Producer" => Object::string_literal(PROGRAM),
        "CreationDate" => made.clone(),
        "ModDate" => made,
    });
    document.trailer.set("Info", information);
    let id = Object::String(identifier[..16].to_vec(), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
    document.prune_objects();
    document.renumber_objects();
    Ok(())
}

fn utf16(text: &str) -> Object {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// The XMP packet: the same facts as the information dictionary, and the claim of PDF/A-3b.
fn metadata(about: &About) -> String {
    let (title, author) = (escaped(&about.title), escaped(&about.author));
    let made = about.made_at.format("%Y-%m-%dT%H:%M:%SZ");
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<pdf:Producer>{PROGRAM}</pdf:Producer><xmp:CreatorTool>{PROGRAM}</xmp:CreatorTool>
<xmp:CreateDate>{made}</xmp:CreateDate><xmp:ModifyDate>{made}</xmp:ModifyDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"#,
        bom = '\u{FEFF}',
    )
}

/// XML text; characters XML cannot hold are left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\u{FFFE}' | '\u{FFFF}' => {}
            c if c < ' ' && c != '\t' && c != '\n' => {}
            c => escaped.push(c),
        }
    }
    escaped
}
