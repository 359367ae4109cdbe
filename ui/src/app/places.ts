/** The pages of the window in their groups; the navigation, the palette and the shortcuts read this list. */

import type { Right } from "../bindings";

/** A page, and what one must be allowed to see it. */
export type Place = { path: string; word: Word; right: Right; key?: string };
export type Word =
  | "overview"
  | "customers"
  | "classes"
  | "segments"
  | "prices"
  | "today"
  | "leads"
  | "pipeline"
  | "performance"
  | "collection"
  | "credit"
  | "forecast"
  | "reconciliation"
  | "outbox"
  | "quotes"
  | "contracts"
  | "orders"
  | "deliveries"
  | "billing"
  | "invoices"
  | "receipts"
  | "items"
  | "suppliers"
  | "bills"
  | "payments"
  | "paymentRun"
  | "recurringSales"
  | "recurringPurchases"
  | "vouchers"
  | "rates"
  | "allowance"
  | "reports"
  | "monthEnd"
  | "import"
  | "settings";
export type Group = { word: "overview" | "customers" | "sales" | "purchases" | "books"; places: Place[] };

export const groups: Group[] = [
  { word: "overview", places: [{ path: "/overview", word: "overview", right: "view_sales" }] },
  {
    word: "customers",
    places: [
      { path: "/customers", word: "customers", right: "view_sales" },
      { path: "/classes", word: "classes", right: "view_sales" },
      { path: "/segments", word: "segments", right: "view_sales" },
      { path: "/today", word: "today", right: "view_sales" },
      { path: "/contracts", word: "contracts", right: "view_sales" },
      { path: "/leads", word: "leads", right: "view_sales" },
      { path: "/pipeline", word: "pipeline", right: "view_sales" },
      { path: "/performance", word: "performance", right: "view_sales" },
      { path: "/credit", word: "credit", right: "view_sales" },
      { path: "/dunning", word: "collection", right: "view_sales" },
      { path: "/reconciliation", word: "reconciliation", right: "view_sales" },
      { path: "/outbox", word: "outbox", right: "view_sales" },
    ],
  },
  {
    word: "sales",
    places: [
      { path: "/quotes", word: "quotes", right: "view_sales" },
      { path: "/orders", word: "orders", right: "view_sales" },
      { path: "/deliveries", word: "deliveries", right: "view_sales" },
      { path: "/billing", word: "billing", right: "view_sales" },
      { path: "/invoices", word: "invoices", right: "view_sales" },
      { path: "/recurring/sales", word: "recurringSales", right: "view_sales" },
      { path: "/receipts", word: "receipts", right: "view_sales" },
      { path: "/items", word: "items", right: "view_sales" },
      { path: "/prices", word: "prices", right: "view_sales" },
    ],
  },
  {
    word: "purchases",
    places: [
      { path: "/suppliers", word: "suppliers", right: "view_books" },
      { path: "/bills", word: "bills", right: "view_books" },
      { path: "/recurring/purchases", word: "recurringPurchases", right: "view_books" },
      { path: "/payments", word: "payments", right: "view_books" },
      { path: "/payment-run", word: "paymentRun", right: "view_books" },
    ],
  },
  {
    word: "books",
    places: [
      { path: "/vouchers", word: "vouchers", right: "view_books" },
      { path: "/forecast", word: "forecast", right: "view_books" },
      { path: "/rates", word: "rates", right: "view_books" },
      { path: "/allowance", word: "allowance", right: "view_books" },
      { path: "/reports", word: "reports", right: "view_sales" },
      { path: "/month-end", word: "monthEnd", right: "view_books" },
    ],
  },
];

export const foot: Place[] = [
  { path: "/import", word: "import", right: "keep" },
  { path: "/settings", word: "settings", right: "view_sales", key: "Ctrl ," },
];

/** Every page that can be gone to. */
export const places: Place[] = [...groups.flatMap((group) => group.places), ...foot];

/** Pages that do more than show: what they need beyond the list they belong to. */
const acts: [path: string, right: Right][] = [
  ["/customers/new", "edit_parties"],
  ["/suppliers/new", "edit_parties"],
  ["/segments/new", "edit_parties"],
  ["/prices/new", "keep"],
  ["/contracts/new", "sell"],
  ["/items/new", "edit_parties"],
  ["/today?new", "edit_parties"],
  ["/pipeline/new", "sell"],
  ["/reconciliation/new", "sell"],
  ...["/quotes", "/orders", "/deliveries"].flatMap((list): [string, Right][] => [
    [`${list}/new`, "sell"],
    [`${list}/draft`, "sell"],
  ]),
  ["/invoices/new", "sell"],
  ["/invoices/draft", "sell"],
  ["/recurring/sales/new", "sell"],
  ["/recurring/purchases/new", "keep"],
  ["/receipts/new", "keep"],
  ["/bills/new", "keep"],
  ["/bills/draft", "keep"],
  ["/payments/new", "keep"],
  ["/vouchers/new", "keep"],
];

/** `/customers/12/write-off`: what settles open items without money. */
const ADJUSTMENT = /^\/(customers|suppliers)\/\d+\/./;

/** What a page demands of the user's role. */
export function rightOf(path: string): Right {
  if (ADJUSTMENT.test(path)) return "keep";
  const act = acts.find(([prefix]) => path.startsWith(prefix));
  return act?.[1] ?? places.find((place) => path.startsWith(place.path))?.right ?? "view_sales";
}
