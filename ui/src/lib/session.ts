/** Who works on which book, and what they may do. */
import { useQuery } from "@tanstack/react-query";
import type { Money, Right } from "../bindings";
import { today } from "./dates";
import { call } from "./door";
import i18n from "./i18n";

export function useSession() {
  return useQuery({ queryKey: ["session.get"], queryFn: () => call("session.get", {}) });
}

/** The day the program takes for today; until it has said so, that of this computer. */
export function useBusinessDay(): string {
  return useSession().data?.today ?? today();
}

/** Whether the user's role has a right; without an answer yet, it has none. */
export function useMay(): (right: Right) => boolean {
  const rights = useSession().data?.rights;
  return (right) => rights?.includes(right) ?? false;
}

/** What a file made of the whole book is called: the company and the day. */
export function useBookFileName(): string {
  const session = useSession().data;
  return `${session?.company_name ?? i18n.t("app.name")} ${session?.today ?? ""}`;
}

/** Whether an amount is in another currency than the book's, which it must then name. */
export function useIsForeign(): (money: Money) => boolean {
  const currency = useSession().data?.book.currency;
  return (money) => currency !== undefined && money.currency !== currency;
}
