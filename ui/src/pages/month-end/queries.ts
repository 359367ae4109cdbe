/** What the month-end page asks the program. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { MonthEnd } from "../../bindings";
import { call, type Progress, start } from "../../lib/door";

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
