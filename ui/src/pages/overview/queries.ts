/** What the overview asks the program. */
import { useQuery } from "@tanstack/react-query";
import { call } from "../../lib/door";

export function useOverview() {
  return useQuery({ queryKey: ["overview.get"], queryFn: () => call("overview.get", {}) });
}

export function useCompany() {
  return useQuery({ queryKey: ["company.get"], queryFn: () => call("company.get", {}) });
}
