/** Customers and suppliers for pickers and heads, on whatever page. */
import { useQuery } from "@tanstack/react-query";
import type { Business } from "../bindings";
import { call } from "./door";

/** Rows of a picker. */
export const PICKS = 12;

/** One party; nothing is asked without a key. */
export function useParty(id: number | null | undefined) {
  return useQuery({
    queryKey: ["party.get", id],
    queryFn: () => call("party.get", { id: id ?? 0 }),
    enabled: typeof id === "number",
  });
}

/** Finds parties of one side, or of both, for a picker: by any part of a name, code, number or pinyin. */
export function finderOf(business: Business | null) {
  return async (text: string) => {
    const found = await call("party.find", { text, business, limit: PICKS });
    return found.map(({ id, name, code }) => ({ id, name, detail: code }));
  };
}

export const findParties = finderOf(null);
export const findCustomers = finderOf("customer");
