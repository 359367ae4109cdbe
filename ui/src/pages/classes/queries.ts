/** What the pages of customers by class ask the program; no other file of these pages names a command. */
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { SalesDocuments } from "../../bindings";
import { call } from "../../lib/door";

const PAGE_ROWS = 100;

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
