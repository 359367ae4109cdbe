import { useQuery } from "@tanstack/react-query";
import { call } from "./door";

/** What was sent to a customer, the latest first, each beside what the books say now. */
export function useSentStatements(id: number) {
  return useQuery({ queryKey: ["statement.sent", id], queryFn: () => call("statement.sent", { id }) });
}
