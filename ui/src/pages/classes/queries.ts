/** What the pages of customers by class ask the program; no other file of these pages names a command. */
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import type { FileFormat, ReportRequest, SalesDocuments } from "../../bindings";
import { call } from "../../lib/door";

const PAGE_ROWS = 100;

export function useClassReport(request: ReportRequest) {
  return useQuery({
    queryKey: ["report.run", request],
    queryFn: () => call("report.run", request),
    placeholderData: (before, query) => {
      const shown = query?.queryKey[1] as ReportRequest | undefined;
      return shown?.name === request.name ? before : undefined;
    },
  });
}

/** Makes a file of the report as it stands and gives its handle. */
export function useExport() {
  return useMutation({
    mutationFn: (input: { request: ReportRequest; format: FileFormat }) => call("report.export", input),
  });
}

/** The documents behind a figure, the latest first. */
export function useSalesDocuments(input: SalesDocuments) {
  return useInfiniteQuery({
    queryKey: ["sales.documents", input],
    queryFn: ({ pageParam }) => call("sales.documents", { ...input, after: pageParam, limit: PAGE_ROWS }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export function useDueVisits() {
  return useQuery({
    queryKey: ["visit.due"],
    queryFn: () => call("visit.due", {}),
    placeholderData: keepPreviousData,
  });
}
