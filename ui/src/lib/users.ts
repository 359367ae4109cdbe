/** The names of the book's users, whom a customer or a document can be given to. */
import { useQuery } from "@tanstack/react-query";
import type { NamedUser } from "../bindings";
import { call } from "./door";

const NONE: NamedUser[] = [];

/** The inactive ones too: older records name them. */
export function useUserNames(): NamedUser[] {
  return useQuery({ queryKey: ["user.names"], queryFn: () => call("user.names", {}) }).data ?? NONE;
}
