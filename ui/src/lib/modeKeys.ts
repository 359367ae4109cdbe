/** The keys of the page at hand, for the status line while no act is shown there. */
import { useEffect, useSyncExternalStore } from "react";

export type ModeKey = { key: string; does: string };

const NONE: ModeKey[] = [];
let keys = NONE;
const listeners = new Set<() => void>();
const set = (next: ModeKey[]) => {
  keys = next;
  for (const changed of listeners) changed();
};
const subscribe = (changed: () => void) => {
  listeners.add(changed);
  return () => listeners.delete(changed);
};

/** Shows these keys while the component stands. */
export function useModeKeys(shown: ModeKey[]): void {
  const text = JSON.stringify(shown);
  useEffect(() => {
    set(JSON.parse(text) as ModeKey[]);
    return () => set(NONE);
  }, [text]);
}

export function useKeysOfMode(): ModeKey[] {
  return useSyncExternalStore(subscribe, () => keys);
}
