/** Activities of many parties, as a page and several reports lead to them. */
import type { ActivityKind, ActivityList } from "../bindings";

export const ACTIVITY_KINDS: ActivityKind[] = ["call", "mail", "visit", "meeting", "note"];

/** The column of a report that counts one kind. */
const KIND_OF: Record<string, ActivityKind> = {
  calls: "call",
  mails: "mail",
  visits: "visit",
  meetings: "meeting",
  notes: "note",
};

/** The activities that a figure counts, as an address: those of its row, of its column's kind. */
export function activitiesOf(filter: ActivityList, column = ""): string {
  const query = new URLSearchParams();
  const set = (key: string, value: string | number | null | undefined) => {
    if (value !== null && value !== undefined && value !== "") query.set(key, String(value));
  };
  set("author", filter.author_id);
  set("kind", KIND_OF[column] ?? filter.kind);
  set("from", filter.from);
  set("to", filter.to);
  return `/activities?${query}`;
}
