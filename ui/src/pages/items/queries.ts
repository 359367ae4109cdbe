/** What the items page asks the program. */
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { SaveItem } from "../../bindings";
import { call } from "../../lib/door";
import { useSession } from "../../lib/session";

const PAGE_ROWS = 200;

export function useItems(text: string, archived: boolean) {
  return useInfiniteQuery({
    queryKey: ["item.list", text, archived],
    queryFn: ({ pageParam }) =>
      call("item.list", { text: text || null, archived, after: pageParam, limit: PAGE_ROWS }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export function useItem(id: number | null) {
  return useQuery({
    queryKey: ["item.get", id],
    queryFn: () => call("item.get", { id: id ?? 0 }),
    enabled: id !== null,
  });
}

/** The accounts that lines of an item can post to. */
export function useRevenueAccounts() {
  return useQuery({
    queryKey: ["account.list"],
    queryFn: () => call("account.list", {}),
    select: (accounts) =>
      accounts.filter((account) => account.type === "revenue" && account.postable && account.active),
  });
}

export function useBookCurrency(): string {
  return useSession().data?.book.currency ?? "";
}

export function useSaveItem() {
  return useItemChange((input: SaveItem) => call("item.save", input));
}

export function useArchiveItem() {
  return useItemChange((input: { id: number; archived: boolean }) => call("item.archive", input));
}

function useItemChange<I, O>(change: (input: I) => Promise<O>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () =>
      client.invalidateQueries({ predicate: (query) => String(query.queryKey[0]).startsWith("item.") }),
  });
}
