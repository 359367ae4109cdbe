/** What the pages of 对账 ask the program; no other file of them names a command. */
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import type {
  AnswerReconciliation,
  CompareList,
  ConfirmedBalances,
  ListComparison,
  MadeReconciliation,
  MakeReconciliation,
  ReconciliationPlan,
  ResolveFindings,
} from "../../bindings";
import { call, start } from "../../lib/door";
import { useJob } from "../../lib/job";
import { refresh, useChange } from "../../lib/refresh";

export function usePlan(plan: ReconciliationPlan) {
  return useQuery({
    queryKey: ["reconciliation.plan", plan],
    queryFn: () => call("reconciliation.plan", plan),
    placeholderData: keepPreviousData,
  });
}

export function useRuns() {
  return useQuery({ queryKey: ["reconciliation.runs"], queryFn: () => call("reconciliation.runs", {}) });
}

export function useLetter(seq: number) {
  return useQuery({
    queryKey: ["reconciliation.get", seq],
    queryFn: () => call("reconciliation.get", { seq }),
  });
}

export function useConfirmed(input: ConfirmedBalances) {
  return useInfiniteQuery({
    queryKey: ["reconciliation.confirmed", input],
    queryFn: ({ pageParam }) => call("reconciliation.confirmed", { ...input, after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
    placeholderData: keepPreviousData,
  });
}

export function useList(seq: number, path: string) {
  return useQuery({
    queryKey: ["reconciliation.inspect", seq, path],
    queryFn: () => call("reconciliation.inspect", { seq, path, options: null }),
  });
}

/** The customer's credit notes, or all of their documents, the latest first. */
export function useDocuments(party: number, onlyCredits: boolean) {
  const kinds: ("credit_note" | "invoice" | "receipt" | "refund")[] = onlyCredits
    ? ["credit_note"]
    : ["credit_note", "invoice", "receipt", "refund"];
  return useQuery({
    queryKey: ["document.list", "reconciliation", party, onlyCredits],
    queryFn: () => call("document.list", { party_id: party, kinds, ascending: false, limit: 50 }),
  });
}

export const useReply = () => useChange((input: AnswerReconciliation) => call("reconciliation.reply", input));
export const useResolve = () => useChange((input: ResolveFindings) => call("reconciliation.resolve", input));

export function useMake() {
  const client = useQueryClient();
  const job = useJob<MadeReconciliation>();
  const make = async (input: MakeReconciliation) => {
    const made = await job.run((hear) => start("reconciliation.make", input, hear));
    await refresh(client);
    return made;
  };
  return { ...job, make };
}

export function useWrite() {
  const job = useJob<string[]>();
  const write = (run: number, folder: string) =>
    job.run((hear) => start("reconciliation.write", { run, folder }, hear));
  return { ...job, write };
}

export function useCompare() {
  const client = useQueryClient();
  const job = useJob<ListComparison>();
  const compare = async (input: CompareList) => {
    const found = await job.run((hear) => start("reconciliation.compare", input, hear));
    if (found) await refresh(client);
    return found;
  };
  return { ...job, compare };
}
