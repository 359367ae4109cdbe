//! Customers, suppliers and items.

use super::super::mapping::Kind;
use super::super::reading::{AddressRow, ItemRow, PartyRow};
use super::is_sales;
use super::refusal::{Refusal, Refused};
use crate::access::{self, User};
use crate::calendar::Day;
use crate::catalog::{self, ItemFields};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::ledger;
use crate::money::Figure;
use crate::parties::{
    self, Address, AddressKind, BankAccount, Channel, ChannelKind, Contact, INDUSTRIES, PartyFields, Terms,
    TermsBase,
};
use crate::store::{Reader, Writer};

/// Writes a customer or supplier and returns its key; `None` where the book has it already.
///
/// A party of that code which is archived comes back with what the file says. One of the same code and name that
/// is in use stays as it is, but for the role it takes on; one that was merged is known by the other.
///
/// # Errors
/// `duplicate` where the code belongs to another party.
pub(super) fn party(w: &Writer<'_>, kind: Kind, row: &PartyRow) -> Refused<Option<i64>> {
    let mut fields = party_fields(w, kind, row)?;
    let taken = row.code.as_deref().map(|code| parties::by_code(w, code)).transpose()?.flatten();
    let Some(taken) = taken else {
        return Ok(Some(parties::save(w, None, None, &fields)?.id.value()));
    };
    if parties::merged_into(w, taken.id)?.is_some() {
        return Ok(None);
    }
    let known = taken.fields;
    if !taken.archived && known.name != fields.name {
        return Err(Refusal::of("code")(Error::Duplicate { kind: "party".into(), key: known.code }));
    }
    fields.is_customer |= known.is_customer;
    fields.is_supplier |= known.is_supplier;
    if taken.archived {
        parties::archive(w, taken.id, false)?;
        parties::save(w, Some(taken.id), None, &fields)?;
        return Ok(Some(taken.id.value()));
    }
    let PartyFields { is_customer, is_supplier, .. } = fields;
    parties::save(w, Some(taken.id), None, &PartyFields { is_customer, is_supplier, ..known })?;
    Ok(None)
}

fn party_fields(w: &Writer<'_>, kind: Kind, row: &PartyRow) -> Refused<PartyFields> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let mut tags = row.tags.clone();
    let industry = row.industry.as_deref().and_then(industry_code);
    if industry.is_none() {
        tags.extend(row.industry.clone());
    }
    let mut phones: Vec<String> = row.phone.iter().cloned().collect();
    let mut contacts = Vec::new();
    let mut emails: Vec<String> = row.email.iter().cloned().collect();
    match &row.contact_name {
        Some(name) => contacts.push(Contact {
            name: name.clone(),
            roles: row.contact_roles.clone(),
            department: text(&row.contact_department),
            title: text(&row.contact_title),
            channels: channels(row),
            primary: true,
            ..Contact::default()
        }),
        None => {
            phones.extend(row.mobile.clone());
            emails.extend(row.contact_email.clone());
        }
    }
    let has_bank = row.bank_name.is_some() || row.bank_account.is_some();
    let bank = BankAccount {
        bank: text(&row.bank_name),
        account: text(&row.bank_account),
        ..BankAccount::default()
    };
    Ok(PartyFields {
        code: text(&row.code),
        name: row.name.clone(),
        short_name: text(&row.short_name),
        is_customer: is_sales(kind),
        is_supplier: !is_sales(kind),
        tax_id: text(&row.tax_id),
        language: row.language.as_deref().map(language).transpose().map_err(Refusal::of("language"))?,
        currency: row.currency,
        terms: row.terms_days.map(|days| terms_of(w, days)).transpose().map_err(Refusal::of("terms_days"))?,
        industry,
        region: region_code(&row.billing),
        tags,
        source: row.source.clone(),
        owner: owner_of(w, row)?.map(|user| user.id),
        potential: row.potential,
        registered_capital: row.registered_capital,
        headcount: row.headcount,
        notes: notes(w, row)?,
        contacts,
        phones,
        emails,
        addresses: [(AddressKind::Billing, &row.billing), (AddressKind::Delivery, &row.delivery)]
            .into_iter()
            .filter_map(|(kind, address)| postal_address(kind, address))
            .collect(),
        banks: if has_bank { vec![bank] } else { Vec::new() },
        ..PartyFields::default()
    })
}

/// How the person of the row is reached.
fn channels(row: &PartyRow) -> Vec<Channel> {
    let kinds = [
        (ChannelKind::Mobile, &row.mobile),
        (ChannelKind::Email, &row.contact_email),
        (ChannelKind::Wechat, &row.contact_wechat),
    ];
    let told = |(kind, value): (ChannelKind, &Option<String>)| {
        value.as_deref().map(|value| Channel::new(kind, value))
    };
    kinds.into_iter().filter_map(told).collect()
}

/// The address as an envelope shows it; `None` where the row has none.
pub(super) fn postal_address(kind: AddressKind, row: &AddressRow) -> Option<Address> {
    let mut lines: Vec<String> =
        row.street.iter().flat_map(|street| street.lines()).map(str::to_owned).collect();
    let place: Vec<&str> = [&row.city, &row.region].into_iter().flatten().map(String::as_str).collect();
    if !place.is_empty() {
        lines.push(place.join(", "));
    }
    let (postcode, country) =
        (row.postal_code.clone().unwrap_or_default(), row.country.clone().unwrap_or_default());
    let is_empty = lines.is_empty() && postcode.is_empty() && country.is_empty();
    (!is_empty).then(|| Address { kind, lines, postcode, country, attention: String::new() })
}

/// A GB/T 2260 or ISO 3166 code, where the file has one rather than a name.
fn region_code(address: &AddressRow) -> Option<String> {
    let digits =
        |text: &&String| matches!(text.len(), 2 | 4 | 6) && text.bytes().all(|byte| byte.is_ascii_digit());
    let letters = |text: &&String| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    address.region.as_ref().filter(digits).or(address.country.as_ref().filter(letters)).cloned()
}

/// A code of GB/T 4754, or the section of that name.
fn industry_code(text: &str) -> Option<String> {
    let mut chars = text.chars();
    let is_code = chars.next().is_some_and(|first| first.is_ascii_uppercase() && first <= 'T')
        && chars.all(|c| c.is_ascii_digit());
    let named = INDUSTRIES.iter().find(|industry| industry.name_zh == text || industry.name_en == text);
    if is_code { Some(text.to_owned()) } else { named.map(|industry| industry.code.to_owned()) }
}

fn language(text: &str) -> Result<String> {
    let tag = match text.to_lowercase().as_str() {
        "zh" | "zh-cn" | "zh_cn" | "cn" | "chinese" | "中文" => Language::ZhCn.tag(),
        "en" | "en-us" | "en-gb" | "english" | "英文" | "英语" => Language::En.tag(),
        _ => return Err(Error::FieldInvalid { field: "language".into(), value: text.into() }),
    };
    Ok(tag.into())
}

/// The terms of that many days; added to the book where it has none.
fn terms_of(w: &Writer<'_>, days: u32) -> Result<String> {
    let of_days = |terms: &Terms| {
        terms.base == TermsBase::DocumentDate
            && terms.months == 0
            && terms.days == days
            && terms.discounts.is_empty()
            && terms.plan.is_empty()
            && terms.active
    };
    if let Some(terms) = parties::list_terms(w)?.into_iter().find(of_days) {
        return Ok(terms.code);
    }
    let terms = Terms {
        code: format!("net{days}"),
        name_zh: format!("{days} 天"),
        name_en: format!("{days} days"),
        ..Terms::after(TermsBase::DocumentDate, 0, days)
    };
    Ok(parties::save_terms(w, &terms)?.code)
}

/// The user the row names as the owner, where the book has one who is active.
fn owner_of(r: &Reader<'_>, row: &PartyRow) -> Result<Option<User>> {
    let Some(name) = row.owner.as_deref() else { return Ok(None) };
    Ok(access::by_name(r, name.trim())?.filter(|user| user.active))
}

/// The row's notes, and under them what a party has no field for, so that nothing of the file is lost.
fn notes(r: &Reader<'_>, row: &PartyRow) -> Result<String> {
    let english = ledger::book(r)?.language == Language::En.tag();
    let [fax, website, limit, owner] = if english {
        ["Fax: ", "Website: ", "Credit limit: ", "Owner: "]
    } else {
        ["传真：", "网址：", "信用额度：", "负责人："]
    };
    let stranger = if owner_of(r, row)?.is_some() { None } else { row.owner.clone() };
    let labelled = |label: &str, text: Option<String>| text.map(|text| format!("{label}{text}"));
    let lines = [
        row.notes.clone(),
        labelled(fax, row.fax.clone()),
        labelled(website, row.website.clone()),
        labelled(limit, row.credit_limit.map(|limit| limit.to_string())),
        labelled(owner, stranger),
    ];
    Ok(lines.into_iter().flatten().collect::<Vec<_>>().join("\n"))
}

/// Writes an item and returns its key; see [`party`] for a code that is taken.
pub(super) fn item(w: &Writer<'_>, row: &ItemRow) -> Refused<Option<i64>> {
    let tax = row.tax_percent.map(|percent| tax_of(w, percent, None)).transpose();
    let tax = tax.map_err(Refusal::of("tax_percent"))?;
    let fields = ItemFields {
        code: row.code.clone().unwrap_or_default(),
        name_zh: row.name.clone(),
        name_en: row.name_en.clone().unwrap_or_default(),
        unit: row.unit.clone().unwrap_or_default(),
        specification: row.specification.clone().unwrap_or_default(),
        price: row.price,
        tax,
        account: None,
        notes: row.notes.clone().unwrap_or_default(),
    };
    let taken = row.code.as_deref().map(|code| catalog::by_code(w, code)).transpose()?.flatten();
    let Some(taken) = taken else {
        return Ok(Some(catalog::save(w, None, None, &fields)?.id.value()));
    };
    if taken.archived {
        catalog::archive(w, taken.id, false)?;
        catalog::save(w, Some(taken.id), None, &fields)?;
        return Ok(Some(taken.id.value()));
    }
    if taken.fields.name_zh == fields.name_zh {
        return Ok(None);
    }
    Err(Refusal::of("code")(Error::Duplicate { kind: "item".into(), key: taken.fields.code }))
}

/// Code of the tax of that rate in percent, in force on the day where one is given: a rate before a simplified levy;
/// nought is zero-rated.
///
/// # Errors
/// `not_found` where the book has no such tax.
pub(super) fn tax_of(r: &Reader<'_>, percent: Figure, date: Option<Day>) -> Result<String> {
    let found = ledger::tax_of_rate(r, percent, date)?;
    found.ok_or_else(|| Error::NotFound { kind: "tax".into(), key: format!("{percent}%") })
}
