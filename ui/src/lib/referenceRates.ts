import { useQuery } from "@tanstack/react-query";
import { call } from "./door";

/** The published rates that count, by name and day. */
export function useReferenceRates() {
  return useQuery({ queryKey: ["reference_rate.list"], queryFn: () => call("reference_rate.list", {}) });
}
