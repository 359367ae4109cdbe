//! The books prove themselves.
//!
//! [`verify`] recomputes everything that is kept and compares, walks the hash chain, and names the first entry
//! or document that fails. It only reads. The checks are listed in [`CHECKS`]; each is a question with a list of
//! what contradicts it.

use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::audit::{self, Digest};
use crate::documents::{self, canonical_posting};
use crate::error::{Error, Result};
use crate::store::{Reader, Seq};
use crate::{activities, catalog, credit, ledger, parties, pipeline, reconciling, statements};

/// The outcome: which checks held, and what contradicts the others.
#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Proof {
    pub holds: bool,
    pub checks: Vec<Check>,
    pub head: audit::Head,
    #[ts(type = "number")]
    pub acts: i64,
    #[ts(type = "number")]
    pub entries: i64,
}

#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Check {
    /// A stable name, e.g. `entries_balance`.
    pub name: String,
    /// What contradicts it, at most [`SHOWN`]: entries as 记-n of a month, documents by number, accounts by code.
    pub faults: Vec<String>,
}

/// How many contradictions a check names.
pub const SHOWN: u32 = 20;

/// Each check and the query that finds what contradicts it; two more are walked in code.
const CHECKS: [(&str, &str); 20] = [
    ("structure", include_str!("structure.sql")),
    ("entries_balance", include_str!("entries_balance.sql")),
    ("voucher_numbers", include_str!("voucher_numbers.sql")),
    ("document_numbers", include_str!("document_numbers.sql")),
    ("posted_rows_in_trail", include_str!("posted_rows_in_trail.sql")),
    ("kept_balances", include_str!("kept_balances.sql")),
    ("outstanding", include_str!("outstanding.sql")),
    ("party_totals", include_str!("party_totals.sql")),
    ("party_facts", include_str!("party_facts.sql")),
    ("net_sales", include_str!("net_sales.sql")),
    ("control_accounts", include_str!("control_accounts.sql")),
    ("documents_match_entries", include_str!("documents_match_entries.sql")),
    ("closed_months", include_str!("closed_months.sql")),
    ("opportunities", include_str!("opportunities.sql")),
    ("credit", include_str!("credit.sql")),
    ("cash", include_str!("cash.sql")),
    ("commitments", include_str!("commitments.sql")),
    ("dunning", include_str!("dunning.sql")),
    ("reconciliation", include_str!("reconciliation.sql")),
    ("mail", include_str!("mail.sql")),
];

const ACTS_PER_STEP: u32 = 500;

/// The checks that are walked in code: what is open of orders and deliveries grows from their lines, the rows of credit reviews
/// and of comparisons with customers are those of their digest, and the chain.
const OPEN_LINES: &str = "open_lines";
const CREDIT_REVIEWS: &str = "credit_reviews";
const COMPARISONS: &str = "comparisons";
const CHAIN: &str = "chain";

/// Runs every check, or the one called `only`; `progress` hears acts done and acts in all.
///
/// # Errors
/// `cancelled`; `not_found` where `only` is no check. A check that fails is no error but a fault in the proof.
pub fn verify(
    r: &Reader<'_>,
    only: Option<&str>,
    progress: &dyn Fn(i64, i64),
    cancelled: &AtomicBool,
) -> Result<Proof> {
    let names: Vec<&str> = match only {
        Some(name) => vec![name],
        None => CHECKS
            .iter()
            .map(|(name, _)| *name)
            .chain([OPEN_LINES, CREDIT_REVIEWS, COMPARISONS, CHAIN])
            .collect(),
    };
    let acts: i64 = r.value("select count(*) from trail", [])?;
    let mut checks = Vec::with_capacity(names.len());
    for name in names {
        let faults = if name == CHAIN { walk_chain(r, acts, progress, cancelled)? } else { faults(r, name)? };
        checks.push(Check { name: name.into(), faults });
        refuse_cancelled(cancelled)?;
    }
    Ok(Proof {
        holds: checks.iter().all(|check| check.faults.is_empty()),
        checks,
        head: audit::head(r, None)?,
        acts,
        entries: r.value("select count(*) from entry", [])?,
    })
}

/// What contradicts one check of [`CHECKS`], by its name.
///
/// # Errors
/// `not_found` for a name that is no check.
pub fn faults(r: &Reader<'_>, name: &str) -> Result<Vec<String>> {
    if name == OPEN_LINES {
        return documents::open_line_faults(r, SHOWN);
    }
    if name == CREDIT_REVIEWS {
        return credit::review_faults(r, SHOWN);
    }
    if name == COMPARISONS {
        return reconciling::comparison_faults(r, SHOWN);
    }
    let found = CHECKS.iter().find(|(known, _)| *known == name);
    let (_, sql) = found.ok_or_else(|| Error::NotFound { kind: "check".into(), key: name.into() })?;
    r.rows(sql, named_params! {":shown": SHOWN}, |row| row.get("fault"))
}

/// Turns a failed proof into the refusal that scripts see (exit code 3). What the chain contradicts is named first:
/// it is an entry or a document, while a missing trigger is only how somebody got there.
pub fn refuse_failed(proof: &Proof) -> Result<()> {
    let faulty = |check: &&Check| !check.faults.is_empty();
    let chain = proof.checks.iter().find(|check| check.name == CHAIN).filter(faulty);
    let failed = chain.or_else(|| proof.checks.iter().find(faulty));
    match failed.and_then(|check| Some((check.name.clone(), check.faults.first()?.clone()))) {
        Some((check, subject)) => Err(Error::ProofFailed { check, subject }),
        None => Ok(()),
    }
}

fn refuse_cancelled(cancelled: &AtomicBool) -> Result<()> {
    if cancelled.load(Ordering::Relaxed) { Err(Error::Cancelled) } else { Ok(()) }
}

/// Recomputes every digest from the tables and every hash from its predecessor.
fn walk_chain(
    r: &Reader<'_>,
    acts: i64,
    progress: &dyn Fn(i64, i64),
    cancelled: &AtomicBool,
) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    let (mut previous, mut last) = (audit::genesis(), Seq::new(0));
    loop {
        let links = audit::links(r, last, ACTS_PER_STEP)?;
        if links.is_empty() {
            return Ok(faults);
        }
        for link in &links {
            let seq = link.header.seq;
            if seq.value() != last.value() + 1 {
                faults.push(format!("#{} … #{}", last.value() + 1, seq.value() - 1));
            }
            if digest_of(r, link)? != Some(link.header.digest) || link.header.hash(&previous)? != link.hash {
                faults.push(name_act(r, seq)?);
            }
            if faults.len() >= SHOWN as usize {
                return Ok(faults);
            }
            (previous, last) = (link.hash, seq);
        }
        progress(last.value(), acts);
        refuse_cancelled(cancelled)?;
    }
}

/// The digest of what the act wrote, from the rows as they stand now; `None` where they are gone.
fn digest_of(r: &Reader<'_>, link: &audit::Link) -> Result<Option<Digest>> {
    let seq = link.header.seq;
    let salted =
        |found: Option<([u8; 16], String)>| found.map(|(salt, body)| audit::salted_digest(&salt, &body));
    Ok(match link.header.subject.as_str() {
        "posting" => Some(audit::digest(&[&canonical_posting(r, seq)?])),
        "company" => salted(parties::canonical_company(r, seq)?),
        "party" => salted(parties::canonical_version(r, seq)?),
        "item" => salted(catalog::canonical_version(r, seq)?),
        "closing" => ledger::closings(r)?
            .iter()
            .find(|closing| closing.seq == seq)
            .map(|closing| audit::digest(&[closing.canonical().as_bytes()])),
        "rates" => Some(audit::digest(&[audit::canonical(&ledger::canonical_rates(r, seq)?).as_bytes()])),
        "sent_statement" => salted(statements::canonical_sent(r, seq)?),
        "statement_answer" => salted(statements::canonical_answer(r, seq)?),
        "activity" => salted(activities::canonical_activity(r, seq)?),
        "task" => salted(activities::canonical_tasks(r, seq)?),
        "party_attachment" => parties::canonical_filed(r, seq)?.map(|text| audit::digest(&[text.as_bytes()])),
        "pipeline" => pipeline::canonical_pipeline(r, seq)?.map(|body| audit::digest(&[body.as_bytes()])),
        "opportunity" => salted(pipeline::canonical_opportunity(r, seq)?),
        "lead" => salted(pipeline::canonical_lead(r, seq)?),
        "document_decision" => salted(documents::canonical_decision(r, seq)?),
        _ => salted(link.salt.zip(link.body.clone())),
    })
}

/// `记-12 2026-03 XS2603-0012 (#345)`: entry, month, document and seq of an act.
fn name_act(r: &Reader<'_>, seq: Seq) -> Result<String> {
    let name: Option<String> =
        r.row(include_str!("name_act.sql"), named_params! {":seq": seq}, |row| row.get("name"))?;
    Ok(name.unwrap_or_else(|| format!("#{seq}")))
}
