/** What the price list pages ask the program; no other file of these pages names a command. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ArchivePriceList, SavePriceList } from "../../bindings";
import { call } from "../../lib/door";
import { refresh } from "../../lib/refresh";

export function usePriceLists(archived: boolean) {
  return useQuery({
    queryKey: ["price_list.list", archived],
    queryFn: async () => {
      const all = await call("price_list.list", { archived });
      return all.filter((list) => list.archived === archived);
    },
  });
}

export function usePriceList(id: number | null) {
  return useQuery({
    queryKey: ["price_list.get", id],
    queryFn: () => call("price_list.get", { id: id ?? 0 }),
    enabled: id !== null,
  });
}

export function useSavePriceList() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: SavePriceList) => call("price_list.save", input),
    onSuccess: () => refresh(client),
  });
}

export function useArchivePriceList() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: ArchivePriceList) => call("price_list.archive", input),
    onSuccess: () => refresh(client),
  });
}

/** The words of tags, classes and powers that a list can be of. */
export function useSegmentChoices() {
  return useQuery({ queryKey: ["segment.choices"], queryFn: () => call("segment.choices", {}) });
}

export function useItem(id: number | null) {
  return useQuery({
    queryKey: ["item.get", id],
    queryFn: () => call("item.get", { id: id ?? 0 }),
    enabled: id !== null,
  });
}
