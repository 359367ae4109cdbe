//! Parties that may be one and the same: by name, tax number, phone, mail domain or sound.
//!
//! Texts are compared in a normal form: names without white space, signs and the words of a company's form; numbers by
//! their last eleven digits; mail by its domain, unless everybody has one there. While a party is entered, candidates
//! come from the index for searching; for the whole book, keys are compared in memory.

use std::collections::{BTreeMap, BTreeSet};

use pinyin::ToPinyin;
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use unicode_normalization::UnicodeNormalization;

use super::fields::PartyFields;
use super::versions::{find, get};
use crate::audit;
use crate::error::{Error, Result};
use crate::store::{PartyId, Reader, Writer};

/// Why two parties may be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    TaxId,
    Name,
    Phone,
    /// The names sound alike: 听泉, 听全.
    Sound,
    MailDomain,
}

impl Likeness {
    /// How much it says; a sum of these orders the candidates.
    fn weight(self) -> u32 {
        match self {
            Likeness::TaxId => 100,
            Likeness::Name => 80,
            Likeness::Phone => 60,
            Likeness::Sound => 40,
            Likeness::MailDomain => 20,
        }
    }
}

/// A party of the book that may be the one that is entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct SimilarParty {
    pub id: PartyId,
    pub code: String,
    pub name: String,
    pub likeness: Vec<Likeness>,
}

/// Two parties of the book that may be one; the older one first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct DuplicatePair {
    pub first: SimilarParty,
    pub second: SimilarParty,
    pub likeness: Vec<Likeness>,
}

/// Two parties, in any order.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS, JsonSchema)]
pub struct PartyPair {
    pub first_id: PartyId,
    pub second_id: PartyId,
}

/// Candidates asked of the index for one text.
const CANDIDATES: u32 = 40;
/// A key that more parties share says nothing of any two of them.
const SHARED_MAX: usize = 12;

/// Company forms, longest first, as they stand at the end of a name.
const FORMS: [&str; 24] = [
    "股份有限责任公司",
    "集团股份有限公司",
    "有限责任公司",
    "集团有限公司",
    "股份有限公司",
    "有限公司",
    "股份公司",
    "分公司",
    "公司",
    "集团",
    "incorporated",
    "corporation",
    "coltd",
    "company",
    "limited",
    "gmbh",
    "corp",
    "inc",
    "llc",
    "ltd",
    "plc",
    "co",
    "ag",
    "sa",
];

/// Where everybody has a mailbox.
const COMMON_DOMAINS: [&str; 24] = [
    "126.com",
    "139.com",
    "163.com",
    "189.cn",
    "aliyun.com",
    "aol.com",
    "foxmail.com",
    "gmail.com",
    "gmx.com",
    "gmx.de",
    "googlemail.com",
    "hotmail.com",
    "icloud.com",
    "live.com",
    "mac.com",
    "me.com",
    "msn.com",
    "outlook.com",
    "qq.com",
    "sina.cn",
    "sina.com",
    "sohu.com",
    "yahoo.com",
    "yeah.net",
];

/// The name as it is compared.
pub(super) fn normal_name(name: &str) -> String {
    let plain: String = name.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect();
    let mut core = plain.as_str();
    while let Some(shorter) =
        FORMS.iter().find_map(|form| core.strip_suffix(form)).filter(|core| core.chars().count() > 1)
    {
        core = shorter;
    }
    core.to_owned()
}

fn sound(name: &str) -> Option<String> {
    let has_han = name.to_pinyin().flatten().next().is_some();
    has_han.then(|| {
        name.chars()
            .map(|c| c.to_pinyin().map_or_else(|| c.to_string(), |reading| reading.plain().to_owned()))
            .collect()
    })
}

fn number(text: &str) -> Option<String> {
    let digits: String = text.nfkc().filter(char::is_ascii_digit).collect();
    let from = digits.len().saturating_sub(11);
    (digits.len() >= 7).then(|| digits.get(from..).unwrap_or_default().to_owned())
}

fn domain(mail: &str) -> Option<String> {
    let domain = mail.rsplit_once('@')?.1.trim().to_lowercase();
    (domain.contains('.') && !COMMON_DOMAINS.contains(&domain.as_str())).then_some(domain)
}

/// Everything of a party by which it may be known again.
fn keys(fields: &PartyFields) -> BTreeSet<(Likeness, String)> {
    let mut keys = BTreeSet::new();
    let name = normal_name(&fields.name);
    if let Some(sound) = sound(&name) {
        keys.insert((Likeness::Sound, sound));
    }
    keys.insert((Likeness::Name, name));
    let tax_id: String =
        fields.tax_id.nfkc().flat_map(char::to_uppercase).filter(|c| c.is_alphanumeric()).collect();
    if tax_id.chars().count() >= 6 {
        keys.insert((Likeness::TaxId, tax_id));
    }
    keys.extend(fields.numbers().filter_map(number).map(|number| (Likeness::Phone, number)));
    keys.extend(fields.mails().filter_map(domain).map(|domain| (Likeness::MailDomain, domain)));
    keys.retain(|(_, key)| !key.is_empty());
    keys
}

fn likeness(one: &BTreeSet<(Likeness, String)>, other: &BTreeSet<(Likeness, String)>) -> Vec<Likeness> {
    told(one.intersection(other).map(|(likeness, _)| *likeness).collect())
}

/// Without what goes without saying: equal names sound alike.
fn told(mut found: BTreeSet<Likeness>) -> Vec<Likeness> {
    if found.contains(&Likeness::Name) {
        found.remove(&Likeness::Sound);
    }
    found.into_iter().collect()
}

fn weight(likeness: &[Likeness]) -> std::cmp::Reverse<u32> {
    std::cmp::Reverse(likeness.iter().map(|each| each.weight()).sum())
}

/// Parties in use that may be the one with these fields, the likeliest first; `except` is the one that is edited.
pub fn similar(r: &Reader<'_>, fields: &PartyFields, except: Option<PartyId>) -> Result<Vec<SimilarParty>> {
    let own = keys(fields);
    let mut candidates = BTreeSet::new();
    for (likeness, key) in &own {
        let typed = if *likeness == Likeness::MailDomain { format!("@{key}") } else { key.clone() };
        candidates.extend(find(r, &typed, CANDIDATES)?);
    }
    let mut found = Vec::new();
    for id in candidates.into_iter().filter(|id| Some(*id) != except) {
        let party = get(r, id)?.fields;
        let likeness = likeness(&own, &keys(&party));
        if !likeness.is_empty() {
            found.push(SimilarParty { id, code: party.code, name: party.name, likeness });
        }
    }
    found.sort_by_key(|party| (weight(&party.likeness), party.id));
    Ok(found)
}

/// Pairs of parties in use that may be one and were not told apart, the likeliest first; at most `limit`.
pub fn duplicates(r: &Reader<'_>, limit: usize) -> Result<Vec<DuplicatePair>> {
    let rows: Vec<(PartyId, String)> =
        r.rows(include_str!("in_use.sql"), [], |row| Ok((row.get("id")?, row.get("body")?)))?;
    let mut parties: BTreeMap<PartyId, SimilarParty> = BTreeMap::new();
    let mut sharing: BTreeMap<(Likeness, String), Vec<PartyId>> = BTreeMap::new();
    for (id, body) in rows {
        let fields: PartyFields =
            serde_json::from_str(&body).map_err(|error| Error::BookDamaged { reason: error.to_string() })?;
        for key in keys(&fields) {
            sharing.entry(key).or_default().push(id);
        }
        parties.insert(id, SimilarParty { id, code: fields.code, name: fields.name, likeness: Vec::new() });
    }
    let mut pairs: BTreeMap<(PartyId, PartyId), BTreeSet<Likeness>> = BTreeMap::new();
    for ((likeness, _), ids) in sharing.into_iter().filter(|(_, ids)| ids.len() <= SHARED_MAX) {
        for (place, first) in ids.iter().enumerate() {
            for second in ids.iter().skip(place + 1) {
                pairs.entry((*first, *second)).or_default().insert(likeness);
            }
        }
    }
    let apart: BTreeSet<(PartyId, PartyId)> = r
        .rows("select first_id, second_id from party_apart", [], |row| {
            Ok((row.get("first_id")?, row.get("second_id")?))
        })?
        .into_iter()
        .collect();
    let mut found: Vec<DuplicatePair> = pairs
        .into_iter()
        .filter(|(pair, _)| !apart.contains(pair))
        .filter_map(|((first, second), likeness)| {
            Some(DuplicatePair {
                first: parties.get(&first)?.clone(),
                second: parties.get(&second)?.clone(),
                likeness: told(likeness),
            })
        })
        .collect();
    found.sort_by_key(|pair| (weight(&pair.likeness), pair.first.id, pair.second.id));
    found.truncate(limit);
    Ok(found)
}

/// Says that two parties are not one: they are no pair of the list any more.
///
/// # Errors
/// `field_invalid` for one party twice; `not_found`.
pub fn keep_apart(w: &Writer<'_>, pair: PartyPair) -> Result<()> {
    let (first, second) = (pair.first_id.min(pair.second_id), pair.first_id.max(pair.second_id));
    if first == second {
        return Err(Error::FieldInvalid { field: "party_id".into(), value: first.to_string() });
    }
    get(w, first)?;
    get(w, second)?;
    let seq = audit::record(w, &serde_json::json!({"apart": [first, second]}))?;
    w.execute(
        "insert or ignore into party_apart (first_id, second_id, seq) values (:first, :second, :seq)",
        named_params! {":first": first, ":second": second, ":seq": seq},
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_compared_without_its_form() {
        for (name, normal) in [
            ("杭州听泉文创有限公司", "杭州听泉文创"),
            ("杭州听泉文创 股份有限公司", "杭州听泉文创"),
            ("Harbour & Vale, Co., Ltd.", "harbourvale"),
            ("ＡＢＣ Inc", "abc"),
            ("公司", "公司"),
        ] {
            assert_eq!(normal_name(name), normal, "{name}");
        }
    }

    #[test]
    fn numbers_and_domains_have_one_form() {
        assert_eq!(number("+86 138-0013-8000"), number("13800138000"));
        assert_eq!(number("110"), None);
        assert_eq!(domain("a@Tingquan.cn").as_deref(), Some("tingquan.cn"));
        assert_eq!(domain("a@qq.com"), None);
        assert_eq!(sound("听泉"), sound("听全"));
        assert_eq!(sound("abc"), None);
    }
}
