/** What the page of rates asks the program; no other file of this page names a command. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { NewRate, ReferenceRate } from "../../bindings";
import { call } from "../../lib/door";
import { refresh } from "../../lib/refresh";

const PAGE_ROWS = 200;

export function useRates() {
  return useInfiniteQuery({
    queryKey: ["rate.list"],
    queryFn: ({ pageParam }) => call("rate.list", { after: pageParam, limit: PAGE_ROWS }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export function useSaveRate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (rate: NewRate) => call("rate.save", { rates: [rate] }),
    onSuccess: () => refresh(client),
  });
}

export function useSaveReferenceRate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (rate: ReferenceRate) => call("reference_rate.save", rate),
    onSuccess: () => refresh(client),
  });
}

/** What carrying foreign balances at the rates of a day would change. */
export function useRevaluationPreview(date: string) {
  return useQuery({
    queryKey: ["revaluation.preview", date],
    queryFn: () => call("revaluation.preview", { date }),
    retry: false,
  });
}

export function useRevalue() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (date: string) => call("revaluation.run", { date }),
    onSuccess: () => refresh(client),
  });
}
