//! Passwords at rest: Argon2id with a random salt, `argon2id$<salt>$<hash>` in hexadecimal.

use argon2::Argon2;

use crate::audit::{hex, random_salt};
use crate::error::{Error, Result};

pub(super) fn hash(password: &str) -> Result<String> {
    let salt = hex(&random_salt()?);
    Ok(format!("argon2id${salt}${}", derive(password, &salt)?))
}

pub(super) fn matches(password: &str, stored: &str) -> Result<bool> {
    let mut parts = stored.split('$').skip(1);
    let (Some(salt), Some(expected)) = (parts.next(), parts.next()) else { return Ok(false) };
    let given = derive(password, salt)?;
    let differing = given.bytes().zip(expected.bytes()).fold(0, |seen, (a, b)| seen | (a ^ b));
    Ok(differing == 0 && given.len() == expected.len())
}

fn derive(password: &str, salt: &str) -> Result<String> {
    let mut out = [0; 32];
    Argon2::default()
        .hash_password_into(password.as_bytes(), salt.as_bytes(), &mut out)
        .map_err(Error::unexpected)?;
    Ok(hex(&out))
}
