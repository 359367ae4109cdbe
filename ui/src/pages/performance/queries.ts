/** What the page of performance asks the program. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReportName, ReportRequest, SalesTarget } from "../../bindings";
import { call } from "../../lib/door";
import { refresh } from "../../lib/refresh";

/** A report about selling with everything else at its default. */
export const requestOf = (name: ReportName, asOf: string, from?: string, detail = false): ReportRequest => ({
  name,
  as_of: asOf,
  from: from ?? null,
  by: "due_date",
  kind: "open_item",
  group: "party",
  detail,
  later_receipts: false,
});

export function useTargets(year: number) {
  return useQuery({
    queryKey: ["sales_target.list", year],
    queryFn: () => call("sales_target.list", { year }),
    placeholderData: keepPreviousData,
  });
}

export function useSaveTargets() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (targets: SalesTarget[]) => call("sales_target.save", { targets }),
    onSettled: () => refresh(client),
  });
}
