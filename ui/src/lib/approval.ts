/** Four eyes: what another user approves before it is posted. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { DocumentFields } from "../bindings";
import { call } from "./door";

/** Whether another user approves vouchers, or documents, before they are posted. */
export function useNeedsApproval(of: "voucher" | "document"): boolean {
  const { data } = useQuery({ queryKey: ["policy.get"], queryFn: () => call("policy.get", {}) });
  return data?.approval === "all" || (data?.approval === "vouchers" && of === "voucher");
}

/** Keeps as a draft what was to be posted at once, for another user to approve. */
export function useKeepForApproval() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (fields: DocumentFields) => call("draft.save", { fields }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["draft.list"] }),
  });
}
