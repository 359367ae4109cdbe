//! 统一社会信用代码, the Chinese tax number (GB 32100-2015). Source: DOMAIN §2; vectors `usci`.

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const ORGANISATION_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// Why a code is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UsciFault {
    Length,
    /// A character outside the alphabet: I, O, Z, S and V do not occur.
    Alphabet,
    CheckDigit,
}

impl UsciFault {
    pub fn code(self) -> &'static str {
        match self {
            UsciFault::Length => "usci_length",
            UsciFault::Alphabet => "usci_alphabet",
            UsciFault::CheckDigit => "usci_check_digit",
        }
    }
}

/// Accepts an 18-character code whose check character fits.
pub fn check_usci(code: &str) -> Result<(), UsciFault> {
    if code.chars().count() != 18 {
        return Err(UsciFault::Length);
    }
    let mut values = Vec::with_capacity(18);
    for byte in code.bytes() {
        let value = ALPHABET.iter().position(|letter| *letter == byte).ok_or(UsciFault::Alphabet)?;
        values.push(value as u32);
    }
    let (mut sum, mut weight) = (0, 1);
    for value in values.iter().take(17) {
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    let check = (31 - sum % 31) % 31;
    if values.get(17) == Some(&check) { Ok(()) } else { Err(UsciFault::CheckDigit) }
}

/// The check character that positions 9–16 (the organisation code, GB 11714) call for. Letters count A = 10 to
/// Z = 35; a mismatch is worth a warning only.
pub fn organisation_check_digit(code: &str) -> Option<char> {
    let organisation = code.get(8..16)?;
    let sum: u32 = organisation
        .chars()
        .zip(ORGANISATION_WEIGHTS)
        .map(|(c, weight)| c.to_digit(36).map(|value| value * weight))
        .sum::<Option<u32>>()?;
    match 11 - sum % 11 {
        10 => Some('X'),
        11 => Some('0'),
        digit => char::from_digit(digit, 10),
    }
}
