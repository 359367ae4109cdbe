/** Recurring documents from whichever page: what is due, and making it. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { BillingRun, Schedule } from "../bindings";
import { call, start } from "./door";
import i18n, { type Words } from "./i18n";
import { useJob } from "./job";
import { tell } from "./lastAct";
import { refresh } from "./refresh";

/** What is due by today, of every template the user may see. */
export function useDue() {
  return useQuery({ queryKey: ["recurring.due"], queryFn: () => call("recurring.due", {}) });
}

/** Makes what is due, of one template or of all, one document after the other. */
export function useMakeDue() {
  const client = useQueryClient();
  const job = useJob<BillingRun>();
  const make = async (id?: number) => {
    const run = await job.run((hear) => start("recurring.make_due", { id: id ?? null }, hear));
    await refresh(client);
    if (run && run.made.length > 0) tell({ text: i18n.t("recurring.run.made", { count: run.made.length }) });
    return run;
  };
  return { ...job, make };
}

/** The template that made a document, if one did. */
export function useSourceOf(documentId: number) {
  return useQuery({
    queryKey: ["recurring.list", "of", documentId],
    queryFn: async () => (await call("recurring.list", { document_id: documentId }))[0] ?? null,
  });
}

/** The pages of templates, by the side of the business. */
export const homeOfRecurring = (kind: "invoice" | "bill") =>
  kind === "bill" ? "/recurring/purchases" : "/recurring/sales";

type RhythmWord = `recurring.rhythm.${keyof Words["recurring"]["rhythm"] & string}`;

/** How often a schedule comes, as a word and its count. */
export function rhythmOf({ every, unit, last_day_of_month }: Schedule): [RhythmWord, { count: number }] {
  const word = every === 1 ? (`one_${unit}` as const) : (`many_${unit}` as const);
  const last = last_day_of_month && (unit === "month" || unit === "year");
  return [
    `recurring.rhythm.${last ? (`${word}_last` as RhythmSuffix) : word}` as RhythmWord,
    { count: every },
  ];
}
type RhythmSuffix = "one_month_last" | "many_month_last" | "one_year_last" | "many_year_last";
