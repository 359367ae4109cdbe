/** What of a party's open items waits to be used. */
import type { OpenItem } from "../../bindings";
import { isNegative } from "../../lib/money";

/** An advance, a prepayment or a credit note: it settles others and is not settled itself. */
export function isCredit(item: OpenItem): boolean {
  const advance = item.control === "customer_advance" || item.control === "supplier_prepayment";
  return advance || isNegative(item.remaining.amount);
}
