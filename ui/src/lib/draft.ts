/** What was typed into a form: kept on this computer until it is saved or given up, also through a restart. */
import { useState } from "react";
import { load, save } from "./memory";

export type Draft<T> = { fields: T; write: (change: Partial<T>) => void; forget: () => void };

/** The draft under a name, or `initial` where nothing was typed. Name it by the record and its version. */
export function useDraft<T extends object>(name: string, initial: T): Draft<T> {
  const memory = `draft.${name}`;
  const [fields, setFields] = useState<T>(() => load<T | null>(memory, null) ?? initial);
  const write = (change: Partial<T>) => {
    const next = { ...fields, ...change };
    setFields(next);
    save(memory, next);
  };
  return { fields, write, forget: () => save(memory, null) };
}
