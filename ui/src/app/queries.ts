/** What the frame asks the program. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ChangePassword } from "../bindings";
import { call } from "../lib/door";

/** The proof that the books balance; made once and again on request, since it reads the whole book. */
export function useProof(enabled: boolean) {
  return useQuery({
    queryKey: ["book.verify"],
    queryFn: () => call("book.verify", {}),
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useSearch(text: string) {
  return useQuery({
    queryKey: ["search.all", text],
    queryFn: () => call("search.all", { text, limit: 20 }),
    enabled: text.trim() !== "",
    placeholderData: (before) => before,
  });
}

export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: ChangePassword) => call("session.change_password", input),
    onSuccess: () => client.invalidateQueries({ queryKey: ["session.get"] }),
  });
}
