/** Letters of 对账, for every page that tells of them. */
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ReconciliationList, ReconciliationState } from "../bindings";
import { call } from "./door";

export const STATES: ReconciliationState[] = [
  "open",
  "disagrees",
  "compared",
  "resolved",
  "confirmed",
  "withdrawn",
];

export const TONE_OF: Record<ReconciliationState, string> = {
  open: "",
  disagrees: "amber",
  compared: "amber",
  resolved: "accent",
  confirmed: "green",
  withdrawn: "",
};

/** Letters, the latest first, page by page. */
export function useReconciliations(input: ReconciliationList) {
  return useInfiniteQuery({
    queryKey: ["reconciliation.list", input],
    queryFn: ({ pageParam }) => call("reconciliation.list", { ...input, after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
    placeholderData: keepPreviousData,
  });
}

/** The last balance that a customer has confirmed. */
export function useLastConfirmed(id: number | null) {
  return useQuery({
    queryKey: ["reconciliation.last_confirmed", id],
    queryFn: () => call("reconciliation.last_confirmed", { id: id ?? 0 }),
    enabled: id !== null,
  });
}
