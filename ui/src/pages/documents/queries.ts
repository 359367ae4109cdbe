/** What the pages of documents ask the program; no other file of them names a command. */
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type {
  Business,
  Decide,
  DocumentFields,
  DocumentKind,
  DocumentState,
  DraftVersion,
  FindPrice,
  Language,
  NextInput,
  OpenLinesInput,
  PaperPrices,
  ProposeInput,
  Reschedule,
  SaveDraft,
} from "../../bindings";
import { call } from "../../lib/door";
import { refresh } from "../../lib/refresh";

const PAGE_ROWS = 200;

export type DocumentFilter = {
  kinds: DocumentKind[];
  state?: DocumentState;
  party_id?: number;
  segment?: number;
  text?: string;
  from?: string;
  to?: string;
  ascending: boolean;
};

export function useDocuments(filter: DocumentFilter, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: ["document.list", filter],
    queryFn: ({ pageParam }) => call("document.list", { ...filter, after: pageParam, limit: PAGE_ROWS }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    enabled,
  });
}

/** Lines of which something is left to deliver or to invoice: the first of them, and the sum of all. */
export function useOpenLines(input: OpenLinesInput) {
  return useQuery({
    queryKey: ["order.open", input],
    queryFn: () => call("order.open", input),
    placeholderData: keepPreviousData,
  });
}

/** The totals of a filter; asked apart, so that the rows come first. */
export function useDocumentTotals(filter: DocumentFilter) {
  return useQuery({
    queryKey: ["document.list_totals", filter],
    queryFn: () => call("document.list_totals", filter),
  });
}

export function useDrafts(kinds: DocumentKind[], enabled: boolean) {
  return useQuery({ queryKey: ["draft.list", kinds], queryFn: () => call("draft.list", { kinds }), enabled });
}

export function useDocument(id: number | null) {
  return useQuery({
    queryKey: ["document.get", id],
    queryFn: () => call("document.get", { id: id ?? 0 }),
    enabled: id !== null,
  });
}

/** A draft as it was last saved; never asked again by itself, since the editor holds the newer text. */
export function useDraft(id: number | null) {
  return useQuery({
    queryKey: ["draft.get", id],
    queryFn: () => call("draft.get", { id: id ?? 0 }),
    enabled: id !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

export const readDraft = (id: number) => call("draft.get", { id });

export function useSaveDraft() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: SaveDraft) => call("draft.save", input),
    onSuccess: () => client.invalidateQueries({ queryKey: ["draft.list"] }),
  });
}

/** Approves a draft as it stands; who prepared it cannot. */
export function useApproveDraft() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: DraftVersion) => call("draft.approve", input),
    onSuccess: () => refresh(client),
  });
}

export function useDiscardDraft() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => call("draft.discard", { id }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["draft.list"] }),
  });
}

/** What is left of documents as one of a kind; asked once, since the editor then holds it. */
export function useNext(input: NextInput) {
  return useQuery({
    queryKey: ["order.next", input],
    queryFn: () => call("order.next", input),
    enabled: input.from.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

/** The book's usual choices for quotes, orders and billing. */
export function useOrderPolicy(enabled: boolean) {
  return useQuery({ queryKey: ["order.policy"], queryFn: () => call("order.policy", {}), enabled });
}

/** What a document came from, what became of it, and how far its lines are. */
export function useTrack(id: number, enabled: boolean) {
  return useQuery({ queryKey: ["order.track", id], queryFn: () => call("order.track", { id }), enabled });
}

/** Records that a quote was accepted or declined, an order or delivery closed. */
export function useDecide() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Decide) => call("order.decide", input),
    onSuccess: () => refresh(client),
  });
}

/** The amounts of what is being written: lines, tax by rate, total. */
export function useTotals(fields: DocumentFields, enabled: boolean) {
  return useQuery({
    queryKey: ["document.totals", fields],
    queryFn: () => call("document.totals", { fields }),
    placeholderData: keepPreviousData,
    enabled,
  });
}

/** What credit control would say of it; nothing where it is none of sales. */
export function useCreditCheck(fields: DocumentFields, enabled: boolean) {
  return useQuery({
    queryKey: ["credit.check", fields],
    queryFn: () => call("credit.check", { fields }),
    placeholderData: keepPreviousData,
    enabled,
    retry: false,
  });
}

/** What it would be due in; nothing where it has one due day. */
export function useInstalments(fields: DocumentFields, enabled: boolean) {
  return useQuery({
    queryKey: ["document.instalments", fields],
    queryFn: () => call("document.instalments", { fields }),
    placeholderData: keepPreviousData,
    enabled,
  });
}

/** Gives what is open of a document other due days. */
export function useReschedule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Reschedule) => call("document.reschedule", input),
    onSuccess: () => refresh(client),
  });
}

export function useTakeBackRescheduling() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { seq: number }) => call("settlement.take_back", input),
    onSuccess: () => refresh(client),
  });
}

/** The entry that issuing would post. */
export function useEntryPreview(fields: DocumentFields, enabled: boolean) {
  return useQuery({
    queryKey: ["document.preview_entry", fields],
    queryFn: () => call("document.preview_entry", { fields }),
    placeholderData: keepPreviousData,
    enabled,
  });
}

/** The page a draft would print. */
export function useDraftPaper(fields: DocumentFields, language: Language, enabled: boolean) {
  return useQuery({
    queryKey: ["document.draft_pdf", fields, language],
    queryFn: () => call("document.draft_pdf", { fields, language }),
    placeholderData: keepPreviousData,
    gcTime: 0,
    enabled,
  });
}

/** The page of an issued document. */
export function usePaper(id: number, language: Language | null, prices: PaperPrices, enabled: boolean) {
  return useQuery({
    queryKey: ["document.pdf", id, language, prices],
    queryFn: () => call("document.pdf", { id, language, prices }),
    enabled,
  });
}

export function useNextNumber(kind: DocumentKind, date: string | undefined) {
  return useQuery({
    queryKey: ["document.next_number", kind, date],
    queryFn: () => call("document.next_number", { kind, date }),
  });
}

export function useIssueDraft() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: DraftVersion) => call("document.issue_draft", input),
    onSuccess: () => refresh(client),
  });
}

export function useAccounts() {
  return useQuery({ queryKey: ["account.list"], queryFn: () => call("account.list", {}) });
}

export function useOpenItems(partyId: number | null, business: Business) {
  return useQuery({
    queryKey: ["settlement.open_items", business, partyId],
    queryFn: () => call("settlement.open_items", { party_id: partyId ?? 0, business }),
    enabled: partyId !== null,
  });
}

/** What may be taken off what is open for paying on a day. */
export function useDiscounts(partyId: number | null, business: Business, date: string) {
  return useQuery({
    queryKey: ["settlement.available_discounts", business, partyId, date],
    queryFn: () => call("settlement.available_discounts", { party_id: partyId ?? 0, business, date }),
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

/** Who may sell. */
export function useSalespeople(enabled: boolean) {
  return useQuery({ queryKey: ["user.salespeople"], queryFn: () => call("user.salespeople", {}), enabled });
}

export function useCompany() {
  return useQuery({ queryKey: ["company.get"], queryFn: () => call("company.get", {}) });
}

export function useTerms() {
  return useQuery({ queryKey: ["terms.list"], queryFn: () => call("terms.list", {}) });
}

/** An item by its key; without one nothing is asked. */
export function useItem(id: number | null | undefined) {
  return useQuery({
    queryKey: ["item.get", id],
    queryFn: () => call("item.get", { id: id ?? 0 }),
    enabled: typeof id === "number",
  });
}

/** A file kept in the book, by a handle to its bytes. */
export function useAttachment(id: number) {
  return useQuery({
    queryKey: ["attachment.get", "file", id],
    queryFn: () => call("attachment.get", { id }),
  });
}

/** The price that counts for a line, and those beside it. */
export function usePrice(of: FindPrice) {
  return useQuery({ queryKey: ["price.find", of], queryFn: () => call("price.find", of), retry: false });
}

export const findPrice = (of: FindPrice) => call("price.find", of);

/** What the customer's classes propose. */
export function useClassProposal(party_id: number) {
  return useQuery({
    queryKey: ["class_default.propose", party_id],
    queryFn: () => call("class_default.propose", { party_id }),
    retry: false,
  });
}
