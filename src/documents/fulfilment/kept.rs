//! What is open of orders and deliveries, kept line by line so that lists and sums need no tree.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Row, named_params};
use rust_decimal::Decimal;

use super::quantities::Progress;
use super::tree::{LineKey, Roots, trees};
use crate::error::{Error, Result};
use crate::ledger::{BookInfo, book};
use crate::money::{Currency, Money, Rate};
use crate::store::{DocumentId, PartyId, Reader, Seq, Writer};

/// A row of `open_line`: something is left to deliver or to invoice of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
struct OpenLine {
    root: DocumentId,
    party: PartyId,
    deliver: Open,
    invoice: Open,
    bill: Open,
}

/// A quantity with its share of the line's amount with tax, in the document's currency and in the book's.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Open {
    quantity: String,
    minor: i64,
    base_minor: i64,
}

/// What amounts are shared out of: the line as it was issued.
struct Whole {
    party: PartyId,
    gross: Money,
    rate: Rate,
}

/// Keeps anew what is open of the trees that grow from those documents.
pub(in crate::documents) fn keep(w: &Writer<'_>, roots: &BTreeSet<DocumentId>) -> Result<()> {
    if roots.is_empty() {
        return Ok(());
    }
    let book = book(w)?;
    for root in roots {
        w.execute("delete from open_line where root_seq = :root", named_params! {":root": root})?;
        for ((seq, line), open) in computed(w, &book, Roots::Of(*root))? {
            w.put(
                include_str!("insert_open_line.sql"),
                named_params! {
                    ":seq": seq, ":line": line, ":root": open.root, ":party": open.party,
                    ":to_deliver": open.deliver.quantity, ":to_invoice": open.invoice.quantity,
                    ":to_bill": open.bill.quantity,
                    ":to_deliver_minor": open.deliver.minor, ":to_invoice_minor": open.invoice.minor,
                    ":to_bill_minor": open.bill.minor,
                    ":to_deliver_base_minor": open.deliver.base_minor,
                    ":to_invoice_base_minor": open.invoice.base_minor,
                    ":to_bill_base_minor": open.bill.base_minor,
                },
            )?;
        }
    }
    Ok(())
}

/// What contradicts the kept quantities: by number and line, at most `shown`; and lines invoiced beyond what was ordered
/// or delivered.
pub fn open_line_faults(r: &Reader<'_>, shown: u32) -> Result<Vec<String>> {
    let expected = computed(r, &book(r)?, Roots::All)?;
    let kept: BTreeMap<LineKey, OpenLine> =
        r.rows(include_str!("open_lines.sql"), [], read)?.into_iter().collect();
    let differs = |key: &&LineKey| expected.get(key) != kept.get(key);
    let mut faulty: BTreeSet<LineKey> = expected.keys().chain(kept.keys()).filter(differs).copied().collect();
    for tree in trees(r, Roots::All)?.iter().filter(|tree| !tree.holds()) {
        faulty.extend(tree.root());
    }
    let name = |(seq, line): LineKey| {
        let number: Option<String> =
            r.row("select number from document where seq = :seq", named_params! {":seq": seq}, |row| {
                row.get("number")
            })?;
        Ok(format!("{} / {line}", number.unwrap_or_else(|| format!("#{}", Seq::from(seq)))))
    };
    faulty.into_iter().take(shown as usize).map(name).collect()
}

/// The number of an order of which more is invoiced than was ordered or delivered; `None` where nothing is.
pub(in crate::documents) fn invoiced_beyond(r: &Reader<'_>, root: DocumentId) -> Result<Option<String>> {
    match trees(r, Roots::Of(root))?.iter().all(|tree| tree.holds()) {
        true => Ok(None),
        false => r.row("select number from document where seq = :seq", named_params! {":seq": root}, |row| {
            row.get("number")
        }),
    }
}

/// The rows as they should be.
fn computed(r: &Reader<'_>, book: &BookInfo, roots: Roots) -> Result<BTreeMap<LineKey, OpenLine>> {
    let mut rows = BTreeMap::new();
    for tree in trees(r, roots)? {
        let Some((root, _)) = tree.root() else { continue };
        for (key, progress) in tree.progress() {
            if progress.to_deliver.is_zero() && progress.to_invoice.is_zero() {
                continue;
            }
            let whole = whole(r, key)?;
            let open = |quantity| open(&whole, book, &progress, quantity);
            let (deliver, invoice, bill) =
                (open(progress.to_deliver)?, open(progress.to_invoice)?, open(progress.to_bill)?);
            rows.insert(key, OpenLine { root, party: whole.party, deliver, invoice, bill });
        }
    }
    Ok(rows)
}

fn open(whole: &Whole, book: &BookInfo, of: &Progress, quantity: Decimal) -> Result<Open> {
    let currency = whole.gross.currency();
    let share = match quantity == of.quantity {
        true => whole.gross,
        false => {
            let exact = whole.gross.to_decimal().checked_mul(quantity).ok_or(Error::AmountOverflow)?;
            Money::rounded(exact / of.quantity, currency, book.rounding)?
        }
    };
    let base = match currency == book.currency {
        true => share,
        false => whole.rate.convert(share, book.currency, book.rounding)?,
    };
    Ok(Open { quantity: quantity.normalize().to_string(), minor: share.minor(), base_minor: base.minor() })
}

fn whole(r: &Reader<'_>, (seq, line): LineKey) -> Result<Whole> {
    let found: Option<(PartyId, Currency, String, i64)> =
        r.row(include_str!("whole.sql"), named_params! {":seq": seq, ":line": line}, |row| {
            Ok((row.get("party_id")?, row.get("currency")?, row.get("rate")?, row.get("gross_minor")?))
        })?;
    let (party, currency, rate, minor) =
        found.ok_or_else(|| Error::BookDamaged { reason: format!("line {line} of #{}", Seq::from(seq)) })?;
    Ok(Whole { party, gross: Money::from_minor(minor, currency), rate: rate.parse()? })
}

fn read(row: &Row<'_>) -> rusqlite::Result<(LineKey, OpenLine)> {
    let open = |of: &str| {
        Ok::<_, rusqlite::Error>(Open {
            quantity: row.get(of)?,
            minor: row.get(format!("{of}_minor").as_str())?,
            base_minor: row.get(format!("{of}_base_minor").as_str())?,
        })
    };
    let line = OpenLine {
        root: row.get("root_seq")?,
        party: row.get("party_id")?,
        deliver: open("to_deliver")?,
        invoice: open("to_invoice")?,
        bill: open("to_bill")?,
    };
    Ok(((row.get("seq")?, row.get("line")?), line))
}
