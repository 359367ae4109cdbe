/** What the month-end page asks the program. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { MonthEnd } from "../../bindings";
import { call, type Progress, start } from "../../lib/door";
import { refresh } from "../../lib/refresh";

export function useChecklist(month: string | null) {
  return useQuery({
    queryKey: ["month.check", month],
    queryFn: () => call("month.check", { month: month ?? "" }),
    enabled: month !== null,
  });
}

export function useClosings() {
  return useQuery({ queryKey: ["month.closings"], queryFn: () => call("month.closings", {}) });
}

/** Lets a month take adjustments only, or opens it again. */
export function useSoftClose() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ month, closes }: { month: string; closes: boolean }) =>
      call(closes ? "month.soft_close" : "month.reopen", { month }),
    onSuccess: () => refresh(client),
  });
}

/** What is posted at a period's end: 结转损益 of a month, or everything that closes a year. */
export type PeriodAct = { act: "profit"; month: string } | { act: "year"; year: number };

export function usePlanned(period: PeriodAct) {
  return useQuery({
    queryKey: [period.act === "profit" ? "profit.preview" : "year.preview", period],
    queryFn: () =>
      period.act === "profit"
        ? call("profit.preview", { month: period.month })
        : call("year.preview", { year: period.year }),
  });
}

export function usePostPlanned() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (period: PeriodAct) =>
      period.act === "profit"
        ? call("profit.transfer", { month: period.month })
        : call("year.close", { year: period.year }),
    onSuccess: () => refresh(client),
  });
}

export function runMonth(input: MonthEnd, hear: (progress: Progress) => void) {
  return start("month.run", input, hear);
}

/** After a month was run: what depends on closings is asked again. */
export function useForgetMonths() {
  const client = useQueryClient();
  const stale = ["month.check", "month.closings", "session.get"];
  return () => client.invalidateQueries({ predicate: (query) => stale.includes(String(query.queryKey[0])) });
}

export function useVatPreview(month: string) {
  return useQuery({
    queryKey: ["vat.preview", month],
    queryFn: () => call("vat.preview", { month }),
    retry: false,
  });
}

export function useTransferVat() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (month: string) => call("vat.transfer", { month }),
    onSuccess: () => refresh(client),
  });
}
