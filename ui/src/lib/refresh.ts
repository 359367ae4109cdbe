/** After an act every answer may have changed. */
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";

/**
 * The proof of the whole book is asked again only on request; of a draft, and of what a document is begun with, the editor
 * holds the newer text.
 */
const KEPT = ["book.verify", "draft.get", "order.next"];

export function refresh(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ predicate: (query) => !KEPT.includes(String(query.queryKey[0])) });
}

export function useRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return () => refresh(client);
}

/** An act of the program after which every answer is asked for again. */
export function useChange<Input, Output>(act: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: act, onSuccess: () => refresh(client) });
}
