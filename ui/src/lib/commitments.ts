/** Promises and disputes, as every page asks for them and records them. */
import { useQuery } from "@tanstack/react-query";
import type {
  CloseDispute,
  DisputeList,
  HandOnDispute,
  OpenDispute,
  PromiseList,
  SavePromise,
  WithdrawPromise,
} from "../bindings";
import { call } from "./door";
import { useChange } from "./refresh";

export function usePromises(input: PromiseList) {
  return useQuery({ queryKey: ["promise.list", input], queryFn: () => call("promise.list", input) });
}

export function useDisputes(input: DisputeList) {
  return useQuery({ queryKey: ["dispute.list", input], queryFn: () => call("dispute.list", input) });
}

/** What a customer owes, to be promised or disputed. */
export function useOwed(party: number) {
  return useQuery({
    queryKey: ["settlement.open_items", party, "customer"],
    queryFn: () => call("settlement.open_items", { party_id: party, business: "customer" }),
    select: (items) =>
      items.filter((item) => item.control === "receivable" && !item.remaining.amount.startsWith("-")),
  });
}

/** The credit notes of a customer, the latest first. */
export function useCreditNotes(party: number) {
  return useQuery({
    queryKey: ["document.list", "credit_note", party],
    queryFn: () => call("document.list", { kinds: ["credit_note"], party_id: party, ascending: false }),
    select: (page) => page.rows,
  });
}

export const useRecordPromise = () => useChange((input: SavePromise) => call("promise.record", input));
export const useWithdrawPromise = () =>
  useChange((input: WithdrawPromise) => call("promise.withdraw", input));
export const useOpenDispute = () => useChange((input: OpenDispute) => call("dispute.open", input));
export const useHandOn = () => useChange((input: HandOnDispute) => call("dispute.hand_on", input));
export const useCloseDispute = () => useChange((input: CloseDispute) => call("dispute.close", input));
