/** What the pages of contracts ask the program; no other file of them names a command. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ContractDocument, ContractList, SaveContract, SetContractState } from "../../bindings";
import { call, DoorError } from "../../lib/door";
import { refresh } from "../../lib/refresh";
import { saveFile } from "../../lib/saveFile";

export function useContracts(filter: ContractList) {
  return useQuery({
    queryKey: ["contract.list", filter],
    queryFn: () => call("contract.list", filter),
    placeholderData: keepPreviousData,
  });
}

export function useContract(id: number | null) {
  return useQuery({
    queryKey: ["contract.get", id],
    queryFn: () => call("contract.get", { id: id ?? 0 }),
    enabled: id !== null,
  });
}

export function useSaveContract() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: SaveContract) => call("contract.save", input),
    // Where another act came between, what stands now is read again.
    onSettled: () => refresh(client),
  });
}

export function useContractState() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: SetContractState) => call("contract.set_state", input),
    onSuccess: () => refresh(client),
  });
}

/** Links a document by its number, or takes a link back. */
export function useLink() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: { id: number; number: string } | (ContractDocument & { unlink: true })) => {
      if ("unlink" in input) {
        return call("contract.unlink", { id: input.id, document_id: input.document_id });
      }
      const number = input.number.trim();
      const page = await call("document.list", { kinds: [], text: number, ascending: false, limit: 50 });
      const document = page.rows.find((row) => row.number.toLowerCase() === number.toLowerCase());
      if (!document) throw new DoorError("not_found", number, { kind: "document", key: number });
      return call("contract.link", { id: input.id, document_id: document.id });
    },
    onSuccess: () => refresh(client),
  });
}

/** Saves an attached file where the user wants it. */
export async function openFile(id: number): Promise<void> {
  await saveFile(await call("attachment.get", { id }));
}
