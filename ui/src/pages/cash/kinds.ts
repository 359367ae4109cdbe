/** Money received and money paid: the same pages seen from two sides. */
import type { Business, Control } from "../../bindings";

export type CashKind = "receipt" | "payment";

export const pathOf: Record<CashKind, string> = { receipt: "/receipts", payment: "/payments" };
export const businessOf = (kind: CashKind): Business => (kind === "receipt" ? "customer" : "supplier");
/** The account whose items the money settles, and the one that keeps the rest. */
export const debtOf = (kind: CashKind): Control => (kind === "receipt" ? "receivable" : "payable");
export const advanceOf = (kind: CashKind): Control =>
  kind === "receipt" ? "customer_advance" : "supplier_prepayment";
