//! What one act moves, kept in step: entry lines, items opened, items reduced.
//!
//! Every posting to a control account comes with an item opened or reduced by the same amount, because [`Posting`]
//! offers no other way to touch one. Reducing an item relieves its share of the carrying amount; what the lines then
//! lack to balance in the book's currency is exchange gain or loss, and [`Posting::close_exchange`] posts it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::item::{Allocation, AllocationBody, ItemBody, OpenItem};
use super::write::{NewAllocation, NewItem, allocate, open};
use crate::audit::{self, Act, Subject};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::{Account, BookInfo, Entry, EntryBody, NewEntry, NewLine, Side, Why, post, refuse_closed};
use crate::money::{Currency, Money, Rounding};
use crate::store::{DocumentId, OpenItemId, PartyId, Seq, Writer};

/// What settles an item, as its history shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettledBy {
    /// The document that this act issues.
    ThisDocument,
    Document(DocumentId),
    Nothing,
}

/// An act under construction. Nothing is written before [`Posting::write`].
#[derive(Debug)]
pub struct Posting {
    pub date: Day,
    base: Currency,
    rounding: Rounding,
    lines: Vec<Line>,
    opens: Vec<Opening>,
    reductions: Vec<Reduction>,
    /// What is settled, as it stands before the act.
    reduced: BTreeMap<OpenItemId, OpenItem>,
    style: Style,
}

/// On which side amounts stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// Lines as they were given; those of items above nought.
    Usual,
    /// It takes something back by negative amounts on the usual sides (红字).
    RedLetter,
    /// It takes something back on the other sides.
    Mirrored,
}

/// A line; amounts count on its side.
#[derive(Debug)]
struct Line {
    account: Account,
    party: Option<PartyId>,
    side: Side,
    amount: Money,
    base: Money,
    /// Lines of items on one account, party and currency are one line.
    of_items: bool,
}

#[derive(Debug)]
struct Opening {
    account: Account,
    party: PartyId,
    due_on: Day,
    amount: Money,
    base: Money,
}

#[derive(Debug)]
struct Reduction {
    item: OpenItemId,
    by: SettledBy,
    amount: Money,
    base: Money,
}

/// What an act has written.
#[derive(Debug)]
pub struct Written {
    /// Absent where nothing moved between accounts.
    pub entry: Option<Entry>,
    pub items: Vec<OpenItem>,
    pub allocations: Vec<Allocation>,
}

impl Posting {
    pub fn new(book: &BookInfo, date: Day) -> Posting {
        Posting {
            date,
            base: book.currency,
            rounding: book.rounding,
            lines: Vec::new(),
            opens: Vec::new(),
            reductions: Vec::new(),
            reduced: BTreeMap::new(),
            style: Style::Usual,
        }
    }

    /// Debits or credits an account that is no control account.
    pub fn post(&mut self, account: Account, side: Side, amount: Money, base: Money) -> Result<()> {
        if account.control.is_some() {
            return Err(Error::AccountIsControl { account: account.code });
        }
        self.push(account, None, side, amount, base);
        Ok(())
    }

    /// Debits and credits a control account by the same amount: a debt that is named only to be paid.
    pub fn pass_through(
        &mut self,
        account: Account,
        party: PartyId,
        first: Side,
        amount: Money,
        base: Money,
    ) {
        self.push(account.clone(), Some(party), first, amount, base);
        self.push(account, Some(party), first.opposite(), amount, base);
    }

    /// Opens an item on a control account and posts it there.
    pub fn open(
        &mut self,
        account: Account,
        party: PartyId,
        due_on: Day,
        amount: Money,
        base: Money,
    ) -> Result<()> {
        let side = natural_side(&account)?;
        self.push_item(account.clone(), party, side, amount, base)?;
        if !amount.is_zero() {
            self.opens.push(Opening { account, party, due_on, amount, base });
        }
        Ok(())
    }

    /// Reduces an item by an amount of its own direction and posts that against its account; returns the share of the
    /// carrying amount that leaves with it. The item is as it stands when this is written.
    pub fn reduce(
        &mut self,
        item: &OpenItem,
        account: Account,
        amount: Money,
        by: SettledBy,
    ) -> Result<Money> {
        let base = self.left_of(item)?.relief(amount, self.rounding)?;
        let side = natural_side(&account)?.opposite();
        self.push_item(account, item.party_id, side, amount, base)?;
        self.reduced.entry(item.id).or_insert_with(|| item.clone());
        self.reductions.push(Reduction { item: item.id, by, amount, base });
        Ok(base)
    }

    /// The item as this act has left it so far, so that one named twice is relieved as if in two acts.
    fn left_of(&self, item: &OpenItem) -> Result<OpenItem> {
        let mut left = item.clone();
        for earlier in self.reductions.iter().filter(|earlier| earlier.item == item.id) {
            left.remaining = left.remaining.checked_sub(earlier.amount)?;
            left.remaining_base = left.remaining_base.checked_sub(earlier.base)?;
        }
        Ok(left)
    }

    /// Changes the carrying amount of an item, up or down, by nothing but its value in the book's currency.
    pub fn revalue(&mut self, item: &OpenItem, account: Account, change: Money) -> Result<()> {
        let (side, nought) = (natural_side(&account)?, Money::zero(item.amount.currency()));
        self.push_item(account, item.party_id, side, nought, change)?;
        let base = change.negated();
        self.reductions.push(Reduction { item: item.id, by: SettledBy::Nothing, amount: nought, base });
        Ok(())
    }

    fn push(&mut self, account: Account, party: Option<PartyId>, side: Side, amount: Money, base: Money) {
        self.lines.push(Line { account, party, side, amount, base, of_items: false });
    }

    fn push_item(
        &mut self,
        account: Account,
        party: PartyId,
        side: Side,
        amount: Money,
        base: Money,
    ) -> Result<()> {
        let same = |line: &&mut Line| {
            line.of_items
                && line.account.id == account.id
                && line.party == Some(party)
                && line.amount.currency() == amount.currency()
        };
        match self.lines.iter_mut().find(same) {
            Some(line) => {
                let turned = |money: Money| if line.side == side { money } else { money.negated() };
                line.amount = line.amount.checked_add(turned(amount))?;
                line.base = line.base.checked_add(turned(base))?;
            }
            None => self.lines.push(Line { account, party: Some(party), side, amount, base, of_items: true }),
        }
        Ok(())
    }

    /// Posts what the lines lack to balance in the book's currency: a gain or a loss on exchange.
    ///
    /// # Errors
    /// `entry_unbalanced` where no line is in another currency: then it is no exchange difference.
    pub fn close_exchange(
        &mut self,
        gain: impl FnOnce() -> Result<Account>,
        loss: impl FnOnce() -> Result<Account>,
    ) -> Result<()> {
        let mut debits = self.lines.iter().map(|line| match line.side {
            Side::Debit => line.base,
            Side::Credit => line.base.negated(),
        });
        let sum = debits.try_fold(Money::zero(self.base), Money::checked_add)?;
        if sum.is_zero() {
            return Ok(());
        }
        if self.lines.iter().all(|line| line.amount.currency() == self.base) {
            return Err(Error::EntryUnbalanced {
                debit: sum.to_plain(),
                credit: Money::zero(self.base).to_plain(),
            });
        }
        let (account, side, amount) = match sum.minor() {
            over if over > 0 => (gain()?, Side::Credit, sum),
            _ => (loss()?, Side::Debit, sum.negated()),
        };
        self.post(account, side, amount, amount)
    }

    /// The act takes something back, in the book's style.
    pub fn take_back(&mut self, book: &BookInfo) {
        self.style = if book.red_letter { Style::RedLetter } else { Style::Mirrored };
    }

    /// The lines as they will be posted; lines of nought are left out.
    pub fn lines(&self) -> Vec<NewLine> {
        let moved = |line: &&Line| !(line.amount.is_zero() && line.base.is_zero());
        self.lines.iter().filter(moved).map(|line| self.line(line)).collect()
    }

    fn line(&self, line: &Line) -> NewLine {
        let Line { account, party, side, amount, base, of_items } = line;
        let sign = if amount.is_zero() { base.minor() } else { amount.minor() };
        let turns = match (self.style, of_items) {
            (Style::Usual, false) | (Style::RedLetter, false) => false,
            (Style::Usual, true) | (Style::Mirrored, _) => sign < 0,
            (Style::RedLetter, true) => sign > 0,
        };
        let turned = |money: Money| if turns { money.negated() } else { money };
        NewLine {
            account: account.clone(),
            party: *party,
            side: if turns { side.opposite() } else { *side },
            amount: turned(*amount),
            base: turned(*base),
        }
    }

    /// Writes entry, items and allocations as part of `act`; `document` is the document the act issues.
    pub fn write(self, w: &Writer<'_>, act: &Act, document: Option<DocumentId>, why: Why) -> Result<Written> {
        let lines = self.lines();
        let entry = match lines.is_empty() {
            true => {
                refuse_closed(w, self.date)?;
                None
            }
            false => Some(post(w, act, NewEntry { date: self.date, why, lines })?),
        };
        let mut items = Vec::with_capacity(self.opens.len());
        for new in self.opens {
            let Opening { account, party, due_on, amount, base } = new;
            items.push(open(
                w,
                act,
                NewItem { document, account, party, date: self.date, due_on, amount, base },
            )?);
        }
        let rows: Vec<NewAllocation> = self
            .reductions
            .into_iter()
            .map(|row| NewAllocation {
                item: row.item,
                document: match row.by {
                    SettledBy::ThisDocument => document,
                    SettledBy::Document(id) => Some(id),
                    SettledBy::Nothing => None,
                },
                date: self.date,
                amount: row.amount,
                base: row.base,
            })
            .collect();
        Ok(Written { entry, items, allocations: allocate(w, act, self.reduced, &rows)? })
    }
}

fn natural_side(account: &Account) -> Result<Side> {
    let control = account.control.ok_or_else(|| Error::AccountIsControl { account: account.code.clone() })?;
    Ok(control.side())
}

impl Written {
    /// What the trail's digest covers of the act; a document adds itself.
    pub fn body(&self) -> PostingBody<'_> {
        PostingBody::new(self.entry.as_ref(), &self.items, &self.allocations)
    }

    /// Seals the trail over an act without a document.
    pub fn seal(&self, w: &Writer<'_>, act: Act) -> Result<Seq> {
        self.body().seal(w, act)
    }
}

/// What the trail's digest covers of an act of posting, its fields in the order of their names.
#[derive(Debug, Serialize)]
pub struct PostingBody<'a, Document = ()> {
    allocations: Vec<AllocationBody>,
    /// The document that the act issues.
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<Document>,
    entry: Option<EntryBody<'a>>,
    items: Vec<ItemBody<'a>>,
    /// The document that the act gives new due days, from which day and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    rescheduled: Option<(DocumentId, Day, &'a str)>,
    /// The document that the act voids, on which day and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    void: Option<(DocumentId, Day, &'a str)>,
}

impl<'a> PostingBody<'a> {
    pub fn new(entry: Option<&'a Entry>, items: &'a [OpenItem], allocations: &[Allocation]) -> Self {
        PostingBody {
            allocations: allocations.iter().map(Allocation::body).collect(),
            document: None,
            entry: entry.map(Entry::body),
            items: items.iter().map(OpenItem::body).collect(),
            rescheduled: None,
            void: None,
        }
    }

    pub fn with_document<Document>(self, document: Option<Document>) -> PostingBody<'a, Document> {
        let PostingBody { allocations, entry, items, rescheduled, void, .. } = self;
        PostingBody { allocations, document, entry, items, rescheduled, void }
    }

    #[must_use]
    pub fn with_rescheduling(self, rescheduled: Option<(DocumentId, Day, &'a str)>) -> PostingBody<'a> {
        PostingBody { rescheduled, ..self }
    }

    #[must_use]
    pub fn with_void(self, void: Option<(DocumentId, Day, &'a str)>) -> PostingBody<'a> {
        PostingBody { void, ..self }
    }
}

impl<Document: Serialize> PostingBody<'_, Document> {
    /// Ends the act with the digest of this.
    pub fn seal(&self, w: &Writer<'_>, act: Act) -> Result<Seq> {
        self.seal_as(w, act, Subject::Posting)
    }

    pub(super) fn seal_as(&self, w: &Writer<'_>, act: Act, subject: Subject) -> Result<Seq> {
        audit::seal(w, act, subject, audit::digest(&[&audit::canonical_body(self)?]))
    }
}
