/** The four lists of documents, what each holds, and what their kinds have in common. */
import type { Business, Control, Document, DocumentKind, Right } from "../../bindings";
import { homeOf } from "../../lib/homes";
import type { Words } from "../../lib/i18n";

const TRADE_KINDS = ["invoice", "credit_note", "bill", "supplier_credit"] as const;
export type TradeKind = (typeof TRADE_KINDS)[number];
export type CashKind = "receipt" | "payment";
/** A list of documents: the two sides of trade, and money received or paid. */
export type TradeShelf = "sales" | "purchases";
export type Shelf = TradeShelf | CashKind;
export type View = keyof Words["documents"]["views"];
type ViewWord = `documents.views.${View}` | `cash.views.${keyof Words["cash"]["views"]}`;

type Facts = {
  path: string;
  kinds: DocumentKind[];
  business: Business;
  /** The saved views with their words. */
  views: Partial<Record<View, ViewWord>>;
  /** Where its own words stand; the others are those of all documents. */
  words: "documents.sales" | "documents.purchases" | "cash.receipt" | "cash.payment";
};

const TRADE_VIEWS = {
  all: "documents.views.all",
  open: "documents.views.open",
  overdue: "documents.views.overdue",
  settled: "documents.views.settled",
  void: "documents.views.void",
  drafts: "documents.views.drafts",
} as const;
const CASH_VIEWS = {
  all: "cash.views.all",
  open: "cash.views.open",
  settled: "cash.views.settled",
  void: "cash.views.void",
} as const;

export const shelves: Record<Shelf, Facts> = {
  sales: {
    path: "/invoices",
    kinds: ["invoice", "credit_note", "opening_receivable"],
    business: "customer",
    views: TRADE_VIEWS,
    words: "documents.sales",
  },
  purchases: {
    path: "/bills",
    kinds: ["bill", "supplier_credit", "opening_payable"],
    business: "supplier",
    views: TRADE_VIEWS,
    words: "documents.purchases",
  },
  receipt: {
    path: "/receipts",
    kinds: ["receipt", "refund", "recovery", "opening_advance"],
    business: "customer",
    views: CASH_VIEWS,
    words: "cash.receipt",
  },
  payment: {
    path: "/payments",
    kinds: ["payment", "supplier_refund", "opening_prepayment"],
    business: "supplier",
    views: CASH_VIEWS,
    words: "cash.payment",
  },
};

export const isTrade = (kind: DocumentKind): kind is TradeKind =>
  (TRADE_KINDS as readonly DocumentKind[]).includes(kind);

/** What corrects an invoice or a bill. */
export const creditOf = (shelf: Shelf): TradeKind =>
  shelf === "purchases" ? "supplier_credit" : "credit_note";

export const isCash = (kind: DocumentKind | Shelf): kind is CashKind =>
  kind === "receipt" || kind === "payment";

/** The list beneath which a document has its record. */
export function shelfOf(kind: DocumentKind): Shelf {
  const home = homeOf(kind, 0);
  const found = (Object.keys(shelves) as Shelf[]).find((shelf) => home.startsWith(`${shelves[shelf].path}/`));
  return found ?? "sales";
}

/** What can be owed, and what was paid or credited ahead and can be applied to it. */
export const isDebt = (kind: DocumentKind): boolean =>
  ["invoice", "bill", "opening_receivable", "opening_payable"].includes(kind);
export const isCredit = (kind: DocumentKind): boolean =>
  ["receipt", "payment", "credit_note", "supplier_credit", "opening_advance", "opening_prepayment"].includes(
    kind,
  );

/** The side of the business a document stands on. */
export const businessOf = ({ kind, detail }: Pick<Document, "kind" | "detail">): Business =>
  detail.offset === "payable_transfer" ? "supplier" : shelves[shelfOf(kind)].business;

/** What moves or closes open items without money. */
export const isAdjustment = (kind: DocumentKind): boolean =>
  ["offset", "bad_debt", "payable_write_off", "deposit_forfeited", "deposit_lost"].includes(kind);

/** The account whose items money settles, and the one that keeps the rest. */
export const debtOf = (kind: CashKind): Control => (kind === "receipt" ? "receivable" : "payable");
export const advanceOf = (kind: CashKind): Control =>
  kind === "receipt" ? "customer_advance" : "supplier_prepayment";

/** What issuing and voiding a document demands. */
export const rightOf = (kind: DocumentKind): Right =>
  kind === "invoice" || kind === "credit_note" ? "sell" : "keep";

/** Our own papers are issued; what money or a supplier's paper says is recorded. */
export type Act = keyof Words["documents"]["acts"];
export const actOf = (kind: DocumentKind): Act =>
  kind === "invoice" || kind === "credit_note" ? "issue" : "record";
