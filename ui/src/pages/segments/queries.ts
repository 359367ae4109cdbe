/** What the segment pages ask the program; no other file of these pages names a command. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ArchiveSegment, SaveSegment, SegmentRule } from "../../bindings";
import { call } from "../../lib/door";
import { refresh } from "../../lib/refresh";

export function useSegmentList(archived: boolean) {
  return useQuery({
    queryKey: ["segment.list", archived],
    queryFn: async () => {
      const all = await call("segment.list", { archived });
      return all.filter((segment) => segment.archived === archived);
    },
  });
}

export function useSegment(id: number | null) {
  return useQuery({
    queryKey: ["segment.get", id],
    queryFn: () => call("segment.get", { id: id ?? 0 }),
    enabled: id !== null,
  });
}

export function useSegmentChoices() {
  return useQuery({ queryKey: ["segment.choices"], queryFn: () => call("segment.choices", {}) });
}

/** How many customers a rule leaves; the last answer stands until the next one comes. */
export function useSegmentCount(rule: SegmentRule) {
  return useQuery({
    queryKey: ["segment.count", rule],
    queryFn: () => call("segment.count", { rule }),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function useSaveSegment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: SaveSegment) => call("segment.save", input),
    onSuccess: () => refresh(client),
  });
}

export function useArchiveSegment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: ArchiveSegment) => call("segment.archive", input),
    onSuccess: () => refresh(client),
  });
}
