/** What the voucher page asks the program; no other file of this page names a command. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { VoucherFields } from "../../bindings";
import { call } from "../../lib/door";
import { refresh } from "../../lib/refresh";

export function useAccounts() {
  return useQuery({ queryKey: ["account.list"], queryFn: () => call("account.list", {}) });
}

/** Both sides of what is typed, added up by the program. */
export function useVoucherTotals(fields: VoucherFields) {
  return useQuery({
    queryKey: ["voucher.totals", fields],
    queryFn: () => call("voucher.totals", fields),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function usePostVoucher() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (fields: VoucherFields) => call("voucher.post", fields),
    onSuccess: () => refresh(client),
  });
}

/** Takes a voucher back on the day it was made for, or today. */
export function useTakeBack() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (seq: number) => call("settlement.take_back", { seq }),
    onSuccess: () => refresh(client),
  });
}

export async function findParties(text: string) {
  const found = await call("party.find", { text, limit: 12 });
  return found.map((party) => ({ id: party.id, name: party.name, detail: party.code }));
}
