/** What the pages of opportunities ask the program; no other file of them names a command. */
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type {
  BoardInput,
  MoveOpportunity,
  NewOpportunity,
  OpportunityFields,
  OpportunityList,
} from "../../bindings";
import { call } from "../../lib/door";
import { refresh } from "../../lib/refresh";

const PAGE_ROWS = 200;
const CARDS = 20;

export function useBoard(input: BoardInput) {
  return useQuery({
    queryKey: ["opportunity.board", input],
    queryFn: () => call("opportunity.board", { ...input, cards: CARDS }),
    placeholderData: keepPreviousData,
  });
}

/** The cards of a column after those that came with the board; none are read before somebody asks. */
export function useColumn(board: BoardInput, stageId: number, after: string | null) {
  return useInfiniteQuery({
    queryKey: ["opportunity.column", board, stageId, after],
    queryFn: ({ pageParam }) =>
      call("opportunity.column", { board, stage_id: stageId, after: pageParam, limit: 50 }),
    initialPageParam: after,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: false,
  });
}

export function useOpportunities(filter: OpportunityList) {
  return useInfiniteQuery({
    queryKey: ["opportunity.list", filter],
    queryFn: ({ pageParam }) => call("opportunity.list", { ...filter, after: pageParam, limit: PAGE_ROWS }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export function useTotals(filter: OpportunityList) {
  return useQuery({
    queryKey: ["opportunity.totals", filter],
    queryFn: () => call("opportunity.totals", filter),
    placeholderData: keepPreviousData,
  });
}

export function useOpportunity(id: number | null) {
  return useQuery({
    queryKey: ["opportunity.get", id],
    queryFn: () => call("opportunity.get", { id: id ?? 0 }),
    enabled: id !== null,
  });
}

export function useHistory(id: number) {
  return useQuery({
    queryKey: ["opportunity.history", id],
    queryFn: () => call("opportunity.history", { id }),
  });
}

/** What was issued for it: quotes, orders, deliveries, invoices. */
export function useDocuments(id: number) {
  return useQuery({
    queryKey: ["opportunity.documents", id],
    queryFn: () => call("opportunity.documents", { id }),
  });
}

export function useDraftQuote() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => call("opportunity.draft_quote", { id }),
    onSuccess: () => refresh(client),
  });
}

/** What the company's own history says of the stages. */
export function useLearned(pipelineId: number | undefined) {
  return useQuery({
    queryKey: ["pipeline.learned", pipelineId],
    queryFn: () => call("pipeline.learned", { id: pipelineId ?? 0 }),
    enabled: pipelineId !== undefined,
  });
}

export function useCreate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: NewOpportunity) => call("opportunity.create", input),
    onSuccess: () => refresh(client),
  });
}

export function useSave() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { id: number; version: number; fields: OpportunityFields }) =>
      call("opportunity.save", input),
    onSettled: () => refresh(client),
  });
}

export type Completed = { version: number; fields: OpportunityFields };

/** Moves an opportunity, after what the stage asks for was filled in. */
export function useMove() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ completed, ...move }: MoveOpportunity & { completed?: Completed }) => {
      if (completed) await call("opportunity.save", { id: move.id, ...completed });
      return call("opportunity.move", move);
    },
    onSettled: () => refresh(client),
  });
}

export function useAct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (
      act:
        | { act: "task"; id: number; place: number; done: boolean }
        | { act: "postpone"; id: number; deadline_on: string; why: string }
        | { act: "assign"; ids?: number[]; of_owner?: number; owner_id: number; why: string },
    ) => {
      const { act: kind, ...input } = act;
      if (kind === "task") await call("opportunity.do_task", input as never);
      else if (kind === "postpone") await call("opportunity.postpone", input as never);
      else await call("opportunity.assign", input as never);
    },
    onSettled: () => refresh(client),
  });
}
