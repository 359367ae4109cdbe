/** What the pages about records that may be one ask the program; no other file of them names a command. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Business, ContactsFormat, MergeParties, PartyPair, SimilarInput } from "../../../bindings";
import { call } from "../../../lib/door";
import { refresh } from "../../../lib/refresh";
import { saveFile } from "../../../lib/saveFile";

export function useSimilar(input: SimilarInput, enabled: boolean) {
  return useQuery({
    queryKey: ["party.similar", input],
    queryFn: () => call("party.similar", input),
    placeholderData: keepPreviousData,
    enabled,
  });
}

export function useDuplicates() {
  return useQuery({ queryKey: ["party.duplicates"], queryFn: () => call("party.duplicates", {}) });
}

export function useKeepApart() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: PartyPair) => call("party.keep_apart", input),
    onSuccess: () => refresh(client),
  });
}

export function useMerge() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: MergeParties) => call("party.merge", input),
    onSuccess: () => refresh(client),
  });
}

export function useUndoMerge() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (seq: number) => call("party.undo_merge", { seq }),
    onSuccess: () => refresh(client),
  });
}

/** The people of those parties, of all where none is named, as a file. */
export async function exportContacts(
  format: ContactsFormat,
  party_ids: number[],
  segment?: number,
): Promise<void> {
  await saveFile(await call("contacts.export", { format, party_ids, segment }));
}

/** Finds parties of one side by any part of their texts, without the one that goes. */
export function finderWithout(business: Business, id: number) {
  return async (text: string) => {
    const found = await call("party.find", { text, business, limit: 12 });
    return found.filter((party) => party.id !== id).map(({ id, name, code }) => ({ id, name, detail: code }));
  };
}
