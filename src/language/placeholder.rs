//! Placeholders in the user's own texts: `{customer}` becomes what it stands for, `{{` a brace. Pure.

use std::borrow::Cow;

/// The text with each placeholder replaced by its value.
///
/// # Errors
/// The name that has no value, as it was written, at most 40 characters of it.
pub fn replace_placeholders<'t>(
    text: &'t str,
    value: impl Fn(&str) -> Option<String>,
) -> std::result::Result<Cow<'t, str>, String> {
    if !text.contains('{') {
        return Ok(Cow::Borrowed(text));
    }
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        if let Some(escaped) = after.strip_prefix('{') {
            filled.push('{');
            rest = escaped;
            continue;
        }
        let unknown = |name: &str| name.trim().chars().take(40).collect::<String>();
        let (name, behind) = after.split_once('}').ok_or_else(|| unknown(after))?;
        filled.push_str(&value(name).ok_or_else(|| unknown(name))?);
        rest = behind;
    }
    filled.push_str(rest);
    Ok(Cow::Owned(filled))
}
