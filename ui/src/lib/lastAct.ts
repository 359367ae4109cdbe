/** The last act, for the status line: what happened with its number, and the way to undo or open it. */
import { useSyncExternalStore } from "react";

export type Act = { text: string; undo?: () => void; open?: () => void };

let last: Act | null = null;
const listeners = new Set<() => void>();

export function tell(act: Act | null): void {
  last = act;
  for (const changed of listeners) changed();
}

const subscribe = (changed: () => void) => {
  listeners.add(changed);
  return () => listeners.delete(changed);
};

export function useLastAct(): Act | null {
  return useSyncExternalStore(subscribe, () => last);
}
