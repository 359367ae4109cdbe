//! 记账凭证 on paper.

use std::collections::BTreeMap;

use rusqlite::named_params;

use super::printing::Printing;
use super::sheet::proof;
use crate::access::user_name;
use crate::audit;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::ledger::{self, Account, Entry, EntryLine, Side, VoucherType};
use crate::money::Money;
use crate::paper::{Paper, VoucherPaper, VoucherRow, vouchers};
use crate::parties;
use crate::store::{Reader, Seq};
use crate::templates::{Chosen, TemplatedKind};

/// Entries as vouchers, in the order given, in one file.
///
/// # Errors
/// `not_found` for an entry there is none of; `field_missing` without any.
pub fn voucher_paper(r: &Reader<'_>, seqs: &[Seq], language: Language) -> Result<Paper> {
    if seqs.is_empty() {
        return Err(Error::FieldMissing { field: "seqs".into() });
    }
    let kind = Some(TemplatedKind::Voucher);
    let Chosen { design, language: own } = Printing::default().chosen(r, kind, None, None)?;
    let language = own.unwrap_or(language);
    let accounts: BTreeMap<String, Account> =
        ledger::accounts(r)?.into_iter().map(|account| (account.code.clone(), account)).collect();
    let company = parties::company(r)?.1.name;
    let mut papers = Vec::with_capacity(seqs.len());
    for seq in seqs {
        let entry = ledger::entry(r, *seq)?
            .ok_or_else(|| Error::NotFound { kind: "entry".into(), key: seq.to_string() })?;
        papers.push(one(r, &entry, &accounts, &company, language)?);
    }
    vouchers(&papers, language, &design)
}

fn one(
    r: &Reader<'_>,
    entry: &Entry,
    accounts: &BTreeMap<String, Account>,
    company: &str,
    language: Language,
) -> Result<VoucherPaper> {
    let words = language.words();
    let kind = match entry.kind {
        VoucherType::General => "general",
        VoucherType::Receipt => "receipt",
        VoucherType::Payment => "payment",
        VoucherType::Transfer => "transfer",
    };
    let (type_word, number) = (words.word_of("voucher", kind), format!("{:04}", entry.number));
    let head = audit::head(r, Some(entry.seq))?;
    let poster = poster(r, entry.seq)?;
    let named = |id: Option<_>| id.map(|id| user_name(r, id)).transpose();
    let prepared = named(entry.prepared_by)?.map_or_else(|| poster.clone(), |user| user.name);
    let approved = named(entry.approved_by)?.map(|user| user.name).unwrap_or_default();
    let signatures = [
        ("head_of_accounts", String::new()),
        ("bookkeeper", poster.clone()),
        ("cashier", String::new()),
        ("reviewer", approved),
        ("prepared", prepared),
    ];
    let summary = summary(r, entry)?;
    let zero = entry.lines.first().map(|line| Money::zero(line.base.currency()));
    let zero = zero.ok_or(Error::DocumentEmpty)?;
    let (mut debit, mut credit) = (zero, zero);
    let mut rows = Vec::with_capacity(entry.lines.len());
    for line in &entry.lines {
        match line.side {
            Side::Debit => debit = debit.checked_add(line.base)?,
            Side::Credit => credit = credit.checked_add(line.base)?,
        }
        rows.push(row(r, line, accounts, &summary, language)?);
    }
    Ok(VoucherPaper {
        title: words.word_of("voucher", &format!("{kind}_title")).to_owned(),
        company: company.to_owned(),
        number: words.fill("voucher.number", &[("type", type_word), ("number", &number)]),
        dated: entry.date,
        attachments: entry.attachment_count,
        rows,
        debit,
        credit,
        signatures: signatures.map(|(role, name)| (words.word_of("voucher", role).to_owned(), name)).to_vec(),
        proof: proof(&head, String::new(), poster)?,
    })
}

/// 总账科目 is the account at the top of the tree; under it stands the account itself, or whom it is about.
fn row(
    r: &Reader<'_>,
    line: &EntryLine,
    accounts: &BTreeMap<String, Account>,
    summary: &str,
    language: Language,
) -> Result<VoucherRow> {
    let name = |zh: &str, en: &str| if language == Language::En { en.to_owned() } else { zh.to_owned() };
    let own = name(&line.account_name_zh, &line.account_name_en);
    let mut top = accounts.get(&line.account);
    while let Some(parent) =
        top.and_then(|account| account.parent.as_ref()).and_then(|code| accounts.get(code))
    {
        top = Some(parent);
    }
    let above = top.filter(|top| top.code != line.account);
    let party = line.party.map(|id| parties::get(r, id)).transpose()?.map(|party| party.fields.name);
    let account = match above {
        Some(top) => format!("{} {}", top.code, name(&top.name_zh, &top.name_en)),
        None => format!("{} {own}", line.account),
    };
    let below = above.map(|_| own);
    let detail = [below, party].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let zero = Money::zero(line.base.currency());
    let (debit, credit) = match line.side {
        Side::Debit => (line.base, zero),
        Side::Credit => (zero, line.base),
    };
    Ok(VoucherRow { summary: summary.to_owned(), account, detail, debit, credit })
}

/// What the entry says itself, else the number of its document.
fn summary(r: &Reader<'_>, entry: &Entry) -> Result<String> {
    if let Some(summary) = entry.summary.as_ref().filter(|summary| !summary.is_empty()) {
        return Ok(summary.clone());
    }
    let number =
        r.row("select number from document where seq = :seq", named_params! {":seq": entry.seq}, |row| {
            row.get::<_, Option<String>>("number")
        })?;
    Ok(number.flatten().unwrap_or_default())
}

fn poster(r: &Reader<'_>, seq: Seq) -> Result<String> {
    let found = r.row(
        "select u.name from trail t join user u on u.id = t.actor_id where t.seq = :seq",
        named_params! {":seq": seq},
        |row| row.get("name"),
    )?;
    Ok(found.unwrap_or_default())
}
