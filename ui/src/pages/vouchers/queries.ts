/** What the voucher page asks the program; no other file of this page names a command. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { DraftVersion, Entry, SaveVoucherDraft, VoucherDraft, VoucherFields } from "../../bindings";
import type { Choice } from "../../components/Picker";
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

export function useVoucherDrafts() {
  return useQuery({ queryKey: ["voucher.drafts"], queryFn: () => call("voucher.drafts", {}) });
}

/** A draft with the parties its lines name; asked once, since the page holds the newer text. */
export function useVoucherDraft(id: number | null) {
  return useQuery({
    queryKey: ["voucher.get_draft", id],
    queryFn: async (): Promise<{ draft: VoucherDraft; parties: Choice[] }> => {
      const draft = await call("voucher.get_draft", { id: id ?? 0 });
      const ids = new Set(draft.fields.lines.flatMap((line) => line.party_id ?? []));
      const parties = await Promise.all([...ids].map((party) => call("party.get", { id: party })));
      return {
        draft,
        parties: parties.map(({ id, fields }) => ({ id, name: fields.name, detail: fields.code })),
      };
    },
    enabled: id !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

export function useSaveVoucherDraft() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: SaveVoucherDraft) => call("voucher.save_draft", input),
    onSuccess: () => client.invalidateQueries({ queryKey: ["voucher.drafts"] }),
  });
}

/** What can be done with a draft as it stands. */
export type DraftAct = "approve" | "post" | "discard";

export function useDraftAct() {
  const client = useQueryClient();
  return useMutation<Entry | null, Error, { act: DraftAct; draft: DraftVersion }>({
    mutationFn: async ({ act, draft }) => {
      if (act === "post") return call("voucher.post_draft", draft);
      if (act === "approve") await call("voucher.approve_draft", draft);
      else await call("voucher.discard_draft", { id: draft.id });
      return null;
    },
    onSuccess: () => refresh(client),
  });
}
