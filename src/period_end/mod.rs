//! What the end of a month or year posts: profit transferred, the year closed.
//!
//! Each is a plan that is shown before it is posted, is posted as an entry with its purpose, and is taken back by
//! `settlement::take_back`. Amounts come from the balances at the period's last day, so that a run repeated finds
//! nothing left to do or is refused.

mod profit;

pub use profit::{close_year, plan_profit, plan_year, transfer_profit};

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use crate::audit;
use crate::calendar::Day;
use crate::documents::PreviewLine;
use crate::error::{Error, Result};
use crate::ledger::{Account, Entry, Purpose, Side, Why, book};
use crate::money::Money;
use crate::settlement::Posting;
use crate::store::Writer;

/// An entry before it is posted.
#[derive(Debug)]
pub struct Planned {
    pub purpose: Purpose,
    pub date: Day,
    lines: Vec<(Account, Side, Money)>,
}

/// An entry as it would be posted.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct EntryPreview {
    pub purpose: Purpose,
    pub date: Day,
    pub lines: Vec<PreviewLine>,
}

impl Planned {
    fn new(purpose: Purpose, date: Day) -> Planned {
        Planned { purpose, date, lines: Vec::new() }
    }

    /// Adds a line; an amount below nought goes to the other side, one of nought is left out.
    fn add(&mut self, account: Account, side: Side, amount: Money) {
        match amount.minor() {
            0 => {}
            minor if minor < 0 => self.lines.push((account, side.opposite(), amount.negated())),
            _ => self.lines.push((account, side, amount)),
        }
    }

    pub fn preview(self) -> EntryPreview {
        let lines = self.lines.into_iter().map(|(account, side, amount)| PreviewLine {
            account: account.code,
            name_zh: account.name_zh,
            name_en: account.name_en,
            side,
            amount,
            base: amount,
        });
        EntryPreview { purpose: self.purpose, date: self.date, lines: lines.collect() }
    }

    fn post(self, w: &Writer<'_>) -> Result<Entry> {
        let mut posting = Posting::new(&book(w)?, self.date);
        for (account, side, amount) in self.lines {
            posting.post(account, side, amount, amount)?;
        }
        let act = audit::begin(w)?;
        let why = Why { purpose: Some(self.purpose), ..Why::default() };
        let written = posting.write(w, &act, None, why)?;
        written.seal(w, act)?;
        written.entry.ok_or(Error::NothingToPost)
    }
}

/// Posts plans, one act each.
///
/// # Errors
/// `nothing_to_post` where there are none; what posting refuses.
fn post_all(w: &Writer<'_>, plans: Vec<Planned>) -> Result<Vec<Entry>> {
    if plans.is_empty() {
        return Err(Error::NothingToPost);
    }
    plans.into_iter().map(|plan| plan.post(w)).collect()
}
