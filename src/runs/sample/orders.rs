//! What the sample company has quoted, promised and handed over, and not invoiced yet: none of it moves an account.

use chrono::Days;
use rust_decimal::Decimal;

use super::trade::Trade;
use crate::calendar::{Day, Month};
use crate::documents::{
    self, Decide, Decision, DocumentFields, DocumentKind, Issued, Origin, Shape, TradeFields, decide,
};
use crate::error::Result;
use crate::language::Language;
use crate::money::Figure;
use crate::orders::{NextInput, next};
use crate::store::{DocumentId, Writer};

impl Trade {
    /// Quotes in every state, orders on their way, deliveries that wait for their invoices.
    pub(super) fn leave_orders(&mut self, w: &Writer<'_>, today: Day) -> Result<()> {
        let began = Month::of(today).previous().first_day();
        let before = |days: u64| today - Days::new(days);
        let quote = |fields: TradeFields, day: Day, due_on: Option<Day>| {
            DocumentFields::Quote(TradeFields { date: Some(day), due_on, ..fields })
        };
        issue(w, &quote(self.basket(3), began + Days::new(2), Some(began + Days::new(12))), today)?;
        let accepted = issue(w, &quote(self.basket(0), before(12), Some(today + Days::new(18))), today)?;
        let declined = issue(w, &quote(self.basket(5), before(9), Some(today + Days::new(21))), today)?;
        let open = issue(w, &quote(self.basket(2), before(6), Some(today + Days::new(24))), today)?;
        issue(w, &quote(self.basket(6), before(2), Some(today + Days::new(28))), today)?;
        self.answer(w, accepted.id, Decision::Accepted, before(11), today)?;
        self.answer(w, declined.id, Decision::Declined, before(7), today)?;
        go_on(w, open.id, DocumentKind::Quote, before(4), today, |fields| {
            fields.discount_percent = Some(Figure(3.into()));
        })?;

        let deliver_by =
            |days: u64| move |fields: &mut TradeFields| fields.due_on = Some(today + Days::new(days));
        let order = go_on(w, accepted.id, DocumentKind::SalesOrder, before(10), today, deliver_by(5))?;
        go_on(w, order.id, DocumentKind::Delivery, before(6), today, |fields| {
            for line in &mut fields.lines {
                let half = (line.quantity.0 / Decimal::TWO).floor();
                line.quantity = Figure(half.max(Decimal::ONE));
            }
        })?;
        for (customer, day, due) in
            [(1, 8, before(1)), (4, 5, today + Days::new(9)), (7, 3, today + Days::new(14))]
        {
            let fields = TradeFields { date: Some(before(day)), due_on: Some(due), ..self.basket(customer) };
            let order = issue(w, &DocumentFields::SalesOrder(fields), today)?;
            if customer == 4 {
                go_on(w, order.id, DocumentKind::Delivery, before(2), today, |_| {})?;
            }
        }
        for (customer, day) in [(2, 11), (2, 4), (8, 1)] {
            let fields = TradeFields { date: Some(before(day)), ..self.basket(customer) };
            issue(w, &DocumentFields::Delivery(fields), today)?;
        }
        Ok(())
    }

    fn answer(
        &self,
        w: &Writer<'_>,
        document_id: DocumentId,
        decision: Decision,
        day: Day,
        today: Day,
    ) -> Result<()> {
        let (said_by, reason) = match self.language() {
            Language::En => ("Purchasing", "another supplier delivers sooner"),
            Language::ZhCn => ("采购部", "另一家交货更快"),
        };
        let reason = if decision == Decision::Declined { reason } else { "" };
        let new =
            Decide { document_id, decision, date: Some(day), said_by: said_by.into(), reason: reason.into() };
        decide(w, &new, today).map(|_| ())
    }
}

fn issue(w: &Writer<'_>, fields: &DocumentFields, today: Day) -> Result<Issued> {
    documents::issue(w, fields, Origin::Ours, today)
}

/// The document that comes next, changed before it is issued.
fn go_on(
    w: &Writer<'_>,
    from: DocumentId,
    kind: DocumentKind,
    day: Day,
    today: Day,
    change: impl FnOnce(&mut TradeFields),
) -> Result<Issued> {
    let fields = next(w, &NextInput { from: vec![from], kind, date: Some(day) }, today)?;
    let Shape::Trade(trade) = fields.shape() else { return issue(w, &fields, today) };
    let mut trade = trade.clone();
    change(&mut trade);
    let changed = match kind {
        DocumentKind::Quote => DocumentFields::Quote(trade),
        DocumentKind::SalesOrder => DocumentFields::SalesOrder(trade),
        _ => DocumentFields::Delivery(trade),
    };
    issue(w, &changed, today)
}
