//! What of a line is delivered, invoiced and credited, and what is left: pure arithmetic.
//!
//! A [`Tree`] is a line of an order with everything that standing documents made of it, or a line of a delivery that came
//! from no order. Quantities keep the sign of what they count: a delivery's line below nought came back, and is invoiced
//! below nought. Nothing is invoiced beyond the greater of what was ordered and what was delivered; what an invoice took of
//! the order itself covers its deliveries, the earliest first, so that nothing is invoiced twice.

use rust_decimal::Decimal;

/// What invoices took of a line, and what credit notes took back of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Invoiced {
    pub quantity: Decimal,
    pub credited: Decimal,
    /// Of `credited`, what is to be invoiced again; the rest came back or is given up.
    pub reopened: Decimal,
}

impl Invoiced {
    fn stands(self) -> Decimal {
        self.quantity - self.reopened
    }
}

/// A line of a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered<Key> {
    pub key: Key,
    pub quantity: Decimal,
    pub invoiced: Invoiced,
    /// What is left of it is never invoiced.
    pub closed: bool,
}

/// A line of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordered<Key> {
    pub key: Key,
    pub quantity: Decimal,
    /// What invoices took of the order itself.
    pub invoiced: Invoiced,
    /// Nothing more is delivered of it.
    pub closed: bool,
    /// Nothing is delivered under it: it is invoiced as it was ordered.
    pub without_delivery: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree<Key> {
    pub ordered: Option<Ordered<Key>>,
    /// In the order of their acts.
    pub delivered: Vec<Delivered<Key>>,
}

/// How far a line has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    pub quantity: Decimal,
    /// What was delivered less what came back.
    pub delivered: Decimal,
    pub invoiced: Decimal,
    pub credited: Decimal,
    pub to_deliver: Decimal,
    /// What an invoice may still take of it.
    pub to_invoice: Decimal,
    /// Of `to_invoice`, what the billing run takes: what was delivered, or is invoiced as it was ordered.
    pub to_bill: Decimal,
}

impl<Key: Copy> Tree<Key> {
    /// The line it grows from.
    pub fn root(&self) -> Option<Key> {
        match &self.ordered {
            Some(ordered) => Some(ordered.key),
            None => self.delivered.first().map(|of| of.key),
        }
    }

    /// The order's line first, then its deliveries' lines.
    pub fn progress(&self) -> Vec<(Key, Progress)> {
        let direct = self.ordered.as_ref().map_or(Decimal::ZERO, |of| of.invoiced.stands());
        let left = self.left_of_deliveries(direct);
        let mut lines = Vec::with_capacity(self.delivered.len() + 1);
        if let Some(ordered) = &self.ordered {
            lines.push((ordered.key, self.of_order(ordered, &left)));
        }
        lines.extend(self.delivered.iter().zip(left).map(|(of, left)| {
            let open = if of.closed { Decimal::ZERO } else { left };
            let progress = Progress {
                quantity: of.quantity,
                delivered: of.quantity,
                invoiced: of.invoiced.quantity,
                credited: of.invoiced.credited,
                to_deliver: Decimal::ZERO,
                to_invoice: open,
                to_bill: open,
            };
            (of.key, progress)
        }));
        lines
    }

    fn of_order(&self, ordered: &Ordered<Key>, left: &[Decimal]) -> Progress {
        let delivered: Decimal = self.delivered.iter().map(|of| of.quantity).sum();
        let through: Decimal = self.delivered.iter().map(|of| of.invoiced.stands()).sum();
        let given_up: Decimal =
            self.delivered.iter().zip(left).filter(|(of, _)| of.closed).map(|(_, left)| *left).sum();
        let expected = if ordered.closed { Decimal::ZERO } else { ordered.quantity };
        let most = farther(expected, delivered, ordered.quantity);
        let to_invoice = rest(most - ordered.invoiced.stands() - through - given_up, ordered.quantity);
        let to_deliver = match ordered.closed || ordered.without_delivery {
            true => Decimal::ZERO,
            false => rest(ordered.quantity - delivered, ordered.quantity),
        };
        Progress {
            quantity: ordered.quantity,
            delivered,
            invoiced: ordered.invoiced.quantity
                + self.delivered.iter().map(|of| of.invoiced.quantity).sum::<Decimal>(),
            credited: ordered.invoiced.credited
                + self.delivered.iter().map(|of| of.invoiced.credited).sum::<Decimal>(),
            to_deliver,
            to_invoice,
            to_bill: if ordered.without_delivery { to_invoice } else { Decimal::ZERO },
        }
    }

    /// What is left to invoice of each delivery: its quantity less what was invoiced of it, less what the order's own
    /// invoices cover. What comes back gives cover back before it asks for a credit.
    fn left_of_deliveries(&self, direct: Decimal) -> Vec<Decimal> {
        let sign = self.ordered.as_ref().map_or(Decimal::ONE, |of| sign(of.quantity));
        let (mut cover, mut used) = (direct * sign, Decimal::ZERO);
        let mut left = Vec::with_capacity(self.delivered.len());
        for of in &self.delivered {
            let open = (of.quantity - of.invoiced.stands()) * sign;
            let by = match open > Decimal::ZERO {
                true => open.min(cover.max(Decimal::ZERO)),
                false => open.max(-used),
            };
            (cover, used) = (cover - by, used + by);
            left.push((open - by) * sign);
        }
        left
    }

    /// Whether no more is invoiced than was ordered or delivered.
    pub fn holds(&self) -> bool {
        let Some(ordered) = &self.ordered else {
            return self.delivered.iter().all(|of| fits(of.invoiced.stands(), of.quantity));
        };
        let delivered: Decimal = self.delivered.iter().map(|of| of.quantity).sum();
        let through: Decimal = self.delivered.iter().map(|of| of.invoiced.stands()).sum();
        let most = farther(ordered.quantity, delivered, ordered.quantity);
        (ordered.invoiced.stands() + through) * sign(ordered.quantity) <= most * sign(ordered.quantity)
    }
}

/// One, nought or minus one.
fn sign(of: Decimal) -> Decimal {
    match () {
        () if of.is_zero() => Decimal::ZERO,
        () if of.is_sign_negative() => -Decimal::ONE,
        () => Decimal::ONE,
    }
}

/// The one of two that goes farther in the direction of `towards`.
fn farther(one: Decimal, other: Decimal, towards: Decimal) -> Decimal {
    if towards.is_sign_negative() { one.min(other) } else { one.max(other) }
}

/// What is left, where it goes in the direction of `towards`; nought beyond.
fn rest(left: Decimal, towards: Decimal) -> Decimal {
    if sign(left) == sign(towards) { left } else { Decimal::ZERO }
}

/// Whether `quantity` can be taken of what is `open`: in its direction, and no more.
pub fn fits(quantity: Decimal, open: Decimal) -> bool {
    quantity.is_zero() || sign(quantity) == sign(open) && quantity.abs() <= open.abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(value: i64) -> Decimal {
        Decimal::from(value)
    }

    fn invoiced(quantity: i64) -> Invoiced {
        Invoiced { quantity: number(quantity), ..Invoiced::default() }
    }

    fn order(quantity: i64, direct: i64, deliveries: &[(i64, i64)]) -> Tree<u32> {
        let ordered = Ordered {
            key: 0,
            quantity: number(quantity),
            invoiced: invoiced(direct),
            closed: false,
            without_delivery: false,
        };
        Tree { ordered: Some(ordered), ..delivery(deliveries) }
    }

    fn delivery(deliveries: &[(i64, i64)]) -> Tree<u32> {
        let line = |(key, (quantity, through)): (u32, &(i64, i64))| Delivered {
            key,
            quantity: number(*quantity),
            invoiced: invoiced(*through),
            closed: false,
        };
        Tree { ordered: None, delivered: (1..).zip(deliveries).map(line).collect() }
    }

    /// To deliver and to invoice of the order, then to invoice of each delivery.
    fn open(tree: &Tree<u32>) -> Vec<i64> {
        let whole = |of: Decimal| i64::try_from(of).unwrap();
        let mut open = Vec::new();
        for (key, progress) in tree.progress() {
            if key == 0 {
                open.push(whole(progress.to_deliver));
            }
            open.push(whole(progress.to_invoice));
        }
        open
    }

    #[test]
    fn what_is_left_of_an_order_is_what_was_neither_delivered_nor_invoiced() {
        for (quantity, direct, deliveries, expected) in [
            (10, 0, &[][..], &[10, 10][..]),
            (10, 4, &[], &[10, 6]),
            (10, 0, &[(6, 0)], &[4, 10, 6]),
            (10, 0, &[(6, 6)], &[4, 4, 0]),
            (10, 0, &[(6, 6), (4, 1)], &[0, 3, 0, 3]),
            // more than was ordered
            (10, 0, &[(12, 0)], &[0, 12, 12]),
            (10, 10, &[(12, 0)], &[0, 2, 2]),
            // a line below nought, such as a rebate
            (-1, 0, &[(-1, 0)], &[0, -1, -1]),
            (-1, -1, &[], &[-1, 0]),
        ] {
            assert_eq!(
                open(&order(quantity, direct, deliveries)),
                expected,
                "{quantity} {direct} {deliveries:?}"
            );
        }
    }

    #[test]
    fn what_the_order_was_invoiced_covers_its_earliest_deliveries() {
        assert_eq!(open(&order(10, 4, &[(3, 0), (5, 0)])), [2, 6, 0, 4]);
        assert_eq!(open(&order(10, 10, &[(3, 0), (7, 0)])), [0, 0, 0, 0]);
        // What came back gives its cover back; what replaces it takes that.
        assert_eq!(open(&order(10, 10, &[(10, 0), (-2, 0)])), [2, 0, 0, 0]);
        assert_eq!(open(&order(10, 10, &[(10, 0), (-2, 0), (2, 0)])), [0, 0, 0, 0, 0]);
        // Without such an invoice it asks for a credit.
        assert_eq!(open(&order(10, 0, &[(10, 10), (-2, 0)])), [2, 0, 0, -2]);
    }

    #[test]
    fn a_credit_opens_a_quantity_only_where_it_says_so() {
        let mut tree = order(10, 0, &[(10, 10)]);
        tree.delivered[0].invoiced.credited = number(3);
        assert_eq!(open(&tree), [0, 0, 0]);
        tree.delivered[0].invoiced.reopened = number(3);
        assert_eq!(open(&tree), [0, 3, 3]);
    }

    #[test]
    fn what_is_closed_is_neither_delivered_nor_invoiced_any_more() {
        let mut tree = order(10, 0, &[(6, 0)]);
        tree.ordered.as_mut().unwrap().closed = true;
        assert_eq!(open(&tree), [0, 6, 6]);
        tree.delivered[0].closed = true;
        assert_eq!(open(&tree), [0, 0, 0]);
    }

    #[test]
    fn an_order_without_delivery_is_billed_as_it_was_ordered() {
        let mut tree = order(10, 3, &[]);
        tree.ordered.as_mut().unwrap().without_delivery = true;
        let (_, progress) = tree.progress()[0];
        assert_eq!((progress.to_deliver, progress.to_bill), (number(0), number(7)));
    }

    #[test]
    fn a_delivery_without_an_order_is_left_until_it_is_invoiced() {
        assert_eq!(open(&delivery(&[(5, 2)])), [3]);
        assert_eq!(open(&delivery(&[(-5, -2)])), [-3]);
        assert!(delivery(&[(5, 5)]).holds());
        assert!(!delivery(&[(5, 6)]).holds());
        assert!(order(10, 12, &[(12, 0)]).holds());
        assert!(!order(10, 12, &[(6, 0)]).holds());
    }

    #[test]
    fn a_quantity_fits_in_the_direction_of_what_is_open() {
        for (quantity, open, expected) in [
            (3, 3, true),
            (4, 3, false),
            (-1, 3, false),
            (-2, -3, true),
            (-4, -3, false),
            (0, 0, true),
            (1, 0, false),
        ] {
            assert_eq!(fits(number(quantity), number(open)), expected, "{quantity} of {open}");
        }
    }
}
