/** What the page of activities asks the program. */
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { ActivityList } from "../../bindings";
import { call } from "../../lib/door";

const PAGE_ROWS = 200;

export function useActivities(filter: ActivityList) {
  return useInfiniteQuery({
    queryKey: ["activity.list", filter],
    queryFn: ({ pageParam }) => call("activity.list", { ...filter, after: pageParam, limit: PAGE_ROWS }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}
