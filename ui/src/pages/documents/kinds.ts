/** The lists of documents, what each holds, and what their kinds have in common. */
import type { Business, Control, Document, DocumentKind, Right } from "../../bindings";
import { homeOf } from "../../lib/homes";
import type { Words } from "../../lib/i18n";

const PRE_INVOICE = ["quote", "sales_order", "delivery"] as const;
const TRADE_KINDS = ["invoice", "credit_note", "bill", "supplier_credit", ...PRE_INVOICE] as const;
/** What posts no entry and opens no item. */
export type PreInvoiceKind = (typeof PRE_INVOICE)[number];
export type TradeKind = (typeof TRADE_KINDS)[number];
export type CashKind = "receipt" | "payment";
/** A list of documents: the two sides of trade, what comes before an invoice, and money received or paid. */
export type TradeShelf = "sales" | "purchases";
export type OrderShelf = "quotes" | "orders" | "deliveries";
export type Shelf = TradeShelf | OrderShelf | CashKind;
type OrderView = Exclude<keyof Words["orders"]["views"], "open">;
export type View = keyof Words["documents"]["views"] | OrderView;
type ViewWord =
  | `documents.views.${keyof Words["documents"]["views"]}`
  | `cash.views.${keyof Words["cash"]["views"]}`
  | `orders.views.open.${OrderShelf}`
  | `orders.views.${OrderView}`;

type Facts = {
  path: string;
  kinds: DocumentKind[];
  business: Business;
  /** The saved views with their words. */
  views: Partial<Record<View, ViewWord>>;
  /** Where its own words stand; the others are those of all documents. */
  words: "documents.sales" | "documents.purchases" | `orders.${OrderShelf}` | "cash.receipt" | "cash.payment";
};

const TRADE_VIEWS = {
  all: "documents.views.all",
  open: "documents.views.open",
  overdue: "documents.views.overdue",
  settled: "documents.views.settled",
  void: "documents.views.void",
  drafts: "documents.views.drafts",
} as const;
const orderViews = (shelf: OrderShelf) => ({
  all: "documents.views.all" as const,
  open: `orders.views.open.${shelf}` as const,
  ...(shelf === "quotes"
    ? {
        expired: "orders.views.expired" as const,
        accepted: "orders.views.accepted" as const,
        declined: "orders.views.declined" as const,
      }
    : {
        ...(shelf === "orders" ? { overdue: "documents.views.overdue" as const } : {}),
        completed: "orders.views.completed" as const,
        closed: "orders.views.closed" as const,
      }),
  void: "documents.views.void" as const,
  drafts: "documents.views.drafts" as const,
});
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
  quotes: {
    path: "/quotes",
    kinds: ["quote"],
    business: "customer",
    views: orderViews("quotes"),
    words: "orders.quotes",
  },
  orders: {
    path: "/orders",
    kinds: ["sales_order"],
    business: "customer",
    views: orderViews("orders"),
    words: "orders.orders",
  },
  deliveries: {
    path: "/deliveries",
    kinds: ["delivery"],
    business: "customer",
    views: orderViews("deliveries"),
    words: "orders.deliveries",
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

export const isPreInvoice = (kind: DocumentKind): kind is PreInvoiceKind =>
  (PRE_INVOICE as readonly DocumentKind[]).includes(kind);

/** The kind a new document of a list has. */
export const newKindOf = (shelf: Shelf): TradeKind =>
  shelves[shelf].kinds.find(isTrade) ?? (shelf === "purchases" ? "bill" : "invoice");

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

/** What a new document of a list demands. */
export const rightOfShelf = (shelf: Shelf): Right => rightOf(shelves[shelf].kinds[0] ?? "invoice");

/** What issuing and voiding a document demands. */
export const rightOf = (kind: DocumentKind): Right =>
  kind === "invoice" || kind === "credit_note" || isPreInvoice(kind) ? "sell" : "keep";

/** Our own papers are issued; what money or a supplier's paper says is recorded. */
export type Act = keyof Words["documents"]["acts"];
export const actOf = (kind: DocumentKind): Act =>
  kind === "invoice" || kind === "credit_note" || isPreInvoice(kind) ? "issue" : "record";

/** What the day is called that a document runs to. */
export const dueWord = (kind: DocumentKind | undefined) =>
  kind !== undefined && isPreInvoice(kind) ? (`orders.due.${kind}` as const) : "documents.due";

/** The lists of what comes before an invoice. */
export const isOrders = (shelf: Shelf): shelf is OrderShelf =>
  shelf === "quotes" || shelf === "orders" || shelf === "deliveries";

/** What goes to customers by mail. */
const MAILED: DocumentKind[] = ["quote", "sales_order", "delivery", "invoice", "credit_note", "receipt"];

export const isMailed = (kind: DocumentKind): boolean => MAILED.includes(kind);
