/** What the timeline of a party asks the program; no other file of it names a command. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ActivityFields, CorrectActivity, EventGroup } from "../../../bindings";
import { call } from "../../../lib/door";
import { refresh } from "../../../lib/refresh";

const PAGE_ROWS = 40;

export function useTimeline(party_id: number, group: EventGroup | null) {
  return useInfiniteQuery({
    queryKey: ["timeline.list", party_id, group],
    queryFn: ({ pageParam }) =>
      call("timeline.list", {
        party_id,
        groups: group === null ? [] : [group],
        after: pageParam,
        limit: PAGE_ROWS,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** What a typed line says, before it is recorded. */
export function useLine(party_id: number, text: string) {
  return useQuery({
    queryKey: ["activity.read_line", party_id, text],
    queryFn: () => readLine(party_id, text),
    enabled: text.trim() !== "",
    placeholderData: (before) => before,
  });
}

export const readLine = (party_id: number, text: string) => call("activity.read_line", { party_id, text });

export function useRecord() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (fields: ActivityFields) => call("activity.record", fields),
    onSuccess: () => refresh(client),
  });
}

export function useCorrect() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: CorrectActivity) => call("activity.correct", input),
    onSuccess: () => refresh(client),
  });
}

export function useWithdraw() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (seq: number) => call("activity.withdraw", { seq }),
    onSuccess: () => refresh(client),
  });
}
