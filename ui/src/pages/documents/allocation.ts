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
  /** What the user wrote himself; counts where the rule is `chosen`. */
  chosen: Shares;
};

/** The shares on the page: what the user chose, or what the program proposes. */
export function sharesOf(entry: Entry, proposal: SettlementProposal | undefined): Shares {
  if (entry.rule === "chosen") return entry.chosen;
  const shares: Shares = {};
  for (const share of proposal?.shares ?? []) shares[share.item_id] = share.amount.amount;
  return shares;
}

/** One share changed by hand: from now on the user's own allocation counts. */
export function withShare(entry: Entry, shown: Shares, item: OpenItem, amount: string): Entry {
  return { ...entry, rule: "chosen", chosen: { ...shown, [item.id]: amount } };
}

/** What is shown is what is booked: the shares by name, and nothing spread by rule. */
export function toWire(kind: CashKind, entry: Entry, shares: Shares): DocumentFields {
  const named = Object.entries(shares)
    .filter(([, amount]) => amount !== "" && !isZero(amount))
    .map(([item_id, amount]) => ({ item_id: Number(item_id), amount }));
  const { party_id, date, currency, account, reference, notes } = entry;
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
  };
}
