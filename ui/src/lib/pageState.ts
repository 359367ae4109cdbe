/**
 * A page's state in its address: filters, sort and the open row live in the query, so that back, forward and a
 * restart give the page as it was left.
 */
import { useCallback } from "react";
import { useSearchParams } from "react-router";

/** The state of a page with defaults; a value equal to its default is left out of the address. */
export function usePageState<T extends Record<string, string>>(
  defaults: T,
): [T, (change: Partial<T>, how?: "replace" | "push") => void] {
  const [query, setQuery] = useSearchParams();
  const state = { ...defaults };
  for (const key of Object.keys(defaults) as (keyof T & string)[]) {
    const value = query.get(key);
    if (value !== null) state[key] = value as T[typeof key];
  }
  const change = useCallback(
    (changed: Partial<T>, how: "replace" | "push" = "replace") => {
      setQuery(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [key, value] of Object.entries(changed)) {
            if (value === undefined || value === defaults[key]) after.delete(key);
            else after.set(key, String(value));
          }
          return after;
        },
        { replace: how === "replace" },
      );
    },
    [setQuery, defaults],
  );
  return [state, change];
}
