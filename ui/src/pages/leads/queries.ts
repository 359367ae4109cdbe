/** What the page of leads asks the program. */
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { ConvertLead, LeadList, SaveLead } from "../../bindings";
import { call } from "../../lib/door";
import { refresh } from "../../lib/refresh";

const PAGE_ROWS = 200;

export function useLeads(filter: LeadList) {
  return useInfiniteQuery({
    queryKey: ["lead.list", filter],
    queryFn: ({ pageParam }) => call("lead.list", { ...filter, after: pageParam, limit: PAGE_ROWS }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export function useLead(id: number | null) {
  return useQuery({
    queryKey: ["lead.get", id],
    queryFn: () => call("lead.get", { id: id ?? 0 }),
    enabled: id !== null,
  });
}

export function useSaveLead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: SaveLead) => call("lead.save", input),
    onSettled: () => refresh(client),
  });
}

export function useConvertLead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: ConvertLead) => call("lead.convert", input),
    onSettled: () => refresh(client),
  });
}

export function useEndLead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ reopens, ...input }: { reopens: boolean; id: number; why: string }) =>
      reopens ? call("lead.reopen", input) : call("lead.dismiss", input),
    onSettled: () => refresh(client),
  });
}
