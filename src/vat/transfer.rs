//! The entries of a period's end: what is owed moves to its account (转出未交增值税), a small-scale taxpayer's
//! forgiven tax becomes income, surtaxes are accrued.
//!
//! Each posts the difference between what should stand and what stands, on the last day of the period of filing; run
//! again it posts nothing, after a late invoice the rest, after an entry was taken back all of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::figures::{SurtaxKind, VatFigures, due_and_posted, figures, period_of};
use crate::audit;
use crate::calendar::Month;
use crate::documents::PreviewLine;
use crate::error::Result;
use crate::ledger::{
    Account, AccountRole, BookInfo, Chart, Entry, Purpose, Regime, Side, Why, account_by_code,
    account_by_role, book, refuse_closed,
};
use crate::money::Money;
use crate::settlement::Posting;
use crate::store::{Reader, Seq, Writer};

#[derive(Debug, Clone, Deserialize, Serialize, TS, JsonSchema)]
pub struct TransferInput {
    /// The month, or one of the quarter that is filed.
    pub month: Month,
    /// Accrues the surtaxes too.
    #[serde(default = "yes")]
    #[ts(as = "Option<bool>", optional)]
    pub surtaxes: bool,
}

fn yes() -> bool {
    true
}

/// A period and what it would post.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct VatPreview {
    pub figures: VatFigures,
    /// Empty where nothing is left to post.
    pub transfer: Vec<PreviewLine>,
    pub surtax: Vec<PreviewLine>,
}

/// What was posted.
#[derive(Debug, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct Transferred {
    /// The transfer, or what was forgiven; absent where all of it stood already.
    pub transfer: Option<Entry>,
    pub surtax: Option<Entry>,
}

/// What the period of a month would post.
pub fn preview(r: &Reader<'_>, month: Month) -> Result<VatPreview> {
    let run = Run::of(r, month)?;
    let [transfer, surtax] = [run.transfer(r)?, run.surtax(r)?].map(|posting| lines(&posting));
    Ok(VatPreview { figures: run.figures, transfer, surtax })
}

/// Posts what the period of a month lacks.
///
/// # Errors
/// `month_closed` where the last month of the period is.
pub fn transfer(w: &Writer<'_>, input: &TransferInput) -> Result<Transferred> {
    let run = Run::of(w, input.month)?;
    refuse_closed(w, run.figures.period.to)?;
    let purpose = match run.figures.regime {
        Some(Regime::SmallScale) => Purpose::VatRelief,
        _ => Purpose::VatTransfer,
    };
    let transfer = write(w, run.transfer(w)?, purpose)?;
    let surtax = if input.surtaxes { write(w, run.surtax(w)?, Purpose::Surtax)? } else { None };
    Ok(Transferred { transfer, surtax })
}

/// What a month's end still has to move or forgive: `None` where the period of filing goes on after the month, or
/// the chart is not Chinese.
pub fn untransferred(r: &Reader<'_>, month: Month) -> Result<Option<Money>> {
    if book(r)?.chart == Chart::Ifrs {
        return Ok(None);
    }
    let (period, _) = period_of(r, month, Seq::LATEST)?;
    if period.to != month.last_day() {
        return Ok(None);
    }
    let (due, posted) = due_and_posted(r, period, Seq::LATEST)?;
    due.checked_sub(posted).map(Some)
}

struct Run {
    book: BookInfo,
    figures: VatFigures,
}

impl Run {
    fn of(r: &Reader<'_>, month: Month) -> Result<Run> {
        let (period, _) = period_of(r, month, Seq::LATEST)?;
        Ok(Run { book: book(r)?, figures: figures(r, period, Seq::LATEST)? })
    }

    fn posting(&self) -> Posting {
        Posting::new(&self.book, self.figures.period.to)
    }

    /// Debits one account and credits another; what takes back stands below nought in a red-letter book.
    fn move_between(
        &self,
        posting: &mut Posting,
        debit: Account,
        credit: Account,
        amount: Money,
    ) -> Result<()> {
        self.put(posting, debit, Side::Debit, amount)?;
        self.put(posting, credit, Side::Credit, amount)
    }

    fn put(&self, posting: &mut Posting, account: Account, side: Side, amount: Money) -> Result<()> {
        match amount.minor() < 0 && !self.book.red_letter {
            true => posting.post(account, side.opposite(), amount.negated(), amount.negated()),
            false => posting.post(account, side, amount, amount),
        }
    }

    fn transfer(&self, r: &Reader<'_>) -> Result<Posting> {
        let mut posting = self.posting();
        let VatFigures { due, posted, .. } = self.figures;
        let missing = due.checked_sub(posted)?;
        let role = |role: AccountRole| account_by_role(r, role);
        match self.figures.regime {
            None => self.sweep(r, &mut posting)?,
            Some(_) if missing.is_zero() => {}
            Some(Regime::SmallScale) => self.move_between(
                &mut posting,
                role(AccountRole::VatSmall)?,
                role(AccountRole::VatRelief)?,
                missing,
            )?,
            Some(Regime::General) => {
                // Paid in advance beyond what is owed: it goes the other way, by a column of its own.
                let overpaid = Money::from_minor((-due.minor()).min(-missing.minor()).max(0), due.currency());
                let unpaid = role(AccountRole::VatUnpaid)?;
                if !overpaid.is_zero() {
                    self.move_between(
                        &mut posting,
                        unpaid.clone(),
                        role(AccountRole::VatOverpaid)?,
                        overpaid,
                    )?;
                }
                let rest = missing.checked_add(overpaid)?;
                if !rest.is_zero() {
                    self.move_between(&mut posting, role(AccountRole::VatTransfer)?, unpaid, rest)?;
                }
            }
        }
        Ok(posting)
    }

    /// Empties the accounts of output and input tax into the account of what is owed.
    fn sweep(&self, r: &Reader<'_>, posting: &mut Posting) -> Result<()> {
        let unpaid = account_by_role(r, AccountRole::VatUnpaid)?;
        let mut moved = Money::zero(self.book.currency);
        for column in self.figures.columns.iter().filter(|column| column.account != unpaid.code) {
            moved = moved.checked_add(column.balance)?;
            let (side, amount) = (Side::from_sign(column.balance.minor()), magnitude(column.balance));
            posting.post(account_by_code(r, &column.account)?, side, amount, amount)?;
        }
        let (side, amount) = (Side::from_sign(-moved.minor()), magnitude(moved));
        posting.post(unpaid, side, amount, amount)
    }

    fn surtax(&self, r: &Reader<'_>) -> Result<Posting> {
        let mut posting = self.posting();
        let mut missing = Vec::new();
        let mut sum = Money::zero(self.book.currency);
        for surtax in &self.figures.surtaxes {
            let amount = surtax.amount.checked_sub(surtax.posted)?;
            sum = sum.checked_add(amount)?;
            if !amount.is_zero() {
                missing.push((surtax.kind, amount));
            }
        }
        if !sum.is_zero() {
            self.put(&mut posting, account_by_role(r, AccountRole::Surtax)?, Side::Debit, sum)?;
        }
        for (kind, amount) in missing {
            let role = match kind {
                SurtaxKind::City => AccountRole::CityTax,
                SurtaxKind::Education => AccountRole::Education,
                SurtaxKind::LocalEducation => AccountRole::LocalEducation,
            };
            self.put(&mut posting, account_by_role(r, role)?, Side::Credit, amount)?;
        }
        Ok(posting)
    }
}

fn magnitude(amount: Money) -> Money {
    Money::from_minor(amount.minor().abs(), amount.currency())
}

fn lines(posting: &Posting) -> Vec<PreviewLine> {
    let line = |line: crate::ledger::NewLine| PreviewLine {
        account: line.account.code,
        name_zh: line.account.name_zh,
        name_en: line.account.name_en,
        side: line.side,
        amount: line.amount,
        base: line.base,
    };
    posting.lines().into_iter().map(line).collect()
}

fn write(w: &Writer<'_>, posting: Posting, purpose: Purpose) -> Result<Option<Entry>> {
    if posting.lines().is_empty() {
        return Ok(None);
    }
    let act = audit::begin(w)?;
    let written = posting.write(w, &act, None, Why { purpose: Some(purpose), ..Why::default() })?;
    written.seal(w, act)?;
    Ok(written.entry)
}
