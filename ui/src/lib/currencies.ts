import { useQuery } from "@tanstack/react-query";
import { call } from "./door";

/** Every currency a document can be in. */
export function useCurrencies() {
  return useQuery({
    queryKey: ["reference.currencies"],
    queryFn: () => call("reference.currencies", {}),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
