//! What comes in from customers: open items, recurring invoices, orders, opportunities; each with the terms it is paid by.

use std::collections::BTreeMap;

use super::flow::{CashSource, Flow};
use super::promised::{Word, Words};
use super::receivable::{OpenSide, OpenSum, open_sums};
use super::tell::View;
use crate::calendar::{Day, Month};
use crate::documents::DocumentKind;
use crate::error::{Error, Result};
use crate::forecast::{Terms, Uncertain};
use crate::ledger;
use crate::money::Money;
use crate::parties::{self, Billing};
use crate::pipeline;
use crate::recurring;
use crate::store::{PartyId, Reader, StageId};

/// A sum that a customer will owe or owes: what it is, its terms, how probable it is at all, and from when on.
#[derive(Debug, Clone)]
pub(super) struct Coming {
    pub flow: Flow,
    pub party: PartyId,
    pub terms: Terms,
    percent: u32,
    issued: Day,
    /// What its customer said of it; that replaces what is usual.
    word: Option<Word>,
}

/// An order without a day is delivered so many days from now.
const DELIVERED_IN_DAYS: u64 = 14;

impl Coming {
    fn open(sum: &OpenSum, (minor, word): (i64, Option<Word>), view: &View) -> Coming {
        let flow = sum.flow(CashSource::Receivable, 1);
        Coming {
            flow: Flow { amount_minor: minor, promised_on: word.map(|word| word.on), ..flow },
            party: sum.party,
            terms: view.past.terms(sum.party, sum.date, sum.due_on, minor),
            percent: 100,
            issued: view.horizon.origin(),
            word,
        }
    }

    /// How it comes, where everybody pays so many days later.
    pub fn course(&self, view: &View, delay_days: u32) -> Flow {
        let (amount, horizon) = (self.flow.amount_minor, &view.horizon);
        let settling = view.behaviour.settling(&self.terms).delayed(delay_days);
        let by_delays = match Uncertain::settled(amount, settling, horizon) {
            Some(chances) => chances.if_it_comes(self.percent, self.issued, horizon),
            None => Uncertain::weighed(amount, horizon.origin(), 0, horizon),
        };
        if let Some(word) = self.word {
            let [on, last] = [word.on, word.last_on].map(|day| later_by(day, delay_days));
            return self.flow.clone().uncertain(by_delays.promised(word.percent, [on, last], horizon));
        }
        let flow = self.flow.clone().uncertain(by_delays);
        let Some(day) = view.method.day_of(&self.terms, &view.medians) else { return flow };
        // The rule says when, the delays how far around it.
        let by_rule = Uncertain::weighed(amount, later_by(day, delay_days), self.percent, horizon);
        Flow { expected: by_rule.expected(), percent: by_rule.percent(), ..flow }
    }
}

fn later_by(day: Day, days: u32) -> Day {
    day.checked_add_days(chrono::Days::new(u64::from(days))).unwrap_or(day)
}

/// Everything that comes from customers, opportunities among it.
pub(super) fn coming(r: &Reader<'_>, view: &View) -> Result<Vec<Coming>> {
    let open = open_sums(r, OpenSide::Customers)?;
    let mut words = Words::of(r, view)?;
    let mut all = Vec::new();
    for sum in &open {
        all.extend(words.split(sum).into_iter().map(|part| Coming::open(sum, part, view)));
    }
    let mut book = DueDays::new(r);
    all.extend(recurring_sales(r, view, &mut book)?);
    all.extend(orders(r, view, &mut book)?);
    all.extend(opportunities(r, view, &mut book)?);
    Ok(all)
}

/// When a document of a day falls due by its party's terms, or the company's.
pub(super) struct DueDays<'r> {
    r: &'r Reader<'r>,
    known: BTreeMap<PartyId, (Option<parties::Terms>, Billing)>,
}

impl<'r> DueDays<'r> {
    pub fn new(r: &'r Reader<'r>) -> DueDays<'r> {
        DueDays { r, known: BTreeMap::new() }
    }

    fn of(&mut self, party: PartyId) -> Result<&(Option<parties::Terms>, Billing)> {
        if !self.known.contains_key(&party) {
            let fields = parties::get(self.r, party)?.fields;
            let code = match fields.terms {
                Some(code) => Some(code),
                None => parties::company(self.r)?.1.default_terms,
            };
            let terms = code.map(|code| parties::terms(self.r, &code)).transpose()?;
            let billing = match fields.billing {
                Some(billing) => billing,
                None => crate::orders::policy(self.r)?.billing,
            };
            self.known.insert(party, (terms, billing));
        }
        self.known.get(&party).ok_or(Error::AmountOverflow)
    }

    pub fn due(&mut self, party: PartyId, date: Day) -> Result<Day> {
        self.of(party)?.0.as_ref().map_or(Ok(date), |terms| parties::due_on(terms, date))
    }

    /// The day of the invoice for what may be invoiced from a day on.
    fn invoiced(&mut self, party: PartyId, day: Day) -> Result<Day> {
        Ok(match self.of(party)?.1 {
            Billing::Monthly => Month::of(day).last_day(),
            Billing::PerOrder => day,
        })
    }
}

fn later(
    view: &View,
    flow: Flow,
    (party, party_name): (PartyId, String),
    (issued, due): (Day, Day),
    percent: u32,
) -> Coming {
    let terms = view.past.terms(party, issued, due, flow.amount_minor);
    Coming {
        flow: Flow { party: Some((party, party_name)), on: due, ..flow },
        party,
        terms,
        percent,
        issued,
        word: None,
    }
}

fn recurring_sales(r: &Reader<'_>, view: &View, days: &mut DueDays<'_>) -> Result<Vec<Coming>> {
    let mut found = Vec::new();
    for each in recurring::ahead(r, view.horizon.last_day())? {
        if each.kind != DocumentKind::Invoice {
            continue;
        }
        let Some(base) = in_base(r, view, each.total)? else { continue };
        let issued = each.date.max(view.tomorrow());
        let due = days.due(each.party_id, issued)?;
        let flow = Flow { name: each.name, ..Flow::new(CashSource::RecurringSales, due, base.minor()) };
        found.push(later(view, flow, (each.party_id, each.party_name), (issued, due), 100));
    }
    Ok(found)
}

/// A sum in the book's currency at the last rate; `None` where there is none.
pub(super) fn in_base(r: &Reader<'_>, view: &View, amount: Money) -> Result<Option<Money>> {
    if amount.currency() == view.book.currency {
        return Ok(Some(amount));
    }
    match ledger::rate_on(r, amount.currency(), view.horizon.origin()) {
        Ok(quote) => quote.rate.convert(amount, view.book.currency, view.book.rounding).map(Some),
        Err(Error::RateMissing { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

fn orders(r: &Reader<'_>, view: &View, days: &mut DueDays<'_>) -> Result<Vec<Coming>> {
    let rows = r.rows(include_str!("orders_open.sql"), [], |row| {
        let party: (PartyId, String) = (row.get("party_id")?, row.get("party_name")?);
        let sums: [i64; 2] = [row.get("ready_minor")?, row.get("ordered_minor")?];
        Ok((
            row.get("seq")?,
            row.get::<_, String>("number")?,
            party,
            row.get::<_, Option<Day>>("due_on")?,
            sums,
        ))
    })?;
    let tomorrow = view.tomorrow();
    let soon = tomorrow.checked_add_days(chrono::Days::new(DELIVERED_IN_DAYS)).unwrap_or(tomorrow);
    let mut found = Vec::new();
    for (seq, number, party, due_on, [ready, ordered]) in rows {
        let delivered = due_on.filter(|day| *day >= tomorrow).unwrap_or(soon);
        for (minor, day) in [(ready, tomorrow), (ordered, delivered)] {
            if minor <= 0 {
                continue;
            }
            let issued = days.invoiced(party.0, day)?;
            let due = days.due(party.0, issued)?;
            let flow = Flow {
                document: Some(seq),
                name: number.clone(),
                ..Flow::new(CashSource::Orders, due, minor)
            };
            found.push(later(view, flow, party.clone(), (issued, due), 100));
        }
    }
    Ok(found)
}

/// Open ones with a sum and an expected day, by the probability of their stage.
fn opportunities(r: &Reader<'_>, view: &View, days: &mut DueDays<'_>) -> Result<Vec<Coming>> {
    let odds: BTreeMap<StageId, u8> = pipeline::pipelines(r)?
        .into_iter()
        .flat_map(|pipeline| pipeline.stages)
        .map(|stage| (stage.id, stage.probability))
        .collect();
    let rows = r.rows(include_str!("opportunities_open.sql"), [], |row| {
        let party: (PartyId, String) = (row.get("party_id")?, row.get("party_name")?);
        let close: Day = row.get("expected_close_on")?;
        let stage: StageId = row.get("stage_id")?;
        Ok((
            row.get("id")?,
            row.get::<_, String>("title")?,
            party,
            row.get::<_, i64>("base_minor")?,
            close,
            stage,
        ))
    })?;
    let mut found = Vec::new();
    for (id, title, party, minor, close, stage) in rows {
        let issued = close.max(view.tomorrow());
        let due = days.due(party.0, issued)?;
        let percent = u32::from(odds.get(&stage).copied().unwrap_or_default());
        let flow = Flow { opportunity: Some(id), name: title, ..Flow::new(CashSource::Pipeline, due, minor) };
        found.push(later(view, flow, party, (issued, due), percent));
    }
    Ok(found)
}
