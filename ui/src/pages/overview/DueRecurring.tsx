import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { BillingRunOutcome } from "../../components/BillingRunOutcome";
import { Problem } from "../../components/Problem";
import { ProgressCard } from "../../components/ProgressCard";
import { homeOfRecurring, useDue, useMakeDue } from "../../lib/recurring";
import { useMay } from "../../lib/session";

/** The line that says how many recurring documents are due: opens them, or makes them here. */
export function DueRecurring() {
  const { t } = useTranslation();
  const { data: due = [] } = useDue();
  const making = useMakeDue();
  const may = useMay();
  const issued = due.filter(({ kind }) => may(kind === "invoice" ? "sell" : "keep"));
  const first = due[0];
  return (
    <>
      {first && !making.running && (
        <Problem
          actions={
            <>
              <Link to={homeOfRecurring(first.kind === "bill" ? "bill" : "invoice")}>{t("app.open")}</Link>
              {issued.length > 0 && (
                <Button type="primary" size="small" onClick={() => void making.make()}>
                  {t("recurring.make")}
                </Button>
              )}
            </>
          }
        >
          {t("recurring.dueLine", { count: due.length })}
        </Problem>
      )}
      {making.running && (
        <ProgressCard title={t("recurring.making")} step={making.step} onCancel={making.cancel} />
      )}
      {making.error && <Problem error={making.error} />}
      {making.outcome && <BillingRunOutcome run={making.outcome} />}
    </>
  );
}
