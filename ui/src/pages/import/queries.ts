/** What the import page asks the program. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ImportInput, ImportKind, ImportReadOptions, SavedMapping } from "../../bindings";
import { call, type Progress, start } from "../../lib/door";

export function useInspection(path: string, kind: ImportKind | null, options: ImportReadOptions | null) {
  return useQuery({
    queryKey: ["import.inspect", path, kind, options],
    queryFn: () => call("import.inspect", { path, kind, options }),
    // The file may have been saved again meanwhile.
    staleTime: 0,
  });
}

export function runImport(input: ImportInput, hear: (progress: Progress) => void) {
  return start("import.run", input, hear);
}

export function undoImport(runId: number, hear: (progress: Progress) => void) {
  return start("import.undo", { run_id: runId }, hear);
}

export function useRuns() {
  return useQuery({ queryKey: ["import.runs"], queryFn: () => call("import.runs", {}) });
}

export function useMappings() {
  return useQuery({ queryKey: ["mapping.list"], queryFn: () => call("mapping.list", {}) });
}

export function useSaveMapping() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: SavedMapping) => call("mapping.save", input),
    onSuccess: () => client.invalidateQueries({ queryKey: ["mapping.list"] }),
  });
}

/** An import changes everything: all answers but the file's own are asked again. */
export function useForgetAnswers() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== "import.inspect" });
}
