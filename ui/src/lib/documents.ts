/** Issuing and taking back a document, from whichever page. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { DocumentFields, VoidInput } from "../bindings";
import { call } from "./door";
import { refresh } from "./refresh";

export function useIssue() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (fields: DocumentFields) => call("document.issue", { fields }),
    onSuccess: () => refresh(client),
  });
}

export function useVoid() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: VoidInput) => call("document.void", input),
    onSuccess: () => refresh(client),
  });
}

/** What a document is, by which its page is found. */
export async function kindOf(documentId: number) {
  return (await call("document.get", { id: documentId })).kind;
}
