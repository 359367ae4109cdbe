/** After an act every answer may have changed; the proof of the whole book is asked again only on request. */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";

export function refresh(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== "book.verify" });
}

export function useRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return () => refresh(client);
}
