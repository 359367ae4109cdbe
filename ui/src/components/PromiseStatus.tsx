import { useTranslation } from "react-i18next";
import type { Dispute, PromiseStatus as Status } from "../bindings";

const TONES: Record<Status, string> = {
  open: "accent",
  kept: "green",
  partly: "amber",
  broken: "red",
  withdrawn: "",
};

/** What became of a promise. */
export function PromiseStatus({ status }: { status: Status }) {
  const { t } = useTranslation();
  return <span className={`pill ${TONES[status]}`}>{t(`collection.promise.statuses.${status}`)}</span>;
}

/** What became of a dispute; red where it is open past its deadline. */
export function DisputeState({ dispute, today }: { dispute: Dispute; today: string }) {
  const { t } = useTranslation();
  if (dispute.outcome)
    return <span className="pill">{t(`collection.dispute.outcomes.${dispute.outcome}`)}</span>;
  const tone = dispute.deadline_on < today ? "red" : "amber";
  return <span className={`pill ${tone}`}>{t("collection.dispute.open")}</span>;
}
