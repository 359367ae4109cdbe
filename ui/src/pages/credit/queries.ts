/** What the credit page asks the program; no other file of it names a command. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { CreditList, CreditReviewed, LateRisk, ReleaseCredit } from "../../bindings";
import { call, start } from "../../lib/door";
import { useJob } from "../../lib/job";
import { refresh } from "../../lib/refresh";

export function useCreditList(input: CreditList) {
  return useQuery({
    queryKey: ["credit.list", input],
    queryFn: () => call("credit.list", input),
    placeholderData: keepPreviousData,
  });
}

export function useReleases() {
  return useQuery({ queryKey: ["credit.releases"], queryFn: () => call("credit.releases", {}) });
}

export function useChecks() {
  return useQuery({ queryKey: ["credit.checks"], queryFn: () => call("credit.checks", {}) });
}

export function useReviews() {
  return useQuery({ queryKey: ["credit.reviews"], queryFn: () => call("credit.reviews", {}) });
}

export function useRelease() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: ReleaseCredit) => call("credit.release", input),
    onSuccess: () => refresh(client),
  });
}

/** Reviews everyone, to look at or to keep. */
export function useReview() {
  const client = useQueryClient();
  const job = useJob<CreditReviewed>();
  const review = async (date: string, keep: boolean) => {
    const outcome = await job.run((hear) => start("credit.review", { date, keep }, hear));
    if (keep) await refresh(client);
    return outcome;
  };
  return { ...job, review };
}

/** How probable it is that open invoices are paid more than so many days late. */
export function useRisk() {
  const { run, ...job } = useJob<LateRisk>();
  return { ...job, estimate: (days: number) => run((hear) => start("credit.risk", { days }, hear)) };
}
