import { useTranslation } from "react-i18next";
import type { ReconciliationState as State } from "../bindings";
import { TONE_OF } from "../lib/reconciliations";

/** How far a letter of 对账 has come. */
export function ReconciliationState({ state }: { state: State }) {
  const { t } = useTranslation();
  return <span className={`pill ${TONE_OF[state]}`}>{t(`reconciliation.states.${state}`)}</span>;
}
