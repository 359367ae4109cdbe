/** What the customer and supplier pages ask the program; no other file of these pages names a command. */
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { Business, PartyFields, PartyList, PartySort, PartyView } from "../../bindings";
import { call } from "../../lib/door";
import { sideOf } from "./business";

const PAGE_ROWS = 200;

export type PartyFilter = { business: Business; view: PartyView; text?: string };

/** A filter as the program takes it; the totals are asked with the same one. */
const listOf = ({ business, view, text }: PartyFilter, sort: PartySort, descending: boolean): PartyList => ({
  business,
  view,
  text,
  sort,
  descending,
});

export function useParties(filter: PartyFilter, sort: PartySort, descending: boolean) {
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
export function usePartyTotals(filter: PartyFilter) {
  return useQuery({
    queryKey: ["party.totals", filter],
    queryFn: () => call("party.totals", listOf(filter, "name", false)),
  });
}

export function useParty(id: number) {
  return useQuery({ queryKey: ["party.get", id], queryFn: () => call("party.get", { id }) });
}

export function useOpenItems(business: Business, id: number) {
  return useQuery({
    queryKey: ["settlement.open_items", business, id],
    queryFn: () => call("settlement.open_items", { party_id: id, business }),
  });
}

export function usePartyDocuments(business: Business, id: number) {
  return useInfiniteQuery({
    queryKey: ["document.list", business, id],
    queryFn: ({ pageParam }) =>
      call("document.list", {
        kinds: sideOf[business].kinds,
        ascending: false,
        party_id: id,
        after: pageParam,
        limit: PAGE_ROWS,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export function useSaveParty() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { id?: number; version?: number; fields: PartyFields }) => call("party.save", input),
    onSuccess: () =>
      client.invalidateQueries({ predicate: (query) => String(query.queryKey[0]).startsWith("party.") }),
  });
}
