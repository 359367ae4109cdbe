import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { TakeBack } from "../bindings";
import { call } from "./door";
import { refresh } from "./refresh";

/** Takes acts back, the last one first; each on the day named with it, or today. */
export function useTakeBack() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (acts: TakeBack[]) => {
      for (const { seq, date } of [...acts].reverse()) await call("settlement.take_back", { seq, date });
    },
    onSuccess: () => refresh(client),
  });
}
