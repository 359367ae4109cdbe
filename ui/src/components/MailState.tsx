import { useTranslation } from "react-i18next";
import type { MailState as State } from "../bindings";
import { TONE_OF } from "../lib/mails";

/** How far a mail is. */
export function MailState({ state }: { state: State }) {
  const { t } = useTranslation();
  return <span className={`pill ${TONE_OF[state]}`}>{t(`mail.states.${state}`)}</span>;
}
