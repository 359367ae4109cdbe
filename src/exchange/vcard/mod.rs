//! vCard 2.1 (versit), 3.0 (RFC 2426) and 4.0 (RFC 6350): business cards as phones, mail programs and address books write
//! them.
//!
//! [`lines`] cuts a file into properties, whatever its encoding and folding; [`card`] reads a card's properties as a
//! person of a company; [`write`] writes them. Rules that hold in both directions:
//! - `ORG` names the company, its further parts the department. A card without `ORG` is a party of its own, named after
//!   the person; a card that says it is a company (`KIND:org`, `X-ABShowAs:COMPANY`) or whose name is its `ORG`
//!   belongs to the company itself.
//! - A card without a name is called after its company, else its first mail address, else its first number.
//! - Pictures, sounds and keys (`PHOTO`, `LOGO`, `SOUND`, `KEY`) stay in the file: a book of accounts keeps no faces.
//! - What a contact has no field for and a person would miss (nickname, anniversary, categories, second companies, parts
//!   of a name that `FN` leaves out) becomes a line of its notes; revision, product and unknown `X-` properties are left.

mod card;
mod lines;
mod write;

#[cfg(test)]
mod tests;

pub use card::{Card, read_cards};
pub use write::{Version, write_cards};

/// Whether a file begins as a vCard does, in any encoding.
pub(super) fn is_vcard(head: &[u8]) -> bool {
    let letters: Vec<u8> =
        head.iter().filter(|byte| byte.is_ascii_graphic()).take(11).map(u8::to_ascii_uppercase).collect();
    letters == b"BEGIN:VCARD"
}
