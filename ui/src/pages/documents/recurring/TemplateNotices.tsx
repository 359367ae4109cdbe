import { useTranslation } from "react-i18next";
import type { RecurringState } from "../../../bindings";
import { BillingRunOutcome } from "../../../components/BillingRunOutcome";
import { Problem } from "../../../components/Problem";
import { ProgressCard } from "../../../components/ProgressCard";
import type { useMakeDue } from "../../../lib/recurring";
import type { Saving } from "./useSaving";

type Props = {
  state: RecurringState | undefined;
  /** Whether the user may change it. */
  issues: boolean;
  saving: Saving;
  making: ReturnType<typeof useMakeDue>;
};

/** What a template's page says above the paper: how it stands, what came between, and what a run made. */
export function TemplateNotices({ state, issues, saving, making }: Props) {
  const { t } = useTranslation();
  return (
    <>
      {!issues && <p className="second">{t("app.readOnly")}</p>}
      {state === "paused" && <Problem>{t("recurring.pausedNote")}</Problem>}
      {state === "ended" && <Problem>{t("recurring.endedNote")}</Problem>}
      {saving.stale && (
        <Problem
          actions={
            <button type="button" className="plain link" onClick={saving.takeTheirs}>
              {t("recurring.reload")}
            </button>
          }
        >
          {t("recurring.stale")}
        </Problem>
      )}
      {making.error && <Problem error={making.error} />}
      {making.running && (
        <ProgressCard title={t("recurring.making")} step={making.step} onCancel={making.cancel} />
      )}
      {making.outcome && <BillingRunOutcome run={making.outcome} />}
    </>
  );
}
