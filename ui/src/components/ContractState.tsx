import { useTranslation } from "react-i18next";
import type { ContractState as State } from "../bindings";

const TONES: Record<State, string> = { draft: "amber", active: "accent", ended: "", terminated: "" };

/** The state of a contract. */
export function ContractState({ state }: { state: State }) {
  const { t } = useTranslation();
  return <span className={`pill ${TONES[state]}`}>{t(`contracts.states.${state}`)}</span>;
}
