/** Who works on which book, and what they may do. */
import { useQuery } from "@tanstack/react-query";
import type { Right } from "../bindings";
import { call } from "./door";

export function useSession() {
  return useQuery({ queryKey: ["session.get"], queryFn: () => call("session.get", {}) });
}

/** Whether the user's role has a right; without an answer yet, it has none. */
export function useMay(): (right: Right) => boolean {
  const rights = useSession().data?.rights;
  return (right) => rights?.includes(right) ?? false;
}
