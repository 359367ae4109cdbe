import { useTranslation } from "react-i18next";
import type { RecurringState } from "../../../bindings";

const tones = { active: "green", paused: "amber", ended: "", complete: "" } as const;

/** Whether a template goes on; one whose schedule is over is complete. */
export function TemplateState({ state, goesOn }: { state: RecurringState; goesOn: boolean }) {
  const { t } = useTranslation();
  const shown = state === "active" && !goesOn ? "complete" : state;
  return <span className={`pill ${tones[shown]}`}>{t(`recurring.state.${shown}`)}</span>;
}
