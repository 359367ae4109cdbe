/** What the pages of recurring documents ask the program; no other file of them names a command. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type {
  DocumentKind,
  ResumeRecurring,
  SaveRecurring,
  SkipOccurrence,
  UpcomingInput,
} from "../../../bindings";
import { call } from "../../../lib/door";
import { refresh } from "../../../lib/refresh";

export function useTemplates(kind: DocumentKind, text: string) {
  return useQuery({
    queryKey: ["recurring.list", kind, text],
    queryFn: () => call("recurring.list", { kind, text }),
    placeholderData: keepPreviousData,
  });
}

export function useTemplate(id: number | null) {
  return useQuery({
    queryKey: ["recurring.get", id],
    queryFn: () => call("recurring.get", { id: id ?? 0 }),
    enabled: id !== null,
  });
}

/** The next documents of a template as it is being written. */
export function useUpcoming(input: UpcomingInput, enabled: boolean) {
  return useQuery({
    queryKey: ["recurring.upcoming", input],
    queryFn: () => call("recurring.upcoming", input),
    placeholderData: keepPreviousData,
    retry: false,
    enabled,
  });
}

/** The placeholders as the window's language writes them. */
export function usePlaceholders(language: string) {
  return useQuery({
    queryKey: ["recurring.placeholders", language],
    queryFn: () => call("recurring.placeholders", {}),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useMade(id: number) {
  return useQuery({ queryKey: ["recurring.made", id], queryFn: () => call("recurring.made", { id }) });
}

export function useSaveTemplate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: SaveRecurring) => call("recurring.save", input),
    // Where another act came between, what stands now is read again.
    onSettled: () => refresh(client),
  });
}

/** What happens to a template as it stands. */
export type TemplateAct =
  | { act: "pause" | "end"; id: number }
  | ({ act: "resume" } & ResumeRecurring)
  | ({ act: "skip" } & SkipOccurrence);

export function useTemplateAct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ act, ...input }: TemplateAct) => {
      if (act === "skip") return call("recurring.skip", input as SkipOccurrence);
      if (act === "resume") return call("recurring.resume", input);
      return call(act === "pause" ? "recurring.pause" : "recurring.end", { id: input.id });
    },
    onSuccess: () => refresh(client),
  });
}
