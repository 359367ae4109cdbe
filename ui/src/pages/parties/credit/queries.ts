/** What the credit tab of a customer asks the program; no other file of it names a command. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { AssessCredit, OverrideCredit, RecordCreditFact, SetCreditLimit } from "../../../bindings";
import { useAsOf } from "../../../lib/asOf";
import { call } from "../../../lib/door";
import { refresh } from "../../../lib/refresh";

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

function useAct<Input, Output>(act: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: act, onSuccess: () => refresh(client) });
}

export function useSetLimit() {
  return useAct((input: SetCreditLimit) => call("credit.set_limit", input));
}

export function useOverride() {
  return useAct((input: OverrideCredit) => call("credit.override", input));
}

export function useRecordFact() {
  return useAct((input: RecordCreditFact) => call("credit.record_fact", input));
}

export function useAssess() {
  return useAct((input: AssessCredit) => call("credit.assess", input));
}
