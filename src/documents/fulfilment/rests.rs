//! The last part of a line takes what is left of its amounts, so that parts add up to the whole to the cent.
//!
//! It does where the whole is used up and nothing but the quantity differs: price, discounts, tax and the way tax is
//! counted are those of the line it was made from, of all parts. An invoice counts as a part of the order first, whether it
//! was made from the order or from a delivery of it, then as a part of the delivery.

use std::rc::Rc;

use rusqlite::named_params;
use rust_decimal::Decimal;

use super::sources::{Made, line_of};
use super::tree::LineKey;
use crate::documents::desk::Desk;
use crate::documents::fields::TaxMode;
use crate::documents::kind::DocumentKind;
use crate::documents::levy::PartAmount;
use crate::documents::record::{Record, RecordLine};
use crate::documents::totals::{LineAmounts, Totals, summed};
use crate::error::Result;
use crate::ledger::Tax;
use crate::money::{Figure, Money};
use crate::store::{Reader, TaxId};

/// What two lines must agree in for their amounts to be shares of one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct LineTerms {
    unit_price: Figure,
    discount_percent: Option<Figure>,
    tax: TaxId,
    tax_mode: TaxMode,
    document_discount: Option<Figure>,
    after_tax: bool,
}

impl LineTerms {
    fn of(record: &Record, line: &RecordLine) -> LineTerms {
        LineTerms {
            unit_price: line.unit_price,
            discount_percent: line.discount_percent,
            tax: line.tax_id,
            tax_mode: record.tax_mode.unwrap_or_default(),
            document_discount: record.discount_percent,
            after_tax: record.detail.discounts_after_tax,
        }
    }
}

/// A whole that parts are taken of.
struct Whole {
    key: LineKey,
    record: Rc<Record>,
}

/// Gives each line that uses up what it was made from the rest of its amounts.
pub(in crate::documents) fn take_rests(
    desk: &Desk<'_, '_>,
    made: &Made<'_>,
    taxes: &[Rc<Tax>],
    totals: Totals,
) -> Result<Totals> {
    let fields = made.fields;
    if fields.lines.iter().all(|line| line.source.is_none()) {
        return Ok(totals);
    }
    let filled = |percent: Option<Figure>| percent.filter(|percent| *percent != Figure::ZERO);
    let mut lines = totals.lines.clone();
    // The wholes that lines above are parts of, with the line's place.
    let mut above: Vec<(LineKey, usize)> = Vec::new();
    for (at, (line, tax)) in fields.lines.iter().zip(taxes).enumerate() {
        let terms = LineTerms {
            unit_price: line.unit_price,
            discount_percent: filled(line.discount_percent),
            tax: tax.id,
            tax_mode: fields.tax_mode,
            document_discount: filled(fields.discount_percent),
            after_tax: fields.discounts_after_tax,
        };
        let wholes = wholes(desk, made.kind, line.source.map(|source| (source.document_id, source.line)))?;
        for whole in &wholes {
            let before = above.iter().filter(|(key, _)| *key == whole.key).map(|(_, place)| *place);
            let part = Part { terms, quantity: line.quantity.0, kind: made.kind };
            let used: Decimal = before.clone().map(|place| fields.lines[place].quantity.0).sum();
            let of_above: Vec<LineAmounts> = before.map(|place| lines[place].clone()).collect();
            if let Some(rest) = part.rest(desk, whole, used, &of_above)? {
                lines[at] = rest;
                break;
            }
        }
        above.extend(wholes.iter().map(|whole| (whole.key, at)));
    }
    let of_lines: Vec<&Tax> = taxes.iter().map(|tax| &**tax).collect();
    summed(&of_lines, lines, made.currency)
}

/// What a line is a part of: the order first, then what it was made from.
fn wholes(desk: &Desk<'_, '_>, kind: DocumentKind, source: Option<LineKey>) -> Result<Vec<Whole>> {
    let Some(key) = source else { return Ok(Vec::new()) };
    let record = desk.posted(key.0)?;
    let order = line_of(&record, key.1)?.source.filter(|_| kind == DocumentKind::Invoice);
    let mut wholes = Vec::with_capacity(2);
    if let Some(order) = order {
        wholes.push(Whole { key: (order.document_id, order.line), record: desk.posted(order.document_id)? });
    }
    wholes.push(Whole { key, record });
    Ok(wholes)
}

/// A line that may be the last part of a whole.
struct Part {
    terms: LineTerms,
    quantity: Decimal,
    kind: DocumentKind,
}

impl Part {
    /// What is left of the whole's amounts for this part; `None` where it does not use the whole up, or where terms differ.
    fn rest(
        &self,
        desk: &Desk<'_, '_>,
        whole: &Whole,
        used_above: Decimal,
        above: &[LineAmounts],
    ) -> Result<Option<LineAmounts>> {
        let of = line_of(&whole.record, whole.key.1)?;
        if LineTerms::of(&whole.record, of) != self.terms || of.quantity.0.is_zero() {
            return Ok(None);
        }
        let through = self.kind == DocumentKind::Invoice && whole.record.kind == DocumentKind::SalesOrder;
        let mut rest = Left::of(of);
        let mut used = used_above;
        for (seq, line) in siblings(desk.reader(), self.kind, whole.key, through)? {
            let record = desk.posted(seq)?;
            let sibling = line_of(&record, line)?;
            if LineTerms::of(&record, sibling) != self.terms || !rest.take(&Left::of(sibling))? {
                return Ok(None);
            }
            used += sibling.quantity.0;
        }
        if used + self.quantity != of.quantity.0 {
            return Ok(None);
        }
        for amounts in above {
            let taken = Left {
                gross: amounts.gross,
                net: amounts.net,
                tax: amounts.tax,
                parts: amounts.parts.clone(),
            };
            if !rest.take(&taken)? {
                return Ok(None);
            }
        }
        rest.amounts(self.terms.tax_mode).map(Some)
    }
}

/// Amounts that are left of a line.
struct Left {
    gross: Money,
    net: Money,
    tax: Money,
    parts: Vec<PartAmount>,
}

impl Left {
    fn of(line: &RecordLine) -> Left {
        Left { gross: line.gross, net: line.net, tax: line.tax, parts: line.parts.clone() }
    }

    /// Takes a part off; `false` where its tax is made up of other parts.
    fn take(&mut self, taken: &Left) -> Result<bool> {
        let alike = |(own, other): (&PartAmount, &PartAmount)| own.part == other.part;
        if self.parts.len() != taken.parts.len() || !self.parts.iter().zip(&taken.parts).all(alike) {
            return Ok(false);
        }
        self.gross = self.gross.checked_sub(taken.gross)?;
        self.net = self.net.checked_sub(taken.net)?;
        self.tax = self.tax.checked_sub(taken.tax)?;
        for (own, other) in self.parts.iter_mut().zip(&taken.parts) {
            own.base = own.base.checked_sub(other.base)?;
            own.amount = own.amount.checked_sub(other.amount)?;
        }
        Ok(true)
    }

    fn amounts(self, mode: TaxMode) -> Result<LineAmounts> {
        let Left { gross, net, tax, parts } = self;
        let total = net.checked_add(tax)?;
        let priced = if mode == TaxMode::Inclusive { total } else { net };
        Ok(LineAmounts { gross, discount: gross.checked_sub(priced)?, net, tax, total, parts })
    }
}

fn siblings(r: &Reader<'_>, kind: DocumentKind, (seq, line): LineKey, through: bool) -> Result<Vec<LineKey>> {
    r.rows(
        include_str!("siblings.sql"),
        named_params! {":kind": kind.as_str(), ":seq": seq, ":line": line, ":through": through},
        |row| Ok((row.get("seq")?, row.get("line")?)),
    )
}
