//! The blocks every paper of ours shares: who sends it, to whom, how to pay.

use crate::audit::Head;
use crate::calendar::{Instant, parse_instant};
use crate::error::Result;
use crate::language::Language;
use crate::paper::{Heading, PayLine, Proof, Sender};
use crate::parties::{AddressKind, BankAccount, Company, PartyFields, attached_file};
use crate::store::Reader;

/// The language of a party's papers: its own, else the book's.
pub(super) fn language_of(party: &PartyFields, book_language: &str) -> Language {
    let tag = party.language.as_deref().unwrap_or(book_language);
    tag.parse().unwrap_or_default()
}

/// The heading of a party's paper; its facts are the caller's.
pub(super) fn heading(
    r: &Reader<'_>,
    company: &Company,
    party: &PartyFields,
    proof: Proof,
    language: Language,
) -> Result<Heading> {
    heading_to(r, company, party, AddressKind::Postal, proof, language)
}

/// [`heading`] to the address for a purpose.
pub(super) fn heading_to(
    r: &Reader<'_>,
    company: &Company,
    party: &PartyFields,
    to: AddressKind,
    proof: Proof,
    language: Language,
) -> Result<Heading> {
    Ok(Heading {
        sender: sender(r, company, language)?,
        addressee: addressee(party, to, language),
        recipient: party.name.clone(),
        facts: Vec::new(),
        proof,
    })
}

fn sender(r: &Reader<'_>, company: &Company, language: Language) -> Result<Sender> {
    let english = language == Language::En && !company.name_en.is_empty();
    let name = if english { &company.name_en } else { &company.name };
    let short = if company.short_name.is_empty() { name } else { &company.short_name };
    let mut address = company.address.lines.clone();
    match language {
        Language::ZhCn => prefix_first(&mut address, &company.address.postcode),
        Language::En => address.extend(filled(&company.address.postcode)),
    }
    address.extend(filled(&company.address.country));
    Ok(Sender {
        name: name.clone(),
        brand: if english { name.clone() } else { short.clone() },
        tagline: String::new(),
        address,
        phone: company.phone.clone(),
        email: company.email.clone(),
        tax_id: company.tax_id.clone(),
        registration: company.registration.lines().map(str::to_owned).collect(),
        logo: company.logo.map(|id| attached_file(r, id)).transpose()?.map(|file| file.bytes),
    })
}

fn prefix_first(lines: &mut [String], postcode: &str) {
    if let Some(first) = lines.first_mut().filter(|_| !postcode.is_empty()) {
        *first = format!("{postcode} {first}");
    }
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Postal lines as the window shows them. zh: postcode, place, company, person 收; en: company, person, street,
/// town and code, country.
pub(super) fn addressee(party: &PartyFields, to: AddressKind, language: Language) -> Vec<String> {
    let Some(address) = party.address(to) else { return vec![party.name.clone()] };
    let mut lines = Vec::new();
    match language {
        Language::ZhCn => {
            lines.extend(filled(&address.postcode));
            lines.extend(filled(&address.country));
            lines.extend(address.lines.iter().cloned());
            lines.push(party.name.clone());
            lines.extend(filled(&address.attention).map(|person| format!("{person}　收")));
        }
        Language::En => {
            lines.push(party.name.clone());
            lines.extend(filled(&address.attention));
            lines.extend(address.lines.iter().cloned());
            lines.extend(filled(&address.postcode));
            lines.extend(filled(&address.country));
        }
    }
    lines
}

/// How to pay us: the first bank account, with the number to name.
pub(super) fn pay_to(company: &Company, sender_name: &str, reference: &str) -> Vec<PayLine> {
    let Some(bank) = company.banks.first() else { return Vec::new() };
    let BankAccount { holder, bank: name, account, routing } = bank;
    let is_iban = account.chars().take(2).all(|c| c.is_ascii_alphabetic()) && account.len() > 12;
    let (account_label, routing_label) = if is_iban { ("iban", "bic") } else { ("account", "bank_code") };
    let holder = if holder.is_empty() { sender_name } else { holder };
    [
        ("holder", holder),
        ("bank", name),
        (account_label, account),
        (routing_label, routing),
        ("reference", reference),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(label, value)| PayLine::new(label, value))
    .collect()
}

/// The audit line of a paper made from the book at `head`.
pub(super) fn proof(head: &Head, entry: String, made_by: String) -> Result<Proof> {
    let made_at =
        if head.recorded_at.is_empty() { Instant::UNIX_EPOCH } else { parse_instant(&head.recorded_at)? };
    Ok(Proof { entry, chain: Some((head.seq.value(), head.hash.clone())), made_at, made_by })
}
