//! The sample company: a paper merchant with two years of trade, so that every page has something to show.
//!
//! Everything is posted through the same rooms as an owner's own acts, in the order of its days: opening
//! balances, invoices, credit notes, bills, receipts (whole, part, late, several in one, too much), payments,
//! wages, cost of sales, VAT, closings. Amounts depend on nothing but the month the trade ends in, so the same
//! day gives the same company. The cast is in `assets/sample`; companies and people are invented.

mod cast;
mod chance;
mod contracts;
mod market;
mod orders;
mod talks;
mod trade;
mod vouchers;

use crate::calendar::{Instant, Month};
use crate::error::Result;
use crate::language::Language;
use crate::ledger::{self, Chart};
use crate::money::Currency;
use crate::store::{Book, Stamp, UserId};

use cast::Cast;
use trade::Trade;

const MONTHS_OF_TRADE: usize = 24;
const COMMAND: &str = "book.demo";

/// Which company is made for a language.
#[derive(Debug)]
pub struct Sample {
    language: Language,
    cast: Cast,
    months: Vec<Month>,
}

impl Sample {
    /// The company that speaks `language`, with trade up to the month before `today`'s.
    pub fn new(language: Language, today: crate::calendar::Day) -> Result<Sample> {
        let mut months = vec![Month::of(today).previous()];
        while months.len() < MONTHS_OF_TRADE {
            months.extend(months.last().map(|month| month.previous()));
        }
        months.reverse();
        Ok(Sample { language, cast: Cast::read(language)?, months })
    }

    pub fn company_name(&self) -> &str {
        &self.cast.company.name
    }

    pub fn chart(&self) -> Chart {
        if self.language == Language::En { Chart::Ifrs } else { Chart::CnSmall }
    }

    pub fn currency(&self) -> Currency {
        if self.language == Language::En { Currency::EUR } else { Currency::CNY }
    }

    /// When the book was begun, as the trail tells it: before the first month.
    pub fn begun_at(&self, now: Instant) -> Instant {
        self.months.first().map_or(now, |first| evening(first.previous(), now))
    }

    /// Fills a new, empty book. Each month is one transaction, recorded on its last evening; `told` hears how many
    /// are done of how many before each, and its refusal ends the work.
    pub fn fill(&self, book: &Book, now: Instant, told: &dyn Fn(u64, u64) -> Result<()>) -> Result<()> {
        let stamp = |now: Instant| Stamp { actor: UserId::new(1), now, command: COMMAND, reason: None };
        let mut trade = book.write(stamp(self.begun_at(now)), |w| {
            let opening_day =
                self.months.first().map_or(now.date_naive(), |first| first.previous().last_day());
            Trade::begin(w, self, opening_day)
        })?;
        for (index, month) in self.months.iter().enumerate() {
            told(index as u64, self.months.len() as u64)?;
            book.write(stamp(evening(*month, now)), |w| {
                trade.month(w, index, *month)?;
                // The last month stays open, for the owner to close.
                match index.checked_sub(1).and_then(|previous| self.months.get(previous)) {
                    Some(previous) => ledger::close(w, *previous).map(|_| ()),
                    None => Ok(()),
                }
            })?;
        }
        book.write(stamp(now), |w| {
            trade.leave_drafts(w, now.date_naive())?;
            market::enter(w, self.language, trade.goods(), now.date_naive())?;
            talks::talk(w, self.language, &self.cast, now.date_naive())?;
            trade.leave_orders(w, now.date_naive())
        })
    }
}

/// The month's last day in the evening, but never later than `now`.
fn evening(month: Month, now: Instant) -> Instant {
    month.last_day().and_hms_opt(18, 0, 0).map_or(now, |at| at.and_utc().min(now))
}
