/**
 * The one door to the books: every command the window runs passes here.
 *
 * A refusal arrives as a `DoorError` with a stable code and the data its sentence needs; the sentence itself
 * lives in `assets/lang`. Jobs report progress and can be cancelled.
 */
import { invoke, isTauri } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import i18next from "i18next";
import type { Chart, Commands, Progress } from "../bindings";

export type CommandName = keyof Commands;
export type Input<K extends CommandName> = Commands[K]["input"];
export type Output<K extends CommandName> = Commands[K]["output"];
export type { Progress };

/** A refusal or failure of the program: `code` is stable, `details` fills the sentence. */
export class DoorError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = "DoorError";
  }

  /** Reads whatever the shell threw; anything without a code becomes `unexpected`. */
  static from(thrown: unknown): DoorError {
    if (thrown instanceof DoorError) return thrown;
    if (typeof thrown === "object" && thrown !== null && "code" in thrown) {
      const body = thrown as { code: unknown; message?: unknown; details?: unknown };
      const details = (body.details ?? {}) as Record<string, unknown>;
      return new DoorError(String(body.code), String(body.message ?? body.code), details);
    }
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return new DoorError("unexpected", message, { reason: message });
  }
}

type Invoke = (command: string, args?: Record<string, unknown>) => Promise<unknown>;
let carrier: Invoke = (command, args) => invoke(command, args);

/** Puts another carrier behind the door; only the development build and tests do this. */
export function carryBy(other: Invoke): void {
  carrier = other;
}

async function through<T>(command: string, args?: Record<string, unknown>): Promise<T> {
  try {
    return (await carrier(command, args)) as T;
  } catch (thrown) {
    throw DoorError.from(thrown);
  }
}

type AskReason = (month: string) => Promise<string | null>;
let askReason: AskReason = async () => null;

/** Sets who is asked why something is posted into a month that takes adjustments only; `null` gives it up. */
export function askReasonBy(ask: AskReason): void {
  askReason = ask;
}

/** Runs one command of the board; where its month takes adjustments only, asks for the reason and runs it with that. */
export async function call<K extends CommandName>(name: K, input: Input<K>): Promise<Output<K>> {
  const run = (reason?: string) =>
    through<Output<K>>("call", { name, input, reason, language: i18next.language });
  try {
    return await run();
  } catch (refused) {
    if (!(refused instanceof DoorError) || refused.code !== "month_soft_closed") throw refused;
    const reason = await askReason(String(refused.details.month));
    if (reason === null) throw refused;
    return run(reason);
  }
}

/** A running job: `result` settles when it ends, `cancel` asks it to stop (the result then fails as `cancelled`). */
export type Job<T> = { result: Promise<T>; cancel: () => Promise<void> };

type Hear = (progress: Progress) => void;

/** Starts a job of the board; `onProgress` hears each step. */
export function start<K extends CommandName>(name: K, input: Input<K>, onProgress: Hear): Job<Output<K>> {
  return underWay<Output<K>>("call", { name, input, language: i18next.language }, onProgress);
}

function underWay<T>(command: string, args: Record<string, unknown>, onProgress: Hear): Job<T> {
  const callId = crypto.randomUUID();
  const run = async () => {
    const stop = isTauri()
      ? await listen<Progress>(`progress:${callId}`, (event) => onProgress(event.payload))
      : () => {};
    try {
      return await through<T>(command, { ...args, callId });
    } finally {
      stop();
    }
  };
  return { result: run(), cancel: () => through<void>("cancel", { callId }) };
}

/** The bytes behind a handle a command gave (a PDF, a workbook). */
export async function bytes(handle: string): Promise<Uint8Array> {
  const raw = await through<ArrayBuffer | number[]>("bytes", { handle });
  return new Uint8Array(raw);
}

/** Hears files dragged over the window; the first of a drop is taken. Gives the way to stop listening. */
export function hearDrops(heard: { over: (is: boolean) => void; drop: (path: string) => void }): () => void {
  if (!isTauri()) return () => {};
  const listening = [
    listen("tauri://drag-enter", () => heard.over(true)),
    listen("tauri://drag-leave", () => heard.over(false)),
    listen<{ paths: string[] }>("tauri://drag-drop", ({ payload }) => {
      heard.over(false);
      const path = payload.paths[0];
      if (path !== undefined) heard.drop(path);
    }),
  ];
  return () => {
    for (const each of listening) void each.then((stop) => stop());
  };
}

/** Hears that the open book changed, through this window or another program. Gives the way to stop listening. */
export function hearChanges(heard: () => void): () => void {
  if (!isTauri()) return () => {};
  const listening = listen("changed", heard);
  return () => void listening.then((stop) => stop());
}

/** What a new book is made from. */
export type NewBook = { name: string; currency: string; chart: Chart; language: string };
/** A book that was open before: where it lies and the name it is shown by. */
export type RecentBook = { path: string; name: string };
/** A line of a dialog's list of file kinds, in the user's words. */
export type FileKind = { name: string; extensions: string[] };

/** Commands of the shell that work without an open book, and its dialogs. A dialog left gives `null`. */
export const shell = {
  open: (path: string, readOnly = false) => through<void>("book_open", { path, readOnly }),
  create: (path: string, input: NewBook) => through<void>("book_new", { path, input }),
  /** Makes the sample company, which takes a moment, or opens the one there is. */
  demo: (onProgress: Hear) => underWay<void>("book_demo", { language: i18next.language }, onProgress),
  restore: (backup: string, path: string) => through<void>("book_restore", { backup, path }),
  recent: () => through<RecentBook[]>("book_recent"),
  opened: () => through<RecentBook | null>("book_opened"),
  close: () => through<void>("book_close"),
  login: (user: string, password: string) => through<void>("login", { user, password }),
  logout: () => through<void>("logout"),
  pickFile: (kinds: FileKind[]) => through<string | null>("pick_file", { kinds }),
  pickFolder: () => through<string | null>("pick_folder"),
  saveBytes: (handle: string, path: string) => through<void>("save_bytes", { handle, path }),
  print: (handle: string) => through<void>("print", { handle }),
  savePath: (fileName: string, kinds: FileKind[]) => through<string | null>("save_path", { fileName, kinds }),
};
