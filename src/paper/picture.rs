//! The sender's logo: PNG or JPEG bytes as a PDF picture.
//!
//! A PNG is decoded and laid on white, because paper is white and an archivable file is simplest without
//! transparency; a JPEG is embedded as it is. Grey and RGB only: the output intent is sRGB.

use std::collections::BTreeMap;
use std::io::Cursor;

use printpdf::{DictItem, ExternalStream, ExternalXObject};

use super::ink::Length;
use crate::error::{Error, Result};

/// A picture ready to be embedded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    width_px: u32,
    height_px: u32,
    space: &'static str,
    filter: Option<&'static str>,
    content: Vec<u8>,
}

/// The largest side that is accepted; a logo is printed 9 mm high.
const LARGEST_PX: u32 = 4_000;
const LARGEST_MEGABYTES: u32 = 5;

impl Picture {
    /// The names under which a page's resources list pictures.
    pub const LOGO: &str = "Logo";
    pub const PAYMENT: &str = "Payment";

    /// Reads PNG or JPEG bytes that `field` holds.
    ///
    /// # Errors
    /// `picture_too_large` beyond 5 MB or 4,000 pixels a side; `picture_unreadable` in another format, damaged or CMYK.
    pub fn read(bytes: &[u8], field: &str) -> Result<Picture> {
        let too_large = || Error::PictureTooLarge {
            field: field.into(),
            limit_megabytes: LARGEST_MEGABYTES,
            limit_pixels: LARGEST_PX,
        };
        if bytes.len() >> 20 >= LARGEST_MEGABYTES as usize {
            return Err(too_large());
        }
        // Measured by its head alone: nothing of that size is unpacked.
        if matches!(bytes, [0x89, b'P', b'N', b'G', ..])
            && png_sides(bytes).is_some_and(|side| side > LARGEST_PX)
        {
            return Err(too_large());
        }
        let picture = match bytes {
            [0x89, b'P', b'N', b'G', ..] => read_png(bytes),
            [0xFF, 0xD8, ..] => read_jpeg(bytes),
            _ => None,
        };
        let picture = picture.ok_or_else(|| Error::PictureUnreadable { field: field.into() })?;
        let fits = [picture.width_px, picture.height_px].iter().all(|side| (1..=LARGEST_PX).contains(side));
        if fits { Ok(picture) } else { Err(too_large()) }
    }

    /// The extent that fills `height` or `most_width`, whichever is reached first, in true proportion.
    pub fn fit(&self, most_width: Length, height: Length) -> (Length, Length) {
        let (width_px, height_px) = (i64::from(self.width_px), i64::from(self.height_px));
        let width = i64::from(height) * width_px / height_px;
        if width <= i64::from(most_width) {
            return (i32::try_from(width).unwrap_or(most_width), height);
        }
        let height_fitted = i64::from(most_width) * height_px / width_px;
        (most_width, i32::try_from(height_fitted).unwrap_or(height))
    }

    pub fn into_xobject(self) -> ExternalXObject {
        let name = |text: &str| DictItem::Name(text.as_bytes().to_vec());
        let mut dict = BTreeMap::from([
            ("Type".to_owned(), name("XObject")),
            ("Subtype".to_owned(), name("Image")),
            ("Width".to_owned(), DictItem::Int(i64::from(self.width_px))),
            ("Height".to_owned(), DictItem::Int(i64::from(self.height_px))),
            ("ColorSpace".to_owned(), name(self.space)),
            ("BitsPerComponent".to_owned(), DictItem::Int(8)),
        ]);
        if let Some(filter) = self.filter {
            dict.insert("Filter".to_owned(), name(filter));
        }
        let stream = ExternalStream { dict, compress: self.filter.is_none(), content: self.content };
        ExternalXObject { stream, width: None, height: None, dpi: None }
    }
}

/// The longer side that a PNG's first chunk states, where that is its head.
fn png_sides(bytes: &[u8]) -> Option<u32> {
    bytes.get(12..16).filter(|chunk| chunk == b"IHDR")?;
    let side = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    Some(side(16)?.max(side(20)?))
}

fn read_png(bytes: &[u8]) -> Option<Picture> {
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), png::Limits { bytes: 128 << 20 });
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let mut pixels = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut pixels).ok()?;
    pixels.truncate(frame.buffer_size());
    let (space, content) = match frame.color_type {
        png::ColorType::Grayscale => ("DeviceGray", pixels),
        png::ColorType::Rgb => ("DeviceRGB", pixels),
        png::ColorType::GrayscaleAlpha => ("DeviceGray", on_white(&pixels, 1)),
        png::ColorType::Rgba => ("DeviceRGB", on_white(&pixels, 3)),
        png::ColorType::Indexed => return None,
    };
    Some(Picture { width_px: frame.width, height_px: frame.height, space, filter: None, content })
}

/// Lays pixels of `channels` colours and an alpha on white paper.
fn on_white(pixels: &[u8], channels: usize) -> Vec<u8> {
    let mut laid = Vec::with_capacity(pixels.len() / (channels + 1) * channels);
    for pixel in pixels.chunks_exact(channels + 1) {
        let alpha = u16::from(pixel[channels]);
        for colour in &pixel[..channels] {
            let mixed = (u16::from(*colour) * alpha + 255 * (255 - alpha)) / 255;
            laid.push(u8::try_from(mixed).unwrap_or(u8::MAX));
        }
    }
    laid
}

/// Finds the frame header of a JPEG (SOF0…SOF15 but DHT, JPG, DAC) and keeps the bytes as they are.
fn read_jpeg(bytes: &[u8]) -> Option<Picture> {
    let mut at = 2;
    loop {
        let [0xFF, marker, high, low] = *bytes.get(at..at + 4)? else { return None };
        let length = usize::from(u16::from_be_bytes([high, low]));
        if matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC) {
            let [precision, h1, h0, w1, w0, components] = *bytes.get(at + 4..at + 10)? else { return None };
            let space = match (precision, components) {
                (8, 1) => "DeviceGray",
                (8, 3) => "DeviceRGB",
                _ => return None,
            };
            return Some(Picture {
                width_px: u32::from(u16::from_be_bytes([w1, w0])),
                height_px: u32::from(u16::from_be_bytes([h1, h0])),
                space,
                filter: Some("DCTDecode"),
                content: bytes.to_vec(),
            });
        }
        at += 2 + length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PNG of one pixel: half-transparent black.
    pub fn half_black_png() -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 1, 1);
        encoder.set_color(png::ColorType::Rgba);
        encoder.write_header().unwrap().write_image_data(&[0, 0, 0, 128]).unwrap();
        bytes
    }

    #[test]
    fn a_transparent_logo_is_laid_on_white() {
        let picture = Picture::read(&half_black_png(), "logo").unwrap();
        assert_eq!((picture.space, picture.content.as_slice()), ("DeviceRGB", [127; 3].as_slice()));
    }

    #[test]
    fn a_jpeg_is_measured_by_its_frame_header_and_cmyk_is_refused() {
        let jpeg = |components| {
            [
                &[0xFF, 0xD8, 0xFF, 0xE0, 0, 3, 0, 0xFF, 0xC0, 0, 17, 8, 0, 40, 0, 90, components],
                [0; 4].as_slice(),
            ]
            .concat()
        };
        let picture = Picture::read(&jpeg(3), "logo").unwrap();
        assert_eq!((picture.width_px, picture.height_px), (90, 40));
        assert_eq!(picture.fit(30_000, 9_000), (20_250, 9_000));
        assert_eq!(picture.fit(9_000, 9_000), (9_000, 4_000));
        assert!(Picture::read(&jpeg(4), "logo").is_err());
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        for bytes in [b"GIF89a".as_slice(), b"", b"\x89PNG\r\n\x1a\n", b"\xFF\xD8", b"\xFF\xD8\xFF\xE0\0\0"] {
            assert!(Picture::read(bytes, "logo").is_err());
        }
    }
}
