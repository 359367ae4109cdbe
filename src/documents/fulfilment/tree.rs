//! Trees of quantities, read from what is posted.

use std::collections::BTreeMap;

use rusqlite::{Row, named_params};
use rust_decimal::Decimal;

use super::quantities::{Delivered, Invoiced, Ordered, Tree};
use crate::error::{Error, Result};
use crate::store::{DocumentId, Reader, Seq};

/// A line of a document; lines count from one.
pub type LineKey = (DocumentId, u32);

/// The documents whose trees are read: one, or all.
#[derive(Debug, Clone, Copy)]
pub(super) enum Roots {
    Of(DocumentId),
    All,
}

/// A row of `tree.sql`.
struct Grown {
    root: LineKey,
    key: LineKey,
    part: String,
    quantity: Decimal,
    closed: bool,
    flag: bool,
}

/// Trees by their root, in the order of their acts.
pub(super) fn trees(r: &Reader<'_>, roots: Roots) -> Result<Vec<Tree<LineKey>>> {
    let (first, last) = match roots {
        Roots::Of(id) => (Seq::from(id), Seq::from(id)),
        Roots::All => (Seq::new(0), Seq::LATEST),
    };
    let rows = r.rows(include_str!("tree.sql"), named_params! {":first": first, ":last": last}, read)?;
    let mut trees: BTreeMap<LineKey, Tree<LineKey>> = BTreeMap::new();
    for row in rows {
        let row = row?;
        let tree = trees.entry(row.root).or_insert(Tree { ordered: None, delivered: Vec::new() });
        grow(tree, row);
    }
    Ok(trees.into_values().collect())
}

fn grow(tree: &mut Tree<LineKey>, row: Grown) {
    let Grown { key, part, quantity, closed, flag, .. } = row;
    match part.as_str() {
        "sales_order" => {
            let invoiced = Invoiced::default();
            tree.ordered = Some(Ordered { key, quantity, invoiced, closed, without_delivery: flag });
        }
        "delivery" => {
            tree.delivered.push(Delivered { key, quantity, invoiced: Invoiced::default(), closed });
        }
        part => {
            let of_order = tree.ordered.iter_mut().filter(|of| of.key == key).map(|of| &mut of.invoiced);
            let of_delivery = tree.delivered.iter_mut().filter(|of| of.key == key).map(|of| &mut of.invoiced);
            for invoiced in of_order.chain(of_delivery) {
                match (part, flag) {
                    ("invoiced", _) => invoiced.quantity += quantity,
                    (_, false) => invoiced.credited += quantity,
                    (_, true) => {
                        invoiced.credited += quantity;
                        invoiced.reopened += quantity;
                    }
                }
            }
        }
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Result<Grown>> {
    let quantity: String = row.get("quantity")?;
    let grown = Grown {
        root: (row.get("root_seq")?, row.get("root_line")?),
        key: (row.get("seq")?, row.get("line")?),
        part: row.get("part")?,
        quantity: Decimal::ZERO,
        closed: row.get("closed")?,
        flag: row.get("flag")?,
    };
    let quantity =
        quantity.parse().map_err(|_| Error::BookDamaged { reason: format!("quantity {quantity}") });
    Ok(quantity.map(|quantity| Grown { quantity, ..grown }))
}
