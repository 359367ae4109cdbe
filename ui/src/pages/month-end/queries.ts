/** What the month-end page asks the program. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Entry, MonthEnd } from "../../bindings";
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

/** Takes entries of a transfer back, the last one first, each on its own day. */
export function useTakeBackTransfer() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (entries: Entry[]) => {
      for (const { seq, date } of [...entries].reverse()) await call("settlement.take_back", { seq, date });
    },
    onSuccess: () => refresh(client),
  });
}
