import { useMutation } from "@tanstack/react-query";
import { call, shell } from "./door";

/** Reads a file into the book and gives its key. */
export function useAttach() {
  return useMutation({ mutationFn: (path: string) => call("attachment.add", { path }) });
}

/** Lets a scan or a photograph be chosen; `null` where the dialog is left. */
export const pickScan = () =>
  shell.pickFile([{ name: "PDF, PNG, JPEG", extensions: ["pdf", "png", "jpg", "jpeg"] }]);
