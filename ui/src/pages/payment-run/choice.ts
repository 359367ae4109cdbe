/** Which bills are paid, and how much of each: what was typed, as decimal strings. */
import type { DueBill, ShareInput } from "../../bindings";
import { isZero } from "../../lib/money";

/** What is paid and taken off, by open item. */
export type Chosen = Record<number, { amount: string; discount: string }>;

/** All of a bill, less what may be taken off for paying it early. */
export const whole = ({ remaining, discount }: DueBill) => ({
  amount: (discount?.to_pay ?? remaining).amount,
  discount: discount?.discount.amount ?? "",
});

/** Takes a bill or leaves it. */
export function toggled(chosen: Chosen, bill: DueBill): Chosen {
  const { [bill.item_id]: was, ...others } = chosen;
  return was ? others : { ...chosen, [bill.item_id]: whole(bill) };
}

/** Takes all bills, or none where all are taken. */
export function toggledAll(chosen: Chosen, bills: DueBill[]): Chosen {
  if (bills.every((bill) => chosen[bill.item_id])) return {};
  return Object.fromEntries(bills.map((bill) => [bill.item_id, chosen[bill.item_id] ?? whole(bill)]));
}

/** The shares of a run, in the order in which the bills are shown; a bill that is no longer due is left out. */
export function sharesOf(chosen: Chosen, bills: DueBill[]): ShareInput[] {
  return bills.flatMap(({ item_id }) => {
    const share = chosen[item_id];
    if (!share || isZero(share.amount)) return [];
    return [{ item_id, amount: share.amount, discount: share.discount === "" ? null : share.discount }];
  });
}
