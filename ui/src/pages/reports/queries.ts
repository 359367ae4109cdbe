/** What the report and voucher pages ask the program. */
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import type { FileFormat, ReportRequest } from "../../bindings";
import { call } from "../../lib/door";
import type { Asks } from "./catalog";

export function useReport(request: ReportRequest | null) {
  return useQuery({
    queryKey: ["report.run", request],
    queryFn: () => call("report.run", request ?? failNoRequest()),
    enabled: request !== null,
    placeholderData: (before, query) => {
      const shown = query?.queryKey[1] as ReportRequest | null | undefined;
      return shown?.name === request?.name ? before : undefined;
    },
  });
}

/** The report that a figure opens into; another figure shows nothing of the one before. */
export function useDetail(request: ReportRequest) {
  return useQuery({ queryKey: ["report.run", request], queryFn: () => call("report.run", request) });
}

function failNoRequest(): never {
  throw new Error("a report without a request is never run");
}

/** Makes a file of the report as it stands and gives its handle. */
export function useExport() {
  return useMutation({
    mutationFn: (input: { request: ReportRequest; format: FileFormat }) => call("report.export", input),
  });
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

export async function kindOf(documentId: number) {
  return (await call("document.get", { id: documentId })).kind;
}

export async function findParties(text: string, business: Asks["party"]) {
  const found = await call("party.find", { text, business: business === "any" ? null : business, limit: 20 });
  return found.map(({ id, name, short_name, code }) => ({ id, name: short_name || name, detail: code }));
}

export function useParty(id: number | null) {
  return useQuery({
    queryKey: ["party.get", id],
    queryFn: () => call("party.get", { id: id ?? 0 }),
    enabled: id !== null,
  });
}
