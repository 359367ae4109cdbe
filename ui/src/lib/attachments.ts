import { useMutation, useQuery } from "@tanstack/react-query";
import type { Printed } from "../bindings";
import { call, shell } from "./door";

/** Reads a file into the book and gives its key. */
export function useAttach() {
  return useMutation({ mutationFn: (path: string) => call("attachment.add", { path }) });
}

/** Lets a scan or a photograph be chosen; `null` where the dialog is left. */
export const pickScan = () =>
  shell.pickFile([{ name: "PDF, PNG, JPEG", extensions: ["pdf", "png", "jpg", "jpeg"] }]);

/** A file kept in the book, by a handle to its bytes. */
export const openAttachment = (id: number) => call("attachment.get", { id });

/** A paper as it left, to be shown. */
export function useKeptPaper(id: number) {
  return useQuery({
    queryKey: ["attachment.get", "paper", id],
    queryFn: async (): Promise<Printed> => ({ file: await openAttachment(id), pages: 0, uncovered: [] }),
  });
}
