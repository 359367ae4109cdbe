/** Tasks and the list of today, from whichever page. */
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { Agenda, AgendaRow, FinishTask, SaveTask, SnoozeTask, Task, TaskList } from "../bindings";
import { addDays } from "./dates";
import { call, DoorError } from "./door";
import { homeOf, homeOfParty } from "./homes";
import i18n, { sentenceOf } from "./i18n";
import { tell } from "./lastAct";
import { homeOfRecurring } from "./recurring";
import { refresh } from "./refresh";

const PAGE_ROWS = 200;

/** Where a task is put off to: the day after, the next Monday, a month later. */
export function laterDays(today: string): string[] {
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  const monday = addDays(today, (8 - weekday) % 7 || 7);
  return [...new Set([addDays(today, 1), monday, addDays(today, 30)])];
}

export function useToday(filter: Agenda) {
  return useInfiniteQuery({
    queryKey: ["today.list", filter],
    queryFn: ({ pageParam }) => call("today.list", { ...filter, after: pageParam, limit: PAGE_ROWS }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** How much waits for the user. */
export function useTodayCount(enabled = true) {
  return useQuery({ queryKey: ["today.count"], queryFn: () => call("today.count", {}), enabled });
}

export function useTasks(filter: TaskList) {
  return useQuery({ queryKey: ["task.list", filter], queryFn: () => call("task.list", filter) });
}

export function useTask(id: number | null) {
  return useQuery({
    queryKey: ["task.get", id],
    queryFn: () => call("task.get", { id: id ?? 0 }),
    enabled: id !== null,
  });
}

/** Who can be given work. */
export function useSalespeople() {
  return useQuery({ queryKey: ["user.salespeople"], queryFn: () => call("user.salespeople", {}) });
}

export function useSaveTask() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: SaveTask) => call("task.save", input),
    onSuccess: (task) => {
      tell({ text: i18n.t("activities.tasks.saved", { title: task.fields.title }) });
      return refresh(client);
    },
  });
}

/** What is done with a task, each said in the status line with the way back; a refusal is said there too. */
export function useTaskActs() {
  const client = useQueryClient();
  const act = async (run: () => Promise<void>) => {
    try {
      await run();
      await refresh(client);
    } catch (thrown) {
      tell({ text: sentenceOf(DoorError.from(thrown)) });
    }
  };
  const reopen = (id: number) =>
    act(async () => {
      const task = await call("task.reopen", { id });
      tell({ text: i18n.t("activities.tasks.reopened", { title: task.fields.title }) });
    });
  const snooze = (input: SnoozeTask) =>
    act(async () => {
      const task = await call("task.snooze", input);
      const { title } = task.fields;
      const undo = () => void snooze({ id: input.id, until: null });
      if (input.until) tell({ text: i18n.t("activities.tasks.snoozed", { title, day: input.until }), undo });
      else tell({ text: i18n.t("activities.tasks.reopened", { title }) });
    });
  const finish = (input: FinishTask) =>
    act(async () => {
      const { task, next } = await call("task.done", input);
      const { title } = task.fields;
      const text = next
        ? i18n.t("activities.tasks.finishedNext", { title, day: next.fields.due_on })
        : i18n.t("activities.tasks.finished", { title });
      tell({ text, undo: () => void reopen(input.id) });
    });
  const drop = (id: number) =>
    act(async () => {
      const task: Task = await call("task.drop", { id });
      tell({
        text: i18n.t("activities.tasks.dropped", { title: task.fields.title }),
        undo: () => void reopen(id),
      });
    });
  return { finish, snooze, reopen, drop };
}

/** Where a row of today lives; `null` where it is about nobody. */
export function homeOfRow(row: AgendaRow): string | null {
  if (row.recurring_id && row.document_kind) {
    const kind = row.document_kind === "bill" ? "bill" : "invoice";
    return `${homeOfRecurring(kind)}/${row.recurring_id}`;
  }
  if (row.opportunity_id) return `/pipeline/${row.opportunity_id}`;
  if (row.contract_id) return `/contracts/${row.contract_id}`;
  if (row.document_id && row.document_kind) return homeOf(row.document_kind, row.document_id);
  return row.party_id ? homeOfParty(row.business ?? "customer", row.party_id) : null;
}
