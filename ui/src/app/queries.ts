/** What the frame asks the program. */
import { useQuery } from "@tanstack/react-query";
import { call } from "../lib/door";

export function useBookState() {
  return useQuery({ queryKey: ["book.state"], queryFn: () => call("book.state", {}) });
}

export function useSearch(text: string) {
  return useQuery({
    queryKey: ["search.all", text],
    queryFn: () => call("search.all", { text, limit: 20 }),
    enabled: text.trim() !== "",
    placeholderData: (before) => before,
  });
}
