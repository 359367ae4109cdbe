/** What the page of the allowance asks the program; no other file of this page names a command. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { EndSegment, LossRates, Segment } from "../../bindings";
import { call } from "../../lib/door";
import { refresh } from "../../lib/refresh";

/** What is expected to be lost of what is open on a day. */
export function useAllowance(date: string) {
  return useQuery({
    queryKey: ["allowance.preview", date],
    queryFn: () => call("allowance.preview", { date }),
    retry: false,
  });
}

/** How the debts of a year were paid, asked only while no rates were entered. */
export function useLossHistory(as_of: string, asked: boolean) {
  return useQuery({
    queryKey: ["loss_rates.propose", as_of],
    queryFn: () => call("loss_rates.propose", { as_of }),
    enabled: asked,
    retry: false,
  });
}

export function useSaveLossRates() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (rates: LossRates) => call("loss_rates.save", rates),
    onSuccess: () => refresh(client),
  });
}

/** The rates by the own history of a segment, or of all others. */
export const readHistory = (as_of: string, segment: Segment | null | undefined) =>
  call("loss_rates.propose", { as_of, segment });

/** From a day on a segment goes by the rates of all others. */
export function useEndSegment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: EndSegment) => call("loss_rates.end_segment", input),
    onSuccess: () => refresh(client),
  });
}

export function useIndustries() {
  return useQuery({
    queryKey: ["reference.industries"],
    queryFn: () => call("reference.industries", {}),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function usePostAllowance() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (date: string) => call("allowance.post", { date }),
    onSuccess: () => refresh(client),
  });
}
