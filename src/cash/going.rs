//! What goes out, and what comes in without a customer: payables on their days, recurring bills, taxes, the plan.

use super::coming::{DueDays, in_base};
use super::flow::{CashSource, CashWord, Flow};
use super::later::later;
use super::receivable::{OpenSide, open_sums};
use super::tell::View;
use crate::calendar::{Day, Month};
use crate::documents::DocumentKind;
use crate::error::Result;
use crate::money::Money;
use crate::recurring;
use crate::store::{Reader, Seq};
use crate::vat;

/// Taxes of a period are paid up to this day of the month after it.
const TAX_DAY: u64 = 15;

pub(super) fn going(r: &Reader<'_>, view: &View) -> Result<Vec<Flow>> {
    let (plan, horizon) = (&view.plan, &view.horizon);
    let mut all = Vec::new();
    for sum in open_sums(r, OpenSide::Suppliers)? {
        let day = plan.payment_day(sum.due_on, horizon.origin());
        all.push(sum.flow(CashSource::Payable, -1).on(day, horizon));
    }
    all.extend(recurring_bills(r, view)?);
    all.extend(taxes(r, view)?);
    for planned in &plan.planned {
        let amount = Money::parse(&planned.amount.to_string(), view.book.currency)?;
        all.extend(planned.flows(amount, horizon));
    }
    all.extend(later(r, view, &all)?);
    Ok(all)
}

fn recurring_bills(r: &Reader<'_>, view: &View) -> Result<Vec<Flow>> {
    let (mut found, mut days) = (Vec::new(), DueDays::new(r));
    for each in recurring::ahead(r, view.horizon.last_day())? {
        if each.kind != DocumentKind::Bill {
            continue;
        }
        let Some(base) = in_base(r, view, each.total)? else { continue };
        let due = days.due(each.party_id, each.date)?;
        let day = view.plan.payment_day(due, view.horizon.origin());
        let flow = Flow::new(CashSource::RecurringPurchases, due, -base.minor());
        let flow = Flow { party: Some((each.party_id, each.party_name)), name: each.name, ..flow };
        found.push(flow.on(day, &view.horizon));
    }
    Ok(found)
}

/// What the ledger says is owed to the tax office: of periods that are over, and of the one that runs.
fn taxes(r: &Reader<'_>, view: &View) -> Result<Vec<Flow>> {
    let (month, horizon) = (Month::of(view.horizon.origin()), &view.horizon);
    let (period, _) = vat::period_of(r, month, Seq::LATEST)?;
    let found = vat::figures(r, period, Seq::LATEST)?;
    let surtaxes =
        found.surtaxes.iter().map(|surtax| surtax.amount.minor() - surtax.posted.minor()).sum::<i64>();
    let of_period = found.payable.minor();
    // A small-scale taxpayer's account holds the tax of the period that runs too.
    let running = match found.regime {
        Some(crate::ledger::Regime::SmallScale) => found.output.minor() - found.posted.minor(),
        _ => 0,
    };
    let standing = r.value::<i64>(include_str!("tax_standing.sql"), [])? - running;
    let after_period = paid_on(Month::of(period.to));
    let last = paid_on(month.previous());
    let next = if last > view.horizon.origin() { last } else { paid_on(month) };
    let flows = [
        (CashWord::TaxStanding, next, standing),
        (CashWord::VatOfPeriod, after_period, of_period),
        (CashWord::SurtaxOfPeriod, after_period, surtaxes),
    ];
    let owed = flows.into_iter().filter(|(_, _, minor)| *minor > 0);
    Ok(owed
        .map(|(word, day, minor)| {
            Flow { word: Some(word), ..Flow::new(CashSource::Tax, day, -minor) }.on(day, horizon)
        })
        .collect())
}

/// When taxes of a period that ends with a month are paid.
pub(super) fn paid_on(month: Month) -> Day {
    let first = month.next().first_day();
    first.checked_add_days(chrono::Days::new(TAX_DAY - 1)).unwrap_or(first)
}
