/** What the overview asks the program. */
import { useQuery } from "@tanstack/react-query";
import { call } from "../../lib/door";

export function useOverview() {
  return useQuery({ queryKey: ["overview.get"], queryFn: () => call("overview.get", {}) });
}

/** What orders and deliveries wait for. */
export function useOpenOrders() {
  return useQuery({ queryKey: ["order.totals"], queryFn: () => call("order.totals", {}) });
}

export function useCompany() {
  return useQuery({ queryKey: ["company.get"], queryFn: () => call("company.get", {}) });
}
