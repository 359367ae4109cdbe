/** Taxes by day: a tax is a code with versions, and a document takes the version of its own day. */
import { useQuery } from "@tanstack/react-query";
import type { Tax } from "../bindings";
import { call } from "./door";
import { useSession } from "./session";

/** The version of each tax that is in force on a day. */
export function inForce(taxes: Tax[], day: string): Tax[] {
  return taxes.filter((tax) => (tax.valid_from ?? "") <= day && (!tax.valid_to || day <= tax.valid_to));
}

/** The taxes in force on a day, or today; also those that were taken out of use. */
export function useTaxesOn(day?: string | null): Tax[] {
  const today = useSession().data?.today ?? "";
  const { data = [] } = useQuery({ queryKey: ["tax.list"], queryFn: () => call("tax.list", {}) });
  return inForce(data, day ?? today);
}

/** A tax in a cell: its rate, or its name where the rate does not say what it is. */
export function shortName(tax: Tax, language: string): string {
  const isRate = tax.treatment === "rate" && tax.kind === "percent";
  return isRate ? `${tax.rate_percent}%` : language === "en" ? tax.name_en : tax.name_zh;
}
