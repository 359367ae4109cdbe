/** The day the window looks at. `null` is today; any other day is a past view and colours the frame. */
import { useSyncExternalStore } from "react";
import { today } from "./dates";

let chosen: string | null = null;
const listeners = new Set<() => void>();

/** Looks at another day; today's date leaves the past view. */
export function lookAt(day: string | null): void {
  chosen = day === today() ? null : day;
  for (const changed of listeners) changed();
}

const subscribe = (changed: () => void) => {
  listeners.add(changed);
  return () => listeners.delete(changed);
};

/** The day looked at and whether it is another day than today. */
export function useAsOf(): { day: string; past: boolean } {
  const day = useSyncExternalStore(subscribe, () => chosen);
  return { day: day ?? today(), past: day !== null };
}
