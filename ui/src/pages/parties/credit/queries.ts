/** What the credit tab of a customer asks the program; no other file of it names a command. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { AssessCredit, OverrideCredit, RecordCreditFact, SetCreditLimit } from "../../../bindings";
import { useAsOf } from "../../../lib/asOf";
import { call } from "../../../lib/door";
import { useChange } from "../../../lib/refresh";

/** The customer's grade as of the day the window looks at. */
export function useCreditCard(id: number) {
  const { day } = useAsOf();
  return useQuery({
    queryKey: ["credit.card", id, day],
    queryFn: () => call("credit.card", { party_id: id, as_of: day }),
    placeholderData: keepPreviousData,
  });
}

export function useCreditHistory(id: number) {
  return useQuery({ queryKey: ["credit.history", id], queryFn: () => call("credit.history", { id }) });
}

export function useSetLimit() {
  return useChange((input: SetCreditLimit) => call("credit.set_limit", input));
}

export function useOverride() {
  return useChange((input: OverrideCredit) => call("credit.override", input));
}

export function useRecordFact() {
  return useChange((input: RecordCreditFact) => call("credit.record_fact", input));
}

export function useAssess() {
  return useChange((input: AssessCredit) => call("credit.assess", input));
}
