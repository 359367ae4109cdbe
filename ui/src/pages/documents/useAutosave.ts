import { useCallback, useEffect, useRef, useState } from "react";
import type { Draft, DraftVersion } from "../../bindings";
import { DoorError } from "../../lib/door";
import { type Editing, toWire } from "./editing";
import type { TradeKind } from "./kinds";
import { useSaveDraft } from "./queries";

const PAUSE_MS = 800;

type Saved = { state: "untouched" | "unsaved" | "saving" | "saved"; at?: string };

/**
 * Keeps a draft in the book while it is written: each pause saves, one save at a time, each with the version it
 * was read at. A save that another one overtook is refused; `stale` then holds the refusal until it is settled.
 */
export function useAutosave(kind: TradeKind, editing: Editing, draft: Draft | null) {
  const [saved, setSaved] = useState<Saved>({ state: "untouched" });
  const [stale, setStale] = useState<DoorError | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const version = useRef<DraftVersion | null>(draft && { id: draft.id, version: draft.version });
  const latest = useRef(editing);
  const written = useRef(editing);
  const running = useRef<Promise<DraftVersion | null> | null>(null);
  const { mutateAsync } = useSaveDraft();
  latest.current = editing;

  const save = useCallback(async (): Promise<DraftVersion | null> => {
    if (running.current) await running.current;
    if (version.current && written.current === latest.current) return version.current;
    const now = latest.current;
    setSaved({ state: "saving" });
    const work = mutateAsync({ ...version.current, fields: toWire(kind, now) }).then(
      (kept) => {
        version.current = { id: kept.id, version: kept.version };
        written.current = now;
        setFailure(null);
        setSaved({ state: "saved", at: kept.updated_at });
        return version.current;
      },
      (thrown) => {
        const error = DoorError.from(thrown);
        if (error.code === "stale") setStale(error);
        else setFailure(error);
        setSaved({ state: "unsaved" });
        return null;
      },
    );
    running.current = work;
    const result = await work;
    running.current = null;
    return result;
  }, [kind, mutateAsync]);

  useEffect(() => {
    if (written.current === editing || stale) return;
    setSaved((now) => (now.state === "saving" ? now : { state: "unsaved" }));
    const timer = setTimeout(() => void save(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [editing, save, stale]);

  const leave = useRef(save);
  leave.current = save;
  useEffect(
    () => () => {
      if (written.current !== latest.current) void leave.current();
    },
    [],
  );

  /** After a refused save: goes on from the other version, with this text or with the other one. */
  const settle = (other: Draft, taken: Editing | null) => {
    version.current = { id: other.id, version: other.version };
    if (taken) {
      written.current = taken;
      setSaved({ state: "saved", at: other.updated_at });
    }
    setStale(null);
  };
  /** A draft that was issued or discarded is saved no more. */
  const stop = () => {
    written.current = latest.current;
  };
  return { saved, stale, failure, save, settle, stop, version };
}
