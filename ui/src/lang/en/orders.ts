import type { Language } from "../zh-CN";

/** Words of quotes, sales orders and delivery notes, in English. */
export const orders: Language["orders"] = {
  quotes: {
    title: "Quotes",
    new: "New quote",
    party: "Customer",
    search: "Number, customer or enquiry",
    emptyTitle: "Your quotes belong here",
    emptyBody:
      "A quote says what, for how much and until when. Once accepted it becomes a sales order without retyping.",
  },
  orders: {
    title: "Sales orders",
    new: "New sales order",
    party: "Customer",
    search: "Number, customer or their order",
    emptyTitle: "Your customers’ orders belong here",
    emptyBody:
      "An order says what is wanted and by when. Deliver and invoice it in parts; what is left is followed to the end.",
  },
  deliveries: {
    title: "Delivery notes",
    new: "New delivery note",
    party: "Customer",
    search: "Number, customer or order",
    emptyTitle: "Your delivery notes belong here",
    emptyBody:
      "A delivery note says what was handed over; one by one or by month they become invoices. Returned goods are lines below nought.",
  },
  views: {
    open: { quotes: "Valid", orders: "Open", deliveries: "Not invoiced" },
    expired: "Expired",
  },
  due: { quote: "Valid until", sales_order: "Deliver by", delivery: "Sign by" },
  noDay: "no limit",
  salesperson: "Salesperson",
  nobody: "nobody named",
};
