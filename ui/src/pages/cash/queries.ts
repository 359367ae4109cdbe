/** What the pages of receipts and payments ask the program; no other file of them names a command. */
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { Business, DocumentFields, DocumentState, ProposeInput, VoidInput } from "../../bindings";
import { call } from "../../lib/door";
import { refresh } from "../../lib/refresh";
import type { CashKind } from "./kinds";

const PAGE_ROWS = 200;
const PICKS = 12;

export type CashFilter = {
  kinds: CashKind[];
  state?: DocumentState;
  text?: string;
  from?: string;
  to?: string;
  ascending: boolean;
};

export function useCashList(filter: CashFilter) {
  return useInfiniteQuery({
    queryKey: ["document.list", filter],
    queryFn: ({ pageParam }) => call("document.list", { ...filter, after: pageParam, limit: PAGE_ROWS }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** The totals of a filter; asked apart, so that the rows come first. */
export function useCashTotals(filter: CashFilter) {
  return useQuery({
    queryKey: ["document.list_totals", filter],
    queryFn: () => call("document.list_totals", filter),
  });
}

export function useCashDocument(id: number) {
  return useQuery({ queryKey: ["document.get", id], queryFn: () => call("document.get", { id }) });
}

export function useSession() {
  return useQuery({ queryKey: ["session.get"], queryFn: () => call("session.get", {}) });
}

export function useParty(id: number | null) {
  return useQuery({
    queryKey: ["party.get", id],
    queryFn: () => call("party.get", { id: id ?? 0 }),
    enabled: id !== null,
  });
}

export function useAccounts() {
  return useQuery({ queryKey: ["account.list"], queryFn: () => call("account.list", {}) });
}

export function useOpenItems(partyId: number | null, business: Business) {
  return useQuery({
    queryKey: ["settlement.open_items", partyId, business],
    queryFn: () => call("settlement.open_items", { party_id: partyId ?? 0, business }),
    enabled: partyId !== null,
  });
}

/** How the program would spread an amount over what is open. */
export function useProposal(input: ProposeInput, enabled: boolean) {
  return useQuery({
    queryKey: ["settlement.propose", input],
    queryFn: () => call("settlement.propose", input),
    placeholderData: keepPreviousData,
    enabled,
  });
}

/** The entry that recording would post. */
export function useEntryPreview(fields: DocumentFields, enabled: boolean) {
  return useQuery({
    queryKey: ["document.preview_entry", fields],
    queryFn: () => call("document.preview_entry", { fields }),
    enabled,
  });
}

export function useNextNumber(kind: CashKind, date: string) {
  return useQuery({
    queryKey: ["document.next_number", kind, date],
    queryFn: () => call("document.next_number", { kind, date }),
  });
}

export function useIssue() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (fields: DocumentFields) => call("document.issue", { fields }),
    onSuccess: () => refresh(client),
  });
}

export function useVoid() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: VoidInput) => call("document.void", input),
    onSuccess: () => refresh(client),
  });
}

/** Finds customers or suppliers for a picker, by any part of a name, code or pinyin. */
export function finderOf(business: Business) {
  return async (text: string) => {
    const found = await call("party.find", { text, business, limit: PICKS });
    return found.map((party) => ({ id: party.id, name: party.name, detail: party.code }));
  };
}
