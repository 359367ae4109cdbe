/** What the customer pages ask the program; no other file of this page names a command. */
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { PartyFields, PartyList, PartySort, PartyView } from "../../bindings";
import { call } from "../../lib/door";

const PAGE_ROWS = 200;

export type CustomerFilter = { view: PartyView; text?: string };

/** A filter as the program takes it; the totals are asked with the same one. */
const listOf = ({ view, text }: CustomerFilter, sort: PartySort, descending: boolean): PartyList => ({
  business: "customer",
  view,
  text,
  sort,
  descending,
});

export function useCustomers(filter: CustomerFilter, sort: PartySort, descending: boolean) {
  return useInfiniteQuery({
    queryKey: ["party.list", filter, sort, descending],
    queryFn: ({ pageParam }) =>
      call("party.list", { ...listOf(filter, sort, descending), after: pageParam, limit: PAGE_ROWS }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** The totals of a filter; asked apart, so that the rows come first. */
export function useCustomerTotals(filter: CustomerFilter) {
  return useQuery({
    queryKey: ["party.totals", filter],
    queryFn: () => call("party.totals", listOf(filter, "name", false)),
  });
}

export function useCustomer(id: number) {
  return useQuery({ queryKey: ["party.get", id], queryFn: () => call("party.get", { id }) });
}

export function useOpenItems(id: number) {
  return useQuery({
    queryKey: ["settlement.open_items", id],
    queryFn: () => call("settlement.open_items", { party_id: id, business: "customer" }),
  });
}

export function useCustomerDocuments(id: number) {
  return useInfiniteQuery({
    queryKey: ["document.list", id],
    queryFn: ({ pageParam }) =>
      call("document.list", {
        kinds: ["invoice", "credit_note", "receipt", "opening_receivable"],
        ascending: false,
        party_id: id,
        after: pageParam,
        limit: PAGE_ROWS,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export function useSaveCustomer() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { id?: number; version?: number; fields: PartyFields }) => call("party.save", input),
    onSuccess: () =>
      client.invalidateQueries({ predicate: (query) => String(query.queryKey[0]).startsWith("party.") }),
  });
}
