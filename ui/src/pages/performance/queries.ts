/** What the page of performance asks the program. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { FileFormat, ReportName, ReportRequest, SalesTarget } from "../../bindings";
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

export function useReport(request: ReportRequest) {
  return useQuery({
    queryKey: ["report.run", request],
    queryFn: () => call("report.run", request),
    placeholderData: (before, query) => {
      const shown = query?.queryKey[1] as ReportRequest | undefined;
      return shown?.name === request.name ? before : undefined;
    },
  });
}

export function useExport() {
  return useMutation({
    mutationFn: (input: { request: ReportRequest; format: FileFormat }) => call("report.export", input),
  });
}

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

export async function kindOf(documentId: number) {
  return (await call("document.get", { id: documentId })).kind;
}
