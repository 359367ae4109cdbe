/** What the cash forecast asks the program; no other file of it names a command. */
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { CashForecastInput, CashPlan } from "../../bindings";
import { call, start } from "../../lib/door";
import { useJob } from "../../lib/job";
import { useChange } from "../../lib/refresh";

export function useFlows(input: CashForecastInput) {
  return useQuery({
    queryKey: ["cash.flows", input],
    queryFn: () => call("cash.flows", input),
    placeholderData: keepPreviousData,
  });
}

export function useRecord() {
  return useQuery({ queryKey: ["cash.record"], queryFn: () => call("cash.record", {}) });
}

/** What the method would have told of the book's own past; slow in a large book, so asked for once. */
export function usePastRecord(wanted: boolean) {
  return useQuery({
    queryKey: ["forecast.record"],
    queryFn: () => call("forecast.record", {}),
    enabled: wanted,
    retry: false,
  });
}

export function usePlan() {
  return useQuery({ queryKey: ["cash.plan"], queryFn: () => call("cash.plan", {}) });
}

export const useSavePlan = () => useChange((plan: CashPlan) => call("cash.save_plan", plan));

/** Keeps the forecast of this week, once, where the user may; what is kept already stays. */
export function useKeeping(allowed: boolean) {
  const client = useQueryClient();
  const { run, running, step } = useJob<unknown>();
  useEffect(() => {
    if (!allowed) return;
    void run((hear) => start("cash.keep", {}, hear)).then(() =>
      client.invalidateQueries({ queryKey: ["cash.record"] }),
    );
  }, [allowed, run, client]);
  return { running, step };
}
