//! A list of the customer's beside our books, as it was compared.

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::list::{ReconciliationState, reconciliation};
use super::matching::{Finding, FindingKind, FindingRule, Line};
use super::resolution::{Resolution, resolutions};
use super::unknown;
use crate::audit::{self, Digest, hex};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::money::{Currency, Money};
use crate::store::{DocumentId, PartyId, Reader, Seq, Writer};

/// What of our books stands beside the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ComparisonBasis {
    /// Every transaction of a period with its opening balance.
    #[default]
    Movements,
    /// What is open at the cut-off.
    OpenItems,
}

impl ComparisonBasis {
    const ALL: [ComparisonBasis; 2] = [ComparisonBasis::Movements, ComparisonBasis::OpenItems];

    fn as_str(self) -> &'static str {
        match self {
            ComparisonBasis::Movements => "movements",
            ComparisonBasis::OpenItems => "open_items",
        }
    }
}

/// A line about to be kept, with where it comes from.
#[derive(Debug, Clone)]
pub struct ComparedLine {
    pub line: Line,
    /// What our line is, a code under `word.`; empty for theirs.
    pub kind: String,
    pub document_id: Option<DocumentId>,
    /// The row of their file.
    pub file_row: Option<u32>,
}

/// A comparison about to be kept.
#[derive(Debug)]
pub struct NewComparison<'c> {
    pub reconciliation: Seq,
    pub basis: ComparisonBasis,
    pub from: Option<Day>,
    pub file_name: &'c str,
    /// How the file was read, as JSON.
    pub mapping: String,
    pub mirrored: bool,
    pub opening_assumed: bool,
    pub ours: &'c [ComparedLine],
    pub theirs: &'c [ComparedLine],
    pub findings: &'c [Finding],
    /// The cut-off: what is dated later does not count.
    pub as_of: Day,
}

/// A comparison with all it found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable, rename = "ListComparison")]
#[schemars(rename = "ListComparison")]
pub struct Comparison {
    pub seq: Seq,
    pub reconciliation: Seq,
    pub basis: ComparisonBasis,
    /// First day compared; absent where everything up to the cut-off is.
    pub from: Option<Day>,
    pub file_name: String,
    /// The list was written from their side: its signs were turned round.
    pub mirrored: bool,
    /// It brought no balance forward, so that ours stands for theirs.
    pub opening_assumed: bool,
    pub ours: Money,
    pub theirs: Money,
    /// Theirs less ours: the sum of all findings.
    pub difference: Money,
    pub recorded_at: String,
    pub compared_by: String,
    pub findings: Vec<ComparisonFinding>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ComparisonFinding {
    /// By which it is named.
    pub no: u32,
    pub kind: FindingKind,
    pub rule: FindingRule,
    /// Theirs less ours, up to the cut-off.
    pub difference: Money,
    pub ours: Vec<ComparisonLine>,
    pub theirs: Vec<ComparisonLine>,
    /// Somebody has to say what becomes of it.
    pub is_difference: bool,
    /// Of several the last.
    pub resolution: Option<Resolution>,
    /// Nobody has said it yet.
    pub is_open: bool,
}

/// Which findings of a comparison: those of a kind, or of several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ShownFindings {
    #[default]
    All,
    Differences,
    Open,
    #[serde(untagged)]
    Kind(FindingKind),
}

impl ShownFindings {
    pub fn holds(self, finding: &ComparisonFinding) -> bool {
        match self {
            ShownFindings::All => true,
            ShownFindings::Differences => finding.is_difference,
            ShownFindings::Open => finding.is_open,
            ShownFindings::Kind(kind) => finding.kind == kind,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ComparisonLine {
    pub line: u32,
    pub date: Day,
    /// What our line is: `invoice`, `receipt` …; `opening` for a balance brought forward.
    pub kind: String,
    pub number: String,
    pub reference: String,
    pub text: String,
    pub amount: Money,
    pub document_id: Option<DocumentId>,
    /// The row of their file.
    pub file_row: Option<u32>,
}

/// A line as it is stored and as the digest covers it, its fields in the order of their names.
#[derive(Debug, Serialize)]
struct StoredLine {
    amount_minor: i64,
    date: Day,
    document_seq: Option<DocumentId>,
    file_row: Option<u32>,
    finding: u32,
    kind: String,
    line: u32,
    number: String,
    reference: String,
    side: String,
    text: String,
}

#[derive(Debug, Serialize)]
struct StoredFinding {
    difference_minor: i64,
    kind: String,
    no: u32,
    rule: String,
}

/// Keeps a comparison; an earlier one of the letter stays and no longer counts.
///
/// # Errors
/// `reconciliation_closed` for a letter that is confirmed or withdrawn.
pub fn keep_comparison(w: &Writer<'_>, new: &NewComparison<'_>) -> Result<Comparison> {
    let letter = reconciliation(w, new.reconciliation)?;
    if matches!(letter.state, ReconciliationState::Confirmed | ReconciliationState::Withdrawn) {
        return Err(Error::ReconciliationClosed { number: letter.number });
    }
    let (findings, lines) = (stored_findings(new), stored_lines(new));
    let sum = |lines: &[ComparedLine]| -> i64 {
        lines.iter().filter(|of| of.line.date <= new.as_of).map(|of| of.line.minor).sum()
    };
    let (ours, theirs) = (sum(new.ours), sum(new.theirs));
    let apart: i64 = findings.iter().map(|finding| finding.difference_minor).sum();
    if ours + apart != theirs {
        return Err(Error::unexpected("the differences do not make their balance"));
    }
    let digest = digest_of(&findings, &lines)?;
    let seq = audit::record(
        w,
        &json!({"reconciliation_comparison": {"basis": new.basis, "file_name": new.file_name,
            "from_on": new.from, "mirrored": new.mirrored, "ours_minor": ours,
            "reconciliation_seq": new.reconciliation, "rows": hex(&digest), "theirs_minor": theirs}}),
    )?;
    w.execute(
        include_str!("insert_comparison.sql"),
        named_params! {":seq": seq, ":reconciliation": new.reconciliation, ":party": letter.party_id,
        ":basis": new.basis.as_str(), ":from": new.from, ":file_name": new.file_name, ":mapping": new.mapping,
        ":mirrored": new.mirrored, ":opening_assumed": new.opening_assumed, ":ours": ours, ":theirs": theirs,
        ":digest": digest},
    )?;
    for finding in &findings {
        w.execute(
            "insert into reconciliation_finding (comparison_seq, no, kind, rule, difference_minor)
             values (:seq, :no, :kind, :rule, :difference)",
            named_params! {":seq": seq, ":no": finding.no, ":kind": finding.kind, ":rule": finding.rule,
            ":difference": finding.difference_minor},
        )?;
    }
    for line in &lines {
        w.execute(
            include_str!("insert_line.sql"),
            named_params! {":seq": seq, ":side": line.side, ":line": line.line, ":finding": line.finding,
            ":date": line.date, ":kind": line.kind, ":number": line.number, ":reference": line.reference,
            ":text": line.text, ":amount": line.amount_minor, ":document": line.document_seq,
            ":file_row": line.file_row},
        )?;
    }
    comparison(w, seq)
}

fn stored_findings(new: &NewComparison<'_>) -> Vec<StoredFinding> {
    let stored = |(no, finding): (u32, &Finding)| StoredFinding {
        no,
        kind: finding.kind.as_str().into(),
        rule: finding.rule.as_str().into(),
        difference_minor: finding.difference_minor,
    };
    (1..).zip(new.findings).map(stored).collect()
}

/// The lines of the findings; those after the cut-off that nothing met stay out.
fn stored_lines(new: &NewComparison<'_>) -> Vec<StoredLine> {
    let mut stored = Vec::new();
    for (no, finding) in (1..).zip(new.findings) {
        let sides = [("ours", new.ours, &finding.ours), ("theirs", new.theirs, &finding.theirs)];
        for (side, lines, places) in sides {
            for place in places {
                let of = &lines[*place];
                stored.push(StoredLine {
                    side: side.into(),
                    line: u32::try_from(place + 1).unwrap_or(u32::MAX),
                    finding: no,
                    date: of.line.date,
                    kind: if of.line.opening { "opening".into() } else { of.kind.clone() },
                    number: of.line.number.clone(),
                    reference: of.line.reference.clone(),
                    text: of.line.text.clone(),
                    amount_minor: of.line.minor,
                    document_seq: of.document_id,
                    file_row: of.file_row,
                });
            }
        }
    }
    stored.sort_by(|one, other| (&one.side, one.line).cmp(&(&other.side, other.line)));
    stored
}

fn digest_of(findings: &[StoredFinding], lines: &[StoredLine]) -> Result<Digest> {
    Ok(audit::digest(&[&audit::canonical_body(&(findings, lines))?]))
}

/// The comparison of that act.
///
/// # Errors
/// `not_found`.
pub fn comparison(r: &Reader<'_>, seq: Seq) -> Result<Comparison> {
    let head = r.row(include_str!("comparison.sql"), named_params! {":seq": seq}, read_head)?;
    let (mut found, currency) =
        head.ok_or_else(|| Error::NotFound { kind: "comparison".into(), key: format!("#{seq}") })?;
    let mut resolved = resolutions(r, seq)?;
    let mut findings =
        r.rows(include_str!("findings.sql"), named_params! {":seq": seq}, |row| read_finding(row, currency))?;
    for (side, no, line) in r.rows(include_str!("lines.sql"), named_params! {":seq": seq}, |row| {
        Ok((row.get::<_, String>("side")?, row.get::<_, u32>("finding")?, read_line(row, currency)?))
    })? {
        let place = findings.binary_search_by_key(&no, |finding| finding.no);
        let Some(finding) = place.ok().and_then(|place| findings.get_mut(place)) else { continue };
        if side == "ours" { finding.ours.push(line) } else { finding.theirs.push(line) }
    }
    for finding in &mut findings {
        finding.resolution = resolved.remove(&finding.no);
        let is_settled = finding.resolution.as_ref().is_some_and(|resolution| resolution.settles());
        finding.is_open = finding.is_difference && !is_settled;
    }
    found.findings = findings;
    Ok(found)
}

/// The comparison of a letter that counts.
pub fn last_comparison(r: &Reader<'_>, letter: Seq) -> Result<Option<Comparison>> {
    let last: Option<Seq> = r.value(
        "select max(seq) from reconciliation_comparison where reconciliation_seq = :letter",
        named_params! {":letter": letter},
    )?;
    last.map(|seq| comparison(r, seq)).transpose()
}

/// How the last list of a customer was read, as JSON.
pub fn last_mapping(r: &Reader<'_>, party: PartyId) -> Result<Option<String>> {
    r.row(
        "select mapping from reconciliation_comparison where party_id = :party order by seq desc limit 1",
        named_params! {":party": party},
        |row| row.get("mapping"),
    )
}

fn read_head(row: &Row<'_>) -> rusqlite::Result<(Comparison, Currency)> {
    let (word, currency): (String, Currency) = (row.get("basis")?, row.get("currency")?);
    let (ours, theirs): (i64, i64) = (row.get("ours_minor")?, row.get("theirs_minor")?);
    let head = Comparison {
        seq: row.get("seq")?,
        reconciliation: row.get("reconciliation_seq")?,
        basis: ComparisonBasis::ALL
            .into_iter()
            .find(|each| each.as_str() == word)
            .ok_or_else(|| unknown("basis", &word))?,
        from: row.get("from_on")?,
        file_name: row.get("file_name")?,
        mirrored: row.get("mirrored")?,
        opening_assumed: row.get("opening_assumed")?,
        ours: Money::from_minor(ours, currency),
        theirs: Money::from_minor(theirs, currency),
        difference: Money::from_minor(theirs - ours, currency),
        recorded_at: row.get("recorded_at")?,
        compared_by: row.get("compared_by")?,
        findings: Vec::new(),
    };
    Ok((head, currency))
}

fn read_finding(row: &Row<'_>, currency: Currency) -> rusqlite::Result<ComparisonFinding> {
    let (kind, rule): (String, String) = (row.get("kind")?, row.get("rule")?);
    let kind = FindingKind::ALL
        .into_iter()
        .find(|each| each.as_str() == kind)
        .ok_or_else(|| unknown("kind", &kind))?;
    Ok(ComparisonFinding {
        no: row.get("no")?,
        kind,
        is_difference: kind.is_difference(),
        rule: FindingRule::ALL
            .into_iter()
            .find(|each| each.as_str() == rule)
            .ok_or_else(|| unknown("rule", &rule))?,
        difference: Money::from_minor(row.get("difference_minor")?, currency),
        ours: Vec::new(),
        theirs: Vec::new(),
        resolution: None,
        is_open: false,
    })
}

fn read_line(row: &Row<'_>, currency: Currency) -> rusqlite::Result<ComparisonLine> {
    Ok(ComparisonLine {
        line: row.get("line")?,
        date: row.get("date")?,
        kind: row.get("kind")?,
        number: row.get("number")?,
        reference: row.get("reference")?,
        text: row.get("text")?,
        amount: Money::from_minor(row.get("amount_minor")?, currency),
        document_id: row.get("document_seq")?,
        file_row: row.get("file_row")?,
    })
}

/// Comparisons whose lines or findings are no longer those that the trail has seen.
pub fn comparison_faults(r: &Reader<'_>, shown: u32) -> Result<Vec<String>> {
    let kept = r.rows(include_str!("comparisons_in_trail.sql"), [], |row| {
        Ok((
            row.get::<_, Seq>("seq")?,
            row.get::<_, Digest>("digest")?,
            row.get::<_, Option<String>>("sealed")?,
        ))
    })?;
    let mut faults = Vec::new();
    for (seq, digest, sealed) in kept {
        let findings = r.rows(include_str!("findings.sql"), named_params! {":seq": seq}, |row| {
            Ok(StoredFinding {
                difference_minor: row.get("difference_minor")?,
                kind: row.get("kind")?,
                no: row.get("no")?,
                rule: row.get("rule")?,
            })
        })?;
        let lines = r.rows(include_str!("lines.sql"), named_params! {":seq": seq}, |row| {
            Ok(StoredLine {
                amount_minor: row.get("amount_minor")?,
                date: row.get("date")?,
                document_seq: row.get("document_seq")?,
                file_row: row.get("file_row")?,
                finding: row.get("finding")?,
                kind: row.get("kind")?,
                line: row.get("line")?,
                number: row.get("number")?,
                reference: row.get("reference")?,
                side: row.get("side")?,
                text: row.get("text")?,
            })
        })?;
        if digest_of(&findings, &lines)? != digest || sealed.is_some_and(|sealed| sealed != hex(&digest)) {
            faults.push(format!("reconciliation_comparison #{seq}"));
        }
        if faults.len() >= shown as usize {
            break;
        }
    }
    Ok(faults)
}
