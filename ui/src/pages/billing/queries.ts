/** What the billing run asks the program; no other file of it names a command. */
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import type { BillingInput, OrderBilling } from "../../bindings";
import { call, start } from "../../lib/door";
import { useJob } from "../../lib/job";
import { refresh } from "../../lib/refresh";

/** The invoices a run would make. */
export function usePlannedInvoices(input: BillingInput) {
  return useQuery({
    queryKey: ["billing.plan", input],
    queryFn: () => call("billing.plan", input),
    placeholderData: keepPreviousData,
  });
}

/** Makes the chosen invoices, one after the other. */
export function useBilling() {
  const client = useQueryClient();
  const job = useJob<OrderBilling>();
  const make = async (plan: BillingInput, chosen: number[]) => {
    const run = await job.run((hear) => start("billing.run", { plan, chosen }, hear));
    await refresh(client);
    return run;
  };
  return { ...job, make };
}
