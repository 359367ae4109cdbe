//! Reminders on paper, and how a letter of a run goes out: with its paper kept, or as a task to call.

use crate::access::user_name;
use crate::activities::{SaveTask, TaskFields, save_task};
use crate::audit;
use crate::calendar::Day;
use crate::dunning::{self, DunningChannel, DunningLetter, DunningTone, LetterState, Outgoing, RunLetter};
use crate::error::Result;
use crate::paper::{DemandPaper, DemandRow, Fact, Paper, demand};
use crate::parties;
use crate::store::{DocumentId, Reader, Seq, Writer};
use crate::templates::{Chosen, TemplatedKind};

use super::printing::Printing;
use super::sheet::{heading, pay_to, proof};

/// The letters of a run that may go out: all, or those of some lines.
///
/// # Errors
/// `not_found`.
pub fn ready_letters(r: &Reader<'_>, run: Seq, lines: Option<&[u32]>) -> Result<Vec<u32>> {
    let letters = dunning::letters(r, run)?;
    let ready = letters.iter().filter(|letter| letter.state == LetterState::Ready).map(|letter| letter.line);
    Ok(ready.filter(|line| lines.is_none_or(|lines| lines.contains(line))).collect())
}

/// Sends a letter as it stands today: its paper is kept where its channel has one, a call becomes a task of whoever looks after the
/// customer. Nothing goes out where nothing is left to claim; on a day on which nothing may go out the letter stays ready.
///
/// # Errors
/// `approval_missing`; `field_invalid` where it went out or was refused before.
pub fn send_letter(w: &Writer<'_>, run: Seq, line: u32, today: Day) -> Result<RunLetter> {
    let letter = match dunning::outgoing(w, run, line, today)? {
        Outgoing::Goes(letter) => letter,
        Outgoing::Waits => return dunning::letter(w, run, line),
        Outgoing::Dropped => return dunning::keep_outgoing(w, (run, line), None, None, today),
    };
    let number = number_of(&letter, run, line);
    match letter.channel {
        DunningChannel::Letter | DunningChannel::Mail => {
            let paper = demand_paper(w, &letter, &number)?;
            let name = format!("{number} {} {}.pdf", letter.party_code, letter.party_name);
            dunning::keep_outgoing(w, (run, line), Some(&letter), Some((&name, &paper.bytes)), today)
        }
        DunningChannel::Call => {
            let owner = parties::get(w, letter.party_id)?.fields.owner;
            let amounts: Vec<String> = letter
                .totals
                .iter()
                .map(|total| format!("{} {}", total.currency(), total.to_plain()))
                .collect();
            let to = [letter.contact.as_str(), letter.phone.as_str()].join(" ");
            let words = [letter.title.as_str(), to.trim(), &amounts.join(" + ")];
            let title = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" · ");
            let fields = TaskFields {
                party_id: Some(letter.party_id),
                title,
                due_on: today,
                assignee_id: owner,
                repeats: None,
            };
            save_task(w, &SaveTask { id: None, version: None, fields })?;
            dunning::keep_outgoing(w, (run, line), Some(&letter), None, today)
        }
        DunningChannel::Message => dunning::keep_outgoing(w, (run, line), Some(&letter), None, today),
    }
}

/// `CK-12-3`: a letter is named by its run and its place in it.
fn number_of(letter: &DunningLetter, run: Seq, line: u32) -> String {
    let series = if is_formal(letter) { "CK" } else { "TX" };
    format!("{series}-{run}-{line}")
}

fn is_formal(letter: &DunningLetter) -> bool {
    matches!(letter.tone, DunningTone::Formal | DunningTone::Final)
}

/// A letter on paper, in its language.
pub fn demand_paper(r: &Reader<'_>, letter: &DunningLetter, number: &str) -> Result<Paper> {
    let kind = Some(TemplatedKind::Demand);
    let Chosen { design, .. } =
        Printing::in_language(Some(letter.language)).chosen(r, kind, Some(letter.party_id), None)?;
    let language = letter.language;
    let (_, company) = parties::company(r)?;
    let party = parties::get(r, letter.party_id)?.fields;
    let head = audit::head(r, None)?;
    let mut heading = heading(r, &company, &party, proof(&head, String::new(), String::new())?, language)?;
    heading.facts = vec![
        Fact::text("demand_number", number).bold(),
        Fact::day("letter_dated", letter.date),
        Fact::day("pay_by", letter.deadline_on).bold(),
        Fact::text("customer_code", letter.party_code.clone()),
    ];
    let looked_after = party.owner.map(|owner| user_name(r, owner)).transpose()?.map(|owner| owner.name);
    for (label, value) in [
        ("your_contact", letter.contact.clone()),
        ("your_phone", letter.phone.clone()),
        ("our_contact", looked_after.unwrap_or_default()),
    ] {
        if !value.is_empty() {
            heading.facts.push(Fact::text(label, value));
        }
    }
    let mut rows = Vec::with_capacity(letter.items.len());
    for item in &letter.items {
        rows.push(DemandRow {
            number: item.number.clone(),
            contract: item
                .document_id
                .map(|id| contract_of(r, id))
                .transpose()?
                .flatten()
                .unwrap_or_default(),
            dated: item.date,
            due_on: item.due_on,
            days_late: item.days_late,
            open: item.open,
        });
    }
    let paper = DemandPaper {
        title: letter.title.clone(),
        number: number.to_owned(),
        dated: letter.date,
        deadline_on: letter.deadline_on,
        text: letter.text.lines().map(str::to_owned).collect(),
        rows,
        totals: letter.totals.clone(),
        interest: letter.interest.clone(),
        fee: letter.fee,
        pay_to: pay_to(&company, &heading.sender.name, &letter.party_code),
        formal: is_formal(letter),
        heading,
    };
    demand(&paper, language, &design)
}

/// The number of the contract that a document was sold under.
fn contract_of(r: &Reader<'_>, document: DocumentId) -> Result<Option<String>> {
    r.row(include_str!("contract_of.sql"), rusqlite::named_params! {":document": document}, |row| {
        row.get("number")
    })
}
