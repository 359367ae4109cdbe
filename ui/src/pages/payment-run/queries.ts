/** What the page of payment runs asks the program; no other file of this page names a command. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { DueBills, PaymentRun } from "../../bindings";
import { call } from "../../lib/door";
import { refresh } from "../../lib/refresh";

export function useDueBills(input: DueBills) {
  return useQuery({
    queryKey: ["payment_run.due", input],
    queryFn: () => call("payment_run.due", input),
    placeholderData: keepPreviousData,
  });
}

/** What the chosen bills come to, by supplier and currency. */
export function usePlan(run: PaymentRun) {
  return useQuery({
    queryKey: ["payment_run.plan", run],
    queryFn: () => call("payment_run.plan", run),
    enabled: run.bills.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function usePaymentList() {
  return useMutation({ mutationFn: (run: PaymentRun) => call("payment_run.pdf", { run }) });
}

export function usePay() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (run: PaymentRun) => call("payment_run.pay", run),
    onSuccess: () => refresh(client),
  });
}

export function useAccounts() {
  return useQuery({ queryKey: ["account.list"], queryFn: () => call("account.list", {}) });
}
