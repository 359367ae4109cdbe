/** Items moved or closed without money, as a person fills them in and as the program takes them. */
import type { Business, DocumentFields, OffsetKind, WriteOffReason } from "../../bindings";
import type { Shares } from "../../components/SharesTable";
import { isZero } from "../../lib/money";

/** Against what we owe, over to another party, or given up. */
export type AdjustAct = "set-off" | "transfer" | "write-off";

export type Adjustment = {
  date: string;
  /** Of each item, how much. */
  shares: Shares;
  other: number | null;
  /** Of what we owe, how much of each is set off. */
  against: Shares;
  agreement: string;
  reason: WriteOffReason | null;
  evidence: { id: number; name: string }[];
  notes: string;
};

export const emptyAdjustment = (today: string): Adjustment => ({
  date: today,
  shares: {},
  other: null,
  against: {},
  agreement: "",
  reason: null,
  evidence: [],
  notes: "",
});

/** What each side of the business can do; what suppliers owe us is set off from the customer's side. */
export const actsOf: Record<Business, AdjustAct[]> = {
  customer: ["set-off", "transfer", "write-off"],
  supplier: ["transfer", "write-off"],
};

const offsetKind = (act: AdjustAct, business: Business): OffsetKind => {
  if (act === "set-off") return "receivable_to_payable";
  return business === "customer" ? "receivable_transfer" : "payable_transfer";
};

const REASONS: WriteOffReason[] = [
  "bankruptcy",
  "death_or_missing",
  "overdue_three_years",
  "restructuring",
  "force_majeure",
  "small_difference",
];
export const reasonsOf: Record<Business, WriteOffReason[]> = {
  customer: [...REASONS, "other"],
  supplier: ["unclaimed", "restructuring", "small_difference", "other"],
};

const named = (shares: Shares) =>
  Object.entries(shares)
    .filter(([, amount]) => amount !== "" && !isZero(amount))
    .map(([item_id, amount]) => ({ item_id: Number(item_id), amount }));

/** Whether enough is filled in for the program to plan the entry. */
export function isPlannable(act: AdjustAct, adjustment: Adjustment): boolean {
  const { shares, agreement, reason, other, against } = adjustment;
  if (named(shares).length === 0) return false;
  if (act === "write-off") return reason !== null;
  if (agreement.trim() === "") return false;
  return act === "transfer" ? other !== null : named(against).length > 0;
}

export function toWire(
  act: AdjustAct,
  business: Business,
  party_id: number,
  adjustment: Adjustment,
): DocumentFields {
  const { date, notes, agreement } = adjustment;
  const shares = named(adjustment.shares);
  if (act === "write-off") {
    const evidence = adjustment.evidence.map(({ id }) => id);
    const kind = business === "customer" ? "bad_debt" : "payable_write_off";
    return { kind, party_id, date, shares, reason: adjustment.reason, evidence, reference: "", notes };
  }
  return {
    kind: "offset",
    offset: offsetKind(act, business),
    party_id,
    to_party_id: adjustment.other,
    date,
    shares,
    against: act === "set-off" ? named(adjustment.against) : [],
    agreement,
    notes,
  };
}
