/** What is being entered about money received or paid, and how it goes to the program. */
import type { DocumentFields, OpenItem, Rule, SettlementProposal } from "../../bindings";
import type { Shares } from "../../components/SharesTable";
import { isZero } from "../../lib/money";
import type { CashKind } from "./kinds";

export type Entry = {
  party_id: number | null;
  date: string;
  amount: string;
  /** Of the money; the book's where null. */
  currency: string | null;
  /** What the bank kept of a receipt. */
  fee: string;
  account: string | null;
  reference: string;
  notes: string;
  rule: Rule;
  /** It goes back one day and settles nothing now. */
  deposit: boolean;
  /** What the user wrote himself; counts where the rule is `chosen`. */
  chosen: Shares;
  /** What is taken off beside it for paying early. */
  discounts: Shares;
};

/** What each open item is settled by, as it stands on the page. */
export type Shown = { shares: Shares; discounts: Shares };

/** What the user chose, or what the program proposes. */
export function shownOf(entry: Entry, proposal: SettlementProposal | undefined): Shown {
  if (entry.deposit) return { shares: {}, discounts: {} };
  if (entry.rule === "chosen") return { shares: entry.chosen, discounts: entry.discounts };
  const shown: Shown = { shares: {}, discounts: {} };
  for (const { item_id, amount, discount } of proposal?.shares ?? []) {
    shown.shares[item_id] = amount.amount;
    if (discount) shown.discounts[item_id] = discount.amount;
  }
  return shown;
}

/** One share changed by hand: from now on the user's own allocation counts. */
export function withShare(entry: Entry, shown: Shown, item: OpenItem, amount: string): Entry {
  const { shares, discounts } = shown;
  return { ...entry, rule: "chosen", chosen: { ...shares, [item.id]: amount }, discounts };
}

/** One discount taken or written; where an offer is taken whole, with what is then to pay. */
export function withDiscount(
  entry: Entry,
  shown: Shown,
  item: OpenItem,
  discount: string,
  amount?: string,
): Entry {
  const { shares, discounts } = shown;
  const chosen = amount === undefined ? shares : { ...shares, [item.id]: amount };
  return { ...entry, rule: "chosen", chosen, discounts: { ...discounts, [item.id]: discount } };
}

/** What is shown is what is booked: the shares by name, and nothing spread by rule. */
export function toWire(kind: CashKind, entry: Entry, { shares, discounts }: Shown): DocumentFields {
  const written = (amount: string | undefined) => amount !== undefined && amount !== "" && !isZero(amount);
  const named = Object.keys({ ...shares, ...discounts })
    .map(Number)
    .filter((id) => written(shares[id]) || written(discounts[id]))
    .map((id) => ({
      item_id: id,
      amount: shares[id] || "0",
      ...(written(discounts[id]) ? { discount: discounts[id] } : {}),
    }));
  const { party_id, date, currency, account, reference, notes, deposit } = entry;
  const [amount, fee] = [entry.amount || "0", entry.fee || null];
  return {
    kind,
    party_id,
    date,
    amount,
    currency,
    fee,
    account,
    reference,
    notes,
    shares: named,
    rule: "chosen",
    deposit,
  };
}
