/** What the page of rates asks the program; no other file of this page names a command. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { NewRate } from "../../bindings";
import { call } from "../../lib/door";
import { refresh } from "../../lib/refresh";

export function useRates() {
  return useQuery({ queryKey: ["rate.list"], queryFn: () => call("rate.list", { limit: 1000 }) });
}

export function useSaveRate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (rate: NewRate) => call("rate.save", { rates: [rate] }),
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

export function useTakeBack() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (seq: number) => call("settlement.take_back", { seq }),
    onSuccess: () => refresh(client),
  });
}
