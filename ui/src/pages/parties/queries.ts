/** What the customer and supplier pages ask the program; no other file of these pages names a command. */
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type {
  AnswerStatement,
  ApplyInput,
  ArchiveParty,
  Business,
  ContractList,
  DatedInterestTerms,
  DocumentList,
  FileAttachment,
  InterestInput,
  PartyFields,
  PartyList,
  PartySort,
  PartyView,
  PrintStatement,
  ProposeInput,
  RecordSent,
  ReportName,
  SegmentRule,
} from "../../bindings";
import { nameIn } from "../../lib/bilingual";
import { call } from "../../lib/door";
import { refresh } from "../../lib/refresh";
import { ruleOfClass } from "../../lib/segments";
import { sideOf } from "./business";

const PAGE_ROWS = 200;

export type PartyFilter = {
  business: Business;
  view: PartyView;
  text?: string;
  segment?: number;
  rule?: SegmentRule;
};

/** A filter as the program takes it; the totals are asked with the same one. */
export const listOf = (
  { business, view, text, segment, rule }: PartyFilter,
  sort: PartySort,
  descending: boolean,
): PartyList => ({
  business,
  view,
  text,
  segment,
  rule,
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
export function usePartyTotals(filter: PartyFilter, enabled = true) {
  return useQuery({
    queryKey: ["party.totals", filter],
    queryFn: () => call("party.totals", listOf(filter, "name", false)),
    enabled,
  });
}

export function useOpenItems(business: Business, id: number) {
  return useQuery({
    queryKey: ["settlement.open_items", business, id],
    queryFn: () => call("settlement.open_items", { party_id: id, business }),
  });
}

/** Every contract of a party, whatever its state. */
export const contractsOf = (id: number): ContractList => ({
  party_id: id,
  states: [],
  expiring: false,
  without_buying: false,
});

export function usePartyContracts(id: number) {
  return useQuery({
    queryKey: ["contract.list", "party", id],
    queryFn: () => call("contract.list", contractsOf(id)),
  });
}

/** What the classes of a customer that is being entered propose; asked again when a fact changes, not with every letter
 * of a name. */
export function useTypedProposal(fields: PartyFields) {
  const facts: PartyFields = { ...fields, name: "", notes: "", contacts: [], addresses: [], banks: [] };
  return useQuery({
    queryKey: ["class_default.propose", "typed", facts],
    queryFn: () => call("class_default.propose", { fields: facts }),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function usePriceListNames(enabled: boolean): Map<number, string> {
  const { data } = useQuery({
    queryKey: ["price_list.list", "names"],
    queryFn: () => call("price_list.list", {}),
    enabled,
  });
  return new Map(data?.map((list) => [list.id, list.name]));
}

/** Every document of a party, newest first. */
export const documentsOf = (business: Business, id: number): DocumentList => ({
  kinds: sideOf[business].kinds,
  ascending: false,
  party_id: id,
});

export function usePartyDocuments(business: Business, id: number) {
  return useInfiniteQuery({
    queryKey: ["document.list", business, id],
    queryFn: ({ pageParam }) =>
      call("document.list", {
        ...documentsOf(business, id),
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

/** Takes a party out of use, or brings it back. */
export function useArchiveParty() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: ArchiveParty) => call("party.archive", input),
    onSuccess: () => refresh(client),
  });
}

/** What one party owes, is late with and paid ahead: its row of the list. */
export function usePartyRow(business: Business, id: number, archived: boolean | undefined) {
  return useQuery({
    queryKey: ["party.list", "one", business, id, archived],
    queryFn: async () => {
      const view = archived ? "archived" : "all";
      const page = await call("party.list", { ...listOf({ business, view }, "code", false), id });
      return page.rows[0] ?? null;
    },
    enabled: archived !== undefined,
  });
}

/** Applies an advance or a credit note to what is open. */
export function useApply() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: ApplyInput) => call("settlement.apply", input),
    onSuccess: () => refresh(client),
  });
}

export function useProposal(input: ProposeInput, enabled: boolean) {
  return useQuery({
    queryKey: ["settlement.propose", input],
    queryFn: () => call("settlement.propose", input),
    enabled,
  });
}

export function usePartyLedger(business: Business, id: number, asOf: string) {
  const name: ReportName = business === "customer" ? "customer_ledger" : "supplier_ledger";
  return useQuery({
    queryKey: ["report.run", name, id, asOf],
    queryFn: () =>
      call("report.run", {
        name,
        as_of: asOf,
        party_id: id,
        by: "due_date",
        kind: "open_item",
        group: "party",
        detail: false,
        later_receipts: false,
      }),
  });
}

export function useStatement(input: PrintStatement) {
  return useQuery({ queryKey: ["statement.pdf", input], queryFn: () => call("statement.pdf", input) });
}

export function useRecordSent() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: RecordSent) => call("statement.record_sent", input),
    onSuccess: () => refresh(client),
  });
}

export function useAnswerStatement() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: AnswerStatement) => call("statement.answer", input),
    onSuccess: () => refresh(client),
  });
}

/** What was bought in twelve months, by item and month. */
export function usePurchases(business: Business, party_id: number) {
  return useQuery({
    queryKey: ["party.purchases", business, party_id],
    queryFn: () => call("party.purchases", { party_id, business }),
  });
}

export function useAttachments(id: number) {
  return useQuery({
    queryKey: ["party.attachments", id],
    queryFn: () => call("party.attachments", { id }),
  });
}

export function useFileAttachment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: FileAttachment) => call("party.attach", input),
    onSuccess: () => refresh(client),
  });
}

export function useWithdrawAttachment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (seq: number) => call("party.withdraw_attachment", { seq }),
    onSuccess: () => refresh(client),
  });
}

export function useTerms() {
  return useQuery({ queryKey: ["terms.list"], queryFn: () => call("terms.list", {}) });
}

const FOREVER = Number.POSITIVE_INFINITY;

export function useIndustries() {
  return useQuery({
    queryKey: ["reference.industries"],
    queryFn: () => call("reference.industries", {}),
    staleTime: FOREVER,
  });
}

/** The regions below one; the provinces where `parent` is absent. */
export const readRegions = (parent: string | null) => call("reference.regions", { parent });

/** The names down to a region: province, city, county. A code that is no Chinese region stands for itself. */
export function useRegionNames(code: string | null | undefined): string[] {
  const steps = code && /^\d+$/.test(code) ? [2, 4, 6].filter((digits) => digits <= code.length) : [];
  // Each level is read once for all parties in it.
  const levels = useQueries({
    queries: steps.map((digits) => {
      const parent = digits === 2 ? null : (code?.slice(0, digits - 2) ?? null);
      return {
        queryKey: ["reference.regions", parent],
        queryFn: () => readRegions(parent),
        staleTime: FOREVER,
      };
    }),
  });
  if (steps.length === 0) return code ? [code] : [];
  return levels.flatMap(({ data }, at) => {
    const here = code?.slice(0, steps[at]);
    return data?.find((region) => region.code === here)?.name ?? [];
  });
}

/** What a customer could be charged for paying late, up to a day. */
export function useLateInterest(party_id: number, until: string) {
  return useQuery({
    queryKey: ["late_interest.preview", party_id, until],
    queryFn: () => call("late_interest.preview", { party_id, until }),
    retry: false,
  });
}

export function useBillInterest() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: InterestInput) => call("late_interest.bill", input),
    onSuccess: () => refresh(client),
  });
}

/** What counts today of a customer; its own terms go before those of all. */
export function useInterestTerms(party_id: number, date: string) {
  return useQuery({
    queryKey: ["interest_terms.on", party_id, date],
    queryFn: () => call("interest_terms.on", { party_id, date }),
  });
}

export function useSaveInterestTerms() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (terms: DatedInterestTerms) => call("interest_terms.save", terms),
    onSuccess: () => refresh(client),
  });
}

/** The class in an address, in words; `null` where there is none. */
export function useClassName(address: string): { field: string; value: string } | null {
  const { t, i18n } = useTranslation();
  const rule = ruleOfClass(address);
  const { data } = useQuery({
    queryKey: ["segment.choices"],
    queryFn: () => call("segment.choices", {}),
    enabled: rule !== null,
  });
  if (!rule || (rule.op !== "in" && rule.op !== "missing")) return null;
  const field = t(`classes.fields.${rule.field}`);
  if (rule.op === "missing") return { field, value: t("classes.segments.hows.missing") };
  const [value = ""] = rule.values;
  const words = data?.choices.find((each) => each.field === rule.field)?.words ?? [];
  const word = words.find((each) => each.value === value);
  return { field, value: word ? nameIn(i18n.language, word) : value };
}
