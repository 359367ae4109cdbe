import type { Language } from "../zh-CN";

/** The words of payment runs, in English. */
export const paymentRun: Language["paymentRun"] = {
  dueTo: "Due to",
  on: "Pay on",
  list: "Payment list",
  post: "Pay and post",
  choose: "Choose",
  supplier: "Supplier",
  supplierNumber: "Supplier’s number",
  discount: "Discount",
  pay: "To pay",
  credit: "{{amount}} could be applied",
  paid_one: "Recorded payment {{numbers}}, {{amount}}",
  paid_other: "Recorded {{count}} payments {{numbers}}, {{amount}}",
  payments_one: "{{count}} payment",
  payments_other: "{{count}} payments",
  nothing: "No bills are due",
  nothingBody: "Nothing is to be paid by that day. Choose a later “due to” to pay ahead.",
  keys: "↑ ↓ move · Space choose · A all · Enter open",
};
