/** What differs between customers and suppliers: addresses, words and documents. */
import type { Business, DocumentKind, Right } from "../../bindings";

type Side = {
  home: string;
  /** The words that differ; the others are those of customers. */
  words: "customers" | "suppliers";
  newTrade: string;
  newCash: string;
  /** What writing a document to (or of) the party demands. */
  tradeRight: Right;
  kinds: DocumentKind[];
};

export const sideOf: Record<Business, Side> = {
  customer: {
    home: "/customers",
    words: "customers",
    newTrade: "/invoices/new",
    newCash: "/receipts/new",
    tradeRight: "sell",
    kinds: [
      "invoice",
      "credit_note",
      "receipt",
      "refund",
      "offset",
      "bad_debt",
      "recovery",
      "opening_receivable",
      "opening_advance",
    ],
  },
  supplier: {
    home: "/suppliers",
    words: "suppliers",
    newTrade: "/bills/new",
    newCash: "/payments/new",
    tradeRight: "keep",
    kinds: [
      "bill",
      "supplier_credit",
      "payment",
      "supplier_refund",
      "payable_write_off",
      "opening_payable",
      "opening_prepayment",
    ],
  },
};
