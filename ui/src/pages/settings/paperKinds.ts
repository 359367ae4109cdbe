import type { PaperTemplate, TemplatedKind } from "../../bindings";

/** What a template can be seen on, the usual one first. */
export const KINDS: TemplatedKind[] = [
  "invoice",
  "quote",
  "sales_order",
  "delivery",
  "credit_note",
  "receipt",
  "payment",
  "statement",
  "confirmation",
  "demand",
  "voucher",
  "report",
];

/** The paper of the house, which a new template begins with. */
export const HOUSE: PaperTemplate = {
  id: 0,
  name: "",
  language: "own",
  page: "a4",
  offset_right_mm: "0",
  offset_down_mm: "0",
  look: "classic",
  accent: "",
  logo: "left",
  window: "dl",
  columns: [],
  heading: "",
  intro: "",
  closing: "",
  footer: "",
  payment_code: false,
  payment_picture: null,
  barcode: false,
};
