/** Reports as pages show them and make files of them. */
import { useMutation, useQuery } from "@tanstack/react-query";
import type { FileFormat, ReportRequest } from "../bindings";
import { call } from "./door";

/** A report; one of the same name stays until the next has come. Nothing is asked without a request. */
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

function failNoRequest(): never {
  throw new Error("a report without a request is never run");
}

/** Makes a file of the report as it stands and gives its handle. */
export function useExport() {
  return useMutation({
    mutationFn: (input: { request: ReportRequest; format: FileFormat }) => call("report.export", input),
  });
}
