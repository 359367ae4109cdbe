import { useMutation } from "@tanstack/react-query";
import { call } from "./door";

/** Reads a file into the book and gives its key. */
export function useAttach() {
  return useMutation({ mutationFn: (path: string) => call("attachment.add", { path }) });
}
