/** What was typed into a form: kept on this computer until it is saved or given up, also through a restart. */
import { useState } from "react";
import { load, save } from "./memory";

export type Draft<T> = { fields: T; write: (change: Partial<T>) => void; forget: () => void };

let book = "";
const memoryOf = (name: string) => `draft.${book}.${name}`;

/** What is typed from now on belongs to this book, by its UUID; another book never sees it. */
export function typeInto(uuid: string): void {
  book = uuid;
}

/**
 * The draft under a name, or `initial` where nothing was typed. Name it by the record and its version; one without
 * a name is remembered nowhere.
 */
export function useDraft<T extends object>(name: string | null, initial: T): Draft<T> {
  const keep = (fields: T | null) => name !== null && save(memoryOf(name), fields);
  const [fields, setFields] = useState<T>(
    () => (name === null ? null : load<T | null>(memoryOf(name), null)) ?? initial,
  );
  const write = (change: Partial<T>) => {
    const next = { ...fields, ...change };
    setFields(next);
    keep(next);
  };
  return { fields, write, forget: () => keep(null) };
}
