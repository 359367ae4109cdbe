/** What the page of collections asks the program; no other file of it names a command. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type {
  AssignDunning,
  DecideDunning,
  DunningPolicy,
  LimitationList,
  Printed,
  RecordLimitation,
  RunLetter,
  SetDunningHold,
  StartDunning,
} from "../../bindings";
import { call, start } from "../../lib/door";
import { useJob } from "../../lib/job";
import { refresh } from "../../lib/refresh";

export function useCalls(enabled = true) {
  return useQuery({ queryKey: ["dunning.calls"], queryFn: () => call("dunning.calls", {}), enabled });
}

export function usePlan(date: string) {
  return useQuery({
    queryKey: ["dunning.plan", date],
    queryFn: () => call("dunning.plan", { date, party_id: null }),
    placeholderData: keepPreviousData,
  });
}

export function useRuns() {
  return useQuery({ queryKey: ["dunning.runs"], queryFn: () => call("dunning.runs", {}) });
}

export function useLetters(run: number | null) {
  return useQuery({
    queryKey: ["dunning.letters", run],
    queryFn: () => call("dunning.letters", { run: run ?? 0 }),
    enabled: run !== null,
  });
}

export function useHolds() {
  return useQuery({ queryKey: ["dunning.holds"], queryFn: () => call("dunning.holds", {}) });
}

export function usePolicies() {
  return useQuery({ queryKey: ["dunning.policies"], queryFn: () => call("dunning.policies", {}) });
}

export function useLimitation(input: LimitationList) {
  return useQuery({
    queryKey: ["limitation.list", input],
    queryFn: () => call("limitation.list", input),
    placeholderData: keepPreviousData,
  });
}

/** The bytes of a letter that went out. */
export function usePaperOf(attachment: number) {
  return useQuery({
    queryKey: ["attachment.get", "letter", attachment],
    queryFn: async (): Promise<Printed> => {
      const file = await call("attachment.get", { id: attachment });
      return { file, pages: 0, uncovered: [] };
    },
  });
}

function useAct<Input, Output>(act: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: act, onSuccess: () => refresh(client) });
}

export const useStart = () => useAct((input: StartDunning) => call("dunning.start", input));
export const useDecide = () => useAct((input: DecideDunning) => call("dunning.decide", input));
export const useSetHold = () => useAct((input: SetDunningHold) => call("dunning.set_hold", input));
export const useSavePolicy = () => useAct((input: DunningPolicy) => call("dunning.save_policy", input));
export const useAssign = () => useAct((input: AssignDunning) => call("dunning.assign", input));
export const useRecordLimitation = () =>
  useAct((input: RecordLimitation) => call("limitation.record", input));

/** Sends the letters of a run that are ready. */
export function useCarryOut() {
  const client = useQueryClient();
  const job = useJob<RunLetter[]>();
  const carryOut = async (run: number) => {
    const outcome = await job.run((hear) => start("dunning.carry_out", { run, lines: null }, hear));
    await refresh(client);
    return outcome;
  };
  return { ...job, carryOut };
}
