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
  /** What settles open items without money: the last part of the address of each. */
  adjustments: ("set-off" | "transfer" | "write-off")[];
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
      "deposit_forfeited",
      "opening_receivable",
      "opening_advance",
    ],
    adjustments: ["set-off", "transfer", "write-off"],
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
      "deposit_lost",
      "opening_payable",
      "opening_prepayment",
    ],
    adjustments: ["transfer", "write-off"],
  },
};
