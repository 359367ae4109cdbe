/** A template being written: kept on this computer as it is typed, saved when the user says so. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Recurring } from "../../../bindings";
import { DoorError } from "../../../lib/door";
import { useDraft } from "../../../lib/draft";
import { tell } from "../../../lib/lastAct";
import { homeOfRecurring } from "../../../lib/recurring";
import { useSaveTemplate } from "./queries";
import { fromSaved, type Template, toFields } from "./template";

export type Saving = {
  template: Template;
  write: (change: Partial<Template>) => void;
  unsaved: boolean;
  /** Whether it was tried, so that what is missing is said. */
  tried: boolean;
  busy: boolean;
  stale: boolean;
  error: DoorError | null;
  save: (ready: boolean) => Promise<void>;
  /** What is written goes on from an act of this page. */
  follow: (changed: Recurring) => void;
  /** Gives up what was typed for what another has saved. */
  takeTheirs: () => void;
};

/** `name` keeps what is typed of a new one; one that was saved is kept by its key and version. */
export function useSaving(
  kind: "invoice" | "bill",
  saved: Recurring | null,
  name: string,
  start: Template,
): Saving {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const [version, setVersion] = useState(saved?.version ?? null);
  const [tried, setTried] = useState(false);
  const stored = saved && fromSaved(saved);
  const draft = useDraft(saved ? `recurring.${saved.id}.${saved.version}` : name, stored ?? start);
  const template = draft.fields;
  const saving = useSaveTemplate();
  const textOf = (of: Template) => JSON.stringify(toFields(kind, of));
  const unsaved = textOf(template) !== textOf(stored ?? start);
  const error = saving.error ? DoorError.from(saving.error) : null;
  const settle = (standing: Recurring) => {
    const fields = fromSaved(standing);
    if (fields) draft.write(fields);
    draft.forget();
    setVersion(standing.version);
  };
  const save = async (ready: boolean) => {
    setTried(true);
    if (!ready) return;
    const input = { id: saved?.id ?? null, version, fields: toFields(kind, template) };
    const answer = await saving.mutateAsync(input).catch(() => null);
    // A refusal stands beside its field.
    if (!answer) return;
    settle(answer);
    tell({ text: t("recurring.saved", { name: answer.fields.name || t("recurring.unnamed") }) });
    if (!saved) goTo(`${homeOfRecurring(kind)}/${answer.id}`, { replace: true });
  };
  return {
    template,
    write: (change) => {
      if (error && error.code !== "stale") saving.reset();
      draft.write(change);
    },
    unsaved,
    tried,
    busy: saving.isPending,
    stale: error?.code === "stale",
    error: error?.code === "stale" ? null : error,
    save,
    follow: (changed) => setVersion(changed.version),
    takeTheirs: () => {
      saving.reset();
      if (saved) settle(saved);
    },
  };
}
