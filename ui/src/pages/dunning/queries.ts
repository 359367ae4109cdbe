/** What the page of collections asks the program; no other file of it names a command. */
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import type {
  AssignDunning,
  DecideDunning,
  DunningPolicy,
  LimitationList,
  LowerLevel,
  RecordLimitation,
  RunLetter,
  SetDunningHold,
  StartDunning,
} from "../../bindings";
import { call, start } from "../../lib/door";
import { useJob } from "../../lib/job";
import { refresh, useChange } from "../../lib/refresh";

export function useCalls(enabled = true) {
  return useQuery({ queryKey: ["dunning.calls"], queryFn: () => call("dunning.calls", {}), enabled });
}

export function usePlan(date: string) {
  return useQuery({
    queryKey: ["dunning.plan", date],
    queryFn: () => call("dunning.plan", { date }),
    placeholderData: keepPreviousData,
  });
}

/** The letter of a customer at a lower level than it reaches; nothing is asked without one. */
export function useLowered(date: string, lower: LowerLevel | null) {
  return useQuery({
    queryKey: ["dunning.plan", date, lower],
    queryFn: () => call("dunning.plan", { date, party_id: lower?.party_id, lower: lower ? [lower] : [] }),
    enabled: lower !== null,
  });
}

export function useRuns() {
  return useQuery({ queryKey: ["dunning.runs"], queryFn: () => call("dunning.runs", {}) });
}

export function useLetters(run: number) {
  return useQuery({ queryKey: ["dunning.letters", run], queryFn: () => call("dunning.letters", { run }) });
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

export const useStart = () => useChange((input: StartDunning) => call("dunning.start", input));
export const useDecide = () => useChange((input: DecideDunning) => call("dunning.decide", input));
export const useSetHold = () => useChange((input: SetDunningHold) => call("dunning.set_hold", input));
export const useSavePolicy = () => useChange((input: DunningPolicy) => call("dunning.save_policy", input));
export const useAssign = () => useChange((input: AssignDunning) => call("dunning.assign", input));
export const useRecordLimitation = () =>
  useChange((input: RecordLimitation) => call("limitation.record", input));

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
