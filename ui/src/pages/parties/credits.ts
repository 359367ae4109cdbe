/** What of a party's open items waits to be used. */
import type { OpenItem } from "../../bindings";
import { isNegative } from "../../lib/money";

/** Money that goes back one day: 押金, 保证金. */
export const isDeposit = (item: OpenItem): boolean =>
  item.control === "customer_deposit" || item.control === "supplier_deposit";

/** An advance, a prepayment, a deposit or a credit note: it settles others and is not settled itself. */
export function isCredit(item: OpenItem): boolean {
  const advance = item.control === "customer_advance" || item.control === "supplier_prepayment";
  return advance || isDeposit(item) || isNegative(item.remaining.amount);
}
