/** What the report and voucher pages ask the program. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ReportRequest } from "../../bindings";
import { call } from "../../lib/door";

/** The report that a figure opens into; another figure shows nothing of the one before. */
export function useDetail(request: ReportRequest) {
  return useQuery({ queryKey: ["report.run", request], queryFn: () => call("report.run", request) });
}

export function useAccounts() {
  return useQuery({ queryKey: ["account.list"], queryFn: () => call("account.list", {}) });
}

/** The closed months, latest first. */
export function useClosings() {
  return useQuery({ queryKey: ["month.closings"], queryFn: () => call("month.closings", {}) });
}

export function useEntry(seq: number) {
  return useQuery({
    queryKey: ["entry.get", seq],
    queryFn: () => call("entry.get", { seq }),
    placeholderData: keepPreviousData,
  });
}

/** The document that made an entry; an entry without one answers with a refusal. */
export function useDocument(id: number) {
  return useQuery({ queryKey: ["document.get", id], queryFn: () => call("document.get", { id }) });
}
