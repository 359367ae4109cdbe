/** The two sides of trade and the kinds of documents on each. */
import type { Business, DocumentKind } from "../../bindings";

export type TradeKind = "invoice" | "credit_note" | "bill";
export type TradeSide = "sales" | "purchases";

export const kindsOf: Record<TradeSide, DocumentKind[]> = {
  sales: ["invoice", "credit_note", "opening_receivable"],
  purchases: ["bill", "opening_payable"],
};
export const pathOfSide: Record<TradeSide, string> = { sales: "/invoices", purchases: "/bills" };
export const sideOf = (kind: DocumentKind): TradeSide =>
  kind === "bill" || kind === "opening_payable" ? "purchases" : "sales";
export const businessOf = (side: TradeSide): Business => (side === "sales" ? "customer" : "supplier");
