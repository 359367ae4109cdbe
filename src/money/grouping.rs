//! Figures as people read them: whole numbers in groups of three.

/// `-1234567.89` as `-1,234,567.89`. Takes a plain decimal as [`Money::to_plain`](super::Money::to_plain) and
/// [`Figure`](super::Figure) write it.
pub fn grouped(plain: &str) -> String {
    let (sign, unsigned) = plain.strip_prefix('-').map_or(("", plain), |unsigned| ("-", unsigned));
    let (whole, fraction) = unsigned.split_at(unsigned.find('.').unwrap_or(unsigned.len()));
    let mut text = String::with_capacity(plain.len() + whole.len() / 3);
    text.push_str(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text.push_str(fraction);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_grouped_by_three_and_decimals_are_not() {
        for (plain, expected) in [
            ("0.00", "0.00"),
            ("999.99", "999.99"),
            ("-1000.00", "-1,000.00"),
            ("1234567.8912", "1,234,567.8912"),
            ("-100", "-100"),
            ("100000", "100,000"),
        ] {
            assert_eq!(grouped(plain), expected);
        }
    }
}
